"""Tokens of an OpenID Connect issuer, whose keys are found by discovery, kept and renewed as they rotate.

Sources: OpenID Connect Discovery 1.0, section 4; RFC 7517 (JWK sets).
"""

import base64
import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeGuard
from urllib.parse import urlsplit

import httpx
import structlog
from joserfc.errors import JoseError
from joserfc.jwk import JWKRegistry, Key
from joserfc.jws import extract_compact

from api.tokens import Expectations, RecentTokens, check_form, claims_of, person_of
from engine.access.person import Person
from engine.clock import MachineClock
from engine.errors import Unauthenticated, Unavailable
from engine.settings import is_loopback

_TIMEOUT_SECONDS = 5.0
_LARGEST_DOCUMENT = 1 << 20
_KEY_TYPES = ("RSA", "EC", "OKP")
_SHORTEST_MODULUS = 2048 // 8
"""Bytes of an RSA key below which no signature counts (RFC 7518, sections 3.3 and 3.5)."""
# An unknown key id may only cause one fetch in this time, or strangers could make us call the issuer at will.
_SECONDS_BETWEEN_FETCHES = 30.0

# A RecursionError comes of a document that is nested too deep.
_UNUSABLE = (httpx.HTTPError, httpx.InvalidURL, JoseError, ValueError, KeyError, TypeError, RecursionError)
_log = structlog.get_logger("ketenmotor.oidc")

Fetch = Callable[[str], Mapping[str, object]]


class OidcVerifier:
    """Verifies tokens of one issuer.

    Args:
        expected: what a token must say.
        clock: machine time.
        keys_lifetime: seconds after which the keys are fetched again.
        fetch: reads a JSON document at an address.
    """

    def __init__(
        self, expected: Expectations, clock: MachineClock, keys_lifetime: float, fetch: Fetch | None = None
    ) -> None:
        self._expected = expected
        self._clock = clock
        self._keys_lifetime = keys_lifetime
        self._fetch = fetch or fetch_document
        self._lock = threading.Lock()
        self._recent = RecentTokens(clock)
        self._keys: tuple[Key, ...] = ()
        self._tried_at: float | None = None
        self._fetched_at = 0.0

    def verify(self, token: str) -> Person:
        """Return the person whom a token names; see `api.tokens.TokenVerifier`."""
        check_form(token)
        if (known := self._recent.find(token)) is not None:
            return known
        key_id = _key_id(token)
        claims = self._claims(token, self._current_keys(), key_id)
        if claims is None:
            claims = self._claims(token, self._newer_keys(), key_id)
        if claims is None:
            raise Unauthenticated("invalid-token", "The bearer token is not signed by this service's issuer.")
        person = person_of(claims, self._expected, self._clock)
        self._recent.keep(token, person, claims)
        return person

    def _claims(self, token: str, keys: tuple[Key, ...], key_id: str | None) -> Mapping[str, object] | None:
        candidates = [key for key in keys if key_id is None or key.kid in (None, key_id)]
        return claims_of(token, candidates, self._expected.algorithms)

    def _current_keys(self) -> tuple[Key, ...]:
        """Return keys that are not too old; while somebody else renews them, the old ones will do."""
        if not self._keys or self._clock.monotonic() - self._fetched_at >= self._keys_lifetime:
            self._refresh(wait=not self._keys)
        return self._keys

    def _newer_keys(self) -> tuple[Key, ...]:
        """Return keys among which one that was made just now can be.

        Raises:
            Unavailable: somebody else is fetching them, which may take as long as a slow issuer likes:
                invented keys would otherwise hold up all threads.
        """
        if not self._refresh(wait=False):
            raise Unavailable(
                "issuer-unavailable", "The issuer's keys are being fetched: try again.", retry_after=1
            )
        return self._keys

    def _refresh(self, *, wait: bool) -> bool:
        """Fetch the keys unless that was tried just now; return whether nobody else is at it.

        Args:
            wait: whether to wait for another thread that is fetching them.
        """
        if not self._lock.acquire(blocking=wait):
            return False
        try:
            self._fetch_unless_just_tried()
        finally:
            self._lock.release()
        if not self._keys:
            raise Unavailable(
                "issuer-unavailable",
                "The keys of the OpenID Connect issuer cannot be fetched, so no token can be checked.",
                retry_after=int(_SECONDS_BETWEEN_FETCHES),
            )
        return True

    def _fetch_unless_just_tried(self) -> None:
        now = self._clock.monotonic()
        if self._tried_at is not None and now - self._tried_at < _SECONDS_BETWEEN_FETCHES:
            return
        self._tried_at = now
        try:
            self._keys = self._fetch_keys()
        except _UNUSABLE as fault:
            _log.warning("issuer keys not fetched", kind=type(fault).__name__)
        else:
            self._fetched_at = now

    def _fetch_keys(self) -> tuple[Key, ...]:
        issuer = self._expected.issuer
        document = self._fetch(issuer.rstrip("/") + "/.well-known/openid-configuration")
        if document.get("issuer") != issuer:
            raise ValueError("the discovery document names another issuer")
        found = self._fetch(_safe_address(str(document["jwks_uri"])))
        listed = found["keys"]
        if not isinstance(listed, list):
            raise TypeError("the keys are not a list")
        keys = tuple(_usable(listed))
        if not keys:
            raise ValueError("the issuer has no key for signatures")
        return keys


