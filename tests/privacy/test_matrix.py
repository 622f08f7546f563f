"""The matrix: one case per house goes through its stages, and at each everybody asks for everything there is.

On SQLite the case of one house is looked at, on PostgreSQL that of the other, behind its walls. Left out, for
time: nine of the stops are asked on one of the databases, in turn; what is shared and holds nothing of a case
is asked by each person at every sixth of their turns; of people whom nothing sets apart one is asked; and of
the other house somebody with all of its roles at once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import httpx
import pytest

from features.steps.world import World
from tests.privacy.asking import READS
from tests.privacy.conftest import Chain
from tests.privacy.leaks import dump, encoded_in
from tests.privacy.matrix import Matrix, Stop, look_at
from tests.privacy.walking import CANARY, Canaries, walk

FEWEST_STAGES = 9
HELD, EMERGENCY = 2, 6
"""The stops before which a director holds the case and a manager takes emergency access."""
BOTH = (0, HELD, EMERGENCY)
"""The stops at which both kinds of database are asked; the others are shared out, in turn."""


@pytest.mark.parametrize(("kind", "house"), [("sqlite", "noord"), ("postgresql", "zuid")])
def test_nobody_is_told_more_or_less_than_is_declared(
    chains: Callable[[str], Any], capfd: pytest.CaptureFixture[str], kind: str, house: str
) -> None:
    canaries = Canaries()
    with chains(kind) as chain:
        matrix = Matrix(chain, canaries, house)
        before: set[tuple[frozenset[str], bool]] = set()
        transport = httpx.WSGITransport(chain.client.application)
        with httpx.Client(transport=transport, base_url="http://127.0.0.1:8000") as client:

            def looking(worlds: Mapping[str, World]) -> Callable[[str, str], None]:
                people = {person.name.split()[0]: person for person in chain.people.values()}
                return lambda name, task_id: matrix.look_at_form(people[name], task_id)

            for worlds in walk(client, canaries, looking):
                stop = look_at(chain, house, worlds[house])
                if (stop.stages, stop.active) in before:
                    continue
                before.add((stop.stages, stop.active))
                numbered = len(before) - 1
                if numbered not in BOTH and numbered % 2 != (kind == "sqlite"):
                    continue  # the other kind of database stops here
                if numbered in (HELD, EMERGENCY):
                    _act(chain, stop, canaries, numbered)
                    stop = look_at(chain, house, worlds[house])
                matrix.look(stop)
                if numbered in (HELD, EMERGENCY):
                    matrix.refused_writes(stop)
            matrix.look_at_shared(stop)
        metrics = chain.client.get("/metrics").get_data(as_text=True)
        exported = json.dumps(
            [
                chain.done("zeno", "GET", f"/audit-log{part}?pageSize=1000&house={one}")
                for part in ("", "/data-processing")
                for one in ("noord", "zuid")
            ]
        )
        stored = dump(chain)

    assert dict(matrix.faults) == {}
    assert set(matrix.asked) >= set(READS) == set(matrix.questions.asked), "an operation that nobody asked"
    assert {path for path in READS if not matrix.answered[path]} == set(), "an operation that nobody may ask"
    assert len(before) >= FEWEST_STAGES
    assert len(canaries.writers) > 2 * 30
    assert len({path for _, path in matrix.told}) > 20  # something is open, and was shown
    logged = capfd.readouterr()
    for where, found in {
        "log": logged.out + logged.err,
        "metrics": metrics,
        "dump": stored,
        "export": exported,
    }.items():
        assert not CANARY.findall(found), where
        assert not encoded_in(found), where
        assert not matrix.digests.found_in(found), where


def _act(chain: Chain, stop: Stop, canaries: Canaries, number: int) -> None:
    """Have the house's director hold the case, or its manager open it in an emergency, each for a reason."""
    role = "process-director" if number == HELD else "manager"
    person = next(one for one in chain.people.values() if role in one.roles and stop.house in one.houses)
    reason = {"reason": canaries.new(person.organisation, "reason")}
    method, act = ("PUT", "hold") if number == HELD else ("POST", "emergency-access")
    chain.done(person, method, f"/cases/{stop.case_id}/{act}", json=reason)
