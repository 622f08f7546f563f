"""Boxed expressions -> closures over a scope and a run."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final

from engine.dmn.compile_table import compile_table
from engine.dmn.expressions import (
    BoxedList,
    Conditional,
    Context,
    DecisionTable,
    Expression,
    Filter,
    FunctionDefinition,
    Invocation,
    Iteration,
    LiteralExpression,
    Relation,
    TypeRef,
    Variable,
)
from engine.dmn.faults import Place
from engine.dmn.feel_source import FeelSource
from engine.dmn.functions import Signature, make_function, result_type
from engine.dmn.run import Logic, Run, Scope
from engine.dmn.types import Types
from engine.feel import Expression as FeelExpression
from engine.feel import FeelFunction, PythonFunction, Value, parse_expression
from engine.feel.evaluation import Evaluation as FeelEvaluation
from engine.feel.syntax import BooleanLiteral, NumberLiteral, StringLiteral
from engine.feel.types import FeelType

# Boxed iterators mean what FEEL's mean (DMN 1.5, 10.2.2.12 and 10.2.2.13), so FEEL runs them.
_COLLECTION: Final = "_boxed_collection_"
_BODY: Final = "_boxed_body_"
_LOOPS: Final = {
    "for": f"for item in {_COLLECTION} return {_BODY}(item, partial)",
    "some": f"some item in {_COLLECTION} satisfies {_BODY}(item)",
    "every": f"every item in {_COLLECTION} satisfies {_BODY}(item)",
    "match": f"for item in {_COLLECTION} return {_BODY}(item)",
}


class Compiler:
    """Compiles the expressions of one model."""

    def __init__(self, namespace: str, types: Types, feel: FeelSource) -> None:
        self._namespace = namespace
        self._types = types
        self._feel = feel
        self._loops = {kind: parse_expression(source) for kind, source in _LOOPS.items()}

    def logic(self, expression: Expression, names: Set[str], owner: tuple[str, str]) -> Logic:
        """The closure of an expression.

        `names` are the variables around it; `owner` is the id and name under which decision tables in it
        are traced.
        """
        plain = self._plain(expression, names, owner)
        if isinstance(expression, FunctionDefinition):
            return plain  # its type is that of its result, see signature()
        return self._typed(plain, expression.type_ref, expression.place)

    def function(self, function: FunctionDefinition, names: Set[str], owner: tuple[str, str]) -> Logic:
        """The closure of a function's body; its scope holds the parameters."""
        inside = names | {parameter.name for parameter in function.parameters}
        if function.body is None:
            return lambda scope, run: None
        return self.logic(function.body, inside, owner)

    def signature(self, name: str, function: FunctionDefinition, variable: Variable | None) -> Signature:
        """Parameters and types; the type of the variable or of the definition is that of the result."""
        declared = self._types.of(function.type_ref)
        if declared is None and variable is not None:
            declared = self._types.of_variable(variable)
        parameters = function.parameters
        return Signature(
            name,
            tuple(parameter.name for parameter in parameters),
            tuple(self._types.of_variable(parameter) for parameter in parameters),
            result_type(declared),
            function.place,
        )

    def _plain(self, expression: Expression, names: Set[str], owner: tuple[str, str]) -> Logic:
        match expression:
            case LiteralExpression():
                return self.literal(expression, names)
            case DecisionTable():
                return compile_table(expression, self, names, owner)
            case Context():
                return self._context(expression, names, owner)
            case BoxedList():
                return _list([self.logic(item, names, owner) for item in expression.items])
            case Relation():
                return self._relation(expression, names, owner)
            case Invocation():
                return self._invocation(expression, names, owner)
            case FunctionDefinition():
                return self._function_value(expression, names, owner)
            case Conditional():
                return self._conditional(expression, names, owner)
            case Filter():
                return self._filter(expression, names, owner)
            case Iteration():
                return self._iteration(expression, names, owner)

    def _typed(self, logic: Logic, type_ref: TypeRef | None, place: Place) -> Logic:
        return typed(logic, self._types.of(type_ref), place, "the result")

    def literal(self, expression: LiteralExpression, names: Set[str]) -> Logic:
        """The closure of a FEEL text; an empty one is null."""
        parsed = self._feel.expression(expression, names) if expression.text else None
        if parsed is None:
            return lambda scope, run: None
        if isinstance(parsed.syntax, StringLiteral | NumberLiteral | BooleanLiteral):
            constant = parsed.syntax.value
            return lambda scope, run: constant
        return self.feel(parsed, expression.place)

    def feel(self, parsed: FeelExpression, place: Place) -> Logic:
        """The closure of a parsed FEEL expression."""
        namespace, evaluate = self._namespace, parsed.evaluate

        def run_feel(scope: Scope, run: Run) -> Value:
            environment = run.environment(namespace)
            value = evaluate(scope, environment)
            if environment.warnings:
                run.collect(environment, place)
            return value

        return run_feel

    @property
    def namespace(self) -> str:
        """The namespace of the model."""
        return self._namespace

    @property
    def types(self) -> Types:
        """The types of the model."""
        return self._types

    @property
    def source(self) -> FeelSource:
        """Where FEEL texts are parsed."""
        return self._feel

    def _context(self, context: Context, names: Set[str], owner: tuple[str, str]) -> Logic:
        known = set(names)
        entries: list[tuple[str | None, Logic]] = []
        for entry in context.entries:
            variable = entry.variable
            if variable is None:
                entries.append((None, self.logic(entry.value, known, owner)))
                continue
            if any(variable.name == name for name, _ in entries):
                detail = f"a context has two entries named {variable.name!r}"
                self._feel.faults.add(variable.place, "dmn-duplicate", detail, "rename one")
            known.add(variable.name)
            inner = (entry.value.place.element_id or variable.name, variable.name)
            logic = self._typed(self.logic(entry.value, known, inner), variable.type_ref, variable.place)
            entries.append((variable.name, logic))

        def build(scope: Scope, run: Run) -> Value:
            inside, built = dict(scope), {}
            for name, logic in entries:
                value = logic(inside, run)
                if name is None:
                    return value
                inside[name] = built[name] = value
            return built

        return build

    def _relation(self, relation: Relation, names: Set[str], owner: tuple[str, str]) -> Logic:
        rows: list[list[tuple[str, Logic]]] = []
        for row in relation.rows:
            cells = []
            for column, cell in zip(relation.columns, row, strict=False):
                logic = self.logic(cell, names, owner)
                cells.append((column.name, self._typed(logic, column.type_ref, column.place)))
            rows.append(cells)

        def build(scope: Scope, run: Run) -> Value:
            return [{name: logic(scope, run) for name, logic in cells} for cells in rows]

        return build

    def _invocation(self, invocation: Invocation, names: Set[str], owner: tuple[str, str]) -> Logic:
        callee = self.logic(invocation.function, names, owner)
        place, namespace = invocation.place, self._namespace
        bindings: dict[str, Logic] = {}
        for binding in invocation.bindings:
            parameter = binding.parameter
            value = binding.value or LiteralExpression("", None, parameter.place)
            logic = self.logic(value, names, owner)
            bindings[parameter.name] = self._typed(logic, parameter.type_ref, parameter.place)

        def call(scope: Scope, run: Run) -> Value:
            function = callee(scope, run)
            if not isinstance(function, FeelFunction):
                run.warn(place, "what is invoked is no function")
                return None
            if not bindings.keys() <= set(function.parameters):
                run.warn(place, "a binding names a parameter that the function lacks")
                return None
            arguments = [
                bindings[name](scope, run) if name in bindings else None for name in function.parameters
            ]
            environment = run.environment(namespace)
            value = function.invoke(FeelEvaluation(environment), arguments)
            run.collect(environment, place)
            return value

        return call

    def _function_value(self, function: FunctionDefinition, names: Set[str], owner: tuple[str, str]) -> Logic:
        signature = self.signature(owner[1], function, None)
        body = self.function(function, names, owner)

        def define(scope: Scope, run: Run) -> Value:
            # the scope itself, not a copy: a context entry may call itself by its name
            def evaluate(arguments: list[Value]) -> Value:
                return body({**scope, **dict(zip(signature.parameters, arguments, strict=True))}, run)

            return make_function(signature, evaluate, run)

        return define

    def _conditional(self, conditional: Conditional, names: Set[str], owner: tuple[str, str]) -> Logic:
        condition = self.logic(conditional.condition, names, owner)
        then = self.logic(conditional.then, names, owner)
        otherwise = self.logic(conditional.otherwise, names, owner)
        place = conditional.place

        def choose(scope: Scope, run: Run) -> Value:
            chosen = condition(scope, run)
            if chosen is not None and not isinstance(chosen, bool):
                run.warn(place, "the condition is neither true nor false")
                return None
            return then(scope, run) if chosen else otherwise(scope, run)

        return choose

    def _iteration(self, iteration: Iteration, names: Set[str], owner: tuple[str, str]) -> Logic:
        collection = self.logic(iteration.collection, names, owner)
        variable, looping = iteration.variable, iteration.kind == "for"
        inside = names | {variable, "partial"} if looping else names | {variable}
        body = self.logic(iteration.body, inside, owner)
        loop = self.feel(self._loops[iteration.kind], iteration.place)
        parameters = (variable, "partial") if looping else (variable,)

        def iterate(scope: Scope, run: Run) -> Value:
            def step(arguments: Sequence[Value]) -> Value:
                return body({**scope, **dict(zip(parameters, arguments, strict=True))}, run)

            function = PythonFunction(iteration.kind, parameters, step)
            return loop({_COLLECTION: collection(scope, run), _BODY: function}, run)

        return iterate

    def _filter(self, filter_: Filter, names: Set[str], owner: tuple[str, str]) -> Logic:
        collection = self.logic(filter_.collection, names, owner)
        match = self.logic(filter_.match, names | {"item"}, owner)
        # FEEL's own filter would hide an item behind a member of it that is named item
        loop, place = self.feel(self._loops["match"], filter_.place), filter_.place

        def select(scope: Scope, run: Run) -> Value:
            def matches(arguments: Sequence[Value]) -> Value:
                item = arguments[0]
                members = item if isinstance(item, dict) else {}
                return match({**scope, "item": item, **members}, run)

            given = collection(scope, run)
            if given is None:
                run.warn(place, "there is nothing to filter")
                return None
            items: list[Value] = given if isinstance(given, list) else [given]
            outcomes = loop({_COLLECTION: items, _BODY: PythonFunction("match", ("item",), matches)}, run)
            if not isinstance(outcomes, list) or any(type(o) not in (bool, type(None)) for o in outcomes):
                run.warn(place, "the match of a filter is neither true nor false")
                return None
            return [item for item, outcome in zip(items, outcomes, strict=True) if outcome]

        return select


def typed(logic: Logic, type_: FeelType | None, place: Place, what: str) -> Logic:
    """The closure whose value is converted to a type."""
    if type_ is None:
        return logic
    return lambda scope, run: run.convert(logic(scope, run), type_, place, what)


def _list(items: Sequence[Logic]) -> Logic:
    return lambda scope, run: [item(scope, run) for item in items]
