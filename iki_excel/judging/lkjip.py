"""What the yearly report (LKjIP) and the appraisal of officials (SKP) say of each indikator, as tables."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Indikator
from iki_excel.decree.fields import TIDAK_BERLAKU
from iki_excel.decree.sifat import is_ratio
from iki_excel.judging.batch import Batch
from iki_excel.judging.scoring import LENGKAP, SEBAGIAN
from iki_excel.judging.scoring.status import BELUM_JATUH_TEMPO
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode

LKJIP_COLUMNS = ["kode", "jabatan", "sasaran", "kinerja", "indikator", "satuan", "realisasi_lalu", "kalimat"]
"""A row an indikator. ``sasaran``: what it serves, as the decree says it. ``realisasi_lalu``: the realisasi of the year
before, where it was complete. ``kalimat``: target, realisasi and capaian in one factual sentence."""

SKP_COLUMNS = ["jabatan", "kode", "rencana", "aspek", "indikator", "target", "realisasi"]
"""A row an indikator, in the words that are pasted: ``rencana`` is the rencana hasil kerja; target and realisasi have
their satuan, and are "" where there is none."""

KUANTITAS, KUALITAS, WAKTU = "kuantitas", "kualitas", "waktu"
"""Of what an indikator tells; a decree of these says nothing of cost (biaya)."""


def of_year(batch: Batch, before: pd.DataFrame | None = None) -> pd.DataFrame:
    """What a batch says of each indikator (LKJIP_COLUMNS), in the order of the catalogue. ``before``: the results of
    the same periode a year before (HASIL_COLUMNS), where there are any."""
    told = [_row(row, _version(batch, row), batch.periode) for row in batch.hasil.to_dict("records")]
    table = pd.DataFrame(told, columns=[name for name in LKJIP_COLUMNS if name != "realisasi_lalu"])
    return table.assign(realisasi_lalu=table["kode"].map(_complete(before)).astype(float))[LKJIP_COLUMNS]


def of_officials(batch: Batch) -> pd.DataFrame:
    """What a batch says of each indikator for the SKP (SKP_COLUMNS), in the order of the catalogue."""
    rows = []
    for row in batch.hasil.to_dict("records"):
        one = _version(batch, row)
        said = (_target(one, row, "target_tahun"), _so_far(one, row))
        rows.append((row["jabatan"], one.kode, one.kinerja, aspek(one), one.indikator, *said))
    return pd.DataFrame(rows, columns=SKP_COLUMNS)


def _version(batch: Batch, row: dict[Any, Any]) -> Indikator:
    """The version of an indikator that a result is of."""
    version: Indikator = batch.catalog.versions[row["indikator"]][row["versi"]]
    return version


def _row(row: dict[Any, Any], one: Indikator, periode: Periode) -> dict[str, Any]:
    own = {"sasaran": "; ".join(one.mendukung), "kinerja": one.kinerja, "indikator": one.indikator}
    said = {"satuan": one.satuan, "kalimat": sentence(one, row, periode)}
    return {"kode": one.kode, "jabatan": row["jabatan"]} | own | said


def _complete(hasil: pd.DataFrame | None) -> dict[str, float]:
    """By indikator the realisasi of a year, where nothing of it is missing: less than all is compared with nothing."""
    if hasil is None or hasil.empty:
        return {}
    whole = hasil[hasil["status"] == LENGKAP]
    return dict(zip(whole["indikator"], whole["realisasi"].astype(float), strict=True))


def aspek(one: Indikator) -> str:
    """Documents by their days tell of time, percentages, nilai and levels of quality, and all else of how much."""
    if any(isian.dokumen for isian in one.needed):
        return WAKTU
    return KUALITAS if one.pilihan is not None or is_ratio(one) else KUANTITAS


# --- in words ---------------------------------------------------------------------------------------------------------


def amount(one: Indikator, value: float) -> str:
    """A number of an indikator with its satuan, or the word that it stands for; "" where there is none."""
    if pd.isna(value):
        return ""
    if one.pilihan is not None:
        return one.pilihan.said(value)
    return _with_satuan(bahasa.number(value, 4 if one.is_rate else 2), one)


def _with_satuan(number: str, one: Indikator) -> str:
    return f"{number}%" if one.satuan == "%" else f"{number} {one.satuan}"


def sentence(one: Indikator, row: dict[Any, Any], periode: Periode) -> str:
    """A result (HASIL_COLUMNS and those beside them) in one factual sentence, which says itself what it lacks."""
    if row["status"] == TIDAK_BERLAKU:
        return f"Indikator ini tidak berlaku pada {periode.words}."
    if pd.isna(row["realisasi"]):
        is_early = row["status"] == BELUM_JATUH_TEMPO
        return "Target belum jatuh tempo." if is_early else f"Realisasi belum ada: {row['status_kata']}."
    return f"Realisasi {_so_far(one, row)}{_against(one, row, periode)}."


def _so_far(one: Indikator, row: dict[Any, Any]) -> str:
    """The realisasi with its satuan, which says itself where months of it are missing; "" where there is none."""
    is_provisional = pd.notna(row["realisasi"]) and (row["status"] == SEBAGIAN or row["berlubang"])
    return f"{amount(one, row['realisasi'])}{' (sementara)' if is_provisional else ''}"


def _against(one: Indikator, row: dict[Any, Any], periode: Periode) -> str:
    """The second half of it: against which target, and how well."""
    if not _target(one, row, "target_tahun"):
        return "; target belum ditetapkan, jadi belum ada capaian"
    if row["status"] == BELUM_JATUH_TEMPO:
        return f"; target {_target(one, row, 'target_tahun')} belum jatuh tempo"
    verdict = f" ({_within_sentence(row['predikat'])})" if row["predikat"] else ""
    capaian = "tidak dapat dihitung" if pd.isna(row["capaian"]) else f"{bahasa.number(row['capaian'])}%{verdict}"
    return f" dari target {_goal(one, row, periode)}; capaian {capaian}"


def _within_sentence(predikat: str) -> str:
    """A predikat in small letters, but for one that is a letter grade: "sangat baik", "BB"."""
    return " ".join(word if word.isupper() else word.lower() for word in predikat.split(" "))


def _goal(one: Indikator, row: dict[Any, Any], periode: Periode) -> str:
    whole, due = (_target(one, row, which) for which in ("target_tahun", "target"))
    return whole if due in (whole, "") else f"{due} s.d. {periode.months[-1].words} (setahun {whole})"


def _target(one: Indikator, row: dict[Any, Any], which: str) -> str:
    return _with_satuan(row["rentang"], one) if row["rentang"] else amount(one, row[which])
