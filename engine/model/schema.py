"""What BPMN 2.0.2 lets stand where: elements, attributes and children (clause 15.3 and its XML Schemas).

One row a type: `name < base | attributes | children`; a `^` marks an abstract type. Attributes: `!` is
required, and after the colon comes the kind of value (`id`, `ref`, `qname`, `boolean`, `integer`, or the
words allowed). Children: `?` at most one, `*` any number, `+` one or more, `++` two or more, no sign exactly
one; any type below the named one may stand there. Children are listed in the order of the schemas, those of a
base before its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_TABLE = """
baseElement^ < - | id:id | documentation* extensionElements?
flowElement^ < baseElement | name | auditing? monitoring? categoryValueRef*
flowNode^ < flowElement | | incoming* outgoing*
activity^ < flowNode | isForCompensation:boolean startQuantity:integer completionQuantity:integer
    default:ref | ioSpecification? property* dataInputAssociation* dataOutputAssociation*
    resourceRole* loopCharacteristics?
subProcess < activity | triggeredByEvent:boolean | laneSet* flowElement* artifact*
adHocSubProcess < subProcess | cancelRemainingInstances:boolean ordering:Parallel,Sequential |
    completionCondition?
artifact^ < baseElement | |
assignment < baseElement | | from to
association < artifact | sourceRef!:qname targetRef!:qname associationDirection:None,One,Both |
auditing < baseElement | |
baseElementWithMixedContent^ < - | id:id | documentation* extensionElements?
event^ < flowNode | | property*
catchEvent^ < event | parallelMultiple:boolean | dataOutput* dataOutputAssociation* outputSet?
    eventDefinition* eventDefinitionRef*
boundaryEvent < catchEvent | cancelActivity:boolean attachedToRef!:qname |
task < activity | |
businessRuleTask < task | implementation |
callActivity < activity | calledElement:qname |
choreographyActivity^ < flowNode | initiatingParticipantRef!:qname
    loopType:None,Standard,MultiInstanceSequential,MultiInstanceParallel | participantRef++
    correlationKey*
callChoreography < choreographyActivity | calledChoreographyRef:qname | participantAssociation*
conversationNode^ < baseElement | name | participantRef* messageFlowRef* correlationKey*
callConversation < conversationNode | calledCollaborationRef:qname | participantAssociation*
rootElement^ < baseElement | |
callableElement^ < rootElement | name | supportedInterfaceRef* ioSpecification? ioBinding*
eventDefinition^ < rootElement | |
cancelEventDefinition < eventDefinition | |
category < rootElement | name | categoryValue*
categoryValue < baseElement | value |
collaboration < rootElement | name isClosed:boolean | participant* messageFlow* artifact*
    conversationNode* conversationAssociation* participantAssociation* messageFlowAssociation*
    correlationKey* choreographyRef* conversationLink*
choreography < collaboration | | flowElement*
choreographyTask < choreographyActivity | | messageFlowRef{1,2}
compensateEventDefinition < eventDefinition | waitForCompletion:boolean activityRef:qname |
complexBehaviorDefinition < baseElement | | condition event?
gateway^ < flowNode | gatewayDirection:Unspecified,Converging,Diverging,Mixed |
complexGateway < gateway | default:ref | activationCondition?
conditionalEventDefinition < eventDefinition | | condition
conversation < conversationNode | |
conversationAssociation < baseElement | innerConversationNodeRef!:qname outerConversationNodeRef!:qname |
conversationLink < baseElement | name sourceRef!:qname targetRef!:qname |
correlationKey < baseElement | name | correlationPropertyRef*
correlationProperty < rootElement | name type:qname | correlationPropertyRetrievalExpression+
correlationPropertyBinding < baseElement | correlationPropertyRef!:qname | dataPath
correlationPropertyRetrievalExpression < baseElement | messageRef!:qname | messagePath
correlationSubscription < baseElement | correlationKeyRef!:qname | correlationPropertyBinding*
dataAssociation^ < baseElement | | sourceRef* targetRef transformation? assignment*
dataInput < baseElement | name itemSubjectRef:qname isCollection:boolean | dataState?
dataInputAssociation < dataAssociation | |
dataObject < flowElement | itemSubjectRef:qname isCollection:boolean | dataState?
dataObjectReference < flowElement | itemSubjectRef:qname dataObjectRef:ref | dataState?
dataOutput < baseElement | name itemSubjectRef:qname isCollection:boolean | dataState?
dataOutputAssociation < dataAssociation | |
dataState < baseElement | name |
dataStore < rootElement | name capacity:integer isUnlimited:boolean itemSubjectRef:qname | dataState?
dataStoreReference < flowElement | itemSubjectRef:qname dataStoreRef:qname | dataState?
definitions < - | id:id name targetNamespace! expressionLanguage typeLanguage exporter
    exporterVersion | import* extension* rootElement* bpmndi:BPMNDiagram* relationship*
