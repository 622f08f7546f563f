"""A script task has exactly one of a FEEL expression, a job, and a standard script in FEEL."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.lint.model import Model, label
from engine.model.lint.rule import Basis, Fault, Rule


def check(model: Model) -> Iterator[Fault]:
    """Script tasks with none or several, or in another language."""
    for task in model.named("scriptTask", "globalScriptTask"):
        script = task.first("script")
        ways = [
            found
            for found in (task.extension("zeebe:script"), task.extension("zeebe:taskDefinition"), script)
            if found is not None
        ]
        if len(ways) != 1:
            yield Fault(task, f"{label(task)} has {len(ways)} scripts")
        elif ways[0] is script:
            language = task.get("scriptFormat") or task.get("scriptLanguage") or ""
            if language and "feel" not in language.lower():
                yield Fault(task, f"the script of {label(task)} is written in `{language}`")


RULE = Rule(
    "script-task-script",
    __doc__ or "",
    "Leave one; write scripts in FEEL.",
    check,
    basis=Basis.EXECUTION,
)
