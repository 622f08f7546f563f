"""Deploy check: a measure outlives the case it was taken from, so it must tell of nobody.

Refused is what reads data of a category other than the ordinary one, what is no plain number, boolean or
code of a closed list, and what takes a text or a date out of a form.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from engine.feel import Expression
from engine.feel.syntax import StringLiteral, Syntax
from engine.model.catalogue import Catalogue
from engine.model.declaration import Path, path_text
from engine.model.expressions import Yields, path_of, paths_read, results, yields
from engine.model.extensions import Properties
from engine.model.finding import Finding, Severity
from engine.model.forms.components import (
    CheckboxField,
    ChoiceField,
    Component,
    DateTimeField,
    FixedOptions,
    NumberField,
    TextField,
)
from engine.model.manifest import ORDINARY
from engine.model.measures.definition import Measures, ValueType
from engine.model.measures.derived import Derived, categories_at, origins
from engine.model.process import Process, walk

_IDENTIFIES: Final = "measure-identifies"
_VALUE: Final = "measure-value"
_PLAIN_FACTS: Final = frozenset({"house", "processId", "regime", "version"})
"""What `process` tells that is nobody's."""
_COUNTERS: Final = frozenset(
    {
        "loopCounter",
        *(f"numberOf{kind}" for kind in ("Instances", "ActiveInstances", "CompletedInstances")),
        "numberOfTerminatedInstances",
    }
)
_EXPECTED: Final = {
    ValueType.NUMBER: Yields.NUMBER,
    ValueType.BOOLEAN: Yields.BOOLEAN,
    ValueType.CODE: Yields.TEXT,
    ValueType.ORGANISATION: Yields.TEXT,
}


@dataclass(frozen=True, slots=True)
class CaseContext:
    """What is declared of the data that a measure of a case can read."""

    catalogue: Catalogue
    fields: Mapping[Path, Sequence[Component]]
    derived: Derived = field(default_factory=dict)


def measure_findings(
    process: Process, resource: str, measures: Measures | None, case: CaseContext | None
) -> Iterator[Finding]:
    """Yield what is wrong with the measures of a process.

    Args:
        process: the process.
        resource: its file.
        measures: what is declared; None where that is not known.
        case: the data of the cases that run through it; None where none does.
    """
    for element_id, line, properties in _places(process):
        if properties.measured_on is not None and not _are_of_house(properties, measures, case):
            what = f"{element_id!r} says from which day its measures count, and not all tell of a house."
            remedy = "Leave `measuredOn` out: what tells of a case counts on the day it happens."
            yield Finding(resource, line, element_id, _VALUE, Severity.ERROR, what, remedy, process.id)
        yield from _findings(process, resource, measures, case, (element_id, line, properties))


def _findings(
    process: Process,
    resource: str,
    measures: Measures | None,
    case: CaseContext | None,
    place: tuple[str, int, Properties],
) -> Iterator[Finding]:
    element_id, line, properties = place
    for name, expression in properties.measures.items():
        for rule, detail, remedy in _objections(name, expression, measures, case):
            what = f"The measure {name!r} at {element_id!r} {detail}"
            yield Finding(resource, line, element_id, rule, Severity.ERROR, what, remedy, process.id)


def _places(process: Process) -> Iterator[tuple[str, int, Properties]]:
    yield process.id, process.line, process.properties
    for _, node in walk(process.scope):
        yield node.id, node.line, node.properties


def _are_of_house(properties: Properties, measures: Measures | None, case: CaseContext | None) -> bool:
    if case is not None:
        return False
    known = {} if measures is None else measures.values
    return measures is None or all(name in known and known[name].of_house for name in properties.measures)


def _objections(
    name: str, expression: Expression, measures: Measures | None, case: CaseContext | None
) -> Iterator[tuple[str, str, str]]:
    declared = None if measures is None else measures.values.get(name)
    if declared is not None and declared.of_house and case is not None:
        remedy = "Write it in a process that no case runs through, or declare a value that is not `ofHouse`."
        yield _VALUE, "is declared to tell of a house, and cases run through this process.", remedy
    if case is not None:
        yield from _personal(expression, case)
    for part in results(expression.syntax):
        yield from _result(name, part, measures, case)


