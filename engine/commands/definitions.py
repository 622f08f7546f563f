"""What is deployed: found by key, house and binding; read from its file once in the life of this process.

A definition never changes, so each is kept by its id; which one is meant is asked anew in each transaction.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Row, Select, String, bindparam, func, literal, select

from engine.dmn import DmnError, Model, read_model, read_models
from engine.model.extensions import Binding
from engine.model.forms import Form, read_form
from engine.model.manifest import Manifest
from engine.model.manifest_reader import read_manifest
from engine.model.measures import Measures, read_measures
from engine.model.process import Process
from engine.model.reader import read_bpmn
from engine.model.templates import Template, read_template
from engine.run.host import DeployedProcess
from engine.store.tables.definitions import definition, deployed_definition, resource

Read = TypeVar("Read")


class Kind(Enum):
    """The kinds of what can be deployed."""

    PROCESS = "process"
    DECISION = "decision"
    FORM = "form"
    MANIFEST = "manifest"
    MEASURES = "measures"
    TEMPLATE = "template"


@dataclass(frozen=True, slots=True)
class Found:
    """A deployed definition."""

    id: str
    key: str
    version: int
    standing: str
    case_type: str | None


_FOUND: Final = (
    definition.c.id,
    definition.c.key,
    definition.c.version,
    definition.c.standing,
    definition.c.case_type,
)
MANIFEST_KEY: Final = "chain"
"""The key of the one manifest that a house has."""
MEASURES_KEY: Final = "measures"
"""The key of the one file of measures that a house has."""


_SERVING: Final = (
    select(*_FOUND)
    .where(
        definition.c.kind == bindparam("kind"),
        definition.c.key == bindparam("key"),
        definition.c.house.in_((literal(""), bindparam("house", type_=String))),
    )
    .order_by(definition.c.house.desc())
    .limit(1)
)
"""What serves a house; one of its own wins from a shared one. Made once: each request asks several times."""
_LATEST: Final = _SERVING.where(definition.c.latest)
_OF_VERSION: Final = _SERVING.where(definition.c.version == bindparam("version"))
_TAGGED: Final = _SERVING.where(definition.c.version_tag == bindparam("version_tag")).order_by(
    definition.c.version.desc()
)
_TOGETHER: Final = _SERVING.join(
    deployed_definition, deployed_definition.c.definition_id == definition.c.id
).where(deployed_definition.c.deployment_id == bindparam("deployment_id"))


def latest(connection: Connection, kind: Kind, key: str, house: str) -> Found | None:
    """Return the newest version that serves a house; one of its own wins from a shared one."""
    return _first(connection, _LATEST, kind, key, house)


def of_version(connection: Connection, kind: Kind, key: str, house: str, version: int) -> Found | None:
    """Return a certain version that serves a house."""
    return _first(connection, _OF_VERSION, kind, key, house, version=version)


def bound(
    connection: Connection,
    kind: Kind,
    key: str,
    house: str,
    *,
    binding: Binding,
    version_tag: str | None,
    deployment_id: str,
) -> Found | None:
    """Return the version that an element is bound to.

    Args:
        connection: a transaction.
        kind: what is wanted.
        key: process id, decision id or form id.
        house: that it must serve.
        binding: how the version is chosen.
        version_tag: the tag, for that binding.
        deployment_id: of the process that asks.
    """
    match binding:
        case Binding.LATEST:
            return latest(connection, kind, key, house)
        case Binding.VERSION_TAG:
            return _first(connection, _TAGGED, kind, key, house, version_tag=version_tag)
        case Binding.DEPLOYMENT:
            return _first(connection, _TOGETHER, kind, key, house, deployment_id=deployment_id)


def _first(
    connection: Connection, query: Select[Any], kind: Kind, key: str, house: str, **more: str | int | None
) -> Found | None:
    asked = {"kind": kind.value, "key": key, "house": house, **more}
    row = connection.execute(query, asked).first()
    return None if row is None else Found(*row)


class Definitions:
    """The definitions that this process has read, safe for several threads."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._processes: dict[str, DeployedProcess] = {}
        self._models: dict[str, Model] = {}
        self._forms: dict[str, Form] = {}
        self._manifests: dict[str, Manifest] = {}
        self._measures: dict[str, Measures] = {}
        self._templates: dict[str, Template] = {}

    def process(self, connection: Connection, definition_id: str) -> DeployedProcess:
        """Return a deployed process; the same object each time, for specs are built from it once.

        Raises:
            LookupError: there is no such definition.
        """
        return self._read(self._processes, connection, definition_id, _read_process)

    def decisions(self, connection: Connection, definition_id: str) -> Model:
        """Return the decision model that a deployed decision is part of.

        Raises:
            LookupError: there is no such definition.
        """
        return self._read(self._models, connection, definition_id, partial(_read_decisions, connection))

    def form(self, connection: Connection, definition_id: str) -> Form:
        """Return a deployed form.

        Raises:
            LookupError: there is no such definition.
        """
        return self._read(self._forms, connection, definition_id, _read_form)

    def template(self, connection: Connection, definition_id: str) -> Template:
        """Return a deployed template of documents.

        Raises:
            LookupError: there is no such definition.
        """
        return self._read(self._templates, connection, definition_id, _read_template)

    def manifest(self, connection: Connection, house: str) -> Manifest | None:
        """Return the manifest that serves a house; None as long as none is deployed."""
        found = latest(connection, Kind.MANIFEST, MANIFEST_KEY, house)
        if found is None:
            return None
        return self._read(self._manifests, connection, found.id, _read_manifest)

    def measures(self, connection: Connection, house: str) -> Measures | None:
        """Return the measures that serve a house; None as long as none are deployed."""
        found = latest(connection, Kind.MEASURES, MEASURES_KEY, house)
        if found is None:
            return None
        return self._read(self._measures, connection, found.id, _read_measures)

    def _read(
        self,
        cache: dict[str, Read],
        connection: Connection,
        definition_id: str,
        read: Callable[[Row[Any]], Read],
    ) -> Read:
        if (known := cache.get(definition_id)) is not None:
            return known
        query = (
            select(definition, resource.c.name.label("resource"), resource.c.content)
            .join(resource, resource.c.id == definition.c.resource_id)
            .where(definition.c.id == definition_id)
        )
        row = connection.execute(query).first()
        if row is None:
            raise LookupError(f"there is no definition {definition_id}")
        with self._lock:
            return cache.setdefault(definition_id, read(row))


