"""The built-in functions of the standard (DMN 1.5, 10.3.4), one module a family."""

from __future__ import annotations

from engine.feel.builtins import (
    boolean,
    context,
    conversion,
    list_access,
    list_aggregates,
    numeric,
    range_relations,
    string,
    temporal,
)
from engine.feel.builtins.signature import BuiltIn

_MODULES = (
    boolean,
    context,
    conversion,
    list_access,
    list_aggregates,
    numeric,
    range_relations,
    string,
    temporal,
)

BUILT_INS: dict[str, BuiltIn] = {
    name: function for module in _MODULES for name, function in module.FAMILY.functions.items()
}
"""Every built-in function by its name."""

__all__ = ["BUILT_INS", "BuiltIn"]
