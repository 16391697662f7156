"""XML of a workbook's parts: only what Excel writes, in UTF-8, well-formed, within bounds.

Elements are known by their namespace and their place. Of those that mean something, none may stand anywhere else, nor
may one of another namespace stand in their place: readers differ in which of the two they look at.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from xml.parsers import expat

from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks.gate import BROKEN, Unreadable, too_large
from iki_excel.workbooks.openxml import bounds

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DECLARATION = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml\s[^<>?]*?encoding\s*=\s*["']([^"']*)["']""")
BEGINNING = re.compile(rb"""(?:\xef\xbb\xbf)?+(?:<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')|(?!<\?xml\s))""")
"""There is another version of XML, which not every reader knows."""

ENCODINGS = frozenset({b"utf-8", b"utf8"})
ASCII = frozenset({b"us-ascii", b"ascii"})

WORD = rb"[^<>&\x00-\x08\x0b-\x1f]*+"
SIGNS = rb"&(?:amp|lt|gt|quot|apos);"
USUAL_TEXT = WORD + rb"(?:" + SIGNS + WORD + rb")*+"
"""A text as all usual programs write it."""

RARE_LETTERS = b"\xef"
"""How letters from U+F000 on begin; XML has not all of them."""

NUMBER = re.compile(r"[0-9]{1,9}", re.ASCII)

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/"
"""Namespaces; all of the last kind of .xlsx begin so, which calamine reads and openpyxl takes for an empty one."""

BETWEEN = " "
"""Stands between the namespace and the name of an element, as the parser gives it."""

FORBIDDEN_XML = Rule(
    "xml_terlarang",
    GALAT,
    arti="Bagian yang tidak pernah ditulis Excel, atau yang dibaca lain oleh program lain.",
    pesan="{file} memuat bagian yang tidak pernah ditulis Excel.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="memuat bagian yang tidak pernah ditulis Excel",
    contoh="Buku kerja dengan DOCTYPE di salah satu bagiannya",
)
STRICT_XLSX = Rule(
    "xlsx_ketat",
    GALAT,
    arti="Buku kerja “Strict Open XML”, yang tidak dibaca sama oleh semua program.",
    pesan="{file} adalah buku kerja “Strict Open XML”.",
    saran="Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.",
    ringkas="buku kerja “Strict Open XML”",
    contoh="Formulir yang disimpan sebagai “Strict Open XML Spreadsheet”",
)


def named(name: str, namespace: str = MAIN) -> str:
    """An element as the parser gives it."""
    return f"{namespace}{BETWEEN}{name}"


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


KEPT_PART = 100_000
"""Bytes of the largest part that is kept to be known again."""

Looked = TypeVar("Looked")


def known_again(look: Callable[..., Looked]) -> Callable[..., Looked]:
    """Look once at parts that come byte by byte alike in form after form; nobody may change what is found in one.

    Large ones are not kept, so that all that is kept stays small.
    """
    known = functools.lru_cache(maxsize=64)(look)

    def looked(xml: bytes, *further: Hashable) -> Looked:
        return (known if len(xml) <= KEPT_PART else look)(xml, *further)

    return looked


def refuse_strict(tag: str) -> None:
    """A part of the other kind of .xlsx, by its outermost element."""
    if tag.startswith(STRICT):
        raise Unreadable(STRICT_XLSX)


def escaped(text: str) -> str:
    """A text as it stands in XML."""
    # xml.sax would load what fetches pages from the web, in every reading process
    return text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;").replace("\r", "&#13;")


Start = Callable[[dict[str, str]], None]


