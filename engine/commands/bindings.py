"""What processes are bound to that is deployed with them (`bindingType="deployment"`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from engine.commands.definitions import Kind
from engine.model.extensions import Binding, Reference
from engine.model.nodes import BusinessRuleTask, CallActivity, FlowNode, StartEvent, UserTask
from engine.model.process import Process, walk
from engine.model.text import Static

Key = tuple[str, str]
"""Kind and key of a definition."""


@dataclass(frozen=True, slots=True)
class Companions:
    """A process that is the same as before, with what it was deployed with then.

    Args:
        process: the process.
        then: the definition of each key in its deployment.
    """

    process: Process
    then: Mapping[Key, str]


def outdated(
    processes: Mapping[Key, Companions], changed: Set[Key], now: Mapping[Key, str]
) -> frozenset[Key]:
    """Return the processes that need a new version, for something that they are bound to has changed.

    A version keeps what it was deployed with, so a new form or decision reaches only a new version; and that
    in turn whoever is bound to the process.

    Args:
        processes: the processes of a deployment that are the same as before.
        changed: what of the deployment gets a new version anyhow.
        now: the definition of each other key of the deployment.
    """
    found: set[Key] = set()
    while True:
        new = {*changed, *found}
        more = {
            key
            for key, one in processes.items()
            if key not in found
            and any(
                bound in new or (bound in now and now[bound] != one.then.get(bound))
                for bound in _bound(one.process, {*changed, *now})
            )
        }
        if not more:
            return frozenset(found)
        found |= more


def is_bound(process: Process) -> bool:
    """Tell whether a process is bound to anything that is deployed with it."""
    return any(reference.binding is Binding.DEPLOYMENT for _, reference in _references(process))


def _bound(process: Process, deployed: Set[Key]) -> Iterator[Key]:
    for kind, reference in _references(process):
        if reference.binding is not Binding.DEPLOYMENT:
            continue
        if isinstance(reference.id, Static):
            yield (kind.value, reference.id.text)
        else:  # only a running instance knows the name: it can be any of them
            yield from (key for key in deployed if key[0] == kind.value)


def _references(process: Process) -> Iterator[tuple[Kind, Reference]]:
    for _, node in walk(process.scope):
        kind, reference = _reference(node)
        if reference is not None:
            yield kind, reference


def _reference(node: FlowNode) -> tuple[Kind, Reference | None]:
    match node:
        case UserTask() | StartEvent():
            return Kind.FORM, node.form
        case BusinessRuleTask():
            return Kind.DECISION, node.decision
        case CallActivity():
            return Kind.PROCESS, node.called
        case _:
            return Kind.FORM, None
