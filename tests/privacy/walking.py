"""Walk one case in each house through the chain by the sentences of a feature, with a canary in each text.

A canary is a word that stands in one field of one case and nowhere else: where it turns up says what leaked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
from pytest_bdd.feature import get_feature
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix

from features.steps import cases, tasks, time
from features.steps.partners import Partners
from features.steps.service import Answer, Json, Service
from features.steps.world import World

ROOT = Path(__file__).parents[2]
FORMS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "forms").glob("*.form"))]
SOUTH = {
    "Anna": "Roos",
    "Bram": "Marieke",
    "Carla": "Tineke",
    "Hilda": "Ursula",
    "Fenna": "Pieter",
    "Ids": "Vincent",
    "noordstad": "zuidstad",
    "noord": "zuid",
}
"""Who and what stands in the house Zuid for the people and organisations of the feature."""
_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CANARY = re.compile(r"Kanarie\d{4}x")


@dataclass
class Canaries:
    """Every canary with the organisation that wrote it."""

    writers: dict[str, str] = field(default_factory=dict)

    def new(self, organisation: str) -> str:
        """Return a word that stands nowhere yet."""
        word = f"Kanarie{len(self.writers):04d}x"
        self.writers[word] = organisation
        return word


def components(
    found: Mapping[str, Any], path: tuple[str, ...] = ()
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield each field of a form with its path as people write it, and each list and group with one."""
    for one in found.get("components", ()):
        inner = (*path, *str(one.get("path") or one.get("key") or "").split(".")) if _named(one) else path
        is_list = one["type"] == "dynamiclist"
        text = ".".join(inner) + ("[]" if is_list else "")
        if _named(one):
            yield text, one
        yield from components(one, (text,) if is_list else inner)


def _named(component: Mapping[str, Any]) -> bool:
    return bool(component.get("path") or component.get("key"))


_FIELDS = [(path, one) for form in FORMS for path, one in components(form)]
FREE_TEXTS = {path for path, _ in _FIELDS} - {
    path
    for path, one in _FIELDS
    if one["type"] not in ("textarea", "textfield") or "pattern" in one.get("validate", {})
}
"""Paths that are a text without a form of its own wherever they stand."""


@dataclass
class Planting(Service):
    """A client that puts a canary into each free text that its people send."""

    canaries: Canaries = field(default_factory=Canaries)

    def change(self, name: str, method: str, path: str, body: Json) -> Answer:
        if path == "/cases" or path.endswith("/completion"):
            organisation = self.person(name)["organisation"]
            body = {**body, "variables": self._planted(body["variables"], "", organisation)}
        return super().change(name, method, path, body)

    def _planted(self, data: Json, path: str, organisation: str) -> Json:
        if isinstance(data, dict):
            return {
                key: self._planted(value, f"{path}.{key}" if path else key, organisation)
                for key, value in data.items()
            }
        if isinstance(data, list):
            return [self._planted(value, f"{path}[]", organisation) for value in data]
        if not isinstance(data, str) or path not in FREE_TEXTS or _AN_ID.fullmatch(data):
            return data
        return data if CANARY.fullmatch(data) else self.canaries.new(organisation)


def _contexts(*modules: ModuleType) -> list[StepFunctionContext]:
    prefix = StepNamePrefix.step_def.value
    return [
        vars(module)[name]._get_wrapped_function()()
        for module in modules
        for name in vars(module)
        if name.startswith(prefix)
    ]


_TIME = {id(context.step_func) for context in _contexts(time)}


def walk(
    client: httpx.Client, feature: str, scenario: str, canaries: Canaries
) -> Iterator[Mapping[str, World]]:
    """Do the steps of a scenario in both houses, and stop after each in which something was done.

    Args:
        client: of a service on the virtual clock.
        feature: file name in `features/`.
        scenario: its name.
        canaries: keeps what was planted.
    """
    found = get_feature(str(ROOT / "features"), feature)
    service = Planting(client, canaries=canaries)
    partners = Partners(dict)
    worlds = {house: World(service, partners) for house in ("noord", "zuid")}
    contexts = _contexts(cases, tasks, time)
    for step in found.scenarios[scenario].render({}).steps:
        table = step.datatable.raw() if step.datatable else None
        context = next(one for one in contexts if one.parser.is_matching(step.name))
        for house, world in worlds.items():
            if house == "zuid" and id(context.step_func) in _TIME:
                continue  # time passes in all houses at once
            change: Callable[[str], str] = _southern if house == "zuid" else str
            _do(
                context, world, change(step.name), table and [[change(cell) for cell in row] for row in table]
            )
            assert world.refusal is None, world.refusal.reasons()
        if table is not None:
            yield worlds
    partners.close()


def _do(context: StepFunctionContext, world: World, name: str, table: list[list[str]] | None) -> None:
    arguments = context.parser.parse_arguments(name) or {}
    if table is not None:
        arguments["datatable"] = table
    context.step_func(world, **arguments)


def _southern(text: str) -> str:
    for north, south in SOUTH.items():
        text = re.sub(rf"\b{north}\b", south, text) if north[0].isupper() else text.replace(north, south)
    return text
