"""Regular expressions as XPath writes them (XQuery 1.0 and XPath 2.0 Functions and Operators, 7.6)."""

from __future__ import annotations

import re
from functools import lru_cache

import regex
from elementpath.regex import RegexError, translate_pattern

from engine.feel.errors import FeelLimitError
from engine.feel.evaluation import Evaluation

_FLAGS = {"i": regex.IGNORECASE, "m": regex.MULTILINE, "s": regex.DOTALL, "x": 0}
_MAX_PATTERN = 2_000
_MAX_WEIGHT = 5_000
_PIECES = re.compile(
    r"\\.|\[(?:\\.|[^\]\\])*\]|(?P<count>\{(?P<low>[0-9]+)(?:,(?P<high>[0-9]*))?\})|.", re.DOTALL
)
# XML Schema part 2, appendix F: word characters are all but punctuation, separators and others
_CLASSES = {
    r"\w": r"[^\p{P}\p{Z}\p{C}]",
    r"\W": r"[\p{P}\p{Z}\p{C}]",
    r"\s": r"[ \t\n\r]",
    r"\S": r"[^ \t\n\r]",
}
_BACK_REFERENCE = re.compile(r"(?<!\\)(?:\\\\)*\\([1-9])")


class Pattern:
    """A compiled pattern; every search has a time limit."""

    __slots__ = ("_compiled",)

    def __init__(self, compiled: regex.Pattern[str]) -> None:
        self._compiled = compiled

    @property
    def groups(self) -> int:
        """How many groups the pattern captures."""
        return int(self._compiled.groups)

    def search(self, text: str, evaluation: Evaluation) -> bool:
        """Whether the pattern matches somewhere in the text."""
        try:
            return self._compiled.search(text, timeout=evaluation.seconds_left()) is not None
        except TimeoutError:
            raise FeelLimitError("a regular expression takes too long") from None

    def matches_empty(self, evaluation: Evaluation) -> bool:
        """Whether the pattern matches the empty text."""
        return self.search("", evaluation)

    def find_all(self, text: str, evaluation: Evaluation) -> list[tuple[int, int, tuple[str | None, ...]]]:
        """Start, end and groups (the whole match first) of every match that does not overlap."""
        found: list[tuple[int, int, tuple[str | None, ...]]] = []
        try:
            for match in self._compiled.finditer(text, timeout=evaluation.seconds_left()):
                evaluation.step()
                found.append((match.start(), match.end(), (match.group(), *match.groups())))
        except TimeoutError:
            raise FeelLimitError("a regular expression takes too long") from None
        return found


def _without_space(pattern: str) -> str:
    """The pattern of flag ``x``: white space is left out, except inside a character class."""
    kept: list[str] = []
    depth = 0
    escaped = False
    for character in pattern:
        if character in " \t\r\n" and depth == 0:
            continue
        if not escaped and character in "[]":
            depth += 1 if character == "[" else -1
        escaped = character == "\\" and not escaped
        kept.append(character)
    return "".join(kept)


def _weight(pattern: str) -> int:
    """How large the pattern is when its counted repetitions are written out, roughly."""
    totals = [0]
    last = 0
    for match in _PIECES.finditer(pattern):
        piece = match.group()
        if piece == "(":
            totals.append(0)
            last = 0
        elif piece == ")" and len(totals) > 1:
            last = totals.pop()
            totals[-1] += last
        elif match["count"] is not None:
            bounds = [int(bound[:6]) for bound in (match["low"], match["high"]) if bound]
            totals[-1] += last * (max(bounds) - 1)
            last *= max(bounds)
        else:
            last = 1
            totals[-1] += 1
    return max(totals)


@lru_cache(maxsize=512)
def compile_pattern(pattern: str, flags: str) -> Pattern | None:
    """The compiled pattern with the flags ``s``, ``m``, ``i`` and ``x``; None when either is invalid.

    Raises FeelLimitError for a pattern that is too large.
    """
    if any(flag not in _FLAGS for flag in flags):
        return None
    if len(pattern) > _MAX_PATTERN or _weight(pattern) > _MAX_WEIGHT:
        raise FeelLimitError("a regular expression is too large")
    if "x" in flags:
        pattern = _without_space(pattern)
    options = 0
    for flag in flags:
        options |= int(_FLAGS[flag])
    try:
        translated = translate_pattern(pattern, flags=options & int(re.DOTALL | re.MULTILINE))
        translated = _PIECES.sub(lambda piece: _CLASSES.get(piece.group(), piece.group()), translated)
        compiled = regex.compile(translated, options | int(regex.VERSION0))
    except (RegexError, regex.error, ValueError, IndexError, OverflowError, RecursionError):
        return None
    if any(int(group) > compiled.groups for group in _BACK_REFERENCE.findall(pattern)):
        return None
    return Pattern(compiled)
