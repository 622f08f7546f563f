"""What people do all day takes few statements, however much there is: counted here, timed in `bench/`."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Engine, event

from engine.access.person import Person
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.queries.cases import CaseFilter, list_cases, read_case
from engine.queries.task_forms import read_task_form
from engine.queries.tasks import TaskFilter, list_tasks
from tests.integration.bakery import ADA, deploy_bakery
from tests.integration.reading import open_tasks
from tests.integration.test_task_queries import Page, source
from tests.integration.world import ANNA, MACHINE, deploy_model, model, one_after_the_other

PAGE = Page()
_BEGINNINGS = ("begin", "set local role")
"""How a transaction begins on SQLite, and on PostgreSQL behind the walls between houses."""
EARLIER = 3


def statements(action: Callable[[], object]) -> int:
    """How many statements an action sends to the main database and to the key store."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        if not statement.startswith(_BEGINNINGS):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        action()
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len(sent)


def order(services: Services) -> str:
    new = NewInstance(process_id="bakery", variables={"bread": "rogge"}, case=True)
    return start_instance(services, ADA, new).id


def claimed(services: Services, person: Person, root_id: str) -> str:
    (task_id,) = open_tasks(services, root_id).values()
    assign_task(services, person, task_id, person.subject)
    return task_id


def test_a_completion_takes_fourteen_statements_after_any_number_before_it(services: Services) -> None:
    names = tuple(f"task{number}" for number in range(6))
    deploy_model(services, model(one_after_the_other(*names)))
    root_id = start_instance(services, MACHINE, NewInstance(process_id="p", variables={})).id
    counts = []
    for _ in names[:-1]:
        task_id = claimed(services, ANNA, root_id)
        counts.append(
            statements(lambda task_id=task_id: complete_task(services, ANNA, task_id, {"remark": "x"}))
        )

    # The virtual clock, the root under its lock and the task; then nine in one round trip on PostgreSQL;
    # head and entry of the audit log, on PostgreSQL in one statement sent with the commit.
    assert max(counts[1:]) <= 14
    assert counts[-1] <= counts[1]


def test_a_completion_by_form_in_a_case_takes_twenty_one_statements(services: Services) -> None:
    deploy_bakery(services)
    complete_task(services, ADA, claimed(services, ADA, order(services)), {})
    bake = claimed(services, ADA, order(services))

    assert statements(lambda: complete_task(services, ADA, bake, {})) <= 21


def test_a_claim_looks_its_organisation_up_once(services: Services) -> None:
    deploy_bakery(services)
    (task_id,) = open_tasks(services, order(services)).values()
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assign_task(services, ADA, task_id, ADA.subject)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len([one for one in sent if "FROM partner " in one or "FROM partner\n" in one]) == 1
    assert len([one for one in sent if "FROM partnership" in one]) == 1


def test_reading_takes_the_same_few_statements_however_many_cases_there_are(services: Services) -> None:
    deploy_bakery(services)
    root_id = order(services)
    bake = claimed(services, ADA, root_id)
    reads: dict[str, tuple[int, Callable[[], object]]] = {
        "worklist": (6, lambda: list_tasks(source(services), ADA, TaskFilter(), PAGE)),
        "case": (17, lambda: read_case(source(services), ADA, root_id)),
        "form": (12, lambda: read_task_form(source(services), ADA, bake)),
        "cases": (8, lambda: list_cases(source(services), ADA, CaseFilter(), PAGE)),
    }
    few = {name: statements(read) for name, (_, read) in reads.items()}
    for _ in range(EARLIER):
        claimed(services, ADA, order(services))

    many = {name: statements(read) for name, (_, read) in reads.items()}

    assert list_tasks(source(services), ADA, TaskFilter(), PAGE).count == EARLIER + 1
    assert all(many[name] <= most for name, (most, _) in reads.items()), many
    assert all(many[name] <= few[name] for name in reads), (few, many)
