"""The manifest of a chain: what the engine must not know by itself, named in a file.

Its shape is `manifest.schema.json`; beyond that, ids are unique within each list, no role has the name of a
role of the engine, and every role that a category names exists.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TypeVar, cast

import jsonschema_rs
import msgspec

from engine.calendar import CalendarError, parse_duration
from engine.model.finding import Finding, Severity
from engine.model.json_source import Json, Unreadable, decode, line_of

DESIGNER = "designer"
OPERATOR = "operator"
INTEGRATOR = "integrator"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"

ENGINE_ROLES = frozenset({DESIGNER, OPERATOR, INTEGRATOR, AUDITOR, ADMINISTRATOR})
"""The roles that the engine itself knows; all others are named by a manifest."""

ORDINARY = "ordinary"
"""The category of data that names no other."""

_RULE = "manifest"
_EIGHT_HOURS = "PT8H"


@dataclass(frozen=True, slots=True)
class Named:
    """An id with the label that people read."""

    id: str
    label: str
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Named):
    """A role; `assigns_tasks` lets its holders give tasks of their house to somebody.

    Whoever takes part in a case in a role that `coordinates` sees all who take part, and all see them.
    Holders of one that `searches_elsewhere` may ask whether other houses know a case: they hear whom to ask.
    """

    assigns_tasks: bool = False
    coordinates: bool = False
    searches_elsewhere: bool = False
    emergency_access: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Category(Named):
    """A category of data and the roles that may read it at all."""

    readers: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Regime(Named):
    """A legal regime; the days (ISO 8601, both included) bound the cases that may begin under it.

    Args:
        limit: how long a case may be kept at most, from the day it came under the regime; ISO 8601 duration.
        participants: on which grounds of the register an organisation may take part; None: on any.
    """

    first_day: str | None = None
    last_day: str | None = None
    limit: str | None = None
    participants: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Named):
    """A stage; a final one is the outcome of a case."""

    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationKind(Named):
    """A kind of organisation in the partner register."""

    domain: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeStatus(Named):
    """How far an exchange with a partner is; after a final one nothing more is awaited."""

    final: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Custody:
    """Who decides how long cases are kept, by role; absent: nobody.

    Args:
        holds: may hold a case, so that it is not destroyed.
        extends: may keep a case longer than its date.
        destroys: may have a case destroyed before its date.
        alone: whether one person decides that; else a second one has to ask for the same.
        message: name of the message that tells that a case waits for its destruction; None: nobody is told.
    """

    holds: frozenset[str] = frozenset()
    extends: frozenset[str] = frozenset()
    destroys: frozenset[str] = frozenset()
    alone: bool = False
    message: str | None = None

    @property
    def roles(self) -> frozenset[str]:
        """All who decide something."""
        return self.holds | self.extends | self.destroys


NO_CUSTODY = Custody()


@dataclass(frozen=True, slots=True, kw_only=True)
class Emergency:
    """What opening a case in an emergency gives.

    Args:
        role: the role in which one takes part; its audience decides what one sees.
        duration: for how long, as an ISO 8601 duration.
        message: name of the message by which the house is told; None: nobody is told.
    """

    role: str
    duration: str = _EIGHT_HOURS
    message: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Every list by id, in the order of the file."""

    name: str
    description: str
    roles: Mapping[str, Role]
    categories: Mapping[str, Category]
    purposes: Mapping[str, Named]
    regimes: Mapping[str, Regime]
    stages: Mapping[str, Stage]
    organisation_kinds: Mapping[str, OrganisationKind]
    exchange_statuses: Mapping[str, ExchangeStatus]
    custody: Custody = NO_CUSTODY
    emergency: Emergency | None = None
    dpia: str | None = None
    """Reference of the assessment of what the processing does to people (GDPR, article 35)."""

    def knows_role(self, role: str) -> bool:
        """Tell whether a role is one of the manifest or of the engine."""
        return role in self.roles or role in ENGINE_ROLES

    def may_read(self, role: str, category: str) -> bool:
        """Tell whether a role may read values of a category at all."""
        known = self.categories.get(category)
        return known is not None and role in known.readers

    def stage_order(self, stage: str) -> int:
        """The place of a stage in the usual order, from 0; -1 for a stage that the manifest lacks."""
        return next((place for place, id_ in enumerate(self.stages) if id_ == stage), -1)


