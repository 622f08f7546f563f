"""Of which categories data are, and for which purposes: what the audit log tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.access.acts import Revealed, purposes_of
from engine.access.fields import Data
from engine.model.catalogue import Branch, Catalogue
from engine.model.declaration import Declaration
from engine.model.manifest import ORDINARY

UNDECLARED = "undeclared"
"""Stands for the category of data that nobody declared, such as an integrator writes."""


def revealed(data: Mapping[str, Data], catalogue: Catalogue) -> Revealed:
    """Tell the categories and purposes of data of a case.

    Args:
        data: what is shown or changed, by variable.
        catalogue: what is declared of the case's data.
    """
    found = {
        declaration for name, value in data.items() for declaration in _of(value, catalogue.root.step(name))
    }
    categories = {UNDECLARED if one is None else one.category for one in found}
    purposes = purposes_of([None if one is None else one.purpose for one in found])
    return Revealed(frozenset(categories), purposes)


def revealed_outside_cases(data: Mapping[str, Data]) -> Revealed:
    """Tell the same of data that belong to no case: they have the ordinary category."""
    return Revealed(frozenset({ORDINARY}) if data else frozenset())


def _of(value: Data, branch: Branch) -> Iterator[Declaration | None]:
    if branch.below and isinstance(value, Mapping):
        for name, item in value.items():
            yield from _of(item, branch.step(name))
    elif branch.below and isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _of(item, branch.step(None))
    else:
        yield branch.declaration
