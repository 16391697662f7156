"""What the page says of each file that came: what it became, in a sentence for staff."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.runs.receiving import Receipt, Received
from iki_excel.runs.receiving.fates import (
    ASING,
    BUKAN,
    DIPILIH,
    DISIMPAN,
    DUA_VERSI,
    GAGAL,
    KOSONG,
    MASUK,
    PERBAIKAN,
    PLACED,
    SAMA,
)
from iki_excel.words import plain
from iki_excel.words.periods import Periode

BECAME = {
    MASUK: "masuk",
    PERBAIKAN: "perbaikan masuk, yang lama disimpan",
    DIPILIH: "dipakai, yang lama disimpan",
    DISIMPAN: "disimpan, yang sudah masuk tetap dipakai",
    SAMA: "sama persis dengan yang sudah ada",
    DUA_VERSI: "versi kedua, pilih salah satu",
    KOSONG: "masih kosong",
}


TOO_SOON = "Bulan itu belum selesai, jadi periksa apakah bulannya tidak keliru."


def received_news(received: Received, catalog: Catalog, today: dt.date) -> Iterator[str]:
    """A sentence a file, in the order in which they were taken; then what is to be known of the settings."""
    for receipt in received.receipts:
        yield plain.clean(_sentence(receipt, catalog, today))
    yield from received.catatan


def _sentence(receipt: Receipt, catalog: Catalog, today: dt.date) -> str:
    """Whose form it is and what it became; of what is no form its name and why."""
    name = Path(receipt.file).name
    if receipt.fate == BUKAN:
        return f"{name}: bukan formulir ({receipt.sebab})."
    if receipt.fate in (ASING, GAGAL):
        return f"{name}: belum diambil. {receipt.sebab}"
    periode, jabatan = receipt.came.form
    month = Periode(periode)
    told = f"{catalog[jabatan].sheet}, {month.words}: {BECAME[receipt.fate]}."
    return f"{told} {TOO_SOON}" if receipt.fate in PLACED and today <= month.last_day else told
