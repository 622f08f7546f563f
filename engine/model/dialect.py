"""What designers write beside the standard: extension elements, and properties of our own, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

_TASKS = (
    "task",
    "userTask",
    "manualTask",
    "serviceTask",
    "sendTask",
    "receiveTask",
    "scriptTask",
    "businessRuleTask",
)
_GLOBAL = ("globalTask", "globalUserTask", "globalManualTask", "globalScriptTask", "globalBusinessRuleTask")
_SUB_PROCESSES = ("subProcess", "transaction", "adHocSubProcess")
_ACTIVITIES = (*_TASKS, *_GLOBAL, *_SUB_PROCESSES, "callActivity")
_CATCHES = ("startEvent", "intermediateCatchEvent", "boundaryEvent")
_THROWS = ("intermediateThrowEvent", "endEvent")
_EVENTS = (*_CATCHES, *_THROWS)
_JOBS = (
    "serviceTask",
    "sendTask",
    "businessRuleTask",
    "scriptTask",
    "globalBusinessRuleTask",
    "globalScriptTask",
    *_THROWS,
    "messageEventDefinition",
)


@dataclass(frozen=True, slots=True)
class Extension:
    """An extension element: where it may stand (empty: anywhere) and its attributes."""

    on: frozenset[str]
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()


def _extension(on: tuple[str, ...], required: str = "", optional: str = "") -> Extension:
    return Extension(frozenset(on), frozenset(required.split()), frozenset(optional.split()))


EXTENSIONS: Mapping[str, Extension] = {
    "zeebe:userTask": _extension(("userTask", "globalUserTask")),
    "zeebe:formDefinition": _extension(
        ("userTask", "globalUserTask", "startEvent"),
        "formId",
        "bindingType versionTag formKey externalReference",
    ),
    "zeebe:assignmentDefinition": _extension(
        ("userTask", "globalUserTask"), "", "assignee candidateGroups candidateUsers"
    ),
    "zeebe:taskSchedule": _extension(("userTask", "globalUserTask"), "", "dueDate followUpDate"),
    "zeebe:priorityDefinition": _extension(("userTask", "globalUserTask"), "priority"),
    "zeebe:taskDefinition": _extension(_JOBS, "type", "retries"),
    "zeebe:jobPriorityDefinition": _extension(("process", *_JOBS), "priority"),
    "zeebe:taskHeaders": _extension((*_JOBS, "userTask", "globalUserTask")),
    "zeebe:header": _extension(("zeebe:taskHeaders",), "key", "value"),
    "zeebe:ioMapping": _extension((*_ACTIVITIES, *_EVENTS)),
    "zeebe:input": _extension(("zeebe:ioMapping",), "source target"),
    "zeebe:output": _extension(("zeebe:ioMapping",), "source target"),
    "zeebe:script": _extension(("scriptTask", "globalScriptTask"), "expression resultVariable"),
    "zeebe:calledDecision": _extension(
        ("businessRuleTask", "globalBusinessRuleTask"), "decisionId resultVariable", "bindingType versionTag"
    ),
    "zeebe:calledElement": _extension(
        ("callActivity",),
        "processId",
        "bindingType versionTag propagateAllParentVariables propagateAllChildVariables businessId "
        "processIdExpression",
    ),
    "zeebe:loopCharacteristics": _extension(
        ("multiInstanceLoopCharacteristics",),
        "inputCollection",
        "inputElement outputCollection outputElement",
    ),
    "zeebe:subscription": _extension(("message",), "correlationKey"),
    "zeebe:conditionalFilter": _extension(
        ("conditionalEventDefinition",), "", "variableNames variableEvents"
    ),
    "zeebe:adHoc": _extension(
        ("adHocSubProcess",), "", "activeElementsCollection outputCollection outputElement"
    ),
    "zeebe:versionTag": _extension(("process",), "value"),
    "zeebe:properties": _extension(()),
    "zeebe:property": _extension(("zeebe:properties",), "name", "value"),
}
"""Extension elements that mean something here."""

REFUSED: Mapping[str, str] = {
    "zeebe:userTaskForm": "Save the form as a .form file and choose it by its id.",
    "zeebe:formDefinition@formKey": "Save the form as a .form file and choose it by its id.",
    "zeebe:formDefinition@externalReference": "Save the form as a .form file and choose it by its id.",
    "zeebe:calledElement@processIdExpression": "Write the FEEL in `processId`, with a leading `=`.",
    "zeebe:taskDefinition@retryCounter": "Use `retries`.",
    "zeebe:executionListeners": "Draw the work as a task of its own.",
    "zeebe:taskListeners": "Draw the work as a task of its own.",
    "zeebe:linkedResources": "Name the resource in a task header.",
    "zeebe:agentDefinition": "Use a service task with a job type.",
}
"""Elements, and attributes after an `@`, that are not executed here -> what to do instead."""

DOCUMENT = "ketenmotor:document"
"""The job type that the engine does within the step itself: it makes a document of a template."""
FIGURES = "ketenmotor:figures"
"""The job type that reads the figures of a measure."""
BUILT_IN = ("ketenmotor:partner-message", "ketenmotor:message", FIGURES, DOCUMENT)
"""Job types that the engine does itself."""

HOST_FUNCTIONS = frozenset(
    {
        "term",
        "completedBy",
        "isWorkingDay",
        "addWorkingDays",
        "workingDaysBetween",
        "recipients",
        "partner",
        "partners",
    }
)
"""Functions that expressions of a process have beside those of FEEL."""

VENDORS = frozenset({"camunda", "flowable", "activiti"})

EQUIVALENTS: Mapping[str, str] = {
    "assignee": "Use `zeebe:assignmentDefinition` with `assignee`.",
    "candidateGroups": "Use `zeebe:assignmentDefinition` with `candidateGroups`.",
    "candidateUsers": "Use `zeebe:assignmentDefinition` with `candidateUsers`.",
    "dueDate": "Use `zeebe:taskSchedule` with `dueDate`.",
    "followUpDate": "Use `zeebe:taskSchedule` with `followUpDate`.",
    "priority": "Use `zeebe:priorityDefinition`.",
    "formKey": "Use `zeebe:formDefinition` with `formId`.",
    "formRef": "Use `zeebe:formDefinition` with `formId`.",
    "formData": "Draw the form with form-js and use `zeebe:formDefinition`.",
    "formProperty": "Draw the form with form-js and use `zeebe:formDefinition`.",
    "class": "Use `zeebe:taskDefinition` with a job type.",
    "expression": "Use `zeebe:taskDefinition` with a job type, or a script task with `zeebe:script`.",
    "delegateExpression": "Use `zeebe:taskDefinition` with a job type.",
    "type": "Use `zeebe:taskDefinition` with a job type.",
    "topic": "Use `zeebe:taskDefinition` with a job type.",
    "decisionRef": "Use `zeebe:calledDecision` with `decisionId`.",
    "resultVariable": "Use `resultVariable` of `zeebe:script` or `zeebe:calledDecision`.",
    "inputOutput": "Use `zeebe:ioMapping`.",
    "in": "Use `zeebe:ioMapping` with `zeebe:input`.",
    "out": "Use `zeebe:ioMapping` with `zeebe:output`.",
    "collection": "Use `zeebe:loopCharacteristics` with `inputCollection`.",
    "elementVariable": "Use `zeebe:loopCharacteristics` with `inputElement`.",
    "variableName": "Use `zeebe:conditionalFilter` with `variableNames`.",
    "versionTag": "Use `zeebe:versionTag`.",
    "executionListener": "Draw the work as a task of its own.",
    "taskListener": "Draw the work as a task of its own.",
}
"""What another engine calls by this name is written so here."""

HARMLESS = frozenset(
    {
        "historyTimeToLive",
        "properties",
        "property",
        "field",
        "asyncBefore",
        "asyncAfter",
        "async",
        "exclusive",
        "diagramRelationId",
        "isStartableInTasklist",
        "modelerTemplate",
        "modelerTemplateVersion",
        "modelerTemplateIcon",
        "allowSendingWithoutSubscription",
        "initiator",
    }
)
"""Names of other vendors that do not change what the model does."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property of our own: where it may stand, and what its value is, for people."""

    on: frozenset[str]
    value: str
    meaning: str
    example: str


