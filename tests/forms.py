"""Lets a test show its spreadsheets as small text tables.

A table has a line a cell: ``code | value``, or ``code | value | keterangan``. A value is written as it is meant::

    412           a number                  "1.234"       a text, exactly what is between the quotes
    2019-02-20    a date                    TB, nihil, Ya a text
    =20+2         a formula                 (nothing)     a blank cell

A survey has a line a respondent, a score an unsur; ``.`` is no answer.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from iki_excel.decree import Catalog, Indikator, Jabatan
from iki_excel.decree.fields import shown
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.decree.kinds import Slot
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import Layout
from iki_excel.judging import answers, answers_table, checks, scoring
from iki_excel.judging.telling import cells_said
from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from tests import earlier_forms
from tests.grounds import KECIL, behind
from tests.typed_in import Formula, named_places, typed_by_a_program, typed_in

Told = list[tuple[str, str, str]]
Story = list[tuple[str, float | None, float | None, str]]

# --- what a cell of a table means -------------------------------------------------------------------------------------


def meant(text: str) -> Any:
    """The value that a cell of a table stands for."""
    if text == "":
        return None
    if re.fullmatch(r'".*"', text):
        return text[1:-1]
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return dt.date.fromisoformat(text)
    if text.startswith("="):
        return Formula(text[1:])
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def _lines(table: str) -> Iterator[list[str]]:
    for line in table.strip().splitlines():
        if line.strip():
            yield [part.strip() for part in line.split("|")]


def scores(survey: str) -> list[list[Any]]:
    """The scores of every respondent."""
    return [[None if score == "." else meant(score) for score in line.split()] for line in survey.strip().splitlines()]


# --- workbooks --------------------------------------------------------------------------------------------------------


def form(
    folder: Path, jabatan: str, periode: str, table: str = "", survey: str = "", *, name: str = "",
    settings: Settings | None = None,
) -> Path:  # fmt: skip
    """A form with these cells filled and all others blank, as ``<folder>/<name>.xlsx``."""
    path = folder / f"{name or f'{jabatan}_{periode}'}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(filled(blank(jabatan, periode, settings), jabatan, table, survey))
    return path


@functools.cache
def filled(template: bytes, jabatan: str, table: str, survey: str) -> bytes:
    """Made once: the same few forms are asked for by hundreds of tests."""
    names, typed, by_a_program = named_places(template), {}, False
    for kode, value, *note in _lines(table):
        place = names[layout.name_of(kode)]
        typed[place] = meant(value)
        by_a_program |= isinstance(typed[place], dt.date) and not kode.endswith(".selesai")
        if note:
            typed[place._replace(column=place.column + layout.NOTE - layout.VALUE)] = note[0]
    if survey:
        (block,) = (isian for isian in behind(jabatan).catalog[jabatan].isian if isian.blok)
        typed |= _scores_at(names[layout.name_of(block.kode)], scores(survey))
    return (typed_by_a_program if by_a_program else typed_in)(template, typed)


def _scores_at(first: Place, rows: Sequence[Sequence[Any]]) -> dict[Place, Any]:
    return {
        Place(first.sheet, first.row + down, first.column + right): score
        for down, row in enumerate(rows)
        for right, score in enumerate(row)
    }


def complete(
    folder: Path, jabatan: str, periode: str, table: str = "", survey: str = "", *, name: str = "",
    settings: Settings | None = None,
) -> Path:  # fmt: skip
    """A form with these cells filled, and every other required cell with a harmless value."""
    one = behind(jabatan).catalog[jabatan]
    survey = survey or harmless_survey(one)
    return form(folder, jabatan, periode, harmless(one, table) + table, survey, name=name, settings=settings)


def harmless(jabatan: Jabatan, table: str) -> str:
    """Lines for the required cells that a table does not name: 1 fulfils every condition."""
    named = {line[0] for line in _lines(table)}
    slots = [s for s in jabatan.slots if s.wajib and not s.blok and not s.kalender and s.kode not in named]
    return "".join(f"{slot.kode} | 1\n" for slot in slots)


def harmless_survey(jabatan: Jabatan) -> str:
    """One respondent who finds everything good, where the jabatan has a survey."""
    return " ".join("4" for slot in jabatan.slots if slot.blok)


def blank(jabatan: str, periode: str, settings: Settings | None = None) -> bytes:
    """The template, as anybody gets it."""
    return writing.build(behind(jabatan).catalog[jabatan], periode, settings) if settings else _blank(jabatan, periode)


@functools.cache
def _blank(jabatan: str, periode: str) -> bytes:
    catalog, settings = behind(jabatan)
    return writing.build(catalog[jabatan], periode, settings)


def edited(path: Path, edit: Any) -> Path:
    """The workbook after ``edit(workbook)``, in place."""
    workbook = load_workbook(path)
    edit(workbook)
    workbook.save(path)
    workbook.close()
    return path


# --- what was found ---------------------------------------------------------------------------------------------------


def told(temuan: pd.DataFrame) -> Told:
    """Temuan, or their lines, as a flat list: the place (cells, else the file), the kode and the whole sentence."""
    return [(_place(row), row["kode"], row["pesan"]) for row in temuan.to_dict("records")]


def kodes(temuan: pd.DataFrame) -> list[tuple[str, str]]:
    """Temuan as a flat list of places and kodes."""
    return [(place, kode) for place, kode, _ in told(temuan)]


def _place(row: Mapping[str, Any]) -> str:
    cells = cells_said(row["daerah"]) if "daerah" in row else row["sel"]
    return f"{row['sheet']}!{cells}" if cells else Path(row["file"]).name


# --- answers without workbooks ----------------------------------------------------------------------------------------


def answers_of(jabatan: str, table: str, *, unit: str = "", surveys: Mapping[str, str] | None = None) -> pd.DataFrame:
    """The answers of the months in the header of a table, a line a cell; every cell that is not shown is blank.

    ``unit``: of another office than the one whose jabatan it is. ``surveys``: by month the scores.
    """
    (_, *months), *lines = _lines(table)
    values = {(kode, month): meant(v) for kode, *row in lines for month, v in zip(months, row, strict=True)}
    catalog, settings = behind(jabatan)
    one, unit = catalog[jabatan], unit or settings.unit.kode
    rows = [row for month in months for row in _rows_of(one, unit, month, values, (surveys or {}).get(month, ""))]
    frame = pd.DataFrame(rows, columns=answers.COLUMNS).astype({"angka": float})
    return answers_table.with_slots(frame, catalog)


def _rows_of(
    jabatan: Jabatan, unit: str, month: str, values: Mapping[tuple[str, str], Any], survey: str
) -> Iterator[tuple[Any, ...]]:
    map_ = Layout(jabatan)
    for indikator in jabatan.indikator:
        for slot in indikator.slots:
            if not slot.blok and slot.kode not in jabatan.homes:
                place = map_.slot_rows[slot.kode].at(layout.VALUE)
                yield _row(jabatan, unit, month, indikator, slot, place, 0, values.get((slot.kode, month)))
    for block in map_.blocks.values():
        (indikator,) = (i for i in jabatan.indikator if block.isian in i.isian)
        for order, given in enumerate(scores(survey) or [[None] * len(block.columns)]):
            for (slot, column), score in zip(block.columns, given, strict=True):
                place = Place(block.sheet, layout.BLOCK_FIRST_ROW + order, column)
                yield _row(jabatan, unit, month, indikator, slot, place, order + 1, score)


def _row(
    jabatan: Jabatan, unit: str, month: str, indikator: Indikator, slot: Slot, place: Place, responden: int, value: Any
) -> tuple[Any, ...]:
    result = slot.field.read(value, slot.satuan)
    alasan = result.alasan.kode if result.alasan else ""
    return (
        unit, month, jabatan.kode, indikator.kode, slot.isian, slot.kode, responden, shown(value), result.angka,
        result.keadaan, alasan, result.catatan, result.jam, False, "", "", float("nan"),
        f"{unit} {jabatan.kode} {month}", place.sheet, place.a1, place.row, place.column,
    )  # fmt: skip


def found(table: pd.DataFrame, settings: Settings | None = None) -> pd.DataFrame:
    """What the checks find in answers."""
    catalog, own = next(map(behind, table["jabatan"]), KECIL)
    return checks.run(table, checks.Given(catalog, settings or own, None))


def story(indikator: str, table: pd.DataFrame, until: str, settings: Settings | None = None, unit: str = "") -> Story:
    """An indikator month by month, after the checks: periode, that month's realisasi, s.d., and the status."""
    settings = settings or behind(indikator).settings
    marked = checks.mark_wrong(table, found(table, settings))
    return results(indikator, marked, until, settings, unit)


