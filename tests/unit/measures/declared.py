"""Files of measures for tests."""

from __future__ import annotations

import json
from typing import Any

from engine.model.measures import Measures, read_measures

VALUES: list[dict[str, Any]] = [
    {"name": "begun", "label": "Begonnen", "type": "boolean"},
    {"name": "decided", "label": "Besloten", "type": "boolean"},
    {"name": "ended", "label": "Geëindigd", "type": "boolean"},
    {"name": "reopened", "label": "Heropend", "type": "boolean"},
    {"name": "days", "label": "Dagen", "type": "number"},
    {
        "name": "kind",
        "label": "Soort",
        "type": "code",
        "codes": [{"id": "a", "label": "Aa"}, {"id": "b", "label": "Bee"}, {"id": "c", "label": "Cee"}],
    },
    {"name": "score.x", "label": "Doel X", "type": "number", "ofHouse": True},
    {"name": "score.y", "label": "Doel Y", "type": "number", "ofHouse": True},
    {"name": "fixed", "label": "Vastgesteld", "type": "boolean", "ofHouse": True},
]


def figure(kind: str, of: dict[str, Any], **more: Any) -> dict[str, Any]:
    """One figure."""
    return {"id": "it", "label": "Cijfer", "kind": kind, "of": of, **more}


def source(*figures: dict[str, Any], values: list[dict[str, Any]] | None = None, **more: Any) -> bytes:
    """A file with one measure M."""
    measure = {"id": "M", "label": "Maat", "definition": "Wat wij meten.", "version": 1, "figures": figures}
    whole = {
        "measures": 1,
        "name": "Maten",
        "values": VALUES if values is None else values,
        "definitions": [measure],
        **more,
    }
    return json.dumps(whole, indent=1).encode()


def measures(*figures: dict[str, Any], **more: Any) -> Measures:
    """The same, read."""
    read = read_measures(source(*figures, **more), resource="measures.json")
    assert read.findings == ()
    assert read.measures is not None
    return read.measures
