"""What the console says of what happened: from what a run gave back to lines, and nothing else."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from iki_excel.cli.reasons import WIDTH
from iki_excel.decree import Catalog, Indikator, Jabatan
from iki_excel.decree.about import about
from iki_excel.decree.fingerprint import fingerprint, short
from iki_excel.decree.kinds import MEASURES
from iki_excel.decree.targets import years_of
from iki_excel.decree.versions import versions_of
from iki_excel.delivery import messages
from iki_excel.forms.reading.renewal import FILLED, OPEN, UNSURE
from iki_excel.judging import provisional
from iki_excel.judging.batch import Checked
from iki_excel.judging.files import SET_ASIDE
from iki_excel.judging.found import found_in
from iki_excel.judging.looking_back import looking_back
from iki_excel.judging.notices import notices
from iki_excel.judging.telling import together
from iki_excel.language import formula
from iki_excel.language.places import Place
from iki_excel.words import bahasa, folders, periods
from iki_excel.words.errors import IkiError
from iki_excel.words.periods import BULAN, Periode
from iki_excel.words.rules import PERINGATAN

if TYPE_CHECKING:
    from iki_excel.runs.blanks import Outcome
    from iki_excel.runs.catalogues import Looked
    from iki_excel.runs.current_month import Chosen
    from iki_excel.runs.example import Example
    from iki_excel.runs.explaining import Explanation, Group
    from iki_excel.runs.mending import Mending, Returned
    from iki_excel.runs.migrating import Migrated
    from iki_excel.runs.month import Processed
    from iki_excel.runs.starting import Started

# --- the months that are meant ----------------------------------------------------------------------------------------


def to_process_lines(chosen: Chosen) -> Iterator[str]:
    """Which month, or longer periode, is processed, where somebody left that open."""
    if chosen.why:
        what = "Bulan" if len(chosen.months[0].months) == 1 else "Masa"
        yield f"{what} yang diolah: {periods.title(chosen.months)} ({chosen.why})."


def to_write_lines(chosen: Chosen) -> Iterator[str]:
    """Of which months blank forms are written, where somebody left that open."""
    if chosen.why:
        yield f"Bulan yang ditulis formulirnya: {periods.title(chosen.months)} ({chosen.why})."


# --- an office and its blank forms ------------------------------------------------------------------------------------


def started_lines(started: Started) -> Iterator[str]:
    """That there are settings now, and what comes next."""
    unit = "bagian [unit], " if started.asks_for_unit else ""
    yield f"{started.path} ditulis. Isi {unit}nama pejabat dan target, lalu jalankan “iki template”."
    yield f"Berkas bukti dukung, bila ada, disimpan di {folders.EVIDENCE}/TAHUN-BULAN/KODE-JABATAN."
    yield f"Kiriman yang datang disimpan di {folders.INBOX}, lalu dipilah dengan “iki terima”."


WHY_KEPT = {
    FILLED: "sudah diisi",
    OPEN: "sedang dibuka; tutup dahulu, lalu jalankan perintah ini lagi",
    UNSURE: "tidak pasti masih kosong; bila memang kosong, hapus berkasnya lalu jalankan perintah ini lagi",
}


def blanks_lines(outcome: Outcome) -> Iterator[str]:
    """How many forms were written, which blank ones were written anew and why, and which were not."""
    title = periods.title(outcome.months)
    yield f"{len(outcome.written)} formulir {title} ditulis di {outcome.folder.as_posix()}."
    yield from renewed_lines(outcome.renewed)
    if outcome.same:
        yield f"{len(outcome.same)} formulir kosong sudah ada dan tidak berubah."
    for why, words in WHY_KEPT.items():
        yield from _kept_lines([path for path, one in outcome.kept.items() if one == why], words)
    yield from unasked_lines(outcome.unasked)


def renewed_lines(renewed: Mapping[Path, Sequence[str]]) -> Iterator[str]:
    """How many blank forms were written anew, and what is new in how many of them."""
    if renewed:
        counts = Counter(news for told in renewed.values() for news in told)
        named = [news if many == len(renewed) else f"{news} ({many})" for news, many in counts.items()]
        yield f"{len(renewed)} formulir kosong ditulis ulang: {bahasa.listing(named)}."


def _kept_lines(paths: Sequence[Path], why: str) -> Iterator[str]:
    if paths:
        yield f"{len(paths)} formulir tidak ditulis ulang karena {why}:"
        yield from (f"  {path.as_posix()}" for path in paths)


def unasked_lines(unasked: Sequence[tuple[Jabatan, Periode]]) -> Iterator[str]:
    """Which jabatan need no form of some months, as they are asked of longer spans or of no form."""
    months: dict[str, list[str]] = {}
    for jabatan, month in unasked:
        months.setdefault(jabatan.nama, []).append(month.words)
    for nama, words in months.items():
        yield f"{nama}: tidak ada yang ditanyakan pada {bahasa.listing(words)}, jadi formulirnya tidak diperlukan."


def example_lines(example: Example) -> Iterator[str]:
    """Where the example is, and where to begin."""
    used = len(example.processed.batch.checked.files)
    forms = f"{example.folder.as_posix()}/{folders.FORMS}"
    yield f"Contoh selesai: {used} formulir terisi di {forms}, rekapnya {example.processed.path.as_posix()}."
    yield "Buka rekap itu, mulai dari lembar Ringkasan, lalu Rekap dan lembar tiap jabatan. Semua angka rekaan."


# --- what was found ---------------------------------------------------------------------------------------------------


def known_format(form: str) -> str:
    """The form in which temuan may be said; IkiError for any other."""
    if form not in messages.FORMATS:
        raise IkiError(f"Bentuk keluaran “{form}” tidak dikenal. {bahasa.nearest(form, messages.FORMATS)}")
    return form


def temuan_lines(checked: Checked, form: str) -> Iterator[str]:
    """All temuan, in one of the forms."""
    said = messages.temuan_as(form, checked.temuan)
    if said:
        yield said


MOST_FILES = 10
"""So many files are named that plainly are no forms, and that are not used for one reason; the workbook names all."""


def summary_lines(checked: Checked) -> Iterator[str]:
    """How many files and temuan, in one sentence each; which archives were opened, and what is no form."""
    found = found_in(checked)
    files = f"{found.berkas} berkas: {found.dipakai} dipakai, {found.disisihkan} disisihkan."
    yield f"{files} {found.kesalahan} kesalahan, {found.peringatan} peringatan."
    yield from _archive_lines(checked.files)
    yield from _stranger_lines(checked.files[checked.files["jenis"] != ""])


def _archive_lines(files: pd.DataFrame) -> Iterator[str]:
    for archive, inside in files[files["arsip"] != ""].groupby("arsip", sort=False):
        yield f"{Path(str(archive)).name} dibuka: {len(inside)} berkas di dalamnya."


def _stranger_lines(strangers: pd.DataFrame) -> Iterator[str]:
    if len(strangers):
        named = [f"{Path(f.file).name} ({f.jenis})" for f in strangers.itertuples()]
        yield f"{len(strangers)} berkas disisihkan karena bukan formulir: {_named(named)}."


def _set_aside_lines(files: pd.DataFrame) -> Iterator[str]:
    """Why files that may be forms are not used, each reason with its files, in the order of the catalogue."""
    told = files[(files["nasib"] == SET_ASIDE) & (files["jenis"] == "")]
    if len(told):
        yield "Disisihkan:"
    for reason, group in told.groupby("alasan_kata", sort=False):
        yield f"  {str(reason).removesuffix('.')}: {_named(list(group['file']))}."


def _named(names: Sequence[str]) -> str:
    further = len(names) - MOST_FILES
    return ", ".join(names[:MOST_FILES]) + (f", dan {further} lagi" if further > 0 else "")


def mending_lines(mending: Mending) -> Iterator[str]:
    """How much was found, what whoever runs this is to know, and what goes back."""
    yield from summary_lines(mending.checked)
    yield from _attention(mending.catatan)
    if mending.returned is not None:
        yield from _returned_lines(mending.returned)


def _attention(sentences: Iterable[str]) -> Iterator[str]:
    yield from (f"Perhatikan: {sentence}" for sentence in sentences)


def _returned_lines(returned: Returned) -> Iterator[str]:
    """How many copies were written, and what may be pasted into a chat."""
    where = f" ditulis di {returned.folder.as_posix()}. Pesan untuk ditempel di percakapan:"
    yield f"{len(returned.copies)} salinan bertanda{where if returned.copies else '.'}"
    for text in [*(copy.text for copy in returned.copies), *returned.without_copy]:
        yield f"\n{text}"


def processed_lines(processed: Processed) -> Iterator[str]:
    """How much was found, what makes the result provisional, and where it is.

    No line is wider than a console, but the last: a path is copied whole.
    """
    for line in _processed_lines(processed):
        yield from textwrap.wrap(line, WIDTH, subsequent_indent=_indent(line), break_on_hyphens=False)
    path = processed.path.as_posix()
    is_same = processed.is_same
    yield f"Rekap di {path} tetap sama, jadi tidak ditulis lagi." if is_same else f"Rekap ditulis di {path}."
    yield from _pages_lines(processed)


def _indent(line: str) -> str:
    """How far what is left of a line stands in: two signs further than its beginning."""
    return " " * (len(line) - len(line.lstrip()) + 2)


def _processed_lines(processed: Processed) -> Iterator[str]:
    batch = processed.batch
    yield from summary_lines(batch.checked)
    yield from _set_aside_lines(batch.checked.files)
    yield from filter(None, [looking_back(batch)])
    yield from _attention(notices(batch))
    if len(batch.checked.temuan):
        yield "Rinciannya di lembar Temuan, atau jalankan “iki periksa”."
    yield from filter(None, [provisional.conclusion(batch), batch.riwayat.sentence])
    if processed.kept:
        yield f"Yang sebelumnya disimpan sebagai {processed.kept.name}."


def _pages_lines(processed: Processed) -> Iterator[str]:
    """How many pages stand beside it, or how to get them; and which are left of an earlier workbook."""
    pages, folder = processed.pages, processed.path.parent.as_posix()
    if pages.paths:
        yield f"{len(pages.paths)} PDF (ringkasan, dan rapor tiap jabatan) ditulis di {folder}."
    yield from filter(None, [pages.why_none])
    if pages.old:
        yield f"Perhatikan: {len(pages.old)} PDF di {folder} dari rekap sebelumnya. Hapus, atau buat lagi."


# --- the catalogue ----------------------------------------------------------------------------------------------------


def catalog_lines(catalog: Catalog) -> Iterator[str]:
    """Every jabatan with its indikator and their formulas in words, with a blank line between."""
    for number, jabatan in enumerate(catalog.jabatan):
        yield from [""] if number else []
        yield from _jabatan_lines(jabatan)


def _jabatan_lines(jabatan: Jabatan) -> Iterator[str]:
    years = dict.fromkeys(year for indikator in jabatan.indikator for year in years_of(indikator.target)) or (0,)
    versions = (version for year in years for version in versions_of(jabatan, year))
    sidik = dict.fromkeys(short(fingerprint(version)) for version in versions)
    of_form = f"sidik {bahasa.listing(sidik)}" if sidik else "tanpa formulir"
    yield f"{jabatan.nama} ({jabatan.kode}, {of_form})"
    for indikator in jabatan.indikator:
        said = formula.words(indikator.rumus, indikator.labels, MEASURES)
        span = "" if indikator.periode == BULAN else f", per {indikator.periode}"
        yield f"  {indikator.kode}  {indikator.indikator} ({indikator.satuan}{span})"
        yield f"         = {said}"
        yield from (f"         {label}: {'; '.join(texts)}" for label, texts in about(indikator))
        yield from (f"         {one.label}: {one.words} {one.validity}".rstrip() for one in indikator.konstanta)
        theirs = (one for one in indikator.isian if one.diisi and not one.setahun_lalu)
        yield from (f"         {one.label}: diisi oleh {one.pengisi}" for one in theirs)
        yield from (f"         {one.label}: dari {one.asal}" for one in indikator.isian if one.dari)
        yield from _months_lines(indikator)


def _months_lines(indikator: Indikator) -> Iterator[str]:
    """From when to when it is valid, where that is not always."""
    begins, ends = indikator.berlaku_mulai, indikator.berlaku_sampai
    said = [*([f"mulai {begins.words}"] if begins else []), *([f"sampai {ends.words}"] if ends else [])]
    if said:
        yield f"         berlaku {' '.join(said)}"


MOST_EXAMPLES = 4
"""So many names of the example are told that are left in a catalogue."""


def looked_lines(looked: Looked, *, show: bool) -> Iterator[str]:
    """What is to be mended in a catalogue, a line each; else where it was written, what it says (``show``), or that
    nothing is to be mended.
    """
    if looked.catalog is None:
        yield f"{looked.place}: {len(looked.faults)} hal perlu diperbaiki."
        yield from (f"  {fault}" for fault in looked.faults)
        if looked.marked:
            yield f"Salinan bertanda: {looked.marked}. Perbaiki di situ, lalu pakai sebagai katalognya."
    elif looked.written:
        yield f"{looked.written} ditulis. Periksa dengan “iki katalog --katalog {looked.written} --periksa”."
    elif show:
        yield from catalog_lines(looked.catalog)
    else:
        jabatan, indikator = len(looked.catalog.jabatan), len(looked.catalog.indikator)
        yield f"{looked.place}: tidak ada yang perlu diperbaiki ({jabatan} jabatan, {indikator} indikator)."
    if looked.left:
        names = bahasa.some((f"“{name}”" for name in looked.left), MOST_EXAMPLES)
        yield f"Perhatikan: masih ada contoh dari katalog kosong: {names}. Ganti atau hapus sebelum katalog dipakai."


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
    if one.pengolah:
        yield f"Bagi yang mengolah: {one.pengolah}"


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
    if len(migrated.unasked):
        yield f"{len(migrated.unasked)} isian tidak ditanyakan lagi, jadi tidak dipindahkan:"
        yield from (f"  {cell.label}: {bahasa.brief(cell.diketik)}" for cell in migrated.unasked.itertuples())
    if migrated.new:
        yield f"{len(migrated.new)} isian belum ditanyakan di berkas lama; isi di formulir yang baru:"
        yield from (f"  {label}" for label in migrated.new)
    if len(migrated.temuan):
        yield "Temuan pada berkas lama:"
        yield from (f"  {line}" for line in messages.text_lines(together(migrated.temuan)))


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
