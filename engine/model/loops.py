"""Repetition of an activity (BPMN 2.0.2 clause 10.3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engine.feel import Expression
from engine.model.events import EventDefinition


@dataclass(frozen=True, slots=True)
class StandardLoop:
    """Repeats while `condition` holds, at most `maximum` times."""

    condition: Expression | None
    test_before: bool = False
    maximum: int | None = None


class Behavior(Enum):
    """When a completing instance throws an event."""

    NONE = "None"
    ONE = "One"
    ALL = "All"
    COMPLEX = "Complex"


@dataclass(frozen=True, slots=True)
class ComplexBehavior:
    """Throws `event` when `condition` holds at the completion of an instance."""

    condition: Expression
    event: EventDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance:
    """One instance per item of `collection`, or `cardinality` instances.

    `output_collection` gathers `output_element` (an expression seen from the instance) in input order.
    """

    sequential: bool = False
    cardinality: Expression | None = None
    collection: Expression | None = None
    input_element: str | None = None
    output_collection: str | None = None
    output_element: Expression | None = None
    completion_condition: Expression | None = None
    behavior: Behavior = Behavior.ALL
    none_event: EventDefinition | None = None
    one_event: EventDefinition | None = None
    complex_behaviors: tuple[ComplexBehavior, ...] = ()
