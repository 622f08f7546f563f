"""How log lines of a process are written. Here no metrics are imported: see `api.command_line.serve`."""

import logging
import sys

import structlog


def configure_logging(level: str) -> None:
    """Let all log lines of this process be JSON on standard error.

    Args:
        level: lowest level that is written: debug, info, warning or error.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
