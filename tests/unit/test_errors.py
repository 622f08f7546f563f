"""A refusal always says something that a person can act on."""

import pytest

from engine import errors


@pytest.mark.parametrize(
    "kind",
    [errors.Unauthenticated, errors.Forbidden, errors.NotFound, errors.Conflict, errors.PreconditionFailed],
)
def test_a_refusal_without_words_speaks_by_its_docstring(kind: type[errors.Refusal]) -> None:
    refusal = kind()

    assert refusal.detail == (kind.__doc__ or "").splitlines()[0]
    assert refusal.code == kind.default_code


def test_a_refusal_keeps_the_words_it_was_given() -> None:
    refusal = errors.Conflict("same-person", "Somebody else must do this.", retry_after=2)

    assert (refusal.code, refusal.detail, refusal.retry_after) == (
        "same-person",
        "Somebody else must do this.",
        2,
    )
    assert str(refusal) == "Somebody else must do this."


def test_an_invalid_request_keeps_all_its_faults() -> None:
    faults = [
        errors.Fault("/a", "required", "a is needed."),
        errors.Fault("/b", "unknown", "b is not known."),
    ]

    assert errors.Invalid(faults).faults == tuple(faults)
