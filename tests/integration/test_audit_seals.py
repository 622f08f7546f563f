"""Each night seals the audit log; whoever changes it behind the service's back is found out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from engine.calendar import parse_duration
from engine.commands.advance_clock import move_clock
from engine.commands.houses import set_calendar
from engine.commands.seal_audit import next_keeping
from engine.commands.services import AuditKeeping, Services
from engine.queries.audit_integrity import Sealing
from engine.queries.cases import CaseFilter, list_cases
from engine.queries.integrity import Verified, verify
from engine.queries.tasks import TaskFilter, list_tasks
from engine.store.audit.seal_files import SealFiles
from engine.store.business_time import move_virtual_clock
from engine.store.tables.audit import audit_entry, audit_seal
from engine.store.tables.definitions import house
from tests.integration.bakery import ADA
from tests.integration.reading import count
from tests.integration.test_task_queries import Page, baking, source
from tests.integration.world import OPERATOR, START

FIRST_NIGHT = datetime(2026, 1, 5, 23, tzinfo=UTC)
"""Midnight in Amsterdam after the day on which the tests begin."""


@pytest.fixture
def kept(services: Services, tmp_path: Path) -> Services:
    """Services that keep copies of seals, and entries for a year."""
    audit = AuditKeeping(SealFiles(tmp_path / "seals"), parse_duration("P1Y"))
    return replace(services, audit=audit)


def until(services: Services, moment: datetime) -> int:
    return move_clock(services, OPERATOR, moment, lambda _: 0).events


def checked(services: Services) -> Verified:
    sealing = Sealing(services.signing.published(), services.audit.files, services.audit.term)
    return verify(source(services), sealing)


def faults(services: Services) -> list[str]:
    return [str(fault) for fault in checked(services).faults]


def test_a_night_after_acts_is_sealed_once_and_its_copy_lies_outside(kept: Services) -> None:
    baking(kept)
    list_tasks(source(kept), ADA, TaskFilter(), Page())
    with kept.database.read() as connection:
        assert next_keeping(kept, connection) == FIRST_NIGHT

    until(kept, START + timedelta(days=3))

    assert count(kept, audit_seal) == 1, "nothing happened in the nights after"
    with kept.database.read() as connection:
        row = connection.execute(select(audit_seal)).one()
    assert (row.day.isoformat(), row.sealed_at, row.filed) == ("2026-01-05", FIRST_NIGHT, True)
    assert kept.audit.files is not None
    assert kept.audit.files.of_house("noord") == {"000001-2026-01-05.jws": row.signed}
    found = checked(kept)
    assert (found.instances, found.seals, found.unsealed, list(found.faults)) == (1, 1, 0, [])
    baking(kept)
    assert checked(kept).unsealed == 1


def test_each_house_is_sealed_in_a_night_in_which_another_one_is_sealed_first(kept: Services) -> None:
    baking(kept)
    for person in (ADA, replace(ADA, subject="zoe", houses=("zuid",))):
        list_tasks(source(kept), person, TaskFilter(), Page())

    until(kept, FIRST_NIGHT)

    with kept.database.read() as connection:
        assert sorted(connection.scalars(select(audit_seal.c.house))) == ["noord", "zuid"]
    assert checked(kept).unsealed == 0


def test_a_seal_that_comes_late_closes_the_day_before_it(kept: Services) -> None:
    baking(kept)
    with kept.database.write() as connection:
        move_virtual_clock(connection, FIRST_NIGHT + timedelta(hours=5))
    until(kept, FIRST_NIGHT + timedelta(hours=6))
    list_tasks(source(kept), ADA, TaskFilter(), Page())

    until(kept, FIRST_NIGHT + timedelta(days=1))

    with kept.database.read() as connection:
        days = connection.scalars(select(audit_seal.c.day).order_by(audit_seal.c.number)).all()
    assert [day.isoformat() for day in days] == ["2026-01-05", "2026-01-06"]


def test_a_house_that_moves_to_a_zone_behind_is_sealed_once_for_each_day(kept: Services) -> None:
    """Its clock shows the evening again that a seal has closed already."""
    baking(kept)
    until(kept, FIRST_NIGHT)
    with kept.database.write() as connection:
        connection.execute(
            insert(house), {"id": "noord", "name": "Noord", "organisation": "zvh", "national": False}
        )
    set_calendar(kept, None, "noord", b'{"zone": "America/Curacao"}')
    list_tasks(source(kept), ADA, TaskFilter(), Page())

    until(kept, FIRST_NIGHT + timedelta(days=3))

    with kept.database.read() as connection:
        days = connection.scalars(select(audit_seal.c.day).order_by(audit_seal.c.number)).all()
    assert [day.isoformat() for day in days] == ["2026-01-05", "2026-01-06"]
    assert (checked(kept).unsealed, faults(kept)) == (0, [])


def test_sealed_days_are_emptied_after_the_term_and_the_rest_still_verifies(kept: Services) -> None:
    baking(kept)
    until(kept, START + timedelta(days=200))
    list_cases(source(kept), ADA, CaseFilter(), Page())

    until(kept, START + timedelta(days=370))

    with kept.database.read() as connection:
        left = connection.scalars(select(audit_entry.c.operation).order_by(audit_entry.c.at)).all()
    assert left == ["list-cases", "empty-audit-log"]
    assert faults(kept) == []


TAMPERING = {
    "changed": ("update audit_entry set person = 'somebody' where sequence = 1", "was changed"),
    "deleted": ("delete from audit_entry where operation = 'list-tasks'", "was sealed and is missing"),
    "stream deleted": ("delete from audit_stream where stream like 'person%'", "its head is missing"),
    "seal deleted": ("delete from audit_seal", "no such seal any more"),
    "sealed head": ("update audit_sealed_head set sequence = 7 where stream like 'case%'", "another one"),
    "orphan": ("delete from root_instance", "belong to no instance"),
    "state": ("update root_instance set state = variable_write.values from variable_write", "does not open"),
}


def without_guards(services: Services) -> None:
    """Take away what keeps the log from being changed, as an owner of the database can."""
    with services.database.engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            for table in ("audit_entry", "audit_seal", "audit_sealed_head", "audit_stream"):
                connection.execute(text(f"alter table {table} disable trigger user"))
            return
        names = connection.scalars(text("select name from sqlite_master where type = 'trigger'")).all()
        for name in names:
            connection.execute(text(f"drop trigger {name}"))


@pytest.mark.parametrize("name", TAMPERING)
def test_what_is_changed_behind_the_services_back_is_found(kept: Services, name: str) -> None:
    statement, expected = TAMPERING[name]
    baking(kept)
    list_tasks(source(kept), ADA, TaskFilter(), Page())
    until(kept, FIRST_NIGHT)
    assert faults(kept) == []
    without_guards(kept)

    with kept.database.engine.begin() as connection:
        connection.execute(text(statement.replace(".values", '."values"')))

    assert any(expected in fault for fault in faults(kept)), faults(kept)
