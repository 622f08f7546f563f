"""What a rule is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from engine.model.document import Element
from engine.model.finding import Severity
from engine.model.lint.model import Model


class Basis(Enum):
    """Why a model is refused."""

    STANDARD = "standard"
    """BPMN 2.0.2 forbids it: refused also where nothing will run."""
    EXECUTION = "execution"
    """It would not run as drawn: only an info in a process that nobody can start."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a rule is broken. `remedy` replaces that of the rule."""

    element: Element
    detail: str
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `why` is shown with each finding, `check` finds the faults of one file."""

    id: str
    why: str
    remedy: str
    check: Callable[[Model], Iterator[Fault]]
    severity: Severity = Severity.ERROR
    basis: Basis = Basis.STANDARD
