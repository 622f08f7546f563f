"""`python -m features.walk`: walk, tell of each year, and fail where something goes astray."""

from __future__ import annotations

import os
import resource
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
from features.walk.acting import AstrayError
from features.walk.walker import Plan, Walker


def main() -> int:
    """Return 1 when the walk went astray."""
    seed = int(os.environ.get("SEED") or secrets.randbelow(1_000_000))
    plan = Plan(int(os.environ.get("CASES") or 500), int(os.environ.get("YEARS") or 10), seed)
    _say(f"{plan.cases} cases over {plan.years} years, SEED={seed}")
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
        walker = Walker(services, service, partners, hosting.people, plan)
        begun = time.monotonic()
        fault = None
        try:
            for year in walker.walk():
                spent = time.monotonic() - begun
                _say(f"{year.date()}  {spent:.0f} s, {_megabytes()} MB: {walker.course.counts()}")
        except AstrayError as error:
            fault = error
    for line in walker.course.lines():
        _say(line)
    if fault is not None:
        _say(f"astray on {walker.now}, after {walker.course.counts()}:\n{fault}")
        _say(f"repeat with: make walk SEED={plan.seed} CASES={plan.cases} YEARS={plan.years}")
        return 1
    _say(f"no incident, no stuck case, nothing late or lost: {walker.course.counts()}")
    return 0


def _megabytes() -> int:
    """The most memory that this process has used."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
