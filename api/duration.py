"""Spans of time in requests: ISO 8601 durations of days and smaller."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import isodate
import marshmallow
from marshmallow import fields

LONGEST = timedelta(days=3653)


class DurationField(fields.Field[timedelta]):
    """A positive duration such as `PT5M` or `P1D`, without years and months, of ten years at most.

    Args:
        default: what holds when nothing is sent, as text.
        options: as of any field.
    """

    def __init__(self, *, default: str | None = None, **options: Any) -> None:
        metadata = {"type": "string", "format": "duration", "example": "PT5M"}
        if default is not None:
            options["load_default"] = _read(default)
            metadata["default"] = default
        super().__init__(**options, metadata=metadata)

    def _deserialize(
        self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **options: Any
    ) -> timedelta:
        return _read(value)


def _read(value: Any) -> timedelta:
    try:
        found = isodate.parse_duration(value, as_timedelta_if_possible=True)
    except (isodate.ISO8601Error, TypeError, ValueError, OverflowError) as error:
        raise marshmallow.ValidationError("Not a valid duration: write for example PT5M.") from error
    if not isinstance(found, timedelta) or found <= timedelta(0):
        raise marshmallow.ValidationError("Not a valid duration: positive, without years and months.")
    if found > LONGEST:
        raise marshmallow.ValidationError("Not a valid duration: longer than ten years.")
    return found
