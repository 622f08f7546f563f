"""A small console for FEEL: ``python -m engine.feel``.

Each line is evaluated and its value shown as FEEL text; ``name := expression`` keeps a value. The tab
key completes names, the arrow keys walk through what was typed before.
"""

from __future__ import annotations

import re
import readline
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from engine.feel import (
    BUILT_IN_NAMES,
    Environment,
    FeelError,
    Value,
    parse_expression,
    to_text,
    type_name,
)

_ASSIGNMENT = re.compile(r"\s*([^\W\d][\w ]*?)\s*:=(.+)", re.DOTALL)
_HISTORY = Path("~/.feel_history").expanduser()
_WORDS = (
    "and",
    "between",
    "else",
    "every",
    "for",
    "if",
    "in",
    "instance of",
    "or",
    "return",
    "satisfies",
    "some",
)


class Console:
    """The variables that were kept, and what happens with a line."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.variables: dict[str, Value] = {}
        self._clock = clock

    def answer(self, line: str) -> str:
        """What the console shows for one line of input."""
        assignment = _ASSIGNMENT.fullmatch(line)
        name, source = assignment.groups() if assignment else ("", line)
        now = self._clock()
        environment = Environment(now, now.tzinfo or UTC)
        try:
            value = parse_expression(source, names=self.variables).evaluate(self.variables, environment)
            shown = (
                f"{to_text(value)}  ({type_name(value)})" if type_name(value) != "function" else "function"
            )
        except FeelError as error:
            return str(error)
        if name:
            self.variables[name] = value
        return "\n".join([shown, *(f"  null because {warning.text}" for warning in environment.warnings)])

    def complete(self, text: str, state: int) -> str | None:
        """The completion number ``state`` of a word, as readline asks for it."""
        names = sorted({*self.variables, *BUILT_IN_NAMES, *_WORDS})
        found = [name for name in names if name.startswith(text)]
        return found[state] if state < len(found) else None


def main() -> None:
    """Reads and answers lines until the end of the input."""
    console = Console(lambda: datetime.now().astimezone())
    readline.set_completer(console.complete)
    readline.set_completer_delims("()[]{},:+*/=<>!")
    readline.parse_and_bind("tab: complete")
    if sys.stdin.isatty():
        if _HISTORY.exists():
            readline.read_history_file(_HISTORY)
        print("FEEL of DMN 1.5. name := expression keeps a value, Ctrl-D ends.")
    try:
        while True:
            line = input("feel> ")
            if line.strip():
                print(console.answer(line))
    except (EOFError, KeyboardInterrupt):
        print()
    if sys.stdin.isatty():
        readline.set_history_length(1_000)
        readline.write_history_file(_HISTORY)


if __name__ == "__main__":
    main()
