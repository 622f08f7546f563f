"""A file without a process is stored and shown, and nothing of it can be started."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.finding import Severity
from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Files without process and global task."""
    if not model.file.processes:
        yield Fault(model.document.root, "the file holds no process")


RULE = Rule(
    "nothing-to-deploy",
    __doc__ or "",
    "Nothing, if that is what you want.",
    check,
    severity=Severity.INFO,
    basis=Basis.EXECUTION,
)
