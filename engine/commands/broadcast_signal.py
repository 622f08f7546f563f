"""Broadcast a signal to everyone in a house who waits for it, and to signal starts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import insert, select

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.delivering import perform
from engine.commands.given import check_given
from engine.commands.houses import house_of
from engine.commands.mapped import require_mapped_payload
from engine.commands.services import Services
from engine.commands.throwing import signal_rows
from engine.commands.unit import Unit
from engine.feel import JsonValue
from engine.store.addresses import Address
from engine.store.audit.recording import recorded
from engine.store.form_access import RootOf
from engine.store.tables.instances import root_instance
from engine.store.tables.messages import delivery
from engine.store.tables.waits import subscription


@recorded(Act.SEND, "signal")
def broadcast_signal(
    services: Services,
    person: Person,
    name: str,
    variables: Mapping[str, JsonValue],
    *,
    house: str | None = None,
) -> int:
    """Broadcast a signal; return how many instances it was sent to, those that it starts included.

    Who waits is settled in one transaction; each receiver then takes it in a transaction of its own.

    Raises:
        Forbidden: the person is no integrator of that house.
        Invalid: they work for several houses and named none; or data of a case that waits and maps it not.
    """
    check_given(variables)
    target = house_of(person, house)
    require(True, permits(person, Operation.BROADCAST_SIGNAL, target))

    def work(unit: Unit) -> int:
        if unit.trail is not None:
            unit.trail.in_houses([target])
        _require_mapped(unit, target, name, variables)
        rows = signal_rows(unit, target, name, dict(variables))
        if rows:
            unit.connection.execute(insert(delivery), rows)
            unit.thrown += [str(row["id"]) for row in rows]
        return len(rows)

    return perform(services, person, work)


def _require_mapped(unit: Unit, house: str, name: str, variables: Mapping[str, JsonValue]) -> None:
    """Keep out what would change data of the cases that wait for the signal."""
    waiting = (
        select(
            subscription.c.root_id,
            subscription.c.instance,
            subscription.c.element_id,
            root_instance.c.process_id,
            root_instance.c.case_type,
        )
        .join(root_instance, root_instance.c.root_id == subscription.c.root_id)
        .where(subscription.c.house == house, subscription.c.kind == "signal", subscription.c.name == name)
        .where(root_instance.c.case_type.is_not(None))
    )
    for row in unit.connection.execute(waiting) if variables else ():
        case = RootOf(row.root_id, house, row.process_id, row.case_type)
        require_mapped_payload(unit, case, Address(row.root_id, row.instance), row.element_id, variables)
