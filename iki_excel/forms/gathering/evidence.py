"""The folder of evidence (bukti dukung): ``bukti/<bulan>/<jabatan>/``, whose files are listed with their SHA-256.

It is only read: no file is opened as what it is, no link is followed, and nothing in it stops a run.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeVar

import pandas as pd

from iki_excel.decree import Catalog, sheet_names
from iki_excel.forms.reading.folder import FOLDERS_OF_SYSTEMS, OF_SYSTEMS
from iki_excel.judging.evidence import BUKTI_COLUMNS, Bukti
from iki_excel.words import bahasa, periods
from iki_excel.words.errors import PeriodError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import FIRST_YEAR, Periode
from iki_excel.words.plain import as_seen, clean
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import hashing

MOST_FILES = 2_000
LARGEST_TOGETHER = 2 * 2**30
"""Bytes of all files together, beyond which no further SHA-256 is computed."""

LINK, SPECIAL = "tautan ke tempat lain; tidak diikuti", "bukan berkas biasa; tidak dibaca"
CLOSED = "tidak dapat dibaca; tutup dahulu bila sedang dibuka, atau periksa hak bacanya"
OUTSIDE = "di luar folder jabatan"
LARGE = f"lebih dari {hashing.LARGEST // 2**20} MB; sidiknya tidak dihitung"
TOO_MUCH = f"bersama-sama lebih dari {LARGEST_TOGETHER // 2**30} GB; sidiknya tidak dihitung"

TEMPORARY = re.compile(r"\..*|~\$.*|.*(?:~|\.(?:tmp|temp|part|partial|crdownload|download))", re.IGNORECASE)
"""What is hidden, is kept by a program while it works, or came only in part."""


@frozen
class Found:
    """A file of a jabatan in a month, with its path below the folder of that jabatan."""

    periode: Periode
    jabatan: str
    nama: str
    path: Path


def read_evidence(folder: Path, months: Sequence[Periode], catalog: Catalog, progress: Progress = untold) -> Bukti:
    """What lies in a folder of evidence for these months; nothing where there is no such folder."""
    if not folder.is_dir():
        return Bukti()
    strange: list[str] = []
    files = (one for place in _places(folder, months, catalog, strange) for one in _files_below(place))
    found = list(islice(files, MOST_FILES + 1))
    listed, rows, left = found[:MOST_FILES], list[Listed](), LARGEST_TOGETHER
    for done, one in enumerate(listed, start=1):
        rows.append(_listed(one, left))
        left -= (rows[-1].ukuran or 0) if rows[-1].sha256 else 0
        progress(done, len(listed), one.path.name)
    table = pd.DataFrame(rows, columns=BUKTI_COLUMNS).astype({"ukuran": "Int64"})
    return Bukti(folder.as_posix(), table, tuple(map(clean, strange)), len(found) > MOST_FILES)


# --- whose folders ----------------------------------------------------------------------------------------------------


def _places(folder: Path, months: Sequence[Periode], catalog: Catalog, strange: list[str]) -> list[Found]:
    """The folders of these months and their jabatan, in order; what is called as no month or jabatan is ``strange``."""
    rank = {kode: place for place, kode in enumerate(catalog.kode)}
    found = [
        Found(month, kode, "", place)
        for month, of_month in _known(folder, _month, strange)
        if month in months
        for kode, place in _known(of_month, partial(_jabatan, catalog=catalog), strange)
    ]
    return sorted(found, key=lambda one: (one.periode, rank[one.jabatan], one.path.name))


Known = TypeVar("Known", bound=str)


def _known(
    folder: Path, meaning: Callable[[str], tuple[Known | None, str]], strange: list[str]
) -> Iterator[tuple[Known, Path]]:
    """The folders in it whose names mean something; all else that is not hidden is ``strange``, with a hint."""
    entries = _entries(folder)
    if entries is None:
        strange.append(f"{folder.as_posix()} (tidak dapat dibuka)")
    for entry in entries or ():
        path = folder / entry.name
        known, hint = meaning(entry.name) if _is_folder(entry) else (None, OUTSIDE)
        if known is None:
            strange.append(f"{path.as_posix()}{f' ({hint})' if hint else ''}")
        else:
            yield known, path


def _month(name: str) -> tuple[Periode | None, str]:
    try:
        return Periode.month(name), ""
    except PeriodError:
        pass
    try:
        meant = periods.said_range(name, FIRST_YEAR)
    except PeriodError:
        return None, ""
    is_certain = len(meant) == 1 and periods.names_year(name)
    return None, f"maksudnya {meant[0]}?" if is_certain else ""


def _jabatan(name: str, catalog: Catalog) -> tuple[str | None, str]:
    """By its code, or as the sheet of its results is called, in whatever capitals."""
    called = {said.casefold(): kode for kode in catalog.kode for said in (sheet_names.of_jabatan(kode), kode)}
    kode = called.get(as_seen(name).casefold())
    near = None if kode else bahasa.near(name, called)
    return kode, f"maksudnya {called[near]}?" if near else ""


# --- the files --------------------------------------------------------------------------------------------------------


def _entries(folder: Path) -> list[os.DirEntry[str]] | None:
    """What stands in a folder, by name, but for what is hidden or of a moment; None where it cannot be opened."""
    try:
        with os.scandir(folder) as found:
            return sorted((entry for entry in found if not _is_passed_over(entry)), key=lambda entry: entry.name)
    except OSError:
        return None


def _is_passed_over(entry: os.DirEntry[str]) -> bool:
    name = entry.name
    if TEMPORARY.fullmatch(name) or OF_SYSTEMS.fullmatch(name) or FOLDERS_OF_SYSTEMS.fullmatch(name):
        return True
    attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_HIDDEN)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """A link to a folder is none: where it leads is no part of this one."""
    return entry.is_dir(follow_symlinks=False) and not _is_link(entry.stat(follow_symlinks=False))


def _is_link(found: os.stat_result) -> bool:
    """Windows has links to folders that are none to Python."""
    is_junction = getattr(found, "st_reparse_tag", 0) == getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISLNK(found.st_mode) or is_junction


def _files_below(place: Found) -> Iterator[Found]:
    """The files in the folder of a jabatan, then those of its folders; a folder that cannot be opened stands as one."""
    waiting = [place]
    while waiting:
        here = waiting.pop()
        entries = _entries(here.path)
        if entries is None:
            yield replace(here, nama=here.nama or here.path.name)
        inside = [(_is_folder(entry), _inside(here, entry.name)) for entry in entries or ()]
        yield from (one for is_folder, one in inside if not is_folder)
        waiting += [one for is_folder, one in reversed(inside) if is_folder]


def _inside(folder: Found, name: str) -> Found:
    return replace(folder, nama=f"{folder.nama}/{name}".lstrip("/"), path=folder.path / name)


class Listed(NamedTuple):
    """A file as it is listed (BUKTI_COLUMNS)."""

    periode: str
    jabatan: str
    nama: str
    ukuran: int | None
    sha256: str
    catatan: str


def _listed(one: Found, left: int) -> Listed:
    """With its size and its SHA-256; ``left``: how many bytes may still be read."""
    return Listed(one.periode, one.jabatan, clean(one.nama), *_looked_at(one.path, left))


def _looked_at(path: Path, left: int) -> tuple[int | None, str, str]:
    """Its size and its SHA-256, or why it has none."""
    try:
        found = path.lstat()
        if _is_link(found):
            return None, "", LINK
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            return None, "", SPECIAL
        if found.st_size > min(hashing.LARGEST, left):
            return found.st_size, "", LARGE if found.st_size > hashing.LARGEST else TOO_MUCH
        return (*hashing.hash_file(path), "")
    except OSError:
        return None, "", CLOSED
