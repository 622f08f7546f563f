"""An evaluation explains itself: rules, inputs, outputs, warnings with their place."""

from engine.dmn import DecisionTrace
from tests.unit.dmn.build import decision, input_data, knowledge, literal, model, output, run, table


def test_a_table_tells_its_inputs_the_rules_that_matched_and_its_outputs() -> None:
    rules = [("> 0", "-", '"a"'), ("> 5", "true", '"b"'), ("> 9", "-", '"c"')]
    logic = table(["x", "y"], rules, policy="COLLECT", outputs=[output("letter")])

    evaluation = run(model(decision("d", logic)), "d", x=7, y=True)

    assert evaluation.decisions == (
        DecisionTrace(
            id="d",
            name="d",
            matched_rules=(("r1", 1), ("r2", 2)),
            inputs=(("x", 7), ("y", True)),
            outputs=(("letter", ["a", "b"]),),
        ),
    )


def test_a_rule_without_id_is_told_by_its_number() -> None:
    logic = table(["x"], [("> 9", "1"), ("> 0", "2")]).replace(' id="r1"', "").replace(' id="r2"', "")

    assert run(model(decision("d", logic)), "d", x=7).decisions[0].matched_rules == (("2", 2),)


def test_a_table_with_several_outputs_tells_each() -> None:
    logic = table(["x"], [("> 0", "1", "2")], outputs=[output("a"), output("b")])

    assert run(model(decision("d", logic)), "d", x=7).decisions[0].outputs == (("a", 1), ("b", 2))


def test_a_table_inside_knowledge_or_a_context_is_told_under_its_own_name() -> None:
    lookup = table(["x"], [("> 0", '"a"')])
    inner = table(["y"], [("> 0", '"b"')]).replace("<decisionTable", '<decisionTable id="inner_table"', 1)
    entry = f'<contextEntry><variable name="inner"/>{inner}</contextEntry>'
    outer = f'<contextEntry><variable name="outer"/>{literal("lookup(y)")}</contextEntry>'
    source = model(
        knowledge("lookup", ["x"], lookup),
        decision("d", f"<context>{entry}{outer}</context>", "knowledge:lookup"),
    )

    traces = run(source, "d", y=1).decisions

    assert [(trace.id, trace.name, trace.matched_rules) for trace in traces] == [
        ("inner_table", "inner", (("r1", 1),)),
        ("lookup", "lookup", (("r1", 1),)),
        ("d", "d", ()),
    ]


def test_a_decision_without_table_tells_what_it_required_and_what_it_took_from_the_caller() -> None:
    source = model(input_data("a"), decision("d", literal("a + b"), "input:a"))

    assert run(source, "d", a=1, b=2).decisions == (
        DecisionTrace("d", "d", (), (("a", 1), ("b", 2)), (("d", 3),)),
    )


def test_a_warning_names_the_element_and_its_line() -> None:
    source = model(decision("fine", literal("1")), decision("odd", literal('"a" + 1'), "decision:fine"))

    warning = run(source, "odd").warnings[0]

    assert (warning.element_id, warning.line) == ("odd", 3)


def test_traces_of_tables_in_loops_are_bounded() -> None:
    lookup = knowledge("lookup", ["x"], table(["x"], [("> 0", "x")]))
    body = literal("count(for i in 1..1500 return lookup(i))")

    evaluation = run(model(lookup, decision("d", body, "knowledge:lookup")), "d")

    assert evaluation.value == 1_500
    assert len(evaluation.decisions) == 1_000
