"""From each format of the stored state that was ever released to the next, one step a module."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from engine.run.faults import UnreadableState
from engine.run.upgrades.from_1 import from_1

FORMAT = 2
"""The format that this release writes."""

State = list[Any]

STEPS: Mapping[int, Callable[[State], State]] = MappingProxyType({1: from_1})
"""By the format it reads, the step that writes the next one."""


def upgrade(
    state: object, steps: Mapping[int, Callable[[State], State]] = STEPS, wanted: int = FORMAT
) -> State:
    """The state in the wanted format.

    :raises UnreadableState: it has no format, or one that no step leads from.
    """
    while True:
        found = state[0] if isinstance(state, list) and state else None
        if not isinstance(state, list) or not isinstance(found, int) or isinstance(found, bool):
            raise UnreadableState("the stored state names no format; restore it from a backup")
        if found == wanted:
            return state
        step = steps.get(found)
        if step is None:
            raise UnreadableState(
                f"the stored state has format {found}, this release reads up to {wanted}; "
                "install the release that wrote it"
            )
        state = step(state)
