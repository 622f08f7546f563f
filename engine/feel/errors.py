"""The errors of FEEL: the only exceptions that leave this package."""

from __future__ import annotations


class FeelError(Exception):
    """Base of every error that parsing or evaluating FEEL can raise."""


class FeelSyntaxError(FeelError):
    """The text is no FEEL expression.

    ``line`` and ``column`` are 1-based; ``expected`` says what would have been right at that place.
    """

    def __init__(self, message: str, *, line: int, column: int, expected: str, source: str) -> None:
        super().__init__(f"line {line}, column {column}: {message}; expected {expected}")
        self.line = line
        self.column = column
        self.expected = expected
        self.source = source


class FeelLimitError(FeelError):
    """An expression needs more time, depth or memory than its limits allow."""
