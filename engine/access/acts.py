"""What somebody does or is refused, as the audit log tells it: who, what, of which case, for which purpose.

It says of data no more than their categories: no value, no name of the person concerned, no number of theirs.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Act(StrEnum):
    """What is done with data."""

    READ = "read"
    SEARCH = "search"
    CHANGE = "change"
    EXPORT = "export"
    SEND = "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What a command or query is about to do.

    Args:
        act: what it does with data.
        operation: which command or query, in kebab-case.
        kind: what kind of thing it is about, such as `task`.
        object_id: id of that thing as the caller gave it; None where it is about many.
    """

    act: Act
    operation: str
    kind: str
    object_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """The root instance that an act is about.

    Args:
        root_id: its id.
        house: its house.
        case_number: of a case; None outside any case.
        is_case: whether it is a case.
        purpose: purpose of processing that its process names.
    """

    root_id: str
    house: str
    case_number: str | None
    is_case: bool
    purpose: str | None


@dataclass(frozen=True, slots=True)
class Revealed:
    """The kinds of data that an act showed or changed.

    Args:
        categories: categories of the manifest.
        purposes: purposes of the processes that declare these data.
    """

    categories: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()

    def together(self, other: Revealed) -> Revealed:
        """What both revealed."""
        return Revealed(self.categories | other.categories, self.purposes | other.purposes)

    def purpose(self, default: str | None) -> str | None:
        """The one purpose of these data; that of the case where they have several or none."""
        return next(iter(self.purposes)) if len(self.purposes) == 1 else default


NOTHING = Revealed()


def purposes_of(purposes: Collection[str | None]) -> frozenset[str]:
    """The purposes that are named at all."""
    return frozenset(purpose for purpose in purposes if purpose is not None)


@dataclass(frozen=True, slots=True)
class Trace:
    """The trace that an act is part of (W3C Trace Context).

    Args:
        trace_id: 32 hexadecimal digits.
        caller_span: span of the system that asked; empty where the trace begins here.
    """

    trace_id: str
    caller_span: str
