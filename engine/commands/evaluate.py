"""Evaluating expressions and decisions for designers: in a house's time and calendar, seeing no instance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import cast

from sqlalchemy import Connection

from engine.access.acts import Act
from engine.access.decision import require
from engine.access.operations import Operation, permits
from engine.access.person import Person
from engine.commands.definitions import Kind, latest
from engine.commands.host import EngineHost
from engine.commands.houses import house_of
from engine.commands.services import Services
from engine.dmn import Evaluation, UnknownDecisionError, evaluate
from engine.errors import Fault, Invalid, NotFound
from engine.feel import (
    Environment,
    FeelError,
    FeelSyntaxError,
    JsonValue,
    Value,
    parse_expression,
    parse_unary_tests,
)
from engine.store.audit.recording import recorded


class ExpressionKind(Enum):
    """How the text is read."""

    EXPRESSION = "expression"
    UNARY_TESTS = "unary-tests"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvaluation:
    """An expression to evaluate. `input` is what unary tests test."""

    expression: str
    variables: Mapping[str, JsonValue]
    kind: ExpressionKind = ExpressionKind.EXPRESSION
    input: JsonValue = None
    house: str | None = None


@dataclass(frozen=True, slots=True)
class EvaluatedExpression:
    """A value, and why parts of it became null."""

    value: Value
    warnings: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """A decision to evaluate, on variables or on a FEEL context as text, for typed values."""

    decision_id: str
    variables: Mapping[str, JsonValue]
    context: str | None = None
    house: str | None = None


@recorded(Act.READ, "expression")
def evaluate_expression(services: Services, person: Person, new: NewEvaluation) -> EvaluatedExpression:
    """Evaluate an expression.

    Raises:
        Forbidden: the person is no designer, or not of that house.
        Invalid: the expression cannot be read, or goes beyond a limit.
    """
    require(True, permits(person, Operation.EVALUATE))
    with services.database.read() as connection:
        environment = _host(services, connection, house_of(person, new.house)).house_environment()
        value = _evaluated(new, environment)
    return EvaluatedExpression(value, [found.text for found in environment.warnings])


@recorded(Act.READ, "decision", "new.decision_id")
def evaluate_decision(services: Services, person: Person, new: NewDecision) -> Evaluation:
    """Evaluate the latest version of a decision, and say how the outcome came about.

    Raises:
        Forbidden: the person is no designer, or not of that house.
        NotFound: there is no such decision.
        Invalid: the context is none, or the decision cannot be evaluated on it.
    """
    require(True, permits(person, Operation.EVALUATE))
    house = house_of(person, new.house)
    with services.database.read() as connection:
        found = latest(connection, Kind.DECISION, new.decision_id, house)
        if found is None:
            raise NotFound
        environment = _host(services, connection, house).house_environment()
        model = services.definitions.decisions(connection, found.id)
        try:
            return evaluate(model, found.key, _context(new, environment), environment)
        except (UnknownDecisionError, FeelError) as error:
            raise Invalid([Fault("", "decision", str(error))]) from error


def _host(services: Services, connection: Connection, house: str) -> EngineHost:
    return EngineHost(connection, services.definitions, house, services.now(connection))


def _evaluated(new: NewEvaluation, environment: Environment) -> Value:
    scope = _values(new.variables)
    try:
        if new.kind is ExpressionKind.UNARY_TESTS:
            tests = parse_unary_tests(new.expression, names=scope)
            return tests.evaluate(cast(Value, new.input), scope, environment)
        return parse_expression(new.expression, names=scope).evaluate(scope, environment)
    except FeelSyntaxError as error:
        raise Invalid([Fault("/expression", "syntax", str(error))]) from error
    except FeelError as error:
        raise Invalid([Fault("/expression", "limit", str(error))]) from error


def _context(new: NewDecision, environment: Environment) -> Mapping[str, Value]:
    if new.context is None:
        return _values(new.variables)
    try:
        value = parse_expression(new.context).evaluate({}, environment)
    except FeelError as error:
        raise Invalid([Fault("/context", "syntax", str(error))]) from error
    if not isinstance(value, dict):
        raise Invalid([Fault("/context", "type", "Write a FEEL context, such as {amount: 3}.")])
    return value


def _values(variables: Mapping[str, JsonValue]) -> Mapping[str, Value]:
    """Return variables as FEEL values, which all JSON values are."""
    return cast(Mapping[str, Value], variables)
