"""Random years of a small office, for :mod:`tests.independent` and for the application alike.

``random_year(random.Random(7))``, or with hypothesis ``random_year(draw(st.randoms(use_true_random=False)))``, is a
year with the catalogue and the iki.toml that say the same to the application. What is typed in a form stands by the
kode of its cell (``isian.<kode>`` in the workbook); see :attr:`Year.forms`.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from iki_excel.words.periods import Periode
from tests.independent import (
    BY_STEPS,
    DIV0,
    TB,
    WRONG,
    Aturan,
    Bilangan,
    Daftar,
    Dokumen,
    Form,
    Hitung,
    Indikator,
    Kantor,
    Row,
    Survei,
    Tahun,
    Tree,
    Versi,
    asked_together,
    day_of,
    evaluate,
    exact,
    expected,
    last_year,
    leaves,
    nature,
)

TAHUN, JABATAN = 2019, "umum"
BULAN = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
         "Desember")  # fmt: skip

MOODS: Mapping[str, Mapping[str, float]] = {
    "lengkap": {},
    "berlubang": {"missing": 0.2, "excused": 0.1},
    "tidak berlaku": {"tb": 0.25, "excused": 0.1},
    "kosong": {"blank": 0.04, "tb": 0.1, "missing": 0.1},
    "salah": {"wrong": 0.03, "tb": 0.1, "blank": 0.02},
    "semua": {"missing": 0.1, "excused": 0.15, "tb": 0.15, "blank": 0.02, "wrong": 0.02},
}
"""How likely what is, in a year of each mood: mostly few things at once, so that results are not all alike."""


@dataclass(frozen=True)
class Year:
    """A year: what the office is, what was typed in each month, and both as the application reads them. ``lalu``: what
    was typed a year before.
    """

    indikator: tuple[Indikator, ...]
    kantor: Kantor
    forms: Mapping[Periode, Form]
    mood: str
    katalog_toml: str
    iki_toml: str
    lalu: Mapping[Periode, Form] = field(default_factory=dict)

    @property
    def expected(self) -> list[Row]:
        """What is to be reported, of every indikator in every month that counts."""
        return [row for one in self.tahun for row in expected(one)]

    @property
    def tahun(self) -> list[Tahun]:
        """The year of each indikator."""
        return [
            Tahun(one, self.kantor, self.forms, JABATAN, TAHUN, self.indikator, self.lalu) for one in self.indikator
        ]


def random_year(rng: random.Random, kinds: Sequence[Kind] | None = None) -> Year:
    """A year of one jabatan with one to four indikator, of KINDS where nothing else is asked for."""
    mood = rng.choice([*MOODS])
    chances = MOODS[mood]
    chosen = [rng.choice(kinds or KINDS) for _ in range(rng.randint(1, 4))]
    indikator = tuple(_indikator(rng, number, kind) for number, kind in enumerate(chosen, 1))
    mulai = f"{TAHUN}-{rng.randint(1, 11):02d}" if rng.random() < 0.3 else None
    months = [one for one in Periode(str(TAHUN)).months if one >= (mulai or "")]
    excused = frozenset((JABATAN, one) for one in months if rng.random() < chances.get("excused", 0))
    targets = {one.kode: _target(rng, one.versi) for one in indikator if rng.random() < 0.7}
    kantor = Kantor(mulai, excused, targets, _aturan(rng, indikator, targets))
    forms = {one: _form(rng, chances, indikator, one, (JABATAN, one) in excused) for one in months}
    return Year(indikator, kantor, forms, mood, katalog_toml(rng, indikator), iki_toml(kantor))


def random_year_beside_another(rng: random.Random) -> Year:
    """A year of KINDS_OF_LAST_YEAR, with forms of the year before, of an office that may have begun in that."""
    year = random_year(rng, KINDS_OF_LAST_YEAR)
    chances, mulai = MOODS[year.mood], year.kantor.mulai
    if mulai and rng.random() < 0.5:
        mulai = f"{TAHUN - 1}{mulai[4:]}"
    months = [one for one in Periode(str(TAHUN - 1)).months if one >= (mulai or "")]
    excused = frozenset((JABATAN, one) for one in months if rng.random() < chances.get("excused", 0))
    kantor = replace(year.kantor, mulai=mulai, pengecualian=year.kantor.pengecualian | excused)
    forms = {one: _form(rng, chances, year.indikator, one, False) for one in Periode(str(TAHUN)).months}
    forms = {one: year.forms.get(one, form) for one, form in forms.items() if one >= (mulai or "")}
    lalu = {one: _form(rng, chances, year.indikator, one, (JABATAN, one) in excused) for one in months}
    return replace(year, kantor=kantor, forms=forms, lalu=lalu, iki_toml=iki_toml(kantor))


# --- what the decree says --------------------------------------------------------------------------------------------


Shape = tuple[Tree, tuple[Any, ...], tuple[Hitung, ...]]
Kind = Callable[[random.Random, str], Shape]


def _added(terms: Sequence[Tree]) -> Tree:
    tree = terms[0]
    for term in terms[1:]:
        tree = ("+", tree, term)
    return tree


def _names(prefix: str, rng: random.Random, most: int = 3) -> list[str]:
    return [f"{prefix}_{letter}" for letter in "abc"[: rng.randint(1, most)]]


def _flow(rng: random.Random, prefix: str) -> Shape:
    """So many of this and of that in a month; sometimes one less the other, or half of it."""
    names, bulat = _names(prefix, rng), rng.random() < 0.8
    tree = _added(names)
    if len(names) > 1 and rng.random() < 0.3:
        tree = ("-", _added(names[:-1]), names[-1])
    if rng.random() < 0.2:
        tree = rng.choice([("*", tree, 2), ("/", tree, 2)])
    return tree, tuple(Bilangan(name, "jumlah", bulat) for name in names), ()


def _product(rng: random.Random, prefix: str) -> Shape:
    """People times days, a name that is computed every month; itself, or what of it was kept."""
    isian = (Bilangan(f"{prefix}_orang", "terakhir"), Bilangan(f"{prefix}_hari"))
    hitung = Hitung(f"{prefix}_kali", ("*", f"{prefix}_orang", f"{prefix}_hari"))
    if rng.random() < 0.4:
        return hitung.kode, isian, (hitung,)
    tree = ("*", ("/", f"{prefix}_hadir", hitung.kode), 100)
    return tree, (Bilangan(f"{prefix}_hadir"), *isian), (hitung,)


def _pairs(rng: random.Random, prefix: str) -> Shape:
    kinds = _names(prefix, rng)
    above, below = (_added([f"{kind}_{end}" for kind in kinds]) for end in ("tepat", "jumlah"))
    isian = tuple(Bilangan(f"{kind}_{end}") for kind in kinds for end in ("jumlah", "tepat"))
    return ("*", ("/", above, below), 100), isian, ()


def _change(_rng: random.Random, prefix: str) -> Shape:
    """Less than last year, against last year: may be below nothing."""
    names = [f"{prefix}_{one}" for one in ("lalu", "ini", "pembagi")]
    return ("*", ("/", ("-", names[0], names[1]), names[2]), 100), tuple(map(Bilangan, names)), ()


def _state(rng: random.Random, prefix: str) -> Shape:
    names, bulat = _names(prefix, rng), rng.random() < 0.8
    return _added(names), tuple(Bilangan(name, "terakhir", bulat) for name in names), ()


def _state_ratio(_rng: random.Random, prefix: str) -> Shape:
    names = [f"{prefix}_baik", f"{prefix}_seluruh"]
    return ("*", ("/", *names), 100), tuple(Bilangan(name, "terakhir") for name in names), ()


def _mixed(_rng: random.Random, prefix: str) -> Shape:
    """So many for each of those that there are now: a sum by the last known value."""
    isian = (Bilangan(f"{prefix}_surat"), Bilangan(f"{prefix}_loket", "terakhir"))
    return ("/", f"{prefix}_surat", f"{prefix}_loket"), isian, ()


def _list(rng: random.Random, prefix: str) -> Daftar:
    butir = tuple(
        Dokumen(f"dok_{letter}", rng.choice([(1, 31), (2, 28), (3, 31), (6, 15), (8, 1), (12, 31)]))
        for letter in "abcd"[: rng.randint(1, 4)]
    )
    return Daftar(f"{prefix}_daftar", butir, mutu=rng.random() < 0.5)


def _documents(rng: random.Random, prefix: str) -> Shape:
    daftar = _list(rng, prefix)
    return ("*", ("/", ("memenuhi", daftar.kode), ("jatuh_tempo", daftar.kode)), 100), (daftar,), ()


def _count(rng: random.Random, prefix: str) -> Shape:
    daftar = _list(rng, prefix)
    return ("memenuhi", daftar.kode), (daftar,), ()


def _survey(rng: random.Random, prefix: str) -> Shape:
    unsur = tuple(f"unsur_{letter}" for letter in "abc"[: rng.randint(1, 3)])
    return ("*", ("nrr", f"{prefix}_survei"), 25), (Survei(f"{prefix}_survei", unsur),), ()


def _monthly_list(rng: random.Random, prefix: str) -> Daftar:
    """A document of every month or two, and mostly some of a year."""
    monthly = [Dokumen(f"bulanan_{letter}", setiap=rng.choice([1, 5, 15, 31])) for letter in "ab"[: rng.randint(1, 2)]]
    daftar = _list(rng, prefix)
    butir = [*monthly, *daftar.dokumen[: rng.randint(0, 2)]]
    return replace(daftar, dokumen=tuple(rng.sample(butir, len(butir))))


def _monthly_documents(rng: random.Random, prefix: str) -> Shape:
    daftar = _monthly_list(rng, prefix)
    return ("*", ("/", ("memenuhi", daftar.kode), ("jatuh_tempo", daftar.kode)), 100), (daftar,), ()


def _monthly_count(rng: random.Random, prefix: str) -> Shape:
    daftar = _monthly_list(rng, prefix)
    return ("memenuhi", daftar.kode), (daftar,), ()


KINDS: tuple[Kind, ...] = (
    _flow, _flow, _product, _pairs, _change, _mixed, _state, _state_ratio, _documents, _documents, _count, _survey,
)  # fmt: skip


KINDS_OF_MONTHS: tuple[Kind, ...] = (_monthly_documents, _monthly_count, _documents)
"""With documents of every month."""


WEIGHTS = {1: [100], 2: [30, 70], 3: [12.5, 27.5, 60]}
FACTORS = {(1, 4): 25, (1, 5): 20, (0, 10): 10}


def _survey_of_a_scale(rng: random.Random, prefix: str) -> Shape:
    """A survey of any scale, with weights or without."""
    unsur = tuple(f"unsur_{letter}" for letter in "abc"[: rng.randint(1, 3)])
    skala = rng.choice([*FACTORS])
    weights = tuple(map(exact, WEIGHTS[len(unsur)])) if rng.random() < 0.6 else ()
    tree = ("*", ("nrr", f"{prefix}_survei"), FACTORS[skala])
    return tree, (Survei(f"{prefix}_survei", unsur, skala, weights),), ()


KINDS_OF_SURVEYS: tuple[Kind, ...] = (_survey_of_a_scale, _survey_of_a_scale, _flow)
"""With surveys of other scales, and weights."""

OVER_MONTHS = ("rata", "tertinggi", "terendah")


def _of_months(rng: random.Random, prefix: str) -> Shape:
    """A sum, or a difference, of numbers that come to the mean, the largest or the smallest of their months."""
    isian = tuple(Bilangan(kode, rng.choice(OVER_MONTHS)) for kode in _names(prefix, rng))
    if len(isian) == 2 and rng.random() < 0.5:
        return ("-", isian[0].kode, isian[1].kode), isian, ()
    return _added([one.kode for one in isian]), isian, ()


def _ratio_of_months(rng: random.Random, prefix: str) -> Shape:
    """A ratio in which each number, and a computed name, goes over the months in its own way."""
    names = [f"{prefix}_{one}" for one in ("hadir", "pegawai", "hari")]
    isian = tuple(Bilangan(kode, rng.choice((*OVER_MONTHS, "terakhir"))) for kode in names)
    part = Hitung(f"{prefix}_per_hari", ("/", names[0], names[2]), rng.choice((*OVER_MONTHS, "jumlah")))
    return ("*", ("/", part.kode, names[1]), 100), isian, (part,)


LIMITS = (-20, 0, 0.5, 5, 30, 47.5, 60, 90, 100, 250)
VALUES = (0, 20, 42.5, 60, 80, 100)


def _steps(rng: random.Random) -> tuple[tuple[float, float], ...]:
    """Some of the limits, each with a value, of which one has decimals."""
    limits = sorted(rng.sample(LIMITS, rng.randint(2, 6)))
    values = [42.5, *(rng.choice(VALUES) for _ in limits[1:])]
    return tuple(zip(limits, rng.sample(values, len(values)), strict=True))


def _by_steps(kind: Kind) -> Kind:
    """What a formula comes to, judged by steps."""

    def shape(rng: random.Random, prefix: str) -> Shape:
        tree, isian, computed = kind(rng, prefix)
        return (BY_STEPS, tree, f"{prefix}_nilai", _steps(rng)), isian, computed

    return shape


def _steps_of_months(rng: random.Random, prefix: str) -> Shape:
    """What is done in a month is judged by steps, and the months are then taken together."""
    tree, isian, _ = _flow(rng, prefix)
    judged = (BY_STEPS, tree, f"{prefix}_nilai", _steps(rng))
    part = Hitung(f"{prefix}_bulanan", judged, rng.choice((*OVER_MONTHS, "jumlah")))
    return part.kode, isian, (part,)


KINDS_BY_STEPS: tuple[Kind, ...] = (
    *map(_by_steps, (_flow, _product, _pairs, _change, _state, _mixed, _documents, _survey, _ratio_of_months)),
    _steps_of_months, _steps_of_months,
)  # fmt: skip
"""What is judged by steps."""

KINDS_OVER_MONTHS: tuple[Kind, ...] = (_of_months, _of_months, _ratio_of_months, _state)
"""With numbers that are neither added up nor as they were last."""


def _of_a_list(*measures: str, sign: str) -> Kind:
    """Two counts of one checklist, with documents of every month or without."""

    def shape(rng: random.Random, prefix: str) -> Shape:
        daftar = rng.choice([_list, _monthly_list])(rng, prefix)
        first, second = ((one, daftar.kode) for one in measures)
        tree = (sign, first, second)
        return ("*", tree, 100) if sign == "/" else tree, (daftar,), ()

    return shape


def _of_one_count(measure: str) -> Kind:
    def shape(rng: random.Random, prefix: str) -> Shape:
        daftar = rng.choice([_list, _monthly_list])(rng, prefix)
        return (measure, daftar.kode), (daftar,), ()

    return shape


KINDS_OF_COUNTS: tuple[Kind, ...] = (
    _of_a_list("selesai", "banyak", sign="/"),
    _of_a_list("memenuhi", "banyak", sign="/"),
    _of_a_list("memenuhi", "selesai", sign="+"),
    _of_a_list("banyak", "selesai", sign="-"),
    _of_one_count("selesai"),
    _of_one_count("banyak"),
)
"""What counts the documents that are finished, and all that there are in the year."""


def _growth(rng: random.Random, prefix: str) -> Shape:
    """More or less than last year, against last year."""
    isian = Bilangan(f"{prefix}_ini", rng.choice(("jumlah", "jumlah", "terakhir", *OVER_MONTHS)))
    before = last_year(isian.kode)
    return ("*", ("/", ("-", isian.kode, before), before), 100), (isian,), ()


def _two_years(rng: random.Random, prefix: str) -> Shape:
    """Both years together, or what is between them."""
    akumulasi = rng.choice(("jumlah", "terakhir"))
    isian = tuple(Bilangan(kode, akumulasi) for kode in _names(prefix, rng, 2))
    return (rng.choice("+-"), _added([one.kode for one in isian]), last_year(isian[0].kode)), isian, ()


def _two_ratios(_rng: random.Random, prefix: str) -> Shape:
    isian = (Bilangan(f"{prefix}_baik"), Bilangan(f"{prefix}_semua", "terakhir"))
    names = [one.kode for one in isian]
    return ("-", ("/", *names), ("/", *map(last_year, names))), isian, ()


def _two_products(rng: random.Random, prefix: str) -> Shape:
    """People times days of both years, computed in every month."""
    isian = (Bilangan(f"{prefix}_orang", "terakhir"), Bilangan(f"{prefix}_hari"))
    names, akumulasi = [one.kode for one in isian], rng.choice(("jumlah", *OVER_MONTHS))
    now = Hitung(f"{prefix}_kali", ("*", *names), akumulasi)
    before = Hitung(f"{prefix}_kali_lalu", ("*", *map(last_year, names)), akumulasi)
    return ("*", ("/", now.kode, before.kode), 100), isian, (now, before)


KINDS_OF_LAST_YEAR: tuple[Kind, ...] = (_growth, _growth, _two_years, _two_ratios, _two_products, _flow)
"""What is measured by the year before."""

FACTS = ({"lkjip"}, {"lppd"}, {"renja", "rkt"}, {"renstra"}, frozenset[str]())
"""What a document of the year is; so few that checklists share them."""


def _sharing(kind: Kind) -> Kind:
    """A checklist whose documents may be those of another, by a deadline of its own."""

    def shape(rng: random.Random, prefix: str) -> Shape:
        tree, isian, computed = kind(rng, prefix)
        [daftar] = isian
        facts = iter(rng.sample(FACTS, len(FACTS)))
        monthly = iter([{"bulanan"}])
        butir = (
            replace(one, fakta=frozenset(next(monthly, ()) if one.setiap else next(facts))) for one in daftar.dokumen
        )
        return tree, (replace(daftar, dokumen=tuple(butir)),), computed

    return shape


KINDS_OF_FACTS: tuple[Kind, ...] = (
    *map(_sharing, (_documents, _documents, _count, _count, _monthly_documents, _monthly_count)), _flow,
)  # fmt: skip
"""With documents that several checklists name."""


def _indikator(rng: random.Random, number: int, kind: Kind) -> Indikator:
    """An indikator; the first is valid the whole year, so that no form is without a question."""
    versi = [Versi(*kind(rng, f"i{number}"))]
    begins = rng.randint(2, 8) if number > 1 and rng.random() < 0.3 else None
    if rng.random() < 0.25:
        versi.append(replace(_changed(rng, versi[0]), mulai=_month(rng.randint((begins or 1) + 1, 10))))
    versi[0] = replace(versi[0], mulai=_month(begins) if begins else None)
    versi = _with_targets(rng, versi)
    last = max(int((one.mulai or "0000-01")[5:]) for one in versi)
    ends = rng.randint(last, 12) if number > 1 and rng.random() < 0.25 else None
    return Indikator(f"UM-{number}", tuple(versi), _month(ends) if ends else None, "satuan")


def _month(number: int) -> str:
    return f"{TAHUN}-{number:02d}"


def _changed(rng: random.Random, versi: Versi) -> Versi:
    """A later version: a number more in a sum, or one less; or a document more; or only another weight."""
    tree, isian = versi.formula, versi.isian
    if versi.is_of_documents:
        [daftar] = isian
        more = Dokumen("dok_baru", rng.choice([(6, 15), (9, 30), (12, 31)]))
        if daftar.dokumen[-1].setiap:
            more = Dokumen("bulanan_baru", setiap=10)
        return replace(versi, isian=(replace(daftar, dokumen=(*daftar.dokumen, more)),))
    if not versi.hitung and all(isinstance(one, Bilangan) for one in isian) and not _is_judged(tree):
        if len(isian) > 1 and rng.random() < 0.4:
            return replace(versi, formula=_added([one.kode for one in isian[:-1]]), isian=isian[:-1])
        more = replace(isian[0], kode=f"{isian[0].kode}_baru")
        return replace(versi, formula=("+", tree, more.kode), isian=(*isian, more))
    if tree[0] == BY_STEPS and rng.random() < 0.5:
        return replace(versi, formula=(*tree[:3], _steps(rng)))
    return replace(versi, formula=("*", tree, Fraction(1, 2)))


def _is_judged(tree: Tree) -> bool:
    """Whether it is a ratio, or counts by steps."""
    return "/" in str(tree) or BY_STEPS in str(tree)


# --- what the office decides -----------------------------------------------------------------------------------------


def _with_targets(rng: random.Random, versi: Sequence[Versi]) -> list[Versi]:
    """Sometimes the decree has a target, which may change with the version, or says that less or just that is best."""
    chance = rng.random()
    arah = "stabil" if chance < 0.07 else "turun" if chance < 0.2 else "naik"
    decreed = rng.random() < 0.3
    return [
        replace(one, arah=arah, target=_target(rng, [replace(one, arah=arah)]) if decreed else None) for one in versi
    ]


def _target(rng: random.Random, versi: Sequence[Versi]) -> Any:
    """A target of any form that is allowed for all versions."""
    one = versi[-1]
    if nature(one) == "dokumen":
        return rng.choice([rng.randint(0, 4), {"tetap": rng.randint(1, 4)}, {"jadwal": _schedule(rng, 2)}])
    of_ratio = nature(one) == "keadaan" and ("/" in str(one.formula) or "nrr" in str(one.formula))
    most = rng.choice([20, 80, 82.5, 95, 100] if of_ratio else [12, 40, 120, 300])
    forms: list[Any] = [most, most, 0, {"tetap": most}]
    if not one.is_of_documents and all(each.arah == "naik" for each in versi):
        forms.append({"dari": most, "sampai": most + rng.randint(1, 30)})
    if nature(one) == "arus":
        forms += [{"bulan": rng.randint(0, 30)}, {"jadwal": _schedule(rng, 60)}, {"triwulan": _parts(rng, 4)}]
        forms.append({"semester": _parts(rng, 2)})
    elif not of_ratio and one.is_state:
        forms.append({"jadwal": _schedule(rng, 20)})
    return rng.choice(forms)


def _parts(rng: random.Random, count: int) -> list[int]:
    return [rng.choice([0, 10, 30, 45]) for _ in range(count)]


def _schedule(rng: random.Random, most: int) -> dict[str, int]:
    months = sorted(rng.sample(range(1, 13), rng.randint(1, 3)))
    return {_month(one): rng.randint(1, most) for one in months}


def _aturan(rng: random.Random, indikator: Sequence[Indikator], targets: Mapping[str, Any]) -> Aturan:
    """Sometimes no cap or that of 100; for some less, or just the target, is better, where no target is a range."""
    decreed = {one.kode: [versi.target for versi in one.versi] for one in indikator}
    free = [kode for kode in decreed if "dari" not in f"{decreed[kode]} {targets.get(kode)}"]
    arah = {kode: rng.choice(["naik", "turun", "naik", "stabil"]) for kode in free if rng.random() < 0.15}
    return Aturan(rng.choice([120, 120, 100, None]), arah=arah)


# --- what was typed --------------------------------------------------------------------------------------------------


def _form(
    rng: random.Random, chances: Mapping[str, float], indikator: Sequence[Indikator], month: Periode, excused: bool
) -> Form:
    """What was typed in the month; an excused one seldom came."""
    if rng.random() < (0.9 if excused else chances.get("missing", 0)):
        return None
    form: dict[str, Any] = {}
    for one in indikator:
        if (one.mulai or "") <= month <= (one.sampai or "9999"):
            for isian in one.at(month).isian:
                form |= _typed(rng, chances, isian, month)
            _tb_in_both(rng, form)
    _ask_once(rng, chances, indikator, month, form)
    asks_only_surveys = not any("." in kode or not kode.endswith("_survei") for kode in form)
    return None if asks_only_surveys and not any(form.values()) else form  # such a form is one that nobody filled


def _typed(rng: random.Random, chances: Mapping[str, float], isian: Any, month: Periode) -> dict[str, Any]:
    if isinstance(isian, Daftar):
        return {kode: value for one in isian.dokumen for kode, value in _of_document(rng, chances, isian, one, month)}
    usual = _rows(rng, isian) if isinstance(isian, Survei) else _number(rng, isian)
    return {isian.kode: _spoilt(rng, chances, usual)}


def _spoilt(rng: random.Random, chances: Mapping[str, float], usual: Any) -> Any:
    roll = rng.random()
    for what, value in (("tb", TB), ("blank", None), ("wrong", WRONG)):
        roll -= chances.get(what, 0)
        if roll < 0:
            return value
    return usual


def _tb_in_both(rng: random.Random, form: dict[str, Any]) -> None:
    """Mostly a kind that does not apply is TB in both its figures, as it should be."""
    for jumlah in [kode for kode in form if kode.endswith("_jumlah")]:
        tepat = jumlah.removesuffix("_jumlah") + "_tepat"
        if TB in (form[jumlah], form[tepat]) and rng.random() < 0.95:
            form[jumlah] = form[tepat] = TB


def _ask_once(
    rng: random.Random,
    chances: Mapping[str, float],
    indikator: Sequence[Indikator],
    month: Periode,
    form: dict[str, Any],
) -> None:
    """Of a fact nothing is typed but under the first checklist that names it, and the mutu under the first with one."""
    valid = [one for one in indikator if (one.mulai or "") <= month <= (one.sampai or "9999")]
    for daftar in (daftar for one in valid for daftar in one.at(month).lists.values()):
        for one in (one for one in daftar.all_dokumen if one.fakta and one.month in (None, month.last_day.month)):
            together = asked_together(indikator, daftar, one, month)
            cells = [f"{other.kode}.{each.kode}" for other, each in together]
            rated = [f"{other.kode}.{each.kode}" for other, each in together if other.mutu]
            for cell in cells[1:]:
                form.pop(f"{cell}.selesai", None)
            for cell in rated:
                form.pop(f"{cell}.mutu", None)
            if rated and isinstance(form[f"{cells[0]}.selesai"], dt.date):
                answered = rng.random() >= 2 * chances.get("blank", 0)
                form[f"{rated[0]}.mutu"] = rng.choice(["Ya", "Ya", "Tidak"]) if answered else None


def _number(rng: random.Random, isian: Bilangan) -> Any:
    if rng.random() < 0.15:
        return 0
    return rng.randint(0, 40) if isian.bulat else rng.randint(0, 400) / 10


def _rows(rng: random.Random, isian: Survei) -> list[list[int | None]]:
    """Scores of some respondents, each unsur answered by the first of them."""
    lowest, highest = isian.skala
    first = [rng.randint(lowest, highest) for _ in isian.unsur]
    rest = [[rng.choice([*range(lowest, highest + 1), None]) for _ in isian.unsur] for _ in range(rng.randint(0, 4))]
    return [first, *rest]


def _of_document(
    rng: random.Random, chances: Mapping[str, float], daftar: Daftar, one: Dokumen, month: Periode
) -> Iterator[tuple[str, Any]]:
    """A date now and then, never of the future and never too early; then Ya or Tidak."""
    day, often, batas = None, 0.25, day_of(TAHUN, one.batas)
    if one.setiap:
        often, batas = 0.9, day_of(TAHUN, (month.last_day.month, one.setiap))
    if rng.random() < often:
        day = _spoilt(rng, chances, _day(rng, batas, month, rng.random() < chances.get("wrong", 0)))
    yield f"{daftar.kode}.{one.kode}.selesai", day
    if daftar.mutu:
        answered = rng.choice(["Ya", "Ya", "Tidak"]) if rng.random() >= 2 * chances.get("blank", 0) else None
        yield f"{daftar.kode}.{one.kode}.mutu", answered if isinstance(day, dt.date) else None


def _day(rng: random.Random, batas: dt.date, month: Periode, wrong: bool) -> dt.date | None:
    """A day on which the document may have been finished, if there is one; or one too early or still to come."""
    if wrong:
        return rng.choice([month.last_day + dt.timedelta(days=3), batas - dt.timedelta(days=400)])
    earliest = max(batas - dt.timedelta(days=330), month.first_day - dt.timedelta(days=40))
    days = (month.last_day - earliest).days
    return earliest + dt.timedelta(days=rng.randint(0, days)) if days >= 0 else None


# --- as the application reads it -------------------------------------------------------------------------------------


def katalog_toml(rng: random.Random, indikator: Sequence[Indikator]) -> str:
    """The catalogue's one file, ``umum.toml``."""
    head = f'kode = "{JABATAN}"\nurutan = 1\nnama = "Kepala Subbagian Umum"\ntugas = ["Mengelola kantor."]\n'
    return head + "".join(f"\n{_of_indikator(rng, one)}" for one in indikator)


