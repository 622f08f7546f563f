"""Steps about cases: reporting them, seeing them, where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pytest_bdd import parsers, step

from features.steps.forms import Field, as_shown, fill, find, read
from features.steps.service import Json
from features.steps.tables import Rows, pairs, shows, shows_only
from features.steps.world import Case, World


@step(parsers.re(r'"(?P<person>[^"]+)" nog (?P<times>\d+) keer een "(?P<case_type>[^"]+)" aanmeldt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" reports a "(?P<case_type>[^"]+)" (?P<times>\d+) times more with:'))
def report_more(world: World, person: str, times: str, case_type: str, datatable: list[list[str]]) -> None:
    for _ in range(int(times)):
        report(world, person, case_type, datatable)


def _case_type(world: World, person: str, name: str) -> Json:
    kinds = world.service.get(person, "/cases/types").expect(200)["results"]
    for kind in kinds:
        if name.lower() in (kind["caseType"].lower(), (kind["name"] or "").lower()):
            return kind
    known = "; ".join(kind["caseType"] for kind in kinds)
    raise AssertionError(f'there is no case type "{name}"; there are: {known}')


@step(parsers.re(r'"(?P<person>[^"]+)" meldt een "(?P<case_type>[^"]+)" aan met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" een "(?P<case_type>[^"]+)" aanmeldt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" reports a "(?P<case_type>[^"]+)" with:'))
def report(world: World, person: str, case_type: str, datatable: list[list[str]]) -> None:
    kind = _case_type(world, person, case_type)
    form = world.service.get(person, f"/process-definitions/{kind['definitionId']}/form").expect(200)
    house = world.service.person(person)["houses"][0]
    rows = [(label, world.numbered(text)) for label, text in pairs(datatable)]
    variables = fill(form["schema"], rows, {}, world.now())
    body = {"caseType": kind["caseType"], "house": house, "variables": variables}
    answer = world.service.change(person, "POST", "/cases", body)
    if not answer.refused:
        world.current = Case(answer.body["id"], answer.body["number"], house)
        world.reported.append(world.current)
    world.did(answer)


@step(parsers.re(r"het over de (?P<which>eerste|laatste) zaak gaat"))
@step(parsers.re(r"it is about the (?P<which>first|last) case"))
def about(world: World, which: str) -> None:
    world.current = world.reported[0 if which in ("eerste", "first") else -1]


@step(parsers.re(r'het over het lopende proces "(?P<process_id>[^"]+)" gaat'))
@step(parsers.re(r'it is about the running process "(?P<process_id>[^"]+)"'))
def about_process(world: World, process_id: str) -> None:
    """A process that belongs to no case: a message started it."""
    operator = world.service.holders("operator")[0]
    found = world.service.pages(operator, "/process-instances", processId=process_id, state="active")
    assert len(found) == 1, f"{len(found)} instances of {process_id} are running"
    world.current = Case(found[0]["id"], found[0]["id"], world.case.house)


@step(parsers.re(r'wordt dat geweigerd omdat "(?P<reason>[^"]+)"'))
@step(parsers.re(r'that is refused because "(?P<reason>[^"]+)"'))
def refused_because(world: World, reason: str) -> None:
    assert world.refusal is not None, "nothing was refused"
    reasons = world.refusal.reasons()
    world.refusal = None
    assert reason.lower() in reasons.lower(), f"the refusal said:\n{reasons}"


def _shown(world: World, person: str, rows: Rows) -> dict[str, str | None]:
    data = world.seen_case(person)["data"]
    known = list(world.labelled().values())
    return {label: read(*find(known, label), data) for label, _ in rows}


@step(parsers.re(r'ziet "(?P<person>[^"]+)" van de zaak:'))
@step(parsers.re(r'"(?P<person>[^"]+)" sees of the case:'))
def sees(world: World, person: str, datatable: list[list[str]]) -> None:
    rows = as_shown(pairs(datatable), world.now())
    shows(_shown(world, person, rows), rows)


@step(parsers.re(r'ziet "(?P<person>[^"]+)" van de zaak alleen:'))
@step(parsers.re(r'"(?P<person>[^"]+)" sees of the case only:'))
def sees_only(world: World, person: str, datatable: list[list[str]]) -> None:
    rows = as_shown(pairs(datatable), world.now())
    data = world.seen_case(person)["data"]
    everything = {label: read(field, 0, data) for label, field in world.labelled().items()}
    expected = {world.labelled()[label].path for label, _ in rows if label in world.labelled()}
    visible = {
        label: text
        for label, text in everything.items()
        if text is not None and (label in dict(rows) or world.labelled()[label].path not in expected)
    }
    shows_only(visible, rows)


@step(parsers.re(r'ziet "(?P<person>[^"]+)" de zaak niet'))
@step(parsers.re(r'"(?P<person>[^"]+)" does not see the case'))
def does_not_see(world: World, person: str) -> None:
    world.service.get(person, f"/cases/{world.case.id}").expect(404)
    assert world.case.id not in [case["id"] for case in world.service.pages(person, "/cases")]


@step(parsers.re(r'heeft "(?P<person>[^"]+)" nergens meer toegang tot de zaak'))
@step(parsers.re(r'"(?P<person>[^"]+)" has no access to the case anywhere any more'))
def has_no_access(world: World, person: str) -> None:
    """With the token that they have had all along: what it opens is asked anew each time."""
    case = world.case
    of_case = ("", "/timeline", "/participants", "/documents")
    of_instance = (
        "",
        "/variables",
        "/element-instances",
        "/sequence-flows",
        "/waiting",
        "/ad-hoc-activities",
    )
    for path in (
        *(f"/cases/{case.id}{part}" for part in of_case),
        *(f"/process-instances/{case.id}{part}" for part in of_instance),
    ):
        world.service.get(person, path).expect(404)
    assert case.id not in [one["id"] for one in world.service.pages(person, "/cases")]
    inside = world.service.pages(person, "/process-instances", rootInstanceId=case.id)
    assert inside == [], "they know what runs in it"
    for state in ("open", "completed"):
        tasks = world.service.pages(person, "/tasks", rootInstanceId=case.id, state=state)
        for task in tasks:  # what somebody did before is theirs to know, not what stood in it
            assert world.service.get(person, f"/tasks/{task['id']}/form").refused


def _stages(world: World, person: str) -> list[str]:
    return [found["label"] for found in world.seen_case(person)["stages"]]


@step(parsers.re(r'ziet "(?P<person>[^"]+)" de zaak in fase "(?P<stage>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" sees the case in stage "(?P<stage>[^"]+)"'))
def in_stage(world: World, person: str, stage: str) -> None:
    stages = _stages(world, person)
    assert stage in stages, f"the case is in {stages}"


@step(parsers.re(r'ziet "(?P<person>[^"]+)" de zaak niet in fase "(?P<stage>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" does not see the case in stage "(?P<stage>[^"]+)"'))
def not_in_stage(world: World, person: str, stage: str) -> None:
    stages = _stages(world, person)
    assert stage not in stages, f"the case is in {stages}"


@step(parsers.re(r'eindigt de zaak als "(?P<outcome>[^"]+)"'))
@step(parsers.re(r'the case ends as "(?P<outcome>[^"]+)"'))
def ends_as(world: World, outcome: str) -> None:
    case = world.seen_case(world.service.holders("operator")[0])
    found = case["outcome"] and case["outcome"]["label"]
    assert found == outcome, f"the outcome is {found}, the case is in {case['stages']}"


@step(parsers.re(r"is de zaak vernietigd"))
@step(parsers.re(r"the case is destroyed"))
def is_destroyed(world: World) -> None:
    for person in world.service.people():
        world.service.get(person, f"/cases/{world.case.id}").expect(404)
    operator = world.service.holders("operator")[0]
    world.service.get(operator, f"/process-instances/{world.case.id}").expect(404)


@step(
    parsers.re(
        r'ziet "(?P<person>[^"]+)" bij de zaak de termijn "(?P<label>[^"]+)" met bron "(?P<source>[^"]+)"'
    )
)
@step(parsers.re(r'"(?P<person>[^"]+)" sees the term "(?P<label>[^"]+)" with source "(?P<source>[^"]+)"'))
def sees_term(world: World, person: str, label: str, source: str) -> None:
    terms = {term["label"]: term["source"] for term in world.seen_case(person)["deadlines"]}
    assert terms.get(label) == source, f"the terms are {terms}"


@step(parsers.re(r"is van de zaak te zien:"))
@step(parsers.re(r"of the case is to be seen:"))
def is_to_be_seen(world: World, datatable: list[list[str]]) -> None:
    """A row is a field, wherever in the case it stands; `Fase`; `Document` or `Termijn` and its name."""
    people, *rows = datatable[0][1:], *datatable[1:]
    known = list(world.labelled().values())
    other = {}
    for number, person in enumerate(people, start=1):
        seen = _Seen.of(world, person)
        for row in rows:
            text = seen.reads(row[0], known)
            if text != row[number]:
                other[f"{row[0]}, {person}"] = text
    assert not other, f"shown otherwise: {other}"


@dataclass(frozen=True)
class _Seen:
    """All that a person reads of a case and of what runs in it; nothing where it is not there for them."""

    stages: str
    documents: frozenset[str]
    terms: frozenset[str]
    parts: tuple[Mapping[str, object], ...]

    @classmethod
    def of(cls, world: World, person: str) -> _Seen:
        if person in ("Betrokkene", "Person concerned"):  # who has no account reads what anybody reads
            assert world.service.public(f"/cases/{world.case.id}")["status"] == 401
            return cls("", frozenset(), frozenset(), ())
        path = f"/cases/{world.case.id}"
        answer = world.service.get(person, path)
        if answer.status == 404:
            return cls("", frozenset(), frozenset(), ())
        case = answer.expect(200)
        inside = world.service.pages(
            person, "/process-instances", rootInstanceId=world.case.id, state="active"
        )
        running = [one["id"] for one in reversed(inside) if one["id"] != world.case.id]  # innermost first
        read = [world.service.get(person, f"/process-instances/{one}/variables") for one in running]
        return cls(
            ", ".join(stage["label"] for stage in case["stages"]),
            frozenset(one["name"] for one in world.service.pages(person, f"{path}/documents")),
            frozenset(term["label"] for term in case["deadlines"]),
            (case["data"], *(one.expect(200)["variables"] for one in read)),
        )

    def reads(self, label: str, known: list[Field]) -> str:
        kind, _, name = label.partition(" ")
        if label in ("Fase", "Stage"):
            return self.stages
        if kind == "Document":
            return "leesbaar" if name in self.documents else ""
        if kind in ("Termijn", "Term"):
            return "loopt" if name in self.terms else ""
        place = find(known, label)
        return next((text for part in self.parts for text in [read(*place, dict(part))] if text), "")
