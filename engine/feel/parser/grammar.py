"""The grammar of expressions by operator precedence (DMN 1.5, 10.3.1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import cast

from engine.feel.errors import FeelLimitError, FeelSyntaxError
from engine.feel.known_names import KnownNames
from engine.feel.lexer import Kind
from engine.feel.parser.cursor import Cursor
from engine.feel.parser.primary import parse_primary
from engine.feel.parser.type_grammar import parse_type
from engine.feel.syntax import (
    Arithmetic,
    ArithmeticOperator,
    Between,
    Comparison,
    ComparisonTest,
    Conjunction,
    Disjunction,
    Filter,
    InstanceOf,
    Invocation,
    Membership,
    Name,
    Negation,
    NumberLiteral,
    Path,
    Syntax,
    UnaryTestsSyntax,
)
from engine.feel.values.ranges import ComparisonOperator

OR, AND, COMPARISON, SUM, PRODUCT, POWER, NEGATION, INSTANCE = range(1, 9)
"""Precedence from the loosest to the tightest."""

_ARITHMETIC = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "**": POWER}
_COMPARISONS = ("<", "<=", ">", ">=", "=", "!=")
_WORDS = {"or": OR, "and": AND, "between": COMPARISON, "in": COMPARISON, "instance": INSTANCE}
MAX_CHAIN = 200


def _opposite(value: int | Decimal) -> int | Decimal:
    return -value if isinstance(value, int) else value.copy_negate()


class Grammar(Cursor):
    """A recursive reader of expressions; `parse_primary` reads what has no operator in it."""

    def __init__(self, source: str, names: KnownNames) -> None:
        super().__init__(source, names)
        self.in_range_end = False

    @contextmanager
    def inside_brackets(self) -> Iterator[None]:
        """Inside brackets of its own, a '[' is a filter again."""
        outer, self.in_range_end = self.in_range_end, False
        try:
            yield
        finally:
            self.in_range_end = outer

    def whole_expression(self) -> Syntax:
        """Reads the whole text as one expression."""
        expression = self.expression()
        self._expect_end("an operator or the end of the expression")
        return expression

    def whole_unary_tests(self) -> UnaryTestsSyntax:
        """Reads the whole text as the unary tests of a decision table."""
        position = self.position
        if self.at_symbol("-") and self.tokens[1].kind is Kind.END:
            return UnaryTestsSyntax((), position=position)
        negated = self._negated_tests()
        if negated is not None:
            return negated
        tests = self.tests()
        self._expect_end("',' or the end of the tests")
        return UnaryTestsSyntax(tests, position=position)

    def _expect_end(self, expected: str) -> None:
        if self.token.kind is not Kind.END:
            raise self.unexpected(expected)

    def _negated_tests(self) -> UnaryTestsSyntax | None:
        position = self.position
        if not (self.at_word("not") and self.tokens[1].text == "("):
            return None
        self.index = 2
        try:
            tests = self.tests()
            self.expect(")")
            self._expect_end("the end of the tests")
        except FeelSyntaxError:
            self.index = 0
            return None
        return UnaryTestsSyntax(tests, negated=True, position=position)

    def tests(self) -> tuple[Syntax, ...]:
        """Reads tests separated by commas."""
        tests = [self.test()]
        while self.accept(","):
            tests.append(self.test())
        return tuple(tests)

    def test(self) -> Syntax:
        """Reads a comparison without its left side, or an expression."""
        if not self.at_symbol(*_COMPARISONS):
            return self.expression()
        position = self.position
        operator = cast(ComparisonOperator, self.advance().text)
        return ComparisonTest(operator, self.expression(SUM), position=position)

    def expression(self, precedence: int = OR) -> Syntax:
        """Reads an expression of operators that bind at least as tight as ``precedence``."""
        with self.nested():
            left = self._prefix()
            for _ in range(MAX_CHAIN):
                infix = self._infix(left, precedence)
                if infix is None:
                    return left
                left = infix
        raise FeelLimitError(f"more than {MAX_CHAIN} operators follow each other")

    def _prefix(self) -> Syntax:
        if not self.at_symbol("-"):
            return self._postfix(parse_primary(self))
        position = self.advance().position
        if self.token.kind is Kind.NUMBER:
            literal = parse_primary(self)
            if isinstance(literal, NumberLiteral):
                return self._postfix(NumberLiteral(_opposite(literal.value), position=position))
        return Negation(self.expression(NEGATION), position=position)

    def _infix(self, left: Syntax, precedence: int) -> Syntax | None:
        token = self.token
        if token.kind is Kind.NAME:
            binding = _WORDS.get(token.text, 0)
            return self._word_operator(token.text, left) if binding >= precedence else None
        if token.kind is not Kind.SYMBOL:
            return None
        if token.text in _COMPARISONS and precedence <= COMPARISON:
            self.advance()
            operator = cast(ComparisonOperator, token.text)
            return Comparison(operator, left, self.expression(SUM), position=token.position)
        binding = _ARITHMETIC.get(token.text, 0)
        if binding < precedence or not binding:
            return None
        self.advance()
        arithmetic = cast(ArithmeticOperator, token.text)
        return Arithmetic(arithmetic, left, self.expression(binding + 1), position=token.position)

    def _word_operator(self, word: str, left: Syntax) -> Syntax:
        position = self.position
        match word:
            case "and":
                return Conjunction(self._operands("and", left, COMPARISON), position=position)
            case "or":
                return Disjunction(self._operands("or", left, AND), position=position)
            case "in":
                self.advance()
                return Membership(left, self._membership_tests(), position=position)
            case "between":
                self.advance()
                low = self.expression(SUM)
                self.expect_word("and")
                return Between(left, low, self.expression(SUM), position=position)
            case _:
                self.advance()
                self.expect_word("of")
                return InstanceOf(left, parse_type(self), position=position)

    def _operands(self, word: str, first: Syntax, precedence: int) -> tuple[Syntax, ...]:
        operands = [first]
        while self.at_word(word):
            self.advance()
            operands.append(self.expression(precedence))
        return tuple(operands)

    def _membership_tests(self) -> tuple[Syntax, ...]:
        if not self.at_symbol("("):
            return (self._simple_test(),)
        start = self.index
        self.advance()
        try:
            with self.inside_brackets():
                tests = self.tests()
            closed = self.accept(")")
        except FeelSyntaxError:
            closed = False
        # '(a..b)' is a range, '(a) + b' an expression
        if (
            closed
            and not self.at_symbol("+", "-", "*", "/", "**", ".", "[", "(")
            and not self.at_word("instance")
        ):
            return tests
        self.index = start
        return (self._simple_test(),)

    def _simple_test(self) -> Syntax:
        return self.test() if self.at_symbol(*_COMPARISONS) else self.expression(SUM)

    def _postfix(self, source: Syntax) -> Syntax:
        for _ in range(MAX_CHAIN):
            position = self.position
            if self.at_symbol("."):
                self.advance()
                source = Path(source, self.member_name(), position=position)
            elif self.at_symbol("("):
                source = self._invocation(source)
            elif self.at_symbol("["):
                condition = self._filter_condition()
                if condition is None:
                    return source
                source = Filter(source, condition, position=position)
            else:
                return source
        raise FeelLimitError(f"more than {MAX_CHAIN} filters, members or invocations follow each other")

    def _filter_condition(self) -> Syntax | None:
        """Reads '[condition]'; None when the '[' closes the range around it."""
        start = self.index
        self.advance()
        if not self.in_range_end:
            condition = self.expression()
            self.expect("]")
            return condition
        try:
            with self.inside_brackets():
                condition = self.expression()
            self.expect("]")
            if self.at_symbol("]", ")", "["):
                return condition
        except FeelSyntaxError:
            pass
        self.index = start
        return None

    def _invocation(self, function: Syntax) -> Invocation:
        position = self.advance().position
        if isinstance(function, Name | Path):
            position = function.position
        arguments: list[Syntax] = []
        names: list[str] = []
        with self.inside_brackets():
            while not self.at_symbol(")"):
                if self.declares_name_before(":"):
                    names.append(self.declared_name(":"))
                    self.expect(":")
                arguments.append(self.expression())
                if len(names) not in (0, len(arguments)):
                    raise self.unexpected("either named arguments or positional ones, not both")
                if not self.accept_comma(")", "an argument"):
                    break
        self.expect(")")
        return Invocation(function, tuple(arguments), tuple(names), position=position)
