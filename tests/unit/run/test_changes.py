"""What a step tells the store: assignments, dates, stages, participants, measures, retention."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from engine.feel import Environment
from engine.run.changes import (
    ElementEnded,
    IncidentRaised,
    InstanceEnded,
    JobCreated,
    OutcomeReached,
    Part,
    ParticipantJoined,
    ParticipantLeft,
    RetentionSet,
    StageEntered,
    SubscriptionOpened,
    TaskCreated,
    VariableWritten,
)
from engine.run.faults import Refused
from engine.run.host import Actor, Deadline
from tests.conformance.elements import (
    element,
    end,
    extensions,
    flow,
    job,
    message,
    message_event,
    model,
    properties,
    script,
    start,
    subprocess,
    user,
)
from tests.conformance.harness import START, Run, Surroundings, deploy


def created(task: str, variables: dict[str, object] | None = None) -> TaskCreated:
    source = model(start(), task, user("b"), user("c"), end(), flow("start a b c end"))
    ran = Run(deploy(source)).begin(variables or {})  # type: ignore[arg-type]
    assert not ran.incidents, ran.incidents
    (change,) = ran.of(TaskCreated)
    return change


def test_assignment_priority_and_form_are_evaluated_once() -> None:
    change = created(
        user(
            "a",
            extensions(
                '<zeebe:formDefinition formId="f" bindingType="deployment"/>'
                '<zeebe:assignmentDefinition assignee="=who" candidateGroups="=groups"'
                ' candidateUsers="x, y"/>'
                '<zeebe:priorityDefinition priority="=20 + 30"/>' + properties(differentFrom="b, c")
            ),
            name="Decide",
        ),
        {"who": "anna", "groups": ["r1", "r2@o"]},
    )
    assert (change.name, change.assignee, change.candidate_groups) == ("Decide", "anna", ("r1", "r2@o"))
    assert (change.candidate_users, change.priority) == (("x", "y"), 50)
    assert (change.form_id, change.form_binding, change.different_from) == ("f", "deployment", ("b", "c"))


@pytest.mark.parametrize(
    ("value", "due"),
    [
        ("2026-12-01T10:00:00+01:00", datetime(2026, 12, 1, 9, 0, tzinfo=UTC)),
        ("=date(&quot;2026-12-01&quot;)", datetime(2026, 12, 1, 22, 59, 59, tzinfo=UTC)),
        ("=&quot;2026-07-01&quot;", datetime(2026, 7, 1, 21, 59, 59, tzinfo=UTC)),
        ("=now() + duration(&quot;P1D&quot;)", START + timedelta(days=1)),
        ("=null", None),
    ],
)
def test_due_dates(value: str, due: datetime | None) -> None:
    schedule = f'<zeebe:taskSchedule dueDate="{value}" followUpDate="{value}"/>'
    change = created(user("a", extensions(schedule)))
    assert (change.due_at, change.follow_up_at) == (due, due)


class WithTerms(Surroundings):
    """Says that a term was reckoned with."""

    terms: Sequence[Deadline] = ()

    def deadlines(self, environment: Environment) -> tuple[Deadline, ...]:
        found, self.terms = tuple(self.terms), ()
        return found


def test_the_term_that_made_a_date_is_its_reason() -> None:
    later, due = START + timedelta(days=9), START + timedelta(days=1)
    schedule = extensions('<zeebe:taskSchedule dueDate="=now() + duration(&quot;P1D&quot;)"/>')
    source = model(start(), user("a", schedule), end(), flow("start a end"))
    host = WithTerms(deploy(source).processes)
    asked: list[tuple[Deadline, ...]] = []
    terms = (Deadline("one", "One", due, "law"), Deadline("two", "Two", later, "law"))

    def deadlines(environment: Environment) -> tuple[Deadline, ...]:
        asked.append(())
        return terms if len(asked) == 2 else ()

    host.deadlines = deadlines  # type: ignore[method-assign]
    (change,) = Run(host).begin().of(TaskCreated)
    assert change.due_reason == terms[0]


@pytest.mark.parametrize(
    "task",
    [
        user("a", extensions('<zeebe:priorityDefinition priority="=101"/>')),
        user("a", extensions('<zeebe:priorityDefinition priority="=1.5"/>')),
        user("a", extensions('<zeebe:assignmentDefinition candidateGroups="=[1]"/>')),
        user("a", extensions('<zeebe:assignmentDefinition assignee="={}"/>')),
        user("a", extensions('<zeebe:taskSchedule dueDate="=5"/>')),
        user("a", extensions('<zeebe:formDefinition formId="=null"/>')),
        user("a", extensions(properties(participant="={person: 1}"))),
    ],
)
def test_a_wrong_attribute_is_an_incident_and_names_no_value(task: str) -> None:
    ran = Run(deploy(model(start(), task, flow("start a")))).begin({"secret": "s3cret"})
    (raised,) = ran.of(IncidentRaised)
    assert "a" in raised.detail
    assert ran.open == []
    assert list(ran.active.values()) == ["a"]


def test_who_takes_part_no_longer_is_told() -> None:
    expression = '=["o", {organisation: "p", role: "r"}]'
    leaving = user("a", extensions(properties(participantLeaves=expression)))
    ran = Run(deploy(model(start(), leaving, flow("start a")))).begin()

    assert [(each.organisation, each.role) for each in ran.of(ParticipantLeft)] == [("o", None), ("p", "r")]


def test_who_takes_part_no_longer_must_be_organisations() -> None:
    leaving = user("a", extensions(properties(participantLeaves="=[1]")))
    (raised,) = Run(deploy(model(start(), leaving, flow("start a")))).begin().of(IncidentRaised)

    assert "organisations" in raised.detail


def test_stages_participants_and_outcome_are_told() -> None:
    inner = subprocess(
        "sub",
        extensions(
            properties(
                stage="middle",
                participant='=[{person: "anna", role: "r"}, {organisation: "o", role: "q", reason: "asked"}]',
                participantUntil="case",
            )
        ),
        start("s2"),
        user("a"),
        flow("s2 a"),
    )
    head = extensions(properties(stage="whole", retention='=duration("P1Y")'))
    last = end("done", extensions(properties(stage="good", retention='=date("2030-01-01")')))
    ran = Run(deploy(model(head, start(), inner, last, flow("start sub done")))).begin()
    sub = next(key for key, name in ran.active.items() if name == "sub")
    assert [(each.element, each.stage) for each in ran.of(StageEntered)] == [(0, "whole"), (sub, "middle")]
    assert [(each.element, each.until_case_end, each.part) for each in ran.of(ParticipantJoined)] == [
        (sub, True, Part("anna", None, "r", None)),
        (sub, True, Part(None, "o", "q", "asked")),
    ]
    ran.do("a")
    assert [each.stage for each in ran.of(OutcomeReached)] == ["good"]
    assert [each.until for each in ran.of(RetentionSet)] == [
        datetime(2030, 1, 1, 22, 59, 59, tzinfo=UTC),
        datetime(2027, 11, 21, 9, 0, tzinfo=UTC),
    ]


def test_measures_are_plain_values_taken_at_completion() -> None:
    told = extensions(properties(**{"measure.days": "=n * 2", "measure.kind": '="k"'}))
    whole = extensions(properties(**{"measure.total": "=n"}))
    source = model(whole, start(), user("a", told), end(), flow("start a end"))
    ran = Run(deploy(source)).begin({"n": 1})
    ran.do("a", {"n": 2}, by="anna")
    (ended,) = [each for each in ran.of(ElementEnded) if each.measures.values]
    assert (ended.measures.values, ended.actor) == ({"days": 4, "kind": "k"}, Actor("anna", None))
    assert [each.measures.values for each in ran.of(InstanceEnded)] == [{"total": 2}]


def test_a_measure_that_is_no_plain_value_is_an_incident() -> None:
    told = extensions(properties(**{"measure.all": "=everything"}))
    ran = Run(deploy(model(start(), user("a", told), flow("start a")))).begin({"everything": {}})
    ran.do("a")
    assert [raised.kind for raised in ran.of(IncidentRaised)] == ["measure"]
    assert ran.write({"everything": 1}).resolve("a").state == "completed"


def test_jobs_carry_type_retries_priority_and_headers() -> None:
    head = (
        '<zeebe:taskDefinition type="=kind" retries="=1 + 1"/><zeebe:jobPriorityDefinition priority="7"/>'
        '<zeebe:taskHeaders><zeebe:header key="k" value="v"/></zeebe:taskHeaders>'
    )
    source = model(start(), element("serviceTask", "j", extensions(head)), flow("start j"))
    (change,) = Run(deploy(source)).begin({"kind": "pay", "secret": 1}).of(JobCreated)
    assert (change.type, change.retries, change.priority) == ("pay", 2, 7)
    assert (dict(change.headers), change.variables) == ({"k": "v"}, {})


def test_a_subscription_names_its_senders_and_schema() -> None:
    catch = element(
        "intermediateCatchEvent",
        "c",
        extensions(properties(sender='=["o1", "r@o2"]', formId="payload")) + message_event("m"),
    )
    source = model(start(), catch, flow("start c"), top=message("m"))
    (change,) = Run(deploy(source)).begin().of(SubscriptionOpened)
    assert (change.senders, change.form_id, change.key) == (("o1", "r@o2"), "payload", None)


def test_a_step_that_fails_leaves_no_trace_but_its_incident() -> None:
    task = job("a", extra="")
    mapped = task.replace(
        "</extensionElements>",
        '<zeebe:ioMapping><zeebe:output source="=1" target="one"/>'
        '<zeebe:output source="=function(x) x" target="two"/></zeebe:ioMapping></extensionElements>',
    )
    ran = Run(deploy(model(start(), mapped, end(), flow("start a end")))).begin()
    ran.do("a", {"kept": 1})
    assert ran.variables == {}
    assert [each.name for each in ran.of(VariableWritten)] == ["kept"]  # the worker's result, in the element
    assert [raised.kind for raised in ran.of(IncidentRaised)] == ["value"]
    assert ran.state == "active"
    with pytest.raises(Refused):
        ran.instance.complete(next(iter(ran.active)), {})


def test_an_endless_loop_ends_in_an_incident(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.run.stepping.STEPS", 100)
    nodes = start() + script("s", "1", "n") + element("exclusiveGateway", "x", default="x_end") + end()
    ran = Run(deploy(model(nodes, flow("start s x end"), flow("x s", "n = 1")))).begin()
    assert [raised.kind for raised in ran.of(IncidentRaised)] == ["steps"]


def test_an_incident_of_a_job_is_raised_from_outside_and_makes_a_new_job() -> None:
    ran = Run(deploy(model(start(), job("a"), end(), flow("start a end")))).begin()
    number = ran.number_of("a")
    ran.command(lambda instance: instance.raise_incident(number, "no-retries", "the job failed", "Timeout"))
    assert [raised.kind for raised in ran.incidents.values()] == ["no-retries"]
    ran.resolve("a")
    assert (len(ran.of(JobCreated)), ran.incidents) == (2, {})
    assert ran.do("a").state == "completed"


def test_cancelling_ends_everything() -> None:
    ran = Run(
        deploy(model(start(), subprocess("sub", start("s2"), user("a"), flow("s2 a")), flow("start sub")))
    )
    ran.begin().command(lambda instance: instance.cancel())
    assert (ran.state, ran.terminated()) == ("cancelled", ["a", "sub"])
    with pytest.raises(Refused, match="ended"):
        ran.instance.complete(1, {})


def test_commands_refuse_what_does_not_wait_for_them() -> None:
    ran = Run(deploy(model(start(), user("a"), end(), flow("start a end")))).begin()
    number = ran.number_of("a")
    for command in (
        lambda: ran.instance.complete(number + 1, {}),
        lambda: ran.instance.deliver_message(number, 0, {}),
        lambda: ran.instance.resolve_incident(number),
        lambda: ran.instance.choose(number, []),
        lambda: ran.instance.cancel(number),
        lambda: ran.instance.write_variables(99, {}),
    ):
        with pytest.raises(Refused):
            command()
    assert ran.do("a").state == "completed"
