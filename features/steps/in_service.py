"""Steps about a service that a house uses for real people, with an issuer of tokens of its own."""

from __future__ import annotations

import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey
from pytest_bdd import parsers, step

from api.app import create_app
from api.openapi import BASE
from api.wsgi import services_of
from engine.clock import SystemMachineClock, VirtualClock
from engine.commands.services import open_services
from engine.settings import Mode, Settings
from engine.store.migration import migrate
from features.steps.service import Answer, Json
from features.steps.world import World
from tests.conftest import START

KEY = RSAKey.generate_key(2048, {"kid": "issuer", "use": "sig"})
ADVICE = ("advice", "advice-case-number", "advice-follow-up", "advice-request", "advice-standstill")


@dataclass
class LiveService:
    """A service in use, asked by one person who logs in anew each time."""

    client: httpx.Client
    issuer: str

    def call(self, method: str, path: str, claims: Json, **request: Any) -> Answer:
        """Ask with a fresh token that says this."""
        now = int(SystemMachineClock().now().timestamp())
        said = {"iss": self.issuer, "aud": "ketenmotor", "iat": now, "exp": now + 300, **claims}
        token = jwt.encode({"alg": "RS256", "kid": KEY.kid}, said, KEY)
        headers = {"Authorization": f"Bearer {token}"}
        answer = self.client.request(method, BASE + path, headers=headers, **request)
        return Answer(answer.status_code, answer.json(), f"{method} {path}")

    def deploy(self, dpia: str | None, *, manifest_alone: bool = False) -> Answer:
        """Deploy the process of advice, or only the manifest, with this reference of an assessment."""
        manifest = json.loads(Path("bpmn/chain.json").read_bytes())
        manifest.pop("dpia")
        if dpia is not None:
            manifest["dpia"] = dpia
        files = {"chain.json": json.dumps(manifest).encode()}
        if not manifest_alone:
            paths = [Path("bpmn/lawfulness-advice.bpmn"), Path("bpmn/terms.dmn")]
            paths += [Path(f"forms/{name}.form") for name in ADVICE]
            files |= {path.name: path.read_bytes() for path in paths}
        resources = [("resources", item) for item in files.items()]
        return self.call("POST", "/deployments", person("Dora", "designer"), files=resources)


def person(name: str, *roles: str) -> Json:
    """What the token of somebody says who logged in as a house asks."""
    return {
        "sub": name.lower(),
        "name": name,
        "houses": ["noord"],
        "organisation": "zvh-noord",
        "roles": list(roles),
        "amr": ["pwd", "otp"],
    }


@pytest.fixture
def live() -> Iterator[LiveService]:
    with tempfile.TemporaryDirectory() as folder, _issuer() as issuer:
        url = f"sqlite:///{folder}/live.sqlite"
        migrate(url, Mode.LIVE, VirtualClock(START))
        environment = {
            "DATABASE_URL": url,
            "KETENMOTOR_HOME": folder,
            "KETENMOTOR_MASTER_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            "KETENMOTOR_OIDC_ISSUER": issuer,
            "KETENMOTOR_LOG_LEVEL": "error",
        }
        settings = Settings.from_environment(environment)
        with closing(open_services(settings)) as services:
            app = create_app(services_of(settings, services, {}))
            with httpx.Client(transport=httpx.WSGITransport(app), base_url="http://127.0.0.1:8000") as client:
                yield LiveService(client, issuer)


@contextmanager
def _issuer() -> Iterator[str]:
    """An OpenID Connect issuer on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Issuer)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


class _Issuer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host, port = self.server.server_address[:2]
        issuer = f"http://{host!s}:{port}"
        document = {"issuer": issuer, "jwks_uri": f"{issuer}/keys"}
        keys = {"keys": [KEY.as_dict(private=False)]}
        content = json.dumps(keys if self.path == "/keys" else document).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """An issuer's log says nothing of the service."""


