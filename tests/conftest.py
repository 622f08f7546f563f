"""Fixtures for all tests: databases of both kinds, brought up to date by the real migrations."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from engine.clock import VirtualClock
from engine.settings import Mode
from engine.store.migration import migrate
from tests.postgresql import Server, shared_server

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
TEMPLATE = "template_demo"
_numbers = count()


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The real PostgreSQL of this test run, with an up-to-date demo database to clone."""

    def prepare(server: Server) -> None:
        server.execute("create database {}", TEMPLATE)
        migrate(server.url(TEMPLATE), Mode.DEMO, VirtualClock(START))

    base = tmp_path_factory.getbasetemp()
    with shared_server(base.parent if _xdist_worker() else base, prepare) as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An up-to-date demo database of SQLite, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.sqlite"
    migrate(f"sqlite:///{path}", Mode.DEMO, VirtualClock(START))
    return path


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An up-to-date demo database that the tests of one module share, once on each kind of database."""
    with _copy(request) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An up-to-date demo database for one test alone, once on each kind of database."""
    with _copy(request) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that no migration has touched, once on each kind of database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'folder' / 'empty.sqlite'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    name = _new_name()
    server.execute("create database {}", name)
    yield server.url(name)
    server.drop(name)


@contextmanager
def _copy(request: pytest.FixtureRequest) -> Iterator[str]:
    """Copy the template of the wanted kind; PostgreSQL is only started when a test asks for it."""
    if request.param == "sqlite":
        folder: Path = request.getfixturevalue("tmp_path_factory").mktemp("database")
        shutil.copyfile(request.getfixturevalue("sqlite_template"), folder / "test.sqlite")
        yield f"sqlite:///{folder / 'test.sqlite'}"
        return
    server: Server = request.getfixturevalue("postgresql")
    name = _new_name()
    server.clone(TEMPLATE, name)
    yield server.url(name)
    server.drop(name)


def _new_name() -> str:
    return f"test_{_xdist_worker()}_{next(_numbers)}"


def _xdist_worker() -> str:
    """Return the name of this pytest-xdist worker, empty outside xdist."""
    return os.environ.get("PYTEST_XDIST_WORKER", "")
