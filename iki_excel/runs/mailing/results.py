"""The letters of a result: all of it to the head and to who gets copies, to each holder the own part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from iki_excel.delivery.composing import hasil
from iki_excel.delivery.composing.kantor import Kantor
from iki_excel.delivery.letters import Letter
from iki_excel.judging.batch import Batch
from iki_excel.judging.files import USED
from iki_excel.runs.keeping import kept_in
from iki_excel.runs.mailing.recipients import of_results, recipient_of
from iki_excel.runs.results import Sendable, read_result, workbook_in
from iki_excel.words.errors import ResultError
from iki_excel.words.folders import RESULTS


def letters_of_result(
    batch: Batch, kantor: Kantor, folder: Path, only: Sequence[str], *, by_itself: bool
) -> tuple[list[Letter], list[str]]:
    """The letters, and why there are none. ``by_itself``: nobody asked for them by name; then a result that its forms
    have left behind is not sent, and that there is none is no news.
    """
    path = workbook_in(folder / RESULTS, batch.periode, batch.settings.unit.kode)
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
    if is_left_behind(sendable, path, batch):
        again = f"Jalankan “iki proses --periode {batch.periode}”"
        old = f"Formulir berubah sejak rekap {batch.periode.words} dibuat. {again}"
        if by_itself:
            return [], [f"{old}, lalu kirim hasilnya."]
        return [*letters_telling(batch, kantor, sendable, only)], [f"{old} bila yang terbaru yang mau dikirim."]
    return [*letters_telling(batch, kantor, sendable, only)], []


def letters_telling(batch: Batch, kantor: Kantor, sendable: Sendable, only: Sequence[str] = ()) -> Iterator[Letter]:
    """The letters of a result, whoever was told of it before; of ``only`` these codes, or of all."""
    catalog, settings, result = batch.catalog, batch.settings, sendable.result
    everything = [*of_results(catalog, settings)]
    own_results = {one.kode: one for one in result.jabatan if _has_own(batch, one.kode)}
    for kepada in everything:
        if not only or kepada.kode in only:
            yield hasil.to_office(kantor, kepada, result, sendable.attachments, own_results.get(kepada.kode))
    got_all = {kepada.kode for kepada in everything}
    for kode, own in own_results.items():
        if kode not in got_all and (not only or kode in only):
            kepada = recipient_of(kode, catalog, settings)
            yield hasil.to_jabatan(kantor, kepada, result, own, sendable.attachments)


def _has_own(batch: Batch, kode: str) -> bool:
    """Whether a result says anything of a jabatan itself: not where each month of the periode is excused or asks
    nothing of it; one that has indeks alone is never asked.
    """
    forms = batch.expected_forms
    own = (forms["jabatan"] == kode) & forms["periode"].isin(batch.periode.months)
    return bool(own.any()) or (kode in batch.catalog and not batch.catalog[kode].has_form)


def is_left_behind(sendable: Sendable, path: Path, batch: Batch) -> bool:
    """Whether the forms are no longer those that the result was made of."""
    files = batch.checked.files
    now = {*files.loc[files["nasib"] == USED, "sha256"]}
    sha256 = sendable.result.berkas[0].sha256
    made_of = ({form.sha256 for form in kept.manifest.forms} for kept in kept_in(path.parent, sha256))
    return now not in [*made_of]
