"""Facts that forms of different jabatan tell otherwise: what one says of a document, another contradicts.

Of each jabatan its standing entry is compared: of its forms of the year the latest that says something, a date or TB. A
wrong entry is no yardstick, and one that a keterangan explains, beside it or in a later form, stands for itself.

An entry may tell of several documents, and is then of the day on which the last of them was finished. So no document is
finished later than the earliest entry that tells of it says; an entry is contradicted where all of its documents were
finished before its day. TB says that none was drawn up, which is before every day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.fields import DATE, ISI, KOSONG, SALAH
from iki_excel.decree.kinds.checklist import FINISHED
from iki_excel.judging.checks.check import Answers, Given, keys_of, rows_where, with_span
from iki_excel.words import bahasa
from iki_excel.words.rules import PERINGATAN, Rule

OF_JABATAN = ["unit", "masa", "fakta", "jabatan"]
OF_UNIT = ["unit", "masa"]
NOT_DRAWN_UP = "tidak disusun (TB)"

FACT_DIFFERS = Rule(
    "fakta_berbeda",
    PERINGATAN,
    arti="Dokumen yang sama selesai pada hari yang berbeda menurut formulir jabatan lain.",
    pesan="{ucapan}.",
    saran="Tanyakan mana yang benar, lalu samakan; bila memang dokumen yang berbeda, jelaskan di kolom keterangan.",
    ringkas="berbeda dari formulir jabatan lain: {ucapan}",
    contoh="LKjIP selesai 20 Februari 2019 di formulir Sekretaris, 22 Februari 2019 di formulir Subbag Program",
)


def fact_differs(answers: Answers, given: Given) -> pd.DataFrame:
    """One row for all entries of a unit and year that contradict each other: the latest, with all of them in words."""
    standing = _contradicted(_standing(answers))
    if not standing["dibantah"].any():
        return standing[:0].assign(ucapan="")
    concerned = standing.groupby(OF_UNIT)["dibantah"].transform("any").astype(bool)
    order = {kode: place for place, kode in enumerate(given.catalog.kode)}
    in_order = standing[concerned].sort_values("jabatan", key=lambda kode: kode.map(order), kind="stable")
    told = [
        max(entries, key=lambda one: one["periode"]) | {"ucapan": _said(entries, given.catalog)}
        for _, of_unit in in_order.reset_index(names="nomor").groupby(OF_UNIT)
        for entries in _contradictions(of_unit.to_dict("records"))
    ]
    rows = standing.loc[[one["nomor"] for one in told]]
    return rows.assign(ucapan=[one["ucapan"] for one in told])


# --- what stands -----------------------------------------------------------------------------------------------------


def _standing(answers: Answers) -> pd.DataFrame:
    """The standing entry of every jabatan on each fact, but for what is wrong and what is explained.

    With ``masa``, the year or month of the document, and ``nilai``: the day, below all days where it is TB.
    """
    single = answers.single
    rows = rows_where(single.table, (single.column("tipe") == DATE.nama) & (single.column("fakta") != ""))
    rows = with_span(rows)
    latest: dict[tuple[str, ...], int] = {}
    explained_in: dict[tuple[str, ...], str] = {}
    months, states = rows["periode"].to_numpy(), rows["keadaan"].to_numpy()
    for at, (key, note) in enumerate(zip(keys_of(rows, OF_JABATAN), rows["keterangan"], strict=True)):
        if states[at] != KOSONG:
            latest.pop(key, None)  # so that they stand in the order of their months
            latest[key] = at
        if note.strip():
            explained_in[key] = months[at]
    is_kept = (at for key, at in latest.items() if states[at] != SALAH and explained_in.get(key, "") < months[at])
    kept = rows.iloc[[*is_kept]]
    return kept.assign(nilai=kept["angka"].where(kept["keadaan"] == ISI, -np.inf))


def _contradicted(standing: pd.DataFrame) -> pd.DataFrame:
    """With ``dibantah``: whether by the others every document of an entry was finished before its day."""
    entries = [*keys_of(standing, [*OF_UNIT, "fakta", "nilai"])]
    earliest: dict[tuple[str, str, str], float] = {}
    for unit, masa, facts, nilai in entries:
        for fact in facts.split():
            earliest[unit, masa, fact] = min(nilai, earliest.get((unit, masa, fact), np.inf))
    last = [max(earliest[unit, masa, fact] for fact in facts.split()) for unit, masa, facts, _ in entries]
    return standing.assign(dibantah=np.array(last, dtype=float) < standing["nilai"])


# --- what contradicts what -------------------------------------------------------------------------------------------

Entry = dict[str, Any]
"""A standing entry by column."""


def _contradictions(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    """The contradicted entries of a unit and year that tell of the same documents, with all that tell of them too."""
    for facts in _together({*one["fakta"].split()} for one in entries if one["dibantah"]):
        yield [one for one in entries if facts & {*one["fakta"].split()}]


def _together(sets: Iterable[set[str]]) -> list[set[str]]:
    """What has anything in common is one."""
    found: list[set[str]] = []
    for facts in sets:
        touching = [one for one in found if one & facts]
        found = [one for one in found if not one & facts] + [facts.union(*touching)]
    return found


def _said(entries: Sequence[Entry], catalog: Catalog) -> str:
    """What each entry says, by whom and at which cell; what is said of the same document is not named again."""
    words, before = [], ""
    for one in entries:
        nama = one["label"].removesuffix(FINISHED)
        subject, what = (f"{nama} selesai ", _day(one)) if one["keadaan"] == ISI else (f"{nama} ", NOT_DRAWN_UP)
        where = f"{PurePosixPath(one['file']).name}, {one['sheet']}!{one['sel']}"
        by_whom = f"menurut {catalog[one['jabatan']].nama} ({where})"
        words.append(f"{'' if subject == before else subject}{what} {by_whom}")
        before = subject
    return ", ".join(words)


def _day(one: Entry) -> str:
    return bahasa.date(bahasa.from_serial(one["angka"]))
