"""Stage 2: files -> answers. An unusable file is a temuan, and the rest go on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.settings import Settings
from iki_excel.forms.layout import Layout
from iki_excel.forms.reading.duplicates import settle, temuan_of
from iki_excel.forms.reading.form import MERGED, NO_RESULT, OUTSIDE_FORMULA, Form
from iki_excel.forms.reading.isian import LEFT_BEHIND, read_isian
from iki_excel.forms.reading.owner import (
    NAME_DIFFERS,
    form_words,
    identify,
    other_form_in_name,
    refuse_other_version,
)
from iki_excel.forms.reading.sheets import CODE_GONE, CODE_TWICE, HEADERS_CHANGED, SHEET_GONE, sheets_of, tell_sheets
from iki_excel.forms.reading.survey import read_survey
from iki_excel.forms.reading.workbook import LOCKS, SetAside, Workbook, content_of, open_workbook
from iki_excel.judging import answers, findings
from iki_excel.judging.checks import tell_refused
from iki_excel.judging.files import FILE_COLUMNS, REPLACED, SET_ASIDE, UNFILLED, USED, set_aside
from iki_excel.judging.findings import of_file
from iki_excel.words.rules import GALAT
from iki_excel.workbooks.opening import Reader

__all__ = ["Read", "find_files", "read_files"]

PARTLY_READ = (HEADERS_CHANGED, SHEET_GONE, CODE_GONE, CODE_TWICE)
"""Why a form may be set aside although other sheets of it could be read."""

REFUSALS = (MERGED, OUTSIDE_FORMULA, NO_RESULT, LEFT_BEHIND)
"""What a cell may be refused for, whatever value stands in it."""

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})


@dataclass(frozen=True)
class Read:
    """``answers`` (joined with the slots' properties), ``files`` (FILE_COLUMNS, a row a file) and ``temuan``.

    ``partial``: as ``answers``, of forms that were set aside because a part of them cannot be read.
    """

    answers: pd.DataFrame
    files: pd.DataFrame
    temuan: pd.DataFrame
    partial: pd.DataFrame


@dataclass
class Gathered:
    """What reading collects: plain lists that become one frame each for the whole batch."""

    cells: list[tuple[Any, ...]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    temuan: list[dict[str, Any]] = field(default_factory=list)


def find_files(places: Iterable[Path]) -> list[Path]:
    """Every spreadsheet among files and folders, each once, in the order of their names."""
    found: dict[Path, Path] = {}
    for place in places:
        # os.path, because Path asks no question about a name that is too long
        inside = sorted(path for path in place.rglob("*") if _is_wanted(path)) if os.path.isdir(place) else [place]
        for path in inside:
            found.setdefault(path.parent.resolve() / path.name, path)  # a link is not the file it points to
    return list(found.values())


def _is_wanted(path: Path) -> bool:
    return (path.suffix.lower() in SUFFIXES or path.name.startswith(LOCKS)) and not path.is_dir()


def read_files(paths: Sequence[Path], catalog: Catalog, settings: Settings) -> Read:
    """Read every file; nothing that a file holds stops the run."""
    gathered = Gathered()
    with Reader() as reader:
        for path in paths:
            _read_file(path, reader, catalog, settings, gathered)
    files = settle(pd.DataFrame(gathered.files, columns=FILE_COLUMNS))
    replaced = set(files.loc[files["alasan"] == REPLACED.kode, "file"])
    told = [found for found in gathered.temuan if found["file"] not in replaced]
    used = files["nasib"] == USED
    damaged = ~used & files["alasan"].isin([rule.kode for rule in PARTLY_READ])
    whole, partial = (_answers_of(files[chosen], gathered, catalog) for chosen in (used, damaged))
    temuan = findings.table(tell_refused(whole, REFUSALS), [*told, *temuan_of(files, catalog)])
    return Read(whole, files, temuan, partial)


def _answers_of(files: pd.DataFrame, gathered: Gathered, catalog: Catalog) -> pd.DataFrame:
    table = pd.DataFrame(gathered.cells, columns=answers.COLUMNS)
    table = table[table["file"].isin(files["file"])].reset_index(drop=True)
    table["angka"] = table["angka"].astype(float)
    return table.merge(answers.slot_table(catalog), on=["jabatan", "slot"], how="left", validate="many_to_one")


def _read_file(path: Path, reader: Reader, catalog: Catalog, settings: Settings, gathered: Gathered) -> None:
    file = path.as_posix()
    record = dict.fromkeys(FILE_COLUMNS, "") | {"file": file, "nasib": SET_ASIDE, "versi": 0, "terisi": 0}
    gathered.files.append(record)
    try:
        content = content_of(path)
        record["sha256"] = hashlib.sha256(content).hexdigest()
        _read_into(record, open_workbook(content, reader), catalog, settings, gathered)
    except SetAside as reason:
        owner = {name: record[name] for name in answers.IDENTITY}
        record |= set_aside(reason.rule)
        gathered.temuan.append(of_file(reason.rule, file, reason.place, **owner, **reason.known))


def _read_into(
    record: dict[str, Any], workbook: Workbook, catalog: Catalog, settings: Settings, gathered: Gathered
) -> None:
    """Fill in the record of a file as far as it can be read, and gather its cells."""
    identity = identify(workbook, catalog, settings)
    jabatan = catalog[identity.jabatan]
    record |= {"versi": identity.versi, "unit": identity.unit, "periode": identity.periode, "jabatan": jabatan.kode}
    refuse_other_version(identity)
    form = Form(record["file"], workbook, identity)
    other = other_form_in_name(Path(record["file"]), identity, catalog)
    if other:
        right = form_words(jabatan.nama, identity.periode)
        form.tell_sheet(NAME_DIFFERS, "", menurut_nama=other, menurut_kode=right)
    record["menggantikan"] = workbook.replaces
    _read_form(form, jabatan, gathered)
    record["terisi"], record["sidik"] = _filled(form.rows, jabatan)
    if record["terisi"] or any(found["tingkat"] == GALAT for found in form.temuan):
        record["nasib"] = USED
    else:
        record |= set_aside(UNFILLED)


def _read_form(form: Form, jabatan: Jabatan, gathered: Gathered) -> None:
    """All sheets of a form, each on its own: what sets one aside does not hide what is wrong on another."""
    map_ = Layout(jabatan)
    reads = [partial(read_isian, form, map_)]
    for section in map_.sections:
        reads += [partial(read_survey, form, block, section.indikator) for block, _ in section.blocks]
    reasons = [reason for reason in map(_why_set_aside, reads) if reason]
    if not reasons:
        tell_sheets(form, sheets_of(form.workbook, form.identity, map_.sheets))
    for reason in reasons[1:]:
        form.tell(reason.rule, reason.place, **reason.known)
    gathered.temuan += form.temuan
    gathered.cells += form.rows
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
