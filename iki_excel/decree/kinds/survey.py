"""A survey of satisfaction (SKM): a row a respondent, a column an unsur, scores 1 to 4 or of another scale."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.decree.fields import SCORE, Slot, scale_of, scale_words
from iki_excel.decree.fields.score import FEW_SCORES, HIGHEST, LONGEST_SCALE, LOWEST
from iki_excel.decree.kinds.kind import Isian, Kind, Misfit, Part, group
from iki_excel.decree.toml import Table
from iki_excel.language.cells import BLANK, Average, Condition, Count, Expression, If, Name, Sum
from iki_excel.language.formula import Measure
from iki_excel.words import bahasa

PROFILES: dict[str, tuple[tuple[str, str], ...]] = {
    "permenpanrb-14-2017": (
        ("persyaratan", "Persyaratan"),
        ("prosedur", "Sistem, Mekanisme, dan Prosedur"),
        ("waktu", "Waktu Penyelesaian"),
        ("biaya", "Biaya/Tarif"),
        ("produk", "Produk Spesifikasi Jenis Pelayanan"),
        ("kompetensi", "Kompetensi Pelaksana"),
        ("perilaku", "Perilaku Pelaksana"),
        ("pengaduan", "Penanganan Pengaduan, Saran, Masukan"),
        ("sarana", "Sarana dan Prasarana"),
    ),
    "permenpanrb-16-2014": (
        ("persyaratan", "Persyaratan"),
        ("prosedur", "Prosedur"),
        ("waktu", "Waktu Pelayanan"),
        ("biaya", "Biaya/Tarif"),
        ("produk", "Produk Spesifikasi Jenis Pelayanan"),
        ("kompetensi", "Kompetensi Pelaksana"),
        ("perilaku", "Perilaku Pelaksana"),
        ("maklumat", "Maklumat Pelayanan"),
        ("pengaduan", "Penanganan Pengaduan, Saran, Masukan"),
    ),
}

LONGEST_OF_SCALE = 20
"""Letters of the kode of a survey with many scores, whose formulas speak of its sheet more often."""

WHOLES = (Decimal(1), Decimal(100))
"""What the weights of all unsur come to: parts of one, or of a hundred."""

NILAI_OF_NRR = 25
"""The nilai of a survey is its NRR tertimbang times this."""

MUTU_PELAYANAN = (
    (88.31, "A", "Sangat Baik"),
    (76.61, "B", "Baik"),
    (65.0, "C", "Kurang Baik"),
    (25.0, "D", "Tidak Baik"),
)
"""Lower limits of the SKM's nilai (PermenPANRB 14/2017), applied to the nilai rounded half up to two decimals."""


def _expand(table: Table) -> Isian:
    kode = table.kode()
    taken = sheet_names.OF_FORM + sheet_names.OF_EXCEL
    if sheet_names.is_among(sheet_names.of_survey(kode), taken) or len(kode) > sheet_names.LONGEST:
        raise table.refuse(
            f"kode survei “{kode}” menjadi nama lembar: paling panjang {sheet_names.LONGEST} huruf, dan bukan "
            "“isian”, “petunjuk”, “perbaikan” atau “history”."
        )
    lowest, highest = _scale(table)
    slots = tuple(
        Slot(
            kode=f"{kode}.{name}",
            isian=kode,
            label=label,
            satuan=f"skor {lowest}–{highest}",
            field=SCORE,
            akumulasi="jumlah",
            minimum=float(lowest),
            maksimum=float(highest),
            blok=True,
            bobot=bobot,
        )
        for name, label, bobot in _items(table)
    )
    return Isian(
        kode=kode,
        jenis=SURVEY.nama,
        label=table.text("label"),
        slots=slots,
        petunjuk=table.text("petunjuk", ""),
        pendukung=table.take("pendukung", bool, False),
        populasi=table.text("populasi", None),
    )


def _scale(table: Table) -> tuple[int, int]:
    """The lowest and the highest score."""
    ends = table.take("skala", list, [LOWEST, HIGHEST])
    if len(ends) != 2 or not all(type(end) is int for end in ends):
        example = table.manner.write("[1, 5]", "1–5")
        told = f"{table.manner.key('skala')} harus dua bilangan bulat, skor terendah dan tertinggi, misalnya {example}."
        raise table.refuse(told, "skala")
    lowest, highest = ends
    if not 0 <= lowest < highest < lowest + LONGEST_SCALE:
        raise table.refuse(
            f"skala {table.manner.write(f'[{lowest}, {highest}]', f'{lowest}–{highest}')} tidak dapat dipakai: skor "
            f"terendah dahulu, tidak kurang dari 0, dan paling banyak {LONGEST_SCALE} skor, misalnya "
            f"{table.manner.write('[1, 5] atau [0, 10]', '1–5 atau 0–10')}.",
            "skala",
        )
    kode = table.data.get("kode", "")
    if highest - lowest >= FEW_SCORES and len(kode) > LONGEST_OF_SCALE:
        raise table.refuse(
            f"kode survei “{kode}” terlalu panjang untuk skala [{lowest}, {highest}]: paling banyak {LONGEST_OF_SCALE} "
            f"huruf bila skornya lebih dari {FEW_SCORES}."
        )
    return lowest, highest


