"""Where BPMN elements refer to others, and to what kinds (clause 15.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.document import Document, Element, of_bpmn
from engine.model.schema import shape

_ITEM = ("dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "property")
_DATA = (*_ITEM, "dataInput", "dataOutput")
_INTERACTING = ("participant", "task", "callActivity", "subProcess", "event", "conversationNode")

_KINDS: Mapping[str, tuple[str, ...]] = {
    "sequenceFlow@sourceRef": ("flowNode",),
    "sequenceFlow@targetRef": ("flowNode",),
    "messageFlow@sourceRef": _INTERACTING,
    "messageFlow@targetRef": _INTERACTING,
    "messageFlow@messageRef": ("message",),
    "association@sourceRef": (),
    "association@targetRef": (),
    "default": ("sequenceFlow",),
    "incoming": ("sequenceFlow",),
    "outgoing": ("sequenceFlow",),
    "attachedToRef": ("activity",),
    "activityRef": ("activity",),
    "processRef": ("process",),
    "messageRef": ("message",),
    "inMessageRef": ("message",),
    "outMessageRef": ("message",),
    "signalRef": ("signal",),
    "errorRef": ("error",),
    "escalationRef": ("escalation",),
    "operationRef": ("operation",),
    "itemRef": ("itemDefinition",),
    "itemSubjectRef": ("itemDefinition",),
    "evaluatesToTypeRef": ("itemDefinition",),
    "error@structureRef": ("itemDefinition",),
    "escalation@structureRef": ("itemDefinition",),
    "signal@structureRef": ("itemDefinition",),
    "categoryValueRef": ("categoryValue",),
    "eventDefinitionRef": ("eventDefinition",),
    "noneBehaviorEventRef": ("eventDefinition",),
    "oneBehaviorEventRef": ("eventDefinition",),
    "linkEventDefinition@source": ("linkEventDefinition",),
    "linkEventDefinition@target": ("linkEventDefinition",),
    "dataObjectRef": ("dataObject",),
    "dataStoreRef": ("dataStore",),
    "dataInputRefs": ("dataInput",),
    "optionalInputRefs": ("dataInput",),
    "whileExecutingInputRefs": ("dataInput",),
    "outputSetRefs": ("outputSet",),
    "dataOutputRefs": ("dataOutput",),
    "optionalOutputRefs": ("dataOutput",),
    "whileExecutingOutputRefs": ("dataOutput",),
    "inputSetRefs": ("inputSet",),
    "inputDataRef": ("dataInput",),
    "outputDataRef": ("dataOutput",),
    "loopDataInputRef": _DATA,
    "loopDataOutputRef": _DATA,
    "dataInputAssociation@sourceRef": _DATA,
    "dataInputAssociation@targetRef": _DATA,
    "dataOutputAssociation@sourceRef": _DATA,
    "dataOutputAssociation@targetRef": _DATA,
    "flowNodeRef": ("flowNode",),
    "participantRef": ("participant",),
    "innerParticipantRef": ("participant",),
    "outerParticipantRef": ("participant",),
    "initiatingParticipantRef": ("participant",),
    "messageFlowRef": ("messageFlow",),
    "innerMessageFlowRef": ("messageFlow",),
    "outerMessageFlowRef": ("messageFlow",),
    "correlationKeyRef": ("correlationKey",),
    "correlationPropertyRef": ("correlationProperty",),
    "interfaceRef": ("interface",),
    "supportedInterfaceRef": ("interface",),
    "endPointRef": ("endPoint",),
    "resourceRef": ("resource",),
    "parameterRef": ("resourceParameter",),
    "supports": ("process",),
    "definitionalCollaborationRef": ("collaboration",),
    "choreographyRef": ("choreography",),
    "conversationLink@sourceRef": _INTERACTING,
    "conversationLink@targetRef": _INTERACTING,
    "innerConversationNodeRef": ("conversationNode",),
    "outerConversationNodeRef": ("conversationNode",),
    "correlationProperty@type": ("itemDefinition",),
    "resourceParameter@type": ("itemDefinition",),
    "callActivity@calledElement": ("process", "globalTask"),
    "calledCollaborationRef": ("collaboration",),
    "calledChoreographyRef": ("choreography",),
}
"""Attribute or child, where needed with its element -> kinds that it may refer to; empty: any element."""


def _key(element: Element, what: str) -> str | None:
    own = f"{element.name}@{what}"
    if own in _KINDS:
        return own
    return what if what in _KINDS else None


def written(document: Document) -> Iterator[tuple[Element, str, str]]:
    """Every reference of the file: the element that holds it, the attribute or child, and what is written."""
    for element in document.elements:
        if not of_bpmn(element) or shape(element.name) is None:
            continue
        for name, value in element.attributes.items():
            if value.strip() and _key(element, name) is not None:
                yield element, name, value.strip()
        for child in element.children:
            if child.text and not child.children and _key(element, child.name) is not None:
                yield element, child.name, child.text


def elsewhere(element: Element, what: str) -> bool:
    """Whether it may be to something outside the file: what is called is found when it is called."""
    return element.name == "callActivity" and what == "calledElement"


def allowed(element: Element, what: str) -> tuple[str, ...]:
    """The kinds that this reference may have; empty for any."""
    key = _key(element, what)
    return _KINDS[key] if key is not None else ()
