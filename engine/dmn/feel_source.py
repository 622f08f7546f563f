"""FEEL texts of a model -> parsed expressions; what cannot be parsed becomes a fault at its place."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import fields

from engine.dmn.expressions import LiteralExpression, Tests
from engine.dmn.faults import FaultCollector, Place
from engine.feel import (
    Expression,
    FeelError,
    FeelSyntaxError,
    UnaryTests,
    parse_expression,
    parse_unary_tests,
)
from engine.feel.known_names import RESERVED
from engine.feel.syntax import FunctionLiteral, Node


class FeelSource:
    """Parses FEEL with the names that a model declares.

    `members` are the names that may follow a dot anywhere in the model: components of types, entries of
    contexts, columns and outputs. `free` gathers the names that expressions used and nothing around them
    declares.
    """

    def __init__(self, members: Iterable[str], faults: FaultCollector) -> None:
        self._members = frozenset(filter(_must_be_known, members))
        self.faults = faults
        self.free: set[str] = set()

    def expression(self, source: LiteralExpression, names: Set[str]) -> Expression | None:
        """The parsed expression, None after a fault."""
        try:
            parsed = parse_expression(source.text, names=self._members.union(filter(_must_be_known, names)))
        except FeelError as error:
            self._refuse(source.place, source.text, error)
            return None
        if _has_external_function(parsed.syntax):
            detail = "the body of a function is external"
            self.faults.add(source.place, "dmn-function-kind", detail, "write it in FEEL or use a job")
        self.free |= parsed.free_names - names
        return parsed

    def tests(self, source: Tests, names: Set[str]) -> UnaryTests | None:
        """The parsed unary tests, None after a fault."""
        try:
            parsed = parse_unary_tests(source.text, names=self._members.union(filter(_must_be_known, names)))
        except FeelError as error:
            self._refuse(source.place, source.text, error)
            return None
        self.free |= parsed.free_names - names
        return parsed

    def _refuse(self, place: Place, text: str, error: FeelError) -> None:
        first_line = text.strip().partition("\n")[0][:80]
        remedy = "correct the expression"
        if isinstance(error, FeelSyntaxError):
            remedy = f"write {error.expected} there"
            place = Place(place.line + error.line - 1, place.element_id)
        self.faults.add(place, "dmn-feel", f"{first_line!r} is no FEEL: {error}", remedy)


def _must_be_known(name: str) -> bool:
    """Whether FEEL has to know the name before it can read it; plain names it finds by itself."""
    return not name.isidentifier() or name in RESERVED


def _has_external_function(syntax: object) -> bool:
    """Java and PMML bodies are optional for an implementation (DMN 1.5, 10.3.2.13.3), and unsafe."""
    if isinstance(syntax, tuple):
        return any(_has_external_function(part) for part in syntax)
    if not isinstance(syntax, Node):
        return False
    if isinstance(syntax, FunctionLiteral) and syntax.external:
        return True
    return any(_has_external_function(getattr(syntax, part.name)) for part in fields(syntax))
