"""Links (BPMN 2.0.2, clause 10.5.5)."""

from __future__ import annotations

from tests.conformance.conftest import Runner
from tests.conformance.elements import (
    element,
    flow,
    model,
    start,
    user,
)
from tests.conformance.matrix import proves


@proves("intermediateCatchEvent", "link")
@proves("intermediateThrowEvent", "link")
def test_links_jump(run: Runner) -> None:
    ran = run(
        model(
            start(),
            element("intermediateThrowEvent", "go", '<linkEventDefinition name="L"/>'),
            element("intermediateCatchEvent", "come", '<linkEventDefinition name="L"/>'),
            user("a"),
            flow("start go"),
            flow("come a"),
        )
    ).begin()
    assert ran.open == ["a"]