documentation < - | id:id textFormat |
throwEvent^ < event | | dataInput* dataInputAssociation* inputSet? eventDefinition* eventDefinitionRef*
endEvent < throwEvent | |
endPoint < rootElement | |
error < rootElement | name errorCode structureRef:qname |
errorEventDefinition < eventDefinition | errorRef:qname |
escalation < rootElement | name escalationCode structureRef:qname |
escalationEventDefinition < eventDefinition | escalationRef:qname |
eventBasedGateway < gateway | instantiate:boolean eventGatewayType:Exclusive,Parallel |
exclusiveGateway < gateway | default:ref |
expression < baseElementWithMixedContent | |
extension < - | definition:qname mustUnderstand:boolean | documentation*
extensionElements < - | |
formalExpression < expression | language evaluatesToTypeRef:qname |
globalTask < callableElement | | resourceRole*
globalBusinessRuleTask < globalTask | implementation |
globalChoreographyTask < choreography | initiatingParticipantRef:qname |
globalConversation < collaboration | |
globalManualTask < globalTask | |
globalScriptTask < globalTask | scriptLanguage | script?
globalUserTask < globalTask | implementation | rendering*
group < artifact | categoryValueRef:qname |
resourceRole < baseElement | name | resourceRef? resourceParameterBinding* resourceAssignmentExpression?
performer < resourceRole | |
humanPerformer < performer | |
implicitThrowEvent < throwEvent | |
import < - | namespace! location! importType! |
inclusiveGateway < gateway | default:ref |
ioBinding < baseElement | operationRef!:qname inputDataRef!:ref outputDataRef!:ref |
ioSpecification < baseElement | | dataInput* dataOutput* inputSet+ outputSet+
inputSet < baseElement | name | dataInputRefs* optionalInputRefs* whileExecutingInputRefs* outputSetRefs*
interface < rootElement | name! implementationRef:qname | operation+
intermediateCatchEvent < catchEvent | |
intermediateThrowEvent < throwEvent | |
itemDefinition < rootElement | structureRef:qname isCollection:boolean itemKind:Information,Physical |
lane < baseElement | name partitionElementRef:qname | partitionElement? flowNodeRef* childLaneSet?
laneSet < baseElement | name | lane*
linkEventDefinition < eventDefinition | name! | source* target?
loopCharacteristics^ < baseElement | |
manualTask < task | |
message < rootElement | name itemRef:qname |
messageEventDefinition < eventDefinition | messageRef:qname | operationRef?
messageFlow < baseElement | name sourceRef!:qname targetRef!:qname messageRef:qname |
messageFlowAssociation < baseElement | innerMessageFlowRef!:qname outerMessageFlowRef!:qname |
monitoring < baseElement | |
multiInstanceLoopCharacteristics < loopCharacteristics | isSequential:boolean
    behavior:None,One,All,Complex oneBehaviorEventRef:qname noneBehaviorEventRef:qname |
    loopCardinality? loopDataInputRef? loopDataOutputRef? inputDataItem? outputDataItem?
    complexBehaviorDefinition* completionCondition?
operation < baseElement | name! implementationRef:qname | inMessageRef outMessageRef? errorRef*
outputSet < baseElement | name | dataOutputRefs* optionalOutputRefs* whileExecutingOutputRefs* inputSetRefs*
parallelGateway < gateway | |
participant < baseElement | name processRef:qname | interfaceRef* endPointRef* participantMultiplicity?
participantAssociation < baseElement | | innerParticipantRef outerParticipantRef
participantMultiplicity < baseElement | minimum:integer maximum:integer |
partnerEntity < rootElement | name | participantRef*
partnerRole < rootElement | name | participantRef*
potentialOwner < humanPerformer | |
process < callableElement | processType:None,Public,Private isClosed:boolean isExecutable:boolean
    definitionalCollaborationRef:qname | auditing? monitoring? property* laneSet* flowElement*
    artifact* resourceRole* correlationSubscription* supports*
