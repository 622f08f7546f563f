"""`ketenmotor:figures`: read the figures of a measure for a year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from engine.commands.activate_jobs import ActivatedJob
from engine.commands.figures import UnknownMeasureError, WantedFigures, YearNotOverError, figures_for
from engine.commands.finish_job import complete_job, fail_job
from engine.commands.services import Services
from engine.feel import JsonValue
from engine.model.dialect import FIGURES
from engine.work.connectors.connector import lease_of

_YEARS: Final = range(2000, 2201)
_OF: Final = {None: False, "house": False, "houses": True}


class UnusableInputError(ValueError):
    """An input of the job is of a wrong type; the text names it and not its value."""


class FiguresConnector:
    """Answers with `figures`: a list of figures, each with its total and its cells."""

    type: Final = FIGURES

    def do(self, services: Services, job: ActivatedJob) -> None:
        """Read the figures that a job asks for."""
        lease = lease_of(job)
        try:
            figures = figures_for(services, job.house, _wanted(job.variables))
        except (UnusableInputError, UnknownMeasureError, YearNotOverError) as error:
            fail_job(services, None, lease, str(error), retries=0)
            return
        complete_job(services, None, lease, {"figures": figures})


def _wanted(variables: Mapping[str, JsonValue]) -> WantedFigures:
    measure, year, of = (variables.get(name) for name in ("measure", "year", "of"))
    if not isinstance(measure, str):
        raise UnusableInputError("measure must be a text")
    if isinstance(year, bool) or not isinstance(year, int | Decimal) or year not in _YEARS:
        raise UnusableInputError("year must be a whole number from 2000 to 2200")
    if not (of is None or isinstance(of, str)) or of not in _OF:
        raise UnusableInputError('of must be "house" or "houses"')
    return WantedFigures(measure=measure, year=int(year), together=_OF[of])
