"""A small world for tests of the worker: a register of partners, and models that write to them."""

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from engine.clock import VirtualClock
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.destination import Guard
from engine.store.partners import Partner, Partnership, write_partner
from engine.store.tables.waits import incident
from engine.work.built_in_jobs import BuiltInJobs
from engine.work.connectors.registry import built_in_connectors
from tests.integration.world import HOUSE, MACHINE, deploy_model, flow, model, user_task

HERE = Guard(frozenset(), loopback=True)
IN_FORCE = (Partnership(HOUSE, date(2026, 1, 1)),)


class Crash(BaseException):
    """The process ends here, as after `kill -9`: nothing gets to catch it."""


def crash_at(number: int) -> Callable[[str], None]:
    """Return a failpoint at whose `number`th passage the process crashes; the first is 0."""
    passed: list[str] = []

    def pass_by(point: str) -> None:
        passed.append(point)
        if len(passed) > number:
            raise Crash(point)

    return pass_by


def register(
    services: Services,
    name: str,
    *,
    address: str | None,
    partnerships: tuple[Partnership, ...] = IN_FORCE,
) -> None:
    """Enter a partner in the register."""
    found = Partner(id=name, name=name, kind="desk", partnerships=partnerships, address=address)
    with services.database.write() as connection:
        write_partner(connection, found, new=True)


def jobs_of(services: Services, name: str = "one") -> BuiltInJobs:
    """Return a worker's source of built-in jobs."""
    return BuiltInJobs(services, built_in_connectors(HERE, services.machine_clock), name)


def service_task(task: str, kind: str, inputs: dict[str, str], *, outputs: str = "", retries: int = 3) -> str:
    """Return a service task of a type with input mappings."""
    mappings = "".join(f'<zeebe:input source="{source}" target="{to}" />' for to, source in inputs.items())
    return (
        f'<bpmn:serviceTask id="{task}" name="{task}"><bpmn:extensionElements>'
        f'<zeebe:taskDefinition type="{kind}" retries="{retries}" />'
        f"<zeebe:ioMapping>{mappings}{outputs}</zeebe:ioMapping>"
        "</bpmn:extensionElements></bpmn:serviceTask>"
    )


def message_to_partner(partner: str = "desk", retries: int = 3) -> str:
    """Return the task `send`: only the field `open` of variable `data` leaves the house."""
    inputs = {
        "partner": f"=&quot;{partner}&quot;",
        "messageName": "=&quot;question&quot;",
        "reference": "=process.instanceId",
        "payload.open": "=data.open",
    }
    outputs = (
        '<zeebe:output source="=deliveredAt" target="deliveredAt" />'
        '<zeebe:output source="=receiptId" target="receiptId" />'
    )
    return service_task("send", "ketenmotor:partner-message", inputs, outputs=outputs, retries=retries)


def deploy_sending(services: Services, task: str, extra: str = "") -> None:
    """Deploy a process that sends, and then has a person look."""
    body = (
        '<bpmn:startEvent id="start" />'
        f'{task}{user_task("look")}<bpmn:endEvent id="end" />'
        f"{flow('start', 'send')}{flow('send', 'look')}{flow('look', 'end')}{extra}"
    )
    deploy_model(services, model(body))


def start(services: Services, variables: dict[str, object] | None = None) -> str:
    """Start the process; return the id of the root instance."""
    given = variables or {"data": {"open": "yes", "closed": "never"}}
    return start_instance(services, MACHINE, NewInstance(process_id="p", variables=given)).id


def pass_time(services: Services, duration: timedelta) -> None:
    """Let machine time pass."""
    clock = services.machine_clock
    assert isinstance(clock, VirtualClock)
    clock.advance(duration)


def incidents(services: Services) -> list[tuple[str, str]]:
    """Kind and detail of each open incident."""
    query = select(incident.c.kind, incident.c.detail).where(incident.c.state == "open")
    with services.database.read() as connection:
        return [(row.kind, row.detail) for row in connection.execute(query)]
