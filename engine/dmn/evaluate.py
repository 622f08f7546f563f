"""Taking decisions: the requirement graph of a model over the values that a caller gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from engine.dmn.definitions import BusinessKnowledgeModel, DecisionService, Key, Model
from engine.dmn.functions import make_function
from engine.dmn.program import CompiledDecision, CompiledKnowledge, CompiledService, Need, Program
from engine.dmn.run import Run, Scope
from engine.dmn.trace import DecisionTrace, Evaluation
from engine.dmn.types import allowed_values_in
from engine.feel import Environment, FeelFunction, FeelLimitError, Value
from engine.feel.evaluation import Evaluation as FeelEvaluation


def evaluate(
    model: Model, decision_id_or_name: str, context: Mapping[str, Value], environment: Environment
) -> Evaluation:
    """Take a decision, run a decision service or call a business knowledge model.

    Args:
        model: from `read_model`. decision_id_or_name: of a decision or decision service of the model.
        context: input data by name (`{namespace}name` where two models share a name), and the input
        decisions of a service. Names that expressions use and no requirement declares are looked up here
        too, as editors without input data expect. A value that is missing or not of its type is null.
        environment: time, zone, host functions and limits. Its warnings stay as they are: those of this
        evaluation are in the result.

    Raises:
        UnknownDecisionError: the model has no such decision.
        FeelLimitError: the evaluation exceeds its bounds.
    """
    element = model.find(decision_id_or_name)
    program = model.program
    run = Run(environment, {namespace: types.plain for namespace, types in program.types.items()})
    graph = Graph(program, run, context)
    try:
        with allowed_values_in(replace(environment, warnings=[])):
            if isinstance(element, DecisionService):
                value = graph.serve(program.services[element.key])
            elif isinstance(element, BusinessKnowledgeModel):
                value = graph.call(program.knowledge[element.key])
            else:
                value = graph.take(program.decisions[element.key])
    except RecursionError as error:
        raise FeelLimitError("the decision nests deeper than its bounds allow") from error
    return Evaluation(value, tuple(run.traces), tuple(run.warnings))


def required_inputs(model: Model, decision_id_or_name: str) -> tuple[str, ...]:
    """The names that a caller should give for what can be evaluated, in alphabetical order.

    Raises:
        UnknownDecisionError: the model has no such decision.
    """
    element, program = model.find(decision_id_or_name), model.program
    names: set[str] = set()
    seen: set[Key] = set()
    pending = [element.key]
    if isinstance(element, BusinessKnowledgeModel):
        return tuple(sorted(program.knowledge[element.key].signature.parameters))
    if isinstance(element, DecisionService):
        service = program.services[element.key]
        names |= set(service.signature.parameters)
        seen |= set(service.parameters)
        pending = list(service.outputs)
    while pending:
        key = pending.pop()
        if key in seen:
            continue
        seen.add(key)
        if key in program.inputs:
            names.add(program.inputs[key].name)
            continue
        decision = program.decisions[key]
        names |= set(decision.undeclared) - program.members
        pending += [need.key for need in decision.information]
    return tuple(sorted(names))


class Graph:
    """The values of input data and decisions, each reckoned once."""

    __slots__ = ("_context", "_program", "_run", "_values")

    def __init__(
        self,
        program: Program,
        run: Run,
        context: Mapping[str, Value],
        given: Mapping[Key, Value] | None = None,
    ) -> None:
        self._program = program
        self._run = run
        self._context = context
        self._values: dict[Key, Value] = dict(given or {})

    def take(self, decision: CompiledDecision) -> Value:
        """The value of a decision, after those it requires."""
        return self._taken(decision.key)

    def serve(self, service: CompiledService) -> Value:
        """The outcome of a decision service whose input comes from the context."""
        for key in service.parameters:
            self._values[key] = self._input(key)
        signature = service.signature
        what = f"result of {signature.name}"
        return self._run.convert(self._outcome(service), signature.returns, signature.place, what)

    def call(self, knowledge: CompiledKnowledge) -> Value:
        """The outcome of a business knowledge model whose parameters come from the context."""
        environment = self._run.environment(knowledge.key.namespace)
        arguments = [self._context.get(name) for name in knowledge.signature.parameters]
        return self._function(knowledge.key).invoke(FeelEvaluation(environment), arguments)

    def _outcome(self, service: CompiledService) -> Value:
        outcomes = {self._program.decisions[key].variable: self._taken(key) for key in service.outputs}
        return next(iter(outcomes.values())) if len(outcomes) == 1 else outcomes

    def _taken(self, goal: Key) -> Value:
        # a loop and a stack: a chain of decisions may be longer than Python's calls may be deep
        pending = [goal]
        while pending:
            decision = self._program.decisions[pending[-1]]
            missing = [need.key for need in decision.information if self._is_missing(need.key)]
            if missing:
                pending += missing
                continue
            pending.pop()
            if decision.key not in self._values:
                self._values[decision.key] = self._decide(decision)
        return self._values[goal]

    def _is_missing(self, key: Key) -> bool:
        return key not in self._values and key in self._program.decisions

    def _decide(self, decision: CompiledDecision) -> Value:
        scope: Scope = {}
        for need in decision.information:
            _bind(scope, need, self._value(need.key))
        for need in decision.knowledge:
            _bind(scope, need, self._function(need.key))
        for need in decision.information:
            if need.alias and not need.import_name:
                scope.setdefault(need.alias, self._value(need.key))
        for name in decision.undeclared:
            if name in self._context:
                scope.setdefault(name, self._context[name])
        if decision.logic is None:
            self._run.warn(decision.place, f"decision {decision.name!r} has no logic")
            return None
        value = decision.logic(scope, self._run)
        value = self._run.convert(value, decision.type, decision.place, f"decision {decision.name!r}")
        if not decision.is_table:
            self._trace(decision, value)
        return value

    def _trace(self, decision: CompiledDecision, value: Value) -> None:
        given = [(need.name, self._value(need.key)) for need in decision.information]
        given += [(name, self._context[name]) for name in decision.undeclared if name in self._context]
        outputs = ((decision.variable, value),)
        self._run.trace(DecisionTrace(decision.key.id, decision.name, (), tuple(given), outputs))

    def _value(self, key: Key) -> Value:
        if key not in self._values:
            self._values[key] = self._input(key)
        return self._values[key]

    def _input(self, key: Key) -> Value:
        if key in self._program.inputs:
            input_data = self._program.inputs[key]
            name, type_, place = input_data.name, input_data.type, input_data.place
        else:
            decision = self._program.decisions[key]
            name, type_, place = decision.variable, decision.type, decision.place
        qualified = f"{{{key.namespace}}}{name}"
        value = self._context[qualified] if qualified in self._context else self._context.get(name)
        return self._run.convert(value, type_, place, f"input {name!r}")

    def _function(self, key: Key) -> FeelFunction:
        functions = self._run.functions
        if key not in functions:
            if key in self._program.knowledge:
                functions[key] = self._knowledge(self._program.knowledge[key])
            else:
                functions[key] = self._service(self._program.services[key])
        return functions[key]

    def _knowledge(self, knowledge: CompiledKnowledge) -> FeelFunction:
        signature, body = knowledge.signature, knowledge.body

        def call(arguments: list[Value]) -> Value:
            if body is None:
                return None
            # itself first: a function may call itself, and a parameter of its name hides it
            scope: Scope = {signature.name: self._function(knowledge.key)}
            for need in knowledge.knowledge:
                _bind(scope, need, self._function(need.key))
            scope.update(zip(signature.parameters, arguments, strict=True))
            return body(scope, self._run)

        return make_function(signature, call, self._run)

    def _service(self, service: CompiledService) -> FeelFunction:
        def call(arguments: list[Value]) -> Value:
            given = dict(zip(service.parameters, arguments, strict=True))
            return Graph(self._program, self._run, {}, given)._outcome(service)

        return make_function(service.signature, call, self._run)


def _bind(scope: Scope, need: Need, value: Value) -> None:
    if not need.import_name:
        scope[need.name] = value
        return
    holder = scope.setdefault(need.import_name, {})
    if isinstance(holder, dict):
        holder[need.name] = value
