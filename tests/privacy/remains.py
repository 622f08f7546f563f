"""What is left of a case: with whose key its words were sealed, and what names it once it is destroyed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch
from uuid import UUID

from sqlalchemy import Column, select

from engine.store.columns import Ciphertext
from engine.store.keys import sealing_key
from engine.store.sealing import Row, SealingKey
from tests.integration.test_destruction import LOG, tables_naming
from tests.privacy.canaries import CANARY
from tests.privacy.conftest import Chain
from tests.privacy.stop import Stop

Sealed = dict[str, set[tuple[UUID, str]]]
"""By canary each key that sealed it, with the column that it was sealed for."""


@contextmanager
def noting_keys() -> Iterator[Sealed]:
    """Note which keys seal what was planted."""
    noted: Sealed = defaultdict(set)
    seal: Callable[..., Ciphertext] = SealingKey.seal

    def noting(key: SealingKey, plain: bytes, column: Column[Ciphertext], row: Row) -> Ciphertext:
        for word in CANARY.findall(plain.decode("latin-1")):
            noted[word].add((key.id, str(column)))
        return seal(key, plain, column, row)

    with patch.object(SealingKey, "seal", noting):
        yield noted


def sealed_with_other_keys(chain: Chain, noted: Sealed) -> set[tuple[str, str]]:
    """Where something planted was sealed with a key that is no case's: with the scope of that key."""
    with chain.services.keys._engine.connect() as connection:
        scopes = dict(iter(connection.execute(select(sealing_key.c.id, sealing_key.c.scope))))
    found = {(scopes[str(key)], column) for places in noted.values() for key, column in places}
    return {(scope, column) for scope, column in found if not scope.startswith("case:")}


def left_after_destruction(chain: Chain, stop: Stop) -> set[str]:
    """Have two people destroy a case; return what names it then and should not: tables, and answers."""
    number = str(chain.done("quirijn", "GET", f"/process-instances/{stop.case_id}")["caseNumber"])
    holders = [
        next(who for who in chain.people.values() if role in who.roles and stop.house in who.houses)
        for role in ("process-director", "manager")
    ]
    chain.done(holders[0], "DELETE", f"/cases/{stop.case_id}/hold")
    for holder in holders:
        chain.done(holder, "POST", f"/cases/{stop.case_id}/destruction", json={"reason": "Onrechtmatig"})
    return tables_naming(chain.services, stop.case_id, number) - LOG
