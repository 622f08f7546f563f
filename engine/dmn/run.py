"""The state of one evaluation: environments, bounds, warnings and traces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from time import thread_time
from typing import Final, TypeAlias

from engine.dmn.definitions import Key
from engine.dmn.faults import Place
from engine.dmn.trace import DecisionTrace, DmnWarning
from engine.feel import Environment, FeelFunction, FeelLimitError, Value
from engine.feel.types import FeelType, coerce

MAX_CALL_DEPTH: Final = 64
MAX_TRACES: Final = 1_000
MAX_WARNINGS: Final = 100
# A graph of decisions may take as long as this many expressions.
_EXPRESSIONS: Final = 5
_CALLS_BETWEEN_LOOKS: Final = 32

Scope: TypeAlias = dict[str, Value]


class Run:
    """One call of `evaluate`."""

    __slots__ = ("_calls", "_deadline", "_depth", "_environments", "functions", "traces", "warnings")

    def __init__(self, environment: Environment, types: Mapping[str, Mapping[str, FeelType]]) -> None:
        self._environments = {
            namespace: replace(environment, types=named, warnings=[]) for namespace, named in types.items()
        }
        self._deadline = thread_time() + _EXPRESSIONS * environment.limits.seconds
        self._depth = 0
        self._calls = 0
        self.functions: dict[Key, FeelFunction] = {}
        self.traces: list[DecisionTrace] = []
        self.warnings: list[DmnWarning] = []

    def environment(self, namespace: str) -> Environment:
        """The environment in which expressions of that model are evaluated."""
        return self._environments[namespace]

    def collect(self, environment: Environment, place: Place) -> None:
        """Take over the warnings that FEEL left, and say which element they belong to."""
        for warning in environment.warnings:
            self.warn(place, warning.text)
        environment.warnings.clear()

    def warn(self, place: Place, text: str) -> None:
        """Record why something is null."""
        if len(self.warnings) < MAX_WARNINGS:
            self.warnings.append(DmnWarning(place.element_id, place.line, text))

    def trace(self, trace: DecisionTrace) -> None:
        """Record how a decision came about; beyond a thousand, for tables inside loops, no more."""
        if len(self.traces) < MAX_TRACES:
            self.traces.append(trace)

    def convert(self, value: Value, type_: FeelType | None, place: Place, what: str) -> Value:
        """The value as that type; null, with a warning, if it is not of it (DMN 1.5, 10.3.2.9.4)."""
        if type_ is None or value is None:
            return value
        converted = coerce(value, type_)
        if converted is None:
            self.warn(place, f"{what} is not of its type or not an allowed value")
        return converted

    @contextmanager
    def call(self) -> Iterator[None]:
        """One more nested call of a function of the model.

        Raises:
            FeelLimitError: the calls are too deep, or the evaluation takes too long.
        """
        self._calls += 1
        if self._calls % _CALLS_BETWEEN_LOOKS == 0 and thread_time() > self._deadline:
            raise FeelLimitError("the decision takes too long")
        if self._depth >= MAX_CALL_DEPTH:
            raise FeelLimitError(f"functions of the model call each other more than {MAX_CALL_DEPTH} deep")
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1


Logic: TypeAlias = Callable[[Scope, Run], Value]
