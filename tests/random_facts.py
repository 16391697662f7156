"""Random years of offices whose jabatan tell of the same documents, some of them otherwise than others.

``random_office(random.Random(7))`` is a year: what was typed in each form, by the kode of its cell, and what somebody
who reads all forms so far has to find. That is told from the text of the rules, document by document, and by trying
every day that anybody names: an entry is contradicted where no history of the documents lets it be true beside others.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iki_excel.words.periods import Periode
from tests.independent import TB, WRONG

TAHUN = 2019
MONTHS = Periode(str(TAHUN)).months

JABATAN: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "sekretaris": {
        "laporan.lkjip": ("lkjip",),
        "laporan.lppd": ("lppd",),
        "laporan.renja": ("renja",),
        "laporan.rkt": ("rkt",),
        "laporan.dpa_rka": ("dpa", "rka"),
    },
    "program": {
        "rencana.renja_rkt": ("renja", "rkt"),
        "rencana.rka": ("rka",),
        "lapor.lkjip": ("lkjip",),
        "akip.lkjip": ("lkjip",),
    },
    "umum": {"arsip.lkjip": ("lkjip",), "arsip.lppd": ("lppd",), "arsip.foto": ()},
}
"""By jabatan its documents, and what each tells of; those of ``sekretaris`` are rated."""

HOMES = {"akip.lkjip": "lapor.lkjip"}
"""What is asked at the cell of another."""

FACTS = ("lkjip", "lppd", "renja", "rkt", "dpa", "rka")
NOTE = "dokumen perubahan"

HEAD = """\
kode = "{kode}"
urutan = {urutan}
nama = "Jabatan {kode}"
tugas = ["Menyusun dokumen."]
"""
INDIKATOR = """
[[indikator]]
kode = "{kode}-{daftar}"
singkat = "Dokumen {daftar}"
kinerja = "Tersusunnya dokumen"
indikator = "Dokumen {daftar} yang tepat waktu"
penjelasan = "Dokumen {daftar}"
sumber_data = ["Arsip"]
satuan = "dokumen"
rumus = "memenuhi({daftar})"

[[indikator.isian]]
kode = "{daftar}"
jenis = "daftar_dokumen"
label = "Daftar {daftar}"
mutu = {mutu}
butir = [{butir}]

