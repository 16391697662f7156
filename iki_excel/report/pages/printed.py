"""What stands at the foot of every page: whose it is, when it was made, and of which workbook it tells."""

from __future__ import annotations

import hashlib

from iki_excel.report.sheets import Report
from iki_excel.words.frozen import frozen

SHOWN_DIGITS = 12
"""Of the SHA-256, as text beside the code that holds all of it."""


@frozen
class Printed:
    """``kaki``: the line at the foot; ``dibuat``: when, in words; ``sidik``: the SHA-256 of the workbook, in hex."""

    kaki: str
    dibuat: str
    sidik: str

    @property
    def sidik_pendek(self) -> str:
        """Enough of it to be compared by eye, in groups."""
        short = self.sidik[:SHOWN_DIGITS]
        return " ".join(short[at : at + 4] for at in range(0, SHOWN_DIGITS, 4))


def printed(report: Report, workbook: bytes) -> Printed:
    """The foot of the pages that tell of a workbook."""
    return Printed(report.foot, report.made_at, hashlib.sha256(workbook).hexdigest())
