"""Registering partners and changing them; where messages go is decided by two people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from engine.access.acts import Act
from engine.access.decision import OTHER_HOUSE
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.delivering import perform
from engine.commands.services import Services
from engine.commands.unit import Unit
from engine.destination import DestinationError, Guard
from engine.errors import Conflict, Fault, Invalid, NotFound, PreconditionFailed
from engine.model.manifest import NO_MANIFEST
from engine.store.audit.recording import recorded
from engine.store.partners import OCCASIONAL, Partner, Partnership, find_partner, write_partner


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerEntry:
    """What an administrator enters about a partner."""

    name: str
    kind: str
    partnerships: tuple[Partnership, ...]
    address: str | None


@recorded(Act.CHANGE, "partner", "partner_id")
def register_partner(
    services: Services, person: Person, guard: Guard, partner_id: str, entry: PartnerEntry
) -> Partner:
    """Add a partner; its address counts once a second administrator enters the same.

    Raises:
        Forbidden: the person may not, or not for one of the houses.
        Invalid: the entry has faults, or names what the manifest of its house does not know.
        Conflict: `partner-exists`.
    """
    _require(person, entry)
    _check(guard, entry)

    def work(unit: Unit) -> Partner:
        _check_named(unit, entry)
        if find_partner(unit.connection, partner_id) is not None:
            raise Conflict("partner-exists", "A partner with this id is registered already.")
        blank = Partner(id=partner_id, name=entry.name, kind=entry.kind, revision=0)
        found = _entered(blank, entry, person)
        write_partner(unit.connection, found, new=True)
        _tell(unit, found)
        return found

    found = perform(services, person, work)
    services.partnerships.forget()
    return found


@recorded(Act.CHANGE, "partner", "partner_id")
def change_partner(
    services: Services,
    person: Person,
    guard: Guard,
    partner_id: str,
    entry: PartnerEntry,
    revision: int | None,
) -> Partner:
    """Enter a partner anew.

    Args:
        services: what commands work with.
        person: who enters it.
        guard: decides where messages may go.
        partner_id: which partner.
        entry: all of what is entered about it.
        revision: the revision that the person saw; None to overwrite whatever there is.

    Raises:
        NotFound: no such partner in the person's houses.
        Forbidden: the person may not, or not for one of the houses.
        Invalid: the entry has faults, or names what the manifest of its house does not know.
        PreconditionFailed: it was changed since.
    """
    _require(person, entry)
    _check(guard, entry)

    def work(unit: Unit) -> Partner:
        _check_named(unit, entry)
        known = find_partner(unit.connection, partner_id)
        houses: set[str] = set() if known is None else {found.house for found in known.partnerships}
        if known is None or not houses & set(person.houses):
            raise NotFound
        if not houses <= set(person.houses):
            raise OTHER_HOUSE.refusal()
        if revision not in (None, known.revision):
            raise PreconditionFailed
        found = _entered(known, entry, person)
        write_partner(unit.connection, found, new=False)
        _tell(unit, found)
        return found

    found = perform(services, person, work)
    services.partnerships.forget()
    return found


def _tell(unit: Unit, entered: Partner) -> None:
    if unit.trail is not None:
        unit.trail.in_houses(sorted({found.house for found in entered.partnerships}))


def _entered(known: Partner, entry: PartnerEntry, person: Person) -> Partner:
    found = replace(
        known,
        name=entry.name,
        kind=entry.kind,
        partnerships=entry.partnerships,
        revision=known.revision + 1,
    )
    if entry.address == known.address:
        return replace(found, proposed_address=None, proposed_by=None)
    seconded = entry.address == known.proposed_address and known.proposed_by not in (None, person.subject)
    if entry.address is None or seconded:
        return replace(found, address=entry.address, proposed_address=None, proposed_by=None)
    return replace(found, proposed_address=entry.address, proposed_by=person.subject)


def _require(person: Person, entry: PartnerEntry) -> None:
    for found in entry.partnerships:
        permitted = permits(person, Operation.MANAGE_HOUSES, found.house)
        if not permitted.allowed:
            raise permitted.refusal()


def _check(guard: Guard, entry: PartnerEntry) -> None:
    faults = [] if entry.partnerships else [Fault("/partnerships", "required", "Name a house at least.")]
    faults += [
        Fault(f"/partnerships/{number}/until", "before-since", "The last day is before the first.")
        for number, found in enumerate(entry.partnerships)
        if found.until is not None and found.until < found.since
    ]
    faults += [
        Fault(f"/partnerships/{number}/reason", "reason-needed", "An occasional participant needs a reason.")
        for number, found in enumerate(entry.partnerships)
        if found.ground == OCCASIONAL and not (found.reason or "").strip()
    ]
    if entry.address is not None:
        try:
            guard.check(entry.address)
        except DestinationError as error:
            faults.append(Fault("/address", "address", f"Messages may not go there: {error}."))
    if faults:
        raise Invalid(faults)


def _check_named(unit: Unit, entry: PartnerEntry) -> None:
    """Refuse a slip in a name: under an unknown regime nobody takes part, and of an unknown category
    nothing is read.

    A house without manifest, and a list that the manifest leaves empty, know nothing to compare with.
    """
    faults: list[Fault] = []
    for number, found in enumerate(entry.partnerships):
        manifest = unit.services.definitions.manifest(unit.connection, found.house) or NO_MANIFEST
        at = f"/partnerships/{number}"
        if found.regime is not None:
            faults += _unknown(f"{at}/regime", "unknown-regime", found.regime, manifest.regimes)
        for place, category in enumerate(found.categories or ()):
            faults += _unknown(f"{at}/categories/{place}", "unknown-category", category, manifest.categories)
        if number == 0:
            faults += _unknown("/kind", "unknown-kind", entry.kind, manifest.organisation_kinds)
    if faults:
        raise Invalid(faults)


def _unknown(pointer: str, code: str, name: str, known: Mapping[str, object]) -> Iterator[Fault]:
    if known and name not in known:
        yield Fault(
            pointer, code, "The manifest of the house does not name it.", f"Use one of {', '.join(known)}."
        )
