"""The terms of a case follow its own variables, in the transaction of the step that writes those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, bindparam, delete, insert

from engine.feel import JsonValue
from engine.model.declaration import Path, path_text
from engine.model.searching import search_text, values_at
from engine.store.columns import Digest
from engine.store.keys import KeyStore
from engine.store.records.batch import Cells
from engine.store.search_terms import term_of
from engine.store.tables.cases import search_term

if TYPE_CHECKING:
    from engine.commands.roots import RootFacts
    from engine.commands.unit import Unit


@dataclass(frozen=True, slots=True)
class NewTerms:
    """The terms of those paths of a case whose variables changed, in place of what was there."""

    root_id: str
    paths: tuple[str, ...]
    rows: tuple[Cells, ...]

    def write(self, connection: Connection, *, started: bool) -> None:
        """Write them; a case that has just started has none before."""
        if self.paths and not started:
            connection.execute(_FORGET, {"root": self.root_id, "paths": self.paths})
        if self.rows:
            connection.execute(insert(search_term), list(self.rows))


def new_terms(unit: Unit, facts: RootFacts, written: Mapping[str, JsonValue]) -> NewTerms:
    """Return the terms of a case for the variables of its own that this command wrote."""
    if facts.case_type is None or not written:
        return NewTerms(facts.root_id, (), ())
    declared = unit.services.declared
    catalogue = declared.catalogues.of_case(
        unit.connection, declared.definitions, facts.house, facts.process_id
    )
    paths = [path for path in catalogue.searchable() if path[0] in written]
    terms = {
        (path_text(path), term)
        for path in paths
        for term in _terms(unit.services.keys, facts.house, path, written)
    }
    rows: tuple[Cells, ...] = tuple(
        {"root_id": facts.root_id, "house": facts.house, "path": path, "term": term} for path, term in terms
    )
    return NewTerms(facts.root_id, tuple(map(path_text, paths)), rows)


def _terms(keys: KeyStore, house: str, path: Path, written: Mapping[str, JsonValue]) -> list[Digest]:
    texts = {search_text(value) for value in values_at(dict(written), path)}
    return [term_of(keys, house, path_text(path), text) for text in texts if text is not None]


_FORGET: Final = delete(search_term).where(
    search_term.c.root_id == bindparam("root"),
    search_term.c.path.in_(bindparam("paths", expanding=True)),
)
