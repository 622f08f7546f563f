"""A seal: the heads of all streams of a house at the end of a day, signed, and chained to the seal before.

It lists the heads that changed since then, so that all seals together tell every head there ever was.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

import msgspec
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, RSAKey

ALGORITHM: Final = "PS256"
_FORMAT: Final = 1


class BrokenSealError(ValueError):
    """What was signed is not a seal, or none of our keys signed it."""


class Head(msgspec.Struct, frozen=True, array_like=True):
    """The last entry of a stream: its place, and its hash in hexadecimal digits."""

    stream: str
    sequence: int
    digest: str


class _Written(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="camel"):
    format: int
    house: str
    number: int
    day: date
    sealed_at: datetime
    previous: str | None
    streams: int
    heads: str
    changed: tuple[Head, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """One seal.

    Args:
        house: whose streams.
        number: from 1, without gaps.
        day: the last day that it closes.
        sealed_at: business time.
        previous: hash of the signed text of the seal before it; None for the first.
        streams: how many streams the house has.
        heads: hash over the heads of all of them.
        changed: the heads that the seal before it did not have.
    """

    house: str
    number: int
    day: date
    sealed_at: datetime
    previous: str | None
    streams: int
    heads: str
    changed: tuple[Head, ...]


def hash_of_heads(heads: Iterable[Head]) -> str:
    """Return the hash over heads, whatever their order, in hexadecimal digits."""
    ordered = sorted(heads, key=lambda head: head.stream)
    return hashlib.sha256(msgspec.json.encode(ordered)).hexdigest()


def hash_of_signed(signed: str) -> str:
    """Return what the next seal names this one by."""
    return hashlib.sha256(signed.encode()).hexdigest()


def sign(seal: Seal, key: RSAKey) -> str:
    """Return a seal as a JSON Web Signature (RFC 7515, compact), under a key that the service publishes."""
    written = _Written(
        _FORMAT,
        seal.house,
        seal.number,
        seal.day,
        seal.sealed_at,
        seal.previous,
        seal.streams,
        seal.heads,
        seal.changed,
    )
    protected = {"alg": ALGORITHM, "kid": key.kid}
    return jws.serialize_compact(protected, msgspec.json.encode(written), key, algorithms=[ALGORITHM])


def read(signed: str, keys: KeySet) -> Seal:
    """Read a signed seal.

    Raises:
        BrokenSealError: none of the keys signed it, or it is no seal.
    """
    try:
        payload = jws.deserialize_compact(signed, keys, algorithms=[ALGORITHM]).payload
        written = msgspec.json.decode(payload, type=_Written)
    except (JoseError, ValueError) as error:
        raise BrokenSealError("no key of this service signed it, or it was changed since") from error
    return Seal(
        house=written.house,
        number=written.number,
        day=written.day,
        sealed_at=written.sealed_at,
        previous=written.previous,
        streams=written.streams,
        heads=written.heads,
        changed=written.changed,
    )
