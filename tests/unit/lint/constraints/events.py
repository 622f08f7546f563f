"""Clauses 10.5 and 10.7: which event may stand where, and what it needs there."""

from __future__ import annotations

from collections.abc import Mapping

from tests.unit.lint.constraints.constraint import (
    CANCEL,
    COMPENSATION,
    CONDITIONAL,
    ERROR,
    ESCALATION,
    LINE,
    LINK,
    MESSAGE,
    ROOTS,
    SIGNAL,
    TERMINATE,
    TIMER,
    Constraint,
    boundary,
    broken,
    catch,
    condition,
    end,
    extended,
    flows,
    node,
    process,
    start,
    task,
    throw,
)

KINDS: Mapping[str, str] = {
    "message": MESSAGE,
    "timer": TIMER,
    "signal": SIGNAL,
    "error": ERROR,
    "escalation": ESCALATION,
    "conditional": CONDITIONAL,
    "compensation": COMPENSATION,
    "cancel": CANCEL,
    "terminate": TERMINATE,
    "link": LINK,
}
"""A definition of each kind."""

STARTED = ROOTS + process(start(MESSAGE) + task() + end() + flows("s a e"))
ENDED = ROOTS + process(start() + task() + end(MESSAGE) + flows("s a e"))
CAUGHT = ROOTS + process(start() + catch(MESSAGE) + end() + flows("s c e"))
THROWN = ROOTS + process(start() + throw(MESSAGE) + end() + flows("s t e"))
BOUND = ROOTS + process(start() + task() + boundary(MESSAGE) + end() + flows("s a e", "b e"))
INSIDE = ROOTS + process(
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
EMBEDDED = ROOTS + process(
    start()
    + node("subProcess", "sub", start(id_="s2") + task("in") + end(id_="e2") + flows("s2 in e2"))
    + end()
    + flows("s sub e")
)
TRANSACTION = ROOTS + process(
    start()
    + node("transaction", "tx", start(id_="s2") + task("in") + end(CANCEL, "e2") + flows("s2 in e2"))
    + boundary(CANCEL, host="tx")
    + task()
    + end()
    + flows("s tx e", "b a e")
)
LINKS = process(
    start()
    + throw('<linkEventDefinition id="l1" name="L"/>')
    + catch('<linkEventDefinition id="l2" name="L"/>')
    + end()
    + flows("s t", "c e")
)
NAMED_LINKS = process(
    start()
    + throw('<linkEventDefinition id="l1" name="L"><target>l2</target></linkEventDefinition>')
    + catch('<linkEventDefinition id="l2" name="L"><source>l1</source></linkEventDefinition>')
    + end()
    + flows("s t", "c e")
)
UNDO = ROOTS + process(
    start()
    + node("subProcess", "sub", start(id_="s2") + task("in") + end(id_="e2") + flows("s2 in e2"))
    + task()
    + boundary(COMPENSATION)
    + throw('<compensateEventDefinition activityRef="a"/>')
    + end()
    + flows("s sub a t e")
    + task("undo", attributes='isForCompensation="true"')
    + '<association id="as" sourceRef="b" targetRef="undo" associationDirection="One"/>'
)


def _positions() -> list[Constraint]:
    """Every kind of definition in every position that the tables of clause 10.5 leave empty."""
    places = (
        (
            "the start event of a process",
            STARTED,
            MESSAGE,
            "error escalation compensation cancel terminate link",
        ),
        ("an end event", ENDED, MESSAGE, "timer conditional link cancel"),
        ("an intermediate catch event", CAUGHT, MESSAGE, "error escalation compensation cancel terminate"),
        ("an intermediate throw event", THROWN, MESSAGE, "timer conditional error cancel terminate"),
        ("a boundary event", BOUND, MESSAGE, "link terminate cancel"),
        ("the start event of an event subprocess", INSIDE, MESSAGE, "link terminate cancel"),
    )
    found = []
    for place, model, definition, wrong in places:
        for kind in wrong.split():
            found.append(broken(f"{kind} in {place}", "10.5", model, (definition, KINDS[kind])))
            found.append(
                broken(
                    f"{kind} beside a message in {place}",
                    "10.5",
                    model,
                    (definition, definition + KINDS[kind]),
                )
            )
    for kind, definition in KINDS.items():
        found.append(
            broken(
                f"{kind} in the start event of an embedded subprocess",
                "10.5.2",
                EMBEDDED,
                (start(id_="s2"), start(definition, id_="s2")),
            )
        )
    for kind in ("error", "compensation"):
        found += [
            broken(
                f"{kind} that does not interrupt an event subprocess",
                "10.5.2",
                INSIDE,
                (start(MESSAGE, id_="s2"), start(KINDS[kind], 'isInterrupting="false"', "s2")),
            ),
        ]
    for kind in ("error", "cancel", "compensation"):
        found.append(
            broken(
                f"{kind} that does not interrupt at a border",
                "10.5.4",
                BOUND,
                (boundary(MESSAGE), boundary(KINDS[kind], attributes='cancelActivity="false"')),
            )
        )
    for kind, definition in KINDS.items():
        name = definition[1:].partition("EventDefinition")[0] + "EventDefinition"
        extra = {"conditional": condition(name="condition")}.get(kind, "")
        attributes = ' name="L"' if kind == "link" else ""
        shared = f'<{name} id="shared"{attributes}>{extra}</{name}>'
        places_of = {
            "the start event of an embedded subprocess": (
                EMBEDDED,
                start(id_="s2"),
                start("<eventDefinitionRef>shared</eventDefinitionRef>", id_="s2"),
            )
        }
        for place, (model, old, new) in places_of.items():
            found.append(broken(f"{kind} by reference in {place}", "10.5.2", shared + model, (old, new)))
    return found


CASES = [
    *_positions(),
    # --- nothing where something must be caught
    broken("a catch event without definition", "10.5.4", CAUGHT, (MESSAGE, "")),
    broken("a boundary event without definition", "10.5.4", BOUND, (MESSAGE, "")),
    broken("an event subprocess without trigger", "10.3.5", INSIDE, (MESSAGE, "")),
    broken(
        "an event subprocess without start event", "10.3.5", INSIDE, (start(MESSAGE, id_="s2"), task("s2"))
    ),
    extended(
        "an event subprocess with two start events",
        "10.3.5",
        INSIDE,
        start(TIMER, id_="s3"),
        flows("s3 in"),
        before="</subProcess>",
    ),
    broken(
        "a cancel boundary event on a task",
        "10.5.4",
        TRANSACTION,
        ('attachedToRef="tx"', 'attachedToRef="a"'),
    ),
    broken(
        "a cancel boundary event on a plain subprocess",
        "10.5.4",
        TRANSACTION,
        ("<transaction", "<subProcess"),
        ("</transaction>", "</subProcess>"),
        (CANCEL + "</endEvent>", "</endEvent>"),
    ),
    broken(
        "a cancel end event in a plain subprocess",
        "10.5.3",
        TRANSACTION,
        ("<transaction", "<subProcess"),
        ("</transaction>", "</subProcess>"),
        (boundary(CANCEL, host="tx"), boundary(TIMER, host="tx")),
    ),
    broken(
        "a boundary event in another scope than its host",
        "10.5.4",
        ROOTS
        + process(
            start()
            + node("subProcess", "sub", task("in"))
            + boundary(TIMER, host="sub")
            + end()
            + flows("s sub e", "b e")
        ),
        ('attachedToRef="sub"', 'attachedToRef="in"'),
    ),
    # --- links
    broken("a throwing link without target", "10.5.4", LINKS, ('id="l1" name="L"', 'id="l1" name="M"')),
    extended(
        "a catching link without source",
        "10.5.4",
        LINKS,
        catch('<linkEventDefinition name="M"/>', "c2"),
        flows("c2 e"),
    ),
    extended(
        "two catching links of one name",
        "10.5.4",
        LINKS,
        catch('<linkEventDefinition name="L"/>', "c2"),
        flows("c2 e"),
    ),
    broken(
        "a link to another scope",
        "10.5.4",
        process(
            start()
            + throw('<linkEventDefinition id="l1" name="L"/>')
            + catch('<linkEventDefinition id="l2" name="L"/>')
            + node("subProcess", "sub", task("in"))
            + end()
            + flows("s t", "c sub e")
        ),
        (catch('<linkEventDefinition id="l2" name="L"/>'), ""),
        (flows("c sub"), flows("s sub")),
        (task("in"), task("in") + catch('<linkEventDefinition id="l2" name="L"/>') + flows("c in")),
    ),
    broken("a link to a target that does not know it", "10.5.5", NAMED_LINKS, ("<source>l1</source>", "")),
    broken(
        "a link that refers to nothing", "10.5.5", NAMED_LINKS, ("<target>l2</target>", "<target>l9</target>")
    ),
    broken(
        "a link that refers to an event", "10.5.5", NAMED_LINKS, ("<target>l2</target>", "<target>c</target>")
    ),
    broken(
        "a link with two targets",
        "10.5.5",
        NAMED_LINKS,
        ("<target>l2</target>", "<target>l2</target><target>l2</target>"),
    ),
    # --- timers, conditions, codes
    broken(
        "an executable timer without expression",
        "10.5.5",
        ROOTS + process(start() + catch(TIMER) + end() + flows("s c e"), 'isExecutable="true"'),
        (condition("PT1H", "timeDuration"), ""),
    ),
    broken(
        "a timer with date and duration",
        "10.5.5",
        ROOTS + process(start() + catch(TIMER) + end() + flows("s c e")),
        (
            condition("PT1H", "timeDuration"),
            condition("2026-12-01T09:00:00Z", "timeDate") + condition("PT1H", "timeDuration"),
        ),
    ),
    broken(
        "a timer with two durations",
        "10.5.5",
        ROOTS + process(start() + catch(TIMER) + end() + flows("s c e")),
        (condition("PT1H", "timeDuration"), condition("PT1H", "timeDuration") * 2),
    ),
    broken(
        "a timer with duration and cycle",
        "10.5.5",
        ROOTS + process(start() + catch(TIMER) + end() + flows("s c e")),
        (
            condition("PT1H", "timeDuration"),
            condition("PT1H", "timeDuration") + condition("R3/PT1H", "timeCycle"),
        ),
    ),
    broken(
        "a shared definition of another event",
        "10.5.1",
        ROOTS
        + process(
            start()
            + catch('<messageEventDefinition id="md" messageRef="m"/>')
            + catch(MESSAGE, "c2")
            + end()
            + flows("s c c2 e")
        ),
        (catch(MESSAGE, "c2"), catch("<eventDefinitionRef>md</eventDefinitionRef>", "c2")),
    ),
    broken(
        "an executable error end event without code",
        "10.5.5",
        ROOTS + process(start() + task() + end(ERROR) + flows("s a e"), 'isExecutable="true"'),
        (' errorCode="E"', ""),
    ),
    broken(
        "an executable error end event without error",
        "10.5.5",
        ROOTS + process(start() + task() + end(ERROR) + flows("s a e"), 'isExecutable="true"'),
        (' errorRef="err"', ""),
    ),
    broken(
        "an executable escalation end event without code",
        "10.5.5",
        ROOTS + process(start() + task() + end(ESCALATION) + flows("s a e"), 'isExecutable="true"'),
        (' escalationCode="X"', ""),
    ),
    broken(
        "an executable escalation throw event without escalation",
        "10.5.5",
        ROOTS + process(start() + throw(ESCALATION) + end() + flows("s t e"), 'isExecutable="true"'),
        (' escalationRef="esc"', ""),
    ),
    broken(
        "an executable message event without message",
        "10.5.5",
        ROOTS + process(start() + catch(MESSAGE) + end() + flows("s c e"), 'isExecutable="true"'),
        (' messageRef="m"', ""),
    ),
    broken(
        "an executable signal event without signal",
        "10.5.5",
        ROOTS + process(start() + catch(SIGNAL) + end() + flows("s c e"), 'isExecutable="true"'),
        (' signalRef="sig"', ""),
    ),
    broken(
        "an executable timer without time",
        "10.5.5",
        ROOTS + process(start() + catch(TIMER) + end() + flows("s c e"), 'isExecutable="true"'),
        ("PT1H", ""),
    ),
    broken(
        "an executable timer that is no time",
        "10.5.5",
        ROOTS + process(start() + catch(TIMER) + end() + flows("s c e"), 'isExecutable="true"'),
        ("PT1H", "soon"),
    ),
    # --- compensation
    broken(
        "compensation of an activity in an inner scope",
        "10.5.5",
        UNDO,
        ('activityRef="a"', 'activityRef="in"'),
    ),
    broken("compensation of an event", "10.5.5", UNDO, ('activityRef="a"', 'activityRef="s"')),
    broken("compensation of nothing", "10.5.5", UNDO, ('activityRef="a"', 'activityRef="none"')),
    broken(
        "waiting for compensation perhaps",
        "10.5.5",
        UNDO,
        ('activityRef="a"', 'activityRef="a" waitForCompletion="perhaps"'),
    ),
    broken(
        "a compensation boundary event without handler",
        "10.7",
        UNDO.replace('isExecutable="false"', 'isExecutable="true"'),
        ('<association id="as" sourceRef="b" targetRef="undo" associationDirection="One"/>', ""),
    ),
    extended(
        "two handlers of one compensation event",
        "10.7",
        UNDO.replace('isExecutable="false"', 'isExecutable="true"'),
        task("undo2", attributes='isForCompensation="true"'),
        '<association id="as2" sourceRef="b" targetRef="undo2"/>',
    ),
    broken(
        "compensation of an activity without any handler",
        "10.5.5",
        UNDO,
        ('activityRef="a"', 'activityRef="sub"'),
    ),
    # --- data of events
    broken(
        "an event with two data outputs and one definition",
        "10.5.1",
        '<itemDefinition id="i"/>'
        + ROOTS
        + process(
            start()
            + node(
                "intermediateCatchEvent",
                "c",
                '<dataOutput id="do"/><dataOutputAssociation id="da"><sourceRef>do</sourceRef><targetRef>d</targetRef></dataOutputAssociation>'
                f'<outputSet id="os"><dataOutputRefs>do</dataOutputRefs></outputSet>{MESSAGE}',
            )
            + '<dataObject id="d"/>'
            + end()
            + flows("s c e")
        ),
        ('<dataOutput id="do"/>', '<dataOutput id="do"/><dataOutput id="do2"/>'),
        (
            "<dataOutputRefs>do</dataOutputRefs>",
            "<dataOutputRefs>do</dataOutputRefs><dataOutputRefs>do2</dataOutputRefs>",
        ),
    ),
    extended(
        "two none start events in an embedded subprocess",
        "13.3.4",
        EMBEDDED,
        start(id_="s7"),
        flows("s7 in"),
        before="</subProcess>",
    ),
    extended(
        "an interrupting flag on nothing known",
        "15.3",
        LINE,
        '<startEvent id="s5" isInterrupting="sometimes"/>',
        flows("s5 a"),
    ),
    broken(
        "cancelActivity is no boolean",
        "15.3",
        BOUND,
        ('attachedToRef="a"', 'attachedToRef="a" cancelActivity="never"'),
    ),
    broken(
        "isInterrupting is no boolean",
        "15.3",
        INSIDE,
        ('<startEvent id="s2"', '<startEvent id="s2" isInterrupting="never"'),
    ),
    broken(
        "an interrupting flag on an end event",
        "15.3",
        LINE,
        ('<endEvent id="e"', '<endEvent id="e" isInterrupting="true"'),
    ),
    broken(
        "a definition that stands in a gateway",
        "15.3",
        ROOTS
        + process(
            start() + node("exclusiveGateway", "g") + task() + task("b") + end() + flows("s g a e", "g b e")
        ),
        (node("exclusiveGateway", "g"), node("exclusiveGateway", "g", TIMER)),
    ),
]
