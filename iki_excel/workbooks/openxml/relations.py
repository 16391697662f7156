"""Where the parts of a package stand: by their relations, and by their types. Programs ask one or the other."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from iki_excel.workbooks.gate import BROKEN, Unreadable
from iki_excel.workbooks.openxml.xml import FORBIDDEN_XML, OFFICE, PACKAGE, STRICT, STRICT_XLSX, Outline

OF_A_RELATION = ("Id", "Type", "Target", "TargetMode")
ELSEWHERE = "External"
MODES = frozenset({"", "Internal", ELSEWHERE})
ALONE = frozenset({"officeDocument", "styles", "sharedStrings"})
"""Kinds of which a part has only one."""


class Relations:
    """The parts within the file that a part is related to; every relation has a name of its own."""

    def __init__(self, xml: bytes, folder: str) -> None:
        self.folder = folder
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        namespace = f"{PACKAGE}relationships"
        Outline({"Relationships/Relationship": self.add}, lists=("Relationships",), namespace=namespace).follow(xml)
        alone = [kind for kind in self.kinds.values() if kind in ALONE]
        if len(alone) != len({*alone}):
            raise Unreadable(FORBIDDEN_XML)

    def add(self, attributes: Mapping[str, str]) -> None:
        """One relation: its name, what kind of part it leads to, and where."""
        relation, kind, target, mode = (attributes.get(name, "") for name in OF_A_RELATION)
        is_whole = relation and kind and target and mode in MODES
        if relation in self.kinds or not is_whole or attributes.keys() - {*OF_A_RELATION}:
            raise Unreadable(FORBIDDEN_XML)
        if kind.startswith(STRICT):
            raise Unreadable(STRICT_XLSX)
        self.kinds[relation] = kind.removeprefix(f"{OFFICE}/")
        self.targets[relation] = target if mode != ELSEWHERE else ""

    def kind(self, relation: str) -> str:
        """What a relation leads to: worksheet, styles, …"""
        return self.kinds[relation]

    def path(self, relation: str) -> str:
        """Where a related part stands in the archive; nowhere when it is in another file."""
        if relation not in self.kinds:
            raise Unreadable(BROKEN)
        target = self.targets[relation]
        if "." in target.split("/"):  # LibreOffice finds no such part
            raise Unreadable(FORBIDDEN_XML)
        absolute = target if target.startswith("/") else f"/{self.folder}/{target}"
        return posixpath.normpath(absolute).lstrip("/") if target else ""

    def path_of_kind(self, kind: str) -> str:
        """Where the related part of this kind stands; nowhere when there is none."""
        return next((self.path(relation) for relation, its_kind in self.kinds.items() if its_kind == kind), "")


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
WORKBOOKS = frozenset(
    {
        f"{SPREADSHEET}sheet.main+xml",
        f"{SPREADSHEET}template.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.ms-excel.template.macroEnabled.main+xml",
    }
)
STRINGS = f"{SPREADSHEET}sharedStrings+xml"
USUAL_WORKBOOK = "xl/workbook.xml"


class Types:
    """What kind each part is of: its own, or that of all whose names end alike."""

    def __init__(self, xml: bytes) -> None:
        self.own: dict[str, str] = {}
        self.by_ending: set[str] = set()
        places = {"Types/Override": self.add, "Types/Default": self.add_ending}
        Outline(places, lists=("Types",), namespace=f"{PACKAGE}content-types").follow(xml)

    def add(self, attributes: Mapping[str, str]) -> None:
        """The kind of one part."""
        part = attributes.get("PartName", "")
        if part in self.own or attributes.keys() != {"PartName", "ContentType"}:
            raise Unreadable(FORBIDDEN_XML)
        self.own[part] = attributes["ContentType"]

    def add_ending(self, attributes: Mapping[str, str]) -> None:
        """The kind of the parts of an ending."""
        if attributes.keys() != {"Extension", "ContentType"}:
            raise Unreadable(FORBIDDEN_XML)
        self.by_ending.add(attributes["ContentType"])

    def workbooks(self) -> set[str]:
        """The parts that are the workbook; where none says so, but all xml is, the one in its usual place."""
        return self._of(WORKBOOKS) or ({USUAL_WORKBOOK} if self.by_ending & WORKBOOKS else set())

    def shared_strings(self) -> set[str]:
        """The parts that hold the texts that cells share."""
        return self._of(frozenset({STRINGS}))

    def _of(self, kinds: frozenset[str]) -> set[str]:
        return {part.removeprefix("/") for part, kind in self.own.items() if kind in kinds}
