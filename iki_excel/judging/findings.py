"""Temuan: something wrong at a place, told by the rule that was found broken; the columns of a table of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from iki_excel.language.places import Place
from iki_excel.words import bahasa
from iki_excel.words.rules import Rule

COLUMNS = ["file", "sheet", "sel", "isian", "kode", "tingkat", "pesan"]
"""What is printed and exported of a temuan."""

PLACE = ["unit", "periode", "jabatan", "baris", "kolom"]
"""What is known besides: whose it is, and row and column (from zero) to sort by."""

SAID = ["aturan", "diketahui"]
"""The rule, and what its sentences are filled in with: so that they can be said in another way."""

ALL_COLUMNS = COLUMNS + PLACE + SAID

WHOSE = ("unit", "periode", "jabatan", "isian")
"""Whose a temuan is, and of which isian; "" where that is not known."""

NOWHERE = -1
"""Row and column of what is about no cell."""


def whole(sheet: str = "") -> Place:
    """Where a temuan stands that is about a whole sheet, or about a whole file."""
    return Place(sheet, NOWHERE, NOWHERE)


def cell_of(place: Place) -> str:
    """The address of the cell on its sheet, "" where there is none."""
    return "" if place.row == NOWHERE else place.a1


def of_file(rule: Rule, file: str, place: Place | None = None, **known: Any) -> dict[str, Any]:
    """A temuan about a whole file or a place in it, as one record; its sentence names the file without its folder."""
    at = place or whole()
    whose = {column: known.get(column, "") for column in WHOSE}
    told = known_of(rule, {"file": PurePosixPath(file).name, "lembar": at.sheet, **known})
    return of_known(rule, file, at, whose, told)


def of_known(rule: Rule, file: str, at: Place, whose: Mapping[str, str], known: Mapping[str, Any]) -> dict[str, Any]:
    """The same, where it is known already whose it is (WHOSE) and what exactly its sentences are filled in with."""
    where = {"file": file, "sheet": at.sheet, "sel": cell_of(at), "baris": at.row, "kolom": at.column}
    said = {"kode": rule.kode, "tingkat": rule.tingkat, "pesan": rule.sentence(known)}
    return {**where, **whose, **said, "aturan": rule, "diketahui": known}


def known_of(rule: Rule, row: Mapping[Any, Any]) -> dict[str, Any]:
    """What the sentences of a rule need; what somebody typed is quoted on one line, and not at any length."""
    known = {name: row[name] for name in rule.names}
    return known | {"diketik": bahasa.brief(str(known["diketik"]))} if "diketik" in known else known
