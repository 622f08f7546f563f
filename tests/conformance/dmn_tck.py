"""Runs a folder of the public DMN TCK through `engine.dmn` and writes the score to `docs/conformance-dmn.md`.

    python -m tests.conformance.dmn_tck FOLDER

The TCK is data, kept outside this repository: folders `compliance-level-N/NAME` with models and test cases.
A test case passes when each of its results has the expected type and value; an expected error must be null.
The TCK has faulty expressions beside good ones, so models are read tolerantly: what is faulty is null.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from lxml import etree

from engine.dmn import Model, UnknownDecisionError, evaluate, read_models
from engine.feel import Environment, FeelError, Value, parse_expression, to_text, type_name

REPORT = Path(__file__).parents[2] / "docs" / "conformance-dmn.md"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
# The TCK gives irrational numbers as binary floats or with eight decimals; all others must be equal.
ROUNDED_DECIMALS = 8
REFUSED_BY_DESIGN = "[dmn-function-kind]"
MODEL_FAULTS = "faults in the model: "
EXTERNAL_FUNCTIONS = (
    "Functions whose body is Java or PMML (DMN 1.5, 10.3.2.13.3, externally-defined functions) need the class"
    " path of the one who wrote the model. Such a model is refused when it is deployed; here the function"
    " is null."
)
TEMPORAL = {"date": "date", "time": "time", "dateTime": "date and time", "duration": "duration"}


@dataclass(slots=True)
class Folder:
    """The outcome of one folder: how many cases passed, and why the others did not."""

    level: str
    name: str
    passed: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        """All test cases."""
        return self.passed + len(self.failures)


def main(arguments: list[str]) -> int:
    """Run the folder given.

    0 when all passed but what is refused by design, 1 when others did not, 2 when there is nothing to run.
    """
    root = Path(arguments[0]) if arguments else Path("../shared/dmn-tck")
    folders = [run_folder(path) for path in sorted(root.glob("compliance-level-*/*")) if path.is_dir()]
    folders = [folder for folder in folders if folder.total]
    if not folders:
        print(f"There is no DMN TCK in {root}: give its folder, as in make tck DIR=../tck/TestCases")
        return 2
    REPORT.write_text(report(folders))
    failures = [f"{folder.name} {failure}" for folder in folders for failure in folder.failures]
    for failure in failures:
        print(failure)
    passed, total = sum(folder.passed for folder in folders), sum(folder.total for folder in folders)
    print(f"{passed} of {total} cases passed")
    return 0 if all(REFUSED_BY_DESIGN in failure for failure in failures) else 1


def run_folder(path: Path) -> Folder:
    """Run every test file of a folder."""
    folder = Folder(path.parent.name.removeprefix("compliance-level-"), path.name)
    for file in sorted(path.glob("*.xml")):
        root = etree.parse(file).getroot()
        if etree.QName(root).localname == "testCases":
            run_file(path, root, folder)
    return folder


def run_file(path: Path, root: etree._Element, folder: Folder) -> None:
    """Run the test cases of one file."""
    cases = list(children(root, "testCase"))
    name = text(root, "modelName")
    sources = {file.name: file.read_bytes() for file in sorted(path.glob("*.dmn"))}
    models, refusals = read_models(sources, tolerant=True)
    refused = next((f"{MODEL_FAULTS}{error}" for error in refusals if error.resource == name), "")
    if name not in models:
        folder.failures += [f"{case.get('id')}: {refused or f'no file {name}'}" for case in cases]
        return
    for case in cases:
        try:
            problems = list(run_case(models[name], case))
        except Exception as error:  # one case that breaks must not hide how the others do
            problems = [f"the case breaks: {error!r}"]
        if problems:
            reasons = [*problems, refused] if refused else problems
            folder.failures.append(f"{case.get('id')}: {'; '.join(reasons)}")
        else:
            folder.passed += 1


def run_case(model: Model, case: etree._Element) -> Iterator[str]:
    """What is wrong with each result of a test case."""
    context: dict[str, Value] = {}
    for node in children(case, "inputNode"):
        namespace = node.get("namespace")
        name = node.get("name") or ""
        context[f"{{{namespace}}}{name}" if namespace else name] = read_value(node)
    for result in children(case, "resultNode"):
        name = result.get("name") or ""
        invoked = case.get("invocableName") or name
        environment = Environment(now=datetime(2026, 1, 1, tzinfo=UTC), zone=ZoneInfo("UTC"))
        try:
            value = evaluate(model, invoked, context, environment).value
        except (FeelError, UnknownDecisionError) as error:
            yield f"{name}: {error}"
            continue
        if invoked != name and isinstance(value, dict) and name in value:
            value = value[name]
        expected_node = next(children(result, "expected"), None)
        expected = None if expected_node is None else read_value(expected_node)
        if not same(value, expected):
            yield f"{name}: expected {show(expected)}, got {show(value)}"


def read_value(node: etree._Element) -> Value:
    """The value that a node of a test case holds."""
    for child in children(node):
        if child.get(f"{XSI}nil") == "true" and etree.QName(child).localname != "component":
            return None
        kind = etree.QName(child).localname
        if kind == "list":
            return [read_value(item) for item in children(child, "item")]
        if kind == "component":
            return {part.get("name") or "": read_value(part) for part in children(node, "component")}
        if kind == "value":
            return read_simple(child)
    return None


def read_simple(node: etree._Element) -> Value:
    """The value of a simple type of XML Schema."""
    content = node.text or ""
    kind = (node.get(f"{XSI}type") or "string").rpartition(":")[2]
    if kind == "boolean":
        return content.strip() in ("true", "1")
    if kind in TEMPORAL:
        environment = Environment(now=datetime(2026, 1, 1, tzinfo=UTC))
        return parse_expression(f'{TEMPORAL[kind]}("{content.strip()}")').evaluate({}, environment)
    return content if kind == "string" else Decimal(content.strip())


def same(actual: Value, expected: Value) -> bool:
    """Whether type and value are equal, to the last decimal unless the TCK rounded."""
    if type_name(actual) != type_name(expected):
        return False
    if isinstance(actual, list) and isinstance(expected, list):
        return len(actual) == len(expected) and all(map(same, actual, expected))
    if isinstance(actual, dict) and isinstance(expected, dict):
        return actual.keys() == expected.keys() and all(
            same(actual[name], expected[name]) for name in expected
        )
    if isinstance(actual, int | Decimal) and isinstance(expected, Decimal):
        decimals = -int(expected.as_tuple().exponent)
        near = abs(actual - expected) <= Decimal(1).scaleb(-ROUNDED_DECIMALS)
        return actual == expected or (decimals >= ROUNDED_DECIMALS and near)
    return actual == expected


def show(value: Value) -> str:
    """A value as text, with its type."""
    try:
        return f"{to_text(value)} ({type_name(value)})"[:200]
    except FeelError:
        return f"a {type_name(value)}, or what holds one"


def children(node: etree._Element, name: str | None = None) -> Iterator[etree._Element]:
    """The child elements, of that local name if one is given."""
    for child in node:
        if isinstance(child.tag, str) and name in (None, etree.QName(child).localname):
            yield child


def text(node: etree._Element, name: str) -> str:
    """The text of a child."""
    return "".join((child.text or "").strip() for child in children(node, name))


def report(folders: list[Folder]) -> str:
    """The score as a page."""
    lines = [
        "# Conformance to DMN: the public TCK",
        "",
        "Written by `make tck`: the cases of the public DMN TCK that were run, and how many",
        "gave the expected type and value.",
        "",
        "| level | passed | cases |",
        "|---|---|---|",
    ]
    for level in sorted({folder.level for folder in folders}):
        of_level = [folder for folder in folders if folder.level == level]
        passed, total = sum(f.passed for f in of_level), sum(f.total for f in of_level)
        lines.append(f"| {level} | {passed} | {total} |")
    lines += ["", "| folder | passed | cases |", "|---|---|---|"]
    lines += [f"| {folder.name} | {folder.passed} | {folder.total} |" for folder in folders]
    failing = [folder for folder in folders if folder.failures]
    if failing:
        lines += ["", "## Not passed", ""]
    if any(REFUSED_BY_DESIGN in failure for folder in failing for failure in folder.failures):
        lines += [EXTERNAL_FUNCTIONS, ""]
    for folder in failing:
        by_reason: dict[str, list[str]] = {}
        for failure in folder.failures:
            case, _, reason = failure.partition(": ")
            # the cases of a faulty model stand together, whatever each of them gave
            _, found, fault = reason.rpartition(MODEL_FAULTS)
            reason = f"{found}{fault}"
            by_reason.setdefault(reason, []).append(case)
        lines += [f"- {folder.name}, {', '.join(cases)}: {reason}" for reason, cases in by_reason.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
