"""Figures made of measured rows: populations, statistics, suppression. Pure: rows in, cells out."""

from engine.measures.evaluation import evaluate
from engine.measures.figures import Cell, Evaluated, EvaluatedFigure
from engine.measures.period import Period
from engine.measures.population import Row, Surroundings, Term
from engine.measures.whose import Whose

__all__ = [
    "Cell",
    "Evaluated",
    "EvaluatedFigure",
    "Period",
    "Row",
    "Surroundings",
    "Term",
    "Whose",
    "evaluate",
]
