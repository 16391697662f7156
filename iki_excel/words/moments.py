"""A moment, as the time of a file: kept as text in UTC, and told by one clock, whatever the computer goes by."""

from __future__ import annotations

import datetime as dt
import functools

from iki_excel.words import bahasa

WIB = dt.timezone(dt.timedelta(hours=7), "WIB")
"""The clock by which every moment is told: the same forms give the same sentence on any computer."""

UNTOLD = ""
"""What stands for a moment that nobody knows."""


def kept(moment: dt.datetime) -> str:
    """A moment of a known clock as a table holds it, in UTC: "2019-04-02T02:15:00"."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S")


def of_seconds(seconds: float) -> str:
    """The same of a moment that a disk counts in seconds since 1970; UNTOLD for one that is none."""
    try:
        return kept(dt.datetime.fromtimestamp(int(seconds), dt.UTC))
    except (ValueError, OverflowError, OSError):
        return UNTOLD


def told(text: str) -> dt.datetime:
    """What a table holds, by the clock of WIB."""
    return dt.datetime.fromisoformat(f"{text}+00:00").astimezone(WIB)


@functools.lru_cache(maxsize=1024)
def words(text: str) -> str:
    """ "2 April 2019 pukul 09.15 WIB"; "" for UNTOLD."""
    if not text:
        return ""
    moment = told(text)
    return f"{bahasa.date(moment.date())} pukul {moment:%H.%M} {WIB}"
