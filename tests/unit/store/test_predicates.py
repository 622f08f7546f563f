"""On both kinds of database SQL leaves out exactly the rows that the predicate tree leaves out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, create_engine, insert, select

from engine.access.rows import And, Eq, Exists, In, IsNull, Or, Predicate, Row, holds
from engine.store.predicates import Relation, where

metadata = MetaData()
case = Table("case", metadata, Column("id", Integer, primary_key=True), Column("house", String))
part = Table("part", metadata, Column("case_id", Integer), Column("role", String), Column("person", String))

WORDS = (None, "a", "b", "c")
values = st.sampled_from(WORDS[1:])
rows = st.lists(
    st.tuples(
        st.sampled_from(WORDS),
        st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(WORDS)), max_size=3),
    ),
    min_size=1,
    max_size=4,
)


def leaves(*columns: str) -> st.SearchStrategy[Predicate]:
    names = st.sampled_from(columns)
    return st.one_of(
        st.builds(Eq, names, values),
        st.builds(In, names, st.frozensets(values)),
        st.builds(IsNull, names),
    )


def trees(leaf: st.SearchStrategy[Predicate]) -> st.SearchStrategy[Predicate]:
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda parts: And(tuple(parts))),
            st.lists(inner, max_size=3).map(lambda parts: Or(tuple(parts))),
        ),
        max_leaves=5,
    )


related = st.builds(Exists, st.just("parts"), trees(leaves("role", "person")))
predicates = trees(st.one_of(leaves("house"), related))


@pytest.fixture(scope="module")
def connection(database_url: str) -> Iterator[Connection]:
    engine = create_engine(database_url)
    with engine.connect() as found:
        metadata.create_all(found)
        yield found
        found.rollback()
    engine.dispose()


@settings(max_examples=200, deadline=None)
@given(predicate=predicates, found=rows)
def test_sql_and_memory_agree(
    connection: Connection,
    predicate: Predicate,
    found: list[tuple[str | None, list[tuple[str | None, str | None]]]],
) -> None:
    connection.execute(case.delete())
    connection.execute(part.delete())
    expected = set()
    for number, (house, parts) in enumerate(found):
        connection.execute(insert(case), {"id": number, "house": house})
        row: Row = {"house": house, "parts": [{"role": role, "person": person} for role, person in parts]}
        for role, person in parts:
            connection.execute(insert(part), {"case_id": number, "role": role, "person": person})
        if holds(predicate, row):
            expected.add(number)

    relation = Relation(part, part.c.case_id == case.c.id, {"role": part.c.role, "person": part.c.person})
    condition = where(predicate, {"house": case.c.house}, {"parts": relation})

    assert set(connection.scalars(select(case.c.id).where(condition))) == expected
