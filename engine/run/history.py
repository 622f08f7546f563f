"""What happens to elements and instances, told to the store as changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from engine.feel import Expression, FeelDate, JsonValue, Value, to_date
from engine.model.extensions import Properties
from engine.model.nodes import EndEvent
from engine.run import holding
from engine.run.changes import (
    NOTHING_MEASURED,
    ElementEnded,
    ElementStarted,
    ElementState,
    IncidentEnded,
    InstanceEnded,
    InstanceStarted,
    InstanceState,
    Measured,
    OutcomeReached,
    Part,
    ParticipantJoined,
    ParticipantLeft,
    RegimeChanged,
    RetentionSet,
    StageEntered,
    VariableWritten,
    WaitEnded,
)
from engine.run.expressions import evaluate, stored
from engine.run.faults import Fault
from engine.run.moments import as_moment, zone_of

if TYPE_CHECKING:
    from engine.run.host import Actor
    from engine.run.scope import Scope
    from engine.run.token import Token


@dataclass(frozen=True, slots=True)
class Closing:
    """What a process declares for its end, evaluated before its last token leaves."""

    measures: Measured = NOTHING_MEASURED
    retention: datetime | None = None


NOTHING = Closing()


def instance_started(scope: Scope) -> None:
    """A process instance began."""
    frame, top, host = scope.frame, scope.top, scope.host
    top.emit(
        InstanceStarted(
            instance=frame.number,
            parent_instance=None if host is None else host.workflow.frame.number,
            parent_element=None if host is None else host.id,
            definition_id=frame.deployed.definition_id,
            business_key=frame.facts.business_key,
            at=top.now,
        )
    )
    for name, value in scope.data.items():
        top.emit(VariableWritten(instance=frame.number, scope=frame.number, name=name, value=value))
    stage = frame.deployed.process.properties.stage
    if stage is not None:
        top.emit(StageEntered(element=frame.number, instance=frame.number, stage=stage))


def end_event(last: Token | None) -> str | None:
    """The end event that the last token of a process reached, if it ended by one."""
    return last.task_spec.definition.id if last is not None and last.task_spec.is_end_event else None


def instance_ended(scope: Scope, state: InstanceState, end_event: str | None) -> None:
    """A process instance ended, at an end event or otherwise."""
    top, number = scope.top, scope.frame.number
    if scope.closing.retention is not None:
        top.emit(RetentionSet(instance=number, until=scope.closing.retention))
    top.emit(
        InstanceEnded(
            instance=number, state=state, at=top.now, end_event=end_event, measures=scope.closing.measures
        )
    )


def started(token: Token, kind: str | None = None) -> None:
    """The element became active, once: a repeated incident does not start it anew."""
    internal, scope = token.internal_data, token.workflow
    if "begun" in internal:
        return
    internal["begun"] = True
    index = internal.get("idx")
    scope.top.emit(
        ElementStarted(
            element=token.id,
            element_id=token.task_spec.definition.id,
            element_type=kind or token.task_spec.element_type,
            instance=scope.frame.number,
            scope=scope.number,
            at=scope.top.now,
            loop_counter=None if index is None else index + 1,
        )
    )


def taking_part(token: Token) -> None:
    """Stage and participants of an activity that begins, who leaves with it, and its hold.

    :raises Fault: they are not as declared.
    """
    properties, top = token.task_spec.definition.properties, token.workflow.top
    instance = token.workflow.frame.number
    if properties.stage is not None:
        top.emit(StageEntered(element=token.id, instance=instance, stage=properties.stage))
    if properties.participant_leaves is not None:
        for left in _leaving(token, properties.participant_leaves):
            top.emit(left)
    holding.place(token)
    if properties.participant is not None:
        for part in _parts(token, properties.participant):
            top.emit(
                ParticipantJoined(
                    element=token.id,
                    instance=instance,
                    until_case_end=properties.participant_until_case_end,
                    part=part,
                )
            )


def _leaving(token: Token, expression: Expression) -> list[ParticipantLeft]:
    value = evaluate(token, expression, "participantLeaves")
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [_left(token, item) for item in items]


def _left(token: Token, value: Value) -> ParticipantLeft:
    fields = value if isinstance(value, dict) else {"organisation": value}
    organisation, role = fields.get("organisation"), fields.get("role")
    if not isinstance(organisation, str) or not (role is None or isinstance(role, str)):
        raise Fault(
            "expression",
            f"who leaves at {token.task_spec.name} must be ids of organisations, "
            "or contexts of texts {organisation, role?}",
        )
    return ParticipantLeft(organisation=organisation, role=role)


def _parts(token: Token, expression: Expression) -> list[Part]:
    value = evaluate(token, expression, "participant")
    items = value if isinstance(value, list) else [] if value is None else [value]
    return [_part(token, item) for item in items]


def _part(token: Token, value: Value) -> Part:
    fields = value if isinstance(value, dict) else {}
    texts = {name: fields.get(name) for name in ("person", "organisation", "role", "reason")}
    role = texts["role"]
    if not isinstance(role, str) or not all(text is None or isinstance(text, str) for text in texts.values()):
        raise Fault(
            "expression",
            f"the participant at {token.task_spec.name} must be a context of texts "
            "{person?, organisation?, role, reason?}",
        )
    person, organisation, reason = (
        text if isinstance(text, str) else None
        for text in (texts["person"], texts["organisation"], texts["reason"])
    )
    if organisation is not None:
        workflow = token.workflow
        objection = workflow.top.outside.objection_to_participant(organisation, workflow.frame.facts.regime)
        if objection is not None:
            raise Fault("participant", objection)
    return Part(person, organisation, role, reason)


def measures(token: Token, properties: Properties) -> Measured:
    """The declared measures of an element that completes; null measures nothing.

    :raises Fault: a value is no plain number, boolean or code of a closed list, or its day is yet to come.
    """
    if not properties.measures:
        return NOTHING_MEASURED
    found: dict[str, JsonValue] = {}
    for name, expression in properties.measures.items():
        value = stored(evaluate(token, expression, f"measure {name}"), f"measure {name}")
        if value is None:
            continue
        objection = token.workflow.top.outside.objection_to_measure(name, value)
        if objection is not None:
            raise Fault("measure", f"the measure {name} at {token.task_spec.name}: {objection}")
        found[name] = value
    return Measured(found, _measured_on(token, properties))


def _measured_on(token: Token, properties: Properties) -> date | None:
    """The day that the values of an element count for, where the model says it."""
    if properties.measured_on is None:
        return None
    day = evaluate(token, properties.measured_on, "measuredOn")
    scope = token.workflow
    today = scope.top.now.astimezone(zone_of(scope, properties)).date()
    if not isinstance(day, FeelDate) or to_date(day) > today:
        raise Fault("measure", f"measuredOn at {token.task_spec.name} must be a date that is not yet to come")
    return to_date(day)


def closing(token: Token) -> Closing:
    """What the process declares for its end, seen from its last token."""
    properties = token.workflow.frame.deployed.process.properties
    return Closing(measures(token, properties), retention(token, properties))


def cut_short(scope: Scope) -> Closing:
    """What a process that was cancelled or failed declares for its end: how long it is kept, and no measures.

    An expression that fails keeps nobody from ending it: then only the regime sets a date, or somebody does.
    """
    try:
        return Closing(retention=retention(scope.task_tree, scope.frame.deployed.process.properties))
    except Fault:
        return NOTHING


def retention(token: Token, properties: Properties) -> datetime | None:
    """Until when the case is kept, by a duration from now or a date.

    :raises Fault: it is neither.
    """
    if properties.retention is None:
        return None
    value = evaluate(token, properties.retention, "retention")
    return as_moment(token.workflow, value, "retention", properties)


def regime(token: Token, properties: Properties) -> str | None:
    """The legal regime that the case comes under once the activity completes; None leaves it as it is.

    :raises Fault: it is no text.
    """
    if properties.regime is None:
        return None
    value = evaluate(token, properties.regime, "regime")
    if value is not None and not isinstance(value, str):
        raise Fault("expression", f"the regime at {token.task_spec.name} must be a text")
    return value


def regime_changed(token: Token, found: str | None) -> None:
    """The case works under another regime, with all that it called and that declares none of its own."""
    top = token.workflow.top
    if found is not None and found != top.frame.facts.regime:
        top.come_under(found)
        top.emit(RegimeChanged(regime=found))


def ended(
    token: Token,
    state: ElementState,
    *,
    actor: Actor | None = None,
    measures: Measured = NOTHING_MEASURED,
) -> None:
    """The element completed or was terminated; what it waited for is over."""
    if "begun" not in token.internal_data:
        return
    top = token.workflow.top
    top.emit(ElementEnded(element=token.id, state=state, at=top.now, actor=actor, measures=measures))


def incident_ended(token: Token) -> None:
    """If the element stood still, it does no longer."""
    if token.internal_data.pop("incident", None) is not None:
        token.workflow.top.emit(IncidentEnded(element=token.id))


def wait_ended(token: Token) -> None:
    """Task, job, timers and subscriptions of the token are over."""
    internal = token.internal_data
    waited = internal.pop("wait", None), internal.pop("subs", None)
    if waited != (None, None):
        top = token.workflow.top
        top.stop_waiting(token)
        top.emit(WaitEnded(element=token.id))


def outcome(token: Token) -> None:
    """An end event with a stage or a retention was reached."""
    definition, top = token.task_spec.definition, token.workflow.top
    instance = token.workflow.frame.number
    if not isinstance(definition, EndEvent):
        return
    if definition.properties.stage is not None:
        top.emit(OutcomeReached(element=token.id, instance=instance, stage=definition.properties.stage))
    until = retention(token, definition.properties)
    if until is not None:
        top.emit(RetentionSet(instance=instance, until=until))
