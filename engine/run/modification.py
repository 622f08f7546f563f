"""Moving a running process instance by hand: activate here, terminate there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engine.feel import JsonValue
from engine.model.nodes import BoundaryEvent, StartEvent, SubProcess
from engine.model.process import Scope as ScopeDefinition
from engine.model.process import walk
from engine.run import loops
from engine.run.changes import InstanceState
from engine.run.faults import Fault, Refused
from engine.run.subprocess import SubProcessNode
from engine.run.token import STARTED, Token
from engine.run.variables import find

if TYPE_CHECKING:
    from engine.run.scope import RootInstance, Scope


@dataclass(frozen=True, slots=True)
class Activation:
    """An element to be started.

    `scope` names the active subprocess that it is to stand in, where there are several; `variables` are
    written as
    results are: to the nearest scope that has the name, else to the root.
    """

    element_id: str
    variables: Mapping[str, JsonValue]
    scope: int | None = None


def modify(
    top: RootInstance, instance: int, activate: Sequence[Activation], terminate: Sequence[int]
) -> None:
    """Activates, then terminates; what is left without work ends with it.

    :raises Refused: an element does not exist, or not exactly one scope can take it.
    """
    for activation in activate:
        _activate(top, instance, activation)
    for number in terminate:
        _terminate(top, number)


# --- activating -------------------------------------------------------------------------------------------


def _activate(top: RootInstance, instance: int, activation: Activation) -> None:
    outer = process_scope(top, instance)
    path = _path_to(outer.spec.definition, activation.element_id)
    try:
        scope = _named_scope(top, activation, path) or _scope_at(outer, path)
    except Fault as fault:
        raise Refused("cannot-activate", fault.detail) from fault
    for name, value in activation.variables.items():
        place, number, variables = find(scope.task_tree, name)
        top.assign(place, number, variables, name, value)
    token = scope.spawn(scope.node(activation.element_id))
    if isinstance(token.task_spec.definition, BoundaryEvent | StartEvent):
        token.internal_data["phase"] = "fired"


def process_scope(top: RootInstance, instance: int) -> Scope:
    """The scope of a process instance: the root, or one that a call activity started.

    :raises Refused: there is none of that number.
    """
    for scope in top.scopes():
        if scope.is_process and scope.number == instance and not scope.completed:
            return scope
    raise Refused("unknown-instance", f"there is no active process instance {instance}")


def _path_to(definition: ScopeDefinition, element_id: str) -> list[SubProcess]:
    """The subprocesses around the element, outermost first.

    :raises Refused: the process has no such element.
    """
    around: dict[str, SubProcess | None] = {definition.id: None}
    home: dict[str, str] = {}
    for scope, node in walk(definition):
        home[node.id] = scope.id
        if isinstance(node, SubProcess):
            around[node.scope.id] = node
    if element_id not in home:
        raise Refused("unknown-element", f"process {definition.id} has no element {element_id}")
    path: list[SubProcess] = []
    host = around[home[element_id]]
    while host is not None:
        path.insert(0, host)
        host = around[home[host.id]]
    return path


def _named_scope(top: RootInstance, activation: Activation, path: list[SubProcess]) -> Scope | None:
    if activation.scope is None:
        return None
    host = top.tokens.get(activation.scope)
    scope = None if host is None else top.inside(host)
    if scope is None or not path or scope.spec.name != path[-1].scope.id:
        raise Refused("unknown-scope", f"{activation.element_id} has no active scope {activation.scope}")
    return scope


def _scope_at(outer: Scope, path: list[SubProcess]) -> Scope:
    scope = outer
    for subprocess in path:
        node = scope.node(subprocess.id)
        hosts = [token for token in scope.tasks.values() if token.task_spec is node]
        inside = [found for host in hosts if (found := scope.top.inside(host)) is not None]
        if len(inside) > 1:
            raise Refused("ambiguous", f"{subprocess.id} is active {len(inside)} times: name the scope")
        scope = inside[0] if inside else _open_empty(scope, subprocess)
    return scope


def _open_empty(scope: Scope, subprocess: SubProcess) -> Scope:
    """Begins a subprocess without starting anything in it."""
    node = scope.node(subprocess.id)
    if not isinstance(node, SubProcessNode) or subprocess.triggered_by_event or subprocess.loop is not None:
        raise Refused(
            "cannot-activate", f"{subprocess.id} is not active: only a plain subprocess can be opened for it"
        )
    host = scope.spawn(node, None, STARTED)
    node.begin_empty(host)
    found = scope.top.inside(host)
    assert found is not None
    return found


# --- terminating ------------------------------------------------------------------------------------------


def _terminate(top: RootInstance, number: int) -> None:
    token = top.tokens.get(number)
    if token is None or token.armed:
        raise Refused("unknown-element", f"there is no active element {number}")
    scope, body = token.workflow, token.above
    token.cancel()
    if "item" in token.internal_data and body is not None:
        loops.instance_terminated(body)
    elif "idx" in token.internal_data and body is not None:
        body.cancel()
    _end_if_empty(scope)


def _end_if_empty(scope: Scope) -> None:
    """A scope in which nothing is left is terminated, and so on outwards."""
    while not scope.open and not scope.completed:
        host = scope.host
        if host is None:
            scope.top.finish(InstanceState.CANCELLED)
            return
        outer = host.workflow
        _terminate_host(host)
        scope = outer


def _terminate_host(host: Token) -> None:
    body = host.above
    host.cancel()
    if "item" in host.internal_data and body is not None:
        loops.instance_terminated(body)