def _personal(expression: Expression, case: CaseContext) -> Iterator[tuple[str, str, str]]:
    for path in sorted(paths_read(expression.syntax), key=path_text):
        if path[0] in _COUNTERS or (path[0] == "process" and len(path) > 1 and path[1] in _PLAIN_FACTS):
            continue
        text = path_text(path)
        if path[0] == "process":
            yield _IDENTIFIES, f"reads {text!r}, which tells which case it is.", "Measure something else."
            continue
        if not case.catalogue.covers(path):
            remedy = "Declare it on a form field or data object, with a category."
            yield _IDENTIFIES, f"reads {text!r}, of which nothing is declared.", remedy
            continue
        for category in sorted(categories_at(case.catalogue, path)):
            remedy = f"Measure only what is of the category {ORDINARY!r}."
            yield _IDENTIFIES, f"reads {text!r}, which holds data of the category {category!r}.", remedy
        for origin in origins(path, case.derived):
            named = ", ".join(sorted(origin.categories))
            detail = f"reads {text!r}, which {origin.element_id!r} makes of data of the category {named}."
            yield _IDENTIFIES, detail, f"Measure only what is made of the category {ORDINARY!r}."


def _result(
    name: str, part: Syntax, measures: Measures | None, case: CaseContext | None
) -> Iterator[tuple[str, str, str]]:
    path = path_of(part)
    for component in () if case is None or path is None else case.fields.get(path, ()):
        yield from _field(name, component, measures)
    kind = yields(part)
    plain = "Yield a number, a boolean or a code of a closed list."
    if kind in (Yields.MOMENT, Yields.SEVERAL):
        yield _IDENTIFIES, f"can yield a {kind.value}.", plain
    elif isinstance(part, StringLiteral):
        objection = None if measures is None else measures.objection(name, part.value)
        if objection is not None:
            yield _VALUE, f"can yield {part.value!r}: {objection}.", "Declare the code, or correct it."
    elif kind is Yields.TEXT:
        yield _IDENTIFIES, "can yield a text that is made.", plain
    elif kind is not Yields.UNKNOWN:
        declared = None if measures is None else measures.values.get(name)
        if declared is not None and _EXPECTED[declared.type] is not kind:
            detail = f"can yield a {kind.value}, and is declared as {declared.type.value}."
            yield _VALUE, detail, "Correct the expression or the declaration."


def _field(name: str, component: Component, measures: Measures | None) -> Iterator[tuple[str, str, str]]:
    """What is wrong with taking the value of a form field as it is."""
    declared = None if measures is None else measures.values.get(name)
    if declared is not None and declared.type is ValueType.ORGANISATION:
        return  # only what the register knows is written
    match component:
        case TextField() | DateTimeField():
            detail = f"takes what people write in the field {component.label!r}, as it is."
            yield _IDENTIFIES, detail, "Yield a number, a boolean or a code of a closed list."
        case ChoiceField(options=FixedOptions(values=values), several=False) if measures is not None:
            for value in values:
                objection = measures.objection(name, value)
                if objection is not None:
                    yield _VALUE, f"can yield {value!r}: {objection}.", "Declare the code, or correct it."
        case ChoiceField() if measures is not None:
            detail = f"takes a choice of the field {component.label!r}, which has no fixed options."
            yield _IDENTIFIES, detail, "Yield a code of a closed list."
        case CheckboxField() if declared is not None and declared.type is not ValueType.BOOLEAN:
            yield (
                _VALUE,
                f"yields yes or no, and is declared as {declared.type.value}.",
                "Correct one of them.",
            )
        case NumberField() if declared is not None and declared.type is not ValueType.NUMBER:
            yield (
                _VALUE,
                f"yields a number, and is declared as {declared.type.value}.",
                "Correct one of them.",
            )
        case _:
            return