def has_usual_scale(isian: Isian) -> bool:
    """Whether its scores are those of PermenPANRB 14/2017, to which the bands of its nilai belong."""
    return scale_of(isian.slots[0]) == range(LOWEST, HIGHEST + 1)


def _items(table: Table) -> list[tuple[str, str, float | None]]:
    own = table.tables("unsur", [])
    profile = table.choice("profil", [*PROFILES], None)
    if bool(own) == bool(profile):
        raise table.refuse(
            table.manner.write(
                f"tulis salah satu: unsur = [{{ kode = …, label = … }}], atau profil ({', '.join(PROFILES)}).",
                "tulis salah satu: unsurnya di lembar Butir, atau kolom “Profil unsur”.",
            )
        )
    if profile:
        return [(kode, label, None) for kode, label in PROFILES[profile]]
    weights = _weights(table, [item.take("bobot", float, None) for item in own])
    items = [(item.kode(), item.text("label"), bobot) for item, bobot in zip(own, weights, strict=True)]
    for item in own:
        item.done()
    return items


def _weights(table: Table, written: Sequence[float | None]) -> list[float | None]:
    """How much of the whole each unsur weighs; None where nothing is said, and all weigh the same."""
    said = [bobot for bobot in written if bobot is not None]
    if not said:
        return [None] * len(written)
    if len(said) < len(written) or min(said) <= 0:
        raise table.refuse("tulis bobot pada semua unsur, masing-masing di atas 0, atau tidak pada satu pun.")
    exact = [Decimal(str(bobot)) for bobot in said]
    whole = sum(exact)
    if whole not in WHOLES:
        raise table.refuse(
            f"bobot unsur berjumlah {bahasa.number(float(whole), 10)}, padahal harus 1 atau 100. Periksa bobotnya."
        )
    return [float(bobot / whole) for bobot in exact]


def _misfits(isian: Isian, value: Any) -> Iterator[Misfit]:
    """Respondents who do not answer each unsur once, and scores that are none."""
    not_rows = f"nilainya harus baris responden, masing-masing {len(isian.slots)} skor."
    if not isinstance(value, list) or not value:
        yield Misfit(not_rows)
        return
    scale = scale_of(isian.slots[0])
    for number, row in enumerate(value):
        if not isinstance(row, list) or len(row) != len(isian.slots):
            yield Misfit(not_rows, (number,))
        elif not all(score == "" or (type(score) is int and score in scale) for score in row):
            told = f"skor harus {scale_words(scale[0], scale[-1])}, atau “” untuk jawaban kosong."
            yield Misfit(told, (number,))


def _example(isian: Isian, value: Any) -> Mapping[str, float]:
    columns = {}
    for slot, scores in zip(isian.slots, zip(*value, strict=True), strict=True):
        given = [score for score in scores if score != ""]
        columns[slot.kode], columns[f"{slot.kode}.banyak"] = float(sum(given)), float(len(given))
    return columns


# --- the measure -----------------------------------------------------------------------------------------------------

NRR, WEIGHTED = "nrr_unsur", "nrr_bobot"


def is_weighted(isian: Isian) -> bool:
    """Whether its unsur have weights of their own."""
    return any(slot.bobot is not None for slot in isian.slots)


_TOTAL, _COUNT = Name("jumlah"), Name("banyak")
_MEAN = If(_COUNT > 0, _TOTAL / _COUNT, BLANK)
"""The sum of scores by their number; none where nobody answered."""


def _parts(isian: Isian) -> tuple[Part, ...]:
    """The NRR of each unsur and, where it has a weight, so much of it."""
    means = [Part(NRR, "NRR per unsur", slot.kode, _MEAN, _names_of(slot)) for slot in isian.slots]
    weighted = [
        Part(WEIGHTED, "NRR × bobot", slot.kode, _weighing(slot.bobot), _names_of(slot))
        for slot in isian.slots
        if slot.bobot is not None
    ]
    return (*means, *weighted)


def _names_of(slot: Slot) -> tuple[tuple[str, str], ...]:
    return (_TOTAL.name, slot.kode), (_COUNT.name, f"{slot.kode}.banyak")


@functools.cache
def _weighing(bobot: float) -> Expression:
    """The mean times its weight; the same object for all unsur of one weight, which thereby are computed together."""
    return If(_COUNT > 0, _TOTAL / _COUNT * bobot, BLANK)


def _weighted_mean(isian: Isian) -> Expression:
    """NRR tertimbang: where every unsur weighs the same (PermenPANRB 14/2017), it is their mean."""
    if is_weighted(isian):
        return Sum(Name(group(WEIGHTED, isian.kode)))
    return Average(Name(group(NRR, isian.kode)))


def _is_answered(isian: Isian) -> Condition:
    return Count(Name(group(NRR, isian.kode))).equals(len(isian.slots))


SURVEY = Kind(
    "survei",
    _expand,
    _example,
    {"nrr": Measure(_weighted_mean, _is_answered, lambda label: f"NRR tertimbang ({label})", decimals=True)},
    _parts,
    _misfits,
)
