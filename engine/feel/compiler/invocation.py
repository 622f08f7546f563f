"""Function literals and invocations (DMN 1.5, 10.3.2.12 and 10.3.2.13)."""

from __future__ import annotations

from collections.abc import Sequence

from engine.feel.builtins import BUILT_INS
from engine.feel.compiler.dispatch import Code, compile_node, compiles
from engine.feel.compiler.names import compile_called
from engine.feel.compiler.scopes import StaticScope
from engine.feel.compiler.type_references import compile_type
from engine.feel.evaluation import Evaluation, Frame
from engine.feel.syntax import (
    BooleanLiteral,
    FunctionLiteral,
    Invocation,
    Name,
    Node,
    NumberLiteral,
    StringLiteral,
)
from engine.feel.types import FeelType, SimpleType, coerce, type_name
from engine.feel.values import FeelFunction, Value
from engine.feel.values.temporal_text import TEMPORAL_LITERALS

# a literal's type is known from its text; what any other body gives is known when it runs
_LITERAL_TYPES: dict[type[Node], FeelType] = {
    StringLiteral: SimpleType("string"),
    NumberLiteral: SimpleType("number"),
    BooleanLiteral: SimpleType("boolean"),
}


class Closure(FeelFunction):
    """A function literal with the names that were in sight where it was written."""

    __slots__ = ("_body", "_frame")

    def __init__(
        self,
        parameters: Sequence[str],
        types: Sequence[FeelType | None],
        returns: FeelType | None,
        body: Code,
        frame: Frame,
    ) -> None:
        super().__init__("", parameters, types, returns)
        self._body = body
        self._frame = frame

    def invoke(self, evaluation: Evaluation, arguments: Sequence[Value]) -> Value:
        """Evaluates the body with the parameters bound; null for another number or type of arguments."""
        if len(arguments) != len(self.parameters):
            return evaluation.null("argument", f"the function takes {len(self.parameters)} arguments")
        values: dict[str, Value] = {}
        for name, type_, argument in zip(self.parameters, self.types, arguments, strict=True):
            converted = argument if type_ is None else coerce(argument, type_)
            if converted is None and argument is not None:
                return evaluation.null(
                    "argument", f"the parameter '{name}' cannot be a {type_name(argument)}"
                )
            values[name] = converted
        evaluation.enter()
        try:
            return self._body(Frame(evaluation, self._frame.scope, self._frame, values))
        finally:
            evaluation.leave()


@compiles(FunctionLiteral)
def _function(node: FunctionLiteral, scope: StaticScope) -> Code:
    names = [name for name, _ in node.parameters]
    types = [None if type_ is None else compile_type(type_) for _, type_ in node.parameters]
    if node.external:
        return lambda frame: frame.evaluation.null(
            "function", "external functions are not run", node.position
        )
    body = compile_node(node.body, scope.inner(names, is_function=True))
    returns = _LITERAL_TYPES.get(type(node.body))

    def code(frame: Frame) -> Value:
        resolved = [None if type_ is None else type_(frame.evaluation) for type_ in types]
        return Closure(names, resolved, returns, body, frame)

    return code


@compiles(Invocation)
def _invocation(node: Invocation, scope: StaticScope) -> Code:
    if isinstance(node.function, Name):
        function = compile_called(node.function, scope)
    else:
        function = compile_node(node.function, scope)
    arguments = [compile_node(argument, scope) for argument in node.arguments]
    position = node.position
    if node.names:
        return _named(node, function, arguments)
    literal = _literal(node)

    def code(frame: Frame) -> Value:
        called = function(frame)
        if literal is not None and called is literal[0]:
            return literal[1]
        evaluation = frame.evaluation
        if not isinstance(called, FeelFunction):
            return _no_function(evaluation, called, node)
        values = [argument(frame) for argument in arguments]
        evaluation.position = position
        return called.invoke(evaluation, values)

    return code


def _literal(node: Invocation) -> tuple[FeelFunction, Value] | None:
    """The built-in and the value of what is written as ``date("2026-11-21")``, read once; else None."""
    match node:
        case Invocation(Name(name), (StringLiteral(text),), ()) if name in TEMPORAL_LITERALS:
            value = TEMPORAL_LITERALS[name](text)
            return None if value is None else (BUILT_INS[name], value)
        case _:
            return None


def _named(node: Invocation, function: Code, arguments: list[Code]) -> Code:
    if len(set(node.names)) < len(node.names):
        return lambda frame: frame.evaluation.null(
            "argument", "an argument is given twice by its name", node.position
        )
    pairs = list(zip(node.names, arguments, strict=True))

    def code(frame: Frame) -> Value:
        called = function(frame)
        evaluation = frame.evaluation
        if not isinstance(called, FeelFunction):
            return _no_function(evaluation, called, node)
        values = {name: argument(frame) for name, argument in pairs}
        evaluation.position = node.position
        return called.invoke_named(evaluation, values)

    return code


def _no_function(evaluation: Evaluation, called: Value, node: Invocation) -> Value:
    return evaluation.null("function", f"a {type_name(called)} cannot be invoked", node.position)
