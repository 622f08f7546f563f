"""Decision tables -> closures (DMN 1.5, chapter 8)."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from engine.dmn.expressions import (
    Aggregation,
    DecisionTable,
    HitPolicy,
    LiteralExpression,
    OutputClause,
    Tests,
)
from engine.dmn.faults import Place
from engine.dmn.hit_policy import AGGREGATIONS, SINGLE_HIT, Priorities, Row, in_output_order, select_one
from engine.dmn.quick_tests import QuickTest, quick_test
from engine.dmn.run import Logic, Run, Scope
from engine.dmn.trace import DecisionTrace
from engine.feel import UnaryTests, Value, parse_expression
from engine.feel.comparison import equal
from engine.feel.evaluation import Evaluation as FeelEvaluation
from engine.feel.types import FeelType

if TYPE_CHECKING:
    from engine.dmn.compile import Compiler

# So many cells share the bounds of one FEEL evaluation: starting one costs more than most cells do.
_CELLS_OF_ONE_EVALUATION: Final = 64


@dataclass(frozen=True, slots=True)
class _Input:
    label: str
    logic: Logic
    allowed: UnaryTests | None
    place: Place


@dataclass(frozen=True, slots=True)
class _Output:
    name: str
    label: str
    type: FeelType | None
    allowed: UnaryTests | None
    default: Logic | None
    place: Place


class _Test(NamedTuple):
    column: int
    kinds: tuple[type, ...]
    passes: Callable[[Any], bool]
    tests: UnaryTests


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row; its tests are indexes into the table's distinct tests, irrelevant ones left out."""

    id: str
    number: int
    tests: tuple[int, ...]
    outputs: tuple[Logic, ...]
    place: Place


def compile_table(table: DecisionTable, compiler: Compiler, names: Set[str], owner: tuple[str, str]) -> Logic:
    """The closure of a decision table, traced under the id and name of its owner."""
    return _TableCompiler(table, compiler, names).compile(owner)


class _TableCompiler:
    def __init__(self, table: DecisionTable, compiler: Compiler, names: Set[str]) -> None:
        self._table = table
        self._compiler = compiler
        self._names = names
        # Rows repeat their conditions: each distinct one is evaluated once.
        self._distinct: dict[tuple[int, str], int] = {}
        self._tests: list[_Test] = []

    def compile(self, owner: tuple[str, str]) -> Logic:
        table = self._table
        inputs = [
            _Input(
                clause.label,
                self._compiler.logic(clause.expression, self._names, owner),
                self._allowed(clause.allowed),
                clause.place,
            )
            for clause in table.inputs
        ]
        outputs = [self._output(clause) for clause in table.outputs]
        rules = [
            _Rule(
                rule.id or str(number),
                number,
                tuple(
                    self._test(column, tests)
                    for column, tests in enumerate(rule.tests)
                    if not tests.irrelevant
                ),
                tuple(self._compiler.literal(cell, self._names) for cell in rule.outputs),
                rule.place,
            )
            for number, rule in enumerate(table.rules, 1)
        ]
        priorities = self._priorities()
        aggregate = None
        if table.aggregation is not None:
            aggregate = self._compiler.feel(parse_expression(AGGREGATIONS[table.aggregation]), table.place)
        return _Table(
            owner, self._compiler.namespace, table, inputs, outputs, rules, self._tests, priorities, aggregate
        ).evaluate

    def _allowed(self, tests: Tests | None) -> UnaryTests | None:
        if tests is None or tests.irrelevant:
            return None
        return self._compiler.source.tests(tests, self._names)

    def _output(self, clause: OutputClause) -> _Output:
        default = self._compiler.literal(clause.default, self._names) if clause.default else None
        return _Output(
            clause.name,
            clause.label,
            self._compiler.types.of(clause.type_ref),
            self._allowed(clause.allowed),
            default,
            clause.place,
        )

    def _priorities(self) -> list[Callable[[Scope, Run], Callable[[Value], int]]]:
        table = self._table
        if table.hit_policy not in (HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER):
            return []
        orders = [
            clause.allowed or self._compiler.types.allowed_values(clause.type_ref) for clause in table.outputs
        ]
        if not any(orders):
            detail = f"{table.hit_policy} has no output values to take the order from"
            remedy = "list the output values, highest priority first"
            self._compiler.source.faults.add(table.place, "dmn-table", detail, remedy)
        return [_priority(self._listed(order)) for order in orders]

    def _listed(self, order: Tests | None) -> Logic | None:
        if order is None:
            return None
        return self._compiler.literal(LiteralExpression(f"[{order.text}]", None, order.place), self._names)

    def _test(self, column: int, tests: Tests) -> int:
        key = (column, tests.text)
        if key not in self._distinct:
            parsed = self._compiler.source.tests(tests, self._names)
            self._distinct[key] = len(self._tests)
            if parsed is not None:
                quick = quick_test(parsed) or QuickTest((), bool)
                self._tests.append(_Test(column, *quick, parsed))
        return self._distinct[key]


