"""A template sees what is mapped into its document field by field, and nothing else: what it reads must
be mapped, and nothing is copied whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.model.dialect import DOCUMENT
from engine.model.document import Element
from engine.model.documents import ASKING, INSPECTION, WITHHELD
from engine.model.lint.job_inputs import jobs
from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule
from engine.model.templates import Template


def check(model: Model) -> Iterator[Fault]:
    """Documents without template, with other inputs, or of a template that reads what is not mapped."""
    for node, inputs in jobs(model, DOCUMENT):
        if node.name not in ("serviceTask", "sendTask"):
            remedy = "Let a service task or send task make it."
            yield Fault(node, f"{label(node)} makes a document, which it cannot", remedy)
            continue
        targets = {item.get("target") or "": (item.get("source") or "").strip() for item in inputs}
        yield from _targets(node, targets)
        yield from _template(model, node, targets)


def _targets(node: Element, targets: dict[str, str]) -> Iterator[Fault]:
    for target, source in targets.items():
        if target in ("template", "title", "organisation", INSPECTION, ASKING, WITHHELD):
            continue
        if not target.startswith("data."):
            yield Fault(node, f"{label(node)} maps to `{target}`, which no document takes")
        elif _WHOLE.fullmatch(source):
            yield Fault(node, f"{label(node)} copies a whole variable into `{target}`")


def _template(model: Model, node: Element, targets: dict[str, str]) -> Iterator[Fault]:
    if "template" not in targets:
        yield Fault(node, f"{label(node)} has no `template`")
        return
    named = _TEXT.fullmatch(targets["template"])
    if named is None:
        detail = f"{label(node)} names its template by an expression"
        yield Fault(node, detail, 'Write the id of the template as a text, `="welcome"`: it is checked now.')
        return
    known = model.surroundings.templates
    if known is None:
        return
    if named[1] not in known:
        remedy = "Deploy the template together with this file, or correct the id."
        yield Fault(node, f"template `{named[1]}` is not deployed", remedy)
        return
    template = known[named[1]]
    if INSPECTION in targets and template.channel is not None:
        remedy = "Leave out the input `inspection`, or the channel of the template."
        yield Fault(
            node, f"template `{template.id}` goes by {template.channel}, and lets all be seen", remedy
        )
    yield from _unmapped(node, template, targets)


def _unmapped(node: Element, template: Template, targets: dict[str, str]) -> Iterator[Fault]:
    mapped = {target.split(".")[1] for target in targets if target.startswith("data.")}
    mapped |= targets.keys() & {INSPECTION}
    for name in sorted(template.reads - mapped):
        detail = f"template `{template.id}` ({template.resource}) reads `{name}`, which nothing is mapped to"
        yield Fault(node, detail, f"Map a field to `data.{name}`, or take it out of the template.")


_WHOLE = re.compile(r"=?\s*[^\W\d]\w*")
_TEXT = re.compile(r'=?\s*"([^"\\]+)"')

RULE = Rule(
    "document-inputs",
    __doc__ or "",
    "Map to `template`, `title`, `organisation` and `data.<field>`, each from a field.",
    check,
    basis=Basis.EXECUTION,
)
