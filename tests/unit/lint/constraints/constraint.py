"""What a case of the corpus is, and the short-hands in which its models are written."""

from __future__ import annotations

import itertools
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint of the standard: a model that keeps it, and edits (old, new) that break it."""

    name: str
    clause: str
    valid: str
    edits: tuple[tuple[str, str], ...]

    @property
    def invalid(self) -> str:
        """The model after the edits."""
        content = self.valid
        for old, new in self.edits:
            assert content.count(old) == 1, f"{self.name}: {old!r} occurs {content.count(old)} times"
            content = content.replace(old, new)
        return content


def broken(name: str, clause: str, valid: str, *edits: tuple[str, str]) -> Constraint:
    """A constraint that the edits break."""
    return Constraint(name, clause, valid, edits)


def extended(name: str, clause: str, valid: str, *additions: str, before: str = "</process>") -> Constraint:
    """A constraint that is broken by what is added, at the end of the process unless told otherwise."""
    return Constraint(name, clause, valid, ((before, "".join(additions) + before),))


def process(content: str, attributes: str = 'isExecutable="false"', id_: str = "p") -> str:
    """A process."""
    return f'<process id="{id_}" {attributes}>{content}</process>'


def node(name: str, id_: str, content: str = "", attributes: str = "") -> str:
    """A flow node, or anything else with an id."""
    opening = f'<{name} id="{id_}" {attributes}'.rstrip()
    return f"{opening}>{content}</{name}>"


def flow(source: str, target: str, content: str = "", id_: str = "") -> str:
    """A sequence flow; its id is made of its ends."""
    name = id_ or f"{source}-{target}"
    return f'<sequenceFlow id="{name}" sourceRef="{source}" targetRef="{target}">{content}</sequenceFlow>'


def flows(*ways: str) -> str:
    """Sequence flows along ways such as `s a e`."""
    found = []
    for way in ways:
        stops = way.split()
        found += [flow(source, target) for source, target in itertools.pairwise(stops)]
    return "".join(found)


def start(content: str = "", attributes: str = "", id_: str = "s") -> str:
    """A start event."""
    return node("startEvent", id_, content, attributes)


def end(content: str = "", id_: str = "e") -> str:
    """An end event."""
    return node("endEvent", id_, content)


def task(id_: str = "a", content: str = "", attributes: str = "") -> str:
    """An abstract task."""
    return node("task", id_, content, attributes)


def catch(content: str, id_: str = "c", attributes: str = "") -> str:
    """An intermediate catch event."""
    return node("intermediateCatchEvent", id_, content, attributes)


def throw(content: str, id_: str = "t") -> str:
    """An intermediate throw event."""
    return node("intermediateThrowEvent", id_, content)


def boundary(content: str, id_: str = "b", host: str = "a", attributes: str = "") -> str:
    """A boundary event."""
    return node("boundaryEvent", id_, content, f'attachedToRef="{host}" {attributes}')


def condition(text: str = "x = 1", name: str = "conditionExpression") -> str:
    """A formal expression."""
    return f'<{name} xsi:type="tFormalExpression">{text}</{name}>'


MESSAGE = '<messageEventDefinition messageRef="m"/>'
TIMER = f"<timerEventDefinition>{condition('PT1H', 'timeDuration')}</timerEventDefinition>"
SIGNAL = '<signalEventDefinition signalRef="sig"/>'
ERROR = '<errorEventDefinition errorRef="err"/>'
ESCALATION = '<escalationEventDefinition escalationRef="esc"/>'
CONDITIONAL = f"<conditionalEventDefinition>{condition(name='condition')}</conditionalEventDefinition>"
COMPENSATION = "<compensateEventDefinition/>"
CANCEL = "<cancelEventDefinition/>"
TERMINATE = "<terminateEventDefinition/>"
LINK = '<linkEventDefinition name="L"/>'
ROOTS = (
    '<message id="m" name="m"/><message id="m2" name="m2"/><signal id="sig" name="sig"/>'
    '<error id="err" errorCode="E"/><escalation id="esc" escalationCode="X"/>'
)
"""What event definitions refer to."""

LINE = ROOTS + process(start() + task() + end() + flows("s a e"))
"""Start, task, end."""
