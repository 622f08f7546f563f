"""Settings are read once, checked together, and documented where they are declared."""

import base64
from dataclasses import FrozenInstanceError, fields
from pathlib import Path

import pytest

from engine.settings import ClockKind, Mode, SettingError, Settings
from engine.settings_reference import reference

ROOT = Path(__file__).parents[2]
MASTER_KEY = base64.b64encode(bytes(32)).decode()
LIVE = {"KETENMOTOR_OIDC_ISSUER": "https://id.example.nl/realm", "KETENMOTOR_MASTER_KEY": MASTER_KEY}
DEMO = {"KETENMOTOR_DEMO": "1"}


def test_a_demo_needs_nothing_else() -> None:
    settings = Settings.from_environment(DEMO | {"KETENMOTOR_HOME": "/data"})

    assert settings.mode is Mode.DEMO
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database_url == "sqlite:////data/ketenmotor.sqlite"
    assert settings.keys_url == "sqlite:////data/keys.sqlite"
    assert settings.master_key_file == Path("/data/master.key")


def test_a_live_service_needs_an_issuer_and_a_master_key() -> None:
    settings = Settings.from_environment(LIVE)

    assert settings.mode is Mode.LIVE
    assert settings.master_key == bytes(32)
    assert settings.master_key_file is None


def test_every_setting_is_read_from_its_variable() -> None:
    settings = Settings.from_environment(
        LIVE
        | {
            "PORT": "9000",
            "DATABASE_URL": "postgres://u:p@db/keten",
            "KETENMOTOR_OIDC_ALGORITHMS": "PS256, EdDSA",
            "KETENMOTOR_CLAIM_ROLES": "groups",
            "KETENMOTOR_LOG_LEVEL": "debug",
        }
    )

    assert settings.port == 9000
    assert settings.database_url == "postgresql+psycopg://u:p@db/keten"
    assert settings.oidc_algorithms == ("PS256", "EdDSA")
    assert settings.claim_roles == "groups"
    assert settings.log_level == "debug"


def test_an_empty_variable_counts_as_not_set() -> None:
    assert Settings.from_environment(DEMO | {"PORT": "", "DATABASE_URL": ""}).port == 8000


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORT", "0"),
        ("PORT", "eighty"),
        ("PORT", "٣"),
        ("PORT", "65536"),
        ("DATABASE_URL", "mysql://db"),
        ("DATABASE_URL", "keten.sqlite"),
        ("KETENMOTOR_DEMO", "maybe"),
        ("KETENMOTOR_CLOCK", "sundial"),
        ("KETENMOTOR_OIDC_ISSUER", "http://id.example.nl"),
        ("KETENMOTOR_OIDC_ISSUER", "id.example.nl"),
        ("KETENMOTOR_OIDC_ALGORITHMS", "HS256"),
        ("KETENMOTOR_OIDC_ALGORITHMS", "none"),
        ("KETENMOTOR_OIDC_ALGORITHMS", ","),
        ("KETENMOTOR_MASTER_KEY", "c2hvcnQ="),
        ("KETENMOTOR_MASTER_KEY", "not base64!"),
        ("KETENMOTOR_KEY_BACKUP_DAYS", "-1"),
        ("KETENMOTOR_KEY_BACKUP_DAYS", "91"),
        ("KETENMOTOR_LOG_LEVEL", "loud"),
        ("KETENMOTOR_DEMO_SECRET", "kort"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_it(variable: str, value: str) -> None:
    with pytest.raises(SettingError) as refusal:
        Settings.from_environment(DEMO | {variable: value})

    assert str(refusal.value).startswith(f"{variable} ")
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("KETENMOTOR_MASTER_KEY", "geheime-sleutel"), ("DATABASE_URL", "mysql://u:geheim@db/x")],
)
def test_a_wrong_secret_is_never_repeated(variable: str, value: str) -> None:
    with pytest.raises(SettingError) as refusal:
        Settings.from_environment(DEMO | {variable: value})

    assert "geheim" not in str(refusal.value)


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({}, "KETENMOTOR_OIDC_ISSUER"),
        ({"KETENMOTOR_OIDC_ISSUER": "https://id.example.nl"}, "KETENMOTOR_MASTER_KEY"),
        (DEMO | {"KETENMOTOR_OIDC_ISSUER": "https://id.example.nl"}, "KETENMOTOR_OIDC_ISSUER"),
        (DEMO | {"HOST": "0.0.0.0"}, "KETENMOTOR_DEMO_SECRET"),
        (LIVE | {"KETENMOTOR_CLOCK": "virtual"}, "KETENMOTOR_CLOCK"),
        (LIVE | {"KETENMOTOR_DEMO_SECRET": "0123456789abcdef"}, "KETENMOTOR_DEMO_SECRET"),
        (LIVE | {"KETENMOTOR_MASTER_KEY_FILE": "/key"}, "KETENMOTOR_MASTER_KEY_FILE"),
        (
            DEMO | {"DATABASE_URL": "sqlite:////a", "KETENMOTOR_KEYS_URL": "sqlite:////a"},
            "KETENMOTOR_KEYS_URL",
        ),
    ],
)
def test_settings_that_do_not_go_together_are_refused(environment: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=named):
        Settings.from_environment(environment)


def test_a_demo_listens_beyond_loopback_only_with_a_secret() -> None:
    settings = Settings.from_environment(
        DEMO | {"HOST": "0.0.0.0", "KETENMOTOR_DEMO_SECRET": "0123456789abcdef"}
    )

    assert settings.host == "0.0.0.0"


def test_a_demo_may_run_on_virtual_time() -> None:
    assert Settings.from_environment(DEMO | {"KETENMOTOR_CLOCK": "virtual"}).clock is ClockKind.VIRTUAL


def test_an_issuer_on_loopback_may_be_plain_http() -> None:
    settings = Settings.from_environment(LIVE | {"KETENMOTOR_OIDC_ISSUER": "http://localhost:8080/"})

    assert settings.oidc_issuer == "http://localhost:8080/"


def test_settings_never_change_and_never_show_a_secret() -> None:
    settings = Settings.from_environment(
        LIVE
        | {
            "DATABASE_URL": "postgresql://u:geheim@db/x",
            "KETENMOTOR_KEYS_URL": "postgresql://u:geheim@db/keys",
        }
    )

    with pytest.raises(FrozenInstanceError):
        settings.port = 1  # type: ignore[misc]
    assert "geheim" not in repr(settings)
    assert "master_key=" not in repr(settings)


def test_the_reference_page_is_what_the_settings_say() -> None:
    page = (ROOT / "docs/reference/settings.md").read_text()

    assert page == reference(), "run `make docs`"
    assert all(f"`{setting.metadata['variable']}`" in page for setting in fields(Settings))
