"""What runs: process instances, elements, flows, variables, decisions."""

from __future__ import annotations

from engine.run.changes import (
    DecisionMade,
    ElementEnded,
    ElementMigrated,
    ElementStarted,
    ElementState,
    FlowTaken,
    InstanceEnded,
    InstanceMigrated,
    InstanceReopened,
    InstanceStarted,
    InstanceState,
    VariableWritten,
)
from engine.store.records.batch import Batch, Cells
from engine.store.records.side_rows import UNTIL_END
from engine.store.tables.history import decision_made
from engine.store.tables.instances import process_instance
from engine.store.values import encode


def instance_started(batch: Batch, change: InstanceStarted) -> None:
    """A process instance began."""
    deployed = batch.definition(change.definition_id)
    key = change.business_key
    initiator = batch.actor if change.instance == 0 else None
    batch.instances[change.instance] = {
        "root_id": batch.root.root_id,
        "instance": change.instance,
        "parent_instance": change.parent_instance,
        "parent_element": change.parent_element,
        "definition_id": change.definition_id,
        "process_id": deployed.process.id,
        "version": deployed.version,
        "house": batch.root.house,
        "business_key": None
        if key is None
        else batch.seal(key, process_instance.c.business_key, change.instance),
        "business_key_index": None if key is None else batch.digest("business-key", key),
        "state": InstanceState.ACTIVE.value,
        "started_at": change.at,
        "ended_at": None,
        "end_event": None,
        "initiator": None if initiator is None else initiator.person,
        "initiator_organisation": None if initiator is None else initiator.organisation,
    }


def instance_ended(batch: Batch, change: InstanceEnded) -> None:
    """A process instance ended."""
    batch.end_instance(
        change.instance,
        {"state": change.state.value, "ended_at": change.at, "end_event": change.end_event},
    )


def instance_reopened(batch: Batch, change: InstanceReopened) -> None:
    """A process instance that had ended goes on."""
    batch.end_instance(
        change.instance,
        {"state": InstanceState.ACTIVE.value, "ended_at": None, "end_event": change.end_event},
    )


def instance_migrated(batch: Batch, change: InstanceMigrated) -> None:
    """A process instance runs on another version."""
    deployed = batch.definition(change.definition_id)
    moved: Cells = {"definition_id": deployed.definition_id, "version": deployed.version}
    batch.move_instance(change.instance, moved)


def element_started(batch: Batch, change: ElementStarted) -> None:
    """An element became active."""
    batch.elements[change.element] = {
        "root_id": batch.root.root_id,
        "element": change.element,
        "instance": change.instance,
        "house": batch.root.house,
        "scope": change.scope,
        "element_id": change.element_id,
        "element_type": change.element_type,
        "state": ElementState.ACTIVE.value,
        "loop_counter": change.loop_counter,
        "started_at": change.at,
        "ended_at": None,
        "actor": None,
        "actor_organisation": None,
    }


def element_ended(batch: Batch, change: ElementEnded) -> None:
    """An element is over, with all its side rows."""
    actor = change.actor
    batch.end_element(
        change.element,
        {
            "state": change.state.value,
            "ended_at": change.at,
            "actor": None if actor is None else actor.person,
            "actor_organisation": None if actor is None else actor.organisation,
        },
    )
    batch.end_sides(change.element, UNTIL_END)
    batch.end_task(change.element, change.state.value, actor)


def element_migrated(batch: Batch, change: ElementMigrated) -> None:
    """An element has become one of another version."""
    batch.move_element(change.element, change.element_id, change.name)


def flow_taken(batch: Batch, change: FlowTaken) -> None:
    """A token went over a flow."""
    batch.flows[change.instance, change.flow_id] += 1


def variable_written(batch: Batch, change: VariableWritten) -> None:
    """A variable has a new value; the last one of a command is kept."""
    batch.variables[change.instance, change.scope][change.name] = change.value


def decided(batch: Batch, change: DecisionMade) -> None:
    """A decision was made by rules."""
    matched = [
        {"decisionId": rule.decision_id, "ruleId": rule.rule_id, "index": rule.index}
        for rule in change.matched
    ]
    batch.add(
        decision_made,
        {
            "id": batch.new_id(),
            "element": change.element,
            "instance": change.instance,
            "definition_id": change.definition_id,
            "decision_id": change.decision_id,
            "matched": encode(matched).decode(),
        },
    )
