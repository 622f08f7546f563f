"""A timer that is no ISO 8601 date, duration or cycle would never fire; cron is not ISO 8601."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from zoneinfo import ZoneInfo

from engine.calendar import CalendarError, parse_cycle, parse_date_time, parse_duration
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Static timer values that cannot be read."""
    for element in model.named(*_READERS):
        text = element.text.strip()
        if text and not text.startswith("=") and "{" not in text:
            try:
                _READERS[element.name](text)
            except CalendarError as error:
                yield Fault(element, f"`{text}` is no {element.name}: {error}")


_UTC = ZoneInfo("UTC")

_READERS: Mapping[str, Callable[[str], object]] = {
    "timeDate": lambda text: parse_date_time(text, _UTC),
    "timeDuration": parse_duration,
    "timeCycle": lambda text: parse_cycle(text, _UTC),
}


RULE = Rule(
    "timer-value",
    __doc__ or "",
    "Write ISO 8601 (`2026-12-01T09:00:00Z`, `PT4H`, `R3/P1D`), or FEEL with a leading `=`.",
    check,
    basis=Basis.EXECUTION,
)