def _of_indikator(rng: random.Random, one: Indikator) -> str:
    base = one.versi[0]
    lines = [
        "[[indikator]]", f'kode = "{one.kode}"', f'singkat = "Indikator {one.kode}"', 'kinerja = "Tertibnya kantor"',
        f'indikator = "Bunyi {one.kode}"', f'penjelasan = "Penjelasan {one.kode}"', 'sumber_data = ["Register"]',
        f'satuan = "{one.satuan}"', *_time(one), *_of_versi(rng, base, "indikator"),
    ]  # fmt: skip
    for versi in one.versi[1:]:
        lines += ["", "[[indikator.versi]]", f'berlaku_mulai = "{versi.mulai}"']
        lines += _of_versi(rng, versi, "indikator.versi")
    return "\n".join(lines) + "\n"


def _time(one: Indikator) -> list[str]:
    spans = (("berlaku_mulai", one.mulai), ("berlaku_sampai", one.sampai))
    return [f'{key} = "{month}"' for key, month in spans if month]


def _of_versi(rng: random.Random, versi: Versi, table: str) -> list[str]:
    lines = [f'rumus = "{_rounded(versi)}"']
    lines += [f'sifat = "{versi.sifat}"'] if versi.sifat else []
    lines += [f'arah = "{versi.arah}"'] if versi.arah != "naik" else []
    lines += [f"target = {_toml(versi.target)}"] if versi.target is not None else []
    for _, _, kode, steps in _judged(versi):
        lines += ["", f"[[{table}.skala]]", f'kode = "{kode}"', f'label = "Skala {kode}"']
        lines += [f"langkah = [{', '.join(f'{{ dari = {limit}, nilai = {value} }}' for limit, value in steps)}]"]
    for isian in versi.isian:
        lines += ["", f"[[{table}.isian]]", *_of_isian(isian)]
    for part in versi.hitung:
        lines += ["", f"[[{table}.hitung]]", f'kode = "{part.kode}"', f'label = "Hitung {part.kode}"']
        lines += ['satuan = "satuan"', f'rumus = "{as_text(part.formula)}"', f'akumulasi = "{part.akumulasi}"']
    return [*lines, "", f"[[{table}.contoh]]", *_contoh(rng, versi)]


