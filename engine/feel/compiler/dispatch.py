"""From syntax to closures: every construct has one function that compiles it, found here by its class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from engine.feel.compiler.scopes import StaticScope
from engine.feel.evaluation import Frame
from engine.feel.syntax import Node
from engine.feel.values import Value

Code = Callable[[Frame], Value]
"""A compiled construct: it takes the names in sight and answers a value."""

NodeT = TypeVar("NodeT", bound=Node)
_COMPILERS: dict[type[Node], Callable[..., Code]] = {}


def compiles(
    kind: type[NodeT],
) -> Callable[[Callable[[NodeT, StaticScope], Code]], Callable[[NodeT, StaticScope], Code]]:
    """Makes a function the compiler of one class of syntax."""

    def register(function: Callable[[NodeT, StaticScope], Code]) -> Callable[[NodeT, StaticScope], Code]:
        _COMPILERS[kind] = function
        return function

    return register


def compile_node(node: Node, scope: StaticScope) -> Code:
    """The closure of a construct."""
    return _COMPILERS[type(node)](node, scope)
