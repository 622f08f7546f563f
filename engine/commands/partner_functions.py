"""Functions that FEEL gets from the register: `partner` and `partners`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.feel import FeelDate, FeelDateTime, FeelError, HostFunction, Value, to_date

FindPartner = Callable[[str, date | None], Mapping[str, Value] | None]
ListPartners = Callable[[Sequence[str]], Sequence[Mapping[str, Value]]]


@dataclass(frozen=True, slots=True)
class Register:
    """How functions look into the register of a house.

    Args:
        find: a partner of the house on a day, today without one; None when it is none then.
        offer: who may be chosen today, of these kinds or of all, as label and value.
    """

    find: FindPartner
    offer: ListPartners


def register_functions(register: Register) -> Mapping[str, HostFunction]:
    """Return the functions that look into the register."""

    def partner(partner_id: Value, on: Value) -> Value:
        if partner_id is None:
            return None
        if not isinstance(partner_id, str):
            raise FeelError("partner() takes the id of a partner as a string")
        found = register.find(partner_id, _day(on))
        return None if found is None else dict(found)

    def partners(kinds: Value) -> Value:
        return [dict(found) for found in register.offer(_texts(kinds))]

    functions = (
        HostFunction("partner", ("id", "on"), partner, required=1),
        HostFunction("partners", ("kinds",), partners, required=0),
    )
    return {function.name: function for function in functions}


def _day(value: Value) -> date | None:
    if value is None:
        return None
    if isinstance(value, FeelDate):
        return to_date(value)
    if isinstance(value, FeelDateTime):
        raise FeelError("partner() takes a date: write date(…) around the date and time")
    raise FeelError("partner() takes the day as a date")


def _texts(value: Value) -> Sequence[str]:
    items = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(item, str) for item in items):
        raise FeelError("partners() takes kinds of organisations as strings")
    return [str(item) for item in items]
