"""A case that is held stands still, but for what continues; and no system does a task of a case."""

import json
from dataclasses import replace

import pytest

from engine.commands.advance_clock import advance_clock
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import Exceptional, complete_task
from engine.commands.custody import destroy_case
from engine.commands.deploy import DeploymentRefused, deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_case import NewCase, start_case
from engine.errors import Conflict, Forbidden, Invalid
from engine.queries.cases import Labelled, read_case
from engine.queries.custody import KeepingFilter, list_kept_cases
from engine.queries.tasks import read_task
from tests.integration.bakery import ADA, MANIFEST, ORDER, TASTE, task
from tests.integration.reading import open_tasks
from tests.integration.test_custody import ALL, source
from tests.integration.world import OPERATOR, flow, model

HOLD = '<zeebe:property name="hold" value="=&quot;doubt&quot;" />'
CONTINUES = '<zeebe:property name="whileHeld" value="continues" />'
PROCESS = model(
    '<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order" />'
    "</bpmn:extensionElements></bpmn:startEvent>"
    '<bpmn:parallelGateway id="both" />'
    + task("bake", "baker", "order")
    + task("judge", "baker", "order", HOLD + CONTINUES)
    + task("taste", "baker", "taste", HOLD + CONTINUES)
    + '<bpmn:boundaryEvent id="burns" attachedToRef="bake" cancelActivity="false">'
    '<bpmn:timerEventDefinition id="t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT1H'
    "</bpmn:timeDuration>"
    "</bpmn:timerEventDefinition></bpmn:boundaryEvent>"
    + task("rescue", "baker", "order")
    + '<bpmn:subProcess id="seen" triggeredByEvent="true">'
    '<bpmn:startEvent id="famous" isInterrupting="false">'
    '<bpmn:conditionalEventDefinition id="c">'
    '<bpmn:condition xsi:type="bpmn:tFormalExpression">=bread = "rye"'
    "</bpmn:condition>"
    "</bpmn:conditionalEventDefinition></bpmn:startEvent>"
    + task("praise", "baker", "order")
    + '<bpmn:endEvent id="praised" />'
    + flow("famous", "praise")
    + flow("praise", "praised")
    + "</bpmn:subProcess>"
    + "".join(f'<bpmn:endEvent id="end-{name}" />' for name in ("bake", "taste", "rescue"))
    + flow("start", "both")
    + flow("both", "bake")
    + flow("both", "judge")
    + flow("judge", "taste")
    + flow("bake", "end-bake")
    + flow("taste", "end-taste")
    + flow("burns", "rescue")
    + flow("rescue", "end-rescue"),
    process="bakery",
    properties='<zeebe:property name="caseType" value="loaf" />',
)
DOUBT = {"id": "doubt", "label": "In twijfel", "exceptions": [{"id": "hunger", "label": "Honger"}]}


@pytest.fixture
def case(services: Services) -> str:
    """A case that is held from its start: two tasks after each other hold it."""
    manifest = json.dumps({**MANIFEST, "holds": [DOUBT]}).encode()
    files = [Resource("chain.json", manifest), Resource("bakery.bpmn", PROCESS), ORDER, TASTE]
    deploy(services, None, files)
    started = start_case(services, ADA, NewCase(case_type="loaf", variables={"bread": "wheat"}))
    return started.id


def take(services: Services, case: str, name: str) -> str:
    found = open_tasks(services, case)[name]
    assign_task(services, ADA, found, "ada")
    return found


def test_what_is_held_waits_and_goes_on_where_it_stood(services: Services, case: str) -> None:
    bake, judge = take(services, case, "bake"), take(services, case, "judge")

    assert read_case(source(services), ADA, case).holds == [Labelled("doubt", "In twijfel")]
    seen = [read_task(source(services), ADA, one).details for one in (bake, judge)]
    assert [one.held for one in seen if one is not None] == [True, False]
    with pytest.raises(Conflict, match="In twijfel") as refused:
        complete_task(services, ADA, bake, {"bread": "wheat"})
    assert refused.value.code == "case-held"

    advance_clock(services, OPERATOR, "PT2H", lambda _: 0)
    complete_task(services, ADA, judge, {"bread": "rye"})
    advance_clock(services, OPERATOR, "PT0S", lambda _: 0)
    assert sorted(open_tasks(services, case)) == ["bake", "taste"], "one hold follows on the other"

    complete_task(services, ADA, take(services, case, "taste"), {"opinion": "good"})
    advance_clock(services, OPERATOR, "PT0S", lambda _: 0)
    assert sorted(open_tasks(services, case)) == ["bake", "praise", "rescue"]
    assert read_case(source(services), ADA, case).holds == []
    complete_task(services, ADA, bake, {"bread": "rye"})


def test_two_people_do_not_destroy_what_its_process_holds(services: Services) -> None:
    custody = {"destroy": ["baker"], "alone": True}
    manifest = json.dumps({**MANIFEST, "holds": [DOUBT], "custody": custody}).encode()
    deploy(services, None, [Resource("chain.json", manifest), Resource("bakery.bpmn", PROCESS), ORDER, TASTE])
    held = start_case(services, ADA, NewCase(case_type="loaf", variables={"bread": "wheat"})).id

    with pytest.raises(Conflict) as refused:
        destroy_case(services, ADA, held, "who disputes the data may oppose their erasure")
    assert refused.value.code == "case-held"
    keeping = list_kept_cases(source(services), ADA, KeepingFilter(held=True), ALL)
    assert [one.id for one in keeping.results if one.held] == [held]
    for task_name in ("judge", "taste"):
        done = {"bread": "wheat"} if task_name == "judge" else {"opinion": "good"}
        complete_task(services, ADA, take(services, held, task_name), done)
    assert destroy_case(services, ADA, held, "no longer held").record is not None


