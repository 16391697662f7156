"""Stage 2: files -> answers. An unusable file is a temuan, and the rest go on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from iki_excel import answers, findings
from iki_excel.catalog import Catalog, Jabatan
from iki_excel.findings import of_file
from iki_excel.layout import Layout
from iki_excel.opening import Reader
from iki_excel.reading import rules  # noqa: F401  it registers the temuan
from iki_excel.reading.cells import Form, read_isian
from iki_excel.reading.duplicates import SET_ASIDE, UNFILLED, USED, settle, temuan_of
from iki_excel.reading.identity import identify, refuse_other_version
from iki_excel.reading.opening import LOCKS, SetAside, Workbook, content_of, open_workbook
from iki_excel.reading.survey import read_survey
from iki_excel.settings import Settings

__all__ = ["FILE_COLUMNS", "SET_ASIDE", "USED", "Read", "find_files", "read_files"]

FILE_COLUMNS = ["file", "sha256", "versi", *answers.IDENTITY, "nasib", "alasan", "terisi", "sidik"]
"""``nasib``: dipakai or disisihkan, ``alasan`` why. ``terisi``: cells that somebody filled. ``sidik``: fingerprint of
what was typed."""

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})


@dataclass(frozen=True)
class Read:
    """``answers`` (joined with the slots' properties), ``files`` (FILE_COLUMNS, a row a file) and ``temuan``."""

    answers: pd.DataFrame
    files: pd.DataFrame
    temuan: pd.DataFrame


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
        inside = sorted(path for path in place.rglob("*") if _is_wanted(path)) if place.is_dir() else [place]
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
    table = _answers_of_used_files(gathered, files, catalog)
    return Read(table, files, findings.table([], [*gathered.temuan, *temuan_of(files, catalog)]))


def _answers_of_used_files(gathered: Gathered, files: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    table = pd.DataFrame(gathered.cells, columns=answers.COLUMNS)
    used = files.loc[files["nasib"] == USED, "file"]
    table = table[table["file"].isin(used)].reset_index(drop=True)
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
        record["alasan"] = reason.kode
        gathered.temuan.append(of_file(reason.kode, file, **owner, **reason.known))


def _read_into(
    record: dict[str, Any], workbook: Workbook, catalog: Catalog, settings: Settings, gathered: Gathered
) -> None:
    """Fill in the record of a file as far as it can be read, and gather its cells."""
    identity = identify(workbook, catalog, settings)
    jabatan = catalog[identity.jabatan]
    record |= {"versi": identity.versi, "unit": identity.unit, "periode": identity.periode, "jabatan": jabatan.kode}
    refuse_other_version(identity)
    form = Form(record["file"], workbook, identity)
    _read_form(form, jabatan, gathered)
    record["terisi"], record["sidik"] = _filled(form.rows, jabatan)
    if record["terisi"] or form.temuan:
        record["nasib"] = USED
        gathered.cells += form.rows
    else:
        record["alasan"] = UNFILLED


def _read_form(form: Form, jabatan: Jabatan, gathered: Gathered) -> None:
    """All sheets of a form; what was found wrong is told, also where a later sheet sets the form aside."""
    map_ = Layout(jabatan)
    try:
        read_isian(form, map_)
        for section in map_.sections:
            for block, _ in section.blocks:
                read_survey(form, block, section.indikator)
    finally:
        gathered.temuan += form.temuan


def _filled(rows: list[tuple[Any, ...]], jabatan: Jabatan) -> tuple[int, str]:
    """How many cells somebody filled (working days stand there already), and the fingerprint of all of them."""
    prefilled = {slot.kode for slot in jabatan.slots if slot.kalender}
    positions = [answers.COLUMNS.index(name) for name in ("slot", "responden", "diketik", "keterangan")]
    typed = sorted(tuple(row[position] for position in positions) for row in rows)
    filled = sum(bool(note.strip() or (text.strip() and slot not in prefilled)) for slot, _, text, note in typed)
    return filled, hashlib.sha256(repr(typed).encode()).hexdigest()
