"""Which fields of a form somebody sees and fills, from what the database knows of their case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Connection

from engine.access.fields import Reader, Standing
from engine.access.forms import FormAccess, start_form, task_form
from engine.access.participation import roles_in_case
from engine.access.person import Person
from engine.access.tasks import TaskFacts
from engine.model.manifest import NO_MANIFEST, Manifest
from engine.model.measures import Measures
from engine.model.origin import Origins
from engine.store.case_catalogues import CaseCatalogues, DefinitionReader
from engine.store.standings import participations, stages_reached


class ManifestReader(DefinitionReader, Protocol):
    """Reads deployed definitions, and the manifest and the measures that serve a house."""

    def manifest(self, connection: Connection, house: str) -> Manifest | None:
        """The manifest; None as long as none is deployed."""
        ...

    def measures(self, connection: Connection, house: str) -> Measures | None:
        """The measures; None as long as none are deployed."""
        ...


@dataclass(frozen=True, slots=True)
class Declared:
    """What is declared: the definitions that are deployed, and the catalogues folded from them."""

    definitions: ManifestReader
    catalogues: CaseCatalogues


@dataclass(frozen=True, slots=True)
class RootOf:
    """The root instance that a form belongs to; `case_type` is None outside any case."""

    root_id: str
    house: str
    process_id: str
    case_type: str | None


def of_task(
    connection: Connection,
    declared: Declared,
    person: Person,
    facts: TaskFacts,
    root: RootOf,
    written_by: Origins,
) -> FormAccess:
    """Return what the form of a task shows to the person who has taken it.

    Args:
        connection: a transaction.
        declared: what decides about the data of cases.
        person: who has taken the task.
        facts: the task.
        root: the root instance that it belongs to.
        written_by: who wrote what of the data that the task sees.
    """
    if root.case_type is None:
        return FormAccess(None)
    reader = of_case(connection, declared, person, root, written_by)
    return task_form(person, facts, reader.standing, reader.catalogue, reader.manifest)


def of_start(
    connection: Connection, declared: Declared, person: Person | None, house: str, process_id: str
) -> FormAccess:
    """Return what the form that starts a case shows to a person; the engine itself may fill all of it."""
    if person is None:
        return FormAccess(None)
    catalogue = declared.catalogues.of_case(connection, declared.definitions, house, process_id)
    return start_form(person, catalogue, _manifest(connection, declared, house))


def of_case(
    connection: Connection, declared: Declared, person: Person, root: RootOf, written_by: Origins
) -> Reader:
    """Return what a person may read of a case as somebody who takes part in it.

    Args:
        connection: a transaction.
        declared: what decides about the data of cases.
        person: who reads.
        root: the root instance of the case.
        written_by: who wrote what of the data in hand.
    """
    standing = Standing(
        roles=roles_in_case(person, root.house, participations(connection, root.root_id)),
        organisation=person.organisation,
        stages=stages_reached(connection, root.root_id),
        written_by=written_by,
        categories=person.categories_in(root.house),
    )
    catalogue = declared.catalogues.of_case(connection, declared.definitions, root.house, root.process_id)
    return Reader(standing, catalogue, _manifest(connection, declared, root.house))


def _manifest(connection: Connection, declared: Declared, house: str) -> Manifest:
    return declared.definitions.manifest(connection, house) or NO_MANIFEST
