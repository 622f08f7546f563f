"""Which kinds of data a command gives away or changes, for the audit log."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from engine.access.acts import Revealed
from engine.access.fields import Data
from engine.access.revealing import revealed, revealed_outside_cases
from engine.feel import JsonValue

if TYPE_CHECKING:
    from engine.commands.roots import RootFacts
    from engine.commands.unit import Unit


def reveals(unit: Unit, facts: RootFacts, variables: Mapping[str, JsonValue]) -> None:
    """Tell the audit log which kinds of data of an instance a command changes."""
    if unit.trail is not None and variables:
        unit.trail.reveals(kinds_of(unit, facts.house, facts.process_id, facts.case_type, variables))


def kinds_of(
    unit: Unit, house: str, process_id: str, case_type: str | None, variables: Mapping[str, JsonValue]
) -> Revealed:
    """Return the kinds of variables of an instance.

    Args:
        unit: the transaction.
        house: of the instance.
        process_id: process of its root.
        case_type: of its root; None outside any case.
        variables: by name.
    """
    data = cast("Mapping[str, Data]", variables)
    if case_type is None:
        return revealed_outside_cases(data)
    declared = unit.services.declared
    catalogue = declared.catalogues.of_case(unit.connection, declared.definitions, house, process_id)
    return revealed(data, catalogue)
