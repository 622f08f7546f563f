"""References -> elements: what each element requires, and no circles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from graphlib import CycleError, TopologicalSorter

from engine.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Element,
    InputData,
    Key,
    Reference,
)
from engine.dmn.faults import FaultCollector
from engine.dmn.program import Need


class Linker:
    """Follows the references of one model; `elements` holds its own and those of its imports."""

    def __init__(
        self,
        namespace: str,
        elements: Mapping[Key, Element],
        import_names: Mapping[str, str],
        faults: FaultCollector,
    ) -> None:
        self._namespace = namespace
        self._elements = elements
        self._import_names = import_names
        self._faults = faults

    def needs(self, references: Iterable[Reference], *kinds: type[Element]) -> tuple[Need, ...]:
        """The elements referred to; each must exist and be of one of the kinds."""
        found = []
        for reference in references:
            element = self._elements.get(reference.target)
            if not isinstance(element, kinds):
                wanted = " or ".join(_KIND_NAMES[kind] for kind in kinds)
                detail = f"{reference.target.id!r} is no {wanted} of this model or its imports"
                self._faults.add(
                    reference.place, "dmn-reference", detail, "correct the reference or add an import"
                )
                continue
            import_name = ""
            if reference.target.namespace != self._namespace:
                import_name = self._import_names.get(reference.target.namespace, "")
            found.append(Need(reference.target, element.variable.name, _alias(element), import_name))
        return tuple(found)

    def visible(self, needs: Iterable[Need]) -> set[str]:
        """The names that the needs bring into an expression."""
        needs = tuple(needs)
        aliases = {need.alias for need in needs if need.alias and not need.import_name}
        return aliases | {need.import_name or need.name for need in needs}

    def check_circles(self, decisions: Iterable[Key]) -> None:
        """Record a decision that requires itself, directly or through others."""
        graph = TopologicalSorter({key: self._required(key) for key in decisions})
        try:
            graph.prepare()
        except CycleError as error:
            element = self._elements[error.args[1][0]]
            detail = f"decision {element.name!r} requires itself, directly or through others"
            self._faults.add(element.place, "dmn-cycle", detail, "remove one of the requirements")

    def _required(self, key: Key) -> list[Key]:
        decision = self._elements.get(key)
        if not isinstance(decision, Decision):
            return []
        targets = (reference.target for reference in decision.information)
        return [target for target in targets if isinstance(self._elements.get(target), Decision)]


_KIND_NAMES: Mapping[type[Element], str] = {
    InputData: "input data",
    Decision: "decision",
    BusinessKnowledgeModel: "business knowledge model",
    DecisionService: "decision service",
}


def _alias(element: Element) -> str | None:
    return element.id if isinstance(element, Decision) and element.id != element.variable.name else None
