"""The one table of what people typed, with the properties of each slot, and what it comes to by slot."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.fields import ISI, KOSONG, SALAH, STATES, TIDAK_BERLAKU
from iki_excel.decree.kinds import Slot
from iki_excel.decree.last_year import users

pd.set_option("mode.string_storage", "python")
"""Where pyarrow is installed pandas would keep bare texts: a Periode put into a table comes out of it as one."""

SLOT_COLUMNS = ["label", "satuan", "tipe", "akumulasi", "wajib", "bulat", "minimum", "maksimum", "kalender", "leader",
                "blok", "fakta", "tiap", "field"]  # fmt: skip
"""What is known of the slot that a cell is for; ``tipe`` names its ``field``, ``fakta`` is its facts in one text."""


def with_slots(cells: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """Cells (COLUMNS) with SLOT_COLUMNS, as the catalogue has each slot in the month of its row."""
    slots = slot_table(catalog, cells["periode"].unique())
    return cells.merge(slots, on=["jabatan", "slot", "periode"], how="left", validate="many_to_one")


def slot_table(catalog: Catalog, months: Iterable[str]) -> pd.DataFrame:
    """Every slot that a jabatan asks in each of these months, with its properties."""
    rows = [
        (j.kode, s.kode, month, *_properties(s, j))
        for month in months
        for j in catalog.at(month).jabatan
        for s in j.asked
    ]
    table = pd.DataFrame(rows, columns=["jabatan", "slot", "periode", *SLOT_COLUMNS])
    return table.assign(minimum=table["minimum"].astype(float), maksimum=table["maksimum"].astype(float))


def _properties(slot: Slot, jabatan: Jabatan) -> list[Any]:
    """SLOT_COLUMNS of a slot; its leader is the slot at whose cell that is asked."""
    told = {name: getattr(slot, name) for name in SLOT_COLUMNS} | {"fakta": " ".join(slot.fakta)}
    return [*(told | {"leader": jabatan.home_of(slot.leader)} if slot.leader else told).values()]


# --- the table, by slot ----------------------------------------------------------------------------------------------


def by_slot(answers: pd.DataFrame) -> pd.DataFrame:
    """One row a slot: a survey's answers become their sum (angka), count (banyak), smallest and largest.

    Columns as ``answers`` and ``banyak``, ``terkecil``, ``terbesar``; ``sel`` of a survey is the whole range. Where
    ``answers`` have no ``sel``, nothing is said of cells and of what was typed in them.
    """
    single = answers[answers["responden"] == 0].copy()
    single["banyak"] = (single["keadaan"] == ISI).astype(float)
    single["terkecil"] = single["terbesar"] = single["angka"]
    block = answers[answers["responden"] > 0]
    if block.empty:
        return single
    return pd.concat([single, _summed(block)], ignore_index=True)


def with_mirrored(slots: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """A row a slot, also for each that its month's form asks at the cell of another, that another jabatan fills, or
    that the form of a year before has: what is told there, again.

    Where it stands stays: file, sheet and cell are those of the one cell in which it was typed.
    """
    mirrored = [
        {"jabatan": j.kode, "periode": month, "slot": home, "cermin": slot}
        for month in slots["periode"].unique()
        for j in catalog.at(month).jabatan
        for slot, home in j.homes.items()
    ]
    slots, of_last_year = _with_theirs(slots, catalog), _of_last_year(slots, catalog)
    slots = pd.concat([slots, *of_last_year], ignore_index=True) if of_last_year else slots.reset_index(drop=True)
    if not mirrored:
        return slots
    again = slots.merge(pd.DataFrame(mirrored), on=["jabatan", "periode", "slot"])
    again = again.assign(slot=again["cermin"]).drop(columns="cermin")
    return pd.concat([slots, again], ignore_index=True)


def _with_theirs(slots: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    """A row a slot, also for each jabatan that uses what another one fills; the cell is that of the other's form."""
    using = [
        {"jabatan": isian.diisi, "periode": month, "slot": kode, "pemakai": j.kode}
        for month in slots["periode"].unique()
        for j in catalog.at(month).jabatan
        for kode, isian in j.of_other_forms.items()
        if isian.diisi and not isian.setahun_lalu
    ]
    if not using:
        return slots
    again = slots.merge(pd.DataFrame(using), on=["jabatan", "periode", "slot"])
    return pd.concat([slots, again.assign(jabatan=again["pemakai"]).drop(columns="pemakai")], ignore_index=True)


def _of_last_year(slots: pd.DataFrame, catalog: Catalog) -> list[pd.DataFrame]:
    """A row a slot for what a month uses of the year before; the cell is that of last year's form."""
    using = [
        {"jabatan": isian.diisi or kode, "periode": before, "slot": isian.setahun_lalu, "pemakai": kode,
         "bulan": f"{int(before[:4]) + 1}{before[4:]}", "nama": isian.kode}
        for kode, isian in users(catalog)
        for before in slots["periode"].unique()
    ]  # fmt: skip
    if not using:
        return []
    told = slots.merge(pd.DataFrame(using), on=["jabatan", "periode", "slot"])
    own = {"jabatan": told["pemakai"], "periode": told["bulan"], "slot": told["nama"]}
    return [told.assign(**own).drop(columns=["pemakai", "bulan", "nama"])]


def _summed(block: pd.DataFrame) -> pd.DataFrame:
    """A row a survey's slot, in the order in which they come."""
    group = block.groupby(["file", "slot"], sort=False, observed=True).ngroup().to_numpy()
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=-1))
    keadaan = block["keadaan"].to_numpy(dtype=object)[order]
    number = np.where(keadaan == ISI, block["angka"].to_numpy(dtype=float)[order], np.nan)
    is_number = ~np.isnan(number)
    count = np.add.reduceat(is_number, starts, dtype=int)
    total = np.add.reduceat(np.where(is_number, number, 0.0), starts)
    has_wrong, has_absent = (np.logical_or.reduceat(keadaan == state, starts) for state in (SALAH, TIDAK_BERLAKU))
    summed = block.iloc[order[starts]].assign(
        angka=np.where(count > 0, total, np.nan),
        keadaan=np.select([has_wrong, count > 0, has_absent], [SALAH, ISI, TIDAK_BERLAKU], KOSONG),
        banyak=count.astype(float),
        terkecil=np.fmin.reduceat(number, starts),
        terbesar=np.fmax.reduceat(number, starts),
    )
    if "sel" not in block:
        return summed
    cells = block["sel"].to_numpy(dtype=object)[order]
    ends = np.append(starts[1:], len(order)) - 1
    return summed.assign(sel=cells[starts] + ":" + cells[ends], diketik=[f"{answered} jawaban" for answered in count])


def state_counts(answers: pd.DataFrame) -> dict[str, int]:
    """How many cells are in each state; they add up to the cells asked."""
    counts = answers["keadaan"].value_counts()
    return {state: int(counts.get(state, 0)) for state in STATES}
