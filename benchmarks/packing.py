"""A zip of parts that were compressed before: what is the same in all forms of a jabatan is compressed once."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

QUICK = 1
"""How hard zlib tries: any program's files are read alike, and this takes a third of the time."""
DEFLATED, VERSION, NO_TIME, FIRST_DAY = 8, 20, 0, 0x21
"""The first day that a zip knows: 1 January 1980."""


@dataclass(frozen=True)
class Packed:
    """One part of a zip, compressed; ``size`` and ``crc`` of what it holds."""

    name: bytes
    content: bytes
    size: int
    crc: int

    @property
    def said(self) -> bytes:
        """What both headers of a part say of it."""
        sizes = (self.crc, len(self.content), self.size, len(self.name), 0)
        return struct.pack("<5H3I2H", VERSION, 0, DEFLATED, NO_TIME, FIRST_DAY, *sizes)


def packed(name: str, text: str) -> Packed:
    """A part, compressed."""
    content = text.encode()
    deflate = zlib.compressobj(QUICK, zlib.DEFLATED, -zlib.MAX_WBITS)
    return Packed(name.encode(), deflate.compress(content) + deflate.flush(), len(content), zlib.crc32(content))


def zipped(parts: Iterable[Packed]) -> bytes:
    """The zip of some parts, in their order."""
    files, listed, count = bytearray(), bytearray(), 0
    for part in parts:
        listed += b"PK\1\2" + struct.pack("<H", VERSION) + part.said + struct.pack("<3H2I", 0, 0, 0, 0, len(files))
        listed += part.name
        files += b"PK\3\4" + part.said + part.name + part.content
        count += 1
    end = b"PK\5\6" + struct.pack("<4H2IH", 0, 0, count, count, len(listed), len(files), 0)
    return bytes(files + listed + end)
