"""Files that import each other are read in any order; circles and missing ones are refused, the rest is
not."""

import itertools

from engine.dmn import evaluate, read_models
from tests.unit.dmn.build import DMN_15, decision, definitions, environment, literal


def importing(*namespaces: str) -> str:
    return "".join(f'<import name="{n[4:]}" namespace="{n}" importType="{DMN_15}"/>' for n in namespaces)


def requiring(target: str, text: str) -> str:
    href = f'<informationRequirement><requiredDecision href="{target}"/></informationRequirement>'
    return decision("d", href + literal(text))


LOW = definitions(decision("d", literal("1")), namespace="urn:low")
MIDDLE = definitions(importing("urn:low"), requiring("urn:low#d", "low.d + 1"), namespace="urn:middle")
HIGH = definitions(importing("urn:middle"), requiring("urn:middle#d", "middle.d + 1"), namespace="urn:high")


def test_the_order_of_the_files_does_not_matter() -> None:
    files = {"low.dmn": LOW, "middle.dmn": MIDDLE, "high.dmn": HIGH}
    for order in itertools.permutations(files.items()):
        models, refusals = read_models(dict(order))

        assert refusals == []
        assert evaluate(models["high.dmn"], "d", {}, environment()).value == 3


def test_an_import_may_come_from_outside_the_files() -> None:
    low, _ = read_models({"low.dmn": LOW})

    models, refusals = read_models({"middle.dmn": MIDDLE}, imports={"urn:low": low["low.dmn"]})

    assert (list(models), refusals) == (["middle.dmn"], [])


def test_files_in_a_circle_and_those_that_need_them_are_refused_and_the_others_read() -> None:
    circle = definitions(importing("urn:middle"), decision("d", literal("1")), namespace="urn:low")

    models, refusals = read_models(
        {"low.dmn": circle, "middle.dmn": MIDDLE, "high.dmn": HIGH, "alone.dmn": definitions()}
    )

    assert list(models) == ["alone.dmn"]
    assert {error.resource: error.faults[0].rule for error in refusals} == {
        "low.dmn": "dmn-cycle",
        "middle.dmn": "dmn-cycle",
        "high.dmn": "dmn-import",
    }


def test_a_refused_file_takes_those_that_import_it_along() -> None:
    models, refusals = read_models({"low.dmn": b"<", "middle.dmn": MIDDLE})

    assert models == {}
    assert [error.faults[0].rule for error in refusals] == ["dmn-xml", "dmn-import"]


def test_files_with_one_namespace_are_read_and_cannot_be_imported() -> None:
    models, refusals = read_models({"a.dmn": LOW, "b.dmn": LOW, "middle.dmn": MIDDLE})

    assert list(models) == ["a.dmn", "b.dmn"]
    assert [error.resource for error in refusals] == ["middle.dmn"]


def test_read_tolerantly_only_what_holds_the_fault_is_null() -> None:
    table = (
        '<decisionTable><input><inputExpression><text>1</text></inputExpression></input><output name="a"/>'
        "<rule><inputEntry><text>1 +</text></inputEntry></rule></decisionTable>"
    )
    java = '<encapsulatedLogic kind="Java"><formalParameter name="x"/></encapsulatedLogic>'
    source = definitions(
        importing("urn:nowhere"),
        "<oddity/>",
        decision("broken", literal("1 +")),
        decision("table", table),
        f'<businessKnowledgeModel id="f" name="f">{java}</businessKnowledgeModel>',
        decision("calls", literal("[f(1)]"), "knowledge:f"),
        decision("needs", literal("[broken]"), "decision:broken", "decision:nobody"),
        decision("sound", literal("1 + 1")),
    )

    models, refusals = read_models({"a.dmn": source}, tolerant=True)

    results = {
        name: evaluate(models["a.dmn"], name, {}, environment()).value for name in models["a.dmn"].decisions
    }
    assert results == {"broken": None, "table": None, "calls": [None], "needs": [None], "sound": 2}
    assert {fault.rule for fault in refusals[0].faults} == {
        "dmn-import",
        "dmn-element",
        "dmn-feel",
        "dmn-table",
        "dmn-function-kind",
        "dmn-reference",
    }


def test_a_decision_that_requires_itself_is_refused_even_when_read_tolerantly() -> None:
    models, refusals = read_models(
        {"a.dmn": definitions(decision("d", literal("d"), "decision:d"))}, tolerant=True
    )

    assert models == {}
    assert [fault.rule for fault in refusals[0].faults] == ["dmn-cycle"]
