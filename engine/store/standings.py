"""What the database knows about who may see a case: participations, stages reached, who did what."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, FromClause, and_, select

from engine.access.participation import Participation
from engine.store.predicates import Relation
from engine.store.tables.cases import participant
from engine.store.tables.history import element_instance, stage


def participations(connection: Connection, root_id: str) -> tuple[Participation, ...]:
    """Return who takes part in a case at this moment."""
    query = select(participant.c.person, participant.c.organisation, participant.c.role).where(
        participant.c.root_id == root_id, participant.c.left_at.is_(None)
    )
    return tuple(Participation(*row) for row in connection.execute(query.distinct()))


def stages_reached(connection: Connection, root_id: str) -> frozenset[str]:
    """Return the stages that a case is in, has been in, or ended with."""
    query = select(stage.c.stage).where(stage.c.root_id == root_id).distinct()
    return frozenset(connection.scalars(query))


def performers(
    connection: Connection, root_id: str, instance: int, element_ids: Sequence[str]
) -> frozenset[str]:
    """Return who completed one of these elements in a process instance."""
    if not element_ids:
        return frozenset()
    query = select(element_instance.c.actor).where(
        element_instance.c.root_id == root_id,
        element_instance.c.instance == instance,
        element_instance.c.element_id.in_(element_ids),
        element_instance.c.state == "completed",
        element_instance.c.actor.is_not(None),
    )
    return frozenset(connection.scalars(query.distinct()))


def participations_of(root_id: ColumnElement[str], source: FromClause = participant) -> Relation:
    """Return the relation `participations` of the rows that have this root id.

    Args:
        root_id: the column of the query.
        source: the table of participants, or an alias of it.
    """
    columns = source.c
    return Relation(
        source,
        and_(columns.root_id == root_id, columns.left_at.is_(None)),
        {"person": columns.person, "organisation": columns.organisation, "role": columns.role},
    )
