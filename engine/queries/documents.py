"""Documents of a case: which there are for a person, and what stands in one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, RowMapping, select

from engine.access.acts import Act, Revealed
from engine.access.documents import DocumentFacts, may_read_document
from engine.access.fields import Reader
from engine.access.person import Person
from engine.errors import NotFound
from engine.model.declaration import Audience
from engine.model.origin import UNKNOWN
from engine.queries.cases import concerned_by_case, visible_case
from engine.queries.keyset import Key, Wanted, fetch
from engine.queries.source import Reading, Source
from engine.store.audit.recording import recorded
from engine.store.form_access import RootOf, of_case
from engine.store.tables.definitions import definition
from engine.store.tables.documents import document
from engine.store.values import decode

_KIND: Final = "template"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentEntry:
    """A document in a list."""

    id: str
    name: str
    template: str
    media_type: str
    categories: Sequence[str]
    audience: Sequence[str]
    organisation: str | None
    element_id: str
    made_at: datetime

    @property
    def key(self) -> Key:
        """Its place in the list."""
        return (self.id,)


@dataclass(frozen=True, slots=True)
class DocumentList:
    """One page of documents."""

    results: Sequence[DocumentEntry]
    count: int


@dataclass(frozen=True, slots=True)
class DocumentContent:
    """A document with its text."""

    entry: DocumentEntry
    content: str


@recorded(Act.SEARCH, "document", "case_id")
def list_documents(source: Source, person: Person, case_id: str, wanted: Wanted) -> DocumentList:
    """List the documents of a case that a person may read, the newest first.

    Raises:
        NotFound: there is no case that the person may know of.
    """
    with source.reading(person) as reading:
        connection = reading.connection
        readable = _Readable.of(source, reading, person, case_id)
        query = select(document).where(document.c.id.in_(readable.ids))
        found = fetch(connection, query, (document.c.id,), wanted, descending=True)
        return DocumentList([readable.entry(row) for row in found.rows], found.count)


@recorded(Act.EXPORT, "document", "case_id")
def export_document(source: Source, person: Person, case_id: str, document_id: str) -> DocumentContent:
    """Take one document of a case out of the service, as a file to keep or to print.

    Raises:
        NotFound: there is none that the person may read.
    """
    with source.reading(person) as reading:
        connection = reading.connection
        readable = _Readable.of(source, reading, person, case_id)
        query = select(document).where(document.c.id.in_(readable.ids), document.c.id == document_id)
        row = connection.execute(query).mappings().first()
        if row is None:
            raise NotFound
        place = (row["root_id"], row["id"])
        reading.trail.reveals(Revealed(frozenset(row["categories"])))
        content = decode(source.keys.open(row["content"], document.c.content, place))
        return DocumentContent(readable.entry(row), str(content))


@dataclass(frozen=True, slots=True)
class _Readable:
    """The documents of one case that one person may read."""

    source: Source
    audiences: Mapping[str, Audience]
    ids: Sequence[str]

    @classmethod
    def of(cls, source: Source, reading: Reading, person: Person, case_id: str) -> _Readable:
        connection = reading.connection
        case = visible_case(connection, person, case_id)
        reading.trail.about(concerned_by_case(source, connection, case))
        root = RootOf(case["root_id"], case["house"], case["process_id"], case["case_type"])
        reader = of_case(connection, source.declared, person, root, UNKNOWN)
        query = select(
            document.c.id, document.c.template, document.c.categories, document.c.organisation
        ).where(document.c.root_id == root.root_id)
        rows = connection.execute(query).mappings().all()
        audiences = _audiences(source, connection, root.house, {row["template"] for row in rows})
        return cls(source, audiences, [row["id"] for row in rows if _reads(reader, row, audiences)])

    def entry(self, row: RowMapping) -> DocumentEntry:
        name = self.source.keys.open(row["name"], document.c.name, (row["root_id"], row["id"]))
        return DocumentEntry(
            id=row["id"],
            name=str(decode(name)),
            template=row["template"],
            media_type=row["media_type"],
            categories=row["categories"],
            audience=str(self.audiences[row["template"]]).split(", "),
            organisation=row["organisation"],
            element_id=row["element_id"],
            made_at=row["made_at"],
        )


def _reads(reader: Reader, row: RowMapping, audiences: Mapping[str, Audience]) -> bool:
    facts = DocumentFacts(
        audience=audiences.get(row["template"]),
        categories=row["categories"],
        organisation=row["organisation"],
    )
    return may_read_document(reader, facts).allowed


def _audiences(source: Source, connection: Connection, house: str, keys: set[str]) -> Mapping[str, Audience]:
    """The audience of each template as it serves the house now: who loses access by a deployment loses it."""
    query = (
        select(definition.c.key, definition.c.id)
        .where(definition.c.kind == _KIND, definition.c.key.in_(keys), definition.c.latest)
        .where(definition.c.house.in_(("", house)))
        .order_by(definition.c.house)  # one of its own comes last, and wins
    )
    definitions = source.declared.definitions
    return {row.key: definitions.template(connection, row.id).audience for row in connection.execute(query)}
