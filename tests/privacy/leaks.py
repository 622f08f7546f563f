"""Finds canaries in bytes, as they were written and as they may have been encoded."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable

from tests.privacy.walking import CANARY

_WORD = b"Kanarie"


def _base64_parts(word: bytes) -> list[str]:
    """What stands in Base64 for a word, wherever in a group of three bytes it begins."""
    parts = []
    for before in range(3):
        text = base64.b64encode(b"\0" * before + word + b"\0" * 3).decode()
        first = -(-before * 8 // 6)
        parts.append(text[first : (before + len(word)) * 8 // 6])
    return parts


_NEEDLES = [
    one.lower()
    for word in (_WORD, _WORD.lower(), _WORD.upper())
    for one in (
        "".join(f"%{byte:02x}" for byte in word),
        word.hex(),
        "".join(f"\\u{byte:04x}" for byte in word),
    )
]
_IN_BASE64 = [part for word in (_WORD, _WORD.lower(), _WORD.upper()) for part in _base64_parts(word)]
"""Sought as they are: in another case random keys would hold them by chance now and then."""
_IN_ANY_CASE = re.compile(r"kanarie\d{4}x", re.IGNORECASE)
_DIGEST = re.compile(r"[\w+/-]{43,64}")


class Digests:
    """Hashes without a key of all that was planted."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._words: set[str] = set()

    def add(self, words: Iterable[str]) -> None:
        """Reckon the hashes of words that are new."""
        for word in set(words) - self._words:
            self._words.add(word)
            for text in (word, word.lower(), f'"{word}"'):
                digest = hashlib.sha256(text.encode()).digest()
                for shown in (
                    digest.hex(),
                    base64.b64encode(digest).decode().rstrip("="),
                    base64.urlsafe_b64encode(digest).decode().rstrip("="),
                ):
                    self._known[shown] = word

    def found_in(self, text: str) -> list[str]:
        """The words whose hash stands in a text."""
        return [self._known[token] for token in _DIGEST.findall(text) if token in self._known]


def encoded_in(text: str) -> list[str]:
    """Canaries that stand in a text in another form than they were written."""
    low = text.lower()
    found = [needle for needle in _NEEDLES if needle in low]
    found += [part for part in _IN_BASE64 if part in text]
    if "kanarie" in low:
        found += [word for word in _IN_ANY_CASE.findall(text) if not CANARY.fullmatch(word)]
    return found
