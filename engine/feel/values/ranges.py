"""Ranges of comparable values (DMN 1.5, 10.3.2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from engine.feel.values import Value

ComparisonOperator = Literal["<", "<=", ">", ">=", "=", "!="]


@dataclass(frozen=True, slots=True)
class FeelRange:
    """An interval between two endpoints, or the values that one comparison allows.

    A range written as a comparison, such as ``(< 10)``, keeps its ``operator``; its open side is null.
    """

    start: Value
    end: Value
    start_included: bool
    end_included: bool
    operator: ComparisonOperator | None = None

    __hash__ = None  # type: ignore[assignment]  # endpoints may be unhashable

    @classmethod
    def of_comparison(cls, operator: ComparisonOperator, bound: Value) -> FeelRange:
        """The values ``v`` for which ``v operator bound`` holds."""
        if operator in ("<", "<="):
            return cls(None, bound, False, operator == "<=", operator)
        if operator in (">", ">="):
            return cls(bound, None, operator == ">=", False, operator)
        return cls(bound, bound, operator == "=", operator == "=", operator)
