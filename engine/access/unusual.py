"""What an auditor looks at first: use of the service that is not forbidden, and out of the ordinary."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
