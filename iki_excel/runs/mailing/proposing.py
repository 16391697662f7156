"""Which letters are due: of each periode those that nobody was written to yet, with what goes along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from iki_excel.decree.addresses import is_same
from iki_excel.decree.settings import Settings
from iki_excel.delivery.composing import formulir, ingatkan, perbaikan
from iki_excel.delivery.composing.kantor import Kantor, Permintaan
from iki_excel.delivery.letters import FORMULIR, HASIL, INGATKAN, KINDS, PERBAIKAN, Attachment, Letter
from iki_excel.delivery.outbox import TIDAK_PASTI, Needed, Row
from iki_excel.judging.batch import Batch
from iki_excel.runs.batches import process
from iki_excel.runs.mailing.due import Awaited, forms_of
from iki_excel.runs.mailing.faults import Faulty, copies_of
from iki_excel.runs.mailing.months import months_to_mail
from iki_excel.runs.mailing.recipients import of_results, recipient_of
from iki_excel.runs.mailing.results import letters_of_result
from iki_excel.runs.office import Office, refuse_unknown
from iki_excel.runs.outbox import asked_again, entitled, told_before
from iki_excel.words import bahasa, periods
from iki_excel.words.folders import FORMS
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks.opening import Reader

NOTHING_NEEDED = Needed(frozenset(), frozenset(), frozenset(), frozenset())


@frozen
class Asked:
    """What is asked for: periode, kinds of letters (KINDS), and of ``jabatan`` only these codes; empty for all.

    ``named``: the months that somebody said; ``by_itself``: nobody named a kind, so that each is proposed when it is
    time for it. ``only_looks``: whether nothing is to be written, no marked copy either.
    """

    periode: tuple[Periode, ...]
    kinds: Collection[str] = KINDS
    jabatan: Sequence[str] = ()
    named: Sequence[Periode] = ()
    by_itself: bool = True
    only_looks: bool = False

    @property
    def is_for_all(self) -> bool:
        """Whether all that is due of these periode is asked for."""
        return self.by_itself and not self.jabatan


@frozen
class Proposal:
    """The letters that are due. ``again``: letters that a person asked for once more; ``known``: others of which the
    recipient was told, or may have been, each with the row that says so; ``awaited``: by month what the jabatan are
    called whose forms are still to come; ``needed``: what of earlier letters may still be needed; ``remarks``: why
    other letters are not among them.
    """

    periode: tuple[Periode, ...]
    letters: tuple[Letter, ...]
    again: tuple[Row, ...] = ()
    known: tuple[tuple[Letter, Row], ...] = ()
    awaited: Mapping[Periode, Sequence[str]] = field(default_factory=dict)
    needed: Needed = NOTHING_NEEDED
    remarks: tuple[str, ...] = ()

    @property
    def told(self) -> tuple[Row, ...]:
        """The rows by which others were told, or may have been."""
        return tuple(row for _, row in self.known)

    @property
    def by_mail(self) -> int:
        """How many letters have somewhere to go."""
        return sum(bool(one.kepada.alamat) for one in self.letters) + len(self.again)

    @property
    def undecided(self) -> tuple[Row, ...]:
        """Those of which nobody knows whether they arrived."""
        return tuple(one for one in self.told if one.keadaan == TIDAK_PASTI)


@dataclass
class _Found:
    letters: dict[tuple[str, str, str], Letter] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    awaited: dict[Periode, dict[str, str]] = field(default_factory=dict)
    open: set[tuple[str, str]] = field(default_factory=set)
    looked_at: set[str] = field(default_factory=set)

    def add(self, letters: Iterable[Letter]) -> None:
        """Of two periode that look at the same form the first tells of it."""
        for one in letters:
            self.letters.setdefault((one.periode, one.jenis, one.kepada.kode), one)


def asked_for(
    said: Periode | None, kinds: Sequence[str], jabatan: Sequence[str], settings: Settings, folder: Path, today: dt.date
) -> Asked:
    """What is asked for of an office: a periode that somebody said, else the months that letters may be about."""
    if said is None:
        months = months_to_mail(folder, settings, today)
        return Asked(months, tuple(kinds) or KINDS, jabatan, by_itself=not kinds)
    return Asked((said,), tuple(kinds) or KINDS, jabatan, said.months, by_itself=not kinds)


def recipients_of(office: Office) -> list[str]:
    """The codes of all that an office writes to."""
    return [*dict.fromkeys([*office.catalog.kode, *(one.kode for one in of_results(*office))])]


def propose(
    asked: Asked,
    office: Office,
    folder: Path,
    today: dt.date,
    *,
    reader: Reader | None = None,
    progress: Progress = untold,
    batch_of: Callable[[Periode], Batch] | None = None,
) -> Proposal:
    """The letters that are due in an office's folder. Marked copies of forms that go back are written there.

    ``batch_of``: the forms up to a periode, where somebody keeps them; else they are read. IkiError for a jabatan that
    is asked for and that nobody knows.
    """

    def read(periode: Periode) -> Batch:
        return process(
            [folder / FORMS / office.settings.unit.folder], *office, periode, reader=reader, progress=progress
        )

    refuse_unknown(asked.jabatan, recipients_of(office))
    found = _Found()
    for periode in asked.periode:
        batch = (batch_of or read)(periode)
        found.looked_at |= {periode, *batch.months}
        _of_forms(found, asked, batch, folder, today)
        if HASIL in asked.kinds:
            kantor = kantor_of(batch)
            letters, remarks = letters_of_result(batch, kantor, folder, asked.jabatan, by_itself=asked.by_itself)
            found.add(letters)
            found.remarks += remarks
    return _proposal(asked, office, folder, found)


def _proposal(asked: Asked, office: Office, folder: Path, found: _Found) -> Proposal:
    """Of all that was found what nobody was told of yet."""
    told = told_before(folder, [*found.letters.values()])
    known = {id(one) for one, _ in told}
    due = tuple(one for one in found.letters.values() if id(one) not in known)
    again, moved = _asked_again(asked, office, folder, due)
    remarks = [*found.remarks, *_sent_elsewhere(told), *_same_addresses(due), *moved]
    return Proposal(
        periode=asked.periode,
        letters=due,
        again=again,
        known=tuple(told),
        awaited={month: [*found.awaited[month].values()] for month in sorted(found.awaited)},
        needed=_needed(office, due, found),
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _asked_again(
    asked: Asked, office: Office, folder: Path, due: Sequence[Letter]
) -> tuple[tuple[Row, ...], list[str]]:
    """What a person asked for once more, as far as it is asked for now; and of what cannot go as it lies there why."""
    own = [
        one
        for one in asked_again(folder, due)
        if office.settings.unit.folder in ("", one.unit)
        and one.jenis in asked.kinds
        and (not asked.jabatan or one.kepada in asked.jabatan)
    ]
    now = {one.nomor: entitled(office).alamat.get(one.kepada, "") for one in own}
    go = tuple(one for one in own if is_same(now[one.nomor], one.alamat))
    moved = [
        f"Surat nomor {one.nomor} yang Anda minta dikirim lagi ditujukan ke {one.alamat}, yang kini bukan alamat "
        f"{one.nama}. Sampaikan sendiri, lalu catat dengan “iki kotak-keluar --sampai {one.nomor}”."
        for one in own
        if one not in go
    ]
    return go, moved


def _needed(office: Office, due: Sequence[Letter], found: _Found) -> Needed:
    return Needed(
        periode=frozenset(found.looked_at),
        due=frozenset((str(one.periode), one.jenis, one.kepada.kode) for one in due),
        awaited=frozenset(found.open),
        copies=frozenset(one.kode for one in of_results(*office)),
        unit=office.settings.unit.folder,
    )


def _of_forms(found: _Found, asked: Asked, batch: Batch, folder: Path, today: dt.date) -> None:
    forms, kantor = forms_of(batch, folder, today, asked.jabatan, asked.named), kantor_of(batch)
    for jabatan, month in (*((one.jabatan, one.month) for one in forms.awaited), *forms.unwritten):
        found.open.add((str(month), jabatan.kode))
        if month in batch.periode.months or (jabatan, month) not in forms.unwritten:  # else it is told with its months
            found.awaited.setdefault(month, {})[jabatan.kode] = jabatan.sheet
    if PERBAIKAN in asked.kinds:
        faulty, uncopied = copies_of(batch, forms.faulty, folder, is_written=not asked.only_looks)
        found.add(mending(kantor, batch, one) for one in faulty)
        found.remarks += _uncopied(batch, uncopied)
    kinds = [(one, _kind_of(one, asked, batch.periode, today)) for one in forms.awaited]
    found.add(asking(kantor, batch, one, kind, today) for one, kind in kinds if kind == FORMULIR)
    reminders = (asking(kantor, batch, one, kind, today) for one, kind in kinds if kind == INGATKAN)
    found.add(one if asked.by_itself else of_this_day(one, today) for one in reminders)
    if {FORMULIR, INGATKAN} & {*asked.kinds}:
        found.remarks += _unwritten(batch.periode, [month for _, month in forms.unwritten])


def _kind_of(one: Awaited, asked: Asked, periode: Periode, today: dt.date) -> str:
    """A form is handed out while there is time for it; after that, or where somebody says so, it is reminded of. Nobody
    is reminded by the way of a month that is not over.
    """
    is_own, is_late = one.month in periode.months, today > one.due_day
    if FORMULIR in asked.kinds and is_own and not (is_late and INGATKAN in asked.kinds):
        return FORMULIR
    is_over = one.month < Periode.of_day(today) or one.month in asked.named
    is_time = is_late or (is_over and not asked.by_itself)
    return INGATKAN if INGATKAN in asked.kinds and is_time else ""


# --- the letters ------------------------------------------------------------------------------------------------------


def kantor_of(batch: Batch) -> Kantor:
    """Who writes."""
    unit = batch.settings.unit
    return Kantor(unit.kode, unit.nama, unit.tempat, batch.settings.surel.dari)


def _request(batch: Batch, kode: str, month: Periode) -> Permintaan:
    kepada = recipient_of(kode, batch.catalog, batch.settings)
    return Permintaan(kepada, batch.catalog[kode].sheet, month, batch.settings.due_day(month))


def asking(kantor: Kantor, batch: Batch, one: Awaited, kind: str, today: dt.date) -> Letter:
    """The letter that brings a blank form (FORMULIR), or reminds of it (INGATKAN)."""
    request = _request(batch, one.jabatan.kode, one.month)
    blank = Attachment(one.path.name, one.content, one.jabatan.kode, one.path)
    return (
        formulir.letter(kantor, request, blank) if kind == FORMULIR else ingatkan.letter(kantor, request, blank, today)
    )


def of_this_day(reminder: Letter, today: dt.date) -> Letter:
    """Whoever asks for reminders by name may do so every day."""
    return replace(reminder, pokok=f"{reminder.pokok}, {today}")


def mending(kantor: Kantor, batch: Batch, one: Faulty) -> Letter:
    """The letter that brings back a form to be mended."""
    marked, path = one.copy.marked, one.copy.path
    copy = Attachment(path.name, marked.content, one.jabatan.kode, path)
    return perbaikan.letter(kantor, _request(batch, one.jabatan.kode, one.month), marked, copy, one.sha256)


# --- why others are not among them ------------------------------------------------------------------------------------


def _sent_elsewhere(told: Iterable[tuple[Letter, Row]]) -> Iterator[str]:
    """That a letter went to an address that is no longer its recipient's: it may never have arrived."""
    for letter, row in told:
        if row.alamat and letter.kepada.alamat and not is_same(row.alamat, letter.kepada.alamat):
            yield (
                f"Surat nomor {row.nomor} untuk {row.nama} dikirim ke {row.alamat}; alamatnya kini "
                f"{letter.kepada.alamat}. Mengirimnya lagi: “iki kotak-keluar --kirim-lagi {row.nomor}”."
            )


