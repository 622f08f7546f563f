"""Boolean and identity functions (DMN 1.5, 10.3.4.2 and 10.3.4.7)."""

from __future__ import annotations

from engine.feel.builtins.signature import Family
from engine.feel.comparison import equal
from engine.feel.evaluation import Evaluation
from engine.feel.types import type_name
from engine.feel.values import Value

FAMILY = Family()


@FAMILY.define("not", "negand: any")
def negation(evaluation: Evaluation, negand: Value) -> bool | None:
    """Logical negation; null for what is no boolean."""
    if type(negand) is bool:
        return not negand
    return None if negand is None else evaluation.null("argument", "not: 'negand' must be a boolean")


@FAMILY.define("is", "value1: any, value2: any")
def is_same(evaluation: Evaluation, value1: Value, value2: Value) -> bool:
    """Whether both are the same element of the same domain: also zones and offsets are equal."""
    if type(value1) is list or type(value1) is dict:
        return equal(value1, value2, evaluation.work) is True
    return type_name(value1) == type_name(value2) and value1 == value2
