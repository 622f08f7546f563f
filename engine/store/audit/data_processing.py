"""The audit log in the terms of the Dutch standard Logboek Dataverwerkingen: a span for each processing.

Every entry becomes one record and none is left out, as the standard asks (no sampling). Whoever a case is
about is known by a keyed hash of the case: the log holds no name and no number of anybody. A list is one
record, and under it one more for each case that it named, for a record is about one person at most.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote

from engine.store.audit.entry import Entry
from engine.store.keys import KeyStore, index_scope

SUBJECT_TYPE: Final = "urn:ketenmotor:case"
"""What `dpl.core.data_subject_id` is a pseudonym of."""
_DONE: Final = "Ok"
_REFUSED: Final = "Unset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Processing:
    """One record of the standard.

    Args:
        trace_id: 32 hexadecimal digits: of the request where one is known.
        span_id: 16 hexadecimal digits, of this record alone.
        parent_span_id: of the record that this one belongs to.
        status: `Ok` for what was done, `Unset` for what was refused: nothing failed.
        name: the command or query.
        start_time: business time.
        end_time: business time.
        attributes: those of the namespace `dpl.core`.
    """

    trace_id: str
    span_id: str
    parent_span_id: str | None
    status: str
    name: str
    start_time: datetime
    end_time: datetime
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ProcessingLog:
    """Turns entries into records.

    Args:
        keys: make the pseudonyms.
        register: the address of the register of processing activities; a purpose's id is put behind it.
    """

    keys: KeyStore
    register: str

    def records(self, entry: Entry, digest: bytes) -> Iterator[Processing]:
        """Yield the records of an entry, itself first.

        Args:
            entry: of the audit log.
            digest: its hash.
        """
        span = digest[:8].hex()
        yield self._record(entry, digest, span, None, entry.case_id)
        for case_id in entry.named:
            below = hashlib.sha256(digest + case_id.encode()).digest()[:8].hex()
            yield self._record(entry, digest, below, span, case_id)

    def _record(
        self, entry: Entry, digest: bytes, span: str, parent: str | None, case_id: str | None
    ) -> Processing:
        attributes = {"dpl.core.processing_activity_id": self._activity(entry)}
        if case_id is not None:
            pseudonym = self.keys.digest(index_scope(entry.house), "data-subject", case_id).data.hex()
            attributes |= {
                "dpl.core.data_subject_id": pseudonym,
                "dpl.core.data_subject_id_type": SUBJECT_TYPE,
            }
        if entry.caller_span:
            attributes["dpl.core.foreign_operation.span_id"] = entry.caller_span
        return Processing(
            trace_id=entry.trace_id or digest[8:24].hex(),
            span_id=span,
            parent_span_id=parent,
            status=_REFUSED if entry.refused else _DONE,
            name=entry.operation,
            start_time=entry.at,
            end_time=entry.at,
            attributes=attributes,
        )

    def _activity(self, entry: Entry) -> str:
        """The purpose in the register; what is done for no case's purpose is an activity of its own."""
        return self.register + quote(entry.purpose or entry.operation, safe="")
