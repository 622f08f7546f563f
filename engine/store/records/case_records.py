"""What cases show: who takes part, in which stage they are, how they came out, what was written."""

from __future__ import annotations

from engine.run.changes import (
    DocumentMade,
    OutcomeReached,
    ParticipantJoined,
    ParticipantLeft,
    StageEntered,
)
from engine.store.records.batch import Batch
from engine.store.records.side_rows import Side
from engine.store.tables.cases import participant
from engine.store.tables.documents import document
from engine.store.tables.history import stage


def participant_joined(batch: Batch, change: ParticipantJoined) -> None:
    """Somebody takes part."""
    part = change.part
    row_id = batch.new_id()
    batch.add_side(
        Side.PARTICIPANT,
        participant,
        change.element,
        {
            "id": row_id,
            "instance": change.instance,
            "person": part.person,
            "organisation": part.organisation,
            "role": part.role,
            "reason": None if part.reason is None else batch.seal(part.reason, participant.c.reason, row_id),
            "until_case_end": change.until_case_end,
            "joined_at": batch.now,
            "left_at": None,
        },
    )


def participant_left(batch: Batch, change: ParticipantLeft) -> None:
    """An organisation takes part no longer, or not in that role."""
    batch.end_participation(change.organisation, change.role)


def document_made(batch: Batch, change: DocumentMade) -> None:
    """A document was made."""
    row_id = batch.new_id()
    batch.add(
        document,
        {
            "id": row_id,
            "element": change.element,
            "instance": change.instance,
            "element_id": change.element_id,
            "definition_id": change.definition_id,
            "template": change.template,
            "name": batch.seal(change.name, document.c.name, row_id),
            "media_type": change.media_type,
            "categories": change.categories,
            "organisation": change.organisation,
            "content": batch.seal(change.content, document.c.content, row_id),
            "made_at": batch.now,
        },
    )


def stage_entered(batch: Batch, change: StageEntered) -> None:
    """A stage is entered."""
    _add_stage(batch, change, outcome=False)


def outcome_reached(batch: Batch, change: OutcomeReached) -> None:
    """A stage is the outcome; that of the root instance ends the case for all but its house."""
    _add_stage(batch, change, outcome=True)
    if change.instance == 0:
        batch.end_case()


def _add_stage(batch: Batch, change: StageEntered | OutcomeReached, *, outcome: bool) -> None:
    batch.add_side(
        Side.STAGE,
        stage,
        change.element,
        {
            "instance": change.instance,
            "stage": change.stage,
            "outcome": outcome,
            "entered_at": batch.now,
            "left_at": None,
        },
    )
