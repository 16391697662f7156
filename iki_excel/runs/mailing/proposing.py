"""Which letters are due: of each periode those that nobody was written to yet, with what goes along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from iki_excel.delivery.composing import formulir, ingatkan, perbaikan
from iki_excel.delivery.composing.kantor import Kantor, Permintaan
from iki_excel.delivery.letters import FORMULIR, HASIL, INGATKAN, KINDS, PERBAIKAN, Attachment, Letter
from iki_excel.judging.batch import Batch
from iki_excel.runs.batches import process
from iki_excel.runs.mailing.due import Awaited, forms_of
from iki_excel.runs.mailing.faults import Faulty, copies_of
from iki_excel.runs.mailing.recipients import of_results, recipient_of
from iki_excel.runs.mailing.results import letters_of_result
from iki_excel.runs.office import Office, refuse_unknown
from iki_excel.runs.outbox import told_before
from iki_excel.words import bahasa, periods
from iki_excel.words.folders import FORMS
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader


@dataclass(frozen=True)
class Asked:
    """What is asked for: periode, kinds of letters (KINDS), and of ``jabatan`` only these codes; empty for all.

    ``by_itself``: nobody named a kind, so that each is proposed when it is time for it.
    """

    periode: tuple[Periode, ...]
    kinds: Collection[str] = KINDS
    jabatan: Sequence[str] = ()
    by_itself: bool = True


@dataclass(frozen=True)
class Proposal:
    """The letters that are due; ``told``: how many were written before; ``remarks``: why others are not among them."""

    periode: tuple[Periode, ...]
    letters: tuple[Letter, ...]
    told: tuple[Letter, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass
class _Found:
    letters: dict[tuple[str, str, str], Letter] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def add(self, letters: Iterable[Letter]) -> None:
        """Of two periode that look at the same form the first tells of it."""
        for one in letters:
            self.letters.setdefault((one.periode, one.jenis, one.kepada.kode), one)


def propose(
    asked: Asked,
    office: Office,
    folder: Path,
    today: dt.date,
    *,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Proposal:
    """The letters that are due in an office's folder. Marked copies of forms that go back are written there.

    IkiError for a jabatan that is asked for and that nobody knows.
    """
    known = [*office.catalog.kode, *(one.kode for one in of_results(*office))]
    refuse_unknown(asked.jabatan, [*dict.fromkeys(known)])
    found = _Found()
    for periode in asked.periode:
        batch = process([folder / FORMS], *office, periode, reader=reader, progress=progress)
        _of_forms(found, asked, batch, folder, today)
        if HASIL in asked.kinds:
            letters, remarks = letters_of_result(
                batch, kantor_of(batch), folder, asked.jabatan, by_itself=asked.by_itself
            )
            found.add(letters)
            found.remarks += remarks
    told = told_before(folder, [*found.letters.values()])
    due = tuple(one for one in found.letters.values() if one not in told)
    return Proposal(asked.periode, due, told, tuple(dict.fromkeys(found.remarks)))


def _of_forms(found: _Found, asked: Asked, batch: Batch, folder: Path, today: dt.date) -> None:
    forms, kantor = forms_of(batch, folder, today, asked.jabatan), kantor_of(batch)
    if PERBAIKAN in asked.kinds:
        faulty, uncopied = copies_of(batch, forms.faulty, folder)
        found.add(_mending(kantor, batch, one) for one in faulty)
        found.remarks += _uncopied(batch, uncopied)
    wanted = [one for one in forms.awaited if _kind_of(one, asked, batch.periode, today) in asked.kinds]
    found.add(_asking(kantor, batch, one, _kind_of(one, asked, batch.periode, today), today) for one in wanted)
    if {FORMULIR, INGATKAN} & {*asked.kinds}:
        found.remarks += _unwritten(batch.periode, [month for _, month in forms.unwritten])


def _kind_of(one: Awaited, asked: Asked, periode: Periode, today: dt.date) -> str:
    """A form is handed out while there is time for it; after that, or where somebody says so, it is reminded of."""
    is_over = today > one.due_day
    if asked.by_itself:
        return INGATKAN if is_over else FORMULIR if one.month in periode.months else ""
    wanted = FORMULIR if FORMULIR in asked.kinds and one.month in periode.months else INGATKAN
    return wanted if wanted in asked.kinds else ""


# --- the letters ------------------------------------------------------------------------------------------------------


def kantor_of(batch: Batch) -> Kantor:
    """Who writes."""
    unit = batch.settings.unit
    return Kantor(unit.kode, unit.nama, unit.tempat, batch.settings.surel.dari)


def _request(batch: Batch, kode: str, month: Periode) -> Permintaan:
    kepada = recipient_of(kode, batch.catalog, batch.settings)
    return Permintaan(kepada, batch.catalog[kode].sheet, month, batch.settings.due_day(month))


def _asking(kantor: Kantor, batch: Batch, one: Awaited, kind: str, today: dt.date) -> Letter:
    request = _request(batch, one.jabatan.kode, one.month)
    blank = Attachment(one.path.name, one.content, one.jabatan.kode, one.path)
    return (
        formulir.letter(kantor, request, blank) if kind == FORMULIR else ingatkan.letter(kantor, request, blank, today)
    )


def _mending(kantor: Kantor, batch: Batch, one: Faulty) -> Letter:
    marked, path = one.copy.marked, one.copy.path
    copy = Attachment(path.name, marked.content, one.jabatan.kode, path)
    return perbaikan.letter(kantor, _request(batch, one.jabatan.kode, one.month), marked, copy, one.sha256)


# --- why others are not among them ------------------------------------------------------------------------------------


def _unwritten(periode: Periode, months: Sequence[Periode]) -> Iterator[str]:
    """That there is no blank form to send, month by month, in one sentence."""
    if months:
        several = sorted({*months})
        span = f"{several[0]}..{several[-1]}" if len(several) > 1 else several[0]
        yield (
            f"{len(months)} formulir kosong {periods.title(several)} belum dibuat, jadi tidak dapat dikirim. Jalankan "
            f"“iki template --periode {span}”."
        )


def _uncopied(batch: Batch, forms: Sequence[tuple[str, Periode]]) -> Iterator[str]:
    """That a form is to be mended of which no marked copy can be made."""
    if forms:
        named = bahasa.listing(f"{batch.catalog[kode].sheet} {month.words}" for kode, month in forms)
        yield (
            f"Formulir {named} tidak dapat dibuatkan salinan bertanda. Lihat sebabnya dengan “iki periksa --periode "
            f"{batch.periode}”."
        )
