"""The same request with the same key is done once and answered alike, for a day."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from engine.access.person import Person
from engine.clock import VirtualClock
from engine.commands.answering import answer_once
from engine.commands.assign_task import assign_task
from engine.commands.complete_task import complete_task
from engine.commands.operations import cancel_instance
from engine.commands.purge import forget_answers
from engine.commands.replay import KEPT, Answer, Request
from engine.commands.services import Services
from engine.commands.start_instance import NewInstance, start_instance
from engine.errors import Conflict, Refusal, Unavailable
from engine.store.tables.requests import answered_request
from tests.integration.bakery import ADA, BEN
from tests.integration.reading import count, open_tasks, states
from tests.integration.test_audit_log import entries
from tests.integration.test_task_queries import baking
from tests.integration.world import MACHINE, OPERATOR, deploy_model, model, one_after_the_other


def start(services: Services, *, key: str = "1", body: bytes = b"{}", person: Person = MACHINE) -> Answer:
    request = Request(person, "POST", "/process-instances", key, body)
    return answer_once(
        services,
        request,
        lambda own: start_instance(own, person, NewInstance(process_id="p", variables={})),
        render=lambda done: Answer(201, {"Location": done.id}, f'{{"id":"{done.id}"}}'),
        refuse=lambda refusal: Answer(400, {}, refusal.code),
    )


def test_the_first_answer_is_given_again(services: Services) -> None:
    deploy_model(services, model(one_after_the_other("a")))

    first = start(services)

    assert start(services) == first
    assert start(services, key="2") != first
    assert len(states(services)) == 2


def test_two_at_once_are_done_once(services: Services) -> None:
    deploy_model(services, model(one_after_the_other("a")))

    with ThreadPoolExecutor(6) as threads:
        answers = set(threads.map(lambda _: start(services).body, range(6)))

    assert len(answers) == 1
    assert len(states(services)) == 1


def test_another_body_under_the_same_key_is_refused(services: Services) -> None:
    deploy_model(services, model(one_after_the_other("a")))
    first = start(services)

    assert start(services, body=b'{"x":1}').body == "idempotency-key-reused"
    assert start(services) == first


def test_other_rights_do_not_get_the_answer_of_before(services: Services) -> None:
    deploy_model(services, model(one_after_the_other("a")))
    start(services)

    assert start(services, person=replace(MACHINE, roles=frozenset())).body == "idempotency-key-reused"


def test_a_refusal_is_an_answer_too(services: Services) -> None:
    assert start(services).status == 400
    deploy_model(services, model(one_after_the_other("a")))
    assert start(services).status == 400
    assert states(services) == {}


@pytest.mark.parametrize("refusal", [Unavailable(), Conflict("busy", retry_after=1)])
def test_what_may_succeed_later_is_not_kept(services: Services, refusal: Refusal) -> None:
    def fail(_: Services) -> None:
        raise refusal

    request = Request(MACHINE, "POST", "/x", "1", b"")
    for _ in range(2):
        with pytest.raises(type(refusal)):
            answer_once(services, request, fail, render=lambda done: Answer(200, {}, ""), refuse=_never)
    assert count(services, answered_request) == 0


def test_an_answer_is_forgotten_after_a_day(services: Services) -> None:
    deploy_model(services, model(one_after_the_other("a")))
    first = start(services)
    clock = services.machine_clock
    assert isinstance(clock, VirtualClock)

    clock.advance(KEPT - timedelta(seconds=1))
    assert start(services) == first
    clock.advance(timedelta(seconds=1))
    assert start(services) != first
    clock.advance(KEPT)
    assert forget_answers(services) == 1


def _never(refusal: Refusal) -> Answer:
    raise AssertionError(refusal.code)


def claimed_by(services: Services, person: Person, task_id: str) -> None:
    assign_task(services, person, task_id, person.subject)


def claim(services: Services, task_id: str) -> Answer:
    request = Request(ADA, "PUT", f"/tasks/{task_id}/assignee", "1", b"{}")
    return answer_once(
        services,
        request,
        lambda own: assign_task(own, ADA, task_id, "ada"),
        render=lambda done: Answer(200, {}, "taken"),
        refuse=lambda refusal: Answer(404, {}, refusal.code),
    )


def finish(services: Services, task_id: str) -> Answer:
    request = Request(BEN, "POST", f"/tasks/{task_id}/completion", "1", b"{}")
    return answer_once(
        services,
        request,
        lambda own: complete_task(own, BEN, task_id, {"opinion": "lekker"}),
        render=lambda done: Answer(200, {}, done.state),
        refuse=lambda refusal: Answer(404, {}, refusal.code),
    )


def test_who_does_not_see_the_case_any_more_does_not_get_the_answer_of_before(services: Services) -> None:
    root_id = baking(services)
    task_id = open_tasks(services, root_id)["bake"]
    assert claim(services, task_id) == claim(services, task_id) == Answer(200, {}, "taken")

    cancel_instance(services, OPERATOR, root_id)

    assert claim(services, task_id) == Answer(404, {}, "not-found")


def test_who_ends_their_own_part_with_a_request_can_still_repeat_it(services: Services) -> None:
    root_id = baking(services)
    bake = open_tasks(services, root_id)["bake"]
    claim(services, bake)
    complete_task(services, ADA, bake, {})
    taste = open_tasks(services, root_id)["taste"]
    assign_task(services, BEN, taste, "ben")

    assert finish(services, taste) == finish(services, taste) == Answer(200, {}, "completed")


def test_an_answer_that_is_given_again_is_read_again(services: Services) -> None:
    root_id = baking(services)
    claimed_by(services, ADA, open_tasks(services, root_id)["bake"])
    request = Request(ADA, "POST", "/tasks/bake/completion", "1", b"{}")
    bake = open_tasks(services, root_id)["bake"]

    def bakes() -> Answer:
        return answer_once(
            services,
            request,
            lambda own: complete_task(own, ADA, bake, {"bread": "rogge", "recipe": "geheim"}),
            render=lambda done: Answer(200, {}, done.state),
            refuse=_never,
        )

    assert bakes() == bakes()
    found = [one for one in entries(services, f"case:{root_id}") if one.operation == "complete-task"]
    assert [(one.person, one.act, one.refused) for one in found] == [
        ("ada", "change", False),
        ("ada", "read", False),
    ]
    assert found[0].categories == found[1].categories == ("ordinary", "secret")


def test_a_refusal_of_access_that_is_given_again_is_recorded_again(services: Services) -> None:
    bake = open_tasks(services, baking(services))["bake"]
    request = Request(BEN, "PUT", f"/tasks/{bake}/assignee", "1", b"{}")

    def takes() -> Answer:
        return answer_once(
            services,
            request,
            lambda own: assign_task(own, BEN, bake, BEN.subject),
            render=lambda done: Answer(200, {}, "taken"),
            refuse=lambda refusal: Answer(404, {}, refusal.code),
        )

    assert takes() == takes() == Answer(404, {}, "not-found")
    found = [one for one in entries(services) if one.operation == "assign-task"]
    assert [(one.person, one.act, one.refused) for one in found] == [("ben", "change", True)] * 2
    start(services)
    start(services)  # there is no such process, whoever asks
    assert not [one for one in entries(services) if one.person == MACHINE.subject and one.refused]
