"""The zip of an .xlsx, read in its plain form only: one directory at the end that agrees with every local header.

What two programs could understand differently is refused: parts of the same name, overlapping or disagreeing entries, a
second directory. Sizes of 64 bits are read where they say what the others say. A part is inflated only when it is asked
for, and never beyond the size that the directory promised; of the rest only that size is known.
"""

from __future__ import annotations

import datetime as dt
import functools
import struct
import zlib
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks.content import OTHER_DOCUMENT, WITH_PASSWORD, WORD
from iki_excel.workbooks.gate import BROKEN, Unreadable, at, too_large

LARGEST_PART = 64 * 2**20
LARGEST_RATIO = 250
RATIO_COUNTS_FROM = 2**20
MOST_ENTRIES = 2_000
KEPT_PART = 32 * 2**10
"""Bytes of the largest part that is kept to be known again."""

LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")
END_64 = struct.Struct("<4sQ2H2I4Q")
LOCATOR_64 = struct.Struct("<4sIQI")
FIELD = struct.Struct("<2H")
LOCAL_START, CENTRAL_START, END_START = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
END_64_START, LOCATOR_64_START = b"PK\x06\x06", b"PK\x06\x07"
STORED, DEFLATED = 0, 8
ENCRYPTED, SIZES_FOLLOW = 0x2041, 0x8
FIRST_YEAR = 1980
LATEST_VERSION = 63
"""Of the format, ten times: what a program needs to know of it to read an entry."""

IN_64_BITS, COUNT_IN_64_BITS = 0xFFFFFFFF, 0xFFFF
FIELD_OF_64_BITS = 1

BINARY_EXCEL = Rule(
    "berkas_xlsb",
    GALAT,
    arti="Excel biner (.xlsb).",
    pesan="{file} adalah Excel biner (.xlsb).",
    saran="Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.",
    ringkas="Excel biner (.xlsb)",
    contoh="Formulir yang disimpan sebagai “Excel Binary Workbook”",
)
OPEN_DOCUMENT = Rule(
    "berkas_ods",
    GALAT,
    arti="Lembar kerja OpenDocument (.ods).",
    pesan="{file} adalah OpenDocument (.ods).",
    saran="Buka di LibreOffice, pilih Simpan Sebagai, jenis “Excel 2007-365 (.xlsx)”.",
    ringkas="OpenDocument (.ods)",
    contoh="Formulir yang disimpan LibreOffice sebagai .ods",
)
WITH_MACROS = Rule(
    "bermakro",
    GALAT,
    arti="Buku kerja dengan makro.",
    pesan="{file} memuat makro.",
    saran="Formulir tidak memerlukannya: simpan sebagai “Excel Workbook (.xlsx)” tanpa makro.",
    ringkas="memuat makro",
    contoh="Formulir yang disimpan sebagai .xlsm",
)
BOMB = Rule(
    "bom_zip",
    GALAT,
    arti="Arsip yang mengembang jauh melebihi ukurannya.",
    pesan="{file} mengembang jauh melebihi ukurannya, tidak seperti buku kerja biasa.",
    saran="Jangan dibuka; minta dikirim ulang.",
    ringkas="mengembang jauh melebihi ukurannya",
    contoh="Berkas 1 MB yang isinya menjadi 1 GB",
)
TWICE_INSIDE = Rule(
    "isi_ganda",
    GALAT,
    arti="Arsip dengan dua bagian bernama sama.",
    pesan="{file} memuat dua bagian bernama sama, jadi isinya tidak pasti.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="memuat dua bagian bernama sama",
    contoh="Dua “xl/workbook.xml” dalam satu berkas",
)
OTHER_NAME = Rule(
    "nama_bagian",
    GALAT,
    arti="Arsip dengan nama bagian yang hanya ditemukan oleh sebagian program.",
    pesan="{file} diarsipkan dengan nama bagian yang tidak dipakai Excel.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="diarsipkan dengan nama bagian yang tidak dipakai Excel",
    contoh="Buku kerja yang dibongkar lalu diarsipkan lagi, dengan “XL/Workbook.xml” di dalamnya",
)
FOREIGN_COMPRESSION = Rule(
    "kompresi_asing",
    GALAT,
    arti="Arsip yang dimampatkan dengan cara lain.",
    pesan="{file} dimampatkan dengan cara yang tidak dipakai Excel.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="dimampatkan dengan cara yang tidak dipakai Excel",
    contoh="Buku kerja yang dimampatkan ulang dengan 7-Zip",
)

KINDS = (
    ("xl/workbook.bin", BINARY_EXCEL),
    ("word/document.xml", WORD),
    ("ppt/presentation.xml", OTHER_DOCUMENT),
)
MACROS = ("xl/vbaproject.bin", "xl/macrosheets/")


