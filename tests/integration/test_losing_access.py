"""Who loses access while their command waits is refused: it is decided under the lock, not before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import Connection, select, text, update

from engine.commands.assign_task import assign_task
from engine.commands.choose_activities import Chosen, choose_activities
from engine.commands.complete_task import complete_task
from engine.commands.services import Services
from engine.errors import Forbidden, NotFound, Refusal
from engine.store.addresses import element_address
from engine.store.tables.cases import participant
from engine.store.tables.instances import root_instance
from engine.store.tables.waits import task, task_candidate
from tests.integration.bakery import BEN
from tests.integration.reading import count, open_tasks
from tests.integration.test_choosing import case_id, place
from tests.integration.test_tasks import started
from tests.integration.world import ANNA, START, one_after_the_other

__all__ = ["case_id"]  # a fixture
_WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@contextmanager
def meanwhile(
    services: Services, root_id: str, command: Callable[[], object]
) -> Iterator[tuple[Connection, Future[object]]]:
    """Let a command come to the lock of a root that another connection holds, which changes something."""
    with ThreadPoolExecutor(1) as threads, services.database.write() as holding:
        query = select(root_instance.c.root_id).where(root_instance.c.root_id == root_id)
        holding.execute(services.database.dialect.lock_rows(query))
        outcome = threads.submit(command)
        if holding.dialect.name == "postgresql":  # elsewhere it waits before it reads anything
            while not holding.scalar(_WAITING):
                assert not outcome.done(), "the command waits for the lock"
        yield holding, outcome
        changed = update(root_instance).where(root_instance.c.root_id == root_id)
        holding.execute(changed.values(revision=root_instance.c.revision + 1))


def refused(outcome: Future[object], kind: type[Refusal]) -> None:
    with pytest.raises(kind):
        outcome.result(timeout=30)


def test_whoever_leaves_the_case_meanwhile_chooses_nothing(services: Services, case_id: str) -> None:
    instance, free = place(services, case_id, "free")

    def choose() -> object:
        return choose_activities(services, BEN, instance, free, [Chosen("ice", {})])

    with meanwhile(services, case_id, choose) as (holding, outcome):
        theirs = participant.c.person == BEN.subject
        holding.execute(update(participant).where(theirs).values(left_at=START))
    refused(outcome, NotFound)
    assert count(services, task) == 0


@pytest.mark.parametrize("still_a_candidate", [True, False])
def test_whoever_is_taken_off_a_task_meanwhile_does_not_complete_it(
    services: Services, still_a_candidate: bool
) -> None:
    root_id = started(services, one_after_the_other("a", "b"))
    first = open_tasks(services, root_id)["a"]
    assign_task(services, ANNA, first, "anna")

    with meanwhile(services, root_id, lambda: complete_task(services, ANNA, first, {})) as (holding, outcome):
        own = task.c.element == element_address(first).number
        groups = ["worker"] if still_a_candidate else ["other"]
        holding.execute(update(task).where(own).values(assignee=None, candidate_groups=groups))
        holding.execute(update(task_candidate).values(candidate=groups[0]))
    refused(outcome, Forbidden if still_a_candidate else NotFound)
    assert list(open_tasks(services, root_id)) == ["a"]