def _read_process(row: Row[Any]) -> DeployedProcess:
    return DeployedProcess(
        row.id, row.version, row.deployment_id, process_in(row.content, row.resource, row.key)
    )


def process_in(content: bytes, name: str, process_id: str) -> Process:
    """Return one process out of a file that was accepted before.

    Raises:
        LookupError: this release does not read it any more.
    """
    file = read_bpmn(content, resource=name).file
    for process in () if file is None else file.processes:
        if process.id == process_id:
            return process
    raise LookupError(f"process {process_id} is not in {name} as this release reads it")


def _read_decisions(connection: Connection, row: Row[Any]) -> Model:
    try:
        return read_model(row.content, resource=row.resource)
    except DmnError:
        return _read_with_imports(connection, row)


def _read_with_imports(connection: Connection, row: Row[Any]) -> Model:
    """A file imports others of its own deployment only."""
    query = select(resource.c.name, resource.c.content).where(
        resource.c.deployment_id == row.deployment_id, func.lower(resource.c.name).like("%.dmn")
    )
    files = {item.name: item.content for item in connection.execute(query)}
    models, _ = read_models(files)
    if row.resource not in models:
        raise LookupError(f"decision {row.key} is not in {row.resource} as this release reads it")
    return models[row.resource]


def _read_form(row: Row[Any]) -> Form:
    form = read_form(row.content, resource=row.resource).form
    if form is None:
        raise LookupError(f"form {row.key} is not in {row.resource} as this release reads it")
    return form


def _read_template(row: Row[Any]) -> Template:
    template = read_template(row.content, resource=row.resource).template
    if template is None:
        raise LookupError(f"template {row.key} is not in {row.resource} as this release reads it")
    return template


def _read_manifest(row: Row[Any]) -> Manifest:
    manifest = read_manifest(row.content, resource=row.resource).manifest
    if manifest is None:
        raise LookupError(f"{row.resource} holds no manifest as this release reads it")
    return manifest


def _read_measures(row: Row[Any]) -> Measures:
    measures = read_measures(row.content, resource=row.resource).measures
    if measures is None:
        raise LookupError(f"{row.resource} holds no measures as this release reads them")
    return measures
