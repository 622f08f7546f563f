"""Models run alone (straight, restored after every command, killed before every commit) and deployed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.store.database import Database
from tests.conformance.deployed import World
from tests.conformance.harness import Run, deploy
from tests.integration.world import opened

Runner = Callable[..., Run]


@pytest.fixture(params=["straight", "restored", "killed"])
def run(request: pytest.FixtureRequest) -> Runner:
    """Makes a run of the process `p` in the given files."""

    def make(*sources: bytes) -> Run:
        return Run(deploy(*sources), restoring=request.param == "restored", dying=request.param == "killed")

    return make


@pytest.fixture
def world(sqlite_template: Path, tmp_path: Path) -> Iterator[World]:
    """A house of its own on an empty SQLite database."""
    path = tmp_path / "main.sqlite"
    path.write_bytes(sqlite_template.read_bytes())
    with opened(f"sqlite:///{path}", tmp_path) as services:
        assert isinstance(services.database, Database)
        yield World(services)
