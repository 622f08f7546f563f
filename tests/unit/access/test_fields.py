"""Of the data of a case a person reads what its declaration opens to a role of theirs, and nothing else."""

import itertools
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.access.fields import Data, Reader, Standing
from engine.model.catalogue import fold
from engine.model.declaration import Declaration, Path, read_audience, read_path
from engine.model.manifest import Manifest
from engine.model.manifest_reader import read_manifest
from engine.model.origin import Place, writer

MANIFEST_SOURCE = b"""{"manifest": 1, "name": "Proef",
 "roles": [{"id": "baker", "label": "Bakker"}, {"id": "guest", "label": "Gast"}],
 "categories": [{"id": "ordinary", "label": "Gewoon", "readers": ["baker", "guest"]},
                {"id": "secret", "label": "Geheim", "readers": ["baker"]}],
 "purposes": [], "regimes": [],
 "stages": [{"id": "dough", "label": "Deeg"}, {"id": "oven", "label": "Oven"},
            {"id": "shop", "label": "Winkel"}],
 "organisationKinds": [], "exchangeStatuses": []}"""


def manifest() -> Manifest:
    found = read_manifest(MANIFEST_SOURCE, resource="chain.json").manifest
    assert found is not None
    return found


def reader(declared: Mapping[str, str], *, roles: str = "", **standing: object) -> Reader:
    """`declared`: path -> audience, after a slash the category."""
    catalogue, _ = fold((read_path(path), declaration(text)) for path, text in declared.items())
    given_standing = Standing(
        **{  # type: ignore[arg-type]
            "roles": frozenset(roles.split()),
            "organisation": "mill",
            "stages": frozenset(),
            "written_by": {},
            **standing,
        }
    )
    return Reader(given_standing, catalogue, manifest())


def declaration(text: str) -> Declaration:
    audience, _, category = text.partition("/")
    return Declaration(audience=read_audience(audience.split(",")), category=category or "ordinary")


@pytest.mark.parametrize(
    ("declared", "roles", "standing", "reason"),
    [
        ({}, "baker guest", {}, "undeclared"),
        ({"flour": ""}, "baker guest", {}, "not-in-audience"),
        ({"flour": "nobody"}, "baker guest", {}, "not-in-audience"),
        ({"flour": "baker"}, "guest", {}, "not-in-audience"),
        ({"flour": "guest/secret"}, "guest", {}, "category"),
        ({"flour": "guest/secret"}, "guest baker", {}, "category"),
        ({"flour": "guest/unknown"}, "guest", {}, "category"),
        ({"flour": "guest:own"}, "guest", {}, "not-own"),
        ({"flour": "guest@oven+"}, "guest", {"stages": frozenset({"dough"})}, "stage"),
        ({"flour": "guest@nowhere+"}, "guest", {"stages": frozenset({"shop"})}, "stage"),
        ({"flour": "addressee"}, "guest", {}, "not-in-audience"),
        ({"flour": "addressee/secret"}, "guest", {"addressee": True}, "category"),
    ],
)
def test_reading_is_refused_with_its_reason(
    declared: Mapping[str, str], roles: str, standing: Mapping[str, object], reason: str
) -> None:
    closed = reader(declared, roles=roles, **standing)

    decision = closed.may_read(("flour",))
    assert (decision.allowed, decision.reason) == (False, reason)
    assert closed.project({"flour": "rye"}) == {}


@pytest.mark.parametrize(
    ("declared", "roles", "standing"),
    [
        ({"flour": "guest"}, "guest", {}),
        ({"flour": "guest, baker/secret"}, "baker", {}),
        ({"flour": "guest@oven+"}, "guest", {"stages": frozenset({"dough", "shop"})}),
        ({"flour": "addressee"}, "guest", {"addressee": True}),
        ({"flour": "guest:own"}, "guest", {"written_by": {("flour",): "mill"}}),
    ],
)
def test_reading_is_open_to_whom_the_declaration_names(
    declared: Mapping[str, str], roles: str, standing: Mapping[str, object]
) -> None:
    assert reader(declared, roles=roles, **standing).project({"flour": "rye", "salt": 1}) == {"flour": "rye"}


def test_an_own_grant_opens_only_the_items_that_the_own_organisation_wrote() -> None:
    own = reader(
        {"answers[].text": "guest:own"},
        roles="guest",
        written_by={("answers", 0): "shop", ("answers", 1): "mill"},
    )

    shown = own.project(
        {"answers": [{"text": "theirs"}, {"text": "ours", "note": "x"}, {"text": "engine's"}]}
    )

    assert shown == {"answers": [{"text": "ours"}]}


