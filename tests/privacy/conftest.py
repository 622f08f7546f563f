"""A service with the chain deployed, called in this process by anybody with any token."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse, create_environ, run_wsgi_app

from api.app import create_app
from api.demo_data import deploy_models, enter_demo_data
from api.demo_people import demo_people
from api.log_lines import configure_logging
from api.services import Demo
from api.wsgi import services_of
from engine.access.person import Person
from engine.clock import VirtualClock
from engine.commands.services import Services, open_services
from engine.settings import Settings
from tests.conftest import START, TEMPLATE
from tests.postgresql import Server

BASE = "/api/v1"
_ENVIRON = create_environ(base_url="http://127.0.0.1:8000")


@dataclass(frozen=True, slots=True)
class Told:
    """All that somebody was told: each byte of an answer, as text."""

    status: int
    headers: str
    body: str


@dataclass
class Chain:
    """The service as its callers see it.

    Args:
        services: what it works with.
        client: sends requests.
        demo: makes tokens.
    """

    services: Services
    client: FlaskClient
    demo: Demo
    people: dict[str, Person] = field(
        default_factory=lambda: {name: one.person for name, one in demo_people().items()}
    )

    tokens: dict[Person, str] = field(default_factory=dict)

    def call(self, person: Person | str, method: str, path: str, **options: Any) -> TestResponse:
        """Send a request as a demo person or as anybody else."""
        who = self.people[person] if isinstance(person, str) else person
        headers = {"Authorization": self._token(who), **options.pop("headers", {})}
        return self.client.open(f"{BASE}{path}", method=method, headers=headers, **options)

    def ask(
        self, person: Person, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Told:
        """Send a GET or a HEAD as WSGI has it: a client, with its cookies, costs a tenth of an answer."""
        path, _, query = path.partition("?")
        asked = {"REQUEST_METHOD": method, "PATH_INFO": BASE + unquote(path), "QUERY_STRING": query}
        sent = {"HTTP_AUTHORIZATION": self._token(person), **(headers or {})}
        body, status, told = run_wsgi_app(
            self.client.application, {**_ENVIRON, **asked, **sent, "wsgi.input": BytesIO()}, buffered=True
        )
        return Told(int(status[:3]), str(told), b"".join(body).decode())

    def _token(self, person: Person) -> str:
        if person not in self.tokens:
            self.tokens[person] = f"Bearer {self.demo.tokens.issue(person)}"
        return self.tokens[person]

    def done(self, person: Person | str, method: str, path: str, **options: Any) -> Any:
        """Send a request that succeeds; return what it answers."""
        answer = self.call(person, method, path, **options)
        assert answer.status_code < 400, f"{method} {path}: {answer.get_data(as_text=True)}"
        return answer.get_json(silent=True)


@contextmanager
def statements() -> Iterator[list[str]]:
    """Note the text of each statement that is sent to any database."""
    sent: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def chains(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """Open a service on a fresh database of a kind, with houses, partners and models in it."""

    template: list[Path] = []

    @contextmanager
    def opened(kind: str) -> Iterator[Chain]:
        folder = tmp_path_factory.mktemp("chain")
        if kind == "postgresql":
            server: Server = request.getfixturevalue("postgresql")
            name = f"privacy_{os.getpid()}_{folder.name}"
            server.clone(TEMPLATE, name)
            with _chain(server.url(name), folder, empty=True) as chain:
                yield chain
            server.drop(name)
            return
        if not template:
            template.append(tmp_path_factory.mktemp("prepared"))
            shutil.copyfile(request.getfixturevalue("sqlite_template"), template[0] / "main.sqlite")
            with _chain(f"sqlite:///{template[0] / 'main.sqlite'}", template[0], empty=True):
                pass  # deployed once, for all that follow
        shutil.copytree(template[0], folder, dirs_exist_ok=True)
        with _chain(f"sqlite:///{folder / 'main.sqlite'}", folder, empty=False) as chain:
            yield chain

    return opened


@contextmanager
def _chain(url: str, folder: Path, *, empty: bool) -> Iterator[Chain]:
    settings = Settings.from_environment(
        {
            "DATABASE_URL": url,
            "KETENMOTOR_KEYS_URL": f"sqlite:///{folder / 'keys.sqlite'}",
            "KETENMOTOR_HOME": str(folder),
            "KETENMOTOR_DEMO": "1",
            "KETENMOTOR_CLOCK": "virtual",
            "KETENMOTOR_LOG_LEVEL": "error",
        }
    )
    engine = open_services(settings, VirtualClock(START))
    configure_logging("error")
    if empty:
        enter_demo_data(engine)
        deploy_models(engine)
    services = services_of(settings, engine, {})
    assert services.demo is not None, "a demo was opened"
    yield Chain(engine, create_app(services).test_client(), services.demo)
    engine.close()
