"""The service's own signature keys, kept in the key store: the newest signs, all are published.

Partners check the signatures under messages with the public halves.
"""

from __future__ import annotations

from typing import Final

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import KeyParameters, KeySet, RSAKey
from sqlalchemy import Column, Engine, String, Table, insert, select

from engine.ids import IdSource
from engine.store.columns import Ciphertext, Sealed
from engine.store.keys import SERVICE_SCOPE, KeyStore, key_metadata

BITS: Final = 3072

signature_key = Table(
    "signature_key",
    key_metadata,
    Column("id", String(36), primary_key=True),
    Column("private", Sealed, nullable=False),
)


class SigningKeys:
    """Makes, finds and publishes signature keys.

    Args:
        engine: the key store's own database.
        keys: seals the private halves.
        ids: source of ordered ids: the last one is the newest.
    """

    def __init__(self, engine: Engine, keys: KeyStore, ids: IdSource) -> None:
        self._engine = engine
        self._keys = keys
        self._ids = ids
        self._known: tuple[RSAKey, ...] = ()

    def current(self) -> RSAKey:
        """Return the key that signs, made when there is none yet."""
        if not self._known:
            self._known = self._load() or (self.rotate(),)
        return self._known[-1]

    def rotate(self) -> RSAKey:
        """Make a new key that signs from now on; the ones before stay published."""
        kid = self._ids.new()
        key = RSAKey.generate_key(BITS, parameters=_parameters(kid))
        sealing = self._keys.key(SERVICE_SCOPE)
        private = sealing.seal(key.as_pem(private=True), signature_key.c.private, (kid,))
        with self._engine.begin() as connection:
            connection.execute(insert(signature_key), {"id": kid, "private": private})
        self._known = self._load()
        return self._known[-1]

    def published(self) -> KeySet:
        """Return the public halves of all keys; another process may have made the newest."""
        self._known = self._load()
        self.current()
        return KeySet(list(self._known))

    def _load(self) -> tuple[RSAKey, ...]:
        """Return all keys; each is read once."""
        known = {key.kid: key for key in self._known}
        with self._engine.connect() as connection:
            rows = connection.execute(select(signature_key).order_by(signature_key.c.id)).all()
        return tuple(known.get(row.id) or self._read(row.id, row.private) for row in rows)

    def _read(self, kid: str, sealed: Ciphertext) -> RSAKey:
        private = self._keys.open(sealed, signature_key.c.private, (kid,))
        # The seal vouches for the key: to look for mistakes in it again took most of a second at every start.
        key = load_pem_private_key(private, password=None, unsafe_skip_rsa_key_validation=True)
        assert isinstance(key, RSAPrivateKey), "only such keys are kept"
        return RSAKey(key, key, _parameters(kid))


def _parameters(kid: str) -> KeyParameters:
    return {"kid": kid, "use": "sig", "alg": "PS256"}
