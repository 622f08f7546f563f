"""ETag, If-Match and If-None-Match (RFC 9110, section 13) on revisions: numbers that each change raises."""

from http import HTTPStatus

from flask import Response, request

from engine.errors import Fault, Invalid, PreconditionFailed


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


def with_etag(response: Response, revision: int) -> Response:
    """Give an answer its entity tag; a read of what the caller already has becomes 304."""
    response.headers["ETag"] = etag(revision)
    if request.method in ("GET", "HEAD") and request.if_none_match.contains_weak(str(revision)):
        response.status_code = HTTPStatus.NOT_MODIFIED
        response.set_data(b"")
    return response
