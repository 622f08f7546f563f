"""Ids are unique, sort by age and are well-formed UUIDs of version 7."""

from datetime import UTC, datetime, timedelta
from uuid import RFC_4122, UUID

from engine.clock import VirtualClock
from engine.ids import IdSource

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_7_that_tells_its_moment() -> None:
    made = UUID(IdSource(VirtualClock(START)).new())

    assert made.version == 7
    assert made.variant == RFC_4122
    assert made.int >> 80 == int(START.timestamp() * 1000)


def test_ids_rise_even_within_one_millisecond_and_past_its_counter() -> None:
    ids = IdSource(VirtualClock(START))

    made = [ids.new() for _ in range(10_000)]

    assert made == sorted(set(made))


def test_ids_rise_with_time() -> None:
    clock = VirtualClock(START)
    ids = IdSource(clock)
    earlier = ids.new()
    clock.advance(timedelta(milliseconds=1))

    assert earlier < ids.new()


def test_ids_rise_when_the_machine_s_time_goes_back() -> None:
    later, earlier = VirtualClock(START), VirtualClock(START - timedelta(hours=1))
    ids = IdSource(later)
    before = ids.new()
    ids._clock = earlier

    assert before < ids.new()


def test_two_sources_at_one_moment_make_different_ids() -> None:
    clock = VirtualClock(START)

    assert IdSource(clock).new() != IdSource(clock).new()