def test_an_exception_is_one_that_every_hold_allows(services: Services, case: str) -> None:
    bake = take(services, case, "bake")

    with pytest.raises(Invalid):
        complete_task(services, ADA, bake, {"bread": "rye"}, exception=Exceptional("haste", "Het moet"))
    with pytest.raises(Invalid):
        complete_task(services, ADA, bake, {"bread": "rye"}, exception=Exceptional("hunger", " "))
    complete_task(services, ADA, bake, {"bread": "rye"}, exception=Exceptional("hunger", "Een kind wacht"))

    assert "bake" not in open_tasks(services, case)


def test_no_system_does_a_task_of_a_case_whatever_its_roles(services: Services, case: str) -> None:
    robot = replace(ADA, subject="robot", machine=True)
    judge = take(services, case, "judge")

    with pytest.raises(Forbidden) as claimed:
        assign_task(services, robot, open_tasks(services, case)["bake"], "robot")
    with pytest.raises(Forbidden) as completed:
        complete_task(services, replace(ADA, machine=True), judge, {"bread": "rye"})

    assert [one.value.code for one in (claimed, completed)] == ["human-needed", "human-needed"]


SAFE = '<zeebe:property name="whileHeld" value="safety" />'
GROUNDS = model(
    '<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order" />'
    "</bpmn:extensionElements></bpmn:startEvent>"
    '<bpmn:parallelGateway id="both" />'
    + task("bake", "baker", "order", SAFE)
    + "".join(
        f'<bpmn:boundaryEvent id="{name}" attachedToRef="bake" cancelActivity="false">'
        f'<bpmn:timerEventDefinition id="{name}-t"><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">'
        f"{span}</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
        for name, span in (("burns", "PT1H"), ("cools", "PT9H"))
    )
    + task("rescue", "baker", "order")
    + task("warm", "baker", "order")
    + task("check", "baker", "order", HOLD.replace("doubt", "safety") + CONTINUES)
    + task("judge", "baker", "order")
    + task("taste", "baker", "taste", HOLD + CONTINUES)
    + "".join(f'<bpmn:endEvent id="end-{name}" />' for name in ("bake", "check", "taste", "rescue", "warm"))
    + flow("start", "both")
    + flow("both", "bake")
    + flow("both", "check")
    + flow("both", "judge")
    + flow("judge", "taste")
    + flow("bake", "end-bake")
    + flow("check", "end-check")
    + flow("taste", "end-taste")
    + flow("burns", "rescue")
    + flow("rescue", "end-rescue")
    + flow("cools", "warm")
    + flow("warm", "end-warm"),
    process="bakery",
    properties='<zeebe:property name="caseType" value="loaf" />',
)
SAFETY = {"id": "safety", "label": "Veiligheid", "exceptions": [{"id": "hunger", "label": "Honger"}]}


def test_what_goes_on_under_one_ground_stands_still_under_another(services: Services) -> None:
    manifest = json.dumps({**MANIFEST, "holds": [DOUBT, SAFETY]}).encode()
    files = [Resource("chain.json", manifest), Resource("bakery.bpmn", GROUNDS), ORDER, TASTE]
    deploy(services, None, files)
    case = start_case(services, ADA, NewCase(case_type="loaf", variables={"bread": "wheat"})).id
    bake, judge, check = (take(services, case, name) for name in ("bake", "judge", "check"))

    def held(task_id: str) -> bool | None:
        details = read_task(source(services), ADA, task_id).details
        return None if details is None else details.held

    assert [held(one) for one in (bake, judge)] == [False, True]
    advance_clock(services, OPERATOR, "PT2H", lambda _: 0)
    assert "rescue" in open_tasks(services, case), "its timer runs on under this ground"

    reason = Exceptional("hunger", "Een kind wacht")
    complete_task(services, ADA, judge, {"bread": "rye"}, exception=reason)
    assert [held(one) for one in (bake, check)] == [True, False], "open already, and held on both grounds now"
    with pytest.raises(Conflict, match="In twijfel, Veiligheid"):
        complete_task(services, ADA, bake, {"bread": "rye"})
    advance_clock(services, OPERATOR, "PT12H", lambda _: 0)
    assert "warm" not in open_tasks(services, case)

    complete_task(services, ADA, take(services, case, "taste"), {"opinion": "good"})
    advance_clock(services, OPERATOR, "PT0S", lambda _: 0)
    assert "warm" in open_tasks(services, case), "what came due meanwhile happens once the one hold is over"
    assert held(bake) is False
    complete_task(services, ADA, bake, {"bread": "rye"})


def test_a_hold_that_the_manifest_lacks_lets_nothing_go_on(services: Services) -> None:
    manifest = json.dumps({**MANIFEST, "holds": [DOUBT]}).encode()
    files = [Resource("chain.json", manifest), Resource("bakery.bpmn", GROUNDS), ORDER, TASTE]
    with pytest.raises(DeploymentRefused) as refused:
        deploy(services, None, files)
    assert {finding.rule for finding in refused.value.findings} >= {"manifest-name"}
