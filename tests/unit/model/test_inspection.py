"""At an inspection the person sees what is declared so, and of nobody else anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feel import JsonValue
from engine.model.inspection import InspectedField, Inspection, inspect, place_of

FIELDS = {
    ("person", "name"): InspectedField("Naam", Inspection.SHOWN),
    ("neighbour",): InspectedField("Buur"),
    ("answers", None, "text"): InspectedField("Antwoord", Inspection.SOURCE),
    ("person", "helps"): InspectedField("Hulp", Inspection.SHOWN),
}
DATA: dict[str, JsonValue] = {
    "person": {"name": "Sam", "helps": ["a", "b"], "unknown": "x"},
    "neighbour": "Kim",
    "answers": [{"text": "één"}, {"text": "twee"}, {"text": ""}],
    "counter": 3,
}
WRITTEN = {("answers", 0): "politie", ("answers", 1): "ggz"}


def seen(agreed: set[str]) -> list[tuple[str, str | None]]:
    return [(one.label, one.value) for one in inspect(DATA, WRITTEN, FIELDS, agreed)]


def test_own_data_is_shown_others_are_masked_and_a_source_decides_on_its_own() -> None:
    assert seen({"ggz"}) == [
        ("Naam", "Sam"),
        ("Hulp", "a, b"),
        ("Buur", None),
        ("Antwoord 1", None),
        ("Antwoord 2", "twee"),
    ]


@given(st.sets(st.sampled_from(["politie", "ggz", "gemeente"])))
def test_what_nobody_declared_as_shown_never_appears(agreed: set[str]) -> None:
    values = {value for _, value in seen(agreed)}
    assert values <= {None, "Sam", "a, b", "één", "twee"}
    assert ("één" in values) == ("politie" in agreed)


FAMILY = {
    ("person", "name"): InspectedField("Naam", Inspection.SHOWN),
    ("family", None, "name"): InspectedField("Lid", Inspection.OWN),
    ("goal",): InspectedField("Doel", Inspection.SHARED),
}
AT_HOME: dict[str, JsonValue] = {
    "person": {"name": "Sam"},
    "family": [{"name": "Kim"}, {"name": "Pim"}],
    "goal": "Rust",
}


@pytest.mark.parametrize(
    ("asking", "shown"),
    [(None, {"Sam", "Rust"}), ("family[1]", {"Kim", "Rust"}), ("family[2]", {"Pim", "Rust"})],
)
def test_each_of_several_people_sees_their_own_part_and_of_the_others_nothing(
    asking: str | None, shown: set[str]
) -> None:
    place = None if asking is None else place_of(AT_HOME, asking)
    assert {one.value for one in inspect(AT_HOME, {}, FAMILY, set(), place)} == shown | {None}


@pytest.mark.parametrize(
    ("text", "withheld", "shown"),
    [
        ("Kim Vos zag het", [], "[…] zag het"),  # whoever is masked elsewhere is masked in a text too
        ("KIM  vos, Kimmy Vossen", [], "[…], Kimmy Vossen"),
        ("Sam Vos drinkt; kind en partner", [], "Sam Vos drinkt; kind en partner"),
        ("Buurvrouw An (06-12345678) belde", ["buurvrouw an", "06-12345678"], "[…] ([…]) belde"),
        ("Anders dan (a+b)", ["an", "a+b", " "], "Anders dan ([…])"),
    ],
)
def test_others_are_masked_inside_what_is_shown(text: str, withheld: list[str], shown: str) -> None:
    fields = {
        ("name",): InspectedField("Naam", Inspection.SHOWN),
        ("family", None, "name"): InspectedField("Lid", Inspection.OWN),
        ("family", None, "is"): InspectedField("Relatie", Inspection.OWN),
        ("reason",): InspectedField("Reden", Inspection.SHOWN),
    }
    family: list[JsonValue] = [{"name": "Kim Vos", "is": "partner"}, {"name": "Sam Vos", "is": "kind"}]
    data: dict[str, JsonValue] = {"name": "Sam Vos", "family": family, "reason": text}
    assert [one.value for one in inspect(data, {}, fields, set(), withheld=withheld)] == [
        *("Sam Vos", None, None, None, None),
        shown,
    ]


@pytest.mark.parametrize(
    "text", ["family[3]", "family[0]", "nobody", "family", "goal[1]", "", "family[x]", "a b"]
)
def test_who_is_nowhere_in_the_case_has_no_place(text: str) -> None:
    assert place_of(AT_HOME, text) is None
