"""Who finds a case by what it holds, and who may ask other houses whether they know it."""

from __future__ import annotations

from collections.abc import Collection

from engine.access.decision import Decision, allow, deny
from engine.access.fields import Reader, Standing
from engine.access.person import Person
from engine.model.catalogue import Catalogue
from engine.model.declaration import Path
from engine.model.manifest import Manifest
from engine.model.origin import UNKNOWN


def finds(reader: Reader, paths: Collection[Path]) -> bool:
    """Tell whether somebody may find a case by these paths: only by what they may read of it anyway."""
    return all(reader.may_read(path).allowed for path in paths)


def may_search_elsewhere(
    person: Person, catalogue: Catalogue, manifest: Manifest, paths: Collection[Path]
) -> Decision:
    """Whether a person may ask other houses about a case with these values.

    Args:
        person: who asks.
        catalogue: what is declared in their own house.
        manifest: of their own house; names the roles that may ask.
        paths: by which they ask: those that their roles may read at the start of a case.
    """
    roles = manifest.roles
    if not any(role in roles and roles[role].searches_elsewhere for role in person.roles):
        return deny("role-needed", "None of your roles may ask whether other houses know a case.")
    standing = Standing(
        roles=person.roles, organisation=person.organisation, stages=frozenset(), written_by=UNKNOWN
    )
    if not finds(Reader(standing, catalogue, manifest), paths):
        return deny("field-closed", "None of your roles may read one of these fields.")
    return allow("searches-elsewhere")
