"""What was written of an indikator below all isian: why its capaian is not good yet, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from iki_excel.decree.fields import shown
from iki_excel.forms.layout import Layout, NoteRow
from iki_excel.forms.layout import notes as layout_notes
from iki_excel.forms.layout.columns import KEY, VALUE
from iki_excel.forms.layout.notes import LABELS, NEXT_STEP, REASON
from iki_excel.forms.reading.differences import Standing
from iki_excel.forms.reading.form import Form
from iki_excel.judging.findings import cell_of
from iki_excel.judging.notes import COLUMNS
from iki_excel.language.places import Place
from iki_excel.words.plain import as_seen
from iki_excel.words.rules import PERINGATAN, Rule

TOO_LONG = Rule(
    "uraian_panjang",
    PERINGATAN,
    arti=f"Penyebab atau tindak lanjut lebih dari {layout_notes.LONGEST} huruf.",
    pesan="{apa} {indikator} lebih dari {paling} huruf; yang dipakai {paling} huruf pertama.",
    saran="Ringkas menjadi satu atau dua kalimat.",
    ringkas="lebih dari {paling} huruf; yang dipakai {paling} huruf pertama",
    contoh="Isian!F44 berisi salinan seluruh notulen",
)

TextOf = Callable[[int, int], object]
"""What stands on a row in a column of the template."""


def read_notes(form: Form, map_: Layout, sheet: str, standing: Standing, text: TextOf) -> None:
    """A row (COLUMNS) for every indikator of which anything was written."""
    rows = {note: standing.places[note.row] for note in map_.notes if note.row in standing.places}
    own = {note: row for note, row in rows.items() if text(row, KEY) in (note.key, "", None)}
    places = {note: Place(sheet, row, standing.columns[VALUE]) for note, row in own.items()}
    said = {note: _told(form, note, place, text(place.row, VALUE)) for note, place in places.items()}
    for kode in dict.fromkeys(note.indikator for note in said):
        asked = {note.asked: note for note in said if note.indikator == kode}
        texts = {what: said[note] for what, note in asked.items()}
        if any(texts.values()):
            form.notes.append(_row(form, kode, texts, places[asked[_first(texts)]]))


def _first(texts: Mapping[str, str]) -> str:
    return next(asked for asked in LABELS if texts.get(asked))


def _row(form: Form, kode: str, texts: Mapping[str, str], place: Place) -> tuple[str, ...]:
    owner = form.identity.unit, form.identity.periode, form.identity.jabatan
    row = (*owner, kode, texts.get(REASON, ""), texts.get(NEXT_STEP, ""), form.file, place.sheet, cell_of(place))
    assert len(row) == len(COLUMNS)
    return row


def _told(form: Form, note: NoteRow, place: Place, value: object) -> str:
    """What was written, as text, whatever else Excel made of it; nothing where that is not seen."""
    written = shown(value).strip()
    if not as_seen(written):
        return ""
    if len(written) > layout_notes.LONGEST:
        form.tell(TOO_LONG, place, apa=note.label, indikator=note.indikator, paling=layout_notes.LONGEST)
    return written[: layout_notes.LONGEST]
