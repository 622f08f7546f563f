"""Clauses 8.4.13, 9.4, 10.3 and 10.5: what may connect to what, and across which borders."""

from __future__ import annotations

from tests.unit.lint.constraints.constraint import (
    COMPENSATION,
    ERROR,
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
    throw,
)

SUB = ROOTS + process(
    start()
    + node("subProcess", "sub", start(id_="s2") + task("in") + end(id_="e2") + flows("s2 in e2"))
    + task()
    + end()
    + flows("s sub a e")
)
SPLIT = process(
    start()
    + node("exclusiveGateway", "g", attributes='default="g-b"')
    + task()
    + task("b")
    + end()
    + flows("s g", "a e", "g b e")
    + flow("g", "a", condition())
)
CHOICE = process(
    start()
    + task("c", attributes='default="c-b"')
    + task()
    + task("b")
    + end()
    + flows("s c", "a e", "c b e")
    + flow("c", "a", condition())
)
FORK = process(
    start()
    + node("parallelGateway", "g")
    + task()
    + task("b")
    + node("parallelGateway", "j")
    + end()
    + flows("s g a j e", "g b j")
)
TWO = ROOTS + (
    '<collaboration id="co"><participant id="A" processRef="p"/><participant id="B" processRef="q"/>'
    '<messageFlow id="mf" sourceRef="send" targetRef="receive"/></collaboration>'
    + process(
        start()
        + node("sendTask", "send", attributes='messageRef="m"')
        + node("exclusiveGateway", "gw")
        + task("y")
        + task("z")
        + end(MESSAGE)
        + flows("s send gw y e", "gw z e")
    )
    .replace(
        '<sequenceFlow id="gw-z" sourceRef="gw" targetRef="z">',
        '<sequenceFlow id="gw-z" sourceRef="gw" targetRef="z">' + condition(),
    )
    .replace(
        '<sequenceFlow id="gw-y" sourceRef="gw" targetRef="y">',
        '<sequenceFlow id="gw-y" sourceRef="gw" targetRef="y">' + condition("x = 2"),
    )
    + process(
        start(MESSAGE, id_="s3")
        + node("receiveTask", "receive", attributes='messageRef="m"')
        + catch(TIMER, "ct")
        + throw(SIGNAL, "ts")
        + boundary(TIMER, "bt", "receive")
        + catch(MESSAGE, "cm")
        + throw(MESSAGE, "tm")
        + end(id_="e3")
        + flows("s3 receive ct ts cm tm e3", "bt e3"),
        id_="q",
    )
)
EVENT_SUB = ROOTS + process(
    start()
    + task()
    + end()
    + flows("s a e")
    + node(
        "subProcess",
        "ev",
        start(MESSAGE, id_="s2") + task("in") + end(id_="e2") + flows("s2 in e2"),
        'triggeredByEvent="true"',
    )
)
UNDO = ROOTS + process(
    start()
    + task()
    + boundary(COMPENSATION)
    + end()
    + flows("s a e")
    + task("undo", attributes='isForCompensation="true"')
    + '<association id="as" sourceRef="b" targetRef="undo" associationDirection="One"/>'
)
LINKS = process(
    start()
    + throw('<linkEventDefinition id="l1" name="L"/>')
    + catch('<linkEventDefinition id="l2" name="L"/>')
    + end()
    + flows("s t", "c e")
)


def _message(source: str, target: str) -> tuple[str, str]:
    return ('sourceRef="send" targetRef="receive"', f'sourceRef="{source}" targetRef="{target}"')