def _judged(versi: Versi) -> list[Tree]:
    """What of its formulas counts by steps."""
    trees = [versi.formula, *(part.formula for part in versi.hitung)]
    inner = [tree[1] if isinstance(tree, tuple) and tree[0] == "*" else tree for tree in trees]
    return [tree for tree in inner if isinstance(tree, tuple) and tree[0] == BY_STEPS]


def _of_isian(isian: Any) -> list[str]:
    lines = [f'kode = "{isian.kode}"', f'label = "Isian {isian.kode}"']
    if isinstance(isian, Bilangan):
        lines += ['satuan = "satuan"', f'akumulasi = "{isian.akumulasi}"']
        return lines + ([] if isian.bulat else ["bulat = false"])
    if isinstance(isian, Survei):
        weights = [f", bobot = {float(one):g}" for one in isian.bobot] or [""] * len(isian.unsur)
        unsur = ", ".join(
            f'{{ kode = "{one}", label = "Unsur {one}"{bobot} }}'
            for one, bobot in zip(isian.unsur, weights, strict=True)
        )
        return [*lines, 'jenis = "survei"', f"unsur = [{unsur}]", f"skala = {[*isian.skala]}"]
    butir = [f"  {{ {_of_dokumen(one)} }}," for one in isian.dokumen]
    return [*lines, 'jenis = "daftar_dokumen"', f"mutu = {str(isian.mutu).lower()}", "butir = [", *butir, "]"]


