"""From the bytes of an .xlsx to what calamine may read: every part looked at, and a package made anew of those parts.

The new package holds a workbook and styles that we write ourselves, and the sheets and texts that were looked at:
their very bytes where they are written as usual, else written anew. So calamine cannot read another part than the one
that was judged, nor one that it understands in another way than other programs do.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence

from iki_excel.words.frozen import frozen
from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks import zipped
from iki_excel.workbooks.content import refuse_by_content
from iki_excel.workbooks.gate import BROKEN, Unreadable, at, too_large
from iki_excel.workbooks.openxml import bounds
from iki_excel.workbooks.openxml.any_sheet import WORKSHEET, look_at_any_sheet
from iki_excel.workbooks.openxml.book import WorkbookPart
from iki_excel.workbooks.openxml.marks import Marks, Sheet
from iki_excel.workbooks.openxml.relations import Relations, Types
from iki_excel.workbooks.openxml.strings import lengths_of, usual_strings
from iki_excel.workbooks.openxml.styles import Styles, styles_of
from iki_excel.workbooks.openxml.usual_sheet import look_at_usual_sheet
from iki_excel.workbooks.openxml.xml import (
    BETWEEN,
    FORBIDDEN_XML,
    MAIN,
    OFFICE,
    PACKAGE,
    first_element,
    known_again,
    refuse_strict,
)
from iki_excel.workbooks.zipped import WITH_MACROS, Archive

WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
"""Where these stand in the package that we make; styles stand nowhere else in any, for openpyxl looks only there."""

USUAL_SHEET = re.compile(rb'(?:<\?xml [^<>?]*+\?>\s*+)?+<worksheet xmlns="' + re.escape(MAIN.encode()) + rb'"[ >]')
OTHER_SHEETS = frozenset({"chartsheet", "dialogsheet"})

OTHER_ZIP = Rule(
    "zip_lain",
    GALAT,
    arti="Arsip zip yang bukan buku kerja.",
    pesan="{file} adalah arsip zip, bukan buku kerja.",
    saran="Keluarkan formulir .xlsx dari dalamnya, lalu simpan di sini.",
    ringkas="arsip zip, bukan buku kerja",
    contoh="Formulir yang dikirim di dalam .zip",
)


@frozen
class Package:
    """``names``: every defined name (casefolded) with its targets: one, or more where a sheet has its own of that name.

    ``marks``: by name of the sheet.
    """

    names: Mapping[str, frozenset[str]]
    marks: Mapping[str, Marks]


@frozen
class Passed:
    """What passed. ``content`` is a package for calamine; its sheets are called 0, 1 … in the order of ``sheets``.

    ``written``: by name the sheets as the file has them, with formulas; ``strings``: the texts that they share.
    """

    package: Package
    sheets: Sequence[str]
    content: bytes
    written: Mapping[str, bytes]
    styles: Styles
    strings: bytes


def look(content: bytes) -> Package:
    """Look at the bytes of an .xlsx; raise Unreadable for anything else, and for what is beyond bounds."""
    return pass_on(content).package


def pass_on(content: bytes) -> Passed:
    """Look at the bytes of an .xlsx and make of them what calamine may read; raise Unreadable as :func:`look`."""
    refuse_by_content(content)
    try:
        return _pass_parts(_Parts(zipped.open_zip(content)))
    except (ValueError, LookupError):
        raise Unreadable(BROKEN) from None


class _Parts:
    """The parts of an archive that were asked for, together within bounds."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.size = self.tags = 0

    def __contains__(self, name: str) -> bool:
        return self.archive.entry(name) is not None

    def get(self, name: str) -> bytes:
        """The bytes of one part; where it is too large, by its cells if it has any."""
        entry = self.archive.entry(name)
        self.size += entry.size if entry else 0
        if self.size > bounds.LARGEST_PARTS:
            raise too_large(self.size, bounds.LARGEST_PARTS)
        xml = self.archive.part(name)
        self.tags += xml.count(b"<") if self.size > bounds.TAGS_COUNT_FROM else 0
        if self.tags > bounds.MOST_ROWS:
            self._refuse_too_many(xml)
        return xml

    def _refuse_too_many(self, xml: bytes) -> None:
        """By what people know of: rows and cells, as far as they can be counted before anything is looked at."""
        for many, most, what in (
            (xml.count(b"<row"), bounds.MOST_ROWS, "baris"),
            (xml.count(b"</c>") if self.tags > bounds.MOST_TAGS else 0, bounds.MOST_CELLS, CELLS),
            (self.tags, bounds.MOST_TAGS, "tanda XML"),
        ):
            if many > most:
                raise too_large(many, most, what)


