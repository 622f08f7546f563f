"""The service as operators run it: `ketenmotor serve` in one process, on a PostgreSQL that loses nothing.

Several may serve one database beside each other, each with its own arguments, to compare them.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import httpx
import psycopg

from tests.postgresql import Server, durable_server

ROOT = Path(__file__).parents[1]
_BACKENDS: Final = "select pid from pg_stat_activity where application_name = %s"
_AS_SHIPPED: Final = ("-c", "from api.cli import main; main()")
_DATABASE = "bench"
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Service:
    """A running service.

    Args:
        name: by which its connections are known to the database.
        port: on loopback.
        database: its PostgreSQL.
        process_id: of `ketenmotor serve`, which starts the API process.
        tokens: by demo person, as far as they were asked for.
    """

    name: str
    port: int
    database: Server
    process_id: int
    tokens: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        """SQLAlchemy address of its main database."""
        return self.database.url(_DATABASE)

    def headers(self, person: str) -> dict[str, str]:
        """Return the headers with which a demo person asks."""
        if person not in self.tokens:
            answer = httpx.post(f"{self.address}/demo/tokens", json={"person": person})
            self.tokens[person] = answer.raise_for_status().json()["accessToken"]
        return {"Authorization": f"Bearer {self.tokens[person]}"}

    def cpu_seconds(self) -> float:
        """Return the processor time of its processes, which depends least on what else runs here."""
        children = Path(f"/proc/{self.process_id}/task/{self.process_id}/children").read_text().split()
        return sum(_cpu_seconds(process) for process in (str(self.process_id), *children))

    def backend_cpu_seconds(self) -> float:
        """Return the processor time of the PostgreSQL processes that its connections have."""
        with psycopg.connect(self.database_url.replace("+psycopg", "")) as connection:
            found = connection.execute(_BACKENDS, [self.name]).fetchall()
        return sum(_backend_cpu_seconds(process) for (process,) in found)

    def deploy(self, files: Mapping[str, bytes]) -> None:
        """Deploy files by name."""
        resources = [("resources", (name, content)) for name, content in files.items()]
        answer = httpx.post(
            f"{self.address}/api/v1/deployments",
            files=resources,
            headers=self.headers("lieke"),
            timeout=_SECONDS,
        )
        assert answer.status_code == 201, answer.text


@contextmanager
def running_service() -> Iterator[Service]:
    """Start a database and one API process, and stop both at the end."""
    with running_services({"shipped": ()}) as (service,):
        yield service


@contextmanager
def running_services(programs: Mapping[str, Sequence[str]]) -> Iterator[tuple[Service, ...]]:
    """Start a database and one API process for each program, and stop all at the end.

    Args:
        programs: arguments of Python that stand for `ketenmotor`, by name; none for the command as shipped.
    """
    home = Path(tempfile.mkdtemp(prefix="ketenmotor-bench-"))
    try:
        with durable_server() as server, ExitStack() as running:
            server.execute("create database {}", _DATABASE)
            environment = os.environ | {
                "KETENMOTOR_DEMO": "1",
                "KETENMOTOR_HOME": str(home),
                "DATABASE_URL": server.url(_DATABASE).replace("+psycopg", ""),
                "KETENMOTOR_API_PROCESSES": "1",
                "KETENMOTOR_RATE_LIMIT": "0",
                "PYTHONUNBUFFERED": "1",
            }
            migrate = [sys.executable, *_AS_SHIPPED, "migrate"]
            subprocess.run(migrate, cwd=ROOT, env=environment, check=True, capture_output=True)
            yield tuple(
                running.enter_context(_serving(name, program or _AS_SHIPPED, server, home, environment))
                for name, program in programs.items()
            )
    finally:
        shutil.rmtree(home)


@contextmanager
def _serving(
    name: str, program: Sequence[str], server: Server, home: Path, environment: Mapping[str, str]
) -> Iterator[Service]:
    port = _unused_port()
    own = {"PORT": str(port), "PGAPPNAME": name}
    with (home / f"{name}.log").open("w") as lines:
        process = subprocess.Popen(
            [sys.executable, *program, "serve"],
            cwd=ROOT,
            env={**environment, **own},
            stdout=subprocess.DEVNULL,
            stderr=lines,
        )
        try:
            _await_ready(port)
            yield Service(name, port, server, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(_SECONDS)


def _unused_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def _await_ready(port: int) -> None:
    transport = httpx.HTTPTransport(retries=8)  # with a back-off that doubles from half a second
    with httpx.Client(transport=transport, timeout=_SECONDS) as client:
        client.get(f"http://127.0.0.1:{port}/health/ready").raise_for_status()


def _cpu_seconds(process: str) -> float:
    """Return user and system time, fields 14 and 15 of proc(5); the name in front may hold spaces."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _backend_cpu_seconds(process: int) -> float:
    """Return the same of a process with one thread, to the nanosecond: it does little at a time."""
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
