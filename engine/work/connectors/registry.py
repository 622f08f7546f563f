"""All built-in types of jobs."""

from __future__ import annotations

from engine.clock import MachineClock
from engine.destination import Guard
from engine.work.connectors.connector import Connector
from engine.work.connectors.figures import FiguresConnector
from engine.work.connectors.message import MessageConnector
from engine.work.connectors.partner_message import PartnerMessageConnector
from engine.work.partner_client import PartnerClient


def built_in_connectors(guard: Guard, clock: MachineClock) -> tuple[Connector, ...]:
    """Return one connector for each built-in type.

    Args:
        guard: decides where messages to partners may go.
        clock: machine time, for time limits.
    """
    return (PartnerMessageConnector(PartnerClient(guard, clock)), MessageConnector(), FiguresConnector())
