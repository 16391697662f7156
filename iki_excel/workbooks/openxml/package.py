"""From the bytes of an .xlsx to what calamine may read: every part looked at, and a package made anew of those parts.

The new package holds a workbook that we write ourselves, with the sheets that were found, and the very bytes of the
sheets, strings and styles that were looked at. So calamine cannot read another part than the one that was judged.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks import zipped
from iki_excel.workbooks.content import refuse_by_content
from iki_excel.workbooks.gate import BROKEN, TOO_LARGE, Unreadable
from iki_excel.workbooks.openxml import bounds
from iki_excel.workbooks.openxml.any_sheet import look_at_any_sheet
from iki_excel.workbooks.openxml.marks import Marks, Sheet
from iki_excel.workbooks.openxml.usual_sheet import look_at_usual_sheet
from iki_excel.workbooks.openxml.xml import first_element, local, new_parser, parse
from iki_excel.workbooks.zipped import WITH_MACROS, Archive

WORKBOOK, STRINGS, STYLES = "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"
"""Where these stand when no relation says otherwise."""

OUTERMOST = {STRINGS: "sst", STYLES: "styleSheet"}
ANY_STRINGS = re.compile(rb"<(?:[^<>/\s:]*+:)?+sst[\s/>]")
USUAL_SHEET = re.compile(rb"(?:<\?xml [^<>?]*+\?>\s*+)?+<worksheet[ >]")
OTHER_SHEETS = frozenset({"chartsheet", "dialogsheet"})
LONGEST_NAME, LONGEST_TARGET = 255, 8_192

OTHER_ZIP = Rule(
    "zip_lain",
    GALAT,
    arti="Arsip zip yang bukan buku kerja.",
    pesan="{file} adalah arsip zip, bukan buku kerja.",
    saran="Keluarkan formulir .xlsx dari dalamnya, lalu simpan di sini.",
    ringkas="arsip zip, bukan buku kerja",
    contoh="Formulir yang dikirim di dalam .zip",
)


@dataclass(frozen=True)
class Package:
    """``names``: every defined name (casefolded) with its targets: one, or more where a sheet has its own of that name.

    ``marks``: by name of the sheet.
    """

    names: Mapping[str, frozenset[str]]
    marks: Mapping[str, Marks]


@dataclass(frozen=True)
class Passed:
    """What passed. ``content`` is a package for calamine; its sheets are called 0, 1 … in the order of ``sheets``."""

    package: Package
    sheets: Sequence[str]
    content: bytes


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
        return name in self.archive.entries

    def get(self, name: str) -> bytes:
        """The bytes of one part."""
        entry = self.archive.entries.get(name)
        self.size += entry.size if entry else 0
        if self.size > bounds.LARGEST_PARTS:
            raise Unreadable(TOO_LARGE)
        xml = self.archive.part(name)
        self.tags += xml.count(b"<") if self.size > bounds.TAGS_COUNT_FROM else 0
        if self.tags > bounds.MOST_TAGS:
            raise Unreadable(TOO_LARGE)
        return xml


def _pass_parts(parts: _Parts) -> Passed:
    workbook, related = _workbook_of(parts)
    sheets = _sheets(parts, workbook, related)
    strings, styles = (_other(parts, related, name) for name in (STRINGS, STYLES))
    marks = _looked(list(sheets.values()), strings)
    package = Package(workbook.names, dict(zip(sheets, marks, strict=True)))
    readable = [_with_usual_errors(xml, found) for xml, found in zip(sheets.values(), marks, strict=True)]
    return Passed(package, list(sheets), _made_anew(workbook.is_1904, readable, strings, styles))


ERROR_CELL = re.compile(rb'(<c [^<>]*t="e"[^<>]*>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v[^<>]*>)([^<]*)(?=</v>)')
USUAL_ERRORS = frozenset({"", "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})


def _with_usual_errors(xml: bytes, marks: Marks) -> bytes:
    """The sheet for calamine, which gives up a whole file over one error of a newer Excel or of another program.

    What the error is called stays in the marks, so that the cell is told by what it shows.
    """
    if set(marks.errors.values()) <= USUAL_ERRORS:
        return xml
    return ERROR_CELL.sub(lambda cell: cell[0] if cell[2].decode() in USUAL_ERRORS else cell[1] + b"#VALUE!", xml)


def _sheets(parts: _Parts, workbook: _Workbook, related: _Relations) -> dict[str, bytes]:
    """By name the sheets that have cells; no two of them may be the same part."""
    found: dict[str, bytes] = {}
    taken: set[str] = set()
    for name, relation in workbook.sheets:
        part = related.path(relation)
        if part in taken:
            raise Unreadable(BROKEN)
        if part in parts:
            taken.add(part)
            xml = parts.get(part)
            if _has_cells(xml):
                found[name] = xml
    return found


def _workbook_of(parts: _Parts) -> tuple[_Workbook, _Relations]:
    """The workbook, wherever the package says it is, and what it is related to."""
    whole = _Relations(parts.get("_rels/.rels"), "") if "_rels/.rels" in parts else None
    part = (whole.path_of_kind("officeDocument") if whole else "") or WORKBOOK
    if part not in parts:
        raise Unreadable(OTHER_ZIP)
    workbook = _Workbook(parts.get(part))
    folder, _, name = part.rpartition("/")
    return workbook, _Relations(parts.get(posixpath.join(folder, "_rels", f"{name}.rels")), folder)


def _other(parts: _Parts, related: _Relations, usual: str) -> bytes:
    """The strings or the styles, nothing where there are none."""
    kind = posixpath.basename(usual).removesuffix(".xml")
    part = related.path_of_kind(kind) or usual.casefold()
    if part not in parts:
        return b""
    xml = parts.get(part)
    tag, attributes = first_element(xml)
    if local(tag) != OUTERMOST[usual] or (usual == STRINGS and len(ANY_STRINGS.findall(xml)) > 1):
        raise Unreadable(BROKEN)
    _refuse_promised(attributes)
    return xml


def _has_cells(xml: bytes) -> bool:
    """Sheets that hold only a chart or a dialog have none; one of macros is refused whatever its part is called."""
    if USUAL_SHEET.match(xml):
        return True
    name = local(first_element(xml)[0])
    if name == "macrosheet":
        raise Unreadable(WITH_MACROS)
    if name != "worksheet" and name not in OTHER_SHEETS:
        raise Unreadable(BROKEN)
    return name == "worksheet"


def _refuse_promised(attributes: Mapping[str, str]) -> None:
    """A reader makes room for as many strings as the part says it has, so what it says must be modest."""
    if any(int(attributes.get(name, 0)) > bounds.MOST_STRINGS for name in ("count", "uniqueCount")):
        raise Unreadable(TOO_LARGE)


# --- sheets and strings -----------------------------------------------------------------------------------------------


def _looked(sheets: Sequence[bytes], strings: bytes) -> list[Marks]:
    """What is found on every sheet, all of them together within bounds."""
    looked = [look_at_usual_sheet(xml) or look_at_any_sheet(xml) for xml in sheets]
    if _is_too_large(looked):
        looked = [
            known if known.is_exact else look_at_any_sheet(xml) for known, xml in zip(looked, sheets, strict=True)
        ]
        if _is_too_large(looked):
            raise Unreadable(TOO_LARGE)
    _refuse_too_much_text(sheets, looked, strings)
    return [sheet.marks for sheet in looked]


def _is_too_large(looked: Sequence[Sheet]) -> bool:
    cells, area = sum(sheet.cells for sheet in looked), sum(sheet.area for sheet in looked)
    return cells > bounds.MOST_CELLS or area > bounds.LARGEST_AREA


def _refuse_too_much_text(sheets: Sequence[bytes], looked: Sequence[Sheet], strings: bytes) -> None:
    """A string that many cells share becomes a text for each of them. Exact only where a rough look does not do."""
    pieces = strings.split(b"</si>")
    if len(pieces) > bounds.MOST_STRINGS:
        raise Unreadable(TOO_LARGE)
    longest = max(map(len, pieces))
    if longest <= bounds.LONGEST_TEXT and longest * sum(sheet.texts for sheet in looked) <= bounds.LARGEST_TEXT:
        return
    lengths = _lengths(strings)
    total = sum(look_at_any_sheet(xml, lengths).texts for xml in sheets)
    if len(lengths) > bounds.MOST_STRINGS or total > bounds.LARGEST_TEXT or max(lengths) > bounds.LONGEST_TEXT:
        raise Unreadable(TOO_LARGE)


def _lengths(xml: bytes) -> list[int]:
    """The number of characters of every shared string."""
    lengths: list[int] = []
    is_text = False

    def start(tag: str, _: dict[str, str]) -> None:
        nonlocal is_text
        is_text = local(tag) == "t"
        if local(tag) == "si":
            lengths.append(0)

    def text(data: str) -> None:
        if is_text and lengths:
            lengths[-1] += len(data)

    def end(_: str) -> None:
        nonlocal is_text
        is_text = False

    _parse(xml, start, end, text)
    return lengths


# --- the workbook and its relations -----------------------------------------------------------------------------------


class _Workbook:
    """The sheets with their relations, and the defined names with their targets."""

    def __init__(self, xml: bytes) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.names: dict[str, frozenset[str]] = {}
        self.is_1904 = False
        self.current: list[str] = []
        self.count = 0
        self.parser = new_parser(xml)
        self.parser.StartElementHandler = self.start
        parse(self.parser, xml)
        if len(self.sheets) > bounds.MOST_SHEETS or any(len(name) > LONGEST_NAME for name, _ in self.sheets):
            raise Unreadable(TOO_LARGE)
        if len({name.casefold() for name, _ in self.sheets}) != len(self.sheets):
            raise Unreadable(BROKEN)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = local(tag)
        if tag == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            self.sheets.append((attributes.get("name", ""), relation))
        elif tag == "definedName":
            self.current = [attributes.get("name", "").casefold()]
            self.parser.EndElementHandler, self.parser.CharacterDataHandler = self.end, self.current.append
        elif tag == "workbookPr":
            self.is_1904 = attributes.get("date1904") in ("1", "true")

    def end(self, _: str) -> None:
        self.parser.EndElementHandler = self.parser.CharacterDataHandler = None
        name, target = self.current[0], "".join(self.current[1:])
        self.count += 1
        if self.count > bounds.MOST_NAMES or len(name) > LONGEST_NAME or len(target) > LONGEST_TARGET:
            raise Unreadable(TOO_LARGE)
        self.names[name] = self.names.get(name, frozenset()) | {target}


class _Relations:
    """The parts within the file that a part is related to."""

    def __init__(self, xml: bytes, folder: str) -> None:
        self.folder = folder
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        _parse(xml, self.start)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if local(tag) == "Relationship" and attributes.get("TargetMode", "Internal") == "Internal":
            relation = attributes.get("Id", "")
            self.targets[relation] = attributes.get("Target", "")
            self.kinds[attributes.get("Type", "").rpartition("/")[2]] = relation

    def path(self, relation: str) -> str:
        """Where a related part stands in the archive; nowhere when there is no such relation."""
        target = self.targets.get(relation, "").replace("\\", "/")
        absolute = target if target.startswith("/") else f"/{self.folder}/{target}"
        return posixpath.normpath(absolute).lstrip("/").casefold() if target else ""

    def path_of_kind(self, kind: str) -> str:
        """Where the related part of this kind stands."""
        return self.path(self.kinds.get(kind, ""))


def _parse(xml: bytes, start: Any, end: Callable[[str], None] | None = None, text: Any = None) -> None:
    parser = new_parser(xml)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parse(parser, xml)


# --- the package for calamine -----------------------------------------------------------------------------------------

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = HEAD + b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATION = b'<Relationship Id="%s" Type="' + OFFICE + b'/%s" Target="%s"/>'
RELATIONS = (
    HEAD + b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
NEW_WORKBOOK = HEAD + (
    b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="' + OFFICE + b'">'
    b'<workbookPr date1904="%d"/><sheets>%s</sheets></workbook>'
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
            "[Content_Types].xml": TYPES,
            "_rels/.rels": FIRST_RELATION,
            WORKBOOK: NEW_WORKBOOK % (is_1904, listed),
            "xl/_rels/workbook.xml.rels": RELATIONS % (OTHER_RELATIONS + b"".join(related)),
            **{name: xml for name, xml in ((STRINGS, strings), (STYLES, styles)) if xml},
            **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in enumerate(sheets)},
        }
    )
