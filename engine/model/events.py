"""Event definitions of BPMN 2.0.2, clause 10.5.5, as data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engine.feel import Expression
from engine.model.text import Text


@dataclass(frozen=True, slots=True)
class MessageEvent:
    """A message caught or thrown by name; `correlation_key` selects the receiver."""

    message_id: str | None
    name: Text
    correlation_key: Expression | None = None


@dataclass(frozen=True, slots=True)
class SignalEvent:
    """A signal, broadcast by name."""

    name: Text


class TimerKind(Enum):
    """How a timer's expression is read (BPMN 2.0.2 clause 10.5.5, Timer)."""

    DATE = "timeDate"
    DURATION = "timeDuration"
    CYCLE = "timeCycle"


class CatchUp(Enum):
    """What a cycle does with due times that passed while nothing ran."""

    ALL = "all"
    LATEST = "latest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class TimerEvent:
    """A point in time, a span, or a repetition."""

    kind: TimerKind
    value: Text


@dataclass(frozen=True, slots=True)
class ErrorEvent:
    """An error by code; without a code a catch takes every error."""

    code: Text | None = None


@dataclass(frozen=True, slots=True)
class EscalationEvent:
    """An escalation by code; without a code a catch takes every escalation."""

    code: Text | None = None


@dataclass(frozen=True, slots=True)
class ConditionalEvent:
    """A condition over variables that fires when it turns from false to true."""

    condition: Expression
    variable_names: tuple[str, ...]
    on_create: bool = True
    on_update: bool = True


@dataclass(frozen=True, slots=True)
class LinkEvent:
    """A jump to the catch link event of the same name in the same scope."""

    name: str


@dataclass(frozen=True, slots=True)
class CompensateEvent:
    """Compensation of one activity, or of the whole scope when `activity` is None."""

    activity: str | None = None
    wait_for_completion: bool = True


@dataclass(frozen=True, slots=True)
class CancelEvent:
    """Cancellation of the enclosing transaction."""


@dataclass(frozen=True, slots=True)
class TerminateEvent:
    """The end of everything in the enclosing scope."""


EventDefinition = (
    MessageEvent
    | SignalEvent
    | TimerEvent
    | ErrorEvent
    | EscalationEvent
    | ConditionalEvent
    | LinkEvent
    | CompensateEvent
    | CancelEvent
    | TerminateEvent
)
