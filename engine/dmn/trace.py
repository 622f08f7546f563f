"""What an evaluation tells about itself."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel import Value


@dataclass(frozen=True, slots=True)
class DmnWarning:
    """Why something became null: the nearest element with an id, its line in the file, and the reason
    without values."""

    element_id: str | None
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class DecisionTrace:
    """How one decision, or one decision table inside another element, came to its outcome.

    `matched_rules` are pairs of rule id (the number for a rule without id) and row number from 1; `inputs`
    pairs of label and value: the input columns of a table, otherwise what the decision required; `outputs`
    pairs of name and value.
    """

    id: str
    name: str
    matched_rules: tuple[tuple[str, int], ...]
    inputs: tuple[tuple[str, Value], ...]
    outputs: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The value of a decision, how it came about in order of evaluation, and why parts of it became null."""

    value: Value
    decisions: tuple[DecisionTrace, ...]
    warnings: tuple[DmnWarning, ...]
