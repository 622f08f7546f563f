"""What is known before an evaluation of the names in sight: which construct declares them, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class UsedNames:
    """The names that an expression reads without declaring them."""

    free: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    in_filters: set[str] = field(default_factory=set)


class StaticScope:
    """The names that one construct declares; those of a filter are only known when it runs."""

    __slots__ = ("is_filter", "names", "parent", "read", "used")

    def __init__(
        self,
        parent: StaticScope | None = None,
        names: Iterable[str] = (),
        *,
        is_filter: bool = False,
    ) -> None:
        self.parent = parent
        self.names = set(names)
        self.read: set[str] = set()
        self.is_filter = is_filter
        self.used: UsedNames = UsedNames() if parent is None else parent.used

    def inner(self, names: Iterable[str] = (), *, is_filter: bool = False) -> StaticScope:
        """A scope inside this one."""
        return StaticScope(self, names, is_filter=is_filter)

    def in_filter(self) -> bool:
        """Whether the scope lies inside a filter."""
        return self.is_filter or (self.parent is not None and self.parent.in_filter())
