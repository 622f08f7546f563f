"""The world of the features: the service with the repository's own models, on the virtual clock.

Without `--base-url` each scenario runs on a fresh database of each kind, or of one (`EACH_SCENARIO_ON`). With
it they run on a demo service elsewhere with a virtual clock, and its coverage is not recorded.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import httpx
import pytest
from pytest_bdd.parser import Feature

from features.coverage.record import Recorder, forget
from features.hosting import Clones, Files, Hosting
from features.step_lookup import remember_steps
from features.steps.audit import *  # noqa: F403
from features.steps.cases import *  # noqa: F403 - pytest-bdd finds the steps that are imported here
from features.steps.documents import *  # noqa: F403
from features.steps.in_service import *  # noqa: F403
from features.steps.keeping import *  # noqa: F403
from features.steps.measures import *  # noqa: F403
from features.steps.messages import *  # noqa: F403
from features.steps.partners import Partners
from features.steps.searching import *  # noqa: F403
from features.steps.service import Service
from features.steps.tasks import *  # noqa: F403
from features.steps.time import *  # noqa: F403
from features.steps.world import World
from tests.conftest import TEMPLATE, postgresql, sqlite_template  # noqa: F401 - fixtures
from tests.postgresql import Server

EXPECTS_A_REFUSAL = "refused_because"
MOVES_TIME = "features.steps.time"
FEATURE = pytest.StashKey[str]()
KINDS = ("sqlite", "postgresql")


@dataclass
class Sender:
    """The service whose messages the partners check; it is another one in each scenario."""

    service: Service | None = None

    def keys(self) -> Any:
        """Its public keys."""
        assert self.service is not None, "no scenario runs"
        return self.service.public("/jwks")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--base-url", help="run the features against a demo service with a virtual clock")


def pytest_configure(config: pytest.Config) -> None:
    remember_steps()
    if not hasattr(config, "workerinput"):
        forget()


def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """Numbers of scenarios and of rules of data protection need no marker each."""
    return True if re.fullmatch(r"scenario-\d+|R\d+", tag) else None


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: Feature, scenario: object) -> None:
    """Remember for the record which file a scenario stands in."""
    request.node.stash[FEATURE] = Path(feature.filename).relative_to(Path.cwd()).as_posix()


def pytest_bdd_before_step(request: pytest.FixtureRequest, step_func: Callable[..., Any]) -> None:
    """Let nothing follow on a refusal but the question why; look at what happened before time moves."""
    world: World = request.getfixturevalue("world")
    if world.refusal is not None and step_func.__name__ != EXPECTS_A_REFUSAL:
        pytest.fail(f"that was refused: {world.refusal.reasons()}")
    if step_func.__module__ == MOVES_TIME and world.current is not None:
        request.getfixturevalue("recorder").look()


@pytest.fixture(scope="session")
def sender() -> Sender:
    return Sender()


@pytest.fixture(scope="session")
def partners(sender: Sender) -> Iterator[Partners]:
    found = Partners(sender.keys)
    yield found
    found.close()


@pytest.fixture(scope="session")
def hostings(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    partners: Partners,
    sender: Sender,
) -> Callable[[str], Hosting]:
    """Hostings by kind of database, each prepared once."""
    prepared: dict[str, Hosting] = {}

    def hosting(kind: str) -> Hosting:
        if kind not in prepared:
            folder = tmp_path_factory.mktemp(kind)
            prepared[kind] = _hosting(request, kind, folder)
            prepared[kind].prepare(lambda service: register(service, partners, sender))
        return prepared[kind]

    return hosting


def _hosting(request: pytest.FixtureRequest, kind: str, folder: Path) -> Hosting:
    if kind == "sqlite":
        return Hosting(folder, Files(), f"sqlite:///{request.getfixturevalue('sqlite_template')}")
    server: Server = request.getfixturevalue("postgresql")
    return Hosting(folder, Clones(server), server.url(TEMPLATE))


def register(service: Service, partners: Partners, sender: Sender) -> None:
    """Enter the address of every partner in the register, by two administrators."""
    sender.service = service
    administrators = service.holders("administrator")[:2]
    for partner in service.pages(administrators[0], "/partners"):
        entry = {key: partner[key] for key in ("name", "kind", "partnerships")}
        body = {**entry, "address": partners.address(partner["name"])}
        for administrator in administrators:
            service.change(administrator, "PUT", f"/partners/{partner['id']}", body).expect(200)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each scenario on its kinds of database, or its module's, or once on the deployed service."""
    if "service" in metafunc.fixturenames:
        own = getattr(metafunc.module, "DATABASES", None) or kinds_for(metafunc.definition.originalname)
        kinds = ["deployed"] if metafunc.config.getoption("--base-url") else own
        metafunc.parametrize("service", kinds, indirect=True)


def kinds_for(scenario: str) -> list[str]:
    """On which kinds of database a scenario runs: both; or one of them, by its name; or the other one."""
    which = os.environ.get("EACH_SCENARIO_ON", "both")
    of_name = crc32(scenario.encode()) % len(KINDS)
    return {"both": [*KINDS], "one": [KINDS[of_name]], "other": [KINDS[of_name - 1]]}[which]


@pytest.fixture(autouse=True)
def service(
    request: pytest.FixtureRequest, partners: Partners, sender: Sender, recorder: Recorder
) -> Iterator[Service]:
    base_url = request.config.getoption("--base-url")
    if base_url is None:
        with request.getfixturevalue("hostings")(request.param).opened() as (services, found):
            recorder.database = services.database
            sender.service = found
            yield found
        return
    with httpx.Client(base_url=base_url, timeout=60) as client:
        found = Service(client, os.environ.get("KETENMOTOR_DEMO_SECRET"))
        register(found, partners, sender)
        yield found


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture(autouse=True)
def world(
    request: pytest.FixtureRequest, service: Service, partners: Partners, recorder: Recorder
) -> Iterator[World]:
    partners.begin_anew()
    found = World(service, partners)
    yield found
    assert found.refusal is None, f"that was refused: {found.refusal.reasons()}"
    if FEATURE in request.node.stash:
        recorder.keep(request.node.name, request.node.stash[FEATURE])
