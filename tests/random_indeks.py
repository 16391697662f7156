"""Random years with an indeks beside the indikator that it is made of, and what it must come to by the rules alone."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

from iki_excel.words.periods import Periode
from tests.independent import (
    DIV0,
    TB,
    Indikator,
    Kantor,
    Row,
    Tahun,
    Tree,
    Versi,
    capaian,
    evaluate,
    leaves,
    predikat,
    target_of,
)
from tests.random_years import JABATAN, TAHUN, Year, as_text, iki_toml, random_year

KODE = "IND-1"
WITHOUT_RESULT = ("belum_masuk", "salah_isi", "belum_lengkap", "pembagi_nol")


@dataclass(frozen=True)
class Bagian:
    """A part: the code in the rumus, the indikator, and whether its capaian or its realisasi is meant."""

    nama: str
    dari: str
    ukuran: str


@dataclass(frozen=True)
class Indeks:
    """An indeks with its parts, its target, and its first and last month."""

    formula: Tree
    bagian: tuple[Bagian, ...]
    target: Any = None
    mulai: str | None = None
    sampai: str | None = None

    @property
    def tahun(self) -> Indikator:
        """As an indikator with a target, which is due as that of any keadaan."""
        return Indikator(KODE, (Versi(self.formula, (), target=self.target, sifat="keadaan"),), self.sampai, "satuan")


@dataclass(frozen=True)
class YearOfIndeks(Year):
    """A year of which one indikator is an indeks of some others."""

    indeks: Indeks | None = None

    @property
    def expected(self) -> list[Row]:
        """What is to be reported of every indikator, and of the indeks."""
        others = super().expected
        assert self.indeks is not None
        return [*others, *rows_of(self.indeks, others, self.kantor)]


# --- what it must come to --------------------------------------------------------------------------------------------


def rows_of(indeks: Indeks, others: Sequence[Row], kantor: Kantor) -> list[Row]:
    """What is to be reported of an indeks, by the results of the others."""
    by_place = {(row.indikator, row.periode): row for row in others}
    first = max(filter(None, (f"{TAHUN}-01", kantor.mulai, indeks.mulai)))
    rows: list[Row] = []
    for month in Periode(str(TAHUN)).months:
        if month < first:
            continue
        if indeks.sampai and month > indeks.sampai:
            rows += [replace(rows[-1], periode=month, realisasi_bulan=None)] if rows else []
        else:
            rows.append(_row(indeks, {one: by_place[one.dari, month] for one in indeks.bagian}, kantor, month))
    return rows


def _row(indeks: Indeks, parts: Mapping[Bagian, Row], kantor: Kantor, month: Periode) -> Row:
    of_month = _value(indeks, {one.nama: _told(one, row, row.realisasi_bulan) for one, row in parts.items()})
    told = {one: _told(one, row, row.realisasi) for one, row in parts.items()}
    value = _value(indeks, {one.nama: number for one, number in told.items()})
    part, whole, is_due = target_of(Tahun(indeks.tahun, kantor, {}), indeks.tahun.versi[0], month)
    status = _status([(row, told[one]) for one, row in parts.items()], value, is_due=is_due)
    so_far = _number(value) if status in ("lengkap", "sebagian") or not is_due else None
    so_far = so_far if not any(row.status in WITHOUT_RESULT for row in parts.values()) else None
    reached = capaian(so_far, part, "naik", kantor.aturan)
    verdict = predikat(reached, kantor.aturan) if status == "lengkap" else None
    return Row(
        month, KODE, _number(of_month), so_far, part, whole, reached, verdict, status, JABATAN, kantor.kode, "satuan"
    )


def _told(part: Bagian, row: Row, realisasi: Any) -> Any:
    """What counts of a part: TB where it does not apply; a capaian is always so far."""
    if row.status == "tidak_berlaku":
        return TB
    return row.capaian if part.ukuran == "capaian" else realisasi


def _value(indeks: Indeks, numbers: Mapping[str, Any]) -> Any:
    if None in numbers.values():
        return None
    return TB if TB in numbers.values() else evaluate(indeks.formula, numbers)


def _number(value: Any) -> Fraction | None:
    return value if isinstance(value, Fraction) else None


def _status(parts: Sequence[tuple[Row, Any]], value: Any, *, is_due: bool) -> str:
    """What stands first of all that could be said."""
    awaited = any(row.status in WITHOUT_RESULT for row, _ in parts)
    unmeasured = any(row.status in ("lengkap", "sebagian") and number is None for row, number in parts)
    said = (
        (awaited or unmeasured, "belum_lengkap"),
        (any(row.status == "belum_jatuh_tempo" and number is None for row, number in parts), "belum_jatuh_tempo"),
        (value == DIV0, "pembagi_nol"),
        (value == TB, "tidak_berlaku"),
        (not is_due, "belum_jatuh_tempo"),
        (any(row.berlubang for row, _ in parts), "sebagian"),
    )
    return next((status for holds, status in said if holds), "lengkap")


# --- a year ----------------------------------------------------------------------------------------------------------


def random_year_of_indeks(rng: random.Random) -> YearOfIndeks:
    """A year of some indikator, and an indeks of one to three of them in the months in which all are valid."""
    year = random_year(rng)
    chosen = rng.sample(year.indikator, min(len(year.indikator), rng.randint(1, 3)))
    mulai = max((one.mulai for one in chosen if one.mulai), default=None)
    sampai = min((one.sampai for one in chosen if one.sampai), default=None)
    if mulai and sampai and mulai > sampai:
        chosen = chosen[:1]
        mulai, sampai = chosen[0].mulai, chosen[0].sampai
    bagian = tuple(
        Bagian(f"bagian_{number}", one.kode, rng.choice(["capaian", "realisasi"]))
        for number, one in enumerate(chosen, 1)
    )
    indeks = Indeks(_formula(rng, [one.nama for one in bagian]), bagian, _target(rng), mulai, sampai)
    targets = {**year.kantor.target, **({KODE: _target(rng)} if rng.random() < 0.5 else {})}
    kantor = replace(year.kantor, target={kode: target for kode, target in targets.items() if target is not None})
    own = {one.name: getattr(year, one.name) for one in fields(Year)}
    own |= {"kantor": kantor, "katalog_toml": year.katalog_toml + _toml(indeks), "iki_toml": iki_toml(kantor)}
    return YearOfIndeks(**own, indeks=indeks)


def _formula(rng: random.Random, names: Sequence[str]) -> Tree:
    tree: Tree = names[0]
    for name in names[1:]:
        sign = rng.choice("++-*/")
        tree = (sign, tree, ("*", Fraction(1, 2), name) if rng.random() < 0.5 else name)
    return ("/", tree, len(names)) if rng.random() < 0.5 else tree


def _target(rng: random.Random) -> Any:
    return rng.choice([None, 0, 90, {"tetap": 75}, {"dari": 60, "sampai": 95}])


def _toml(indeks: Indeks) -> str:
    """The indeks as the catalogue of the year says it, in the same file."""
    spans = {"berlaku_mulai": indeks.mulai, "berlaku_sampai": indeks.sampai}
    lines = [
        "", "[[indikator]]", f'kode = "{KODE}"', 'singkat = "Indeks"', 'kinerja = "Kinerja"', 'indikator = "Indeks"',
        'penjelasan = "Dari yang lain"', 'sumber_data = ["Rekap"]', 'satuan = "satuan"',
        f'rumus = "{as_text(indeks.formula)}"', *(f'{key} = "{month}"' for key, month in spans.items() if month),
    ]  # fmt: skip
    if isinstance(indeks.target, dict):
        lines += [f"target = {{ {', '.join(f'{key} = {value}' for key, value in indeks.target.items())} }}"]
    elif indeks.target is not None:
        lines += [f"target = {indeks.target}"]
    for one in indeks.bagian:
        lines += ["", "[[indikator.isian]]", f'kode = "{one.nama}"', 'jenis = "indikator"', f'dari = "{one.dari}"']
        lines += [f'ukuran = "{one.ukuran}"']
    values = {name: Fraction(number) for number, name in enumerate(dict.fromkeys(leaves(indeks.formula)), 2)}
    given = ", ".join(f"{name} = {number}" for name, number in values.items())
    return "\n".join(
        [*lines, "", "[[indikator.contoh]]", f"isian = {{ {given} }}",
         f"hasil = {float(evaluate(indeks.formula, values))!r}", ""]
    )  # fmt: skip
