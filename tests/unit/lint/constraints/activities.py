"""Clauses 10.3 and 10.8: activities, loops, subprocesses, roles and lanes."""

from __future__ import annotations

from tests.unit.lint.constraints.constraint import (
    CANCEL,
    LINE,
    MESSAGE,
    ROOTS,
    SIGNAL,
    TIMER,
    boundary,
    broken,
    catch,
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


def _around(activity: str, *, roots: str = ROOTS, executable: str = "false", more: str = "") -> str:
    return roots + process(start() + activity + end() + flows("s x e") + more, f'isExecutable="{executable}"')


def _many(content: str, attributes: str = "") -> str:
    return f"<multiInstanceLoopCharacteristics {attributes}>{content}</multiInstanceLoopCharacteristics>"


ADHOC = _around(node("adHocSubProcess", "x", task("y") + task("z"), 'ordering="Parallel"'))
LANES = process(
    '<laneSet id="ls"><lane id="l1"><flowNodeRef>s</flowNodeRef><flowNodeRef>a</flowNodeRef></lane>'
    '<lane id="l2"><flowNodeRef>e</flowNodeRef></lane></laneSet>' + start() + task() + end() + flows("s a e")
) + process(task("z"), id_="q")
ROLE = (
    '<resource id="r" name="r"><resourceParameter id="rp" name="x" isRequired="true"/></resource>'
    + process(
        start()
        + node(
            "userTask",
            "x",
            '<potentialOwner id="po"><resourceRef>r</resourceRef><resourceParameterBinding parameterRef="rp">'
            "<formalExpression>1</formalExpression></resourceParameterBinding></potentialOwner>",
        )
        + end()
        + flows("s x e")
    )
)
LISTENING = ROOTS + process(
    node("receiveTask", "x", attributes='messageRef="m" instantiate="true"') + task() + end() + flows("x a e")
)
AFTER_START = ROOTS + process(
    start()
    + node("receiveTask", "x", attributes='messageRef="m" instantiate="true"')
    + task()
    + end()
    + flows("s x a e")
)
CALL = process(
    start() + node("callActivity", "x", attributes='calledElement="q"') + end() + flows("s x e")
) + process(start(id_="s2") + task("b") + end(id_="e2") + flows("s2 b e2"), id_="q")

CASES = [
    *(
        broken(
            f"{name} of {value}",
            "10.3",
            _around(node("task", "x", attributes=f'{name}="2"')),
            ('="2"', f'="{value}"'),
        )
        for name in ("startQuantity", "completionQuantity")
        for value in ("0", "-3", "two", "")
    ),
    # --- tasks
    broken(
        "a script without format",
        "10.3.3",
        _around(node("scriptTask", "x", "<script>1 + 1</script>", 'scriptFormat="feel"')),
        (' scriptFormat="feel"', ""),
    ),
    broken(
        "two scripts",
        "10.3.3",
        _around(node("scriptTask", "x", "<script>1</script>", 'scriptFormat="feel"')),
        ("<script>1</script>", "<script>1</script><script>2</script>"),
    ),
    broken(
        "a script in a user task",
        "15.3",
        _around(node("userTask", "x")),
        ("</userTask>", "<script>1</script></userTask>"),
    ),
    broken(
        "a message of a user task",
        "15.3",
        _around(node("userTask", "x")),
        ("<userTask", '<userTask messageRef="m"'),
    ),
    broken(
        "instantiate on a send task",
        "15.3",
        _around(node("sendTask", "x", attributes='messageRef="m"')),
        ('messageRef="m"', 'messageRef="m" instantiate="false"'),
    ),
    broken(
        "a called element of a task",
        "15.3",
        _around(task("x")),
        ('<task id="x"', '<task id="x" calledElement="p"'),
    ),
    extended("a second flow into an instantiating receive task", "10.3.3", LISTENING, flow("a", "x")),
    extended(
        "a second flow into an instantiating receive task after a start event",
        "10.3.3",
        AFTER_START,
        flow("a", "x"),
    ),
    extended(
        "an instantiating receive task beside a start event", "10.3.3", LISTENING, start(), flows("s a")
    ),
    broken(
        "an instantiating receive task after a task",
        "10.3.3",
        AFTER_START,
        (flow("s", "x"), task("w") + flows("s w x")),
    ),
    broken(
        "an operation of a service task that is a message",
        "10.3.3",
        ROOTS
        + '<interface id="i" name="i"><operation id="o" name="o"><inMessageRef>m</inMessageRef></operation></interface>'
        + _around(
            node(
                "serviceTask",
                "x",
                '<ioSpecification><dataInput id="di"/><inputSet><dataInputRefs>di</dataInputRefs></inputSet><outputSet/></ioSpecification>',
                'operationRef="o"',
            ),
            roots="",
        ),
        ('operationRef="o"', 'operationRef="m"'),
    ),
    # --- subprocesses
    broken(
        "an ad-hoc subprocess without activity",
        "10.3.5",
        ADHOC,
        (task("y"), ""),
        (task("z"), catch(TIMER, "z")),
    ),
    extended(
        "a start event in an ad-hoc subprocess",
        "10.3.5",
        ADHOC,
        start(id_="s2"),
        flows("s2 y"),
        before="</adHocSubProcess>",
    ),
    extended(
        "an end event in an ad-hoc subprocess",
        "10.3.5",
        ADHOC,
        end(id_="e2"),
        flows("y e2"),
        before="</adHocSubProcess>",
    ),
    extended(
        "a message start event in an ad-hoc subprocess",
        "10.3.5",
        ADHOC,
        start(MESSAGE, id_="s2"),
        flows("s2 y"),
        before="</adHocSubProcess>",
    ),
    broken(
        "two completion conditions",
        "15.3",
        ADHOC.replace("</adHocSubProcess>", condition(name="completionCondition") + "</adHocSubProcess>"),
        (condition(name="completionCondition"), condition(name="completionCondition") * 2),
    ),
    broken(
        "a completion condition of a plain subprocess",
        "15.3",
        _around(node("subProcess", "x", task("y"))),
        (task("y"), task("y") + condition(name="completionCondition")),
    ),
    broken(
        "an ad-hoc subprocess that is triggered by an event",
        "10.3.5",
        ADHOC,
        ('ordering="Parallel"', 'triggeredByEvent="true"'),
    ),
    broken(
        "a transaction that is triggered by an event",
        "10.3.5",
        _around(node("transaction", "x", start(id_="s2") + end(id_="e2") + flows("s2 e2"))),
        ('<transaction id="x"', '<transaction id="x" triggeredByEvent="true"'),
    ),
    broken(
        "input and output of a subprocess",
        "10.4.2",
        _around(node("subProcess", "x", task("y"))),
        (task("y"), "<ioSpecification><inputSet/><outputSet/></ioSpecification>" + task("y")),
    ),
    broken(
        "a boundary event that is attached to itself",
        "10.5.4",
        ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
        ('attachedToRef="a"', 'attachedToRef="b"'),
    ),
    broken(
        "a call of a process without none start event",
        "10.5.2",
        ROOTS + CALL,
        (start(id_="s2"), start(MESSAGE, id_="s2")),
    ),
    broken(
        "a call of a data object",
        "10.3.6",
        CALL.replace(start(), start() + '<dataObject id="d"/>'),
        ('calledElement="q"', 'calledElement="d"'),
    ),
    broken("two called elements", "10.3.6", CALL, ('calledElement="q"', 'calledElement="q q"')),
    extended(
        "a choreography task in a process",
        "10.3",
        LINE,
        '<choreographyTask id="ct" initiatingParticipantRef="A"><participantRef>A</participantRef><participantRef>B</participantRef>'
        "<messageFlowRef>mf</messageFlowRef></choreographyTask>",
    ),
    extended("a conversation in a process", "15.3", LINE, '<conversation id="cv"/>'),
    broken(
        "a public process that is executable",
        "10.2",
        process(task(), 'processType="Private" isExecutable="true"'),
        ("Private", "Public"),
    ),
    # --- loops
    broken(
        "a loop with a negative maximum",
        "10.3.8",
        _around(task("x", '<standardLoopCharacteristics loopMaximum="3"/>')),
        ('"3"', '"-3"'),
    ),
    broken(
        "two loop conditions",
        "10.3.8",
        _around(
            task(
                "x",
                f"<standardLoopCharacteristics>{condition(name='loopCondition')}</standardLoopCharacteristics>",
            )
        ),
        (condition(name="loopCondition"), condition(name="loopCondition") * 2),
    ),
    broken(
        "testBefore is no boolean",
        "10.3.8",
        _around(task("x", '<standardLoopCharacteristics testBefore="true"/>')),
        ('"true"', '"before"'),
    ),
    broken(
        "an executable loop without end",
        "10.3.8",
        _around(task("x", '<standardLoopCharacteristics loopMaximum="3"/>'), executable="true"),
        (' loopMaximum="3"', ""),
    ),
    broken(
        "an executable multi-instance activity that says not how often",
        "10.3.8",
        _around(task("x", _many(condition("3", "loopCardinality"))), executable="true"),
        (condition("3", "loopCardinality"), ""),
    ),
    broken(
        "two cardinalities",
        "10.3.8",
        _around(task("x", _many(condition("3", "loopCardinality")))),
        (condition("3", "loopCardinality"), condition("3", "loopCardinality") * 2),
    ),
    broken(
        "a negative cardinality",
        "10.3.8",
        _around(task("x", _many(condition("3", "loopCardinality"))), executable="true"),
        (">3<", ">-3<"),
    ),
    broken(
        "cardinality and collection",
        "10.3.8",
        _around(
            node("subProcess", "x", _many(condition("3", "loopCardinality")) + task("y")),
            executable="true",
            more='<dataObject id="d" isCollection="true"/>',
        ),
        (
            condition("3", "loopCardinality"),
            condition("3", "loopCardinality") + "<loopDataInputRef>d</loopDataInputRef>",
        ),
    ),
    broken(
        "a collection that does not exist",
        "10.3.8",
        _around(
            node("subProcess", "x", _many("<loopDataInputRef>d</loopDataInputRef>") + task("y")),
            more='<dataObject id="d" isCollection="true"/>',
        ),
        ("<loopDataInputRef>d<", "<loopDataInputRef>dd<"),
    ),
    broken(
        "a collection that is a task",
        "10.3.8",
        _around(
            node("subProcess", "x", _many("<loopDataInputRef>d</loopDataInputRef>") + task("y")),
            more='<dataObject id="d" isCollection="true"/>',
        ),
        ("<loopDataInputRef>d<", "<loopDataInputRef>y<"),
    ),
    broken(
        "behaviour None without event",
        "10.3.8",
        ROOTS
        + '<signalEventDefinition id="sd" signalRef="sig"/>'
        + _around(
            task("x", _many(condition("3", "loopCardinality"), 'behavior="None" noneBehaviorEventRef="sd"')),
            roots="",
        ),
        (' noneBehaviorEventRef="sd"', ""),
    ),
    broken(
        "behaviour One without event",
        "10.3.8",
        ROOTS
        + '<signalEventDefinition id="sd" signalRef="sig"/>'
        + _around(
            task("x", _many(condition("3", "loopCardinality"), 'behavior="One" oneBehaviorEventRef="sd"')),
            roots="",
        ),
        (' oneBehaviorEventRef="sd"', ""),
    ),
    broken(
        "behaviour None with an event that is none",
        "10.3.8",
        ROOTS
        + '<signalEventDefinition id="sd" signalRef="sig"/>'
        + _around(
            task("x", _many(condition("3", "loopCardinality"), 'behavior="None" noneBehaviorEventRef="sd"')),
            roots="",
        ),
        ('noneBehaviorEventRef="sd"', 'noneBehaviorEventRef="sig"'),
    ),
    broken(
        "behaviour Complex without definition",
        "10.3.8",
        _around(
            task(
                "x",
                _many(
                    condition("3", "loopCardinality")
                    + f"<complexBehaviorDefinition>{condition(name='condition')}<event>{SIGNAL}</event></complexBehaviorDefinition>",
                    'behavior="Complex"',
                ),
            )
        ),
        (
            f"<complexBehaviorDefinition>{condition(name='condition')}<event>{SIGNAL}</event></complexBehaviorDefinition>",
            "",
        ),
    ),
    broken(
        "a complex behaviour without condition",
        "10.3.8",
        _around(
            task(
                "x",
                _many(
                    condition("3", "loopCardinality")
                    + f"<complexBehaviorDefinition>{condition(name='condition')}<event>{SIGNAL}</event></complexBehaviorDefinition>",
                    'behavior="Complex"',
                ),
            )
        ),
        (condition(name="condition"), ""),
    ),
    # --- roles
    broken(
        "a role with resource and expression",
        "10.3.1",
        ROLE,
        (
            "</resourceParameterBinding>",
            "</resourceParameterBinding><resourceAssignmentExpression><formalExpression>1</formalExpression></resourceAssignmentExpression>",
        ),
    ),
    broken("a parameter of no resource", "10.3.1", ROLE, ('parameterRef="rp"', 'parameterRef="zz"')),
    broken("a parameter that is none", "10.3.1", ROLE, ('parameterRef="rp"', 'parameterRef="r"')),
    broken("a parameter binding without parameter", "10.3.1", ROLE, (' parameterRef="rp"', "")),
    broken(
        "a parameter binding without expression",
        "10.3.1",
        ROLE,
        ("<formalExpression>1</formalExpression>", ""),
    ),
    broken("a role of something that is no resource", "10.3.1", ROLE, ("<resourceRef>r<", "<resourceRef>x<")),
    broken(
        "a role of two resources",
        "10.3.1",
        ROLE,
        ("<resourceRef>r</resourceRef>", "<resourceRef>r</resourceRef><resourceRef>r</resourceRef>"),
    ),
    # --- lanes
    broken(
        "a node in two lanes",
        "10.8",
        LANES,
        ("<flowNodeRef>e</flowNodeRef>", "<flowNodeRef>e</flowNodeRef><flowNodeRef>a</flowNodeRef>"),
    ),
    broken("a lane with a node of another process", "10.8", LANES, ("<flowNodeRef>e<", "<flowNodeRef>z<")),
    broken("a lane with a message", "10.8", ROOTS + LANES, ("<flowNodeRef>e<", "<flowNodeRef>m<")),
    broken("a lane with an empty entry", "10.8", LANES, ("<flowNodeRef>e<", "<flowNodeRef><")),
    broken("a lane in a lane", "15.3", LANES, ('<lane id="l2">', '<lane id="l2"><lane id="l3"/>')),
    broken(
        "two lane sets in a lane",
        "15.3",
        LANES,
        (
            "<flowNodeRef>e</flowNodeRef>",
            '<flowNodeRef>e</flowNodeRef><childLaneSet id="c1"/><childLaneSet id="c2"/>',
        ),
    ),
    broken("a task in a lane", "15.3", LANES, ('<lane id="l2">', '<lane id="l2"><task id="tt"/>')),
    broken(
        "a cancel boundary event on a call activity",
        "10.5.4",
        ROOTS
        + process(
            start() + node("callActivity", "x") + boundary(TIMER, host="x") + end() + flows("s x e", "b e")
        ),
        (boundary(TIMER, host="x"), boundary(CANCEL, host="x")),
    ),
]
