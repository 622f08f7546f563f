"""Moving instances over REST: the difference first, then done, and only by who may."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from api.app import create_app
from api.demo_people import demo_people
from api.services import Services
from tests.api.conftest import Caller
from tests.api.test_resources import TWO_TASKS, deploy, start
from tests.integration.world import flow, model, user_task


@pytest.fixture
def ask(services: Services) -> Callable[[str], Caller]:
    """Callers by role; each speaks for house Noord."""
    client = create_app(services).test_client()

    def caller(role: str) -> Caller:
        people = demo_people().values()
        found = next(p for p in people if role in p.person.roles and "noord" in p.person.houses)
        token = client.post("/demo/tokens", json={"person": found.id}).json["accessToken"]
        return Caller(client, token)

    return caller


def active(caller: Caller, path: str) -> dict[str, str]:
    elements = caller("GET", f"{path}/element-instances").json["results"]
    return {found["elementId"]: found["id"] for found in elements if found["state"] == "active"}


def test_a_modification_is_tried_and_then_done(ask: Callable[[str], Caller]) -> None:
    deploy(ask("designer"), TWO_TASKS)
    path = f"/process-instances/{start(ask('integrator')).json['id']}"
    operator = ask("operator")
    body = {
        "activate": [{"elementId": "second"}],
        "terminate": [active(operator, path)["first"]],
        "reason": "verkeerd begonnen",
    }

    tried = operator("POST", f"{path}/modification", json=body | {"dryRun": True})
    assert tried.status_code == 200, tried.json
    assert list(active(operator, path)) == ["first"]
    done = operator("POST", f"{path}/modification", json=body)

    assert done.json == tried.json
    assert [found["elementId"] for found in done.json["started"]] == ["second"]
    assert list(active(operator, path)) == ["second"]
    assert ask("integrator")("POST", f"{path}/modification", json=body).status_code == 403
    assert operator("POST", f"{path}/modification", json={}).status_code == 400


def test_a_migration_names_what_has_no_counterpart(ask: Callable[[str], Caller]) -> None:
    deploy(ask("designer"), TWO_TASKS)
    path = f"/process-instances/{start(ask('integrator')).json['id']}"
    deploy(ask("designer"), TWO_TASKS.replace(b'"first"', b'"one"').replace(b"start_first", b"start_one"))
    operator = ask("operator")
    body = {"targetVersion": 2, "reason": "nieuw"}

    refused = operator("POST", f"{path}/migration", json=body)
    assert refused.status_code == 409
    assert "first" in refused.json["detail"]
    moved = operator("POST", f"{path}/migration", json=body | {"mapping": [{"from": "first", "to": "one"}]})
    assert moved.status_code == 200, moved.json
    assert operator("GET", path).json["version"] == 2
    assert list(active(operator, path)) == ["one"]


def test_chosen_work_is_shown_and_started(ask: Callable[[str], Caller]) -> None:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:adHocSubProcess id="free">'
        + user_task("x")
        + user_task("y")
        + '</bpmn:adHocSubProcess><bpmn:endEvent id="end" />'
        + flow("start", "free")
        + flow("free", "end")
    )
    assert deploy(ask("designer"), model(body)).status_code == 201
    machine = ask("integrator")
    path = f"/process-instances/{start(machine).json['id']}/ad-hoc-activities"

    (offered,) = machine("GET", path).json["results"]
    assert [found["elementId"] for found in offered["activities"]] == ["x", "y"]
    chosen = {"elementInstanceId": offered["elementInstanceId"], "activate": [{"elementId": "y"}]}
    done = machine("POST", path, json=chosen)

    assert (done.status_code, done.json) == (200, {"revision": 2})
    assert "y" in active(machine, path.removesuffix("/ad-hoc-activities"))
