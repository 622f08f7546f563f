"""What is known before an evaluation of the names in sight: which construct declares them, or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class UsedNames:
    """The names that an expression reads without declaring them."""

    free: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    in_filters: set[str] = field(default_factory=set)


class StaticScope:
    """The names that one construct declares; those of a filter are only known when it runs.

    ``pending`` are the keys of a context's entries that have no value yet: only functions may name them, as
    they run later.
    """

    __slots__ = ("is_filter", "is_function", "names", "parent", "pending", "read", "used")

    def __init__(
        self,
        parent: StaticScope | None = None,
        names: Iterable[str] = (),
        *,
        is_filter: bool = False,
        is_function: bool = False,
    ) -> None:
        self.parent = parent
        self.names = set(names)
        self.pending: set[str] = set()
        self.read: set[str] = set()
        self.is_filter = is_filter
        self.is_function = is_function
        self.used: UsedNames = UsedNames() if parent is None else parent.used

    def inner(
        self, names: Iterable[str] = (), *, is_filter: bool = False, is_function: bool = False
    ) -> StaticScope:
        """A scope inside this one."""
        return StaticScope(self, names, is_filter=is_filter, is_function=is_function)

    def outwards(self, name: str) -> Iterator[tuple[StaticScope, bool]]:
        """This scope and those around it, each with whether it declares the name here."""
        inside_function = False
        current: StaticScope | None = self
        while current is not None:
            yield current, name in current.names or (inside_function and name in current.pending)
            inside_function = inside_function or current.is_function
            current = current.parent

    def in_filter(self) -> bool:
        """Whether the scope lies inside a filter."""
        return self.is_filter or (self.parent is not None and self.parent.in_filter())
