"""How much of the matrix is asked: all of it, or a sample in which everybody and everything has its turn."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True)
class Breadth:
    """How much is asked at each stop.

    Args:
        equals: whether all are asked whom nothing sets apart, or one of them.
        things: of how many documents and tasks of a case: the youngest.
        of_own_case: somebody asks a question about a case of their own at one of so many stops.
        of_the_rest: the same of any other question.
        kinds: of database.
    """

    equals: bool
    things: int
    of_own_case: int
    of_the_rest: int
    kinds: tuple[str, ...] = ("sqlite", "postgresql")


FULL = Breadth(equals=True, things=sys.maxsize, of_own_case=1, of_the_rest=1)
SAMPLE = Breadth(equals=False, things=2, of_own_case=4, of_the_rest=36, kinds=("postgresql",))
ASKED = FULL if os.environ.get("MATRIX") == "full" else SAMPLE
"""`make matrix` asks for all of it, `make thorough` for the sample."""
