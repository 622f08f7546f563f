"""A demo service only answers the machine it runs on: no proxies, no foreign host names.

A page on another site can make a browser call loopback; the check of `Host` keeps such a page from reading
answers by pointing its own name at loopback (DNS rebinding). A demo with a secret may be reached from
elsewhere.
"""

from flask import Flask, request
from werkzeug.datastructures import Headers

from engine.errors import Forbidden
from engine.settings import Settings, is_loopback

_FORWARDED = ("Forwarded", "Via", "X-Real-Ip")


def register(app: Flask, settings: Settings) -> None:
    """Guard every request of an application in demo mode."""
    if settings.demo:
        app.before_request(lambda: _check(foreign_hosts=settings.demo_secret is not None))


def _check(*, foreign_hosts: bool) -> None:
    if _is_forwarded(request.headers):
        raise Forbidden("forwarded-request", "A demo service does not answer through a proxy.")
    if not foreign_hosts and not is_loopback(_host_name(request.headers.get("Host", ""))):
        raise Forbidden("foreign-host", "A demo service only answers to localhost: use http://127.0.0.1.")


def _is_forwarded(headers: Headers) -> bool:
    return any(name in headers for name in _FORWARDED) or any(
        name.lower().startswith("x-forwarded-") for name, _ in headers
    )


def _host_name(host: str) -> str:
    if host.startswith("["):
        return host[: host.find("]") + 1]
    return host.rpartition(":")[0] if ":" in host else host
