"""Steps about tasks: who has them, what they show, who completes them with what."""

from __future__ import annotations

from datetime import datetime, timedelta

from pytest_bdd import parsers, step

from features.steps.forms import as_shown, fields, fill, find, read
from features.steps.tables import Rows, pairs, shows, shows_only
from features.steps.world import ZONE, World


def _complete(world: World, person: str, name: str, rows: Rows) -> None:
    task, refusal = world.claimed(person, name)
    if refusal is not None:
        world.did(refusal)
        return
    form = world.service.get(person, f"/tasks/{task['id']}/form").expect(200)
    rows = [(label, world.numbered(text)) for label, text in rows]
    variables = fill(form["schema"], rows, form["data"], world.now())
    path = f"/tasks/{task['id']}/completion"
    world.did(world.service.change(person, "POST", path, {"variables": variables}))


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" afrondt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" completes the task "(?P<name>[^"]+)" with:'))
def complete_with(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    _complete(world, person, name, pairs(datatable))


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" afrondt'))
@step(parsers.re(r'"(?P<person>[^"]+)" completes the task "(?P<name>[^"]+)"'))
def complete(world: World, person: str, name: str) -> None:
    _complete(world, person, name, [])


@step(parsers.re(r'heeft "(?P<person>[^"]+)" de taak "(?P<name>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" has the task "(?P<name>[^"]+)"'))
def has_task(world: World, person: str, name: str) -> None:
    world.task(person, name)


@step(parsers.re(r'heeft "(?P<person>[^"]+)" geen taak "(?P<name>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" has no task "(?P<name>[^"]+)"'))
def has_no_task(world: World, person: str, name: str) -> None:
    assert not world.tasks(person, name), f'{person} has a task "{name}"'


@step(parsers.re(r'"(?P<person>[^"]+)" de afgeronde taak "(?P<name>[^"]+)" van "(?P<other>[^"]+)" opent'))
@step(parsers.re(r'"(?P<person>[^"]+)" opens the completed task "(?P<name>[^"]+)" of "(?P<other>[^"]+)"'))
def opens_completed(world: World, person: str, name: str, other: str) -> None:
    """Who knows the id of somebody's task asks for what was filled in there."""
    done = world.service.pages(other, "/tasks", rootInstanceId=world.case.id, state="completed")
    found = [task["id"] for task in done if task["name"] == name]
    assert found, f'{other} has completed no task "{name}"'
    answers = [world.service.get(person, f"/tasks/{found[0]}{part}") for part in ("", "/form")]
    world.refusal = answers[0] if all(answer.refused for answer in answers) else None


def _due(world: World, person: str, name: str) -> tuple[datetime, datetime]:
    world.claimed(person, name)
    due = world.task(person, name)["dueAt"]
    assert due is not None, f'the task "{name}" has no due date'
    return world.now(), datetime.fromisoformat(due).astimezone(ZONE)


@step(
    parsers.re(
        r'moet "(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" binnen (?P<number>\d+) werkdag(en)? afronden'
    )
)
@step(
    parsers.re(
        r'"(?P<person>[^"]+)" must complete the task "(?P<name>[^"]+)" within (?P<number>\d+) working days?'
    )
)
def due_in_working_days(world: World, person: str, name: str, number: str) -> None:
    now, due = _due(world, person, name)
    expected = world.after_working_days(now, int(number)).date()
    assert due.date() == expected, f"it is due on {due.date()}, not on {expected}"


@step(parsers.re(r'moet "(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" binnen (?P<number>\d+) uur afronden'))
@step(
    parsers.re(r'"(?P<person>[^"]+)" must complete the task "(?P<name>[^"]+)" within (?P<number>\d+) hours?')
)
def due_in_hours(world: World, person: str, name: str, number: str) -> None:
    now, due = _due(world, person, name)
    assert due - now == timedelta(hours=int(number)), f"it is due in {due - now}"


@step(parsers.re(r'heeft "(?P<person>[^"]+)" meer dan (?P<days>\d+) dagen voor de taak "(?P<name>[^"]+)"'))
@step(parsers.re(r'"(?P<person>[^"]+)" has more than (?P<days>\d+) days for the task "(?P<name>[^"]+)"'))
def has_more_time(world: World, person: str, days: str, name: str) -> None:
    now, due = _due(world, person, name)
    assert due - now > timedelta(days=int(days)), f"it is due in {due - now}"


@step(parsers.re(r'toont de taak "(?P<name>[^"]+)" aan "(?P<person>[^"]+)":'))
@step(parsers.re(r'the task "(?P<name>[^"]+)" shows "(?P<person>[^"]+)":'))
def task_shows(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    rows = as_shown(pairs(datatable), world.now())
    schema, data = _form(world, person, name)
    known = fields(schema)
    shows({label: read(*find(known, label), data) for label, _ in rows}, rows)


@step(parsers.re(r'toont de taak "(?P<name>[^"]+)" aan "(?P<person>[^"]+)" alleen:'))
@step(parsers.re(r'the task "(?P<name>[^"]+)" shows "(?P<person>[^"]+)" only:'))
def task_shows_only(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    rows = as_shown(pairs(datatable), world.now())
    schema, data = _form(world, person, name)
    readable = {field.shown: read(field, 0, data) for field in fields(schema)}
    shows_only({label: text for label, text in readable.items() if text is not None}, rows)


def _form(world: World, person: str, name: str) -> tuple[dict[str, object], dict[str, object]]:
    task, refusal = world.claimed(person, name)
    assert refusal is None, f"{person} may not take the task: {refusal and refusal.reasons()}"
    form = world.service.get(person, f"/tasks/{task['id']}/form").expect(200)
    return form["schema"], form["data"]
