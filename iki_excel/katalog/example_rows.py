"""An example from its rows: one for each isian, each document, each respondent.

What an example says twice is told at the second row: it may be another example whose number nobody wrote.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from iki_excel.decree.placed import Placed, of_respondent
from iki_excel.katalog.read_rows import ReadRow, Tell
from iki_excel.katalog.sheets import CONTOH_SHEET, LAST_YEAR
from iki_excel.katalog.wording import CELLS, of_sheet
from iki_excel.language.formula.last_year import TAHUN_LALU, is_of_last_year, isian_of
from iki_excel.language.places import Place
from iki_excel.words import bahasa

SECOND = "Bila ini contoh kedua, tulis 2 di kolom “Contoh ke-”; bila bukan, hapus salah satunya."


def example_of(group: Sequence[ReadRow], jenis_of: Callable[[ReadRow, str], str], tell: Tell) -> Placed:
    """The table of an example; ``jenis_of``: the jenis of an isian that a row names."""
    first = group[0]
    given = Placed.at_cells({}, first.place, {}, CELLS)
    of_last_year = Placed.at_cells({}, first.place, {}, CELLS)
    said: dict[str, Any] = {"isian": given}
    at = dict(first.at)
    for row in group:
        if "isian" in row.said and _is_of_last_year(row):
            _give_of_last_year(of_last_year, row, jenis_of(row, row.said["isian"]), tell)
        elif "isian" in row.said:
            _give(given, row, jenis_of(row, row.said["isian"]), tell)
        for key in ("periode", "hasil"):
            if key in row.said:
                _say_once(said, at, key, row, tell)
    said |= {TAHUN_LALU: of_last_year} if of_last_year else {}
    made = Placed.at_cells(said, first.place, at, of_sheet(CONTOH_SHEET))
    made.misread = frozenset(key for row in group for key in row.misread) | given.misread | of_last_year.misread
    return made


def _is_of_last_year(row: ReadRow) -> bool:
    """Whether a row says it of last year: beside the code, or as the rumus does."""
    beside = str(row.said.get("butir", "")).casefold().replace("_", " ")
    return beside == LAST_YEAR or is_of_last_year(row.said["isian"])


def _give_of_last_year(given: Placed, row: ReadRow, jenis: str, tell: Tell) -> None:
    kode = isian_of(row.said["isian"])
    if kode != row.said["isian"]:
        told = f"kolom “Isian” berisi {row.said['isian']}. Tulis kodenya saja, {kode}, dan “{LAST_YEAR}” di kolom"
        tell(row, f"{told} “Butir”.", "isian")
        given.misread |= {"isian"}
    elif jenis in ("daftar_dokumen", "survei"):
        told = f"“{kode}” bukan bilangan, jadi tidak punya angka {LAST_YEAR}. Kosongkan kolom “Butir”."
        tell(row, told, "butir")
        given.misread |= {"isian"}
    else:
        _give(given, replace(row, said={key: one for key, one in row.said.items() if key != "butir"}), jenis, tell)


def _say_once(said: dict[str, Any], at: dict[str, Place], key: str, row: ReadRow, tell: Tell) -> None:
    """The month or the result, at the row that says it first."""
    if key not in said:
        at[key] = row.at[key]
    if said.setdefault(key, row.said[key]) != row.said[key] and not said["isian"].misread:
        heading = CONTOH_SHEET.column(key).heading
        tell(row, f"kolom “{heading}” contoh ini sudah berisi lain di {at[key].address}. {SECOND}", key)


def _give(given: Placed, row: ReadRow, jenis: str, tell: Tell) -> None:
    """What one row of an example gives."""
    kode, value = row.said["isian"], row.said.get("nilai", "")
    given.at.setdefault(kode, row.at["nilai"])
    if jenis not in ("daftar_dokumen", "") and "butir" in row.said:
        told = f"kolom “Butir” hanya untuk daftar dokumen, padahal “{kode}” bukan. Kosongkan selnya"
        tell(row, f"{told}, atau tulis “{LAST_YEAR}” bila ini angka {LAST_YEAR}.", "butir")
        given.misread |= {"isian"}
        return
    match jenis:
        case "daftar_dokumen":
            _give_document(given, row, value, tell)
        case "survei":
            given.setdefault(kode, []).append([*_scores(value)])
            given.move(of_respondent(kode, len(given[kode]) - 1), row.at["nilai"])
        case "":  # of an isian that is not there it is told elsewhere
            given[kode] = value
            given.move(kode, row.at["isian"])
        case _ if kode in given:
            _tell_second(given, row, f"“{kode}” sudah diisi{given.cell_of(kode)}. {SECOND}", "isian", tell)
        case "bilangan" | "indikator" if isinstance(value, dt.date):
            told = f"kolom “Diisi” berisi tanggal {bahasa.date(value)}, padahal “{kode}” bilangan."
            tell(row, f"{told} Ubah format selnya menjadi Umum, lalu ketik bilangannya.", "nilai")
            given.misread |= {"isian"}
        case _:
            given[kode] = value


def _tell_second(given: Placed, row: ReadRow, sentence: str, key: str, tell: Tell) -> None:
    """Once for all rows of what is another example."""
    if not given.misread:
        tell(row, sentence, key)
    given.misread |= {"isian"}


def _give_document(given: Placed, row: ReadRow, value: Any, tell: Tell) -> None:
    kode, butir = row.said["isian"], row.said.get("butir")
    documents = given.setdefault(kode, Placed.at_cells({}, row.place, {}, CELLS))
    entry = {"selesai": value} if value != "" else {}
    entry |= {"mutu": row.said["mutu"]} if "mutu" in row.said else {}
    if butir is None:
        if entry:
            tell(row, "kolom “Butir” masih kosong. Tulis kode dokumennya, dari lembar Butir.", "butir")
    elif butir in documents:
        _tell_second(given, row, f"“{butir}” sudah diisi{documents.cell_of(butir)}. {SECOND}", "butir", tell)
    else:
        documents[butir] = Placed.at_cells(entry, row.at["nilai"], {**row.at, "selesai": row.at["nilai"]}, CELLS)
        documents.move(butir, row.at["butir"])


def _scores(value: Any) -> Iterator[int | str]:
    """The scores of one respondent: "3 4 - 4"; a lone number is one score."""
    number = isinstance(value, float) and value.is_integer()
    for word in re.split(r"[\s,;]+", str(int(value) if number else value).strip()):
        yield int(word) if word.isdecimal() else "" if word in ("-", "–", "_") else word