def _property(on: tuple[str, ...], value: str, meaning: str, example: str) -> Property:
    return Property(frozenset(on), value, meaning, example)


_WAITS = ("message event", "receiveTask")
ALWAYS, NEVER = "continues", "waits"
"""Values of `whileHeld` that are no hold of the manifest."""

PROPERTIES: Mapping[str, Property] = {
    "caseType": _property(
        ("process",), "id", "Root instances of this process are cases of this type.", "complex-case"
    ),
    "caseNumber": _property(
        ("process",),
        "FEEL",
        "The number of a new case; without it: house, year and a sequence.",
        '="2026-" + string(sequence)',
    ),
    "partOf": _property(
        ("process",),
        "commas: case types",
        "Cases of these types run through this process too, when a call decides at run time what it calls: "
        "what its forms declare belongs to their data.",
        "complex-case",
    ),
    "stage": _property(
        ("process", *_SUB_PROCESSES, "callActivity", "userTask", "endEvent"),
        "stage of the manifest",
        "Shown while the element is active; on an end event: the outcome of the case.",
        "intake",
    ),
    "regime": _property(
        ("process", *_ACTIVITIES),
        "FEEL: regime of the manifest",
        "The legal regime that the instance works under; on an activity: the one that the whole case comes "
        "under when the activity completes (null: it stays as it is), with all that it called and that "
        "declares none of its own.",
        '="civil"',
    ),
    "purpose": _property(
        ("process",),
        "purpose of the manifest",
        "The purpose of processing that is written to the audit log; called processes inherit it.",
        "coordination",
    ),
    "participant": _property(
        _ACTIVITIES,
        "FEEL: context or list of contexts with person or organisation, role and reason",
        "Takes part while the element is active.",
        '={organisation: partner.id, role: "participant", reason: "asked for advice"}',
    ),
    "participantUntil": _property(
        _ACTIVITIES,
        "`element` or `case`",
        "How long a participant stays: until the element ends (default) or the case has its outcome.",
        "case",
    ),
    "participantLeaves": _property(
        _ACTIVITIES,
        "FEEL: id of an organisation, context with organisation and role, or a list of them",
        "Takes part no longer once the element starts, in that role or in any, nor do its people who had "
        "taken tasks.",
        "=departure.partner",
    ),
    "hold": _property(
        _ACTIVITIES,
        "FEEL: hold of the manifest",
        "While the element is active the whole root instance is held on that ground: no task outside what "
        "continues can be completed, no timer fires there, no job is given out, messages wait. Null holds "
        "nothing.",
        '="disputed"',
    ),
    "whileHeld": _property(
        ("process", *_ACTIVITIES),
        "`waits`, `continues`, or commas: holds of the manifest",
        "Whether the element, with all that it contains and calls, goes on while the instance is held: never "
        "(default), always, or while it is held on no other grounds than these.",
        "continues",
    ),
    "afterEnd": _property(
        ("subProcess",),
        "`true` or `false`",
        "On an event subprocess of a process that a message starts without interrupting: it starts for as "
        "long as the instance is kept, its end and interrupting event subprocesses notwithstanding. An "
        "instance that has ended goes on with it alone, and then ends as it had ended.",
        "true",
    ),
    "audience": _property(
        ("dataObjectReference",),
        "commas: `role`, `role:own`, `role@stage+`, `addressee`, `nobody`",
        "Who may read the data; absent: nobody.",
        "director, participant:own",
    ),
    "category": _property(
        ("dataObjectReference",),
        "category of the manifest",
        "What kind of data it is; reading needs the role's right to it as well.",
        "ordinary",
    ),
    "searchable": _property(
        ("dataObjectReference",), "`exact`", "Cases can be found by this value, exactly.", "exact"
    ),
    "differentFrom": _property(
        ("userTask",),
        "commas: ids of user tasks",
        "Whoever completed those the last time may neither claim nor complete this one.",
        "propose-decision",
    ),
    "chosenBy": _property(
        ("adHocSubProcess",),
        "commas: roles, or `nobody`",
        "Who may start the activities inside, or end the subprocess: who takes part in one of these roles. "
        "Absent: nobody but systems with role `integrator`, which always may.",
        "director, participant",
    ),
    "sender": _property(
        _WAITS,
        "FEEL: organisation ids or `role@organisation`",
        "Who may publish the message that is waited for.",
        "=partner.id",
    ),
    "formId": _property(
        _WAITS, "id of a form", "The schema that the payload of the message must satisfy.", "answer"
    ),
    "retention": _property(
        ("process", "endEvent"),
        "FEEL: duration or date-time",
        "Sets the date on which the case is destroyed; the earliest wins. "
        "That of the process counts from a cancellation too.",
        '=duration("P5Y")',
    ),
    "calendar": _property(
        ("process", "timer event", "userTask"),
        "id of a calendar",
        "The calendar that dates are reckoned on; default that of the house.",
        "office",
    ),
    "timeZone": _property(
        ("process", "timer event", "userTask"),
        "name of a time zone",
        "The zone that dates are reckoned in; default that of the house.",
        "Europe/Amsterdam",
    ),
    "catchUp": _property(
        ("cycle timer",),
        "`all`, `latest` or `none`",
        "What a cycle does with times that passed while nothing ran; default `latest`.",
        "all",
    ),
    "reckonAgain": _property(
        ("timer event", "userTask"),
        "`true` or `false`",
        "The date follows the data: it is reckoned again whenever a variable is written that its FEEL names. "
        "Null lets it stand still. A span, or a term without a beginning, starts afresh then.",
        "true",
    ),
    "measuredOn": _property(
        ("process", *_ACTIVITIES, "endEvent"),
        "FEEL: date",
        "The day from which what `measure.<name>` measures here counts; without it the day on which the "
        "element completes. For values of a house alone, and never a day to come.",
        "=date(year, 12, 31)",
    ),
    "startsIn": _property(
        ("process",),
        "`houses` or `office`",
        "Where the timers of its start events start the process: in each house (default), or in the office "
        "of all houses.",
        "office",
    ),
    "boundedBy": _property(
        ("loop",),
        "whole number",
        "The most iterations or instances; more is an incident. Default 1,000.",
        "50",
    ),
}
"""Properties of our own, beside `measure.<name>`, which may stand on any element."""
