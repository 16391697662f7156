"""The texts that cells share: what the pieces of each come to, without how it is pronounced, written anew."""

from __future__ import annotations

import re
from collections.abc import Mapping

from iki_excel.workbooks.gate import BROKEN, Unreadable, at, too_large
from iki_excel.workbooks.openxml.bounds import LONGEST_RUN, LONGEST_TEXT, MOST_STRINGS
from iki_excel.workbooks.openxml.xml import (
    FORBIDDEN_XML,
    MAIN,
    NUMBER,
    RARE_LETTERS,
    SIGNS,
    WORD,
    Outline,
    escaped,
    first_element,
    refuse_encoding,
)

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How Excel writes what XML has no room for; such a thing itself it writes as _x005F_x0041_."""

ESCAPED = frozenset({ord("_"), 0xFFFE, 0xFFFF})
"""What it writes so besides the signs before the space."""

NEW_LINE = rb"&#10;"
"""As LibreOffice writes it."""

TEXT = WORD + rb"(?:(?:" + SIGNS + rb"|" + NEW_LINE + rb")" + WORD + rb")*+"
USUAL = re.compile(
    rb'((?:<\?xml [^<>?]*+\?>\s*+)?+<sst xmlns="' + re.escape(MAIN.encode()) + rb'"[^<>]*+)(?:/>|>'
    rb"(?:<si><t(?: xml:space=\"preserve\")?+(?:/>|>" + TEXT + rb"</t>)</si>)*+</sst>)\s*+"
)  # fmt: skip


def refuse_odd_escapes(text: str) -> None:
    """What stands for a plain letter, which Excel never writes so: one program shows A, another _x0041_."""
    codes = (int(digits, 16) for digits in ESCAPE.findall(text))
    if any(code >= 0x20 and code not in ESCAPED for code in codes):
        raise Unreadable(FORBIDDEN_XML)


def refuse_pronounced_nowhere(attributes: Mapping[str, str]) -> None:
    """How a text is pronounced that does not say from which letter to which."""
    if not all(NUMBER.fullmatch(attributes.get(name, "")) for name in ("sb", "eb")):
        raise Unreadable(BROKEN)


def usual_strings(xml: bytes) -> bytes:
    """The part as calamine may read it, each text in one piece; within bounds, and with no more than it promises."""
    with at("daftar teks"):
        usual = USUAL.fullmatch(xml) if b"_x" not in xml else None
        if not usual:
            return _Strings(xml).written()
        refuse_encoding(xml)
        _, attributes = first_element(usual[1] + b"></sst>" if _is_sound(xml) else xml)
        _refuse_promised(attributes)
        return xml


def _is_sound(usual: bytes) -> bool:
    """Whether it is certain that texts that are written as usual are sound, so that only what stands around them needs
    a parser: each short, in UTF-8, and of letters that XML has."""
    try:
        usual.decode()
    except UnicodeDecodeError:
        return False
    return len(usual) <= LONGEST_RUN and RARE_LETTERS not in usual


def _refuse_promised(attributes: Mapping[str, str]) -> None:
    """A reader makes room for as many strings as the part says it has, so what it says must be modest."""
    promised = max(int(attributes.get(name, 0)) for name in ("count", "uniqueCount"))
    if promised > MOST_STRINGS:
        raise too_large(promised, MOST_STRINGS, "teks")


class _Strings:
    """Follows the part: a text or runs with a text each, in the order in which they stand."""

    def __init__(self, xml: bytes) -> None:
        self.found: list[str] = []
        self.pieces: list[str] = []
        self.is_read = False
        starts = {"sst": _refuse_promised, "sst/si": self.begin, "sst/si/r": self.begin_run}
        starts["sst/si/rPh"] = refuse_pronounced_nowhere
        texts = dict.fromkeys(("sst/si/t", "sst/si/r/t"), self.take)
        Outline(starts, texts, {"sst/si": self.finish}).follow(xml)

    def begin(self, _: Mapping[str, str]) -> None:
        self.pieces, self.is_read = [], False

    def begin_run(self, _: Mapping[str, str]) -> None:
        self.is_read = False

    def take(self, text: str) -> None:
        """One text of the whole, or of a run: of two some readers take both, and some the last."""
        if self.is_read:
            raise Unreadable(FORBIDDEN_XML)
        self.is_read = True
        self.pieces.append(text)

    def finish(self) -> None:
        text = "".join(self.pieces)
        refuse_odd_escapes(text)
        self.found.append(text)

    def written(self) -> bytes:
        texts = "".join(f'<si><t xml:space="preserve">{escaped(text)}</t></si>' for text in self.found)
        return f'<sst xmlns="{MAIN}">{texts}</sst>'.encode()


def lengths_of(xml: bytes) -> list[int]:
    """The number of characters of every text, none of them too long and not too many."""
    lengths: list[int] = []
    Outline({}, {"sst/si/t": lambda text: lengths.append(len(text))}).follow(xml)
    if len(lengths) > MOST_STRINGS:
        raise too_large(len(lengths), MOST_STRINGS, "teks")
    if max(lengths) > LONGEST_TEXT:
        raise too_large(max(lengths), LONGEST_TEXT, "huruf dalam satu teks")
    return lengths
