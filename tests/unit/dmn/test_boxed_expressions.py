"""Boxed expressions mean what their FEEL counterparts mean."""

import pytest

from engine.feel import FeelLimitError, Value
from tests.unit.dmn.build import decision, knowledge, literal, model, run, value_of


def iteration(kind: str, collection: str, body: str) -> str:
    tag = "return" if kind == "for" else "satisfies"
    return (
        f'<{kind} iteratorVariable="x"><in>{literal(collection)}</in><{tag}>{literal(body)}</{tag}></{kind}>'
    )


def filtered(collection: str, match: str) -> str:
    return f"<filter><in>{literal(collection)}</in><match>{literal(match)}</match></filter>"


def entry(name: str, logic: str, type_ref: str = "Any") -> str:
    return f'<contextEntry><variable name="{name}" typeRef="{type_ref}"/>{logic}</contextEntry>'


def conditional(condition: str) -> str:
    branches = f"<then>{literal('1')}</then><else>{literal('2')}</else>"
    return f"<conditional><if>{literal(condition)}</if>{branches}</conditional>"


def test_an_empty_literal_expression_is_null() -> None:
    assert value_of("<literalExpression/>") is None


def test_context_entries_see_those_before_them() -> None:
    logic = f"<context>{entry('net price', literal('10'))}{entry('b', literal('net price * 2'))}</context>"

    assert value_of(logic) == {"net price": 10, "b": 20}


def test_the_entry_without_variable_is_the_result() -> None:
    logic = f"<context>{entry('a', literal('10'))}<contextEntry>{literal('a + 1')}</contextEntry></context>"

    assert value_of(logic) == 11


def test_an_entry_that_is_not_of_its_type_is_null_and_says_so() -> None:
    evaluation = run(model(decision("d", f"<context>{entry('a', literal('1'), 'string')}</context>")), "d")

    assert evaluation.value == {"a": None}
    assert "type" in evaluation.warnings[0].text


def test_a_list_and_a_relation() -> None:
    row = f"<row>{literal('1')}{literal('x')}</row>"
    relation = f'<relation><column name="a"/><column name="b"/>{row}{row}</relation>'

    assert value_of(f"<list>{literal('1')}{literal('x')}</list>", x="y") == [1, "y"]
    assert value_of(relation, x=2) == [{"a": 1, "b": 2}, {"a": 1, "b": 2}]


@pytest.mark.parametrize(("condition", "expected"), [("true", 1), ("false", 2), ("null", 2), ('"x"', None)])
def test_a_conditional(condition: str, expected: Value) -> None:
    assert value_of(conditional(condition)) == expected


@pytest.mark.parametrize(
    ("kind", "collection", "body", "expected"),
    [
        ("for", "[1,2,3]", "x * 2", [2, 4, 6]),
        ("for", "[1,2,3]", "x + count(partial)", [1, 3, 5]),
        ("for", "[]", "x", []),
        ("for", "7", "x", [7]),
        ("for", "[1..3]", "x", [1, 2, 3]),
        ("some", "[1,2,3]", "x > 2", True),
        ("some", "[]", "true", False),
        ("every", "[1,2,3]", "x > 2", False),
        ("every", "[]", "false", True),
        ("every", "[1]", '"no boolean"', None),
    ],
)
def test_an_iterator(kind: str, collection: str, body: str, expected: Value) -> None:
    assert value_of(iteration(kind, collection, body)) == expected


def test_the_collection_of_an_iterator_may_have_a_type() -> None:
    texts = '<itemDefinition name="tTexts" isCollection="true"><typeRef>string</typeRef></itemDefinition>'
    logic = iteration("for", '"a"', "x").replace("<in>", '<in typeRef="tTexts">')
    wrong = logic.replace('"a"', "1")

    assert run(model(texts, decision("d", logic)), "d").value == ["a"]
    assert run(model(texts, decision("d", wrong)), "d").value is None


def test_iterators_nest_and_see_what_is_around_them() -> None:
    inner = (
        '<for iteratorVariable="y"><in>'
        + literal("[1,2]")
        + "</in><return>"
        + literal("x * y + z")
        + "</return></for>"
    )
    outer = f'<for iteratorVariable="x"><in>{literal("[10,20]")}</in><return>{inner}</return></for>'

    assert value_of(outer, z=1) == [[11, 21], [21, 41]]


