"""Which parts of the data of a case a person may read: by audience, category, stage and origin."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from engine.access.decision import Decision, allow, deny
from engine.model.catalogue import Branch, Catalogue
from engine.model.declaration import Declaration, Grant, Path
from engine.model.manifest import Manifest
from engine.model.origin import Origins, Place, writer

Data = None | bool | int | Decimal | str | Sequence["Data"] | Mapping[str, "Data"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person is to one case at this moment.

    Args:
        roles: roles in which they take part in it now.
        organisation: id of the organisation that employs them.
        stages: ids of the stages that the case has reached so far.
        addressee: whether the task or message in hand is directed at them.
        written_by: which organisation wrote what, as far as people filled it in on forms.
        categories: categories of data that their organisation may be given; None: the register sets no limit.
    """

    roles: frozenset[str]
    organisation: str
    stages: frozenset[str]
    addressee: bool = False
    written_by: Origins
    categories: frozenset[str] | None = None


class Absent(Enum):
    """Stands for data of which nothing may be read."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class Reader:
    """Decides for one person about the data of one case."""

    standing: Standing
    catalogue: Catalogue
    manifest: Manifest

    def may_read(self, path: Path) -> Decision:
        """Whether a path is readable wherever it stands; what is readable only when own is not."""
        return self.decide(self.catalogue.declaration(path), own=False)

    def may_read_own(self, path: Path) -> Decision:
        """Whether a path is readable where the person's own organisation wrote it."""
        return self.decide(self.catalogue.declaration(path), own=True)

    def project(self, variables: Mapping[str, Data]) -> dict[str, Data]:
        """What of these variables the person may read; the rest is left out as if it did not exist."""
        shown = {
            name: self._shown(value, self.catalogue.root.step(name), (name,))
            for name, value in variables.items()
        }
        return {name: value for name, value in shown.items() if value is not ABSENT}

    def _shown(self, value: Data, branch: Branch, place: Place) -> Data | Absent:
        parts = bool(branch.below) or self._only_own(branch)
        if isinstance(value, Mapping) and parts:
            entries = {
                name: self._shown(item, branch.step(name), (*place, name)) for name, item in value.items()
            }
            kept = {name: item for name, item in entries.items() if item is not ABSENT}
            return kept if kept or self._opens(branch, place) else ABSENT
        if isinstance(value, Sequence) and not isinstance(value, str) and parts:
            inside = branch.step(None)
            items = [self._shown(item, inside, (*place, number)) for number, item in enumerate(value)]
            if self._opens_below(inside):  # an item without such a part keeps its place
                items = [{} if item is ABSENT else item for item in items]
            readable = [item for item in items if item is not ABSENT]
            return readable if readable or self._opens(branch, place) else ABSENT
        return value if self._opens(branch, place) else ABSENT

    def _only_own(self, branch: Branch) -> bool:
        """Tell whether it depends on who wrote each part what of it is open."""
        declaration = branch.declaration
        return self.decide(declaration, own=True).allowed and not self.decide(declaration, own=False).allowed

    def _opens_below(self, branch: Branch) -> bool:
        """Tell whether something of every item is open, whoever wrote it."""
        if self.decide(branch.declaration, own=False).allowed:
            return True
        return any(self._opens_below(below) for below in branch.below.values())

    def _opens(self, branch: Branch, place: Place) -> bool:
        return self.decide(branch.declaration, own=self._is_own(place)).allowed

    def _is_own(self, place: Place) -> bool:
        return writer(self.standing.written_by, place) == self.standing.organisation

    def decide(self, declaration: Declaration | None, *, own: bool) -> Decision:
        """Whether what is declared so is readable; `own`: whether it is their own organisation's."""
        if declaration is None:
            return deny("undeclared")
        limit = self.standing.categories
        if limit is not None and declaration.category not in limit and not own:
            return deny("category-of-organisation")
        if declaration.audience.addressee and self.standing.addressee:
            roles = self.standing.roles
            known = any(self.manifest.may_read(role, declaration.category) for role in roles)
            return allow("addressee") if known else deny("category")
        granted = [grant for grant in declaration.audience.grants if grant.role in self.standing.roles]
        if not granted:
            return deny("not-in-audience")
        readers = [grant for grant in granted if self.manifest.may_read(grant.role, declaration.category)]
        if not readers:
            return deny("category")
        if all(grant.own and not own for grant in readers):
            return deny("not-own")
        if not any((own or not grant.own) and self._stage_reached(grant) for grant in readers):
            return deny("stage")
        return allow("audience")

    def _stage_reached(self, grant: Grant) -> bool:
        if grant.from_stage is None:
            return True
        needed = self.manifest.stage_order(grant.from_stage)
        return needed >= 0 and any(
            self.manifest.stage_order(stage) >= needed for stage in self.standing.stages
        )
