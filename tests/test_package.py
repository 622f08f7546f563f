"""The distribution's own promises."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_the_lock_names_no_registry() -> None:
    lock = (ROOT / "requirements.lock").read_text()

    assert "http://" not in lock
    assert "https://" not in lock


def test_what_is_installed_is_what_was_locked_and_is_asked_about() -> None:
    for name in ("requirements.lock", "requirements-uv.lock"):
        lock = (ROOT / name).read_text()
        pinned = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9#]|\Z)", lock, re.MULTILINE | re.DOTALL)
        assert pinned
        assert [one for one in pinned if "==" not in one or "--hash=sha256:" not in one] == []
    rules = (ROOT / "Makefile").read_text()
    assert rules.count("--require-hashes") == rules.count(" -r requirements") == 2
    assert re.search(r"^check:.* audit$", rules, re.MULTILINE)


def test_spiffworkflow_is_pinned_because_private_names_of_it_are_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert "spiffworkflow==3.2.0" in project["dependencies"]
