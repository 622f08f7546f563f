"""The elements that an editor offers properties on, each with a readable name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.model.dialect import PROPERTIES, Property

_DESCRIBED = {
    "message event": ("Message",),
    "timer event": ("Timer",),
    "cycle timer": ("Timer",),
}


@dataclass(frozen=True, slots=True)
class Place:
    """An element type, with the event definition that it needs, if any."""

    id: str
    label: str
    element: str
    event: str | None = None

    def properties(self) -> Iterator[tuple[str, Property]]:
        """The properties that apply here."""
        for name, entry in PROPERTIES.items():
            if any(self._is(place) for place in entry.on):
                yield name, entry

    def _is(self, place: str) -> bool:
        if place in _DESCRIBED:
            return self.event in _DESCRIBED[place]
        if place == "loop":
            return self.element not in ("Process", "DataObjectReference") and not self.element.endswith(
                "Event"
            )
        return place == self.element[0].lower() + self.element[1:]


PLACES: tuple[Place, ...] = (
    Place("process", "Process", "Process"),
    Place("user-task", "User task", "UserTask"),
    Place("service-task", "Service task", "ServiceTask"),
    Place("business-rule-task", "Business rule task", "BusinessRuleTask"),
    Place("script-task", "Script task", "ScriptTask"),
    Place("send-task", "Send task", "SendTask"),
    Place("receive-task", "Receive task", "ReceiveTask"),
    Place("call-activity", "Call activity", "CallActivity"),
    Place("subprocess", "Subprocess", "SubProcess"),
    Place("ad-hoc-subprocess", "Ad-hoc subprocess", "AdHocSubProcess"),
    Place("end-event", "End event", "EndEvent"),
    Place("message-start-event", "Message start event", "StartEvent", "Message"),
    Place("message-catch-event", "Message catch event", "IntermediateCatchEvent", "Message"),
    Place("message-boundary-event", "Message boundary event", "BoundaryEvent", "Message"),
    Place("timer-start-event", "Timer start event", "StartEvent", "Timer"),
    Place("timer-catch-event", "Timer catch event", "IntermediateCatchEvent", "Timer"),
    Place("timer-boundary-event", "Timer boundary event", "BoundaryEvent", "Timer"),
    Place("data-object-reference", "Data object reference", "DataObjectReference"),
)

CHOICES: Mapping[str, tuple[str, ...]] = {
    "participantUntil": ("element", "case"),
    "catchUp": ("latest", "all", "none"),
    "searchable": ("exact",),
    "reckonAgain": ("true", "false"),
    "startsIn": ("houses", "office"),
}
"""Properties whose value is one of a few words."""
