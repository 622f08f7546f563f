"""The data catalogue of each case type as it is deployed now, folded once for each deployment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias, TypeVar

from sqlalchemy import Connection, String, bindparam, func, literal, select

from engine.model.case_data import Definitions, case_data
from engine.model.catalogue import EMPTY, Catalogue
from engine.model.forms import Form
from engine.model.process import Process
from engine.model.templates import Template
from engine.run.host import DeployedProcess
from engine.store.tables.definitions import definition, deployment

Read = TypeVar("Read")
_ALL_HOUSES: Final = ""
_Deployed: TypeAlias = tuple[int, str | None]
"""How many deployments serve a house, and the last: none is ever taken back, so this tells them apart."""
_DEPLOYED: Final = select(func.count(), func.max(deployment.c.id)).where(
    deployment.c.house.in_((literal(_ALL_HOUSES), bindparam("house", type_=String)))
)


class DefinitionReader(Protocol):
    """Reads deployed definitions by id, each once in the life of a process."""

    def process(self, connection: Connection, definition_id: str) -> DeployedProcess:
        """A deployed process."""
        ...

    def form(self, connection: Connection, definition_id: str) -> Form:
        """A deployed form."""
        ...

    def template(self, connection: Connection, definition_id: str) -> Template:
        """A deployed template of documents."""
        ...


class CaseCatalogues:
    """The catalogues that this process has folded, safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._folded: dict[tuple[str, str], tuple[_Deployed, Catalogue]] = {}

    def of_case(
        self, connection: Connection, definitions: DefinitionReader, house: str, process_id: str
    ) -> Catalogue:
        """Return what is declared of the data of a case.

        The newest declarations hold for old cases too: who loses access by a deployment loses it at once.

        Args:
            connection: a transaction.
            definitions: reads what is deployed.
            house: house of the case.
            process_id: process of its root instance.
        """
        deployed: _Deployed = tuple(connection.execute(_DEPLOYED, {"house": house}).one())
        known = self._folded.get((house, process_id))
        if known is not None and known[0] == deployed:
            return known[1]
        catalogue = _fold(connection, definitions, house, process_id)
        with self._lock:
            self._folded[house, process_id] = (deployed, catalogue)
        return catalogue


def serving(
    connection: Connection,
    definitions: DefinitionReader,
    house: str,
    *,
    processes: Mapping[str, Process] = MappingProxyType({}),
    resources: Mapping[str, str] = MappingProxyType({}),
    forms: Mapping[str, Form] = MappingProxyType({}),
    templates: Mapping[str, Template] = MappingProxyType({}),
) -> Definitions:
    """Return what cases of a house run through: what is deployed, and what is about to be.

    Args:
        connection: a transaction.
        definitions: reads what is deployed.
        house: the house; empty for all.
        processes: by id, instead of deployed ones.
        resources: the file of each of these.
        forms: by id, instead of deployed ones.
        templates: by id, instead of deployed ones.
    """

    def process(definition_id: str) -> Process:
        return definitions.process(connection, definition_id).process

    def form(definition_id: str) -> Form:
        return definitions.form(connection, definition_id)

    def template(definition_id: str) -> Template:
        return definitions.template(connection, definition_id)

    return Definitions(
        _Latest(processes, _latest_ids(connection, "process", house), process),
        resources,
        _Latest(forms, _latest_ids(connection, "form", house), form),
        _Latest(templates, _latest_ids(connection, "template", house), template),
    )


def _fold(connection: Connection, definitions: DefinitionReader, house: str, process_id: str) -> Catalogue:
    serve = serving(connection, definitions, house)
    case = serve.processes.get(process_id)
    return EMPTY if case is None else case_data(case, serve).catalogue


def _latest_ids(connection: Connection, kind: str, house: str) -> Mapping[str, str]:
    """The newest definition of each key; one of the house's own wins from a shared one."""
    query = (
        select(definition.c.key, definition.c.id)
        .where(definition.c.kind == kind, definition.c.latest, definition.c.house.in_((_ALL_HOUSES, house)))
        .order_by(definition.c.house)
    )
    return {row.key: row.id for row in connection.execute(query)}


class _Latest(Mapping[str, Read]):
    """Definitions of one kind by key: the given ones, else the newest deployed, read when asked for."""

    def __init__(
        self, given: Mapping[str, Read], ids: Mapping[str, str], read: Callable[[str], Read]
    ) -> None:
        self._given = given
        self._ids = ids
        self._read = read

    def __getitem__(self, key: str) -> Read:
        return self._given[key] if key in self._given else self._read(self._ids[key])

    def __contains__(self, key: object) -> bool:
        return key in self._given or key in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._given, *self._ids)))

    def __len__(self) -> int:
        return len(self._given.keys() | self._ids.keys())
