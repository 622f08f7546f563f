"""Steps about tasks: who has them, who does them, with what."""

from __future__ import annotations

from pytest_bdd import given, parsers, step, then

from features.steps.forms import fill, labelled
from features.steps.service import Answer
from features.steps.tables import pairs, same
from features.steps.world import World


def _complete(
    world: World, person: str, name: str, rows: list[tuple[str, str]], about: str | None = None
) -> Answer:
    task = world.task(person, name, about)
    if task["assignee"] is None:
        claim = _claim(world, person, task["id"])
        if claim.refused:
            return claim
    form = world.service.get(person, f"/tasks/{task['id']}/form")
    if form.refused:
        return form
    variables = fill(form.body["schema"], rows, form.body["data"])
    return world.service.post(person, f"/tasks/{task['id']}/completion", {"variables": variables})


def _claim(world: World, person: str, task_id: str) -> Answer:
    assignee = {"assignee": world.service.person(person)["id"]}
    return world.service.put(person, f"/tasks/{task_id}/assignee", assignee)


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" van "(?P<about>[^"]+)" afrondt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" completes the task "(?P<name>[^"]+)" of "(?P<about>[^"]+)" with:'))
def complete_one_of_several(
    world: World, person: str, name: str, about: str, datatable: list[list[str]]
) -> None:
    _complete(world, person, name, pairs(datatable), about).expect(200)


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" afrondt met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" completes the task "(?P<name>[^"]+)" with:'))
def complete_with(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    _complete(world, person, name, pairs(datatable)).expect(200)


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" afrondt'))
@step(parsers.re(r'"(?P<person>[^"]+)" completes the task "(?P<name>[^"]+)"'))
def complete(world: World, person: str, name: str) -> None:
    _complete(world, person, name, []).expect(200)


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" probeert af te ronden met:'))
@step(parsers.re(r'"(?P<person>[^"]+)" tries to complete the task "(?P<name>[^"]+)" with:'))
def try_to_complete_with(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    world.refused(_complete(world, person, name, pairs(datatable)))


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" probeert af te ronden'))
@step(parsers.re(r'"(?P<person>[^"]+)" tries to complete the task "(?P<name>[^"]+)"'))
def try_to_complete(world: World, person: str, name: str) -> None:
    world.refused(_complete(world, person, name, []))


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" oppakt'))
@step(parsers.re(r'"(?P<person>[^"]+)" claims the task "(?P<name>[^"]+)"'))
def claim(world: World, person: str, name: str) -> None:
    _claim(world, person, world.task(person, name)["id"]).expect(200, 204)


@step(parsers.re(r'"(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" probeert op te pakken'))
@step(parsers.re(r'"(?P<person>[^"]+)" tries to claim the task "(?P<name>[^"]+)"'))
def try_to_claim(world: World, person: str, name: str) -> None:
    world.refused(_claim(world, person, world.task(person, name)["id"]))


@then(parsers.re(r'heeft "(?P<person>[^"]+)" de taak "(?P<name>[^"]+)"'))
@then(parsers.re(r'"(?P<person>[^"]+)" has the task "(?P<name>[^"]+)"'))
def has_task(world: World, person: str, name: str) -> None:
    world.task(person, name)


@then(parsers.re(r'heeft "(?P<person>[^"]+)" (?P<count>\d+) taken "(?P<name>[^"]+)"'))
@then(parsers.re(r'"(?P<person>[^"]+)" has (?P<count>\d+) tasks "(?P<name>[^"]+)"'))
def has_tasks(world: World, person: str, name: str, count: str) -> None:
    assert len(world.tasks(person, name)) == int(count)


@then(parsers.re(r'heeft "(?P<person>[^"]+)" geen taak "(?P<name>[^"]+)"'))
@then(parsers.re(r'"(?P<person>[^"]+)" has no task "(?P<name>[^"]+)"'))
def has_no_task(world: World, person: str, name: str) -> None:
    assert not world.tasks(person, name), f'{person} has a task "{name}"'


@then(parsers.re(r'heeft "(?P<person>[^"]+)" de taak "(?P<name>[^"]+)" met uiterste datum "(?P<date>[^"]+)"'))
@then(parsers.re(r'"(?P<person>[^"]+)" has the task "(?P<name>[^"]+)" due on "(?P<date>[^"]+)"'))
def has_task_due(world: World, person: str, name: str, date: str) -> None:
    due = world.task(person, name)["dueAt"]
    assert due is not None, f'the task "{name}" has no due date'
    assert world.local(due).startswith(date), f'the task "{name}" is due at {world.local(due)}'


@then(parsers.re(r'ziet "(?P<person>[^"]+)" bij de taak "(?P<name>[^"]+)" alleen:'))
@then(parsers.re(r'"(?P<person>[^"]+)" sees in the task "(?P<name>[^"]+)" only:'))
def sees_in_task(world: World, person: str, name: str, datatable: list[list[str]]) -> None:
    task = world.task(person, name)
    form = world.service.get(person, f"/tasks/{task['id']}/form").expect(200)
    same(labelled(form["schema"], form["data"]), dict(pairs(datatable)))


@given(parsers.re(r'"(?P<person>[^"]+)" heeft de taak "(?P<name>[^"]+)"'))
@given(parsers.re(r'that "(?P<person>[^"]+)" has the task "(?P<name>[^"]+)"'))
def given_task(world: World, person: str, name: str) -> None:
    world.task(person, name)
