"""The audit log over REST: for auditors alone, of their houses, in full; and what an emergency opens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from click.testing import CliRunner

from api.command_line.audit_export import audit_export
from engine.access.person import Person
from engine.store.business_time import move_virtual_clock
from tests.privacy.conftest import Chain
from tests.privacy.test_hidden_as_absent import REFERRAL

BSN = "999990019"


@dataclass(frozen=True, slots=True)
class Logged:
    """A service on which one case was referred, read, hidden and listed."""

    chain: Chain
    case_id: str
    number: str


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def logged(request: pytest.FixtureRequest, chains: Callable[[str], Any]) -> Iterator[Logged]:
    with chains(request.param) as chain:
        subject = REFERRAL["subject"] | {"bsn": BSN}
        body = {"caseType": "casus", "variables": REFERRAL | {"subject": subject}}
        case = chain.done("anna", "POST", "/cases", json=body)
        chain.done("anna", "GET", f"/cases/{case['id']}")
        chain.done("bram", "GET", "/tasks")
        assert chain.call("carla", "GET", f"/cases/{case['id']}").status_code == 404
        assert chain.call("carla", "GET", f"/cases/{BSN}").status_code == 404
        yield Logged(chain, case["id"], case["number"])


def test_a_case_tells_who_did_what_with_it_and_which_lists_named_it(logged: Logged) -> None:
    found = logged.chain.done("zeno", "GET", f"/cases/{logged.case_id}/audit-log")

    # The clock stands still here: what happened in one moment is ordered by chain.
    told = {(one["person"], one["operation"], one["refused"]) for one in found["results"]}
    assert told >= {
        ("anna", "start-case", False),
        ("anna", "read-case", False),
        ("bram", "list-tasks", False),
        ("carla", "read-case", True),
    }
    assert {one["purpose"] for one in found["results"] if one["operation"] == "read-case"} == {
        "case-direction"
    }
    again = logged.chain.done("zeno", "GET", f"/cases/{logged.case_id}/audit-log")
    assert "read-case-audit-log" in {one["operation"] for one in again["results"]}, "reading it is told too"


def test_who_works_for_no_house_finds_nothing(logged: Logged) -> None:
    nobody = Person("nobody", "Niemand", (), "nergens", frozenset())

    for path in ("/cases", "/tasks", "/process-instances"):
        assert logged.chain.done(nobody, "GET", path)["count"] == 0


def test_nothing_of_the_content_stands_in_it(logged: Logged) -> None:
    text = logged.chain.call("zeno", "GET", "/audit-log").get_data(as_text=True)

    assert not [word for word in (BSN, "Sam Verzonnen", "Voorbeeldstraat", "Overlast") if word in text]


def test_only_auditors_read_it_and_only_of_their_houses(logged: Logged) -> None:
    chain = logged.chain
    elsewhere = replace(chain.people["zeno"], houses=("zuid",))
    paths = ("/audit-log", "/audit-log/data-processing", "/audit-log/unusual?month=2026-01")

    for path in (*paths, f"/cases/{logged.case_id}/audit-log"):
        for person in ("anna", "bram", "yvonne", "egbert"):
            assert chain.call(person, "GET", path).status_code == 403
    assert chain.call(elsewhere, "GET", f"/cases/{logged.case_id}/audit-log").status_code == 404
    assert chain.call(elsewhere, "GET", "/audit-log?house=noord").status_code == 403
    assert {one["house"] for one in chain.done(elsewhere, "GET", "/audit-log")["results"]} <= {"zuid"}


def test_it_is_paged_and_narrowed(logged: Logged) -> None:
    chain = logged.chain
    first = chain.done("zeno", "GET", "/audit-log?person=anna&house=noord&refused=false&pageSize=1")
    second = chain.done("zeno", "GET", first["next"].removeprefix("/api/v1"))

    assert [page["results"][0]["operation"] for page in (first, second)] == ["read-case", "start-case"]
    refused = chain.done("zeno", "GET", "/audit-log?refused=true&person=carla")["results"]
    assert sorted((one["reason"], one["objectId"]) for one in refused) == [
        ("absent", None),
        ("hidden", logged.case_id),
    ]
    assert chain.done("zeno", "GET", "/audit-log?to=2020-01-01T00:00:00Z")["count"] == 0


def test_as_logboek_dataverwerkingen_nothing_is_left_out(logged: Logged) -> None:
    chain = logged.chain
    found = chain.done("zeno", "GET", "/audit-log/data-processing?to=2100-01-01T00:00:00Z")
    records = found["results"]

    spans = [one["spanId"] for one in records]
    assert len(spans) == len(set(spans)) >= found["count"]
    read = next(one for one in records if one["name"] == "read-case" and one["status"] == "Ok")
    assert read["attributes"]["dpl.core.processing_activity_id"] == "urn:ketenmotor:purpose:case-direction"
    assert logged.case_id not in str(read)
    subject = read["attributes"]["dpl.core.data_subject_id"]
    below = [one for one in records if one["name"] == "list-tasks" and one["parentSpanId"]]
    assert subject in {one["attributes"]["dpl.core.data_subject_id"] for one in below}


def test_an_export_holds_every_entry_of_a_house(logged: Logged, monkeypatch: pytest.MonkeyPatch) -> None:
    chain, engine = logged.chain, logged.chain.services
    count = chain.done("zeno", "GET", "/audit-log?house=noord")["count"]
    url = engine.database.engine.url.render_as_string(hide_password=False)
    keys = engine.keys._engine.url.render_as_string(hide_password=False)
    settings = {"DATABASE_URL": url, "KETENMOTOR_KEYS_URL": keys, "KETENMOTOR_CLOCK": "virtual"}
    files = engine.audit.files
    assert files is not None
    home = {"KETENMOTOR_HOME": str(files.folder.parent), "KETENMOTOR_DEMO": "1"}
    for name, value in (settings | home).items():
        monkeypatch.setenv(name, value)

    unknown = CliRunner().invoke(audit_export, ["nergens"])
    assert (unknown.exit_code, unknown.output) == (
        1,
        "Error: There is no house 'nergens': look at GET /api/v1/houses.\n",
    )
    answer = CliRunner().invoke(audit_export, ["noord"])

    assert answer.exit_code == 0, answer.output
    lines = [line for line in answer.stdout.splitlines() if '"parent_span_id"' not in line]
    assert len(lines) == count + 2, "reading the count and exporting are told too"
    assert all('"trace_id"' in line and '"dpl.core.processing_activity_id"' in line for line in lines)


def test_an_emergency_opens_what_the_manifest_says_and_no_more(logged: Logged) -> None:
    chain, path = logged.chain, f"/cases/{logged.case_id}/emergency-access"
    assert chain.call("egbert", "POST", path, json={"reason": " "}).status_code == 400
    assert chain.call("anna", "POST", path, json={"reason": "Haast"}).status_code == 403
    assert chain.call("carla", "POST", path, json={"reason": "Haast"}).status_code == 404

    opened = chain.done("egbert", "POST", path, json={"reason": "Er dreigt gevaar"})

    assert opened == {
        "caseId": logged.case_id,
        "role": "emergency-reader",
        "endsAt": "2026-01-05T17:00:00Z",
    }
    seen = chain.done("egbert", "GET", f"/cases/{logged.case_id}")
    assert set(seen["data"]) == {"subject", "referral"}
    assert "bsn" not in seen["data"]["subject"]
    log = chain.done("zeno", "GET", "/audit-log?person=egbert&operation=open-in-emergency&refused=false")
    assert [one["caseNumber"] for one in log["results"]] == [logged.number]
    assert "gevaar" not in str(log)
    sample = chain.done("zeno", "GET", "/audit-log/unusual?month=2026-01&manyRefusals=2")["results"]
    kinds = {(one["kind"], one["person"]): one["count"] for one in sample}
    assert kinds["emergency-access", "egbert"] == 1
    assert kinds["many-refusals", "carla"] >= 2
    _ends_to_the_second(logged, datetime(2026, 1, 5, 17, tzinfo=UTC))
    chain.done("quirijn", "POST", "/clock/advance", json={"duration": "PT0S"})
    ended = chain.done("zeno", "GET", f"/cases/{logged.case_id}/audit-log?pageSize=1000")["results"]
    assert "end-emergency-access" in {one["operation"] for one in ended}


def _ends_to_the_second(logged: Logged, end: datetime) -> None:
    """As long as no worker has ended it, too."""
    chain, case = logged.chain, f"/cases/{logged.case_id}"
    instance = case.replace("cases", "process-instances")
    alone = (case, f"{case}/timeline", f"{case}/participants", instance, f"{instance}/variables")
    found = {"caseType": "casus", "fields": {"subject.name": "Sam Verzonnen"}}
    for moment, status, count in ((end - timedelta(seconds=1), 200, 1), (end, 404, 0)):
        with chain.services.database.write() as connection:
            move_virtual_clock(connection, moment)
        assert {chain.call("egbert", "GET", path).status_code for path in alone} == {status}
        lists = [chain.done("egbert", "GET", path)["count"] for path in ("/cases", "/process-instances")]
        assert [*lists, chain.done("egbert", "POST", "/cases/_search", json=found)["count"]] == [count] * 3
