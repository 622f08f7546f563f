"""Whatever a designer writes and a caller gives: a value, or a FEEL error, soon."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.dmn import DmnError, evaluate, read_model
from engine.feel import FeelError, Value
from tests.unit.dmn.build import decision, definitions, environment, input_data, literal, output, table

simple = (
    st.none()
    | st.booleans()
    | st.integers(-20, 20)
    | st.decimals(-5, 5, places=2)
    | st.text("ab", max_size=2)
)
values: st.SearchStrategy[Value] = st.recursive(
    simple,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("xy"), inner, max_size=2),
)
cells = st.sampled_from(
    ["-", "> 1", '"a"', "null", "[1..5]", "not(3)", "x", "?.y", "? in x", "(", "true", "x[1]"]
)
results = st.sampled_from(["1", '"a"', "x", "x.y", "[x]", "null", "x + 1", "{x: x}"])
types = st.sampled_from(["", "string", "number", "boolean", "date", "context", "list"])
policies = st.sampled_from(["UNIQUE", "ANY", "FIRST", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"])


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(cells, cells, results), max_size=4), policies, types, values)
def test_a_table_gives_a_value_for_every_input(
    rules: list[tuple[str, str, str]], policy: str, type_ref: str, value: Value
) -> None:
    column = output(values='"a",1,2', type_ref=type_ref)
    logic = table(["x", "x.y"], rules, policy=policy, outputs=[column])
    source = definitions(input_data("x"), decision("d", logic, "input:x"))

    with suppress(DmnError, FeelError):
        model = read_model(source, resource="any.dmn")
        first, second = (evaluate(model, "d", {"x": value}, environment()) for _ in range(2))
        assert first == second


@settings(max_examples=60, deadline=None)
@given(results, types, values)
def test_a_result_is_null_or_of_its_type(text: str, type_ref: str, value: Value) -> None:
    typed = decision("d", literal(text), "input:x", type_ref=type_ref or "Any")
    check = decision("check", literal(f"d = null or d instance of {type_ref or 'Any'}"), "decision:d")
    if type_ref in ("context", "list"):
        check = decision("check", literal("true"))
    model = read_model(definitions(input_data("x"), typed, check), resource="any.dmn")

    assert evaluate(model, "check", {"x": value}, environment()).value is True
