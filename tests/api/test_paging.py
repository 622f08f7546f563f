"""A list can be walked forwards and back without gaps or repeats, and cursors fit the list they came from."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.api.conftest import LAST_BERRY, Caller


def walk(anna: Caller, path: str, direction: str) -> tuple[list[int], str]:
    """Follow one kind of link to its end; return all results and the last page's path."""
    found: list[int] = []
    while True:
        body = anna("GET", path).json
        numbers = [result["number"] for result in body["results"]]
        found = found + numbers if direction == "next" else numbers + found
        if body[direction] is None:
            return found, path
        path = body[direction].removeprefix("/api/v1")


@pytest.mark.parametrize("size", [1, 7, 24, 25, 26])
def test_a_list_is_walked_forwards_and_back(anna: Caller, size: int) -> None:
    forwards, last = walk(anna, f"/berries?pageSize={size}", "next")
    backwards, _ = walk(anna, last, "previous")

    assert forwards == backwards == list(range(1, LAST_BERRY + 1))


def test_the_first_page_has_none_before_it_and_the_last_none_after_it(anna: Caller) -> None:
    first = anna("GET", "/berries?pageSize=20").json
    last = anna("GET", first["next"].removeprefix("/api/v1")).json

    assert (first["count"], first["previous"]) == (LAST_BERRY, None)
    assert last["next"] is None
    assert len(last["results"]) == 5


def test_a_link_keeps_the_filters(anna: Caller) -> None:
    following = anna("GET", "/berries?pageSize=5&colour=red").json["next"]

    query = parse_qs(urlsplit(following).query)
    assert (query["colour"], query["pageSize"]) == (["red"], ["5"])


def test_a_cursor_of_another_list_is_refused(anna: Caller) -> None:
    following = anna("GET", "/berries?pageSize=5&colour=red").json["next"].removeprefix("/api/v1")

    answer = anna("GET", following.replace("colour=red", "colour=blue"))

    assert answer.status_code == 400
    assert (answer.json["errors"][0]["pointer"], answer.json["errors"][0]["code"]) == ("?cursor", "cursor")


@pytest.mark.parametrize("cursor", ["x", "é", "AAAA", "W10", "////", "bnVsbA"])
def test_an_invented_cursor_is_refused(anna: Caller, cursor: str) -> None:
    answer = anna("GET", "/berries", query_string={"cursor": cursor})

    assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, "cursor")
