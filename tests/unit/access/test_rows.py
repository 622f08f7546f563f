"""What a person sees of tasks and cases is the same by row and by decision, and closed by default."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.access.instances import visible_cases, visible_instances
from engine.access.participation import Participation, roles_in_case
from engine.access.person import Person
from engine.access.rows import ALWAYS, NEVER, And, Eq, In, IsNull, Or, Row, holds
from engine.access.tasks import OPEN, TaskFacts, TaskView, may_claim, may_complete, view, visible_tasks
from engine.model.manifest import Manifest
from engine.model.manifest_reader import read_manifest

MANIFEST_SOURCE = b"""{"manifest": 1, "name": "Proef",
 "roles": [{"id": "baker", "label": "Bakker"}, {"id": "boss", "label": "Baas", "assignsTasks": true}],
 "categories": [{"id": "ordinary", "label": "Gewoon", "readers": ["baker"]}],
 "purposes": [], "regimes": [], "stages": [], "organisationKinds": [], "exchangeStatuses": []}"""


def manifest() -> Manifest:
    found = read_manifest(MANIFEST_SOURCE, resource="chain.json").manifest
    assert found is not None
    return found


PEOPLE = st.sampled_from(["ada", "bob"])
ROLES = st.sampled_from(["baker", "boss", "operator"])
ORGANISATIONS = st.sampled_from(["mill", "shop"])
REGIMES = st.sampled_from(["old", "new"])
HOUSES = st.sampled_from(["north", "south"])
GROUPS = st.one_of(ROLES, st.tuples(ROLES, ORGANISATIONS).map("@".join))

PERSONS = st.builds(
    Person,
    subject=PEOPLE,
    name=st.just("Iemand"),
    houses=st.lists(HOUSES, unique=True).map(tuple),
    organisation=ORGANISATIONS,
    roles=st.frozensets(ROLES),
    regimes=st.dictionaries(HOUSES, st.frozensets(REGIMES), max_size=2).map(
        lambda found: tuple(found.items())
    ),
)
PARTICIPATIONS = st.lists(
    st.builds(Participation, st.none() | PEOPLE, st.none() | ORGANISATIONS, ROLES, st.none() | REGIMES),
    max_size=2,
)
TASKS = st.fixed_dictionaries(
    {
        "house": HOUSES,
        "state": st.sampled_from([OPEN, "completed"]),
        "assignee": st.none() | PEOPLE,
        "candidate_groups": st.lists(GROUPS.map(lambda group: {"group": group}), max_size=2),
        "candidate_users": st.lists(PEOPLE.map(lambda person: {"person": person}), max_size=1),
    }
)


def as_rows(participations: Sequence[Participation], house: str) -> list[Row]:
    return [{**asdict(part), "house": house} for part in participations]


def facts(row: Mapping[str, object]) -> TaskFacts:
    groups: list[dict[str, str]] = row["candidate_groups"]  # type: ignore[assignment]
    users: list[dict[str, str]] = row["candidate_users"]  # type: ignore[assignment]
    return TaskFacts(
        house=str(row["house"]),
        open=row["state"] == OPEN,
        assignee=row["assignee"],  # type: ignore[arg-type]
        candidate_groups=frozenset(group["group"] for group in groups),
        candidate_users=frozenset(user["person"] for user in users),
        excluded=frozenset(),
    )


@settings(max_examples=200, deadline=None)
@given(PERSONS, TASKS)
def test_a_list_shows_exactly_the_tasks_that_can_be_opened_one_by_one(
    person: Person, row: dict[str, object]
) -> None:
    seen = view(person, facts(row), manifest())

    assert holds(visible_tasks(person, manifest()), row) == (seen is not TaskView.HIDDEN)  # type: ignore[arg-type]


@settings(max_examples=100, deadline=None)
@given(PERSONS, HOUSES, PARTICIPATIONS)
def test_a_case_is_listed_for_exactly_those_who_take_part_in_it_and_for_operators(
    person: Person, house: str, participations: list[Participation]
) -> None:
    row: Row = {"house": house, "participations": as_rows(participations, house)}

    takes_part = bool(roles_in_case(person, house, participations))
    follows = house in person.houses and "operator" in person.roles
    assert holds(visible_cases(person), row) == (takes_part or follows)


def test_who_went_to_work_elsewhere_takes_part_no_longer_for_whom_they_worked() -> None:
    ada = Person("ada", "Ada", ("north",), "mill", frozenset({"baker"}))
    moved = replace(ada, organisation="shop")
    claimed, named = (Participation("ada", of, "baker") for of in ("mill", None))
    row: Row = {"house": "north", "participations": as_rows([claimed], "north")}

    assert roles_in_case(ada, "north", [claimed]) == {"baker"}
    assert roles_in_case(moved, "north", [claimed]) == set()
    assert roles_in_case(moved, "north", [named]) == {"baker"}
    assert holds(visible_cases(ada), row)
    assert not holds(visible_cases(moved), row)


@settings(max_examples=100, deadline=None)
@given(PERSONS, TASKS, PARTICIPATIONS)
def test_nobody_sees_or_takes_anything_of_another_house(
    person: Person, row: dict[str, object], participations: list[Participation]
) -> None:
    outsider = Person(person.subject, "Iemand", ("elsewhere",), person.organisation, person.roles)
    task = facts(row)
    related: Row = {"house": str(row["house"]), "participations": as_rows(participations, str(row["house"]))}

    assert view(outsider, task, manifest()) is TaskView.HIDDEN
    assert task.assignee == outsider.subject or not may_claim(outsider, task).allowed
    assert not holds(visible_cases(outsider), related)
    assert not holds(visible_instances(outsider), related)


@settings(max_examples=100, deadline=None)
@given(PERSONS, TASKS)
def test_only_who_has_taken_a_task_sees_all_of_it_and_may_complete_it(
    person: Person, row: dict[str, object]
) -> None:
    task = facts(row)

    assert may_complete(person, task).allowed == (row["assignee"] == person.subject)
    if view(person, task, manifest()) is TaskView.FULL:
        assert may_complete(person, task).allowed


def test_an_operator_follows_the_instances_and_cases_of_the_house_and_an_integrator_no_case() -> None:
    operator = Person("eve", "Eve", ("north",), "shop", frozenset({"operator"}))
    integrator = Person("machine", "Machine", ("north",), "shop", frozenset({"integrator"}))
    row: Row = {"house": "north", "participations": []}

    assert holds(visible_instances(operator), row)
    assert holds(visible_cases(operator), row)
    assert holds(visible_instances(integrator), row)
    assert not holds(visible_cases(integrator), row)


def test_null_equals_nothing_and_empty_trees_are_always_and_never() -> None:
    row: Row = {"a": None}

    assert not holds(Eq("a", ""), row)
    assert not holds(In("a", frozenset({"x"})), row)
    assert holds(IsNull("a"), row)
    assert holds(ALWAYS, row)
    assert not holds(NEVER, row)
    assert holds(Or((And((IsNull("a"), Eq("a", "x"))), IsNull("a"))), row)
