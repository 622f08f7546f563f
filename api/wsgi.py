"""The application as a WSGI server starts it: all services made from environment variables."""

import gc
import os
from collections.abc import Mapping

from flask import Flask
from sqlalchemy import text

from api.app import create_app
from api.demo_people import demo_people
from api.demo_tokens import KEY_VARIABLE, DemoTokens, demo_key
from api.log_lines import configure_logging
from api.oidc import OidcVerifier
from api.services import Demo, Services
from api.tokens import Expectations
from engine.clock import MachineClock
from engine.commands.services import Services as EngineServices
from engine.commands.services import open_services
from engine.settings import Settings


def application() -> Flask:
    """Build the application of this process.

    Raises:
        SettingError: a setting is wrong.
        WrongModeError: the database is for the other mode.
    """
    settings = Settings.from_environment(os.environ)
    configure_logging(settings.log_level)
    app = create_app(services_of(settings, open_services(settings), os.environ))
    # What the process has now it keeps: the search for garbage among it took a quarter of each request.
    gc.collect()
    gc.freeze()
    return app


def served_application() -> Flask:
    """Build the application in a process of its own that `ketenmotor serve` started.

    Ctrl-C reaches it through `serve` alone: two signals at a time can leave a granian process hanging.

    Raises:
        SettingError: a setting is wrong.
        WrongModeError: the database is for the other mode.
    """
    os.setpgrp()
    return application()


def services_of(settings: Settings, engine: EngineServices, environment: Mapping[str, str]) -> Services:
    """Make the services that the settings describe.

    Args:
        settings: of this process.
        engine: what commands work with, which the caller closes.
        environment: what the parent process handed down.

    Raises:
        WrongModeError: the database is for the other mode.
        MissingWallsError: the database has no walls between houses that its account can stand behind.
    """
    clock = engine.machine_clock
    engine.database.check(settings.mode)

    def answers() -> None:
        with engine.database.read() as connection:
            connection.execute(text("select 1"))

    demo = Demo(_demo_tokens(settings, clock, environment), demo_people()) if settings.demo else None
    return Services(
        settings=settings,
        machine_clock=clock,
        ids=engine.ids,
        engine=engine,
        tokens=demo.tokens if demo else _oidc_verifier(settings, clock),
        demo=demo,
        readiness={"database": answers},
    )


def _demo_tokens(settings: Settings, clock: MachineClock, environment: Mapping[str, str]) -> DemoTokens:
    inherited = environment.get(KEY_VARIABLE)
    return DemoTokens(
        settings, clock, bytes.fromhex(inherited) if inherited else demo_key(settings.demo_secret)
    )


def _oidc_verifier(settings: Settings, clock: MachineClock) -> OidcVerifier:
    assert settings.oidc_issuer is not None, "settings without demo mode name an issuer"
    expected = Expectations.from_settings(settings, settings.oidc_issuer)
    return OidcVerifier(expected, clock, settings.oidc_keys_lifetime)
