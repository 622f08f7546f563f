"""The WSGI application: a root for operators and demo, and below `/api/v1` the resources.

The resources live in an application of their own that is mounted, because the NLGov API Design Rules want
the version in `servers` and not in `paths`, and flask-smorest writes into `paths` whatever prefix it knows.
"""

from flask import Flask
from prometheus_client import CollectorRegistry
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from api import authentication, demo_guard, headers, problems, request_log, request_target, tracing
from api.blueprint import Blueprint
from api.json_codec import JsonProvider
from api.openapi import BASE, Api, new_api, openapi_route
from api.operations import operations
from api.rate_limits import RateLimits
from api.request_log import RequestMetrics
from api.resources import (
    audit_log,
    case_keeping,
    cases,
    clock,
    decisions,
    demo,
    deployments,
    documents,
    emergency,
    evaluations,
    forms,
    houses,
    incidents,
    instance_moves,
    jobs,
    jwks,
    measures,
    messages,
    partners,
    process_definitions,
    process_instances,
    signals,
    tasks,
)
from api.services import Services, attach

# Each module in api/resources offers a smorest blueprint named `blueprint`; its routes stand here and
# nowhere else.
RESOURCES: tuple[Blueprint, ...] = (
    audit_log.blueprint,
    emergency.blueprint,
    case_keeping.blueprint,
    cases.blueprint,
    clock.blueprint,
    decisions.blueprint,
    deployments.blueprint,
    documents.blueprint,
    evaluations.blueprint,
    forms.blueprint,
    houses.blueprint,
    incidents.blueprint,
    instance_moves.blueprint,
    jobs.blueprint,
    jwks.blueprint,
    measures.blueprint,
    messages.blueprint,
    partners.blueprint,
    process_definitions.blueprint,
    process_instances.blueprint,
    signals.blueprint,
    tasks.blueprint,
)


def create_app(services: Services, resources: tuple[Blueprint, ...] = RESOURCES) -> Flask:
    """Build the whole application.

    Args:
        services: all that requests need.
        resources: what is served below `/api/v1`.
    """
    metrics = RequestMetrics(CollectorRegistry())
    root = _new_flask("ketenmotor", services, metrics)
    root.register_blueprint(operations(metrics.registry))
    if services.demo is not None:
        root.register_blueprint(demo.blueprint)
    mounted = _new_flask("ketenmotor-api", services, metrics)
    authentication.register(mounted, RateLimits(services.settings, services.machine_clock))
    api = resource_api(mounted, resources)
    mounted.register_blueprint(openapi_route(api))
    dispatcher = DispatcherMiddleware(root.wsgi_app, {BASE: mounted.wsgi_app})
    root.wsgi_app = dispatcher  # type: ignore[method-assign]  # as Flask tells to add middleware
    return root


def resource_api(app: Flask, resources: tuple[Blueprint, ...] = RESOURCES) -> Api:
    """Register resources in an application and return their collection."""
    api = new_api(app)
    for blueprint in resources:
        api.register_blueprint(blueprint)
    return api


def _new_flask(name: str, services: Services, metrics: RequestMetrics) -> Flask:
    app = Flask(name, static_folder=None)
    app.json = JsonProvider(app)
    app.config["JSON_DEPTH"] = services.settings.json_depth
    app.config["MAX_CONTENT_LENGTH"] = services.settings.body_limit
    # A doubled slash or a slash at the end is another path, and unknown: never a redirect.
    app.url_map.merge_slashes = False
    attach(app, services)
    tracing.register(app)
    request_log.register(app, metrics)
    headers.register(app)
    problems.register(app)
    request_target.register(app)
    demo_guard.register(app, services.settings)
    return app