def _of_dokumen(one: Dokumen) -> str:
    month, day = one.batas
    batas = f"tiap tanggal {one.setiap}" if one.setiap else f"{day} {BULAN[month - 1]}"
    fakta = f", fakta = {_listed(sorted(one.fakta))}" if one.fakta else ""
    return f'kode = "{one.kode}", label = "Dokumen {one.kode}", batas = "{batas}"{fakta}'


def _listed(facts: Sequence[str]) -> str:
    """One fact as a text, several as a list."""
    texts = [f'"{fact}"' for fact in facts]
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def as_text(tree: Tree) -> str:
    """A formula as the catalogue writes it."""
    if not isinstance(tree, tuple):
        return tree if isinstance(tree, str) else f"{float(tree):g}"
    if tree[0] == BY_STEPS:
        return f"skala({as_text(tree[1])}, {tree[2]})"
    if len(tree) == 2:
        return f"{tree[0]}({tree[1]})"
    left, right = (
        f"({as_text(part)})" if isinstance(part, tuple) and len(part) == 3 else as_text(part) for part in tree[1:]
    )
    return f"{left} {tree[0]} {right}"


def _rounded(versi: Versi) -> str:
    """The formula of a version; a nilai of a survey is a rounded number, which the catalogue says of each."""
    text = as_text(versi.formula)
    return f"bulat({text}, 2)" if "nrr(" in text else text


