"""The part of a package that says which sheets there are, what cells are called, and from when days count."""

from __future__ import annotations

from collections.abc import Mapping

from iki_excel.workbooks.gate import BROKEN, Unreadable, too_large
from iki_excel.workbooks.openxml import bounds
from iki_excel.workbooks.openxml.xml import FORBIDDEN_XML, NUMBER, OFFICE, Outline, named

PROPERTIES, SHEETS, NAMES = (f"workbook/{name}" for name in ("workbookPr", "sheets", "definedNames"))
GUARDED = frozenset({"workbookPr", "sheets", "sheet", "definedNames", "definedName"})
RELATION = named("id", OFFICE)
OF_A_SHEET = {"name", "sheetId", "state", RELATION}
IS_1904 = {"0": False, "false": False, "1": True, "true": True}
STATES = frozenset({"visible", "hidden", "veryHidden"})
NOT_IN_NAMES = frozenset("[]:*?/\\")
"""What no name of a sheet has: programs then call the sheet otherwise, or refuse it."""


class WorkbookPart:
    """The ``sheets`` with their relations, and the defined ``names`` with their targets."""

    def __init__(self, xml: bytes) -> None:
        self.sheets: list[tuple[str, str]] = []
        self.names: dict[str, frozenset[str]] = {}
        self.is_1904 = False
        self.name = ""
        self.count = 0
        sheet, name = f"{SHEETS}/sheet", f"{NAMES}/definedName"
        starts = {PROPERTIES: self.date_from, sheet: self.add_sheet, name: self.begin_name}
        Outline(starts, {name: self.end_name}, lists=(SHEETS, NAMES), once=(PROPERTIES,), guarded=GUARDED).follow(xml)
        if len(self.sheets) > bounds.MOST_SHEETS:
            raise too_large(len(self.sheets), bounds.MOST_SHEETS, "lembar")
        if len({name.casefold() for name, _ in self.sheets}) != len(self.sheets):
            raise Unreadable(BROKEN)

    def date_from(self, attributes: Mapping[str, str]) -> None:
        """Whether days count from 1904; what only some programs take for a yes is refused."""
        said = attributes.get("date1904", "0")
        if said not in IS_1904:
            raise Unreadable(FORBIDDEN_XML)
        self.is_1904 = IS_1904[said]

    def add_sheet(self, attributes: Mapping[str, str]) -> None:
        name = attributes.get("name", "")
        if len(name) > bounds.LONGEST_NAME:
            raise too_large(len(name), bounds.LONGEST_NAME, "huruf nama lembar")
        is_named = name and not NOT_IN_NAMES & {*name} and NUMBER.fullmatch(attributes.get("sheetId", ""))
        if not is_named or attributes.get("state", "visible") not in STATES or attributes.keys() - OF_A_SHEET:
            raise Unreadable(FORBIDDEN_XML)
        self.sheets.append((name, attributes.get(RELATION, "")))

    def begin_name(self, attributes: Mapping[str, str]) -> None:
        self.name = attributes.get("name", "").casefold()

    def end_name(self, target: str) -> None:
        self.count += 1
        if self.count > bounds.MOST_NAMES:
            raise too_large(self.count, bounds.MOST_NAMES, "nama sel")
        if len(self.name) > bounds.LONGEST_NAME:
            raise too_large(len(self.name), bounds.LONGEST_NAME, "huruf nama sel")
        if len(target) > bounds.LONGEST_TARGET:
            raise too_large(len(target), bounds.LONGEST_TARGET, f"huruf tujuan nama sel {self.name}")
        self.names[self.name] = self.names.get(self.name, frozenset()) | {target}
