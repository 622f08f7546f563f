"""A decision about access, with its reason: closed unless something opens it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.errors import Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Decision:
    """May it be done, and why or why not; the reason is a kebab-case word that the audit log keeps."""

    allowed: bool
    reason: str


def allow(reason: str) -> Decision:
    """Open, because of `reason`."""
    return Decision(True, reason)


def deny(reason: str) -> Decision:
    """Closed, because of `reason`."""
    return Decision(False, reason)


def require(visible: bool, permitted: Decision) -> None:
    """Let pass who sees the thing and may do the act.

    Args:
        visible: whether the person may know that the thing exists.
        permitted: whether they may do the act.

    Raises:
        NotFound: not visible; the same answer as for what does not exist.
        Forbidden: visible, not permitted; its code is the reason.
    """
    if not visible:
        raise NotFound
    if not permitted.allowed:
        raise Forbidden(permitted.reason)
