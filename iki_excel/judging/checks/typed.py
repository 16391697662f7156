"""What was typed and could not be taken, each reason with its own sentence."""

from __future__ import annotations

import pandas as pd

from iki_excel.judging.answers import ISI, SALAH
from iki_excel.judging.checks.registry import Given, check
from iki_excel.judging.findings import GALAT, PERINGATAN
from iki_excel.words.plain import CONTROL_CHARACTERS


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
        "“{label}” berisi tanggal atau jam ({diketik}), padahal harus bilangan. Ketik ulang angkanya; bila "
        "tetap tampil sebagai tanggal, ubah format selnya menjadi Umum (General).")  # fmt: skip
_reason("bukan_tanggal", "Bukan tanggal di sel tanggal.",
        "“{label}” berisi “{diketik}”, padahal harus tanggal. Ketik tahun-bulan-hari, misalnya 2019-02-28; "
        "kosongkan bila belum selesai.")  # fmt: skip
_reason("tanggal_meragukan", "Tanggal teks yang hari dan bulannya dapat tertukar.",
        "“{label}” berisi teks “{diketik}”, yang hari dan bulannya dapat tertukar. Ketik tahun-bulan-hari, "
        "misalnya 2019-01-04 untuk 4 Januari 2019.")  # fmt: skip
_reason("bukan_ya_tidak", "Selain Ya atau Tidak.",
        "“{label}” berisi “{diketik}”, padahal harus Ya atau Tidak. Pilih dari daftar di selnya.")  # fmt: skip
_reason("sel_galat", "Sel menampilkan galat Excel.",
        "“{label}” menampilkan galat {diketik}. Ganti rumusnya dengan angka.")  # fmt: skip
_reason("rumus_tanpa_hasil", "Rumus yang hasilnya tidak tersimpan.",
        "“{label}” berisi rumus yang hasilnya tidak tersimpan. Ketik angkanya, atau buka di Excel dan simpan "
        "lagi.")  # fmt: skip
_reason("rumus_luar", "Rumus yang mengambil angka dari berkas lain.",
        "“{label}” berisi rumus yang mengambil angka dari berkas lain, jadi tidak dapat diperiksa. Ganti rumusnya "
        "dengan angka.")  # fmt: skip
_reason("isian_digabung", "Sel isian yang digabung dengan sel lain.",
        "“{label}” digabung dengan sel lain, jadi tidak pasti milik siapa angkanya. Pisahkan selnya, lalu ketik ulang "
        "angkanya.")  # fmt: skip
_reason("tertinggal", "Isian yang belum diketik ulang di formulir penggantinya.",
        "“{label}” belum diketik ulang; isinya di berkas lama tidak dapat dipindahkan. Ketik angka atau tanggalnya, "
        "atau TB bila tidak berlaku.")  # fmt: skip
_reason("huruf_kendali", "Huruf kendali yang tidak terlihat di sel isian.",
        "“{label}” memuat huruf yang tidak terlihat (“{diketik}”). Hapus isi selnya, lalu ketik ulang.")  # fmt: skip
_reason("teks_panjang", "Teks panjang di sel isian.",
        "“{label}” berisi teks panjang (“{diketik}”). Ketik angkanya saja, dan pindahkan teksnya ke kolom "
        "keterangan.")  # fmt: skip


@check("rumus", PERINGATAN, "Sel isian berisi rumus; hasilnya dipakai.",
       "“{label}” berisi rumus; yang dipakai hasilnya, {diketik}. Lebih aman mengetik angkanya.")  # fmt: skip
def formula_in_cell(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A formula whose cached value was taken."""
    return answers[answers["rumus"].astype(bool) & (answers["keadaan"] == ISI)]


LONGEST_NOTE = 500


@check("keterangan_panjang", PERINGATAN, "Keterangan lebih dari 500 huruf.",
       "Keterangan “{label}” lebih dari 500 huruf. Ringkas, atau sebutkan nomor dokumennya saja.")  # fmt: skip
def note_too_long(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A keterangan beyond what the form itself allows."""
    return answers[answers["keterangan"].str.len() > LONGEST_NOTE]


@check("keterangan_kendali", PERINGATAN, "Huruf kendali yang tidak terlihat di kolom keterangan.",
       "Keterangan “{label}” memuat huruf yang tidak terlihat; di laporan ditulis sebagai �. Ketik ulang "
       "keterangannya.")  # fmt: skip
def note_with_controls(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A keterangan with characters that no cell can hold."""
    return answers[answers["keterangan"].str.contains(CONTROL_CHARACTERS)]
