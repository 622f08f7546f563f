"""The data catalogue of a case type: what is declared of each path of its data.

All declarations of the forms and data objects of a case process and the processes that it calls fold into one
catalogue. The nearest declared ancestor of a path holds for it; a path without one is open to nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from engine.model.declaration import Declaration, Path
from engine.model.inspection import InspectedField


@dataclass(frozen=True, slots=True)
class Branch:
    """A path of the catalogue: what is declared of it, and what lies below."""

    declaration: Declaration | None = None
    below: Mapping[str | None, Branch] = field(default_factory=lambda: MappingProxyType({}))

    def step(self, step: str | None) -> Branch:
        """One step down; below the catalogue's own paths the nearest declaration goes on holding."""
        return self.below.get(step) or Branch(self.declaration)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two declarations of one path that differ."""

    path: Path
    first: Declaration
    second: Declaration


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Path -> declaration; `root` is the same as a tree in which ancestors hold for what lies below.

    `inspected` tells of each field of a form what the person whom it is about may see of it.
    """

    declarations: Mapping[Path, Declaration]
    root: Branch
    inspected: Mapping[Path, InspectedField] = field(default_factory=lambda: MappingProxyType({}))

    def declaration(self, path: Path) -> Declaration | None:
        """What holds for a path: its own declaration, else its nearest declared ancestor's; None: nothing."""
        branch = self.root
        for step in path:
            branch = branch.step(step)
        return branch.declaration

    def covers(self, path: Path) -> bool:
        """Tell whether a path is declared: itself, by an ancestor, or part by part below it."""
        branch = self.root
        for step in path:
            branch = branch.step(step)
        return branch.declaration is not None or bool(branch.below)

    def searchable(self) -> Iterator[Path]:
        """The paths by whose exact value cases can be found."""
        return (path for path, declaration in self.declarations.items() if declaration.searchable)


def fold(declared: Iterable[tuple[Path, Declaration]]) -> tuple[Catalogue, tuple[Contradiction, ...]]:
    """Fold declarations into a catalogue; of two that contradict each other the first stands.

    Args:
        declared: paths with what is declared of them, in the order in which they were found.
    """
    declarations: dict[Path, Declaration] = {}
    contradictions = []
    for path, declaration in declared:
        known = declarations.setdefault(path, declaration)
        if not known.agrees_with(declaration):
            contradictions.append(Contradiction(path, known, declaration))
    return Catalogue(MappingProxyType(declarations), _tree(declarations)), tuple(contradictions)


def _tree(declarations: Mapping[Path, Declaration]) -> Branch:
    children: dict[Path, dict[str | None, Path]] = {(): {}}
    for path in declarations:
        for length in range(len(path)):
            parent, child = path[:length], path[: length + 1]
            children.setdefault(parent, {})[path[length]] = child
            children.setdefault(child, {})
    return _branch((), None, declarations, children)


def _branch(
    path: Path,
    inherited: Declaration | None,
    declarations: Mapping[Path, Declaration],
    children: Mapping[Path, Mapping[str | None, Path]],
) -> Branch:
    own = declarations.get(path, inherited)
    below = {step: _branch(child, own, declarations, children) for step, child in children[path].items()}
    return Branch(own, MappingProxyType(below))


EMPTY = fold(())[0]
"""The catalogue of what declares nothing: everything is closed."""
