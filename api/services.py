"""What the API is given when it is built: settings, clocks, identity; nothing is made at import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from flask import Flask, current_app, g

from api.demo_people import DemoPerson
from api.demo_tokens import DemoTokens
from api.tokens import TokenVerifier
from api.tracing import current_trace
from engine.access.acts import Trace
from engine.access.person import Person
from engine.clock import MachineClock
from engine.commands.services import Services as EngineServices
from engine.destination import Guard
from engine.ids import IdSource
from engine.queries.source import Source
from engine.settings import Settings

_EXTENSION = "ketenmotor"


@dataclass(frozen=True, slots=True)
class Demo:
    """What exists in demo mode alone.

    Args:
        tokens: makes tokens.
        people: for whom, by id.
    """

    tokens: DemoTokens
    people: Mapping[str, DemoPerson]


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """All that a request may need.

    Args:
        settings: of this process.
        machine_clock: machine time.
        ids: makes ids.
        tokens: tells who holds a token.
        engine: what commands work with, in all houses: requests take it by :func:`walled_engine`.
        demo: None on a live service.
        readiness: checks by name; one that raises says that the service cannot answer now.
    """

    settings: Settings
    machine_clock: MachineClock
    ids: IdSource
    tokens: TokenVerifier
    engine: EngineServices
    demo: Demo | None = None
    readiness: Mapping[str, Callable[[], None]] = field(default_factory=dict)

    @property
    def guard(self) -> Guard:
        """Decides where messages to partners may go."""
        return Guard(self.settings.partner_hosts, loopback=self.settings.demo)


def attach(app: Flask, services: Services) -> None:
    """Give an application its services."""
    app.extensions[_EXTENSION] = services


def services() -> Services:
    """Return the services of the application that handles the present request."""
    return cast(Services, current_app.extensions[_EXTENSION])


def walled_engine() -> EngineServices:
    """Return what commands work with, behind the walls of the caller's houses; of none without a caller."""
    person, trace = g.get("caller"), current_trace()
    walled = services().engine.within(person.houses if isinstance(person, Person) else ())
    return walled.traced(Trace(trace.trace_id, trace.parent_id))


def source() -> Source:
    """Return what queries read from, behind the walls of the caller's houses."""
    walled = walled_engine()
    return Source(walled.database, walled.keys, walled.declared, walled.business_clock, trace=walled.trace)
