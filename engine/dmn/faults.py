"""What is wrong with a model, where, and what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One reason to refuse a model. `line` is 1-based; `element_id` the nearest element that has an id."""

    line: int
    element_id: str | None
    rule: str
    detail: str
    remedy: str

    def __str__(self) -> str:
        """The fault in one line."""
        place = f" ({self.element_id})" if self.element_id else ""
        return f"line {self.line}{place}: {self.detail}; {self.remedy} [{self.rule}]"


class DmnError(Exception):
    """A model that cannot be executed faithfully, with every fault that was found."""

    def __init__(self, resource: str, faults: Sequence[Fault]) -> None:
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        super().__init__(f"{resource}: {faults[0]}{more}")
        self.resource = resource
        self.faults = tuple(faults)


class UnknownDecisionError(LookupError):
    """A model has no decision or decision service of that id or name."""

    def __init__(self, model: str, wanted: str, known: Sequence[str]) -> None:
        super().__init__(f"model {model!r} has no decision {wanted!r}; it has {', '.join(known) or 'none'}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file."""

    line: int
    element_id: str | None


class FaultCollector:
    """Gathers faults, so that a designer sees them all at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, place: Place, rule: str, detail: str, remedy: str) -> None:
        """Record one fault."""
        self.faults.append(Fault(place.line, place.element_id, rule, detail, remedy))

    @property
    def count(self) -> int:
        """How many faults there are so far."""
        return len(self.faults)

    def raise_any(self, resource: str) -> None:
        """Refuse the model if it has faults.

        Raises:
            DmnError: there is at least one.
        """
        if self.faults:
            raise DmnError(resource, sorted(self.faults, key=lambda fault: fault.line))
