"""What commands and queries raise when they refuse; the API turns each into a problem document.

The docstring of a class is the detail that a caller reads when the raiser gives none. A detail names the
fault and the remedy and never repeats a personal value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in what a caller sent.

    Args:
        pointer: JSON Pointer (RFC 6901) into the body, ``?name`` for a query parameter, empty for the whole.
        code: kebab-case word that a program can act on.
        detail: one sentence for a person.
        remedy: what to do instead; empty where the detail says it.
    """

    pointer: str
    code: str
    detail: str
    remedy: str = ""


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a failure
    """The request is refused."""

    default_code: ClassVar[str] = "refused"

    def __init__(self, code: str | None = None, detail: str | None = None) -> None:
        self.code = code or self.default_code
        self.detail = detail or _first_line(type(self))
        super().__init__(self.detail)


class Invalid(Refusal):
    """What was sent has faults; `errors` names each of them."""

    default_code = "invalid"

    def __init__(self, faults: Sequence[Fault], detail: str | None = None) -> None:
        self.faults = tuple(faults)
        super().__init__(detail=detail)


class Unauthenticated(Refusal):
    """A valid bearer token is needed."""

    default_code = "unauthenticated"


class Forbidden(Refusal):
    """You may see this but not do this."""

    default_code = "forbidden"


class NotFound(Refusal):
    """There is nothing here that you may see."""

    default_code = "not-found"


class Conflict(Refusal):
    """The present state does not allow this.

    Args:
        code: kebab-case reason.
        detail: one sentence for a person.
        retry_after: seconds after which the same request can succeed; None if it never will by itself.
    """

    default_code = "conflict"

    def __init__(
        self, code: str | None = None, detail: str | None = None, *, retry_after: int | None = None
    ) -> None:
        self.retry_after = retry_after
        super().__init__(code, detail)


class PreconditionFailed(Refusal):
    """It was changed since you read it: read it again and decide anew."""

    default_code = "precondition-failed"


class TooLarge(Refusal):
    """The request is larger than this service takes."""

    default_code = "too-large"


class UnsupportedMediaType(Refusal):
    """The body is of a media type that this operation does not read."""

    default_code = "unsupported-media-type"


class TooManyRequests(Refusal):
    """Too many requests: wait and try again."""

    default_code = "too-many-requests"

    def __init__(self, detail: str | None = None, *, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(detail=detail)


class Unavailable(Refusal):
    """Something that this service needs does not answer now: try again later."""

    default_code = "unavailable"

    def __init__(
        self, code: str | None = None, detail: str | None = None, *, retry_after: int | None = None
    ) -> None:
        self.retry_after = retry_after
        super().__init__(code, detail)


def _first_line(kind: type[Refusal]) -> str:
    return (kind.__doc__ or Refusal.__doc__ or "").strip().splitlines()[0]
