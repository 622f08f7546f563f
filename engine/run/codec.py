"""The stored state of a root instance: live tokens and variables as JSON, no specs, no history.

Format 2: ``[2, last number, state, scopes, origins]``; a scope is ``[host, scope id, process, variables, log,
interrupted,
completed, extra, tokens]``, where `process` is ``[definition id, facts, performers]`` for a whole process
and null
for a subprocess; a token is ``[number, parent, state, node, internal]``, parents before children.
`origins` are ``[scope number, variable, entries]``: who wrote what of it, see :mod:`engine.model.origin`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import msgspec

from engine.model.origin import from_json, to_json
from engine.run.changes import InstanceState
from engine.run.faults import UnreadableState
from engine.run.host import Actor, Host, InstanceFacts
from engine.run.scope import ROOT, ProcessFrame, RootInstance, Scope, SubInstance
from engine.run.specs import built
from engine.run.token import Token
from engine.run.upgrades import FORMAT, upgrade

_encoder = msgspec.json.Encoder(decimal_format="number")
_decoder = msgspec.json.Decoder(float_hook=Decimal)


def dump(top: RootInstance) -> bytes:
    """The state as it is stored."""
    scopes = [_scope_state(scope) for scope in top.scopes()]
    return _encoder.encode([FORMAT, top.last, top.state.value, scopes, list(_origins_state(top))])


def _origins_state(top: RootInstance) -> Iterator[list[object]]:
    for number, by_name in top.origins.items():
        if number == ROOT or number in top.tokens:
            yield from ([number, name, to_json(origins)] for name, origins in by_name.items() if origins)


def _scope_state(scope: Scope) -> list[object]:
    whole = scope.is_process
    return [
        scope.number,
        None if whole else scope.spec.name,
        _process_state(scope.frame) if whole else None,
        scope.data,
        scope.log,
        scope.interrupted,
        scope.completed,
        scope.extra,
        [_token_state(scope, token) for token in _tree_order(scope)],
    ]


def _process_state(frame: ProcessFrame) -> list[object]:
    facts = frame.facts
    return [
        frame.deployed.definition_id,
        [
            facts.instance_id,
            facts.business_key,
            facts.case_number,
            facts.house,
            facts.regime,
            facts.started_at.isoformat(),
            _actor_state(facts.initiator),
        ],
        {element: _actor_state(actor) for element, actor in frame.performers.items()},
    ]


def _actor_state(actor: Actor | None) -> list[str | None] | None:
    return None if actor is None else [actor.person, actor.organisation]


def _tree_order(scope: Scope) -> Iterator[Token]:
    pending = list(reversed(scope.task_tree._children))
    while pending:
        token = scope.tasks[pending.pop()]
        yield token
        pending.extend(reversed(token._children))


def _token_state(scope: Scope, token: Token) -> list[object]:
    internal = token.internal_data
    if token.id in scope.top.subprocesses:  # the locals of a host are the variables of the scope inside it
        internal = internal.copy()
        internal.pop("vars", None)
    return [token.id, token._parent, token._state, token.task_spec.name, internal]


def load(host: Host, state: bytes) -> RootInstance:
    """The instance as it was stored, on the definitions that the host knows.

    :raises UnreadableState: the state is none, or of a format that this release does not know.
    """
    try:
        decoded = _decoder.decode(state)
    except msgspec.DecodeError as error:
        raise UnreadableState("the stored state is no JSON; restore it from a backup") from error
    _, last, lifecycle, scopes, origins = upgrade(decoded)
    first = scopes[0]
    top = RootInstance(host, _frame(host, first[2], ROOT))
    _fill(top, first)
    for each in scopes[1:]:
        inside = top.tokens[each[0]]
        frame = inside.workflow.frame if each[2] is None else _frame(host, each[2], inside.id)
        inside.internal_data["vars"] = each[3]
        spec = frame.built.spec if each[2] is not None else frame.built.scopes[each[1]]
        sub = top.subprocesses[inside.id] = SubInstance(inside, spec, frame)
        _fill(sub, each)
    for number, name, entries in origins:
        top.note_origins(number, name, from_json(entries))
    top.last = last
    top.state = InstanceState(lifecycle)
    top.success = top.state in (InstanceState.ACTIVE, InstanceState.COMPLETED)
    return top


def _frame(host: Host, process: list[Any], number: int) -> ProcessFrame:
    definition_id, facts, performers = process
    deployed = host.definition(definition_id)
    instance_id, business_key, case_number, house, regime, started_at, initiator = facts
    return ProcessFrame(
        deployed,
        built(deployed),
        InstanceFacts(
            instance_id,
            business_key,
            case_number,
            house,
            regime,
            datetime.fromisoformat(started_at),
            None if initiator is None else Actor(*initiator),
        ),
        number,
        {element: Actor(*actor) for element, actor in performers.items()},
    )


def _fill(scope: Scope, state: list[Any]) -> None:
    _, _, _, scope.data, scope.log, scope.interrupted, scope.completed, scope.extra, tokens = state
    top, tasks, nodes = scope.top, scope.tasks, scope.spec.task_specs
    for number, parent, lifecycle, node, internal in tokens:
        token = Token(scope, nodes[node], tasks[parent], lifecycle, number)
        token.internal_data = internal
        top.tokens[number] = token
        if "armed" not in internal:
            scope.open += 1
        if "hold" in internal:
            top.holding[number] = internal["hold"]
            top.held_on.add(internal["hold"])
        if "subs" in internal:
            top.wait(token)
        elif internal.get("wait") is not None and token.task_spec.definition.properties.reckon_again:
            top.watch(token)
