"""Tokens for demo people, signed by a key that is made at the start and never stored."""

import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from joserfc import jwt
from joserfc.jwk import OctKey

from api.tokens import Expectations, RecentTokens, check_form, claims_of, person_of
from engine.access.person import Person
from engine.clock import MachineClock
from engine.errors import Unauthenticated
from engine.settings import Settings

LIFETIME_SECONDS = 12 * 60 * 60
KEY_BYTES = 32
# Set by `ketenmotor serve` for the processes that it starts, so that they take each other's tokens.
KEY_VARIABLE = "KETENMOTOR_INTERNAL_DEMO_KEY"
_ALGORITHM = "HS256"
_ISSUER = "ketenmotor-demo"


class DemoTokens:
    """Issues and verifies demo tokens.

    Args:
        settings: names of the claims and the audience.
        clock: machine time.
        key: secret of at least 32 bytes that all API processes of one service share.
    """

    def __init__(self, settings: Settings, clock: MachineClock, key: bytes) -> None:
        self._expected = Expectations.from_settings(settings, _ISSUER, (_ALGORITHM,))
        self._clock = clock
        self._key = OctKey.import_key(key)
        self._recent = RecentTokens(clock)

    def issue(self, person: Person) -> str:
        """Return a token for a person, valid for `LIFETIME_SECONDS`."""
        now = int(self._clock.now().timestamp())
        expected = self._expected
        claims: dict[str, object] = {
            "iss": expected.issuer,
            "aud": expected.audience,
            "iat": now,
            "exp": now + LIFETIME_SECONDS,
            "sub": person.subject,
            expected.name: person.name,
            expected.houses: list(person.houses),
            expected.organisation: person.organisation,
            expected.roles: sorted(person.roles),
            expected.machine: person.machine,
        }
        return jwt.encode({"alg": _ALGORITHM}, claims, self._key)

    def verify(self, token: str) -> Person:
        """Return the person whom a token names; see `api.tokens.TokenVerifier`."""
        check_form(token)
        if (known := self._recent.find(token)) is not None:
            return known
        claims = claims_of(token, [self._key], self._expected.algorithms)
        if claims is None:
            raise Unauthenticated(
                "invalid-token", "The bearer token was not made by this demo since it started: get a new one."
            )
        person = person_of(claims, self._expected, self._clock)
        self._recent.keep(token, person, claims)
        return person


def demo_key(secret: str | None) -> bytes:
    """Return the signing key: derived from the secret that several services share, else random."""
    if secret is None:
        return secrets.token_bytes(KEY_BYTES)
    derivation = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=b"ketenmotor demo tokens")
    return derivation.derive(secret.encode())
