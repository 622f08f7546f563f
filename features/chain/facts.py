"""What a diagram says of itself, as far as people ask for it: names, roles, terms, calls, messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from lxml import etree

BPMN: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
ZEEBE: Final = "{http://camunda.org/schema/zeebe/1.0}"
DMN: Final = "{https://www.omg.org/spec/DMN/20191111/MODEL/}"
_TERM: Final = re.compile(r'\bterm\(\s*"([^"]+)"')
_TEXT: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


@dataclass(frozen=True)
class Task:
    """A user task: its name and who may take it, as the model says."""

    name: str
    groups: str


@dataclass(frozen=True)
class ProcessFacts:
    """One process of a diagram; what it calls and uses is in the order of the file."""

    id: str
    name: str
    file: Path
    about: str
    case_type: str | None
    stages: Sequence[str]
    tasks: Sequence[Task]
    terms: Sequence[str]
    calls: Sequence[str]
    messages_out: Sequence[str]
    messages_in: Sequence[str]


@dataclass(frozen=True)
class Term:
    """A row of the decision on terms; `house` where it is a house's own."""

    id: str
    house: str | None
    length: str
    source: str
    label: str


def processes(folder: Path) -> list[ProcessFacts]:
    """Every executable process of the diagrams in a folder, by file name."""
    return [facts for path in sorted(folder.glob("*.bpmn")) for facts in _of_file(path)]


def terms(path: Path) -> list[Term]:
    """The rows of the decision on terms, in its order."""
    root = etree.parse(path, _PARSER).getroot()
    names = [output.get("name") for output in root.iter(f"{DMN}output")]
    return [_term(rule, names) for rule in root.iter(f"{DMN}rule")]


def _of_file(path: Path) -> Iterator[ProcessFacts]:
    root = etree.parse(path, _PARSER).getroot()
    names = {message.get("id"): message.get("name", "") for message in root.iter(f"{BPMN}message")}
    for process in root.iter(f"{BPMN}process"):
        if process.get("isExecutable") == "true":
            yield _of_process(path, process, names)


def _of_process(path: Path, process: etree._Element, names: dict[str | None, str]) -> ProcessFacts:
    texts = [value for element in process.iter() for value in (*element.attrib.values(), element.text or "")]
    references = [
        element.get("messageRef")
        for tag in ("messageEventDefinition", "receiveTask")
        for element in process.iter(f"{BPMN}{tag}")
    ]
    case_types = _properties(process, "caseType")
    return ProcessFacts(
        id=process.get("id", ""),
        name=process.get("name") or process.get("id", ""),
        file=path,
        about=" ".join((process.findtext(f"{BPMN}documentation") or "").split()),
        case_type=case_types[0] if case_types else None,
        stages=_once(_properties(process, "stage")),
        tasks=[_task(task) for task in process.iter(f"{BPMN}userTask")],
        terms=_once(found for text in texts for found in _TERM.findall(text)),
        calls=_once(element.get("processId", "") for element in process.iter(f"{ZEEBE}calledElement")),
        messages_out=_once(_sent(process)),
        messages_in=_once(names[reference] for reference in references if reference in names),
    )


def _properties(process: etree._Element, name: str) -> list[str]:
    return [one.get("value", "") for one in process.iter(f"{ZEEBE}property") if one.get("name") == name]


def _task(task: etree._Element) -> Task:
    assignment = next(task.iter(f"{ZEEBE}assignmentDefinition"), None)
    kinds = ("candidateGroups", "candidateUsers", "assignee")
    found = [] if assignment is None else [value for kind in kinds if (value := assignment.get(kind))]
    return Task(" ".join((task.get("name") or task.get("id", "")).split()), ", ".join(found))


def _sent(process: etree._Element) -> Iterator[str]:
    for element in process.iter():
        for definition in element.iterfind(f"{BPMN}extensionElements/{ZEEBE}taskDefinition"):
            if definition.get("type") == "ketenmotor:partner-message":
                inputs = element.iterfind(f"{BPMN}extensionElements/{ZEEBE}ioMapping/{ZEEBE}input")
                yield from (one.get("source", "") for one in inputs if one.get("target") == "messageName")


def _term(rule: etree._Element, names: Sequence[str | None]) -> Term:
    inputs = [_plain(entry) for entry in rule.iterfind(f"{DMN}inputEntry")]
    values = dict(zip(names, (_plain(entry) for entry in rule.iterfind(f"{DMN}outputEntry")), strict=True))
    law = " (Algemene termijnenwet)" if values["statutory"] == "true" else ""
    return Term(
        id=inputs[0],
        house=None if inputs[1] == "-" else inputs[1],
        length=f"{values['amount']} {values['unit']} {values['direction']}{law}",
        source=str(values["source"]),
        label=str(values["label"]),
    )


def _plain(entry: etree._Element) -> str:
    text = (entry.findtext(f"{DMN}text") or "").strip()
    quoted = _TEXT.fullmatch(text)
    return quoted[1] if quoted else text


def _once(found: Iterator[str] | Sequence[str]) -> list[str]:
    return list(dict.fromkeys(one for one in found if one))
