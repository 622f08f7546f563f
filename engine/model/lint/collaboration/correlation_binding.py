"""A correlation subscription binds the properties of its own key (clause 8.4.2)."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model
from engine.model.lint.rule import Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Bindings of properties that the key does not have."""
    for subscription in model.named("correlationSubscription"):
        key = model.document.resolve(subscription.get("correlationKeyRef"))
        if key is None:
            continue
        own = {model.document.local(item.text) for item in key.all("correlationPropertyRef")}
        for binding in subscription.all("correlationPropertyBinding"):
            bound = model.document.local(binding.get("correlationPropertyRef") or "")
            if bound not in own:
                yield Fault(binding, f"`{bound}` is no property of the key `{key.id}`")


RULE = Rule(
    "correlation-binding",
    __doc__ or "",
    "Bind properties of the key, or add the property to the key.",
    check,
)
