"""Steps are looked up once by their text: pytest-bdd goes through every fixture of the run, twice a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

import pytest
from pytest_bdd.compat import getfixturedefs
from pytest_bdd.parser import Step

Find = Callable[..., Iterable[Any]]


class StepLookup:
    """Remembers for each module and text the names of the fixtures that define the step.

    Args:
        find: how pytest-bdd finds them among all fixtures.
    """

    def __init__(self, find: Find) -> None:
        self._find = find
        self._names: dict[tuple[pytest.Item | pytest.Collector | None, str, str], list[str]] = {}

    def __call__(self, step: Step, fixturemanager: Any, node: pytest.Item) -> list[Any]:
        """Return the definitions that can parse a step and that a node sees."""
        key = (node.parent, step.type, step.name)
        if key not in self._names:
            found = self._find(step=step, fixturemanager=fixturemanager, node=node)
            self._names[key] = list(dict.fromkeys(definition.argname for definition in found))
        return [
            definition
            for name in self._names[key]
            for definition in getfixturedefs(fixturemanager, name, node) or ()
        ]


def remember_steps() -> None:
    """Let pytest-bdd find steps by way of a :class:`StepLookup`; once a process."""
    scenario = import_module("pytest_bdd.scenario")  # the name in the package is the decorator's
    if not isinstance(scenario.find_fixturedefs_for_step, StepLookup):
        scenario.find_fixturedefs_for_step = StepLookup(scenario.find_fixturedefs_for_step)
