"""Whose rows figures are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whose rows figures are made of; where nothing is named, those of all houses.

    Args:
        house: of one house.
        region: of the houses of a region, which are told together.
        organisation: of the house, only of cases that are of this organisation.
    """

    house: str | None = None
    region: str | None = None
    organisation: str | None = None
