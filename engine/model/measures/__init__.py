"""Measures: what plain rows elements may write, and the figures made of them, as files declare both."""

from engine.model.measures.definition import (
    NO_MEASURES,
    Figure,
    FigureKind,
    Houses,
    Measure,
    MeasuredValue,
    Measures,
    Open,
    Part,
    Readers,
    Rows,
    Span,
    SpanUnit,
    ValueType,
)
from engine.model.measures.reader import ReadMeasures, is_measures, read_measures, unknown_roles

__all__ = [
    "NO_MEASURES",
    "Figure",
    "FigureKind",
    "Houses",
    "Measure",
    "MeasuredValue",
    "Measures",
    "Open",
    "Part",
    "ReadMeasures",
    "Readers",
    "Rows",
    "Span",
    "SpanUnit",
    "ValueType",
    "is_measures",
    "read_measures",
    "unknown_roles",
]
