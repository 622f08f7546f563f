"""`ketenmotor serve` with two API processes on PostgreSQL, and callers that ask all at once over loopback."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]
SECONDS = 60.0
TRIES = 20


@dataclass(frozen=True, slots=True)
class Service:
    """A running service.

    Args:
        address: where it answers.
        process_id: the process that started the API processes.
        tokens: by demo person, as far as they were asked for.
    """

    address: str
    process_id: int
    tokens: dict[str, str] = field(default_factory=dict)

    def ask(self, person: str, method: str, path: str, **options: object) -> httpx.Response:
        """Make a request over a connection of its own, again when the connection breaks."""
        transport = httpx.HTTPTransport(retries=TRIES)
        with httpx.Client(base_url=self.address, transport=transport, timeout=SECONDS) as client:
            headers = {"Authorization": f"Bearer {self._token(client, person)}"} | dict(
                options.pop("headers", {})  # type: ignore[call-overload]
            )
            for _ in range(TRIES):
                try:
                    return client.request(method, f"/api/v1{path}", headers=headers, **options)  # type: ignore[arg-type]
                except httpx.TransportError:
                    continue
        raise AssertionError(f"{method} {path}: nobody answers")

    def together(self, person: str, calls: list[tuple[str, dict[str, object]]]) -> list[httpx.Response]:
        """Post all bodies at the same time, each with an `Idempotency-Key` of its own."""

        def post(numbered: tuple[int, tuple[str, dict[str, object]]]) -> httpx.Response:
            number, (path, body) = numbered
            return self.ask(person, "POST", path, json=body, headers={"Idempotency-Key": f"{path}-{number}"})

        with ThreadPoolExecutor(len(calls)) as pool:
            return list(pool.map(post, enumerate(calls)))

    def kill_one_process(self) -> None:
        """End one API process as `kill -9` does."""
        os.kill(self.processes()[0], signal.SIGKILL)

    def processes(self) -> list[int]:
        """The API processes that run."""
        children = Path(f"/proc/{self.process_id}/task/{self.process_id}/children").read_text().split()
        return [int(child) for child in children]

    def _token(self, client: httpx.Client, person: str) -> str:
        if person not in self.tokens:
            answer = client.post("/demo/tokens", json={"person": person})
            self.tokens[person] = answer.json()["accessToken"]
        return self.tokens[person]


@contextmanager
def serving(database_url: str, home: Path, processes: int) -> Iterator[Service]:
    """Start the service on a demo database that is up to date, and stop it at the end."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    environment = _environment(database_url, home, port, processes)
    subprocess.run([*COMMAND, "migrate"], cwd=ROOT, env=environment, check=True, capture_output=True)
    process = subprocess.Popen(
        [*COMMAND, "serve"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        service = Service(f"http://127.0.0.1:{port}", process.pid)
        _await_ready(service)
        yield service
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)


def _environment(database_url: str, home: Path, port: int, processes: int) -> Mapping[str, str]:
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | {
        "KETENMOTOR_DEMO": "1",
        "KETENMOTOR_HOME": str(home),
        "DATABASE_URL": database_url.replace("+psycopg", ""),
        "KETENMOTOR_API_PROCESSES": str(processes),
        "PORT": str(port),
    }


def _await_ready(service: Service) -> None:
    transport = httpx.HTTPTransport(retries=8)  # with a back-off that doubles from half a second
    with httpx.Client(transport=transport, timeout=SECONDS) as client:
        client.get(f"{service.address}/health/ready").raise_for_status()
