"""How a month stands: its forms, what waits to be sorted, and its rekap. Read from the folder and the journal alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from iki_excel.judging.batch import Batch
from iki_excel.runs import outbox
from iki_excel.runs.monthly.cards import DIKECUALIKAN, SAH, Card, cards_of
from iki_excel.runs.monthly.kept import Kept, seen
from iki_excel.runs.monthly.rekap import Rekap, rekap_of
from iki_excel.runs.monthly.sentences import days_left
from iki_excel.runs.office import Office
from iki_excel.runs.receiving import foresee
from iki_excel.runs.receiving.fates import DUA_VERSI, PLACED, Receipt
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader


@frozen
class MonthState:
    """A month on a day. ``batas``: the last day of its forms; ``cards``: one a jabatan that is asked in it.

    ``menunggu``: what lies in the folder for what comes in and would come into this month; ``versi``: what lies there
    and is another version of what stands in it. ``has_settings``: whether there is an iki.toml. ``batch``: what the
    cards were made from, None where the month asks nothing (or nobody knows yet of which office).
    """

    month: Periode
    today: dt.date
    batas: dt.date
    cards: tuple[Card, ...] = ()
    rekap: Rekap | None = None
    menunggu: tuple[Receipt, ...] = ()
    versi: tuple[Receipt, ...] = ()
    has_settings: bool = True
    batch: Batch | None = None

    @property
    def asked(self) -> tuple[Card, ...]:
        """Those of which a form is to come."""
        return tuple(card for card in self.cards if card.keadaan != DIKECUALIKAN)

    @property
    def sah(self) -> int:
        """How many of these are sound."""
        return sum(card.keadaan == SAH for card in self.asked)

    @property
    def is_complete(self) -> bool:
        """Whether all of them are."""
        return self.sah == len(self.asked)

    @property
    def sisa(self) -> int:
        """The days that are left; less than nothing when the last one is over."""
        return (self.batas - self.today).days

    @property
    def kalimat(self) -> str:
        """ "3 dari 6 formulir sah · batas kirim 5 April 2019 (2 hari lagi)"."""
        if not self.asked:
            return f"{self.month.words} tidak menunggu satu formulir pun"
        is_over = self.is_complete and self.sisa < 0
        until = f"batas kirim {bahasa.date(self.batas)}{'' if is_over else f' ({days_left(self.sisa)})'}"
        return f"{self.sah} dari {len(self.asked)} formulir sah · {until}"


def state_of(
    folder: Path,
    office: Office,
    month: Periode,
    today: dt.date,
    *,
    reader: Reader | None = None,
    kept: Kept | None = None,
    progress: Progress = untold,
) -> MonthState:
    """How a month of an office stands on a day; SettingsError for one before the office began.

    ``kept``: what an earlier look keeps, whose reader is used then.
    """
    kept, settings = kept or Kept(reader), office.settings
    bare = MonthState(month, today, settings.due_day(month), has_settings=settings.ada_berkas)
    settings.refuse_before_start(month)
    if not settings.ada_berkas:
        return bare
    with kept.lock:
        return _state(bare, folder, office, kept, progress)


def _state(bare: MonthState, folder: Path, office: Office, kept: Kept, progress: Progress) -> MonthState:
    month, today = bare.month, bare.today
    try:
        batch = kept.batch(folder, office, month, progress)
    except CatalogError:  # nothing is asked in any month of the year so far
        return bare
    receipts = [one for one in waiting(folder, office, kept) if one.came.form[0] == month]
    versions = tuple(one for one in receipts if one.fate == DUA_VERSI)
    rows, kodes = outbox.look(folder, month), {one.came.form[1] for one in versions}
    return MonthState(
        month,
        today,
        bare.batas,
        cards=cards_of(batch, folder / FORMS, today, rows, kodes),
        rekap=rekap_of(batch, folder, kept),
        menunggu=tuple(one for one in receipts if one.fate in PLACED),
        versi=versions,
        batch=batch,
    )


def waiting(folder: Path, office: Office, kept: Kept) -> list[Receipt]:
    """What would become of all that lies in the folder for what comes in; nothing is moved."""
    inbox, forms, gone = (folder / name for name in (INBOX, FORMS, KEPT_FORMS))
    came = seen([inbox])
    if not came:
        return []
    now, reader = (came, seen([forms, gone])), kept.reader

    def look() -> list[Receipt]:
        return foresee([inbox], *office, forms, gone, reader=reader)

    found: list[Receipt] = kept.once(("menunggu", str(folder)), now, look)
    return found
