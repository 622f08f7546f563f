"""What a check of a model has to say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """Errors refuse the process that they stand in; warnings and infos are shown."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: where, which rule, what is wrong, and how to mend it."""

    resource: str
    line: int
    element_id: str | None
    rule: str
    severity: Severity
    detail: str
    remedy: str
    process_id: str | None = None
