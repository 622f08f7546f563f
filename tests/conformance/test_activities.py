"""Activities (BPMN 2.0.2, clauses 10.3 and 13.3)."""

from __future__ import annotations

from engine.run.changes import DecisionMade, JobCreated
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    element,
    end,
    extensions,
    flow,
    job,
    mappings,
    model,
    script,
    start,
    subprocess,
    user,
)
from tests.conformance.matrix import proves


@proves("userTask", "in sequence")
def test_user_tasks_follow_each_other(run: Runner) -> None:
    ran = run(model(start(), user("a"), user("b"), end(), flow("start a b end"))).begin()
    assert ran.open == ["a"]
    ran.do("a", {"x": 1})
    assert ran.open == ["b"]
    ran.do("b")
    assert ran.state == "completed"
    assert ran.variables == {"x": 1}
    assert ran.flows() == ["start_a", "a_b", "b_end"]


@proves("serviceTask", "job")
def test_a_job_gets_its_inputs_and_leaves_its_outputs(run: Runner) -> None:
    mapped = mappings({"amount": "total * 2", "who.name": '"Anna"'}, {"paid.at": "receipt"})
    ran = run(model(start(), job("pay", extra=mapped), end(), flow("start pay end"))).begin({"total": 4})
    assert ran.of(JobCreated)[0].variables == {"amount": 8, "who": {"name": "Anna"}}
    ran.do("pay", {"receipt": "r1", "noise": True})
    assert ran.variables == {"total": 4, "paid": {"at": "r1"}}


@proves("scriptTask", "FEEL with a result variable")
@proves("task", "passes through")
@proves("manualTask", "passes through")
def test_tasks_without_waiting_run_through(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("task", "t"),
            element("manualTask", "m"),
            script("s", "n + 1", "n"),
            script("c", "{a: n, b: 2}"),
            end(),
            flow("start t m s c end"),
        )
    ).begin({"n": 1})
    assert ran.state == "completed"
    assert ran.variables == {"n": 2, "a": 2, "b": 2}


@proves("scriptTask", "a result that is no context is an incident")
def test_a_script_without_context_is_an_incident(run: Runner) -> None:
    ran = run(model(start(), script("s", "n"), end(), flow("start s end"))).begin({"n": 1})
    assert [raised.kind for raised in ran.incidents.values()] == ["result"]
    ran.write({"n": {"done": True}}).resolve("s")
    assert ran.state == "completed"
    assert ran.variables["done"] is True


@proves("subProcess", "embedded, locals dropped unless mapped")
def test_a_subprocess_keeps_its_locals(run: Runner) -> None:
    inner = subprocess(
        "sub",
        extensions(mappings({"mine": "n"}, {"out": "mine + 1"})),
        start("s2"),
        user("a"),
        end("e2"),
        flow("s2 a e2"),
    )
    ran = run(model(start(), inner, end(), flow("start sub end"))).begin({"n": 1})
    ran.do("a", {"mine": 5, "fresh": True})
    assert ran.variables == {"n": 1, "out": 6, "fresh": True}


@proves("subProcess", "without a start event")
def test_a_subprocess_without_start_event_begins_where_nothing_leads(run: Runner) -> None:
    inner = subprocess("sub", user("a"), user("b"), user("c"), flow("a c"))
    ran = run(model(start(), inner, end(), flow("start sub end"))).begin()
    assert ran.open == ["a", "b"]
    ran.do("a").do("b")
    assert ran.open == ["c"]
    ran.do("c")
    assert ran.state == "completed"


@proves("businessRuleTask", "decision with a result variable")
def test_a_decision_leaves_its_result(run: Runner) -> None:
    head = extensions('<zeebe:calledDecision decisionId="=which" resultVariable="out"/>')
    ran = run(model(start(), element("businessRuleTask", "d", head), user("a"), flow("start d a")))
    ran.host.decisions = {"fee": {"amount": 3}}
    ran.begin({"which": "fee"})
    assert ran.variables["out"] == {"amount": 3}
    assert [made.decision_id for made in ran.of(DecisionMade)] == ["fee"]


@proves("businessRuleTask", "a decision that is missing is an incident")
def test_a_missing_decision_is_an_incident(run: Runner) -> None:
    head = extensions('<zeebe:calledDecision decisionId="fee" resultVariable="out"/>')
    ran = run(model(start(), element("businessRuleTask", "d", head), end(), flow("start d end"))).begin()
    assert [raised.kind for raised in ran.incidents.values()] == ["missing"]
    ran.host.decisions = {"fee": 1}
    assert ran.resolve("d").state == "completed"
