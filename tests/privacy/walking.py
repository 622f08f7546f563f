"""Walk one case in each house through the chain by the sentences of a feature, with a canary in each text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from pytest_bdd.feature import get_feature
from pytest_bdd.parser import Step
from pytest_bdd.steps import StepFunctionContext, StepNamePrefix

from features.steps import cases, messages, tasks, time
from features.steps.partners import Message, Partners
from features.steps.service import Answer, Json, Service
from features.steps.world import World
from tests.privacy.canaries import CANARY, Canaries

ROOT = Path(__file__).parents[2]
FORMS = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "forms").glob("*.form"))]
SOUTH = {
    "Anna": "Roos",
    "Bram": "Marieke",
    "Carla": "Tineke",
    "Hilda": "Ursula",
    "Fenna": "Pieter",
    "Ids": "Vincent",
    "Doutzen": "Noud",
    "Noord": "Zuid",
    "noordstad": "zuidstad",
    "noord": "zuid",
}
"""Who and what stands in the house Zuid for the people and organisations of the feature."""
WEIGHS = (
    '"Sjef" de taak "Meewegen in de triage" afrondt met:',
    [
        ["Oordeel van het weegteam", "Hoort in het huis"],
        ["Toelichting van het weegteam", "Drie ketens, al lang"],
    ],
)
"""What the weighing team of Zuid does before its director decides; Noord has none."""
_AN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


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
    """A client that puts a canary into each free text that its people send.

    Args:
        canaries: keeps what was planted.
        before_completion: is told who is about to complete which task.
        delivered: what partners took in, by their names; once a walk has ended.
    """

    canaries: Canaries = field(default_factory=Canaries)
    before_completion: Callable[[str, str], None] = lambda name, task_id: None
    delivered: Mapping[str, Sequence[Message]] = field(default_factory=dict)

    def change(self, name: str, method: str, path: str, body: Json) -> Answer:
        organisation = self.person(name)["organisation"]
        if path == "/cases":
            number = self.canaries.new_number(organisation, "subject.bsn")
            born = self.canaries.new_date(organisation, "subject.birthDate")
            subject = {**body["variables"]["subject"], "bsn": number, "birthDate": born}
            body = {**body, "variables": {**body["variables"], "subject": subject}}
        if "variables" in body and path != "/expression-evaluations":
            body = {**body, "variables": self._planted(body["variables"], "", organisation)}
        if path.endswith("/completion"):
            self.before_completion(name, path.split("/")[2])
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
            self.canaries.note(organisation, path, data)
            return data
        return data if CANARY.fullmatch(data) else self.canaries.new(organisation, path)


def _contexts(*modules: ModuleType) -> list[StepFunctionContext]:
    prefix = StepNamePrefix.step_def.value
    return [
        vars(module)[name]._get_wrapped_function()()
        for module in modules
        for name in vars(module)
        if name.startswith(prefix)
    ]


_TIME = {id(context.step_func) for context in _contexts(time)}


def walk(service: Planting) -> Iterator[Mapping[str, World]]:
    """Take a case through the whole chain in both houses, and stop after each step.

    A report to Veilig Thuis goes out, is answered twice, and the case goes on to the end of its aftercare.

    Args:
        service: on the virtual clock.
    """
    partners = Partners(lambda: service.public("/jwks"))
    _register(service, partners)
    worlds = {house: World(service, partners) for house in ("noord", "zuid")}
    contexts = _contexts(cases, tasks, time, messages)
    for step in _journey():
        table = step.datatable.raw() if step.datatable else None
        context = next(one for one in contexts if one.parser.is_matching(step.name))
        for house, world in worlds.items():
            if house == "zuid" and id(context.step_func) in _TIME:
                continue  # time passes in all houses at once
            if house == "zuid" and '"Triagebesluit"' in step.name:
                _do(context, world, *WEIGHS)
            change: Callable[[str], str] = _southern if house == "zuid" else str
            _do(
                context, world, change(step.name), table and [[change(cell) for cell in row] for row in table]
            )
            assert world.refusal is None, world.refusal.reasons()
        if all(world.current is not None for world in worlds.values()):
            yield worlds
    assert all(partners.named(f"Veilig Thuis {house}").messages() for house in ("Noord", "Zuid"))
    service.delivered = {desk.name: desk.messages() for desk in partners.desks()}
    partners.close()


def _journey() -> list[Step]:
    """What people do in three scenarios; what these expect is not asked here."""
    through = _acts("veilig-thuis.feature", "Een onbevestigde overdracht houdt de afsluiting tegen")
    heard = _acts("veilig-thuis.feature", "Veilig Thuis pakt de melding op")
    (receipt,) = (step for step in heard if 'antwoordt "ontvangst"' in step.name)
    sent = next(place for place, step in enumerate(through) if "Bericht vrijgeven" in step.name) + 1
    ends = "Na twee nazorgcontacten en twaalf maanden is de casus afgesloten en ziet niemand hem nog"
    after = _acts("afsluiting.feature", ends)
    closing = next(place for place, step in enumerate(after) if "Slotevaluatie" in step.name)
    return [*through[:sent], receipt, *through[sent:], *after[closing:]]


def _acts(feature: str, scenario: str) -> list[Step]:
    steps = get_feature(str(ROOT / "features"), feature).scenarios[scenario].render({}).steps
    return [step for step in steps if step.type != "then"]


def _register(service: Service, partners: Partners) -> None:
    administrators = service.holders("administrator")[:2]
    for partner in service.pages(administrators[0], "/partners"):
        entry = {key: partner[key] for key in ("name", "kind", "partnerships")}
        body = {**entry, "address": partners.address(partner["name"])}
        for administrator in administrators:
            service.change(administrator, "PUT", f"/partners/{partner['id']}", body).expect(200)


def _do(context: StepFunctionContext, world: World, name: str, table: list[list[str]] | None) -> None:
    arguments = context.parser.parse_arguments(name) or {}
    if table is not None:
        arguments["datatable"] = table
    context.step_func(world, **arguments)


def _southern(text: str) -> str:
    for north, south in SOUTH.items():
        text = re.sub(rf"\b{north}\b", south, text) if north[0].isupper() else text.replace(north, south)
    return text
