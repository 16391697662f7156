"""TB where it cannot be, or without a word why: in one of a pair, in a survey that was held, without a keterangan."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Jabatan
from iki_excel.decree.fields import ISI, OF_FIGURES, SCORE, TIDAK_BERLAKU
from iki_excel.judging.checks.check import (
    NAMED,
    Answers,
    Given,
    in_its_month,
    is_any_of,
    rows_where,
    said,
    unexplained,
)
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

ALONE_OF_PAIR = Rule(
    "tb_sendiri",
    GALAT,
    arti="TB di satu dari dua isian yang berpasangan, sedangkan pasangannya berisi angka.",
    pesan="“{label}” berisi TB, sedangkan “{lain}” di {lain_sel} berisi {lain_kata}.",
    saran="Isi keduanya, atau TB di keduanya.",
    ringkas="TB, sedangkan “{lain}” berisi {lain_kata}",
    contoh="Isian!F27 untuk jumlah SP2D berisi TB, sedangkan Isian!F28 untuk SP2D yang tepat waktu 5",
    bersama="{banyak_sel} isian berisi TB, sedangkan pasangannya berisi angka",
    butir="“{label}” (pasangannya “{lain}” di {lain_sel})",
)


def alone_of_pair(answers: Answers, given: Given) -> pd.DataFrame:
    """One of a pair is TB, and the other is a number."""
    rows = _not_applicable(answers.single, *OF_FIGURES)
    if rows.empty:
        return rows
    rows, other = _with_partners(rows, given), answers.figures.table
    other = other.assign(angka=said(other))[["file", "slot", "label", "angka", "sel"]]
    other = other.set_axis(["file", "pasangan", "lain", "lain_kata", "lain_sel"], axis="columns")
    found = rows.merge(other, on=["file", "pasangan"]).drop_duplicates(["file", "slot"])
    return found.assign(**{NAMED: [[slot] for slot in found["pasangan"]]})


def _with_partners(rows: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A row for each isian with which that of a row is a pair (``pasangan``); none where it is no pair."""
    partners = pd.Series(in_its_month(rows, _partners, "slot", given), index=rows.index, dtype=object)
    return rows.assign(pasangan=partners).explode("pasangan").dropna(subset=["pasangan"]).astype({"pasangan": str})


def _partners(jabatan: Jabatan) -> dict[str, list[str]]:
    """By isian those with which it is a pair."""
    partners: dict[str, list[str]] = {}
    for indikator in jabatan.indikator:
        for one, other in indikator.pairs:
            partners.setdefault(one, []).append(other)
            partners.setdefault(other, []).append(one)
    return partners


NO_SURVEY_BUT_SCORES = Rule(
    "tb_bersama_skor",
    GALAT,
    arti="Survei yang sel pertamanya TB (tidak ada survei), padahal ada skornya.",
    pesan="{survei}: sel kuning pertama berisi TB, artinya tidak ada survei, padahal ada skor di sel lain.",
    saran="Hapus TB bila ada survei; bila tidak ada, hapus skornya.",
    ringkas="artinya tidak ada survei, padahal ada skor di sel lain",
    contoh="SKM!C9 berisi TB, sedangkan SKM!D9 berisi 4",
)


def no_survey_but_scores(answers: Answers, given: Given) -> pd.DataFrame:
    """A survey that was not held, with scores; told at the cell that says so."""
    silent = _not_applicable(answers, SCORE.nama)
    if silent.empty:
        return silent
    is_held = (answers.column("tipe") == SCORE.nama) & (answers.column("keadaan") == ISI)
    held = answers.table[["file", "isian"]][is_held].drop_duplicates()
    rows = silent.merge(held, on=["file", "isian"])
    rows = rows.drop_duplicates(["file", "isian"])
    return rows.assign(survei=_surveys(rows, given))


CONTRADICTED = (ALONE_OF_PAIR, NO_SURVEY_BUT_SCORES)
"""What makes a TB wrong."""

UNEXPLAINED = Rule(
    "tb_tanpa_keterangan",
    PERINGATAN,
    arti="TB tanpa alasan di kolom keterangan.",
    pesan="{nama} berisi TB tanpa keterangan.",
    saran="Tulis alasannya di kolom keterangan lembar Isian.",
    ringkas="TB tanpa keterangan",
    contoh="Isian!F8 berisi TB, sedangkan Isian!J8 kosong",
    bersama="TB tanpa keterangan",
    butir="{nama}",
    tentang_keterangan=True,
)


def not_explained(answers: Answers, given: Given) -> pd.DataFrame:
    """Numbers and surveys that do not apply, and no word why; for both of a pair one is enough."""
    answers = Answers(rows_where(answers.table, answers.column("keadaan") == TIDAK_BERLAKU))
    if answers.table.empty:
        return answers.table
    surveys = _not_applicable(answers, SCORE.nama).drop_duplicates(["file", "isian"])
    single = _one_of_each_pair(_not_applicable(answers, *OF_FIGURES), given)
    rows = pd.concat([single, surveys.assign(nama=[f"“{name}”" for name in _surveys(surveys, given)])])
    return unexplained(rows).sort_index(kind="stable")


def _one_of_each_pair(rows: pd.DataFrame, given: Given) -> pd.DataFrame:
    """With what each is called (``nama``); where both of a pair do not apply the first, called as both, and none where
    either is explained."""
    by_slot = {(row.file, row.slot): row for row in rows.itertuples()}
    pairs: list[list[Any]] = [
        [row, *(by_slot[row.file, kode] for kode in partners or () if (row.file, kode) in by_slot)]
        for row, partners in zip(rows.itertuples(), in_its_month(rows, _partners, "slot", given), strict=True)
    ]
    is_first = [
        all(row.Index <= other.Index and not other.keterangan.strip() for other in also) for row, *also in pairs
    ]
    names = [bahasa.listing(f"“{row.label}”" for row in pair) for pair in pairs]
    return rows.assign(nama=names)[is_first]


def _not_applicable(answers: Answers, *tipe: str) -> pd.DataFrame:
    is_so = (answers.column("keadaan") == TIDAK_BERLAKU) & is_any_of(answers.column("tipe"), tipe)
    return rows_where(answers.table, is_so)


def _surveys(rows: pd.DataFrame, given: Given) -> list[str]:
    """What the survey of each row is called."""
    return in_its_month(rows, lambda jabatan: {isian.kode: isian.label for isian in jabatan.isian}, "isian", given)
