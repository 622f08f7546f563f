"""Durations, repetitions, working days and legal terms.

Pure: no clock, no database, nothing else of the engine. Every moment comes in as an argument and carries a
zone.
"""

from engine.calendar.cycle import CatchUp, Cycle, Progress, parse_cycle
from engine.calendar.duration import Duration, parse_date_time, parse_duration
from engine.calendar.faults import CalendarError
from engine.calendar.house import ClosedPeriod, HouseCalendar
from engine.calendar.term import Direction, Reckoning, Suspension, Term, Unit, reckon

__all__ = [
    "CalendarError",
    "CatchUp",
    "ClosedPeriod",
    "Cycle",
    "Direction",
    "Duration",
    "HouseCalendar",
    "Progress",
    "Reckoning",
    "Suspension",
    "Term",
    "Unit",
    "parse_cycle",
    "parse_date_time",
    "parse_duration",
    "reckon",
]
