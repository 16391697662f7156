"""The gate between the disk and the spreadsheet reader: opens once, bounds everything.

Only the standard library is used. The bytes that pass are judged by their content (:mod:`iki_excel.workbooks.content`);
:mod:`iki_excel.workbooks.zipped` then bounds the directory and :mod:`iki_excel.workbooks.openxml` the XML. What does
not pass is refused with the rule that it breaks.
"""

from __future__ import annotations

import math
import os
import stat
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, Rule

LARGEST_FILE = 20 * 2**20
HEAD = 4096
"""How many bytes say what a file is."""
COPY_PAUSE, COPYING = 0.3, 3.0
"""Seconds until a file that looks cut short is looked at once more, if it changed so many seconds ago at the most.

A batch of files that stay cut short therefore waits as long as the second of these, and not for each of its files.
"""

NOT_FOUND = Rule(
    "berkas_tidak_ada",
    GALAT,
    arti="Berkas atau folder yang disebut tidak ada.",
    pesan="{file} tidak ditemukan.",
    saran="Periksa nama dan foldernya.",
    ringkas="tidak ditemukan",
    contoh="“iki periksa fromulir.xlsx”, padahal namanya formulir.xlsx",
)
UNREACHABLE = Rule(
    "tidak_terbaca",
    GALAT,
    arti="Cakram atau jaringan terganggu saat berkas dibaca.",
    pesan="{file} tidak dapat dibaca karena cakram atau jaringan terganggu.",
    saran="Salin ke komputer ini, lalu ulangi.",
    ringkas="tidak dapat dibaca karena cakram atau jaringan terganggu",
    contoh="Formulir di flashdisk yang dicabut",
)
NOT_ALLOWED = Rule(
    "tanpa_izin",
    GALAT,
    arti="Berkas tidak boleh dibuka.",
    pesan="{file} tidak boleh dibuka.",
    saran="Tutup bila sedang dibuka di program lain, atau minta izin membacanya.",
    ringkas="tidak boleh dibuka",
    contoh="Formulir di folder orang lain",
)
LINK = Rule(
    "tautan",
    GALAT,
    arti="Tautan ke berkas lain, bukan berkasnya.",
    pesan="{file} hanya tautan ke berkas lain.",
    saran="Salin berkas aslinya ke sini.",
    ringkas="hanya tautan ke berkas lain",
    contoh="Tautan di folder input_templates yang menunjuk formulir di folder lain",
)
BROKEN_LINK = Rule(
    "tautan_putus",
    GALAT,
    arti="Tautan ke berkas yang tidak ada lagi.",
    pesan="{file} menunjuk berkas yang tidak ada lagi.",
    saran="Minta berkas aslinya.",
    ringkas="menunjuk berkas yang tidak ada lagi",
    contoh="Tautan ke formulir yang sudah dihapus",
)
FOLDER = Rule(
    "folder_bukan_berkas",
    GALAT,
    arti="Folder yang dinamai seperti berkas.",
    pesan="{file} adalah folder, bukan berkas.",
    saran="Sebutkan berkas di dalamnya.",
    ringkas="adalah folder, bukan berkas",
    contoh="Folder bernama formulir.xlsx",
)
NO_REGULAR_FILE = Rule(
    "bukan_berkas_biasa",
    GALAT,
    arti="Perangkat atau pipa, bukan berkas.",
    pesan="{file} bukan berkas biasa.",
    saran="Simpan formulirnya sebagai berkas .xlsx di folder.",
    ringkas="bukan berkas biasa",
    contoh="Pipa bernama formulir.xlsx",
)
STILL_COPIED = Rule(
    "masih_disalin",
    GALAT,
    arti="Berkas masih bertambah saat dibaca.",
    pesan="{file} masih disalin atau diunduh.",
    saran="Tunggu sampai selesai, lalu ulangi.",
    ringkas="masih disalin atau diunduh",
    contoh="Formulir yang unduhannya belum selesai",
)
BROKEN = Rule(
    "berkas_rusak",
    GALAT,
    arti="Berkas terpotong atau rusak.",
    pesan="{file} rusak atau terpotong sehingga tidak dapat dibaca.",
    saran="Minta dikirim ulang.",
    ringkas="rusak atau terpotong",
    contoh="Formulir yang pengirimannya terputus di tengah",
)
TOO_LARGE = Rule(
    "berkas_terlalu_besar",
    GALAT,
    arti="Berkas, lembar, gambar atau teksnya jauh lebih besar daripada formulir.",
    pesan="{file} terlalu besar untuk sebuah formulir: {tempat} memuat {banyak}, paling banyak {batas}.",
    saran="Hapus yang tidak diminta formulir, atau salin isiannya saja ke formulir yang baru.",
    ringkas="terlalu besar untuk sebuah formulir",
    contoh="Formulir yang ditempeli ratusan ribu baris data",
)


