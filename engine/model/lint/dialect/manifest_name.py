"""Stages, purposes, regimes, holds, categories are listed in the manifest; one that it lacks is a slip."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from engine.model.dialect import ALWAYS, NEVER
from engine.model.document import Element
from engine.model.lint.model import Model
from engine.model.lint.property_places import written
from engine.model.lint.rule import Basis, Fault, Rule

_LITERAL = re.compile(r'=?\s*"(?P<text>[^"]*)"')


def check(model: Model) -> Iterator[Fault]:
    """Names that the manifest does not list."""
    manifest = model.surroundings.manifest
    if manifest is None:
        return
    known = {
        "stage": set(manifest.stages),
        "purpose": set(manifest.purposes),
        "category": set(manifest.categories),
        "regime": set(manifest.regimes),
        "hold": set(manifest.holds),
    }
    for entry, _ in written(model):
        name, value = str(entry.get("name")), entry.attributes.get("value", "").strip()
        if name in ("regime", "hold"):
            literal = _LITERAL.fullmatch(value)
            if literal is None:
                continue
            value = literal["text"]
        if name == "whileHeld":
            yield from _grounds(entry, value, known["hold"])
        elif name in known and value not in known[name]:
            yield Fault(entry, f"{name} `{value}` is not in the manifest")


def _grounds(entry: Element, value: str, known: Collection[str]) -> Iterator[Fault]:
    named = {part.strip() for part in value.split(",")} - {""}
    for unknown in sorted(named - set(known)) if value not in (ALWAYS, NEVER) else ():
        yield Fault(entry, f"whileHeld names the hold `{unknown}`, which is not in the manifest")


RULE = Rule(
    "manifest-name",
    __doc__ or "",
    "Use a name of the manifest, or add it there.",
    check,
    basis=Basis.EXECUTION,
)
