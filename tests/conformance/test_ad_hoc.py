"""Ad-hoc subprocesses (BPMN 2.0.2, clause 10.3.5)."""

from __future__ import annotations

import pytest

from engine.run.faults import Refused
from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    end,
    extensions,
    flow,
    model,
    start,
    subprocess,
    user,
)
from tests.conformance.matrix import proves


def ad_hoc(extra: str = "", condition: str = "", **attributes: str) -> bytes:
    over = f"<completionCondition>={condition}</completionCondition>" if condition else ""
    head = extensions(f"<zeebe:adHoc {extra}/>") if extra else ""
    inner = subprocess(
        "h", head, user("a"), user("b"), user("c"), flow("b c"), over, tag="adHocSubProcess", **attributes
    )
    return model(start(), inner, end(), flow("start h end"))


@proves("adHocSubProcess", "activities at entry, by expression")
def test_activities_may_begin_at_entry(run: Runner) -> None:
    ran = run(ad_hoc('activeElementsCollection="=chosen"')).begin({"chosen": ["a", "b"]})
    assert ran.open == ["a", "b"]
    ran.do("a").do("b")
    assert ran.open == ["c"]
    ran.do("c")
    assert ran.state == "completed"


@proves("adHocSubProcess", "an unknown activity at entry is an incident")
def test_an_unknown_activity_is_an_incident(run: Runner) -> None:
    ran = run(ad_hoc('activeElementsCollection="=chosen"')).begin({"chosen": ["c"]})
    assert [raised.kind for raised in ran.incidents.values()] == ["ad-hoc"]


@proves("adHocSubProcess", "activities chosen by people, and completed by them")
def test_people_choose(run: Runner) -> None:
    ran = run(ad_hoc(condition="false")).begin()
    assert ran.open == []
    assert ran.instance.choices(min(ran.active)) == ("a", "b")
    ran.choose("h", "a", "a")
    assert ran.open == ["a", "a"]
    with pytest.raises(Refused, match="no activity 'c'"):
        ran.choose("h", "c")
    ran.do("a").do("a")
    assert ran.state == "active"
    ran.choose("h", complete=True)
    assert ran.state == "completed"


@proves("adHocSubProcess", "completion condition, cancelRemainingInstances")
@pytest.mark.parametrize("cancelling", ["true", "false"])
def test_the_condition_completes(run: Runner, cancelling: str) -> None:
    ran = run(ad_hoc(condition="done", cancelRemainingInstances=cancelling)).begin({"done": False})
    ran.choose("h", "a", "b")
    ran.do("a", {"done": True})
    if cancelling == "false":
        assert ran.open == ["b"]
        with pytest.raises(Refused, match="waits for what still runs"):
            ran.choose("h", "a")
        ran.do("b").do("c")
    assert ran.state == "completed"
    assert ran.terminated() == (["b"] if cancelling == "true" else [])


@proves("adHocSubProcess", "sequential")
def test_sequential_does_one_at_a_time(run: Runner) -> None:
    ran = run(ad_hoc('activeElementsCollection="=chosen"', ordering="Sequential")).begin(
        {"chosen": ["a", "b"]}
    )
    assert ran.open == ["a"]
    with pytest.raises(Refused, match="one activity at a time"):
        ran.choose("h", "a")
    ran.do("a")
    assert ran.open == ["b"]
    ran.do("b").do("c")
    assert ran.state == "completed"


@proves("adHocSubProcess", "output collection")
def test_outputs_are_collected(run: Runner) -> None:
    extra = 'activeElementsCollection="=chosen" outputCollection="outs" outputElement="=r"'
    ran = run(ad_hoc(extra)).begin({"chosen": ["a", "b"]})
    ran.do("b", {"r": 1}).do("c", {"r": 2}).do("a", {"r": 3})
    assert ran.variables["outs"] == [1, 2, 3]
