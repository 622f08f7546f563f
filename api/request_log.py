"""One line of JSON and one measurement per request, without personal data: never a path or a query."""

import structlog
from flask import Flask, Response, g, request
from prometheus_client import CollectorRegistry, Counter, Histogram

from api.services import services
from api.tracing import current_trace

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
_log = structlog.get_logger("ketenmotor.requests")


class RequestMetrics:
    """Counts and durations of requests by method, route and status.

    Args:
        registry: where they are kept.
    """

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        labels = ("method", "route", "status")
        self._requests = Counter("ketenmotor_http_requests", "Requests answered.", labels, registry=registry)
        self._seconds = Histogram(
            "ketenmotor_http_request_seconds",
            "Seconds until the answer.",
            ("method", "route"),
            registry=registry,
        )

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)


def register(app: Flask, metrics: RequestMetrics) -> None:
    """Let the application log and measure each request; register it before anything that may refuse."""
    app.before_request(_start)
    app.after_request(lambda response: _finish(response, metrics))


def _start() -> None:
    g.started = services().machine_clock.monotonic()


def _finish(response: Response, metrics: RequestMetrics) -> Response:
    route = _route()
    seconds = services().machine_clock.monotonic() - g.started
    trace = current_trace()
    metrics.observe(_method(), route, response.status_code, seconds)
    _log.info(
        "request",
        method=_method(),
        route=route,
        status=response.status_code,
        milliseconds=round(seconds * 1000, 1),
        trace_id=trace.trace_id,
        span_id=trace.span_id,
    )
    return response


def _method() -> str:
    """Return the method; those that HTTP does not know would each be a series of their own."""
    return request.method if request.method in _METHODS else "other"


def _route() -> str:
    """Return the rule with its placeholders; an unknown path could hold anything, so it is not repeated."""
    rule = request.url_rule
    return f"{request.root_path}{rule.rule}" if rule else "unknown"
