"""A small world for tests of commands: services on a database, people, models."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.access.person import Person
from engine.clock import VirtualClock
from engine.commands.definitions import Definitions
from engine.commands.deploy import Deployment, deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.ids import IdSource
from engine.store.business_time import start_virtual_clock
from engine.store.database import Database
from engine.store.keys import KeyStore
from engine.store.signing import SigningKeys

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
HOUSE = "noord"
MASTER = bytes(range(32))

ANNA = Person("anna", "Anna", (HOUSE,), "gemeente", frozenset({"worker"}))
BRAM = Person("bram", "Bram", (HOUSE,), "politie", frozenset({"worker"}))
MACHINE = Person("machine", "Machine", (HOUSE,), "house-noord", frozenset({"integrator"}), machine=True)
OPERATOR = Person("olga", "Olga", (HOUSE,), "house-noord", frozenset({"operator"}))
STRANGER = Person("stef", "Stef", ("zuid",), "gemeente", frozenset({"worker", "integrator", "operator"}))


@cache
def _key_store() -> bytes:
    """A key store that holds a signature key and no other; to make that key takes tenths of a second."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "keys.sqlite"
        engine = Database(f"sqlite:///{path}").engine
        ids = IdSource(VirtualClock(START))
        keys = KeyStore(engine, MASTER, ids)
        keys.prepare()
        SigningKeys(engine, keys, ids).current()
        engine.dispose()
        return path.read_bytes()


@contextmanager
def opened(database_url: str, folder: Path) -> Iterator[Services]:
    """Services on a database that was brought up to date, with virtual clocks."""
    clock = VirtualClock(START)
    ids = IdSource(clock)
    database = Database(database_url)
    store = folder / "keys.sqlite"
    if not store.exists():
        store.write_bytes(_key_store())
    key_engine = Database(f"sqlite:///{store}").engine
    keys = KeyStore(key_engine, MASTER, ids)
    keys.prepare()
    start_virtual_clock(database, START)
    services = Services(
        database=database,
        keys=keys,
        signing=SigningKeys(key_engine, keys, ids),
        definitions=Definitions(),
        ids=ids,
        machine_clock=clock,
        business_clock=None,
    )
    yield services
    services.close()


def model(body: str, *, process: str = "p", properties: str = "", root: str = "") -> bytes:
    """Return a BPMN file with one executable process; `root` stands beside the process."""
    extension = (
        f"<bpmn:extensionElements><zeebe:properties>{properties}</zeebe:properties></bpmn:extensionElements>"
        if properties
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" '
        'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
        f'id="d" targetNamespace="http://example.org/test">{root}'
        f'<bpmn:process id="{process}" isExecutable="true">{extension}{body}</bpmn:process>'
        "</bpmn:definitions>"
    ).encode()


def flow(source: str, target: str) -> str:
    """Return a sequence flow."""
    return f'<bpmn:sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}" />'


def user_task(task: str, group: str = "worker", extra: str = "") -> str:
    """Return a user task for a group."""
    return (
        f'<bpmn:userTask id="{task}" name="{task}"><bpmn:extensionElements><zeebe:userTask />'
        f'<zeebe:assignmentDefinition candidateGroups="{group}" />{extra}'
        "</bpmn:extensionElements></bpmn:userTask>"
    )


def one_after_the_other(*tasks: str) -> str:
    """Return a process body with user tasks in a row."""
    names = ["start", *tasks, "end"]
    flows = "".join(flow(one, other) for one, other in pairwise(names))
    return (
        '<bpmn:startEvent id="start" />'
        + "".join(user_task(task) for task in tasks)
        + '<bpmn:endEvent id="end" />'
        + flows
    )


def deploy_model(services: Services, content: bytes, name: str = "p.bpmn") -> Deployment:
    """Deploy one file for all houses."""
    return deploy(services, None, [Resource(name, content)])
