"""What the console says of what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.kinds import MEASURES
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import USED
from iki_excel.language import formula
from iki_excel.language.places import Place
from iki_excel.runs.explaining import Explanation, Group
from iki_excel.runs.migrating import Migrated
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, PERINGATAN


def summary(checked: Checked) -> str:
    """How many files and temuan, in one sentence each."""
    used = int((checked.files["nasib"] == USED).sum())
    wrong = int((checked.temuan["tingkat"] == GALAT).sum())
    warned = len(checked.temuan) - wrong
    files = f"{len(checked.files)} berkas: {used} dipakai, {len(checked.files) - used} disisihkan."
    return f"{files} {wrong} kesalahan, {warned} peringatan."


def catalog_as_text(catalog: Catalog) -> str:
    """Every jabatan with its indikator and their formulas in words."""
    return "\n\n".join("\n".join(_jabatan_lines(jabatan)) for jabatan in catalog.jabatan)


def _jabatan_lines(jabatan: Jabatan) -> Iterator[str]:
    yield f"{jabatan.nama} ({jabatan.kode})"
    for indikator in jabatan.indikator:
        said = formula.words(indikator.rumus, indikator.labels, MEASURES)
        yield f"  {indikator.kode}  {indikator.indikator} ({indikator.satuan})"
        yield f"         = {said}"


# --- rules ------------------------------------------------------------------------------------------------------------


def rule_lines(groups: Sequence[Group]) -> Iterator[str]:
    """Every rule on a line, below what it is about."""
    width = max(len(rule.kode) for group in groups for rule in group.rules)
    for group in groups:
        yield group.judul
        yield from (f"  {rule.kode:{width}}  {rule.tingkat:{len(PERINGATAN)}}  {rule.arti}" for rule in group.rules)
        yield ""
    yield "Selengkapnya tentang sebuah kode: iki jelaskan KODE"


def explained_lines(one: Explanation) -> Iterator[str]:
    """One rule in full."""
    yield f"{one.kode} ({one.tingkat})"
    yield f"Artinya: {one.arti}"
    yield f"Contohnya: {one.contoh}."
    yield f"Yang perlu dilakukan: {one.saran}"


# --- what was carried from one form into another ----------------------------------------------------------------------


def migrated_lines(migrated: Migrated) -> Iterator[str]:
    """Every value that was carried, every one that was not, and what was found besides."""
    cells = migrated.cells
    is_filled = (cells["diketik"].str.strip() != "") | (cells["keterangan"].str.strip() != "")
    moved, left = cells[is_filled & cells["dipindahkan"]], cells[~cells["dipindahkan"]]
    yield f"{len(moved)} sel dipindahkan ke {migrated.path.as_posix()}:"
    yield from _lines(moved)
    yield f"{len(left)} sel tidak dapat dipindahkan" + (":" if len(left) else ".")
    yield from _lines(left)
    if migrated.unread:
        yield f"{len(migrated.unread)} isian tidak terbaca sama sekali; ketik sendiri dari berkas lama:"
        yield from (f"  {label}" for label in migrated.unread)
    if len(migrated.temuan):
        yield "Temuan pada berkas lama:"
        for found in migrated.temuan.itertuples():
            yield f"  {found.tingkat}  {f'{found.sheet}!{found.sel}  ' if found.sel else ''}{found.pesan}"


def _lines(cells: pd.DataFrame) -> Iterator[str]:
    for cell in cells[cells["baris_survei"] == 0].itertuples():
        note = f" (keterangan: {bahasa.brief(cell.keterangan)})" if cell.keterangan.strip() else ""
        typed = bahasa.brief(cell.diketik) or ("kosong" if cell.dipindahkan else "tidak terbaca")
        yield f"  {_way(cell.asal, cell.tujuan, cell.dipindahkan)}  {cell.label}: {typed}{note}"
    survey = cells[cells["baris_survei"] > 0]
    for (_, row), answers in survey.groupby(["isian", "baris_survei"], sort=False):
        first = answers.iloc[0]
        typed = ", ".join(f"{cell.label} {bahasa.brief(cell.diketik)}" for cell in answers.itertuples())
        yield f"  {_way(first['asal'], first['tujuan'], first['dipindahkan'])}  Responden {row}: {typed}"


def _way(asal: Place | None, tujuan: Place | None, is_moved: bool) -> str:
    """Where it stood, and where it stands now where that is elsewhere."""
    stood, stands = (place.address if place else "" for place in (asal, tujuan))
    return f"{stood} -> {stands}" if is_moved and asal != tujuan else stood or "–"
