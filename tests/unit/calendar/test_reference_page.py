"""Every example of the reference page comes out as the page says."""

import re
from datetime import date, datetime
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from engine.calendar import (
    Direction,
    HouseCalendar,
    Suspension,
    Term,
    Unit,
    parse_cycle,
    parse_duration,
    reckon,
)

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "calendar.md"
ZONE = ZoneInfo("Europe/Amsterdam")
_BLOCK = re.compile(r"^```([a-z ]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_TERM = re.compile(rf"(\d+) ({'|'.join(get_args(Unit))}) (after|before) (\S+) = (\S+)")


def lines(kind: str) -> list[str]:
    blocks = _BLOCK.findall(PAGE.read_text())
    found = [line for language, text in blocks if language == kind for line in text.splitlines()]
    assert found
    return found


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize("line", lines("duration"))
def test_a_duration(line: str) -> None:
    start, duration, end = re.split(r" [+=] ", line)

    assert parse_duration(duration).after(moment(start), ZONE).replace(tzinfo=ZONE) == moment(end)


@pytest.mark.parametrize("line", lines("cycle"))
def test_a_cycle(line: str) -> None:
    head, _, occurrences = line.partition(": ")
    text, _, activated = head.partition(" activated ")
    cycle = parse_cycle(text, ZONE)

    for index, expected in enumerate(occurrences.split(", ")):
        found = cycle.occurrence(index, moment(activated), ZONE)
        assert found is not None
        assert found.replace(tzinfo=None).isoformat(timespec="minutes") == expected


@pytest.mark.parametrize("line", lines("working days"))
def test_working_days(line: str) -> None:
    day, sign, amount, _, expected = line.split()

    found = HouseCalendar().add_working_days(date.fromisoformat(day), int(sign + amount))

    assert found.isoformat() == expected


@pytest.mark.parametrize(
    ("line", "statutory"),
    [(line, False) for line in lines("term")] + [(line, True) for line in lines("statutory term")],
)
def test_a_term(line: str, statutory: bool) -> None:
    match = _TERM.fullmatch(line)
    assert match is not None
    unit: Unit = match[2]  # type: ignore[assignment]  # the pattern holds units only
    direction: Direction = "after" if match[3] == "after" else "before"

    term = Term(int(match[1]), unit, direction, statutory)

    assert reckon(term, date.fromisoformat(match[4]), HouseCalendar()).due.date().isoformat() == match[5]


@pytest.mark.parametrize("line", lines("suspended term"))
def test_a_suspended_term(line: str) -> None:
    found = re.fullmatch(
        rf"(\d+) ({'|'.join(get_args(Unit))}) after (\S+) suspended (\S+)/(\S+) = (\S+)", line
    )
    assert found is not None
    amount, unit, start, begin, end, expected = found.groups()
    stop = Suspension(moment(begin), moment(end))
    reckoning = reckon(Term(int(amount), unit), date.fromisoformat(start), HouseCalendar(), [stop])  # type: ignore[arg-type]

    assert reckoning.due.date().isoformat() == expected
