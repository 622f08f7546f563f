"""What an auditor looks at first: use of the service that is not forbidden, and out of the ordinary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from typing import Final

from engine.calendar import HouseCalendar

OPENS: Final = time(7)
CLOSES: Final = time(19)
"""Office hours on working days, in the zone of the house."""


class Unusual(StrEnum):
    """Ways of being out of the ordinary."""

    EMERGENCY_ACCESS = "emergency-access"
    OUTSIDE_OFFICE_HOURS = "outside-office-hours"
    MANY_CASES = "many-cases"
    MANY_REFUSALS = "many-refusals"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """From how many on something is out of the ordinary.

    Args:
        cases: different cases whose data one person read or changed in a month.
        refusals: refusals of one person in a month.
    """

    cases: int = 50
    refusals: int = 10


def in_office_hours(moment: datetime, calendar: HouseCalendar) -> bool:
    """Tell whether a moment lies within the office hours of a house."""
    local = moment.astimezone(calendar.time_zone)
    return calendar.is_working_day(local.date()) and OPENS <= local.time() < CLOSES
