"""What the audit log tells of the root instance that an act is about."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, select

from engine.access.acts import Concerned
from engine.store.case_catalogues import DefinitionReader
from engine.store.tables.definitions import definition
from engine.store.tables.instances import root_instance

_COLUMNS: Final = (
    root_instance.c.root_id,
    root_instance.c.house,
    root_instance.c.definition_id,
    root_instance.c.case_type,
    root_instance.c.case_number,
)
_ROOT: Final = select(*_COLUMNS).where(root_instance.c.root_id == bindparam("root"))
_REFUSED: Final = (
    select(*_COLUMNS, definition.c.purpose)
    .select_from(root_instance.outerjoin(definition, definition.c.id == root_instance.c.definition_id))
    .where(root_instance.c.root_id == bindparam("root"))
)


def concerned_root(
    connection: Connection,
    definitions: DefinitionReader,
    *,
    root_id: str,
    house: str,
    definition_id: str,
    case_type: str | None,
    case_number: str | None,
) -> Concerned:
    """Return what the audit log tells of a root instance whose row is at hand."""
    return Concerned(
        root_id=root_id,
        house=house,
        case_number=case_number,
        is_case=case_type is not None,
        purpose=definitions.process(connection, definition_id).process.properties.purpose,
    )


def find_concerned(connection: Connection, definitions: DefinitionReader, root_id: str) -> Concerned | None:
    """Return what the audit log tells of a root instance; None if there is none."""
    row = connection.execute(_ROOT, {"root": root_id}).first()
    return None if row is None else concerned_root(connection, definitions, **row._mapping)


def find_refused(connection: Connection, root_id: str) -> Concerned | None:
    """Return the same for a refusal: in one statement, whether there is such an instance or not."""
    row = connection.execute(_REFUSED, {"root": root_id}).first()
    if row is None:
        return None
    return Concerned(
        root_id=row.root_id,
        house=row.house,
        case_number=row.case_number,
        is_case=row.case_type is not None,
        purpose=row.purpose,
    )
