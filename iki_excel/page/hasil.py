"""The page Hasil: what the month came to, as its recap says it, where its files are, and whom it is sent to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iki_excel.page import frames
from iki_excel.page.answers import Answer, Download, NotThere, Page
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.buttons import LINK, SENDS, Button
from iki_excel.page.jobs import Done
from iki_excel.page.sebelum_mulai import before_start
from iki_excel.page.target_gaps import target_gap
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import RESULTS
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress

if TYPE_CHECKING:
    from iki_excel.delivery.letters import Attachment
    from iki_excel.delivery.outbox import Row
    from iki_excel.delivery.results import Angka, Berkas, Capaian, Result
    from iki_excel.runs.monthly.cards import Card
    from iki_excel.runs.monthly.rekap import Rekap
    from iki_excel.runs.monthly.state import MonthState
    from iki_excel.runs.office import Office
    from iki_excel.words.periods import Periode

FULL = 100.0
"""The length of a bar in its own units, at whatever size it is shown."""

OLDER = "{apa} berubah sejak rekap ini dibuat. Buat lagi, supaya isinya ikut."
CHANGED = (
    "Berkas rekap ini tidak lagi seperti waktu dibuat: mungkin disimpan ulang dari Excel, dipindahkan, atau dari versi "
    "lama program ini. Buat lagi, supaya angkanya pasti. Berkas yang sekarang tetap disimpan."
)
MEAN = "rata-rata capaian"
"""What stands above the number already."""
FINAL, NOT_FINAL = "Angka di bawah sudah final.", "Angka di bawah belum final."
LOOK = "Periksa sebentar, lalu kirim."
SENT = "Rekap ini sudah disampaikan kepada {n} orang"
OPENED, FOLDER_OPENED = "{nama} dibuka.", "Folder {folder} dibuka."


@frozen
class Rapor:
    """A jabatan as it is shown. ``panjang`` and ``target``: of its bar, in parts of FULL; ``pdf``: its page, "" where
    none was made.
    """

    nama: str
    pejabat: str
    angka: str
    panjang: float
    target: float
    keadaan: str
    tentang: str
    is_final: bool
    baris: tuple[Angka, ...]
    pdf: str


@frozen
class File:
    """A file of a recap, and what it is called here."""

    nama: str
    label: str


def shown(asked: Asked, periode: str) -> Answer:
    """The recap of a month; where there is none, what it waits for."""
    from iki_excel.runs.monthly.state import state_of

    month, place = month_of(periode), asked.place
    office = asked.office()
    if (refused := before_start(office, month)) is not None:
        return refused
    state = state_of(place.folder, office, month, place.today(), kept=asked.memory.kept)
    data = {"month": month, "news": asked.jobs.news(asked.query.get("kabar", ""))}
    if state.rekap is None:
        return _page("hasil_kosong.html", state, {**data, **_nothing_yet(state, office)})
    if state.rekap.result is None:
        return _page("hasil_berubah.html", state, {**data, "button": again(month, CHANGED)})
    return _page("hasil.html", state, {**data, **_told(state, state.rekap, state.rekap.result, office)})


def _page(template: str, state: MonthState, data: dict[str, object]) -> Page:
    month = state.month
    command = f"iki buka --periode {month}" if state.rekap else f"iki proses --periode {month}"
    return Page(template, f"Hasil {month.words}", data, command, frames.HASIL, month)


# --- none yet ---------------------------------------------------------------------------------------------------------


def _nothing_yet(state: MonthState, office: Office) -> dict[str, object]:
    from iki_excel.page.acts import button_of
    from iki_excel.runs.monthly.cards import SAH
    from iki_excel.runs.monthly.next_act import BUAT_REKAP, BUAT_SEMENTARA, next_act

    act, month = next_act(state), state.month
    back = Button(f"Kembali ke {month.words}", f"Rekap {month.words} belum dibuat.", LINK, f"/b/{month}", True)
    makes = act.kode in (BUAT_REKAP, BUAT_SEMENTARA)
    waits = [(office.catalog[card.kode].sheet, card.kode, _why(card)) for card in state.asked if card.keadaan != SAH]
    return {"button": button_of(act, state, office.catalog) if makes else back, "waits": waits, "sum": state.kalimat}


def _why(card: Card) -> str:
    """What a form waits for: its state, where the sentence does not say it, too."""
    said = card.kalimat
    is_said = card.keadaan.lower() in said.lower()
    return f"{said[:1].lower()}{said[1:]}" if is_said else f"{card.keadaan.lower()}. {said}"


# --- one that is there ------------------------------------------------------------------------------------------------


def _told(state: MonthState, rekap: Rekap, result: Result, office: Office) -> dict[str, object]:
    said = result.ringkasan
    word, _, counted = said.keadaan.partition(": ")
    return {
        "button": _button(state, rekap, office),
        "gap": target_gap(office, state.month),
        "rekap": rekap,
        "nomor": result.riwayat.nomor,
        "dibuat": said.dibuat.rpartition(" · ")[2],
        "word": word,
        "counted": counted,
        "figures": _figures(rekap, said.is_final),
        "awaited": [line.removeprefix("– ") for line in said.menunggu if line.startswith("– ")],
        "ringkasan": said,
        "about": said.tentang_angka.removeprefix(f"{MEAN} "),
        "result": result,
        "lowest": said.daftar[0] if said.daftar else None,
        "changed": result.riwayat.lines,
        "rapor": [_rapor(one, result, office) for one in result.jabatan],
        "workbook": result.berkas[0].nama,
        "files": [File(one.nama, _label(one, result)) for one in result.berkas],
        "sent": [_sent(row) for row in rekap.told],
        "sent_title": SENT.format(n=len(rekap.told)),
        "may_again": not rekap.is_older,
        "can_choose": bool(rekap.waits) and not rekap.is_older,
    }


def _figures(rekap: Rekap, is_final: bool) -> str:
    """How far the figures on the page hold."""
    if rekap.is_older:
        return f"Angka di bawah masih dari sebelum {rekap.berubah} berubah."
    return FINAL if is_final else NOT_FINAL


def _button(state: MonthState, rekap: Rekap, office: Office) -> Button | None:
    """The next act of a recap; none where it was sent and its month still waits for forms."""
    from iki_excel.page.acts import button_of
    from iki_excel.runs.monthly.next_act import BULAN_BERIKUT, next_act

    if rekap.is_older:
        return again(state.month, OLDER.format(apa=rekap.berubah.capitalize()))
    if rekap.waits:
        label = f"Kirim hasil ke {len(rekap.waits)} orang…"
        return Button(label, LOOK, SENDS, f"/b/{state.month}/kirim/hasil")
    act = next_act(state)
    return button_of(act, state, office.catalog) if act.kode == BULAN_BERIKUT else None


def again(month: Periode, sentence: str) -> Button:
    """The button that makes the recap of a month once more."""
    return Button("Buat rekap lagi", sentence, SENDS, f"/b/{month}/proses", True)


def _rapor(one: Capaian, result: Result, office: Office) -> Rapor:
    bar = next((bar for bar in result.ringkasan.jabatan if bar.kode == one.kode), None)
    length = bar.panjang if bar and one.angka else None
    return Rapor(
        nama=one.sebutan,
        pejabat=office.settings.official(one.kode).disebut,
        angka=one.angka,
        panjang=round(FULL * (length or 0.0), 2),
        target=FULL * result.ringkasan.target_pada,
        keadaan=one.keadaan,
        tentang=f"{one.tentang[:1].upper()}{one.tentang[1:]}",
        is_final=one.is_final,
        baris=one.angka_angka,
        pdf=next((file.nama for file in result.berkas if file.jabatan == one.kode), ""),
    )


def _label(one: Berkas, result: Result) -> str:
    """What a file is, for whoever does not read names of files."""
    own = result.of(one.jabatan)
    if own is not None:
        return f"Rapor {own.sebutan} (PDF)"
    return "Rekap (Excel)" if one is result.berkas[0] else "Ringkasan (PDF)"


def _sent(row: Row) -> tuple[str, str]:
    """To whom, and how that is known."""
    from iki_excel.runs.monthly.told import how_told

    return row.nama, how_told(row.keadaan, row.diubah)


# --- its files --------------------------------------------------------------------------------------------------------


def show_file(asked: Asked, periode: str) -> Answer:
    """Open one of the files of a recap, or its folder, on this computer."""
    month, name, place = month_of(periode), asked.field("berkas"), asked.place
    path = _file(asked, month, name).path if name else place.folder / RESULTS / month
    if not path.exists():
        raise NotThere
    told = OPENED.format(nama=name) if name else FOLDER_OPENED.format(folder=f"{RESULTS}/{month}")

    def work(_: Progress) -> Done:
        try:
            place.shows(path)
        except IkiError as why:  # nothing went wrong: a copy is to be had on the same page
            return Done(f"/b/{month}/hasil", (str(why),))
        return Done(f"/b/{month}/hasil", (told,))

    return asked.jobs.run(f"Membuka {name or path.name}", f"/b/{month}/hasil", work)


def download(asked: Asked, periode: str, nama: str) -> Answer:
    """A copy of one of the files of a recap."""
    file = _file(asked, month_of(periode), nama)
    return Download(file.name, file.content)


def _file(asked: Asked, month: Periode, nama: str) -> Attachment:
    """Looked up among what was written, and is still as it was written."""
    from iki_excel.runs.results import read_result, workbook_in, written

    path = workbook_in(asked.place.folder / RESULTS, month, asked.office().settings.unit.kode)
    sendable = read_result(written(path, month))
    found = next((one for one in sendable.attachments if one.name == nama), None)
    if found is None:
        raise NotThere
    return found


ROUTES = (
    Route("GET", "/b/<periode>/hasil", shown),
    Route("GET", "/b/<periode>/hasil/<nama>", download),
    Route("POST", "/b/<periode>/buka", show_file),
)
