"""The command `ketenmotor` as an operator uses it: real processes, real ports, and its exit codes."""

import base64
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click
import httpx
import pytest
from click.testing import CliRunner

from api.cli import main
from engine.clock import SystemMachineClock
from engine.ids import IdSource
from engine.store.database import Database
from engine.store.keys import KeyStore
from tests.integration.world import model, one_after_the_other

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from api.cli import main; main()"]
DONE, REFUSED, WRONG_USAGE = 0, 1, 2
SECONDS = 60.0


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A demo service of its own, on a port that nobody uses."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    own = {"KETENMOTOR_DEMO": "1", "KETENMOTOR_HOME": str(tmp_path / "home"), "PORT": str(port)}
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return inherited | own


def ketenmotor(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command here: each process of its own takes two seconds to start."""
    done = CliRunner().invoke(main, list(arguments), env=environment, catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def in_a_process(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a process."""
    return subprocess.run(
        [*COMMAND, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=SECONDS
    )


@contextmanager
def serving(
    environment: Mapping[str, str], command: str = "serve", said: str = "Get a token"
) -> Iterator[subprocess.Popen[str]]:
    """Start a subcommand, wait for the line that says that it goes on, and stop it as an operator does."""
    process = subprocess.Popen(
        [*COMMAND, command],
        cwd=ROOT,
        env=environment | {"PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        for line in process.stdout:
            if line.startswith(said):
                break
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.stdout.close()
        process.wait(SECONDS)


def until_ready(environment: Mapping[str, str]) -> str:
    """Return the address of the service once it answers."""
    address = f"http://127.0.0.1:{environment['PORT']}"
    transport = httpx.HTTPTransport(retries=12)  # with a back-off that doubles from half a second
    with httpx.Client(transport=transport, timeout=SECONDS) as client:
        assert client.get(f"{address}/health/ready").json() == {"status": "ready"}
    return address


@pytest.mark.parametrize("processes", ["1", "2"])
def test_migrate_serve_and_token_make_a_working_demo(environment: dict[str, str], processes: str) -> None:
    environment["KETENMOTOR_API_PROCESSES"] = processes
    assert ketenmotor(environment, "migrate").returncode == DONE
    with serving(environment) as process:
        address = until_ready(environment)
        issued = ketenmotor(environment, "token", "anna")
        refused = ketenmotor(environment, "token", "nobody")
        metrics = httpx.get(f"{address}/metrics").text

    assert issued.returncode == DONE
    assert (refused.returncode, refused.stdout) == (REFUSED, "")
    assert "GET /demo/people" in refused.stderr
    assert issued.stdout.count(".") == 2
    assert 'route="/demo/tokens",status="201"} 1.0' in metrics
    assert process.returncode in (DONE, -signal.SIGTERM)


def test_demo_makes_everything_ready_and_stops_it_again(environment: dict[str, str]) -> None:
    environment["KETENMOTOR_CLOCK"] = "virtual"
    with serving(environment, "demo", "Ctrl-C") as process:
        address = until_ready(environment)
        tokens = {
            person: httpx.post(f"{address}/demo/tokens", json={"person": person}).json()["accessToken"]
            for person in ("anna", "beatrix", "quirijn")
        }

        def found(person: str, path: str) -> httpx.Response:
            headers = {"Authorization": f"Bearer {tokens[person]}"}
            return httpx.get(f"{address}/api/v1{path}", headers=headers)

        definitions = found("quirijn", "/process-definitions?latest=true").json()
        partners = found("beatrix", "/partners").json()
        clock = found("anna", "/clock")

    assert definitions["count"] >= 14
    assert partners["count"] >= 14
    assert clock.status_code == httpx.codes.OK
    assert process.returncode == DONE
    again = in_a_process(environment, "demo", "--prepare-only")
    assert (again.returncode, "deployed already" in again.stdout) == (DONE, True)


def test_a_worker_works_until_it_is_told_to_stop(environment: dict[str, str]) -> None:
    assert ketenmotor(environment, "migrate").returncode == DONE

    with serving(environment, "worker", "The worker") as process:
        pass

    assert process.returncode in (DONE, -signal.SIGTERM)


def test_deploy_tells_what_it_deployed_or_why_it_refused(environment: dict[str, str], tmp_path: Path) -> None:
    ketenmotor(environment, "migrate")
    good, bad = tmp_path / "good.bpmn", tmp_path / "bad.bpmn"
    good.write_bytes(model(one_after_the_other("look")))
    bad.write_bytes(b"<definitions")

    deployed = ketenmotor(environment, "deploy", str(good))
    again = ketenmotor(environment, "deploy", str(tmp_path / "good.bpmn"))
    refused = ketenmotor(environment, "deploy", str(tmp_path))
    nothing = ketenmotor(environment, "deploy", str(ROOT / "migrations"))

    assert (deployed.returncode, "deployed  process p, version 1" in deployed.stdout) == (DONE, True)
    assert "unchanged process p, version 1" in again.stdout
    assert (refused.returncode, refused.stdout.splitlines()[-1]) == (REFUSED, "Nothing was deployed.")
    assert "bad.bpmn" in refused.stdout
    assert nothing.returncode == WRONG_USAGE


def test_purge_says_what_it_took_away(environment: dict[str, str]) -> None:
    ketenmotor(environment, "migrate")

    answer = ketenmotor(environment, "purge")

    assert answer.returncode == DONE
    assert answer.stdout.startswith("Destroyed 0 instances")


def test_verify_says_what_it_looked_at(environment: dict[str, str]) -> None:
    ketenmotor(environment, "migrate")

    answer = ketenmotor(environment, "verify")

    assert answer.returncode == DONE, answer.stderr
    assert answer.stdout.endswith("All is as it was written.\n")
    assert ketenmotor(environment, "verify", "everything").returncode == WRONG_USAGE


def test_a_house_is_entered(environment: dict[str, str]) -> None:
    ketenmotor(environment, "migrate")

    entered = ketenmotor(environment, "house", "oost", "Huis Oost", "--organisation", "zvh-oost")
    wrong = ketenmotor(environment, "house", "Huis Oost", "Oost", "--organisation", "zvh-oost")

    assert (entered.returncode, entered.stdout) == (DONE, "House oost is entered.\n"), entered.stderr
    assert wrong.returncode == WRONG_USAGE


def test_the_master_key_is_replaced_while_both_are_known(environment: dict[str, str]) -> None:
    first, second = (base64.b64encode(bytes([number] * 32)).decode() for number in (1, 2))
    ketenmotor(environment | {"KETENMOTOR_MASTER_KEY": first}, "migrate")
    keys = Path(environment["KETENMOTOR_HOME"]) / "keys.sqlite"
    store = KeyStore(Database(f"sqlite:///{keys}").engine, bytes([1] * 32), IdSource(SystemMachineClock()))
    store.key("service")
    store.close()
    new = environment | {"KETENMOTOR_MASTER_KEY": second}

    alone = ketenmotor(new, "rotate-master-key")
    both = ketenmotor(new | {"KETENMOTOR_PREVIOUS_MASTER_KEY": first}, "rotate-master-key")
    again = ketenmotor(new | {"KETENMOTOR_PREVIOUS_MASTER_KEY": first}, "rotate-master-key")

    assert (alone.returncode, "KETENMOTOR_PREVIOUS_MASTER_KEY is not set" in alone.stderr) == (REFUSED, True)
    assert (both.returncode, both.stdout.splitlines()[0]) == (
        DONE,
        "Wrapped 1 keys with the present master key.",
    )
    assert again.stdout.startswith("Wrapped 0 keys")
    same = ketenmotor(new | {"KETENMOTOR_PREVIOUS_MASTER_KEY": second}, "rotate-master-key")
    assert (same.returncode, "the same key" in same.stderr) == (REFUSED, True), "nothing would be replaced"


@pytest.mark.parametrize("command", ["serve", "worker", "purge", "verify"])
def test_nothing_starts_on_a_database_that_was_never_migrated(
    environment: dict[str, str], command: str
) -> None:
    answer = ketenmotor(environment, command)

    assert answer.returncode == REFUSED
    assert "ketenmotor migrate" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_demo_is_refused_on_a_live_service(environment: dict[str, str]) -> None:
    live = {
        "KETENMOTOR_DEMO": "0",
        "KETENMOTOR_OIDC_ISSUER": "https://id.example.nl",
        "KETENMOTOR_MASTER_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    }

    answer = in_a_process(environment | live, "demo")

    assert (answer.returncode, "set KETENMOTOR_DEMO=1" in answer.stderr) == (REFUSED, True)


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_refused_in_one_sentence(environment: dict[str, str], command: str) -> None:
    ketenmotor(environment, "migrate")
    with socket.socket() as other:
        other.bind(("127.0.0.1", int(environment["PORT"])))
        other.listen()
        answer = ketenmotor(environment, command)

    assert answer.returncode == REFUSED
    assert answer.stderr.startswith(f"Error: Port {environment['PORT']} of 127.0.0.1 cannot be had")
    assert len(answer.stderr.splitlines()) == 1


def test_a_wrong_setting_stops_the_start_in_one_sentence(environment: dict[str, str]) -> None:
    answer = in_a_process(environment | {"PORT": "eighty"}, "serve")

    assert answer.returncode == REFUSED
    assert answer.stderr == "Error: PORT must be a whole number from 1 to 65535, not 'eighty'.\n"


def test_a_start_in_the_other_mode_is_refused(environment: dict[str, str]) -> None:
    ketenmotor(environment, "migrate")
    live = environment | {
        "KETENMOTOR_DEMO": "0",
        "KETENMOTOR_OIDC_ISSUER": "https://id.example.nl",
        "KETENMOTOR_MASTER_KEY": "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    }

    for command in ("migrate", "serve"):
        answer = ketenmotor(live, command)
        assert (answer.returncode, "stamped demo for ever" in answer.stderr) == (REFUSED, True)


def test_a_token_needs_a_running_service(environment: dict[str, str]) -> None:
    answer = ketenmotor(environment, "token", "anna")

    assert answer.returncode == REFUSED
    assert "ketenmotor serve" in answer.stderr


@pytest.mark.parametrize("arguments", [["dance"], ["token"], ["serve", "--loudly"]])
def test_wrong_usage_is_told_apart(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == WRONG_USAGE


@pytest.mark.parametrize("command", main.list_commands(click.Context(main)))
def test_every_command_explains_itself(command: str) -> None:
    answer = CliRunner().invoke(main, [command, "--help"])

    assert answer.exit_code == DONE
    assert answer.stdout.startswith("Usage:")
    found = main.get_command(click.Context(main), command)
    assert found is not None
    assert found.help


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_a_database_that_is_away_stops_the_start_with_one_sentence(
    environment: dict[str, str], tmp_path: Path, command: str
) -> None:
    away = environment | {"DATABASE_URL": f"postgresql:///x?host={tmp_path}"}

    answer = ketenmotor(away, command)

    assert answer.returncode == REFUSED
    assert answer.stderr.splitlines() == [
        "Error: A database does not answer: look at DATABASE_URL and KETENMOTOR_KEYS_URL."
    ]
