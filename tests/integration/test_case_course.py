"""Participants and timeline of a case, each as far as one person may know it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from engine.access.person import Person
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.deploy import deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import NotFound
from engine.queries.case_course import list_participants, read_timeline
from engine.queries.source import Source
from engine.store.business_time import move_virtual_clock
from tests.integration.bakery import ADA, BEN, CAS, MANIFEST, resources
from tests.integration.reading import open_tasks
from tests.integration.test_task_queries import Page
from tests.integration.world import OPERATOR, START, STRANGER

DAY = timedelta(days=1)


def source(services: Services) -> Source:
    return Source(services.database, services.keys, services.declared)


def after(services: Services, days: int) -> None:
    with services.database.write() as connection:
        move_virtual_clock(connection, START + days * DAY)


@pytest.fixture
def case(services: Services) -> str:
    """A loaf that Ada, who coordinates, baked on day 1, and that Ben of the shop tastes since day 2."""
    manifest = json.loads(json.dumps(MANIFEST))
    manifest["roles"][0]["coordinates"] = True
    manifest["roles"].append({"id": "worker", "label": "Werker"})
    files = [Resource("chain.json", json.dumps(manifest).encode()), *resources()[1:]]
    deploy(services, None, files)
    root_id = start_instance(
        services, ADA, NewInstance(process_id="bakery", variables={"bread": "rogge"}, case=True)
    ).id
    (bake,) = open_tasks(services, root_id).values()
    assign_task(services, ADA, bake, ADA.subject)
    after(services, 1)
    complete_task(services, ADA, bake, {})
    after(services, 2)
    (taste,) = open_tasks(services, root_id).values()
    assign_task(services, BEN, taste, BEN.subject)
    return root_id


def timeline(services: Services, person: Person, root_id: str) -> list[tuple[int, str, str, str | None]]:
    found = read_timeline(source(services), person, root_id, Page())
    assert found.count == len(found.results)
    return [((one.at - START).days, one.kind, one.label, one.person) for one in found.results]


def test_who_coordinates_knows_the_whole_course(services: Services, case: str) -> None:
    assert timeline(services, ADA, case) == [
        (0, "stage-entered", "Bestelling", None),
        (0, "participant-joined", "Bakker", "ada"),
        (1, "stage-left", "Bestelling", None),
        (1, "task-completed", "Bake", "ada"),
        (1, "stage-entered", "Proeverij", None),
        (2, "participant-joined", "Gast", "ben"),
    ]


def test_who_comes_later_knows_what_is_since_and_of_others_no_act(services: Services, case: str) -> None:
    assert timeline(services, BEN, case) == [
        (0, "participant-joined", "Bakker", "ada"),  # who coordinates is known to all
        (1, "stage-entered", "Proeverij", None),  # the case is in it still
        (2, "participant-joined", "Gast", "ben"),
    ]
    people = list_participants(source(services), BEN, case, Page()).results
    assert [(one.person, one.role_label, one.until) for one in people] == [
        ("ada", "Bakker", None),
        ("ben", "Gast", None),
    ]


def test_an_operator_knows_stages_and_nobody(services: Services, case: str) -> None:
    assert {kind for _, kind, _, _ in timeline(services, OPERATOR, case)} == {"stage-entered", "stage-left"}
    assert list_participants(source(services), OPERATOR, case, Page()).count == 0


@pytest.mark.parametrize("person", [CAS, STRANGER])
def test_to_anybody_else_there_is_no_case(services: Services, case: str, person: Person) -> None:
    for read in (read_timeline, list_participants):
        with pytest.raises(NotFound):
            read(source(services), person, case, Page())


def test_after_its_end_the_course_is_closed_to_who_took_part(services: Services, case: str) -> None:
    (taste,) = open_tasks(services, case).values()
    complete_task(services, BEN, taste, {})

    for person in (ADA, BEN):
        with pytest.raises(NotFound):
            read_timeline(source(services), person, case, Page())