def _priority(values: Logic | None) -> Callable[[Scope, Run], Callable[[Value], int]]:
    def prepare(scope: Scope, run: Run) -> Callable[[Value], int]:
        listed = values(scope, run) if values else None
        order = listed if isinstance(listed, list) else []

        def place(value: Value) -> int:
            return next((index for index, known in enumerate(order) if equal(known, value)), len(order))

        return place

    return prepare


@dataclass(frozen=True, slots=True)
class _Table:
    owner: tuple[str, str]
    namespace: str
    table: DecisionTable
    inputs: Sequence[_Input]
    outputs: Sequence[_Output]
    rules: Sequence[_Rule]
    tests: Sequence[_Test]
    priorities: Sequence[Callable[[Scope, Run], Callable[[Value], int]]]
    aggregate: Logic | None

    def evaluate(self, scope: Scope, run: Run) -> Value:
        values = [clause.logic(scope, run) for clause in self.inputs]
        refused = self._refused_input(values, scope, run)
        matched = [] if refused else self._matches(values, scope, run)
        rows = [self._row(rule, scope, run) for rule in matched]
        result = None if refused else self._result(rows, scope, run)
        run.trace(
            DecisionTrace(
                *self.owner,
                tuple((rule.id, rule.number) for rule in matched),
                tuple((clause.label, value) for clause, value in zip(self.inputs, values, strict=True)),
                self._named(result),
            )
        )
        return result

    def _refused_input(self, values: Sequence[Value], scope: Scope, run: Run) -> bool:
        environment = run.environment(self.namespace)
        for clause, value in zip(self.inputs, values, strict=True):
            if clause.allowed is None or value is None:
                continue
            if clause.allowed.evaluate(value, scope, environment) is not True:
                run.warn(clause.place, f"the value of input {clause.label!r} is not among its input values")
                return True
        return False

    def _matches(self, values: Sequence[Value], scope: Scope, run: Run) -> list[_Rule]:
        environment = run.environment(self.namespace)
        first_only = self.table.hit_policy is HitPolicy.FIRST
        tests = self.tests
        outcomes: list[bool | None] = [None] * len(tests)
        matched = []
        evaluation, left = FeelEvaluation(environment), _CELLS_OF_ONE_EVALUATION
        for rule in self.rules:
            for index in rule.tests:
                outcome = outcomes[index]
                if outcome is None:
                    column, kinds, passes, test = tests[index]
                    value = values[column]
                    if type(value) in kinds:
                        outcome = passes(value)
                    else:
                        if not left:
                            evaluation, left = FeelEvaluation(environment), _CELLS_OF_ONE_EVALUATION
                        left -= 1
                        outcome = test.evaluate_within(evaluation, value, scope) is True
                    outcomes[index] = outcome
                if not outcome:
                    break
            else:
                matched.append(rule)
                if first_only:
                    break
        if environment.warnings:
            run.collect(environment, self.table.place)
        return matched

    def _row(self, rule: _Rule, scope: Scope, run: Run) -> Row:
        return tuple(
            self._checked(output, logic(scope, run), rule.place, scope, run)
            for output, logic in zip(self.outputs, rule.outputs, strict=True)
        )

    def _checked(self, output: _Output, value: Value, place: Place, scope: Scope, run: Run) -> Value:
        value = run.convert(value, output.type, place, f"output {output.label!r}")
        if value is None or output.allowed is None:
            return value
        if output.allowed.evaluate(value, scope, run.environment(self.namespace)) is True:
            return value
        run.warn(place, f"the value of output {output.label!r} is not among its output values")
        return None

    def _result(self, rows: Sequence[Row], scope: Scope, run: Run) -> Value:
        policy, aggregation = self.table.hit_policy, self.table.aggregation
        if not rows and aggregation is not Aggregation.COUNT:
            return self._default(scope, run)
        if policy in SINGLE_HIT:
            priorities = self._priorities(scope, run) if policy is HitPolicy.PRIORITY else ()
            row = select_one(policy, rows, priorities, lambda text: run.warn(self.table.place, text))
            return None if row is None else self._shape(row)
        if policy is HitPolicy.OUTPUT_ORDER:
            rows = in_output_order(rows, self._priorities(scope, run))
        outputs: list[Value] = [self._shape(row) for row in rows]
        return outputs if self.aggregate is None else self.aggregate({"outputs": outputs}, run)

    def _priorities(self, scope: Scope, run: Run) -> Priorities:
        return [prepare(scope, run) for prepare in self.priorities]

    def _default(self, scope: Scope, run: Run) -> Value:
        if not any(output.default for output in self.outputs):
            return None
        row = tuple(
            self._checked(output, output.default(scope, run), output.place, scope, run)
            if output.default
            else None
            for output in self.outputs
        )
        return self._shape(row)

    def _shape(self, row: Row) -> Value:
        if len(row) == 1:
            return row[0]
        return {output.name: value for output, value in zip(self.outputs, row, strict=True)}

    def _named(self, result: Value) -> tuple[tuple[str, Value], ...]:
        if len(self.outputs) > 1 and isinstance(result, dict):
            return tuple(result.items())
        name = self.outputs[0].label if len(self.outputs) == 1 else ""
        return ((name or self.owner[1], result),)
