"""Which element, in which position, is proved by which test: the source of `docs/conformance.md`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])


@dataclass(frozen=True, order=True)
class Row:
    """One line of the table."""

    element: str
    position: str
    test: str


ROWS: list[Row] = []


def proves(element: str, position: str = "") -> Callable[[T], T]:
    """Says what the test proves; several lines stand above each other."""

    def note(test: T) -> T:
        module = test.__module__.rsplit(".", 1)[-1]
        ROWS.append(Row(element, position, f"{module}.{test.__name__}"))
        return test

    return note
