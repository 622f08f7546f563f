"""Camunda element templates: our properties and job types, to be picked from a list.

`python -m engine.model.reference.templates docs/templates` writes them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from engine.model.dialect import FIGURES, Property
from engine.model.reference.places import CHOICES, PLACES, Place

_SCHEMA = "https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json"
_VERSION = 1

Template = dict[str, object]


def templates() -> Mapping[str, str]:
    """File name -> content, each a list of one template."""
    files = {f"{place.id}.json": _of_place(place) for place in PLACES}
    files["partner-message.json"] = _partner_message()
    files["document.json"] = _document()
    files["figures.json"] = _figures()
    files["message-send-task.json"] = _message("send-task", "SendTask", None)
    files["message-throw-event.json"] = _message("throw-event", "IntermediateThrowEvent", "Message")
    files["message-end-event.json"] = _message("end-event", "EndEvent", "Message")
    return {
        name: json.dumps([template], indent=2, ensure_ascii=False) + "\n" for name, template in files.items()
    }


def _template(name: str, id_: str, description: str, element: str, event: str | None) -> Template:
    found: Template = {
        "$schema": _SCHEMA,
        "name": name,
        "id": f"ketenmotor.{id_}",
        "version": _VERSION,
        "description": description,
        "appliesTo": [f"bpmn:{element}"],
    }
    if event == "Message":  # for a timer the editor's schema asks for the timer's own fields as well
        found["elementType"] = {"value": f"bpmn:{element}", "eventDefinition": f"bpmn:{event}EventDefinition"}
    return found


def _of_place(place: Place) -> Template:
    return {
        **_template(
            f"Ketenmotor: {place.label.lower()}",
            place.id,
            f"What Ketenmotor reads on a {place.label.lower()} beside the standard.",
            place.element,
            place.event,
        ),
        "properties": [_entry(name, entry) for name, entry in place.properties()],
    }


def _entry(name: str, entry: Property) -> Template:
    found: Template = {
        "label": name,
        "description": f"{entry.meaning} Value: {entry.value}.",
        "type": "String",
        "optional": True,
        "binding": {"type": "zeebe:property", "name": name},
    }
    if name in CHOICES:
        found["type"] = "Dropdown"
        found["choices"] = [{"name": choice, "value": choice} for choice in CHOICES[name]]
    elif entry.value.startswith("FEEL"):
        found["feel"] = "required"
    return found


def _job_type(kind: str) -> Template:
    return {"type": "Hidden", "value": kind, "binding": {"type": "zeebe:taskDefinition", "property": "type"}}


def _input(name: str, label: str, description: str, *, required: bool) -> Template:
    found: Template = {
        "label": label,
        "description": description,
        "type": "String",
        "feel": "required",
        "binding": {"type": "zeebe:input", "name": name},
    }
    if required:
        found["constraints"] = {"notEmpty": True}
    else:
        found["optional"] = True
    return found


def _partner_message() -> Template:
    return {
        **_template(
            "Ketenmotor: message to a partner",
            "partner-message",
            "Sends a signed message to a partner. Its inputs are the whitelist: add one for each field, "
            "`payload.name`, from a field and never from a whole variable.",
            "ServiceTask",
            None,
        ),
        "properties": [
            _job_type("ketenmotor:partner-message"),
            _input("partner", "Partner", "Id of the partner in the register.", required=True),
            _input("messageName", "Message name", "What the partner knows the message by.", required=True),
            _input("reference", "Reference", "What an answer refers to.", required=False),
        ],
    }


def _message(id_: str, element: str, event: str | None) -> Template:
    return {
        **_template(
            "Ketenmotor: message within the house",
            f"message-{id_}",
            "Publishes a message to exactly one receiver in the house. Add an input `payload.name` for each "
            "field that it carries.",
            element,
            event,
        ),
        "properties": [
            _job_type("ketenmotor:message"),
            _input("messageName", "Message name", "Name of the message that is waited for.", required=True),
            _input("correlationKey", "Correlation key", "Which instance the message is for.", required=False),
            _input(
                "receiver", "Receiver", '`"required"`: an error when nobody waits for it.', required=False
            ),
            _input("house", "House", "From the office of all houses: which one it is for.", required=False),
        ],
    }


def _document() -> Template:
    return {
        **_template(
            "Ketenmotor: document of a template",
            "document",
            "Makes a document of a template. The template sees its inputs and nothing else: add one for each "
            "field, `data.name`, from a field and never from a whole variable.",
            "ServiceTask",
            None,
        ),
        "properties": [
            _job_type("ketenmotor:document"),
            _input("template", "Template", 'Id of the template, as a text: ="welcome".', required=True),
            _input("title", "Title", "What the document is called; default the template's.", required=False),
            _input("organisation", "For", "Id of the organisation that it is for.", required=False),
        ],
    }


def _figures() -> Template:
    return {
        **_template(
            "Ketenmotor: figures of a measure",
            "figures",
            "Reads the figures of a measure for a calendar year into `figures`: small cells are kept back.",
            "ServiceTask",
            None,
        ),
        "properties": [
            _job_type(FIGURES),
            _input("measure", "Measure", 'Id of the measure: ="K1".', required=True),
            _input("year", "Year", "The calendar year.", required=True),
            _input("of", "Of", '="houses" for all together; default the own house.', required=False),
        ],
    }


if __name__ == "__main__":
    for file, content in templates().items():
        (Path(sys.argv[1]) / file).write_text(content, encoding="utf-8")
