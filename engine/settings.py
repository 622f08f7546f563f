"""All settings of the service, each one environment variable, documented where it is declared.

`docs/reference/settings.md` is generated from this class. A wrong value stops the start with one sentence
that names it.
"""

# ruff: noqa: RUF009 - `_setting` makes a dataclass field

import base64
import binascii
import ipaddress
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from engine.calendar import CalendarError, Duration, parse_duration

ASYMMETRIC_ALGORITHMS = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "EdDSA",
)
MASTER_KEY_BYTES = 32
_DRIVERS = {
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
    "sqlite": "sqlite",
}


class SettingError(ValueError):
    """A setting is wrong; the message names it and says what would be right."""


class ClockKind(StrEnum):
    """Where business time comes from."""

    SYSTEM = "system"
    VIRTUAL = "virtual"


class Mode(StrEnum):
    """What a database is for, stamped into it for ever."""

    DEMO = "demo"
    LIVE = "live"


def _setting(
    variable: str,
    about: str,
    read: Callable[[str], object],
    *,
    default: object = None,
    shown: str = "",
    secret: bool = False,
) -> Any:  # a dataclass field stands in for a value of the attribute's own type
    metadata = {"variable": variable, "about": about, "read": read, "shown": shown, "secret": secret}
    return field(default=default, repr=not secret, metadata=metadata)


def _text(value: str) -> str:
    return value


def _flag(value: str) -> bool:
    words = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}
    if value.lower() not in words:
        raise ValueError("must be 1 or 0")
    return words[value.lower()]