def _contoh(rng: random.Random, versi: Versi) -> list[str]:
    """An example of the version: numbers that divide by nothing of zero, one document in time, one respondent."""
    if versi.is_of_documents:
        [daftar] = versi.isian
        one = next(daftar.all_dokumen)
        cells = f"selesai = {day_of(TAHUN, one.batas)}" + (', mutu = "Ya"' if daftar.mutu else "")
        numbers = {
            "memenuhi": 1,
            "selesai": 1,
            "jatuh_tempo": len(daftar.dokumen),
            "banyak": len([*daftar.all_dokumen]),
        }
        counts = {(measure, daftar.kode): Fraction(number) for measure, number in numbers.items()}
        hasil = evaluate(versi.formula, counts)
        return [
            f'periode = "{TAHUN}-12"',
            f"isian.{daftar.kode}.{one.kode} = {{ {cells} }}",
            f"hasil = {float(hasil)!r}",
        ]
    if isinstance(versi.isian[0], Survei):
        survei = versi.isian[0]
        score = rng.randint(*survei.skala)
        hasil = evaluate(versi.formula, {("nrr", survei.kode): Fraction(score)})
        return [f"isian.{survei.kode} = [{[score] * len(survei.unsur)}]", f"hasil = {float(hasil)!r}"]
    return _contoh_of_numbers(rng, versi)


