"""A calendar or time zone that does not exist cannot be reckoned with."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import available_timezones

from engine.model.lint.model import Model
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Unknown calendars and zones."""
    for entry, _ in written(model):
        value = entry.attributes.get("value", "").strip()
        if entry.get("name") == "timeZone" and value not in available_timezones():
            yield Fault(entry, f"there is no time zone `{value}`")
        known = model.surroundings.calendars
        if entry.get("name") == "calendar" and known is not None and value not in known:
            yield Fault(entry, f"there is no calendar `{value}`")


RULE = Rule(
    "calendar",
    __doc__ or "",
    "Use the id of a calendar of the house, and a zone such as `Europe/Amsterdam`.",
    check,
    basis=Basis.EXECUTION,
)
