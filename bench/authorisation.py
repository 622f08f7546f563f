"""What authorisation costs: python -m bench.authorisation

Three API processes of one build serve one PostgreSQL database beside each other: as shipped, without access
rules, and without these and the audit log (`bench.without_authorisation` says what that takes away). Each in
turn is given the same work by the same eight people, in slices of some seconds, there and back again: a, b,
c, c, b, a. So whatever else the machine does, and whatever grows with each completion, weighs on all three
alike. Of each such round one ratio is taken; shown are the middle one, and the least and the greatest.

*Throughput* is what clients see, who share the processors with what they measure. *Processor time* is that of
the API process and of the PostgreSQL processes that serve it, and hardly depends on other work on the
machine.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Final

import httpx
import psycopg

from bench.clients import Call, Clients
from bench.figures import Figure, show
from bench.rest import CLIENTS, LOOP, WORKERS, all_completions, open_tasks, starts, workers
from bench.service import Service, running_services
from bench.worklist import MANIFEST

_INSTANCES: Final = 160
_ROUNDS: Final = 12
_READ: Final = 8
_ROUNDS_OF_READING: Final = 4
_BOUND: Final = "<= 10"
_STRANGER: Final = "marieke"  # of another house
_PROGRAM: Final = ("-m", "bench.without_authorisation")
_PROGRAMS: Final = {
    "shipped": (),
    "open": (*_PROGRAM, "access"),
    "open-and-silent": (*_PROGRAM, "access-and-audit"),
}


@dataclass(frozen=True, slots=True)
class Slice:
    """What one service was given to do, and what that took.

    Args:
        answers: how many were given.
        seconds: from the first call to the last answer.
        api: processor time of the API process, in seconds.
        backends: processor time of the PostgreSQL processes that serve it, in seconds.
    """

    answers: int = 0
    seconds: float = 0.0
    api: float = 0.0
    backends: float = 0.0

    def __add__(self, other: Slice) -> Slice:
        return Slice(
            self.answers + other.answers,
            self.seconds + other.seconds,
            self.api + other.api,
            self.backends + other.backends,
        )

    @property
    def rate(self) -> float:
        """Answers a second."""
        return self.answers / self.seconds

    @property
    def processor(self) -> float:
        """Processor time of an answer, in milliseconds."""
        return (self.api + self.backends) / self.answers * 1000


_NAMES: Final = ("as shipped", "without access rules", "without these and the audit log")
Round = tuple[Slice, Slice, Slice]
"""What each of the three took: as shipped, without access rules, without these and the audit log."""
Work = Callable[[], Sequence[Sequence[Call]]]
"""Makes the calls of each client."""


def measured(service: Service, clients: Clients, hands: Sequence[Sequence[Call]]) -> Slice:
    """Let a service answer these calls.

    Raises:
        RuntimeError: not all were answered as asked.
    """
    api, backends = service.cpu_seconds(), service.backend_cpu_seconds()
    timing = clients.each(hands)
    if timing.errors:
        raise RuntimeError(f"{timing.errors} of {len(timing.seconds)} calls to {service.name} failed")
    return Slice(
        len(timing.seconds),
        timing.elapsed,
        service.cpu_seconds() - api,
        service.backend_cpu_seconds() - backends,
    )


def there_and_back(services: Sequence[Service], clients: Sequence[Clients], work: Work) -> Round:
    """Give each service its work twice, the second time in reverse order."""
    shipped, unguarded, silent = (
        measured(service, own, work()) for service, own in zip(services, clients, strict=True)
    )
    silent += measured(services[2], clients[2], work())
    unguarded += measured(services[1], clients[1], work())
    shipped += measured(services[0], clients[0], work())
    return shipped, unguarded, silent


def check_difference(services: Sequence[Service]) -> None:
    """Let the measurement go on only if what is taken away is there in one service, gone in the others.

    Raises:
        RuntimeError: the shipped service shows something to a stranger, or another one hides it; or an
            audit log is missing, or written that should not be.
    """
    shipped, unguarded, silent = services
    tasks = open_tasks(shipped, WORKERS[0])
    for service, hidden, recorded in (
        (shipped, True, True),
        (unguarded, False, True),
        (silent, False, False),
    ):
        task = next(tasks)
        before = _audit_entries(service)
        answers = _asked_by_stranger(service, task)
        if any((status == httpx.codes.NOT_FOUND) is not hidden for status in answers):
            raise RuntimeError(f"{service.name}: somebody of another house is answered {answers}")
        if (_audit_entries(service) > before) is not recorded:
            raise RuntimeError(f"{service.name}: its audit log is not as it should be")


def _asked_by_stranger(service: Service, task: str) -> list[int]:
    with httpx.Client(base_url=f"{service.address}/api/v1", headers=service.headers(_STRANGER)) as stranger:
        root = task.partition(".")[0]
        return [
            stranger.get(f"/tasks/{task}").status_code,
            stranger.get(f"/tasks/{task}/form").status_code,
            stranger.get(f"/process-instances/{root}/variables").status_code,
            stranger.post(f"/tasks/{task}/completion", json={"variables": {}}).status_code,
        ]


def _audit_entries(service: Service) -> int:
    with psycopg.connect(service.database_url.replace("+psycopg", "")) as connection:
        (found,) = connection.execute("select count(*) from audit_entry").fetchone() or (0,)
    return int(found)


def rows() -> Iterator[Figure]:
    """Measure, and yield figure by figure."""
    with running_services(_PROGRAMS) as services:
        shipped = services[0]
        shipped.deploy({"loop.bpmn": LOOP.encode(), "chain.json": MANIFEST})
        starts(shipped, _INSTANCES)
        check_difference(services)

        def completions() -> Sequence[Sequence[Call]]:
            return all_completions(shipped)

        def reading() -> Sequence[Sequence[Call]]:
            return [
                [call for task in islice(open_tasks(shipped, worker), _READ) for call in _reads(task)]
                for worker in WORKERS
            ]

        clients = [workers(service) for service in services]
        for label, work, rounds, bound in (
            (f"task completions, {CLIENTS} people, 4 kB", completions, _ROUNDS, _BOUND),
            ("reading: worklist, task and form of it", reading, _ROUNDS_OF_READING, ""),
        ):
            there_and_back(services, clients, work)  # connections, caches and plans are made
            taken = [there_and_back(services, clients, work) for _ in range(rounds)]
            yield from _figures(label, taken, bound)


def _reads(task: str) -> Iterator[Call]:
    yield Call("GET", "/tasks")
    yield Call("GET", f"/tasks/{task}")
    yield Call("GET", f"/tasks/{task}/form")


def _figures(label: str, rounds: Sequence[Round], bound: str) -> Iterator[Figure]:
    totals = [sum(slices, Slice()) for slices in zip(*rounds, strict=True)]
    yield Figure(f"{label}: answers in {len(rounds)} rounds", f"{totals[0].answers:,} x 3")
    for name, total in zip(_NAMES, totals, strict=True):
        api, backends = total.api / total.answers * 1000, total.backends / total.answers * 1000
        yield Figure(f"  answers/s {name}", f"{total.rate:,.0f}")
        yield Figure("    processor time of each, API + PostgreSQL, ms", f"{api:.2f} + {backends:.2f}")
    for name, number in (("access rules", 1), ("access rules and audit log", 2)):
        lost = [1 - one[0].rate / one[number].rate for one in rounds]
        spent = [1 - one[number].processor / one[0].processor for one in rounds]
        wanted = bound if number == 1 else ""
        yield Figure(f"  {name}: part of the throughput, %", _spread(lost), wanted)
        yield Figure(f"  {name}: part of the processor time, %", _spread(spent), wanted)


def _spread(shares: Sequence[float]) -> str:
    least, middle, most = (f"{100 * share:.1f}" for share in (min(shares), median(shares), max(shares)))
    return f"{middle} ({least} to {most})"


def title() -> str:
    """Say how busy the machine is otherwise."""
    return f"What authorisation costs (load before: {os.getloadavg()[0]:.1f})"


if __name__ == "__main__":
    show(title(), rows())
