"""From a template and the values that it is given to the text of a document."""

from __future__ import annotations

import html
from collections import ChainMap
from collections.abc import Iterator, Mapping
from datetime import date, time
from decimal import Decimal
from typing import Final

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

from engine.feel import (
    DaysTimeDuration,
    Environment,
    Expression,
    FeelDate,
    FeelDateTime,
    FeelError,
    FeelTime,
    Value,
    YearsMonthsDuration,
    to_date,
    to_datetime,
    to_text,
)
from engine.model.templates.template import HTML, Choice, Literal, Loop, Part, Placeholder, Template

LONGEST: Final = 1_000_000
"""Characters of a document."""
MOST_PASSES: Final = 10_000
"""Passes through loops of one document."""


class RenderError(ValueError):
    """A document cannot be made; the text names template and line, never a value.

    Args:
        cause: the full text of the failure, which may hold values.
    """

    def __init__(self, template: Template, line: int, detail: str, cause: str = "") -> None:
        super().__init__(f"line {line} of template {template.id} {detail}")
        self.cause = cause or str(self)


def render(template: Template, variables: Mapping[str, Value], environment: Environment) -> str:
    """Return the text of a document.

    Args:
        template: what it is made of.
        variables: all that its FEEL sees.
        environment: time, zone and functions for its FEEL.

    Raises:
        RenderError: a value is of a type that its place does not take, or the document becomes too long.
    """
    return _Rendering(template, environment).text(variables)


class _Rendering:
    def __init__(self, template: Template, environment: Environment) -> None:
        self._template = template
        self._environment = environment
        self._locale = Locale.parse(template.language, sep="-")
        self._passes = 0

    def text(self, variables: Mapping[str, Value]) -> str:
        pieces: list[str] = []
        length = 0
        for piece, line in self._pieces(self._template.parts, variables):
            length += len(piece)
            if length > LONGEST:
                raise self._error(line, f"makes the document longer than {LONGEST:,} characters")
            pieces.append(piece)
        return "".join(pieces)

    def _pieces(
        self, parts: tuple[Part, ...], variables: Mapping[str, Value], line: int = 1
    ) -> Iterator[tuple[str, int]]:
        for part in parts:
            match part:
                case Literal(text):
                    yield text, line
                case Placeholder(expression, line):
                    yield self._written(self._value(expression, variables, line), line), line
                case Loop(name, items, body, line):
                    for item in self._items(items, variables, line):
                        yield from self._pieces(body, ChainMap({name: item}, dict(variables)), line)
                case Choice(condition, then, otherwise, line):
                    chosen = then if self._holds(condition, variables, line) else otherwise
                    yield from self._pieces(chosen, variables, line)

    def _value(self, expression: Expression, variables: Mapping[str, Value], line: int) -> Value:
        try:
            return expression.evaluate(variables, self._environment)
        except FeelError as error:
            raise self._error(line, "cannot be evaluated", str(error)) from error

    def _items(self, items: Expression, variables: Mapping[str, Value], line: int) -> Iterator[Value]:
        found = self._value(items, variables, line)
        if not isinstance(found, list):
            raise self._error(line, "goes through what is no list")
        for item in found:
            self._passes += 1
            if self._passes > MOST_PASSES:
                raise self._error(line, f"makes more than {MOST_PASSES:,} passes")
            yield item

    def _holds(self, condition: Expression, variables: Mapping[str, Value], line: int) -> bool:
        found = self._value(condition, variables, line)
        if not isinstance(found, bool):
            raise self._error(line, "has a condition that is neither true nor false")
        return found

    def _written(self, value: Value, line: int) -> str:
        text = self._plain(value, line)
        if self._template.media_type != HTML:
            return text
        return html.escape(text).replace("\n", "<br>\n")

    def _plain(self, value: Value, line: int) -> str:
        match value:
            case None:
                return ""
            case str():
                return value
            case bool():
                raise self._error(line, "fills in a truth value: write it with `{#if …}`")
            case int() | Decimal():
                return format_decimal(value, locale=self._locale)
            case FeelDate():
                return self._day(to_date(value))
            case FeelDateTime():
                moment = to_datetime(value, self._environment.zone).astimezone(self._environment.zone)
                return f"{self._day(moment.date())} {self._time(moment.time())}"
            case FeelTime():
                return self._time(time(value.hour, value.minute))
            case DaysTimeDuration() | YearsMonthsDuration():
                return to_text(value)
            case _:
                raise self._error(line, "fills in a list or context: name a field, or write `{#for … in …}`")

    def _day(self, day: date) -> str:
        return format_date(day, format="long", locale=self._locale)

    def _time(self, value: time) -> str:
        return format_time(value, format="short", locale=self._locale)

    def _error(self, line: int, detail: str, cause: str = "") -> RenderError:
        return RenderError(self._template, line, detail, cause)