CASES = [
    # --- borders
    extended("a flow out of a subprocess", "8.4.13", SUB, flow("in", "a")),
    extended("a flow into a subprocess", "8.4.13", SUB, flow("a", "in")),
    extended("a flow from a start event outside to a task inside", "8.4.13", SUB, flow("s", "in")),
    extended("a flow from a subprocess to its own content", "8.4.13", SUB, flow("sub", "in")),
    extended("a flow from a task to the subprocess around it", "8.4.13", SUB, flow("in", "sub")),
    broken(
        "a flow of the process drawn inside a subprocess",
        "8.4.13",
        SUB,
        (flow("a", "e"), ""),
        ('<task id="in"', flow("a", "e") + '<task id="in"'),
    ),
    broken(
        "a flow of a subprocess drawn in the process",
        "8.4.13",
        SUB,
        (flow("in", "e2"), ""),
        (flow("a", "e"), flow("a", "e") + flow("in", "e2")),
    ),
    extended(
        "a flow to another pool", "8.4.13", TWO, flow("send", "receive"), before='</process><process id="q"'
    ),
    extended(
        "a flow to the start of another process",
        "8.4.13",
        LINE + process(task("z") + task("z2") + flows("z z2"), id_="q"),
        flow("z2", "a"),
        before='</process><process id="q"',
    ),
    extended(
        "a flow between sibling subprocesses",
        "8.4.13",
        process(
            start()
            + node("subProcess", "x", task("x1"))
            + node("subProcess", "y", task("y1"))
            + end()
            + flows("s x y e")
        ),
        flow("x1", "y1"),
    ),
    # --- conditions and defaults
    broken(
        "a condition on the flow from a start event",
        "8.4.13",
        LINE,
        (flow("s", "a"), flow("s", "a", condition())),
    ),
    broken(
        "a condition on the only flow of a task",
        "8.4.13",
        LINE,
        (flow("a", "e"), flow("a", "e", condition())),
    ),
    broken(
        "a condition after a parallel gateway", "8.4.13", FORK, (flow("g", "a"), flow("g", "a", condition()))
    ),
    broken(
        "a condition on the flow from a parallel join",
        "8.4.13",
        FORK,
        (flow("j", "e"), flow("j", "e", condition())),
    ),
    broken(
        "a condition after an intermediate event",
        "8.4.13",
        ROOTS + process(start() + catch(TIMER) + end() + flows("s c e")),
        (flow("c", "e"), flow("c", "e", condition())),
    ),
    broken(
        "a condition after a boundary event",
        "8.4.13",
        ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
        (flow("b", "e"), flow("b", "e", condition())),
    ),
    broken("a default flow that leaves another gateway", "8.4.13", SPLIT, ('default="g-b"', 'default="a-e"')),
    broken("a default flow that enters the gateway", "8.4.13", SPLIT, ('default="g-b"', 'default="s-g"')),
    broken("a default flow that leaves another task", "8.4.13", CHOICE, ('default="c-b"', 'default="b-e"')),
    broken(
        "a default flow of a parallel gateway",
        "8.4.13",
        FORK,
        ('<parallelGateway id="g"', '<parallelGateway id="g" default="g-a"'),
    ),
    broken(
        "a default flow of an event", "15.3", LINE, ('<startEvent id="s"', '<startEvent id="s" default="s-a"')
    ),
    # --- start and end events
    extended("a flow into a start event", "10.5.2", LINE, flow("a", "s")),
    extended("a flow of a start event to itself", "10.5.2", LINE, flow("s", "s")),
    extended("a flow out of an end event", "10.5.3", LINE, flow("e", "a")),
    extended("a flow of an end event to itself", "10.5.3", LINE, flow("e", "e")),
    broken("a start event without flow", "10.5.2", LINE, (flow("s", "a"), "")),
    broken("an end event without flow", "10.5.3", LINE, (flow("a", "e"), "")),
    extended("a second start event without flow", "10.5.2", LINE, start(MESSAGE, id_="s9")),
    extended("a second end event without flow", "10.5.3", LINE, end(id_="e9")),
    extended("a task without incoming flow beside a start event", "10.5.2", LINE, task("z"), flow("z", "e")),
    extended("a task without outgoing flow beside an end event", "10.5.3", LINE, task("z"), flow("a", "z")),
    extended("an isolated task beside start and end", "10.5.2", LINE, task("z")),
    extended(
        "an isolated subprocess beside start and end", "10.5.2", LINE, node("subProcess", "z", task("z1"))
    ),
    extended("an isolated gateway beside start and end", "10.6.1", LINE, node("exclusiveGateway", "z")),
    broken("a start event without any end event", "10.5.3", LINE, (end(), task("e"))),
    broken("an end event without any start event", "10.5.2", LINE, (start(), task("s"))),
    broken("an end event and no start event in a subprocess", "10.5.2", SUB, (start(id_="s2"), task("s2"))),
    broken("a start event and no end event in a subprocess", "10.5.3", SUB, (end(id_="e2"), task("e2"))),
    extended(
        "a flow into a start event inside a subprocess",
        "10.5.2",
        SUB,
        flow("in", "s2"),
        before="</subProcess>",
    ),
    extended(
        "a flow out of an end event inside a subprocess",
        "10.5.3",
        SUB,
        flow("e2", "in"),
        before="</subProcess>",
    ),
    # --- intermediate and boundary events
    broken(
        "an intermediate event without incoming flow",
        "10.5.4",
        ROOTS + process(start() + task() + catch(TIMER) + end() + flows("s a c e")),
        (flow("a", "c"), flow("a", "e")),
    ),
    broken(
        "an intermediate event without outgoing flow",
        "10.5.4",
        ROOTS + process(start() + task() + catch(TIMER) + end() + flows("s a c e", "a e")),
        (flow("c", "e"), ""),
    ),
    broken(
        "a throwing event without outgoing flow",
        "10.5.4",
        ROOTS + process(start() + task() + throw(SIGNAL) + end() + flows("s a t e", "a e")),
        (flow("t", "e"), ""),
    ),
    broken(
        "a throwing event without incoming flow",
        "10.5.4",
        ROOTS + process(start() + task() + throw(SIGNAL) + end() + flows("s a t e")),
        (flow("a", "t"), flow("a", "e")),
    ),
    extended(
        "a flow into a boundary event",
        "10.5.4",
        ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
        flow("a", "b"),
    ),
    broken(
        "a boundary event without outgoing flow",
        "10.5.4",
        ROOTS + process(start() + task() + boundary(TIMER) + end() + flows("s a e", "b e")),
        (flow("b", "e"), ""),
    ),
    extended("a flow out of a throwing link", "10.5.4", LINKS, flow("t", "e")),
    extended("a flow into a catching link", "10.5.4", LINKS, flow("s", "c")),
    # --- event subprocesses and compensation
    extended("a flow into an event subprocess", "10.3.5", EVENT_SUB, flow("a", "ev")),
    extended("a flow out of an event subprocess", "10.3.5", EVENT_SUB, flow("ev", "e")),
    extended(
        "a boundary event on an event subprocess",
        "10.3.5",
        EVENT_SUB,
        boundary(TIMER, "be", "ev"),
        flow("be", "e"),
    ),
    extended("a flow into a compensation activity", "10.7", UNDO, flow("a", "undo")),
    extended("a flow out of a compensation activity", "10.7", UNDO, flow("undo", "e")),
    extended("a flow out of a compensation boundary event", "10.7", UNDO, flow("b", "e")),
    broken(
        "a compensation association from the handler to nothing",
        "10.7",
        UNDO,
        ('targetRef="undo"', 'targetRef="gone"'),
    ),
    broken(
        "a flow instead of the association to a handler",
        "10.7",
        UNDO,
        (
            '<association id="as" sourceRef="b" targetRef="undo" associationDirection="One"/>',
            flow("b", "undo"),
        ),
    ),
    broken(
        "a compensation handler that is no compensation activity",
        "10.7",
        UNDO,
        (' isForCompensation="true"', ""),
    ),
    # --- artifacts and data
    extended("a flow to an annotation", "8.4.1", LINE, '<textAnnotation id="n"/>', flow("a", "n")),
    extended("a flow from an annotation", "8.4.1", LINE, '<textAnnotation id="n"/>', flow("n", "a")),
    extended("a flow to a group", "8.4.1", LINE, '<group id="n"/>', flow("a", "n")),
    extended("a flow to a data object", "10.4.1", LINE, '<dataObject id="n"/>', flow("a", "n")),
    extended(
        "a flow from a data store reference", "10.4.1", LINE, '<dataStoreReference id="n"/>', flow("n", "a")
    ),
    extended(
        "a flow to a lane",
        "10.8",
        LINE.replace(start(), '<laneSet id="ls"><lane id="n"/></laneSet>' + start()),
        flow("a", "n"),
    ),
    # --- message flows
    broken("a message flow within a pool", "9.4", TWO, _message("send", "y")),
    broken("a message flow from a pool to its own task", "9.4", TWO, _message("A", "y")),
    broken("a message flow from a task to its own pool", "9.4", TWO, _message("send", "A")),
    broken("a message flow from a pool to itself", "9.4", TWO, _message("A", "A")),
    broken("a message flow to a gateway", "10.6.1", TWO, _message("receive", "gw")),
    broken("a message flow from a gateway", "10.6.1", TWO, _message("gw", "receive")),
    broken("a message flow to an end event", "10.5.3", TWO, _message("send", "e3")),
    broken("a message flow from a start event", "10.5.2", TWO, _message("s3", "send")),
    broken("a message flow from an end event without message", "10.5.3", TWO, _message("e3", "send")),
    broken("a message flow to a start event without message", "10.5.2", TWO, _message("receive", "s")),
    broken("a message flow from a catching event", "10.5.4", TWO, _message("cm", "send")),
    broken("a message flow to a throwing event", "10.5.4", TWO, _message("send", "tm")),
    broken("a message flow to a timer event", "10.5.4", TWO, _message("send", "ct")),
    broken("a message flow from a signal event", "10.5.4", TWO, _message("ts", "send")),
    broken("a message flow to a boundary event without message", "10.5.4", TWO, _message("send", "bt")),
    broken("a message flow to a process", "9.4", TWO, _message("send", "q")),
    broken("a message flow to a message", "9.4", TWO, _message("send", "m")),
    broken("a message flow to a sequence flow", "9.4", TWO, _message("send", "s3-receive")),
    broken("a message flow to nothing", "9.4", TWO, _message("send", "nowhere")),
    broken(
        "a message flow of something that is no message",
        "9.4",
        TWO,
        ('sourceRef="send" targetRef="receive"', 'sourceRef="send" targetRef="receive" messageRef="sig"'),
    ),
    broken(
        "a message flow from an error end event",
        "10.5.3",
        TWO.replace('<endEvent id="e3"></endEvent>', f'<endEvent id="e3">{ERROR}</endEvent>'),
        _message("e3", "y"),
    ),
    broken(
        "a message flow to an annotation",
        "8.4.1",
        TWO.replace('</process><process id="q"', '<textAnnotation id="n"/></process><process id="q"'),
        _message("tm", "n"),
    ),
]
