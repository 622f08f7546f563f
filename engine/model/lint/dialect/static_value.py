"""A static value of the wrong kind would fail only when the element is reached."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Static priorities, retries, dates and switches that cannot be read."""
    for element in model.named(*{name for name, _ in _KINDS}):
        for attribute, value in element.attributes.items():
            fits = _KINDS.get((element.name, attribute))
            if fits is not None and value.strip() and not value.startswith("=") and not fits(value.strip()):
                yield Fault(element, f"`{attribute}` of `{element.name}` is `{value}`")


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def _is_number(least: int, most: int) -> Callable[[str], bool]:
    return lambda text: _NUMBER.fullmatch(text) is not None and least <= int(text) <= most


def _is_switch(text: str) -> bool:
    return text in ("true", "false")


_NUMBER = re.compile(r"-?\d{1,9}", re.ASCII)

_KINDS: Mapping[tuple[str, str], Callable[[str], bool]] = {
    ("zeebe:priorityDefinition", "priority"): _is_number(0, 100),
    ("zeebe:jobPriorityDefinition", "priority"): _is_number(-(10**9), 10**9),
    ("zeebe:taskDefinition", "retries"): _is_number(0, 1000),
    ("zeebe:taskSchedule", "dueDate"): _is_instant,
    ("zeebe:taskSchedule", "followUpDate"): _is_instant,
    ("zeebe:calledElement", "propagateAllParentVariables"): _is_switch,
    ("zeebe:calledElement", "propagateAllChildVariables"): _is_switch,
}


RULE = Rule(
    "extension-value",
    __doc__ or "",
    "Correct the value, or write FEEL with a leading `=`.",
    check,
    basis=Basis.EXECUTION,
)
