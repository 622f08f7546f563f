"""The services of an API process are what its settings and its database say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from api.demo_tokens import KEY_VARIABLE, DemoTokens
from api.oidc import OidcVerifier
from api.wsgi import services_of
from engine.clock import VirtualClock
from engine.commands.services import Services as EngineServices
from engine.commands.services import open_services
from engine.errors import Unauthenticated
from engine.settings import Mode, Settings
from engine.store.migration import migrate
from engine.store.stamp import WrongModeError
from tests.conftest import START

LIVE = {
    "KETENMOTOR_OIDC_ISSUER": "https://id.example.nl",
    "KETENMOTOR_MASTER_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
}


def settings_on(url: str, **environment: str) -> Settings:
    return Settings.from_environment({"DATABASE_URL": url} | environment)


@pytest.fixture
def engine(demo_settings: Settings) -> Iterator[EngineServices]:
    engine = open_services(demo_settings)
    yield engine
    engine.close()


@pytest.fixture
def demo_settings(fresh_database_url: str, tmp_path: Path) -> Settings:
    return settings_on(fresh_database_url, KETENMOTOR_DEMO="1", KETENMOTOR_HOME=str(tmp_path))


def test_a_demo_makes_its_own_tokens(demo_settings: Settings, engine: EngineServices) -> None:
    services = services_of(demo_settings, engine, {})

    assert isinstance(services.tokens, DemoTokens)
    assert services.demo is not None


def test_a_live_service_asks_the_issuer(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'live.sqlite'}"
    migrate(url, Mode.LIVE, VirtualClock(START))
    settings = settings_on(url, KETENMOTOR_HOME=str(tmp_path), **LIVE)
    engine = open_services(settings)

    services = services_of(settings, engine, {})
    engine.close()

    assert isinstance(services.tokens, OidcVerifier)
    assert services.demo is None


def test_processes_that_inherit_one_key_take_each_other_s_tokens(
    demo_settings: Settings, engine: EngineServices
) -> None:
    inherited = {KEY_VARIABLE: "ab" * 32}
    first = services_of(demo_settings, engine, inherited)
    second = services_of(demo_settings, engine, inherited)
    stranger = services_of(demo_settings, engine, {})
    assert first.demo is not None
    person = first.demo.people["anna"].person
    token = first.demo.tokens.issue(person)

    assert second.tokens.verify(token) == person
    with pytest.raises(Unauthenticated):
        stranger.tokens.verify(token)


def test_a_process_does_not_start_on_a_database_of_the_other_mode(
    fresh_database_url: str, engine: EngineServices
) -> None:
    with pytest.raises(WrongModeError):
        services_of(settings_on(fresh_database_url, **LIVE), engine, {})


def test_readiness_asks_the_database(demo_settings: Settings, engine: EngineServices) -> None:
    services = services_of(demo_settings, engine, {})

    assert list(services.readiness) == ["database"]
    services.readiness["database"]()
