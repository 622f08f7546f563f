"""The page itself, as Markdown, with a drawing of each diagram beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from features.chain.facts import ProcessFacts, Term, processes, terms
from features.coverage.drawing import draw

MODELS: Final = Path("bpmn")
PAGE: Final = Path("docs/reference/chain.md")
PICTURES: Final = Path("docs/reference/chain")
_HEAD: Final = """# The chain, process by process

Made by `make chain` from `bpmn/` and from what the features did when they last ran; `make test` holds it
equal. How long a term takes, and on what ground, is a row of [`terms.dmn`](../../bpmn/terms.dmn): a house
changes it there.
"""


def contents(verified: Mapping[str, Sequence[str]]) -> dict[Path, str]:
    """Every file of the page with what it holds.

    Args:
        verified: by process id, the feature files whose scenarios went through it.
    """
    found = processes(MODELS)
    rows = terms(MODELS / "terms.dmn")
    callers = _callers(found)
    parts = [_HEAD, _index(found)]
    parts += [_section(facts, rows, callers.get(facts.id, ()), verified.get(facts.id, ())) for facts in found]
    files = {PAGE: "\n".join(parts)}
    for path in sorted({facts.file for facts in found}):
        files[PICTURES / f"{path.stem}.svg"] = draw(path.read_bytes(), {})
    return files


def _callers(found: Sequence[ProcessFacts]) -> dict[str, list[str]]:
    callers: dict[str, list[str]] = {}
    for facts in found:
        for called in facts.calls:
            callers.setdefault(called, []).append(facts.id)
    return callers


def _index(found: Sequence[ProcessFacts]) -> str:
    rows = [f"| [{facts.name}](#{facts.id}) | `{facts.id}` | {facts.about} |" for facts in found]
    return "\n".join(["| process | id | what it does |", "|---|---|---|", *rows, ""])


def _section(
    facts: ProcessFacts, rows: Sequence[Term], callers: Sequence[str], features: Sequence[str]
) -> str:
    lines = [
        f'<a id="{facts.id}"></a>',
        "",
        f"## {facts.name}",
        "",
        facts.about,
        "",
        f"![{facts.name}](chain/{facts.file.stem}.svg)",
        "",
        f"[`{facts.file.as_posix()}`](../../{facts.file.as_posix()})",
        "",
        *_facts(facts, callers, features),
    ]
    if facts.tasks:
        lines += ["", "| task | for |", "|---|---|"]
        lines += [f"| {task.name} | `{_cell(task.groups)}` |" for task in facts.tasks]
    used = [row for term in facts.terms for row in rows if row.id == term]
    if used:
        lines += ["", "| term | length | source | house |", "|---|---|---|---|"]
        lines += [f"| {row.label} | {row.length} | {row.source} | {row.house or 'all'} |" for row in used]
    return "\n".join([*lines, ""])


def _facts(facts: ProcessFacts, callers: Sequence[str], features: Sequence[str]) -> Iterator[str]:
    if facts.case_type is not None:
        yield f"- case type `{facts.case_type}`"
    for what, found in (
        ("stages", facts.stages),
        ("called by", [f"[{one}](#{one})" for one in callers]),
        ("calls", [f"`{one}`" if one.startswith("=") else f"[{one}](#{one})" for one in facts.calls]),
        ("messages to partners", [f"`{one}`" for one in facts.messages_out]),
        ("messages it waits for", [f"`{one}`" for one in facts.messages_in]),
        ("verified by", [f"[{Path(one).name}](../../{one})" for one in features]),
    ):
        if found:
            yield f"- {what}: {', '.join(found)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|") or "-"
