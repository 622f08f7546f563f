"""Keys live apart, wrapped; they come back after a restart and never after their destruction."""

import stat
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from engine.clock import VirtualClock
from engine.ids import IdSource
from engine.settings import SettingError, Settings
from engine.store.database import Database
from engine.store.keys import (
    KeyDestroyedError,
    KeyStore,
    WrongMasterKeyError,
    case_scope,
    house_scope,
    master_key,
)
from engine.store.tables.instances import root_instance

MASTER = bytes(range(32))
STATE = root_instance.c.state
IDS = IdSource(VirtualClock(datetime(2026, 1, 1, tzinfo=UTC)))


@pytest.fixture
def keys_engine(tmp_path: Path) -> Iterator[Engine]:
    database = Database(f"sqlite:///{tmp_path / 'keys.sqlite'}")
    KeyStore(database.engine, MASTER, IDS).prepare()
    yield database.engine
    database.close()


def test_a_key_comes_back_after_a_restart(keys_engine: Engine) -> None:
    sealed = KeyStore(keys_engine, MASTER, IDS).key(case_scope("1")).seal(b"x", STATE, ("1",))

    assert KeyStore(keys_engine, MASTER, IDS).open(sealed, STATE, ("1",)) == b"x"


def test_each_scope_has_its_own_key(keys_engine: Engine) -> None:
    store = KeyStore(keys_engine, MASTER, IDS)

    assert store.digest(house_scope("a"), "x") != store.digest(house_scope("b"), "x")
    assert store.digest(house_scope("a"), "x") == store.digest(house_scope("a"), "x")


def test_two_that_ask_at_once_for_a_new_key_get_the_same(keys_engine: Engine) -> None:
    def digest(_: int) -> bytes:
        return KeyStore(keys_engine, MASTER, IDS).digest("house:a", "x").data

    with ThreadPoolExecutor(8) as threads:
        assert len(set(threads.map(digest, range(16)))) == 1


def test_a_destroyed_key_opens_nothing_any_more(keys_engine: Engine) -> None:
    store = KeyStore(keys_engine, MASTER, IDS)
    sealed = store.key(case_scope("1")).seal(b"x", STATE, ("1",))

    store.destroy(case_scope("1"), "record")

    with pytest.raises(KeyDestroyedError):
        store.open(sealed, STATE, ("1",))
    with pytest.raises(KeyDestroyedError):
        KeyStore(keys_engine, MASTER, IDS).open(sealed, STATE, ("1",))


def test_another_master_key_is_refused(keys_engine: Engine) -> None:
    KeyStore(keys_engine, MASTER, IDS).key("service")

    with pytest.raises(WrongMasterKeyError, match="KETENMOTOR_MASTER_KEY"):
        KeyStore(keys_engine, bytes(32), IDS).key("service")


def test_a_new_master_key_wraps_all_keys_anew(keys_engine: Engine) -> None:
    store = KeyStore(keys_engine, MASTER, IDS)
    digests = [store.digest(house_scope(house), "x") for house in "ab"]

    rotating = KeyStore(keys_engine, bytes(32), IDS, MASTER)
    assert [rotating.digest(house_scope(house), "x") for house in "ab"] == digests, "both keys open"
    rotating.key(house_scope("c"))
    assert rotating.rotate_master() == 2, "the new one is wrapped by the present key already"
    assert rotating.rotate_master() == 0

    rotated = KeyStore(keys_engine, bytes(32), IDS)
    assert [rotated.digest(house_scope(house), "x") for house in "ab"] == digests
    with pytest.raises(WrongMasterKeyError):
        KeyStore(keys_engine, MASTER, IDS).key(house_scope("a"))


def test_no_key_lies_readable_in_the_key_store(keys_engine: Engine, tmp_path: Path) -> None:
    store = KeyStore(keys_engine, MASTER, IDS)
    secret = store.key("service")._secret

    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"service" in written
    assert secret not in written
    assert MASTER not in written


def test_a_demo_makes_its_master_key_once_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings.from_environment({"KETENMOTOR_DEMO": "1", "KETENMOTOR_HOME": str(tmp_path / "var")})

    first = master_key(settings)

    assert master_key(settings) == first
    assert len(first) == 32
    assert settings.master_key_file is not None
    assert stat.S_IMODE(settings.master_key_file.stat().st_mode) == 0o600
    assert len(list(settings.master_key_file.parent.iterdir())) == 1


def test_a_missing_master_key_file_is_named(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {"KETENMOTOR_OIDC_ISSUER": "https://id.example", "KETENMOTOR_MASTER_KEY_FILE": str(tmp_path / "none")}
    )

    with pytest.raises(SettingError, match="KETENMOTOR_MASTER_KEY_FILE"):
        master_key(settings)


def test_several_processes_may_prepare_an_empty_key_store_at_once(tmp_path: Path) -> None:
    databases = [Database(f"sqlite:///{tmp_path / 'fresh.sqlite'}") for _ in range(8)]

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda database: KeyStore(database.engine, MASTER, IDS).prepare(), databases))

    keys = [KeyStore(database.engine, MASTER, IDS).key(case_scope("1")).id for database in databases]
    assert len(set(keys)) == 1
    for database in databases:
        database.close()