class Unreadable(Exception):
    """The file does not pass; ``rule`` says why, its sentence filled in with what is ``known``."""

    def __init__(self, rule: Rule, known: Mapping[str, Any] | None = None) -> None:
        super().__init__(rule, known)  # all of it, so that another process can be told
        self.rule, self.known = rule, dict(known or {})

    def at(self, place: str) -> Unreadable:
        """The same, with what it is that is too large."""
        return Unreadable(self.rule, {**self.known, "tempat": place})


THE_FILE = "berkas ini"


def too_large(many: int, most: int, what: str = "") -> Unreadable:
    """More than there may be of something: bytes where nothing else is said. :func:`at` says where."""
    words = f"{bahasa.number(many)} {what}" if what else _megabytes(many)
    limit = bahasa.number(most) if what else _megabytes(most)
    return Unreadable(TOO_LARGE, {"tempat": THE_FILE, "banyak": words, "batas": limit})


def _megabytes(size: int) -> str:
    """So many bytes in the unit that computers show, rounded up to a tenth: one more than the limit is seen as more."""
    return f"{bahasa.number(math.ceil(10 * size / 2**20) / 10)} MB"


@contextmanager
def at(place: str) -> Iterator[None]:
    """Say where it is that something is too large, unless that is said already."""
    try:
        yield
    except Unreadable as reason:
        if reason.known.get("tempat") != THE_FILE:
            raise
        raise reason.at(place) from None


# --- the file --------------------------------------------------------------------------------------------------------


class _Reading(NamedTuple):
    """``is_settled``: the file did not change meanwhile; ``changed``: when it last did, as :func:`time.time` counts."""

    content: bytes
    is_settled: bool
    changed: float


def _refuse_nothing(head: bytes) -> None:
    """Whatever it begins with."""


def read_bytes(path: Path, refuse_by_head: Callable[[bytes], None] = _refuse_nothing) -> bytes:
    """The bytes of a regular file, opened once; a file that is still growing is given one more moment.

    ``refuse_by_head`` may refuse a file by its first HEAD bytes, before any more of it is read.
    """
    reading = _read_once(path, refuse_by_head)
    if _is_still_growing(reading):
        time.sleep(COPY_PAUSE)
        reading = _read_once(path, refuse_by_head)
    if not reading.is_settled:
        raise Unreadable(STILL_COPIED)
    return reading.content


def _is_still_growing(reading: _Reading) -> bool:
    if not reading.is_settled:
        return True
    # the clock of a network drive may be ahead of ours
    return _is_cut_short(reading.content) and abs(time.time() - reading.changed) < COPYING


def _read_once(path: Path, refuse_by_head: Callable[[bytes], None]) -> _Reading:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    _refuse_special(path)
    try:
        descriptor = os.open(path, flags)
    except OSError as reason:
        raise Unreadable(_why_not_open(path, reason)) from None
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Unreadable(NO_REGULAR_FILE)
        head = file.read(HEAD)
        if head:  # a copy that has just begun may be empty for a moment
            refuse_by_head(head)
        is_too_large = before.st_size > LARGEST_FILE
        rest = max(before.st_size - len(head), 0) + 1  # one byte more shows that it grew, and asking for many is slow
        content = b"" if is_too_large else head + file.read(rest)
        after = os.fstat(descriptor)
    size = max(before.st_size, len(content))
    if size > LARGEST_FILE:
        raise too_large(size, LARGEST_FILE)
    is_settled = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return _Reading(content, is_settled and len(content) == after.st_size, after.st_mtime)


def _refuse_special(path: Path) -> None:
    """Links, folders, devices and pipes, before opening them (opening a pipe would wait for ever)."""
    try:
        mode = path.lstat().st_mode
    except OSError as reason:
        raise Unreadable(_why_not_open(path, reason)) from None
    if stat.S_ISLNK(mode):
        raise Unreadable(LINK if path.exists() else BROKEN_LINK)
    if stat.S_ISDIR(mode):
        raise Unreadable(FOLDER)
    if not stat.S_ISREG(mode):
        raise Unreadable(NO_REGULAR_FILE)


def _why_not_open(path: Path, reason: OSError) -> Rule:
    if isinstance(reason, FileNotFoundError | NotADirectoryError):
        return NOT_FOUND
    return NOT_ALLOWED if isinstance(reason, PermissionError) else UNREACHABLE


ZIP_START, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"


def _is_cut_short(content: bytes) -> bool:
    return content.startswith(ZIP_START) and ZIP_END not in content[-66_000:]
