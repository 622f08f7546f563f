"""Clauses 9 and 11: collaborations, conversations, choreographies and correlation."""

from __future__ import annotations

from tests.unit.lint.constraints.constraint import (
    LINE,
    broken,
    condition,
    end,
    extended,
    flow,
    flows,
    node,
    process,
    start,
    task,
)

POOLS = (
    '<message id="m" name="m"/><collaboration id="co"><participant id="A" name="A" processRef="p"><participantMultiplicity minimum="1" maximum="3"/></participant>'
    '<participant id="B" name="B"/><participant id="C" name="C"/><messageFlow id="mf" sourceRef="A" targetRef="B" messageRef="m"/>'
    '<messageFlow id="mf2" sourceRef="B" targetRef="A"/></collaboration>'
    + process(start() + task() + end() + flows("s a e"))
)
TALK = (
    '<collaboration id="co"><participant id="A"/><participant id="B"/><participant id="C"/><messageFlow id="mf" sourceRef="A" targetRef="B"/>'
    '<conversation id="cv"><participantRef>A</participantRef><participantRef>B</participantRef><messageFlowRef>mf</messageFlowRef></conversation>'
    '<conversationLink id="l1" sourceRef="A" targetRef="cv"/><conversationLink id="l2" sourceRef="B" targetRef="cv"/></collaboration>'
)


def _exchange(id_: str, first: str = "A", second: str = "B", flow_: str = "mf") -> str:
    return (
        f'<choreographyTask id="{id_}" initiatingParticipantRef="{first}"><participantRef>{first}</participantRef>'
        f"<participantRef>{second}</participantRef><messageFlowRef>{flow_}</messageFlowRef></choreographyTask>"
    )


DANCE = (
    '<choreography id="ch"><participant id="A"/><participant id="B"/><participant id="C"/>'
    '<messageFlow id="mf" sourceRef="A" targetRef="B"/><messageFlow id="mg" sourceRef="B" targetRef="C"/>'
    + start()
    + _exchange("x")
    + _exchange("y", "B", "C", "mg")
    + end()
    + flows("s x y e")
    + "</choreography>"
)
KEYS = (
    '<message id="m" name="m"/><correlationProperty id="cp" name="number"><correlationPropertyRetrievalExpression messageRef="m">'
    f"{condition('x', 'messagePath')}</correlationPropertyRetrievalExpression></correlationProperty>"
    '<correlationProperty id="cq" name="other"><correlationPropertyRetrievalExpression messageRef="m">'
    f"{condition('y', 'messagePath')}</correlationPropertyRetrievalExpression></correlationProperty>"
    '<collaboration id="co"><participant id="A" processRef="p"/><correlationKey id="ck" name="k"><correlationPropertyRef>cp</correlationPropertyRef></correlationKey></collaboration>'
    + process(
        task()
        + '<correlationSubscription id="cs" correlationKeyRef="ck"><correlationPropertyBinding correlationPropertyRef="cp">'
        f"{condition('z', 'dataPath')}</correlationPropertyBinding></correlationSubscription>"
    )
)

