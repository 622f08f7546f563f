"""How these tests evaluate: at a fixed time, in a zone with daylight saving time."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from engine.feel import Environment, Value, parse_expression

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


def environment() -> Environment:
    """A fresh environment."""
    return Environment(NOW, ZoneInfo("Europe/Amsterdam"))


def evaluate(source: str, **scope: Value) -> Value:
    """The value of an expression for some variables."""
    return parse_expression(source).evaluate(scope, environment())