def _same_addresses(letters: Iterable[Letter]) -> Iterator[str]:
    """That two people are written to at one address, which may be a slip, and lets one see what is the other's."""
    at: dict[str, dict[str, str]] = {}
    for one in letters:
        if one.kepada.alamat:
            at.setdefault(one.kepada.alamat.casefold(), {})[one.kepada.kode] = one.kepada.nama
    for alamat, names in at.items():
        if len(names) > 1:
            yield f"{bahasa.listing(names.values())} beralamat sama, {alamat}. Periksa [surel.alamat] di iki.toml."


def _unwritten(periode: Periode, months: Sequence[Periode]) -> Iterator[str]:
    """That there is no blank form to send, month by month, in one sentence."""
    if months:
        several = sorted({*months})
        span = f"{several[0]}..{several[-1]}" if len(several) > 1 else several[0]
        yield (
            f"{len(months)} formulir kosong {periods.title(several)} belum dibuat, jadi tidak dapat dikirim. Jalankan "
            f"“iki template --periode {span}”; bila kantor ini baru dinilai sesudahnya, tulis mulai di [unit]."
        )


def _uncopied(batch: Batch, forms: Sequence[tuple[str, Periode]]) -> Iterator[str]:
    """That a form is to be mended of which no marked copy can be made."""
    if forms:
        named = bahasa.listing(f"{batch.catalog[kode].sheet} {month.words}" for kode, month in forms)
        yield (
            f"Formulir {named} tidak dapat dibuatkan salinan bertanda. Lihat sebabnya dengan “iki periksa --periode "
            f"{batch.periode}”."
        )
