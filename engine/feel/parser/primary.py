"""The grammar of what begins an expression: literals, names, brackets, words that open a construct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast

from engine.feel.lexer import Kind
from engine.feel.numbers import parse_number
from engine.feel.parser.type_grammar import parse_type
from engine.feel.syntax import (
    AtLiteral,
    BooleanLiteral,
    ComparisonTest,
    Conditional,
    ContextLiteral,
    For,
    FunctionLiteral,
    IterationContext,
    ListLiteral,
    Name,
    NullLiteral,
    NumberLiteral,
    Quantified,
    RangeLiteral,
    StringLiteral,
    Syntax,
    TypeSyntax,
)
from engine.feel.values.ranges import ComparisonOperator

if TYPE_CHECKING:
    from engine.feel.parser.grammar import Grammar

_EXPRESSION = "a value, a name or an opening bracket"


def parse_primary(grammar: Grammar) -> Syntax:
    """Reads a construct that has no operator in front."""
    token = grammar.token
    match token.kind:
        case Kind.NUMBER:
            return _number(grammar)
        case Kind.STRING:
            grammar.advance()
            return StringLiteral(token.text, position=token.position)
        case Kind.NAME:
            return _word(grammar)
        case Kind.SYMBOL:
            return _symbol(grammar)
        case _:
            raise grammar.unexpected(_EXPRESSION)


def _number(grammar: Grammar) -> Syntax:
    token = grammar.advance()
    value = parse_number(token.text)
    if value is None:
        return NullLiteral(position=token.position)
    return NumberLiteral(value, position=token.position)


def _symbol(grammar: Grammar) -> Syntax:
    position = grammar.position
    match grammar.token.text:
        case "(":
            return _parenthesized(grammar)
        case "[":
            return _list_or_range(grammar)
        case "]":
            grammar.advance()
            with grammar.inside_brackets():
                start = grammar.expression()
            return _range(grammar, start, start_included=False)
        case "{":
            return _context(grammar)
        case "@":
            grammar.advance()
            if grammar.token.kind is not Kind.STRING:
                raise grammar.unexpected("a text in quotation marks")
            return AtLiteral(grammar.advance().text, position=position)
        case _:
            raise grammar.unexpected(_EXPRESSION)


def _word(grammar: Grammar) -> Syntax:
    position = grammar.position
    word = grammar.token.text
    if grammar.names.longest_at(grammar.tokens, grammar.index) is None:
        match word:
            case "true" | "false":
                grammar.advance()
                return BooleanLiteral(word == "true", position=position)
            case "null":
                grammar.advance()
                return NullLiteral(position=position)
            case "if":
                return _conditional(grammar)
            case "for":
                return _for(grammar)
            case "some" | "every":
                return _quantified(grammar)
            case "function" if grammar.tokens[grammar.index + 1].text == "(":
                return _function(grammar)
            case _:
                pass
    return Name(grammar.name(), position=position)


def _parenthesized(grammar: Grammar) -> Syntax:
    position = grammar.advance().position
    with grammar.inside_brackets():
        if grammar.at_symbol("<", "<=", ">", ">=", "=", "!="):
            operator = cast(ComparisonOperator, grammar.advance().text)
            inner: Syntax = ComparisonTest(operator, grammar.expression(), position=position)
        else:
            inner = grammar.expression()
    if grammar.at_symbol(".."):
        return _range(grammar, inner, start_included=False)
    grammar.expect(")")
    return inner


def _list_or_range(grammar: Grammar) -> Syntax:
    position = grammar.advance().position
    if grammar.accept("]"):
        return ListLiteral((), position=position)
    is_test = grammar.at_symbol("<", "<=", ">", ">=", "=", "!=")
    with grammar.inside_brackets():
        first = grammar.test()
    if grammar.at_symbol("..") and not is_test:
        return _range(grammar, first, start_included=True)
    items = [first]
    with grammar.inside_brackets():
        while grammar.accept(","):
            items.append(grammar.test())
    if not grammar.accept("]"):
        raise grammar.unexpected("',' or ']'")
    return ListLiteral(tuple(items), position=position)


def _range(grammar: Grammar, start: Syntax, *, start_included: bool) -> RangeLiteral:
    position = grammar.position
    grammar.expect("..")
    outer, grammar.in_range_end = grammar.in_range_end, True
    end = grammar.expression()
    grammar.in_range_end = outer
    if not grammar.at_symbol("]", ")", "["):
        raise grammar.unexpected("']', ')' or '[' at the end of the range")
    end_included = grammar.advance().text == "]"
    return RangeLiteral(start, end, start_included, end_included, position=position)


def _context(grammar: Grammar) -> ContextLiteral:
    position = grammar.advance().position
    entries: list[tuple[str, Syntax]] = []
    with grammar.inside_brackets(), grammar.local_names(()) as known:
        while not grammar.at_symbol("}"):
            key = _context_key(grammar)
            known.add(key)
            grammar.members.add(key)
            grammar.expect(":")
            entries.append((key, grammar.expression()))
            if not grammar.accept_comma("}", "a key"):
                break
    if not grammar.accept("}"):
        raise grammar.unexpected("',' or '}'")
    return ContextLiteral(tuple(entries), position=position)


def _context_key(grammar: Grammar) -> str:
    if grammar.token.kind is Kind.STRING:
        return grammar.advance().text
    return grammar.declared_name(":")


def _conditional(grammar: Grammar) -> Conditional:
    position = grammar.advance().position
    with grammar.inside_brackets():
        condition = grammar.expression()
        grammar.expect_word("then")
        consequence = grammar.expression()
        grammar.expect_word("else")
    return Conditional(condition, consequence, grammar.expression(), position=position)


def _iterations(grammar: Grammar) -> tuple[IterationContext, ...]:
    iterations: list[IterationContext] = []
    while True:
        position = grammar.position
        variable = grammar.declared_name("in")
        grammar.expect_word("in")
        with grammar.inside_brackets():
            source = grammar.expression()
            end = grammar.expression() if grammar.accept("..") else None
        iterations.append(IterationContext(variable, source, end, position=position))
        grammar.names.add(variable)
        if not grammar.accept(","):
            return tuple(iterations)


def _for(grammar: Grammar) -> For:
    position = grammar.advance().position
    with grammar.local_names(()):
        iterations = _iterations(grammar)
        grammar.expect_word("return")
        return For(iterations, grammar.expression(), position=position)


def _quantified(grammar: Grammar) -> Quantified:
    token = grammar.advance()
    quantifier: Literal["some", "every"] = "some" if token.text == "some" else "every"
    with grammar.local_names(()):
        iterations = _iterations(grammar)
        grammar.expect_word("satisfies")
        return Quantified(quantifier, iterations, grammar.expression(), position=token.position)


def _function(grammar: Grammar) -> FunctionLiteral:
    position = grammar.advance().position
    grammar.expect("(")
    parameters: list[tuple[str, TypeSyntax | None]] = []
    while not grammar.at_symbol(")"):
        name = grammar.declared_name(":", ",", ")")
        parameters.append((name, parse_type(grammar) if grammar.accept(":") else None))
        if not grammar.accept_comma(")", "a parameter"):
            break
    grammar.expect(")")
    external = grammar.at_word("external")
    if external:
        grammar.advance()
    with grammar.local_names(name for name, _ in parameters):
        body = grammar.expression()
    return FunctionLiteral(tuple(parameters), body, external, position=position)
