"""Evidence (bukti dukung): which isian name some, what lies there, and what is named and does not lie there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field
from pathlib import PurePosixPath

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.fields import ISI
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.plain import as_seen

BUKTI_COLUMNS = ["periode", "jabatan", "nama", "ukuran", "sha256", "catatan"]
"""``nama``: the path below the folder of its jabatan. ``ukuran``: bytes, none where they were not counted. ``catatan``:
why there is no ``sha256``, else "" ."""


def _no_files() -> pd.DataFrame:
    return pd.DataFrame(columns=BUKTI_COLUMNS)


@frozen
class Bukti:
    """What a folder of evidence holds: its name as people know it ("" where there is none), its files (BUKTI_COLUMNS),
    what in it belongs to nobody, and whether it holds more than is listed.
    """

    folder: str = ""
    berkas: pd.DataFrame = field(default_factory=_no_files)
    asing: tuple[str, ...] = ()
    terpotong: bool = False


# --- what forms name --------------------------------------------------------------------------------------------------


ISIAN_COLUMNS = ["periode", "jabatan", "bukti", "asal"]


def of_isian(answers: pd.DataFrame) -> pd.DataFrame:
    """A row for each isian of a form above zero, which may have evidence (ISIAN_COLUMNS): ``bukti`` is what the form
    names, "" for nothing; ``asal`` where it does.

    A number of zero needs none, and working days stand in a form already. A survey is one isian, and what is asked of
    the quality of a document goes with its date.
    """
    told = answers.assign(bukti=answers["bukti"].str.strip() if "bukti" in answers else "")
    is_above = (told["keadaan"] == ISI) & (told["angka"] > 0)
    is_asked = ~told["kalender"].astype(bool) & (told["leader"].fillna("") == "")
    of_survey = told["responden"] > 0
    asked = told[~of_survey & is_above & is_asked]
    survey = told[of_survey].groupby(["file", "isian"], sort=False)
    is_scored = is_above[of_survey].groupby([told["file"], told["isian"]], sort=False).any()
    surveys = survey.agg({"periode": "first", "jabatan": "first", "bukti": "max", "sheet": "first"})[is_scored]
    rows = [asked.assign(asal=asked["sheet"] + "!" + asked["sel"]), surveys.assign(asal="lembar " + surveys["sheet"])]
    return pd.concat([one[ISIAN_COLUMNS] for one in rows], ignore_index=True)


def are_named(answers: pd.DataFrame) -> bool:
    """Whether any form names evidence."""
    return "bukti" in answers and bool(answers["bukti"].str.strip().ne("").any())


def shares(answers: pd.DataFrame, berkas: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """By jabatan, in the order of the catalogue: ``isian`` above zero, how many of them name evidence (``bernama``),
    and how many files lie there (``berkas``).
    """
    isian = of_isian(answers)
    counts = {
        "isian": isian.groupby("jabatan").size(),
        "bernama": isian[isian["bukti"] != ""].groupby("jabatan").size(),
        "berkas": berkas.groupby("jabatan").size(),
    }
    table = pd.DataFrame(counts).reindex(catalog.kode).fillna(0).astype(int)
    return table.rename_axis("jabatan").reset_index()


# --- what is named and is not there -----------------------------------------------------------------------------------

OF_FILES = (
    "pdf|jpe?g|png|gif|heic|webp|bmp|tiff?|docx?|odt|rtf|txt|xlsx?|xlsm|ods|csv|pptx?|odp|zip|rar|7z|mp3|m4a|wav|mp4|mov|"
    "avi|mkv|3gp|eml|msg|html?|xml|json|dwg|shp|kml|kmz"
)
FILE = re.compile(rf"[^;,\n]+?\.(?:{OF_FILES})(?![\w.-])", re.IGNORECASE)
"""A text that ends as the name of a file: “SK No. 12” and “Rp1.000.000” are none."""

JOINED = re.compile(r"^\s*(?:(?:dan|serta|&|\+|/)\s+)?")
LINK = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|www\.)\S*", re.IGNORECASE)


def absent_names(text: str, there: frozenset[str]) -> Iterator[str]:
    """The files that somebody named and that are not ``there`` (names in small letters, whatever signs are in them):
    what ends as the name of a file. A link is none.
    """
    left = LINK.sub(" ", ";".join(map(as_seen, text.splitlines())))
    for name in (name for name in sorted(there, key=len, reverse=True) if name in left.casefold()):
        left = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", ";", left, flags=re.IGNORECASE)
    for match in FILE.finditer(left):
        named = JOINED.sub("", match[0])
        yield PurePosixPath(named.replace("\\", "/")).name


def absent(answers: pd.DataFrame, berkas: pd.DataFrame) -> pd.DataFrame:
    """What forms name as a file and does not lie in the folder of its month and jabatan: periode, jabatan, nama, asal
    (where it is named)."""
    by_place = {place: _names(own["nama"]) for place, own in berkas.groupby(["periode", "jabatan"])}
    found: dict[tuple[str, str, str], list[str]] = {}
    isian = of_isian(answers)
    for one in isian[isian["bukti"] != ""].itertuples():
        for name in absent_names(one.bukti, by_place.get((one.periode, one.jabatan), frozenset())):
            found.setdefault((one.periode, one.jabatan, name), []).append(one.asal)
    rows = [(*key, bahasa.listing(dict.fromkeys(places))) for key, places in found.items()]
    return pd.DataFrame(rows, columns=["periode", "jabatan", "nama", "asal"])


def _names(paths: pd.Series) -> frozenset[str]:
    """What files are called, in small letters: by their paths, and without their folders."""
    seen = [as_seen(path).casefold() for path in paths]
    return frozenset([*seen, *(PurePosixPath(path).name for path in seen)])
