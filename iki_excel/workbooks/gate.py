"""The gate between the disk and the spreadsheet reader: opens once, judges by content, bounds everything.

Only the standard library is used. What passes begins like a zip; :mod:`iki_excel.zipped` then bounds its directory and
:mod:`iki_excel.openxml` its XML. What does not pass is refused with the kode of its temuan.
"""

from __future__ import annotations

import os
import re
import stat
import time
from pathlib import Path
from typing import NamedTuple

LARGEST_FILE = 20 * 2**20
COPY_PAUSE, COPYING = 0.3, 3.0
"""Seconds until a file that looks cut short is looked at once more, if it changed so many seconds ago at the most.

A batch of files that stay cut short therefore waits as long as the second of these, and not for each of its files.
"""


class Unreadable(Exception):
    """The file does not pass; ``kode`` is that of its temuan."""

    def __init__(self, kode: str) -> None:
        super().__init__(kode)
        self.kode = kode


# --- the file --------------------------------------------------------------------------------------------------------


class _Reading(NamedTuple):
    """``is_settled``: the file did not change meanwhile; ``changed``: when it last did, as :func:`time.time` counts."""

    content: bytes
    is_settled: bool
    changed: float


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file, opened once; a file that is still growing is given one more moment."""
    reading = _read_once(path)
    if _is_still_growing(reading):
        time.sleep(COPY_PAUSE)
        reading = _read_once(path)
    if not reading.is_settled:
        raise Unreadable("masih_disalin")
    return reading.content


def _is_still_growing(reading: _Reading) -> bool:
    if not reading.is_settled:
        return True
    # the clock of a network drive may be ahead of ours
    return _is_cut_short(reading.content) and abs(time.time() - reading.changed) < COPYING


def _read_once(path: Path) -> _Reading:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    _refuse_special(path)
    try:
        descriptor = os.open(path, flags)
    except OSError as reason:
        raise Unreadable(_why_not_open(path, reason)) from None
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise Unreadable("bukan_berkas_biasa")
        if before.st_size > LARGEST_FILE:
            raise Unreadable("berkas_terlalu_besar")
        content = file.read(LARGEST_FILE + 1)
        after = os.fstat(descriptor)
    if len(content) > LARGEST_FILE:
        raise Unreadable("berkas_terlalu_besar")
    is_settled = (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)
    return _Reading(content, is_settled and len(content) == after.st_size, after.st_mtime)


def _refuse_special(path: Path) -> None:
    """Links, folders, devices and pipes, before opening them (opening a pipe would wait for ever)."""
    try:
        mode = path.lstat().st_mode
    except OSError as reason:
        raise Unreadable(_why_not_open(path, reason)) from None
    if stat.S_ISLNK(mode):
        raise Unreadable("tautan" if path.exists() else "tautan_putus")
    if stat.S_ISDIR(mode):
        raise Unreadable("folder_bukan_berkas")
    if not stat.S_ISREG(mode):
        raise Unreadable("bukan_berkas_biasa")


def _why_not_open(path: Path, reason: OSError) -> str:
    if isinstance(reason, FileNotFoundError | NotADirectoryError):
        return "berkas_tidak_ada"
    return "tanpa_izin" if isinstance(reason, PermissionError) else "tidak_terbaca"


ZIP_START, ZIP_END = b"PK\x03\x04", b"PK\x05\x06"


def _is_cut_short(content: bytes) -> bool:
    return content.startswith(ZIP_START) and ZIP_END not in content[-66_000:]


# --- what it is, by content ------------------------------------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


OLE_KINDS = (
    (_utf16("EncryptedPackage"), "bersandi"),
    (_utf16("WordDocument"), "berkas_word"),
    (_utf16("Workbook"), "xls_lama"),
    (_utf16("Book"), "xls_lama"),
    (_utf16("PowerPoint Document"), "berkas_dokumen"),
)
TEXT_KINDS = (
    (re.compile(rb"<!doctype html|<html|<table|<body", re.IGNORECASE), "berkas_html"),
    (re.compile(rb"\A\s*<\?xml|\A\s*<[a-z:]+[ >]", re.IGNORECASE), "berkas_xml"),
)


def refuse_by_content(content: bytes) -> None:
    """Refuse what is no zip, by what it is."""
    if not content:
        raise Unreadable("berkas_kosong")
    if content.startswith(OLE):
        raise Unreadable(next((kode for mark, kode in OLE_KINDS if mark in content), "bukan_xlsx"))
    if content.startswith(b"%PDF"):
        raise Unreadable("berkas_pdf")
    if not content.startswith((ZIP_START, ZIP_END)):
        raise Unreadable(_kind_of_text(content[:4096]))


def _kind_of_text(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    for mark, kode in TEXT_KINDS:
        if mark.search(head):
            return kode
    is_text = not re.search(rb"[\x00-\x08\x0e-\x1f]", head)
    return "berkas_csv" if is_text and re.search(rb"[;,\t]", head) else "bukan_xlsx"
