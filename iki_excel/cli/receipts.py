"""What the console says of what came in."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iki_excel.cli.reasons import WIDTH
from iki_excel.decree import Catalog
from iki_excel.runs.receiving.fates import (
    ASING,
    BELUM,
    BUKAN,
    DIPILIH,
    DISIMPAN,
    DUA_VERSI,
    FOR_A_PERSON,
    GAGAL,
    KOSONG,
    MASUK,
    PERBAIKAN,
    PILIH_BARU,
    PILIH_LAMA,
    SAMA,
    is_readable,
    latest,
)
from iki_excel.words import bahasa, moments, plain
from iki_excel.words.folders import INBOX
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.forms.reading import Record
    from iki_excel.runs.fetching import Fetched
    from iki_excel.runs.receiving.fates import Receipt, Received

GROUPS = {
    MASUK: "Masuk:",
    PERBAIKAN: "Perbaikan masuk:",
    DIPILIH: "Dipilih, menggantikan yang sudah masuk:",
    DISIMPAN: "Dipilih yang sudah masuk; yang lain disimpan di riwayat:",
    DUA_VERSI: "Perlu dipilih, karena isinya lain daripada yang sudah masuk:",
    GAGAL: "Belum dapat diambil:",
    ASING: "Dibiarkan, dan perlu dilihat:",
    KOSONG: "Dibiarkan, karena belum diisi sama sekali:",
}
"""How what has one fate is headed: what came in, then what somebody has to do something about, then what stays."""

COUNTED_FILES, MOST_NAMED = {SAMA: "Sudah ada", BUKAN: "Bukan formulir"}, 3
"""What comes back each time, last: of more files only how many there are, so that what is new stands out."""

MAY_BE_REMOVED = f"yang di {INBOX} boleh dihapus sendiri"

MOST_BLANK = 20
"""Of forms that nobody filled no more are named."""

MOST_CELLS, LONGEST_VALUE = 20, 30
HOW_TO_CHOOSE = "Pakai yang disimpan terakhir dengan “--pilih terbaru”, atau pilih sendiri di terminal."
CANNOT_TELL = "Mana yang disimpan terakhir tidak dapat dipastikan, jadi pilih sendiri di terminal."


def received_lines(received: Received, catalog: Catalog) -> Iterator[str]:
    """What became of every file, by its fate; last how many there were. No line is wider than a console, but a path."""
    yield from fate_lines(received.receipts, catalog)
    for sentence in received.catatan:
        yield from _wrapped(f"Perhatikan: {sentence}", 0)
    yield from _wrapped(sum_line(received.receipts), 0)
    yield from _next_lines(received.ditunggu, catalog)


def fate_lines(receipts: Sequence[Receipt], catalog: Catalog) -> Iterator[str]:
    """What became of files, by their fate."""
    for fate, title in GROUPS.items():
        own = [receipt for receipt in receipts if receipt.fate == fate]
        if own:
            yield title
            shown = own if fate != KOSONG else own[:MOST_BLANK]
            yield from _all_lines(shown, catalog)
            yield from [f"  dan {len(own) - len(shown)} lagi"] if len(own) > len(shown) else []
    for fate, title in COUNTED_FILES.items():
        yield from _counted_lines(title, [receipt for receipt in receipts if receipt.fate == fate], catalog)


def for_a_person(receipts: Iterable[Receipt]) -> list[Receipt]:
    """What somebody has to do something about."""
    return [receipt for receipt in receipts if receipt.fate in FOR_A_PERSON]


def empty_lines() -> Iterator[str]:
    """That nothing came yet into the folder for it."""
    yield from _wrapped(f"{INBOX} masih kosong. Simpan kiriman di sana, lalu ulangi perintah ini.", 0)


def fetched_lines(fetched: Fetched) -> Iterator[str]:
    """How much came into the mailbox, what of it could not be taken, and why it ended before its end."""
    others = f", {fetched.lain} lampiran lain dibiarkan di sana" if fetched.lain else ""
    yield from _wrapped(f"Kotak surat: {fetched.surat} surat baru, {len(fetched.berkas)} berkas diambil{others}.", 0)
    for sentence in [*fetched.catatan, *([f"Belum semua surat dibaca. {fetched.putus}"] if fetched.putus else [])]:
        yield from _wrapped(plain.clean(sentence), 0)


def _all_lines(receipts: Iterable[Receipt], catalog: Catalog) -> Iterator[str]:
    for receipt in receipts:
        yield from map(plain.clean, _lines(receipt, catalog))


def _counted_lines(title: str, receipts: Sequence[Receipt], catalog: Catalog) -> Iterator[str]:
    """A few by their names, more in one line."""
    further = f"; {MAY_BE_REMOVED}" if any(map(_is_done_with, receipts)) else ""
    if len(receipts) > MOST_NAMED:
        yield from _wrapped(f"{title}: {len(receipts)} berkas{_kinds(receipts)}{further}.", 0)
    elif receipts:
        yield f"{title}{further}:"
        yield from _all_lines(receipts, catalog)


def _is_done_with(receipt: Receipt) -> bool:
    """Whether it is here already, and still lies with what came."""
    return receipt.fate == SAMA and INBOX in Path(receipt.file).parts


def _kinds(receipts: Iterable[Receipt]) -> str:
    """ " (24 buku kerja lain dan 1 rekap)": of what is no form."""
    kinds = Counter(receipt.sebab for receipt in receipts if receipt.fate == BUKAN)
    return f" ({bahasa.listing(f'{count} {kind}' for kind, count in kinds.most_common())})" if kinds else ""


def _lines(receipt: Receipt, catalog: Catalog) -> Iterator[str]:
    if receipt.fate in (ASING, GAGAL):
        yield from _wrapped(f"{receipt.file}{_by(receipt)}", 2)
        yield from _wrapped(receipt.sebab, 4)
        return
    if receipt.fate == BUKAN:
        yield from _wrapped(f"{receipt.file} ({receipt.sebab})", 2)
        return
    yield from _wrapped(f"{_form(receipt, catalog)}: {receipt.file}{_by(receipt)}", 2)
    yield from _more_lines(receipt)


def _more_lines(receipt: Receipt) -> Iterator[str]:
    """What is to be known besides: where what gave way is, what differs, and why."""
    if receipt.fate == DUA_VERSI:
        yield from _difference_lines(receipt)
        yield from _wrapped(receipt.sebab or (HOW_TO_CHOOSE if latest(receipt) else CANNOT_TELL), 4)
    elif receipt.sebab:
        yield from _wrapped(receipt.sebab, 4)
    for path in receipt.riwayat:
        yield from _wrapped(f"semula: {path.as_posix()}", 4)
    if receipt.fate == DISIMPAN and receipt.tujuan:
        yield from _wrapped(f"disimpan: {receipt.tujuan.as_posix()}", 4)


def _form(receipt: Receipt, catalog: Catalog) -> str:
    periode, jabatan = receipt.came.form
    return f"{Periode(periode).words}, {catalog[jabatan].nama}"


def _by(receipt: Receipt) -> str:
    return f", dari {receipt.came.dari}" if receipt.came.dari else ""


# --- two versions -----------------------------------------------------------------------------------------------------

QUESTION = "1 yang sudah masuk, 2 yang lain, 0 biarkan dulu [0]"
LEAVE = "0"
ANSWERS = {"1": PILIH_LAMA, "2": PILIH_BARU, LEAVE: BELUM}


def question_lines(receipt: Receipt, catalog: Catalog) -> Iterator[str]:
    """What somebody has to know who chooses between two versions."""
    yield from map(plain.clean, _wrapped(f"Dua versi formulir {_form(receipt, catalog)}:", 0))
    yield from map(plain.clean, _difference_lines(receipt))


def _difference_lines(receipt: Receipt) -> Iterator[str]:
    """Both versions with their times, and the cells in which they differ."""
    assert receipt.lama is not None and receipt.beda is not None
    yield from _wrapped(f"sudah masuk: {receipt.lama.path.as_posix()}{_when(receipt.lama.record)}", 4)
    other = "baru" if latest(receipt) == PILIH_BARU else "yang lain"
    yield from _wrapped(f"{other}: {receipt.file}{_when(receipt.came.record)}", 4)
    for cell in receipt.beda[:MOST_CELLS].itertuples():
        dulu, baru = (bahasa.brief(text, LONGEST_VALUE) or "kosong" for text in (cell.dulu, cell.baru))
        yield from _wrapped(f"{cell.sel.address}  {cell.label}: {dulu}{GLUE}->{GLUE}{baru}", 6)
    further = len(receipt.beda) - MOST_CELLS
    if further > 0:
        yield from _wrapped(f"dan {further} sel lain", 6)


def _when(record: Record) -> str:
    """When a version was saved, or came; and that it is only a part of one."""
    saved, came = moments.words(record.row["disimpan"]), moments.words(record.row["tiba"])
    when = f", disimpan {saved}" if saved else f", tiba {came}" if came else ""
    return when if is_readable(record) else f"{when}, tidak terbaca seluruhnya"


# --- what follows -----------------------------------------------------------------------------------------------------

MOST_MONTHS = 3
"""So many of the latest months are told of."""


def _next_lines(ditunggu: Mapping[Periode, Sequence[str]], catalog: Catalog) -> Iterator[str]:
    """What comes next where something came in, and who is still awaited."""
    months = [*ditunggu][-MOST_MONTHS:]
    yield from next_commands(months)
    for month in months:
        named = bahasa.listing(catalog[kode].sheet for kode in ditunggu[month])
        said = f"Belum masuk {month.words}: {named}." if named else f"Semua formulir {month.words} sudah masuk."
        yield from _wrapped(said, 0)


def next_commands(months: Sequence[Periode]) -> Iterator[str]:
    """What to do with what came in of these months."""
    commands = [f"iki periksa --periode {month}".replace(" ", GLUE) for month in months]
    if months:
        yield from _wrapped(f"Berikutnya: {', lalu '.join(commands)}.", 0)


# --- the sum ----------------------------------------------------------------------------------------------------------

COUNTED = {
    "masuk": (MASUK,),
    "perbaikan": (PERBAIKAN,),
    "dipilih": (DIPILIH, DISIMPAN),
    "sama": (SAMA,),
    "perlu dipilih": (DUA_VERSI,),
    "gagal": (GAGAL,),
    "dibiarkan": (KOSONG, ASING, BUKAN),
}


def sum_line(receipts: Sequence[Receipt]) -> str:
    """How many files there were, and how many of each fate."""
    counts = {word: sum(receipt.fate in fates for receipt in receipts) for word, fates in COUNTED.items()}
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    return f"{len(receipts)} berkas: {told}." if receipts else "Tidak ada berkas yang perlu dipilah."


GLUE = "\N{NO-BREAK SPACE}"
"""Stands for a space at which no line ends."""


def _wrapped(text: str, margin: int) -> list[str]:
    lines = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * margin,
        subsequent_indent=" " * (margin + 2),
        break_on_hyphens=False,
        break_long_words=False,
    )
    return [line.replace(GLUE, " ") for line in lines]
