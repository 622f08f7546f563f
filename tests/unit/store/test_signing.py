"""Signature keys outlive a restart, and old ones stay published after a new one signs."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from joserfc import jws

from engine.clock import VirtualClock
from engine.ids import IdSource
from engine.store.database import Database
from engine.store.keys import KeyStore
from engine.store.signing import SigningKeys
from engine.work.signature import digest, sign

IDS = IdSource(VirtualClock(datetime(2026, 1, 1, tzinfo=UTC)))
BODY = b"{}"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    found = Database(f"sqlite:///{tmp_path / 'keys.sqlite'}")
    yield found
    found.close()


def _signing_keys(database: Database) -> SigningKeys:
    keys = KeyStore(database.engine, bytes(32), IDS)
    keys.prepare()
    return SigningKeys(database.engine, keys, IDS)


def _attached(signed: dict[str, str]) -> str:
    header, _, signature = signed["Payload-Signature"].split(".")
    return f"{header}.{urlsafe_b64encode(digest(BODY).encode()).rstrip(b'=').decode()}.{signature}"


def test_the_same_key_signs_after_a_restart(database: Database) -> None:
    first = _signing_keys(database).current()

    assert _signing_keys(database).current().kid == first.kid


def test_what_an_older_key_signed_still_holds_after_a_rotation(database: Database) -> None:
    signing = _signing_keys(database)
    signed = sign(BODY, signing.current())

    newest = signing.rotate()

    assert signing.current().kid == newest.kid
    published = _signing_keys(database).published()
    checked = jws.deserialize_compact(_attached(signed), published, algorithms=["PS256"])
    assert checked.payload == digest(BODY).encode()


def test_a_key_that_another_process_made_is_published_and_each_is_read_once(database: Database) -> None:
    signing = _signing_keys(database)
    first = signing.current()

    newest = _signing_keys(database).rotate()

    published = signing.published().keys
    assert [key.kid for key in published] == [first.kid, newest.kid]
    assert signing.published().keys == published
    assert published[0] is first
    assert signing.published().keys[1] is published[1]


def test_no_private_half_is_published(database: Database) -> None:
    document = _signing_keys(database).published().as_dict(private=False)

    assert document["keys"]
    assert all(set(key) <= {"kty", "kid", "n", "e", "use", "alg"} for key in document["keys"])


def test_the_private_half_is_sealed_in_the_key_store(database: Database, tmp_path: Path) -> None:
    _signing_keys(database).current()

    assert b"PRIVATE KEY" not in (tmp_path / "keys.sqlite").read_bytes()
