"""Where the worker's work comes from."""

from __future__ import annotations

from typing import Protocol


class Source(Protocol):
    """One kind of work; several workers may draw on it side by side."""

    def run_once(self) -> int:
        """Do what is there to do now; return how many pieces of work were done, 0 when there were none."""
        ...
