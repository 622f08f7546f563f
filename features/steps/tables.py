"""Tables of a feature: a label and a text in each row; `*` stands for any text that is not empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Rows = list[tuple[str, str]]


def pairs(datatable: list[list[str]]) -> Rows:
    """The rows of a table with two columns."""
    return [(row[0], row[1] if len(row) > 1 else "") for row in datatable]


def shows(seen: Mapping[str, str | None], expected: Iterable[tuple[str, str]]) -> None:
    """Fail naming each label that is missing or shows something else."""
    other = {
        label: seen.get(label) or ""
        for label, text in expected
        if not (bool(seen.get(label)) if text == "*" else (seen.get(label) or "") == text)
    }
    assert not other, f"shown otherwise: {other}"


def shows_only(seen: Mapping[str, str | None], expected: Iterable[tuple[str, str]]) -> None:
    """Fail as :func:`shows`, and for each label that is shown beside those."""
    rows = list(expected)
    shows(seen, rows)
    surplus = sorted(set(seen) - {label for label, _ in rows})
    assert not surplus, f"shown beside that: {surplus}"
