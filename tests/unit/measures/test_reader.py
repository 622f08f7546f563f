"""A file of measures that does not fit together is refused, with the line and a remedy."""

from __future__ import annotations

from typing import Any

import pytest

from engine.model.measures import MEASURES_FILE, FigureKind, Rows, read_measures
from tests.unit.measures.declared import VALUES, figure, measures, source


def test_what_is_declared_is_read() -> None:
    read = measures(figure("share", {"rows": ["begun"]}, part={"values": [True]}), suppressBelow=7)
    (one,) = read.measures["M"].figures
    assert (one.kind, one.of, read.least) == (FigureKind.SHARE, Rows(names=("begun",)), 7)
    assert one.part is not None
    assert one.part.own == Rows(names=(), values=(True,))
    assert read.values["kind"].codes == {"a": "Aa", "b": "Bee", "c": "Cee"}


def test_a_file_of_measures_is_told_from_others() -> None:
    assert MEASURES_FILE.claims(source(figure("count", {"rows": "begun"})))
    assert not MEASURES_FILE.claims(b'{"manifest": 1}')
    assert not MEASURES_FILE.claims(b"[")


@pytest.mark.parametrize(
    ("faulty", "said"),
    [
        (figure("count", {"rows": "unknown"}), "it needs 'unknown', which `values` lacks"),
        (figure("median", {"rows": "kind"}), "a median is made of numbers or of a span"),
        (figure("maximum", {"rows": "days"}), "tells what a single row holds"),
        (figure("change", {"rows": "days"}, since=2017), "a change is of values that are `ofHouse`"),
        (figure("share", {"rows": "begun"}), "part"),
        (figure("count", {"rows": "begun"}, by=["days"]), "'days' is no code"),
        (figure("count", {"rows": "days"}, by=["value"]), "broken down by numbers"),
        (figure("count", {"rows": ["begun", "fixed"]}), "mixes values of houses with values of cases"),
        (figure("share", {"rows": "kind"}, part={"values": ["z"]}), "'kind' is never 'z'"),
        (figure("share", {"rows": "begun"}, part={"longerThanMonths": 2}), "open at the end of the period"),
        (figure("share", {"housesOn": "10-01"}, part={"values": [True]}), "only those with a row"),
        (figure("count", {"housesOn": "02-30"}), "not of the right shape"),
        (figure("average", {"rows": "days"}), "not of the right shape"),
    ],
)
def test_what_makes_no_sense_is_refused(faulty: dict[str, Any], said: str) -> None:
    written = source(faulty)
    read = read_measures(written, resource="measures.json")
    assert read.measures is None
    assert any(said in found.detail for found in read.findings), [found.detail for found in read.findings]
    assert all(found.remedy and found.rule == "measures" for found in read.findings)
    definitions = written[: written.index(b'"definitions"')].count(b"\n")
    assert all(found.line > definitions for found in read.findings)


def test_no_figure_counts_some_of_what_another_counts() -> None:
    def findings(*values: list[str] | None) -> list[str]:
        figures = [
            figure("count", {"rows": "kind"} | ({} if one is None else {"values": one}), id=f"f{n}")
            for n, one in enumerate(values)
        ]
        return [one.detail for one in read_measures(source(*figures), resource="measures.json").findings]

    assert findings(["a", "b"], ["a", "b"]) == findings(["a"], ["b", "c"]) == []
    assert "who sees both can subtract them" in findings(None, ["a", "b"])[0]
    assert "who sees both can subtract them" in findings(["a", "b"], ["a"])[0]


def test_nothing_is_declared_twice() -> None:
    twice = source(
        figure("count", {"rows": "begun"}), figure("count", {"rows": "ended"}), values=[*VALUES, VALUES[0]]
    )
    read = read_measures(twice, resource="measures.json")
    assert sorted(found.detail for found in read.findings) == [
        "'begun' occurs more than once in `values`.",
        "'it' occurs more than once in `definitions/M/figures`.",
    ]


@pytest.mark.parametrize("broken", [b"{", b'{"measures": 2}', b"\xff"])
def test_what_is_no_such_file_is_refused(broken: bytes) -> None:
    read = read_measures(broken, resource="measures.json")
    assert read.measures is None
    assert read.findings


@pytest.mark.parametrize(
    ("values", "figures", "readers", "said"),
    [
        ([], {"rows": "begun"}, ["guest"], "no value says whose a case is"),
        (["whose"], {"rows": ["begun", "whose"]}, ["guest"], "no figure counts or names organisations"),
        (["whose", "theirs"], {"rows": "begun"}, ["guest"], "both say whose a case is"),
    ],
)
def test_whose_cases_are_told_to_an_organisation_is_said_once(
    values: list[str], figures: dict[str, Any], readers: list[str], said: str
) -> None:
    whose = [{"name": name, "label": "Van wie", "type": "organisation"} for name in values]
    file = source(figure("count", figures), values=[*VALUES, *whose], readers={"ownOrganisation": readers})
    found = read_measures(file, resource="measures.json")
    assert [said in one.detail for one in found.findings] == [True]
    assert found.measures is None


def test_an_organisation_is_of_no_house() -> None:
    whose = {"name": "whose", "label": "Van wie", "type": "organisation", "ofHouse": True}
    file = source(figure("count", {"rows": "begun"}), values=[*VALUES, whose])
    (found,) = read_measures(file, resource="measures.json").findings
    assert "says whose a case is" in found.detail
