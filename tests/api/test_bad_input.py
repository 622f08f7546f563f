"""Whatever bytes arrive, the answer is a problem document that names the fault, never a failure of ours."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import Caller

# A request changes nothing here, so that one client may serve all examples.
fuzzing = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
)


def assert_named(answer: Any) -> None:
    """The answer is a refusal of the caller's doing, told in full."""
    assert answer.status_code in (400, 409), answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.json["detail"]
    assert answer.status_code == 409 or answer.json["errors"]


@given(body=st.binary(max_size=200))
@fuzzing
def test_any_bytes_as_a_body(anna: Caller, body: bytes) -> None:
    assert_named(anna("POST", "/berries", data=body, content_type="application/json"))


@given(body=anything)
@fuzzing
def test_any_json_as_a_body(anna: Caller, body: Any) -> None:
    assert_named(anna("POST", "/berries", data=json.dumps(body), content_type="application/json"))


@given(number=anything, owner=anything, weights=anything)
@fuzzing
def test_any_values_in_known_fields(anna: Caller, number: Any, owner: Any, weights: Any) -> None:
    body = {"number": number, "owner": owner, "weights": weights, "unknown": 1}

    assert_named(anna("POST", "/berries", data=json.dumps(body), content_type="application/json"))


@given(name=st.text(min_size=1, max_size=20), value=st.text(max_size=20))
@fuzzing
def test_any_query(anna: Caller, name: str, value: str) -> None:
    answer = anna("GET", "/berries", query_string={name: value, "unknown": "1"})

    assert_named(answer)


@given(path=st.text(max_size=30))
@fuzzing
def test_any_path_that_is_not_offered(anna: Caller, path: str) -> None:
    answer = anna("GET", "/berries/x/" + path.replace("?", "").replace("#", ""))

    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize("method", ["TRACE", "FOO", "PATCH"])
def test_any_method_that_is_not_offered(anna: Caller, method: str) -> None:
    assert anna(method, "/berries").status_code == 405


@pytest.mark.parametrize("body", ["[]", "null", '"text"', "7", "true"])
def test_a_body_that_is_no_object(anna: Caller, body: str) -> None:
    answer = anna("POST", "/berries", data=body, content_type="application/json")

    assert (answer.status_code, answer.json["errors"][0]["pointer"]) == (400, "")
