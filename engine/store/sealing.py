"""Sealing of personal data: AES-256-GCM, bound to the row and column that hold it.

A sealed value is a format byte, the id of its key, a random nonce, and the ciphertext with its tag
(NIST SP 800-38D). The associated data names table, column and row, so that bytes moved elsewhere do not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from typing import Final
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, Table

from engine.store.columns import Ciphertext, Digest

KEY_BYTES: Final = 32
_FORMAT: Final = b"\x01"
_ID: Final = slice(1, 17)
_NONCE: Final = slice(17, 29)
_BODY: Final = 29
_NONCE_BYTES: Final = 12

Row = tuple[str | int, ...]
"""The primary key of a row, or what else names it for ever."""


class SealBrokenError(RuntimeError):
    """A sealed value does not open: it was changed, moved to another row, or its key is another one."""


class SealingKey:
    """One key, ready for use.

    Args:
        key_id: id of the key in the key store.
        secret: 32 bytes.
    """

    __slots__ = ("_cipher", "_secret", "id")

    def __init__(self, key_id: UUID, secret: bytes) -> None:
        self.id = key_id
        self._secret = secret
        self._cipher = AESGCM(secret)

    def seal(self, plain: bytes, column: Column[Ciphertext], row: Row) -> Ciphertext:
        """Seal bytes for one column of one row."""
        nonce = os.urandom(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, plain, place(column, row))
        return Ciphertext(b"".join((_FORMAT, self.id.bytes, nonce, sealed)))

    def open(self, sealed: Ciphertext, column: Column[Ciphertext], row: Row) -> bytes:
        """Open what was sealed for this column of this row.

        Raises:
            SealBrokenError: the bytes were changed or belong elsewhere.
        """
        try:
            return self._cipher.decrypt(sealed.data[_NONCE], sealed.data[_BODY:], place(column, row))
        except InvalidTag:
            raise SealBrokenError(f"a sealed value in {column} does not open") from None

    def digest(self, *parts: str) -> Digest:
        """Return the keyed hash (HMAC-SHA-256) of texts; how they are divided matters."""
        message = b"".join(len(part).to_bytes(4) + part for part in (text.encode() for text in parts))
        return Digest(hmac.digest(self._secret, message, hashlib.sha256))


def key_of(sealed: Ciphertext) -> UUID:
    """Return the id of the key that opens a sealed value.

    Raises:
        SealBrokenError: the bytes are not of a known format.
    """
    if sealed.data[:1] != _FORMAT or len(sealed.data) <= _BODY:
        raise SealBrokenError("a sealed value has an unknown format")
    return UUID(bytes=sealed.data[_ID])


def place(column: Column[Ciphertext], row: Row) -> bytes:
    """Return the associated data that binds a value to its place."""
    table = column.table
    assert isinstance(table, Table)
    return "\x1f".join((table.name, column.name, *map(str, row))).encode()
