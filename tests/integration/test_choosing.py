"""Work that people choose: who may is declared, and to others the ad-hoc subprocess does not exist."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import select

from engine.access.person import Person
from engine.commands.choose_activities import Chosen, choose_activities
from engine.commands.deploy import deploy
from engine.commands.move_instance import Modification, modify_instance
from engine.commands.operations import cancel_instance, write_variables
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, NotFound, Refusal
from engine.queries.ad_hoc import ad_hoc_activities
from engine.store.tables.history import element_instance
from tests.integration.bakery import BEN, ORDER, task
from tests.integration.test_known_instances import CHAIN, MASTER, called, taking_part, through
from tests.integration.test_statements import statements
from tests.integration.test_task_queries import source
from tests.integration.world import HOUSE, MACHINE, OPERATOR, flow, model

DAN = Person("dan", "Dan", (HOUSE,), "winkel", frozenset({"baker"}))
"""Takes part in the case as baker, through a process beside the one with work to choose."""
EVE = Person("eve", "Eve", (HOUSE,), "winkel", frozenset({"baker"}))
"""Takes part in the process with work to choose, in a role that may not."""
CHOSEN = (Chosen("ice", {}),)


def ad_hoc(id_: str, declared: str, *people: Person) -> str:
    """An ad-hoc subprocess in which people take part."""
    parts = ", ".join(f'{{person: "{one.subject}", role: "{min(one.roles)}"}}' for one in people)
    return (
        f'<bpmn:adHocSubProcess id="{id_}"><bpmn:extensionElements><zeebe:properties>'
        f"<zeebe:property name='participant' value='=[{parts}]' />{declared}"
        f"</zeebe:properties></bpmn:extensionElements>{task('ice', 'guest', 'order')}</bpmn:adHocSubProcess>"
    )


def chosen_by(*roles: str) -> str:
    return f'<zeebe:property name="chosenBy" value="{", ".join(roles)}" />'


@pytest.fixture
def case_id(services: Services) -> str:
    """A case that calls `other` (Dan takes part), and `decorating` with two ad-hoc subprocesses."""
    split = (
        '<bpmn:parallelGateway id="split" />'
        + called("left", "decorating")
        + called("right", "other")
        + taking_part("direction", MASTER)
        + flow("start", "split")
        + "".join(
            flow("split", id_) + f'<bpmn:endEvent id="{id_}-over" />' + flow(id_, f"{id_}-over")
            for id_ in ("left", "right", "direction")
        )
    )
    case = model(
        '<bpmn:startEvent id="start" />' + split,
        process="outer",
        properties='<zeebe:property name="caseType" value="loaf" />',
    )
    both = (
        '<bpmn:startEvent id="start" /><bpmn:parallelGateway id="two" />'
        + flow("start", "two")
        + ad_hoc("free", chosen_by("guest"), BEN, EVE)
        + ad_hoc("undeclared", "", BEN).replace('"ice"', '"jam"')
        + "".join(
            flow("two", id_) + f'<bpmn:endEvent id="{id_}-over" />' + flow(id_, f"{id_}-over")
            for id_ in ("free", "undeclared")
        )
    )
    files = [
        Resource("chain.json", CHAIN),
        ORDER,
        Resource("outer.bpmn", case),
        Resource("decorating.bpmn", model(both, process="decorating")),
        through("other", taking_part("secret", DAN), "secret"),
    ]
    deploy(services, None, files)
    return start_instance(services, MACHINE, NewInstance(process_id="outer", variables={}, case=True)).id


def place(services: Services, case_id: str, element_id: str) -> tuple[str, str]:
    """The ids of the process instance that an active element is in, and of the element."""
    columns = element_instance.c
    query = select(columns.instance, columns.element).where(columns.element_id == element_id)
    with services.database.read() as connection:
        row = connection.execute(query).one()
    return f"{case_id}.{row.instance}", f"{case_id}.{row.element}"


def refusal(work: Callable[[], object]) -> tuple[type[Refusal], str, str]:
    with pytest.raises(Refusal) as raised:
        work()
    return type(raised.value), raised.value.code, raised.value.detail


def offered(services: Services, person: Person, instance_id: str) -> list[str]:
    return [one.element_id for one in ad_hoc_activities(source(services), person, instance_id)]


def test_who_has_a_role_that_the_subprocess_names_may_choose(services: Services, case_id: str) -> None:
    instance, free = place(services, case_id, "free")
    assert offered(services, BEN, instance) == ["free"]
    choose_activities(services, BEN, instance, free, CHOSEN)
    with services.database.read() as connection:
        started = connection.scalars(
            select(element_instance.c.actor).where(element_instance.c.element_id == "ice")
        ).all()
    assert len(started) == 1


@pytest.mark.parametrize("person", [EVE, MASTER, OPERATOR], ids=lambda one: one.subject)
def test_another_role_may_not_choose_and_is_not_told_what_there_is(
    services: Services, case_id: str, person: Person
) -> None:
    instance, free = place(services, case_id, "free")
    refused = refusal(lambda: choose_activities(services, person, instance, free, CHOSEN))
    absent = refusal(lambda: choose_activities(services, person, instance, f"{case_id}.999", CHOSEN))
    assert refused == absent
    assert refused[:2] == (Forbidden, "not-a-chooser")
    watches = person is not EVE  # who may follow each step of the case sees that there is such a step
    assert offered(services, person, instance) == (["free", "undeclared"] if watches else [])


def test_where_nobody_is_declared_only_a_system_chooses(services: Services, case_id: str) -> None:
    instance, element = place(services, case_id, "undeclared")
    with pytest.raises(Forbidden):
        choose_activities(services, BEN, instance, element, [Chosen("jam", {})])
    choose_activities(services, MACHINE, instance, element, [Chosen("jam", {})])


def test_an_element_is_chosen_in_its_own_instance_alone(services: Services, case_id: str) -> None:
    _, free = place(services, case_id, "free")
    with pytest.raises(Conflict, match="no active ad-hoc subprocess"):
        choose_activities(services, MACHINE, case_id, free, CHOSEN)
    with pytest.raises(Forbidden):
        choose_activities(services, BEN, case_id, free, CHOSEN)


WRITES: Sequence[Callable[[Services, Person, str, str], object]] = (
    lambda services, person, instance, element: choose_activities(
        services, person, instance, element, CHOSEN
    ),
    lambda services, person, instance, element: cancel_instance(services, person, instance, reason="x"),
    lambda services, person, instance, element: write_variables(services, person, instance, {"x": 1}),
    lambda services, person, instance, element: write_variables(
        services, person, instance, {"x": 1}, scope_id=element
    ),
    lambda services, person, instance, element: modify_instance(
        services, person, instance, Modification(terminate=[element], reason="x")
    ),
)


def test_a_called_process_that_somebody_may_not_know_of_takes_no_command_of_theirs(
    services: Services, case_id: str
) -> None:
    hidden, element = place(services, case_id, "free")
    offered(services, DAN, case_id)  # from now on the manifest is kept
    for write in WRITES:
        numbers = []
        for instance in (hidden, f"{case_id}.999"):

            def asked(instance: str = instance, write: Callable[..., object] = write) -> None:
                with pytest.raises(NotFound):
                    write(services, DAN, instance, element)

            numbers.append(statements(asked))
        assert numbers[0] == numbers[1]
    with pytest.raises(Forbidden, match="role"):  # what they know of they may not cancel either
        cancel_instance(services, DAN, case_id, reason="x")