class Entry(NamedTuple):
    """One part as the directory has it, and where its bytes begin."""

    name: str
    method: int
    crc: int
    packed: int
    size: int
    start: int
    clock: tuple[int, int]
    """Its date and its time, as DOS counts them."""

    @property
    def written(self) -> dt.datetime | None:
        """When the file that it was made from was last written, by the clock of whoever packed it; None where it does
        not say: programs that keep no time write the first year that there is, or nothing.
        """
        date, time = self.clock
        try:
            day = dt.date(FIRST_YEAR + (date >> 9), date >> 5 & 15, date & 31)
            known = dt.datetime.combine(day, dt.time(time >> 11, time >> 5 & 63, 2 * (time & 31)))
        except ValueError:
            return None
        return known if known.year > FIRST_YEAR else None


@frozen
class Archive:
    """``entries``: by name in small letters with forward slashes, as some programs do not tell such names apart.

    Others do: a part counts only under the very name that it has.
    """

    content: bytes
    entries: Mapping[str, Entry]

    def entry(self, name: str) -> Entry | None:
        """One part as the directory has it; None where there is none."""
        found = self.entries.get(_plain(name))
        if found is not None and found.name != name:
            raise Unreadable(OTHER_NAME)
        return found

    def part(self, name: str) -> bytes:
        """One part, never more of it than its directory entry says; its checksum must be right."""
        entry = self.entry(name)
        if entry is None:
            raise Unreadable(BROKEN)
        if entry.size > RATIO_COUNTS_FROM and entry.size > LARGEST_RATIO * max(entry.packed, 1):
            raise Unreadable(BOMB)
        packed = self.content[entry.start : entry.start + entry.packed]
        inflate = _inflated_again if entry.size <= KEPT_PART else _inflated
        content = packed if entry.method == STORED else inflate(packed, entry.size)
        if len(content) != entry.size or zlib.crc32(content) != entry.crc:
            raise Unreadable(BROKEN)
        return content


def _inflated(packed: bytes, promised: int) -> bytes:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        content = inflating.decompress(packed, promised + 1)
    except zlib.error:
        raise Unreadable(BROKEN) from None
    if not inflating.eof or inflating.unused_data:
        raise Unreadable(BROKEN)
    return content


_inflated_again = functools.lru_cache(maxsize=128)(_inflated)
"""For what comes alike in form after form; it is the same object then, which is known again at once."""


@functools.lru_cache(maxsize=1)  # who asks when a form was saved asks next what it holds
def open_zip(content: bytes) -> Archive:
    """The archive, its directory within bounds; Unreadable for one that is a document other than an .xlsx."""
    archive = open_any(content)
    _refuse_other_documents(archive)
    return archive


def open_any(content: bytes) -> Archive:
    """The archive of whatever it is, its directory within bounds: entries, names, methods, encryption and sizes."""
    try:
        return Archive(content, _entries(content))
    except struct.error:
        raise Unreadable(BROKEN) from None


class _Directory(NamedTuple):
    entries: int
    start: int
    end: int


def _directory(content: bytes) -> _Directory:
    """How many entries the directory has, where it begins and where it ends."""
    place = content.rfind(END_START)
    if place < 0:
        raise Unreadable(BROKEN)
    _, disk, first_disk, here, count, size, start, comment = END.unpack_from(content, place)
    if disk or first_disk or here != count or place + END.size + comment != len(content):
        raise Unreadable(BROKEN)
    found = _Directory(count, start, start + size)
    if content[place - LOCATOR_64.size :].startswith(LOCATOR_64_START):
        return _in_64_bits(content, place - LOCATOR_64.size, found, size)
    return _bounded(found, place)


def _in_64_bits(content: bytes, locator: int, found: _Directory, size: int) -> _Directory:
    """The same in 64 bits; where the other end says something besides that these count, it must be the same."""
    _, disk, place, disks = LOCATOR_64.unpack_from(content, locator)
    signature, length, _, _, this, first, here, count, wide_size, start = END_64.unpack_from(content, place)
    is_sound = signature == END_64_START and place + 12 + length == locator and here == count
    is_one = (disk, disks, this, first) == (0, 1, 0, 0)
    said = (found.entries, size, found.start)
    agree = all(map(_agree, said, (count, wide_size, start), (COUNT_IN_64_BITS, IN_64_BITS, IN_64_BITS)))
    if not (is_sound and is_one and agree):
        raise Unreadable(BROKEN)
    return _bounded(_Directory(count, start, start + wide_size), place)


def _agree(short: int, wide: int, see_wide: int) -> bool:
    return short in (wide, see_wide)


