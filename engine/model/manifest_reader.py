"""Reading a manifest.

Its shape is `manifest.schema.json`; beyond that, ids are unique within each list, no role has the name of a
role of the engine, and every role that a category names exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, TypeVar, cast

from engine.calendar import CalendarError, parse_duration
from engine.model.finding import Finding
from engine.model.json_file import JsonFile, JsonFileKind, Object, repeated
from engine.model.manifest import (
    EIGHT_HOURS,
    ENGINE_ROLES,
    Category,
    Custody,
    Emergency,
    ExchangeStatus,
    Hold,
    Manifest,
    Named,
    OrganisationKind,
    Regime,
    Role,
    Stage,
)

MANIFEST_FILE: Final = JsonFileKind(
    key="manifest", name="The manifest is", package="engine.model", schema="manifest.schema.json"
)


@dataclass(frozen=True, slots=True)
class ReadManifest:
    """A manifest as read; `manifest` is None when there is an error among the findings."""

    manifest: Manifest | None
    findings: tuple[Finding, ...]


def read_manifest(source: bytes, *, resource: str) -> ReadManifest:
    """Read and check a manifest.

    Args:
        source: JSON in UTF-8.
        resource: name of the file, for findings.
    """
    file = MANIFEST_FILE.read(source, resource)
    if not isinstance(file, JsonFile):
        return ReadManifest(None, file)
    findings = tuple(_faults_of_sense(file))
    return ReadManifest(None if findings else _manifest(file.value), findings)


def _faults_of_sense(file: JsonFile) -> Iterator[Finding]:
    roles = {cast("str", entry["id"]) for entry in _entries(file.value, "roles")}
    yield from _repeated_ids(file)
    for role in sorted(roles & ENGINE_ROLES):
        detail = f"The role {role!r} is a role of the engine itself."
        yield file.finding(detail, "Choose another id for this role.", "roles", role)
    yield from _faults_of_emergency(file, roles)
    yield from _unknown_readers(file, roles)
    yield from _unknown_custodians(file, roles)


def _repeated_ids(file: JsonFile) -> Iterator[Finding]:
    for name, entries in file.value.items():
        if isinstance(entries, list):
            for id_ in repeated([cast("str", entry["id"]) for entry in entries]):
                detail = f"The id {id_!r} occurs more than once in `{name}`."
                yield file.finding(detail, "Give each entry an id of its own.", name, id_)


def _unknown_readers(file: JsonFile, roles: set[str]) -> Iterator[Finding]:
    for category in _entries(file.value, "categories"):
        id_, readers = cast("str", category["id"]), set(cast("list[str]", category["readers"]))
        for unknown in sorted(readers - roles - ENGINE_ROLES):
            detail = f"The category {id_!r} is readable by {unknown!r}, which is no role."
            remedy = "Name the role under `roles`, or take it out of `readers`."
            yield file.finding(detail, remedy, "categories", id_, "readers", unknown)


def _unknown_custodians(file: JsonFile, roles: set[str]) -> Iterator[Finding]:
    custody = cast("Object", file.value.get("custody", {}))
    for act in ("hold", "extend", "destroy"):
        for unknown in sorted(set(cast("list[str]", custody.get(act, []))) - roles):
            detail = f"`custody.{act}` names {unknown!r}, which is no role of the manifest."
            yield file.finding(
                detail, "Name the role under `roles`, or take it out.", "custody", act, unknown
            )


def _faults_of_emergency(file: JsonFile, roles: set[str]) -> Iterator[Finding]:
    entry = cast("Object | None", file.value.get("emergency"))
    if entry is None:
        for role in _entries(file.value, "roles"):
            if role.get("emergencyAccess"):
                detail = (
                    f"The role {role['id']!r} opens cases in an emergency, and `emergency` does not say how."
                )
                yield file.finding(detail, "Add `emergency`.", "roles", cast("str", role["id"]))
        return
    if entry["role"] not in roles:
        detail = f"Who opens a case in an emergency takes part as {entry['role']!r}, which is no role."
        yield file.finding(detail, "Name it under `roles`.", "emergency", "role")
    try:
        usable = parse_duration(_optional(entry, "duration") or EIGHT_HOURS).positive
    except CalendarError:
        usable = False
    if not usable:
        yield file.finding(
            "`duration` is no ISO 8601 duration.", "Write it as PT8H.", "emergency", "duration"
        )


def _manifest(value: Object) -> Manifest:
    return Manifest(
        name=cast("str", value["name"]),
        description=cast("str", value.get("description", "")),
        roles=_by_id(
            Role(
                **_named(entry),
                assigns_tasks=bool(entry.get("assignsTasks")),
                coordinates=bool(entry.get("coordinates")),
                searches_elsewhere=bool(entry.get("searchesElsewhere")),
                emergency_access=bool(entry.get("emergencyAccess")),
            )
            for entry in _entries(value, "roles")
        ),
        categories=_by_id(
            Category(**_named(entry), readers=frozenset(cast("list[str]", entry["readers"])))
            for entry in _entries(value, "categories")
        ),
        purposes=_by_id(Named(**_named(entry)) for entry in _entries(value, "purposes")),
        regimes=_by_id(
            Regime(
                **_named(entry),
                first_day=_optional(entry, "from"),
                last_day=_optional(entry, "until"),
                limit=_optional(entry, "limit"),
                participants=_optional_ids(entry, "participants"),
            )
            for entry in _entries(value, "regimes")
        ),
        stages=_by_id(
            Stage(**_named(entry), final=bool(entry.get("final"))) for entry in _entries(value, "stages")
        ),
        organisation_kinds=_by_id(
            OrganisationKind(**_named(entry), domain=_optional(entry, "domain"))
            for entry in _entries(value, "organisationKinds")
        ),
        exchange_statuses=_by_id(
            ExchangeStatus(**_named(entry), final=bool(entry.get("final")))
            for entry in _entries(value, "exchangeStatuses")
        ),
        holds=_by_id(
            Hold(**_named(entry), exceptions=_exceptions(entry))
            for entry in cast("list[Object]", value.get("holds", []))
        ),
        dpia=_optional(value, "dpia"),
        custody=_custody(cast("Object", value.get("custody", {}))),
        emergency=_emergency(cast("Object | None", value.get("emergency"))),
    )


def _exceptions(entry: Object) -> Mapping[str, Named]:
    return _by_id(Named(**_named(one)) for one in cast("list[Object]", entry.get("exceptions", [])))


def _custody(entry: Object) -> Custody:
    def roles(act: str) -> frozenset[str]:
        return frozenset(cast("list[str]", entry.get(act, [])))

    return Custody(
        holds=roles("hold"),
        extends=roles("extend"),
        destroys=roles("destroy"),
        alone=bool(entry.get("alone")),
        message=_optional(entry, "message"),
    )


def _emergency(entry: Object | None) -> Emergency | None:
    if entry is None:
        return None
    duration = _optional(entry, "duration") or EIGHT_HOURS
    return Emergency(role=cast("str", entry["role"]), duration=duration, message=_optional(entry, "message"))


def _entries(value: Object, list_name: str) -> list[Object]:
    return cast("list[Object]", value[list_name])


def _named(entry: Object) -> dict[str, str]:
    texts = ("id", "label", "description")
    return {name: cast("str", entry[name]) for name in texts if name in entry}


def _optional(entry: Object, name: str) -> str | None:
    return cast("str | None", entry.get(name))


def _optional_ids(entry: Object, name: str) -> frozenset[str] | None:
    return frozenset(cast("list[str]", entry[name])) if name in entry else None


_Entry = TypeVar("_Entry", bound=Named)


def _by_id(entries: Iterable[_Entry]) -> Mapping[str, _Entry]:
    return MappingProxyType({entry.id: entry for entry in entries})
