"""Fixtures for tests of the worker."""

from collections.abc import Iterator

import pytest

from engine.commands.services import Services
from features.steps.partners import Partner, Partners
from tests.integration.work.world import register


@pytest.fixture
def partners(services: Services) -> Iterator[Partners]:
    """Partners behind a real server on loopback."""

    def published() -> dict[str, object]:
        return services.signing.published().as_dict(private=False)

    found = Partners(published)
    yield found
    found.close()


@pytest.fixture
def desk(partners: Partners, services: Services) -> Partner:
    """The partner that the models of these tests write to, with its address in the register."""
    register(services, "desk", address=partners.address("desk"))
    return partners.named("desk")
