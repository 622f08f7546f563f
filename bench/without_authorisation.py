"""`ketenmotor` with authorisation taken away, so that it can be told what authorisation costs.

    python -m bench.without_authorisation access serve
    python -m bench.without_authorisation access-and-audit serve

It serves everything to everybody, and is for `bench.authorisation` alone. Nothing else differs from the
service as shipped: who asks is authenticated, what is stored is sealed, history is written, models decide the
same.

`access` takes away all that decides who sees and does what:

- the walls of PostgreSQL: a transaction takes no role and names no houses, so that no policy is put to a row;
- the register: whether the organisation of who asks is a partner of the house today;
- rows: the conditions under which somebody finds a task, an instance or a case;
- acts: whether somebody may do what they ask with it, and whether another person has to;
- fields: who takes part, the stages reached, the catalogue of a case and its projection on forms and
  variables; and who wrote which field.

`access-and-audit` takes away the audit log too: its entries, their chains, and what is found out only for
them. What participation and candidates leave in their tables is written all the same: worklists need it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import FunctionType, ModuleType
from typing import Any, Final

import psycopg
from sqlalchemy import Connection, Select

from api import authentication, cli
from engine.access import decision, instances, tasks
from engine.access.acts import Act, Concerned, Revealed
from engine.access.forms import FormAccess
from engine.access.person import Person
from engine.access.rows import ALWAYS, Predicate
from engine.access.tasks import TaskFacts, TaskView
from engine.commands import task_access
from engine.commands.roots import RootInstance
from engine.commands.unit import Unit
from engine.errors import Conflict
from engine.model.manifest import Manifest
from engine.queries import tasks as task_queries
from engine.queries import variables
from engine.queries.source import Reading, Source
from engine.store import form_access, walls
from engine.store.addresses import Address
from engine.store.audit.recording import recorded
from engine.store.audit.trail import Trail

_SERVED: Final = "api.wsgi"
"""It imports all that is served, so that no module binds a name after it was replaced."""
_ROOMS: Final = ("engine.", "api.")
SetAttribute = Callable[[object, str, object], None]


def take_away_access(set_attribute: SetAttribute = setattr) -> None:
    """Let everybody see and do everything.

    Args:
        set_attribute: sets an attribute of a module or class; that of a test can undo it.
    """
    set_attribute(walls, "enter", _begin)
    set_attribute(authentication, "working_today", _as_the_token_says)
    set_attribute(Source, "manifests", _no_manifests)
    set_attribute(task_queries, "_visible", _all_tasks)
    set_attribute(variables, "_access", _all_fields)
    for original, replacement in _OPEN:
        _replace(original, replacement, set_attribute)


def take_away_audit(set_attribute: SetAttribute = setattr) -> None:
    """Write no audit log; arguments as in :func:`take_away_access`."""
    set_attribute(Source, "reading", _reading)
    for function in _recorded_functions():
        _replace(function, function.__wrapped__, set_attribute)  # type: ignore[attr-defined]  # of functools.wraps


def _replace(original: object, replacement: object, set_attribute: SetAttribute) -> None:
    """Replace a function in each module that has bound its name."""
    bound = [
        (module, name) for module in _modules() for name, value in vars(module).items() if value is original
    ]
    assert bound, f"{original} is nowhere to be replaced"
    for module, name in bound:
        set_attribute(module, name, replacement)


def _modules() -> Sequence[ModuleType]:
    import_module(_SERVED)
    return [module for name, module in sys.modules.items() if name.startswith(_ROOMS)]


def _recorded_functions() -> Sequence[FunctionType]:
    """The commands and queries that the audit log tells of: all share the code of what wraps them."""
    wrapping = recorded(Act.READ, "anything")(lambda source, person: None).__code__  # type: ignore[attr-defined]
    functions = {
        id(value): value
        for module in _modules()
        for value in vars(module).values()
        if isinstance(value, FunctionType) and value.__code__ is wrapping
    }
    return list(functions.values())


def _begin(connection: Connection, houses: Sequence[str] | None) -> None:
    """Begin as the shipped service does, in one message, but as the owner of all tables."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    driver.pgconn.exec_(b"begin")


def _as_the_token_says(services: object, person: Person) -> Person:
    return person


def _no_manifests(source: Source, connection: object, houses: object) -> dict[str, Manifest | None]:
    return {}


def _lock_root_of_task(unit: Unit, person: Person, address: Address) -> RootInstance:
    return unit.lock(address.root_id)


def _require_open_task(unit: Unit, person: Person, facts: TaskFacts, permitted: object) -> None:
    if not facts.open:
        raise Conflict("task-ended", "The task was completed or taken back.")


def _whole_task(person: Person, task: TaskFacts, manifest: object, *, of_case: bool = True) -> TaskView:
    return TaskView.FULL


def _all_rows(*_: object) -> Predicate:
    return ALWAYS


def _all_tasks(*_: object) -> Select[Any]:
    return task_queries._seen_tasks(ALWAYS, None)


def _all_fields(*_: object) -> FormAccess:
    return FormAccess(None)


def _let_pass(*_: object) -> None:
    """Ask nothing."""


_OPEN: Final[Sequence[tuple[object, object]]] = (
    (decision.require, _let_pass),
    (tasks.whole_tasks, _all_rows),
    (tasks.view, _whole_task),
    (instances.visible_cases, _all_rows),
    (instances.visible_instances, _all_rows),
    (instances.known_instances, _all_rows),
    (instances.followed_instances, _all_rows),
    (task_access.lock_root_of_task, _lock_root_of_task),
    (task_access.require_task, _require_open_task),
    (task_access.require_other_person, _let_pass),
    (form_access.of_task, _all_fields),
    (form_access.of_start, _all_fields),
)


class _Nothing(Trail):
    """Takes what the audit log would be told, and forgets it."""

    def __init__(self) -> None:
        """Make nothing ready."""

    def about(self, concerned: Concerned) -> None:
        """Forget it."""

    def reveals(self, revealed: Revealed) -> None:
        """Forget it."""

    def in_houses(self, houses: object) -> None:
        """Forget it."""

    def names(self, house: str, root_ids: object) -> None:
        """Forget it."""


@contextmanager
def _reading(source: Source, person: Person) -> Iterator[Reading]:
    with source.database.read() as connection:
        yield Reading(connection, _Nothing())


def main() -> None:
    """Do what `ketenmotor` would, without what the first argument names."""
    if sys.argv.pop(1) == "access-and-audit":
        take_away_audit()
    take_away_access()
    cli.main()


if __name__ == "__main__":
    main()
