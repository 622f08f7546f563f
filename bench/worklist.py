"""How long worklists take among 100,000 open tasks: of one person, of a pool, of whoever assigns them all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bench.clients import Call, Clients
from bench.figures import Figure
from bench.service import Service
from engine.store.addresses import element_address

TASKS: Final = 100_000
_PEOPLE: Final = 500
_LISTS: Final = 200
# People of demo/people.json: the last one assigns tasks by role.
_OWN, _POOLED, _ALL = "fenna", "jitske", "bram"
_POOL: Final = "participant@veilig-thuis-noord"
MANIFEST: Final = json.dumps(
    {
        "manifest": 1,
        "name": "Bench",
        "roles": [
            {"id": "process-director", "label": "Procesregisseur", "assignsTasks": True},
            {"id": "participant", "label": "Deelnemer"},
        ],
        "categories": [{"id": "ordinary", "label": "Gewoon", "readers": ["participant"]}],
        "purposes": [],
        "regimes": [],
        "stages": [],
        "organisationKinds": [],
        "exchangeStatuses": [],
    }
).encode()
# Person 0 of the 500 is the one whose own list is timed; what person 1 would have is a pool's instead.
_COPIES: Final = (
    """insert into root_instance
       select copy.* from generate_series(1, :count) number, root_instance original,
       jsonb_populate_record(original, jsonb_build_object('root_id', md5(number::text), 'state', '')) copy
       where original.root_id = :root""",
    """insert into process_instance
       select copy.* from generate_series(1, :count) number, process_instance original,
       jsonb_populate_record(original, jsonb_build_object('root_id', md5(number::text))) copy
       where original.root_id = :root""",
    """insert into task
       select copy.* from generate_series(1, :count) number, task original,
       jsonb_populate_record(original, jsonb_build_object(
         'root_id', md5(number::text), 'due_at', original.created_at + make_interval(mins => number % 9999),
         'listed_at', original.created_at + make_interval(mins => number % 9999),
         'candidate_groups', jsonb_build_array(cast(:pool as text))::text,
         'assignee', case number % :people when 0 then cast(:person as text) when 1 then null
                     else 'person-' || number % :people end)) copy
       where original.root_id = :root and original.element = :element""",
    """insert into task_candidate (root_id, element, house, kind, candidate)
       select md5(number::text), :element, original.house, 'group',
         case number % :people when 1 then :pool else 'group-' || number % :people end
       from generate_series(1, :count) number, task original
       where original.root_id = :root and original.element = :element""",
)


def worklists(service: Service, task_id: str) -> Iterator[Figure]:
    """Fill the database with tasks of 500 people and time the worklists of three.

    Args:
        service: under test, with `MANIFEST` deployed.
        task_id: an open task whose rows are copied; worklists read neither state nor variables.
    """
    engine = create_engine(service.database_url, poolclass=NullPool)
    address = element_address(task_id)
    given = {"root": address.root_id, "element": address.number, "count": TASKS, "people": _PEOPLE}
    given |= {"person": _OWN, "pool": _POOL}
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for copy in _COPIES:
            connection.execute(text(copy), given)
        connection.execute(text("vacuum analyze"))
    yield from _timed(service, "own worklist", _OWN)
    yield from _timed(service, "worklist of a pool", _POOLED)
    yield from _timed(service, "worklist of who assigns all", _ALL)


def _timed(service: Service, label: str, person: str) -> Iterator[Figure]:
    call = Call("GET", "/tasks")
    with Clients(service.port, [service.headers(person)]) as client:
        found = json.loads(client.first(call))["count"]
        timing = client.all([call] * _LISTS)
    assert timing.errors == 0
    yield Figure(f"{label}: {found:,} of {TASKS:,} tasks, p50, ms", f"{timing.milliseconds(0.5):.1f}", "< 50")
    yield Figure("  p99, ms", f"{timing.milliseconds(0.99):.1f}")
