"""XML -> the elements of a decision model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from engine.dmn.definitions import (
    BusinessKnowledgeModel,
    Decision,
    DecisionService,
    Element,
    FunctionItem,
    Import,
    InputData,
    ItemDefinition,
    Key,
    Reference,
)
from engine.dmn.expressions import Variable
from engine.dmn.faults import FaultCollector
from engine.dmn.read_expressions import ExpressionReader, normal_name
from engine.dmn.xml import NAMESPACES, Node, is_feel

_ZEEBE: Final = "http://camunda.org/schema/zeebe/1.0"
# Elements of `definitions` that describe and never decide.
_DESCRIPTIVE: Final = frozenset(
    {
        "description", "extensionElements", "knowledgeSource", "organizationUnit", "performanceIndicator",
        "elementCollection", "textAnnotation", "association", "group",
    }
)  # fmt: skip
# All elements of the standard that may stand deeper.
_KNOWN: Final = _DESCRIPTIVE | frozenset(
    {
        "allowedAnswers", "allowedValues", "annotation", "annotationEntry", "authorityRequirement",
        "binding", "column", "conditional", "context", "contextEntry", "decisionMade",
        "decisionMaker", "decisionOwned", "decisionOwner", "decisionTable", "defaultOutputEntry",
        "drgElement", "else", "encapsulatedDecision", "encapsulatedLogic", "every", "filter", "for",
        "formalParameter", "functionDefinition", "functionItem", "if",
        "impactedPerformanceIndicator", "impactingDecision", "importedElement", "importedValues",
        "in", "informationRequirement", "input", "inputData", "inputDecision", "inputEntry",
        "inputExpression", "inputValues", "invocation", "itemComponent", "knowledgeRequirement",
        "list", "literalExpression", "match", "output", "outputDecision", "outputEntry",
        "outputValues", "owner", "parameter", "parameters", "question", "relation",
        "requiredAuthority", "requiredDecision", "requiredInput", "requiredKnowledge", "return",
        "row", "rule", "satisfies", "some", "sourceRef", "supportedObjective", "targetRef", "text",
        "then", "type", "typeConstraint", "typeRef", "usingProcess", "usingTask", "variable",
    }
)  # fmt: skip


@dataclass(slots=True)
class Definitions:
    """What one file holds, before references are followed."""

    namespace: str
    name: str
    elements: dict[Key, Element] = field(default_factory=dict)
    item_definitions: dict[str, ItemDefinition] = field(default_factory=dict)
    imports: list[Import] = field(default_factory=list)


class DefinitionsReader:
    """Reads one `definitions` element."""

    def __init__(self, root: Node, faults: FaultCollector) -> None:
        self._root = root
        self._faults = faults
        self._expressions = ExpressionReader(faults)
        namespace = root.get("namespace") or ""
        self._read = Definitions(namespace, root.get("name") or root.get("id") or namespace)
        self._readers: Mapping[str, Callable[[Node], None]] = {
            "import": self._import,
            "itemDefinition": self._item_definition,
            "inputData": self._input_data,
            "decision": self._decision,
            "businessKnowledgeModel": self._knowledge,
            "decisionService": self._service,
        }

    def read(self) -> Definitions:
        """All elements, with faults recorded for what cannot be executed."""
        if not self._read.namespace:
            self._refuse(self._root, "dmn-element", "definitions has no namespace", "give it a namespace")
        for attribute in ("expressionLanguage", "typeLanguage"):
            language = self._root.get(attribute)
            if language and not is_feel(language):
                detail = f"{attribute} is {language}"
                self._refuse(
                    self._root, "dmn-expression-language", detail, "remove it: FEEL is the only language"
                )
        for child in self._root.children():
            if child.tag in self._readers:
                self._refuse_unknown(child)
                self._readers[child.tag](child)
            elif child.tag not in _DESCRIPTIVE:
                self._refuse(child, "dmn-element", f"unknown element {child.tag}", "remove it")
        return self._read

    def _refuse_unknown(self, element: Node) -> None:
        pending = element.children()
        while pending:
            node = pending.pop()
            if node.tag not in _KNOWN:
                self._refuse(node, "dmn-element", f"unknown element {node.tag}", "remove it")
            elif node.tag != "extensionElements":
                pending += node.children()

    def _refuse(self, node: Node, rule: str, detail: str, remedy: str) -> None:
        self._faults.add(node.place, rule, detail, remedy)

    def _add(self, node: Node, element: Element) -> None:
        if element.key in self._read.elements:
            self._refuse(
                node, "dmn-duplicate", f"a second element has id {element.key.id!r}", "give it another id"
            )
        self._read.elements[element.key] = element

    def _identity(self, node: Node) -> tuple[Key, str]:
        name = normal_name(node.get("name") or "")
        if not name:
            self._refuse(node, "dmn-element", f"{node.tag} has no name", "give it a name")
        return Key(self._read.namespace, node.get("id") or name), name

    def _variable(self, node: Node, name: str) -> Variable:
        variable = node.first("variable")
        if variable is None:
            return Variable(name, None, node.place)
        own_name = normal_name(variable.get("name") or "")
        type_ref = self._expressions.type_ref(variable, variable.get("typeRef"))
        return Variable(own_name or name, type_ref, node.place)

    def _references(self, node: Node, requirement: str, *targets: str) -> tuple[Reference, ...]:
        holders = node.all(requirement) if targets else [node]
        tags = targets or (requirement,)
        found = [child for holder in holders for tag in tags for child in holder.all(tag)]
        return tuple(reference for child in found if (reference := self._reference(child)) is not None)

    def _reference(self, node: Node) -> Reference | None:
        href = node.get("href") or ""
        namespace, _, identifier = href.rpartition("#")
        if not identifier:
            self._refuse(node, "dmn-reference", f"{node.tag} refers to nothing", "give it href='#id'")
            return None
        return Reference(Key(namespace or self._read.namespace, identifier), node.place)

    def _import(self, node: Node) -> None:
        kind, namespace = node.get("importType") or "", node.get("namespace") or ""
        if kind not in NAMESPACES:
            detail = f"an import of type {kind or 'unknown'}"
            self._refuse(node, "dmn-import", detail, "import decision models of DMN 1.1 to 1.5 only")
            return
        self._read.imports.append(Import(normal_name(node.get("name") or ""), namespace, node.place))

    def _input_data(self, node: Node) -> None:
        key, name = self._identity(node)
        variable = self._variable(node, name)
        self._add(node, InputData(key, name, variable, node.place))

    def _decision(self, node: Node) -> None:
        key, name = self._identity(node)
        variable = self._variable(node, name)
        decision = Decision(
            key,
            name,
            variable,
            self._references(node, "informationRequirement", "requiredDecision", "requiredInput"),
            self._references(node, "knowledgeRequirement", "requiredKnowledge"),
            self._expressions.expression_in(node),
            _version_tag(node),
            node.place,
        )
        self._add(node, decision)

    def _knowledge(self, node: Node) -> None:
        key, name = self._identity(node)
        variable = self._variable(node, name)
        logic = node.first("encapsulatedLogic")
        knowledge = self._references(node, "knowledgeRequirement", "requiredKnowledge")
        function = self._expressions.function(logic) if logic else None
        self._add(node, BusinessKnowledgeModel(key, name, variable, knowledge, function, node.place))

    def _service(self, node: Node) -> None:
        key, name = self._identity(node)
        variable = self._variable(node, name)
        service = DecisionService(
            key,
            name,
            variable,
            self._references(node, "outputDecision"),
            self._references(node, "encapsulatedDecision"),
            self._references(node, "inputDecision"),
            self._references(node, "inputData"),
            node.place,
        )
        if not service.outputs:
            self._refuse(
                node, "dmn-element", "the decision service has no output decision", "add an outputDecision"
            )
        self._add(node, service)

    def _item_definition(self, node: Node) -> None:
        item = self._item(node)
        if item.name in self._read.item_definitions:
            self._refuse(
                node, "dmn-duplicate", f"a second item definition is named {item.name!r}", "rename one"
            )
        self._read.item_definitions[item.name] = item

    def _item(self, node: Node) -> ItemDefinition:
        name = normal_name(node.get("name") or "")
        if not name:
            self._refuse(node, "dmn-element", f"{node.tag} has no name", "give it a name")
        language = node.get("typeLanguage")
        if language and not is_feel(language):
            self._refuse(
                node, "dmn-expression-language", f"the type is written in {language}", "use FEEL types"
            )
        type_ref, function = node.first("typeRef"), node.first("functionItem")
        return ItemDefinition(
            name,
            self._expressions.type_ref(type_ref, type_ref.text) if type_ref else None,
            tuple(self._item(child) for child in node.all("itemComponent")),
            self._function_item(function) if function else None,
            node.get("isCollection") in ("true", "1"),
            self._expressions.tests(node.first("allowedValues")),
            self._expressions.tests(node.first("typeConstraint")),
            node.place,
        )

    def _function_item(self, node: Node) -> FunctionItem:
        parameters = tuple(self._expressions.variable(child) for child in node.all("parameters"))
        return FunctionItem(parameters, self._expressions.type_ref(node, node.get("outputTypeRef")))


def _version_tag(node: Node) -> str | None:
    for namespace, name, attributes in node.extensions():
        if (namespace, name) == (_ZEEBE, "versionTag"):
            return attributes.get("value")
    return None
