"""The sheets of a form: each found by its Kode formulir, whatever it is called now; and those that are none of its."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from iki_excel.forms import layout
from iki_excel.forms.layout import Identity
from iki_excel.forms.reading.form import Form
from iki_excel.forms.reading.workbook import SetAside, Workbook
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

TYPE_ALL_AGAIN = "Ketik lagi semua skornya, mulai dari sel ini."

CODE_GONE = Rule(
    "kode_hilang",
    GALAT,
    arti="Formulir yang Kode formulirnya dihapus atau berubah.",
    pesan="Kode formulir di lembar {lembar} hilang atau berubah, jadi tidak pasti formulir siapa.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="Kode formulirnya hilang atau berubah",
    contoh="Isian!F4 kosong, padahal di situ Kode formulirnya",
    saran_salinan=TYPE_ALL_AGAIN,
)
CODE_TWICE = Rule(
    "kode_ganda",
    GALAT,
    arti="Kode formulir ada lebih dari satu.",
    pesan="Kode formulir ada lebih dari satu, di lembar {lembar}.",
    saran="Hapus lembar yang bukan aslinya.",
    ringkas="Kode formulirnya ada lebih dari satu",
    contoh="Lembar Isian disalin menjadi Isian (2)",
    saran_salinan=TYPE_ALL_AGAIN,
)
SHEET_GONE = Rule(
    "lembar_hilang",
    GALAT,
    arti="Lembar yang harus diisi tidak ada.",
    pesan="Lembar {lembar} tidak ditemukan di {file}.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="lembarnya tidak ditemukan",
    contoh="Lembar SKM dihapus",
    saran_salinan=TYPE_ALL_AGAIN,
)
HEADERS_CHANGED = Rule(
    "judul_berubah",
    GALAT,
    arti="Baris judul kolom hilang atau berubah.",
    pesan="Judul kolom di lembar {lembar} hilang, berubah atau ganda: {hilang}.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="judul kolomnya hilang, berubah atau ganda",
    contoh="Isian!F3 berisi “Jumlah”, padahal seharusnya “Isi di sini”",
    saran_salinan=TYPE_ALL_AGAIN,
)
RENAMED = Rule(
    "lembar_berganti_nama",
    PERINGATAN,
    arti="Lembar formulir berganti nama; tetap dibaca.",
    pesan="Lembar “{asli}” kini bernama “{lembar}”.",
    saran="Isinya tetap dibaca; lain kali biarkan namanya.",
    ringkas="lembarnya berganti nama",
    contoh="Lembar Isian kini bernama Maret",
)
FOREIGN_SHEET = Rule(
    "lembar_lain",
    PERINGATAN,
    arti="Lembar yang bukan bagian formulir; tidak dibaca.",
    pesan="Lembar {nama_lembar} bukan bagian formulir dan tidak dibaca.",
    saran="Bila berisi angka, ketik di lembar formulirnya.",
    ringkas="bukan bagian formulir dan tidak dibaca",
    contoh="Lembar Catatan yang ditambahkan di belakang",
)
RECORD_GONE = Rule(
    "catatan_hilang",
    PERINGATAN,
    arti="Lembar formulir disalin ke buku kerja lain; tetap dibaca.",
    pesan="Catatan tersembunyi formulir tidak ada di {file}, mungkin lembarnya disalin ke buku kerja lain{lainnya}.",
    saran="Isinya tetap dibaca; lain kali kirim formulir aslinya.",
    ringkas="catatan tersembunyi formulirnya tidak ada",
    contoh="Lembar Isian disalin ke buku kerja baru, lalu buku kerja itu yang dikirim",
)


def headers_changed(sheet: str, lost: str) -> SetAside:
    """A sheet that cannot be read because its headers are not the form's; ``lost``: which of them."""
    return SetAside(HEADERS_CHANGED, sheet, hilang=lost)


def sheets_of(workbook: Workbook, identity: Identity, lembar: Iterable[str]) -> dict[str, str]:
    """The present name of each sheet to fill."""
    return {name: sheet_of(workbook, identity, name) for name in lembar}


def sheet_of(workbook: Workbook, identity: Identity, lembar: str) -> str:
    """The sheet that carries the Kode formulir of this lembar, whatever it is called now."""
    wanted = replace(identity, lembar=lembar.lower()).kode_formulir
    found = sorted({sheet for sheet, code in workbook.visible_codes if code.casefold() == wanted.casefold()})
    if not found:
        is_there = lembar.casefold() in map(str.casefold, workbook.sheets)
        raise SetAside(CODE_GONE if is_there else SHEET_GONE, lembar)
    if len(found) > 1:
        raise SetAside(CODE_TWICE, found[0], lembar=bahasa.listing(found))
    return found[0]


def tell_sheets(form: Form, present: Mapping[str, str], *, is_certain: bool) -> None:
    """Sheets under another name, sheets of others, and a hidden record that is gone. ``present``: name by lembar.

    ``is_certain``: nothing was told of cells that are no more certain, which says more than a record that is gone.
    """
    for lembar, sheet in present.items():
        if sheet.casefold() != lembar.casefold():
            form.tell_sheet(RENAMED, sheet, asli=lembar)
    own = {*map(str.casefold, present.values()), *map(str.casefold, layout.FURTHER_SHEETS)}
    others = [name for name in form.workbook.sheets if name.casefold() not in own]
    named = bahasa.listing(f"“{name}”" for name in others)
    if form.workbook.hidden_codes and others:
        form.tell_sheet(FOREIGN_SHEET, others[0], nama_lembar=named)
    elif (
        is_certain and not form.workbook.hidden_codes
    ):  # other sheets in a workbook of one's own are a matter of course
        beside = f" ({named} di situ tidak dibaca)" if others else ""
        form.tell_sheet(RECORD_GONE, present[layout.ISIAN], lainnya=beside)
