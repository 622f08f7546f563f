"""A binding to a version tag needs the tag, and only three bindings exist."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Unknown bindings, and version tags that are missing or unused."""
    for element in model.named("zeebe:formDefinition", "zeebe:calledDecision", "zeebe:calledElement"):
        kind = element.get("bindingType") or "latest"
        if kind not in ("latest", "deployment", "versionTag"):
            yield Fault(element, f"the binding is `{kind}`")
        elif (kind == "versionTag") != (element.get("versionTag") is not None):
            yield Fault(element, f"the binding is `{kind}` and the version tag `{element.get('versionTag')}`")


RULE = Rule(
    "version-binding",
    __doc__ or "",
    "Use `latest`, `deployment`, or `versionTag` with a version tag.",
    check,
    basis=Basis.EXECUTION,
)
