"""Every term of the chain stands in the table of terms, with its source; a house's own row goes first."""

from __future__ import annotations

import json
import re
from pathlib import Path

from lxml import etree

from engine.calendar import Term
from tests.chain.definitions import BPMN, ROOT

DMN = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
CALL = re.compile(r"\bterm\((.*?)\)\.due")
COMPARED = re.compile(r'= *"[^"]*"')
QUOTED = re.compile(r'"([a-z][a-z0-9-]*)"')


def rows(file: str) -> list[list[str]]:
    """The cells of a decision table, row by row."""
    table = etree.parse(BPMN / file)
    return [
        [str(cell.findtext(f"{DMN}text")) for cell in rule if cell.tag != f"{DMN}description"]
        for rule in table.iter(f"{DMN}rule")
    ]


def asked() -> set[str]:
    """The ids of terms that processes ask for, directly or through a table that picks one."""
    called = [call for path in BPMN.glob("*.bpmn") for call in CALL.findall(attributes(path))]
    literal = {id_ for call in called for id_ in QUOTED.findall(COMPARED.sub("", call))}
    picked = {row[4].strip('"') for row in rows("handover-question.dmn")}
    picked |= {row[7].strip('"') for row in rows("routes.dmn")}
    picked.discard("null")
    return literal | picked


def attributes(path: Path) -> str:
    """All that a diagram says in attributes and texts."""
    return "\n".join(
        text for one in etree.parse(path).iter() for text in (*map(str, one.attrib.values()), one.text or "")
    )


def test_every_term_that_is_asked_for_has_a_row_for_each_house_and_none_is_idle() -> None:
    assert asked() == {row[0].strip('"') for row in rows("terms.dmn") if row[1] == "-"}


def test_a_row_of_a_house_stands_above_the_default_and_names_a_house_there_is() -> None:
    houses = {house["id"] for house in json.loads((ROOT / "demo" / "houses.json").read_text())["houses"]}
    table = rows("terms.dmn")
    defaults = {row[0]: number for number, row in enumerate(table) if row[1] == "-"}

    assert len(defaults) == sum(row[1] == "-" for row in table)
    for number, row in enumerate(table):
        if row[1] != "-":
            assert row[1].strip('"') in houses
            assert number < defaults[row[0]]


def test_every_row_can_be_reckoned_and_says_where_it_comes_from() -> None:
    for *_, amount, unit, direction, statutory, source, label in rows("terms.dmn"):
        Term(int(amount), json.loads(unit), json.loads(direction), json.loads(statutory))
        assert json.loads(source)
        assert json.loads(label)


def test_a_warning_comes_before_the_term_ends_and_the_next_level_after_it() -> None:
    amounts = {(row[0].strip('"'), row[1].strip('"')): int(row[4]) for row in rows("terms.dmn")}
    for house in ("-", "zuid"):
        assert amounts["triage-warning", house] < amounts["triage-decision", house]
        assert amounts["triage-escalation", house] >= amounts["triage-decision", house]
        assert amounts["information-request-reminder", house] < amounts["information-request", house]
        assert amounts["information-request-manager", house] > amounts["information-request", house]
