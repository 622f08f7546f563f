"""A file -> a model that was checked and compiled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Final, TypeVar

from engine.dmn.compile import Compiler
from engine.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    InputData,
    Key,
    Model,
)
from engine.dmn.expressions import DecisionTable
from engine.dmn.faults import DmnError, FaultCollector
from engine.dmn.feel_source import FeelSource
from engine.dmn.functions import Signature, result_type
from engine.dmn.link import Linker
from engine.dmn.names import member_names
from engine.dmn.program import (
    CompiledDecision,
    CompiledInput,
    CompiledKnowledge,
    CompiledService,
    Need,
    Program,
)
from engine.dmn.read_definitions import Definitions, DefinitionsReader
from engine.dmn.types import Types
from engine.dmn.xml import parse_xml
from engine.feel.types import FeelType

_NO_IMPORTS: Final[Mapping[str, Model]] = MappingProxyType({})
_Element = TypeVar("_Element", InputData, Decision, BusinessKnowledgeModel, DecisionService)


def read_model(source: bytes, *, resource: str, imports: Mapping[str, Model] = _NO_IMPORTS) -> Model:
    """Read a decision model of DMN 1.1 to 1.5, and refuse what could not be executed faithfully.

    Args:
        source: the XML file.
        resource: its name, for messages.
        imports: the models that it may import, by namespace.

    Raises:
        DmnError: with every fault that was found, in the order of the file.
    """
    return _build(_read(source, resource), imports)


def read_models(
    sources: Mapping[str, bytes], *, imports: Mapping[str, Model] = _NO_IMPORTS, tolerant: bool = False
) -> tuple[dict[str, Model], list[DmnError]]:
    """Read files that may import each other, whatever their order.

    Args:
        sources: the XML files by name.
        imports: further models that they may import, by namespace; those of the files come first.
        tolerant: whether a model with faults is read all the same, as the public TCK asks: what a fault is
        in is null, and the rest of the model works. Circles and files that are no DMN stay refused.

    Returns:
        the models by name of their file, and a refusal for each file with faults. A namespace that several
        files share cannot be imported: editors that do not import give all their files the same one.
    """
    models: dict[str, Model] = {}
    refusals: list[DmnError] = []
    files: dict[str, _File] = {}
    for resource, source in sources.items():
        try:
            files[resource] = _read(source, resource)
        except DmnError as error:
            refusals.append(error)
    shared = Counter(file.definitions.namespace for file in files.values())
    importable = {
        file.definitions.namespace: resource
        for resource, file in files.items()
        if shared[file.definitions.namespace] == 1
    }
    for resource in _imported_first(files, importable, refusals):
        known = dict(imports)
        known |= {namespace: models[name] for namespace, name in importable.items() if name in models}
        file = files[resource]
        try:
            models[resource] = _tolerated(file, known) if tolerant else _build(file, known)
        except DmnError as error:
            refusals.append(error)
        else:
            refusals += [DmnError(resource, file.faults.faults)] if file.faults.faults else []
    return models, refusals


@dataclass(frozen=True, slots=True)
class _File:
    resource: str
    definitions: Definitions
    faults: FaultCollector


def _read(source: bytes, resource: str) -> _File:
    faults = FaultCollector()
    return _File(resource, DefinitionsReader(parse_xml(source, resource), faults).read(), faults)


def _tolerated(file: _File, imports: Mapping[str, Model]) -> Model:
    imported = _imported(file.definitions, imports, file.faults)
    model = _ModelBuilder(file.definitions, imported, file.faults).build()
    if any(fault.rule == "dmn-cycle" for fault in file.faults.faults):
        file.faults.raise_any(file.resource)
    return model


def _build(file: _File, imports: Mapping[str, Model]) -> Model:
    imported = _imported(file.definitions, imports, file.faults)
    file.faults.raise_any(file.resource)
    model = _ModelBuilder(file.definitions, imported, file.faults).build()
    file.faults.raise_any(file.resource)
    return model


def _imported_first(
    files: Mapping[str, _File], importable: Mapping[str, str], refusals: list[DmnError]
) -> list[str]:
    """The files in an order in which each follows those it imports; files in a circle are refused."""
    graph = {
        resource: {importable[i.namespace] for i in file.definitions.imports if i.namespace in importable}
        for resource, file in files.items()
    }
    while True:
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = set(error.args[1])
            refusals += [_circular(files[resource]) for resource in sorted(circle)]
            graph = {name: wanted - circle for name, wanted in graph.items() if name not in circle}


def _circular(file: _File) -> DmnError:
    place = file.definitions.imports[0].place
    detail = "the model imports itself, directly or through others"
    file.faults.add(place, "dmn-cycle", detail, "remove one of the imports")
    return DmnError(file.resource, file.faults.faults)


def _imported(
    definitions: Definitions, imports: Mapping[str, Model], faults: FaultCollector
) -> list[tuple[str, Model]]:
    found: list[tuple[str, Model]] = []
    for wanted in definitions.imports:
        if wanted.namespace not in imports:
            detail = f"the imported model {wanted.namespace!r} is not there"
            faults.add(wanted.place, "dmn-import", detail, "deploy it together with this file")
            continue
        if wanted.name and wanted.name in dict(found):
            detail = f"two imports are named {wanted.name!r}"
            faults.add(wanted.place, "dmn-duplicate", detail, "give one of them another name")
        found.append((wanted.name, imports[wanted.namespace]))
    return found


class _ModelBuilder:
    """Compiles the elements of one file; a method for each kind."""

    def __init__(
        self, definitions: Definitions, imported: Sequence[tuple[str, Model]], faults: FaultCollector
    ) -> None:
        self._definitions = definitions
        self._imported = imported
        self._faults = faults
        self._program = program = Program()
        for _, model in imported:
            program.include(model.program)
        own, items = definitions.elements, definitions.item_definitions
        program.elements |= own
        program.members |= member_names(own.values(), items.values())
        self._feel = FeelSource(program.members, faults)
        by_import = [(name, model.program.types[model.namespace]) for name, model in imported]
        self._types = Types(definitions.namespace, items, by_import, program.types, self._feel, faults)
        program.types[definitions.namespace] = self._types
        import_names = {model.namespace: name for name, model in imported}
        self._linker = Linker(definitions.namespace, program.elements, import_names, faults)
        self._compiler = Compiler(definitions.namespace, self._types, self._feel)
        # What the model declares is seen only where it is required, also when the caller has such a name.
        self._declared = {element.variable.name for element in own.values()}

    def build(self) -> Model:
        """The model, with faults recorded."""
        for element in self._definitions.elements.values():
            match element:
                case InputData():
                    self._input(element)
                case Decision():
                    self._decision(element)
                case BusinessKnowledgeModel():
                    self._knowledge(element)
                case DecisionService():
                    self._service(element)
        decisions = self._own(Decision)
        self._linker.check_circles(decision.key for decision in decisions.values())
        return Model(
            self._definitions.namespace,
            self._definitions.name,
            decisions,
            self._own(DecisionService),
            self._own(BusinessKnowledgeModel),
            self._own(InputData),
            MappingProxyType(self._definitions.item_definitions),
            tuple(self._definitions.imports),
            tuple(model for _, model in self._imported),
            self._program,
        )

    def _own(self, kind: type[_Element]) -> Mapping[str, _Element]:
        elements = self._definitions.elements.values()
        return MappingProxyType({e.key.id: e for e in elements if isinstance(e, kind)})

    def _input(self, element: InputData) -> None:
        variable = element.variable
        type_ = self._types.of_input(variable)
        self._program.inputs[element.key] = CompiledInput(element.key, variable.name, type_, element.place)

    def _decision(self, element: Decision) -> None:
        information = self._linker.needs(element.information, Decision, InputData)
        knowledge = self._linker.needs(element.knowledge, BusinessKnowledgeModel, DecisionService)
        names = self._linker.visible((*information, *knowledge))
        self._feel.free = set()
        logic = None
        faults = self._faults.count
        if element.logic is not None:
            logic = self._compiler.logic(element.logic, names, (element.id, element.name))
        if self._faults.count > faults:
            logic = None
        self._program.decisions[element.key] = CompiledDecision(
            element.key,
            element.name,
            element.variable.name,
            information,
            knowledge,
            tuple(sorted(self._feel.free - names - self._declared)),
            logic,
            isinstance(element.logic, DecisionTable),
            self._types.of_variable(element.variable),
            element.place,
        )

    def _knowledge(self, element: BusinessKnowledgeModel) -> None:
        knowledge = self._linker.needs(element.knowledge, BusinessKnowledgeModel, DecisionService)
        name, function = element.variable.name, element.logic
        if function is None:
            signature, body = Signature(name, (), (), None, element.place), None
        else:
            names = self._linker.visible(knowledge) | {name}
            signature = self._compiler.signature(name, function, element.variable)
            faults = self._faults.count
            body = self._compiler.function(function, names, (element.key.id, element.name))
            if self._faults.count > faults:
                body = None
        self._program.knowledge[element.key] = CompiledKnowledge(element.key, signature, knowledge, body)

    def _service(self, element: DecisionService) -> None:
        outputs = _keys(self._linker.needs(element.outputs, Decision))
        self._linker.needs(element.encapsulated, Decision)
        input_decisions = self._linker.needs(element.input_decisions, Decision)
        parameters = (*self._linker.needs(element.input_data, InputData), *input_decisions)
        signature = Signature(
            element.variable.name,
            tuple(need.name for need in parameters),
            tuple(self._types_of(need.key) for need in parameters),
            result_type(self._types.of_variable(element.variable)),
            element.place,
        )
        self._program.services[element.key] = CompiledService(
            element.key, signature, _keys(parameters), outputs
        )

    def _types_of(self, key: Key) -> FeelType | None:
        element = self._program.elements[key]
        return self._program.types.get(key.namespace, self._types).of_variable(element.variable)


def _keys(needs: tuple[Need, ...]) -> tuple[Key, ...]:
    return tuple(need.key for need in needs)
