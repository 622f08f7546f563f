"""In a case a person fills the fields that are open to them, and nothing of the rest is lost or told."""

import json

import pytest
from sqlalchemy import select

from engine.access.person import Person
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.deploy import DeploymentRefused, deploy
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Forbidden, Invalid
from engine.feel import JsonValue
from engine.run.stored import StoredVariables
from engine.store.tables.instances import root_instance
from engine.store.tables.waits import task
from tests.integration.bakery import ADA, BEN, deploy_bakery, field, form, resources
from tests.integration.world import ANNA


def start(services: Services, person: Person, variables: dict[str, JsonValue]) -> str:
    return start_instance(
        services, person, NewInstance(process_id="bakery", variables=variables, case=True)
    ).id


def open_task(services: Services, root_id: str, element_id: str) -> str:
    query = select(task.c.element).where(task.c.root_id == root_id, task.c.element_id == element_id)
    with services.database.read() as connection:
        return f"{root_id}.{connection.scalar(query)}"


def do(
    services: Services, person: Person, root_id: str, element_id: str, variables: dict[str, JsonValue]
) -> None:
    task_id = open_task(services, root_id, element_id)
    assign_task(services, person, task_id, person.subject)
    complete_task(services, person, task_id, variables)


def variables(services: Services, root_id: str) -> object:
    with services.database.read() as connection:
        sealed = connection.scalar(select(root_instance.c.state).where(root_instance.c.root_id == root_id))
        assert sealed is not None
        return StoredVariables(services.keys.open(sealed, root_instance.c.state, (root_id,))).of_scope()


def codes(refused: Invalid) -> list[tuple[str, str]]:
    return [(fault.pointer, fault.code) for fault in refused.faults]


def test_who_may_fill_a_field_of_the_start_form_may_start_the_case(services: Services) -> None:
    deploy_bakery(services)

    root_id = start(services, BEN, {"bread": "rogge"})

    assert variables(services, root_id) == {"bread": "rogge"}


def test_who_may_fill_no_field_of_the_start_form_may_not(services: Services) -> None:
    deploy_bakery(services)

    with pytest.raises(Forbidden) as refused:
        start(services, ANNA, {"bread": "rogge"})
    assert refused.value.code == "start-form-closed"


def test_a_field_that_is_closed_to_a_person_is_unknown_to_them(services: Services) -> None:
    deploy_bakery(services)

    with pytest.raises(Invalid) as refused:
        start(services, BEN, {"bread": "rogge", "recipe": "geheim"})
    assert codes(refused.value) == [("/variables/recipe", "unknown-field")]


def test_what_a_form_does_not_show_a_person_stays_as_it_was(services: Services) -> None:
    deploy_bakery(services)
    root_id = start(services, ADA, {"bread": "rogge", "recipe": "geheim"})
    do(services, ADA, root_id, "bake", {})

    do(services, BEN, root_id, "taste", {"opinion": "lekker"})

    assert variables(services, root_id) == {"bread": "rogge", "recipe": "geheim", "opinion": "lekker"}


def test_a_field_may_not_be_changed_where_the_form_only_shows_it(services: Services) -> None:
    deploy_bakery(services)
    root_id = start(services, ADA, {"bread": "rogge"})
    do(services, ADA, root_id, "bake", {})

    with pytest.raises(Invalid) as refused:
        do(services, BEN, root_id, "taste", {"bread": "tarwe", "note": "x"})
    assert sorted(codes(refused.value)) == [
        ("/variables/bread", "read-only"),
        ("/variables/note", "unknown-field"),
    ]


def test_a_new_declaration_holds_for_running_cases_at_once(services: Services) -> None:
    deploy_bakery(services)
    start(services, BEN, {"bread": "rogge"})
    closed = form("order", field("bread", "baker"), field("recipe", "baker"))
    taste = form("taste", field("bread", "baker"), field("opinion", "baker, guest:own"))

    deploy(services, None, [closed, taste])

    with pytest.raises(Forbidden):
        start(services, BEN, {"bread": "rogge"})


def test_a_contradiction_with_what_is_deployed_refuses_a_form(services: Services) -> None:
    deploy_bakery(services)

    with pytest.raises(DeploymentRefused) as refused:
        deploy(services, None, [form("order", field("bread", "baker"), field("recipe", "baker, guest"))])

    errors = [found for found in refused.value.findings if found.severity.value == "error"]
    assert [found.rule for found in errors] == ["catalogue-contradiction"]
    assert "taste.form" in errors[0].detail


def test_a_role_that_the_manifest_lacks_refuses_a_form(services: Services) -> None:
    files = [*resources()[:-1], form("taste", field("opinion", "butcher"))]

    with pytest.raises(DeploymentRefused) as refused:
        deploy(services, None, files)

    assert any("butcher" in found.detail for found in refused.value.findings)


def test_a_forgotten_declaration_is_a_finding_of_the_deployment(services: Services) -> None:
    open_field = {"type": "textfield", "id": "forgotten", "key": "forgotten"}
    taste = json.loads(resources()[-1].content)
    taste["components"].append(open_field)

    deployed = deploy(services, None, [*resources()[:-1], form("taste", *taste["components"])])

    assert [found.rule for found in deployed.findings if found.element_id == "forgotten"] == [
        "undeclared-field"
    ]
