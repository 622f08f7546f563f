"""The month's sample of unusual access: what an auditor looks at first, person by person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from engine.access.acts import Act
from engine.access.person import Person
from engine.access.unusual import Thresholds, Unusual
from engine.calendar import HouseCalendar
from engine.queries.audit_log import audited_houses
from engine.queries.source import Source
from engine.store.audit.reading import SeenEntry, entries_between
from engine.store.audit.recording import recorded
from engine.store.calendars import find_calendar

EMERGENCY: Final = "open-in-emergency"
"""The operation by which somebody opens a case in an emergency."""
SAMPLE: Final = 20
"""Entries of each finding that are shown; the audit log has them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusualAccess:
    """Something out of the ordinary.

    Args:
        kind: how it is out of the ordinary.
        house: where.
        person: who.
        count: how often, or how many cases.
        entries: the first of what it is about.
    """

    kind: Unusual
    house: str
    person: str
    count: int
    entries: Sequence[SeenEntry]


@recorded(Act.READ, "audit-log")
def list_unusual_access(
    source: Source, person: Person, month: date, house: str | None, thresholds: Thresholds
) -> Sequence[UnusualAccess]:
    """List what was out of the ordinary in a month, by house, kind and person.

    Args:
        source: where to read.
        person: an auditor.
        month: its first day, in the zone of each house.
        house: one of their houses; None for all of them.
        thresholds: from how many on.

    Raises:
        Forbidden: the person is no auditor, or not of that house.
    """
    houses = audited_houses(person, house)
    found: list[UnusualAccess] = []
    with source.reading(person) as reading:
        reading.trail.in_houses(houses)
        for one in houses:
            calendar = find_calendar(reading.connection, one, None) or HouseCalendar()
            since, until = calendar.start_of_day(month), calendar.start_of_day(_next_month(month))
            sorted_out: dict[Unusual, dict[str, list[SeenEntry]]] = {
                kind: defaultdict(list) for kind in Unusual
            }
            for seen in entries_between(reading.connection, one, since, until):
                _sort_out(seen, calendar, sorted_out)
            for kind, by_person in sorted_out.items():
                found += _findings(kind, one, by_person, thresholds)
    return found


def _sort_out(
    seen: SeenEntry, calendar: HouseCalendar, found: Mapping[Unusual, dict[str, list[SeenEntry]]]
) -> None:
    entry = seen.entry
    if entry.person is None:
        return
    if entry.refused:
        found[Unusual.MANY_REFUSALS][entry.person].append(seen)
        return
    if entry.operation == EMERGENCY:
        found[Unusual.EMERGENCY_ACCESS][entry.person].append(seen)
    if entry.case_id is None:
        return
    found[Unusual.MANY_CASES][entry.person].append(seen)
    if not calendar.is_open_at(entry.at):
        found[Unusual.OUTSIDE_OFFICE_HOURS][entry.person].append(seen)


def _findings(
    kind: Unusual, house: str, by_person: Mapping[str, list[SeenEntry]], thresholds: Thresholds
) -> list[UnusualAccess]:
    made = []
    for person, entries in sorted(by_person.items()):
        cases = {seen.entry.case_id: seen for seen in reversed(entries)}
        shown = list(reversed(cases.values())) if kind is Unusual.MANY_CASES else entries
        least = {Unusual.MANY_CASES: thresholds.cases, Unusual.MANY_REFUSALS: thresholds.refusals}
        if len(shown) >= least.get(kind, 1):
            made.append(
                UnusualAccess(kind=kind, house=house, person=person, count=len(shown), entries=shown[:SAMPLE])
            )
    return made


def _next_month(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
