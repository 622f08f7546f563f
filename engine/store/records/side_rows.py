"""Side rows: what an active element has beside its history row, and how each kind of them ends.

The root keeps for each active element which kinds it has, so that the end of an element touches those tables
and no others.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import IntFlag
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, Delete, Table, Update, bindparam, delete, false, update

from engine.store.tables.cases import deadline, participant
from engine.store.tables.history import stage
from engine.store.tables.jobs import job, outbox
from engine.store.tables.waits import incident, subscription, task_candidate, timer


class Side(IntFlag):
    """The kinds of side rows, as kept with the root: a number is never used for another kind."""

    TASK = 1
    CANDIDATE = 2
    JOB = 4
    OUTBOX = 8
    TIMER = 16
    SUBSCRIPTION = 32
    DEADLINE = 64
    STAGE = 128
    PARTICIPANT = 256
    INCIDENT = 512


WAITS: Final = (
    Side.TASK | Side.CANDIDATE | Side.JOB | Side.OUTBOX | Side.TIMER | Side.SUBSCRIPTION | Side.DEADLINE
)
"""What ends when the element stops waiting."""
UNTIL_END: Final = WAITS | Side.STAGE | Side.PARTICIPANT | Side.INCIDENT
"""What ends with the element."""

CLOSED_BY: Final[Mapping[Table, str]] = {deadline: "ended_at", stage: "left_at", participant: "left_at"}
"""Tables whose rows stay, with the column that says when they ended."""

_DECODER: Final = msgspec.msgpack.Decoder(dict[int, int])
_ENCODER: Final = msgspec.msgpack.Encoder()


def read_open_rows(data: bytes) -> dict[int, Side]:
    """Read which side rows each active element has."""
    return {element: Side(sides) for element, sides in _DECODER.decode(data).items()}


def write_open_rows(sides: Mapping[int, Side]) -> bytes:
    """Write what :func:`read_open_rows` reads."""
    return _ENCODER.encode(sides)


def end_side_rows(
    connection: Connection, root_id: str, side: Side, elements: list[int], now: datetime
) -> None:
    """End all open rows of one kind (tasks excepted: they end one by one, each in its own way)."""
    connection.execute(_ENDINGS[side], {"root": root_id, "elements": elements, **_moment(side, now)})


def _moment(side: Side, now: datetime) -> dict[str, datetime]:
    return {} if side in _DELETED else {"at": now}


def _of_elements(table: Table) -> ColumnElement[bool]:
    elements: ColumnElement[bool] = table.c.element.in_(bindparam("elements", expanding=True))
    return (table.c.root_id == bindparam("root")) & elements


def _delete(table: Table) -> Delete:
    return delete(table).where(_of_elements(table))


def _close(table: Table, column: str) -> Update:
    return (
        update(table).where(_of_elements(table), table.c[column].is_(None)).values({column: bindparam("at")})
    )


_DELETED: Final = Side.CANDIDATE | Side.JOB | Side.TIMER | Side.SUBSCRIPTION
_ENDINGS: Final[Mapping[Side, Delete | Update]] = {
    Side.CANDIDATE: _delete(task_candidate),
    Side.JOB: _delete(job),
    Side.TIMER: _delete(timer),
    Side.SUBSCRIPTION: _delete(subscription),
    Side.OUTBOX: _close(outbox, "ended_at").values(state="withdrawn", next_attempt_at=None),
    Side.DEADLINE: _close(deadline, "ended_at"),
    Side.STAGE: _close(stage, "left_at"),
    Side.PARTICIPANT: _close(participant, "left_at").where(participant.c.until_case_end == false()),
    Side.INCIDENT: _close(incident, "ended_at").values(state="resolved"),
}
