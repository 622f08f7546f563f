"""The reference of all rules: `python -m engine.model.lint.reference > docs/reference/lint.md`."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from engine.model.finding import Severity
from engine.model.lint.registry import RULES
from engine.model.lint.rule import Basis, Rule

_READING: Mapping[str, str] = {
    "xml": "The file is no well-formed XML, has a DOCTYPE, is no BPMN 2.0, is larger than 2 MB, nests "
    "subprocesses more than 50 deep, or has an element with more than 1,000 attributes.",
    "feel": "An expression is no FEEL. The finding gives the line and column inside the expression.",
    "feel-function": "An expression calls a function that nobody offers. A warning: the result is null.",
    "expression-language": "An expression is written in another language, such as `${...}`. "
    "The finding gives the FEEL to write.",
    "expression-empty": "An expression has no text.",
    "variable-name": "A name that expressions read may hold letters, digits and underscores only.",
    "property-value": "The value of one of our own properties cannot be read.",
}
"""Rules of the reader itself: what cannot be read cannot be checked either."""

_INTRODUCTION = """# Lint rules

`ketenmotor lint PATH` and `POST /deployments` check each file by these rules and give the same findings. An
**error** refuses the process that it stands in; outside any process it refuses the file. A rule of the
**standard** holds for every process; a rule of **execution** is only an info in a process whose
`isExecutable` is not true, because nobody can start it.

This page is generated from the rules themselves.
"""


def markdown() -> str:
    """The whole page."""
    parts = [_INTRODUCTION, "## When a file is read\n"]
    parts += [f"### `{name}`\n\n{why}\n" for name, why in sorted(_READING.items()) if name not in _ids()]
    for package, heading in _HEADINGS.items():
        rules = [rule for rule in RULES if _package(rule) == package]
        parts.append(f"## {heading}\n")
        parts += [_entry(rule) for rule in rules]
    return "\n".join(parts)


_HEADINGS: Mapping[str, str] = {
    "structure": "The file as such",
    "flows": "What may connect to what",
    "events": "Events, links, messages and compensation",
    "gateways": "Gateways",
    "collaboration": "Choreographies, conversations and correlation",
    "activities": "Activities and loops",
    "data": "Data",
    "dialect": "Extensions and execution",
    "cases": "Processes of cases",
    "soundness": "Soundness",
}


def _ids() -> frozenset[str]:
    return frozenset(rule.id for rule in RULES)


def _package(rule: Rule) -> str:
    return rule.check.__module__.split(".")[-2]


def _entry(rule: Rule) -> str:
    severity = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}[rule.severity]
    basis = "standard" if rule.basis is Basis.STANDARD else "execution"
    why = " ".join(rule.why.split())
    return f"### `{rule.id}`\n\n*{severity}, {basis}* · {why}\n\n**Remedy.** {rule.remedy}\n"


if __name__ == "__main__":
    sys.stdout.write(markdown())
