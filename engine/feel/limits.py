"""Bounds on what one evaluation may use, so that no expression can exhaust the machine."""

from __future__ import annotations

from dataclasses import dataclass

MAX_SOURCE_LENGTH = 20_000
"""Longest expression text in characters."""

MAX_TOKENS = 4_000
"""Most names, values and symbols in one expression."""

MAX_NESTING = 60
"""Deepest nesting of brackets, conditionals and other constructs inside one expression."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call of ``evaluate`` may use.

    ``steps`` counts iterations, filtered items and function calls, and is the same on every machine (eight
    items that a built-in only looks at are one step);
    ``seconds`` is processor time of the evaluating thread, a second line of defence;
    ``depth`` counts nested function calls; ``string`` is the longest text in characters;
    ``size`` is the sum of the characters and list items built along the way.
    """

    steps: int = 200_000
    seconds: float = 0.08
    depth: int = 100
    string: int = 1_000_000
    size: int = 2_000_000
