"""``for``, ``some`` and ``every`` (DMN 1.5, 10.3.2.14 and 10.3.2.15)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.feel.compiler.dispatch import Code, compile_node, compiles
from engine.feel.compiler.scopes import StaticScope
from engine.feel.evaluation import Evaluation, Frame
from engine.feel.numbers import as_int
from engine.feel.syntax import For, IterationContext, Quantified
from engine.feel.values import FeelDate, FeelRange, Value

Domain = Callable[[Frame], "Iterable[Value] | None"]


def _compile_iterations(
    iterations: tuple[IterationContext, ...], scope: StaticScope
) -> tuple[list[tuple[str, Domain]], StaticScope]:
    compiled: list[tuple[str, Domain]] = []
    for iteration in iterations:
        compiled.append((iteration.variable, _domain(iteration, scope)))
        scope = scope.inner([iteration.variable])
    return compiled, scope


def _domain(iteration: IterationContext, scope: StaticScope) -> Domain:
    source = compile_node(iteration.source, scope)
    end = None if iteration.end is None else compile_node(iteration.end, scope)

    def code(frame: Frame) -> Iterable[Value] | None:
        value = source(frame)
        values: Iterable[Value] | None
        if end is not None:
            values = _between(frame.evaluation, value, end(frame))
        elif type(value) is FeelRange:
            values = _of_range(frame.evaluation, value)
        elif value is None:
            values = None
        else:
            values = value if type(value) is list else [value]
        if values is None:
            frame.evaluation.null("iteration", "there is nothing to iterate over", iteration.position)
        return values

    return code


def _between(evaluation: Evaluation, start: Value, end: Value) -> Iterable[Value] | None:
    """The whole numbers or dates from start to end, both included, up or down."""
    if type(start) is FeelDate and type(end) is FeelDate:
        return _days(_counted(evaluation, start.day_number, end.day_number))
    first, last = as_int(start), as_int(end)
    return None if first is None or last is None else _counted(evaluation, first, last)


def _days(numbers: range) -> Iterable[Value]:
    return (FeelDate.from_day_number(number) for number in numbers)


def _counted(evaluation: Evaluation, first: int, last: int) -> range:
    evaluation.require_steps(abs(last - first) + 1)
    return range(first, last + 1) if first <= last else range(first, last - 1, -1)


def _of_range(evaluation: Evaluation, value: FeelRange) -> Iterable[Value] | None:
    """The whole numbers or dates inside a range."""
    start, end = value.start, value.end
    if value.operator is not None:
        return None
    if type(start) is FeelDate and type(end) is FeelDate:
        inside = _inside(evaluation, start.day_number, end.day_number, value)
        return _days(inside)
    first, last = as_int(start), as_int(end)
    return None if first is None or last is None else _inside(evaluation, first, last, value)


def _inside(evaluation: Evaluation, first: int, last: int, value: FeelRange) -> range:
    step = 1 if first <= last else -1
    first += 0 if value.start_included else step
    last -= 0 if value.end_included else step
    if (last - first) * step < 0:
        return range(0)
    return _counted(evaluation, first, last)


def _combinations(iterations: list[tuple[str, Domain]], frame: Frame) -> Iterator[Frame | None]:
    """A frame for each combination of the variables; None when there is nothing to iterate over."""
    name, domain = iterations[0]
    values = domain(frame)
    if values is None:
        yield None
        return
    rest = iterations[1:]
    for value in values:
        frame.evaluation.step()
        inner = frame.inner({name: value})
        if rest:
            yield from _combinations(rest, inner)
        else:
            yield inner


@compiles(For)
def _for(node: For, scope: StaticScope) -> Code:
    iterations, inner = _compile_iterations(node.iterations, scope)
    inner.names.add("partial")
    body = compile_node(node.body, inner)
    partial_is_read = "partial" in inner.read

    def code(frame: Frame) -> Value:
        results: list[Value] = []
        evaluation = frame.evaluation
        for inside in _combinations(iterations, frame):
            if inside is None:
                return None
            if partial_is_read:
                inside.values["partial"] = evaluation.items(results.copy())
            results.append(body(inside))
        return evaluation.tree(results)

    return code


@compiles(Quantified)
def _quantified(node: Quantified, scope: StaticScope) -> Code:
    iterations, inner = _compile_iterations(node.iterations, scope)
    condition = compile_node(node.condition, inner)
    decisive = node.quantifier == "some"

    def code(frame: Frame) -> Value:
        unknown = False
        for inside in _combinations(iterations, frame):
            if inside is None:
                return None
            result = condition(inside)
            if result is decisive:
                return decisive
            unknown = unknown or type(result) is not bool
        return None if unknown else not decisive

    return code
