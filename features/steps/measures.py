"""Steps about figures: who sees which, and a year that is frozen; and processes that no case runs through."""

from __future__ import annotations

from pytest_bdd import parsers, step

from features.steps.service import Json
from features.steps.tables import Rows, pairs, shows
from features.steps.world import Case, World

KEPT_BACK = ("afgeschermd", "kept back")
NOTHING = ("geen", "none")


def _measure(world: World, person: str, label: str) -> Json:
    found = world.service.get(person, "/measures").expect(200)["results"]
    ids = {one["label"]: one["id"] for one in found}
    assert label in ids, f'{person} has no measure "{label}"; there are: {"; ".join(sorted(ids))}'
    return ids[label]


def _cells(figures: Json) -> dict[str, str | None]:
    """Values by what people read: `Figure`, `Figure: cell`, and `Figure: cell: huizen` for their names."""
    read: dict[str, str | None] = {}
    for figure in figures:
        for cell in (figure["total"], *figure["cells"]):
            name = (
                f"{figure['label']}: {cell['label'] or cell['key']}" if cell["dimension"] else figure["label"]
            )
            value = KEPT_BACK[0] if cell["suppressed"] else NOTHING[0]
            read[name] = value if cell["value"] is None else str(cell["value"])
            read[f"{name}: huizen"] = ", ".join(cell["houses"]) or NOTHING[0]
    return read


def _shows(
    world: World, person: str, label: str, house: str | None, rows: Rows, year: int | None = None
) -> None:
    year = world.now().year if year is None else year
    path = f"/measures/{_measure(world, person, label)}"
    period = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    found = world.service.get(person, path, **period, **({} if house is None else {"house": house})).expect(
        200
    )
    cells = _cells(found["figures"])
    missing = [name for name, _ in rows if name not in cells]
    assert not missing, f"there are no figures {missing}; there are: {'; '.join(sorted(cells))}"
    words = dict(zip((KEPT_BACK[1], NOTHING[1]), (KEPT_BACK[0], NOTHING[0]), strict=True))
    shows({name: cells[name] for name, _ in rows}, [(name, words.get(text, text)) for name, text in rows])


@step(parsers.re(r'ziet "(?P<person>[^"]+)" dit jaar van "(?P<measure>[^"]+)":'))
@step(parsers.re(r'"(?P<person>[^"]+)" sees this year of "(?P<measure>[^"]+)":'))
def sees_figures(world: World, person: str, measure: str, datatable: list[list[str]]) -> None:
    _shows(world, person, measure, None, pairs(datatable))


@step(parsers.re(r'ziet "(?P<person>[^"]+)" het afgelopen jaar van "(?P<measure>[^"]+)":'))
@step(parsers.re(r'"(?P<person>[^"]+)" sees the past year of "(?P<measure>[^"]+)":'))
def sees_figures_of_past_year(world: World, person: str, measure: str, datatable: list[list[str]]) -> None:
    _shows(world, person, measure, None, pairs(datatable), world.now().year - 1)


@step(
    parsers.re(
        r'ziet "(?P<person>[^"]+)" (?P<year>dit|het afgelopen) jaar van "(?P<measure>[^"]+)" '
        r'in huis "(?P<house>[^"]+)":'
    )
)
@step(
    parsers.re(
        r'"(?P<person>[^"]+)" sees (?P<year>this|the past) year of "(?P<measure>[^"]+)" '
        r'in house "(?P<house>[^"]+)":'
    )
)
def sees_figures_of_house(
    world: World, person: str, year: str, measure: str, house: str, datatable: list[list[str]]
) -> None:
    past = 0 if year in ("dit", "this") else 1
    _shows(world, person, measure, house, pairs(datatable), world.now().year - past)


@step(parsers.re(r'mag "(?P<person>[^"]+)" "(?P<measure>[^"]+)" van huis "(?P<house>[^"]+)" niet zien'))
@step(parsers.re(r'"(?P<person>[^"]+)" may not see "(?P<measure>[^"]+)" of house "(?P<house>[^"]+)"'))
def may_not_see(world: World, person: str, measure: str, house: str) -> None:
    knows = world.service.holders("manager")[0]
    path = f"/measures/{_measure(world, knows, measure)}"
    world.service.get(person, path, house=house).expect(403)


@step(parsers.re(r'"(?P<person>[^"]+)" het afgelopen jaar van "(?P<measure>[^"]+)" bevriest'))
@step(parsers.re(r'"(?P<person>[^"]+)" freezes the past year of "(?P<measure>[^"]+)"'))
def freezes(world: World, person: str, measure: str) -> None:
    _freeze(world, person, measure, {})


@step(
    parsers.re(
        r'"(?P<person>[^"]+)" het afgelopen jaar van "(?P<measure>[^"]+)" opnieuw bevriest '
        r'omdat "(?P<reason>[^"]+)"'
    )
)
@step(
    parsers.re(
        r'"(?P<person>[^"]+)" freezes the past year of "(?P<measure>[^"]+)" again because "(?P<reason>[^"]+)"'
    )
)
def freezes_again(world: World, person: str, measure: str, reason: str) -> None:
    _freeze(world, person, measure, {"reason": reason})


def _freeze(world: World, person: str, measure: str, more: dict[str, str]) -> None:
    path = f"/measures/{_measure(world, person, measure)}/freezes"
    world.did(world.service.change(person, "POST", path, {"year": world.now().year - 1, **more}))


@step(parsers.re(r'de "(?P<process>[^"]+)" van huis "(?P<house>[^"]+)" loopt'))
@step(parsers.re(r'the "(?P<process>[^"]+)" of house "(?P<house>[^"]+)" runs'))
def runs(world: World, process: str, house: str) -> None:
    """Later sentences are about the instance of that process that runs in the house."""
    designer, operator = world.service.holders("designer")[0], world.service.holders("operator")[0]
    known = {
        one["name"]: one["processId"]
        for one in world.service.pages(designer, "/process-definitions", latest="true")
    }
    found = world.service.pages(
        operator, "/process-instances", processId=known[process], house=house, state="active"
    )
    assert len(found) == 1, f'{len(found)} instances of "{process}" run in {house}'
    world.current = Case(found[0]["id"], "", house)


@step(parsers.re(r'huis "(?P<house>[^"]+)" vanaf vandaag meedoet'))
@step(parsers.re(r'house "(?P<house>[^"]+)" takes part from today'))
def takes_part(world: World, house: str) -> None:
    administrator = world.service.holders("administrator")[0]
    body = {"name": house.title(), "organisation": f"zvh-{house}", "since": world.now().date().isoformat()}
    world.service.change(administrator, "PUT", f"/houses/{house}", body).expect(200)
