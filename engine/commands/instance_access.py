"""The root instance of a process instance, in the hands of somebody who may know that this one runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from engine.access.instances import known_instances
from engine.access.person import Person
from engine.errors import NotFound
from engine.store.standings import root_of_known_instance
from engine.store.tables.instances import root_instance

if TYPE_CHECKING:
    from engine.commands.roots import RootInstance
    from engine.commands.unit import Unit
    from engine.store.addresses import Address


def lock_instance(unit: Unit, person: Person, address: Address) -> RootInstance:
    """Lock the root of a process instance that a person may know of.

    Hidden or absent, the statements are the same.

    Args:
        unit: the transaction.
        person: who gave the command.
        address: of the process instance: the root itself or one that it called.

    Raises:
        NotFound: there is none.
    """
    manifests = {house: unit.services.definitions.manifest(unit.connection, house) for house in person.houses}
    seen = root_of_known_instance(known_instances(person, manifests))
    place = {"number": address.number}
    root = unit.lock(address.root_id, seen=seen, place=place)
    # Whoever had to wait for the lock may have lost sight of it meanwhile: PostgreSQL decided before.
    still = select(root_instance.c.root_id).where(root_instance.c.root_id == address.root_id, seen)
    if unit.connection.scalar(still, place) is None:
        raise NotFound
    return root
