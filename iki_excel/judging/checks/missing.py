"""What is missing: forms, cells, and one of two cells that belong together."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from iki_excel.decree.fields import ISI, KOSONG, SALAH, TIDAK_BERLAKU, WordField
from iki_excel.judging.checks.check import NAMED, SURVEY, Given, in_its_month, is_among
from iki_excel.judging.findings import NOWHERE
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, Rule

NOT_SUBMITTED = Rule(
    "belum_masuk",
    GALAT,
    arti="Formulir sebuah jabatan untuk sebuah bulan belum ada.",
    pesan="{nama}, {bulan}: formulir belum masuk.",
    saran="Minta diisi dan dikirim.",
    ringkas="formulir belum masuk",
    contoh="Formulir Kepala Seksi Pemberdayaan Masyarakat Desa, Maret 2019, tidak ada di folder yang diolah",
)


def not_submitted(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Every jabatan for every month of the year so far, but what is excused or came in (unusable: told on its own)."""
    asked = [
        {"periode": periode, "jabatan": j.kode, "nama": j.nama, "bulan": Periode(periode).words}
        for periode in (given.settings.months(Periode(given.periode)) if given.periode else [])
        for j in given.catalog.at(periode).jabatan
        if not given.settings.is_excused(j.kode, periode)
    ]
    rows = [
        {"unit": unit, **form}
        for unit in given.every_unit
        for form in asked
        if (unit, form["periode"], form["jabatan"]) not in given.came
    ]
    nowhere: dict[str, Any] = {"file": "", "sheet": "", "sel": "", "slot": "", "baris": NOWHERE, "kolom": NOWHERE}
    return pd.DataFrame(rows).assign(**nowhere, angka=np.nan)


NOT_CHOSEN = Rule(
    "belum_dipilih",
    GALAT,
    arti="Isian wajib yang dipilih dari daftar belum dipilih.",
    pesan="“{label}” belum dipilih{sebab}.",
    saran="Pilih dari daftar di selnya; TB bila tidak berlaku.",
    ringkas="belum dipilih{sebab}",
    contoh="Isian!F9 untuk opini atas laporan keuangan kosong",
)


