"""Variables: local ones, members of a filtered item, the host's scope, host functions, built-ins."""

from __future__ import annotations

from engine.feel.builtins import BUILT_INS
from engine.feel.compiler.dispatch import Code, compiles
from engine.feel.compiler.scopes import StaticScope
from engine.feel.evaluation import Frame
from engine.feel.host import host_function
from engine.feel.syntax import Name
from engine.feel.values import FeelFunction, Value


@compiles(Name)
def _variable(node: Name, scope: StaticScope) -> Code:
    code = _local(node.name, scope)
    if code is not None:
        return code
    if scope.in_filter():
        if node.name != "item":
            scope.used.in_filters.add(node.name)
        return _filtered(node, scope)
    scope.used.free.add(node.name)
    return _outermost(node)


def compile_called(node: Name, scope: StaticScope) -> Code:
    """The closure for the name of a function that is invoked.

    A variable that is no function hides none: ``date("2026-11-21")`` works beside a variable ``date``.
    """
    local = _local(node.name, scope)
    if local is not None:
        return _function_or_else(local, node.name)
    if node.name not in BUILT_INS:
        scope.used.called.add(node.name)
    if scope.in_filter():
        return _function_or_else(_filtered(node, scope), node.name)
    return _outermost_function(node)


def _function_or_else(variable: Code, name: str) -> Code:
    def code(frame: Frame) -> Value:
        value = variable(frame)
        return value if isinstance(value, FeelFunction) else _known_function(frame, name) or value

    return code


def _known_function(frame: Frame, name: str) -> FeelFunction | None:
    function = frame.evaluation.environment.functions.get(name)
    return BUILT_INS.get(name) if function is None else host_function(function)


def _outermost_function(node: Name) -> Code:
    variable, name = _outermost(node), node.name

    def code(frame: Frame) -> Value:
        if name in frame.scope:
            value = frame.scope[name]
            if isinstance(value, FeelFunction):
                return value
        return _known_function(frame, name) or variable(frame)

    return code


def _local(name: str, scope: StaticScope) -> Code | None:
    """The closure for a name that a construct around it declares, if no filter lies in between."""
    for hops, (current, declares) in enumerate(scope.outwards(name)):
        if current.is_filter:
            return None
        if declares:
            current.read.add(name)
            return _at_hops(name, hops)
    return None


def _at_hops(name: str, hops: int) -> Code:
    if hops == 0:
        return lambda frame: frame.values.get(name)

    def code(frame: Frame) -> Value:
        for _ in range(hops):
            frame = frame.parent or frame
        return frame.values.get(name)

    return code


def _filtered(node: Name, scope: StaticScope) -> Code:
    """A name inside a filter: walks outwards, where an item that is a context offers its members."""
    name = node.name
    outermost = _outermost(node)
    kinds: list[tuple[bool, bool]] = []
    for current, declares in scope.outwards(name):
        current.read.add(name)
        kinds.append((current.is_filter, declares))

    def code(frame: Frame) -> Value:
        here: Frame | None = frame
        for is_filter, declared in kinds:
            if here is None:
                break
            if is_filter:
                item = here.values["item"]
                if type(item) is dict and name in item:
                    return item[name]
                if name == "item":
                    return item
            elif declared:
                return here.values.get(name)
            here = here.parent
        return outermost(frame)

    return code


def _outermost(node: Name) -> Code:
    name, position = node.name, node.position

    def code(frame: Frame) -> Value:
        try:
            return frame.scope[name]
        except KeyError:
            pass
        function = _known_function(frame, name)
        if function is not None:
            return function
        return frame.evaluation.null("name", f"there is no variable '{name}'", position)

    return code
