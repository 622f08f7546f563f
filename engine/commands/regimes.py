"""Under which legal regimes a case has been, since when, and how long each lets it be kept."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from engine.calendar import parse_duration
from engine.model.manifest import Regime
from engine.store.tables.cases import participant
from engine.store.tables.custody import case_regime, retention_extension

if TYPE_CHECKING:
    from engine.commands.host import EngineHost
    from engine.commands.unit import Unit


def note_regime(unit: Unit, house: str, root_id: str, regime: str) -> None:
    """Note since when a case is under a regime: now, unless it was before."""
    note = unit.services.database.dialect.insert_or_skip(case_regime)
    unit.connection.execute(note, {"root_id": root_id, "house": house, "regime": regime, "since": unit.now})


def part_from(unit: Unit, root_id: str, regime: str, host: EngineHost) -> None:
    """Let go who takes part in a case, and may not under the regime that it came under."""
    columns = participant.c
    present = (columns.root_id == root_id, columns.left_at.is_(None), columns.organisation.is_not(None))
    query = select(columns.organisation).where(*present).distinct()
    leaving = [
        organisation
        for organisation in unit.connection.scalars(query).all()
        if host.objection_to_participant(organisation, regime) is not None
    ]
    if leaving:
        gone = update(participant).where(*present, columns.organisation.in_(leaving))
        unit.connection.execute(gone.values(left_at=unit.now))


def extended(unit: Unit, root_id: str, date: datetime) -> datetime:
    """Return until when a case is kept: until a date, or longer where somebody decided so."""
    columns = retention_extension.c
    until = unit.connection.scalar(select(func.max(columns.until)).where(columns.root_id == root_id))
    return date if until is None else max(date, until)


def limit_under(regime: Regime | None, started_at: datetime, zone: ZoneInfo) -> datetime | None:
    """Return until when a regime lets a case be kept that began at a moment; None without a limit.

    It counts from the first processing, also of a case that came under the regime later, so that no
    conversion, return or reopening starts it anew.
    """
    if regime is None or regime.limit is None:
        return None
    return parse_duration(regime.limit).after(started_at, zone).astimezone(UTC)
