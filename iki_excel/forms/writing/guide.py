"""The sheet ``Petunjuk``: made from the catalogue, so that it cannot contradict the checks.

It begins with what is to be filled, indikator by indikator; how a form is filled at all is said below, and in short on
the sheet that is filled.
"""

from __future__ import annotations

from collections.abc import Sequence

from iki_excel.decree import Indikator, Jabatan
from iki_excel.decree.about import about
from iki_excel.decree.fields import words_of
from iki_excel.decree.kinds import MEASURES, Isian, Slot
from iki_excel.decree.last_year import a_year_before
from iki_excel.decree.spans import covered
from iki_excel.forms.layout import ISIAN, own_cells
from iki_excel.forms.writing.template import PROTECTION, Template
from iki_excel.language import formula
from iki_excel.words import bahasa, periods
from iki_excel.words.periods import BULAN
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

GUIDE_WIDTHS = (3, 30, 78)
LABEL, TEXT = own_cells.GUIDE
READ_WIDTHS = (28, 76)
"""How much of a column the words may take: its width without the indent."""

STEPS = (
    "Buka lembar Isian. Isi hanya sel berwarna kuning; sel lain terkunci dan menghitung sendiri.",
    "Ketik angka biasa tanpa satuan dan tanpa titik ribuan, misalnya 1250. Bila memang tidak ada, ketik 0 atau nihil; "
    "jangan dikosongkan.",
    "Bila sebuah isian tidak berlaku bulan ini, ketik TB (tidak berlaku) dan tulis alasannya di kolom keterangan. TB "
    "tidak sama dengan 0. Dua isian yang berpasangan (yang tepat waktu dan seluruhnya) keduanya TB, atau keduanya "
    "berisi angka.",
    "Tanggal selesai dokumen cukup diketik sekali, pada bulan dokumen itu selesai. Dokumen yang belum selesai "
    "dibiarkan kosong. Ketik tahun-bulan-hari, misalnya {contoh_tanggal}: itu dipahami semua pengaturan Excel.",
    "Kolom Keadaan menunjukkan: ya (sudah benar), kosong (harus diisi), periksa (perlu diperbaiki), belum (dokumen "
    "belum selesai), sudah (dokumen sudah dilaporkan bulan sebelumnya), tidak wajib (boleh kosong), di atas (lihat "
    "dahulu sel di atasnya). “periksa: jauh?” (jauh dari bulan lalu) dan “periksa: tanggal?” (mungkin yang diketik "
    "12/3) hanya minta dilihat lagi: bila benar, tulis alasannya di kolom keterangan.",
    "Kolom Keterangan boleh diisi alasan bila angkanya tidak biasa, dan kolom Bukti dukung nomor surat, nama berkas, "
    "atau tautan buktinya. Keduanya di kanan; di ponsel geser lembarnya.",
    "Di bawah semua indikator ada tempat untuk Penyebab dan Tindak lanjut. Isi bila capaian sebuah indikator belum "
    "baik: satu dua kalimat, yang ikut tercetak di rapor. Boleh dikosongkan.",
    "Bila di atas tertulis “Siap dikirim: YA”, simpan sebagai .xlsx dan kirim. Jangan mengubah nama lembar, "
    "menyisipkan atau menghapus baris.",
)

ASKED_ONCE = (
    "Dokumen yang disebut dua indikator cukup diisi sekali. Baris yang lain menunjukkan sel tempat mengisinya dan ikut "
    "berubah sendiri; bila di sana tertulis “di atas”, betulkan di sel itu."
)

FROM_A_LIST = (
    "Isian yang dijawab dengan kata mempunyai panah kecil di samping selnya: klik panahnya lalu pilih katanya, atau "
    "ketik kata itu, dengan huruf besar atau kecil. Kata yang tidak ada di daftarnya tidak dihitung."
)

