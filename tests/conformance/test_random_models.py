"""Random models run as an independent interpreter says, straight, restored and killed.

A seed stands for one model and all that happens to it; a failure names it. `make random SEEDS=1000-2000`
runs more of them.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from engine.feel import JsonValue
from engine.run.changes import MessageThrown
from tests.conformance.conftest import Runner
from tests.conformance.harness import START, Run
from tests.conformance.token_game.adhoc import COMPLETE
from tests.conformance.token_game.board import Game, Variables, Wait
from tests.conformance.token_game.generator import random_model

FIRST, LAST = (int(number) for number in os.environ.get("RANDOM_SEEDS", "0-79").split("-"))
MOST_STEPS = 400
Key = tuple[str, str, str, str]
"""Kind and element of a wait, the name or time that it waits for, and the variables that it sees."""
LIKELY = {
    "task": 6.0,
    "job": 6.0,
    "message": 3.0,
    "signal": 2.0,
    "timer": 2.0,
    "condition": 2.0,
    "choice": 4.0,
}


@pytest.mark.parametrize("seed", range(FIRST, LAST + 1))
def test_a_random_model_runs_as_the_token_game_says(run: Runner, seed: int) -> None:
    model, random = random_model(seed)
    table = Table(run(model.source).begin(model.variables), model.play(START), random)
    for _ in range(MOST_STEPS):
        table.compare()
        if table.game.state != "active":
            break
        table.happen()
    else:
        pytest.fail(f"seed {seed} does not end")


def test_the_token_game_knows_nothing_of_the_engine() -> None:
    here = Path(__file__).parent
    files = [here / "elements.py", *(here / "token_game").glob("*.py")]
    imported = [name for file in files for name in re.findall(r"from (\S+) import", file.read_text("utf-8"))]
    ours = {name for name in imported if name.startswith(("engine", "tests"))}
    allowed = ("tests.conformance.token_game.", "tests.conformance.elements", "engine.feel")
    assert [name for name in ours if not name.startswith(allowed)] == []


class Table:
    """The engine and the token game, which the same things happen to."""

    def __init__(self, ran: Run, game: Game, random: Random) -> None:
        self.ran = ran
        self.game = game
        self.random = random
        self.count = 0

    # --- what is seen -------------------------------------------------------------------------------------

    def compare(self) -> None:
        """Both stand at the same place, with the same behind them."""
        assert self.ran.incidents == {}
        assert self.ran.state == self.game.state
        thrown = [change.name for change in self.ran.of(MessageThrown)]
        assert sorted(thrown) == sorted(self.game.sent)
        counted = Counter(name for name in self.ran.completed() if "_" not in name)
        assert counted == +self.game.completed
        if self.game.state == "active":
            assert sorted(self.engine_waits().values()) == sorted(self.game_waits())
        else:
            assert self.ran.variables == self.game.root.variables

    def game_waits(self) -> list[Key]:
        """What the game waits for, as far as the store of the engine sees it."""
        return [_key(wait) for wait in self.game.waits() if wait.kind not in ("condition", "choice")]

    def engine_waits(self) -> dict[tuple[int, int], Key]:
        """What the engine waits for, by element and alternative."""
        ran, found = self.ran, {}
        for number, name in ran.tasks.items():
            kind = "job" if number in self._jobs() else "task"
            found[number, 0] = (kind, name, "", self._seen(number))
        for place, opened in ran.subscriptions.items():
            found[place] = (opened.kind.value, opened.element_id, opened.name, self._seen(place[0]))
        for place, timer in ran.timers.items():
            found[place] = ("timer", timer.element_id, str(timer.due_at), self._seen(place[0]))
        return found

    def _jobs(self) -> set[int]:
        return {each.number for each in self.ran.instance.elements() if each.waits_for == "job"}

    def _seen(self, number: int) -> str:
        return _written(self.ran.instance.visible_variables(number))

    # --- what happens -------------------------------------------------------------------------------------

    def happen(self) -> None:
        """Something that is waited for, or some time, comes to both."""
        self.count += 1
        waits = self.game.waits()
        weights = [LIKELY[wait.kind] * (0.2 if wait.lasting else 1) for wait in waits]
        (chosen,) = self.random.choices(waits, weights)
        same = [wait for wait in waits if _key(wait) == _key(chosen)]
        getattr(self, chosen.kind)(same[0])

    def task(self, wait: Wait) -> None:
        result: Variables = {f"r_{wait.element}": self.count}
        if wait.name:
            result[wait.name] = self.random.choice(wait.options())
        self.ran.complete(self._place(wait)[0], result)
        self.game.happens(wait, result)

    def job(self, wait: Wait) -> None:
        codes = wait.options()
        if codes and self.random.random() < 0.5:
            code = str(self.random.choice(codes))
            number = self._place(wait)[0]
            self.ran.command(lambda instance: instance.throw_error(number, code, {}))
            self.game.happens(wait, {"error": code})
        else:
            self.task(wait)

    def message(self, wait: Wait) -> None:
        payload: Variables = {f"p_{wait.element}": self.count}
        place = self._place(wait)
        self.ran.command(lambda instance: instance.deliver_message(*place, payload))
        self.game.happens(wait, payload)

    def signal(self, wait: Wait) -> None:
        payload: Variables = {f"p_{wait.name}": self.count}
        self.ran.signalled(wait.name, payload)
        self.game.broadcast(wait.name, payload)
        self.game.settle()

    def timer(self, wait: Wait) -> None:
        due = min(wait.due for wait in self.game.waits() if wait.due is not None)
        passing = due - self.game.now + timedelta(minutes=self.random.choice([0, 0, 60]))
        self.ran.wait(minutes=passing.total_seconds() / 60)
        self.game.pass_time(self.game.now + passing)

    def condition(self, wait: Wait) -> None:
        value = self.game.root.variables[wait.name] is not True
        self.ran.write({wait.name: value})
        self.game.root.variables[wait.name] = value
        self.game.settle()

    def choice(self, wait: Wait) -> None:
        chosen: JsonValue = self.random.choice(wait.options())
        seen = _written(wait.place.visible())
        number = next(
            number
            for number, name in sorted(self.ran.active.items())
            if name == wait.element and self._seen(number) == seen
        )
        activities: list[tuple[str, Variables]] = [] if chosen == COMPLETE else [(str(chosen), {})]
        self.ran.command(lambda instance: instance.choose(number, activities, chosen == COMPLETE))
        self.game.happens(wait, {"choice": chosen})

    def _place(self, wait: Wait) -> tuple[int, int]:
        """Where the engine waits for the same; the oldest, if several are the same to the eye."""
        key = _key(wait)
        return min(place for place, waited in self.engine_waits().items() if waited == key)


def _key(wait: Wait) -> Key:
    name = "" if wait.kind in ("task", "job") else wait.name if wait.due is None else str(wait.due)
    return (wait.kind, wait.element, name, _written(wait.place.visible()))


def _written(variables: Mapping[str, JsonValue]) -> str:
    return str(sorted(variables.items()))