def _bounded(found: _Directory, end: int) -> _Directory:
    if found.end != end:
        raise Unreadable(BROKEN)
    if found.entries > MOST_ENTRIES:
        raise Unreadable(BOMB)
    return found


def _entries(content: bytes) -> dict[str, Entry]:
    count, first, end = _directory(content)
    place = first
    entries: dict[str, Entry] = {}
    spans = []
    for _ in range(count):
        fields = CENTRAL.unpack_from(content, place)
        of_name, of_extra, of_comment = fields[10:13]
        name, extra = _pieces(content, place + CENTRAL.size, of_name, of_extra)
        place += CENTRAL.size + of_name + of_extra + of_comment
        if fields[0] != CENTRAL_START or place > end:
            raise Unreadable(BROKEN)
        size, packed, offset = _sizes(extra, fields[9], fields[8], fields[16])
        entry = _entry(content, fields, name, (size, packed, offset))
        spans.append((offset, entry.start + entry.packed))
        entries[_plain(entry.name)] = entry
    if place != end:
        raise Unreadable(BROKEN)
    if len(entries) != count:
        raise Unreadable(TWICE_INSIDE)
    _refuse_overlaps([*spans, (first, end)])
    return entries


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _pieces(content: bytes, start: int, of_name: int, of_extra: int) -> tuple[bytes, bytes]:
    """The name and the extra fields that stand behind a header."""
    between = start + of_name
    return content[start:between], content[between : between + of_extra]


def _sizes(extra: bytes, *short: int) -> tuple[int, ...]:
    """Each size or place, taken from the extra field of 64 bits where the header has no room for it."""
    if IN_64_BITS not in short:
        return short
    wide = [content for kind, content in _extra_fields(extra) if kind == FIELD_OF_64_BITS]
    wanted = short.count(IN_64_BITS)
    if len(wide) != 1 or len(wide[0]) != 8 * wanted:
        raise Unreadable(BROKEN)
    in_order = iter(struct.unpack(f"<{wanted}Q", wide[0]))
    return tuple(next(in_order) if one == IN_64_BITS else one for one in short)


def _extra_fields(extra: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(extra):
        kind, length = FIELD.unpack_from(extra, place)
        place += FIELD.size + length
        yield kind, extra[place - length : place]


def _entry(content: bytes, fields: tuple[int, ...], name: bytes, known: tuple[int, ...]) -> Entry:
    """The entry of one part, within bounds and as its local header has it."""
    _, _, version, flags, method, time, date, crc, *_ = fields
    size, packed, offset = known
    if flags & ENCRYPTED:
        raise Unreadable(WITH_PASSWORD)
    if method not in (STORED, DEFLATED) or version > LATEST_VERSION:
        raise Unreadable(FOREIGN_COMPRESSION)
    if size > LARGEST_PART:
        with at(name.decode("utf-8", "replace")):
            raise too_large(size, LARGEST_PART)
    start = _start_of_data(content, offset, (flags, method, size, packed), name)
    return Entry(name.decode("utf-8", "surrogateescape"), method, crc, packed, size, start, (date, time))


def _start_of_data(content: bytes, offset: int, promised: tuple[int, ...], name: bytes) -> int:
    fields = LOCAL.unpack_from(content, offset)
    signature, _, flags, method, _, _, _, packed, size, of_name, of_extra = fields
    its_name, extra = _pieces(content, offset + LOCAL.size, of_name, of_extra)
    sizes = promised[2:] if flags & SIZES_FOLLOW else _sizes(extra, size, packed)
    if signature != LOCAL_START or (flags, method, *sizes) != promised or its_name != name:
        raise Unreadable(BROKEN)
    return int(offset + LOCAL.size + of_name + of_extra)


def _refuse_overlaps(spans: list[tuple[int, int]]) -> None:
    """Entries that share bytes: a few bytes would become as many parts as one likes."""
    if any(end > start for (_, end), (start, _) in pairwise(sorted(spans))):
        raise Unreadable(BOMB)


def _refuse_other_documents(archive: Archive) -> None:
    for name, rule in KINDS:
        if name in archive.entries:
            raise Unreadable(rule)
    if "content.xml" in archive.entries:
        raise Unreadable(_kind_of_open_document(archive))
    if any(name.startswith(MACROS) for name in archive.entries):
        raise Unreadable(WITH_MACROS)


def _kind_of_open_document(archive: Archive) -> Rule:
    told = archive.entries.get("mimetype")
    kind = archive.part("mimetype") if told and told.size < 100 else b""
    is_other = kind.startswith(b"application/vnd.oasis.opendocument.") and b"spreadsheet" not in kind
    return OTHER_DOCUMENT if is_other else OPEN_DOCUMENT


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
