"""Finding cases by the exact value of what they hold: one's own, and whether other houses know such a one.

Values come in and hashes are compared: no query knows a value, and no case is found by what the person may
not read of it. Of other houses nothing is told but that there is a hit, and whom to ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from engine.access.acts import Act, Attempt, Revealed, purposes_of
from engine.access.decision import OTHER_HOUSE, require
from engine.access.fields import Reader, Standing
from engine.access.participation import Participation, roles_in_case
from engine.access.person import Person
from engine.access.searching import finds, may_search_elsewhere
from engine.errors import Fault, Invalid
from engine.feel import JsonValue
from engine.model.catalogue import EMPTY, Catalogue
from engine.model.declaration import Path, path_text
from engine.model.manifest import NO_MANIFEST, Manifest
from engine.model.origin import UNKNOWN
from engine.model.searching import search_text
from engine.queries.case_types import case_processes
from engine.queries.cases import CaseList, entries_of, visible
from engine.queries.keyset import Wanted, fetch
from engine.queries.source import Source
from engine.store.audit.recording import recorded
from engine.store.columns import Digest
from engine.store.search_terms import term_of
from engine.store.standings import takes_part
from engine.store.tables.cases import participant, search_term
from engine.store.tables.definitions import house
from engine.store.tables.history import stage
from engine.store.tables.instances import root_instance

_ELSEWHERE: Final = Attempt(act=Act.SEARCH, operation="search-cases-elsewhere", kind="case")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSearch:
    """What is searched for.

    Args:
        fields: by searchable path the value that a case must hold; all of them.
        case_type: only cases of this kind.
        house: only in this house of the person's.
        elsewhere: ask the other houses too.
    """

    fields: Mapping[str, JsonValue]
    case_type: str | None = None
    house: str | None = None
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class KnownElsewhere:
    """Another house has such a case; `contact` is whom to ask there, None where the house names nobody."""

    house: str
    contact: str | None


@dataclass(frozen=True, slots=True)
class CasesFound:
    """One page of the person's own cases, and the other houses that know one."""

    cases: CaseList
    elsewhere: Sequence[KnownElsewhere]


@dataclass(frozen=True, slots=True)
class _Declared:
    """What a house declares of one kind of case."""

    catalogue: Catalogue
    manifest: Manifest


@recorded(Act.SEARCH, "case")
def search_cases(source: Source, person: Person, search: CaseSearch, wanted: Wanted) -> CasesFound:
    """Find the cases that hold these values, as far as the person may know of them and read the fields.

    Raises:
        Invalid: a field is not searchable in the person's houses, or a value cannot be searched for.
        Forbidden: they do not work for the house, or may not ask other houses.
    """
    if search.house is not None and search.house not in person.houses:
        raise OTHER_HOUSE.refusal()
    houses = [search.house] if search.house is not None else list(person.houses)
    with source.reading(person) as reading:
        connection = reading.connection
        declared = _declared(source, connection, houses, search.case_type)
        paths, texts = _checked(search.fields, [one.catalogue for one in declared.values()])
        if search.elsewhere:
            _require_elsewhere(person, declared, paths)
        found = _found(source, connection, person, search, houses, texts)
        shown = [root for root in found if _opens(root, declared, paths)]
        narrowed = visible(person).where(root_instance.c.root_id.in_([root.root_id for root in shown]))
        page = fetch(connection, narrowed, (root_instance.c.root_id,), wanted, descending=True)
        reading.names(person, [(row["house"], row["root_id"]) for row in page.rows])
        searched = _searched(declared, paths)
        reading.trail.reveals(searched)
        cases = CaseList(entries_of(source, connection, page.rows), page.count)
    elsewhere = _ask_elsewhere(source, person, texts, searched) if search.elsewhere else ()
    return CasesFound(cases, elsewhere)


def _searched(declared: Mapping[tuple[str, str], _Declared], paths: Sequence[Path]) -> Revealed:
    """By which kinds of data somebody searches, for the audit log."""
    known = [one.catalogue.declaration(path) for one in declared.values() for path in paths]
    found = [declaration for declaration in known if declaration is not None]
    return Revealed(frozenset(one.category for one in found), purposes_of([one.purpose for one in found]))


def _ask_elsewhere(
    source: Source, person: Person, texts: Mapping[str, str], searched: Revealed
) -> Sequence[KnownElsewhere]:
    """Return the houses other than the person's that have a case with all of the values: a hit and a contact.

    This one question looks over the walls between houses. A house that is a hit reads so in its own log.
    """
    everywhere = replace(source, database=source.database.across_houses()).attempting(_ELSEWHERE)
    with everywhere.reading(person) as reading:
        connection = reading.connection
        others = connection.execute(
            select(house.c.id, house.c.contact).where(house.c.id.not_in(person.houses)).order_by(house.c.id)
        ).all()
        terms = [term for row in others for term in _terms(source, row.id, texts)]
        hit = _holding(terms, len(texts)).with_only_columns(search_term.c.house, search_term.c.root_id)
        hits: defaultdict[str, list[str]] = defaultdict(list)
        for name, root_id in connection.execute(hit):
            hits[name].append(root_id)
        for name, root_ids in hits.items():
            reading.trail.names(name, root_ids)
        reading.trail.reveals(searched)
        if not hits:
            reading.trail.idle()  # their own house knows that they asked
    return [KnownElsewhere(row.id, row.contact) for row in others if row.id in hits]


