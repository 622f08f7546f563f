"""Each model runs straight, restored from its state after every command, and killed before every commit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conformance.harness import Run, deploy

Runner = Callable[..., Run]


@pytest.fixture(params=["straight", "restored", "killed"])
def run(request: pytest.FixtureRequest) -> Runner:
    """Makes a run of the process `p` in the given files."""

    def make(*sources: bytes) -> Run:
        return Run(deploy(*sources), restoring=request.param == "restored", dying=request.param == "killed")

    return make
