"""Cases are found by keyed hashes of what they hold, by who may read it, and elsewhere as a hit alone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from engine.access.person import Person
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.deploy import deploy
from engine.commands.destruction import destroy_root
from engine.commands.houses import register_house
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Forbidden, Invalid
from engine.feel import JsonValue
from engine.queries.case_search import CaseSearch, CasesFound, KnownElsewhere, search_cases
from engine.queries.source import Source
from engine.store.tables.cases import search_term
from tests.integration.bakery import ADA, BEN, MANIFEST, PROCESS, TASTE, field, form
from tests.integration.reading import open_tasks
from tests.integration.test_audit_log import entries
from tests.integration.test_task_queries import Page

ZUS = replace(ADA, subject="zus", houses=("zuid",))
ASKER = Person("ask", "Ask", ("noord",), "molen", frozenset({"baker"}))


def deploy_searchable(services: Services) -> None:
    manifest = json.loads(json.dumps(MANIFEST))
    manifest["roles"][0]["searchesElsewhere"] = True
    order = form(
        "order",
        field("bread", "baker, guest", validate={"required": True}),
        field("recipe", "baker, guest"),
    )
    document = json.loads(order.content)
    for component in document["components"]:
        component["properties"]["searchable"] = "exact"
    files = [
        Resource("chain.json", json.dumps(manifest).encode()),
        Resource("bakery.bpmn", PROCESS),
        Resource("order.form", json.dumps(document).encode()),
        Resource("taste.form", _searchable(TASTE)),
    ]
    deploy(services, None, files)
    for house in ("noord", "zuid"):
        register_house(services, house, house.title(), contact=f"bureau@{house}.example")


def _searchable(resource: Resource) -> bytes:
    """The same declarations as on the first form: one path has one declaration."""
    document = json.loads(resource.content)
    for component in document["components"]:
        if component["key"] in ("bread", "recipe"):
            component["properties"]["searchable"] = "exact"
    return json.dumps(document).encode()


def order(services: Services, person: Person = ADA, **variables: JsonValue) -> str:
    """A case whose first task the person has taken, so that they take part in it."""
    new = NewInstance(process_id="bakery", variables=variables, case=True)
    root_id = start_instance(services, person, new).id
    (task_id,) = open_tasks(services, root_id).values()
    assign_task(services, person, task_id, person.subject)
    return root_id


def search(services: Services, person: Person, elsewhere: bool = False, **fields: JsonValue) -> CasesFound:
    source = Source(services.database.within(person.houses), services.keys, services.declared)
    return search_cases(source, person, CaseSearch(fields=fields, elsewhere=elsewhere), Page())


def found(services: Services, person: Person, **fields: JsonValue) -> set[str]:
    return {entry.id for entry in search(services, person, **fields).cases.results}


@pytest.mark.parametrize("written", ["Crème  Brûlée", "creme brulee", " CRÈME BRÛLÉE "])
def test_a_case_is_found_whatever_the_case_spaces_and_accents(services: Services, written: str) -> None:
    deploy_searchable(services)
    root_id = order(services, bread="Crème brûlée", recipe="Oma")

    assert found(services, ADA, bread=written) == {root_id}
    assert found(services, ADA, bread=written, recipe="oma") == {root_id}
    assert found(services, ADA, bread=written, recipe="opa") == set()


def test_only_who_takes_part_and_may_read_the_field_finds_a_case(services: Services) -> None:
    deploy_searchable(services)
    root_id = order(services, bread="rogge", recipe="Oma")
    assert found(services, ASKER, bread="rogge") == set()  # a baker, and no part of it
    (bake,) = open_tasks(services, root_id).values()
    complete_task(services, ADA, bake, {})
    (taste,) = open_tasks(services, root_id).values()
    assign_task(services, BEN, taste, BEN.subject)

    assert found(services, BEN, bread="rogge") == {root_id}
    assert found(services, BEN, recipe="Oma") == set()  # of a category that guests may not read
    assert found(services, BEN, bread="rogge", recipe="Oma") == set()


def test_terms_follow_the_data_and_vanish_with_the_case(services: Services) -> None:
    deploy_searchable(services)
    root_id = order(services, bread="rogge", recipe="Oma")
    (bake,) = open_tasks(services, root_id).values()
    complete_task(services, ADA, bake, {"bread": "spelt"})

    assert found(services, ADA, bread="rogge") == set()
    assert found(services, ADA, bread="spelt") == found(services, ADA, recipe="Oma") == {root_id}

    destroy_root(services, root_id)
    with services.database.read() as connection:
        assert connection.scalar(select(func.count()).select_from(search_term)) == 0


def test_another_house_answers_a_hit_and_a_contact_alone(services: Services) -> None:
    deploy_searchable(services)
    root_id = order(services, ZUS, bread="rogge", recipe="Oma")

    hit = search(services, ADA, elsewhere=True, bread="ROGGE", recipe="oma")
    assert hit.cases.results == []
    assert hit.elsewhere == [KnownElsewhere("zuid", "bureau@zuid.example")]
    assert search(services, ADA, elsewhere=True, bread="rogge", recipe="opa").elsewhere == []
    assert search(services, ADA, bread="rogge").elsewhere == ()
    assert found(services, ADA, bread="rogge") == set()
    assert search(services, ZUS, elsewhere=True, bread="rogge").elsewhere == []  # their own is not elsewhere
    (told,) = entries(services, "person:zuid/ada")
    assert (told.operation, told.house, told.named) == ("search-cases-elsewhere", "zuid", (root_id,))
    assert (told.categories, told.organisation) == (("ordinary", "secret"), "molen")


def test_equal_values_of_two_houses_have_nothing_in_common(services: Services) -> None:
    deploy_searchable(services)
    order(services, ADA, bread="rogge", recipe="Oma")
    order(services, ZUS, bread="rogge", recipe="Oma")

    with services.database.read() as connection:
        terms = connection.scalars(select(search_term.c.term)).all()
    assert len({term.data for term in terms}) == len(terms) == 4


def test_who_may_not_ask_elsewhere_is_refused(services: Services) -> None:
    deploy_searchable(services)

    with pytest.raises(Forbidden, match="other houses"):
        search(services, BEN, elsewhere=True, bread="rogge")


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "required"),
        ({"opinion": "x"}, "not-searchable"),
        ({"bread": None}, "not-a-value"),
        ({"bread": {"a": 1}}, "not-a-value"),
        ({"bread": "  "}, "not-a-value"),
    ],
)
def test_what_cannot_be_searched_for_is_refused(
    services: Services, fields: dict[str, JsonValue], code: str
) -> None:
    deploy_searchable(services)

    with pytest.raises(Invalid) as refused:
        search(services, ADA, **fields)

    assert [fault.code for fault in refused.value.faults] == [code]
