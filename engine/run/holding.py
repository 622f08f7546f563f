"""Holding an instance: while an element with property `hold` is active, only what is declared so goes on.

The tokens of what is held stay where they are; nothing is cancelled, so that the work goes on from there when
the last hold is over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.run.expressions import evaluate
from engine.run.faults import Fault

if TYPE_CHECKING:
    from engine.run.scope import RootInstance
    from engine.run.token import Token


def place(token: Token) -> None:
    """Holds the instance on the ground that an activity declares, for as long as it is active.

    :raises Fault: the ground is no text.
    """
    expression = token.task_spec.definition.properties.hold
    if expression is None:
        return
    ground = evaluate(token, expression, "hold")
    if ground is None:
        return
    if not isinstance(ground, str) or not ground:
        raise Fault("expression", f"the hold at {token.task_spec.name} must be a text")
    token.internal_data["hold"] = ground
    top = token.workflow.top
    top.holding[token.id] = ground
    top.held_on.add(ground)


def grounds(top: RootInstance) -> tuple[str, ...]:
    """The grounds on which the instance is held now, each once."""
    return tuple(sorted(set(top.holding.values())))


def waits(token: Token) -> bool:
    """Whether the token stands still now: there is a ground in force on which it does not go on.

    A hold that was in force when the command began stays so until every token has come to rest: one element
    may hand it on to the next.
    """
    return any(not _goes_on(token, ground) for ground in token.workflow.top.held_on)


def settle(top: RootInstance) -> bool:
    """Takes the grounds that are over out of force; answers whether there were any."""
    lifted = top.held_on - set(top.holding.values())
    top.held_on -= lifted
    return bool(lifted)


def _goes_on(token: Token, ground: str) -> bool:
    """Whether the element, or one around it, is declared to go on while held on that ground."""
    at: Token | None = token
    while at is not None:
        if at.task_spec.definition.properties.while_held.goes_on(ground) or _border_goes_on(at, ground):
            return True
        scope = at.workflow
        if scope.is_process and scope.frame.deployed.process.properties.while_held.goes_on(ground):
            return True
        at = scope.host
    return False


def _border_goes_on(token: Token, ground: str) -> bool:
    """What waits on the border of an activity goes on with it."""
    definition = getattr(getattr(token.parent, "task_spec", None), "definition", None)
    return definition is not None and token.armed and definition.properties.while_held.goes_on(ground)
