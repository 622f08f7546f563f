"""A case shows where it stands, and of its data what the person may read; to outsiders it does not exist."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, insert, update

from engine.access.person import Person
from engine.clock import SystemBusinessClock
from engine.commands.assign_task import assign_task, release_task
from engine.commands.complete_task import complete_task
from engine.commands.deploy import deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import NotFound
from engine.queries.case_types import list_case_types, read_start_form
from engine.queries.cases import CaseFilter, list_cases, read_case
from engine.store.tables.cases import participant
from engine.store.tables.history import stage
from engine.store.tables.instances import business_clock
from tests.integration.bakery import ADA, BEN, CAS, resources, task
from tests.integration.test_task_queries import Page, baking, only_task, source
from tests.integration.world import ANNA, HOUSE, MACHINE, OPERATOR, START, STRANGER, flow, model


def listed(services: Services, person: Person, **filters: str) -> list[str]:
    return [one.number for one in list_cases(source(services), person, CaseFilter(**filters), Page()).results]


def claimed(services: Services, person: Person) -> str:
    task_id = only_task(services, person)
    assign_task(services, person, task_id, person.subject)
    return task_id


def test_a_case_exists_for_those_who_take_part_and_for_nobody_else(services: Services) -> None:
    root_id = baking(services)
    for person in (ADA, BEN, ANNA, STRANGER):
        assert listed(services, person) == [], "nobody has taken part yet"

    claimed(services, ADA)

    assert listed(services, ADA) == ["noord-2026-00001"]
    assert read_case(source(services), ADA, root_id).entry.number == "noord-2026-00001"
    for person in (BEN, ANNA, STRANGER):
        assert listed(services, person) == []
        with pytest.raises(NotFound):
            read_case(source(services), person, root_id)


def test_an_operator_sees_where_a_case_stands_and_nothing_of_what_it_holds(services: Services) -> None:
    root_id = baking(services)
    claimed(services, ADA)

    case = read_case(source(services), OPERATOR, root_id)

    assert [stage.label for stage in case.entry.stages] == ["Bestelling"]
    assert (dict(case.data), list(case.parties)) == ({}, [])


def test_when_a_case_has_ended_nobody_sees_it_any_more(services: Services) -> None:
    root_id = baking(services)
    complete_task(services, ADA, claimed(services, ADA), {})
    complete_task(services, BEN, claimed(services, BEN), {"opinion": "lekker"})

    for person in (ADA, BEN):
        assert listed(services, person) == []
        with pytest.raises(NotFound):
            read_case(source(services), person, root_id)


def test_data_follows_audience_and_category(services: Services) -> None:
    root_id = baking(services)
    complete_task(services, ADA, claimed(services, ADA), {})
    claimed(services, BEN)

    assert read_case(source(services), ADA, root_id).data == {"bread": "rogge", "recipe": "geheim"}
    assert read_case(source(services), BEN, root_id).data == {"bread": "rogge"}


def test_a_case_tells_its_stage_by_label_and_its_parties(services: Services) -> None:
    root_id = baking(services)
    task_id = claimed(services, ADA)

    case = read_case(source(services), ADA, root_id)

    assert [(stage.id, stage.label) for stage in case.entry.stages] == [("order", "Bestelling")]
    assert [(party.person, party.role, party.role_label) for party in case.parties] == [
        ("ada", "baker", "Bakker")
    ]
    assert case.entry.outcome is None
    assert case.deadlines == []
    assert listed(services, ADA, stage="order", case_type="loaf", house=HOUSE, state="active") != []
    assert listed(services, ADA, stage="tasting") == []
    complete_task(services, ADA, task_id, {})
    assert [stage.id for stage in read_case(source(services), ADA, root_id).entry.stages] == ["tasting"]
    assert listed(services, ADA, stage="tasting") == ["noord-2026-00001"]


def test_the_outcome_of_a_called_process_is_neither_shown_nor_found(services: Services) -> None:
    root_id = baking(services)
    claimed(services, ADA)
    there = {"root_id": root_id, "house": HOUSE, "stage": "tasting", "outcome": True, "entered_at": START}

    def reach(*, instance: int) -> None:
        with services.database.write() as connection:
            connection.execute(insert(stage), {**there, "element": 900 + instance, "instance": instance})

    reach(instance=1)
    assert read_case(source(services), ADA, root_id).entry.outcome is None
    assert listed(services, ADA, stage="tasting") == []
    reach(instance=0)
    assert listed(services, ADA, stage="tasting") == ["noord-2026-00001"]


def test_who_takes_part_is_shown_to_whom_it_concerns(services: Services) -> None:
    root_id = baking(services)
    complete_task(services, ADA, claimed(services, ADA), {})
    claimed(services, BEN)

    def parties(person: Person) -> list[str | None]:
        return [party.person for party in read_case(source(services), person, root_id).parties]

    assert (parties(ADA), parties(BEN)) == (["ada"], ["ben"])
    manifest = json.loads(resources()[0].content)
    manifest["roles"][0]["coordinates"] = True
    deploy(services, None, [Resource("chain.json", json.dumps(manifest).encode())])
    assert (parties(ADA), parties(BEN)) == (["ada", "ben"], ["ada", "ben"])
    assert parties(OPERATOR) == []


def test_who_takes_part_by_several_tasks_is_shown_once(services: Services) -> None:
    root_id = baking(services)
    task_id = claimed(services, ADA)
    release_task(services, ADA, task_id)
    assign_task(services, ADA, task_id, ADA.subject)

    parties = read_case(source(services), ADA, root_id).parties

    assert [(party.person, party.role) for party in parties] == [("ada", "baker")]


def test_ids_that_are_no_case_are_not_found(services: Services) -> None:
    root_id = baking(services)
    claimed(services, ADA)

    for hidden in ("x", f"{root_id}.1", root_id[:-1] + ("0" if root_id[-1] != "0" else "1")):
        with pytest.raises(NotFound):
            read_case(source(services), ADA, hidden)


def test_kinds_of_cases_tell_who_may_start_them(services: Services) -> None:
    baking(services)

    assert [
        (one.case_type, one.house, one.form_id, one.startable)
        for one in list_case_types(source(services), BEN)
    ] == [("loaf", HOUSE, "order", True)]
    assert [one.startable for one in list_case_types(source(services), ANNA)] == [False]
    assert [one.house for one in list_case_types(source(services), STRANGER)] == ["zuid"]


def test_a_start_form_shows_the_fields_that_the_person_may_fill(services: Services) -> None:
    baking(services)
    definition_id = list_case_types(source(services), BEN)[0].definition_id

    def keys(person: Person) -> list[str]:
        components = read_start_form(source(services), person, definition_id).schema["components"]
        assert isinstance(components, list)
        return [component["key"] for component in components if isinstance(component, dict)]

    assert keys(ADA) == ["bread", "recipe"]
    assert keys(BEN) == ["bread"]
    assert keys(ANNA) == []
    with pytest.raises(NotFound):
        read_start_form(source(services), BEN, "x")


def test_cas_sees_nothing_of_a_case_that_he_was_only_asked_for(services: Services) -> None:
    root_id = baking(services)
    complete_task(services, ADA, claimed(services, ADA), {})

    assert only_task(services, CAS)
    with pytest.raises(NotFound):
        read_case(source(services), CAS, root_id)


NESTED = model(
    '<bpmn:startEvent id="start" />'
    '<bpmn:subProcess id="outer"><bpmn:extensionElements><zeebe:properties>'
    '<zeebe:property name="stage" value="order" /></zeebe:properties></bpmn:extensionElements>'
    '<bpmn:startEvent id="inside" />'
    + task("taste", "baker", "taste", '<zeebe:property name="stage" value="tasting" />')
    + '<bpmn:endEvent id="eaten" />'
    + flow("inside", "taste")
    + flow("taste", "eaten")
    + "</bpmn:subProcess>"
    '<bpmn:endEvent id="told"><bpmn:extensionElements><zeebe:properties>'
    '<zeebe:property name="stage" value="order" /></zeebe:properties></bpmn:extensionElements>'
    '</bpmn:endEvent><bpmn:endEvent id="end" />'
    + flow("outer", "end")
    + flow("start", "outer")
    + flow("start", "told"),
    process="nested",
    properties='<zeebe:property name="caseType" value="nested" />',
)


def test_the_innermost_stage_counts_and_an_outcome_is_told_beside_it(services: Services) -> None:
    deploy(services, None, [*resources(), Resource("nested.bpmn", NESTED)])
    root_id = start_instance(services, MACHINE, NewInstance(process_id="nested", variables={}, case=True)).id
    claimed(services, ADA)

    entry = read_case(source(services), ADA, root_id).entry

    assert [stage.id for stage in entry.stages] == ["tasting"]
    assert entry.outcome is not None
    assert entry.outcome.label == "Bestelling"


@pytest.mark.parametrize("virtual", [True, False])
def test_a_participation_with_an_end_holds_until_then_on_either_clock(
    services: Services, virtual: bool
) -> None:
    baking(services)
    claimed(services, ADA)
    with services.database.write() as connection:
        now = services.now(connection) if virtual else datetime.now(UTC)
        if not virtual:
            connection.execute(delete(business_clock))
    real = None if virtual else SystemBusinessClock()
    reading = replace(source(services), business_clock=real)

    seen = []
    over = timedelta(0) if virtual else timedelta(seconds=-1)  # SQLite itself counts in whole seconds
    for left in (timedelta(seconds=30), over):
        with services.database.write() as connection:
            connection.execute(update(participant).values(ends_at=now + left))
        seen.append(list_cases(reading, ADA, CaseFilter(), Page()).count)

    assert seen == [1, 0]
