"""What is to be made of many units: plain values, so that they can be said before anything heavy is loaded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from iki_excel.judging.senders import Sender
from iki_excel.words.periods import Periode


@dataclass(frozen=True)
class Wanted:
    """What is made of every unit. ``folder``: that of results; ``bukti``: where evidence may lie, by unit; ``waktu``:
    the time that is printed; ``only_rollup``: no workbook a unit; ``with_slots``: whether the roll-up tells every cell;
    ``tables``: whether what was read, found and computed is given back as tables.
    """

    folder: Path
    periode: Periode
    waktu: dt.datetime
    bukti: Path | None = None
    only_rollup: bool = False
    rapor: bool = False
    lkjip: bool = False
    with_slots: bool = True
    tables: bool = False
    pengirim: Mapping[str, Sender] = field(default_factory=dict)
