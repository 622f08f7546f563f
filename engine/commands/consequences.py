"""What follows from changes of a root instance beyond its rows: others to tell, dates, terms, measures."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from engine.feel import JsonValue
from engine.run.changes import (
    Change,
    ElementEnded,
    ElementStarted,
    InstanceEnded,
    InstanceMigrated,
    InstanceStarted,
    MessageThrown,
    RegimeChanged,
    RetentionSet,
    SignalThrown,
    SubscriptionEnded,
    SubscriptionKind,
    SubscriptionOpened,
    VariableWritten,
    WaitEnded,
)


class Consequences:
    """Sorts out, change by change, what the end of the command has to look after."""

    def __init__(self) -> None:
        self.thrown: list[MessageThrown | SignalThrown] = []
        self.measured: list[ElementEnded | InstanceEnded] = []
        self.retain_until: datetime | None = None
        self.written: dict[str, JsonValue] = {}
        """The variables of the root itself that have a new value."""
        self.regime: str | None = None
        """The regime that the case came under, if it came under another."""
        self.definitions: dict[int, str] = {}
        """The definition of each process instance that started, by its number."""
        self.element_ids: dict[int, tuple[int, str]] = {}
        """Instance number and model id of each element that started."""
        self._opened: dict[tuple[int, int], SubscriptionOpened] = {}

    def follow(self, changes: Iterable[Change]) -> None:
        """Take note of changes, in order of occurrence."""
        for change in changes:
            match change:
                case MessageThrown() | SignalThrown():
                    self.thrown.append(change)
                case ElementStarted(element=element, instance=instance, element_id=element_id):
                    self.element_ids[element] = (instance, element_id)
                case ElementEnded(element=element):
                    self._stop_waiting(element)
                    self._measure(change)
                case InstanceEnded():
                    self._measure(change)
                case InstanceStarted() | InstanceMigrated():
                    self.definitions[change.instance] = change.definition_id
                case VariableWritten(instance=0, scope=0, name=name, value=value):
                    self.written[name] = value
                case RetentionSet(until=until):
                    self.retain_until = until if self.retain_until is None else min(until, self.retain_until)
                case RegimeChanged(regime=regime):
                    self.regime = regime
                case _:
                    self._follow_waiting(change)

    def next_opened(self) -> SubscriptionOpened | None:
        """Return a message subscription that this command opened and that still waits, each one once."""
        return self._opened.pop(next(iter(self._opened))) if self._opened else None

    def _follow_waiting(self, change: Change) -> None:
        match change:
            case WaitEnded(element=element):
                self._stop_waiting(element)
            case SubscriptionEnded(element=element, alternative=alternative):
                self._opened.pop((element, alternative), None)
            case SubscriptionOpened(kind=SubscriptionKind.MESSAGE):
                self._opened[change.element, change.alternative] = change
            case _:
                pass

    def _measure(self, change: ElementEnded | InstanceEnded) -> None:
        if change.measures.values:
            self.measured.append(change)

    def _stop_waiting(self, element: int) -> None:
        for place in [place for place in self._opened if place[0] == element]:
            del self._opened[place]
