"""Measures: what plain rows elements may write, and the figures made of them, as files declare both."""

from engine.model.measures.coherence import unknown_roles
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
from engine.model.measures.reader import MEASURES_FILE, ReadMeasures, read_measures

__all__ = [
    "MEASURES_FILE",
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
    "read_measures",
    "unknown_roles",
]
