"""Reading FEEL text into syntax."""

from __future__ import annotations

from engine.feel.errors import FeelLimitError
from engine.feel.known_names import KnownNames
from engine.feel.parser.grammar import Grammar
from engine.feel.syntax import Syntax, UnaryTestsSyntax


def read_expression(source: str, names: KnownNames) -> Syntax:
    """Reads an expression; ``names`` are those of several words or with operators in them.

    Raises FeelSyntaxError, or FeelLimitError for a text that is too long or nested too deep.
    """
    try:
        return Grammar(source, names).whole_expression()
    except RecursionError:
        raise FeelLimitError("the expression is nested too deep") from None


def read_unary_tests(source: str, names: KnownNames) -> UnaryTestsSyntax:
    """Reads the unary tests of a decision table's cell. Raises as `read_expression`."""
    try:
        return Grammar(source, names).whole_unary_tests()
    except RecursionError:
        raise FeelLimitError("the expression is nested too deep") from None
