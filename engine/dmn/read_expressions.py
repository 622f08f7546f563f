"""XML -> boxed expressions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from engine.dmn.expressions import (
    Aggregation,
    Binding,
    BoxedList,
    Conditional,
    Context,
    ContextEntry,
    DecisionTable,
    Expression,
    Filter,
    FunctionDefinition,
    HitPolicy,
    InputClause,
    Invocation,
    Iteration,
    LiteralExpression,
    OutputClause,
    Relation,
    Rule,
    Tests,
    TypeRef,
    Variable,
)
from engine.dmn.faults import FaultCollector
from engine.dmn.xml import Node, is_feel

_UNDEFINED_TYPES: Final = {"", "<Undefined>", "Undefined"}


class ExpressionReader:
    """Reads the expressions of one file and records what it must refuse."""

    def __init__(self, faults: FaultCollector) -> None:
        self.faults = faults
        self._readers: Mapping[str, Callable[[Node], Expression]] = {
            "literalExpression": self.literal,
            "decisionTable": self._table,
            "context": self._context,
            "list": self._list,
            "relation": self._relation,
            "invocation": self._invocation,
            "functionDefinition": self.function,
            "conditional": self._conditional,
            "filter": self._filter,
            "for": self._iteration,
            "some": self._iteration,
            "every": self._iteration,
        }

    def expression_in(self, parent: Node) -> Expression | None:
        """The one expression among the children, None when there is none."""
        found = [child for child in parent.children() if child.tag in self._readers]
        if len(found) > 1:
            self.refuse(found[1], "dmn-element", f"{parent.tag} has two expressions", "keep one of them")
        return self._readers[found[0].tag](found[0]) if found else None

    def refuse(self, node: Node, rule: str, detail: str, remedy: str) -> None:
        """Record a fault at a node."""
        self.faults.add(node.place, rule, detail, remedy)

    def type_ref(self, node: Node, text: str | None) -> TypeRef | None:
        """The type that a text names, None when it names none."""
        if text is None or text in _UNDEFINED_TYPES:
            return None
        prefix, colon, local = text.partition(":")
        namespace = node.namespace_of(prefix) if colon else None
        if colon and namespace is None and prefix != "feel":
            self.refuse(node, "dmn-type", f"type {text!r} has an unknown prefix", "declare it or remove it")
        if not colon:
            return TypeRef(text.removeprefix("feel."), None, node.place)
        return TypeRef(local, None if namespace is None or is_feel(namespace) else namespace, node.place)

    def variable(self, node: Node) -> Variable:
        """An information item with its name and type."""
        name = node.get("name")
        if not name:
            self.refuse(node, "dmn-element", f"{node.tag} has no name", "give it a name")
        return Variable(normal_name(name or ""), self.type_ref(node, node.get("typeRef")), node.place)

    def tests(self, node: Node | None) -> Tests | None:
        """Unary tests, None when the element is absent or empty."""
        if node is None:
            return None
        self._require_feel(node)
        text = node.first("text")
        content = text.text if text else ""
        return Tests(content, (text or node).place) if content else None

    def literal(self, node: Node) -> LiteralExpression:
        """A literal expression."""
        self._require_feel(node)
        if node.first("importedValues"):
            self.refuse(
                node,
                "dmn-import",
                "values are imported from outside the model",
                "write them as a relation or a list",
            )
        text = node.first("text")
        type_ref = self.type_ref(node, node.get("typeRef"))
        return LiteralExpression(text.text if text else "", type_ref, (text or node).place)

    def function(self, node: Node) -> FunctionDefinition:
        """A function definition, or the encapsulated logic of a business knowledge model."""
        kind = node.get("kind") or "FEEL"
        if kind.upper() != "FEEL":
            self.refuse(
                node,
                "dmn-function-kind",
                f"the body of the function is {kind}",
                "write it in FEEL or use a job",
            )
            return FunctionDefinition((), None, None, node.place)
        parameters = tuple(self.variable(child) for child in node.all("formalParameter"))
        type_ref = self.type_ref(node, node.get("typeRef"))
        return FunctionDefinition(parameters, self.expression_in(node), type_ref, node.place)

    def _require_feel(self, node: Node) -> None:
        language = node.get("expressionLanguage")
        if language and not is_feel(language):
            detail = f"the expression is written in {language}"
            self.refuse(
                node, "dmn-expression-language", detail, "write it in FEEL and remove expressionLanguage"
            )

    def _required(self, node: Node, tag: str) -> Expression:
        holder = node.first(tag)
        expression = self.expression_in(holder) if holder else None
        if expression is None:
            self.refuse(node, "dmn-element", f"{node.tag} has no expression in {tag}", f"fill {tag}")
            return LiteralExpression("", None, node.place)
        declared = self._type_of(holder) if holder else None
        return replace(expression, type_ref=declared) if declared else expression

    def _type_of(self, node: Node) -> TypeRef | None:
        return self.type_ref(node, node.get("typeRef"))

    def _context(self, node: Node) -> Context:
        entries = tuple(self._context_entry(child) for child in node.all("contextEntry"))
        for position, entry in enumerate(entries[:-1]):
            if entry.variable is None:
                child = node.all("contextEntry")[position]
                self.refuse(
                    child,
                    "dmn-element",
                    "a context entry without variable is not the last",
                    "name or move it",
                )
        return Context(entries, self._type_of(node), node.place)

    def _context_entry(self, node: Node) -> ContextEntry:
        variable = node.first("variable")
        value = self.expression_in(node) or LiteralExpression("", None, node.place)
        return ContextEntry(self.variable(variable) if variable else None, value)

    def _list(self, node: Node) -> BoxedList:
        items = tuple(
            self._readers[child.tag](child) for child in node.children() if child.tag in self._readers
        )
        return BoxedList(items, self._type_of(node), node.place)

    def _relation(self, node: Node) -> Relation:
        columns = tuple(self.variable(child) for child in node.all("column"))
        rows = []
        for row in node.all("row"):
            cells = tuple(self._readers[c.tag](c) for c in row.children() if c.tag in self._readers)
            if len(cells) != len(columns):
                detail = f"the row has {len(cells)} cells and the relation {len(columns)} columns"
                self.refuse(row, "dmn-element", detail, "give each column one cell")
            rows.append(cells)
        return Relation(columns, tuple(rows), self._type_of(node), node.place)

    def _invocation(self, node: Node) -> Invocation:
        function = self.expression_in(node)
        if function is None:
            self.refuse(
                node, "dmn-element", "the invocation names no function", "give it a literal expression"
            )
            function = LiteralExpression("", None, node.place)
        bindings = []
        for binding in node.all("binding"):
            parameter = binding.first("parameter")
            if parameter is None:
                self.refuse(binding, "dmn-element", "the binding has no parameter", "name the parameter")
                continue
            bindings.append(Binding(self.variable(parameter), self.expression_in(binding)))
        return Invocation(function, tuple(bindings), self._type_of(node), node.place)

    def _conditional(self, node: Node) -> Conditional:
        condition, then, otherwise = (self._required(node, tag) for tag in ("if", "then", "else"))
        return Conditional(condition, then, otherwise, self._type_of(node), node.place)

    def _filter(self, node: Node) -> Filter:
        return Filter(
            self._required(node, "in"), self._required(node, "match"), self._type_of(node), node.place
        )

    def _iteration(self, node: Node) -> Iteration:
        variable = node.get("iteratorVariable")
        if not variable:
            self.refuse(node, "dmn-element", f"{node.tag} has no iteratorVariable", "name the variable")
        body = self._required(node, "return" if node.tag == "for" else "satisfies")
        return Iteration(
            "for" if node.tag == "for" else "some" if node.tag == "some" else "every",
            normal_name(variable or ""),
            self._required(node, "in"),
            body,
            self._type_of(node),
            node.place,
        )

    def _table(self, node: Node) -> DecisionTable:
        policy = self._hit_policy(node)
        aggregation = self._aggregation(node, policy)
        inputs = tuple(self._input(child, position) for position, child in enumerate(node.all("input"), 1))
        outputs = tuple(self._output(child, node) for child in node.all("output"))
        rules = tuple(self._rule(child, len(inputs), len(outputs)) for child in node.all("rule"))
        table = DecisionTable(policy, aggregation, inputs, outputs, rules, self._type_of(node), node.place)
        self._check_outputs(node, table)
        return table

    def _hit_policy(self, node: Node) -> HitPolicy:
        text = node.get("hitPolicy") or "UNIQUE"
        try:
            return HitPolicy(text)
        except ValueError:
            self.refuse(
                node, "dmn-table", f"unknown hit policy {text!r}", f"use one of {', '.join(HitPolicy)}"
            )
            return HitPolicy.UNIQUE

    def _aggregation(self, node: Node, policy: HitPolicy) -> Aggregation | None:
        text = node.get("aggregation")
        if not text or policy is not HitPolicy.COLLECT:
            return None
        try:
            return Aggregation(text)
        except ValueError:
            self.refuse(
                node, "dmn-table", f"unknown aggregation {text!r}", f"use one of {', '.join(Aggregation)}"
            )
            return None

    def _input(self, node: Node, position: int) -> InputClause:
        for _, name in node.foreign_attributes():
            if name == "inputVariable":
                self.refuse(
                    node, "dmn-element", "inputVariable names the tested value", "remove it and write ?"
                )
        holder = node.first("inputExpression")
        literal = self.literal(holder) if holder else LiteralExpression("", None, node.place)
        if not literal.text:
            self.refuse(node, "dmn-table", f"input {position} has no expression", "write what is tested")
        label = node.get("label") or literal.text or f"input {position}"
        return InputClause(label, literal, self.tests(node.first("inputValues")), node.place)

    def _output(self, node: Node, table: Node) -> OutputClause:
        default = node.first("defaultOutputEntry")
        name = normal_name(node.get("name") or "")
        label = node.get("label") or name or table.get("outputLabel") or ""
        return OutputClause(
            name,
            label,
            self.type_ref(node, node.get("typeRef")),
            self.tests(node.first("outputValues")),
            self.literal(default) if default else None,
            node.place,
        )

    def _rule(self, node: Node, inputs: int, outputs: int) -> Rule:
        tests = tuple(self.tests(child) or Tests("-", child.place) for child in node.all("inputEntry"))
        results = tuple(self.literal(child) for child in node.all("outputEntry"))
        if (len(tests), len(results)) != (inputs, outputs):
            detail = f"the rule has {len(tests)} conditions and {len(results)} conclusions"
            self.refuse(
                node, "dmn-table", detail, f"give it {inputs} and {outputs}, as the table has columns"
            )
            tests = (*tests, *(Tests("-", node.place) for _ in range(inputs)))[:inputs]
            missing = (LiteralExpression("", None, node.place) for _ in range(outputs))
            results = (*results, *missing)[:outputs]
        return Rule(node.get("id"), tests, results, node.place)

    def _check_outputs(self, node: Node, table: DecisionTable) -> None:
        if not table.outputs:
            self.refuse(node, "dmn-table", "the table has no output", "add an output column")
        names = [output.name for output in table.outputs]
        if len(names) > 1 and (not all(names) or len(set(names)) < len(names)):
            self.refuse(node, "dmn-table", "two outputs have the same name or none", "give each its own name")
        if len(names) > 1 and table.aggregation not in (None, Aggregation.COUNT):
            detail = f"{table.aggregation} is not defined for several outputs"
            self.refuse(node, "dmn-table", detail, "keep one output or collect without aggregation")


def normal_name(text: str) -> str:
    """A name with white space as single spaces (DMN 1.5, 10.3.1.2: names are compared so)."""
    return " ".join(text.split())
