"""One file, read by itself: whose it is, its cells, and what is wrong in it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import field
from functools import partial
from operator import itemgetter
from pathlib import Path, PurePosixPath
from typing import Any

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.forms.layout import Identity, Layout
from iki_excel.forms.reading.archive import archive_of, arrived, content_at, members
from iki_excel.forms.reading.decree import OLD_DECREE, jabatan_of, map_of
from iki_excel.forms.reading.form import Form, some_of
from iki_excel.forms.reading.isian import ANCHORS_CHANGED, read_isian
from iki_excel.forms.reading.outside import tell_outside_further
from iki_excel.forms.reading.owner import (
    CODE_WRONG,
    NAME_DIFFERS,
    form_words,
    hidden_owner,
    identify,
    name_written,
    other_form_in_name,
    refuse_other_version,
)
from iki_excel.forms.reading.sent import File, Sent
from iki_excel.forms.reading.sheets import CODE_GONE, CODE_TWICE, sheets_of, tell_sheets
from iki_excel.forms.reading.strangers import stranger
from iki_excel.forms.reading.structure import FORMULAS_LOST
from iki_excel.forms.reading.survey import read_survey
from iki_excel.forms.reading.twice import tell_once
from iki_excel.forms.reading.workbook import SetAside, Workbook, open_workbook
from iki_excel.judging import answers
from iki_excel.judging.files import FILE_COLUMNS, SET_ASIDE, UNFILLED, USED, set_aside
from iki_excel.judging.findings import of_file
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT
from iki_excel.workbooks.opening import Opens
from iki_excel.workbooks.openxml.package import OTHER_ZIP
from iki_excel.workbooks.properties import last_saved

UNASKED_COLUMNS = [*answers.COLUMNS, "label"]


@frozen
class Record:
    """What one file says: its ``row`` of the table of files (FILE_COLUMNS), its ``cells`` (rows of answers.COLUMNS) and
    its ``temuan`` (as findings.of_file). ``unasked``: rows of UNASKED_COLUMNS, of what its month does not ask any more.
    ``notes``: rows of judging.notes.COLUMNS.

    It depends on nothing but the path, the time and the bytes of the file, and on the catalogue of the unit whose form
    it is; where it names none that is known, on which units there are. Its time stands in ``row`` alone.
    """

    row: dict[str, Any]
    cells: list[tuple[Any, ...]] = field(default_factory=list)
    temuan: list[dict[str, Any]] = field(default_factory=list)
    unasked: list[tuple[Any, ...]] = field(default_factory=list)
    notes: list[tuple[str, ...]] = field(default_factory=list)


def read_one(path: Path, reader: Opens, catalog: Catalog, settings: Settings) -> Record:
    """Read a file of one office as far as it can be read; nothing that it holds raises."""
    return _read(_of(path), partial(content_at, path), reader, Offices.one(Office(catalog, settings)))


def read_each(path: Path, reader: Opens, catalog: Catalog, settings: Settings) -> list[Record]:
    """The same of an archive: a record for every file in it, or one for all of it where no form can be among them."""
    return read_of_any(path, reader, Offices.one(Office(catalog, settings)))


def read_of_any(path: Path, reader: Opens, offices: Offices) -> list[Record]:
    """The same of whichever of these offices each form is."""
    try:
        return read_content(path, content_at(path), reader, offices)
    except SetAside as reason:
        return [unopened(path, reason)]


def read_content(file: File, content: bytes, reader: Opens, offices: Offices) -> list[Record]:
    """The same of the bytes of a file."""
    whole = _of(file)
    path = Path(whole.row["file"])
    try:
        inside = members(path, content, whole.row["tiba"])
    except SetAside as reason:
        return [_refused(whole, reason)]
    if inside is None:
        return [_read(whole, lambda: content, reader, offices)]
    records = [_read(_blank(path / name, one.tiba, path), one.read, reader, offices) for name, one in inside.items()]
    return records if any(not one.row["jenis"] for one in records) else [_refused(whole, SetAside(OTHER_ZIP))]


def unopened(file: File, reason: SetAside) -> Record:
    """What is told of a file that could not even be looked at."""
    return _refused(_of(file), reason)


def _of(file: File) -> Record:
    if isinstance(file, Sent):
        return _blank(file.path, file.tiba, file.archive)
    return _blank(file, arrived(file), archive_of(file))


def _blank(path: Path, tiba: str, archive: Path | None) -> Record:
    named = {"file": path.as_posix(), "arsip": archive.as_posix() if archive else "", "tiba": tiba}
    return Record(dict.fromkeys(FILE_COLUMNS, "") | named | {"nasib": SET_ASIDE, "versi": 0, "terisi": 0})


def _read(record: Record, bytes_of: Callable[[], bytes], reader: Opens, offices: Offices) -> Record:
    """The one place where the bytes of a file come to a record, by the offices whose it may be."""
    try:
        content = bytes_of()
        record.row.update(sha256=hashlib.sha256(content).hexdigest(), disimpan=last_saved(content))
        _read_into(record, open_workbook(content, reader), offices)
    except SetAside as reason:
        return _refused(record, reason)
    return record


def _refused(record: Record, reason: SetAside) -> Record:
    owner = {name: record.row[name] for name in answers.IDENTITY}
    file = record.row["file"]
    record.row.update(set_aside(reason.rule), jenis=stranger(reason.rule, PurePosixPath(file).name))
    record.temuan.append(of_file(reason.rule, file, reason.place, **owner, **reason.known))
    return record


def _read_into(record: Record, workbook: Workbook, offices: Offices) -> None:
    row, (identity, (catalog, _)) = record.row, _identify(record, workbook, offices)
    row.update(versi=identity.versi, unit=identity.unit, periode=identity.periode, jabatan=identity.jabatan)
    refuse_other_version(identity)
    jabatan, map_ = jabatan_of(identity, catalog), map_of(workbook, identity, catalog)
    missing = _not_asked(jabatan, map_.jabatan)
    row.update(
        menggantikan=workbook.replaces, belum_ditanya=" ".join(missing), pejabat=name_written(workbook, identity)
    )
    asked = {slot: indikator.kode for slot, indikator in jabatan.askers.items()}
    form = Form(row["file"], workbook, identity, asked, record.cells, record.temuan, record.unasked, notes=record.notes)
    _tell_other_name(form, jabatan, catalog)
    _read_form(form, map_, jabatan)
    row["terisi"], row["sidik"] = _filled(form, map_.jabatan)
    is_used = row["terisi"] or any(found["tingkat"] == GALAT for found in form.temuan)
    row.update({"nasib": USED} if is_used else set_aside(UNFILLED))
    if is_used and missing:
        labels = some_of(dict.fromkeys(missing.values()))
        form.tell_sheet(OLD_DECREE, layout.ISIAN, bulan=Periode(identity.periode).words, label=labels)


def _identify(record: Record, workbook: Workbook, offices: Offices) -> tuple[Identity, Office]:
    """Its identity and its office; where its own code is not certain the hidden record still says that it came."""
    try:
        return identify(workbook, offices)
    except SetAside as reason:
        if reason.rule in (CODE_GONE, CODE_TWICE, CODE_WRONG):
            record.row.update(hidden_owner(workbook, offices))
        raise


def _not_asked(jabatan: Jabatan, written: Jabatan) -> dict[str, str]:
    """What the month asks and the form, made before, does not: how it is called, by the code of its slot."""
    if written is jabatan:
        return {}
    there = {jabatan.home_of(slot.kode) for slot in written.slots}
    called = {
        slot.kode: isian.label if isian.blok else slot.label
        for isian in jabatan.isian
        for slot in isian.slots
        if slot.kode not in jabatan.homes and not isian.is_of_other_form
    }
    return {kode: label for kode, label in called.items() if kode not in there}


def _tell_other_name(form: Form, jabatan: Jabatan, catalog: Catalog) -> None:
    other = other_form_in_name(Path(form.file), form.identity, catalog)
    if other:
        right = form_words(jabatan.nama, form.identity.periode)
        form.tell_sheet(NAME_DIFFERS, "", menurut_nama=other, menurut_kode=right)


def _read_form(form: Form, map_: Layout, jabatan: Jabatan) -> None:
    """All sheets of a form, each on its own: what sets one aside does not hide what is wrong on another."""
    reads = [partial(read_isian, form, map_)]
    for section in map_.sections:
        reads += [partial(read_survey, form, block, section.indikator) for block, _ in section.blocks]
    reasons = [reason for reason in map(_why_set_aside, reads) if reason]
    tell_once(form, jabatan)
    if not reasons:
        is_certain = not any(found["aturan"] in (ANCHORS_CHANGED, FORMULAS_LOST) for found in form.temuan)
        tell_sheets(form, sheets_of(form.workbook, form.identity, map_.sheets), is_certain=is_certain)
        tell_outside_further(form)
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


_TYPED = itemgetter(*map(answers.COLUMNS.index, ("slot", "responden", "diketik", "keterangan", "bukti")))


def _filled(form: Form, jabatan: Jabatan) -> tuple[int, str]:
    """How many cells somebody filled (working days stand there already), and the fingerprint of all of them."""
    rows, notes = [*form.rows, *form.unasked], form.notes
    prefilled = {slot.kode for slot in jabatan.slots if slot.kalender}
    cells = map(_TYPED, rows)
    told = ((slot, row, text.strip(), note.strip(), proof.strip()) for slot, row, text, note, proof in cells)
    typed = sorted(cell for cell in told if cell[2] or cell[3] or cell[4])
    filled = sum(bool(note or proof or (text and slot not in prefilled)) for slot, _, text, note, proof in typed)
    said = [note[3:6] for note in notes]
    return filled + len(said), hashlib.sha256(repr((typed, said)).encode()).hexdigest()