CELLS = "sel berisi"


def _pass_parts(parts: _Parts) -> Passed:
    _refuse_other_zip(parts)
    types = _types(parts.get(TYPES_PART))
    workbook, related = _workbook_of(parts, types)
    sheets = _sheets(parts, workbook, related)
    styles = _styles(parts, related, workbook.is_1904)
    strings = _strings(parts, types, related)
    looked = _looked(sheets, styles, strings)
    package = Package(workbook.names, {name: sheet.marks for name, sheet in looked.items()})
    readable = [sheet.xml for sheet in looked.values()]
    made_anew = _made_anew(workbook.is_1904, readable, strings, styles.xml)
    return Passed(package, list(sheets), made_anew, sheets, styles, strings)


_types, _relations, _workbook = known_again(Types), known_again(Relations), known_again(WorkbookPart)


def _refuse_other_zip(parts: _Parts) -> None:
    """What has neither its types nor its relations is no package, unless it lost them."""
    if TYPES_PART not in parts or FIRST_PART not in parts:
        raise Unreadable(BROKEN if WORKBOOK in parts else OTHER_ZIP)


def _workbook_of(parts: _Parts, types: Types) -> tuple[WorkbookPart, Relations]:
    """The workbook, where both the relations and the types of the package say it is, and what it is related to."""
    part = _relations(parts.get(FIRST_PART), "").path_of_kind("officeDocument")
    if part not in parts:
        raise Unreadable(OTHER_ZIP)
    if types.workbooks() != {part}:
        raise Unreadable(FORBIDDEN_XML)
    workbook = _workbook(parts.get(part))
    folder, _, name = part.rpartition("/")
    return workbook, _relations(parts.get(posixpath.join(folder, "_rels", f"{name}.rels")), folder)


def _sheets(parts: _Parts, workbook: WorkbookPart, related: Relations) -> dict[str, bytes]:
    """By name the sheets that have cells; no two of them may be the same part."""
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    for name, relation in workbook.sheets:
        part = related.path(relation) if relation else ""
        if part in taken:
            raise Unreadable(BROKEN)
        if part in parts:
            taken.add(part)
            with at(f"lembar {name}"):
                xml = parts.get(part)
            if _has_cells(xml, related.kind(relation)):
                found[name] = xml
    return found


def _has_cells(xml: bytes, kind: str) -> bool:
    """Sheets that hold only a chart or a dialog have none; one of macros is refused whatever its part is called."""
    tag = WORKSHEET if USUAL_SHEET.match(xml) else first_element(xml)[0]
    refuse_strict(tag)
    name = tag.rpartition(BETWEEN)[2]
    if name == "macrosheet":
        raise Unreadable(WITH_MACROS)
    if name != kind or name not in (*OTHER_SHEETS, "worksheet"):
        raise Unreadable(BROKEN)
    if name == "worksheet" and tag != WORKSHEET:
        raise Unreadable(FORBIDDEN_XML)
    return tag == WORKSHEET


def _styles(parts: _Parts, related: Relations, is_1904: bool) -> Styles:
    """The styles; of a workbook without any, the one that it has all the same."""
    part = related.path_of_kind("styles")
    if not part and STYLES not in parts:
        return Styles(is_1904=is_1904)
    if part != STYLES:
        raise Unreadable(FORBIDDEN_XML)
    with at("daftar gaya sel"):
        return styles_of(parts.get(part), is_1904)


def _strings(parts: _Parts, types: Types, related: Relations) -> bytes:
    """The texts that cells share, nothing where there are none; relations and types must say the same of them."""
    part = related.path_of_kind("sharedStrings")
    if not part and STRINGS in parts:
        raise Unreadable(FORBIDDEN_XML)
    if types.shared_strings() != ({part} if part else set()):
        raise Unreadable(FORBIDDEN_XML)
    return usual_strings(parts.get(part)) if part else b""


# --- sheets and strings -----------------------------------------------------------------------------------------------