CASES = [
    # --- pools
    broken("a negative minimum of participants", "9.3", POOLS, ('minimum="1"', 'minimum="-1"')),
    broken(
        "a maximum of no participants", "9.3", POOLS, ('minimum="1" maximum="3"', 'minimum="0" maximum="0"')
    ),
    broken("a maximum below the minimum", "9.3", POOLS, ('maximum="3"', 'maximum="0"')),
    broken("a number of participants that is none", "9.3", POOLS, ('maximum="3"', 'maximum="few"')),
    broken(
        "two multiplicities",
        "9.3",
        POOLS,
        (
            '<participantMultiplicity minimum="1" maximum="3"/>',
            "<participantMultiplicity/><participantMultiplicity/>",
        ),
    ),
    broken("a task in a collaboration", "15.3", POOLS, ("</collaboration>", task("z") + "</collaboration>")),
    broken(
        "a sequence flow in a collaboration",
        "15.3",
        POOLS,
        ("</collaboration>", flow("s", "e", id_="f") + "</collaboration>"),
    ),
    broken(
        "a sequence flow between pools", "8.4.13", POOLS, (flow("a", "e"), flow("a", "e") + flow("a", "B"))
    ),
    broken(
        "a message flow within a pool",
        "9.4",
        POOLS,
        ('sourceRef="A" targetRef="B"', 'sourceRef="a" targetRef="s"'),
    ),
    broken(
        "a message flow to a lane",
        "9.4",
        POOLS.replace(start(), '<laneSet id="ls"><lane id="l"/></laneSet>' + start()),
        ('sourceRef="B" targetRef="A"', 'sourceRef="B" targetRef="l"'),
    ),
    broken(
        "a message flow to a data object",
        "9.4",
        POOLS.replace(task(), task() + '<dataObject id="d"/>'),
        ('sourceRef="B" targetRef="A"', 'sourceRef="B" targetRef="d"'),
    ),
    broken(
        "a message flow to a message flow",
        "9.4",
        POOLS,
        ('sourceRef="B" targetRef="A"', 'sourceRef="B" targetRef="mf"'),
    ),
    broken(
        "a message of a message flow that does not exist", "9.4", POOLS, ('messageRef="m"', 'messageRef="x"')
    ),
    broken("a message of a message flow that is a pool", "9.4", POOLS, ('messageRef="m"', 'messageRef="B"')),
    broken(
        "isClosed is no boolean",
        "9.3",
        POOLS,
        ('<collaboration id="co"', '<collaboration id="co" isClosed="open"'),
    ),
    broken(
        "an interface of a pool that is none",
        "9.3",
        POOLS,
        (
            "<participantMultiplicity minimum",
            "<interfaceRef>m</interfaceRef><participantMultiplicity minimum",
        ),
    ),
    broken(
        "an association of participants without inner end",
        "9.3",
        POOLS,
        (
            "</collaboration>",
            "<participantAssociation><outerParticipantRef>A</outerParticipantRef></participantAssociation></collaboration>",
        ),
    ),
    broken(
        "an association of message flows without outer end",
        "9.4",
        POOLS,
        ("</collaboration>", '<messageFlowAssociation innerMessageFlowRef="mf"/></collaboration>'),
    ),
    broken(
        "a participant in the file's root",
        "15.3",
        POOLS,
        ("<collaboration", '<participant id="D"/><collaboration'),
    ),
    broken(
        "a definitional collaboration that is none",
        "10.2",
        POOLS,
        ('<process id="p"', '<process id="p" definitionalCollaborationRef="m"'),
    ),
    broken(
        "a supported process that is none", "10.2", POOLS, ("</process>", "<supports>m</supports></process>")
    ),
    # --- conversations
    broken("a conversation of one participant", "9.5", TALK, ("<participantRef>B</participantRef>", "")),
    broken(
        "a conversation of something that is no participant",
        "9.5",
        TALK,
        ("<participantRef>B<", "<participantRef>mf<"),
    ),
    broken(
        "a conversation about something that is no message flow",
        "9.5",
        TALK,
        ("<messageFlowRef>mf<", "<messageFlowRef>A<"),
    ),
    broken(
        "a conversation link without source", "9.5", TALK, ('sourceRef="A" targetRef="cv"', 'targetRef="cv"')
    ),
    broken(
        "a conversation link between participants",
        "9.5",
        TALK,
        ('sourceRef="A" targetRef="cv"', 'sourceRef="A" targetRef="B"'),
    ),
    broken(
        "a conversation link to nothing",
        "9.5",
        TALK,
        ('sourceRef="A" targetRef="cv"', 'sourceRef="A" targetRef="zz"'),
    ),
    broken(
        "a call of a conversation that is none",
        "9.5",
        TALK,
        (
            "</collaboration>",
            '<callConversation id="cc" calledCollaborationRef="A"><participantRef>A</participantRef><participantRef>B</participantRef></callConversation></collaboration>',
        ),
    ),
    broken(
        "a conversation outside a collaboration",
        "15.3",
        TALK,
        ("<collaboration", '<conversation id="c2"/><collaboration'),
    ),
    # --- choreographies
    broken(
        "a choreography task of one participant", "11.5.1", DANCE, ("<participantRef>C</participantRef>", "")
    ),
    broken(
        "a choreography task of three participants",
        "11.5.1",
        DANCE,
        (
            "<participantRef>C</participantRef>",
            "<participantRef>C</participantRef><participantRef>A</participantRef>",
        ),
    ),
    broken("a choreography task without initiator", "11.5.1", DANCE, (' initiatingParticipantRef="A"', "")),
    broken(
        "a choreography task begun by a stranger",
        "11.5.1",
        DANCE,
        ('initiatingParticipantRef="A"', 'initiatingParticipantRef="C"'),
    ),
    broken(
        "a choreography task without message", "11.5.1", DANCE, ("<messageFlowRef>mg</messageFlowRef>", "")
    ),
    broken(
        "a choreography task with three messages",
        "11.5.1",
        DANCE,
        ("<messageFlowRef>mg</messageFlowRef>", "<messageFlowRef>mg</messageFlowRef>" * 3),
    ),
    broken(
        "a choreography task with a message of others",
        "11.5.1",
        DANCE,
        ("<messageFlowRef>mg<", "<messageFlowRef>mf<"),
    ),
    broken(
        "a choreography task begun by somebody who knows nothing",
        "11.5.6",
        DANCE,
        (_exchange("y", "B", "C", "mg"), _exchange("y", "C", "B", "mg")),
    ),
    broken(
        "an unknown loop of a choreography task",
        "11.5",
        DANCE,
        ('<choreographyTask id="x"', '<choreographyTask id="x" loopType="Often"'),
    ),
    broken("a task in a choreography", "11.2", DANCE, (end(), end() + task("z") + flows("y z"))),
    broken("a data object in a choreography", "11.2", DANCE, (end(), end() + '<dataObject id="d"/>')),
    broken(
        "a message start event in a choreography",
        "11.6",
        DANCE,
        (start(), start("<messageEventDefinition/>")),
    ),
    broken("an error end event in a choreography", "11.6", DANCE, (end(), end("<errorEventDefinition/>"))),
    broken(
        "a choreography that refers to a choreography",
        "9.2",
        DANCE,
        ("</choreography>", "<choreographyRef>ch</choreographyRef></choreography>"),
    ),
    broken("a flow into the start of a choreography", "10.5.2", DANCE, (end(), end() + flow("x", "s"))),
    broken("a flow out of the end of a choreography", "10.5.3", DANCE, (end(), end() + flow("e", "x"))),
    broken(
        "a choreography task in a collaboration",
        "15.3",
        TALK,
        ("</collaboration>", _exchange("z") + "</collaboration>"),
    ),
    broken(
        "a call of a choreography that is none",
        "11.5.4",
        DANCE,
        (
            _exchange("y", "B", "C", "mg"),
            '<callChoreography id="y" initiatingParticipantRef="B" calledChoreographyRef="x"><participantRef>B</participantRef><participantRef>C</participantRef></callChoreography>',
        ),
    ),
    # --- correlation
    broken(
        "a correlation key of something that is no property",
        "8.4.2",
        KEYS,
        ("<correlationPropertyRef>cp<", "<correlationPropertyRef>m<"),
    ),
    broken(
        "a correlation property without expression",
        "8.4.2",
        KEYS,
        (
            '<correlationPropertyRetrievalExpression messageRef="m">'
            + condition("y", "messagePath")
            + "</correlationPropertyRetrievalExpression>",
            "",
        ),
    ),
    broken(
        "a retrieval expression without message",
        "8.4.2",
        KEYS.replace(
            '<correlationProperty id="cq" name="other"><correlationPropertyRetrievalExpression messageRef="m">',
            '<correlationProperty id="cq" name="other"><correlationPropertyRetrievalExpression id="re" messageRef="m">',
        ),
        ('id="re" messageRef="m"', 'id="re"'),
    ),
    broken("a retrieval expression without path", "8.4.2", KEYS, (condition("y", "messagePath"), "")),
    broken(
        "a retrieval expression of something that is no message",
        "8.4.2",
        KEYS.replace(
            'name="other"><correlationPropertyRetrievalExpression messageRef="m"',
            'name="other"><correlationPropertyRetrievalExpression id="re" messageRef="m"',
        ),
        ('id="re" messageRef="m"', 'id="re" messageRef="ck"'),
    ),
    broken("a subscription without key", "8.4.2", KEYS, (' correlationKeyRef="ck"', "")),
    broken(
        "a subscription to something that is no key",
        "8.4.2",
        KEYS,
        ('correlationKeyRef="ck"', 'correlationKeyRef="cp"'),
    ),
    broken(
        "a binding of a property outside the key",
        "8.4.2",
        KEYS,
        ('correlationPropertyRef="cp"', 'correlationPropertyRef="cq"'),
    ),
    broken("a binding without path", "8.4.2", KEYS, (condition("z", "dataPath"), "")),
    extended(
        "an artifact that is a target of a message flow",
        "8.4.1",
        POOLS,
        '<textAnnotation id="n"/>'.replace("/>", "></textAnnotation>") + node("group", "g"),
        flow("g", "a"),
    ),
    extended("two pools of one id", "8.3.1", POOLS, '<participant id="B"/>', before='<messageFlow id="mf"'),
    broken(
        "a group with a value that is a category",
        "8.4.1",
        '<category id="c"><categoryValue id="v"/></category>'
        + LINE.replace("</process>", '<group id="g" categoryValueRef="v"/></process>'),
        ('categoryValueRef="v"', 'categoryValueRef="c"'),
    ),
    broken("a choreography task that no flow leads to", "10.5.2", DANCE, (flow("x", "y"), "")),
    broken(
        "a conversation link to a collaboration",
        "9.5",
        TALK,
        ('sourceRef="A" targetRef="cv"', 'sourceRef="co" targetRef="cv"'),
    ),
    broken(
        "a conversation link to a message flow",
        "9.5",
        TALK,
        ('sourceRef="A" targetRef="cv"', 'sourceRef="mf" targetRef="cv"'),
    ),
]
