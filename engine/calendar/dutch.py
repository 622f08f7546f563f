"""Days, moments and amounts in Dutch words."""

from datetime import date, datetime
from typing import Final

WEEKDAYS: Final = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_UNITS: Final = {
    "working days": ("werkdag", "werkdagen"),
    "days": ("dag", "dagen"),
    "weeks": ("week", "weken"),
    "months": ("maand", "maanden"),
    "hours": ("uur", "uur"),
    "weekend days": ("weekenddag", "weekenddagen"),
    "closed days": ("gesloten dag", "gesloten dagen"),
}


def day_name(day: date) -> str:
    """For example `maandag 27 april 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_name(moment: datetime) -> str:
    """For example `maandag 27 april 2026 om 09:30 uur`."""
    return f"{day_name(moment.date())} om {moment:%H:%M} uur"


def counted(amount: int, unit: str) -> str:
    """For example `1 werkdag` or `5 werkdagen`."""
    singular, plural = _UNITS[unit]
    return f"{amount} {singular if amount == 1 else plural}"
