"""How long a decision table of 20 rules and 4 inputs takes: python -m bench.decision_table"""

import timeit
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.figures import Figure, show
from engine.dmn import Model, evaluate, read_model
from engine.feel import Environment, Value

TITLE = "Decision table of 20 rules and 4 inputs"
ROUNDS = 2_000
GIVEN: dict[str, Value] = {"age": 40, "risk": "M", "amount": 500, "member": True}


def table(policy: str, rules: list[list[str]]) -> Model:
    """A model with one table over the names in `GIVEN`."""
    inputs = "".join(
        f"<input><inputExpression><text>{name}</text></inputExpression></input>" for name in GIVEN
    )
    rows = ""
    for number, cells in enumerate(rules):
        tests = "".join(f"<inputEntry><text>{cell}</text></inputEntry>" for cell in cells)
        rows += f'<rule>{tests}<outputEntry><text>"row {number}"</text></outputEntry></rule>'
    source = (
        '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="b" namespace="urn:bench">'
        f'<decision name="d"><decisionTable hitPolicy="{policy}">{inputs}<output/>{rows}</decisionTable>'
        "</decision></definitions>"
    )
    return read_model(source.encode(), resource="bench.dmn")


ALL_MATCH = [[f"[{n}..{n + 60}]", f'"x{n}","M"', f"&gt; {n}", "true"] for n in range(20)]
ONE_MATCHES = [
    [f"[{n}..{n + 2}]" if n != 19 else "40", f'"x{n}","M"', f"&gt; {n}", "true"] for n in range(20)
]
IN_FEEL = [[f"? + {n} > 0", f'contains(?, "M") or {n} = 1', f"&gt; {n}", "true"] for n in range(20)]


def rows() -> Iterator[Figure]:
    """Microseconds for one evaluation."""
    environment = Environment(now=datetime(2026, 1, 1, tzinfo=UTC))
    cases = {
        "one rule matches": table("UNIQUE", ONE_MATCHES),
        "all 20 rules match, 80 different cells": table("COLLECT", ALL_MATCH),
        "all 20 rules match, half of the cells full expressions": table("COLLECT", IN_FEEL),
    }
    for name, model in cases.items():
        seconds = min(
            timeit.repeat(lambda m=model: evaluate(m, "d", GIVEN, environment), number=ROUNDS, repeat=5)
        )
        yield Figure(f"{name}, us", f"{seconds / ROUNDS * 1e6:.1f}")


if __name__ == "__main__":
    show(TITLE, rows())
