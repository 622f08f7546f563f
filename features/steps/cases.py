"""Steps about cases: reporting them, seeing them, where they stand."""

from __future__ import annotations

from pytest_bdd import given, parsers, step, then

from features.steps.forms import fill, flatten
from features.steps.service import Answer, Json
from features.steps.tables import pairs, same
from features.steps.world import World


def _report(world: World, person: str, case_type: str, datatable: list[list[str]]) -> Answer:
    kind = _case_type(world, person, case_type)
    form = world.service.get(person, f"/process-definitions/{kind['definitionId']}/form").expect(200)
    body = {
        "caseType": kind["caseType"],
        "house": world.service.person(person)["houses"][0],
        "variables": fill(form["schema"], pairs(datatable), {}),
    }
    return world.service.post(person, "/cases", body)


def _case_type(world: World, person: str, name: str) -> Json:
    kinds = world.service.get(person, "/cases/types").expect(200)["results"]
    for kind in kinds:
        if name.lower() in (kind["caseType"].lower(), kind["name"].lower()):
            return kind
    raise AssertionError(
        f'there is no case type "{name}"; there are: {"; ".join(kind["name"] for kind in kinds)}'
    )


@step(parsers.re(r'"(?P<person>[^"]+)" meldt een "(?P<case_type>[^"]+)" aan met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" een "(?P<case_type>[^"]+)" aanmeldt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" reports a "(?P<case_type>[^"]+)" with:'))
def report(world: World, person: str, case_type: str, datatable: list[list[str]]) -> None:
    world.remember(_report(world, person, case_type, datatable))


@step(parsers.re(r'"(?P<person>[^"]+)" meldt een "(?P<case_type>[^"]+)" aan als "(?P<name>[^"]+)" met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" reports a "(?P<case_type>[^"]+)" as "(?P<name>[^"]+)" with:'))
def report_as(world: World, person: str, case_type: str, name: str, datatable: list[list[str]]) -> None:
    world.remember(_report(world, person, case_type, datatable), name)


@step(parsers.re(r'"(?P<person>[^"]+)" een "(?P<case_type>[^"]+)" probeert aan te melden met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" tries to report a "(?P<case_type>[^"]+)" with:'))
def try_to_report(world: World, person: str, case_type: str, datatable: list[list[str]]) -> None:
    world.refused(_report(world, person, case_type, datatable))


@step(parsers.re(r'het gaat over "(?P<name>[^"]+)"'))
@step(parsers.re(r'it is about "(?P<name>[^"]+)"'))
def about(world: World, name: str) -> None:
    world.current = world.cases[name]


@then(parsers.re(r'wordt dat geweigerd omdat "(?P<reason>[^"]+)"'))
@then(parsers.re(r'that is refused because "(?P<reason>[^"]+)"'))
def refused_because(world: World, reason: str) -> None:
    assert world.refusal is not None, "nothing was refused in this scenario"
    reasons = world.refusal.reasons()
    assert reason.lower() in reasons.lower(), f"the refusal said:\n{reasons}"


@then(parsers.re(r'ziet "(?P<person>[^"]+)" van de zaak alleen:'))
@then(parsers.re(r'"(?P<person>[^"]+)" sees of the case only:'))
def sees_only(world: World, person: str, datatable: list[list[str]]) -> None:
    case = world.service.get(person, f"/cases/{world.case.id}").expect(200)
    same(flatten(case["data"]), dict(pairs(datatable)))


@then(parsers.re(r'ziet "(?P<person>[^"]+)" de zaak niet'))
@then(parsers.re(r'"(?P<person>[^"]+)" does not see the case'))
def does_not_see(world: World, person: str) -> None:
    world.service.get(person, f"/cases/{world.case.id}").expect(404)
    listed = [case["id"] for case in world.service.pages(person, "/cases")]
    assert world.case.id not in listed


@then(parsers.re(r'ziet "(?P<person>[^"]+)" de zaak'))
@then(parsers.re(r'"(?P<person>[^"]+)" sees the case'))
def sees(world: World, person: str) -> None:
    world.service.get(person, f"/cases/{world.case.id}").expect(200)


@then(parsers.re(r'is de zaak in fase "(?P<stage>[^"]+)"'))
@then(parsers.re(r'the case is in stage "(?P<stage>[^"]+)"'))
def in_stage(world: World, stage: str) -> None:
    labels = [found["label"] for found in world.observe()["stages"]]
    assert stage in labels, f"the case is in {labels}"


@then(parsers.re(r'is de zaak afgesloten met uitkomst "(?P<outcome>[^"]+)"'))
@then(parsers.re(r'the case is closed with outcome "(?P<outcome>[^"]+)"'))
def closed_with(world: World, outcome: str) -> None:
    case = world.observe()
    assert case["endedAt"] is not None, f"the case is still open, in {case['stages']}"
    found = (case["outcome"] or {}).get("label")
    assert found == outcome, f"the outcome is {found}"


@then(parsers.re(r"is de zaak nog niet afgesloten"))
@then(parsers.re(r"the case is still open"))
def still_open(world: World) -> None:
    assert world.observe()["endedAt"] is None


@then(parsers.re(r'loopt de termijn "(?P<label>[^"]+)" tot "(?P<date>[^"]+)"'))
@then(parsers.re(r'the term "(?P<label>[^"]+)" runs until "(?P<date>[^"]+)"'))
def term_runs_until(world: World, label: str, date: str) -> None:
    terms = {term["label"]: world.local(term["due"]) for term in world.observe()["deadlines"]}
    assert label in terms, f'there is no term "{label}"; there are {terms}'
    assert terms[label].startswith(date), f'the term "{label}" runs until {terms[label]}'


@given(parsers.re(r'"(?P<person>[^"]+)" ziet de zaak'))
@given(parsers.re(r'that "(?P<person>[^"]+)" sees the case'))
def given_sees(world: World, person: str) -> None:
    sees(world, person)
