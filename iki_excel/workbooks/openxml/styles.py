"""Which cells show a date: by the number format of their style, written anew in the one form that calamine needs.

A format that one program could take for a date and another for a number is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache

from iki_excel.words.frozen import frozen
from iki_excel.workbooks.gate import BROKEN, Unreadable
from iki_excel.workbooks.openxml.xml import BETWEEN, FORBIDDEN_XML, MAIN, NUMBER, Outline

PLAIN, MOMENT, DURATION = "0", "14", "46"
"""What a cell shows: a number, a date or a time, a length of time; as the number format that all programs have for it.
"""

LAST_DAY = 2_958_465
"""31 December 9999, counted from 1900."""

DAYS_TO_1904 = 1_462

KNOWN = {
    **dict.fromkeys(map(str, (*range(14, 23), 45, 47)), MOMENT),
    "46": DURATION,
}
"""What the formats show that a file need not write out."""

OF_A_COUNTRY = frozenset(map(str, (*range(27, 37), *range(50, 59))))
"""Formats that a program has only in some languages, dates for the most part."""

ELAPSED = r"\[(?:hh?|mm?|ss?)\]"
LITERAL = re.compile(rf'"[^"]*"|[\\_].|\*[^dmyhs]|(?!{ELAPSED})\[[^\]]*\]', re.IGNORECASE | re.DOTALL)
"""What stands in a format without meaning a digit or a part of a day: also colours, countries and conditions."""

GENERAL = re.compile(r"General", re.IGNORECASE)
OF_DAYS = re.compile(r"[dmyhs]", re.IGNORECASE)
OF_NUMBERS = re.compile(r"(?:E[+-]|[^a-z]|[^\Wdmyhsegb])*", re.IGNORECASE)
ONLY_DAYS = re.compile(rf"(?:{ELAPSED}|s\.0+|[dmyhs]|AM/PM|A/P|[ ,./:()-])*", re.IGNORECASE)
IS_ELAPSED = re.compile(ELAPSED, re.IGNORECASE)


@lru_cache(maxsize=1024)
def kind_of(code: str) -> str:
    """What a number format shows; only its first part counts, and the others may not be days where that is none."""
    if any(";" in literal for literal in LITERAL.findall(code)):
        raise Unreadable(FORBIDDEN_XML)
    first, *others = (GENERAL.sub("0", part) for part in LITERAL.sub("", code).split(";"))
    if not OF_DAYS.search(first) and all(map(OF_NUMBERS.fullmatch, (first, *others))):
        return PLAIN
    if not OF_DAYS.search(first) or not all(ONLY_DAYS.fullmatch(part.replace("@", "")) for part in others):
        raise Unreadable(FORBIDDEN_XML)
    if not ONLY_DAYS.fullmatch(first):
        raise Unreadable(FORBIDDEN_XML)
    return DURATION if IS_ELAPSED.search(first) else MOMENT


@frozen
class Styles:
    """By the number of a style what its cells show; a workbook without styles has one.

    ``is_plain_without``: a cell without a style is a number to everybody. Some take the first style for its, some that
    which all others rest on.
    """

    kinds: Sequence[str] = (PLAIN,)
    is_plain_without: bool = True
    is_1904: bool = False

    def __getitem__(self, style: str) -> str:
        """What the cells of a style show."""
        if not NUMBER.fullmatch(style) or int(style) >= len(self.kinds):
            raise Unreadable(BROKEN)
        return self.kinds[int(style)]

    @property
    def last_day(self) -> int:
        """31 December 9999 as this workbook counts."""
        return LAST_DAY - DAYS_TO_1904 * self.is_1904

    @cached_property
    def plain(self) -> frozenset[str]:
        """The styles of numbers."""
        return frozenset(str(number) for number, kind in enumerate(self.kinds) if kind == PLAIN)

    @cached_property
    def of_days(self) -> tuple[str, ...]:
        """The styles of dates and times."""
        return tuple(str(number) for number, kind in enumerate(self.kinds) if kind != PLAIN)

    @cached_property
    def xml(self) -> bytes:
        """The part for calamine."""
        formats = "".join(f'<xf numFmtId="{kind}"/>' for kind in self.kinds)
        return f'<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>'.encode()


# --- the part --------------------------------------------------------------------------------------------------------

OF_A_FORMAT = {"numFmtId", "formatCode"}
GUARDED = frozenset({"numFmts", "cellXfs"})


@lru_cache(maxsize=32)  # forms that one program saved have the same styles
def styles_of(xml: bytes, is_1904: bool = False) -> Styles:
    """The styles of a workbook, from the part that has them."""
    codes: dict[str, str] = {}
    used: list[str] = []
    rested_on: list[str] = []

    def define(attributes: Mapping[str, str]) -> None:
        check(attributes)
        if {name for name in attributes if BETWEEN not in name} != OF_A_FORMAT:
            raise Unreadable(BROKEN)
        identity, code = attributes["numFmtId"], attributes["formatCode"]
        if codes.setdefault(identity, code) != code:
            raise Unreadable(BROKEN)

    def use(attributes: Mapping[str, str]) -> None:
        check(attributes)
        used.append(attributes.get("numFmtId", PLAIN))

    def rest_on(attributes: Mapping[str, str]) -> None:
        check(attributes)
        rested_on.append(attributes.get("numFmtId", PLAIN))

    def check(attributes: Mapping[str, str]) -> None:
        if not NUMBER.fullmatch(attributes.get("numFmtId", PLAIN)):
            raise Unreadable(BROKEN)

    Outline(
        {"styleSheet/numFmts/numFmt": define, "styleSheet/cellXfs/xf": use, "styleSheet/cellStyleXfs/xf": rest_on},
        lists=("styleSheet/numFmts", "styleSheet/cellXfs"),
        guarded=GUARDED,
    ).follow(xml)
    kinds = tuple(_kind(identity, codes) for identity in used)
    of_unstyled = [*kinds[:1], *(_kind(identity, codes) for identity in rested_on[:1])]
    return Styles(kinds, all(kind == PLAIN for kind in of_unstyled), is_1904)


def _kind(identity: str, codes: Mapping[str, str]) -> str:
    """What a format shows: as the file writes it out, else as every program knows it."""
    if identity in codes:
        return kind_of(codes[identity])
    if identity in OF_A_COUNTRY:
        raise Unreadable(FORBIDDEN_XML)
    return KNOWN.get(identity, PLAIN)
