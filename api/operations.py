"""For those who run the service, outside the base: is it alive, is it ready, how busy is it."""

import os

import structlog
from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from api.services import services
from engine.errors import Unavailable

_log = structlog.get_logger("ketenmotor.readiness")


def operations(registry: CollectorRegistry) -> Blueprint:
    """Return the routes `/health/live`, `/health/ready` and `/metrics`.

    Args:
        registry: the metrics of this process.
    """
    blueprint = Blueprint("operations", __name__)

    @blueprint.get("/health/live")
    def live() -> Response:
        return jsonify(status="live")

    @blueprint.get("/health/ready")
    def ready() -> Response:
        for name, check in services().readiness.items():
            _check(name, check)
        return jsonify(status="ready")

    @blueprint.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(_collected(registry)), content_type=CONTENT_TYPE_LATEST)

    return blueprint


def _check(name: str, check: object) -> None:
    assert callable(check)
    try:
        check()
    except Exception as failure:
        _log.warning("not ready", check=name, kind=type(failure).__name__)
        raise Unavailable("not-ready", f"The {name} does not answer.", retry_after=5) from failure


def _collected(registry: CollectorRegistry) -> CollectorRegistry:
    """Several API processes share their figures in files (see prometheus-client, multiprocess mode)."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return registry
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return together
