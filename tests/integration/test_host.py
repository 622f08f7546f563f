"""What models see of a house: its terms, its working days, its versions of processes and decisions."""

from datetime import UTC, datetime

import msgspec
import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from engine.commands.choose_activities import Chosen, choose_activities
from engine.commands.delivering import deliver, pending_deliveries
from engine.commands.deploy import deploy
from engine.commands.houses import register_house, set_calendar
from engine.commands.operations import write_variables
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Invalid, NotFound, PreconditionFailed
from engine.queries.tasks import DueReason
from engine.queries.waiting import waiting
from engine.store.calendars import find_calendar
from engine.store.tables.cases import deadline
from engine.store.tables.history import decision_made, element_instance
from engine.store.tables.waits import incident, task
from engine.store.values import decode_object
from tests.integration.reading import open_tasks, variables
from tests.integration.test_task_queries import source
from tests.integration.world import (
    ANNA,
    HOUSE,
    MACHINE,
    STRANGER,
    deploy_model,
    flow,
    model,
    user_task,
)


def terms(amount: int, *, house: str = "") -> bytes:
    rows = [(f'"{house}"', 1), ("-", amount)] if house else [("-", amount)]
    rules = "".join(
        f'<rule id="r{number}"><inputEntry id="i{number}"><text>{entry}</text></inputEntry>'
        f'<outputEntry id="o{number}"><text>{{amount: {days}, unit: "working days", direction: "after", '
        f'statutory: false, source: "regeling", label: "Besluit"}}</text></outputEntry></rule>'
        for number, (entry, days) in enumerate(rows)
    )
    return (
        '<?xml version="1.0"?><definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" '
        'id="t" name="terms" namespace="http://example.org/terms"><decision id="terms" name="terms">'
        '<variable name="terms" /><decisionTable id="table" hitPolicy="FIRST"><input id="in">'
        '<inputExpression id="ie" typeRef="string"><text>house</text></inputExpression></input>'
        f'<output id="out" />{rules}</decisionTable></decision></definitions>'
    ).encode()


def dated(expression: str) -> bytes:
    body = (
        '<bpmn:startEvent id="start" />'
        + user_task("a", extra=f'<zeebe:taskSchedule dueDate="{expression}" />')
        + '<bpmn:endEvent id="end" />'
        + flow("start", "a")
        + flow("a", "end")
    )
    return model(body)


def begin(services: Services, **given: object) -> str:
    return start_instance(services, MACHINE, NewInstance(process_id="p", variables=given)).id  # type: ignore[arg-type]


def due(services: Services) -> datetime:
    with services.database.read() as connection:
        return connection.scalars(select(task.c.due_at).order_by(task.c.created_at, task.c.root_id)).all()[-1]


TERM = "=term(&quot;besluit&quot;).due"


def test_a_term_is_reckoned_on_the_working_days_of_the_house(services: Services) -> None:
    deploy(services, None, [Resource("terms.dmn", terms(5)), Resource("p.bpmn", dated(TERM))])
    root_id = begin(services)
    assert due(services) == datetime(2026, 1, 12, 22, 59, 59, tzinfo=UTC)

    register_house(services, HOUSE, "Noord")
    closed = {"closed": [{"first": "2026-01-06", "last": "2026-01-07", "label": "dicht"}]}
    assert set_calendar(services, None, HOUSE, msgspec.json.encode(closed)) == 1
    begin(services)
    assert due(services) == datetime(2026, 1, 14, 22, 59, 59, tzinfo=UTC)

    with services.database.read() as connection:
        row = connection.execute(select(deadline).where(deadline.c.root_id == root_id)).one()
    assert (row.term, row.due_at) == ("besluit", datetime(2026, 1, 12, 22, 59, 59, tzinfo=UTC))
    reason = decode_object(
        services.keys.open(row.reason, deadline.c.reason, (root_id, row.element, row.alternative))
    )
    assert reason == {"term": "besluit", "label": "Besluit", "source": "regeling"}


