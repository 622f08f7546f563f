"""Clause 10.6: gateways, above all event-based ones."""

from __future__ import annotations

from tests.unit.lint.constraints.constraint import (
    COMPENSATION,
    CONDITIONAL,
    ERROR,
    MESSAGE,
    ROOTS,
    SIGNAL,
    TIMER,
    Constraint,
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


def _wait(first: str, second: str, attributes: str = "", before: str = "s g") -> str:
    return ROOTS + process(
        start()
        + node("eventBasedGateway", "g", attributes=attributes)
        + first
        + second
        + task()
        + end()
        + flows(before, "g x a e", "g y a")
    )


WAIT = _wait(catch(MESSAGE, "x"), catch(TIMER, "y"))
RECEIVE = _wait(node("receiveTask", "x", attributes='messageRef="m"'), catch(TIMER, "y"))
FIRST = ROOTS + process(
    node("eventBasedGateway", "g", attributes='instantiate="true"')
    + catch(MESSAGE, "x")
    + catch('<messageEventDefinition messageRef="m2"/>', "y")
    + task()
    + end()
    + flows("g x a e", "g y a")
)


def _directions() -> list[Constraint]:
    found = []
    for name in (
        "exclusiveGateway",
        "inclusiveGateway",
        "parallelGateway",
        "complexGateway",
        "eventBasedGateway",
    ):
        split = "complexGateway" if name == "complexGateway" else name
        if name == "eventBasedGateway":
            model = _wait(catch(MESSAGE, "x"), catch(TIMER, "y"), 'gatewayDirection="Diverging"')
            found.append(
                broken("an event-based gateway that converges", "10.6.1", model, ("Diverging", "Converging"))
            )
            found.append(
                broken(
                    "an event-based gateway that is mixed with one flow in",
                    "10.6.1",
                    model,
                    ("Diverging", "Mixed"),
                )
            )
            continue
        model = process(
            start()
            + node(split, "g", attributes='gatewayDirection="Diverging"')
            + task()
            + task("b")
            + node(split, "j", attributes='gatewayDirection="Converging"')
            + end()
            + flows("s g a j e", "g b j")
        )
        found += [
            broken(f"a splitting {name} that converges", "10.6.1", model, ("Diverging", "Converging")),
            broken(f"a joining {name} that diverges", "10.6.1", model, ("Converging", "Diverging")),
            broken(f"a splitting {name} that is mixed", "10.6.1", model, ("Diverging", "Mixed")),
            broken(f"a joining {name} that is mixed", "10.6.1", model, ("Converging", "Mixed")),
            broken(
                f"a {name} that neither splits nor joins",
                "10.6.1",
                model,
                (' gatewayDirection="Diverging"', ""),
                (flow("g", "b"), flow("s", "b")),
            ),
            extended(
                f"a diverging {name} with a second flow in", "10.6.1", model, flow("a", "g", id_="back")
            ),
            extended(
                f"a converging {name} with a second flow out", "10.6.1", model, flow("j", "a", id_="back")
            ),
            extended(f"a {name} without any flow", "10.6.1", model, node(name, "lost")),
            extended(
                f"a {name} without outgoing flow",
                "10.6.1",
                model,
                node(name, "lost"),
                flows("a lost", "b lost"),
            ),
            extended(
                f"a {name} without incoming flow",
                "10.6.1",
                model,
                node(name, "lost"),
                flows("lost a", "lost b"),
            ),
        ]
    return found


CASES = [
    *_directions(),
    broken(
        "an event-based gateway with one way",
        "10.6.6",
        WAIT,
        (flow("g", "y"), flow("a", "y")),
        (flow("y", "a"), flow("y", "e")),
    ),
    broken(
        "an event-based gateway with a condition",
        "10.6.6",
        WAIT,
        (flow("g", "x"), flow("g", "x", condition())),
    ),
    broken("an event-based gateway to a task", "10.6.6", WAIT, (catch(MESSAGE, "x"), task("x"))),
    broken(
        "an event-based gateway to a user task", "10.6.6", WAIT, (catch(MESSAGE, "x"), node("userTask", "x"))
    ),
    broken(
        "an event-based gateway to a subprocess",
        "10.6.6",
        WAIT,
        (catch(MESSAGE, "x"), node("subProcess", "x", task("in"))),
    ),
    broken(
        "an event-based gateway to a call activity",
        "10.6.6",
        WAIT,
        (catch(MESSAGE, "x"), node("callActivity", "x")),
    ),
    broken(
        "an event-based gateway to a throwing event",
        "10.6.6",
        WAIT,
        (catch(MESSAGE, "x"), throw(MESSAGE, "x")),
    ),
    broken(
        "an event-based gateway to an end event",
        "10.6.6",
        WAIT,
        (flow("g", "x"), flow("g", "e")),
        (flow("x", "a"), ""),
        (catch(MESSAGE, "x"), ""),
    ),
    extended(
        "an event-based gateway to a gateway",
        "10.6.6",
        WAIT,
        node("parallelGateway", "k"),
        task("k1"),
        task("k2"),
        flows("g k k1 e", "k k2 e"),
    ),
    broken("an event-based gateway to an error", "10.6.6", WAIT, (catch(MESSAGE, "x"), catch(ERROR, "x"))),
    broken(
        "an event-based gateway to compensation",
        "10.6.6",
        WAIT,
        (catch(MESSAGE, "x"), catch(COMPENSATION, "x")),
    ),
    broken(
        "an event-based gateway to a link",
        "10.6.6",
        WAIT,
        (catch(MESSAGE, "x"), catch('<linkEventDefinition name="L"/>', "x")),
    ),
    broken(
        "an event-based gateway to an event that waits for nothing",
        "10.6.6",
        WAIT,
        (catch(MESSAGE, "x"), catch("", "x")),
    ),
    broken(
        "an event-based gateway to messages and receive tasks",
        "10.6.6",
        RECEIVE,
        (catch(TIMER, "y"), catch(MESSAGE, "y")),
    ),
    extended(
        "a boundary event on a receive task after an event-based gateway",
        "10.6.6",
        RECEIVE,
        boundary(TIMER, host="x"),
        flow("b", "e"),
    ),
    extended("another flow to an event after an event-based gateway", "10.6.6", WAIT, flow("a", "x")),
    extended(
        "another flow to a receive task after an event-based gateway", "10.6.6", RECEIVE, flow("a", "x")
    ),
    extended(
        "two event-based gateways to one event",
        "10.6.6",
        WAIT,
        node("eventBasedGateway", "g2") + catch(SIGNAL, "z") + flows("s g2 z a", "g2 x"),
    ),
    broken(
        "a parallel event-based gateway in the flow",
        "10.6.6",
        WAIT,
        (
            node("eventBasedGateway", "g"),
            node("eventBasedGateway", "g", attributes='eventGatewayType="Parallel"'),
        ),
    ),
    broken(
        "an unknown type of event-based gateway",
        "10.6.6",
        WAIT,
        (
            node("eventBasedGateway", "g"),
            node("eventBasedGateway", "g", attributes='eventGatewayType="Inclusive"'),
        ),
    ),
    extended("a flow into an instantiating event-based gateway", "10.6.6", FIRST, flow("a", "g")),
    broken(
        "a flow from a start event into an instantiating gateway",
        "10.6.6",
        WAIT,
        (node("eventBasedGateway", "g"), node("eventBasedGateway", "g", attributes='instantiate="true"')),
    ),
    broken(
        "a parallel instantiating gateway to a timer",
        "10.6.6",
        FIRST.replace('instantiate="true"', 'instantiate="true" eventGatewayType="Parallel"'),
        ('<messageEventDefinition messageRef="m2"/>', TIMER),
    ),
    broken(
        "an instantiating gateway to a conditional throw",
        "10.6.6",
        FIRST,
        (catch(MESSAGE, "x"), throw(MESSAGE, "x")),
    ),
    broken(
        "an event-based gateway with a default flow",
        "15.3",
        WAIT,
        (node("eventBasedGateway", "g"), node("eventBasedGateway", "g", attributes='default="g-x"')),
    ),
    broken(
        "an activation condition on an exclusive gateway",
        "15.3",
        process(
            start() + task() + task("b") + node("exclusiveGateway", "j") + end() + flows("s a j e", "s b j")
        ),
        (node("exclusiveGateway", "j"), node("exclusiveGateway", "j", condition(name="activationCondition"))),
    ),
    broken(
        "two activation conditions",
        "10.6.5",
        process(
            start()
            + task()
            + task("b")
            + node("complexGateway", "j", condition(name="activationCondition"))
            + end()
            + flows("s a j e", "s b j")
        ),
        (condition(name="activationCondition"), condition(name="activationCondition") * 2),
    ),
    broken(
        "instantiate on an exclusive gateway",
        "15.3",
        process(
            start() + task() + task("b") + node("exclusiveGateway", "j") + end() + flows("s a j e", "s b j")
        ),
        ('<exclusiveGateway id="j"', '<exclusiveGateway id="j" instantiate="true"'),
    ),
    broken(
        "an event-based gateway to a conditional event that cannot be",
        "10.5.5",
        _wait(catch(CONDITIONAL, "x"), catch(TIMER, "y")),
        (condition(name="condition"), ""),
    ),
    broken(
        "an event-based gateway in another scope than its events",
        "8.4.13",
        WAIT,
        (catch(MESSAGE, "x"), node("subProcess", "sub", catch(MESSAGE, "x"))),
        (flow("x", "a"), flow("sub", "a")),
    ),
]
