"""W3C Trace Context (recommendation of 2021-11-23): each request is part of a trace."""

import re
import secrets
from dataclasses import dataclass

from flask import Flask, g, request

_TRACEPARENT = re.compile(r"([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?")
_RESERVED_VERSION = "ff"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a request stands in its trace.

    Args:
        trace_id: 32 hexadecimal digits, the same in every service that the request travels through.
        span_id: 16 hexadecimal digits, of this request alone.
        parent_id: span of the caller, empty where the trace begins here.
        flags: two hexadecimal digits; 01 says that the caller records the trace.
    """

    trace_id: str
    span_id: str
    parent_id: str
    flags: str

    @property
    def traceparent(self) -> str:
        """The header for requests that this one causes."""
        return f"00-{self.trace_id}-{self.span_id}-{self.flags}"


def register(app: Flask) -> None:
    """Let the application place each request in its trace."""
    app.before_request(_begin)


def current_trace() -> Trace:
    """Return the trace of the present request."""
    trace = g.trace
    assert isinstance(trace, Trace)
    return trace


def read_traceparent(header: str) -> Trace:
    """Continue the trace of a `traceparent` header, or begin one where the header is missing or wrong."""
    span_id = secrets.token_hex(8)
    match = _TRACEPARENT.fullmatch(header)
    if match is None or not _is_valid(match):
        return Trace(secrets.token_hex(16), span_id, "", "00")
    return Trace(trace_id=match[2], span_id=span_id, parent_id=match[3], flags=match[4])


def _is_valid(match: re.Match[str]) -> bool:
    """Section 3.2.2: no reserved version, nothing behind version 00, no identifier of zeros alone."""
    version, trace_id, parent_id, rest = match[1], match[2], match[3], match[5]
    if version == _RESERVED_VERSION or (version == "00" and rest):
        return False
    return trace_id.strip("0") != "" and parent_id.strip("0") != ""


def _begin() -> None:
    g.trace = read_traceparent(request.headers.get("traceparent", ""))
