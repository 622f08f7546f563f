"""Steps about time: the virtual clock of the service moves, nobody waits."""

from __future__ import annotations

from pytest_bdd import parsers, step

from features.steps.world import World

DURATIONS = {
    "minuut": "PT{}M", "minuten": "PT{}M", "uur": "PT{}H", "dag": "P{}D", "dagen": "P{}D",
    "week": "P{}W", "weken": "P{}W", "maand": "P{}M", "maanden": "P{}M", "jaar": "P{}Y",
    "minute": "PT{}M", "minutes": "PT{}M", "hour": "PT{}H", "hours": "PT{}H", "day": "P{}D", "days": "P{}D",
    "weeks": "P{}W", "month": "P{}M", "months": "P{}M", "year": "P{}Y", "years": "P{}Y",
}  # fmt: skip


@step(parsers.re(r"er (?P<count>\d+) werkdag(en)? verstrijk(t|en)"))
@step(parsers.re(r"(?P<count>\d+) working days? pass(es)?"))
def working_days_pass(world: World, count: str) -> None:
    world.move_clock_to(world.after_working_days(int(count)))


@step(
    parsers.re(
        r"er (?P<count>\d+) (?P<unit>minuut|minuten|uur|dagen|dag|weken|week|maanden|maand|jaar) "
        r"verstrijk(t|en)"
    )
)
@step(parsers.re(r"(?P<count>\d+) (?P<unit>minutes?|hours?|days?|weeks?|months?|years?) pass(es)?"))
def time_passes(world: World, count: str, unit: str) -> None:
    world.service.post(world.operator, "/clock/advance", {"duration": DURATIONS[unit].format(count)}).expect(
        200
    )


@step(parsers.re(r'het "(?P<moment>[^"]+)" is'))
@step(parsers.re(r'it is "(?P<moment>[^"]+)"'))
def it_is(world: World, moment: str) -> None:
    world.move_clock_to(world.in_zone(moment))
