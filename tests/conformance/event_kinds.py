"""The kinds of events that come from outside, how each is drawn and how it happens."""

from __future__ import annotations

from tests.conformance.elements import (
    conditional_event,
    element,
    error,
    escalation,
    flow,
    message,
    message_event,
    other_process,
    signal,
    signal_event,
    start,
    timer,
    user,
)
from tests.conformance.harness import Run

TOP = message("m") + signal("s") + error("e") + error("e2") + escalation("esc")


def caught(definition: str, extra: str = "") -> list[str]:
    return [start(), element("intermediateCatchEvent", "c", extra + definition), user("a"), flow("start c a")]


CALLED = message("other") + other_process("q", start("s3"), user("called"), flow("s3 called"))


KINDS = {
    "message": message_event("m"),
    "signal": signal_event("s"),
    "timer": timer("timeDuration", "PT1H"),
    "conditional": conditional_event("go"),
}


def happen(ran: Run, kind: str, scope: int = 0) -> None:
    """The event of that kind happens; the condition turns true, and false again."""
    match kind:
        case "message":
            ran.receive("m", {"x": 1})
        case "signal":
            ran.signalled("s", {"x": 1})
        case "timer":
            ran.wait(hours=1)
        case "conditional":
            ran.write({"go": True}, scope)
            ran.write({"go": False}, scope)
