"""The text of a template, divided into parts: `{= …}`, `{#for … in …}`, `{#if …}`, `{#else}`, `{#end}`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from engine.feel import Expression, FeelError, parse_expression
from engine.model.dialect import HOST_FUNCTIONS
from engine.model.templates.faults import TemplateFault
from engine.model.templates.markup import Markup
from engine.model.templates.template import Choice, Literal, Loop, Part, Placeholder

_OPENING: Final = re.compile(r"\{[=#]")
_FOR: Final = re.compile(r"for\s+([^\W\d]\w*)\s+in\s+(.+)", re.DOTALL)
_IF: Final = re.compile(r"if\s+(.+)", re.DOTALL)
DEEPEST: Final = 20
"""Loops and choices inside each other."""


@dataclass(slots=True)
class _Open:
    """A loop or choice whose end has not come yet."""

    line: int
    expression: Expression | None = None
    name: str | None = None
    then: list[Part] | None = None
    parts: list[Part] = field(default_factory=list)

    def closed(self) -> Part:
        assert self.expression is not None
        inside = tuple(self.parts)
        if self.name is not None:
            return Loop(self.name, self.expression, inside, self.line)
        if self.then is None:
            return Choice(self.expression, inside, (), self.line)
        return Choice(self.expression, tuple(self.then), inside, self.line)


def read_parts(text: str, first_line: int, *, html: bool) -> tuple[Part, ...]:
    """Divide a text into its parts.

    Args:
        text: of the template, without its head.
        first_line: the line of the file on which it begins.
        html: whether it is HTML, in whose tags and styles nothing is filled in.

    Raises:
        TemplateFault: a part cannot be read, or stands where nothing can be filled in safely.
    """
    markup = Markup() if html else None
    stack = [_Open(first_line)]
    at = 0
    while (found := _OPENING.search(text, at)) is not None:
        literal = text[at : found.start()]
        _add_literal(stack[-1], literal)
        line = first_line + text.count("\n", 0, found.start())
        if markup is not None:
            _refuse_unsafe(markup, literal, line)
        end = _closing(text, found.end(), line)
        inside = text[found.end() : end].strip()
        if found[0] == "{=":
            stack[-1].parts.append(Placeholder(_expression(inside, line), line))
        else:
            _structure(stack, inside, line)
        at = end + 1
    _add_literal(stack[-1], text[at:])
    if len(stack) > 1:
        raise TemplateFault(stack[-1].line, "What begins here does not end.", "Write `{#end}` after it.")
    return tuple(stack[0].parts)


def without_expressions(text: str) -> str:
    """Return a text with line breaks alone in the places of its FEEL, as far as that can be read."""
    kept: list[str] = []
    at = 0
    while (found := _OPENING.search(text, at)) is not None:
        try:
            end = _closing(text, found.end(), 1)
        except TemplateFault:
            break
        kept += [text[at : found.start()], "\n" * text.count("\n", found.start(), end)]
        at = end + 1
    return "".join([*kept, text[at:]])


def _add_literal(current: _Open, text: str) -> None:
    if text:
        current.parts.append(Literal(text))


def _refuse_unsafe(markup: Markup, literal: str, line: int) -> None:
    markup.follow(literal)
    if markup.closed_to_values:
        detail = "Nothing can be filled in safely inside a tag, a comment or a style."
        raise TemplateFault(line, detail, "Let it stand in the text between tags.")


def _closing(text: str, start: int, line: int) -> int:
    """Return where the brace is that closes a part: those of contexts and in strings do not count."""
    depth, at = 0, start
    while at < len(text):
        match text[at]:
            case '"':
                at = _string_end(text, at)
            case "{":
                depth += 1
            case "}" if depth == 0:
                return at
            case "}":
                depth -= 1
            case _:
                pass
        at += 1
    raise TemplateFault(line, "What begins here has no closing brace.", "Write `}` after it.")


def _string_end(text: str, start: int) -> int:
    at = start + 1
    while at < len(text) and text[at] != '"':
        at += 2 if text[at] == "\\" else 1
    return at


def _structure(stack: list[_Open], inside: str, line: int) -> None:
    if found := _FOR.fullmatch(inside):
        _push(stack, _Open(line, _expression(found[2], line), found[1]))
    elif found := _IF.fullmatch(inside):
        _push(stack, _Open(line, _expression(found[1], line)))
    elif inside == "else":
        current = stack[-1]
        if current.expression is None or current.name is not None or current.then is not None:
            raise TemplateFault(line, "This `{#else}` belongs to no `{#if …}`.", "Remove it.")
        current.then, current.parts = current.parts, []
    elif inside == "end":
        if len(stack) == 1:
            raise TemplateFault(line, "This `{#end}` ends nothing.", "Remove it.")
        closed = stack.pop().closed()
        stack[-1].parts.append(closed)
    else:
        remedy = "Write `{#for name in …}`, `{#if …}`, `{#else}` or `{#end}`."
        raise TemplateFault(line, "This is none of the forms that a template knows.", remedy)


def _push(stack: list[_Open], opened: _Open) -> None:
    if len(stack) > DEEPEST:
        raise TemplateFault(
            opened.line, f"More than {DEEPEST} loops and choices stand inside each other.", "Simplify it."
        )
    stack.append(opened)


def _expression(source: str, line: int) -> Expression:
    try:
        expression = parse_expression(source)
    except FeelError as error:
        raise TemplateFault(line, f"This is no FEEL: {error}.", "Write FEEL at that place.") from None
    for name in sorted(expression.called_names - HOST_FUNCTIONS):
        raise TemplateFault(line, f"There is no function {name!r}.", "Correct its name.")
    return expression
