"""At an inspection the person sees what is declared so, and of nobody else anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.feel import JsonValue
from engine.model.inspection import InspectedField, Inspection, inspect

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
