"""The nearest declared ancestor of a path holds for it, and what nothing declares is open to nobody."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.catalogue import EMPTY, fold
from engine.model.declaration import (
    Audience,
    BadDeclaration,
    Declaration,
    Grant,
    Path,
    path_text,
    read_audience,
    read_path,
)

STEPS = st.sampled_from(["a", "b", None])
PATHS = st.lists(STEPS, min_size=1, max_size=4).map(tuple)


def declared(role: str, **others: str) -> Declaration:
    return Declaration(audience=Audience(frozenset({Grant(role)})), **others)  # type: ignore[arg-type]


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(PATHS, st.sampled_from([declared("x"), declared("y")])), PATHS)
def test_the_nearest_declared_ancestor_holds(declarations: dict[Path, Declaration], path: Path) -> None:
    catalogue, contradictions = fold(declarations.items())

    nearest = next((path[:n] for n in range(len(path), 0, -1) if path[:n] in declarations), None)
    assert catalogue.declaration(path) == (None if nearest is None else declarations[nearest])
    assert contradictions == ()


def test_two_different_declarations_of_one_path_contradict_and_name_both_places() -> None:
    first, second = declared("x", declared_at="a.form"), declared("y", declared_at="b.form")

    _, contradictions = fold([(("a",), first), (("a",), first), (("a",), second)])

    assert [(found.first, found.second) for found in contradictions] == [(first, second)]


def test_the_purpose_and_place_of_a_declaration_may_differ() -> None:
    declarations = [declared("x", purpose="p", declared_at="a"), declared("x", purpose="q", declared_at="b")]

    catalogue, contradictions = fold((("a",), declaration) for declaration in declarations)

    assert contradictions == ()
    assert catalogue.declaration(("a",)) == declarations[0]


def test_a_path_is_covered_by_itself_an_ancestor_or_what_is_declared_below_it() -> None:
    catalogue, _ = fold([(read_path("plan.actions[].owner"), declared("x"))])

    assert catalogue.covers(read_path("plan"))
    assert catalogue.covers(read_path("plan.actions[].owner.name"))
    assert not catalogue.covers(read_path("plan.note"))
    assert not EMPTY.covers(("plan",))


@given(st.lists(st.sampled_from(["actions", "owner", None]), max_size=5))
def test_a_path_reads_back_as_it_was_written(steps: list[str | None]) -> None:
    path = ("plan", *steps)

    assert read_path(path_text(path)) == path


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("", Audience()),
        ("nobody", Audience()),
        ("addressee", Audience(addressee=True)),
        ("baker", Audience(frozenset({Grant("baker")}))),
        (
            "baker:own, guest@dough+",
            Audience(frozenset({Grant("baker", own=True), Grant("guest", from_stage="dough")})),
        ),
        ("baker:own@dough+", Audience(frozenset({Grant("baker", own=True, from_stage="dough")}))),
    ],
)
def test_an_audience_reads_as_written_and_says_the_same_again(text: str, audience: Audience) -> None:
    assert read_audience(text.split(",")) == audience
    assert read_audience(str(audience).split(",")) == audience


@pytest.mark.parametrize("text", ["baker:mine", "baker@dough", "baker+", "a b", "nobody, baker", ":own"])
def test_what_is_no_audience_is_refused(text: str) -> None:
    with pytest.raises(BadDeclaration):
        read_audience(text.split(","))