def test_a_term_that_cannot_be_reckoned_on_a_new_calendar_stays_and_is_told_of(services: Services) -> None:
    of_choice = dated("=if chosen = null then term(&quot;besluit&quot;).due else chosen")
    deploy(services, None, [Resource("terms.dmn", terms(5)), Resource("p.bpmn", of_choice)])
    root_id = begin(services, chosen=None)
    before = due(services)
    write_variables(services, MACHINE, root_id, {"chosen": "no date"})
    register_house(services, HOUSE, "Noord")
    closed = {"closed": [{"first": "2026-01-06", "last": "2026-01-07", "label": "dicht"}]}
    set_calendar(services, None, HOUSE, msgspec.json.encode(closed))

    with capture_logs() as told:
        deliver(services, pending_deliveries(services, 10))

    assert [(entry["event"], entry["root"], entry["reason"]) for entry in told] == [
        ("term_not_reckoned", root_id, "timer")
    ]
    assert due(services) == before
    assert pending_deliveries(services, 10) == []


def test_a_timer_tells_the_term_that_made_it(services: Services) -> None:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:intermediateCatchEvent id="wait">'
        f'<bpmn:timerEventDefinition id="until"><bpmn:timeDate>{TERM}</bpmn:timeDate>'
        "</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>"
        '<bpmn:endEvent id="end" />' + flow("start", "wait") + flow("wait", "end")
    )
    deploy(services, None, [Resource("terms.dmn", terms(5)), Resource("p.bpmn", model(body))])

    (timer,) = waiting(source(services), MACHINE, begin(services)).timers

    assert timer.reason == DueReason(term="besluit", label="Besluit", source="regeling")


def test_a_date_that_follows_the_data_stands_still_and_runs_on(services: Services) -> None:
    source_of = "=term(&quot;besluit&quot;, date and time(since), stops).due"
    body = (
        '<bpmn:startEvent id="start" />'
        + user_task(
            "a",
            extra=f'<zeebe:taskSchedule dueDate="{source_of}" /><zeebe:properties>'
            '<zeebe:property name="reckonAgain" value="true" /></zeebe:properties>',
        )
        + '<bpmn:boundaryEvent id="late" attachedToRef="a" cancelActivity="false"><bpmn:extensionElements>'
        '<zeebe:properties><zeebe:property name="reckonAgain" value="true" /></zeebe:properties>'
        f'</bpmn:extensionElements><bpmn:timerEventDefinition id="lateness"><bpmn:timeDate>{source_of}'
        "</bpmn:timeDate></bpmn:timerEventDefinition></bpmn:boundaryEvent>"
        '<bpmn:endEvent id="end" />' + flow("start", "a") + flow("a", "end") + flow("late", "end")
    )
    deploy(services, None, [Resource("terms.dmn", terms(5)), Resource("p.bpmn", model(body))])
    root_id = begin(services, since="2026-01-05T09:00:00@Europe/Amsterdam", stops=None)

    def dates() -> tuple[datetime | None, list[datetime]]:
        """Of the task and the timer, and those that stand."""
        timers = [each.due_at for each in waiting(source(services), MACHINE, root_id).timers]
        query = select(deadline.c.due_at).where(deadline.c.ended_at.is_(None))
        with services.database.read() as connection:
            assert sorted(connection.scalars(query)) == [*timers, *timers]
        return due(services), timers

    first, later = (datetime(2026, 1, day, 22, 59, 59, tzinfo=UTC) for day in (12, 15))
    assert dates() == (first, [first])
    write_variables(services, MACHINE, root_id, {"stops": [{"from": "2026-01-07"}]})
    assert dates() == (None, [])
    write_variables(
        services, MACHINE, root_id, {"stops": [{"from": "2026-01-07", "until": "2026-01-12T09:00:00+01:00"}]}
    )
    assert dates() == (later, [later])
    reset = datetime(2026, 1, 13, 22, 59, 59, tzinfo=UTC)
    write_variables(services, MACHINE, root_id, {"stops": [], "since": "2026-01-06T09:00:00+01:00"})
    assert dates() == (reset, [reset])


