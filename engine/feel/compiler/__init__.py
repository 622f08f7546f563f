"""From syntax to closures that evaluate it."""

from __future__ import annotations

from engine.feel.compiler import access, invocation, iteration, literals, names, operators
from engine.feel.compiler.dispatch import Code, compile_node
from engine.feel.compiler.scopes import StaticScope, UsedNames
from engine.feel.compiler.unary_tests import Test, compile_unary_tests

# imported because each makes its constructs known to the dispatch
_CONSTRUCTS = (access, invocation, iteration, literals, names, operators)

__all__ = ["Code", "StaticScope", "Test", "UsedNames", "compile_node", "compile_unary_tests"]
