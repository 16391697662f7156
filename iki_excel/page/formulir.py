"""The page Formulir: one form as whoever filled it knows it, and what is to be said to that person, in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from iki_excel.page import frames, pembaruan
from iki_excel.page.answers import Answer, NotThere, Page, See
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.bulan import SHAPES
from iki_excel.page.excuse_form import excuse_form, excused_words
from iki_excel.words.folders import FORMS, INBOX
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.decree import Catalog
    from iki_excel.runs.monthly.cards import Card
    from iki_excel.runs.monthly.form_rows import FormRows
    from iki_excel.runs.monthly.messages import Message
    from iki_excel.runs.monthly.state import MonthState

PERLU, SEMUA = "perlu", "semua"
"""Which rows are shown."""

NOTED, OTHERWISE = "ya", "berubah"
"""What became of a note: how its address says it."""

NEWS = {
    NOTED: "Dicatat: sudah Anda sampaikan.",
    OTHERWISE: "Belum dicatat: formulir ini berubah sejak halamannya dibuka. Periksa lagi pesannya di bawah ini.",
}

WAITS = {
    "tidak": "Dicatat: formulir ini tidak ditunggu bulan ini.",
    "ya": "Dicatat: formulir ini ditunggu lagi.",
}
"""What is told of it once it is not waited for, or again."""

NOTHING: Mapping[str, str] = {}

TITLES = {
    "perbaikan": "Minta perbaikan",
    "formulir": "Bagikan formulir kosong",
    "ingatkan": "Ingatkan",
    "": "Minta formulir yang benar",
}
"""What is to be done, by the kind of its text."""

COMMANDS = {
    "Belum dibuat": "iki template --periode {month}",
    "Belum masuk": "iki kirim --periode {month} --formulir --jabatan {kode}",
    "Terlambat": "iki kirim --periode {month} --ingatkan --jabatan {kode}",
    "Dua versi": f"iki terima {INBOX}",
}
"""By the state of a form the equal command, where that is not ``iki periksa``."""

COPIES = {"perbaikan": ("perbaikan", "Unduh salinan bertanda")}
BLANK = ("formulir", "Unduh formulir kosong")
CAME = ("formulir", "Unduh formulir yang masuk")


@frozen
class Filter:
    """One of the two views of the rows."""

    label: str
    address: str
    is_here: bool


@frozen
class Neighbour:
    """The form before or behind this one."""

    label: str
    address: str


@frozen
class Todo:
    """What is to be done, one step after the other: a file to download, and a text to send along.

    ``renewal``: what is said in the place of a blank form that would be written otherwise now, "" where it would not.
    """

    title: str
    berkas: Neighbour | None
    kepada: str
    message: Message
    renewal: str = ""

    @property
    def can_note(self) -> bool:
        """Whether it may be noted that the person was told."""
        return bool(self.message.pokok) and not self.message.is_told


def shown(asked: Asked, periode: str, jabatan: str) -> Answer:
    """The rows of a form, what is said in each, and what to do about it."""
    return form_page(asked, month_of(periode), jabatan)


def form_page(
    asked: Asked,
    month: Periode,
    kode: str,
    typed: Mapping[str, str] = NOTHING,
    faults: Mapping[str, str] = NOTHING,
    status: int = 200,
) -> Page:
    """The same; with what was ``typed`` to wait for it no longer, and what is wrong with that."""
    from iki_excel.runs.monthly.form_rows import form_rows
    from iki_excel.runs.monthly.messages import message_to

    place = asked.place
    office, (state, card) = asked.office(), card_of(asked, month, kode)
    assert state.batch is not None  # there is a card
    rows = form_rows(state.batch, kode)
    view = _view(asked.query.get("lihat", ""), rows)
    before, behind = _neighbours(state, office.catalog, kode)
    nama, became = office.catalog[kode].sheet, asked.query.get("dicatat", "")
    data = {
        "month": month,
        "nama": nama,
        "card": card,
        "kind": SHAPES[card.keadaan],
        "told": [one.kalimat for one in card.told],
        "has_come": bool(rows.groups),
        "rows": rows.to_look_at if view == PERLU else rows,
        "filters": _filters(month, rows, view),
        "todo": _todo(
            month, card, message_to(state.batch, card, place.folder, place.today()), _renewal(asked, month, card)
        ),
        "news": asked.jobs.news(asked.query.get("kabar", "")),
        "keeps": _keeps(month, card),
        "before": before,
        "behind": behind,
        "wrong": NEWS[OTHERWISE] if became == OTHERWISE else "",
        "noted": NEWS[NOTED] if became == NOTED else WAITS.get(asked.query.get("ditunggu", ""), ""),
        "excuse": excuse_form(card, typed, faults),
        "excused": excused_words(office, card, month),
    }
    return Page("formulir.html", f"{nama}, {month.words}", data, _command(month, card), frames.BULAN, month, status)


def renew(asked: Asked, periode: str, jabatan: str) -> Answer:
    """Write a blank form anew that would be written otherwise now, and all others of its month that would."""
    month, (_, card) = month_of(periode), card_of(asked, month_of(periode), jabatan)
    return pembaruan.renew(asked, [month], f"/b/{month}/formulir/{card.kode}")


def note(asked: Asked, periode: str) -> Answer:
    """Note that a person was told what the page showed; not where something else is due by now."""
    month, kode = month_of(periode), asked.field("jabatan")
    became = NOTED if _is_noted(asked, month, kode) else OTHERWISE
    return See(f"/b/{month}/formulir/{kode}?dicatat={became}")


def _is_noted(asked: Asked, month: Periode, kode: str) -> bool:
    from iki_excel.runs.monthly.messages import message_to, note_told

    place, (state, card) = asked.place, card_of(asked, month, kode)
    assert state.batch is not None
    message = message_to(state.batch, card, place.folder, place.today())
    if message is None or not message.jenis or _as_shown(asked) != (message.jenis, message.pokok):
        return False
    return note_told(place.folder, asked.office(), month, kode, message, place.printed().astimezone())


def _as_shown(asked: Asked) -> tuple[str, str]:
    """What the page that was pressed spoke of."""
    return asked.field("jenis"), asked.field("pokok")


def card_of(asked: Asked, month: Periode, kode: str) -> tuple[MonthState, Card]:
    """The card of a jabatan; NotThere for one that is not asked in the month."""
    from iki_excel.runs.monthly.state import state_of

    place = asked.place
    state = state_of(place.folder, asked.office(), month, place.today(), kept=asked.memory.kept)
    card = next((one for one in state.cards if one.kode == kode), None)
    if card is None:
        raise NotThere
    return state, card


def _command(month: Periode, card: Card) -> str:
    marks = " --tandai" if card.is_markable else ""
    usual = f"iki periksa --periode {month}{marks}"
    return COMMANDS.get(card.keadaan, usual).format(month=month, kode=card.kode)


# --- what is shown ----------------------------------------------------------------------------------------------------


def _view(wanted: str, rows: FormRows) -> str:
    """What needs a look, where something must be mended and nobody asked otherwise."""
    if wanted in (PERLU, SEMUA):
        return wanted
    return PERLU if rows.has_errors and rows.perlu else SEMUA


def _filters(month: Periode, rows: FormRows, view: str) -> list[Filter]:
    """Both views with how many rows they have; none where there is nothing to look at."""
    if not rows.perlu:
        return []
    counted = ((PERLU, f"Perlu dilihat ({rows.perlu})"), (SEMUA, f"Semua isian ({len(rows.rows)})"))
    return [Filter(label, f"/b/{month}/formulir/{rows.kode}?lihat={key}", key == view) for key, label in counted]


def _renewal(asked: Asked, month: Periode, card: Card) -> str:
    from iki_excel.forms.layout import form_path

    if not card.is_awaited:
        return ""
    path = form_path(asked.place.folder / FORMS, asked.office().settings.unit.kode, card.kode, month)
    stale = {one: news for one, news in pembaruan.stale_of(asked, [month]).items() if one == path}
    return pembaruan.said_of(stale) if stale else ""


def _todo(month: Periode, card: Card, message: Message | None, renewal: str) -> Todo | None:
    if message is None:
        return None
    if renewal:
        return Todo(TITLES[message.jenis], None, card.pejabat or card.nama, message, renewal)
    berkas = None if not message.jenis else _file(month, card, COPIES.get(message.jenis, BLANK))
    return Todo(TITLES[message.jenis], berkas, card.pejabat or card.nama, message)


def _keeps(month: Periode, card: Card) -> list[Neighbour]:
    """What else may be downloaded: the form that came, and a marked copy that nobody has to send."""
    copy = [COPIES["perbaikan"]] if card.is_markable and card.keadaan == "Sah" else []
    return [_file(month, card, one) for one in ([CAME] if card.file else []) + copy]


def _file(month: Periode, card: Card, one: tuple[str, str]) -> Neighbour:
    jenis, label = one
    return Neighbour(label, f"/b/{month}/berkas/{jenis}/{card.kode}")


def _neighbours(state: MonthState, catalog: Catalog, kode: str) -> tuple[Neighbour | None, Neighbour | None]:
    kodes = [card.kode for card in state.cards]
    at = kodes.index(kode)
    before, behind = kodes[max(at - 1, 0) : at], kodes[at + 1 : at + 2]
    return _neighbour(state, catalog, before), _neighbour(state, catalog, behind)


def _neighbour(state: MonthState, catalog: Catalog, kodes: Sequence[str]) -> Neighbour | None:
    return Neighbour(catalog[kodes[0]].sheet, f"/b/{state.month}/formulir/{kodes[0]}") if kodes else None


ROUTES = (
    Route("GET", "/b/<periode>/formulir/<jabatan>", shown),
    Route("POST", "/b/<periode>/formulir/<jabatan>/perbarui", renew),
    Route("POST", "/b/<periode>/catat", note),
)
