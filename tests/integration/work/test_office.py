"""The office of all houses: its timers, its messages to houses, and the figures that it reads."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from engine.commands.deploy import DeploymentRefused, deploy
from engine.commands.houses import register_house
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.store.tables.definitions import house as houses
from engine.store.tables.definitions import start_timer
from engine.store.tables.history import measure
from engine.store.tables.instances import root_instance
from tests.integration.reading import states, variables
from tests.integration.work.world import incidents, jobs_of, service_task, start
from tests.integration.world import HOUSE, MACHINE, deploy_model, flow, model
from tests.unit.measures.declared import figure, source

ASK = {"messageName": "=&quot;hello&quot;", "house": "=house", "payload.word": "=word"}
READ = {"measure": "=&quot;M&quot;", "year": "=year", "of": "=of"}


def one_task(task: str, properties: str = "") -> bytes:
    body = f'<bpmn:startEvent id="start" />{task}<bpmn:endEvent id="end" />'
    return model(body + flow("start", "t") + flow("t", "end"), properties=properties)


def listener() -> bytes:
    body = (
        '<bpmn:startEvent id="start"><bpmn:messageEventDefinition id="heard" messageRef="m" />'
        "</bpmn:startEvent>"
        '<bpmn:endEvent id="end" />' + flow("start", "end")
    )
    return model(body, process="listener", root='<bpmn:message id="m" name="hello" />')


@pytest.fixture
def office(services: Services) -> Services:
    """The instances of these tests run in the house that is the office; `zuid` is a house beside it."""
    register_house(services, HOUSE, "Bureau", national=True)
    register_house(services, "zuid", "Zuid")
    return services


def test_the_office_writes_to_a_house_and_a_house_to_none_but_itself(office: Services) -> None:
    deploy_model(office, one_task(service_task("t", "ketenmotor:message", ASK)))
    deploy_model(office, listener(), "listener.bpmn")
    start(office, {"house": "zuid", "word": "hallo"})
    jobs_of(office).run_once()
    with office.database.read() as connection:
        started = select(root_instance.c.root_id, root_instance.c.house)
        [(root_id, where)] = connection.execute(started.where(root_instance.c.house == "zuid")).all()
    assert (where, variables(office, root_id)) == ("zuid", {"word": "hallo"})

    start(office, {"house": "elders", "word": "hallo"})
    jobs_of(office).run_once()
    with office.database.write() as connection:
        connection.execute(update(houses).values(national=False))
    start(office, {"house": "zuid", "word": "hallo"})
    start(office, {"house": HOUSE, "word": "hallo"})
    while jobs_of(office).run_once():
        pass
    assert len(incidents(office)) == 2
    assert len(states(office, "listener")) == 2


@pytest.mark.parametrize(
    ("given", "answered"),
    [
        ({"year": 2026, "of": "houses"}, ["noord", "zuid"]),
        ({"year": 2026, "of": "house"}, []),
        ({"year": 2026, "of": None}, []),
        ({"year": 26, "of": None}, None),
        ({"year": 2026, "of": "all"}, None),
    ],
)
def test_figures_are_of_all_houses_by_name_or_of_the_house_alone(
    office: Services, given: dict[str, object], answered: list[str] | None
) -> None:
    declared = source(figure("maximum", {"rows": "score.x"}))
    deploy(office, None, [Resource("measures.json", declared)])
    write_scores(office, noord=2, zuid=4)
    outcome = (
        '<zeebe:output source="=figures[1].total.value" target="top" />'
        '<zeebe:output source="=figures[1].cells.key" target="named" />'
    )
    deploy_model(office, one_task(service_task("t", "ketenmotor:figures", READ, outputs=outcome)))
    root_id = start(office, given)
    jobs_of(office).run_once()
    if answered is None:
        assert [kind for kind, _ in incidents(office)] == ["job"]
    else:
        assert variables(office, root_id) == {**given, "top": 4 if answered else 2, "named": answered}


def write_scores(services: Services, **scores: int) -> None:
    body = (
        '<bpmn:startEvent id="s"><bpmn:extensionElements><zeebe:properties>'
        '<zeebe:property name="measure.score.x" value="=score" /></zeebe:properties>'
        '</bpmn:extensionElements></bpmn:startEvent><bpmn:endEvent id="e" />' + flow("s", "e")
    )
    deploy_model(services, model(body, process="scoring"), "scoring.bpmn")
    for house, score in scores.items():
        begin(services, "scoring", house, score=score)


def begin(services: Services, process: str, house: str = HOUSE, **variables: int) -> None:
    machine = MACHINE.__class__("machine", "Machine", (house,), "x", frozenset({"integrator"}), machine=True)
    start_instance(services, machine, NewInstance(process_id=process, house=house, variables=variables))


def test_timers_start_a_process_of_the_office_there_alone(office: Services) -> None:
    def timed(process: str, properties: str = "") -> bytes:
        body = (
            '<bpmn:startEvent id="start"><bpmn:timerEventDefinition id="timer">'
            "<bpmn:timeCycle>R/P1D</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>"
            '<bpmn:endEvent id="end" />' + flow("start", "end")
        )
        return model(body, process=process, properties=properties)

    def places() -> set[str]:
        with office.database.read() as connection:
            return set(connection.scalars(select(start_timer.c.house)))

    own = '<zeebe:property name="startsIn" value="office" />'
    deploy_model(office, timed("p", own))
    assert places() == {HOUSE}
    register_house(office, HOUSE, "Noord")
    register_house(office, "zuid", "Bureau", national=True)
    assert places() == {"zuid"}
    deploy_model(office, timed("p"))
    assert places() == {HOUSE}


def dated(on: str, name: str = "score.x") -> Resource:
    """A process that measures 3, of the day `on`."""
    properties = (
        f'<zeebe:property name="measure.{name}" value="=score" />'
        f'<zeebe:property name="measuredOn" value="={on}" />'
    )
    body = (
        '<bpmn:startEvent id="s" /><bpmn:endEvent id="e"><bpmn:extensionElements><zeebe:properties>'
        f"{properties}</zeebe:properties></bpmn:extensionElements></bpmn:endEvent>" + flow("s", "e")
    )
    return Resource("dated.bpmn", model(body, process="dated"))


def test_what_a_house_measures_of_itself_may_count_for_an_earlier_day_and_replaces_what_it_was_then(
    office: Services,
) -> None:
    declared = Resource("measures.json", source(figure("mean", {"rows": "score.x"})))
    deploy(office, None, [declared, dated("date(2017, 12, 31)")])
    for score in (2, 3):
        begin(office, "dated", score=score)
    begin(office, "dated", "zuid", score=5)
    with office.database.read() as connection:
        rows = connection.execute(select(measure.c.house, measure.c.value, measure.c.measured_on)).all()
    assert sorted(tuple(row) for row in rows) == [
        (HOUSE, "3", date(2017, 12, 31)),
        ("zuid", "5", date(2017, 12, 31)),
    ]


def test_no_day_to_come_can_be_measured_and_what_tells_of_cases_has_no_choice(office: Services) -> None:
    declared = Resource("measures.json", source(figure("mean", {"rows": "score.x"})))
    deploy(office, None, [declared, dated("today() + duration(&quot;P1D&quot;)")])
    begin(office, "dated", score=3)
    assert [kind for kind, _ in incidents(office)] == ["measure"]
    with pytest.raises(DeploymentRefused) as refused:
        deploy(office, None, [dated("today()", "days")])
    assert [found.rule for found in refused.value.findings] == ["measure-value"]
