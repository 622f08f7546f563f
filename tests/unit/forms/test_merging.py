"""Completing a form merges by path and leaves what the form does not show."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.feel import JsonValue
from engine.model.forms.merging import merge
from engine.model.forms.projection import restrict
from engine.model.origin import Origins, writer
from tests.unit.forms.documents import component, form

CLIENT = form(
    component("textfield", "client.name"),
    component("dynamiclist", "actions", components=[component("textfield", "owner")]),
)


def merged(written: dict[str, JsonValue], variables: dict[str, JsonValue]) -> tuple[object, list[str]]:
    found = merge(CLIENT, written, variables, restrict(CLIENT, variables))
    return dict(found.variables), [fault.code for fault in found.faults]


def test_what_the_form_does_not_show_stays() -> None:
    variables: dict[str, JsonValue] = {"client": {"name": "x", "town": "Urk"}, "other": 1}

    assert merged({"client": {"name": "y"}}, variables) == ({"client": {"name": "y", "town": "Urk"}}, [])


def test_variables_are_never_changed_in_place() -> None:
    variables: dict[str, JsonValue] = {"client": {"name": "x", "town": "Urk"}}

    merged({"client": {"name": "y"}}, variables)

    assert variables == {"client": {"name": "x", "town": "Urk"}}


def test_what_is_no_object_gives_way_to_one() -> None:
    assert merged({"client": {"name": "y"}}, {"client": "x"}) == ({"client": {"name": "y"}}, [])


def items(*owners: str) -> list[JsonValue]:
    return [{"owner": owner, "secret": f"of {owner}"} for owner in owners]


def shown(*owners: str) -> list[JsonValue]:
    return [{"owner": owner} for owner in owners]


@pytest.mark.parametrize(
    ("before", "sent", "after"),
    [
        (items("a", "b"), shown("a", "b"), items("a", "b")),
        (items("a", "b"), shown("x", "b"), [{"owner": "x", "secret": "of a"}, *items("b")]),
        (items("a", "b", "c"), shown("a", "c"), items("a", "c")),
        (items("a", "b", "c"), shown("c", "a", "b"), items("c", "a", "b")),
        (items("a", "b", "c"), shown("a", "c", "d"), [*items("a", "c"), {"owner": "d"}]),
        (items("a"), shown("a", "new"), [*items("a"), {"owner": "new"}]),
        ([], shown("new"), shown("new")),
        (items("a", "b"), [], []),
        (shown("a", "b"), shown("x"), shown("x")),
    ],
)
def test_each_item_keeps_its_own_hidden_part(
    before: list[JsonValue], sent: list[JsonValue], after: list[JsonValue]
) -> None:
    assert merged({"actions": sent}, {"actions": before}) == ({"actions": after}, [])


def test_items_with_hidden_parts_cannot_be_changed_and_removed_at_once() -> None:
    variables: dict[str, JsonValue] = {"actions": items("a", "b")}

    assert merged({"actions": shown("x")}, variables) == ({"actions": items("a", "b")}, ["ambiguous-list"])


def test_a_list_of_which_items_are_hidden_cannot_be_changed() -> None:
    variables: dict[str, JsonValue] = {"actions": items("a", "b")}

    found = merge(CLIENT, {"actions": shown("b")}, variables, {"actions": shown("b")})

    assert [fault.code for fault in found.faults] == ["partly-hidden-list"]


OWNERS = st.lists(st.sampled_from("abcdef"), unique=True, max_size=5)


@settings(max_examples=100, deadline=None)
@given(OWNERS, OWNERS)
def test_a_hidden_part_never_moves_to_another_known_item(before: list[str], after: list[str]) -> None:
    variables: dict[str, JsonValue] = {"actions": items(*before)}

    found = merge(CLIENT, {"actions": shown(*after)}, variables, restrict(CLIENT, variables))

    actions = found.variables["actions"]
    assert isinstance(actions, list)
    for item in actions:
        assert isinstance(item, dict)
        if item["owner"] in before:
            assert item["secret"] == f"of {item['owner']}"


def authored(
    sent: dict[str, JsonValue], variables: dict[str, JsonValue], origins: Origins
) -> Mapping[str, Origins]:
    view = restrict(CLIENT, variables)
    return merge(CLIENT, sent, variables, view, writer="mill", origins=origins).origins


def test_what_somebody_fills_in_is_their_organisations() -> None:
    assert authored({"client": {"name": "y"}}, {"client": {"town": "Urk"}}, {}) == {
        "client": {("name",): "mill"}
    }


def test_what_somebody_sends_back_unchanged_stays_whose_it_was() -> None:
    before: Origins = {("client", "name"): "shop"}

    assert authored({"client": {"name": "x"}}, {"client": {"name": "x"}}, before) == {
        "client": {("name",): "shop"}
    }


def test_items_of_a_list_keep_whose_they_are_when_they_move() -> None:
    variables: dict[str, JsonValue] = {"actions": items("a", "b", "c")}
    before: Origins = {("actions", 0): "shop", ("actions", 1, "secret"): "bank"}

    found = authored({"actions": shown("c", "b", "a", "new")}, variables, before)["actions"]

    assert [writer(found, (place, "owner")) for place in range(4)] == [None, None, "shop", "mill"]
    assert writer(found, (1, "secret")) == "bank"


def test_whoever_changes_one_member_of_an_item_does_not_own_the_rest() -> None:
    variables: dict[str, JsonValue] = {"actions": items("a")}

    found = authored({"actions": shown("x")}, variables, {("actions",): "shop"})["actions"]

    assert (writer(found, (0, "owner")), writer(found, (0, "secret"))) == ("mill", "shop")


OWNERS = st.lists(st.sampled_from("abc"), max_size=4)


@settings(max_examples=60, deadline=None)
@given(before=OWNERS, after=OWNERS)
def test_nobody_comes_to_own_what_the_form_did_not_show_them(before: list[str], after: list[str]) -> None:
    variables: dict[str, JsonValue] = {"actions": items(*before)}
    view: dict[str, JsonValue] = {"actions": shown(*before)}
    origins: Origins = {("actions", place): f"org {owner}" for place, owner in enumerate(before)}

    found = merge(CLIENT, {"actions": shown(*after)}, variables, view, writer="mill", origins=origins)

    merged_items = found.variables.get("actions", [])
    assert isinstance(merged_items, list)
    for place, item in enumerate(merged_items):
        assert isinstance(item, dict)
        if not found.faults and "secret" in item:
            owner = str(item["secret"]).removeprefix("of ")
            assert writer(found.origins["actions"], (place, "secret")) == f"org {owner}"
