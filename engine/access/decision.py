"""A decision about access, with its reason: closed unless something opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from engine.errors import Forbidden, NotFound


@dataclass(frozen=True, slots=True)
class Decision:
    """May it be done, and why or why not.

    Args:
        allowed: whether it may be done.
        reason: kebab-case word that the audit log keeps.
        detail: one sentence with the remedy, for whoever is refused; may be empty.
    """

    allowed: bool
    reason: str
    detail: str = ""

    def refusal(self) -> Forbidden:
        """What to raise when the thing is visible and this is closed; its code is the reason."""
        return Forbidden(self.reason, self.detail or None)


def allow(reason: str) -> Decision:
    """Open, because of `reason`."""
    return Decision(True, reason)


def deny(reason: str, detail: str = "") -> Decision:
    """Closed, because of `reason`; `detail` is for whoever is refused."""
    return Decision(False, reason, detail)


OTHER_HOUSE: Final = deny("other-house", "This belongs to a house that you do not work for.")


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
        raise permitted.refusal()