@step(parsers.re(r"een huis de dienst voor echte mensen gebruikt"))
@step(parsers.re(r"a house uses the service for real people"))
def in_use(live: LiveService) -> None:
    live.client.get("/health/ready").raise_for_status()


@step(parsers.re(r"de ontwerper een zaaktype in gebruik neemt zonder DPIA"))
@step(parsers.re(r"the designer deploys a case type without a DPIA"))
def without_assessment(world: World, live: LiveService) -> None:
    _keep(world, live.deploy(None))


@step(parsers.re(r'de ontwerper een zaaktype in gebruik neemt met DPIA "(?P<reference>[^"]+)"'))
@step(parsers.re(r'the designer deploys a case type with DPIA "(?P<reference>[^"]+)"'))
def with_assessment(world: World, live: LiveService, reference: str) -> None:
    _keep(world, live.deploy(reference))


@step(parsers.re(r"de ontwerper de DPIA uit het manifest haalt"))
@step(parsers.re(r"the designer takes the DPIA out of the manifest"))
def assessment_taken_out(world: World, live: LiveService) -> None:
    _keep(world, live.deploy(None, manifest_alone=True))


def _keep(world: World, answer: Answer) -> None:
    if answer.refused:
        world.refusal = Answer(answer.status, _of_rules(answer.body), answer.request)
    else:
        answer.expect(201)


def _of_rules(body: Json) -> Json:
    """The refusal with each rule where a refusal has its codes."""
    return {**body, "errors": [{**error, "code": error.get("rule")} for error in body.get("errors", ())]}


@step(parsers.re(r"kent de dienst (?P<number>geen|\d+) zaaktypen?"))
@step(parsers.re(r"the service knows (?P<number>no|\d+) case types?"))
def case_types(live: LiveService, number: str) -> None:
    found = live.call("GET", "/cases/types", person("Bram", "process-director")).expect(200)["results"]
    assert len(found) == (int(number) if number.isdigit() else 0), found


@step(parsers.re(r'"(?P<name>[^"]+)" inlogt met (?P<methods>[a-z, ]+)'))
@step(parsers.re(r'"(?P<name>[^"]+)" logs in with (?P<methods>[a-z, ]+)'))
def logs_in(world: World, live: LiveService, name: str, methods: str) -> None:
    known = {"wachtwoord": "pwd", "code": "otp", "pincode": "pin", "password": "pwd", "pin": "pin"}
    amr = [known[one] for one in methods.replace(" en ", ", ").replace(" and ", ", ").split(", ")]
    _log_in(world, live, {**person(name, "process-director"), "amr": amr})


@step(parsers.re(r'"(?P<name>[^"]+)" inlogt zonder dat een organisatie voor hem instaat'))
@step(parsers.re(r'"(?P<name>[^"]+)" logs in without an organisation that vouches for them'))
def without_organisation(world: World, live: LiveService, name: str) -> None:
    claims = person(name, "process-director")
    del claims["organisation"]
    _log_in(world, live, claims)


def _log_in(world: World, live: LiveService, claims: Json) -> None:
    answer = live.call("GET", "/cases", claims)
    world.refusal = answer if answer.refused else None


@step(parsers.re(r'komt "(?P<name>[^"]+)" binnen'))
@step(parsers.re(r'"(?P<name>[^"]+)" gets in'))
def gets_in(world: World, name: str) -> None:
    assert world.refusal is None, f"{name} was kept out: {world.refusal.reasons()}"


@step(parsers.re(r"zijn er geen verzonnen mensen of tokens"))
@step(parsers.re(r"there are no fictitious people or tokens"))
def nothing_fictitious(live: LiveService) -> None:
    assert live.client.get("/demo/people").status_code == 404
    assert live.client.post("/demo/tokens", json={"person": "bram"}).status_code == 404
    clock = live.call("PUT", "/clock", person("Otto", "operator"), json={"now": "2030-01-01T00:00:00Z"})
    assert clock.status == 404, clock.body
