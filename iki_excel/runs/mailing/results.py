"""The letters of a result: all of it to the head and to who gets copies, to each holder the own part."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from iki_excel.delivery.composing import hasil
from iki_excel.delivery.composing.kantor import Kantor
from iki_excel.delivery.letters import Letter
from iki_excel.judging.asal import differing
from iki_excel.judging.batch import Batch
from iki_excel.judging.files import USED
from iki_excel.runs.mailing.recipients import of_results, recipient_of
from iki_excel.runs.outbox import told_before
from iki_excel.runs.results import Sendable, read_result, workbook_of
from iki_excel.words import bahasa
from iki_excel.words.bahasa import brief
from iki_excel.words.errors import ResultError
from iki_excel.words.folders import RESULTS
from iki_excel.words.periods import Periode


def letters_of_result(
    batch: Batch, kantor: Kantor, folder: Path, only: Sequence[str], *, by_itself: bool
) -> tuple[list[Letter], list[str]]:
    """The letters, and why there are none. ``by_itself``: nobody asked for them by name; then a result that its forms
    have left behind is not sent, and that there is none is no news.
    """
    unit = batch.settings.unit
    path = workbook_of(folder / RESULTS, batch.periode, unit, is_one=not unit.folder)
    if not path.exists():
        why = f"Rekap {batch.periode.words} belum dibuat. Jalankan “iki proses --periode {batch.periode}”."
        return [], [] if by_itself else [why]
    try:
        sendable = read_result(path)
    except ResultError as reason:
        return [], [str(reason)]
    if by_itself and not sendable.result.ringkasan.is_final:
        how = f"“iki kirim --periode {batch.periode} --hasil”"
        return [], [f"Rekap {batch.periode.words} masih SEMENTARA, jadi tidak diusulkan. Mengirimnya juga: {how}."]
    everything = [*letters_telling(batch, kantor, sendable)]
    letters = [one for one in everything if not only or one.kepada.kode in only]
    told = told_before(folder, everything)
    known = {one.kepada.kode for one, _ in told}
    changed = left_behind_by(sendable, batch, is_told=known == {one.kepada.kode for one in everything})
    if not changed:
        return letters, [*_other_names(batch, {one.kepada.kode for one in letters} - known)]
    again = f"Jalankan “iki proses --periode {batch.periode}”"
    old = f"{changed.capitalize()} berubah sejak rekap {batch.periode.words} dibuat. {again}"
    if by_itself:
        return [], [f"{old}, lalu kirim hasilnya."]
    return letters, [f"{old} bila yang terbaru yang mau dikirim."]


def letters_telling(batch: Batch, kantor: Kantor, sendable: Sendable) -> Iterator[Letter]:
    """The letters of a result, whoever was told of it before."""
    catalog, settings, result = batch.catalog, batch.settings, sendable.result
    everything = [*of_results(catalog, settings)]
    own_results = {one.kode: one for one in result.jabatan if _has_own(batch, one.kode)}
    for kepada in everything:
        yield hasil.to_office(kantor, kepada, result, sendable.attachments, own_results.get(kepada.kode))
    got_all = {kepada.kode for kepada in everything}
    for kode, own in own_results.items():
        if kode not in got_all:
            kepada = recipient_of(kode, catalog, settings)
            yield hasil.to_jabatan(kantor, kepada, result, own, sendable.attachments)


def _has_own(batch: Batch, kode: str) -> bool:
    """Whether a result says anything of a jabatan itself: not where each month of the periode is excused or asks
    nothing of it; one that has indeks alone is never asked.
    """
    forms = batch.expected_forms
    own = (forms["jabatan"] == kode) & forms["periode"].isin(batch.periode.months)
    return bool(own.any()) or (kode in batch.catalog and not batch.catalog[kode].has_form)


OTHER_NAME = (
    "{siapa}: formulir {bulan} atas nama {dulu}, padahal {kini} pejabatnya di pengaturan. Periksa dulu siapa yang "
    "berhak atas rapor bulan itu."
)


def _other_names(batch: Batch, kodes: Collection[str]) -> Iterator[str]:
    """Of these jabatan whose form of the periode itself has another name on it than its letter."""
    files = batch.checked.files
    own = files[(files["nasib"] == USED) & files["jabatan"].isin(kodes) & files["periode"].isin(batch.periode.months)]
    for form in own.itertuples():
        now = " ".join(batch.settings.official(form.jabatan).nama.split())
        if form.pejabat and now and form.pejabat != now:
            whose, month = batch.catalog[form.jabatan].sheet, Periode(form.periode).words
            yield OTHER_NAME.format(siapa=whose, bulan=month, dulu=brief(form.pejabat), kini=now)


def left_behind_by(sendable: Sendable, batch: Batch, *, is_told: bool) -> str:
    """What changed since a result was made, in words: "formulir", "formulir dan pengaturan"; "" where nothing did.

    ``is_told``: whether everybody was told of it.
    """
    return bahasa.listing(differing(sendable.result.asal, batch, is_told=is_told))
