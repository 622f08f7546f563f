"""Writes BPMN elements as XML, for models that tests draw."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

NAMESPACES = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="test"'
)


def model(*content: str, top: str = "") -> bytes:
    """A file with one process `p`; `top` stands beside it: messages, errors, other processes."""
    body = "".join(content)
    text = (
        f'<definitions {NAMESPACES}>{top}<process id="p" isExecutable="true">{body}</process></definitions>'
    )
    return text.encode()


def flow(path: str, when: str | None = None) -> str:
    """Sequence flows along a path of ids; each is named `source_target`. `when` is FEEL."""
    names = path.split()
    condition = f"<conditionExpression>={_escaped(when)}</conditionExpression>" if when else ""
    return "".join(
        f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
        f"{condition}</sequenceFlow>"
        for source, target in pairwise(names)
    )


def twice(source: str, target: str) -> str:
    """Two flows between the same nodes, `one` and `two`."""
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<sequenceFlow id="one" {ends}/><sequenceFlow id="two" {ends}/>'


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def element(kind: str, name: str, content: str = "", /, **attributes: str) -> str:
    """An element of that kind; extension elements come first in `content`."""
    given = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f'<{kind} id="{name}"{given}>{content}</{kind}>'


def start(name: str = "start", content: str = "", **attributes: str) -> str:
    return element("startEvent", name, content, **attributes)


def end(name: str = "end", content: str = "") -> str:
    return element("endEvent", name, content)


def user(name: str, content: str = "", /, **attributes: str) -> str:
    return element("userTask", name, content, **attributes)


def extensions(content: str) -> str:
    return f"<extensionElements>{content}</extensionElements>"


def mappings(inputs: Mapping[str, str] | None = None, outputs: Mapping[str, str] | None = None) -> str:
    """Input and output mappings: target -> FEEL."""
    lines = [f'<zeebe:input source="={_escaped(s)}" target="{t}"/>' for t, s in (inputs or {}).items()]
    lines += [f'<zeebe:output source="={_escaped(s)}" target="{t}"/>' for t, s in (outputs or {}).items()]
    return f"<zeebe:ioMapping>{''.join(lines)}</zeebe:ioMapping>"


def properties(**values: str) -> str:
    lines = "".join(f'<zeebe:property name="{k}" value="{_escaped(v)}"/>' for k, v in values.items())
    return f"<zeebe:properties>{lines}</zeebe:properties>"


def script(name: str, expression: str, result: str | None = None, extra: str = "", **attributes: str) -> str:
    variable = f' resultVariable="{result}"' if result else ""
    inner = f'<zeebe:script expression="={_escaped(expression)}"{variable}/>' if result else ""
    plain = "" if result else f"<script>{_escaped(expression)}</script>"
    given = {} if result else {"scriptFormat": "feel"}
    head = extensions(inner + extra) if inner or extra else ""
    return element("scriptTask", name, head + plain, **given, **attributes)


def job(name: str, kind: str = "work", extra: str = "", content: str = "", tag: str = "serviceTask") -> str:
    return element(tag, name, extensions(f'<zeebe:taskDefinition type="{kind}"/>{extra}') + content)


def timer(kind: str, value: str) -> str:
    return f"<timerEventDefinition><{kind}>{value}</{kind}></timerEventDefinition>"


def boundary(name: str, host: str, definition: str, *, interrupting: bool = True, extra: str = "") -> str:
    return element(
        "boundaryEvent",
        name,
        extra + definition,
        attachedToRef=host,
        cancelActivity="true" if interrupting else "false",
    )


def message_event(ref: str) -> str:
    return f'<messageEventDefinition messageRef="{ref}"/>'


def signal_event(ref: str) -> str:
    return f'<signalEventDefinition signalRef="{ref}"/>'


def error_event(ref: str | None = None) -> str:
    return f'<errorEventDefinition errorRef="{ref}"/>' if ref else "<errorEventDefinition/>"


def escalation_event(ref: str | None = None) -> str:
    return f'<escalationEventDefinition escalationRef="{ref}"/>' if ref else "<escalationEventDefinition/>"


def conditional_event(condition: str) -> str:
    inner = f"<condition>={_escaped(condition)}</condition>"
    return f"<conditionalEventDefinition>{inner}</conditionalEventDefinition>"


def message(name: str, key: str | None = None) -> str:
    inner = extensions(f'<zeebe:subscription correlationKey="={key}"/>') if key else ""
    return f'<message id="{name}" name="{name}">{inner}</message>'


def signal(name: str) -> str:
    return f'<signal id="{name}" name="{name}"/>'


def error(name: str) -> str:
    return f'<error id="{name}" errorCode="{name}"/>'


def escalation(name: str) -> str:
    return f'<escalation id="{name}" escalationCode="{name}"/>'


def subprocess(name: str, *content: str, tag: str = "subProcess", **attributes: str) -> str:
    return element(tag, name, "".join(content), **attributes)


def other_process(name: str, *content: str) -> str:
    return f'<process id="{name}" isExecutable="true">{"".join(content)}</process>'
