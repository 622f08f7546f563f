"""What read models read from."""

from __future__ import annotations

from dataclasses import dataclass

from engine.store.database import Database
from engine.store.form_access import Declared
from engine.store.keys import KeyStore


@dataclass(frozen=True, slots=True)
class Source:
    """The main database, the keys to what is sealed in it, and what is declared of the data of cases."""

    database: Database
    keys: KeyStore
    declared: Declared