NO_MANIFEST = Manifest(
    name="",
    description="",
    roles={},
    categories={},
    purposes={},
    regimes={},
    stages={},
    organisation_kinds={},
    exchange_statuses={},
)
"""What holds where none is deployed: no role may read anything."""


@dataclass(frozen=True, slots=True)
class ReadManifest:
    """A manifest as read; `manifest` is None when there is an error among the findings."""

    manifest: Manifest | None
    findings: tuple[Finding, ...]


def is_manifest(source: bytes) -> bool:
    """Tell whether a JSON file means to be a manifest: an object with the key `manifest`."""
    try:
        value = decode(source)
    except Unreadable:
        return False
    return isinstance(value, Mapping) and "manifest" in value


def read_manifest(source: bytes, *, resource: str) -> ReadManifest:
    """Read and check a manifest.

    Args:
        source: JSON in UTF-8.
        resource: name of the file, for findings.
    """
    try:
        value = decode(source)
    except Unreadable as fault:
        return ReadManifest(None, (_finding(resource, 1, f"The file is not readable as JSON: {fault}."),))
    findings = tuple(_faults_of_shape(value, source, resource))
    if not findings:
        findings = tuple(_faults_of_sense(cast("Mapping[str, Json]", value), source, resource))
    return ReadManifest(None if findings else _manifest(cast("Mapping[str, Json]", value)), findings)


@cache
def _validator() -> jsonschema_rs.Validator:
    text = files("engine.model").joinpath("manifest.schema.json").read_bytes()
    return jsonschema_rs.Draft202012Validator(msgspec.json.decode(text))


def _faults_of_shape(value: Json, source: bytes, resource: str) -> Iterator[Finding]:
    for error in _validator().iter_errors(_plain(value)):
        place = [str(step) for step in error.instance_path]
        words = [word for word in place if not word.isdigit()]
        where = f" at /{'/'.join(place)}" if place else ""
        yield _finding(
            resource,
            line_of(source, *words),
            f"The manifest is not of the right shape{where}: {error.message}.",
        )


def _faults_of_sense(value: Mapping[str, Json], source: bytes, resource: str) -> Iterator[Finding]:
    for list_name, entries in value.items():
        if isinstance(entries, list):
            yield from _repeated_ids(
                list_name, [cast("str", entry["id"]) for entry in entries], source, resource
            )
    roles = {cast("str", entry["id"]) for entry in _entries(value, "roles")}
    for role in sorted(roles & ENGINE_ROLES):
        detail = f"The role {role!r} is a role of the engine itself."
        yield _finding(resource, line_of(source, "roles", role), detail, "Choose another id for this role.")
    yield from _faults_of_emergency(value, roles, source, resource)
    for category in _entries(value, "categories"):
        readers = set(cast("list[str]", category["readers"]))
        for unknown in sorted(readers - roles - ENGINE_ROLES):
            detail = f"The category {category['id']!r} is readable by {unknown!r}, which is no role."
            line = line_of(source, "categories", cast("str", category["id"]), "readers", unknown)
            yield _finding(
                resource, line, detail, "Name the role under `roles`, or take it out of `readers`."
            )
    yield from _unknown_custodians(value, roles, source, resource)


def _unknown_custodians(
    value: Mapping[str, Json], roles: set[str], source: bytes, resource: str
) -> Iterator[Finding]:
    custody = cast("Mapping[str, Json]", value.get("custody", {}))
    for act in ("hold", "extend", "destroy"):
        for unknown in sorted(set(cast("list[str]", custody.get(act, []))) - roles):
            detail = f"`custody.{act}` names {unknown!r}, which is no role of the manifest."
            line = line_of(source, "custody", act, unknown)
            yield _finding(resource, line, detail, "Name the role under `roles`, or take it out.")