def test_a_house_has_a_term_of_its_own_by_a_row(services: Services) -> None:
    files = [Resource("terms.dmn", terms(5, house=HOUSE)), Resource("p.bpmn", dated(TERM))]
    deploy(services, None, files)
    begin(services)

    assert due(services) == datetime(2026, 1, 6, 22, 59, 59, tzinfo=UTC)


def test_a_deployment_of_a_house_wins_there_only(services: Services) -> None:
    deploy(services, None, [Resource("terms.dmn", terms(5)), Resource("p.bpmn", dated(TERM))])
    deploy(services, None, [Resource("terms.dmn", terms(2))], house="zuid")
    begin(services)
    assert due(services) == datetime(2026, 1, 12, 22, 59, 59, tzinfo=UTC)

    deploy(services, None, [Resource("terms.dmn", terms(2))], house=HOUSE)
    begin(services)
    assert due(services) == datetime(2026, 1, 7, 22, 59, 59, tzinfo=UTC)


def test_a_missing_decision_is_an_incident_and_not_a_lost_instance(services: Services) -> None:
    deploy_model(services, dated(TERM))
    begin(services)

    with services.database.read() as connection:
        raised = connection.execute(select(incident)).one()
    assert (raised.element_id, raised.state) == ("a", "open")


def test_a_changed_calendar_needs_the_revision_that_was_seen(services: Services) -> None:
    register_house(services, HOUSE, "Noord")
    set_calendar(services, None, HOUSE, b"{}")

    with pytest.raises(PreconditionFailed):
        set_calendar(services, None, HOUSE, b"{}", if_match=7)
    assert set_calendar(services, None, HOUSE, b'{"national": false}', if_match=1) == 2
    with services.database.read() as connection:
        found = find_calendar(connection, HOUSE, None)
    assert found is not None
    assert not found.national


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"x": 1}', b'{"zone": "Mars"}', b'{"weekend": [0,1,2,3,4,5,6]}']
)
def test_what_is_no_calendar_is_refused(services: Services, content: bytes) -> None:
    register_house(services, HOUSE, "Noord")
    with pytest.raises(Invalid):
        set_calendar(services, None, HOUSE, content)


def test_a_decision_leaves_the_rules_that_matched(services: Services) -> None:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:businessRuleTask id="rule"><bpmn:extensionElements>'
        '<zeebe:calledDecision decisionId="terms" resultVariable="found" /></bpmn:extensionElements>'
        "</bpmn:businessRuleTask>"
        + user_task("a")
        + '<bpmn:endEvent id="end" />'
        + flow("start", "rule")
        + flow("rule", "a")
        + flow("a", "end")
    )
    deploy(services, None, [Resource("terms.dmn", terms(5)), Resource("p.bpmn", model(body))])
    root_id = begin(services, house="x")

    found = variables(services, root_id)["found"]
    assert isinstance(found, dict)
    assert found["amount"] == 5
    with services.database.read() as connection:
        row = connection.execute(select(decision_made)).one()
    assert (row.decision_id, row.matched) == ("terms", '[{"decisionId":"terms","ruleId":"r0","index":1}]')


def test_people_choose_work_in_an_ad_hoc_subprocess(services: Services) -> None:
    body = (
        '<bpmn:startEvent id="start" /><bpmn:adHocSubProcess id="free">'
        + user_task("x")
        + user_task("y")
        + "</bpmn:adHocSubProcess>"
        + '<bpmn:endEvent id="end" />'
        + flow("start", "free")
        + flow("free", "end")
    )
    deploy_model(services, model(body))
    root_id = begin(services)
    with services.database.read() as connection:
        element = connection.scalar(
            select(element_instance.c.element).where(element_instance.c.element_id == "free")
        )
    free = f"{root_id}.{element}"

    choose_activities(services, MACHINE, root_id, free, [Chosen("x", {"n": 1})])

    assert list(open_tasks(services, root_id)) == ["x"]
    with pytest.raises(Conflict):
        choose_activities(services, MACHINE, root_id, free, [Chosen("nothing", {})])
    for person in (ANNA, STRANGER):
        with pytest.raises(NotFound):
            choose_activities(services, person, root_id, free, [Chosen("y", {})])
