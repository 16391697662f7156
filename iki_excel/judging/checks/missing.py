"""What is missing: forms, cells, and one of two cells that belong together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from iki_excel.judging.answers import ISI, KOSONG, TIDAK_BERLAKU
from iki_excel.judging.checks.registry import Given, check
from iki_excel.judging.findings import GALAT
from iki_excel.words import bahasa, periods


@check("belum_masuk", GALAT, "Formulir sebuah jabatan untuk sebuah bulan belum ada.",
       "{nama}, {bulan}: formulir belum masuk. Minta diisi dan dikirim.")  # fmt: skip
def not_submitted(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Every jabatan for every month of the year so far, except what came in (if unusable, that is told on its own)."""
    unit = given.settings.unit.kode
    rows = [
        {"unit": unit, "periode": periode, "jabatan": j.kode, "nama": j.nama, "bulan": bahasa.month(periode)}
        for periode in (periods.months_so_far(given.periode) if given.periode else [])
        for j in given.catalog.jabatan
        if (unit, periode, j.kode) not in given.came
    ]
    nowhere: dict[str, Any] = {"file": "", "sheet": "", "sel": "", "slot": "", "baris": -1, "kolom": -1}
    return pd.DataFrame(rows).assign(**nowhere, angka=np.nan)


@check("kosong", GALAT, "Isian wajib dibiarkan kosong.",
       "“{label}” masih kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku.")  # fmt: skip
def empty(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Required cells that nobody filled."""
    required = answers["wajib"].astype(bool) & (answers["responden"] == 0)
    return answers[required & (answers["keadaan"] == KOSONG)]


@check("survei_kosong", GALAT, "Survei tanpa satu jawaban pun.",
       "{survei} belum ada jawabannya. Isi skor responden di lembar {sheet}, atau ketik TB di sel kuning pertama bila "
       "bulan ini tidak ada survei.")  # fmt: skip
def survey_empty(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A survey nobody answered, told at its first cell."""
    labels = {(j.kode, i.kode): i.label for j in given.catalog.jabatan for i in j.isian}
    silent = _silent(answers)
    silent = silent[silent["seluruhnya"]].drop_duplicates(["file", "isian"])
    return silent.assign(survei=[labels[key] for key in zip(silent["jabatan"], silent["isian"], strict=True)])


@check("unsur_kosong", GALAT, "Unsur survei yang tidak dijawab seorang responden pun.",
       "Unsur “{label}” belum dijawab seorang responden pun. Isi skornya, 1 sampai 4.")  # fmt: skip
def unsur_empty(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """An unsur nobody answered while others are; a single blank answer is nothing wrong."""
    silent = _silent(answers)
    return silent[~silent["seluruhnya"]]


def _silent(answers: pd.DataFrame) -> pd.DataFrame:
    """The first cell of every unsur without an answer; ``seluruhnya``: none of the survey has one."""
    rows = answers[answers["responden"] > 0]
    rows = rows.assign(ada=rows["keadaan"] != KOSONG)
    by_unsur = rows.groupby(["file", "slot"])["ada"].transform("any")
    whole = ~rows.groupby(["file", "isian"])["ada"].transform("any").astype(bool)
    return rows.assign(seluruhnya=whole)[~by_unsur.astype(bool)].drop_duplicates(["file", "slot"])


@check("mutu_kosong", GALAT, "Dokumen selesai tetapi mutunya belum dijawab.",
       "“{label}” belum dijawab, padahal tanggal selesainya sudah diisi. Pilih Ya atau Tidak.")  # fmt: skip
def quality_missing(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A date without its quality."""
    rows = _with_leader(answers)
    return rows[rows["keadaan"].isin([KOSONG, TIDAK_BERLAKU]) & (rows["keadaan_leader"] == ISI)]


@check("mutu_tanpa_selesai", GALAT, "Dokumen bermutu tetapi tanpa tanggal selesai.",
       "“{label}” diisi {diketik}, padahal dokumennya tidak bertanggal selesai. Isi tanggalnya, atau kosongkan "
       "mutunya.")  # fmt: skip
def quality_without_date(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A quality without its date."""
    rows = _with_leader(answers)
    return rows[(rows["keadaan"] == ISI) & rows["keadaan_leader"].isin([KOSONG, TIDAK_BERLAKU])]


def _with_leader(answers: pd.DataFrame) -> pd.DataFrame:
    leaders = answers[["file", "slot", "keadaan"]].rename(columns={"slot": "leader", "keadaan": "keadaan_leader"})
    followers = answers[answers["leader"].notna()]
    return followers.merge(leaders[leaders["leader"].isin(followers["leader"])], on=["file", "leader"], how="left")
