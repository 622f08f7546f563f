"""Steps about keeping: holds, extensions, destruction, the regime of a case, and the register of partners."""

from __future__ import annotations

from datetime import date, timedelta

from pytest_bdd import parsers, step

from features.steps.forms import as_shown, fill
from features.steps.service import Json
from features.steps.tables import pairs
from features.steps.world import World


def _decide(world: World, person: str, method: str, what: str, body: Json = None) -> None:
    world.did(world.service.change(person, method, f"/cases/{world.case.id}/{what}", body))


@step(parsers.re(r'"(?P<person>[^"]+)" de vernietiging van de zaak uitstelt omdat "(?P<reason>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" holds the case because "(?P<reason>[^"]+)"'))
def hold(world: World, person: str, reason: str) -> None:
    _decide(world, person, "PUT", "hold", {"reason": reason})


@step(parsers.re(r'"(?P<person>[^"]+)" het uitstel van vernietiging opheft'))
@step(parsers.re(r'"(?P<person>[^"]+)" lifts the hold on the case'))
def lift(world: World, person: str) -> None:
    _decide(world, person, "DELETE", "hold")


@step(parsers.re(r'ligt de zaak stil omdat "(?P<label>[^"]+)"'))
@step(parsers.re(r'the case is held because "(?P<label>[^"]+)"'))
def is_held(world: World, label: str) -> None:
    assert label in _holds(world), f"it is held on {_holds(world)}"


@step(parsers.re(r"ligt de zaak niet meer stil"))
@step(parsers.re(r"the case is held no longer"))
def is_held_no_longer(world: World) -> None:
    assert _holds(world) == []


def _holds(world: World) -> list[str]:
    operator = world.service.holders("operator")[0]
    return [one["label"] for one in world.seen_case(operator)["holds"]]


@step(
    parsers.re(
        r'"(?P<person>[^"]+)" op grond van "(?P<ground>[^"]+)" omdat "(?P<reason>[^"]+)" '
        r'de taak "(?P<name>[^"]+)" afrondt met:'
    )
)
@step(
    parsers.re(
        r'"(?P<person>[^"]+)" on the ground "(?P<ground>[^"]+)" because "(?P<reason>[^"]+)" '
        r'does the task "(?P<name>[^"]+)" with:'
    )
)
def complete_held(
    world: World, person: str, ground: str, reason: str, name: str, datatable: list[list[str]]
) -> None:
    task, refusal = world.claimed(person, name)
    assert refusal is None
    form = world.service.get(person, f"/tasks/{task['id']}/form").expect(200)
    variables = fill(form["schema"], pairs(datatable), form["data"], world.now())
    body = {"variables": variables, "exception": {"ground": ground, "reason": reason}}
    world.did(world.service.change(person, "POST", f"/tasks/{task['id']}/completion", body))


@step(parsers.re(r'"(?P<person>[^"]+)" de zaak (?P<years>\d+) jaar langer bewaart omdat "(?P<reason>[^"]+)"'))
@step(
    parsers.re(r'"(?P<person>[^"]+)" keeps the case (?P<years>\d+) years? longer because "(?P<reason>[^"]+)"')
)
def extend(world: World, person: str, years: str, reason: str) -> None:
    until = world.now() + timedelta(days=366 * int(years))
    _decide(world, person, "PUT", "retention", {"until": until.isoformat(), "reason": reason})


@step(parsers.re(r'"(?P<person>[^"]+)" de zaak laat vernietigen omdat "(?P<reason>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" has the case destroyed because "(?P<reason>[^"]+)"'))
def destroy(world: World, person: str, reason: str) -> None:
    _decide(world, person, "POST", "destruction", {"reason": reason})


@step(parsers.re(r'ziet "(?P<person>[^"]+)" dat de zaak uiterlijk "(?P<moment>[^"]+)" wordt vernietigd'))
@step(parsers.re(r'"(?P<person>[^"]+)" sees that the case is destroyed "(?P<moment>[^"]+)" at the latest'))
def destroyed_at_the_latest(world: World, person: str, moment: str) -> None:
    ((_, expected),) = as_shown([("", moment)], world.now())
    found = world.service.get(person, f"/cases/{world.case.id}/retention").expect(200)["limitUntil"]
    assert found is not None, "no limit is set"
    assert abs((date.fromisoformat(found[:10]) - date.fromisoformat(expected)).days) <= 1, found


@step(parsers.re(r'ziet "(?P<person>[^"]+)" een bewijs van vernietiging op grond van "(?P<ground>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" sees a record of destruction on the ground "(?P<ground>[^"]+)"'))
def record(world: World, person: str, ground: str) -> None:
    found = world.service.pages(person, "/destruction-records", house=world.case.house)
    assert [one["ground"] for one in found][:1] == [ground], f"the records are {found}"
    assert world.case.number not in str(found)
    assert world.case.id not in str(found)


@step(parsers.re(r'heeft "(?P<person>[^"]+)" buiten de zaak de taak "(?P<name>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" has the task "(?P<name>[^"]+)" outside the case'))
def has_task_outside(world: World, person: str, name: str) -> None:
    found = [task["name"] for task in world.service.pages(person, "/tasks", state="open")]
    assert name in found, f"the tasks are {found}"


