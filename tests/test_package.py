"""The distribution's own promises."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_lock_names_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text()

    assert "http://" not in lock
    assert "https://" not in lock


def test_spiffworkflow_is_pinned_because_private_names_of_it_are_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert "spiffworkflow==3.2.0" in project["dependencies"]
