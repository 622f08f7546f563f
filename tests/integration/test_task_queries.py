"""A worklist shows each person the tasks they have or may take, no more of each than they need."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select

from engine.access.people import groups
from engine.access.person import Person
from engine.access.rows import Row, holds
from engine.access.tasks import TaskView, visible_tasks, whole_tasks
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, NotFound
from engine.queries.keyset import Key
from engine.queries.source import Source
from engine.queries.task_forms import read_task_form
from engine.queries.tasks import TaskFilter, list_tasks, read_task
from engine.store.columns import Ciphertext
from engine.store.tables.instances import process_instance, root_instance
from engine.store.tables.waits import task, task_candidate
from tests.integration.bakery import ADA, BEN, CAS, deploy_bakery
from tests.integration.world import HOUSE, MACHINE, START, STRANGER, deploy_model, model, one_after_the_other

DAN = Person("dan", "Dan", (HOUSE,), "molen", frozenset({"guest"}))


@dataclass(frozen=True)
class Page:
    """Which rows are wanted."""

    limit: int = 100
    after: Key | None = None
    backwards: bool = False


def source(services: Services) -> Source:
    return Source(services.database, services.keys, services.declared)


def baking(services: Services) -> str:
    deploy_bakery(services)
    new = NewInstance(process_id="bakery", variables={"bread": "rogge", "recipe": "geheim"}, case=True)
    return start_instance(services, ADA, new).id


def names(services: Services, person: Person, **filters: object) -> list[str]:
    found = list_tasks(source(services), person, TaskFilter(**filters), Page())  # type: ignore[arg-type]
    assert found.count == len(found.results)
    return [one.name for one in found.results]


def only_task(services: Services, person: Person) -> str:
    (found,) = list_tasks(source(services), person, TaskFilter(state="open"), Page()).results
    return found.id


def test_a_task_in_a_pool_shows_its_members_no_more_than_they_need(services: Services) -> None:
    baking(services)

    seen = read_task(source(services), ADA, only_task(services, ADA))

    assert (seen.view, seen.name, seen.case_number) == (TaskView.POOL, "Bake", "noord-2026-00001")
    assert seen.details is None
    assert names(services, BEN) == []
    assert names(services, STRANGER) == []


def test_who_has_a_task_sees_all_of_it(services: Services) -> None:
    root_id = baking(services)
    task_id = only_task(services, ADA)
    assign_task(services, ADA, task_id, "ada")

    seen = read_task(source(services), ADA, task_id)

    assert seen.view is TaskView.FULL
    assert seen.details is not None
    assert (seen.details.element_id, seen.details.form_id) == ("bake", "order")
    assert (seen.details.root_instance_id, seen.details.candidate_groups) == (root_id, ("baker",))


def test_taking_part_in_a_case_does_not_show_the_tasks_of_others(services: Services) -> None:
    baking(services)
    task_id = only_task(services, ADA)
    assign_task(services, ADA, task_id, "ada")
    complete_task(services, ADA, task_id, {})

    assert names(services, ADA, state="open") == []
    assert names(services, ADA, state="completed") == ["Bake"]
    assert names(services, CAS) == ["Taste"]
    assert names(services, DAN) == [], "the same role at another organisation"


def test_what_is_not_visible_does_not_exist(services: Services) -> None:
    baking(services)
    task_id = only_task(services, ADA)

    for hidden in (task_id, task_id[:-1] + "99", "x", task_id.partition(".")[0]):
        with pytest.raises(NotFound):
            read_task(source(services), BEN, hidden)
        with pytest.raises(NotFound):
            read_task_form(source(services), BEN, hidden)


def test_only_who_has_taken_a_task_reads_its_form(services: Services) -> None:
    baking(services)
    task_id = only_task(services, ADA)

    with pytest.raises(Forbidden) as refused:
        read_task_form(source(services), ADA, task_id)
    assert refused.value.code == "not-assignee"


def test_a_form_shows_each_person_their_own_part_of_it(services: Services) -> None:
    baking(services)
    bake = only_task(services, ADA)
    assign_task(services, ADA, bake, "ada")
    form = read_task_form(source(services), ADA, bake)
    assert (form.form_id, form.version, form.data) == ("order", 1, {"bread": "rogge", "recipe": "geheim"})
    complete_task(services, ADA, bake, {})
    taste = only_task(services, BEN)
    assign_task(services, BEN, taste, "ben")

    shown = read_task_form(source(services), BEN, taste)

    assert shown.schema is not None
    components = shown.schema["components"]
    assert isinstance(components, list)
    assert [component["key"] for component in components if isinstance(component, Mapping)] == [
        "bread",
        "opinion",
    ]
    assert shown.data == {"bread": "rogge"}


def test_the_form_of_a_task_that_is_over_is_gone(services: Services) -> None:
    baking(services)
    task_id = only_task(services, ADA)
    assign_task(services, ADA, task_id, "ada")
    complete_task(services, ADA, task_id, {})

    with pytest.raises(Conflict) as refused:
        read_task_form(source(services), ADA, task_id)
    assert refused.value.code == "task-ended"


def test_outside_a_case_who_has_a_task_sees_what_the_task_sees(services: Services) -> None:
    worker = replace(ADA, roles=frozenset({"worker"}))
    deploy_model(services, model(one_after_the_other("a")))
    start_instance(services, MACHINE, NewInstance(process_id="p", variables={"x": 1}))
    task_id = only_task(services, worker)
    assign_task(services, worker, task_id, "ada")

    form = read_task_form(source(services), worker, task_id)

    assert (form.form_id, form.schema, form.data) == (None, None, {"x": 1})


def test_filters_narrow_and_never_widen(services: Services) -> None:
    root_id = baking(services)

    assert names(services, ADA, candidate_group="baker", root_instance_id=root_id) == ["Bake"]
    assert names(services, ADA, case_number="noord-2026-00001", business_key="noord-2026-00001") == ["Bake"]
    assert names(services, ADA, candidate_group="guest@winkel") == []
    assert names(services, ADA, due_before=START + timedelta(days=900)) == []
    assert names(services, ADA, assignee="ada") == []
    assert names(services, BEN, candidate_group="baker") == []


def test_who_has_a_task_finds_it_by_all_that_they_see_of_it(services: Services) -> None:
    root_id = baking(services)
    narrow = {"process_instance_id": root_id, "element_id": "bake"}

    assert names(services, ADA, **narrow) == []
    assign_task(services, ADA, only_task(services, ADA), "ada")
    assert names(services, ADA, **narrow) == ["Bake"]


def test_pages_follow_the_due_dates_and_leave_nothing_out(services: Services) -> None:
    worker = replace(ADA, roles=frozenset({"worker"}))
    deploy_model(services, model(one_after_the_other("a")))
    for _ in range(5):
        start_instance(services, MACHINE, NewInstance(process_id="p", variables={}))
    with services.database.write() as connection:
        roots = sorted(connection.scalars(select(task.c.root_id)))
        for place, days in ((0, 9), (1, 3), (2, 3)):
            due = START + timedelta(days=days)
            dated = task.update().where(task.c.root_id == roots[place])
            connection.execute(dated.values(due_at=due, listed_at=due))

    seen: list[str] = []
    after: Key | None = None
    for _ in range(5):
        found = list_tasks(source(services), worker, TaskFilter(), Page(1, after))
        assert found.count == 5
        seen += [one.id.partition(".")[0] for one in found.results]
        after = found.results[-1].key

    assert seen == [roots[1], roots[2], roots[0], roots[3], roots[4]]
    last = list_tasks(source(services), worker, TaskFilter(), Page(1, after, backwards=True)).results
    assert [one.id.partition(".")[0] for one in last] == [roots[3]]


ROOT_ID = "01a2b3c4-0000-7000-8000-000000000000"
SOME_GROUPS = ("baker", "guest", "guest@winkel", "baker@molen")
GROUPS = st.sampled_from(SOME_GROUPS)
PEOPLE = st.builds(
    Person,
    subject=st.sampled_from(["ada", "ben"]),
    name=st.just("Iemand"),
    houses=st.lists(st.sampled_from(["noord", "zuid"]), unique=True).map(tuple),
    organisation=st.sampled_from(["molen", "winkel"]),
    roles=st.frozensets(st.sampled_from(["baker", "guest"])),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    person=PEOPLE,
    house=st.sampled_from(["noord", "zuid"]),
    state=st.sampled_from(["open", "completed"]),
    assignee=st.none() | st.sampled_from(["ada", "ben"]),
    candidate_groups=st.lists(GROUPS, unique=True, max_size=2),
    candidate_users=st.lists(st.sampled_from(["ada", "ben"]), max_size=1),
    case_type=st.none() | st.just("loaf"),
)
def test_the_database_shows_exactly_the_tasks_that_the_rule_opens(
    services: Services,
    person: Person,
    house: str,
    state: str,
    assignee: str | None,
    candidate_groups: list[str],
    candidate_users: list[str],
    case_type: str | None,
) -> None:
    place = {"root_id": ROOT_ID, "element": 1}
    candidates = [("group", group) for group in candidate_groups]
    candidates += [("user", user) for user in candidate_users]
    cells = {**place, **_BLANK, "house": house, "state": state, "assignee": assignee}
    cells |= {"candidate_groups": tuple(candidate_groups), "candidate_users": tuple(candidate_users)}
    root = {"root_id": ROOT_ID, "house": house, "case_type": case_type, **_BLANK_ROOT}
    with services.database.write() as connection:
        for table in (task, task_candidate, root_instance, process_instance):
            connection.execute(delete(table))
        connection.execute(insert(root_instance), root)
        connection.execute(insert(process_instance), {"root_id": ROOT_ID, "house": house, **_BLANK_INSTANCE})
        connection.execute(insert(task), cells)
        for kind, candidate in candidates:
            named = {**place, "house": house, "kind": kind, "candidate": candidate}
            connection.execute(insert(task_candidate), named)
    listed = list_tasks(source(services), person, TaskFilter(), Page()).results

    row: Row = {
        "house": house,
        "state": state,
        "assignee": assignee,
        "candidate_groups": [{"group": group} for group in candidate_groups],
        "candidate_users": [{"person": user} for user in candidate_users],
    }
    assert bool(listed) == holds(visible_tasks(person, None), row)
    told = listed[0].details if listed else None
    whole = {**cells, "case_type": case_type}
    assert not listed or (told is not None) == holds(whole_tasks(person), whole)  # type: ignore[arg-type]
    for group in SOME_GROUPS:
        known = group in groups(person) or told is not None
        found = list_tasks(source(services), person, TaskFilter(candidate_group=group), Page()).count
        assert bool(found) == (bool(listed) and known and group in candidate_groups)
    for hidden in (TaskFilter(element_id="e"), TaskFilter(process_instance_id=ROOT_ID)):
        assert bool(list_tasks(source(services), person, hidden, Page()).count) == (told is not None)


_BLANK = {
    "instance": 0,
    "element_id": "e",
    "name": "E",
    "revision": 1,
    "candidate_groups": (),
    "candidate_users": (),
    "different_from": (),
    "priority": 50,
    "created_at": START,
    "listed_at": START,
}

_BLANK_ROOT = {
    "process_id": "p",
    "definition_id": "d",
    "revision": 1,
    "started_at": START,
    "open_rows": b"",
    "state": Ciphertext(b"x"),
}
_BLANK_INSTANCE = {
    "instance": 0,
    "definition_id": "d",
    "process_id": "p",
    "version": 1,
    "state": "active",
    "started_at": START,
}
