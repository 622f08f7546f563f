"""Pages that are run: their `sh` blocks as one shell session, each with the answer shown after it."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ADDRESS = "http://127.0.0.1:8000"
"""Where the pages say that the service answers."""

LEFT_OUT = "…"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_SHOWN = ("json", "text")
_VARYING = (
    (re.compile(r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(\.\d+)?\b"), "<id>"),
    (re.compile(r"\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|@[A-Za-z/]+)?"), "<moment>"),
    (re.compile(r"\b\d{4}-\d\d-\d\d\b"), "<date>"),
    (re.compile(r"-\d{4}-\d{5}\b"), "-<number>"),
)


@dataclass(frozen=True)
class Step:
    """One block of a page.

    Args:
        line: where it begins.
        commands: what a reader types.
        kind: of what is shown after it, `json` or `text`; None when nothing is.
        shown: what the page shows as the output.
    """

    line: int
    commands: str
    kind: str | None
    shown: str


def steps(page: Path) -> list[Step]:
    """The `sh` blocks of a page; a `json` or `text` block right after one is its output."""
    text = page.read_text(encoding="utf-8")
    blocks = [(text.count("\n", 0, found.start()) + 1, found[1], found[2]) for found in _FENCE.finditer(text)]
    return [
        Step(line, body, kind, shown) if kind in _SHOWN else Step(line, body, None, "")
        for (line, language, body), (_, kind, shown) in pairwise([*blocks, (0, "", "")])
        if language == "sh"
    ]


def run(page: Path, environment: Mapping[str, str], address: str, commands: Path, folder: Path) -> list[str]:
    """Run the blocks of a page in one shell and return the output of each.

    Args:
        page: which.
        environment: of the shell.
        address: where the service answers in fact.
        commands: folder of the commands that a reader finds in `.venv/bin`.
        folder: for the outputs.
    """
    script = [f"cd {ROOT}"]
    for number, step in enumerate(steps(page)):
        body = step.commands.replace(ADDRESS, address).replace(".venv/bin", str(commands))
        ends_well = "" if step.kind else f' || {{ echo "line {step.line} fails" >&2; exit 1; }}'
        script.append(f"{{\n{body}\n}} > {folder}/{number} 2>&1{ends_well}")
    done = subprocess.run(
        ["bash", "-c", "\n".join([*script, "true"])],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, f"{page.name}: {done.stderr}{_last_output(folder)}"
    return [(folder / str(number)).read_text(encoding="utf-8") for number in range(len(steps(page)))]


def _last_output(folder: Path) -> str:
    newest = max(folder.iterdir(), key=lambda path: int(path.name))
    return newest.read_text(encoding="utf-8")


def difference(step: Step, output: str) -> str | None:
    """Tell where an output differs from what the page shows; ids, moments and case numbers may be others."""
    if step.kind == "json":
        return _json_difference(json.loads(_settled(step.shown)), json.loads(_settled(output)), "")
    if step.kind == "text":
        return _text_difference(_settled(step.shown).strip(), _settled(output).strip())
    return None


def _settled(text: str) -> str:
    for pattern, stands_for in _VARYING:
        text = pattern.sub(stands_for, text)
    return text


def _json_difference(shown: Any, found: Any, place: str) -> str | None:
    if shown in (LEFT_OUT, found):
        return None
    if isinstance(shown, dict) and isinstance(found, dict):
        return _member_difference(shown, found, place)
    if isinstance(shown, list) and isinstance(found, list):
        return _item_difference(shown, found, place)
    return f"{place or 'the answer'} is {found!r}, the page shows {shown!r}"


def _member_difference(shown: dict[str, Any], found: dict[str, Any], place: str) -> str | None:
    surplus = set() if LEFT_OUT in shown else found.keys() - shown.keys()
    missing = shown.keys() - found.keys() - {LEFT_OUT}
    if surplus or missing:
        return f"{place or 'the answer'} has {sorted(found)}, the page shows {sorted(shown)}"
    return next(
        filter(
            None,
            (_json_difference(shown[key], found[key], f"{place}/{key}") for key in found if key in shown),
        ),
        None,
    )


def _item_difference(shown: list[Any], found: list[Any], place: str) -> str | None:
    wanted = shown[:-1] if shown[-1:] == [LEFT_OUT] else shown
    if len(found) < len(wanted) or (wanted is shown and len(found) != len(shown)):
        return f"{place} has {len(found)} items, the page shows {len(shown)}"
    pairs = enumerate(zip(wanted, found, strict=False))
    return next(
        filter(None, (_json_difference(one, other, f"{place}/{number}") for number, (one, other) in pairs)),
        None,
    )


def _text_difference(shown: str, found: str) -> str | None:
    pattern = ".*".join(re.escape(part) for part in shown.split(LEFT_OUT))
    return (
        None
        if re.fullmatch(pattern, found, re.DOTALL)
        else f"the output is\n{found}\nthe page shows\n{shown}"
    )
