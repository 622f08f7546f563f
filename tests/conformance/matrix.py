"""Which element, in which position, is proved by which test: the source of `docs/conformance.md`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T", bound=Callable[..., Any])


@dataclass(frozen=True, order=True)
class Row:
    """One line of the table."""

    element: str
    position: str
    verdict: str
    test: str


ROWS: list[Row] = []
DOCUMENT = Path(__file__).parents[2] / "docs" / "conformance.md"
HEAD = """# What of BPMN 2.0.2 is executed, and what is refused

Generated from the tests that prove it: `python -m tests.conformance.matrix`. Every model that is supported
passes the checks of a deployment. It runs straight, restored from its stored state after each command, and
with each command lost once before it is kept. What stands in no line is refused by a rule of
[lint](reference/lint.md), or carries no behaviour (pools, lanes, annotations, groups, message flows).

| element | position and behaviour | | test |
|---|---|---|---|
"""


def proves(element: str, position: str = "") -> Callable[[T], T]:
    """Says what the test proves to work; several lines stand above each other."""
    return _noting(element, position, "supported")


def refuses(element: str, position: str) -> Callable[[T], T]:
    """Says what the test proves to be refused at deploy."""
    return _noting(element, position, "refused")


def _noting(element: str, position: str, verdict: str) -> Callable[[T], T]:
    def note(test: T) -> T:
        module = test.__module__.rsplit(".", 1)[-1]
        ROWS.append(Row(element, position, verdict, f"`{module}.{test.__name__}`"))
        return test

    return note


def document() -> str:
    """The table, of all test modules beside this one."""
    for module in sorted(Path(__file__).parent.glob("test_*.py")):
        import_module(f"tests.conformance.{module.stem}")
    rows = sorted(set(ROWS))
    return HEAD + "".join(
        f"| {row.element} | {row.position} | {row.verdict} | {row.test} |\n" for row in rows
    )


if __name__ == "__main__":
    from tests.conformance import matrix  # the module that the tests know, not this one run as a script

    DOCUMENT.write_text(matrix.document(), encoding="utf-8")