property < baseElement | name itemSubjectRef:qname | dataState?
receiveTask < task | implementation instantiate:boolean messageRef:qname operationRef:qname |
relationship < baseElement | type! direction:None,Forward,Backward,Both | source+ target+
rendering < baseElement | |
resource < rootElement | name! | resourceParameter*
resourceAssignmentExpression < baseElement | | expression
resourceParameter < baseElement | name type:qname isRequired:boolean |
resourceParameterBinding < baseElement | parameterRef!:qname | expression
script < - | |
scriptTask < task | scriptFormat | script?
sendTask < task | implementation messageRef:qname operationRef:qname |
sequenceFlow < flowElement | sourceRef!:ref targetRef!:ref isImmediate:boolean | conditionExpression?
serviceTask < task | implementation operationRef:qname |
signal < rootElement | name structureRef:qname |
signalEventDefinition < eventDefinition | signalRef:qname |
standardLoopCharacteristics < loopCharacteristics | testBefore:boolean loopMaximum:integer | loopCondition?
startEvent < catchEvent | isInterrupting:boolean |
subChoreography < choreographyActivity | | flowElement* artifact*
subConversation < conversationNode | | conversationNode*
terminateEventDefinition < eventDefinition | |
text < - | |
textAnnotation < artifact | textFormat | text?
timerEventDefinition < eventDefinition | | timeDate? timeDuration? timeCycle?
transaction < subProcess | method |
userTask < task | implementation | rendering*
"""

EXPRESSIONS = (
    "from",
    "to",
    "condition",
    "conditionExpression",
    "completionCondition",
    "activationCondition",
    "loopCardinality",
    "loopCondition",
    "timeDate",
    "timeDuration",
    "timeCycle",
    "dataPath",
    "messagePath",
    "transformation",
)
"""Elements whose text is an expression."""

_LOCAL: Mapping[str, str] = {
    **dict.fromkeys(EXPRESSIONS, "formalExpression"),
    "childLaneSet": "laneSet",
    "inputDataItem": "dataInput",
    "outputDataItem": "dataOutput",
    "event": "implicitThrowEvent",
}
"""Children that have a name of their own and the type of another element."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute: required or not, and what its value is."""

    required: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Child:
    """How often a child, or one of its subtypes, may stand here; `most` None is unbounded."""

    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Shape:
    """An element type with everything that it inherits."""

    name: str
    lineage: tuple[str, ...]
    """The type itself and its bases, nearest first."""
    attributes: Mapping[str, Attribute]
    children: Mapping[str, Child]


_ROW = re.compile(r"(?P<name>\w+)(?P<abstract>\^?) < (?P<base>\S+) \|(?P<attributes>[^|]*)\|(?P<children>.*)")
_COUNT: Mapping[str, Child] = {
    "": Child(1, 1),
    "?": Child(0, 1),
    "*": Child(0, None),
    "+": Child(1, None),
    "++": Child(2, None),
    "{1,2}": Child(1, 2),
}


def _attribute(text: str) -> tuple[str, Attribute]:
    name, _, kind = text.partition(":")
    return name.rstrip("!"), Attribute(name.endswith("!"), kind)


def _child(text: str) -> tuple[str, Child]:
    name = re.match(r"[\w:]+", text)
    assert name is not None
    return name[0], _COUNT[text[name.end() :]]


def _shapes() -> tuple[dict[str, Shape], frozenset[str]]:
    shapes: dict[str, Shape] = {}
    abstract = set()
    for row in re.sub(r"\n +", " ", _TABLE).strip().splitlines():
        found = _ROW.match(row)
        assert found is not None, row
        name = found["name"]
        base = shapes.get(found["base"])
        if found["abstract"]:
            abstract.add(name)
        shapes[name] = Shape(
            name=name,
            lineage=(name, *(base.lineage if base else ())),
            attributes={
                **(base.attributes if base else {}),
                **dict(map(_attribute, found["attributes"].split())),
            },
            children={**(base.children if base else {}), **dict(map(_child, found["children"].split()))},
        )
    return shapes, frozenset(abstract)


_SHAPES, _ABSTRACT = _shapes()


def shape(name: str) -> Shape | None:
    """The type of an element of this name; None when BPMN knows no such element."""
    name = _LOCAL.get(name, name)
    return None if name in _ABSTRACT else _SHAPES.get(name)


def is_a(name: str, kind: str) -> bool:
    """Whether elements of this name are of that type, or of a type below it."""
    found = _SHAPES.get(_LOCAL.get(name, name))
    return found is not None and kind in found.lineage


@cache
def slot(outer: str, name: str) -> str | None:
    """The child of `outer` that an element of this name fills; None when it has no place there."""
    around = shape(outer)
    if around is None:
        return None
    if name in around.children and (name in _LOCAL or name not in _ABSTRACT):
        return name
    found = _SHAPES.get(name)
    if found is None or name in _ABSTRACT:
        return None
    return next((base for base in found.lineage if base in around.children), None)
