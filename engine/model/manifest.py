"""The manifest of a chain: what the engine must not know by itself, named in a file.

`engine.model.manifest_reader` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

DESIGNER = "designer"
OPERATOR = "operator"
INTEGRATOR = "integrator"
AUDITOR = "auditor"
ADMINISTRATOR = "administrator"

ENGINE_ROLES = frozenset({DESIGNER, OPERATOR, INTEGRATOR, AUDITOR, ADMINISTRATOR})
"""The roles that the engine itself knows; all others are named by a manifest."""

ORDINARY = "ordinary"
"""The category of data that names no other."""

EIGHT_HOURS = "PT8H"
"""How long an emergency opens a case where the manifest does not say."""


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
        limit: how long a case may be kept at most, from its start, also if it came under this regime
            later; ISO 8601 duration.
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
class Hold(Named):
    """A ground on which an instance is held.

    Args:
        exceptions: grounds on which a held task may be completed all the same.
    """

    exceptions: Mapping[str, Named]


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
    duration: str = EIGHT_HOURS
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
    holds: Mapping[str, Hold] = field(default_factory=lambda: MappingProxyType({}))
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
