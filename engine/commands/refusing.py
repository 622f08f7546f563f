"""What the core refuses, as callers read it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from engine.errors import Conflict
from engine.run.faults import Refused


@contextmanager
def stepping() -> Iterator[None]:
    """Turn a refusal of the core into a conflict; the transaction is rolled back.

    Raises:
        Conflict: the element or instance is not in the state that the command needs.
    """
    try:
        yield
    except Refused as refused:
        raise Conflict(refused.code, refused.detail) from refused
