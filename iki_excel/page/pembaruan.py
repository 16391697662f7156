"""Blank forms that would be written otherwise now: none is handed out before it says what the office says by now."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iki_excel.page.answers import Answer, See
from iki_excel.page.asking import Asked
from iki_excel.page.jobs import Done
from iki_excel.words import bahasa
from iki_excel.words.folders import FORMS
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from iki_excel.runs.blanks import Outcome
    from iki_excel.runs.mailing import Listing
    from iki_excel.words.periods import Periode

RENEWED = "{jumlah} formulir kosong diperbarui: {alasan}."
OPEN_STILL = "Formulir kosong {nama} sedang dibuka, jadi belum diperbarui. Tutup dulu, lalu ulangi."
STALE = "{jumlah} formulir kosong masih seperti dulu, padahal {alasan}. Perbarui dulu, lalu bagikan."
MOST_NAMED = 3


def stale_among(asked: Asked, listing: Listing) -> dict[Path, Sequence[str]]:
    """Of the blank forms that letters of a list still bring, those that would be written otherwise now."""
    from iki_excel.delivery.letters import FORMULIR, INGATKAN

    if listing.jenis not in (FORMULIR, INGATKAN):
        return {}
    return {path: news for path, news in stale_of(asked, months_of(listing)).items() if path in _brought(listing)}


def stale_of(asked: Asked, months: Sequence[Periode]) -> dict[Path, Sequence[str]]:
    """The blank forms of these months that would be written otherwise now, each with what is new."""
    return {**asked.memory.kept.stale_blanks(asked.place.folder, asked.office(), months)} if months else {}


def months_of(listing: Listing) -> list[Periode]:
    """The months whose blank forms the letters of a list still bring: a reminder may be of an earlier one."""
    return sorted({one.letter.periode for one in listing.entries if one.letter and one.cara != "selesai"})


def _brought(listing: Listing) -> set[Path | None]:
    letters = (one.letter for one in listing.entries if one.letter and one.cara != "selesai")
    return {file.path for letter in letters for file in letter.attachments}


def said_of(stale: dict[Path, Sequence[str]]) -> str:
    """What is to be known of them before they are handed out."""
    return STALE.format(jumlah=len(stale), alasan=_reasons(stale.values()))


def renew(asked: Asked, months: Sequence[Periode], address: str) -> Answer:
    """Write anew the blank forms of these months that would be written otherwise now, and go on to ``address``."""
    place, office = asked.place, asked.office()

    def work(progress: Progress) -> Done:
        from iki_excel.runs.blanks import write_blanks

        outcome = write_blanks(*office, months, place.folder / FORMS, only_there=True, progress=progress)
        return Done(address, tuple(_news(outcome)))

    return asked.jobs.run("Menyiapkan formulir kosong", address, work) if months else See(address)


def _news(outcome: Outcome) -> Iterator[str]:
    from iki_excel.forms.reading.renewal import OPEN

    if outcome.renewed:
        yield RENEWED.format(jumlah=len(outcome.renewed), alasan=_reasons(outcome.renewed.values()))
    held = [path.stem for path, why in outcome.kept.items() if why == OPEN]
    if held:
        yield OPEN_STILL.format(nama=bahasa.some(held, MOST_NAMED))


def _reasons(told: Collection[Sequence[str]]) -> str:
    """What is new, each once, in the order of the first form."""
    found = dict.fromkeys(one[0].lower() + one[1:] for news in told for one in news)
    return bahasa.listing(found)
