"""A manifest names what the engine must not know, and is refused where it contradicts itself."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.model.finding import Severity
from engine.model.manifest import Manifest
from engine.model.manifest_reader import MANIFEST_FILE, read_manifest

Document = dict[str, list[dict[str, object]]]


def document() -> Document:
    return {
        "manifest": 1,  # type: ignore[dict-item]
        "name": "Proef",  # type: ignore[dict-item]
        "roles": [{"id": "baker", "label": "Bakker", "assignsTasks": True}, {"id": "guest", "label": "Gast"}],
        "categories": [
            {"id": "ordinary", "label": "Gewoon", "readers": ["baker", "guest", "integrator"]},
            {"id": "secret", "label": "Geheim", "readers": ["baker"]},
        ],
        "purposes": [{"id": "bread", "label": "Brood", "description": "Brood bakken."}],
        "regimes": [{"id": "OLD", "label": "Oud", "until": "2025-02-28"}],
        "stages": [{"id": "dough", "label": "Deeg"}, {"id": "done", "label": "Klaar", "final": True}],
        "organisationKinds": [{"id": "mill", "label": "Molen", "domain": "supply"}],
        "exchangeStatuses": [{"id": "SENT", "label": "Verzonden"}],
    }


def read(value: object) -> Manifest | None:
    return read_manifest(json.dumps(value, indent=1).encode(), resource="chain.json").manifest


def test_a_sound_manifest_is_read_with_its_lists_by_id_and_in_order() -> None:
    manifest = read(document())

    assert manifest is not None
    assert manifest.roles["baker"].assigns_tasks
    assert manifest.knows_role("guest")
    assert manifest.knows_role("auditor")
    assert not manifest.knows_role("baker's boy")
    assert manifest.may_read("guest", "ordinary")
    assert not manifest.may_read("guest", "secret")
    assert not manifest.may_read("baker", "unknown")
    assert [manifest.stage_order(stage) for stage in ("dough", "done", "unknown")] == [0, 1, -1]
    assert manifest.stages["done"].final
    assert manifest.regimes["OLD"].last_day == "2025-02-28"
    assert manifest.organisation_kinds["mill"].domain == "supply"
    assert manifest.exchange_statuses["SENT"].label == "Verzonden"


def test_the_manifest_of_the_chain_is_sound() -> None:
    source = Path("bpmn/chain.json").read_bytes()

    assert MANIFEST_FILE.claims(source)
    assert read_manifest(source, resource="chain.json").findings == ()


def _without_ordinary(value: Document) -> None:
    value["categories"] = value["categories"][1:]


def _engine_role(value: Document) -> None:
    value["roles"].append({"id": "auditor", "label": "Controleur"})


def _repeated(value: Document) -> None:
    value["stages"].append({"id": "dough", "label": "Nog eens deeg"})


def _unknown_reader(value: Document) -> None:
    value["categories"][1]["readers"] = ["butcher"]


def _unknown_key(value: Document) -> None:
    value["roles"][0]["colour"] = "red"


def _missing_list(value: Document) -> None:
    del value["purposes"]


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (_without_ordinary, "categories"),
        (_engine_role, "auditor"),
        (_repeated, "dough"),
        (_unknown_reader, "butcher"),
        (_unknown_key, "colour"),
        (_missing_list, "purposes"),
    ],
)
def test_a_contradiction_is_refused_and_named(spoil: Callable[[Document], None], named: str) -> None:
    value = document()
    spoil(value)

    found = read_manifest(json.dumps(value, indent=1).encode(), resource="chain.json")

    assert found.manifest is None
    assert [finding.severity for finding in found.findings] == [Severity.ERROR]
    assert named in found.findings[0].detail


def test_a_finding_names_the_line() -> None:
    value = document()
    _unknown_reader(value)
    source = json.dumps(value, indent=1).encode()

    finding = read_manifest(source, resource="chain.json").findings[0]

    assert "butcher" in source.decode().splitlines()[finding.line - 1]


@pytest.mark.parametrize("source", [b"", b"{", b"\xff{}", b"[" * 100_000, b'"manifest"', b"[]"])
def test_what_is_no_manifest_is_refused_without_an_exception(source: bytes) -> None:
    assert not MANIFEST_FILE.claims(source)
    assert read_manifest(source, resource="x.json").findings