@dataclass(frozen=True, slots=True)
class _Root:
    """A case that holds the values, and what the person is in it."""

    root_id: str
    house: str
    process_id: str
    standing: Standing


def _found(
    source: Source,
    connection: Connection,
    person: Person,
    search: CaseSearch,
    houses: Sequence[str],
    texts: Mapping[str, str],
) -> Sequence[_Root]:
    terms = [term for name in houses for term in _terms(source, name, texts)]
    holding = _holding(terms, len(texts)).with_only_columns(search_term.c.root_id)
    query = visible(person).where(root_instance.c.root_id.in_(holding), root_instance.c.house.in_(houses))
    if search.case_type is not None:
        query = query.where(root_instance.c.case_type == search.case_type)
    rows = connection.execute(query).mappings().all()
    root_ids = [row["root_id"] for row in rows]
    parts, stages = _participations(connection, root_ids), _stages(connection, root_ids)
    return [
        _Root(
            row["root_id"],
            row["house"],
            row["process_id"],
            Standing(
                roles=roles_in_case(person, row["house"], parts[row["root_id"]]),
                organisation=person.organisation,
                stages=frozenset(stages[row["root_id"]]),
                written_by=UNKNOWN,
                categories=person.categories_in(row["house"]),
            ),
        )
        for row in rows
    ]


def _opens(root: _Root, declared: Mapping[tuple[str, str], _Declared], paths: Sequence[Path]) -> bool:
    known = declared.get((root.house, root.process_id))
    return known is not None and finds(Reader(root.standing, known.catalogue, known.manifest), paths)


def _declared(
    source: Source, connection: Connection, houses: Sequence[str], case_type: str | None
) -> Mapping[tuple[str, str], _Declared]:
    """By house and process: what is declared of the cases that are asked for."""
    definitions, catalogues = source.declared.definitions, source.declared.catalogues
    found: dict[tuple[str, str], _Declared] = {}
    for name in houses:
        manifest = definitions.manifest(connection, name) or NO_MANIFEST
        for process_id in case_processes(connection, name, case_type):
            catalogue = catalogues.of_case(connection, definitions, name, process_id)
            found[name, process_id] = _Declared(catalogue, manifest)
    return found


def _checked(
    fields: Mapping[str, JsonValue], catalogues: Sequence[Catalogue]
) -> tuple[Sequence[Path], Mapping[str, str]]:
    """The paths that are searched, and what for."""
    searchable = {path_text(path): path for catalogue in catalogues for path in catalogue.searchable()}
    texts = {name: search_text(value) for name, value in fields.items()}
    faults = [
        Fault(f"/fields/{name}", "not-searchable", "No case is found by this field.")
        for name in fields
        if name not in searchable
    ]
    faults += [
        Fault(f"/fields/{name}", "not-a-value", "Give a text, a number or true or false.")
        for name, text in texts.items()
        if text is None
    ]
    if not fields:
        faults.append(Fault("/fields", "required", "Name at least one field."))
    if faults:
        raise Invalid(faults)
    return [searchable[name] for name in fields], {name: text for name, text in texts.items() if text}


def _require_elsewhere(
    person: Person, declared: Mapping[tuple[str, str], _Declared], paths: Sequence[Path]
) -> None:
    known = list(declared.values()) or [_Declared(EMPTY, NO_MANIFEST)]
    decisions = [may_search_elsewhere(person, one.catalogue, one.manifest, paths) for one in known]
    require(True, next((one for one in decisions if one.allowed), decisions[0]))


def _terms(source: Source, name: str, texts: Mapping[str, str]) -> list[Digest]:
    return [term_of(source.keys, name, path, text) for path, text in texts.items()]


def _holding(terms: Sequence[Digest], number: int) -> Select[Any]:
    """The cases that have a term of each of so many paths."""
    return (
        select(search_term.c.root_id, search_term.c.house)
        .where(search_term.c.term.in_(terms))
        .group_by(search_term.c.root_id, search_term.c.house)
        .having(func.count(search_term.c.path.distinct()) == number)
    )


def _participations(connection: Connection, root_ids: Sequence[str]) -> Mapping[str, Sequence[Participation]]:
    columns = participant.c
    named = (columns.root_id, columns.person, columns.organisation, columns.role, root_instance.c.regime)
    query = (
        select(*named)
        .join(root_instance, root_instance.c.root_id == columns.root_id)
        .where(columns.root_id.in_(root_ids), takes_part(participant))
    )
    found: defaultdict[str, list[Participation]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.root_id].append(Participation(row.person, row.organisation, row.role, row.regime))
    return found


def _stages(connection: Connection, root_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
    query = select(stage.c.root_id, stage.c.stage).where(stage.c.root_id.in_(root_ids)).distinct()
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.root_id].append(row.stage)
    return found
