"""Fixtures for tests of commands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.commands.services import Services
from tests.integration.world import opened
from tests.processes import prepare

prepare("tests.integration.crashing", "tests.integration.work.doomed")


@pytest.fixture
def services(fresh_database_url: str, tmp_path: Path) -> Iterator[Services]:
    """Services on an empty database, once on each kind."""
    with opened(fresh_database_url, tmp_path) as services:
        yield services
