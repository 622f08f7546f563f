"""Who may take, give away and complete a task."""

from dataclasses import replace

from engine.access.operations import ROLES, Operation, permits
from engine.access.person import Person
from engine.access.tasks import (
    TaskFacts,
    TaskView,
    claimed_roles,
    may_assign,
    may_claim,
    may_complete,
    may_release,
    must_differ,
    view,
)
from engine.model.manifest import ENGINE_ROLES
from tests.unit.access.test_rows import manifest

ADA = Person("ada", "Ada", ("north",), "mill", frozenset({"baker"}))
BOSS = Person("bob", "Bob", ("north",), "shop", frozenset({"boss"}))
TASK = TaskFacts(
    house="north",
    open=True,
    assignee=None,
    candidate_groups=frozenset({"baker@mill"}),
    candidate_users=frozenset(),
    excluded=frozenset({"cas"}),
)


def test_a_member_of_the_group_may_claim_and_takes_part_in_its_role() -> None:
    assert may_claim(ADA, TASK).allowed
    assert claimed_roles(ADA, TASK) == {"baker"}


def test_the_same_role_at_another_organisation_may_not_claim() -> None:
    decision = may_claim(replace(ADA, organisation="shop"), TASK)

    assert (decision.allowed, decision.reason) == (False, "not-a-candidate")


def test_a_task_is_given_away_only_by_roles_that_the_manifest_says_assign_tasks() -> None:
    assert may_assign(BOSS, TASK, manifest()).allowed
    assert not may_assign(BOSS, TASK, None).allowed
    assert not may_assign(ADA, TASK, manifest()).allowed
    assert may_assign(replace(BOSS, houses=("south",)), TASK, manifest()).reason == "other-house"


def test_who_has_a_task_may_give_it_back() -> None:
    taken = replace(TASK, assignee="ada")

    assert may_release(ADA, taken, manifest()).allowed
    assert may_release(BOSS, taken, manifest()).allowed
    assert not may_release(replace(ADA, subject="dan"), taken, manifest()).allowed


def test_who_did_what_is_to_be_checked_must_differ() -> None:
    assert must_differ("cas", TASK)
    assert not must_differ("ada", TASK)


def test_every_operation_needs_a_role_of_the_engine_and_the_house() -> None:
    for operation in Operation:
        assert ROLES[operation] <= ENGINE_ROLES
        holder = replace(ADA, roles=ROLES[operation])
        assert permits(holder, operation, "north").allowed
        assert permits(holder, operation, "south").reason == "other-house"
        assert permits(ADA, operation, "north").reason == "role-needed"


def test_whoever_is_refused_reads_what_would_help() -> None:
    assert permits(ADA, Operation.DEPLOY).refusal().detail == "This needs the role designer."
    assert "house" in may_assign(ADA, replace(TASK, house="south"), manifest()).refusal().detail
    assert "take it first" in may_complete(ADA, TASK).refusal().detail


def test_a_pool_shows_who_has_a_task_only_once_somebody_has_it() -> None:
    assert view(ADA, TASK, manifest()) is TaskView.POOL
    assert view(ADA, replace(TASK, assignee="dan"), manifest()) is TaskView.OVERVIEW
    assert view(ADA, replace(TASK, assignee="ada"), manifest()) is TaskView.FULL
    assert view(ADA, replace(TASK, assignee="dan", open=False), manifest()) is TaskView.HIDDEN
    assert view(BOSS, TASK, manifest()) is TaskView.OVERVIEW


def test_a_task_outside_any_case_is_shown_whole_to_whom_it_is_shown_at_all() -> None:
    other = replace(TASK, candidate_groups=frozenset({"nobody"}))

    assert view(ADA, TASK, manifest(), of_case=False) is TaskView.FULL
    assert view(BOSS, TASK, manifest(), of_case=False) is TaskView.FULL
    assert view(ADA, other, manifest(), of_case=False) is TaskView.HIDDEN
