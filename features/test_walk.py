"""A short walk, twice: one seed is one walk, whatever ids and moments the machine gives."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from features.conftest import Sender
from features.hosting import Hosting
from features.steps.partners import Partners
from features.walk.acting import AstrayError
from features.walk.course import Course
from features.walk.people import People
from features.walk.walker import Plan, Walker

PLAN = Plan(cases=2, years=0.2, seed=7, years_to_finish=0)
DATABASES = ("sqlite",)


@pytest.fixture
def service() -> None:
    """Each walk opens a service of its own."""


@pytest.fixture
def world() -> None:
    """A walk has its own."""


def walked(hosting: Hosting, partners: Partners, sender: Sender, plan: Plan = PLAN) -> Course:
    partners.begin_anew()
    with hosting.opened() as (services, service):
        sender.service = service
        walker = Walker(services, service, partners, hosting.people, plan)
        assert len(list(walker.walk())) == 1, "it tells of the one year"
        return walker.course


def test_a_seed_repeats_a_walk(
    hostings: Callable[[str], Hosting], partners: Partners, sender: Sender
) -> None:
    first = walked(hostings("sqlite"), partners, sender)

    assert walked(hostings("sqlite"), partners, sender) == first
    assert first.done["cases"] == PLAN.cases
    assert first.done["tasks"] > 0


def test_a_case_at_a_task_that_nobody_can_do_is_stuck(
    hostings: Callable[[str], Hosting], partners: Partners, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(People, "candidates", lambda *_: [])

    with pytest.raises(AstrayError, match=r'stuck: .*; nobody can do ".+" for .+: nobody is meant'):
        walked(hostings("sqlite"), partners, sender, Plan(cases=1, years=0.1, seed=7, years_to_finish=1))