def _repeated_ids(list_name: str, ids: list[str], source: bytes, resource: str) -> Iterator[Finding]:
    for repeated in sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        detail = f"The id {repeated!r} occurs more than once in `{list_name}`."
        yield _finding(
            resource, line_of(source, list_name, repeated), detail, "Give each entry an id of its own."
        )


def _manifest(value: Mapping[str, Json]) -> Manifest:
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
        dpia=_optional(value, "dpia"),
        custody=_custody(cast("Mapping[str, Json]", value.get("custody", {}))),
        emergency=_emergency(cast("Mapping[str, Json] | None", value.get("emergency"))),
    )


def _custody(entry: Mapping[str, Json]) -> Custody:
    def roles(act: str) -> frozenset[str]:
        return frozenset(cast("list[str]", entry.get(act, [])))

    return Custody(
        holds=roles("hold"),
        extends=roles("extend"),
        destroys=roles("destroy"),
        alone=bool(entry.get("alone")),
        message=_optional(entry, "message"),
    )


def _emergency(entry: Mapping[str, Json] | None) -> Emergency | None:
    if entry is None:
        return None
    duration = _optional(entry, "duration") or _EIGHT_HOURS
    return Emergency(role=cast("str", entry["role"]), duration=duration, message=_optional(entry, "message"))


def _faults_of_emergency(
    value: Mapping[str, Json], roles: set[str], source: bytes, resource: str
) -> Iterator[Finding]:
    entry = cast("Mapping[str, Json] | None", value.get("emergency"))
    openers = [role["id"] for role in _entries(value, "roles") if role.get("emergencyAccess")]
    if entry is None:
        for role in openers:
            detail = f"The role {role!r} opens cases in an emergency, and `emergency` does not say how."
            yield _finding(resource, line_of(source, "roles", str(role)), detail, "Add `emergency`.")
        return
    if entry["role"] not in roles:
        detail = f"Who opens a case in an emergency takes part as {entry['role']!r}, which is no role."
        yield _finding(resource, line_of(source, "emergency", "role"), detail, "Name it under `roles`.")
    try:
        usable = parse_duration(_optional(entry, "duration") or _EIGHT_HOURS).positive
    except CalendarError:
        usable = False
    if not usable:
        line = line_of(source, "emergency", "duration")
        yield _finding(resource, line, "`duration` is no ISO 8601 duration.", "Write it as PT8H.")


def _entries(value: Mapping[str, Json], list_name: str) -> list[Mapping[str, Json]]:
    return cast("list[Mapping[str, Json]]", value[list_name])


def _named(entry: Mapping[str, Json]) -> dict[str, str]:
    texts = ("id", "label", "description")
    return {name: cast("str", entry[name]) for name in texts if name in entry}


def _optional(entry: Mapping[str, Json], name: str) -> str | None:
    return cast("str | None", entry.get(name))


def _optional_ids(entry: Mapping[str, Json], name: str) -> frozenset[str] | None:
    return frozenset(cast("list[str]", entry[name])) if name in entry else None


_Entry = TypeVar("_Entry", bound=Named)


def _by_id(entries: Iterable[_Entry]) -> Mapping[str, _Entry]:
    return MappingProxyType({entry.id: entry for entry in entries})


def _plain(value: Json) -> object:
    """The value as the schema library takes it: it knows no decimals."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value


def _finding(
    resource: str, line: int, detail: str, remedy: str = "Mend it as the manifest's schema says."
) -> Finding:
    return Finding(
        resource=resource,
        line=line,
        element_id=None,
        rule=_RULE,
        severity=Severity.ERROR,
        detail=detail,
        remedy=remedy,
    )
