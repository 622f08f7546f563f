"""Who coordinates a case knows all processes that it calls; others those through which they take part."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from engine.access.instances import known_instances, visible_instances
from engine.access.person import Person
from engine.access.rows import Row, holds
from engine.commands.deploy import deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import NotFound
from engine.model.manifest import Manifest
from engine.model.manifest_reader import read_manifest
from engine.queries.instances import InstanceFilter, list_instances, read_instance
from engine.queries.variables import read_variables
from engine.store.tables.cases import participant
from engine.store.tables.instances import process_instance
from tests.integration.bakery import ADA, BEN, CAS, MANIFEST
from tests.integration.test_statements import statements
from tests.integration.test_task_queries import Page, source
from tests.integration.world import HOUSE, MACHINE, OPERATOR, flow, model

MASTER = Person("max", "Max", (HOUSE,), "bond", frozenset({"master"}))
ROLES = [*MANIFEST["roles"], {"id": "master", "label": "Meester", "coordinates": True}]  # type: ignore[misc]
CHAIN = json.dumps({**MANIFEST, "roles": ROLES}).encode()


def taking_part(id_: str, *who: Person, inside: str = "") -> str:
    """A subprocess in which people take part while something in it waits or runs."""
    parts = ", ".join(f'{{person: "{one.subject}", role: "{min(one.roles)}"}}' for one in who)
    waits = (
        f'<bpmn:intermediateCatchEvent id="{id_}-waits"><bpmn:timerEventDefinition id="{id_}-timer">'
        '<bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H</bpmn:timeDuration>'
        "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
    )
    return (
        f'<bpmn:subProcess id="{id_}"><bpmn:extensionElements><zeebe:properties>'
        f"<zeebe:property name='participant' value='=[{parts}]' />"
        f'</zeebe:properties></bpmn:extensionElements><bpmn:startEvent id="{id_}-start" />'
        f'{inside or waits}<bpmn:endEvent id="{id_}-end" />'
        + (
            flow(f"{id_}-start", f"{id_}-waits") + flow(f"{id_}-waits", f"{id_}-end")
            if not inside
            else flow(f"{id_}-start", "called") + flow("called", f"{id_}-end")
        )
        + "</bpmn:subProcess>"
    )


def called(id_: str, process: str) -> str:
    return (
        f'<bpmn:callActivity id="{id_}"><bpmn:extensionElements><zeebe:calledElement processId="{process}" '
        'propagateAllParentVariables="false" propagateAllChildVariables="false" />'
        "</bpmn:extensionElements></bpmn:callActivity>"
    )


def through(process: str, body: str, first: str, *, properties: str = "") -> Resource:
    whole = '<bpmn:startEvent id="start" />' + body + '<bpmn:endEvent id="end" />'
    return Resource(
        f"{process}.bpmn",
        model(whole + flow("start", first) + flow(first, "end"), process=process, properties=properties),
    )


@pytest.fixture
def case_id(services: Services) -> str:
    """A case that Max coordinates: `middle`, which calls `inner` with Ada, and beside it `other` with Ben."""
    both = (
        '<bpmn:parallelGateway id="split" />'
        + called("left", "middle")
        + called("right", "other")
        + taking_part("direction", MASTER, CAS)
        + "".join(flow("split", id_) for id_ in ("left", "right", "direction"))
        + '<bpmn:endEvent id="left-end" /><bpmn:endEvent id="right-end" />'
        + flow("left", "left-end")
        + flow("right", "right-end")
        + flow("start", "split")
        + flow("direction", "end")
    )
    case = model(
        '<bpmn:startEvent id="start" />' + both + '<bpmn:endEvent id="end" />',
        process="outer",
        properties='<zeebe:property name="caseType" value="loaf" />',
    )
    files = [
        Resource("chain.json", CHAIN),
        Resource("outer.bpmn", case),
        through("middle", called("deeper", "inner"), "deeper"),
        through("inner", taking_part("work", ADA), "work"),
        through("other", taking_part("secret", BEN), "secret"),
    ]
    deploy(services, None, files)
    return start_instance(services, MACHINE, NewInstance(process_id="outer", variables={}, case=True)).id


def known(services: Services, person: Person) -> set[str]:
    found = list_instances(source(services), person, InstanceFilter(), Page())
    assert found.count == len(found.results)
    for one in found.results:
        assert read_instance(source(services), person, one.id).process_id == one.process_id
    return {one.process_id for one in found.results}


def test_a_participant_knows_what_made_them_take_part_and_who_called_it(
    services: Services, case_id: str
) -> None:
    everything = {"outer", "middle", "inner", "other"}
    assert known(services, MASTER) == known(services, OPERATOR) == everything
    assert known(services, ADA) == {"outer", "middle", "inner"}
    assert known(services, BEN) == {"outer", "other"}
    assert known(services, CAS) == {"outer"}


def test_a_hidden_process_is_as_absent_for_each_question(services: Services, case_id: str) -> None:
    with services.database.read() as connection:
        query = select(process_instance.c.instance).where(process_instance.c.process_id == "other")
        hidden = f"{case_id}.{connection.scalar(query)}"
    known(services, CAS)  # from now on the manifest is kept
    numbers = []
    for wanted in (hidden, f"{case_id}.999"):
        for ask in (read_instance, read_variables):

            def asked(ask: object = ask, wanted: str = wanted) -> None:
                with pytest.raises(NotFound):
                    ask(source(services), CAS, wanted)  # type: ignore[operator]

            numbers.append(statements(asked))
    assert numbers[:2] == numbers[2:]


def manifest() -> Manifest:
    found = read_manifest(CHAIN, resource="chain.json").manifest
    assert found is not None
    return found


def test_the_database_shows_exactly_the_instances_that_the_rule_tells(
    services: Services, case_id: str
) -> None:
    with services.database.read() as connection:
        instances = connection.execute(select(process_instance)).mappings().all()
        parts = (
            connection.execute(select(participant).where(participant.c.left_at.is_(None))).mappings().all()
        )
    calls = {one["instance"]: one["parent_instance"] for one in instances}

    def row(instance: int) -> Row:
        inside = [p for p in parts if instance in (p["instance"], calls.get(p["instance"]))]
        as_rows = [
            [{k: p[k] for k in ("person", "organisation", "role")} for p in some] for some in (parts, inside)
        ]
        return {
            "house": HOUSE,
            "case_type": "loaf",
            "instance": instance,
            "participations": as_rows[0],
            "through": as_rows[1],
        }

    for person in (MASTER, ADA, BEN, CAS, OPERATOR, MACHINE):
        rule = known_instances(person, {HOUSE: manifest()})
        told = {one["process_id"] for one in instances if holds(rule, row(one["instance"]))}
        assert told == known(services, person)


PARTS = st.lists(
    st.fixed_dictionaries(
        {
            "person": st.none() | st.sampled_from(["ada", "ben"]),
            "organisation": st.none() | st.sampled_from(["molen", "winkel"]),
            "role": st.sampled_from(["baker", "guest", "master"]),
        }
    ),
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(PARTS, PARTS, st.integers(0, 2), st.sampled_from([ADA, BEN, MASTER, OPERATOR]))
def test_nobody_knows_an_instance_of_a_case_that_they_may_not_know_of(
    parts: Sequence[Row], others: Sequence[Row], instance: int, person: Person
) -> None:
    row: Row = {
        "house": HOUSE,
        "case_type": "loaf",
        "instance": instance,
        "participations": [*parts, *others],
        "through": parts,
    }
    if holds(known_instances(person, {HOUSE: manifest()}), row):
        assert holds(visible_instances(person), row)