def not_chosen(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Required cells for a word that nobody filled."""
    return _blank(answers[answers["tipe"] == WordField.nama])


EMPTY = Rule(
    "kosong",
    GALAT,
    arti="Isian wajib dibiarkan kosong, atau rumusnya menghasilkan teks kosong.",
    pesan="“{label}” masih kosong{sebab}.",
    saran="Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku.",
    ringkas="masih kosong{sebab}",
    contoh="Isian!F9 kosong",
)
OF_A_FORMULA = ", karena rumusnya menghasilkan teks kosong"


def empty(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Required cells that nobody filled, and those whose formula looks as if nobody had."""
    return _blank(answers[answers["tipe"] != WordField.nama])


def _blank(answers: pd.DataFrame) -> pd.DataFrame:
    required = answers["wajib"].astype(bool) & (answers["responden"] == 0)
    blank = answers[required & (answers["keadaan"] == KOSONG)]
    return blank.assign(sebab=np.where(blank["rumus"].astype(bool), OF_A_FORMULA, ""))


SURVEY_EMPTY = Rule(
    "survei_kosong",
    GALAT,
    arti="Survei tanpa satu jawaban pun.",
    pesan="{survei} belum ada jawabannya.",
    saran="Isi skor responden di lembar {sheet}, atau ketik TB di sel kuning pertama bila bulan ini tidak ada survei.",
    ringkas="belum ada jawabannya",
    contoh="Semua sel kuning di lembar SKM kosong",
)


def survey_empty(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A survey nobody answered, told at its first cell."""
    silent = _silent(answers)
    silent = silent[silent["seluruhnya"]].drop_duplicates(["file", "isian"])
    return silent.assign(survei=in_its_month(silent, lambda j: {i.kode: i.label for i in j.isian}, "isian", given))


UNSUR_EMPTY = Rule(
    "unsur_kosong",
    GALAT,
    arti="Unsur survei yang tidak dijawab seorang responden pun.",
    pesan="Unsur “{label}” belum dijawab seorang responden pun.",
    saran="Isi skornya, 1 sampai 4.",
    ringkas="belum dijawab seorang responden pun",
    contoh="SKM, kolom D kosong, sedangkan kolom lain berisi skor",
    bersama="{banyak_sel} unsur belum dijawab seorang responden pun",
)


def unsur_empty(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """An unsur nobody answered while others are; a single blank answer is nothing wrong."""
    silent = _silent(answers)
    return silent[silent["terjawab"]]


def _silent(answers: pd.DataFrame) -> pd.DataFrame:
    """The first cell of every unsur in which nothing stands; ``seluruhnya``: nor does in any other of the survey;
    ``terjawab``: the survey has an answer."""
    is_blank, is_of_survey = answers["keadaan"] == KOSONG, answers["responden"] > 0
    first = answers[is_of_survey & is_blank].drop_duplicates(UNSUR)
    near = is_of_survey & ~is_blank & answers["file"].isin(first["file"])
    told = answers[[*UNSUR, "isian", "keadaan"]][near]
    silent = first[~is_among(first, told, UNSUR)]
    answered = told[told["keadaan"] == ISI]
    return silent.assign(seluruhnya=~is_among(silent, told, SURVEY), terjawab=is_among(silent, answered, SURVEY))


UNSUR = ["file", "slot"]

QUALITY_MISSING = Rule(
    "mutu_kosong",
    GALAT,
    arti="Dokumen selesai tetapi mutunya belum dijawab.",
    pesan="“{label}” belum dijawab, padahal tanggal selesainya sudah diisi.",
    saran="Pilih Ya atau Tidak.",
    ringkas="belum dijawab, padahal dokumennya selesai",
    contoh="Isian!F20 berisi 20 Januari 2019, tetapi mutunya di Isian!F21 kosong",
    bersama="{banyak_sel} isian belum dijawab, padahal tanggal selesainya sudah diisi",
)


def quality_missing(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A date without its quality; TB is none, even where the date itself is wrong."""
    rows = _with_leader(answers)
    is_blank = (rows["keadaan"] == KOSONG) & (rows["keadaan_leader"] == ISI)
    return rows[is_blank | ((rows["keadaan"] == TIDAK_BERLAKU) & rows["keadaan_leader"].isin([ISI, SALAH]))]


QUALITY_WITHOUT_DATE = Rule(
    "mutu_tanpa_selesai",
    GALAT,
    arti="Dokumen bermutu tetapi tanpa tanggal selesai.",
    pesan="“{label}” diisi {diketik}, padahal dokumennya tidak bertanggal selesai.",
    saran="Isi tanggalnya (TB bila tidak disusun), atau kosongkan mutunya.",
    ringkas="diisi, padahal dokumennya tidak bertanggal selesai",
    contoh="Isian!F21 berisi Ya, tetapi tanggal selesainya di Isian!F20 kosong",
)


def quality_without_date(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A quality without its date; TB stands beside a TB."""
    rows = _with_leader(answers)
    is_given = (rows["keadaan"] == ISI) & (rows["keadaan_leader"] == TIDAK_BERLAKU)
    return rows[is_given | (rows["keadaan"].isin([ISI, TIDAK_BERLAKU]) & (rows["keadaan_leader"] == KOSONG))]


def _with_leader(answers: pd.DataFrame) -> pd.DataFrame:
    """The cells that follow from another, with its state and, as named with them, its slot."""
    followers = answers[answers["leader"].notna()]
    leaders = answers.loc[answers["slot"].isin(followers["leader"]), ["file", "slot", "keadaan"]]
    state = {(file, slot): keadaan for file, slot, keadaan in leaders.itertuples(index=False, name=None)}
    led_by = zip(followers["file"], followers["leader"], strict=True)
    named = [[leader] for leader in followers["leader"]]
    return followers.assign(**{"keadaan_leader": [state.get(leader, "") for leader in led_by], NAMED: named})
