"""The matrix: one case per house goes through all stages, and at each everybody asks for everything there is.

At each stop every GET of the OpenAPI document is asked as every person, about the case of their house and all
that is in it; at every other stop about that of the other house. Of what is shared
and no case changes (definitions, partners, houses) every third person asks, each for another one; of called
processes another one is asked for each time. Two cases that have what the walk has not stand in the lists at
each stop, and are asked about at the end. `tests/privacy/ways.py` asks the same otherwise. The walk is taken
as often as there are parts, which divide its stops: so workers share the work. Each part is asked on one kind
of database, with `MATRIX=full` on both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from itertools import product
from typing import Any

import httpx
import pytest

from api.log_lines import configure_logging
from tests.privacy.asking import READS
from tests.privacy.canaries import Canaries
from tests.privacy.conftest import Chain
from tests.privacy.deliveries import DESKS, too_much
from tests.privacy.leaks import dump
from tests.privacy.matrix import Matrix
from tests.privacy.probes import start_probes
from tests.privacy.remains import left_after_destruction, noting_keys, sealed_with_other_keys
from tests.privacy.stop import Stop, look_at
from tests.privacy.walking import ROOT, Planting, walk

FEWEST_STAGES = 12
HELD, EMERGENCY = 2, 6
"""The stops before which a director holds the case and a manager takes emergency access."""
COUNTS = ROOT / "build" / "matrix"
"""Where each part leaves how much it asked."""
KINDS = ("sqlite", "postgresql")
"""Each looks at one part; both at both with `MATRIX=full`."""
PARTS = len(KINDS)
LOOKS = [
    (kind, part)
    for kind, part in product(KINDS, range(PARTS))
    if os.environ.get("MATRIX") == "full" or KINDS[part] == kind
]


@pytest.mark.parametrize(("kind", "part"), LOOKS)
def test_nobody_is_told_more_or_less_than_is_declared(
    chains: Callable[[str], Any], capfd: pytest.CaptureFixture[str], kind: str, part: int
) -> None:
    canaries = Canaries()
    with chains(kind) as chain, noting_keys() as sealed:
        configure_logging("debug")
        matrix = Matrix(chain, canaries)
        before: set[tuple[object, ...]] = set()
        people = {person.name.split()[0]: person for person in chain.people.values()}
        transport = httpx.WSGITransport(chain.client.application)
        with httpx.Client(transport=transport, base_url="http://127.0.0.1:8000") as client:
            service = Planting(
                client,
                canaries=canaries,
                before_completion=lambda name, task_id: matrix.look_at_form(people[name], task_id),
            )
            probes = start_probes(service)
            for worlds in walk(service):
                stops = [look_at(chain, world.case) for world in worlds.values()]
                where = tuple((stop.stages, stop.active) for stop in stops)
                if where in before:
                    continue
                before.add(where)
                numbered = len(before) - 1
                if numbered in (HELD, EMERGENCY):
                    for stop in stops:
                        _act(chain, stop, canaries, numbered)
                    stops = [look_at(chain, world.case) for world in worlds.values()]
                if numbered % PARTS != part:
                    continue
                matrix.look(stops)
                if numbered in (HELD, EMERGENCY):
                    for stop in stops:
                        matrix.refused_writes(stop)
            if part:
                _freeze(chain)
                matrix.look([look_at(chain, probe) for probe in probes])
        metrics = chain.client.get("/metrics").get_data(as_text=True)
        exported = json.dumps(
            [
                chain.done("zeno", "GET", f"/audit-log{form}?pageSize=1000&house={one}&act={act}")
                for form in ("", "/data-processing")
                for one in ("noord", "zuid")
                for act in ("read", "change", "export", "send")
            ]
        )
        stored = dump(chain)
        of_no_case = sealed_with_other_keys(chain, sealed)
        left = left_after_destruction(chain, look_at(chain, worlds["noord"].case))

    COUNTS.mkdir(parents=True, exist_ok=True)
    (COUNTS / f"{kind}-{part}").write_text(f"{kind}, part {part}: {matrix.counts()}\n", encoding="utf-8")
    print("\n".join(matrix.comparison.faults))
    assert not matrix.comparison.faults
    assert list(too_much(service.delivered, canaries, matrix.search)) == []
    assert all(len(service.delivered[desk]) > 1 for desk in DESKS.values())
    assert set(matrix.asked) >= set(READS), "an operation that nobody asked"
    unanswered = {path for path in READS if not matrix.answered[path]}
    assert unanswered == set(), "an operation that nobody may ask"
    assert len(before) >= FEWEST_STAGES
    assert len(canaries.writers) > 2 * 30
    assert len({path for _, path in matrix.comparison.told}) > 20  # something is open, and was shown
    assert len(sealed) > 2 * 30
    assert of_no_case == set(), "sealed with a key that outlives the case"
    assert left == set(), "what is left of a destroyed case"
    logged = capfd.readouterr()
    assert '"route"' in logged.err
    for where_to, told in {
        "log": logged.out + logged.err,
        "metrics": metrics,
        "dump": stored,
        "export": exported,
    }.items():
        assert not matrix.search.found_in(told), where_to


def _freeze(chain: Chain) -> None:
    """Keep the figures of the first year of the walk for good; who asks for them is told these."""
    for measure in chain.done("wim", "GET", "/measures")["results"]:
        chain.done("wim", "POST", f"/measures/{measure['id']}/freezes", json={"year": 2026})


def _act(chain: Chain, stop: Stop, canaries: Canaries, number: int) -> None:
    """Have the house's director hold the case, or its manager open it in an emergency, each for a reason."""
    role = "process-director" if number == HELD else "manager"
    person = next(one for one in chain.people.values() if role in one.roles and stop.house in one.houses)
    reason = {"reason": canaries.new(person.organisation, "reason")}
    method, act = ("PUT", "hold") if number == HELD else ("POST", "emergency-access")
    chain.done(person, method, f"/cases/{stop.case_id}/{act}", json=reason)
