"""Paths and queries that are refused as they are: NUL, what is not UTF-8, a doubled slash at the start."""

from urllib.parse import parse_qsl, unquote_to_bytes

from flask import Flask, request

from engine.errors import Fault, Invalid, NotFound


def register(app: Flask) -> None:
    """Let the application refuse such a request before its view."""
    app.before_request(_check)


def _check() -> None:
    doubled = request.environ.get("PATH_INFO", "").startswith("//")  # which `request.path` hides
    if doubled or "\0" in request.path or "\ufffd" in request.path:
        raise NotFound
    query = request.query_string
    try:
        text = unquote_to_bytes(query).decode("utf-8")
    except UnicodeDecodeError:
        raise Invalid([Fault("?", "encoding", "The query is not UTF-8.")]) from None
    if "\0" not in text:
        return
    named = parse_qsl(query.decode("ascii", "replace"), keep_blank_values=True)
    raise Invalid(
        [
            Fault(f"?{name.replace(chr(0), '')}", "nul", "Text cannot hold the character NUL.")
            for name, value in named
            if "\0" in name or "\0" in value
        ]
    )
