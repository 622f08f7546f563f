"""Documents that a process makes: what is mapped into them, and of which categories that is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from engine.feel.syntax import StringLiteral
from engine.model.catalogue import Branch, Catalogue
from engine.model.declaration import Path
from engine.model.dialect import DOCUMENT
from engine.model.expressions import paths_read
from engine.model.extensions import VariableMapping
from engine.model.nodes import FlowNode, SendTask, ServiceTask
from engine.model.process import Process, walk
from engine.model.text import Static

TEMPLATE = "template"
TITLE = "title"
ORGANISATION = "organisation"
DATA = "data"
INSPECTION = "inspection"
"""The input that lets a template see what the person may see of the case: organisations that agreed."""
ASKING = "inspectionOf"
"""The input that says where the case has the person who asks, if it is about another first of all."""
WITHHELD = "inspectionWithout"
"""The input with words about others that are masked in what is shown."""
_ALWAYS_ORDINARY = "process"
"""The name by which expressions see facts of the instance: number, house, dates."""


@dataclass(frozen=True, slots=True)
class MadeDocument:
    """An element that makes a document of the template with this id."""

    node: FlowNode
    template: str


def made_documents(process: Process) -> Iterator[MadeDocument]:
    """Yield the elements of a process that make documents of a template that they name."""
    for _, node in walk(process.scope):
        if not isinstance(node, ServiceTask | SendTask) or node.job is None:
            continue
        if isinstance(node.job.type, Static) and node.job.type.text == DOCUMENT:
            template = next((_literal(one) for one in node.inputs if one.target == (TEMPLATE,)), None)
            if template is not None:
                yield MadeDocument(node, template)


def _literal(mapping: VariableMapping) -> str | None:
    syntax = mapping.source.syntax
    return syntax.value if isinstance(syntax, StringLiteral) else None


def data_read(node: FlowNode, targets: Collection[str] = (DATA, TITLE)) -> Iterator[Path]:
    """Yield the paths of case data that an element maps into these: by default its document and its title."""
    for mapping in node.inputs:
        if mapping.target[0] in targets:
            yield from (path for path in paths_read(mapping.source.syntax) if path[0] != _ALWAYS_ORDINARY)


def categories_of(catalogue: Catalogue, path: Path) -> frozenset[str | None]:
    """Return the categories of what lies at a path and below it; None among them: undeclared."""
    branch = catalogue.root
    for step in path:
        if step is not None and None in branch.below and step not in branch.below:
            branch = branch.step(None)  # FEEL reads a member of a list from each of its items
        branch = branch.step(step)
    return frozenset(_categories(branch))


def _categories(branch: Branch) -> Iterator[str | None]:
    if branch.declaration is not None:
        yield branch.declaration.category
    elif not branch.below:
        yield None
    for below in branch.below.values():
        yield from _categories(below)
