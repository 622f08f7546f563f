"""The reference of sentences and the step library say the same."""

from __future__ import annotations

import importlib
import pkgutil
import re

from lxml import etree
from pytest_bdd.steps import StepNamePrefix

import features.steps
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "reference" / "features.md"
SENTENCE = re.compile(r"`([^`]+)`")
HAS_NO_TASK = re.compile(r'geen taak "([^"]+)"')
BPMN = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
KEPT_AS = f"{StepNamePrefix.step_def.value}_*_"
"""How pytest-bdd names, in the module of a step, what keeps its pattern."""


def patterns() -> list[str]:
    """The patterns of all steps."""
    modules = [
        importlib.import_module(f"features.steps.{found.name}")
        for found in pkgutil.iter_modules(features.steps.__path__)
    ]
    return [
        name.removeprefix(KEPT_AS) for module in modules for name in vars(module) if name.startswith(KEPT_AS)
    ]


def sentences() -> list[str]:
    """The sentences of the page: what stands in the first two columns of its tables."""
    rows = [
        line.split("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")
    ]
    return [sentence for row in rows for cell in row[1:3] for sentence in SENTENCE.findall(cell)]


def test_every_step_is_on_the_page() -> None:
    missing = [found for found in patterns() if not any(re.fullmatch(found, one) for one in sentences())]

    assert patterns()
    assert missing == []


def test_every_sentence_on_the_page_is_a_step() -> None:
    unknown = [one for one in sentences() if sum(bool(re.fullmatch(found, one)) for found in patterns()) != 1]

    assert unknown == []


def test_the_scenario_that_testers_read_is_one_that_runs() -> None:
    page = (ROOT / "docs" / "how-to" / "test.md").read_text(encoding="utf-8")
    shown = re.search(r"```gherkin\n(.*?)```", page, re.DOTALL)

    assert shown is not None
    assert shown[1] == (ROOT / "features" / "wachten.feature").read_text(encoding="utf-8")


def test_a_task_that_somebody_does_not_have_is_one_that_others_may_have() -> None:
    """Otherwise the sentence would hold whatever happens, as after a task got another name."""
    features = sorted((ROOT / "features").glob("*.feature"))
    absent = {name for path in features for name in HAS_NO_TASK.findall(path.read_text(encoding="utf-8"))}
    models = [etree.parse(path) for path in (ROOT / "bpmn").glob("*.bpmn")]
    tasks = {task.get("name") for model in models for task in model.iter(f"{BPMN}userTask")}

    assert absent
    assert absent - tasks == set()