def test_parts_of_an_object_are_shown_without_the_others() -> None:
    partly = reader(
        {"client": "nobody", "client.town": "guest", "plan": "guest", "plan.doubt": "baker"}, roles="guest"
    )

    shown = partly.project(
        {"client": {"name": "x", "town": "Urk"}, "plan": {"goal": "g", "doubt": "d", "more": {"a": 1}}}
    )

    assert shown == {"client": {"town": "Urk"}, "plan": {"goal": "g", "more": {"a": 1}}}


def test_an_item_without_a_readable_part_keeps_its_place() -> None:
    partly = reader({"actions[].owner": "guest", "actions[].cost": "baker"}, roles="guest")

    shown = partly.project({"actions": [{"cost": 1}, {"owner": "a", "cost": 2}]})

    assert shown == {"actions": [{}, {"owner": "a"}]}


def test_what_is_empty_shows_no_more_than_what_is_full() -> None:
    partly = reader({"answers[].text": "guest", "notes": "guest"}, roles="guest")

    assert partly.project({"answers": [], "notes": []}) == {"notes": []}


def test_a_list_where_an_object_was_declared_stays_closed() -> None:
    partly = reader({"client.name": "guest"}, roles="guest")

    assert partly.project({"client": [{"name": "x"}]}) == {}


NAMES = st.sampled_from(["a", "b", "c"])
DECLARED = st.dictionaries(
    st.lists(NAMES | st.none(), min_size=1, max_size=3).map(lambda steps: ("a", *steps[1:])),
    st.sampled_from(["guest", "baker", "guest/secret", "nobody", "guest:own", "guest@oven+"]),
    max_size=4,
)
VALUES = st.recursive(
    st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def leaves(value: Data, path: Path) -> Iterator[Path]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from leaves(item, (*path, name))
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item, (*path, None))
    else:
        yield path


@settings(max_examples=200, deadline=None)
@given(DECLARED, st.dictionaries(NAMES, VALUES, max_size=3))
def test_every_value_shown_is_one_that_may_be_read(
    declared: dict[Path, str], variables: dict[str, Data]
) -> None:
    catalogue, _ = fold((path, declaration(text)) for path, text in declared.items())
    standing = Standing(roles=frozenset({"guest"}), organisation="mill", stages=frozenset(), written_by={})
    one = Reader(standing, catalogue, manifest())

    shown = one.project(variables)

    for name, value in shown.items():
        assert all(one.may_read(path).allowed for path in leaves(value, (name,)))
    hidden_before = [path for name, value in variables.items() for path in leaves(value, (name,))]
    shown_paths = [path for name, value in shown.items() for path in leaves(value, (name,))]
    assert sorted(map(str, shown_paths)) == sorted(
        str(path) for path in hidden_before if one.may_read(path).allowed
    )


def places(value: Data, place: Place) -> Iterator[Place]:
    if isinstance(value, Mapping):
        for name, item in value.items():
            yield from places(item, (*place, name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from places(item, (*place, number))
    else:
        yield place


def numbered(value: Data, numbers: Iterator[int]) -> Data:
    if isinstance(value, Mapping):
        return {name: numbered(item, numbers) for name, item in value.items()}
    return [numbered(item, numbers) for item in value] if isinstance(value, list) else next(numbers)


def at(value: Data, place: Place) -> Data:
    for step in place:
        value = value[step]  # type: ignore[index, call-overload]
    return value


@settings(max_examples=200, deadline=None)
@given(st.data(), st.dictionaries(NAMES, VALUES, max_size=3), st.sampled_from(["a", "a.b", "a[]", "a[].b"]))
def test_an_own_grant_opens_exactly_what_the_own_organisation_wrote(
    data: st.DataObject, drawn: dict[str, Data], deeper: str
) -> None:
    variables = numbered(drawn, itertools.count())
    everywhere = [place[:length] for place in places(variables, ()) for length in range(1, len(place) + 1)]
    writers = st.sampled_from(["mill", "shop", None])
    written_by = data.draw(st.dictionaries(st.sampled_from(everywhere or [()]), writers))
    declared = dict.fromkeys(("a", "b", "c", deeper), "guest:own")
    assert isinstance(variables, Mapping)

    shown = reader(declared, roles="guest", written_by=written_by).project(variables)

    own = [place for place in places(variables, ()) if writer(written_by, place) == "mill"]
    assert sorted(str(at(shown, place)) for place in places(shown, ())) == sorted(
        str(at(variables, place)) for place in own
    )
