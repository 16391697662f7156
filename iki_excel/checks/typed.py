"""What was typed and could not be taken, each reason with its own sentence."""

from __future__ import annotations

import pandas as pd

from iki_excel.answers import ISI, SALAH
from iki_excel.checks.registry import Given, check
from iki_excel.findings import GALAT, PERINGATAN


def _reason(kode: str, arti: str, pesan: str) -> None:
    """A check for one reason why reading could not take what was typed."""

    @check(kode, GALAT, arti, pesan)
    def refused(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
        return answers[(answers["keadaan"] == SALAH) & (answers["alasan"] == kode)]


_reason("bukan_bilangan", "Teks atau nilai lain di sel bilangan.",
        "“{label}” berisi “{diketik}”, padahal harus bilangan. Ketik angkanya saja, misalnya 12, atau 0 bila tidak "
        "ada.")  # fmt: skip
_reason("angka_bersatuan", "Angka yang ditulis bersama satuannya.",
        "“{label}” berisi “{diketik}”. Apakah maksudnya angkanya saja? Ketik tanpa satuan; satuannya sudah "
        "{satuan}.")  # fmt: skip
_reason("angka_meragukan", "Angka teks yang dapat dibaca dua cara, misalnya 1.234.",
        "“{label}” berisi teks “{diketik}”, yang dapat berarti ribuan atau pecahan. Apakah maksudnya ribuan? Ketik "
        "ulang tanpa titik dan koma.")  # fmt: skip
_reason("angka_terlalu_besar", "Bilangan lebih dari satu triliun.",
        "“{label}” berisi {diketik}, terlalu besar untuk dihitung. Periksa lagi angkanya.")  # fmt: skip
_reason("tanda_tanya", "Tanda seperti “-” yang tidak jelas artinya.",
        "“{label}” berisi “{diketik}”. Apakah maksudnya nol (ketik 0) atau tidak berlaku (ketik TB)?")  # fmt: skip
_reason("tanggal_di_bilangan", "Tanggal atau jam di sel bilangan.",
        "“{label}” berisi tanggal atau jam ({diketik}), padahal harus bilangan. Ubah format selnya menjadi Umum "
        "(General), lalu ketik ulang angkanya.")  # fmt: skip
_reason("bukan_tanggal", "Bukan tanggal di sel tanggal.",
        "“{label}” berisi “{diketik}”, padahal harus tanggal. Ketik misalnya 28 Februari 2019; kosongkan bila belum "
        "selesai.")  # fmt: skip
_reason("tanggal_meragukan", "Tanggal teks yang hari dan bulannya dapat tertukar.",
        "“{label}” berisi teks “{diketik}”, yang hari dan bulannya dapat tertukar. Ketik dengan nama bulannya, "
        "misalnya 4 Januari 2019.")  # fmt: skip
_reason("bukan_ya_tidak", "Selain Ya atau Tidak.",
        "“{label}” berisi “{diketik}”, padahal harus Ya atau Tidak. Pilih dari daftar di selnya.")  # fmt: skip
_reason("sel_galat", "Sel menampilkan galat Excel.",
        "“{label}” menampilkan galat {diketik}. Ganti rumusnya dengan angka.")  # fmt: skip
_reason("rumus_tanpa_hasil", "Rumus yang hasilnya tidak tersimpan.",
        "“{label}” berisi rumus yang hasilnya tidak tersimpan. Ketik angkanya, atau buka di Excel dan simpan "
        "lagi.")  # fmt: skip


@check("rumus", PERINGATAN, "Sel isian berisi rumus; hasilnya dipakai.",
       "“{label}” berisi rumus; yang dipakai hasilnya, {diketik}. Lebih aman mengetik angkanya.")  # fmt: skip
def formula_in_cell(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A formula whose cached value was taken."""
    return answers[answers["rumus"].astype(bool) & (answers["keadaan"] == ISI)]
