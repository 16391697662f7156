"""The page Bulan: how the month stands, and the one thing to do next. And what its buttons do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from iki_excel.page import frames
from iki_excel.page.answers import Answer, Page
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.jobs import Done
from iki_excel.words import bahasa
from iki_excel.words.folders import EVIDENCE, FORMS, RESULTS
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from iki_excel.page.stand_in import MonthState, OfYear

ICONS = {
    "Sah": "sah",
    "Perlu perbaikan": "salah",
    "Tidak terbaca": "salah",
    "Dua versi": "dua",
    "Terlambat": "terlambat",
    "Belum masuk": "belum",
    "Belum dibuat": "kosong",
}
"""By the word of a state its shape and colour (gaya.css, gambar.html)."""

BUTTONS = {"formulir": "formulir", "proses": "proses"}
"""By the kind of an act the form that it sends; any other is a link, or the choice of files."""

NO_FILES = "Belum ada berkas yang dipilih. Pilih dulu berkasnya, lalu tekan Kirim."


@dataclass(frozen=True)
class Month:
    """One month of the strip as it is shown: "Mar" and "Maret 2019, berjalan" for whoever hears it."""

    short: str
    word: str
    address: str
    is_open: bool
    has_begun: bool


def shown(asked: Asked, periode: str) -> Answer:
    """The month: the year around it, the next act, a card a form, and where to drop what came."""
    from iki_excel.page import stand_in as monthly

    month, place = month_of(periode), asked.place
    office, today = place.office(), place.today()
    office.settings.refuse_before_start(month)
    state = monthly.state_of(place.folder, office, month, today)
    act = monthly.next_act(state)
    data = {
        "strip": [_month(one, month) for one in monthly.year_strip(place.folder, office, month.year)],
        "month": month,
        "sum": f"{state.count(monthly.SAH)} dari {len(state.cards)} formulir sah",
        "due": f"batas kirim {bahasa.date(state.due)}",
        "days": days(state.due, today),
        "is_late": _is_late(state),
        "act": act,
        "button": BUTTONS.get(act.kind, ""),
        "cards": state.cards,
        "icons": ICONS,
        "news": asked.jobs.news(asked.query.get("kabar", "")),
    }
    return Page("bulan.html", month.words, data, act.command, frames.BULAN, month)


def days(due: dt.date, today: dt.date) -> str:
    """How far a deadline is: "2 hari lagi", "hari ini", "lewat 4 hari"."""
    left = (due - today).days
    if left == 0:
        return "hari ini"
    return f"{left} hari lagi" if left > 0 else f"lewat {-left} hari"


def _is_late(state: MonthState) -> bool:
    return state.today > state.due and state.count("Sah") < len(state.cards)


def _month(one: OfYear, here: Periode) -> Month:
    short = one.month.short_words.split()[0]
    return Month(short, one.word, f"/b/{one.month}", one.month == here, one.word != "sebelum mulai")


def write_forms(asked: Asked, periode: str) -> Answer:
    """Write the blank forms of a month."""
    month, place = month_of(periode), asked.place
    office = place.office()

    def work(progress: Progress) -> Done:
        from iki_excel.runs.blanks import write_blanks

        outcome = write_blanks(*office, [month], place.folder / FORMS, progress=progress)
        count = len(outcome.written) + len(outcome.renewed)
        return Done(f"/b/{month}", (f"{count} formulir {month.words} dibuat.",))

    return asked.jobs.run(f"Membuat formulir {month.words}", f"/b/{month}", work)


def process(asked: Asked, periode: str) -> Answer:
    """Make the recap of a month."""
    month, place = month_of(periode), asked.place
    office, printed = place.office(), place.printed()

    def work(progress: Progress) -> Done:
        from iki_excel.runs.month import process_to

        folder = place.folder
        process_to(
            folder / RESULTS,
            [folder / FORMS],
            *office,
            month,
            printed,
            rapor=True,
            bukti=folder / EVIDENCE,
            kantor=folder,
            progress=progress,
            sheets=progress,
        )
        return Done(f"/b/{month}", (f"Rekap {month.words} sudah dibuat.",))

    return asked.jobs.run(f"Membuat rekap {month.words}", f"/b/{month}", work)


def receive(asked: Asked) -> Answer:
    """Take files that were dropped or chosen: whatever month is open, each goes into its own."""
    month = month_of(asked.field("bulan"))
    if not asked.files:
        return Page("galat.html", "Belum ada berkas", {"kalimat": (NO_FILES,), "kembali": f"/b/{month}"}, status=422)
    place, office, uploads = asked.place, asked.place.office(), asked.files

    def work(progress: Progress) -> Done:
        from iki_excel.page.receipts import received_news
        from iki_excel.runs.uploads import take_uploads

        received = take_uploads(uploads, place.folder, office, progress)
        return Done(f"/b/{month}", tuple(received_news(received, office.catalog)))

    return asked.jobs.run("Menerima berkas", f"/b/{month}", work)


ROUTES = (
    Route("GET", "/b/<periode>", shown),
    Route("POST", "/b/<periode>/formulir", write_forms),
    Route("POST", "/b/<periode>/proses", process),
    Route("POST", "/terima", receive),
)
