"""Names of several words or with operators in them: the longest run of tokens (DMN 1.5, 10.3.1.2)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from engine.feel.errors import FeelError
from engine.feel.lexer import Kind, Token, tokenize

RESERVED = frozenset(
    {"and", "between", "else", "every", "external", "false", "for", "function", "if", "in", "instance",
     "null", "or", "return", "satisfies", "some", "then", "true"}
)  # fmt: skip
"""Words that end a name, unless the whole name is known."""


# a name cannot begin with these (rule 26), else 'some value in values satisfies ...' would be no quantifier
_OPENING_WORDS = frozenset({"every", "for", "function", "if", "some"})


@lru_cache(maxsize=8192)
def name_tokens(name: str) -> tuple[str, ...]:
    """The token texts of a name; empty when it holds what no name can hold."""
    try:
        tokens = tokenize(name)
    except FeelError:
        return ()
    if any(token.kind is Kind.STRING for token in tokens):
        return ()
    return tuple(token.text for token in tokens[:-1])


class KnownNames:
    """The names of more than one token that are visible at one place of an expression."""

    __slots__ = ("_by_first_token", "_outer")

    def __init__(self, names: Iterable[str], outer: KnownNames | None = None) -> None:
        self._outer = outer
        self._by_first_token: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Makes one more name known."""
        tokens = name_tokens(name)
        if len(tokens) > 1 and tokens[0] not in _OPENING_WORDS:
            self._by_first_token.setdefault(tokens[0], []).append((tokens, name))

    def longest_at(self, tokens: list[Token], index: int) -> tuple[str, int] | None:
        """The longest known name that begins at that token, with its number of tokens."""
        outer = None if self._outer is None else self._outer.longest_at(tokens, index)
        best = ("", 0) if outer is None else outer
        for candidate, name in self._by_first_token.get(tokens[index].text, ()):
            length = len(candidate)
            if length > best[1] and _matches(candidate, tokens, index):
                best = (name, length)
        return best if best[1] else None


def _matches(candidate: tuple[str, ...], tokens: list[Token], index: int) -> bool:
    if index + len(candidate) >= len(tokens):
        return False
    found = tokens[index : index + len(candidate)]
    return all(
        token.text == text and token.kind is not Kind.STRING
        for token, text in zip(found, candidate, strict=True)
    )
