"""Reading tokens one by one: looking ahead, expecting, going back, and the budget that bounds all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from engine.feel.environment import Position
from engine.feel.errors import FeelLimitError, FeelSyntaxError
from engine.feel.known_names import RESERVED, KnownNames
from engine.feel.lexer import Kind, Token, tokenize
from engine.feel.limits import MAX_NESTING

_NAME_SYMBOLS = frozenset({".", "/", "-", "'", "’", "+", "*", "**", "->"})


class Cursor:
    """The tokens of one text with a place in them, and the names known there."""

    def __init__(self, source: str, names: KnownNames) -> None:
        self.source = source
        self.tokens = tokenize(source)
        self.index = 0
        self.names = names
        # keys that contexts of this text declare, which paths may name anywhere after them
        self.members = KnownNames(())
        self._nesting = 0
        # going back over an ambiguous bracket must not multiply: the whole text may be read a few times only
        self._budget = 12 * len(self.tokens) + 200

    @property
    def token(self) -> Token:
        """The token at this place."""
        return self.tokens[self.index]

    @property
    def position(self) -> Position:
        """Where the token at this place stands."""
        return self.tokens[self.index].position

    def advance(self) -> Token:
        """Goes one token further and answers the one left behind."""
        token = self.tokens[self.index]
        if token.kind is not Kind.END:
            self.index += 1
        return token

    def at_symbol(self, *symbols: str) -> bool:
        """Whether the token is one of those symbols."""
        token = self.tokens[self.index]
        return token.kind is Kind.SYMBOL and token.text in symbols

    def at_word(self, word: str) -> bool:
        """Whether the token is that word."""
        token = self.tokens[self.index]
        return token.kind is Kind.NAME and token.text == word

    def accept(self, symbol: str) -> bool:
        """Goes past that symbol when it is here."""
        if self.at_symbol(symbol):
            self.index += 1
            return True
        return False

    def accept_comma(self, end: str, expected: str) -> bool:
        """Goes past a comma when it is here; fails when nothing but ``end`` follows it."""
        if not self.accept(","):
            return False
        if self.at_symbol(end):
            raise self.unexpected(expected)
        return True

    def expect(self, symbol: str) -> None:
        """Goes past that symbol, or fails."""
        if not self.accept(symbol):
            raise self.unexpected(f"'{symbol}'")

    def expect_word(self, word: str) -> None:
        """Goes past that word, or fails."""
        if not self.at_word(word):
            raise self.unexpected(f"'{word}'")
        self.index += 1

    def unexpected(self, expected: str) -> FeelSyntaxError:
        """The error that something else was expected here."""
        token = self.token
        return FeelSyntaxError(
            f"{token.description} does not fit here",
            line=token.position.line,
            column=token.position.column,
            expected=expected,
            source=self.source,
        )

    @contextmanager
    def nested(self) -> Iterator[None]:
        """One more construct inside another."""
        self._nesting += 1
        self._budget -= 1
        if self._nesting > MAX_NESTING:
            raise FeelLimitError(f"the expression is nested more than {MAX_NESTING} deep")
        if self._budget < 0:
            raise FeelLimitError("the expression has too many ambiguous brackets")
        try:
            yield
        finally:
            self._nesting -= 1

    @contextmanager
    def local_names(self, names: Iterable[str]) -> Iterator[KnownNames]:
        """Names that are known in one construct only."""
        outer = self.names
        self.names = KnownNames(names, outer)
        try:
            yield self.names
        finally:
            self.names = outer

    def name(self) -> str:
        """Reads a name: the longest known one, else all words up to an operator or reserved word."""
        known = self.names.longest_at(self.tokens, self.index)
        if known is not None and not self._is_conjunction(*known):
            self.index += known[1]
            return known[0]
        if self.token.kind is not Kind.NAME or self.token.text in RESERVED:
            raise self.unexpected("a name")
        return self.joined_words()

    def _is_conjunction(self, name: str, length: int) -> bool:
        # 'date and time' is two variables, unless it is invoked
        words = name.split()
        following = self.tokens[self.index + length]
        return words == ["date", "and", "time"] and following.text != "("

    def joined_words(self) -> str:
        """Reads a word and those that follow it without an operator between them."""
        words = [self.advance().text]
        while self._continues_name():
            words.append(self.advance().text)
        return " ".join(words)

    def _continues_name(self) -> bool:
        token = self.token
        if token.kind is Kind.NAME:
            return token.text not in RESERVED
        return token.kind is Kind.NUMBER and token.text.isdecimal()

    def member_name(self) -> str:
        """Reads the name after a dot, which may be any word."""
        for names in (self.members, self.names):
            known = names.longest_at(self.tokens, self.index)
            if known is not None:
                self.index += known[1]
                return known[0]
        if self.token.kind is not Kind.NAME:
            raise self.unexpected("the name of a member")
        return self.joined_words()

    def declared_name(self, *ends: str) -> str:
        """Reads a new name, with operators inside it, up to one of the symbols or words in ``ends``."""
        start = self.index
        text = ""
        while self._is_name_part() and self.token.text not in ends:
            token = self.advance()
            text += (" " if token.spaced and text else "") + token.text
        if self.index == start or self.tokens[start].kind is Kind.NUMBER:
            self.index = start
            raise self.unexpected("a name")
        return text

    def _is_name_part(self) -> bool:
        token = self.token
        return token.kind in (Kind.NAME, Kind.NUMBER) or (
            token.kind is Kind.SYMBOL and token.text in _NAME_SYMBOLS
        )

    def declares_name_before(self, symbol: str) -> bool:
        """Whether a new name followed by ``symbol`` begins here."""
        start = self.index
        while self._is_name_part():
            self.index += 1
        found = self.index > start and self.at_symbol(symbol)
        self.index = start
        return found
