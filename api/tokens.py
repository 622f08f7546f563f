"""Bearer tokens: signature, issuer, audience and time are checked, and the claims become a `Person`.

Sources: RFC 7519 (JWT), RFC 8725 (best practices: allow-list of algorithms, issuer and audience always
checked).
"""

import hashlib
import re
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeGuard

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key

from api.authentication_methods import tells_two_factors
from engine.access.person import Person
from engine.clock import MachineClock
from engine.errors import Unauthenticated
from engine.settings import Settings

_LONGEST_TOKEN = 16_384
_LONGEST_SUBJECT = 200
_LONGEST_NAME = 1_000
_LONGEST_ID = 100
_NEVER_KEPT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
_SECONDS_KEPT = 60
_MOST_KEPT = 4096


class TokenVerifier(Protocol):
    """Tells who holds a token."""

    def verify(self, token: str) -> Person:
        """Return the person whom a token names.

        Raises:
            Unauthenticated: the token is not valid here and now.
            Unavailable: the issuer's keys cannot be fetched.
        """
        ...


@dataclass(frozen=True, slots=True)
class Expectations:
    """What a token must say to be taken.

    Args:
        issuer: its exact `iss`.
        audience: what its `aud` must hold.
        algorithms: signature algorithms that are taken.
        clock_skew: seconds by which the issuer's time may differ.
        two_factors: whether a human being must have proved who they are by two factors.
        contexts: values of `acr` that stand for two factors.
        name, houses, organisation, roles, machine: names of the claims.
    """

    issuer: str
    audience: str
    algorithms: tuple[str, ...]
    clock_skew: int
    two_factors: bool
    contexts: frozenset[str]
    name: str
    houses: str
    organisation: str
    roles: str
    machine: str

    @classmethod
    def from_settings(
        cls, settings: Settings, issuer: str, algorithms: tuple[str, ...] | None = None
    ) -> "Expectations":
        """Take all but the issuer from the settings; demo tokens have an algorithm of their own."""
        return cls(
            issuer=issuer,
            audience=settings.oidc_audience,
            algorithms=algorithms or settings.oidc_algorithms,
            clock_skew=settings.oidc_clock_skew,
            two_factors=settings.oidc_two_factors and not settings.demo,
            contexts=settings.oidc_contexts,
            name=settings.claim_name,
            houses=settings.claim_houses,
            organisation=settings.claim_organisation,
            roles=settings.claim_roles,
            machine=settings.claim_machine,
        )


class RecentTokens:
    """Tokens that were found good within the last minute: a signature need not be reckoned for each request.

    Args:
        clock: machine time.
    """

    def __init__(self, clock: MachineClock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._found: OrderedDict[bytes, tuple[Person, float]] = OrderedDict()

    def find(self, token: str) -> Person | None:
        """Return the person whom a token names, if it was good within the last minute and has not expired."""
        found = self._found.get(_digest(token))
        if found is None or found[1] <= self._clock.now().timestamp():
            return None
        return found[0]

    def keep(self, token: str, person: Person, claims: Mapping[str, object]) -> None:
        """Keep a token that is good, with its checked claims."""
        expires = claims["exp"]
        assert isinstance(expires, int | float), "the time of the token was checked"
        until = min(expires, self._clock.now().timestamp() + _SECONDS_KEPT)
        with self._lock:
            self._found[_digest(token)] = (person, until)
            while len(self._found) > _MOST_KEPT:
                self._found.popitem(last=False)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def check_form(token: str) -> None:
    """Refuse what cannot be a token before anything is reckoned with it.

    Raises:
        Unauthenticated: the token is too long or not three parts.
    """
    if len(token) > _LONGEST_TOKEN or token.count(".") != 2:
        raise Unauthenticated("invalid-token", "The bearer token is not a signed JWT.")


def claims_of(token: str, keys: Sequence[Key], algorithms: tuple[str, ...]) -> Mapping[str, object] | None:
    """Return the claims of a token that one of the keys signed, or None if none did."""
    for key in keys:
        try:
            return jwt.decode(token, key, algorithms=algorithms).claims
        except (JoseError, ValueError, RecursionError):  # the last for claims that are nested too deep
            continue
    return None


def person_of(claims: Mapping[str, object], expected: Expectations, clock: MachineClock) -> Person:
    """Check the claims of a token whose signature is good, and read the person.

    Raises:
        Unauthenticated: the issuer, the audience, the time or the form of a claim is not as expected.
    """
    registry = jwt.JWTClaimsRegistry(
        now=int(clock.now().timestamp()),
        leeway=expected.clock_skew,
        iss={"essential": True, "value": expected.issuer},
        aud={"essential": True, "value": expected.audience},
        exp={"essential": True},
        sub={"essential": True},
    )
    try:
        registry.validate(dict(claims))
    except (JoseError, ValueError, TypeError) as fault:
        raise _refused(fault) from None
    subject = _text(claims, "sub", _LONGEST_SUBJECT)
    if not subject.strip():
        raise _malformed("sub")
    organisation = _text(claims, expected.organisation, _LONGEST_ID)
    if not organisation.strip():
        raise _malformed(expected.organisation)
    person = Person(
        subject=subject,
        name=_text(claims, expected.name, _LONGEST_NAME),
        houses=_texts(claims, expected.houses),
        organisation=organisation,
        roles=frozenset(_texts(claims, expected.roles)),
        machine=_flag(claims, expected.machine),
    )
    _check_factors(claims, expected, person)
    return person


def _check_factors(claims: Mapping[str, object], expected: Expectations, person: Person) -> None:
    if not expected.two_factors or person.machine or _text(claims, "acr", _LONGEST_NAME) in expected.contexts:
        return
    if not tells_two_factors(_texts(claims, "amr")):
        raise Unauthenticated(
            "two-factors-needed",
            "The bearer token tells of no second factor in its claim amr or acr: log in with two.",
        )


def _refused(fault: Exception) -> Unauthenticated:
    claim = getattr(fault, "claim", None)
    if getattr(fault, "error", "") == "expired_token":
        return Unauthenticated("expired-token", "The bearer token has expired: get a new one.")
    where = f": claim {claim}" if claim else ""
    return Unauthenticated("invalid-token", f"The bearer token is not for this service{where}.")


def _malformed(claim: str) -> Unauthenticated:
    return Unauthenticated("invalid-token", f"The bearer token has no usable claim {claim}.")


def _text(claims: Mapping[str, object], claim: str, longest: int) -> str:
    value = claims.get(claim, "")
    if not _can_be_kept(value, longest):
        raise _malformed(claim)
    return value


def _texts(claims: Mapping[str, object], claim: str) -> tuple[str, ...]:
    value = claims.get(claim, [])
    if not isinstance(value, list) or not all(_can_be_kept(item, _LONGEST_ID) for item in value):
        raise _malformed(claim)
    return tuple(value)


def _can_be_kept(value: object, longest: int) -> TypeGuard[str]:
    """Tell whether a claim is text that the database can hold and a log can show on one line."""
    return isinstance(value, str) and len(value) <= longest and not _NEVER_KEPT.search(value)


def _flag(claims: Mapping[str, object], claim: str) -> bool:
    value = claims.get(claim, False)
    if not isinstance(value, bool):
        raise _malformed(claim)
    return value
