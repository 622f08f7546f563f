"""ETag, If-Match and If-None-Match (RFC 9110, section 13) on revisions: numbers that each change raises."""

import hashlib
from http import HTTPStatus
from typing import Final

from flask import Response, request

from engine.errors import Fault, Invalid, PreconditionFailed

_DIGITS: Final = 32


def etag(revision: int) -> str:
    """Return the entity tag of a revision."""
    return f'"{revision}"'


def expected_revision() -> int | None:
    """Return the revision that the caller's If-Match demands, for the command to compare in its transaction.

    Returns:
        None where the caller demands nothing, or `*`.

    Raises:
        Invalid: more than one entity tag.
        PreconditionFailed: a tag that this service never gave, so it cannot match.
    """
    tags = request.if_match
    if "If-Match" not in request.headers or tags.star_tag:
        return None
    given = tags.as_set()
    if len(given) > 1:
        raise Invalid([Fault("", "if-match", "If-Match takes one entity tag here.")])
    tag = given.pop() if given else ""
    if not (tag.isascii() and tag.isdigit()):
        raise PreconditionFailed
    return int(tag)


def _digest(response: Response) -> str:
    return hashlib.sha256(response.get_data()).hexdigest()[:_DIGITS]


def with_etag(response: Response, revision: int | None) -> Response:
    """Give an answer its entity tag; a read of what the caller already has becomes 304.

    Args:
        response: what is answered.
        revision: of the thing; None where the caller is shown a part of it. Then the tag is of what is
            answered: a revision would tell that something changed which is not theirs to know.
    """
    tag = _digest(response) if revision is None else str(revision)
    response.headers["ETag"] = f'"{tag}"'
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(tag):
        response.status_code = HTTPStatus.NOT_MODIFIED
        response.set_data(b"")
    return response
