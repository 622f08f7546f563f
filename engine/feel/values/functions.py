"""Functions as values (DMN 1.5, 10.3.2.11): they can be passed on, stored in contexts and invoked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.feel.evaluation import Evaluation
    from engine.feel.types import FeelType
    from engine.feel.values import Value


class FeelFunction(ABC):
    """Something that can be invoked with positional or named arguments.

    ``parameters`` are the names in order, ``types`` their types where declared (else Any). ``invoke`` takes
    the evaluation it runs in and the arguments, and answers null for what it cannot be given.
    """

    __slots__ = ("name", "parameters", "returns", "types")

    def __init__(
        self,
        name: str,
        parameters: Sequence[str],
        types: Sequence[FeelType | None] = (),
        returns: FeelType | None = None,
    ) -> None:
        self.name = name
        self.parameters = tuple(parameters)
        self.types = tuple(types) if types else (None,) * len(self.parameters)
        self.returns = returns

    @abstractmethod
    def invoke(self, evaluation: Evaluation, arguments: Sequence[Value]) -> Value:
        """Calls with positional arguments."""

    def invoke_named(self, evaluation: Evaluation, arguments: dict[str, Value]) -> Value:
        """Calls with named arguments; parameters that are left out are null (table 63)."""
        if any(name not in self.parameters for name in arguments):
            return evaluation.null("argument", f"{self.name or 'the function'} has other parameters")
        return self.invoke(evaluation, [arguments.get(name) for name in self.parameters])


class PythonFunction(FeelFunction):
    """A function of which the body is Python: a host's, or a decision model's."""

    __slots__ = ("body",)

    def __init__(
        self,
        name: str,
        parameters: Sequence[str],
        body: Callable[[Sequence[Value]], Value],
        types: Sequence[FeelType | None] = (),
        returns: FeelType | None = None,
    ) -> None:
        super().__init__(name, parameters, types, returns)
        self.body = body

    def invoke(self, evaluation: Evaluation, arguments: Sequence[Value]) -> Value:
        """Calls the Python body with exactly as many arguments as there are parameters."""
        if len(arguments) != len(self.parameters):
            return evaluation.null("argument", f"{self.name} takes {len(self.parameters)} arguments")
        evaluation.enter()
        try:
            return self.body(arguments)
        finally:
            evaluation.leave()