[[indikator.contoh]]
periode = "2019-12"
isian.{daftar} = {{}}
hasil = 0
"""


def catalogue() -> dict[str, str]:
    """By jabatan its file."""
    return {kode: _file(kode, urutan, cells) for urutan, (kode, cells) in enumerate(JABATAN.items(), 1)}


def _file(kode: str, urutan: int, cells: Mapping[str, Sequence[str]]) -> str:
    lists: dict[str, list[str]] = {}
    for cell, facts in cells.items():
        daftar, butir = cell.split(".")
        fakta = f", fakta = {list(facts)}".replace("'", '"') if facts else ""
        lists.setdefault(daftar, []).append(f'{{ kode = "{butir}", label = "Dokumen {butir}"{fakta} }}')
    mutu = str(kode == "sekretaris").lower()
    parts = (INDIKATOR.format(kode=kode, daftar=one, mutu=mutu, butir=", ".join(b)) for one, b in lists.items())
    return HEAD.format(kode=kode, urutan=urutan) + "".join(parts)


# --- a year ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """What a form says in a cell: a day, TB, WRONG or None; and what stands in its keterangan."""

    value: Any = None
    note: str = ""


Form = Mapping[str, Said]


@dataclass(frozen=True)
class Office:
    """A year: by (jabatan, month) what was typed in each form; a form that did not come is none."""

    forms: Mapping[tuple[str, Periode], Form] = field(default_factory=dict)

    def contradictions(self, month: Periode) -> set[frozenset[Cell]]:
        """What is to be told when the forms up to a month are read: the cells of each warning."""
        return set(contradictions([*self._standing(month)]))

    def _standing(self, month: Periode) -> Iterator[Entry]:
        for jabatan, cells in JABATAN.items():
            for cell, facts in cells.items():
                if facts and cell not in HOMES:
                    entry = self._entry(jabatan, cell, month)
                    if entry is not None:
                        yield entry

    def _entry(self, jabatan: str, cell: str, month: Periode) -> Entry | None:
        """The latest that says something, unless it is wrong, or explained from then on."""
        said = [
            (one, form[cell]) for one in MONTHS if one <= month and (form := self.forms.get((jabatan, one))) is not None
        ]
        telling = [number for number, (_, each) in enumerate(said) if each.value is not None]
        if not telling:
            return None
        at, entry = said[telling[-1]]
        explained = any(each.note for _, each in said[telling[-1] :])
        return (
            None
            if explained or entry.value == WRONG
            else Entry((jabatan, at, cell), JABATAN[jabatan][cell], entry.value)
        )


Cell = tuple[str, Periode, str]


@dataclass(frozen=True)
class Entry:
    """A standing entry: where it stands, what it tells of, and when that was finished (or TB)."""

    cell: Cell
    facts: tuple[str, ...]
    value: Any


# --- what is to be found ---------------------------------------------------------------------------------------------


def contradictions(entries: Sequence[Entry]) -> Iterator[frozenset[Cell]]:
    """The cells of each warning: of contradicted entries of the same documents, with all others that tell of them."""
    groups: list[set[str]] = []
    for entry in entries:
        if not _may_be_true(entry, entries):
            facts = {*entry.facts}.union(*(group for group in groups if group & {*entry.facts}))
            groups = [group for group in groups if not group & facts] + [facts]
    for facts in groups:
        yield frozenset(one.cell for one in entries if facts & {*one.facts})


def _may_be_true(entry: Entry, entries: Sequence[Entry]) -> bool:
    """Whether there are days for its documents that make it true, and no other entry has one of them finished later."""
    days = [TB, *{one.value for one in entries if one.value != TB}]
    return any(
        _last(history) == entry.value
        and all(_allows(other, dict(zip(entry.facts, history, strict=True))) for other in entries)
        for history in itertools.product(days, repeat=len(entry.facts))
    )


def _last(days: Sequence[Any]) -> Any:
    """When the last of some documents was finished; TB where none was drawn up."""
    known = [day for day in days if day != TB]
    return max(known) if known else TB


def _allows(entry: Entry, days: Mapping[str, Any]) -> bool:
    """Whether none of its documents is finished later than it says."""
    own = [days[fact] for fact in entry.facts if days.get(fact, TB) != TB]
    return not own or (entry.value != TB and max(own) <= entry.value)


# --- what was typed --------------------------------------------------------------------------------------------------


def random_office(rng: random.Random, *, contradicting: bool) -> Office:
    """A year in which everybody reports what is true, late or early; or in which somebody also reports otherwise."""
    history = {fact: _history(rng) for fact in FACTS}
    forms = {
        (jabatan, month): dict.fromkeys((cell for cell in cells if cell not in HOMES), Said())
        for jabatan, cells in JABATAN.items()
        for month in MONTHS
        if rng.random() > 0.1
    }
    for jabatan, cells in JABATAN.items():
        for cell in (cell for cell in cells if cell not in HOMES):
            _report(rng, forms, jabatan, cell, _last([history[fact] for fact in cells[cell]] or [_history(rng)]))
    if contradicting:
        _contradict(rng, forms)
    return Office(forms)


def _history(rng: random.Random) -> Any:
    """A day of the year, or TB."""
    return TB if rng.random() < 0.08 else dt.date(TAHUN, rng.randint(1, 12), rng.randint(1, 28))


Forms = dict[tuple[str, Periode], dict[str, Said]]


def _report(rng: random.Random, forms: Forms, jabatan: str, cell: str, true: Any) -> None:
    """Reported in a month since, sometimes again, sometimes first with something that is no date; or never."""
    since = [month for owner, month in forms if owner == jabatan and (true == TB or true <= month.last_day)]
    if not since or rng.random() < 0.15:
        return
    first = rng.choice(since[:3])
    forms[jabatan, first][cell] = Said(true, NOTE if rng.random() < 0.05 else "")
    for later in (month for month in since if month > first):
        if rng.random() < 0.05:
            forms[jabatan, later][cell] = Said(true)
    before = [month for owner, month in forms if owner == jabatan and month < first]
    if before and rng.random() < 0.1:
        forms[jabatan, rng.choice(before)][cell] = Said(WRONG)


def _contradict(rng: random.Random, forms: Forms) -> None:
    """Some entries become another day, TB or no date; some of them are explained, some put right by a later form."""
    told = [(key, cell) for key, form in forms.items() for cell, said in form.items() if said.value is not None]
    for (jabatan, month), cell in rng.sample(told, min(len(told), rng.randint(1, 4))):
        true = forms[jabatan, month][cell].value
        other = rng.choice([_before(rng, month), _before(rng, month), TB, WRONG])
        forms[jabatan, month][cell] = Said(other, NOTE if rng.random() < 0.15 else "")
        later = [one for owner, one in forms if owner == jabatan and one > month]
        if later and rng.random() < 0.3:
            value = true if true in (TB, WRONG) or rng.random() < 0.5 else None
            forms[jabatan, rng.choice(later)][cell] = Said(value, "" if value else NOTE)


def _before(rng: random.Random, month: Periode) -> dt.date:
    """A day on which a document may have been finished that the form of the month reports."""
    return dt.date(TAHUN, rng.randint(1, month.last_day.month), rng.randint(1, 28))
