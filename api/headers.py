"""Headers on every answer, as the NLGov REST API Design Rules 2.1.0 ask (API-Version, security)."""

from flask import Flask, Response

# Of the contract below /api/v1, by semantic versioning; the distribution has a version of its own.
API_VERSION = "1.0.0"
_ALWAYS = {
    "API-Version": API_VERSION,
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def register(app: Flask) -> None:
    """Let the application put these headers on each answer that has no value of its own for them."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    return response
