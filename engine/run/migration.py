"""Taking a running process instance to another version of its process."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from engine.run.changes import ElementMigrated, InstanceMigrated
from engine.run.faults import Fault, Refused
from engine.run.kept import Record
from engine.run.modification import process_scope
from engine.run.specs import BuiltProcess, ScopeSpec, built
from engine.run.token import Token

if TYPE_CHECKING:
    from engine.run.host import DeployedProcess
    from engine.run.node import Node
    from engine.run.scope import RootInstance, Scope


def migrate(top: RootInstance, instance: int, target: DeployedProcess, mapping: Mapping[str, str]) -> None:
    """Moves every live token to the element of the same kind in the target; variables stay as they are.

    Timers keep their due time and subscriptions their key. Boundary events and event subprocesses that the
    target
    lacks end; those that are new in it begin to wait.

    :param mapping: element and flow ids, old to new, where they differ.
    :raises Refused: a live element has no counterpart; all of them are named. The instance is to be
    dropped then.
    """
    outer = process_scope(top, instance)
    specs = built(target)
    scopes = [scope for scope in top.scopes() if scope.frame is outer.frame]
    homes = {scope.number: _target_scope(scope, specs, mapping) for scope in scopes}
    faults = [fault for scope in scopes for fault in _faults(scope, homes[scope.number], mapping)]
    if faults:
        raise Refused("cannot-migrate", "; ".join(faults))
    outer.frame.deployed, outer.frame.built = target, specs
    outer.frame.performers = {mapping.get(key, key): by for key, by in outer.frame.performers.items()}
    if outer is top:
        top.subprocess_specs = specs.scopes
    top.emit(InstanceMigrated(instance=instance, definition_id=target.definition_id))
    for scope in scopes:
        spec = homes[scope.number]
        assert spec is not None
        _move(scope, spec, mapping)


def _target_scope(scope: Scope, specs: BuiltProcess, mapping: Mapping[str, str]) -> ScopeSpec | None:
    if scope.is_process:
        return specs.spec
    name = scope.spec.name
    return specs.scopes.get(mapping.get(name, name))


def _faults(scope: Scope, spec: ScopeSpec | None, mapping: Mapping[str, str]) -> list[str]:
    if spec is None:
        return [f"{scope.spec.name} has no counterpart"]
    found = []
    for token in scope.tasks.values():
        if token is scope.task_tree or token.armed:
            continue
        name = token.task_spec.name
        node: Node | None = spec.task_specs.get(mapping.get(name, name))
        if node is None:
            found.append(f"{name} has no counterpart")
        elif not _alike(token, node):
            found.append(f"{name} and {node.name} are of different kinds")
        elif _flow_lost(token, node, mapping):
            found.append(f"the flow by which a token waits at {name} has no counterpart")
    for record in scope.log:
        for name in (record["activity"], record["handler"]):
            if name is not None and mapping.get(name, name) not in spec.task_specs:
                found.append(f"{name}, which may still be compensated, has no counterpart")
    return list(dict.fromkeys(found))


def _alike(token: Token, node: Node) -> bool:
    old = token.task_spec
    repeated = getattr(old.definition, "loop", None), getattr(node.definition, "loop", None)
    return type(old) is type(node) and type(repeated[0]) is type(repeated[1])


def _flow_lost(token: Token, node: Node, mapping: Mapping[str, str]) -> bool:
    via = token.internal_data.get("via")
    return via is not None and not token.begun and mapping.get(via, via) not in node.definition.incoming


def _move(scope: Scope, spec: ScopeSpec, mapping: Mapping[str, str]) -> None:
    for token in list(scope.tasks.values()):
        if token.armed:
            _move_armed(scope, token, spec, mapping)
        elif token is scope.task_tree:
            token.task_spec = spec.start
        else:
            _move_token(token, spec, mapping)
    scope.spec = spec
    if spec.joins:
        scope.top.joining[scope.number] = scope
    else:
        scope.top.joining.pop(scope.number, None)
    scope.log = [_moved_record(record, mapping) for record in scope.log]
    fired = scope.extra.get("fired")
    if fired:
        scope.extra["fired"] = {
            mapping.get(name, name): [mapping.get(flow, flow) for flow in flows]
            for name, flows in fired.items()
        }
    try:
        _arm_new(scope)
    except Fault as fault:
        raise Refused("cannot-migrate", fault.detail) from fault


def _move_token(token: Token, spec: ScopeSpec, mapping: Mapping[str, str]) -> None:
    old = token.task_spec.name
    token.task_spec = spec.task_specs[mapping.get(old, old)]
    via = token.internal_data.get("via")
    if via is not None:
        token.internal_data["via"] = mapping.get(via, via)
    if token.begun:
        token.workflow.top.emit(
            ElementMigrated(element=token.id, element_id=token.task_spec.name, name=token.task_spec.bpmn_name)
        )


def _move_armed(scope: Scope, token: Token, spec: ScopeSpec, mapping: Mapping[str, str]) -> None:
    """An armed event stays when its counterpart waits for the same kinds of things in the same place."""
    old = token.task_spec
    node: Node | None = spec.task_specs.get(mapping.get(old.name, old.name))
    above = token.above
    host = None if above is None or above is scope.task_tree else above.task_spec.name
    if node is None or not _waits_alike(old, node) or _elsewhere(node, host, mapping):
        token.cancel()
    else:
        token.task_spec = node
        scope.top.emit(ElementMigrated(element=token.id, element_id=node.name, name=node.bpmn_name))


def _elsewhere(node: Node, host: str | None, mapping: Mapping[str, str]) -> bool:
    attached_to = getattr(node.definition, "attached_to", None)
    return host is not None and attached_to != mapping.get(host, host)


def _waits_alike(old: Node, new: Node) -> bool:
    if type(old) is not type(new):
        return False
    kinds = [[type(each.event) for each in node.alternatives] for node in (old, new)]
    return kinds[0] == kinds[1]


def _moved_record(record: Record, mapping: Mapping[str, str]) -> Record:
    moved = record.copy()
    moved["activity"] = mapping.get(record["activity"], record["activity"])
    if record["handler"] is not None:
        moved["handler"] = mapping.get(record["handler"], record["handler"])
    return moved


def _arm_new(scope: Scope) -> None:
    """What the target has and the old version had not begins to wait."""
    armed = [token for token in scope.tasks.values() if token.armed]
    for event_subprocess in scope.spec.event_subprocesses:
        if not scope.interrupted and all(token.task_spec is not event_subprocess for token in armed):
            event_subprocess.arm(scope)
    for token in list(scope.tasks.values()):
        if token.armed or "idx" in token.internal_data or not token.begun:
            continue
        for boundary in getattr(token.task_spec, "boundaries", ()):
            if all(each.task_spec is not boundary or each.above is not token for each in armed):
                boundary.arm(token)
