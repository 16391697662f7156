"""The clock of the computer: the only place that looks at it, so that everything below is told the time."""

from __future__ import annotations

import datetime as dt


def now() -> dt.datetime:
    """This moment, in UTC."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    """This day, as the computer counts it."""
    return dt.date.today()


def printed() -> dt.datetime:
    """This moment to the minute, as the computer shows it and a result prints it."""
    return dt.datetime.now().replace(second=0, microsecond=0)
