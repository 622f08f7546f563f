"""Where the service of a scenario runs: in this process on a fresh database, or elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import httpx
from flask import Flask
from sqlalchemy import Engine, make_url
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from api.app import create_app
from api.demo_data import deploy_models, enter_demo_data
from api.demo_people import DemoPerson
from api.log_lines import configure_logging
from api.openapi import BASE
from api.services import Services as ApiServices
from api.services import attach
from api.wsgi import services_of
from engine.clock import VirtualClock
from engine.commands.definitions import Definitions
from engine.commands.services import Services, open_services
from engine.settings import Settings
from engine.store.case_catalogues import CaseCatalogues
from engine.store.database import Database
from features.steps.service import Service
from tests.conftest import START
from tests.postgresql import Server

ADDRESS = "http://127.0.0.1:8000"
LIVE = "live"


class Databases(Protocol):
    """One kind of database: makes copies that live until they are dropped."""

    def copy(self, address: str, folder: Path) -> str:
        """Copy a database for a folder of its own; return the copy's address."""
        ...

    def drop(self, address: str) -> None:
        """Drop a copy."""
        ...


class Files:
    """SQLite: copies are files in the folder, and go with it."""

    def copy(self, address: str, folder: Path) -> str:
        shutil.copyfile(address.removeprefix("sqlite:///"), folder / "main.sqlite")
        return f"sqlite:///{folder / 'main.sqlite'}"

    def drop(self, address: str) -> None:
        """The folder is deleted anyway."""


class Clones:
    """Databases of one PostgreSQL server."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def copy(self, address: str, folder: Path) -> str:
        name = f"features_{os.getpid()}_{folder.name}"
        self._server.clone(_name(address), name)
        return self._server.url(name)

    def drop(self, address: str) -> None:
        self._server.drop(_name(address))


def _name(address: str) -> str:
    name = make_url(address).database
    assert name is not None, "the tests' databases have names"
    return name


class Hosting:
    """Makes services in this process, one after another, each on a fresh copy of a filled database.

    The copies have one address, so that what is compiled and read for the first serves the next ones.

    Args:
        folder: for files; the templates and the copies.
        databases: the kind of database.
        migrated: address of an up-to-date, empty database of that kind.

    `people` are those of the service that was opened last; who is added may ask for a token.
    """

    def __init__(self, folder: Path, databases: Databases, migrated: str) -> None:
        self._folder = folder
        self._databases = databases
        self._keys = folder / "template-keys.sqlite"
        self._template = databases.copy(migrated, folder)
        self._definitions = Definitions()
        self._catalogues = CaseCatalogues()
        self._engine: Engine | None = None
        self._app: Flask | None = None
        self.people: dict[str, DemoPerson] = {}

    def prepare(self, register: Callable[[Service], None]) -> None:
        """Fill the template: houses, partners and models; `register` enters the partners' addresses."""
        with self._opened(self._template, self._keys) as (services, service):
            enter_demo_data(services)
            deploy_models(services)
            services.signing.current()  # each copy would make a key of its own, which takes long
            register(service)

    @contextmanager
    def opened(self) -> Iterator[tuple[Services, Service]]:
        """Run a service on a copy of the template; with what it works with, to look behind it."""
        folder = self._folder / LIVE
        folder.mkdir()
        shutil.copyfile(self._keys, folder / "keys.sqlite")
        database = self._databases.copy(self._template, folder)
        try:
            with self._opened(database, folder / "keys.sqlite") as found:
                yield found
        finally:
            self._databases.drop(database)
            shutil.rmtree(folder)

    @contextmanager
    def _opened(self, database: str, keys: Path) -> Iterator[tuple[Services, Service]]:
        settings = Settings.from_environment(
            {
                "DATABASE_URL": database,
                "KETENMOTOR_KEYS_URL": f"sqlite:///{keys}",
                "KETENMOTOR_HOME": str(self._folder),
                "KETENMOTOR_DEMO": "1",
                "KETENMOTOR_CLOCK": "virtual",
                "KETENMOTOR_LOG_LEVEL": "error",
                "KETENMOTOR_RATE_LIMIT": "0",  # the clock of the machine stands still: a minute never ends
            }
        )
        services = replace(
            open_services(settings, VirtualClock(START)),
            definitions=self._definitions,
            catalogues=self._catalogues,
        )
        if database != self._template:
            self._keep_compiled(services.database)
        configure_logging("error")
        served = services_of(settings, services, os.environ)
        assert served.demo is not None, "the settings say so"
        self.people = dict(served.demo.people)
        app = self._application(replace(served, demo=replace(served.demo, people=self.people)))
        with httpx.Client(transport=httpx.WSGITransport(app), base_url=ADDRESS) as client:
            yield services, Service(client)
        services.close()

    def _keep_compiled(self, database: Database) -> None:
        """Go on with the engine of the scenario before: it knows the statements."""
        if self._engine is None:
            self._engine = database.engine
            return
        database.close()
        database.engine = self._engine

    def _application(self, services: ApiServices) -> Flask:
        """The application with these services; it is built once, which takes longer than most requests."""
        if self._app is None:
            self._app = create_app(services)
        dispatcher = self._app.wsgi_app
        assert isinstance(dispatcher, DispatcherMiddleware), "the resources are mounted in the root"
        for app in (self._app, dispatcher.mounts[BASE].__self__):
            attach(app, services)
        return self._app
