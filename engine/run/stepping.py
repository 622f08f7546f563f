"""The step loop: one token at a time until every token waits; a step that fails leaves an incident and no
trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from engine.calendar import CalendarError
from engine.feel import FeelError, Value
from engine.model.events import ConditionalEvent, TimerEvent
from engine.model.nodes import UserTask
from engine.model.text import Text
from engine.run import dates, history, holding
from engine.run.changes import IncidentRaised
from engine.run.expressions import evaluate
from engine.run.faults import Fault
from engine.run.kept import Sub
from engine.run.token import CANCELLED, READY, STARTED, WAITING, Token
from engine.run.waiting import CONDITION, TIMER, Alternative

if TYPE_CHECKING:
    from engine.run.scope import RootInstance, Written

STEPS = 100_000
"""Most steps of one command; what is still in motion then becomes an incident."""


def step(top: RootInstance) -> None:
    """Steps until every token waits."""
    steps = 0
    while not top.completed:
        while top.ready:
            token = top.ready.popleft()
            if token._state != READY or token.workflow.tasks.get(token.id) is not token:
                continue
            steps += 1
            if steps > STEPS:
                _park(
                    token,
                    Fault("steps", f"this command took more than {STEPS} steps; is there an endless loop?"),
                )
                continue
            attempt(top, token)
        if _release_joins(top):
            continue
        if not holding.settle(top):
            break
        check_watching(top)  # a hold is over: what became true meanwhile happens now
        if not top.ready:
            break
    top.ready.clear()


def attempt(top: RootInstance, token: Token) -> None:
    """One step of one token. If it fails, all that it did is undone and the token becomes an incident."""
    top.begin_step(token)
    try:
        token.run()
    except (Fault, FeelError, CalendarError) as error:
        fault = (
            error
            if isinstance(error, Fault)
            else Fault("expression", f"{token.task_spec.name} failed", str(error))
        )
        _undo(top, token)
        _park(token, fault)
    finally:
        top.running = None
    if top.watching:
        check_watching(top)


def _undo(top: RootInstance, token: Token) -> None:
    for spawned in reversed(top.spawned):
        if spawned.alive:
            spawned._state = CANCELLED
            spawned.workflow.discard(spawned)
    for scope in top.opened:
        if scope.host is not None:
            top.forget(scope.host)
    for write in reversed(top.written[top.kept :]):
        _take_back(top, write)
    del top.written[top.kept :]
    del top.changes[top.mark :]
    token.internal_data = top.before
    if "hold" not in top.before:
        top.holding.pop(token.id, None)
    if "subs" in top.before:
        top.wait(token)


def _take_back(top: RootInstance, write: Written) -> None:
    if top.origins:
        top.note_origins(write.number, write.name, write.origins)
    if write.existed:
        write.variables[write.name] = write.before
    else:
        write.variables.pop(write.name, None)


def _park(token: Token, fault: Fault) -> None:
    """The element stays active and stands still; its phase says what is to be repeated."""
    token._state = STARTED
    history.started(token)
    raise_incident(token, fault)


def raise_incident(token: Token, fault: Fault) -> None:
    """Notes why the element stands still."""
    token.internal_data["incident"] = fault.kind
    token.workflow.top.emit(
        IncidentRaised(
            element=token.id,
            instance=token.workflow.frame.number,
            element_id=token.task_spec.name,
            kind=fault.kind,
            detail=fault.detail,
            cause=fault.cause,
        )
    )


def _release_joins(top: RootInstance) -> bool:
    """Lets joins go that nothing can reach any more; answers whether one did."""
    for number in sorted(top.joining):
        scope = top.joining[number]
        waiting = {token.task_spec.name for token in scope.tasks.values() if token._state == WAITING}
        for name in sorted(waiting.union(scope.extra.get("fired", ()))):
            join = scope.spec.joins.get(name)
            token = None if join is None else join.ready(scope)
            if token is not None:
                token.again("joined")
                return True
    return False


# --- conditions and dates that follow the data ----------------------------------------------------------


def check_watching(top: RootInstance) -> None:
    """Fires the conditional events that turn true, new ones and those whose variables the last step wrote,
    and reckons the dates again that follow those variables."""
    written = {write.name: write.existed for write in top.written}
    for token in [top.watching[number] for number in sorted(top.watching)]:
        subs = token.internal_data.get("subs")
        for place, sub in enumerate(subs or ()):
            if token.alive and sub is not None and sub[0] == CONDITION:
                _check(token, place, sub, written)
        if token.alive:
            _reckon_again(token, written)
    top.written = []


def _reckon_again(token: Token, written: dict[str, bool]) -> None:
    failed = token.internal_data.pop("undated", False)
    try:
        for reckon, value in _dates(token):
            if failed or dates.concerns(value, written):
                reckon()
    except Fault as fault:
        token.internal_data["undated"] = True
        if "incident" not in token.internal_data:
            raise_incident(token, fault)


def _dates(token: Token) -> Iterator[tuple[Callable[[], None], Text]]:
    """What reckons each date of the token that follows the data, and from what."""
    definition = token.task_spec.definition
    if isinstance(definition, UserTask):
        value = definition.due_date
        if definition.properties.reckon_again and value is not None:
            yield partial(dates.reckon_task, token, value), value
        return
    for place, sub in enumerate(token.internal_data.get("subs", ())):
        if sub is not None and sub[0] == TIMER:
            alternative: Alternative = token.task_spec.alternatives[place]
            event = alternative.event
            if isinstance(event, TimerEvent) and alternative.follows_data:
                yield partial(dates.reckon_timer, token, place, sub, alternative, event), event.value


def _check(token: Token, place: int, sub: Sub, written: dict[str, bool]) -> None:
    alternative: Alternative = token.task_spec.alternatives[place]
    event = alternative.event
    assert isinstance(event, ConditionalEvent)
    if sub[1] is not None and not _concerns(event, written):
        return
    try:
        value = _truth(token, event)
    except Fault as fault:
        if "incident" not in token.internal_data:
            raise_incident(token, fault)
        return
    turned = value and sub[1] is not True
    if turned and holding.waits(token):
        sub[1] = None  # looked at again once the hold is over
        return
    sub[1] = value
    if turned:
        token.task_spec.deliver(token, place, {})


def _truth(token: Token, event: ConditionalEvent) -> bool:
    value: Value = evaluate(token, event.condition, "condition")
    if value is not None and not isinstance(value, bool):
        raise Fault("condition", f"the condition of {token.task_spec.name} must be true or false")
    return value is True


def _concerns(event: ConditionalEvent, written: dict[str, bool]) -> bool:
    for name, existed in written.items():
        wanted = event.on_update if existed else event.on_create
        if wanted and (not event.variable_names or name in event.variable_names):
            return True
    return False


# --- timers ---------------------------------------------------------------------------------------------


def fire_due_timers(top: RootInstance, now: datetime) -> None:
    """Fires every timer that is due, in order of due time, each stepped to its end before the next."""
    for _ in range(STEPS):
        found = _next_due(top, now)
        if found is None or top.completed:
            return
        token, place = found
        token.task_spec.deliver(token, place, {})
        step(top)


def _next_due(top: RootInstance, now: datetime) -> tuple[Token, int] | None:
    due = [
        (datetime.fromisoformat(sub[1]), token.id, place)
        for token in top.waiting.values()
        for place, sub in enumerate(token.internal_data["subs"])
        if sub is not None and sub[0] == TIMER and sub[1] is not None and not holding.waits(token)
    ]
    first = min(due, default=None)
    if first is None or first[0] > now:
        return None
    return top.tokens[first[1]], first[2]
