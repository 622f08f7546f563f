"""Reads carry an entity tag, and a write can demand that nothing changed since."""

import pytest

from tests.api.conftest import REVISION, Caller


def test_a_read_carries_its_revision(anna: Caller) -> None:
    assert anna("GET", "/berries/7").headers["ETag"] == f'"{REVISION}"'


def test_what_the_caller_already_has_is_not_sent_again(anna: Caller) -> None:
    answer = anna("GET", "/berries/7", headers={"If-None-Match": f'"{REVISION}"'})

    assert (answer.status_code, answer.data) == (304, b"")


@pytest.mark.parametrize(
    ("tag", "status"),
    [
        (f'"{REVISION}"', 200),
        ("*", 200),
        ('"2"', 412),
        ('"other"', 412),
        (f'W/"{REVISION}"', 412),
        ('"1", "2"', 400),
        ("", 412),
        ('"', 412),
    ],
)
def test_a_write_happens_only_on_the_revision_that_it_demands(anna: Caller, tag: str, status: int) -> None:
    answer = anna("PUT", "/berries/7", json={"number": 7}, headers={"If-Match": tag})

    assert answer.status_code == status


def test_a_write_that_demands_nothing_happens(anna: Caller) -> None:
    assert anna("PUT", "/berries/7", json={"number": 7}).status_code == 200