def _contoh_of_numbers(rng: random.Random, versi: Versi) -> list[str]:
    values: dict[Any, Any] = {one.kode: Fraction(rng.randint(20, 40)) for one in versi.isian}
    typed = ", ".join(f"{kode} = {value}" for kode, value in values.items())
    used = {name for tree in (versi.formula, *(part.formula for part in versi.hitung)) for name in leaves(tree)}
    before = {one.kode: Fraction(rng.randint(20, 40)) for one in versi.isian if last_year(one.kode) in used}
    values |= {last_year(kode): value for kode, value in before.items()}
    typed_before = ", ".join(f"{kode} = {value}" for kode, value in before.items())
    values |= {part.kode: evaluate(part.formula, values) for part in versi.hitung}
    hasil = evaluate(versi.formula, values)
    assert hasil != DIV0 and leaves(versi.formula)
    of_last_year = [f"tahun_lalu = {{ {typed_before} }}"] if before else []
    return [f"isian = {{ {typed} }}", *of_last_year, f"hasil = {float(hasil)!r}"]


def iki_toml(kantor: Kantor) -> str:
    """The office's settings."""
    lines = ["[unit]", f'kode = "{kantor.kode}"', 'nama = "Kelurahan Contoh"', 'kabupaten = "Kota Contoh"']
    lines += ['tempat = "Contoh"', *([f'mulai = "{kantor.mulai}"'] if kantor.mulai else [])]
    for jabatan, month in sorted(kantor.pengecualian):
        lines += ["", "[[pengecualian]]", f'jabatan = "{jabatan}"', f'periode = "{month}"', 'alasan = "Jabatan kosong"']
        lines += ['oleh = "Lurah Contoh"']
    lines += ["", "[target]", *(f"{kode} = {_toml(value)}" for kode, value in kantor.target.items())]
    lines += ["", "[aturan]", f"batas_capaian = {kantor.aturan.batas or 0}"]
    lines += ["", "[aturan.arah]", *(f'{kode} = "{arah}"' for kode, arah in kantor.aturan.arah.items())]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_toml(part)}" for key, part in value.items()) + " }"
    return f"[{', '.join(map(_toml, value))}]" if isinstance(value, list) else str(value)


def _key(key: str) -> str:
    return key if key.isalpha() else f'"{key}"'
