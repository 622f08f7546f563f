"""The term that a case is found by: a keyed hash of a searchable path and a value, which tells neither.

Equal values in two houses have nothing in common, and without the key no value can be tried.
"""

from __future__ import annotations

from engine.store.columns import Digest
from engine.store.keys import KeyStore, index_scope


def term_of(keys: KeyStore, house: str, path: str, text: str) -> Digest:
    """Return the term of a value in a house.

    Args:
        keys: the key store.
        house: whose cases are meant.
        path: the searchable path, as people write it.
        text: the value as :func:`engine.model.searching.search_text` writes it.
    """
    return keys.digest(index_scope(house), "search", path, text)
