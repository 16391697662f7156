"""XML of a workbook's parts: only what Excel writes, in UTF-8, well-formed, within bounds."""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks.gate import BROKEN, TOO_LARGE, Unreadable
from iki_excel.workbooks.openxml import bounds

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DECLARATION = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^<>?]*?encoding\s*=\s*["']([^"']*)["']""")
ENCODINGS = frozenset({b"utf-8", b"utf8"})
ASCII = frozenset({b"us-ascii", b"ascii"})

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)

FORBIDDEN_XML = Rule(
    "xml_terlarang",
    GALAT,
    arti="Bagian dalam yang tidak pernah ditulis Excel (DOCTYPE atau pengodean lain).",
    pesan="{file} memuat bagian yang tidak pernah ditulis Excel.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="memuat bagian yang tidak pernah ditulis Excel",
    contoh="Buku kerja dengan DOCTYPE di salah satu bagiannya",
)


def local(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def first_element(xml: bytes) -> tuple[str, dict[str, str]]:
    """The name and the attributes of the outermost element of a part that is sound to its end."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        parser.StartElementHandler = None  # a call an element costs more than all the rest
        found.append((tag, attributes))

    parser = new_parser(xml)
    parser.StartElementHandler = start
    parse(parser, xml)
    return found[0]


def parse(parser: Any, xml: bytes) -> None:
    """Parse a part to its end."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Unreadable(BROKEN) from None


def new_parser(xml: bytes) -> Any:
    """A parser that takes the bytes for UTF-8, whatever they say they are, and refuses what Excel never writes.

    Readers differ in how they take DOCTYPE, comments, CDATA and instructions.
    """
    refuse_encoding(xml)
    if len(xml) > bounds.LONGEST_RUN and max(map(len, xml.split(b"<"))) > bounds.LONGEST_RUN:
        raise Unreadable(TOO_LARGE)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.CommentHandler = _refuse
    parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = _refuse
    return parser


def _refuse(*_: Any) -> None:
    raise Unreadable(FORBIDDEN_XML)


def refuse_encoding(xml: bytes) -> None:
    """Only UTF-8, and no other encoding that a parser would guess from NUL bytes."""
    declared = DECLARATION.match(xml)
    encoding = declared[1].lower() if declared else b"utf-8"
    is_known = encoding in ENCODINGS or (encoding in ASCII and xml.isascii())
    if xml.startswith(UTF_16) or not is_known:
        raise Unreadable(FORBIDDEN_XML)
    if b"\x00" in xml:
        raise Unreadable(BROKEN)
