"""Every 4xx and 5xx as a problem document (RFC 9457, media type application/problem+json)."""

import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus

import structlog
from flask import Flask, Response
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from api.json_codec import encode
from engine.commands.deploy import DeploymentRefused
from engine.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionFailed,
    Refusal,
    TooLarge,
    TooManyRequests,
    Unauthenticated,
    Unavailable,
    UnsupportedMediaType,
)
from engine.model.finding import Finding
from engine.store.keys import KeyDestroyedError, KeyMissingError, WrongMasterKeyError
from engine.store.outage import is_outage
from engine.store.sealing import SealBrokenError

MEDIA_TYPE = "application/problem+json"
_STATUS: dict[type[Refusal], HTTPStatus] = {
    Invalid: HTTPStatus.BAD_REQUEST,
    Unauthenticated: HTTPStatus.UNAUTHORIZED,
    Forbidden: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    Conflict: HTTPStatus.CONFLICT,
    PreconditionFailed: HTTPStatus.PRECONDITION_FAILED,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    TooManyRequests: HTTPStatus.TOO_MANY_REQUESTS,
    Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
_SECONDS_OF_OUTAGE = 5
_log = structlog.get_logger("ketenmotor.problems")


def register(app: Flask) -> None:
    """Let the application answer refusals, HTTP errors and failures as problem documents."""
    app.register_error_handler(Refusal, on_refusal)
    app.register_error_handler(HTTPException, on_http_exception)
    app.register_error_handler(SQLAlchemyError, _on_database_error)
    app.register_error_handler(KeyDestroyedError, _on_destroyed)
    app.register_error_handler(KeyMissingError, _on_key_missing)
    app.register_error_handler(WrongMasterKeyError, _on_wrong_master_key)
    app.register_error_handler(SealBrokenError, _on_broken_seal)
    app.register_error_handler(Exception, _on_failure)


def problem(
    status: HTTPStatus,
    code: str,
    detail: str,
    errors: Sequence[Mapping[str, object]] = (),
    retry_after: int | None = None,
) -> Response:
    """Build a problem document.

    Args:
        status: status of the answer.
        code: kebab-case word for programs.
        detail: one sentence for people.
        errors: what is wrong with what was sent, all of it.
        retry_after: seconds after which to try again.
    """
    document: dict[str, object] = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status.value,
        "code": code,
        "detail": detail,
    }
    if errors:
        document["errors"] = errors
    response = Response(encode(document), status=status, content_type=MEDIA_TYPE)
    if retry_after is not None:
        response.headers["Retry-After"] = str(retry_after)
    if status is HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = _challenge(code)
    return response


def _challenge(code: str) -> str:
    """Tell a token that is wrong from none at all (RFC 6750, section 3), and from a weak login (RFC 9470)."""
    if code == Unauthenticated.default_code:
        return "Bearer"
    if code == "two-factors-needed":
        return 'Bearer error="insufficient_user_authentication"'
    return 'Bearer error="invalid_token"'


def on_http_exception(error: HTTPException) -> Response:
    """Turn an error of the framework, such as an unknown path, into a problem document."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    response = problem(status, _code_of(status), error.description or status.phrase)
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def on_refusal(refusal: Refusal) -> Response:
    """Turn a refusal of a command or query into a problem document."""
    status = next(_STATUS[kind] for kind in type(refusal).__mro__ if kind in _STATUS)
    return problem(
        status, refusal.code, refusal.detail, _entries(refusal), getattr(refusal, "retry_after", None)
    )


def _on_database_error(error: SQLAlchemyError) -> Response:
    """Answer 503 while a database is away: nothing is wrong with the request."""
    if not is_outage(error):
        return _on_failure(error)
    _log.warning("database does not answer", kind=type(error).__name__)
    detail = "The database does not answer: try again, best with an Idempotency-Key."
    return on_refusal(Unavailable("database-unavailable", detail, retry_after=_SECONDS_OF_OUTAGE))


def _on_destroyed(_: KeyDestroyedError) -> Response:
    """Answer as if it were not there: an older copy of the database brought back what was destroyed."""
    return on_refusal(NotFound())


def _on_key_missing(error: KeyMissingError) -> Response:
    """Answer 503: the operator has to bring the key store back, nothing is wrong with the request."""
    _log.error("key missing", kind=type(error).__name__)
    detail = "The key store lacks a key: the operator has to put the right one back."
    return on_refusal(Unavailable("key-missing", detail))


def _on_wrong_master_key(error: WrongMasterKeyError) -> Response:
    """Answer 503: this process was not restarted with the master key that others wrap with now."""
    _log.error("wrong master key", kind=type(error).__name__)
    detail = "This process has another master key than others: the operator has to restart it with theirs."
    return on_refusal(Unavailable("master-key", detail))


def _on_broken_seal(error: SealBrokenError) -> Response:
    """Answer 500: what is stored is not what was sealed there, and is shown to nobody."""
    _log.error("seal broken", reason=str(error))
    detail = "What is stored was changed, or moved there, and is not shown: the log tells the operator where."
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "seal-broken", detail)


def _on_failure(failure: Exception) -> Response:
    """Answer 500 and log the kind and the place; a message may hold personal data, so it is left out."""
    frames = traceback.extract_tb(failure.__traceback__)
    _log.error(
        "failure",
        kind=f"{type(failure).__module__}.{type(failure).__qualname__}",
        frames=[f"{frame.filename}:{frame.lineno}" for frame in frames[-12:]],
    )
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR,
        "internal",
        "This service failed; the operator finds the place in the log. Nothing was changed.",
    )


def _code_of(status: HTTPStatus) -> str:
    """Return the code that our own refusals with this status have, else one made of its name."""
    for kind, known in _STATUS.items():
        if known is status:
            return kind.default_code
    return status.phrase.lower().replace(" ", "-")


def _entries(refusal: Refusal) -> list[Mapping[str, object]]:
    if isinstance(refusal, DeploymentRefused):
        return [_finding(found) for found in refusal.findings]
    return [_entry(fault) for fault in refusal.faults] if isinstance(refusal, Invalid) else []


def _finding(found: Finding) -> Mapping[str, object]:
    return {
        "resource": found.resource,
        "line": found.line,
        "elementId": found.element_id,
        "rule": found.rule,
        "severity": found.severity.value,
        "detail": found.detail,
        "remedy": found.remedy,
    }


def _entry(fault: Fault) -> Mapping[str, object]:
    entry = {"pointer": fault.pointer, "code": fault.code, "detail": fault.detail}
    return entry | {"remedy": fault.remedy} if fault.remedy else entry
