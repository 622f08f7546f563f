"""Data at random for a form: what a person might type who reads no instructions.

What the service finds wrong with it is made anew, field by field, as somebody does who reads the errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random
from typing import Any, Final

from engine.feel import Environment, parse_expression

Data = Any
_MOST_ROWS: Final = 3
_MOST_NUMBER: Final = 100
_DAYS_AHEAD: Final = 120
_YEARS_BACK: Final = 60
_LEFT_EMPTY: Final = 0.3
_ADDS_A_ROW: Final = 0.2
_FROM_REGISTER: Final = re.compile(r"partners(?:\s*:(?P<kinds>.+))?")
_WORDS: Final = ("Afspraak", "Vervolg", "Overleg", "Zorg", "Wonen", "Schulden", "Rust", "Contact")
_TEXTS_OF_PATTERNS: Final = ("123456782", "1234AB", "2017", "12:30", "a", "A1")


@dataclass(frozen=True)
class Offered:
    """What a form offered to somebody.

    Args:
        schema: the form.
        data: what it showed.
        names: ids of organisations with people; a text that may hold one holds one.
        partners: the register of the house: kind of organisation by id.
        now: business time in the zone of the house.
    """

    schema: Mapping[str, Data]
    data: Mapping[str, Data]
    names: Sequence[str]
    partners: Mapping[str, str]
    now: datetime


@dataclass(frozen=True)
class _Place:
    """One input in one row, with its JSON pointer and where its value goes."""

    component: Mapping[str, Data]
    path: tuple[str | int, ...]

    @property
    def pointer(self) -> str:
        return "".join(f"/{part}" for part in self.path)


class Filling:
    """What somebody typed into a form.

    Args:
        offered: the form.
        random: where chance comes from.
    """

    def __init__(self, offered: Offered, random: Random) -> None:
        self._offered = offered
        self._random = random
        self._places = list(self._walk(offered.schema.get("components", ()), (), offered.data))
        self._values = {place.pointer: self._value(place) for place in self._places}

    @property
    def variables(self) -> dict[str, Data]:
        """The values as the service takes them."""
        found: dict[str, Data] = {}
        for place in self._places:
            value = self._values[place.pointer]
            if value is not None:
                _put(found, place.path, value)
        return found

    def type_in(self, variables: Mapping[str, Data]) -> None:
        """Type in what somebody gave before, where the form asks for it."""
        for place in self._places:
            given = _at(variables, place.path)
            if given is not None:
                self._values[place.pointer] = given

    def name_cases(self, numbers: Sequence[str], key: str) -> None:
        """Type numbers of cases into the fields with a key."""
        for place in self._places:
            if numbers and place.path[-1] == key:
                self._values[place.pointer] = self._random.choice(numbers)

    def mend(self, pointers: Sequence[str]) -> None:
        """Type anew what errors point at, or everything when that helps nothing.

        That is when they point at no single field, or at a choice that offers nothing: another answer may
        hide it.
        """
        wrong = [place for place in self._places if any(_is_at(place.pointer, point) for point in pointers)]
        hopeless = any(
            place.component["type"] in ("radio", "select") and not self._options(place.component)
            for place in wrong
        )
        for place in self._places if hopeless else wrong or self._places:
            self._values[place.pointer] = self._value(place, anyhow=True)

    def _walk(
        self, components: Sequence[Mapping[str, Data]], path: tuple[str | int, ...], data: Data
    ) -> Iterator[_Place]:
        for component in components:
            inner = path + tuple(component["path"].split(".")) if component.get("path") else path
            if component["type"] == "group":
                yield from self._walk(component["components"], inner, data)
            elif component["type"] == "dynamiclist":
                for number in range(self._rows(component, _at(data, inner))):
                    yield from self._walk(component["components"], (*inner, number), data)
            elif (
                component.get("key")
                and not component.get("disabled")
                and component.get("readonly") is not True
            ):
                yield _Place(component, path + tuple(component["key"].split(".")))

    def _rows(self, component: Mapping[str, Data], shown: Data) -> int:
        if component.get("allowAddRemove", True) is False:
            return len(shown) if isinstance(shown, list) else int(component.get("defaultRepetitions", 0))
        if isinstance(shown, list) and shown:  # what stands there stays: it may hold more than the form shows
            return len(shown) + (self._random.random() < _ADDS_A_ROW)
        return self._random.randint(1, _MOST_ROWS)

    def _value(self, place: _Place, *, anyhow: bool = False) -> Data:
        component = place.component
        rules = component.get("validate", {})
        if not rules.get("required") and not anyhow and self._random.random() < _LEFT_EMPTY:
            return _at(self._offered.data, place.path)
        match component["type"]:
            case "radio" | "select":
                options = self._options(component)
                return self._random.choice(options) if options else self._text(rules)
            case "checklist" | "taglist":
                options = self._options(component)
                return self._random.sample(options, self._random.randint(min(1, len(options)), len(options)))
            case "checkbox":
                return True if rules.get("required") else self._random.random() < 0.5
            case "number":
                return self._number(component, rules)
            case "datetime":
                return self._moment(component)
            case _:
                return self._text(rules)

    def _options(self, component: Mapping[str, Data]) -> list[Data]:
        found = component.get("values")
        register = _FROM_REGISTER.fullmatch(component.get("properties", {}).get("options", ""))
        if found is None and register:
            kinds = [kind.strip() for kind in (register["kinds"] or "").split(",") if kind.strip()]
            found = [one for one, kind in self._offered.partners.items() if not kinds or kind in kinds]
        if found is None and "valuesKey" in component:
            found = _at(self._offered.data, tuple(component["valuesKey"].split(".")))
        if found is None and "valuesExpression" in component:
            environment = Environment(now=self._offered.now)
            expression = parse_expression(component["valuesExpression"].removeprefix("="))
            found = expression.evaluate(dict(self._offered.data), environment)
        return [option["value"] if isinstance(option, Mapping) else option for option in found or ()]

    def _number(self, component: Mapping[str, Data], rules: Mapping[str, Data]) -> Decimal:
        lowest = int(rules.get("min", 0))
        highest = int(rules.get("max", lowest + _MOST_NUMBER))
        return Decimal(self._random.randint(lowest, highest))

    def _moment(self, component: Mapping[str, Data]) -> str:
        now = self._offered.now
        if component.get("disallowPassedDates") or self._random.random() < 0.7:
            moment = now + timedelta(
                days=self._random.randint(1, _DAYS_AHEAD), hours=self._random.randint(0, 8)
            )
        else:
            moment = now - timedelta(days=self._random.randint(1, _YEARS_BACK * 365))
        match component.get("subtype", "date"):
            case "date":
                return moment.date().isoformat()
            case "time":
                return moment.strftime("%H:%M")
            case _:
                return moment.isoformat(timespec="minutes")

    def _text(self, rules: Mapping[str, Data]) -> str:
        pattern = rules.get("pattern")
        if pattern:
            names = [name for name in self._offered.names if re.search(pattern, name)]
            fitting = names or [text for text in _TEXTS_OF_PATTERNS if re.search(pattern, text)]
            return self._random.choice(fitting) if fitting else ""
        longest = int(rules.get("maxLength", 250))
        return " ".join(self._random.choice(_WORDS) for _ in range(self._random.randint(1, 4)))[:longest]


def _is_at(pointer: str, error: str) -> bool:
    return pointer == error or pointer.startswith(f"{error}/") or error.startswith(f"{pointer}/")


def _at(data: Data, path: tuple[str | int, ...]) -> Data:
    for part in path:
        if isinstance(data, Mapping):
            data = data.get(str(part))
        elif isinstance(data, list) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data


def _put(data: Data, path: tuple[str | int, ...], value: Data) -> None:
    for part, following in pairwise(path):
        empty: Data = [] if isinstance(following, int) else {}
        if isinstance(part, int):
            while len(data) <= part:
                data.append({})
            data = data[part]
        else:
            data = data.setdefault(part, empty)
    last = path[-1]
    assert isinstance(last, str), "a value stands under a key"
    data[last] = value
