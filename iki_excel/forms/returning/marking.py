"""The marked copy: a fresh form with the answers of the one that came, its faulty cells coloured and explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.layout import PERBAIKAN
from iki_excel.forms.returning.carrying import carry
from iki_excel.forms.returning.entries import MEND, entries_of
from iki_excel.forms.returning.perbaikan import WIDTHS, rows_to_mend, still_open, write_perbaikan
from iki_excel.forms.returning.watching import Watch, watches_of
from iki_excel.forms.writing import Remark, Remarks, Template, new_book, write_form
from iki_excel.judging.batch import Checked
from iki_excel.language.cells import Condition
from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT, PERINGATAN


@frozen
class Marked:
    """A copy made of a file: whose form it is, the entries of its sheet Perbaikan, and the workbook.

    ``asks_more``: whether it asks what the file, made from an older decree, did not.
    """

    file: str
    jabatan: str
    periode: str
    entries: pd.DataFrame
    content: bytes
    asks_more: bool = False


def forms_to_mark(checked: Checked) -> Iterator[tuple[str, pd.DataFrame]]:
    """Every file with temuan whose cells could be read, and its answers, in the order of the files."""
    faulty = set(checked.temuan["file"])
    read = [checked.answers, checked.partial, *([checked.last_year] if len(checked.last_year) else [])]
    groups = dict(iter(pd.concat(read).groupby("file", sort=False)))
    for file in checked.files["file"]:
        if file in faulty and file in groups:
            yield file, groups[file].reset_index(drop=True)


def mark(file: str, cells: pd.DataFrame, checked: Checked, catalog: Catalog, settings: Settings) -> Marked:
    """The marked copy of one of the forms to mark."""
    record = checked.files[checked.files["file"] == file].iloc[0]
    periode = record["periode"]
    jabatan = catalog.at(periode)[record["jabatan"]]
    written = checked.written[checked.written["file"] == file]
    carried = carry(cells, jabatan, record["belum_ditanya"].split(), written)
    entries = entries_of(checked.temuan[checked.temuan["file"] == file], carried, jabatan)
    template = carried.filled_template(jabatan, periode, settings, record["sha256"], catalog.keputusan)
    asks_more = bool(carried.unasked)
    return Marked(file, jabatan.kode, periode, entries, _content(template, entries, asks_more), asks_more)


def _content(template: Template, entries: pd.DataFrame, asks_more: bool) -> bytes:
    watches = watches_of(template, entries)
    template = replace(template, remarks=_remarks(entries, watches), mended=_mended(entries))
    made = new_book(template)
    sheet = made.sheet(PERBAIKAN, WIDTHS)
    write_form(made, template)
    write_perbaikan(made, sheet, template, entries, watches, asks_more=asks_more)
    sheet.activate()
    return made.to_bytes()


def _mended(entries: pd.DataFrame) -> Condition | None:
    rows = rows_to_mend(entries)
    return still_open(rows).equals(0) if rows else None


def _remarks(entries: pd.DataFrame, watches: Sequence[Watch | None]) -> Remarks:
    """By cell of the form the worst tingkat, all sentences one below the other, and when the worst is done."""
    remarks: dict[tuple[str, int], Remark] = {}
    for entry, watch in zip(entries.to_dict("records"), watches, strict=True):
        if watch is None:
            continue
        key = (entry["slot"], entry["baris_survei"])
        before = remarks.get(key)  # what must be mended comes first
        if before:
            remarks[key] = replace(before, sentences=f"{before.sentences}\n{entry['pesan']}")
        else:
            tingkat = GALAT if entry["kelompok"] == MEND else PERINGATAN
            remarks[key] = Remark(tingkat, entry["pesan"], watch.done)
    return remarks
