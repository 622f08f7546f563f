"""Clause 15.3, the XML Schema: what must be there, what may stand where, and of what kind."""

from __future__ import annotations

from tests.unit.lint.constraints.constraint import (
    CONDITIONAL,
    LINE,
    ROOTS,
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
from tests.unit.lint.constraints.data import ASSIGNED, DATA, SERVICE

DIAGRAM = (
    '<bpmndi:BPMNDiagram id="diagram"><bpmndi:BPMNPlane id="plane" bpmnElement="p">'
    '<bpmndi:BPMNShape id="shape" bpmnElement="a"><dc:Bounds x="1" y="2" width="3" height="4"/></bpmndi:BPMNShape>'
    '<bpmndi:BPMNEdge id="edge" bpmnElement="a-e"><di:waypoint x="3" y="4"/><di:waypoint x="5" y="6"/>'
    "</bpmndi:BPMNEdge></bpmndi:BPMNPlane></bpmndi:BPMNDiagram>"
)

CASES = [
    # --- required attributes
    broken("a sequence flow without source", "8.4.13", LINE, ('sourceRef="s" ', "")),
    broken("a sequence flow without target", "8.4.13", LINE, ('targetRef="e"', "")),
    broken("a sequence flow with an empty source", "8.4.13", LINE, ('sourceRef="s"', 'sourceRef=""')),
    broken("a sequence flow with an empty target", "8.4.13", LINE, ('targetRef="e"', 'targetRef=""')),
    broken(
        "a boundary event without host",
        "10.5.4",
        ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
        ('attachedToRef="a"', ""),
    ),
    broken(
        "a boundary event with an empty host",
        "10.5.4",
        ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
        ('attachedToRef="a"', 'attachedToRef=""'),
    ),
    *(
        broken(
            f"an association without {attribute}",
            "8.4.1",
            process(
                task()
                + '<textAnnotation id="n"><text>x</text></textAnnotation>'
                + '<association id="as" sourceRef="a" targetRef="n"/>'
            ),
            (f'{attribute}="{value}"', edit),
        )
        for attribute, value in (("sourceRef", "a"), ("targetRef", "n"))
        for edit in ("", f'{attribute}=""')
    ),
    *(
        broken(
            f"a message flow without {attribute}",
            "9.4",
            '<collaboration id="co"><participant id="p1" name="A"/><participant id="p2" name="B"/>'
            '<messageFlow id="mf" sourceRef="p1" targetRef="p2"/></collaboration>',
            (f'{attribute}="{value}"', edit),
        )
        for attribute, value in (("sourceRef", "p1"), ("targetRef", "p2"))
        for edit in ("", f'{attribute}=""', f'{attribute}="nothing"')
    ),
    *(
        broken(
            f"an import without {attribute}",
            "8.2.2",
            '<import namespace="urn:x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>'
            + LINE,
            (f'{attribute}="{value}"', ""),
        )
        for attribute, value in (
            ("namespace", "urn:x"),
            ("location", "x.xsd"),
            ("importType", "http://www.w3.org/2001/XMLSchema"),
        )
    ),
    broken(
        "an import without an absolute type",
        "8.2.2",
        '<import namespace="urn:x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>' + LINE,
        ("http://www.w3.org/2001/XMLSchema", "xsd"),
    ),
    broken(
        "an import after the elements of the file",
        "15.3",
        '<import namespace="urn:x" location="x.xsd" importType="http://www.w3.org/2001/XMLSchema"/>' + LINE,
        ('importType="http://www.w3.org/2001/XMLSchema"', 'importType=""'),
    ),
    *(
        broken(
            f"an interface {what}",
            "8.4.3",
            ROOTS
            + '<interface id="i" name="i"><operation id="o" name="o"><inMessageRef>m</inMessageRef>'
            + "</operation></interface>"
            + LINE.removeprefix(ROOTS),
            edit,
        )
        for what, edit in {
            "without name": ('<interface id="i" name="i">', '<interface id="i">'),
            "whose operation has no name": ('<operation id="o" name="o">', '<operation id="o">'),
            "whose operation has no message in": ("<inMessageRef>m</inMessageRef>", ""),
            "whose operation has two messages in": (
                "<inMessageRef>m</inMessageRef>",
                "<inMessageRef>m</inMessageRef><inMessageRef>m2</inMessageRef>",
            ),
            "whose operation receives a signal": ("<inMessageRef>m<", "<inMessageRef>sig<"),
            "without operation": (
                '<operation id="o" name="o"><inMessageRef>m</inMessageRef></operation>',
                "",
            ),
        }.items()
    ),
    broken(
        "a link without name",
        "10.5.5",
        process(
            start()
            + node("intermediateThrowEvent", "t", '<linkEventDefinition id="l1" name="L"/>')
            + node("intermediateCatchEvent", "c", '<linkEventDefinition id="l2" name="L"/>')
            + end()
            + flows("s t", "c e")
        ),
        ('id="l1" name="L"', 'id="l1"'),
    ),
    broken(
        "a relationship without type",
        "8.3.4",
        LINE + '<relationship type="t"><source>p</source><target>p</target></relationship>',
        (' type="t"', ""),
    ),
    broken(
        "a relationship without target",
        "8.3.4",
        LINE + '<relationship type="t"><source>p</source><target>p</target></relationship>',
        ("<target>p</target>", ""),
    ),
    broken(
        "a resource without name",
        "8.4.12",
        '<resource id="r" name="r"/>' + LINE,
        ('<resource id="r" name="r"/>', '<resource id="r"/>'),
    ),
    broken(
        "a conditional event without condition",
        "10.5.5",
        ROOTS + process(start() + catch(CONDITIONAL) + end() + flows("s c e")),
        (condition(name="condition"), ""),
    ),
    broken(
        "a conditional event with two conditions",
        "10.5.5",
        ROOTS + process(start() + catch(CONDITIONAL) + end() + flows("s c e")),
        (condition(name="condition"), condition(name="condition") * 2),
    ),
    # --- kinds of values
    *(
        broken(
            f"{attribute} of {element} is `{value}`",
            "15.3",
            ROOTS
            + process(
                start() + node(element, "x", content, f'{attribute}="{good}"') + end() + flows("s x e")
            ),
            (f'{attribute}="{good}"', f'{attribute}="{value}"'),
        )
        for element, content, attribute, good, value in (
            ("task", "", "isForCompensation", "false", "nee"),
            ("task", "", "startQuantity", "1", "one"),
            ("task", "", "startQuantity", "1", "1.5"),
            ("task", "", "completionQuantity", "1", "many"),
            ("task", "", "startQuantity", "1", "0"),
            ("task", "", "completionQuantity", "1", "0"),
            ("task", "", "completionQuantity", "1", "-1"),
            ("subProcess", "", "triggeredByEvent", "false", "maybe"),
            ("adHocSubProcess", task("y"), "ordering", "Parallel", "parallel"),
            ("adHocSubProcess", task("y"), "cancelRemainingInstances", "true", "Ja"),
            ("intermediateCatchEvent", TIMER, "parallelMultiple", "false", "False"),
            ("receiveTask", "", "instantiate", "false", "0.0"),
        )
    ),
    *(
        broken(
            f"{what}",
            "15.3",
            ROOTS
            + process(
                start() + task() + end() + flows("s a e"),
                'isClosed="false" processType="None" isExecutable="false"',
            ),
            edit,
        )
        for what, edit in {
            "isExecutable is no boolean": ('isExecutable="false"', 'isExecutable="no"'),
            "isExecutable is empty": ('isExecutable="false"', 'isExecutable=""'),
            "isClosed is no boolean": ('isClosed="false"', 'isClosed="FALSE"'),
            "an unknown type of process": ('processType="None"', 'processType="Secret"'),
            "an id with a space": ('id="a"', 'id="a a"'),
            "an id that begins with a digit": ('id="a"', 'id="1a"'),
            "an id with a colon": ('id="p"', 'id="x:p"'),
            "an empty id": ('id="a"', 'id=""'),
            "an unknown attribute": ('id="a"', 'id="a" colour="red"'),
            "an attribute of another element": ('id="a"', 'id="a" triggeredByEvent="false"'),
            "an unknown element": ("<task", "<chore/><task"),
            "an element with a wrong case": ('<task id="a"></task>', '<Task id="a"/>'),
            "text between elements": ("<task", "stray<task"),
            "a root element in a process": ("<task", '<message id="m3" name="m3"/><task'),
            "an event definition in a task": ('<task id="a">', f'<task id="a">{TIMER}'),
            "a pool in a process": ("<task", '<participant id="pool" name="A"/><task'),
            "a message flow in a process": (
                "<task",
                '<messageFlow id="mf" sourceRef="a" targetRef="e"/><task',
            ),
            "a process in a process": ("<task", '<process id="q"/><task'),
            "a lane outside a lane set": ("<task", '<lane id="l"/><task'),
            "a boundary condition in a task": ('<task id="a">', f'<task id="a">{condition()}'),
            "a task in a task": ('<task id="a">', '<task id="a"><task id="inner"/>'),
            "a sequence flow in a task": ('<task id="a">', '<task id="a">' + flow("s", "e", id_="f")),
            "an extension without extensionElements": (
                '<task id="a">',
                '<task id="a"><x:y xmlns:x="urn:x"/>',
            ),
            "two extensionElements": (
                '<task id="a">',
                '<task id="a"><extensionElements/><extensionElements/>',
            ),
            "an element of the standard as extension": (
                '<task id="a">',
                '<task id="a"><extensionElements><documentation>x</documentation></extensionElements>',
            ),
            "an element inside a reference": (
                '<task id="a">',
                '<task id="a"><incoming>s-a<documentation/></incoming>',
            ),
            "two loop characteristics": (
                '<task id="a">',
                '<task id="a"><standardLoopCharacteristics/><standardLoopCharacteristics/>',
            ),
            "loop and multi-instance together": (
                '<task id="a">',
                '<task id="a"><standardLoopCharacteristics/><multiInstanceLoopCharacteristics/>',
            ),
            "two input and output specifications": (
                '<task id="a">',
                '<task id="a">' + "<ioSpecification><inputSet/><outputSet/></ioSpecification>" * 2,
            ),
            "a data object in a task": ('<task id="a">', '<task id="a"><dataObject id="d"/>'),
            "an id that is used twice": ('id="a"', 'id="s"'),
            "an id of the process that is used twice": ('id="a"', 'id="p"'),
        }.items()
    ),
    extended("two tasks of one id", "8.3.1", LINE, task("a")),
    extended("a flow and a node of one id", "8.3.1", LINE, task("s-a")),
    extended(
        "a message and a node of one id", "8.3.1", LINE, '<message id="a" name="x"/>', before="<process"
    ),
    broken(
        "two conditions on a flow",
        "15.3",
        process(
            start()
            + node("exclusiveGateway", "g", attributes='default="g-b"')
            + task()
            + task("b")
            + end()
            + flows("s g", "a e", "g b e")
            + flow("g", "a", condition())
        ),
        (condition(), condition() * 2),
    ),
    broken(
        "an unknown type of expression",
        "8.4.7",
        process(
            start()
            + node("exclusiveGateway", "g", attributes='default="g-b"')
            + task()
            + task("b")
            + end()
            + flows("s g", "a e", "g b e")
            + flow("g", "a", condition())
        ),
        ("tFormalExpression", "tScript"),
    ),
    broken(
        "a flow that is no number of its kind",
        "10.3.8",
        process(
            start() + task(content='<standardLoopCharacteristics loopMaximum="3"/>') + end() + flows("s a e")
        ),
        ('loopMaximum="3"', 'loopMaximum="three"'),
    ),
    broken(
        "an unknown behaviour of a multi-instance activity",
        "10.3.8",
        process(
            start()
            + task(
                content='<multiInstanceLoopCharacteristics behavior="All"><loopCardinality>2</loopCardinality>'
                "</multiInstanceLoopCharacteristics>"
            )
            + end()
            + flows("s a e")
        ),
        ('behavior="All"', 'behavior="Some"'),
    ),
    broken(
        "isSequential is no boolean",
        "10.3.8",
        process(
            start()
            + task(
                content='<multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality>'
                "</multiInstanceLoopCharacteristics>"
            )
            + end()
            + flows("s a e")
        ),
        ('isSequential="true"', 'isSequential="yes"'),
    ),
    *(
        broken(
            f"an unknown {attribute}",
            "10.6",
            process(
                start()
                + node(name, "g", attributes=f'{attribute}="{good}"')
                + task()
                + task("b")
                + end()
                + flows("s g a e", "g b e")
            ),
            (f'{attribute}="{good}"', f'{attribute}="Sideways"'),
        )
        for name, attribute, good in (
            ("parallelGateway", "gatewayDirection", "Diverging"),
            ("inclusiveGateway", "gatewayDirection", "Unspecified"),
        )
    ),
    broken(
        "an unknown direction of an association",
        "8.4.1",
        process(
            task() + '<textAnnotation id="n"><text>x</text></textAnnotation>'
            '<association id="as" sourceRef="a" targetRef="n" associationDirection="None"/>'
        ),
        ('associationDirection="None"', 'associationDirection="Left"'),
    ),
    broken(
        "a format of documentation that is none",
        "8.3.1",
        LINE.replace('<task id="a">', '<task id="a"><documentation textFormat="text/html">x</documentation>'),
        ("text/html", "html"),
    ),
    broken(
        "an unknown kind of item",
        "8.4.10",
        '<itemDefinition id="i" itemKind="Information"/>' + LINE,
        ("Information", "Digital"),
    ),
    broken(
        "an item definition that is a collection perhaps",
        "8.4.10",
        '<itemDefinition id="i" isCollection="true"/>' + LINE,
        ('"true"', '"perhaps"'),
    ),
    broken(
        "a structure reference that is no name",
        "8.4.10",
        '<itemDefinition id="i" structureRef="Person"/>' + LINE,
        ("Person", "a person"),
    ),
    # --- references
    *(
        broken(f"{what}", "15.3", model, edit)
        for what, model, edit in (
            ("a flow to nothing", LINE, ('targetRef="e"', 'targetRef="x"')),
            ("a flow from nothing", LINE, ('sourceRef="s"', 'sourceRef="x"')),
            ("a flow to a message", LINE, ('targetRef="e"', 'targetRef="m"')),
            ("a flow to a process", LINE, ('targetRef="e"', 'targetRef="p"')),
            ("a flow to a flow", LINE, ('targetRef="e"', 'targetRef="s-a"')),
            (
                "a message event that refers to a signal",
                ROOTS
                + process(
                    start('<messageEventDefinition messageRef="m"/>') + task() + end() + flows("s a e")
                ),
                ('messageRef="m"', 'messageRef="sig"'),
            ),
            (
                "a message event that refers to nothing",
                ROOTS
                + process(
                    start('<messageEventDefinition messageRef="m"/>') + task() + end() + flows("s a e")
                ),
                ('messageRef="m"', 'messageRef="gone"'),
            ),
            (
                "a message event with an empty reference",
                ROOTS
                + process(
                    start('<messageEventDefinition messageRef="m"/>') + task() + end() + flows("s a e")
                ),
                ('messageRef="m"', 'messageRef=""'),
            ),
            (
                "a signal event that refers to a message",
                ROOTS
                + process(
                    start('<signalEventDefinition signalRef="sig"/>') + task() + end() + flows("s a e")
                ),
                ('signalRef="sig"', 'signalRef="m"'),
            ),
            (
                "an error event that refers to an escalation",
                ROOTS
                + process(start() + task() + end('<errorEventDefinition errorRef="err"/>') + flows("s a e")),
                ('errorRef="err"', 'errorRef="esc"'),
            ),
            (
                "an escalation event that refers to an error",
                ROOTS
                + process(
                    start()
                    + task()
                    + end('<escalationEventDefinition escalationRef="esc"/>')
                    + flows("s a e")
                ),
                ('escalationRef="esc"', 'escalationRef="err"'),
            ),
            (
                "an event that refers to a message as its definition",
                ROOTS
                + '<timerEventDefinition id="td"><timeDuration>PT1H</timeDuration></timerEventDefinition>'
                + process(
                    start() + catch("<eventDefinitionRef>td</eventDefinitionRef>") + end() + flows("s c e")
                ),
                ("<eventDefinitionRef>td", "<eventDefinitionRef>m"),
            ),
            (
                "a boundary event on a gateway",
                ROOTS
                + process(
                    start()
                    + task()
                    + node("parallelGateway", "g")
                    + task("h")
                    + task("k")
                    + boundary(TIMER)
                    + end()
                    + flows("s a g h e", "g k e", "b e")
                ),
                ('attachedToRef="a"', 'attachedToRef="g"'),
            ),
            (
                "a boundary event on an event",
                ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
                ('attachedToRef="a"', 'attachedToRef="s"'),
            ),
            (
                "a boundary event on nothing",
                ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
                ('attachedToRef="a"', 'attachedToRef="z"'),
            ),
            (
                "a receive task that refers to a task",
                ROOTS
                + process(
                    start() + node("receiveTask", "r", attributes='messageRef="m"') + end() + flows("s r e")
                ),
                ('messageRef="m"', 'messageRef="r"'),
            ),
            (
                "a send task that refers to nothing",
                ROOTS
                + process(
                    start() + node("sendTask", "r", attributes='messageRef="m"') + end() + flows("s r e")
                ),
                ('messageRef="m"', 'messageRef="zz"'),
            ),
            (
                "a data object reference to a task",
                process(task() + '<dataObject id="d"/><dataObjectReference id="r" dataObjectRef="d"/>'),
                ('dataObjectRef="d"', 'dataObjectRef="a"'),
            ),
            (
                "a data object reference to nothing",
                process(task() + '<dataObject id="d"/><dataObjectReference id="r" dataObjectRef="d"/>'),
                ('dataObjectRef="d"', 'dataObjectRef="q"'),
            ),
            (
                "a data store reference to a data object",
                '<dataStore id="ds"/>'
                + process(task() + '<dataObject id="d"/><dataStoreReference id="r" dataStoreRef="ds"/>'),
                ('dataStoreRef="ds"', 'dataStoreRef="d"'),
            ),
            (
                "an item of a message that is a message",
                '<itemDefinition id="i"/><message id="m" name="m" itemRef="i"/>' + process(task()),
                ('itemRef="i"', 'itemRef="m"'),
            ),
            (
                "a pool of a process that does not exist",
                '<collaboration id="co"><participant id="pool" name="A" processRef="p"/></collaboration>'
                + LINE,
                ('processRef="p"', 'processRef="x"'),
            ),
            (
                "a pool of a task",
                '<collaboration id="co"><participant id="pool" name="A" processRef="p"/></collaboration>'
                + LINE,
                ('processRef="p"', 'processRef="a"'),
            ),
            (
                "a pool with an empty process",
                '<collaboration id="co"><participant id="pool" name="A" processRef="p"/></collaboration>'
                + LINE,
                ('processRef="p"', 'processRef=""'),
            ),
            (
                "a group of a category that does not exist",
                '<category id="cat"><categoryValue id="v" value="x"/></category>'
                + process(task() + '<group id="g" categoryValueRef="v"/>'),
                ('categoryValueRef="v"', 'categoryValueRef="cat"'),
            ),
            (
                "a lane that lists nothing",
                process(
                    '<laneSet id="ls"><lane id="l"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
                    + start()
                    + task()
                    + end()
                    + flows("s a e")
                ),
                ("<flowNodeRef>a<", "<flowNodeRef>none<"),
            ),
            (
                "a lane that lists a flow",
                process(
                    '<laneSet id="ls"><lane id="l"><flowNodeRef>a</flowNodeRef></lane></laneSet>'
                    + start()
                    + task()
                    + end()
                    + flows("s a e")
                ),
                ("<flowNodeRef>a<", "<flowNodeRef>s-a<"),
            ),
            (
                "an association to nothing",
                process(
                    task() + '<textAnnotation id="n"/><association id="as" sourceRef="a" targetRef="n"/>'
                ),
                ('targetRef="n"', 'targetRef="nn"'),
            ),
            (
                "a call of something that is no process",
                ROOTS
                + process(
                    start()
                    + node("callActivity", "k", attributes='calledElement="q"')
                    + end()
                    + flows("s k e")
                )
                + process(task("z"), id_="q"),
                ('calledElement="q"', 'calledElement="m"'),
            ),
            (
                "a list of flows that names a node",
                process(
                    node("startEvent", "s", "<outgoing>s-e</outgoing>")
                    + node("endEvent", "e", "<incoming>s-e</incoming>")
                    + flows("s e")
                ),
                ("<outgoing>s-e<", "<outgoing>e<"),
            ),
            (
                "a list of flows that names a flow elsewhere",
                process(
                    node("startEvent", "s", "<outgoing>s-a</outgoing>")
                    + task(content="<incoming>s-a</incoming><outgoing>a-e</outgoing>")
                    + node("endEvent", "e", "<incoming>a-e</incoming>")
                    + flows("s a e")
                ),
                ("<outgoing>s-a<", "<outgoing>a-e<"),
            ),
            (
                "a list of flows that misses one",
                process(
                    node("startEvent", "s", "<outgoing>s-a</outgoing>")
                    + task(content="<incoming>s-a</incoming><outgoing>a-e</outgoing>")
                    + node("endEvent", "e", "<incoming>a-e</incoming>")
                    + flows("s a e")
                ),
                ("<outgoing>s-a</outgoing>", ""),
            ),
            (
                "a default flow that does not exist",
                process(
                    start()
                    + node("exclusiveGateway", "g", attributes='default="g-b"')
                    + task()
                    + task("b")
                    + end()
                    + flows("s g", "a e", "g b e")
                    + flow("g", "a", condition())
                ),
                ('default="g-b"', 'default="nope"'),
            ),
            (
                "a default flow that is a node",
                process(
                    start()
                    + node("exclusiveGateway", "g", attributes='default="g-b"')
                    + task()
                    + task("b")
                    + end()
                    + flows("s g", "a e", "g b e")
                    + flow("g", "a", condition())
                ),
                ('default="g-b"', 'default="a"'),
            ),
        )
    ),
    # --- order of parts
    *(
        broken(f"{what}", "15.3", model, edit)
        for what, model, edit in (
            (
                "a target before the source of a data association",
                DATA,
                (
                    "<sourceRef>d</sourceRef><targetRef>di</targetRef>",
                    "<targetRef>di</targetRef><sourceRef>d</sourceRef>",
                ),
            ),
            (
                "an output before an input",
                DATA,
                (
                    '<dataInput id="di" itemSubjectRef="i"/><dataOutput id="do" itemSubjectRef="i"/>',
                    '<dataOutput id="do" itemSubjectRef="i"/><dataInput id="di" itemSubjectRef="i"/>',
                ),
            ),
            (
                "an assignment the wrong way round",
                ASSIGNED,
                (
                    condition("d", "from") + condition("di", "to"),
                    condition("di", "to") + condition("d", "from"),
                ),
            ),
            (
                "a message out before the message in",
                SERVICE,
                (
                    "<inMessageRef>m</inMessageRef><outMessageRef>m</outMessageRef>",
                    "<outMessageRef>m</outMessageRef><inMessageRef>m</inMessageRef>",
                ),
            ),
        )
    ),
    # --- diagrams
    *(
        broken(f"{what}", "12.2", LINE + DIAGRAM, edit)
        for what, edit in (
            ("a shape without bounds", ('<dc:Bounds x="1" y="2" width="3" height="4"/>', "")),
            ("bounds without width", (' width="3"', "")),
            ("bounds that are no number", ('x="1"', 'x="left"')),
            ("bounds with a decimal comma", ('x="1"', 'x="1,5"')),
            ("an edge with one point", ('<di:waypoint x="5" y="6"/>', "")),
            ("a point without y", ('x="5" y="6"', 'x="5"')),
            (
                "a diagram with two planes",
                ("</bpmndi:BPMNDiagram>", "<bpmndi:BPMNPlane/></bpmndi:BPMNDiagram>"),
            ),
            ("an id of a shape that is used twice", ('id="shape"', 'id="edge"')),
        )
    ),
]
