"""Steps about the audit log and emergency access."""

from __future__ import annotations

import base64
import re
from datetime import datetime

from pytest_bdd import parsers, step

from features.steps.forms import fill
from features.steps.service import Json
from features.steps.tables import pairs
from features.steps.world import ZONE, World

YES = {"ja": True, "nee": False, "yes": True, "no": False}


@step(parsers.re(r'leest "(?P<person>[^"]+)" in het logboek van de zaak:'))
@step(parsers.re(r'"(?P<person>[^"]+)" reads in the log of the case:'))
def reads_log(world: World, person: str, datatable: list[list[str]]) -> None:
    """All rows, in this order, among what stands there."""
    entries = _entries(world, person)
    told = [
        [
            entry["person"] or "",
            entry["act"],
            "ja" if entry["refused"] else "nee",
            ", ".join(entry["categories"]),
            entry["purpose"] or "",
        ]
        for entry in entries
    ]
    rest = iter(told)
    for row in datatable[1:]:
        wanted = ["ja" if YES[cell] else "nee" if cell in YES else cell for cell in row[2:3]]
        assert [*row[:2], *wanted, *row[3:]] in rest, f"{row} is not told, or not in this order: {told}"


@step(parsers.re(r"staat in dat logboek nergens (?P<words>.+)"))
@step(parsers.re(r"that log nowhere says (?P<words>.+)"))
def log_never_says(world: World, words: str) -> None:
    text = str(_entries(world, world.service.holders("auditor")[0]))
    for word in re.findall(r'"([^"]+)"', words):
        assert word not in text, f"the log says {word}"


@step(parsers.re(r'"(?P<person>[^"]+)" het logboek van de zaak opvraagt'))
@step(parsers.re(r'"(?P<person>[^"]+)" asks for the log of the case'))
def asks_for_log(world: World, person: str) -> None:
    answer = world.service.get(person, f"/cases/{world.case.id}/audit-log")
    world.refusal = answer if answer.refused else None


@step(
    parsers.re(
        r'kent het logboek de vingerafdruk van het bericht "(?P<name>[^"]+)" aan partner "(?P<partner>[^"]+)"'
    )
)
@step(
    parsers.re(
        r'the log knows the fingerprint of the message "(?P<name>[^"]+)" to partner "(?P<partner>[^"]+)"'
    )
)
def knows_copy(world: World, partner: str, name: str) -> None:
    """The digest that the partner checked is that of the copy in the log."""
    received = [one for one in world.partners.named(partner).messages() if one.body["messageName"] == name]
    assert received, f"{partner} has received no {name}"
    sent = {entry["copyDigest"] for entry in _entries(world, world.service.holders("auditor")[0])}
    for message in received:
        digest = base64.b64decode(message.headers["Digest"].removeprefix("SHA-256="))
        assert digest.hex() in sent, f"the log knows only {sent}"


@step(parsers.re(r'"(?P<person>[^"]+)" noodtoegang neemt zonder reden'))
@step(parsers.re(r'"(?P<person>[^"]+)" takes emergency access without a reason'))
def without_reason(world: World, person: str) -> None:
    _take(world, person, "")


@step(parsers.re(r'"(?P<person>[^"]+)" noodtoegang neemt omdat "(?P<reason>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" takes emergency access because "(?P<reason>[^"]+)"'))
def with_reason(world: World, person: str, reason: str) -> None:
    _take(world, person, reason)


def _take(world: World, person: str, reason: str) -> None:
    path = f"/cases/{world.case.id}/emergency-access"
    world.did(world.service.change(person, "POST", path, {"reason": reason}))


@step(
    parsers.re(
        r'hoort "(?P<officer>[^"]+)" binnen (?P<days>\d+) werkdag(en)? van de noodtoegang van '
        r'"(?P<person>[^"]+)" omdat "(?P<reason>[^"]+)"'
    )
)
@step(
    parsers.re(
        r'"(?P<officer>[^"]+)" hears within (?P<days>\d+) working days? of the emergency access of '
        r'"(?P<person>[^"]+)" because "(?P<reason>[^"]+)"'
    )
)
def hears(world: World, officer: str, days: str, person: str, reason: str) -> None:
    found = world.service.pages(officer, "/tasks", elementId="judge-emergency", state="open")
    forms = [_taken(world, officer, task) for task in found]
    told = [form["data"]["emergency"] for form in forms]
    assert (world.case.number, reason) in [(one["caseNumber"], one["reason"]) for one in told]
    assert world.service.person(person)["name"] in [one["name"] for one in told]
    latest = world.after_working_days(world.now(), int(days)).date()
    assert all(datetime.fromisoformat(task["dueAt"]).astimezone(ZONE).date() <= latest for task in found)


@step(parsers.re(r'beoordeelt "(?P<officer>[^"]+)" de noodtoegang met:'))
@step(parsers.re(r'"(?P<officer>[^"]+)" judges the emergency access with:'))
def judges(world: World, officer: str, datatable: list[list[str]]) -> None:
    for task in world.service.pages(officer, "/tasks", elementId="judge-emergency", state="open"):
        form = _taken(world, officer, task)
        variables = fill(form["schema"], pairs(datatable), form["data"], world.now())
        path = f"/tasks/{task['id']}/completion"
        world.did(world.service.change(officer, "POST", path, {"variables": variables}))
    assert not world.service.pages(officer, "/tasks", elementId="judge-emergency", state="open")


def _taken(world: World, person: str, task: Json) -> Json:
    assignee = {"assignee": world.service.person(person)["id"]}
    world.service.change(person, "PUT", f"/tasks/{task['id']}/assignee", assignee).expect(200)
    return world.service.get(person, f"/tasks/{task['id']}/form").expect(200)


@step(
    parsers.re(
        r'ziet "(?P<auditor>[^"]+)" in de steekproef van deze maand "(?P<kind>[^"]+)" van "(?P<person>[^"]+)"'
    )
)
@step(
    parsers.re(
        r'"(?P<auditor>[^"]+)" sees in the sample of this month "(?P<kind>[^"]+)" of "(?P<person>[^"]+)"'
    )
)
def sampled(world: World, auditor: str, kind: str, person: str) -> None:
    month = world.now().strftime("%Y-%m")
    found = world.service.get(auditor, f"/audit-log/unusual?month={month}").expect(200)["results"]
    wanted = (kind, world.service.person(person)["id"], world.case.house)
    assert wanted in [(one["kind"], one["person"], one["house"]) for one in found], found


def _entries(world: World, person: str) -> list[Json]:
    """What the log of the case tells, the oldest first."""
    return list(reversed(world.service.pages(person, f"/cases/{world.case.id}/audit-log")))
