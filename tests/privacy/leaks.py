"""Finds canaries in bytes, as they were written and as they may have been encoded, and in databases."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import inspect, make_url, text

from tests.privacy.canaries import CANARY
from tests.privacy.conftest import Chain

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
_IN_ANY_CASE = re.compile(r"kanarie\w*", re.IGNORECASE)
"""Also cut off: no word of the service begins so."""
_DIGEST = re.compile(r"[\w+/-]{43,64}")


class Search:
    """Looks for what was planted: as it was written, encoded, or as a hash without a key.

    Many answers are the same to the byte: one in which nothing was found is not searched anew until more is
    planted.
    """

    def __init__(self) -> None:
        self._hashed: dict[str, str] = {}
        self._words: set[str] = set()
        self._clean: set[str] = set()

    def add(self, words: Iterable[str]) -> None:
        """Reckon the hashes of words that are new."""
        new = set(words) - self._words
        if new:
            self._clean.clear()
        for word in new:
            self._words.add(word)
            for spelled in (word, word.lower(), f'"{word}"'):
                digest = hashlib.sha256(spelled.encode()).digest()
                for shown in (
                    digest.hex(),
                    base64.b64encode(digest).decode().rstrip("="),
                    base64.urlsafe_b64encode(digest).decode().rstrip("="),
                ):
                    self._hashed[shown] = word

    def found_in(self, text: str) -> set[str]:
        """What of all that was planted stands in a text."""
        if text in self._clean:
            return set()
        hashed = (self._hashed[token] for token in _DIGEST.findall(text) if token in self._hashed)
        found = {*CANARY.findall(text), *encoded_in(text), *hashed}
        if not found:
            self._clean.add(text)
        return found


def encoded_in(text: str) -> list[str]:
    """Canaries that stand in a text in another form than they were written."""
    low = text.lower()
    found = [needle for needle in _NEEDLES if needle in low]
    found += [part for part in _IN_BASE64 if part in text]
    if "kanarie" in low:
        found += [word for word in _IN_ANY_CASE.findall(text) if not CANARY.fullmatch(word)]
    return found


def dump(chain: Chain) -> str:
    """Every byte of the database: the files of SQLite with its log, or all rows of PostgreSQL."""
    url = make_url(str(chain.services.database.engine.url))
    if url.get_backend_name() == "sqlite":
        folder = Path(str(url.database)).parent
        return b"".join(path.read_bytes() for path in sorted(folder.glob("*.sqlite*"))).decode("latin-1")
    rows = []
    with chain.services.database.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        for table in tables:
            for row in connection.execute(text(f'select t::text from "{table}" t')):
                rows.append(f"{row[0]} {_bytes_in(row[0])}")
    assert len(rows) > len(tables)
    return "\n".join(rows)


def _bytes_in(row: str) -> str:
    """Columns of bytes are shown in hex: what they spell, beside it."""
    parts = (part.strip('")(').removeprefix("\\\\x").removeprefix("\\x") for part in row.split(","))
    spelled = []
    for part in parts:
        if len(part) > 1 and len(part) % 2 == 0 and all(sign in "0123456789abcdef" for sign in part):
            spelled.append(bytes.fromhex(part).decode("latin-1"))
    return " ".join(spelled)
