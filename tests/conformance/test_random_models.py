"""Random models run as an independent interpreter says, straight, restored and killed."""

from __future__ import annotations

import pytest

from tests.conformance.conftest import Runner
from tests.conformance.harness import Run
from tests.conformance.token_game import Key, LiveScope, random_model

SEEDS = range(100)
MOST_STEPS = 400


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_model_runs_as_the_token_game_says(run: Runner, seed: int) -> None:
    source, tree, generator = random_model(seed)
    expected = LiveScope(tree, ())
    ran = run(source).begin({"v": generator.value})
    choices = generator.random
    for _ in range(MOST_STEPS):
        assert ran.incidents == {}
        assert sorted(keys_of(ran).values()) == sorted(task.key for task in expected.open())
        assert sorted(opened.name for opened in ran.subscriptions.values()) == sorted(
            border.block.name for border in expected.signals()
        )
        tasks = sorted(expected.open(), key=lambda task: task.key)
        borders = list(expected.signals())
        if not tasks:
            break
        if borders and choices.random() < 0.2:
            name = choices.choice(sorted(border.block.name for border in borders))
            ran.signalled(name)
            for border in borders:
                if border.block.name == name:
                    border.happen()
        else:
            task = choices.choice(tasks)
            task.completed = True
            ran.complete(min(number for number, key in keys_of(ran).items() if key == task.key))
        expected.advance()
    assert expected.done == (ran.state == "completed")


def keys_of(ran: Run) -> dict[int, Key]:
    """Each open task by its name and the instances that it stands in."""
    found = {}
    for number, name in ran.tasks.items():
        seen = ran.instance.visible_variables(number)
        path = [(key, value) for key, value in seen.items() if key.startswith("it_")]
        found[number] = (name, tuple(sorted(path)))
    return found
