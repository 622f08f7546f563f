"""What a case makes of data that is not ordinary, by its mappings, scripts and decisions.

A value that is reckoned from somebody's birth date is as much theirs as the date, wherever it is put. What
people type anew into a form, and what a worker or a decision without input mappings answers, cannot be
followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.feel.syntax import Conditional, ContextLiteral, Invocation, Name, StringLiteral, Syntax
from engine.model.catalogue import Branch, Catalogue
from engine.model.declaration import Path
from engine.model.expressions import path_of, paths_read
from engine.model.manifest import ORDINARY
from engine.model.nodes import BusinessRuleTask, FlowNode, ScriptTask
from engine.model.process import Process, walk


@dataclass(frozen=True, slots=True)
class Origin:
    """Of which categories a value is made, and at which element."""

    categories: frozenset[str]
    element_id: str


Derived = Mapping[Path, Origin]


@dataclass(frozen=True, slots=True)
class _Move:
    reads: frozenset[Path]
    target: Path
    element_id: str


def derived(processes: Iterable[Process], catalogue: Catalogue) -> Derived:
    """Return the paths that hold what is made of data of other categories than they are declared as."""
    moves = [move for process in processes for _, node in walk(process.scope) for move in _moves(node)]
    found: dict[Path, Origin] = {}
    growing = True
    while growing:
        growing = False
        for move in moves:
            known = found[move.target].categories if move.target in found else frozenset()
            categories = _made_of(move.reads, found, catalogue) - categories_at(catalogue, move.target)
            if not categories <= known:
                found[move.target] = Origin(known | categories, move.element_id)
                growing = True
    return found


def origins(path: Path, found: Derived) -> Iterator[Origin]:
    """Yield where what lies at a path, below it or around it was made."""
    for target, origin in found.items():
        length = min(len(path), len(target))
        if path[:length] == target[:length]:
            yield origin


def categories_at(catalogue: Catalogue, path: Path) -> frozenset[str]:
    """Return the categories of what lies at a path and below it, but for the ordinary one."""
    if not catalogue.covers(path):
        return frozenset()
    branch = catalogue.root
    for step in path:
        branch = branch.step(step)
    found: set[str] = set()
    pending: list[Branch] = [branch]
    while pending:
        current = pending.pop()
        if current.declaration is not None:
            found.add(current.declaration.category)
        pending.extend(current.below.values())
    return frozenset(found - {ORDINARY})


def _made_of(reads: frozenset[Path], found: Derived, catalogue: Catalogue) -> frozenset[str]:
    declared = (categories_at(catalogue, path) for path in reads if path[0] != "process")
    made = (origin.categories for path in reads for origin in origins(path, found))
    return frozenset().union(*declared, *made)


def _moves(node: FlowNode) -> Iterator[_Move]:
    for mapping in (*node.inputs, *node.outputs):
        yield from _written(mapping.source.syntax, mapping.target, node.id)
    if isinstance(node, ScriptTask) and node.script is not None:
        target = () if node.result_variable is None else (node.result_variable,)
        yield from _written(node.script.syntax, target, node.id)
    if isinstance(node, BusinessRuleTask) and node.result_variable is not None:
        given = frozenset(mapping.target for mapping in node.inputs)
        yield _Move(given, (node.result_variable,), node.id)


def _written(syntax: Syntax, target: Path, element_id: str) -> Iterator[_Move]:
    """What an expression writes where: of a context each entry, of a changed one what was changed."""
    match syntax:
        case ContextLiteral(entries=entries):
            for name, entry in entries:
                yield from _written(entry, (*target, name), element_id)
        case Conditional(condition=condition, consequence=consequence, alternative=alternative):
            yield _Move(paths_read(condition), target, element_id)
            yield from _written(consequence, target, element_id)
            yield from _written(alternative, target, element_id)
        case Invocation(
            function=Name(name="context put"), arguments=(changed, StringLiteral(value=name), put)
        ) if path_of(changed) == target:
            yield from _written(put, (*target, name), element_id)
        case _ if target and path_of(syntax) != target:  # what is passed on as it is stays what it was
            yield _Move(paths_read(syntax), target, element_id)
