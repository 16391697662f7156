"""What is missing: forms, cells, and one of two cells that belong together."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from iki_excel.decree.fields import ISI, KOSONG, SALAH, TIDAK_BERLAKU, WordField
from iki_excel.judging.checks.check import (
    NAMED,
    SURVEY,
    Answers,
    Given,
    in_its_month,
    is_among,
    is_any_of,
    keys_of,
    rows_where,
)
from iki_excel.judging.findings import NOWHERE
from iki_excel.language.cells.columns import Mask
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


def not_submitted(answers: Answers, given: Given) -> pd.DataFrame:
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
    if not rows:
        return pd.DataFrame()
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


def not_chosen(answers: Answers, given: Given) -> pd.DataFrame:
    """Required cells for a word that nobody filled."""
    return _blank(answers.single, answers.single.column("tipe") == WordField.nama)


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


def empty(answers: Answers, given: Given) -> pd.DataFrame:
    """Required cells that nobody filled, and those whose formula looks as if nobody had."""
    return _blank(answers.single, answers.single.column("tipe") != WordField.nama)


def _blank(single: Answers, is_about: Mask) -> pd.DataFrame:
    is_required = is_about & single.column("wajib").astype(bool)
    blank = rows_where(single.table, is_required & (single.column("keadaan") == KOSONG))
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


def survey_empty(answers: Answers, given: Given) -> pd.DataFrame:
    """A survey nobody answered, told at its first cell."""
    silent = _silent(answers)
    if silent.empty:
        return silent
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


def unsur_empty(answers: Answers, given: Given) -> pd.DataFrame:
    """An unsur nobody answered while others are; a single blank answer is nothing wrong."""
    silent = _silent(answers)
    return silent if silent.empty else silent[silent["terjawab"]]


def _silent(answers: Answers) -> pd.DataFrame:
    """The first cell of every unsur in which nothing stands; ``seluruhnya``: nor does in any other of the survey;
    ``terjawab``: the survey has an answer."""
    is_blank, is_of_survey = answers.column("keadaan") == KOSONG, answers.column("responden") > 0
    first = rows_where(answers.table, is_of_survey & is_blank)
    if first.empty:
        return first
    first = first.drop_duplicates(UNSUR)
    near = is_of_survey & ~is_blank & answers.table["file"].isin(first["file"]).to_numpy()
    told = answers.table[[*UNSUR, "isian", "keadaan"]][near]
    silent = rows_where(first, ~is_among(first, told, UNSUR))
    if silent.empty:
        return silent
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


def quality_missing(answers: Answers, given: Given) -> pd.DataFrame:
    """A date without its quality; TB is none, even where the date itself is wrong."""
    rows, keadaan, of_leader = _with_leader(answers)
    is_blank = (keadaan == KOSONG) & (of_leader == ISI)
    return _named(rows, is_blank | ((keadaan == TIDAK_BERLAKU) & is_any_of(of_leader, [ISI, SALAH])))


QUALITY_WITHOUT_DATE = Rule(
    "mutu_tanpa_selesai",
    GALAT,
    arti="Dokumen bermutu tetapi tanpa tanggal selesai.",
    pesan="“{label}” diisi {diketik}, padahal dokumennya tidak bertanggal selesai.",
    saran="Isi tanggalnya (TB bila tidak disusun), atau kosongkan mutunya.",
    ringkas="diisi, padahal dokumennya tidak bertanggal selesai",
    contoh="Isian!F21 berisi Ya, tetapi tanggal selesainya di Isian!F20 kosong",
)


def quality_without_date(answers: Answers, given: Given) -> pd.DataFrame:
    """A quality without its date; TB stands beside a TB."""
    rows, keadaan, of_leader = _with_leader(answers)
    is_given = (keadaan == ISI) & (of_leader == TIDAK_BERLAKU)
    return _named(rows, is_given | (is_any_of(keadaan, [ISI, TIDAK_BERLAKU]) & (of_leader == KOSONG)))


def _with_leader(answers: Answers) -> tuple[pd.DataFrame, States, States]:
    """The cells that follow from another, with their state and that of the other one."""
    single = answers.single
    followers = rows_where(single.table, single.table["leader"].notna().to_numpy())
    leaders = rows_where(single.table, single.table["slot"].isin(followers["leader"]).to_numpy())
    state = {(file, slot): keadaan for file, slot, keadaan in keys_of(leaders, ["file", "slot", "keadaan"])}
    of_leader = [state.get(leader, "") for leader in keys_of(followers, ["file", "leader"])]
    return followers, followers["keadaan"].to_numpy(), np.array(of_leader, dtype=object)


def _named(followers: pd.DataFrame, is_so: Mask) -> pd.DataFrame:
    """Some of them with the slots that they follow from, as named with them."""
    rows = rows_where(followers, is_so)
    return rows.assign(**{NAMED: [[leader] for leader in rows["leader"]]})


States = npt.NDArray[np.object_]
