"""A demo service as `make run` starts it, fresh for each page."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.docs.pages import ROOT

_COMMAND = "from api.cli import main; main()"
_SECONDS_TO_START = 60


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that stands for `.venv/bin`."""
    folder = tmp_path_factory.mktemp("bin")
    script = folder / "ketenmotor"
    script.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -c "{_COMMAND}" "$@"\n')
    script.chmod(0o755)
    return folder


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, commands: Path) -> Path:
    """A data folder in which everything is deployed."""
    home = tmp_path_factory.mktemp("prepared") / "var"
    command = [commands / "ketenmotor", "demo", "--prepare-only"]
    subprocess.run(command, cwd=ROOT, env=_environment(home, 1), check=True, capture_output=True, timeout=120)
    return home


@pytest.fixture
def demo(prepared: Path, commands: Path, tmp_path: Path) -> Callable[[str], Iterator[str]]:
    """Start a demo with a clock, `virtual` or `system`; gives its address and stops it afterwards."""

    @contextmanager
    def started(clock: str) -> Iterator[str]:
        home, port = tmp_path / "var", _free_port()
        shutil.copytree(prepared, home)
        environment = _environment(home, port) | {"KETENMOTOR_CLOCK": clock}
        with (tmp_path / "log").open("wb") as log:
            process = subprocess.Popen(
                [commands / "ketenmotor", "demo"], cwd=ROOT, env=environment, stdout=log, stderr=log
            )
            try:
                yield _until_ready(f"http://127.0.0.1:{port}", process)
            finally:
                process.send_signal(signal.SIGTERM)
                process.wait(30)

    return started


def _environment(home: Path, port: int) -> Mapping[str, str]:
    return os.environ | {
        "KETENMOTOR_DEMO": "1",
        "KETENMOTOR_HOME": str(home),
        "PORT": str(port),
        "KETENMOTOR_LOG_LEVEL": "error",
    }


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _until_ready(address: str, process: subprocess.Popen[bytes]) -> str:
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(f"{address}/health/ready").status_code == httpx.codes.OK:
                return address
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the demo does not become ready")
