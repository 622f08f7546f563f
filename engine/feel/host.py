"""Functions of the host as FEEL values."""

from __future__ import annotations

from collections.abc import Sequence

from engine.feel.environment import HostFunction
from engine.feel.errors import FeelError
from engine.feel.evaluation import Evaluation
from engine.feel.values import FeelFunction, Value


class _HostCall(FeelFunction):
    __slots__ = ("_function",)

    def __init__(self, function: HostFunction) -> None:
        super().__init__(function.name, function.parameters)
        self._function = function

    def invoke(self, evaluation: Evaluation, arguments: Sequence[Value]) -> Value:
        """Calls the host with each parameter; those left out are None."""
        total = len(self.parameters)
        required = total if self._function.required is None else self._function.required
        if not required <= len(arguments) <= total:
            return evaluation.null("argument", f"{self.name}: it cannot take {len(arguments)} arguments")
        evaluation.step()
        padded = [*arguments, *[None] * (total - len(arguments))]
        try:
            return self._function.callable(*padded)
        except FeelError:
            raise
        except Exception as error:
            raise FeelError(
                f"the function '{self.name}' of the host failed: {type(error).__name__}"
            ) from error

    def invoke_named(self, evaluation: Evaluation, arguments: dict[str, Value]) -> Value:
        """Calls the host by name; parameters that are not required may be left out."""
        required = len(self.parameters) if self._function.required is None else self._function.required
        missing = any(name not in arguments for name in self.parameters[:required])
        if missing or any(name not in self.parameters for name in arguments):
            return evaluation.null("argument", f"{self.name}: it has no such parameters, or one is missing")
        return self.invoke(evaluation, [arguments.get(name) for name in self.parameters])


def host_function(function: HostFunction) -> FeelFunction:
    """The FEEL value of a host's function."""
    return _HostCall(function)
