"""Clauses 8.4 and 10.4: items, data, their associations, interfaces."""

from __future__ import annotations

from tests.unit.lint.constraints.constraint import (
    ROOTS,
    broken,
    condition,
    end,
    extended,
    flows,
    node,
    process,
    start,
    task,
)

IO = (
    '<ioSpecification id="io"><dataInput id="di" itemSubjectRef="i"/><dataOutput id="do" itemSubjectRef="i"/>'
    '<inputSet id="is"><dataInputRefs>di</dataInputRefs></inputSet>'
    '<outputSet id="os"><dataOutputRefs>do</dataOutputRefs></outputSet></ioSpecification>'
)
INTO = (
    '<dataInputAssociation id="in"><sourceRef>d</sourceRef><targetRef>di</targetRef></dataInputAssociation>'
)
OUT = '<dataOutputAssociation id="out"><sourceRef>do</sourceRef><targetRef>d</targetRef></dataOutputAssociation>'
DATA = (
    '<itemDefinition id="i" structureRef="xs:string"/><itemDefinition id="n" structureRef="xs:integer"/>'
    + process(
        start()
        + '<dataObject id="d" name="D" itemSubjectRef="i"/>'
        + task(content=IO + INTO + OUT)
        + task("b")
        + end()
        + flows("s a b e")
    )
)
PAIRED = DATA.replace("</inputSet>", "<outputSetRefs>os</outputSetRefs></inputSet>").replace(
    "</outputSet>", "<inputSetRefs>is</inputSetRefs></outputSet>"
)
REFERENCE = process(
    task()
    + '<dataObject id="d" name="D"/><dataObjectReference id="r" name="D [new]" dataObjectRef="d"><dataState name="new"/></dataObjectReference>'
)
ASSIGNED = DATA.replace(
    "</dataInputAssociation>",
    f"<assignment>{condition('d', 'from')}{condition('di', 'to')}</assignment></dataInputAssociation>",
)
PROCESS_IO = '<itemDefinition id="i"/>' + process(
    '<ioSpecification id="io"><dataInput id="pi"/><dataOutput id="po"/><inputSet id="is"><dataInputRefs>pi</dataInputRefs></inputSet>'
    '<outputSet id="os"><dataOutputRefs>po</dataOutputRefs></outputSet></ioSpecification>'
    + start()
    + '<dataObject id="d"/>'
    + task(
        content='<ioSpecification><dataInput id="di"/><dataOutput id="do"/><inputSet><dataInputRefs>di</dataInputRefs></inputSet>'
        "<outputSet><dataOutputRefs>do</dataOutputRefs></outputSet></ioSpecification>"
        '<dataInputAssociation id="in"><sourceRef>pi</sourceRef><targetRef>di</targetRef></dataInputAssociation>'
        '<dataOutputAssociation id="out"><sourceRef>do</sourceRef><targetRef>po</targetRef></dataOutputAssociation>'
    )
    + end()
    + flows("s a e")
)
SERVICE = (
    '<itemDefinition id="i" structureRef="xs:string"/><itemDefinition id="n" structureRef="xs:integer"/>'
    '<message id="m" name="m" itemRef="i"/><message id="m2" name="m2" itemRef="n"/>'
    '<interface id="if" name="if"><operation id="o" name="o"><inMessageRef>m</inMessageRef><outMessageRef>m</outMessageRef></operation></interface>'
    + process(start() + node("serviceTask", "a", IO, 'operationRef="o"') + end() + flows("s a e"))
)
RECEIVE = (
    '<itemDefinition id="i" structureRef="xs:string"/><itemDefinition id="n" structureRef="xs:integer"/>'
    '<message id="m" name="m" itemRef="i"/>'
    + process(
        start()
        + node(
            "receiveTask",
            "a",
            '<ioSpecification id="io"><dataOutput id="do" itemSubjectRef="i"/><inputSet id="is"/>'
            '<outputSet id="os"><dataOutputRefs>do</dataOutputRefs></outputSet></ioSpecification>',
            'messageRef="m"',
        )
        + end()
        + flows("s a e")
    )
)
SEND = (
    '<itemDefinition id="i" structureRef="xs:string"/><itemDefinition id="n" structureRef="xs:integer"/>'
    '<message id="m" name="m" itemRef="i"/>'
    + process(
        start()
        + node(
            "sendTask",
            "a",
            '<ioSpecification id="io"><dataInput id="di" itemSubjectRef="i"/><inputSet id="is"><dataInputRefs>di</dataInputRefs></inputSet>'
            '<outputSet id="os"/></ioSpecification>',
            'messageRef="m"',
        )
        + end()
        + flows("s a e")
    )
)