def results(indikator: str, table: pd.DataFrame, until: str, settings: Settings, unit: str = "") -> Story:
    """The same without the checks: numbers need not fulfil the catalogue's conditions."""
    catalog, own = behind(indikator)
    (jabatan, _), unit = catalog.indikator[indikator], unit or own.unit.kode
    units = sorted({unit, *table["unit"]})
    hasil = scoring.score(table, Catalog((jabatan,)), settings, Periode(until).so_far, units).hasil
    rows = hasil[(hasil["indikator"] == indikator) & (hasil["unit"] == unit)]
    return [
        (r["periode"], rounded(r["realisasi_bulan"]), rounded(r["realisasi"]), r["status"])
        for r in rows.to_dict("records")
    ]


def rounded(value: float) -> float | None:
    """As it is shown; None where there is no number."""
    return None if pd.isna(value) else round(float(value), 2)


def date_number(day: str) -> float:
    """The number that Excel keeps for a day such as 2019-02-20."""
    return float(bahasa.serial(dt.date.fromisoformat(day)))


# --- damage -----------------------------------------------------------------------------------------------------------


def patched(path: Path, part: str, old: str, new: str) -> Path:
    """The file with a text of one of its parts replaced, in place; the text is there exactly once."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    text = parts[part].decode()
    assert text.count(old) == 1, (part, old, text.count(old))
    parts[part] = text.replace(old, new).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def kode_cell(workbook: Workbook, sheet: str) -> Any:
    """The cell of a sheet that holds its Kode formulir."""
    cells = (cell for row in workbook[sheet].iter_rows() for cell in row)
    return next(c for c in cells if isinstance(c.value, str) and layout.KODE_FORMULIR.fullmatch(c.value))


def identity_of(jabatan: Jabatan, unit: str, periode: str, lembar: str = "isian") -> layout.Identity:
    """What a form of the jabatan that is written now says it is."""
    return layout.Identity(layout.TEMPLATE_VERSION, unit, jabatan.kode, periode, lembar, short(fingerprint(jabatan)))


def as_first_version(path: Path) -> Path:
    """The form as the first version of the program wrote it, which said nothing of the decree, in place."""

    def change(workbook: Workbook) -> None:
        earlier_forms.rearrange(workbook)
        for row in workbook[layout.IKI].iter_rows(min_col=layout.IKI_DECREE + 1):
            for cell in row:
                cell.value = None
        _change_codes(workbook, versi=1, sidik="")

    return edited(path, change)


def as_second_version(path: Path) -> Path:
    """The form as the second version wrote it: other columns and another head, and a record of all that, in place."""

    def change(workbook: Workbook) -> None:
        earlier_forms.rearrange(workbook)
        _change_codes(workbook, versi=2)

    return edited(path, change)


def _change_codes(workbook: Workbook, **changed: Any) -> None:
    for cell in (cell for sheet in workbook for row in sheet.iter_rows() for cell in row):
        identity, _ = layout.parse_kode_formulir(cell.value) if isinstance(cell.value, str) else (None, False)
        if identity:
            cell.value = dataclasses.replace(identity, **changed).kode_formulir


def without_record(path: Path) -> Path:
    """The form without its hidden record, as if its sheets had been copied into another workbook, in place."""
    return edited(path, lambda workbook: workbook.remove(workbook[layout.IKI]))


def with_identity(path: Path, **changed: Any) -> Path:
    """The form with another identity, its check digits right, visible and hidden, in place."""

    def change(workbook: Workbook) -> None:
        for sheet in ("Isian", layout.IKI):
            cell = kode_cell(workbook, sheet)
            identity, _ = layout.parse_kode_formulir(cell.value)
            assert identity is not None
            cell.value = dataclasses.replace(identity, **changed).kode_formulir

    return edited(path, change)
