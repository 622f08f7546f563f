"""Attribute values of a model: static text, or FEEL."""

from __future__ import annotations

from dataclasses import dataclass

from engine.feel import Expression


@dataclass(frozen=True, slots=True)
class Static:
    """Text that stands in the model as it is."""

    text: str


Text = Static | Expression
"""Either static text or a compiled FEEL expression (written with a leading ``=``)."""