CASES = [
    # --- input and output sets
    broken(
        "a specification without input set",
        "10.4.2",
        DATA,
        ('<inputSet id="is"><dataInputRefs>di</dataInputRefs></inputSet>', ""),
    ),
    broken(
        "a specification without output set",
        "10.4.2",
        DATA,
        ('<outputSet id="os"><dataOutputRefs>do</dataOutputRefs></outputSet>', ""),
    ),
    broken("an input in no set", "10.4.2", DATA, ("<dataInputRefs>di</dataInputRefs>", "")),
    broken("an output in no set", "10.4.2", DATA, ("<dataOutputRefs>do</dataOutputRefs>", "")),
    broken("an input set with an output", "10.4.2", DATA, ("<dataInputRefs>di<", "<dataInputRefs>do<")),
    broken("an output set with an input", "10.4.2", DATA, ("<dataOutputRefs>do<", "<dataOutputRefs>di<")),
    broken("an input set with nothing known", "10.4.2", DATA, ("<dataInputRefs>di<", "<dataInputRefs>xx<")),
    broken("an input set with a data object", "10.4.2", DATA, ("<dataInputRefs>di<", "<dataInputRefs>d<")),
    broken(
        "an optional input that is not listed",
        "10.4.2",
        DATA,
        (
            '<dataInput id="di" itemSubjectRef="i"/>',
            '<dataInput id="di" itemSubjectRef="i"/><dataInput id="di2" itemSubjectRef="i"/>',
        ),
        ("</inputSet>", "<optionalInputRefs>di2</optionalInputRefs></inputSet>"),
    ),
    broken(
        "an optional output that is not listed",
        "10.4.2",
        DATA,
        (
            '<dataOutput id="do" itemSubjectRef="i"/>',
            '<dataOutput id="do" itemSubjectRef="i"/><dataOutput id="do2" itemSubjectRef="i"/>',
        ),
        ("</outputSet>", "<optionalOutputRefs>do2</optionalOutputRefs></outputSet>"),
    ),
    broken(
        "an input used while executing that is not listed",
        "10.4.2",
        DATA,
        (
            '<dataInput id="di" itemSubjectRef="i"/>',
            '<dataInput id="di" itemSubjectRef="i"/><dataInput id="di2" itemSubjectRef="i"/>',
        ),
        ("</inputSet>", "<whileExecutingInputRefs>di2</whileExecutingInputRefs></inputSet>"),
    ),
    broken("an input set that pairs alone", "10.4.2", PAIRED, ("<inputSetRefs>is</inputSetRefs>", "")),
    broken("an output set that pairs alone", "10.4.2", PAIRED, ("<outputSetRefs>os</outputSetRefs>", "")),
    broken(
        "an input set that pairs with an input set",
        "10.4.2",
        PAIRED,
        ("<outputSetRefs>os<", "<outputSetRefs>is<"),
    ),
    # --- associations
    broken("a data association without target", "10.4.2", DATA, ("<targetRef>di</targetRef>", "")),
    broken(
        "a data association with two targets",
        "10.4.2",
        DATA,
        ("<targetRef>di</targetRef>", "<targetRef>di</targetRef><targetRef>di</targetRef>"),
    ),
    broken(
        "a data association with two sources",
        "10.4.2",
        DATA,
        ("<sourceRef>d</sourceRef>", "<sourceRef>d</sourceRef><sourceRef>d</sourceRef>"),
    ),
    broken("a data association from nothing known", "10.4.2", DATA, ("<sourceRef>d<", "<sourceRef>dd<")),
    broken("a data association from a task", "10.4.2", DATA, ("<sourceRef>d<", "<sourceRef>b<")),
    broken("a data association to a task", "10.4.2", DATA, ("<targetRef>d<", "<targetRef>b<")),
    broken("a data association to a message", "10.4.2", ROOTS + DATA, ("<targetRef>d<", "<targetRef>m<")),
    broken("an input association to the output", "10.4.2", DATA, ("<targetRef>di<", "<targetRef>do<")),
    broken("an output association from the input", "10.4.2", DATA, ("<sourceRef>do<", "<sourceRef>di<")),
    broken(
        "an input association to the input of another task",
        "10.4.2",
        DATA,
        (task("b"), task("b", INTO.replace('"in"', '"in2"'))),
    ),
    broken(
        "different types without transformation",
        "10.4.2",
        DATA,
        ('name="D" itemSubjectRef="i"', 'name="D" itemSubjectRef="n"'),
    ),
    broken(
        "two transformations",
        "10.4.2",
        DATA.replace(
            "<targetRef>di</targetRef>", f"<targetRef>di</targetRef>{condition('d', 'transformation')}"
        ),
        (condition("d", "transformation"), condition("d", "transformation") * 2),
    ),
    broken("an assignment without source", "10.4.2", ASSIGNED, (condition("d", "from"), "")),
    broken("an assignment without target", "10.4.2", ASSIGNED, (condition("di", "to"), "")),
    broken(
        "an input association on a gateway",
        "15.3",
        DATA,
        (
            task("b"),
            node(
                "exclusiveGateway",
                "b",
                "<dataInputAssociation><sourceRef>d</sourceRef><targetRef>d</targetRef></dataInputAssociation>",
            ),
        ),
    ),
    broken(
        "an output association of a throwing event",
        "15.3",
        DATA,
        (
            task("b"),
            node(
                "intermediateThrowEvent",
                "b",
                "<dataOutputAssociation><sourceRef>d</sourceRef><targetRef>d</targetRef></dataOutputAssociation>",
            ),
        ),
    ),
    broken(
        "an association into an input of the process",
        "10.4.1",
        PROCESS_IO,
        ("<targetRef>po<", "<targetRef>pi<"),
    ),
    broken(
        "an association out of an output of the process",
        "10.4.1",
        PROCESS_IO,
        ("<sourceRef>pi<", "<sourceRef>po<"),
    ),
    # --- data objects and stores
    broken(
        "a data object outside a process", "10.4.1", DATA, ("<process ", '<dataObject id="d9"/><process ')
    ),
    broken("a data store in a process", "10.4.1", DATA, (task("b"), task("b") + '<dataStore id="ds"/>')),
    broken("a data input of a process itself", "15.3", DATA, (task("b"), task("b") + '<dataInput id="px"/>')),
    broken(
        "an item of a data object that is none",
        "10.4.1",
        DATA,
        ('name="D" itemSubjectRef="i"', 'name="D" itemSubjectRef="a"'),
    ),
    broken(
        "an item of a data object that does not exist",
        "10.4.1",
        DATA,
        ('name="D" itemSubjectRef="i"', 'name="D" itemSubjectRef="zz"'),
    ),
    broken(
        "a collection of no collection",
        "10.4.1",
        '<itemDefinition id="c" isCollection="true" structureRef="xs:string"/>'
        + process(task() + '<dataObject id="d" itemSubjectRef="c" isCollection="true"/>'),
        ('itemSubjectRef="c" isCollection="true"', 'itemSubjectRef="c" isCollection="false"'),
    ),
    broken(
        "isCollection is no boolean",
        "15.3",
        DATA,
        ('name="D" itemSubjectRef="i"', 'name="D" itemSubjectRef="i" isCollection="some"'),
    ),
    broken(
        "a collection of a reference",
        "15.3",
        REFERENCE,
        ('dataObjectRef="d"', 'dataObjectRef="d" isCollection="true"'),
    ),
    broken(
        "the capacity of a data store is no number",
        "10.4.1",
        '<dataStore id="ds" capacity="5"/>' + process(task()),
        ('"5"', '"five"'),
    ),
    broken(
        "a data store that is unlimited perhaps",
        "10.4.1",
        '<dataStore id="ds" isUnlimited="true"/>' + process(task()),
        ('isUnlimited="true"', 'isUnlimited="perhaps"'),
    ),
    broken(
        "two states of a reference",
        "10.4.1",
        REFERENCE,
        ('<dataState name="new"/>', '<dataState name="new"/><dataState name="old"/>'),
    ),
    broken("a reference with another name", "10.4.1", REFERENCE, ('name="D [new]"', 'name="E [new]"')),
    broken(
        "a reference to a data object of an inner scope",
        "10.4.1",
        process(
            node(
                "subProcess",
                "x",
                '<dataObject id="d"/>' + task("y") + '<dataObjectReference id="r" dataObjectRef="d"/>',
            )
        ),
        (
            '<dataObjectReference id="r" dataObjectRef="d"/></subProcess>',
            '</subProcess><dataObjectReference id="r" dataObjectRef="d"/>',
        ),
    ),
    broken(
        "a reference to a data object of another process",
        "10.4.1",
        process('<dataObject id="d"/>' + task("y") + '<dataObjectReference id="r" dataObjectRef="d"/>')
        + process(task("z"), id_="q"),
        ('<dataObjectReference id="r" dataObjectRef="d"/>', ""),
        (task("z"), task("z") + '<dataObjectReference id="r" dataObjectRef="d"/>'),
    ),
    broken(
        "an association with data of an inner scope",
        "10.4.1",
        process(
            node("subProcess", "x", '<dataObject id="d"/>' + task("y"))
            + '<dataObject id="o"/>'
            + task(content=IO.replace(' itemSubjectRef="i"', "") + INTO.replace(">d<", ">o<"))
        ),
        ("<sourceRef>o<", "<sourceRef>d<"),
    ),
    broken(
        "a property of a gateway",
        "15.3",
        DATA,
        (task("b"), node("exclusiveGateway", "b", '<property id="pr" name="x"/>')),
    ),
    # --- operations and messages
    broken(
        "an operation whose input has another type",
        "10.3.3",
        SERVICE,
        ("<inMessageRef>m<", "<inMessageRef>m2<"),
    ),
    broken(
        "an operation whose output has another type",
        "10.3.3",
        SERVICE,
        ("<outMessageRef>m<", "<outMessageRef>m2<"),
    ),
    broken(
        "an operation with two input sets",
        "10.3.3",
        SERVICE,
        (
            '<inputSet id="is"><dataInputRefs>di</dataInputRefs></inputSet>',
            '<inputSet id="is"><dataInputRefs>di</dataInputRefs></inputSet><inputSet id="is2"><dataInputRefs>di</dataInputRefs></inputSet>',
        ),
    ),
    broken(
        "an operation with two messages out",
        "8.4.3",
        SERVICE,
        (
            "<outMessageRef>m</outMessageRef>",
            "<outMessageRef>m</outMessageRef><outMessageRef>m</outMessageRef>",
        ),
    ),
    broken(
        "an operation with an error that is none",
        "8.4.3",
        SERVICE,
        ("<outMessageRef>m</outMessageRef>", "<outMessageRef>m</outMessageRef><errorRef>m</errorRef>"),
    ),
    broken(
        "a receive task with another type than its message",
        "10.3.3",
        RECEIVE,
        ('id="do" itemSubjectRef="i"', 'id="do" itemSubjectRef="n"'),
    ),
    broken(
        "a receive task with two outputs",
        "10.3.3",
        RECEIVE,
        (
            '<dataOutput id="do" itemSubjectRef="i"/>',
            '<dataOutput id="do" itemSubjectRef="i"/><dataOutput id="do2" itemSubjectRef="i"/>',
        ),
        (
            "<dataOutputRefs>do</dataOutputRefs>",
            "<dataOutputRefs>do</dataOutputRefs><dataOutputRefs>do2</dataOutputRefs>",
        ),
    ),
    broken(
        "a send task with another type than its message",
        "10.3.3",
        SEND,
        ('id="di" itemSubjectRef="i"', 'id="di" itemSubjectRef="n"'),
    ),
    broken(
        "a send task with two inputs",
        "10.3.3",
        SEND,
        (
            '<dataInput id="di" itemSubjectRef="i"/>',
            '<dataInput id="di" itemSubjectRef="i"/><dataInput id="di2" itemSubjectRef="i"/>',
        ),
        (
            "<dataInputRefs>di</dataInputRefs>",
            "<dataInputRefs>di</dataInputRefs><dataInputRefs>di2</dataInputRefs>",
        ),
    ),
    extended(
        "input and output of an event subprocess",
        "10.4.2",
        DATA,
        node(
            "subProcess",
            "ev",
            "<ioSpecification><inputSet/><outputSet/></ioSpecification>"
            + start("<signalEventDefinition/>", id_="s2")
            + end(id_="e2")
            + flows("s2 e2"),
            'triggeredByEvent="true"',
        ),
    ),
]
