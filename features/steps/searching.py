"""Steps about finding cases by what they hold, in the own house and elsewhere."""

from __future__ import annotations

from pytest_bdd import parsers, step

from features.steps.forms import fields, fill
from features.steps.service import Answer, Json
from features.steps.tables import pairs
from features.steps.world import World


@step(parsers.re(r'zoekt "(?P<person>[^"]+)" een zaak met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" een zaak zoekt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" searches for a case with:'))
def search(world: World, person: str, datatable: list[list[str]]) -> None:
    _search(world, person, datatable, elsewhere=False)


@step(parsers.re(r'"(?P<person>[^"]+)" ook in andere huizen een zaak zoekt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" searches other houses too for a case with:'))
def search_elsewhere(world: World, person: str, datatable: list[list[str]]) -> None:
    _search(world, person, datatable, elsewhere=True)


def _search(world: World, person: str, datatable: list[list[str]], *, elsewhere: bool) -> None:
    rows = pairs(datatable)
    form = _form_to_search_by(world, {label for label, _ in rows})
    filled = fill(form, rows, {}, world.now())
    body = {"fields": dict(_flat(filled)), "elsewhere": elsewhere}
    answer = world.service.change(person, "POST", "/cases/_search", body)
    world.refusal = answer if answer.refused else None
    world.found = answer


def _form_to_search_by(world: World, labels: set[str]) -> Json:
    """A deployed form by whose fields of these labels cases can be found; others may use the same labels."""
    for schema in world.forms():
        known = {
            found.shown
            for found in fields(schema)
            if found.component.get("properties", {}).get("searchable") == "exact"
        }
        if labels <= known:
            return schema
    return world.form_with(sorted(labels))


def _flat(data: Json, path: str = "") -> list[tuple[str, Json]]:
    if not isinstance(data, dict):
        return [(path, data)]
    return [found for name in data for found in _flat(data[name], f"{path}.{name}" if path else name)]


@step(parsers.re(r"wordt de zaak gevonden"))
@step(parsers.re(r"the case is found"))
def is_found(world: World) -> None:
    assert world.case.id in _ids(_found(world))


@step(parsers.re(r"wordt geen zaak gevonden"))
@step(parsers.re(r"no case is found"))
def nothing_found(world: World) -> None:
    assert _ids(_found(world)) == []


@step(parsers.re(r'is er een treffer in huis "(?P<house>[^"]+)" met contact "(?P<contact>[^"]+)"'))
@step(parsers.re(r'there is a hit in house "(?P<house>[^"]+)" with contact "(?P<contact>[^"]+)"'))
def hit(world: World, house: str, contact: str) -> None:
    # Exactly this: a house and whom to ask, and nothing of the case.
    assert _found(world).body["elsewhere"] == [{"house": house, "contact": contact}]


@step(parsers.re(r"is er elders geen treffer"))
@step(parsers.re(r"there is no hit elsewhere"))
def no_hit(world: World) -> None:
    assert _found(world).body["elsewhere"] == []


def _found(world: World) -> Answer:
    assert world.found is not None, "nobody searched in this scenario"
    world.found.expect(200)
    return world.found


def _ids(answer: Answer) -> list[str]:
    return [case["id"] for case in answer.body["results"]]
