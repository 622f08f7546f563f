"""From text to tokens (DMN 1.5, 10.3.1.2, rules 22 to 35 and 66)."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import NamedTuple

from engine.feel.environment import Position
from engine.feel.errors import FeelLimitError, FeelSyntaxError
from engine.feel.limits import MAX_SOURCE_LENGTH, MAX_TOKENS

_START = (
    "?A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u167f\u1681-\u180d\u180f-\u1fff"
    "\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\ufffd"
    "\U00010000-\U000effff"
)
_PART = _START + "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_SPACE = "\t-\r\\x20\u0085\u00a0\u1680\u180e\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"

NAME = re.compile(f"[{_START}][{_PART}]*")
"""A name of one word."""

_TOKEN = re.compile(
    rf"""(?P<space>[{_SPACE}]+)
    |(?P<comment>//[^\n\r]*|/\*(?s:.*?)\*/)
    |(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    |(?P<name>[{_START}][{_PART}]*)
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<symbol>\.\.|\*\*|<=|>=|!=|->|/(?!\*)|[-+*<>=()\[\]{{}},:.@'’])""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:([\"'\\nrt])|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{6}))", re.ASCII)
_SIMPLE_ESCAPES = {"n": "\n", "r": "\r", "t": "\t"}
_SURROGATES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


class Kind(Enum):
    """What a token is."""

    NUMBER = auto()
    NAME = auto()
    STRING = auto()
    SYMBOL = auto()
    END = auto()


class Token(NamedTuple):
    """One token; ``text`` of a string has its escapes resolved, ``spaced`` tells of white space before it."""

    kind: Kind
    text: str
    position: Position
    spaced: bool

    @property
    def description(self) -> str:
        """The token as an error message names it."""
        if self.kind is Kind.END:
            return "the end of the expression"
        return "a text" if self.kind is Kind.STRING else f"'{self.text}'"


_KINDS = {"number": Kind.NUMBER, "name": Kind.NAME, "string": Kind.STRING, "symbol": Kind.SYMBOL}


def tokenize(source: str) -> list[Token]:
    """All tokens of a text, the last of kind END.

    Raises FeelSyntaxError at the first character that begins no token, FeelLimitError for too long a text.
    """
    if len(source) > MAX_SOURCE_LENGTH:
        raise FeelLimitError(f"the expression is longer than {MAX_SOURCE_LENGTH} characters")
    tokens: list[Token] = []
    offset, line, line_start, spaced = 0, 1, 0, False
    while offset < len(source):
        position = Position(line, offset - line_start + 1)
        match = _TOKEN.match(source, offset)
        if match is None:
            raise _unknown_character(source, offset, position)
        text = match.group()
        group = match.lastgroup or "symbol"
        if group in _KINDS:
            content = unescape(text[1:-1]) if group == "string" else text
            tokens.append(Token(_KINDS[group], content, position, spaced))
            if len(tokens) > MAX_TOKENS:
                raise FeelLimitError(f"the expression has more than {MAX_TOKENS} names, values and symbols")
        spaced = group not in _KINDS
        if "\n" in text:
            line += text.count("\n")
            line_start = offset + text.rindex("\n") + 1
        offset = match.end()
    tokens.append(Token(Kind.END, "", Position(line, offset - line_start + 1), spaced))
    return tokens


def _unknown_character(source: str, offset: int, position: Position) -> FeelSyntaxError:
    character = source[offset]
    if character == '"':
        message, expected = "the text is not closed", "a closing quotation mark"
    elif source.startswith("/*", offset):
        message, expected = "the comment is not closed", "'*/'"
    else:
        message, expected = (
            f"the character {character!r} has no meaning here",
            "a name, a value or an operator",
        )
    return FeelSyntaxError(
        message, line=position.line, column=position.column, expected=expected, source=source
    )


def unescape(text: str) -> str:
    """Resolves the escapes of rule 66; other backslashes stand for themselves."""
    if "\\" not in text:
        return text
    return _SURROGATES.sub(_join_surrogates, _ESCAPE.sub(_escaped_character, text))


def _escaped_character(match: re.Match[str]) -> str:
    simple, short, long = match.groups()
    if simple is not None:
        return _SIMPLE_ESCAPES.get(simple, simple)
    code = int(short or long, 16)
    return chr(code) if code <= 0x10FFFF else match.group()


def _join_surrogates(match: re.Match[str]) -> str:
    return match.group().encode("utf-16", "surrogatepass").decode("utf-16")