@dataclass
class Outline:
    """Follows a part element by element, and knows them by their place, such as workbook/sheets/sheet.

    ``starts`` are called with the attributes of the elements at a place, ``ends`` when they end, ``texts`` with the
    text of those that hold nothing else: no comment, which would part it, and no element. ``lists``: places that may
    not be there twice, and hold only what is known. ``once``: other places that may not be there twice. ``guarded``:
    names that mean something wherever they stand, so that they may stand nowhere but at the places known.
    """

    starts: Mapping[str, Start]
    texts: Mapping[str, Callable[[str], None]] = field(default_factory=dict)
    ends: Mapping[str, Callable[[], None]] = field(default_factory=dict)
    lists: Collection[str] = ()
    once: Collection[str] = ()
    guarded: frozenset[str] = frozenset()
    namespace: str = MAIN

    def follow(self, xml: bytes) -> None:
        """Parse the part to its end; refuse an outermost element of another kind."""
        self._places, self._text = [""], list[str]()
        self._steps: dict[tuple[str, str], str] = {}
        self._left = {*self.once, *self.lists}
        self._alone = frozenset(self._left)
        self._known = {*self.starts, *self.texts, *self.ends, *self._alone}
        self._outermost = {place.partition("/")[0] for place in self._known}
        parser = new_parser(xml)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.CommentHandler = self._text.append, self._comment
        parse(parser, xml)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        above = self._places[-1]
        place = self._steps.get((above, tag)) or self._step(above, tag)
        if above in self.texts:
            raise Unreadable(BROKEN)
        if place in self._alone:
            self._take(place)
        self._places.append(place)
        self._text.clear()
        if place in self.starts:
            self.starts[place](attributes)

    def _step(self, above: str, tag: str) -> str:
        """The place of an element; each step is judged once, however often it is taken."""
        namespace, _, name = tag.rpartition(BETWEEN)
        place = f"{above}/{name}" if above else name
        is_ours, is_known = namespace == self.namespace, place in self._known
        if not above:
            refuse_strict(tag)
            if not is_ours or name not in self._outermost:
                raise Unreadable(BROKEN)
        is_astray = not is_known and (above in self.lists or (is_ours and name in self.guarded))
        if is_astray or (is_known and not is_ours):
            raise Unreadable(FORBIDDEN_XML)
        return self._steps.setdefault((above, tag), place)

    def _take(self, place: str) -> None:
        if place not in self._left:
            raise Unreadable(FORBIDDEN_XML)
        self._left.remove(place)

    def _end(self, _: str) -> None:
        place = self._places.pop()
        if place in self.texts:
            self.texts[place]("".join(self._text))
        if place in self.ends:
            self.ends[place]()
        self._text.clear()

    def _comment(self, _: str) -> None:
        if self._places[-1] in self.texts:
            raise Unreadable(FORBIDDEN_XML)


def parse(parser: Any, xml: bytes) -> None:
    """Parse a part to its end."""
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Unreadable(BROKEN) from None


def new_parser(xml: bytes) -> Any:
    """A parser that takes the bytes for UTF-8, whatever they say they are, and refuses what Excel never writes.

    Readers differ in how they take DOCTYPE, CDATA and instructions, and comments within a text: those are refused by
    whoever looks for the text.
    """
    refuse_encoding(xml)
    longest = max(map(len, xml.split(b"<"))) if len(xml) > bounds.LONGEST_RUN else 0
    if longest > bounds.LONGEST_RUN:
        raise too_large(longest, bounds.LONGEST_RUN, "bita dalam satu tanda XML")
    parser = expat.ParserCreate("utf-8", namespace_separator=BETWEEN)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartCdataSectionHandler = parser.ProcessingInstructionHandler = _refuse
    return parser


def _refuse(*_: Any) -> None:
    raise Unreadable(FORBIDDEN_XML)


def refuse_encoding(xml: bytes) -> None:
    """Only UTF-8, and no other encoding that a parser would guess from NUL bytes."""
    declared = DECLARATION.match(xml)
    encoding = declared[1].lower() if declared else b"utf-8"
    is_known = encoding in ENCODINGS or (encoding in ASCII and xml.isascii())
    if xml.startswith(UTF_16) or not is_known or not BEGINNING.match(xml):
        raise Unreadable(FORBIDDEN_XML)
    if b"\x00" in xml:
        raise Unreadable(BROKEN)
