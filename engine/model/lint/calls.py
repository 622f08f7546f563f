"""Who calls whom."""

from __future__ import annotations

from engine.model.document import Element


def called_id(activity: Element) -> str | None:
    """The id of what a call activity calls, when it is written as it stands and not as FEEL."""
    zeebe = activity.extension("zeebe:calledElement")
    written = (zeebe.get("processId") if zeebe is not None else None) or activity.get("calledElement")
    if written is None or written.startswith("="):
        return None
    return written.rpartition(":")[2]
