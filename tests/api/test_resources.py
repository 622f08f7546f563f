"""Deploying, starting, following and steering over REST, as integrators, designers and operators do it."""

from __future__ import annotations

import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.demo_people import demo_people
from api.services import Services
from tests.api.conftest import Caller
from tests.integration.world import flow, model, one_after_the_other

TWO_TASKS = model(one_after_the_other("first", "second"))
JOB = model(
    '<bpmn:startEvent id="start" /><bpmn:serviceTask id="work"><bpmn:extensionElements>'
    '<zeebe:taskDefinition type="print" retries="2" />'
    '<zeebe:ioMapping><zeebe:input source="=number" target="copies" /></zeebe:ioMapping>'
    '</bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="end" />'
    + flow("start", "work")
    + flow("work", "end")
)
BROKEN = b"<definitions"
Ask = Callable[..., Any]


@pytest.fixture
def ask(services: Services) -> Callable[[str], Caller]:
    """Callers by role; each speaks for house Noord."""
    client: FlaskClient = create_app(services).test_client()

    def caller(role: str) -> Caller:
        person = next(
            found
            for found in demo_people().values()
            if role in found.person.roles and "noord" in found.person.houses
        )
        token = client.post("/demo/tokens", json={"person": person.id}).json["accessToken"]
        return Caller(client, token)

    return caller


def deploy(caller: Caller, content: bytes, name: str = "p.bpmn") -> Any:
    files = {"resources": (io.BytesIO(content), name)}
    return caller("POST", "/deployments", data=files, content_type="multipart/form-data")


def start(caller: Caller, **body: object) -> Any:
    return caller("POST", "/process-instances", json={"processId": "p", "house": "noord", **body})


def test_a_deployment_tells_what_it_made_and_what_was_there_already(ask: Ask) -> None:
    first = deploy(ask("designer"), TWO_TASKS)
    again = deploy(ask("designer"), TWO_TASKS)

    assert first.status_code == 201, first.json
    assert [(found["key"], found["version"], found["unchanged"]) for found in first.json["resources"]] == [
        ("p", 1, False)
    ]
    assert [found["unchanged"] for found in again.json["resources"]] == [True]


def test_a_broken_file_is_refused_with_its_place(ask: Ask) -> None:
    refused = deploy(ask("designer"), BROKEN)

    assert refused.status_code == 400
    error = refused.json["errors"][0]
    assert (error["resource"], error["severity"]) == ("p.bpmn", "error")
    assert error["detail"]
    assert error["remedy"]


def test_only_a_designer_deploys(ask: Ask) -> None:
    assert deploy(ask("integrator"), TWO_TASKS).status_code == 403


