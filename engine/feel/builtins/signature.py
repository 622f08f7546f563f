"""How a built-in function declares its parameters, and how arguments are bound to them.

A declaration reads ``name: type|type, other: type?``: ``?`` marks a parameter that may be left out, ``null``
among the types one that may be null, ``*`` a last one that takes all further arguments, and ``...`` a list
that may also be given as separate arguments.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from engine.feel.types import type_name
from engine.feel.values import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelFunction,
    FeelRange,
    FeelTime,
    Value,
    YearsMonthsDuration,
)

if TYPE_CHECKING:
    from engine.feel.evaluation import Evaluation

Body = Callable[..., Value]
BodyT = TypeVar("BodyT", bound=Callable[..., Any])

_TYPES: dict[str, tuple[type, ...]] = {
    "null": (type(None),),
    "boolean": (bool,),
    "number": (int, Decimal),
    "string": (str,),
    "list": (list,),
    "context": (dict,),
    "date": (FeelDate,),
    "time": (FeelTime,),
    "date and time": (FeelDateTime,),
    "days and time duration": (DaysTimeDuration,),
    "years and months duration": (YearsMonthsDuration,),
    "range": (FeelRange,),
    "function": (FeelFunction,),
}
_MIDNIGHT_UTC = FeelTime(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; ``types`` is None when it takes anything."""

    name: str
    types: frozenset[type] | None
    description: str
    optional: bool

    def convert(self, value: Value) -> tuple[Value] | None:
        """The argument after implicit conversions (10.3.2.9.4), in a tuple; None when it does not fit."""
        if self._accepts(value):
            return (value,)
        if value is None or self.types is None:
            return None
        if type(value) is list and len(value) == 1 and value[0] is not None and self._accepts(value[0]):
            return (value[0],)
        if list in self.types and type(value) is not list:
            return ([value],)
        if type(value) is FeelDate and FeelDateTime in self.types:
            return (FeelDateTime(value, _MIDNIGHT_UTC),)
        return None

    def _accepts(self, value: Value) -> bool:
        if self.types is None or type(value) in self.types:
            return True
        return FeelFunction in self.types and isinstance(value, FeelFunction)


@dataclass(frozen=True, slots=True)
class Overload:
    """One form of a built-in function."""

    parameters: tuple[Parameter, ...]
    body: Body
    spread_list: bool = False
    takes_rest: bool = False
    required: int = 0
    types: tuple[frozenset[type] | None, ...] = ()

    def fits_exactly(self, arguments: Sequence[Value]) -> bool:
        """Whether the arguments can be passed as they are, without a conversion."""
        if not self.required <= len(arguments) <= len(self.types):
            return False
        for argument, types in zip(arguments, self.types, strict=False):
            if types is not None and type(argument) not in types:
                return False
        return True

    def takes_count(self, count: int) -> bool:
        """Whether so many positional arguments can be bound."""
        if self.spread_list or self.takes_rest:
            return count >= self.required
        return self.required <= count <= len(self.parameters)

    def takes_names(self, names: Sequence[str]) -> bool:
        """Whether these are all names of parameters."""
        return set(names) <= {parameter.name for parameter in self.parameters}

    def has_order(self, names: Sequence[str]) -> bool:
        """Whether these are the names of its first parameters, in their order."""
        return all(name == own.name for name, own in zip(names, self.parameters, strict=False))

    def bind(self, arguments: Sequence[Value]) -> list[Value] | str:
        """The converted arguments, or the reason why they do not fit."""
        if self.spread_list and len(arguments) > len(self.parameters):
            return [list(arguments)]
        bound: list[Value] = []
        last = len(self.parameters) - 1
        for index, argument in enumerate(arguments):
            parameter = self.parameters[min(index, last)]
            converted = parameter.convert(argument)
            if converted is None:
                return f"'{parameter.name}' must be a {parameter.description}, not a {type_name(argument)}"
            bound.append(converted[0])
        return bound

    def bind_named(self, arguments: dict[str, Value]) -> tuple[dict[int, Value], str]:
        """The converted arguments by index, or the reason why they do not fit."""
        bound: dict[int, Value] = {}
        for index, parameter in enumerate(self.parameters):
            if parameter.optional and parameter.name not in arguments:
                continue
            argument = arguments.get(parameter.name)
            converted = parameter.convert(argument)
            if converted is None:
                return (
                    {},
                    f"'{parameter.name}' must be a {parameter.description}, not a {type_name(argument)}",
                )
            bound[index] = converted[0]
        return bound, ""


