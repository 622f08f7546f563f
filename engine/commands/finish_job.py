"""What a worker answers for a leased job: done, failed, a BPMN error, or more time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Row, select, update

from engine.access.acts import Act
from engine.access.operations import Operation
from engine.access.people import by_role
from engine.access.person import Person
from engine.commands.activate_jobs import BUILT_IN
from engine.commands.delivering import perform
from engine.commands.given import check_given
from engine.commands.mapped import require_mapped_error, require_mapped_result
from engine.commands.refusing import stepping
from engine.commands.revealing import reveals
from engine.commands.services import Services
from engine.commands.unit import Unit, transact
from engine.errors import Conflict, NotFound
from engine.feel import JsonValue
from engine.store.addresses import Address, element_address
from engine.store.audit.recording import recorded
from engine.store.predicates import where
from engine.store.standings import seen_roots
from engine.store.tables.jobs import job

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance

Step = Callable[[Unit, "RootInstance", Row[Any]], bool]
"""What becomes of a leased job: given its row, steps the root or not, and returns whether it did."""

FIRST_BACK_OFF: Final = timedelta(seconds=10)
LONGEST_BACK_OFF: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Lease:
    """Which lease of which job; the fence comes with the activation."""

    job_id: str
    fence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFailure:
    """Why a job failed.

    Args:
        cause: what went wrong; it is sealed.
        kind: kind of the incident that it gets without retries left.
        detail: what operators read in it, without any value; None says that no retries are left.
    """

    cause: str
    kind: str = "job"
    detail: str | None = None


@recorded(Act.CHANGE, "job", "lease.job_id")
def complete_job(
    services: Services, person: Person | None, lease: Lease, variables: Mapping[str, JsonValue]
) -> None:
    """Complete a job with its result.

    Args:
        services: what commands work with.
        person: an integrator; None is the service's own worker.
        lease: the job and the fence of its lease.
        variables: the result, for the element's output mappings.

    Raises:
        NotFound: there is no such job (any more) for this person.
        Conflict: the lease is stale, or the instance is suspended.
        Invalid: data of a case that the element does not map.
    """
    check_given(variables)

    def complete(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        if person is not None:
            place = Address(row.root_id, row.instance)
            require_mapped_result(unit, root.facts, place, row.element_id, variables)
        reveals(unit, root.facts, variables)
        root.instance.complete(row.element, variables, unit.actor)
        return True

    finish_job(services, person, lease, complete)


@recorded(Act.CHANGE, "job", "lease.job_id")
def throw_job_error(
    services: Services,
    person: Person | None,
    lease: Lease,
    code: str,
    variables: Mapping[str, JsonValue],
) -> None:
    """Throw a BPMN error where a job stands; an incident if nobody catches it.

    Raises:
        NotFound: there is no such job (any more) for this person.
        Conflict: the lease is stale, or the instance is suspended.
        Invalid: data of a case that what catches it does not map.
    """
    check_given(variables)

    def throw(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        if person is not None:
            place = Address(row.root_id, row.instance)
            require_mapped_error(unit, root.facts, place, row.element_id, variables)
        reveals(unit, root.facts, variables)
        root.instance.throw_error(row.element, code, variables)
        return True

    finish_job(services, person, lease, throw)


@recorded(Act.CHANGE, "job", "lease.job_id")
def fail_job(
    services: Services,
    person: Person | None,
    lease: Lease,
    message: str,
    *,
    retries: int | None = None,
    retry_after: timedelta | None = None,
) -> None:
    """Report that a job failed: it is tried again later, or gets an incident without retries left.

    Args:
        services: what commands work with.
        person: an integrator; None is the service's own worker.
        lease: the job and the fence of its lease.
        message: what went wrong; it is sealed.
        retries: how many tries are left; None for one less than before.
        retry_after: business time to wait; None for a back-off that doubles from ten seconds to an hour.

    Raises:
        NotFound: there is no such job (any more) for this person.
        Conflict: the lease is stale, or the instance is suspended.
    """

    def fail(unit: Unit, root: RootInstance, row: Row[Any]) -> bool:
        left = row.retries - 1 if retries is None else retries
        wait = back_off(row.failures) if retry_after is None else retry_after
        return put_back(unit, root, row, JobFailure(cause=message), retries=left, wait=wait)

    finish_job(services, person, lease, fail)


@recorded(Act.CHANGE, "job", "lease.job_id")
def extend_lock(services: Services, person: Person | None, lease: Lease, duration: timedelta) -> datetime:
    """Give a worker more machine time for a job, counted from now; return until when.

    Raises:
        NotFound: there is no such job (any more) for this person.
        Conflict: the lease is stale.
    """
    address = element_address(lease.job_id)

    def work(unit: Unit) -> datetime:
        _leased(unit, person, address, lease.fence)
        unit.about(address.root_id)
        until = services.machine_clock.now() + duration
        unit.connection.execute(update(job).where(_is(address)).values(locked_until=until))
        return until

    return transact(services, person, work)[0]


@recorded(Act.CHANGE, "job", "job_id")
def set_retries(services: Services, person: Person, job_id: str, retries: int) -> None:
    """Give a job retries again; it is available at once.

    Raises:
        NotFound: there is no such job for this person.
    """
    address = element_address(job_id)

    def work(unit: Unit) -> None:
        seen = where(by_role(person, Operation.MANAGE_JOBS), {"house": job.c.house})
        query = select(job.c.root_id).where(_is(address), seen)
        if unit.connection.execute(services.database.dialect.lock_rows(query)).first() is None:
            raise NotFound
        unit.about(address.root_id)
        unit.connection.execute(
            update(job)
            .where(_is(address))
            .values(retries=retries, available_at=unit.now, locked_until=None, lost_leases=0)
        )

    transact(services, person, work)


def finish_job(services: Services, person: Person | None, lease: Lease, step: Step) -> None:
    """Answer for a leased job in one transaction with the step of its instance.

    Args:
        services: what commands work with.
        person: an integrator; None is the service's own worker.
        lease: the job and the fence of its lease.
        step: what becomes of it.

    Raises:
        NotFound: there is no such job (any more) for this person.
        Conflict: the lease is stale, or the instance is suspended.
    """
    address = element_address(lease.job_id)

    def work(unit: Unit) -> None:
        root = unit.lock(address.root_id, seen=None if person is None else _roots_worked_on(person))
        row = _leased(unit, person, address, lease.fence)
        root.require_running()
        with stepping():
            stepped = step(unit, root, row)
        if stepped:
            root.save()

    perform(services, person, work)


def put_back(
    unit: Unit,
    root: RootInstance,
    row: Row[Any],
    failure: JobFailure,
    *,
    retries: int,
    wait: timedelta = timedelta(0),
) -> bool:
    """Give up the lease of a job that failed; return whether it got an incident, having no retries left."""
    unit.connection.execute(
        update(job)
        .where(_is(Address(row.root_id, row.element)))
        .values(
            retries=max(retries, 0),
            failures=row.failures + 1,
            available_at=unit.now + wait,
            worker=None,
            locked_until=None,
        )
    )
    if retries > 0:
        return False
    detail = failure.detail or f"job of {row.element_id} failed and has no retries left"
    root.instance.raise_incident(row.element, failure.kind, detail, failure.cause)
    return True


def _leased(unit: Unit, person: Person | None, address: Address, fence: int) -> Row[Any]:
    """Return the row of a job that is leased under this fence, locked."""
    query = select(job).where(_is(address))
    if person is not None:  # what the service does itself nobody else answers for
        query = query.where(
            where(by_role(person, Operation.WORK_ON_JOBS), {"house": job.c.house}),
            job.c.type.not_like(f"{BUILT_IN}%"),
        )
    row = unit.connection.execute(unit.services.database.dialect.lock_rows(query)).first()
    if row is None:
        raise NotFound
    if row.locked_until is None or row.fence != fence:
        raise Conflict("stale-fence", "The lease is over: another one was given, or the job was put back.")
    return row


def _roots_worked_on(person: Person) -> ColumnElement[bool]:
    return seen_roots(by_role(person, Operation.WORK_ON_JOBS))


def _is(address: Address) -> ColumnElement[bool]:
    return (job.c.root_id == address.root_id) & (job.c.element == address.number)


def back_off(failures: int) -> timedelta:
    """Return how long a job waits after it failed, by how often it failed before."""
    return min(FIRST_BACK_OFF * (1 << min(failures, 12)), LONGEST_BACK_OFF)
