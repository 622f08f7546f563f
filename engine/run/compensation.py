"""Compensation (BPMN 2.0.2, clause 13.5.5): what completed is undone in reverse order, with its data of then.

A scope's `log` has a record per completed activity that can be undone: ``activity``, ``handler`` (None: the
activity is a scope that undoes itself), ``locals`` (its variables and what it wrote), and for a scope
``data`` and
``log``. Undoing runs in a token of the scope's compensator node, which takes the records one by one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.feel import JsonValue
from engine.model.events import CancelEvent, CompensateEvent
from engine.run import propagation
from engine.run.kept import Record
from engine.run.node import Root
from engine.run.token import READY, Token

if TYPE_CHECKING:
    from engine.run.scope import Scope


def record(token: Token) -> None:
    """Notes an activity that completes now, if it can be undone."""
    node, scope = token.task_spec, token.workflow
    if "undoes" in token.internal_data or node.is_event_subprocess:
        return
    inside = scope.top.inside(token)
    handler = node.compensator
    if handler is not None:
        scope.log.append(
            {
                "activity": node.name,
                "handler": handler,
                "locals": _snapshot(token),
                "data": {},
                "log": [],
                "definition": None,
            }
        )
    elif inside is not None and (inside.log or compensating_handler(inside) is not None):
        scope.log.append(
            {
                "activity": node.name,
                "handler": None,
                "locals": {},
                "data": dict(inside.data),
                "log": inside.log,
                "definition": inside.frame.deployed.definition_id if inside.is_process else None,
            }
        )


def _snapshot(token: Token) -> dict[str, JsonValue]:
    """The locals of the activity, and what it wrote in the step that completes it.

    The variables of a called process stay its own: a handler sees what the call handed on.
    """
    written = {write.name: write.variables[write.name] for write in token.workflow.top.written}
    internal = token.internal_data
    return {**written, **(internal.get("own", {}) if token.task_spec.isolates else internal.get("vars", {}))}


def compensating_handler(scope: Scope) -> str | None:
    """The compensation event subprocess of the scope."""
    return next((each.name for each in scope.spec.event_subprocesses if each.compensates), None)


def throw(token: Token, event: CompensateEvent) -> None:
    """A throw event compensates one activity or all of its scope; it waits for that unless told otherwise."""
    scope = token.workflow
    target = scope
    while target.host is not None and target.host.task_spec.is_event_subprocess:
        # An event subprocess compensates what its enclosing scope completed.
        target = target.host.workflow
        if _matching(scope, event.activity):
            target = scope
            break
    records = _matching(target, event.activity)
    if not records:
        return
    waiting = token if event.wait_for_completion else None
    _undo(target, records, waiting)


def _matching(scope: Scope, activity: str | None) -> list[Record]:
    return [each for each in scope.log if activity is None or each["activity"] == activity]


def _undo(scope: Scope, records: list[Record], waiting: Token | None) -> Token:
    scope.log = [each for each in scope.log if each not in records]
    runner = scope.spawn(scope.spec.compensator)
    runner.internal_data["records"] = records
    if waiting is not None:
        runner.internal_data["waiting"] = waiting.id
        waiting.hold()
    return runner


def cancel_transaction(token: Token) -> None:
    """A cancel end event: everything in the transaction stops, is undone, and leaves by its cancel border."""
    scope = token.workflow
    while scope.host is not None and not scope.host.task_spec.is_transaction:
        scope = scope.host.workflow
    scope.interrupted = True
    scope.extra["cancelled"] = True
    records = list(scope.log)
    runner = _undo(scope, records, None)
    scope.cancel_all(runner, token)


class Compensator(Root):
    """Runs the handlers of a list of records, newest first, each to its end before the next."""

    def _run_hook(self, my_task: Token) -> bool | None:
        my_task.internal_data.pop("phase", None)
        records = my_task.internal_data["records"]
        if not records:
            return True
        my_task.internal_data["records"] = records[:-1]
        _start_handler(my_task, records[-1])
        return None

    def leave(self, token: Token) -> None:
        top = token.workflow.top
        waiting = top.tokens.get(token.internal_data.get("waiting", -1))
        if waiting is not None:
            waiting.again("leave")

    def cancelled(self, token: Token) -> None:
        """Nothing of it is known to history."""


def _start_handler(runner: Token, undone_record: Record) -> None:
    scope = runner.workflow
    handler = undone_record["handler"]
    token = scope.spawn(scope.node(handler or undone_record["activity"]), None, READY)
    token.internal_data["undoes"] = runner.id
    if handler is not None:
        token.internal_data["snapshot"] = undone_record["locals"]
    else:
        token.internal_data["phase"] = "restore"
        token.internal_data["records"] = [undone_record]


def restore(token: Token) -> None:
    """Opens a completed scope again, with its data of then, to undo what it did."""
    kept = token.internal_data.pop("records")[0]
    node, top = token.task_spec, token.workflow.top
    token.internal_data["vars"] = dict(kept["data"])
    if kept["definition"] is None:
        frame, spec = token.workflow.frame, token.workflow.frame.built.scopes[node.inner_scope]
    else:
        deployed = top.outside.definition(kept["definition"])
        frame = top.frame_for(deployed, token.workflow.frame.facts, token.id)
        spec = frame.built.spec
    scope = top.open_scope(token, spec, frame)
    scope.log = list(kept["log"])
    handler = compensating_handler(scope)
    if handler is None:
        records, scope.log = scope.log, []
        scope.spawn(scope.spec.compensator).internal_data["records"] = records
    else:
        scope.node(handler).trigger(scope, {})


def undone(token: Token) -> None:
    """A handler is done: the next one may run."""
    runner = token.workflow.top.tokens.get(token.internal_data["undoes"])
    if runner is not None:
        runner.again("next")


def left_by_cancel(host: Token, scope: Scope) -> bool:
    """Whether the transaction was cancelled: then it leaves by its cancel border."""
    if not scope.extra.get("cancelled"):
        return False
    catcher = propagation.find_catcher(host, CancelEvent, None, at_own_border=True)
    if catcher is not None:
        catcher.trigger({})
    return catcher is not None
