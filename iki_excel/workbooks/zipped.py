"""The zip of an .xlsx, read in its plain form only: one directory at the end that agrees with every local header.

What two programs could understand differently is refused: parts of the same name, overlapping or disagreeing entries, a
second directory, 64-bit sizes. Each part is inflated once, never beyond the size that the directory promised.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from iki_excel.workbooks.gate import Unreadable

LARGEST_INFLATED = 64 * 2**20
LARGEST_RATIO = 250
RATIO_COUNTS_FROM = 2**20
MOST_ENTRIES = 2_000

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
LOCAL_START, CENTRAL_START, END_START = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_FOLLOW = 0x2041, 0x8
IN_64_BITS = 0xFFFFFFFF

KINDS = (
    ("xl/workbook.bin", "berkas_xlsb"),
    ("word/document.xml", "berkas_word"),
    ("ppt/presentation.xml", "berkas_dokumen"),
)
MACROS = ("xl/vbaproject.bin", "xl/macrosheets/")


class Entry(NamedTuple):
    """One part as the directory has it, and where its bytes begin."""

    method: int
    crc: int
    packed: int
    size: int
    start: int


@dataclass(frozen=True)
class Archive:
    """``entries``: by name in small letters with forward slashes, as some programs do not tell such names apart."""

    content: bytes
    entries: Mapping[str, Entry]

    def part(self, name: str) -> bytes:
        """One part, never more of it than its directory entry says; its checksum must be right."""
        entry = self.entries.get(name)
        if entry is None:
            raise Unreadable("berkas_rusak")
        packed = self.content[entry.start : entry.start + entry.packed]
        content = packed if entry.method == STORED else _inflated(packed, entry.size)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise Unreadable("berkas_rusak")
        return content


def _inflated(packed: bytes, promised: int) -> bytes:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflating.decompress(packed, promised + 1)
    except zlib.error:
        raise Unreadable("berkas_rusak") from None
    if not inflating.eof or inflating.unused_data:
        raise Unreadable("berkas_rusak")
    return content


def open_zip(content: bytes) -> Archive:
    """The archive, its directory within bounds: entries, names, methods, encryption, sizes and ratios."""
    try:
        archive = Archive(content, _entries(content))
    except struct.error:
        raise Unreadable("berkas_rusak") from None
    size = sum(entry.size for entry in archive.entries.values())
    if size > LARGEST_INFLATED:
        raise Unreadable("bom_zip" if size > LARGEST_RATIO * len(content) else "berkas_terlalu_besar")
    _refuse_other_documents(archive)
    return archive


def _directory(content: bytes) -> tuple[int, int, int]:
    """How many entries the directory has, where it begins and where it ends."""
    at = content.rfind(END_START)
    if at < 0:
        raise Unreadable("berkas_rusak")
    _, disk, first_disk, here, count, size, start, comment = END.unpack_from(content, at)
    if IN_64_BITS in (size, start) or count == 0xFFFF:
        raise Unreadable("kompresi_asing")
    is_whole = at + END.size + comment == len(content) and start + size == at
    if disk or first_disk or here != count or not is_whole:
        raise Unreadable("berkas_rusak")
    if count > MOST_ENTRIES:
        raise Unreadable("bom_zip")
    return count, start, at


def _entries(content: bytes) -> dict[str, Entry]:
    count, at, end = _directory(content)
    first = at
    entries: dict[str, Entry] = {}
    spans = []
    for _ in range(count):
        fields = CENTRAL.unpack_from(content, at)
        name = content[at + CENTRAL.size : at + CENTRAL.size + fields[10]]
        at += CENTRAL.size + sum(fields[10:13])
        if fields[0] != CENTRAL_START or at > end:
            raise Unreadable("berkas_rusak")
        entry = _entry(content, fields, name)
        spans.append((fields[16], entry.start + entry.packed))
        entries[_plain_name(name)] = entry
    if at != end:
        raise Unreadable("berkas_rusak")
    if len(entries) != count:
        raise Unreadable("isi_ganda")
    _refuse_overlaps([*spans, (first, end)])
    return entries


def _plain_name(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape").replace("\\", "/").lstrip("/").casefold()


def _entry(content: bytes, fields: tuple[int, ...], name: bytes) -> Entry:
    """The entry of one part, within bounds and as its local header has it."""
    _, _, _, flags, method, _, _, crc, packed, size, *_, offset = fields
    if flags & ENCRYPTED:
        raise Unreadable("bersandi")
    if method not in (STORED, DEFLATED) or IN_64_BITS in (packed, size, offset):
        raise Unreadable("kompresi_asing")
    if size > RATIO_COUNTS_FROM and size > LARGEST_RATIO * max(packed, 1):
        raise Unreadable("bom_zip")
    start = _start_of_data(content, offset, (flags, method, packed, size), name)
    return Entry(method, crc, packed, size, start)


def _start_of_data(content: bytes, offset: int, promised: tuple[int, ...], name: bytes) -> int:
    fields = LOCAL.unpack_from(content, offset)
    signature, _, flags, method, _, _, _, packed, size, of_name, of_extra = fields
    if IN_64_BITS in (packed, size):
        raise Unreadable("kompresi_asing")
    start: int = offset + LOCAL.size + of_name
    sizes = promised[2:] if flags & SIZES_FOLLOW else (packed, size)
    agrees = (flags, method, *sizes) == promised and content[offset + LOCAL.size : start] == name
    if signature != LOCAL_START or not agrees:
        raise Unreadable("berkas_rusak")
    return start + of_extra


def _refuse_overlaps(spans: list[tuple[int, int]]) -> None:
    """Entries that share bytes: a few bytes would become as many parts as one likes."""
    if any(end > start for (_, end), (start, _) in pairwise(sorted(spans))):
        raise Unreadable("bom_zip")


def _refuse_other_documents(archive: Archive) -> None:
    for name, kode in KINDS:
        if name in archive.entries:
            raise Unreadable(kode)
    if "content.xml" in archive.entries:
        raise Unreadable(_kind_of_open_document(archive))
    if any(name.startswith(MACROS) for name in archive.entries):
        raise Unreadable("bermakro")


def _kind_of_open_document(archive: Archive) -> str:
    told = archive.entries.get("mimetype")
    kind = archive.part("mimetype") if told and told.size < 100 else b""
    is_other = kind.startswith(b"application/vnd.oasis.opendocument.") and b"spreadsheet" not in kind
    return "berkas_dokumen" if is_other else "berkas_ods"


def stored(parts: Mapping[str, bytes]) -> bytes:
    """A zip of these parts as they are, not deflated."""
    written, directory, at = [], [], 0
    for name, content in parts.items():
        known = (0, STORED, 0, 0, zlib.crc32(content), len(content), len(content), len(name))
        header = LOCAL.pack(LOCAL_START, 20, *known, 0) + name.encode()
        written += [header, content]
        directory.append(CENTRAL.pack(CENTRAL_START, 20, 20, *known, 0, 0, 0, 0, 0, at) + name.encode())
        at += len(header) + len(content)
    listed = b"".join(directory)
    return b"".join([*written, listed, END.pack(END_START, 0, 0, len(parts), len(parts), len(listed), at, 0)])
