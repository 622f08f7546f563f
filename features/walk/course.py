"""The course of a walk: what people did, how cases ended, and what of the models was reached."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection

from features.coverage.record import Taken
from features.coverage.report import coverage
from features.walk import looking


@dataclass
class Course:
    """What happened on a walk; told without an id or a moment of the machine, so that two walks compare.

    Args:
        done: what people did, and how often.
        tasks: completed tasks by name.
        messages: messages that found their receiver, by name.
        left: tasks that no demo person could take, and how often.
        unknown: messages that nobody knew a key for, and how often.
        unanswered: awaited messages that their senders never send, and how often.
        destroyed: cases by kind and ground of their destruction; those withdrawn go at once.
    """

    done: Counter[str] = field(default_factory=Counter)
    tasks: Counter[str] = field(default_factory=Counter)
    messages: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    unanswered: Counter[str] = field(default_factory=Counter)
    destroyed: Counter[str] = field(default_factory=Counter)
    _ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    _processes: Counter[str] = field(default_factory=Counter)
    _taken: defaultdict[str, Taken] = field(default_factory=lambda: defaultdict(Taken))

    def close(self, connection: Connection, root_id: str) -> None:
        """Take in all that an instance did, once it has ended: it is destroyed later."""
        for process, end, is_root in looking.instances_of(connection, root_id):
            self._processes[process] += 1
            if is_root:
                self._ends[process, end] += 1
        for process, flow, times in looking.flows_of(connection, root_id):
            self._taken[process].flows[flow] += times
        for process, element, times in looking.elements_of(connection, root_id):
            self._taken[process].elements[element] += times

    def counts(self) -> str:
        """What people did, in one line."""
        return ", ".join(f"{number} {name}" for name, number in sorted(self.done.items())) or "nothing yet"

    def lines(self) -> Iterator[str]:
        """The summary at the end of a walk."""
        yield "How instances ended:"
        for (process, end), number in sorted(self._ends.items()):
            yield f"{number:7d}  {process}: {end}"
        yield from _table("Cases destroyed, by kind and ground:", self.destroyed)
        yield from _table("Processes that ran:", self._processes)
        yield from _table("Messages that arrived:", self.messages)
        yield from _table("Tasks done:", self.tasks)
        yield from _table("Tasks that no demo person could do:", self.left)
        yield from _table("Messages that nobody knew a key for:", self.unknown)
        yield from _table("Messages that their senders never sent:", self.unanswered)
        found = coverage(taken=dict(self._taken))
        goals = sum(len(one.reached) for one in found)
        missed = [goal for one in found for goal in one.missed]
        yield f"Of {goals} flows and events {goals - len(missed)} were reached; not these:"
        for goal in missed:
            yield f"         {goal.process}: {goal.kind} {goal.id}"


def _table(title: str, counted: Counter[str]) -> Iterator[str]:
    if counted:
        yield title
        for name, number in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
            yield f"{number:7d}  {name}"
