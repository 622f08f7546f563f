"""What goes wrong with dates."""


class CalendarError(ValueError):
    """A duration, cycle, calendar or term that cannot be read or reckoned; the message names the remedy."""
