"""What one act was about, gathered while it is done and written as the last part of its transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from engine.access.acts import NOTHING, Act, Attempt, Concerned, Revealed, Trace
from engine.access.person import Person
from engine.store.audit.entry import Entry, case_stream, person_stream
from engine.store.audit.streams import append
from engine.store.dialects.dialect import StoreDialect

_NO_HOUSE = ""


class Trail:
    """The entries of one act.

    An act on one instance has an entry in the stream of its case, else in that of the person in its house.
    One on many, such as a list, has an entry in the person's stream of each house, which names those it
    showed. One on nothing of the kind has an entry in their stream of their first house.

    Args:
        attempt: what is being done.
        person: who does it; None for the service itself.
        at: business time.
        trace: the trace that it is part of, where one is known.
    """

    def __init__(self, attempt: Attempt, person: Person | None, at: datetime, trace: Trace | None) -> None:
        self._person = person
        self._blank = Entry(
            stream="",
            house="",
            at=at,
            person=None if person is None else person.subject,
            organisation=None if person is None else person.organisation,
            roles=() if person is None else tuple(sorted(person.roles)),
            act=attempt.act.value,
            refused=False,
            reason=None,
            operation=attempt.operation,
            object_kind=attempt.kind,
            object_id=attempt.object_id,
            case_id=None,
            case_number=None,
            categories=(),
            purpose=None,
            trace_id=None if trace is None else trace.trace_id,
            caller_span=None if trace is None else trace.caller_span,
        )
        self._concerned: dict[str, Concerned] = {}
        self._revealed = NOTHING
        self._named: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._is_idle = False

    def about(self, concerned: Concerned) -> None:
        """Say that the act is about this instance, beside those named before."""
        self._concerned[concerned.root_id] = concerned

    def reveals(self, revealed: Revealed) -> None:
        """Say that the act shows or changes data of these kinds, beside those named before."""
        self._revealed = self._revealed.together(revealed)

    def in_houses(self, houses: Iterable[str]) -> None:
        """Say that the act is about these houses, whatever it finds there."""
        for house in houses:
            self._named[house].update()

    def idle(self) -> None:
        """Say that nothing was done or shown after all: there is nothing to tell."""
        self._is_idle = True

    @property
    def revealed(self) -> Revealed:
        """The kinds of data that the act has shown or changed so far."""
        return self._revealed

    def only_reads(self) -> None:
        """Say that nothing is changed after all: a first answer is given again, or tried what would be."""
        self._blank = replace(self._blank, act=Act.READ.value)

    def refused(self, reason: str) -> None:
        """Say that the act was refused, though nobody is told so: its entries tell the reason."""
        self._blank = replace(self._blank, refused=True, reason=reason)

    def names(self, house: str, root_ids: Iterable[str]) -> None:
        """Say that the act names these instances of a house without showing their data."""
        self._named[house].update(dict.fromkeys(root_ids))

    def sent(self, object_id: str, copy_digest: str) -> None:
        """Say what was sent or exported, by the SHA-256 of its bytes."""
        self._blank = replace(self._blank, object_id=object_id, copy_digest=copy_digest)

    def write(self, connection: Connection, dialect: StoreDialect) -> None:
        """Write all entries of the act; nothing may follow in its transaction."""
        if self._is_idle:
            return
        if self._person is not None and not self._concerned and not self._named:
            self.in_houses(self._person.houses[:1] or [_NO_HOUSE])
        append(connection, dialect, [*self._of_instances(), *self._of_houses()])

    def refuse(self, reason: str, concerned: Concerned | None, house: str) -> Entry:
        """Return the entry of a refusal.

        Args:
            reason: of the decision.
            concerned: the instance that it was about, where there is one.
            house: where it belongs if not.
        """
        refused = replace(self._blank, refused=True, reason=reason)
        if concerned is None:
            return replace(refused, house=house, stream=person_stream(house, self._blank.person))
        return _of_instance(refused, concerned, NOTHING)

    def _of_instances(self) -> Iterator[Entry]:
        for concerned in self._concerned.values():
            yield _of_instance(self._blank, concerned, self._revealed)

    def _of_houses(self) -> Iterator[Entry]:
        for house, named in self._named.items():
            stream = person_stream(house, self._blank.person)
            yield replace(
                self._blank,
                house=house,
                stream=stream,
                named=tuple(named),
                categories=tuple(sorted(self._revealed.categories)),
                purpose=self._revealed.purpose(None),
            )


def _of_instance(blank: Entry, concerned: Concerned, revealed: Revealed) -> Entry:
    in_case = concerned.is_case
    return replace(
        blank,
        house=concerned.house,
        stream=case_stream(concerned.root_id) if in_case else person_stream(concerned.house, blank.person),
        object_id=blank.object_id or concerned.root_id,
        case_id=concerned.root_id if in_case else None,
        case_number=concerned.case_number,
        categories=tuple(sorted(revealed.categories)),
        purpose=revealed.purpose(concerned.purpose),
    )
