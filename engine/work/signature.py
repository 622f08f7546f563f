"""Signatures under messages to partners: the signing module of the NLGov API design rules.

The SHA-256 of the body goes into the `Digest` header (RFC 3230); the `Payload-Signature` header holds a
detached JWS (RFC 7515 appendix F) with PS256 over the value of that header.
"""

from __future__ import annotations

import base64
import hashlib

from joserfc import jws
from joserfc.jwk import RSAKey

ALGORITHM = "PS256"


def digest(body: bytes) -> str:
    """Return the value of the `Digest` header for a body."""
    return "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode("ascii")


def sign(body: bytes, key: RSAKey) -> dict[str, str]:
    """Return the headers that vouch for a body.

    Args:
        body: the bytes that are sent.
        key: private key with a `kid`, whose public half is published.
    """
    digested = digest(body)
    protected = {"alg": ALGORITHM, "kid": key.kid}
    header, _, signature = jws.serialize_compact(protected, digested, key, algorithms=[ALGORITHM]).split(".")
    return {"Digest": digested, "Payload-Signature": f"{header}..{signature}"}
