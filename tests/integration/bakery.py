"""A small case type with forms, and people who see different parts of it."""

import json

from engine.access.person import Person
from engine.commands.deploy import Deployment, deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from tests.integration.world import HOUSE, flow, model

ADA = Person("ada", "Ada", (HOUSE,), "molen", frozenset({"baker"}))
BEN = Person("ben", "Ben", (HOUSE,), "winkel", frozenset({"guest"}))
CAS = Person("cas", "Cas", (HOUSE,), "winkel", frozenset({"guest"}))

MANIFEST = {
    "manifest": 1,
    "name": "Bakkerij",
    "roles": [{"id": "baker", "label": "Bakker"}, {"id": "guest", "label": "Gast"}],
    "categories": [
        {"id": "ordinary", "label": "Gewoon", "readers": ["baker", "guest"]},
        {"id": "secret", "label": "Geheim", "readers": ["baker"]},
    ],
    "purposes": [{"id": "bread", "label": "Brood", "description": "Brood bakken."}],
    "regimes": [],
    "stages": [{"id": "order", "label": "Bestelling"}, {"id": "tasting", "label": "Proeverij"}],
    "organisationKinds": [],
    "exchangeStatuses": [],
}


def field(key: str, audience: str, *, type_: str = "textfield", **others: object) -> dict[str, object]:
    """A field with an audience."""
    properties = {"audience": audience, **({"category": "secret"} if key == "recipe" else {})}
    return {
        "type": type_,
        "id": f"field-{key}",
        "key": key,
        "label": key.title(),
        "properties": properties,
        **others,
    }


def form(id_: str, *fields: dict[str, object]) -> Resource:
    """A form file."""
    document = {"type": "default", "id": id_, "components": list(fields)}
    return Resource(f"{id_}.form", json.dumps(document).encode())


ORDER = form(
    "order", field("bread", "baker, guest", validate={"required": True}), field("recipe", "baker, guest")
)
TASTE = form(
    "taste",
    field("bread", "baker, guest", readonly=True),
    field("recipe", "baker, guest"),
    field("opinion", "baker, guest:own"),
    field("note", "baker"),
)


def task(id_: str, group: str, form_id: str, extra: str = "") -> str:
    """A user task with a form."""
    return (
        f'<bpmn:userTask id="{id_}" name="{id_.title()}"><bpmn:extensionElements><zeebe:userTask />'
        f'<zeebe:formDefinition formId="{form_id}" />'
        f'<zeebe:assignmentDefinition candidateGroups="{group}" />'
        f"<zeebe:properties>{extra}</zeebe:properties></bpmn:extensionElements></bpmn:userTask>"
    )


PROCESS = model(
    '<bpmn:startEvent id="start"><bpmn:extensionElements><zeebe:formDefinition formId="order" />'
    "</bpmn:extensionElements></bpmn:startEvent>"
    + task("bake", "baker", "order", '<zeebe:property name="stage" value="order" />')
    + task("taste", "guest@winkel", "taste", '<zeebe:property name="stage" value="tasting" />')
    + '<bpmn:endEvent id="end" />'
    + flow("start", "bake")
    + flow("bake", "taste")
    + flow("taste", "end"),
    process="bakery",
    properties='<zeebe:property name="caseType" value="loaf" />'
    '<zeebe:property name="purpose" value="bread" />',
)


def resources() -> list[Resource]:
    """All files of the case type."""
    return [
        Resource("chain.json", json.dumps(MANIFEST).encode()),
        Resource("bakery.bpmn", PROCESS),
        ORDER,
        TASTE,
    ]


def deploy_bakery(services: Services) -> Deployment:
    """Deploy the case type for all houses."""
    return deploy(services, None, resources())
