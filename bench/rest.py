"""What the service does over REST: python -m bench.rest

One API process, PostgreSQL with its default durability, and eight clients, all on one machine over loopback.
One system starts the instances; eight people complete their tasks. Every instance has 4 kB of variables and
loops over one user task with candidate groups, an output mapping and a condition in FEEL: each completion
reads, steps and writes a whole instance and makes the next task.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

import httpx

from bench.clients import Call, Clients, Timing
from bench.engine import NAMESPACES, variables_of
from bench.figures import Figure, show
from bench.service import Service, running_service
from bench.worklist import MANIFEST, worklists

COMPLETIONS = 3_000
INSTANCES = 600
WORKERS = ("anna", "carla", "geertje", "gerrit", "hilda", "ids", "klaas", "rients")
CLIENTS = len(WORKERS)
_MACHINE = "koppeling"
_PAGE = 100
LOOP = f"""<definitions {NAMESPACES} targetNamespace="bench"><process id="loop" isExecutable="true">
<startEvent id="start"/>
<userTask id="work"><extensionElements><zeebe:userTask/>
  <zeebe:assignmentDefinition assignee="=worker" candidateGroups="=[role]"/>
  <zeebe:ioMapping><zeebe:output source="=passes + 1" target="passes"/></zeebe:ioMapping>
</extensionElements></userTask>
<exclusiveGateway id="again" default="enough"/>
<endEvent id="end"/>
<sequenceFlow id="a" sourceRef="start" targetRef="work"/>
<sequenceFlow id="b" sourceRef="work" targetRef="again"/>
<sequenceFlow id="c" sourceRef="again" targetRef="work">
  <conditionExpression>=passes &lt; 1000000 and status = "open"</conditionExpression></sequenceFlow>
<sequenceFlow id="enough" sourceRef="again" targetRef="end"/>
</process></definitions>"""


def starts(service: Service, instances: int = INSTANCES) -> Timing:
    """Start instances."""
    calls = [Call("POST", "/process-instances", _start(worker)) for worker in WORKERS]
    with Clients(service.port, [service.headers(_MACHINE)] * CLIENTS) as clients:
        return clients.each([[call] * (instances // CLIENTS) for call in calls])


def _start(worker: str) -> bytes:
    variables = {**variables_of(4000), "worker": worker}
    return json.dumps({"processId": "loop", "house": "noord", "variables": variables}).encode()


def completions(service: Service) -> Timing:
    """Complete the open task of every instance, round after round."""
    timing = Timing()
    with workers(service) as clients:
        while len(timing.seconds) < COMPLETIONS:
            timing.add(clients.each(all_completions(service)))
    return timing


def workers(service: Service) -> Clients:
    """Return a client for each person who has tasks."""
    return Clients(service.port, [service.headers(worker) for worker in WORKERS])


def all_completions(service: Service) -> list[list[Call]]:
    """Return for each of them the calls that complete all their tasks."""
    body = json.dumps({"variables": {"remark": "done"}}).encode()
    return [
        [Call("POST", f"/tasks/{task}/completion", body) for task in open_tasks(service, worker)]
        for worker in WORKERS
    ]


def open_tasks(service: Service, worker: str) -> Iterator[str]:
    """Yield the ids of all open tasks of a person, page by page."""
    path: str | None = f"/api/v1/tasks?pageSize={_PAGE}"
    with httpx.Client(base_url=service.address, headers=service.headers(worker)) as client:
        while path is not None:
            page = client.get(path).raise_for_status().json()
            yield from (task["id"] for task in page["results"])
            path = page["next"]


def rows() -> Iterator[Figure]:
    """Measure, and yield figure by figure."""
    with running_service() as service:
        service.deploy({"loop.bpmn": LOOP.encode(), "chain.json": MANIFEST})
        started = starts(service)
        yield Figure(f"instances started/s, {CLIENTS} clients, 4 kB", f"{started.rate:,.0f}")
        yield from _answers(started)
        spent = service.cpu_seconds()
        completed = completions(service)
        cpu = (service.cpu_seconds() - spent) / len(completed.seconds)
        yield Figure(f"task completions/s, {CLIENTS} people, 4 kB", f"{completed.rate:,.0f}", ">= 250")
        yield from _answers(completed, wanted="< 50")
        yield Figure("  processor time of the API process for each, ms", f"{cpu * 1000:.2f}")
        yield from worklists(service, next(open_tasks(service, WORKERS[0])))


def _answers(timing: Timing, *, wanted: str = "") -> Iterator[Figure]:
    yield Figure("  p50, ms", f"{timing.milliseconds(0.5):.1f}")
    yield Figure("  p99, ms", f"{timing.milliseconds(0.99):.1f}", wanted)
    yield Figure("  errors", str(timing.errors), "0")


def title() -> str:
    """Say how busy the machine is otherwise, for that decides what the figures are worth."""
    return f"REST, one API process, PostgreSQL with fsync (load before: {os.getloadavg()[0]:.1f})"


if __name__ == "__main__":
    show(title(), rows())