@step(parsers.re(r'"(?P<person>[^"]+)" buiten de zaak de taak "(?P<name>[^"]+)" afrondt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" completes the task "(?P<name>[^"]+)" outside the case with:'))
def complete_outside(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    found = [one for one in world.service.pages(person, "/tasks", state="open") if one["name"] == name]
    assert found, f'{person} has no task "{name}"'
    task = f"/tasks/{found[0]['id']}"
    assignee = {"assignee": world.service.person(person)["id"]}
    world.service.change(person, "PUT", f"{task}/assignee", assignee).expect(200, 204)
    form = world.service.get(person, f"{task}/form").expect(200)
    variables = fill(form["schema"], pairs(datatable), form["data"], world.now())
    world.did(world.service.change(person, "POST", f"{task}/completion", {"variables": variables}))


@step(
    parsers.re(
        r'ziet "(?P<person>[^"]+)" de zaak onder het regime "(?P<regime>[^"]+)" met doel "(?P<purpose>[^"]+)"'
    )
)
@step(
    parsers.re(
        r'"(?P<person>[^"]+)" sees the case under the regime "(?P<regime>[^"]+)" for the purpose '
        r'"(?P<purpose>[^"]+)"'
    )
)
def under_regime(world: World, person: str, regime: str, purpose: str) -> None:
    case = world.seen_case(person)
    assert case["regime"] is not None
    assert regime in (case["regime"]["id"], case["regime"]["label"]), case["regime"]
    assert case["purpose"] is not None
    assert purpose in (case["purpose"]["id"], case["purpose"]["label"]), case["purpose"]


def _partner(world: World, name: str) -> Json:
    administrator = world.service.holders("administrator")[0]
    return world.service.get(administrator, f"/partners/{world.partner_id(name)}").expect(200)


def _enter(world: World, partner: Json, partnerships: Json) -> None:
    administrator = world.service.holders("administrator")[0]
    entry = {key: partner[key] for key in ("name", "kind", "address")} | {"partnerships": partnerships}
    world.service.change(administrator, "PUT", f"/partners/{partner['id']}", entry).expect(200)


@step(parsers.re(r'de samenwerking met partner "(?P<name>[^"]+)" is geëindigd'))
@step(parsers.re(r'the partnership with partner "(?P<name>[^"]+)" has ended'))
def ended(world: World, name: str) -> None:
    partner = _partner(world, name)
    last = (world.now().date() - timedelta(days=1)).isoformat()
    _enter(world, partner, [{**one, "until": last} for one in partner["partnerships"]])


@step(
    parsers.re(
        r'partner "(?P<name>[^"]+)" doet incidenteel mee in huis "(?P<house>[^"]+)" omdat "(?P<reason>[^"]+)"'
    )
)
@step(
    parsers.re(
        r'partner "(?P<name>[^"]+)" takes part for an occasion in house "(?P<house>[^"]+)" '
        r'because "(?P<reason>[^"]+)"'
    )
)
def occasional(world: World, name: str, house: str, reason: str) -> None:
    partner = _partner(world, name)
    since = world.now().date().isoformat()
    new = {"house": house, "since": since, "ground": "occasional", "reason": reason}
    _enter(world, partner, [*partner["partnerships"], new])


@step(parsers.re(r'partner "(?P<name>[^"]+)" doet alleen nog mee op grond van het convenant'))
@step(parsers.re(r'partner "(?P<name>[^"]+)" takes part by the covenant alone'))
def by_covenant_alone(world: World, name: str) -> None:
    partner = _partner(world, name)
    _enter(world, partner, [one for one in partner["partnerships"] if one["ground"] == "covenant"])


@step(parsers.re(r'kan "(?P<person>[^"]+)" geen zaak aanmelden'))
@step(parsers.re(r'"(?P<person>[^"]+)" cannot report a case'))
def cannot_report(world: World, person: str) -> None:
    assert world.service.get(person, "/cases/types").expect(200)["results"] == []
    house = world.service.person(person)["houses"][0]
    designer = world.service.holders("designer")[0]
    for kind in world.service.get(designer, "/cases/types").expect(200)["results"]:
        body = {"caseType": kind["caseType"], "house": house, "variables": {}}
        world.service.change(person, "POST", "/cases", body).expect(403)


@step(
    parsers.re(
        r'biedt de taak "(?P<task>[^"]+)" aan "(?P<person>[^"]+)" bij "(?P<label>[^"]+)" (?P<no>geen|wel) '
        r'"(?P<option>[^"]+)"'
    )
)
@step(
    parsers.re(
        r'the task "(?P<task>[^"]+)" offers "(?P<person>[^"]+)" at "(?P<label>[^"]+)" (?P<no>no|also) '
        r'"(?P<option>[^"]+)"'
    )
)
def offers(world: World, task: str, person: str, label: str, no: str, option: str) -> None:
    found, refusal = world.claimed(person, task)
    assert refusal is None
    form = world.service.get(person, f"/tasks/{found['id']}/form").expect(200)["schema"]
    options = {one["label"] for one in _component(form, label)["values"]}
    assert (option in options) == (no in ("wel", "also")), f"it offers {sorted(options)}"


def _component(schema: Json, label: str) -> Json:
    pending = list(schema["components"])
    while pending:
        component = pending.pop()
        if component.get("label") == label and "key" in component:
            return component
        pending += component.get("components", ())
    raise AssertionError(f'the form has no field "{label}"')
