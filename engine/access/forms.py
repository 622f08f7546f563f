"""Which fields of a form a person sees and fills."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from engine.access.acts import Revealed
from engine.access.decision import Decision, allow, deny
from engine.access.fields import Data, Reader, Standing
from engine.access.person import Person
from engine.access.revealing import revealed, revealed_outside_cases
from engine.access.tasks import TaskFacts, claimed_roles
from engine.feel import JsonValue
from engine.model.catalogue import Catalogue
from engine.model.declaration import Path
from engine.model.forms import Form, is_open
from engine.model.forms.components import Field
from engine.model.manifest import Manifest
from engine.model.origin import UNKNOWN, Origins


@dataclass(frozen=True, slots=True)
class FormAccess:
    """What a form shows to one person; without a reader, outside any case, all of it."""

    reader: Reader | None

    @property
    def organisation(self) -> str | None:
        """Whose own is what the person writes; None outside any case."""
        return None if self.reader is None else self.reader.standing.organisation or None

    @property
    def written_by(self) -> Origins:
        """Who wrote what of the data so far."""
        return UNKNOWN if self.reader is None else self.reader.standing.written_by

    def open_to(self, path: Path) -> bool:
        """Tell whether the person may see and fill the field of a path.

        What is open where the own organisation wrote it is open here: who fills the field writes it.
        """
        return self.reader is None or self.reader.may_read_own(path).allowed

    def shown(self, variables: Mapping[str, JsonValue]) -> Mapping[str, JsonValue]:
        """What of these variables the person may read."""
        if self.reader is None:
            return variables
        return cast("Mapping[str, JsonValue]", self.reader.project(cast("Mapping[str, Data]", variables)))

    def reveals(self, variables: Mapping[str, JsonValue]) -> Revealed:
        """Which kinds of data these variables are, for the audit log."""
        data = cast("Mapping[str, Data]", variables)
        if self.reader is None:
            return revealed_outside_cases(data)
        return revealed(data, self.reader.catalogue)


def task_form(
    person: Person,
    task: TaskFacts,
    standing: Standing,
    catalogue: Catalogue,
    manifest: Manifest,
) -> FormAccess:
    """What the form of a task in a case shows to the person who has taken the task.

    They are its addressee. Their roles are those in the case and those by which they could take the task;
    somebody whom the model itself names acts in the roles of their token.

    Args:
        person: who has taken the task.
        task: the task.
        standing: what they are in the case.
        catalogue: what is declared of the case's data.
        manifest: names roles and categories.
    """
    roles = standing.roles | claimed_roles(person, task) or person.roles
    mine = Standing(
        roles=roles,
        organisation=standing.organisation,
        stages=standing.stages,
        addressee=True,
        written_by=standing.written_by,
        categories=standing.categories,
    )
    return FormAccess(Reader(mine, catalogue, manifest))


def start_form(person: Person, catalogue: Catalogue, manifest: Manifest) -> FormAccess:
    """What the form that starts a case shows to a person: by the roles of their token, for nothing is yet."""
    standing = Standing(
        roles=person.roles, organisation=person.organisation, stages=frozenset(), written_by=UNKNOWN
    )
    return FormAccess(Reader(standing, catalogue, manifest))


def may_start(form: Form | None, access: FormAccess) -> Decision:
    """Whether a person may start a case: who may fill a field of its start form, and all that it requires.

    Else a case could begin without what nobody may leave out, by somebody who is only to read it later.
    """
    if form is None:
        return deny("no-start-form", "A case starts with a form, and this process has none.")
    closed = [one for one in form.components if not is_open(one, (), access.open_to)]
    lacks = any(isinstance(one, Field) and one.required for one in closed)
    if lacks or len(closed) == len(form.components):
        return deny(
            "start-form-closed",
            "None of the roles that you hold may fill the start form, or they may not fill all it requires.",
        )
    return allow("start-form")
