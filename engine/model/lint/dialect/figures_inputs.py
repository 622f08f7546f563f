"""A built-in job for figures says of which measure and year, and nothing but what it knows."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.dialect import FIGURES
from engine.model.lint.job_inputs import jobs
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule

_REQUIRED = ("measure", "year")
_KNOWN = frozenset({*_REQUIRED, "of"})


def check(model: Model) -> Iterator[Fault]:
    """Jobs for figures with missing or other inputs."""
    for node, inputs in jobs(model, FIGURES):
        targets = [item.get("target") or "" for item in inputs]
        for missing in (name for name in _REQUIRED if name not in targets):
            yield Fault(node, f"{label(node)} names no `{missing}`")
        for target in targets:
            if target not in _KNOWN:
                yield Fault(node, f"{label(node)} maps to `{target}`, which tells no figures")


RULE = Rule(
    "figures-inputs",
    __doc__ or "",
    'Map to `measure`, `year`, and `of`: "house" or "houses".',
    check,
    basis=Basis.EXECUTION,
)