def test_the_source_comes_back_byte_for_byte(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    listed = ask("designer")("GET", "/process-definitions?processId=p&latest=true").json

    xml = ask("designer")("GET", f"/process-definitions/{listed['results'][0]['id']}/xml")

    assert xml.data == TWO_TASKS


def test_an_instance_is_started_listed_and_followed(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    machine = ask("integrator")

    started = start(machine, businessKey="order 7", variables={"typename": {"$ref": 1}})

    assert started.status_code == 201, started.json
    assert started.headers["Location"].endswith(started.json["id"])
    found = machine("GET", "/process-instances?businessKey=order 7").json["results"]
    assert [(item["id"], item["businessKey"]) for item in found] == [(started.json["id"], "order 7")]
    path = f"/process-instances/{started.json['id']}"
    elements = machine("GET", f"{path}/element-instances").json["results"]
    assert [(element["elementId"], element["state"]) for element in elements] == [
        ("start", "completed"),
        ("first", "active"),
    ]
    flows = machine("GET", f"{path}/sequence-flows").json["results"]
    assert flows == [{"id": "start_first", "count": 1}]
    first = machine("GET", f"{path}/element-instances?pageSize=1").json
    assert (first["count"], first["previous"], first["results"]) == (2, None, elements[:1])
    second = machine("GET", first["next"].removeprefix("/api/v1")).json
    assert (second["next"], second["results"]) == (None, elements[1:])


def test_an_unknown_instance_and_a_hidden_one_answer_alike(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    path = f"/process-instances/{start(ask('integrator')).json['id']}"

    assert ask("auditor")("GET", path).status_code == 404
    assert ask("integrator")("GET", "/process-instances/nothing").status_code == 404


def test_an_operator_cancels_and_suspends(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    path = f"/process-instances/{start(ask('integrator')).json['id']}"
    operator = ask("operator")

    assert operator("PUT", f"{path}/suspension", json={}).json["state"] == "suspended"
    assert operator("DELETE", f"{path}/suspension").json["state"] == "active"
    assert operator("POST", f"{path}/cancellation", json={"reason": "trial"}).json["state"] == "cancelled"
    assert operator("POST", f"{path}/cancellation", json={}).status_code == 409


def test_a_stale_if_match_changes_nothing(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    machine = ask("integrator")
    path = f"/process-instances/{start(machine).json['id']}"
    written = machine("PATCH", f"{path}/variables", json={"variables": {"a": 1}})
    assert written.status_code == 200, written.json

    stale = machine("PATCH", f"{path}/variables", json={"variables": {"a": 2}}, headers={"If-Match": '"1"'})

    assert stale.status_code == 412


def test_a_scope_of_another_instance_is_unknown(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    machine = ask("integrator")
    one, other = (start(machine).json["id"] for _ in range(2))

    written = machine(
        "PATCH", f"/process-instances/{one}/variables?scopeId={other}", json={"variables": {"a": 1}}
    )

    assert written.status_code == 404
    assert machine("GET", f"/process-instances/{one}/variables").json["variables"] == {}


def test_a_repeated_request_with_one_key_starts_one_instance(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    machine = ask("integrator")
    key = {"Idempotency-Key": "abc"}

    first, second = start_with(machine, key, {}), start_with(machine, key, {})
    other = start_with(machine, key, {"variables": {"a": 1}})

    assert first.status_code == second.status_code == 201
    assert first.json == second.json
    assert machine("GET", "/process-instances").json["count"] == 1
    assert (other.status_code, other.json["code"]) == (409, "idempotency-key-reused")


def start_with(caller: Caller, headers: dict[str, str], body: dict[str, object]) -> Any:
    content = {"processId": "p", "house": "noord", **body}
    return caller("POST", "/process-instances", json=content, headers=headers)


def test_a_worker_gets_only_what_its_task_declares_and_completes_once(ask: Ask) -> None:
    deploy(ask("designer"), JOB)
    machine = ask("integrator")
    instance = start(machine, variables={"number": 3, "secret": "x"}).json["id"]

    wanted = {"type": "print", "worker": "w", "maxJobs": 5, "lockDuration": "PT1M"}
    (job,) = machine("POST", "/jobs/activations", json=wanted).json["jobs"]

    assert job["variables"] == {"copies": 3}
    done = {"fence": job["fence"], "variables": {"printed": True}}
    assert machine("POST", f"/jobs/{job['id']}/completion", json=done).status_code == 204
    assert machine("POST", f"/jobs/{job['id']}/completion", json=done).status_code == 404
    assert machine("GET", f"/process-instances/{instance}").json["state"] == "completed"


def test_a_job_without_retries_becomes_an_incident_that_an_operator_mends(ask: Ask) -> None:
    deploy(ask("designer"), JOB)
    machine, operator = ask("integrator"), ask("operator")
    instance = start(machine, variables={"number": 3}).json["id"]
    wanted = {"type": "print", "worker": "w"}
    (job,) = machine("POST", "/jobs/activations", json=wanted).json["jobs"]

    failure = {"fence": job["fence"], "message": "no paper for Jan", "retries": 0}
    assert machine("POST", f"/jobs/{job['id']}/failure", json=failure).status_code == 204

    (incident,) = operator("GET", "/incidents?state=open").json["results"]
    assert (incident["elementId"], incident["processInstanceId"]) == ("work", instance)
    assert "Jan" not in str(incident)
    assert operator("PATCH", f"/jobs/{job['id']}", json={"retries": 1}).status_code == 204
    assert operator("POST", f"/incidents/{incident['id']}/resolution").status_code == 204
    assert operator("GET", "/incidents?state=open").json["count"] == 0
    assert len(machine("POST", "/jobs/activations", json=wanted).json["jobs"]) == 1


def test_a_version_that_is_not_there_is_told_apart_from_an_unknown_process(ask: Ask) -> None:
    deploy(ask("designer"), TWO_TASKS)
    machine = ask("integrator")

    def pointers(**body: object) -> list[str]:
        return [fault["pointer"] for fault in start(machine, **body).json["errors"]]

    assert pointers(version=9) == ["/version"]
    assert pointers(processId="q", version=9) == ["/processId"]


def test_an_operator_lists_jobs_by_type_and_instance_without_their_variables(ask: Ask) -> None:
    deploy(ask("designer"), JOB)
    instances = [start(ask("integrator"), variables={"number": n}).json["id"] for n in (1, 2)]
    operator = ask("operator")

    page = operator("GET", "/jobs?type=print&pageSize=1").json
    rest = operator("GET", page["next"].removeprefix("/api/v1")).json
    (of_second,) = operator("GET", f"/jobs?processInstanceId={instances[1]}").json["results"]

    assert [found["processInstanceId"] for found in page["results"] + rest["results"]] == instances
    assert (page["count"], of_second["processId"], of_second["elementId"]) == (2, "p", "work")
    assert "variables" not in of_second
    assert operator("GET", "/jobs?type=other").json["count"] == 0
    assert ask("integrator")("GET", "/jobs").status_code == 403


def test_feel_is_tried_out_by_designers_alone(ask: Ask) -> None:
    body = {"expression": "for x in a return x * 1.10", "variables": {"a": [1, 2]}, "house": "noord"}

    found = ask("designer")("POST", "/expression-evaluations", json=body)

    assert found.json == {
        "result": [Decimal("1.10"), Decimal("2.20")],
        "resultText": "[1.1, 2.2]",
        "type": "list",
        "warnings": [],
    }
    assert ask("integrator")("POST", "/expression-evaluations", json=body).status_code == 403


def test_a_wrong_expression_is_refused_with_its_place(ask: Ask) -> None:
    body = {"expression": "1 +", "house": "noord"}

    refused = ask("designer")("POST", "/expression-evaluations", json=body)

    assert refused.status_code == 400
    assert refused.json["errors"][0]["pointer"] == "/expression"
    assert "line 1" in refused.json["errors"][0]["detail"]


def test_an_address_counts_when_a_second_administrator_enters_the_same(ask: Ask, services: Services) -> None:
    client: FlaskClient = create_app(services).test_client()
    names = [p.id for p in demo_people().values() if "administrator" in p.person.roles]
    callers = [
        Caller(client, client.post("/demo/tokens", json={"person": name}).json["accessToken"])
        for name in names
    ]
    assert len(callers) > 1, "the demo needs two administrators"
    entry = {
        "name": "Desk",
        "kind": "desk",
        "partnerships": [{"house": "noord", "since": "2026-01-01"}],
        "address": "http://127.0.0.1:9999/desk",
    }

    first = callers[0]("POST", "/partners", json={"id": "desk", **entry})
    assert (first.status_code, first.json["address"]) == (201, None)
    same = callers[0]("PUT", "/partners/desk", json=entry)
    assert same.json["address"] is None
    second = callers[1]("PUT", "/partners/desk", json=entry)

    assert (second.json["address"], second.json["proposedAddress"]) == (entry["address"], None)


def test_an_address_outside_the_allowed_hosts_is_refused(ask: Ask) -> None:
    entry = {
        "id": "desk",
        "name": "Desk",
        "kind": "desk",
        "partnerships": [{"house": "noord", "since": "2026-01-01"}],
        "address": "https://elsewhere.example/",
    }

    refused = ask("administrator")("POST", "/partners", json=entry)

    assert refused.status_code == 400
    assert refused.json["errors"][0]["pointer"] == "/address"
