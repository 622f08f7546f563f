"""What read models read from."""

from __future__ import annotations

from dataclasses import dataclass

from engine.store.database import Database
from engine.store.keys import KeyStore


@dataclass(frozen=True, slots=True)
class Source:
    """The main database and the keys to what is sealed in it."""

    database: Database
    keys: KeyStore
