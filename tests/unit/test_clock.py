"""Time is injected, aware and only moves forward."""

import ast
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from engine.clock import SystemBusinessClock, SystemMachineClock, VirtualClock

ROOT = Path(__file__).parents[2]
START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
READERS = {"now", "utcnow", "today", "time", "time_ns", "monotonic", "monotonic_ns", "perf_counter"}


def test_a_virtual_clock_stands_still_until_told_to_move() -> None:
    clock = VirtualClock(START)

    assert clock.now() == START
    clock.advance(timedelta(days=2))
    assert clock.now() == START + timedelta(days=2)
    assert clock.monotonic() == timedelta(days=2).total_seconds()


def test_a_virtual_clock_never_goes_back() -> None:
    clock = VirtualClock(START)

    with pytest.raises(ValueError, match="only moves forward"):
        clock.advance(timedelta(seconds=-1))
    assert clock.now() == START


def test_a_moment_of_another_zone_is_told_in_utc() -> None:
    amsterdam = timezone(timedelta(hours=1))
    clock = VirtualClock(START)

    clock.move_to(datetime(2026, 11, 21, 11, 0, tzinfo=amsterdam))

    assert clock.now().isoformat() == "2026-11-21T10:00:00+00:00"


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        VirtualClock(datetime(2026, 11, 21))  # noqa: DTZ001


def test_the_system_clocks_answer_in_utc() -> None:
    assert SystemBusinessClock().now().tzinfo is UTC
    assert SystemMachineClock().now().tzinfo is UTC
    assert SystemMachineClock().monotonic() <= SystemMachineClock().monotonic()


# The console of FEEL is a program of its own, with a person at the keyboard.
READS_TIME = {"engine/clock.py", "engine/feel/__main__.py"}


def test_only_the_clock_module_reads_the_time_of_the_machine() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for room in ("engine", "api")
        for path in sorted((ROOT / room).rglob("*.py"))
        if path.relative_to(ROOT).as_posix() not in READS_TIME
        for line in _readings(ast.parse(path.read_text()))
    ]

    assert found == []


def _readings(tree: ast.Module) -> list[int]:
    """Lines that call datetime.now(), date.today(), time.time() and their like."""
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in READERS
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id in {"datetime", "date", "time"}
    ]
