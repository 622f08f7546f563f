"""What tests look up in the database."""

from sqlalchemy import func, select

from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.store.tables.instances import process_instance
from engine.store.tables.waits import task


def open_tasks(services: Services, root_id: str | None = None) -> dict[str, str]:
    """Ids of the open tasks by element id."""
    query = select(task.c.root_id, task.c.element_id, task.c.element).where(task.c.state == "open")
    if root_id is not None:
        query = query.where(task.c.root_id == root_id)
    with services.database.read() as connection:
        return {row.element_id: f"{row.root_id}.{row.element}" for row in connection.execute(query)}


def variables(services: Services, root_id: str) -> dict[str, object]:
    """Variables of the root scope of a running instance."""
    with services.database.write() as connection:
        return dict(Unit(services, connection, None).lock(root_id).instance.variables())


def states(services: Services, process_id: str = "p") -> dict[str, str]:
    """State of each instance of a process, by root id."""
    with services.database.read() as connection:
        query = select(process_instance.c.root_id, process_instance.c.state).where(
            process_instance.c.process_id == process_id
        )
        return {row.root_id: row.state for row in connection.execute(query)}


def count(services: Services, table: object) -> int:
    """How many rows a table has."""
    with services.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table))  # type: ignore[arg-type]