def _looked(sheets: Mapping[str, bytes], styles: Styles, strings: bytes) -> dict[str, Sheet]:
    """What is found on every sheet, all of them together within bounds."""
    looked = {name: _look(name, xml, styles) for name, xml in sheets.items()}
    if _too_large(looked):
        looked = {
            name: known if known.is_exact else look_at_any_sheet(sheets[name], styles) for name, known in looked.items()
        }
        if reason := _too_large(looked):
            raise reason
    _refuse_too_much_text(sheets, looked, styles, strings)
    return looked


def _look(name: str, xml: bytes, styles: Styles) -> Sheet:
    with at(f"lembar {name}"):
        return look_at_usual_sheet(xml, styles) or look_at_any_sheet(xml, styles)


def _too_large(looked: Mapping[str, Sheet]) -> Unreadable | None:
    """Why sheets are too large, if they are: one of them, or all together."""
    cells = {name: sheet.cells for name, sheet in looked.items()}
    area = {name: sheet.area for name, sheet in looked.items()}
    return _too_many(cells, bounds.MOST_CELLS, CELLS) or _too_many(
        area, bounds.LARGEST_AREA, "sel sampai yang terakhir berisi"
    )


def _too_many(of_sheets: Mapping[str, int], most: int, what: str) -> Unreadable | None:
    total = sum(of_sheets.values())
    if total <= most:
        return None
    name = max(of_sheets, key=of_sheets.__getitem__)
    is_alone = of_sheets[name] > most
    reason = too_large(of_sheets[name] if is_alone else total, most, what)
    return reason.at(f"lembar {name}" if is_alone else "semua lembar")


def _refuse_too_much_text(
    sheets: Mapping[str, bytes], looked: Mapping[str, Sheet], styles: Styles, strings: bytes
) -> None:
    """A string that many cells share becomes a text for each of them. Exact only where a rough look does not do."""
    pieces = strings.split(b"</si>")
    with at("daftar teks"):
        if len(pieces) > bounds.MOST_STRINGS:
            raise too_large(len(pieces), bounds.MOST_STRINGS, "teks")
    longest = max(map(len, pieces))
    rough = longest * sum(sheet.texts for sheet in looked.values())
    if longest <= bounds.LONGEST_TEXT and rough <= bounds.LARGEST_TEXT:
        return
    with at("daftar teks"):
        lengths = lengths_of(strings)
    total = sum(look_at_any_sheet(xml, styles, lengths).texts for xml in sheets.values())
    if total > bounds.LARGEST_TEXT:
        raise too_large(total, bounds.LARGEST_TEXT, "huruf")


# --- the package for calamine -----------------------------------------------------------------------------------------

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPES_PART, FIRST_PART = "[Content_Types].xml", "_rels/.rels"
TYPES = HEAD + f'<Types xmlns="{PACKAGE}content-types"/>'.encode()
RELATION = b'<Relationship Id="%s" Type="' + OFFICE.encode() + b'/%s" Target="%s"/>'
RELATIONS = HEAD + f'<Relationships xmlns="{PACKAGE}relationships">'.encode() + b"%s</Relationships>"
NEW_WORKBOOK = (
    HEAD
    + f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'.encode()
    + b'<workbookPr date1904="%d"/><sheets>%s</sheets></workbook>'
)
FIRST_RELATION = RELATIONS % (RELATION % (b"rId1", b"officeDocument", WORKBOOK.encode()))
OTHER_RELATIONS = RELATION % (b"strings", b"sharedStrings", b"sharedStrings.xml") + RELATION % (
    b"styles", b"styles", b"styles.xml"
)  # fmt: skip


def _made_anew(is_1904: bool, sheets: Sequence[bytes], strings: bytes, styles: bytes) -> bytes:
    numbers = range(len(sheets))
    listed = b"".join(b'<sheet name="%d" sheetId="%d" r:id="s%d"/>' % (n, n + 1, n) for n in numbers)
    related = (RELATION % (b"s%d" % n, b"worksheet", b"worksheets/sheet%d.xml" % n) for n in numbers)
    return zipped.stored(
        {
            TYPES_PART: TYPES,
            FIRST_PART: FIRST_RELATION,
            WORKBOOK: NEW_WORKBOOK % (is_1904, listed),
            "xl/_rels/workbook.xml.rels": RELATIONS % (OTHER_RELATIONS + b"".join(related)),
            **{name: xml for name, xml in ((STRINGS, strings), (STYLES, styles)) if xml},
            **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets)},
        }
    )
