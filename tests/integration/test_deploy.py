"""Deploying is all or nothing, and counts a version only where something changed."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from engine.access.person import Person
from engine.commands.deploy import DeploymentRefused, deploy
from engine.commands.reading import Resource
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Forbidden, Invalid
from engine.model.finding import Severity
from engine.store.tables.definitions import definition, deployment, resource
from tests.integration.reading import count, open_tasks
from tests.integration.world import (
    ANNA,
    HOUSE,
    MACHINE,
    deploy_model,
    flow,
    model,
    one_after_the_other,
    user_task,
)

DESIGNER = Person("dora", "Dora", (HOUSE,), "house-noord", frozenset({"designer"}))


def start(services: Services, **more: object) -> str:
    return start_instance(services, MACHINE, NewInstance(process_id="p", variables={}, **more)).id  # type: ignore[arg-type]


def test_the_same_file_again_is_the_same_version(services: Services) -> None:
    (first,) = deploy_model(services, model(one_after_the_other("a"))).resources
    (again,) = deploy_model(services, model(one_after_the_other("a"))).resources
    (changed,) = deploy_model(services, model(one_after_the_other("b"))).resources

    assert (first.kind, first.key, first.version, first.unchanged) == ("process", "p", 1, False)
    assert (again.id, again.version, again.unchanged) == (first.id, 1, True)
    assert (changed.version, changed.unchanged) == (2, False)


def bound_process(process: str, body: str) -> Resource:
    body = f'<bpmn:startEvent id="start" />{body}<bpmn:endEvent id="end" />'
    body += flow("start", "a") + flow("a", "end")
    return Resource(f"{process}.bpmn", model(body, process=process))


def bound_form(label: str) -> Resource:
    field = {"type": "textfield", "id": "t", "key": "t", "label": label}
    return Resource("f.form", json.dumps({"type": "default", "id": "f", "components": [field]}).encode())


def versions(services: Services, *files: Resource) -> dict[str, int]:
    return {found.key: found.version for found in deploy(services, None, list(files)).resources}


@pytest.mark.parametrize(("binding", "expected"), [("deployment", 2), ("latest", 1)])
def test_a_process_gets_a_version_with_what_it_is_deployed_with(
    services: Services, binding: str, expected: int
) -> None:
    inner = bound_process(
        "inner", user_task("a", extra=f'<zeebe:formDefinition formId="f" bindingType="{binding}" />')
    )
    outer = bound_process(
        "outer",
        '<bpmn:callActivity id="a"><bpmn:extensionElements>'
        f'<zeebe:calledElement processId="inner" bindingType="{binding}" />'
        "</bpmn:extensionElements></bpmn:callActivity>",
    )
    assert versions(services, outer, inner, bound_form("one")) == {"outer": 1, "inner": 1, "f": 1}
    assert versions(services, outer, inner, bound_form("one")) == {"outer": 1, "inner": 1, "f": 1}

    assert versions(services, bound_form("two")) == {"f": 2}
    assert versions(services, inner) == {"inner": 1}, "without the form it keeps the one that it has"
    assert versions(services, outer, inner, bound_form("two")) == {
        "outer": expected,
        "inner": expected,
        "f": 2,
    }
    assert versions(services, outer, inner, bound_form("two"))["outer"] == expected


def test_instances_start_in_the_latest_version_or_the_one_that_is_named(services: Services) -> None:
    deploy_model(services, model(one_after_the_other("a")))
    deploy_model(services, model(one_after_the_other("b")))

    assert list(open_tasks(services, start(services))) == ["b"]
    assert list(open_tasks(services, start(services, version=1))) == ["a"]
    with pytest.raises(Invalid):
        start(services, version=3)


def test_one_bad_file_refuses_all(services: Services) -> None:
    files = [Resource("p.bpmn", model(one_after_the_other("a"))), Resource("q.bpmn", b"<no")]

    with pytest.raises(DeploymentRefused) as refused:
        deploy(services, None, files)

    assert [(found.resource, found.severity) for found in refused.value.findings] == [
        ("q.bpmn", Severity.ERROR)
    ]
    assert [count(services, table) for table in (deployment, definition, resource)] == [0, 0, 0]


def test_documentation_is_kept_and_never_started(services: Services) -> None:
    content = model(one_after_the_other("a")).replace(b'isExecutable="true"', b'isExecutable="false"')
    (found,) = deploy_model(services, content).resources

    assert found.standing == "documentation"
    with pytest.raises(Conflict) as refused:
        start(services)
    assert refused.value.code == "not-executable"


@pytest.mark.parametrize("name", ["x.txt", "bpmn", ""])
def test_a_file_that_does_not_say_what_it_is_is_refused(services: Services, name: str) -> None:
    with pytest.raises(DeploymentRefused, match="what it holds"):
        deploy(services, None, [Resource(name, b"")])


def test_two_files_that_define_the_same_are_refused(services: Services) -> None:
    content = model(one_after_the_other("a"))
    with pytest.raises(DeploymentRefused, match="also in"):
        deploy(services, None, [Resource("p.bpmn", content), Resource("q.bpmn", content)])


def test_only_designers_deploy_and_only_for_their_houses(services: Services) -> None:
    files = [Resource("p.bpmn", model(one_after_the_other("a")))]
    with pytest.raises(Forbidden):
        deploy(services, ANNA, files)
    with pytest.raises(Forbidden):
        deploy(services, DESIGNER, files, house="zuid")
    with pytest.raises(Invalid):
        deploy(services, DESIGNER, [])
    assert deploy(services, DESIGNER, files, house=HOUSE).resources[0].version == 1


def test_deployments_at_once_count_on_from_each_other(services: Services) -> None:
    def one(number: int) -> int:
        return deploy_model(services, model(one_after_the_other(f"t{number}"))).resources[0].version

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(one, range(8))) == list(range(1, 9))


def test_a_unique_business_key_is_unique_while_it_runs(services: Services) -> None:
    deploy_model(services, model(one_after_the_other("a")))
    start(services, business_key="k", unique_business_key=True)

    with pytest.raises(Conflict) as refused:
        start(services, business_key="k", unique_business_key=True)
    assert refused.value.code == "duplicate-key"
    start(services, business_key="k")
    start(services, business_key="l", unique_business_key=True)
