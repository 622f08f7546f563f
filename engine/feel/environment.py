"""What a host passes into an evaluation: time, zone, functions, types, bounds, and a place for warnings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import NamedTuple

from engine.feel.limits import Limits
from engine.feel.types import FeelType
from engine.feel.values import Value


class Position(NamedTuple):
    """A place in the source text; both are 1-based."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FeelWarning:
    """Why an expression became null. It holds no values, so that it may be logged.

    ``code`` is one of: argument, arithmetic, comparison, condition, function, index, iteration, literal,
    member, name, regex, type.
    """

    code: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class HostFunction:
    """A function that the host adds to the language.

    ``callable`` gets FEEL values, positionally, and returns one. ``required`` is the number of parameters
    that must be given (default: all); those left out arrive as None.
    """

    name: str
    parameters: tuple[str, ...]
    callable: Callable[..., Value]
    required: int | None = None


@dataclass(slots=True)
class Environment:
    """The world of one or more evaluations.

    ``now`` must carry a time zone: it is what ``now()`` and ``today()`` answer, shown in ``zone``.
    ``functions`` are found after the variables of the scope and before the built-ins; ``types`` are the named
    types of ``instance of`` and of parameters.
    ``warnings`` collects why values became null, at most `MAX_WARNINGS`.
    """

    now: datetime
    zone: tzinfo = UTC
    functions: Mapping[str, HostFunction] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    warnings: list[FeelWarning] = field(default_factory=list)
    types: Mapping[str, FeelType] = field(default_factory=dict)


MAX_WARNINGS = 100
