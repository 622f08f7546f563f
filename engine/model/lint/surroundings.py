"""What stands beside a file when it is checked: everything deployed, or deployed together with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.model.manifest import Manifest
from engine.model.templates import Template


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Ids that a model may refer to. None means not known here: then nothing is reported as missing."""

    processes: frozenset[str] | None = None
    decisions: frozenset[str] | None = None
    forms: frozenset[str] | None = None
    templates: Mapping[str, Template] | None = None
    manifest: Manifest | None = None
    calendars: frozenset[str] | None = None
    case_types: frozenset[str] = field(default_factory=frozenset)
    """Case types of other processes that are deployed."""
    case_processes: frozenset[str] = field(default_factory=frozenset)
    """Processes that a case runs through, directly or by calls, as far as known outside the files checked."""