@pytest.mark.parametrize(
    ("collection", "match", "expected"),
    [
        ("[1,2,3]", "item > 1", [2, 3]),
        ("[{a: 1}, {a: 2}]", "a = 2", [{"a": 2}]),
        ("[{a: 1}, {a: 2}]", "item.a = limit", [{"a": 1}]),
        ("[{item: 5}]", "item = 5", [{"item": 5}]),
        ("[{item: 5, a: 1}, {item: 6, a: 2}]", "a = 2", [{"item": 6, "a": 2}]),
        ("[1,2,null]", "item > 1", [2]),
        ("[1,2]", '"no boolean"', None),
        ("null", "true", None),
        ("[]", "true", []),
        ("3", "item = 3", [3]),
    ],
)
def test_a_filter(collection: str, match: str, expected: Value) -> None:
    assert value_of(filtered(collection, match), limit=1) == expected


def invocation(function: str, **arguments: str) -> str:
    bindings = "".join(
        f'<binding><parameter name="{name}"/>{literal(text)}</binding>' for name, text in arguments.items()
    )
    return f"<invocation>{literal(function)}{bindings}</invocation>"


ADD = knowledge("add", ["a:number", "b:number"], literal("a - b"))


def test_an_invocation_binds_by_name() -> None:
    source = model(ADD, decision("d", invocation("add", b="1", a="5"), "knowledge:add"))

    assert run(source, "d").value == 4


def test_a_function_of_the_model_is_called_by_feel_with_positions_and_names() -> None:
    source = model(ADD, decision("d", literal("[add(5, 1), add(b: 1, a: 5)]"), "knowledge:add"))

    assert run(source, "d").value == [4, 4]


@pytest.mark.parametrize(
    ("logic", "reason"),
    [
        (invocation("add", a="1", c="2"), "binding"),
        (invocation("missing", a="1"), "no variable"),
        (invocation("add", a='"x"', b="1"), "type"),
        (literal('add("x", 1)'), "type"),
        (literal("add(1)"), "argument"),
    ],
)
def test_an_invocation_that_does_not_fit_is_null_and_says_so(logic: str, reason: str) -> None:
    evaluation = run(model(ADD, decision("d", logic, "knowledge:add")), "d")

    assert evaluation.value is None
    assert any(reason in warning.text for warning in evaluation.warnings)


def test_a_function_definition_keeps_what_was_around_it_and_may_call_itself() -> None:
    body = literal("if n < 2 then start else n * factorial(n - 1)")
    function = f'<functionDefinition><formalParameter name="n" typeRef="number"/>{body}</functionDefinition>'
    logic = (
        f"<context>{entry('start', literal('1'))}{entry('factorial', function)}"
        f"<contextEntry>{literal('factorial(5)')}</contextEntry></context>"
    )

    assert value_of(logic) == 120


@pytest.mark.parametrize(
    ("argument", "expected"), [("2", "2!"), ('"x"', None), ("null", "null!"), ("[3]", "3!")]
)
def test_a_function_definition_converts_its_arguments_and_its_result(argument: str, expected: Value) -> None:
    body = literal('[(if n = null then "null" else string(n)) + "!"]')
    parameter = '<formalParameter name="n" typeRef="number"/>'
    function = f'<functionDefinition typeRef="string">{parameter}{body}</functionDefinition>'
    call = f"<contextEntry>{literal(f'f({argument})')}</contextEntry>"

    assert value_of(f"<context>{entry('f', function)}{call}</context>") == expected


def test_a_loop_without_end_is_stopped() -> None:
    with pytest.raises(FeelLimitError):
        value_of(iteration("for", "[1..1000000000]", "x"))


def test_a_singleton_list_becomes_its_item_where_an_item_is_asked_for_and_the_reverse() -> None:
    texts = '<itemDefinition name="tTexts" isCollection="true"><typeRef>string</typeRef></itemDefinition>'
    source = model(
        texts,
        decision("one", literal('["x"]'), type_ref="string"),
        decision("many", literal('"x"'), type_ref="tTexts"),
    )

    assert run(source, "one").value == "x"
    assert run(source, "many").value == ["x"]
