"""One file, read by itself: whose it is, its cells, and what is wrong in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout
from iki_excel.forms.reading.decree import OLD_DECREE, as_written, jabatan_of
from iki_excel.forms.reading.form import Form, some_of
from iki_excel.forms.reading.isian import read_isian
from iki_excel.forms.reading.owner import (
    NAME_DIFFERS,
    form_words,
    identify,
    other_form_in_name,
    refuse_other_version,
)
from iki_excel.forms.reading.sheets import sheets_of, tell_sheets
from iki_excel.forms.reading.survey import read_survey
from iki_excel.forms.reading.twice import tell_once
from iki_excel.forms.reading.workbook import SetAside, Workbook, content_of, open_workbook
from iki_excel.judging import answers
from iki_excel.judging.files import FILE_COLUMNS, SET_ASIDE, UNFILLED, USED, set_aside
from iki_excel.judging.findings import of_file
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT
from iki_excel.workbooks.opening import Reader

UNASKED_COLUMNS = [*answers.COLUMNS, "label"]


@dataclass(frozen=True)
class Record:
    """What one file says: its ``row`` of the table of files (FILE_COLUMNS), its ``cells`` (rows of answers.COLUMNS) and
    its ``temuan`` (as findings.of_file). ``unasked``: rows of UNASKED_COLUMNS, of what its month does not ask any more.

    It depends on nothing but the name and the bytes of the file, the catalogue and the settings: it may be kept, by its
    path and its SHA-256, for as long as those two stay the same.
    """

    row: dict[str, Any]
    cells: list[tuple[Any, ...]] = field(default_factory=list)
    temuan: list[dict[str, Any]] = field(default_factory=list)
    unasked: list[tuple[Any, ...]] = field(default_factory=list)


def read_one(path: Path, reader: Reader, catalog: Catalog, settings: Settings) -> Record:
    """Read a file as far as it can be read; nothing that it holds raises."""
    file = path.as_posix()
    blank = dict.fromkeys(FILE_COLUMNS, "")
    record = Record(blank | {"file": file, "nasib": SET_ASIDE, "versi": 0, "terisi": 0})
    try:
        content = content_of(path)
        record.row["sha256"] = hashlib.sha256(content).hexdigest()
        _read_into(record, open_workbook(content, reader), catalog, settings)
    except SetAside as reason:
        owner = {name: record.row[name] for name in answers.IDENTITY}
        record.row.update(set_aside(reason.rule))
        record.temuan.append(of_file(reason.rule, file, reason.place, **owner, **reason.known))
    return record


def _read_into(record: Record, workbook: Workbook, catalog: Catalog, settings: Settings) -> None:
    row, identity = record.row, identify(workbook, catalog, settings)
    row.update(versi=identity.versi, unit=identity.unit, periode=identity.periode, jabatan=identity.jabatan)
    refuse_other_version(identity)
    jabatan, written = jabatan_of(identity, catalog), as_written(workbook, identity, catalog)
    missing = _not_asked(jabatan, written)
    row.update(menggantikan=workbook.replaces, belum_ditanya=" ".join(missing))
    asked = {slot.kode: indikator.kode for indikator in jabatan.indikator for slot in indikator.slots}
    form = Form(row["file"], workbook, identity, asked, record.cells, record.temuan, record.unasked)
    _tell_other_name(form, jabatan, catalog)
    _read_form(form, written, jabatan)
    row["terisi"], row["sidik"] = _filled([*form.rows, *form.unasked], written)
    is_used = row["terisi"] or any(found["tingkat"] == GALAT for found in form.temuan)
    row.update({"nasib": USED} if is_used else set_aside(UNFILLED))
    if is_used and missing:
        labels = some_of(dict.fromkeys(missing.values()))
        form.tell_sheet(OLD_DECREE, layout.ISIAN, bulan=Periode(identity.periode).words, label=labels)


def _not_asked(jabatan: Jabatan, written: Jabatan) -> dict[str, str]:
    """What the month asks and the form, made before, does not: how it is called, by the code of its slot."""
    there = {jabatan.home_of(slot.kode) for slot in written.slots}
    called = {
        slot.kode: isian.label if isian.blok else slot.label
        for isian in jabatan.isian
        for slot in isian.slots
        if slot.kode not in jabatan.homes
    }
    return {kode: label for kode, label in called.items() if kode not in there}


def _tell_other_name(form: Form, jabatan: Jabatan, catalog: Catalog) -> None:
    other = other_form_in_name(Path(form.file), form.identity, catalog)
    if other:
        right = form_words(jabatan.nama, form.identity.periode)
        form.tell_sheet(NAME_DIFFERS, "", menurut_nama=other, menurut_kode=right)


def _read_form(form: Form, written: Jabatan, jabatan: Jabatan) -> None:
    """All sheets of a form, each on its own: what sets one aside does not hide what is wrong on another."""
    map_ = Layout(written)
    reads = [partial(read_isian, form, map_)]
    for section in map_.sections:
        reads += [partial(read_survey, form, block, section.indikator) for block, _ in section.blocks]
    reasons = [reason for reason in map(_why_set_aside, reads) if reason]
    tell_once(form, jabatan)
    if not reasons:
        tell_sheets(form, sheets_of(form.workbook, form.identity, map_.sheets))
    for reason in reasons[1:]:
        form.tell(reason.rule, reason.place, **reason.known)
    if reasons:
        raise reasons[0]


def _why_set_aside(read: Callable[[], None]) -> SetAside | None:
    try:
        read()
    except SetAside as reason:
        return reason
    return None


def _filled(rows: list[tuple[Any, ...]], jabatan: Jabatan) -> tuple[int, str]:
    """How many cells somebody filled (working days stand there already), and the fingerprint of all of them."""
    prefilled = {slot.kode for slot in jabatan.slots if slot.kalender}
    positions = [answers.COLUMNS.index(name) for name in ("slot", "responden", "diketik", "keterangan")]
    typed = sorted(tuple(row[position] for position in positions) for row in rows)
    filled = sum(bool(note.strip() or (text.strip() and slot not in prefilled)) for slot, _, text, note in typed)
    return filled, hashlib.sha256(repr(typed).encode()).hexdigest()