def fetch_document(address: str) -> Mapping[str, object]:
    """Read a JSON object at an address, following no redirect.

    Raises:
        httpx.HTTPError: it does not answer in time, or not with 200.
        ValueError: it answers with something else than a JSON object of reasonable size.
    """
    with httpx.stream("GET", address, timeout=_TIMEOUT_SECONDS, follow_redirects=False) as answer:
        answer.raise_for_status()
        if answer.status_code != httpx.codes.OK:
            raise ValueError("not a document")
        document = json.loads(_read(answer))
    if not isinstance(document, dict):
        raise TypeError("not a JSON object")
    return document


def _read(answer: httpx.Response) -> bytes:
    content = bytearray()
    for chunk in answer.iter_bytes():
        content += chunk
        if len(content) > _LARGEST_DOCUMENT:
            raise ValueError("not a document of reasonable size")
    return bytes(content)


def _usable(listed: Sequence[object]) -> Iterator[Key]:
    """Read the keys one by one: one that we cannot use must not cost the others.

    A `KeySet` would besides give an id to a key that has none, and so may sign tokens that name any.
    """
    for key in listed:
        if not _verifies(key):
            continue
        try:
            yield JWKRegistry.import_key(key)
        except (JoseError, ValueError, KeyError) as fault:
            _log.warning("issuer key not usable", kind=type(fault).__name__)


def _verifies(key: object) -> TypeGuard[dict[str, str | list[str]]]:
    if not isinstance(key, dict) or key.get("use", "sig") != "sig" or key.get("kty") not in _KEY_TYPES:
        return False
    return key["kty"] != "RSA" or _modulus_bytes(key.get("n")) >= _SHORTEST_MODULUS


def _modulus_bytes(modulus: object) -> int:
    """Return the length of an RSA key's modulus; 0 if it is none (RFC 7518, section 6.3.1.1)."""
    if not isinstance(modulus, str):
        return 0
    try:
        return len(base64.urlsafe_b64decode(modulus + "=" * (-len(modulus) % 4)).lstrip(b"\0"))
    except ValueError:
        return 0


def _safe_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname and is_loopback(parts.hostname)):
        return address
    raise ValueError("keys are only fetched over https")


def _key_id(token: str) -> str | None:
    try:
        header = extract_compact(token.encode()).headers()
    except (JoseError, ValueError, RecursionError) as fault:
        raise Unauthenticated("invalid-token", "The bearer token is not a signed JWT.") from fault
    key_id = header.get("kid")
    return key_id if isinstance(key_id, str) else None
