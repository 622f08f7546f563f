"""The values of FEEL: what Python has no type for, and the alias that names them all."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from engine.feel.values.durations import DaysTimeDuration, YearsMonthsDuration
from engine.feel.values.functions import FeelFunction
from engine.feel.values.ranges import FeelRange
from engine.feel.values.temporal import FeelDate, FeelDateTime, FeelTime

Value: TypeAlias = (
    "bool | int | Decimal | str | list[Value] | dict[str, Value] | FeelDate | FeelTime | FeelDateTime"
    " | DaysTimeDuration | YearsMonthsDuration | FeelRange | FeelFunction | None"
)
"""Any FEEL value (DMN 1.5, 10.3.2). Numbers are ``int`` or ``Decimal``; ``None`` is null."""

__all__ = [
    "DaysTimeDuration",
    "FeelDate",
    "FeelDateTime",
    "FeelFunction",
    "FeelRange",
    "FeelTime",
    "Value",
    "YearsMonthsDuration",
]
