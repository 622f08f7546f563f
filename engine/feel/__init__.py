"""FEEL, the expression language of DMN 1.5 (chapter 10): parsed once, compiled to closures, evaluated safely.

Expressions reach no Python objects, files or network, and are bounded in time, depth and memory. What cannot
be computed is null with a warning; only `FeelError` and its subclasses leave this package.
"""

from engine.feel.builtins import BUILT_INS
from engine.feel.conversion import (
    JsonValue,
    from_date,
    from_datetime,
    to_date,
    to_datetime,
    to_json,
    to_timedelta,
)
from engine.feel.environment import Environment, FeelWarning, HostFunction, Position
from engine.feel.errors import FeelError, FeelLimitError, FeelSyntaxError
from engine.feel.expression import Expression, UnaryTests, parse_expression, parse_unary_tests
from engine.feel.limits import Limits
from engine.feel.printer import print_expression, print_unary_tests
from engine.feel.text import to_text
from engine.feel.types import (
    ANY,
    ConstrainedType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    SimpleType,
    coerce,
    conforms,
    simple_type,
    type_name,
)
from engine.feel.values import (
    DaysTimeDuration,
    FeelDate,
    FeelDateTime,
    FeelFunction,
    FeelRange,
    FeelTime,
    Value,
    YearsMonthsDuration,
)
from engine.feel.values.functions import PythonFunction

BUILT_IN_NAMES = frozenset(BUILT_INS)
"""The names of the functions of the standard."""

__all__ = [
    "ANY",
    "BUILT_IN_NAMES",
    "ConstrainedType",
    "ContextType",
    "DaysTimeDuration",
    "Environment",
    "Expression",
    "FeelDate",
    "FeelDateTime",
    "FeelError",
    "FeelFunction",
    "FeelLimitError",
    "FeelRange",
    "FeelSyntaxError",
    "FeelTime",
    "FeelType",
    "FeelWarning",
    "FunctionType",
    "HostFunction",
    "JsonValue",
    "Limits",
    "ListType",
    "Position",
    "PythonFunction",
    "RangeType",
    "SimpleType",
    "UnaryTests",
    "Value",
    "YearsMonthsDuration",
    "coerce",
    "conforms",
    "from_date",
    "from_datetime",
    "parse_expression",
    "parse_unary_tests",
    "print_expression",
    "print_unary_tests",
    "simple_type",
    "to_date",
    "to_datetime",
    "to_json",
    "to_text",
    "to_timedelta",
    "type_name",
]
