"""Cases and tasks over REST: each person sees and does what is theirs, and learns nothing of the rest."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from api.app import create_app
from api.demo_people import DemoPerson
from api.services import Demo, Services
from engine.access.person import Person
from tests.api.conftest import Caller
from tests.integration.bakery import ADA, BEN, CAS, resources

Ask = Callable[[Person], Caller]
DESIGNER = Person("dora", "Dora", ("noord",), "house-noord", frozenset({"designer"}))
OPERATOR = Person("olga", "Olga", ("noord",), "house-noord", frozenset({"operator"}))
MACHINE = Person("machine", "Machine", ("noord",), "house-noord", frozenset({"integrator"}), machine=True)
SECRET = "karnemelk"


@pytest.fixture
def ask(services: Services) -> Ask:
    """Callers by person, on a service that has the bakery deployed."""
    people = (ADA, BEN, CAS, DESIGNER, OPERATOR, MACHINE)
    assert services.demo is not None
    demo = Demo(services.demo.tokens, {one.subject: DemoPerson(one.subject, "", one) for one in people})
    client: FlaskClient = create_app(_with(services, demo)).test_client()

    def caller(person: Person) -> Caller:
        token = client.post("/demo/tokens", json={"person": person.subject}).json["accessToken"]
        return Caller(client, token)

    files = [(io.BytesIO(item.content), item.name) for item in resources()]
    deployed = caller(DESIGNER)(
        "POST", "/deployments", data={"resources": files}, content_type="multipart/form-data"
    )
    assert deployed.status_code == 201, deployed.json
    return caller


def _with(services: Services, demo: Demo) -> Services:
    return replace(services, demo=demo)


def new_case(caller: Caller, **variables: object) -> Any:
    return caller("POST", "/cases", json={"caseType": "loaf", "variables": variables})


def the_task(caller: Caller, **query: str) -> Any:
    (found,) = caller("GET", "/tasks", query_string=query).json["results"]
    return found


def claimed(ask: Ask, person: Person) -> str:
    task_id = str(the_task(ask(person))["id"])
    answer = ask(person)("PUT", f"/tasks/{task_id}/assignee", json={"assignee": person.subject})
    assert answer.status_code == 200, answer.json
    return f"/tasks/{task_id}"


def test_a_case_travels_from_its_start_to_its_end(ask: Ask) -> None:
    (kind,) = ask(ADA)("GET", "/cases/types").json["results"]
    form = ask(ADA)("GET", f"/process-definitions/{kind['definitionId']}/form").json
    assert (kind["caseType"], kind["startable"], form["formId"]) == ("loaf", True, "order")

    started = new_case(ask(ADA), bread="rogge", recipe=SECRET)
    assert started.status_code == 201, started.json
    assert started.headers["Location"].endswith(f"/cases/{started.json['id']}")
    assert (started.json["caseType"], started.json["house"]) == ("loaf", "noord")

    bake = claimed(ask, ADA)
    case = ask(ADA)("GET", f"/cases/{started.json['id']}")
    assert case.json["data"] == {"bread": "rogge", "recipe": SECRET}
    assert [stage["label"] for stage in case.json["stages"]] == ["Bestelling"]
    assert [party["roleLabel"] for party in case.json["parties"]] == ["Bakker"]
    assert case.headers["ETag"]
    done = ask(ADA)("POST", f"{bake}/completion", json={})
    assert (done.status_code, done.json["state"]) == (200, "active")

    taste = claimed(ask, BEN)
    shown = ask(BEN)("GET", f"{taste}/form").json
    assert shown["data"] == {"bread": "rogge"}
    done = ask(BEN)("POST", f"{taste}/completion", json={"variables": {"opinion": "lekker"}})
    assert (done.status_code, done.json["state"]) == (200, "completed")
    assert ask(ADA)("GET", "/cases").json["count"] == 0, "access ends with the case"


def test_a_task_in_a_pool_tells_no_more_than_its_name_case_date_and_priority(ask: Ask) -> None:
    new_case(ask(ADA), bread="rogge")

    pooled = the_task(ask(ADA))

    assert set(pooled) == {"id", "name", "caseNumber", "dueAt", "priority", "state", "assignee"}
    claimed(ask, ADA)
    assert the_task(ask(ADA))["formId"] == "order"


def test_what_somebody_may_not_see_answers_like_what_does_not_exist(ask: Ask) -> None:
    case_id = new_case(ask(ADA), bread="rogge", recipe=SECRET).json["id"]
    task = claimed(ask, ADA)
    paths = [task, f"{task}/form", f"/cases/{case_id}"]

    for person in (BEN, CAS, DESIGNER, MACHINE):
        for path in paths:
            hidden, absent = (
                ask(person)("GET", path),
                ask(person)("GET", path.replace(case_id[:8], "00000000")),
            )
            assert (hidden.status_code, hidden.json) == (404, absent.json), path


def test_no_answer_to_an_outsider_holds_a_value_of_the_case(ask: Ask) -> None:
    case_id = new_case(ask(ADA), bread="rogge", recipe=SECRET).json["id"]
    task = claimed(ask, ADA)
    paths = [
        "/tasks",
        "/cases",
        "/cases/types",
        "/process-instances",
        "/incidents",
        "/jobs",
        task,
        f"{task}/form",
    ]
    paths += [f"/cases/{case_id}", *(f"/process-instances/{case_id}{part}" for part in PARTS)]

    for person in (BEN, CAS, DESIGNER, OPERATOR, MACHINE):
        for path in paths:
            assert SECRET not in ask(person)("GET", path).get_data(as_text=True), (person.subject, path)


PARTS = ("", "/variables", "/element-instances", "/sequence-flows", "/waiting")


def test_an_operator_sees_that_a_case_runs_and_never_what_it_is_about(ask: Ask) -> None:
    case_id = new_case(ask(ADA), bread="rogge").json["id"]

    assert ask(OPERATOR)("GET", f"/process-instances/{case_id}").status_code == 200
    refused = ask(OPERATOR)("GET", f"/process-instances/{case_id}/variables")
    assert (refused.status_code, refused.json["code"]) == (403, "not-a-participant")


def test_a_participant_reads_no_step_of_others_in_the_case(ask: Ask) -> None:
    case_id = new_case(ask(ADA), bread="rogge").json["id"]
    ask(ADA)("POST", f"{claimed(ask, ADA)}/completion", json={})
    claimed(ask, BEN)

    for part in ("/element-instances", "/sequence-flows", "/waiting"):
        path = f"/process-instances/{case_id}{part}"
        refused = ask(BEN)("GET", path)
        assert (refused.status_code, refused.json["code"]) == (403, "course-closed"), part
        assert ask(OPERATOR)("GET", path).status_code == 200
        assert ask(CAS)("GET", path).status_code == 404


def test_a_participant_reads_the_variables_that_are_open_to_them(ask: Ask) -> None:
    case_id = new_case(ask(ADA), bread="rogge", recipe=SECRET).json["id"]
    ask(ADA)("POST", f"{claimed(ask, ADA)}/completion", json={})
    claimed(ask, BEN)

    path = f"/process-instances/{case_id}/variables"

    assert ask(ADA)("GET", path).json == {"variables": {"bread": "rogge", "recipe": SECRET}}
    assert ask(BEN)("GET", path).json == {"variables": {"bread": "rogge"}}


def test_faults_in_a_form_are_all_told_at_their_places(ask: Ask) -> None:
    refused = new_case(ask(BEN), brood="rogge", recipe="x")

    assert refused.status_code == 400
    assert [(error["pointer"], error["code"]) for error in refused.json["errors"]] == [
        ("/variables/brood", "unknown-field"),
        ("/variables/recipe", "unknown-field"),
        ("/variables/bread", "required"),
    ]
    assert "'bread'" in refused.json["errors"][0]["detail"]


def test_who_may_not_start_a_case_is_told_so(ask: Ask) -> None:
    refused = new_case(ask(OPERATOR), bread="rogge")

    assert (refused.status_code, refused.json["code"]) == (403, "start-form-closed")
    assert new_case(ask(ADA), bread="rogge").status_code == 201
    unknown = ask(ADA)("POST", "/cases", json={"caseType": "cake", "variables": {}})
    assert (unknown.status_code, unknown.json["errors"][0]["pointer"]) == (400, "/caseType")


def test_a_task_is_taken_once_and_given_back(ask: Ask) -> None:
    ask(ADA)("POST", f"{_baked(ask)}/completion", json={})
    task = claimed(ask, BEN)

    late = ask(CAS)("PUT", f"{task}/assignee", json={"assignee": "cas"})
    assert (late.status_code, late.json["code"]) == (409, "already-assigned")
    assert ask(CAS)("POST", f"{task}/completion", json={}).json["code"] == "not-assignee"
    assert ask(BEN)("DELETE", f"{task}/assignee").status_code == 204
    assert claimed(ask, CAS) == task


def _baked(ask: Ask) -> str:
    new_case(ask(ADA), bread="rogge")
    return claimed(ask, ADA)


def test_a_stale_if_match_completes_nothing(ask: Ask) -> None:
    task = _baked(ask)

    stale = ask(ADA)("POST", f"{task}/completion", json={}, headers={"If-Match": '"99"'})
    assert stale.status_code == 412
    tag = ask(ADA)("GET", task).headers["ETag"]
    assert ask(ADA)("POST", f"{task}/completion", json={}, headers={"If-Match": tag}).status_code == 200


def test_a_repeated_start_with_one_key_starts_one_case(ask: Ask) -> None:
    body = {"caseType": "loaf", "variables": {"bread": "rogge"}}
    key = {"Idempotency-Key": "once"}

    first, second = (ask(ADA)("POST", "/cases", json=body, headers=key) for _ in range(2))

    assert first.status_code == second.status_code == 201
    assert first.json == second.json
    assert ask(ADA)("GET", "/tasks").json["count"] == 1


def test_a_completed_task_is_over_for_its_second_try(ask: Ask) -> None:
    task = _baked(ask)
    assert ask(ADA)("POST", f"{task}/completion", json={}).status_code == 200

    again = ask(ADA)("POST", f"{task}/completion", json={})

    assert (again.status_code, again.json["code"]) == (409, "task-ended")


def test_pages_of_tasks_follow_each_other(ask: Ask) -> None:
    for _ in range(3):
        new_case(ask(ADA), bread="rogge")
    first = ask(ADA)("GET", "/tasks?pageSize=2").json

    rest = ask(ADA)("GET", first["next"].split("/api/v1", 1)[1]).json

    assert (first["count"], len(first["results"]), len(rest["results"])) == (3, 2, 1)
    assert rest["next"] is None
    assert len({found["id"] for found in first["results"] + rest["results"]}) == 3


def test_a_form_is_shown_as_it_was_deployed(ask: Ask) -> None:
    definitions = ask(DESIGNER)("POST", "/deployments", data=_taste(), content_type="multipart/form-data")
    (taste,) = definitions.json["resources"]

    form = ask(DESIGNER)("GET", f"/forms/{taste['id']}").json

    assert (form["formId"], form["version"], form["schema"]["id"]) == ("taste", 1, "taste")
    assert ask(DESIGNER)("GET", "/forms/nothing").status_code == 404


def _taste() -> dict[str, object]:
    item = resources()[-1]
    return {"resources": [(io.BytesIO(item.content), item.name)]}
