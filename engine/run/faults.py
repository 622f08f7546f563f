"""What can go wrong while an instance is stepped."""

from __future__ import annotations


class Fault(Exception):  # noqa: N818
    """An element cannot go on: it becomes an incident and stays active.

    :param kind: short machine-readable name, such as ``expression`` or ``condition``.
    :param detail: names element, place and type, never a value.
    :param cause: the full text of the failure, to be sealed.
    """

    def __init__(self, kind: str, detail: str, cause: str = "") -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.cause = cause or detail


class Missing(Fault):
    """A process or decision that an element refers to is not deployed."""

    def __init__(self, detail: str) -> None:
        super().__init__("missing", detail)


class Refused(Exception):  # noqa: N818
    """A command does not fit the state that the instance or element is in; nothing has changed.

    :param code: short machine-readable name, such as ``unknown-element`` or ``not-waiting``.
    :param detail: what is wrong and what would be right.
    """

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


class UnreadableState(Exception):  # noqa: N818
    """A stored state has a format that this release does not know."""
