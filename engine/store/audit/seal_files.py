"""The copies of seals outside the database: one file a seal, in a folder a house, written once and kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

_SUFFIX: Final = ".jws"
_NO_HOUSE: Final = "%"
"""Folder of what belongs to no house; no house is quoted like that."""


class SealFiles:
    """The folder of seals.

    Args:
        folder: where they lie; best on another machine than the database.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, house: str, number: int, day: date, signed: str) -> None:
        """Write the copy of a seal to the disk; one that is there stays as it is.

        Raises:
            OSError: the folder cannot be written to.
        """
        path = self.path(house, number, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return
        draft = path.with_suffix(f".{os.getpid()}")
        with draft.open("w", encoding="ascii") as file:
            file.write(signed)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # unlike a rename it never replaces a file
        except FileExistsError:
            pass
        finally:
            draft.unlink()

    def path(self, house: str, number: int, day: date) -> Path:
        """Return where the copy of a seal lies."""
        return self.folder / (quote(house, safe="") or _NO_HOUSE) / self.name(number, day)

    @staticmethod
    def name(number: int, day: date) -> str:
        """Return the name of the copy of a seal in the folder of its house."""
        return f"{number:06d}-{day.isoformat()}{_SUFFIX}"

    def of_house(self, house: str) -> Mapping[str, str | None]:
        """Return the copies of the seals of a house by file name; None for one that cannot be read."""
        folder = self.folder / (quote(house, safe="") or _NO_HOUSE)
        return {file.name: _text(file) for file in sorted(folder.glob(f"*{_SUFFIX}"))}

    def names(self) -> Mapping[str, frozenset[str]]:
        """Return which copies there are, by house."""
        folders = [path for path in self.folder.iterdir() if path.is_dir()] if self.folder.is_dir() else []
        return {
            "" if path.name == _NO_HOUSE else unquote(path.name): frozenset(
                file.name for file in path.glob(f"*{_SUFFIX}")
            )
            for path in folders
        }


def _text(file: Path) -> str | None:
    try:
        return file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return None
