"""What was wrong of a document, and a later form of the year put right: it is told, and nothing is left to mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pandas as pd

from iki_excel.decree.fields import DATE, ISI, SALAH, TIDAK_BERLAKU
from iki_excel.judging.findings import SAID
from iki_excel.language.akumulasi import OF_ITS_MONTH
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

CELL = ["file", "sheet", "sel"]
DOCUMENT = ["unit", "jabatan", "tahun", "dokumen"]


def with_put_right(temuan: pd.DataFrame, marked: pd.DataFrame, of_one_cell: Iterable[Rule]) -> pd.DataFrame:
    """The temuan, where a galat of a document is a warning once a later form of the same year tells it rightly.

    ``marked``: the answers, where a cell with a galat is ``salah``. ``of_one_cell``: the rules that are told at every
    cell that breaks them; what is told once for many cells is not put right with one of them.
    """
    kodes = [rule.kode for rule in of_one_cell]
    by_rule = (temuan["tingkat"] == GALAT) & temuan["kode"].isin(kodes)
    if not by_rule.any():
        return temuan
    wrong = temuan[by_rule]
    months = _put_right_in(marked[marked["unit"].isin(wrong["unit"]) & marked["jabatan"].isin(wrong["jabatan"])])
    if not months:
        return temuan
    cells = zip(*(temuan[column] for column in CELL), strict=True)
    later = [months.get(cell) if is_one else None for cell, is_one in zip(cells, by_rule, strict=True)]
    told = [_told(row, month) for row, month in zip(temuan.to_dict("records"), later, strict=True)]
    return pd.DataFrame(told, columns=temuan.columns)


def _put_right_in(marked: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    """By cell of a document the first later month of the year whose form tells the document rightly.

    One of every month is asked for once: no later form can.
    """
    if marked["periode"].nunique() < 2:
        return {}
    of_document = (marked["tipe"] == DATE.nama) | marked["leader"].notna()
    cells = marked[of_document & (marked["akumulasi"] != OF_ITS_MONTH)]
    cells = cells.assign(dokumen=cells["leader"].fillna(cells["slot"]), tahun=cells["periode"].str[:4])
    pairs = cells.merge(_right_entries(cells), on=DOCUMENT)
    later = pairs[pairs["dibetulkan"] > pairs["periode"]]
    months: dict[tuple[str, str, str], str] = later.groupby(CELL)["dibetulkan"].min().to_dict()
    return months


def _right_entries(cells: pd.DataFrame) -> pd.DataFrame:
    """The months (``dibetulkan``) whose form says when a document (DOCUMENT) was finished, and how good it is where it
    asks; or TB."""
    is_date, state = cells["tipe"] == DATE.nama, cells["keadaan"]
    is_absent = (state == TIDAK_BERLAKU).where(is_date, ~state.isin([ISI, SALAH]))
    entries = cells.assign(selesai=state == ISI, tidak_ada=is_absent).groupby([*DOCUMENT, "periode"])
    is_right = entries[["selesai", "tidak_ada"]].all().any(axis=1)
    return is_right.index[is_right].to_frame(index=False).rename(columns={"periode": "dibetulkan"})


def _told(found: dict[str, Any], later: str | None) -> dict[str, Any]:
    if later is None:
        return found
    rule, known = _put_right(found["aturan"]), found["diketahui"] | {"dibetulkan": Periode(later).words}
    said = dict(zip(SAID, (rule, known), strict=True))
    return found | said | {"tingkat": rule.tingkat, "pesan": rule.sentence(known)}


def _put_right(rule: Rule) -> Rule:
    """The same rule where a later form put right what broke it."""
    return replace(
        rule,
        tingkat=PERINGATAN,
        saran="Sudah dibetulkan di formulir {dibetulkan}.",
        ringkas=f"{rule.ringkas}; sudah dibetulkan di formulir {{dibetulkan}}",
        saran_salinan=None,
    )