OF_SPAN = (
    "{masa}: ditanyakan sekali, di formulir ini. Isi untuk seluruhnya ({bulan}), bukan untuk bulan ini saja. Kolom "
    "“Bulan lalu” menunjukkan {periode} sebelumnya."
)

USED_BY_SEVERAL = (
    "Isian yang dipakai beberapa indikator cukup diisi sekali, di indikator yang pertama. Di indikator lain barisnya "
    "menunjukkan sel tempat mengisinya dan ikut berubah sendiri; bila di sana tertulis “di atas”, betulkan di sel itu."
)

STANDING = (
    "Angka di kolom Bulan lalu yang bertanya, misalnya “tetap 22?”, biasanya sama setiap bulan. Bila masih tetap, "
    "ketik lagi angka itu; bila berubah, ketik yang sekarang. Selnya tidak terisi sendiri, agar angkanya dilihat."
)

FROM_RESULT = "Tidak diisi: diambil dari {asal} di rekap."
FROM_LAST_YEAR = "Tidak diisi: diambil dari formulir {bulan}."

MENDING = (
    ("Sel merah", "Harus diperbaiki. Daftarnya di lembar Perbaikan; selnya kembali kuning bila sudah benar."),
    ("Sel jingga", "Cukup diperiksa. Bila sudah benar, biarkan."),
    ("Sel kuning", "Seperti yang Anda kirim. Tidak perlu diubah, kecuali angkanya memang berubah."),
)


def write_guide(made: Book, sheet: Worksheet, template: Template) -> None:
    """All of the sheet, protected."""
    sheet.set_row(0, 26)
    sheet.write_string(0, LABEL, "Petunjuk pengisian", made.style("title"))
    keputusan = template.keputusan
    of_what = f"{keputusan.kepanjangan} ({keputusan.singkatan})"
    subtitle = f"{of_what}  ·  {template.jabatan.nama}  ·  {template.periode.words}"
    sheet.write_string(1, LABEL, subtitle, made.style("subtitle"))
    row = 3
    for title, lines in _chapters(template):
        row = _write_list(made, sheet, row, title, lines) + 1
    sheet.print_area(0, LABEL, row - 2, TEXT)
    sheet.protect("", PROTECTION)
    book.footer(sheet, f"Petunjuk {template.kode_formulir(ISIAN)}")


Lines = list[tuple[str, str]]


def _chapters(template: Template) -> list[tuple[str, Lines]]:
    steps = [step.format(contoh_tanggal=template.end) for step in STEPS]
    steps += [ASKED_ONCE] if template.jabatan.homes else []
    steps += [FROM_A_LIST] if any(words_of(slot.field) for slot in template.jabatan.slots) else []
    steps += [STANDING] if any(slot.berlanjut for slot in template.jabatan.slots) else []
    steps += [USED_BY_SEVERAL] if any(row.is_shared for row in template.layout.mirrors) else []
    return [
        *([("Perbaikan", list(MENDING))] if template.remarks else []),
        *((f"{i.kode}  {i.indikator}", _lines_of(template, i)) for i in template.jabatan.indikator),
        ("Cara mengisi", [(f"Langkah {n}", step) for n, step in enumerate(steps, start=1)]),
        *_duties(template.jabatan),
    ]


def _duties(jabatan: Jabatan) -> list[tuple[str, Lines]]:
    return [
        (f"{title} {jabatan.nama}", _lettered(title, items))
        for title, items in (("Tugas", jabatan.tugas), ("Fungsi", jabatan.fungsi))
        if items
    ]


def _lettered(title: str, items: Sequence[str]) -> Lines:
    if len(items) == 1:
        return [(title, items[0])]
    return [(f"{title} {chr(ord('a') + n)}.", text) for n, text in enumerate(items)]


