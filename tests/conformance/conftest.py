"""Each model runs straight, and restored from its stored state after every command."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conformance.harness import Run, deploy

Runner = Callable[..., Run]


@pytest.fixture(params=["straight", "restored"])
def run(request: pytest.FixtureRequest) -> Runner:
    """Makes a run of the process `p` in the given files."""

    def make(*sources: bytes) -> Run:
        return Run(deploy(*sources), restoring=request.param == "restored")

    return make
