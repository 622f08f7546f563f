"""`python -m features.walk`: walk, tell of each year, and fail where something goes astray."""

from __future__ import annotations

import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

from engine.clock import SystemMachineClock
from engine.settings import Mode
from engine.store.migration import migrate
from features.conftest import Sender, register
from features.hosting import Files, Hosting
from features.steps.partners import Partners
from features.walk import looking
from features.walk.walker import AstrayError, Plan, Walker


def main() -> int:
    """Return 1 when the walk went astray."""
    seed = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))
    plan = Plan(int(os.environ.get("CASES") or 500), int(os.environ.get("YEARS") or 10), seed)
    _say(f"{plan.cases} cases over {plan.years} years; repeat with SEED={seed}")
    sender = Sender()
    partners = Partners(sender.keys)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return _walk(Path(folder), partners, sender, plan)
    finally:
        partners.close()


def _walk(folder: Path, partners: Partners, sender: Sender, plan: Plan) -> int:
    empty = f"sqlite:///{folder / 'empty.sqlite'}"
    migrate(empty, Mode.DEMO, SystemMachineClock())
    hosting = Hosting(folder, Files(), empty)
    hosting.prepare(lambda service: register(service, partners, sender))
    with hosting.opened() as (services, service):
        sender.service = service
        walker = Walker(services, service, partners, plan)
        begun = time.monotonic()
        try:
            for year in walker.walk():
                _say(f"{year.date()}  {_counts(walker)}  {time.monotonic() - begun:.0f} s")
        except AstrayError as fault:
            _say(f"astray with SEED={plan.seed}:\n{fault}")
            _tell_left(walker)
            return 1
        with services.database.read() as connection:
            for process, end, number in looking.ends(connection):
                _say(f"{number:6d}  {process}: {end}")
    _tell_left(walker)
    _say(f"no incident, no stuck case, no late timer: {_counts(walker)}")
    return 0


def _tell_left(walker: Walker) -> None:
    for task, number in walker.left.most_common():
        _say(f"{number:6d}  left: {task}")


def _counts(walker: Walker) -> str:
    return ", ".join(f"{number} {name}" for name, number in sorted(walker.done.items())) or "nothing yet"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