def _whole(lowest: int, highest: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        sentence = f"must be a whole number from {lowest} to {highest}"
        if not (value.isascii() and value.isdigit() and len(value) <= 12):
            raise ValueError(sentence)
        if not lowest <= int(value) <= highest:
            raise ValueError(sentence)
        return int(value)

    return read


def _one_of(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    def read(value: str) -> StrEnum:
        if value not in list(kind):
            raise ValueError("must be one of " + ", ".join(kind))
        return kind(value)

    return read


def _level(value: str) -> str:
    if value not in ("debug", "info", "warning", "error"):
        raise ValueError("must be debug, info, warning or error")
    return value


def _algorithms(value: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in value.split(",") if name.strip())
    if not names or any(name not in ASYMMETRIC_ALGORITHMS for name in names):
        raise ValueError("must be a comma-separated list out of " + ", ".join(ASYMMETRIC_ALGORITHMS))
    return names


def _names(value: str) -> frozenset[str]:
    return frozenset(name.strip().lower() for name in value.split(",") if name.strip())


def _exact_names(value: str) -> frozenset[str]:
    return frozenset(name.strip() for name in value.split(",") if name.strip())


def _database(value: str) -> str:
    scheme, separator, rest = value.partition("://")
    if not separator or scheme not in _DRIVERS:
        raise ValueError("must begin with sqlite:// or postgresql://")
    return f"{_DRIVERS[scheme]}://{rest}"


def _issuer(value: str) -> str:
    parts = urlsplit(value)
    loopback = parts.scheme == "http" and parts.hostname is not None and is_loopback(parts.hostname)
    if not parts.hostname or parts.query or parts.fragment or not (parts.scheme == "https" or loopback):
        raise ValueError("must be an https address without query")
    return value


def _master_key(value: str) -> bytes:
    try:
        key = base64.b64decode(value, validate=True)
    except binascii.Error:
        key = b""
    if len(key) != MASTER_KEY_BYTES:
        raise ValueError(f"must be {MASTER_KEY_BYTES} bytes in base64")
    return key


def _uri(value: str) -> str:
    if not urlsplit(value).scheme:
        raise ValueError("must be an address with a scheme, such as https://example.nl/register/")
    return value


def _term(value: str) -> Duration:
    try:
        duration = parse_duration(value)
    except CalendarError:
        duration = Duration()
    if not duration.positive:
        raise ValueError("must be an ISO 8601 duration such as P5Y")
    return duration


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator can set; made by `Settings.from_environment`."""

    host: str = _setting(
        "HOST",
        "Address to listen on. In demo mode another address than loopback needs `KETENMOTOR_DEMO_SECRET`.",
        _text,
        default="127.0.0.1",
    )
    port: int = _setting("PORT", "Port to listen on.", _whole(1, 65535), default=8000)
    home: Path = _setting(
        "KETENMOTOR_HOME",
        "Folder for data that no other setting places elsewhere.",
        Path,
        default=Path("var"),
    )
    database_url: str = _setting(
        "DATABASE_URL",
        "Main database: `sqlite:///path` or `postgresql://user:password@host/name`.",
        _database,
        default="",
        shown="`ketenmotor.sqlite` in `KETENMOTOR_HOME`",
        secret=True,
    )
    keys_url: str = _setting(
        "KETENMOTOR_KEYS_URL",
        "Key store, apart from the main database and its backups; same forms as `DATABASE_URL`.",
        _database,
        default="",
        shown="`keys.sqlite` in `KETENMOTOR_HOME`",
        secret=True,
    )
    demo: bool = _setting(
        "KETENMOTOR_DEMO",
        "`1` for demo people and demo tokens, on a database that is stamped for demo use.",
        _flag,
        default=False,
    )
    demo_secret: str | None = _setting(
        "KETENMOTOR_DEMO_SECRET",
        "What `/demo/tokens` asks for, so that a demo can listen on more than loopback; at least 16 "
        "characters. API processes with the same secret accept each other's tokens.",
        _text,
        secret=True,
    )
    clock: ClockKind = _setting(
        "KETENMOTOR_CLOCK",
        "`system`, or in demo mode `virtual`: business time stands still until `/api/v1/clock` moves it.",
        _one_of(ClockKind),
        default=ClockKind.SYSTEM,
    )
    oidc_issuer: str | None = _setting(
        "KETENMOTOR_OIDC_ISSUER",
        "Address of the OpenID Connect issuer, as its tokens name it. Needed unless in demo mode.",
        _issuer,
    )
    oidc_audience: str = _setting(
        "KETENMOTOR_OIDC_AUDIENCE", "Audience that a token must name.", _text, default="ketenmotor"
    )
    oidc_algorithms: tuple[str, ...] = _setting(
        "KETENMOTOR_OIDC_ALGORITHMS",
        "Signature algorithms that are accepted, comma-separated; public-key ones only.",
        _algorithms,
        default=("RS256", "PS256", "ES256"),
    )
    oidc_clock_skew: int = _setting(
        "KETENMOTOR_OIDC_CLOCK_SKEW",
        "Seconds by which the issuer's time may differ from the machine's.",
        _whole(0, 600),
        default=30,
    )
    oidc_keys_lifetime: int = _setting(
        "KETENMOTOR_OIDC_KEYS_LIFETIME",
        "Seconds after which the issuer's keys are fetched again.",
        _whole(10, 86400),
        default=600,
    )
    oidc_two_factors: bool = _setting(
        "KETENMOTOR_OIDC_TWO_FACTORS",
        "`1`: people must have logged in with two factors, as the token tells in `amr` (`mfa`, or methods of "
        "two kinds) or in `acr`; `0` where the issuer lets nobody in without. Accounts of systems need none.",
        _flag,
        default=True,
    )
    oidc_contexts: frozenset[str] = _setting(
        "KETENMOTOR_OIDC_CONTEXTS",
        "Values of the claim `acr` that stand for two factors at your issuer, comma-separated.",
        _exact_names,
        default=frozenset(),
        shown="none",
    )
    claim_name: str = _setting(
        "KETENMOTOR_CLAIM_NAME", "Claim with the person's name.", _text, default="name"
    )
    claim_houses: str = _setting(
        "KETENMOTOR_CLAIM_HOUSES", "Claim with the list of house ids.", _text, default="houses"
    )
    claim_organisation: str = _setting(
        "KETENMOTOR_CLAIM_ORGANISATION", "Claim with the organisation id.", _text, default="organisation"
    )
    claim_roles: str = _setting(
        "KETENMOTOR_CLAIM_ROLES", "Claim with the list of role ids.", _text, default="roles"
    )
    claim_machine: str = _setting(
        "KETENMOTOR_CLAIM_MACHINE",
        "Claim that is true for an integrator's account.",
        _text,
        default="machine",
    )
    master_key: bytes | None = _setting(
        "KETENMOTOR_MASTER_KEY",
        "Key that wraps the keys of cases: 32 bytes in base64. Needed unless in demo mode, this or the file.",
        _master_key,
        secret=True,
    )
    master_key_file: Path | None = _setting(
        "KETENMOTOR_MASTER_KEY_FILE",
        "File that holds the master key, 32 bytes in base64.",
        Path,
        shown="in demo mode `master.key` in `KETENMOTOR_HOME`, made at the first start",
    )
    previous_master_key: bytes | None = _setting(
        "KETENMOTOR_PREVIOUS_MASTER_KEY",
        "Master key that is being replaced, until `ketenmotor rotate-master-key` has wrapped all keys anew.",
        _master_key,
        secret=True,
    )
    previous_master_key_file: Path | None = _setting(
        "KETENMOTOR_PREVIOUS_MASTER_KEY_FILE", "The same in a file, 32 bytes in base64.", Path
    )
    key_backup_days: int = _setting(
        "KETENMOTOR_KEY_BACKUP_DAYS",
        "Days that your backups of the key store live, 90 at most; "
        "`ketenmotor purge` tells when a destruction is final.",
        _whole(0, 90),
        default=7,
    )
    seals: Path = _setting(
        "KETENMOTOR_SEALS",
        "Folder for the copies of the seals on the audit log; best on another machine than the database.",
        Path,
        default=Path(),
        shown="`seals` in `KETENMOTOR_HOME`",
    )
    processing_register: str = _setting(
        "KETENMOTOR_PROCESSING_REGISTER",
        "Address of the register of processing activities, for Logboek Dataverwerkingen; the id of the "
        "purpose is put behind it.",
        _uri,
        default="urn:ketenmotor:purpose:",
    )
    audit_term: Duration = _setting(
        "KETENMOTOR_AUDIT_TERM",
        "How long entries of the audit log are kept after the night that sealed them: an ISO 8601 duration.",
        _term,
        default=Duration(months=60),
        shown="`P5Y`",
    )
    partner_hosts: frozenset[str] = _setting(
        "KETENMOTOR_PARTNER_HOSTS",
        "Hosts that messages to partners may go to, comma-separated; a demo also reaches loopback.",
        _names,
        default=frozenset(),
        shown="none",
    )
    body_limit: int = _setting(
        "KETENMOTOR_BODY_LIMIT", "Largest request body in bytes.", _whole(1024, 1 << 30), default=10 << 20
    )
    json_depth: int = _setting(
        "KETENMOTOR_JSON_DEPTH", "Deepest nesting of a JSON body.", _whole(4, 500), default=100
    )
    rate_limit: int = _setting(
        "KETENMOTOR_RATE_LIMIT",
        "Requests that one person may make in a minute, counted in each API process; `0` for no limit.",
        _whole(0, 1_000_000),
        default=6_000,
    )
    machine_rate_limit: int = _setting(
        "KETENMOTOR_MACHINE_RATE_LIMIT",
        "The same for the account of a system.",
        _whole(0, 1_000_000),
        default=60_000,
    )
    api_processes: int = _setting("KETENMOTOR_API_PROCESSES", "API processes.", _whole(1, 256), default=1)
    api_threads: int = _setting(
        "KETENMOTOR_API_THREADS",
        "Requests that one API process handles at a time; more than four make each wait for the others.",
        _whole(1, 256),
        default=4,
    )
    worker_threads: int = _setting(
        "KETENMOTOR_WORKER_THREADS",
        "Pieces of work that one worker process does at a time.",
        _whole(1, 256),
        default=4,
    )
    log_level: str = _setting(
        "KETENMOTOR_LOG_LEVEL", "`debug`, `info`, `warning` or `error`.", _level, default="info"
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Read and check all settings; an empty variable counts as not set.

        Args:
            environment: names and values, such as `os.environ`.

        Raises:
            SettingError: a value is wrong, or two settings do not go together.
        """
        values = {
            setting.name: _read(setting.metadata, environment[setting.metadata["variable"]])
            for setting in fields(cls)
            if environment.get(setting.metadata["variable"])
        }
        home = Path(str(values.get("home", "var"))).absolute()
        values["home"] = home
        values.setdefault("database_url", f"sqlite:///{home / 'ketenmotor.sqlite'}")
        values.setdefault("seals", home / "seals")
        values.setdefault("keys_url", f"sqlite:///{home / 'keys.sqlite'}")
        if values.get("demo") and "master_key" not in values:
            values.setdefault("master_key_file", home / "master.key")
        settings = cls(**values)  # type: ignore[arg-type]  # each value was read by its own setting
        _check_together(settings)
        return settings

    @property
    def mode(self) -> Mode:
        """What the database must be stamped for."""
        return Mode.DEMO if self.demo else Mode.LIVE


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address can only be reached from this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _read(metadata: Mapping[str, Any], value: str) -> object:
    try:
        return metadata["read"](value)
    except ValueError as fault:
        given = "" if metadata["secret"] else f", not {value!r}"
        raise SettingError(f"{metadata['variable']} {fault}{given}.") from None


def _check_together(settings: Settings) -> None:
    if settings.demo and settings.oidc_issuer:
        raise SettingError(
            "KETENMOTOR_DEMO and KETENMOTOR_OIDC_ISSUER are both set: "
            "demo mode makes its own tokens, unset one of them."
        )
    if not settings.demo:
        _check_live(settings)
    elif not is_loopback(settings.host) and not settings.demo_secret:
        raise SettingError(
            f"HOST is {settings.host!r}: "
            "in demo mode another address than loopback needs KETENMOTOR_DEMO_SECRET."
        )
    if settings.demo_secret is not None and len(settings.demo_secret) < 16:
        raise SettingError("KETENMOTOR_DEMO_SECRET must have at least 16 characters.")
    if settings.master_key and settings.master_key_file:
        raise SettingError(
            "KETENMOTOR_MASTER_KEY and KETENMOTOR_MASTER_KEY_FILE are both set: unset one of them."
        )
    if settings.previous_master_key and settings.previous_master_key_file:
        raise SettingError(
            "KETENMOTOR_PREVIOUS_MASTER_KEY and KETENMOTOR_PREVIOUS_MASTER_KEY_FILE are both set: "
            "unset one of them."
        )
    if settings.database_url == settings.keys_url:
        raise SettingError(
            "KETENMOTOR_KEYS_URL must differ from DATABASE_URL: keys never lie beside what they open."
        )


def _check_live(settings: Settings) -> None:
    if not settings.oidc_issuer:
        raise SettingError(
            "KETENMOTOR_OIDC_ISSUER is not set: "
            "name the OpenID Connect issuer, or set KETENMOTOR_DEMO=1 for a demo."
        )
    if settings.demo_secret is not None:
        raise SettingError("KETENMOTOR_DEMO_SECRET is set without KETENMOTOR_DEMO=1: unset it.")
    if settings.clock is ClockKind.VIRTUAL:
        raise SettingError(
            "KETENMOTOR_CLOCK=virtual needs KETENMOTOR_DEMO=1: a live service follows real time."
        )
    if not settings.master_key and not settings.master_key_file:
        raise SettingError(
            "KETENMOTOR_MASTER_KEY is not set: "
            "give it or KETENMOTOR_MASTER_KEY_FILE 32 random bytes in base64."
        )
