"""ISO 8601 durations that keep calendar days and hours apart.

`P1D` is the same clock time on the next day, `PT24H` is 24 hours: they differ on the two days a year on
which the clock changes. isodate reads both as one `timedelta`, therefore the text is split at its `T`
first.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import isodate

from engine.calendar.faults import CalendarError

_DESIGNATORS = re.compile(
    r"(?P<sign>[+-]?)P(?P<days>(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?)(?P<time>T(?:\d+H)?(?:\d+M)?(?:\d+(?:[.,]\d+)?S)?)?"
)
_MAX_TEXT = 100


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months, calendar days and exact time, all with the same sign."""

    months: int = 0
    days: int = 0
    time: timedelta = timedelta()

    @property
    def positive(self) -> bool:
        """Whether adding it moves forward in time."""
        return (self.months, self.days, self.time) > (0, 0, timedelta())

    @property
    def exact(self) -> bool:
        """Whether it has the same length everywhere: no months and no days."""
        return self.months == 0 and self.days == 0

    def after(self, start: datetime, zone: ZoneInfo, times: int = 1) -> datetime:
        """The moment `times` durations after `start`, in `zone`.

        Months and days keep the clock time of `zone`; a day that the month lacks becomes its last day, and
        a clock time that the zone skips moves on by what was skipped. Multiples are reckoned from `start`,
        so that 31 January plus two months is 31 March.

        Raises:
            CalendarError: `start` has no offset, or the result lies outside the years 1 to 9999.
        """
        require_offset(start)
        try:
            moment = start.astimezone(zone)
            if not self.exact:
                moment = self._local(moment, times)
            return (moment.astimezone(UTC) + self.time * times).astimezone(zone)
        except (OverflowError, ValueError) as error:
            raise CalendarError(
                "the date lies outside the years 1 to 9999; use a shorter duration"
            ) from error

    def _local(self, moment: datetime, times: int) -> datetime:
        day = add_months(moment.date(), self.months * times) + timedelta(days=self.days * times)
        return datetime.combine(day, moment.time(), tzinfo=moment.tzinfo)


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months on, or back; the last day of a month that lacks it.

    Raises:
        CalendarError: the result lies outside the years 1 to 9999.
    """
    try:
        shifted: date = day + isodate.Duration(months=months)
    except (OverflowError, ValueError) as error:
        raise CalendarError("the date lies outside the years 1 to 9999; use fewer months") from error
    return shifted


def parse_duration(text: str) -> Duration:
    """Read an ISO 8601 duration such as `P1Y2M`, `P2W`, `P1DT12H`, `PT0.5S`, `-P1D`.

    Only seconds may have a fraction: half a month has no length.

    Raises:
        CalendarError: the text is no duration of that form.
    """
    match = _DESIGNATORS.fullmatch(text.strip()) if len(text) <= _MAX_TEXT else None
    if match is None or not (match["days"] or match["time"]) or match["time"] == "T":
        raise CalendarError(
            f"{text[:_MAX_TEXT]!r} is not an ISO 8601 duration; write for example P5D, P2W or PT36H"
        )
    sign = -1 if match["sign"] == "-" else 1
    try:
        days = isodate.parse_duration(f"P{match['days']}") if match["days"] else timedelta()
        time = isodate.parse_duration(f"P{match['time']}") if match["time"] else timedelta()
        months = int(days.years * 12 + days.months) if isinstance(days, isodate.Duration) else 0
        whole_days = days.tdelta.days if isinstance(days, isodate.Duration) else days.days
    except (OverflowError, isodate.ISO8601Error) as error:
        raise CalendarError(f"{text!r} is too long; the calendar ends at the year 9999") from error
    return Duration(sign * months, sign * whole_days, sign * time)


def parse_date_time(text: str, zone: ZoneInfo) -> datetime:
    """Read an ISO 8601 date-time; one without offset is clock time in `zone`.

    Raises:
        CalendarError: the text is no date-time.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise CalendarError(
            f"{text[:_MAX_TEXT]!r} is not an ISO 8601 date-time; write for example 2026-11-21T09:00:00+01:00"
        ) from error
    if "T" not in text:
        raise CalendarError(
            f"{text[:_MAX_TEXT]!r} has no time of day; write for example {text.strip()}T09:00:00"
        )
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def require_offset(moment: datetime) -> None:
    """Refuse a moment without zone or offset: it would mean another instant in every place."""
    if moment.utcoffset() is None:
        raise CalendarError("the moment has no zone or offset; give one, for example Europe/Amsterdam")