def _lines_of(template: Template, indikator: Indikator) -> Lines:
    askers = template.jabatan.askers
    here = (isian for isian in indikator.isian if not isian.is_of_other_form)
    asked_at = {i.kode: f"Diisi pada {askers[i.slots[0].kode].kode}." for i in here}
    asked_at |= {i.kode: f"Diisi oleh {i.pengisi}." for i in indikator.isian if i.diisi}
    asked_at |= {i.kode: _from_last_year(template) for i in indikator.isian if i.setahun_lalu}
    asked_at |= {i.kode: FROM_RESULT.format(asal=i.asal) for i in indikator.isian if i.dari}
    own = [isian for isian in indikator.isian if asked_at[isian.kode] == f"Diisi pada {indikator.kode}."]
    allowed = [(f"Isian: {isian.label}", _asked(template, isian.slots[0])) for isian in own if isian.is_number]
    others = [(f"Isian: {i.label}", said) for i in own if not i.is_number and (said := _said_of(i))]
    elsewhere = [(f"Isian: {i.label}", asked_at[i.kode]) for i in indikator.isian if i not in own]
    set_by_decree = [("Konstanta", f"{one.label}: {one.words}") for one in indikator.konstanta]
    conditions = [("Syarat", syarat.pesan) for syarat in indikator.syarat]
    says = formula.words(indikator.rumus, indikator.labels, MEASURES)
    return [
        *_span_lines(template, indikator),
        *allowed,
        *others,
        *elsewhere,
        (template.keputusan.kata_kinerja, indikator.kinerja),
        ("Indikator", indikator.indikator),
        ("Penjelasan", indikator.penjelasan),
        ("Sumber data", _numbered(indikator.sumber_data)),
        *((label, _numbered(texts)) for label, texts in about(indikator)),
        *set_by_decree,
        *conditions,
        ("Rumus", says[0].upper() + says[1:]),
    ]


def _from_last_year(template: Template) -> str:
    return FROM_LAST_YEAR.format(bulan=a_year_before(template.periode).words)


def _span_lines(template: Template, indikator: Indikator) -> Lines:
    """Of which months the isian are, where that is not the form's own month."""
    if indikator.periode == BULAN:
        return []
    span = template.periode.span(indikator.periode)
    months = [month for month in covered(indikator, template.periode) if template.settings.unit.has_begun(month)]
    return [("Masa", OF_SPAN.format(masa=span.words, bulan=periods.title(months), periode=indikator.periode))]


def _asked(template: Template, slot: Slot) -> str:
    return f"{slot.petunjuk} {slot.field.allowed_words(slot, template.days(slot))}".strip()


def _said_of(isian: Isian) -> str:
    """What is said of all of a checklist or survey."""
    quality = (
        f"Dari setiap dokumen yang selesai ditanyakan: {isian.kata_mutu}, Ya atau Tidak." if isian.kata_mutu else ""
    )
    return " ".join(filter(None, (isian.petunjuk, quality, _weights_said(isian))))


def _weights_said(isian: Isian) -> str:
    """How much each unsur of a survey weighs; nothing where all weigh the same."""
    told = [f"{slot.label} {bahasa.number(slot.bobot * 100)}%" for slot in isian.slots if slot.bobot is not None]
    return f"Bobot unsur: {bahasa.listing(told)}." if told else ""


def _numbered(texts: Sequence[str]) -> str:
    return texts[0] if len(texts) == 1 else "\n".join(f"{n}. {text}" for n, text in enumerate(texts, start=1))


def _write_list(made: Book, sheet: Worksheet, row: int, title: str, lines: Lines) -> int:
    """A heading and its lines; gives the row below them."""
    sheet.merge_range(row, LABEL, row, TEXT, title, made.style("band"))
    sheet.set_row(row, book.row_height((title, 98)))
    for line, (label, text) in enumerate(lines, start=row + 1):
        sheet.write_string(line, LABEL, label, made.style("cell_top", align="left", font_color=book.GREY))
        sheet.write_string(line, TEXT, text, made.style("cell_top", align="left"))
        sheet.set_row(line, book.row_height(*zip((label, text), READ_WIDTHS, strict=True)))
    return row + 1 + len(lines)
