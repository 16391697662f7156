"""The page Bulan: how the month stands, and the one thing to do next. And what its buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iki_excel.page import frames
from iki_excel.page.answers import Answer, Page
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.jobs import Done
from iki_excel.page.sebelum_mulai import before_start
from iki_excel.page.target_gaps import target_gap
from iki_excel.words import periods
from iki_excel.words.folders import EVIDENCE, FORMS, RESULTS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from iki_excel.decree import Catalog
    from iki_excel.runs.monthly.cards import Card
    from iki_excel.runs.monthly.state import MonthState
    from iki_excel.runs.monthly.year import MonthMark
    from iki_excel.runs.receiving import Received

NO_FILES = "Belum ada berkas yang dipilih. Pilih dulu berkasnya, lalu tekan Kirim."

SHAPES = {
    "Sah": "sah",
    "Perlu perbaikan": "salah",
    "Tidak terbaca": "salah",
    "Dua versi": "dua",
    "Terlambat": "terlambat",
    "Belum masuk": "belum",
    "Belum dibuat": "kosong",
    "Dikecualikan": "kosong",
}
"""By the word of a state its shape and its colour (gambar.html, gaya.css)."""


@frozen
class Month:
    """One month of the strip as it is shown."""

    short: str
    word: str
    address: str
    is_open: bool
    has_begun: bool


@frozen
class Shown:
    """One card as it is shown. ``kind``: its shape and its colour."""

    kode: str
    nama: str
    pejabat: str
    keadaan: str
    kalimat: str
    kind: str
    told: tuple[str, ...]


def shown(asked: Asked, periode: str) -> Answer:
    """The month: the year around it, the next act, a card a form, and where to drop what came."""
    from iki_excel.page.acts import button_of, time_told
    from iki_excel.runs.monthly.next_act import BUAT_FORMULIR, next_act
    from iki_excel.runs.monthly.rekap import older_of
    from iki_excel.runs.monthly.state import state_of
    from iki_excel.runs.monthly.year import year_strip, years_beside

    month, place = month_of(periode), asked.place
    office, today = asked.office(), place.today()
    if (refused := before_start(office, month)) is not None:
        return refused
    state = state_of(place.folder, office, month, today, kept=asked.memory.kept)
    act = next_act(state)
    older = older_of(state.batch, place.folder, asked.memory.kept) if state.batch else ()
    said, _, days = state.kalimat.partition(" (")
    data = {
        "strip": _strip(year_strip(place.folder, office, month.year, today, older), month),
        "years": _years(years_beside(place.folder, month.year, today), month.year),
        "month": month,
        "sum": said,
        "days": days.rstrip(")"),
        "is_late": state.sisa < 0 and not state.is_complete,
        "note": time_told(state),
        "button": button_of(act, state, office.catalog),
        "gap": target_gap(office, month) if act.kode == BUAT_FORMULIR else None,
        "cards": _cards(state, office.catalog),
        "news": asked.jobs.news(asked.query.get("kabar", "")),
    }
    return Page("bulan.html", month.words, data, act.perintah, frames.BULAN, month)


def _strip(marks: Iterable[MonthMark], here: Periode) -> list[Month]:
    return [
        Month(
            mark.month.short_words.split()[0],
            mark.keadaan,
            f"/b/{mark.month}",
            mark.month == here,
            mark.keadaan != "sebelum mulai",
        )
        for mark in marks
    ]


def _years(years: Iterable[int], here: int) -> list[tuple[str, str]]:
    """The words and the address of each: its month that lies nearest."""
    return [(f"Tahun {year}", f"/b/{year}-{12 if year < here else 1:02}") for year in years]


def _cards(state: MonthState, catalog: Catalog) -> list[Shown]:
    return [_card(card, catalog[card.kode].sheet) for card in state.cards]


def _card(card: Card, nama: str) -> Shown:
    told = tuple(one.kalimat for one in card.told)
    return Shown(card.kode, nama, card.disebut, card.keadaan, card.kalimat, SHAPES[card.keadaan], told)


def write_forms(asked: Asked, periode: str) -> Answer:
    """Write the blank forms of a month."""
    month = month_of(periode)
    return _write(asked, month, [month])


def write_year(asked: Asked, periode: str) -> Answer:
    """The same of a month and all that follow it in its year."""
    month = month_of(periode)
    return _write(asked, month, Periode(str(month.year)).months[month.month_number - 1 :])


def _write(asked: Asked, month: Periode, months: Sequence[Periode]) -> Answer:
    place, office = asked.place, asked.office()
    words = periods.title(months)

    def work(progress: Progress) -> Done:
        from iki_excel.runs.blanks import write_blanks

        outcome = write_blanks(*office, months, place.folder / FORMS, progress=progress)
        count = len(outcome.written) + len(outcome.renewed)
        return Done(f"/b/{month}", (f"{count} formulir {words} dibuat.",))

    return asked.jobs.run(f"Membuat formulir {words}", f"/b/{month}", work)


def process(asked: Asked, periode: str) -> Answer:
    """Make the recap of a month."""
    month, place = month_of(periode), asked.place
    office, printed = asked.office(), place.printed()

    def work(progress: Progress) -> Done:
        from iki_excel.runs.month import process_to

        folder = place.folder
        processed = process_to(
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
        wrong = (str(processed.pages.error),) if processed.pages.error else ()
        return Done(f"/b/{month}/hasil", (f"Rekap {month.words} sudah dibuat.", *wrong))

    return asked.jobs.run(f"Membuat rekap {month.words}", f"/b/{month}", work)


def receive(asked: Asked) -> Answer:
    """Take files that were dropped or chosen: whatever month is open, each goes into its own."""
    month = month_of(asked.field("bulan"))
    if not asked.files:
        return Page("galat.html", "Belum ada berkas", {"kalimat": (NO_FILES,), "kembali": f"/b/{month}"}, status=422)
    place, office, uploads = asked.place, asked.office(), asked.files

    def work(progress: Progress) -> Done:
        from iki_excel.page.receipts import received_news
        from iki_excel.runs.uploads import take_uploads

        received = take_uploads(uploads, place.folder, office, progress)
        return Done(_leads_to(received, month), tuple(received_news(received, office.catalog, place.today())))

    return asked.jobs.run("Menerima berkas", f"/b/{month}", work, asked.of_files)


def receive_waiting(asked: Asked, periode: str) -> Answer:
    """Take what somebody laid into the folder of what comes in."""
    month, place = month_of(periode), asked.place
    office = asked.office()

    def work(progress: Progress) -> Done:
        from iki_excel.page.receipts import received_news
        from iki_excel.runs.uploads import take_waiting

        received = take_waiting(place.folder, office, progress)
        return Done(_leads_to(received, month), tuple(received_news(received, office.catalog, place.today())))

    return asked.jobs.run("Menerima berkas yang menunggu", f"/b/{month}", work)


def _leads_to(received: Received, month: Periode) -> str:
    """Where somebody has to decide, that is what is shown."""
    return "/kotak-masuk" if received.needs_a_person else f"/b/{month}"


ROUTES = (
    Route("GET", "/b/<periode>", shown),
    Route("POST", "/b/<periode>/formulir", write_forms),
    Route("POST", "/b/<periode>/formulir/setahun", write_year),
    Route("POST", "/b/<periode>/terima", receive_waiting),
    Route("POST", "/b/<periode>/proses", process),
    Route("POST", "/terima", receive),
)
