"""What a search compares: values without case, spaces and accents, wherever a path leads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.feel import JsonValue
from engine.model.searching import search_text, values_at


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Zoë  de Wit ", "zoedewit"),
        ("Straße", "strasse"),
        ("123 456 782", "123456782"),
        (123456782, "123456782"),
        (Decimal("1.50"), "1.5"),
        (Decimal("100"), "100"),
        (True, "true"),
        ("1990-05-17", "1990-05-17"),
        ("  ", None),
        (None, None),
        ([], None),
        ({"a": "b"}, None),
    ],
)
def test_a_value_as_searches_compare_it(value: JsonValue, text: str | None) -> None:
    assert search_text(value) == text


@given(st.text())
def test_what_was_normalised_stays_as_it_is(value: str) -> None:
    text = search_text(value)
    assert text is None or search_text(text) == text


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (("subject", "name"), ["Sam"]),
        (("subject", "absent"), []),
        (("members", None, "name"), ["Kim", "Noa"]),
        (("members", "name"), []),
        (("subject", "name", "first"), []),
    ],
)
def test_values_at_a_path(path: tuple[str | None, ...], values: list[JsonValue]) -> None:
    data: JsonValue = {"subject": {"name": "Sam"}, "members": [{"name": "Kim"}, {"age": 3}, {"name": "Noa"}]}

    assert list(values_at(data, path)) == values
