"""The files that deployments and catalogues read agree with the product; no container runs here."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.settings import Settings

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
KEY = re.compile(r"^( *)([A-Za-z_][\w-]*):(?: (.*))?$")


def outline(name: str) -> dict[str, str]:
    """Read the mappings of a YAML file: each path of keys with the text beside it."""
    return dict(_walk((ROOT / name).read_text(encoding="utf-8")))


def _walk(text: str) -> Iterator[tuple[str, str]]:
    above: list[tuple[int, str]] = []
    for line in text.splitlines():
        if match := KEY.match(line):
            depth = len(match[1])
            above = [parent for parent in above if parent[0] < depth]
            above.append((depth, match[2]))
            yield "/".join(key for _, key in above), (match[3] or "").strip('"')


def children(paths: dict[str, str], parent: str) -> set[str]:
    return {path.split("/")[1] for path in paths if path.startswith(f"{parent}/")}


@pytest.fixture(scope="module")
def compose() -> dict[str, str]:
    return outline("compose.yaml")


@pytest.fixture(scope="module")
def stages() -> list[str]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return re.split(r"(?m)^FROM ", text)[1:]


def test_compose_runs_databases_two_api_and_two_worker_containers(compose: dict[str, str]) -> None:
    services = children(compose, "services")

    assert services == {"database", "keys", "migrate", "api-1", "api-2", "worker-1", "worker-2"}
    assert compose["x-database/image"].startswith("postgres:")


def test_compose_starts_the_service_only_on_migrated_databases(compose: dict[str, str]) -> None:
    assert compose["x-after-migration/migrate/condition"] == "service_completed_successfully"
    for service in ("api-1", "api-2", "worker-1", "worker-2"):
        assert compose[f"services/{service}/depends_on"] == "*after-migration"


def test_compose_gives_settings_that_exist_and_go_together(compose: dict[str, str]) -> None:
    prefix = "x-ketenmotor/environment/"
    given = {path.removeprefix(prefix): value for path, value in compose.items() if path.startswith(prefix)}
    assert given["KETENMOTOR_DEMO_SECRET"].startswith("${KETENMOTOR_DEMO_SECRET:?")
    environment = given | {"KETENMOTOR_DEMO_SECRET": "chosen-by-the-operator", "HOST": "0.0.0.0"}

    settings = Settings.from_environment(environment)

    assert settings.demo
    assert settings.master_key is not None
    known = (ROOT / "docs/reference/settings.md").read_text(encoding="utf-8")
    assert [name for name in given if f"`{name}`" not in known] == []


def test_compose_opens_its_ports_on_loopback_alone() -> None:
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")

    assert re.findall(r'- "([\d.]+):\d+:\d+"', text) == ["127.0.0.1", "127.0.0.1"]


def test_the_image_runs_without_rights_and_tells_its_health(stages: list[str]) -> None:
    assert len(stages) == 2
    assert re.search(r"(?m)^USER (?!0\b|root\b)", stages[-1])
    assert "/health/ready" in stages[-1].split("HEALTHCHECK")[1]
    assert 'ENTRYPOINT ["ketenmotor"]' in stages[-1]


def test_the_image_holds_every_package_and_only_locked_dependencies(stages: list[str]) -> None:
    packages = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8")

    for package in packages:
        assert f"COPY {package} ./{package}" in stages[0]
        assert f"!{package}\n" in ignored
    installs = re.findall(r"pip install [^&\n]*", stages[0])
    assert all("--require-hashes" in install or "--no-deps" in install for install in installs)


def test_publiccode_tells_the_same_version_and_licence_as_the_project() -> None:
    public = outline("publiccode.yml")

    assert public["softwareVersion"] == PROJECT["project"]["version"]
    assert public["legal/license"] == PROJECT["project"]["license"] == "EUPL-1.2"
    assert {"description/en/shortDescription", "description/nl/shortDescription"} <= set(public)
    assert all(len(public[f"description/{language}/shortDescription"]) <= 150 for language in ("en", "nl"))


def test_the_licence_notice_names_the_licence_and_where_its_text_is() -> None:
    notice = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert notice.startswith("SPDX-License-Identifier: EUPL-1.2\n")
    assert "interoperable-europe.ec.europa.eu" in notice


def test_both_locks_carry_hashes_and_no_registry() -> None:
    for name in ("requirements.lock", "requirements-uv.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        pinned = re.findall(r"(?m)^[a-z0-9][\w.\[\]-]*==", text)

        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
        assert "://" not in text
