"""Functions whose body is an expression of a model: business knowledge, decision services, function
definitions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.dmn.faults import Place
from engine.dmn.run import Run
from engine.feel import FeelFunction, PythonFunction, Value
from engine.feel.types import FeelType, FunctionType, simple_type


@dataclass(frozen=True, slots=True)
class Signature:
    """What a function takes and gives; a type that is None is Any."""

    name: str
    parameters: tuple[str, ...]
    types: tuple[FeelType | None, ...]
    returns: FeelType | None
    place: Place


def result_type(type_: FeelType | None) -> FeelType | None:
    """The type of a function's result, whether the model gives that or the type of the function itself."""
    if type_ == simple_type("function"):
        return None
    return type_.returns if isinstance(type_, FunctionType) else type_


def make_function(signature: Signature, body: Callable[[list[Value]], Value], run: Run) -> FeelFunction:
    """A FEEL function that converts its arguments and its result to their types.

    An argument that is not of its type makes the result null and the body is not evaluated (DMN 1.5,
    10.3.2.9.4).
    """

    def invoke(arguments: Sequence[Value]) -> Value:
        converted: list[Value] = []
        for name, type_, argument in zip(signature.parameters, signature.types, arguments, strict=True):
            value = run.convert(argument, type_, signature.place, f"argument {name}")
            if value is None and argument is not None:
                return None
            converted.append(value)
        with run.call():
            return run.convert(
                body(converted), signature.returns, signature.place, f"result of {signature.name}"
            )

    return PythonFunction(signature.name, signature.parameters, invoke, signature.types, signature.returns)