class BuiltIn(FeelFunction):
    """A function of the standard, with one or more forms."""

    __slots__ = ("overloads",)

    def __init__(self, name: str) -> None:
        super().__init__(name, ())
        self.overloads: list[Overload] = []

    def add(self, overload: Overload) -> None:
        """Adds a form; the first one names the parameters that the function shows as a value."""
        self.overloads.append(overload)
        if len(self.overloads) == 1:
            self.parameters = tuple(parameter.name for parameter in overload.parameters)
            self.types = (None,) * len(self.parameters)

    def invoke(self, evaluation: Evaluation, arguments: Sequence[Value]) -> Value:
        """Calls the first form that takes the arguments; null when none does."""
        evaluation.step()
        for overload in self.overloads:
            if overload.fits_exactly(arguments):
                return overload.body(evaluation, *arguments)
        return self._invoke_converted(evaluation, arguments)

    def _invoke_converted(self, evaluation: Evaluation, arguments: Sequence[Value]) -> Value:
        reason = f"it cannot take {len(arguments)} arguments"
        for overload in self.overloads:
            if not overload.takes_count(len(arguments)):
                continue
            bound = overload.bind(arguments)
            if type(bound) is list:
                return overload.body(evaluation, *bound)
            reason = str(bound)
        return evaluation.null("argument", f"{self.name}: {reason}")

    def invoke_named(self, evaluation: Evaluation, arguments: dict[str, Value]) -> Value:
        """Calls the first form that has these parameters; null when none does."""
        evaluation.step()
        reason = "it has no such parameters"
        names = list(arguments)
        # 'before(point, range)' and 'before(range, point)' have the same names: their order tells them apart
        for overload in sorted(self.overloads, key=lambda each: not each.has_order(names)):
            if not overload.takes_names(names):
                continue
            bound, reason = overload.bind_named(arguments)
            if not reason:
                return self._call_by_index(evaluation, overload, bound)
        return evaluation.null("argument", f"{self.name}: {reason}")

    @staticmethod
    def _call_by_index(evaluation: Evaluation, overload: Overload, bound: dict[int, Value]) -> Value:
        # a parameter that is left out in the middle arrives as null, one at the end takes its default
        count = max(bound, default=-1) + 1
        return overload.body(evaluation, *(bound.get(index) for index in range(count)))


def _parse_parameter(text: str) -> Parameter:
    name, _, types = (part.strip() for part in text.partition(":"))
    optional = types.endswith("?")
    types = types.rstrip("?*.")
    if types == "any":
        return Parameter(name, None, "value", optional)
    names = types.split("|")
    allowed = frozenset(type_ for type_text in names for type_ in _TYPES[type_text])
    return Parameter(name, allowed, " or ".join(part for part in names if part != "null"), optional)


def parse_signature(declaration: str, body: Body) -> Overload:
    """The form that a declaration and its Python body make."""
    parameters = tuple(_parse_parameter(part) for part in declaration.split(",")) if declaration else ()
    return Overload(
        parameters,
        body,
        spread_list=declaration.endswith("..."),
        takes_rest=declaration.endswith("*"),
        required=sum(not parameter.optional for parameter in parameters),
        types=tuple(parameter.types for parameter in parameters),
    )


class Family:
    """The built-in functions of one module, by name."""

    def __init__(self) -> None:
        self.functions: dict[str, BuiltIn] = {}

    def define(self, name: str, declaration: str) -> Callable[[BodyT], BodyT]:
        """Makes a Python function a form of the built-in of that name; it gets the evaluation first."""

        def register(body: BodyT) -> BodyT:
            self.functions.setdefault(name, BuiltIn(name)).add(parse_signature(declaration, body))
            return body

        return register
