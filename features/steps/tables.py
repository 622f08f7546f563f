"""Tables of a feature: two columns, with or without a header row."""

from __future__ import annotations

from collections.abc import Mapping

HEADERS = {
    ("label", "waarde"),
    ("veld", "waarde"),
    ("gegeven", "waarde"),
    ("label", "value"),
    ("field", "value"),
}


def pairs(datatable: list[list[str]]) -> list[tuple[str, str]]:
    """The rows of a table with two columns; one column stands for a value that does not matter."""
    rows = [(row[0], row[1] if len(row) > 1 else "") for row in datatable]
    return rows[1:] if rows and tuple(cell.lower() for cell in rows[0]) in HEADERS else rows


def same(seen: Mapping[str, str], expected: Mapping[str, str]) -> None:
    """Fail naming what is missing, what is too much and what differs. `*` stands for any value."""
    faults = {
        "missing": sorted(set(expected) - set(seen)),
        "too much": sorted(set(seen) - set(expected)),
        "different": {
            name: seen[name] for name in set(seen) & set(expected) if expected[name] not in ("*", seen[name])
        },
    }
    assert not any(faults.values()), f"{faults}"
