"""What a file is, by its content, whatever its name says."""

from __future__ import annotations

import re

from iki_excel.words.rules import GALAT, PERINGATAN, Rule
from iki_excel.workbooks.gate import HEAD, ZIP_END, ZIP_START, Unreadable

EMPTY_FILE = Rule(
    "berkas_kosong",
    GALAT,
    arti="Berkas yang tidak berisi apa pun.",
    pesan="{file} kosong sama sekali, mungkin salinannya terputus.",
    saran="Minta dikirim ulang.",
    ringkas="kosong sama sekali",
    contoh="Lampiran berukuran 0",
)
WITH_PASSWORD = Rule(
    "bersandi",
    GALAT,
    arti="Berkas diberi kata sandi.",
    pesan="{file} diberi kata sandi.",
    saran="Buka di Excel, hapus kata sandinya, lalu simpan sebagai .xlsx.",
    ringkas="diberi kata sandi",
    contoh="Formulir yang meminta kata sandi saat dibuka",
)
OLD_EXCEL = Rule(
    "xls_lama",
    GALAT,
    arti="Excel lama (.xls), apa pun nama berkasnya.",
    pesan="{file} adalah Excel lama (.xls).",
    saran="Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.",
    ringkas="Excel lama (.xls)",
    contoh="Formulir yang disimpan sebagai “Excel 97-2003 Workbook”",
)
WORD = Rule(
    "berkas_word",
    GALAT,
    arti="Dokumen Word.",
    pesan="{file} adalah dokumen Word, bukan buku kerja.",
    saran="Isi formulir .xlsx-nya, lalu kirim formulir itu.",
    ringkas="dokumen Word, bukan buku kerja",
    contoh="Laporan .doc yang dinamai formulir.xlsx",
)
OTHER_DOCUMENT = Rule(
    "berkas_dokumen",
    GALAT,
    arti="Dokumen lain: presentasi, gambar atau teks OpenDocument.",
    pesan="{file} adalah dokumen teks, gambar atau presentasi, bukan buku kerja.",
    saran="Isi formulir .xlsx-nya, lalu kirim formulir itu.",
    ringkas="dokumen teks, gambar atau presentasi, bukan buku kerja",
    contoh="Presentasi yang dinamai formulir.xlsx",
)
CSV = Rule(
    "berkas_csv",
    GALAT,
    arti="Berkas teks bersekat koma atau titik koma.",
    pesan="{file} adalah CSV (teks), bukan buku kerja.",
    saran="Isi formulir .xlsx-nya, lalu kirim formulir itu.",
    ringkas="CSV (teks), bukan buku kerja",
    contoh="Ekspor .csv dari aplikasi lain",
)
HTML = Rule(
    "berkas_html",
    GALAT,
    arti="Halaman web yang dinamai seperti Excel.",
    pesan="{file} adalah halaman web (HTML), bukan buku kerja.",
    saran="Isi formulir .xlsx-nya, lalu kirim formulir itu.",
    ringkas="halaman web (HTML), bukan buku kerja",
    contoh="“Unduh Excel” dari sebuah situs, yang isinya tabel HTML",
)
XML = Rule(
    "berkas_xml",
    GALAT,
    arti="Berkas XML yang dinamai seperti Excel.",
    pesan="{file} adalah XML, bukan buku kerja.",
    saran="Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.",
    ringkas="XML, bukan buku kerja",
    contoh="Berkas “XML Spreadsheet 2003”",
)
PDF = Rule(
    "berkas_pdf",
    GALAT,
    arti="Berkas PDF.",
    pesan="{file} adalah PDF dan tidak dapat dibaca angkanya.",
    saran="Kirim formulir .xlsx-nya, bukan cetakannya.",
    ringkas="PDF, angkanya tidak dapat dibaca",
    contoh="Hasil pindai formulir yang sudah ditandatangani",
)
PICTURE = Rule(
    "berkas_gambar",
    GALAT,
    arti="Gambar atau foto.",
    pesan="{file} adalah gambar dan tidak dapat dibaca angkanya.",
    saran="Kirim formulir .xlsx-nya, bukan fotonya.",
    ringkas="gambar, angkanya tidak dapat dibaca",
    contoh="Foto layar formulir yang sudah diisi",
)
SHORTCUT = Rule(
    "pintasan",
    PERINGATAN,
    arti="Pintasan ke berkas atau situs lain, bukan berkasnya.",
    pesan="{file} hanya pintasan, bukan formulirnya.",
    saran="Salin berkas aslinya ke sini.",
    ringkas="hanya pintasan, bukan formulirnya",
    contoh="Pintasan Windows IKI_2019-03_contoh_pmd.xlsx.lnk",
)
ONLINE = Rule(
    "pintasan_daring",
    PERINGATAN,
    arti="Pintasan ke lembar kerja daring, bukan berkasnya.",
    pesan="{file} hanya pintasan ke lembar kerja daring, bukan formulirnya.",
    saran="Buka di sana, unduh sebagai Microsoft Excel (.xlsx), lalu pakai berkas itu.",
    ringkas="hanya pintasan ke lembar kerja daring, bukan formulirnya",
    contoh="IKI pmd.gsheet dari folder Google Drive",
)
CLOSED_ARCHIVE = Rule(
    "arsip_tertutup",
    PERINGATAN,
    arti="Arsip yang isinya tidak dapat dibaca di sini.",
    pesan="{file} adalah arsip yang {sebab}, jadi isinya tidak dibaca.",
    saran="Bila ada formulir di dalamnya, keluarkan dahulu dari arsip itu.",
    ringkas="arsip yang {sebab}, jadi isinya tidak dibaca",
    contoh="kiriman.rar, kiriman.zip yang diberi kata sandi, atau arsip di dalam arsip",
)
NO_WORKBOOK = Rule(
    "bukan_xlsx",
    GALAT,
    arti="Isi berkas bukan buku kerja .xlsx.",
    pesan="{file} bukan buku kerja .xlsx.",
    saran="Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.",
    ringkas="bukan buku kerja .xlsx",
    contoh="Foto yang dinamai formulir.xlsx",
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le")


OLE_KINDS = (
    (_utf16("EncryptedPackage"), WITH_PASSWORD),
    (_utf16("WordDocument"), WORD),
    (_utf16("Workbook"), OLD_EXCEL),
    (_utf16("Book"), OLD_EXCEL),
    (_utf16("PowerPoint Document"), OTHER_DOCUMENT),
)
ARCHIVE_KINDS = ((b"Rar!\x1a\x07", "RAR"), (b"7z\xbc\xaf\x27\x1c", "7-Zip"), (b"\x1f\x8b", "gzip"))
HEAD_KINDS = (
    (re.compile(rb"%PDF"), PDF),
    (re.compile(rb"\xff\xd8\xff|\x89PNG|GIF8|BM.{4}\0{4}|II\*\0|MM\0\*|RIFF.{4}WEBP", re.DOTALL), PICTURE),
    (re.compile(rb".{4}ftyp(?:hei[cfsx]|hev[cx]|mif1|msf1|avif)", re.DOTALL), PICTURE),
    (re.compile(rb"\{\\rtf"), WORD),
    (re.compile(rb"L\0\0\0\x01\x14\x02\0"), SHORTCUT),
)
"""What the very first bytes say."""

SHORTCUTS = re.compile(
    rb"\A\s*(?:\[InternetShortcut\]|\[Desktop Entry\]|\{[^{}]*\"(?:doc_id|url)\"|<\?xml.*<plist.*<key>URL</key>)",
    re.DOTALL | re.IGNORECASE,
)
PLACES_ONLINE = re.compile(
    rb"\"doc_id\"|(?:docs|drive)\.google\.com|1drv\.ms|onedrive\.live|sharepoint\.com", re.IGNORECASE
)
TEXT_KINDS = (
    (re.compile(rb"<!doctype html|<html|<table|<body", re.IGNORECASE), HTML),
    (re.compile(rb"\A\s*<\?xml|\A\s*<[a-z:]+[ >]", re.IGNORECASE), XML),
)


def refuse_by_head(head: bytes) -> None:
    """Refuse what neither is a zip nor comes from an old Excel, by its first HEAD bytes."""
    if head.startswith((ZIP_START, ZIP_END, OLE)):
        return
    for mark, sort in ARCHIVE_KINDS:
        if head.startswith(mark):
            raise Unreadable(CLOSED_ARCHIVE, {"sebab": f"dibuat dengan {sort}"})
    kind = next((rule for mark, rule in HEAD_KINDS if mark.match(head)), None)
    raise Unreadable(kind or _kind_of_text(head))


def refuse_by_content(content: bytes) -> None:
    """Refuse what is no zip, by what it is."""
    if not content:
        raise Unreadable(EMPTY_FILE)
    refuse_by_head(content[:HEAD])
    if content.startswith(OLE):
        raise Unreadable(next((rule for mark, rule in OLE_KINDS if mark in content), NO_WORKBOOK))


def _kind_of_text(head: bytes) -> Rule:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if SHORTCUTS.match(head):
        return ONLINE if PLACES_ONLINE.search(head) else SHORTCUT
    for mark, rule in TEXT_KINDS:
        if mark.search(head):
            return rule
    is_text = not re.search(rb"[\x00-\x08\x0e-\x1f]", head)
    return CSV if is_text and re.search(rb"[;,\t]", head) else NO_WORKBOOK
