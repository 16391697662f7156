"""The first sheet, *Baca dahulu*: on one page all that one must know to fill the others."""

from __future__ import annotations

from iki_excel.katalog.sheets import KEPUTUSAN, READ_FIRST, SHEETS
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book

WIDTHS = (3, 22, 92)
LABEL, TEXT = 1, 2

STEPS = (
    (
        "1. Keputusan, Jabatan",
        "Isi nama kantor di lembar Keputusan: dengan itu iki.toml tidak menanyakannya lagi. Tugas dan fungsi di lembar "
        "Uraian boleh menyusul.",
    ),
    (
        "2. Indikator",
        "Satu baris satu indikator; bunyinya disalin dari SK. Rumusnya memakai kode isian, misalnya hadir / hari_kerja "
        "× 100. Bila SK menulis A / B × 100, beri isiannya simbol A dan B.",
    ),
    (
        "3. Isian",
        "Satu baris satu hal yang ditanyakan. Pilih jenisnya, beri kode pendek, dan tulis pertanyaannya seperti Anda "
        "bertanya kepada rekan. Dokumen, unsur dan kata pilihan ditulis di lembar Butir.",
    ),
    (
        "4. Contoh",
        "Ambil angka dari bulan lalu, hitung hasilnya dengan kalkulator, lalu tulis keduanya. Program menghitung lagi: "
        "bila hasilnya lain, rumus atau contohnya salah. Hasil boleh dibulatkan, misalnya 93,64.",
    ),
    (
        "5. Periksa, perbaiki",
        "iki katalog --katalog katalog.xlsx --periksa menyebut semua kesalahan sekaligus, sel demi sel. Dengan "
        "--tandai juga ditulis salinan yang sel salahnya merah.",
    ),
    ("6. Pakai", "iki mulai --katalog katalog.xlsx, isi iki.toml yang ditulisnya, lalu iki template."),
)

KINDS = (
    ("bilangan", "Satu angka. Satuan dan akumulasinya harus diisi."),
    ("ya tidak", "Satu kata: Ya atau Tidak, atau dua kata sendiri (Ada, Tidak ada). Dihitung 1 dan 0."),
    ("pilihan", "Satu kata dari daftar, masing-masing dengan nilainya, misalnya WTP = 4. Katanya di lembar Butir."),
    ("daftar dokumen", "Tanggal selesai setiap dokumen, dan mutunya bila ditanya. Dokumennya di lembar Butir."),
    (
        "survei",
        "Satu baris seorang responden, satu kolom sebuah unsur. Unsurnya di lembar Butir, atau pilih profilnya.",
    ),
    ("indikator", "Untuk indeks: capaian atau realisasi indikator lain, misalnya rata(a; b). Tidak ditanyakan."),
)

ACCUMULATIONS = (
    ("jumlah", "Dijumlahkan dari bulan ke bulan: surat, kegiatan, orang-hari."),
    ("terakhir", "Keadaan terakhir: jumlah pegawai, SOP yang ada."),
    ("rata, tertinggi, terendah", "Rata-rata, terbesar, atau terkecil dari bulan-bulannya."),
)

MANNERS = (
    (
        "Warna",
        "Sel kuning diisi: di bawah judul gelap di setiap baris, di bawah judul terang bila perlu. Kelabu menjawab.",
    ),
    ("Kode", "Huruf kecil, angka, garis bawah; diawali huruf: surat_masuk. Kode tidak diganti selama tahun berjalan."),
    ("Baris", "Boleh disisipkan, diurutkan, disaring, dihapus. Kolom “No.” menyimpan urutannya."),
    ("Contoh bawaan", "Baris bertanda (contoh) hanya contoh. Hapus setelah meniru."),
)

FORMULAS = (
    ("a + b, a − b, a × b, a ÷ b", "Tambah, kurang, kali, bagi; juga * dan /. Tanda kurung dan desimal koma boleh."),
    ("bulat(a; 2)", "Dibulatkan dua desimal. Juga min(a; b), max(a; b), rata(a; b), jumlah(a; b)."),
    ("memenuhi(d), selesai(d)", "Dari daftar dokumen d: yang tepat waktu (dan baik), yang selesai kapan pun."),
    ("jatuh_tempo(d), banyak(d)", "Dari daftar itu: yang sudah sampai batas waktunya, dan semuanya setahun."),
    ("tahun_lalu(a)", "Angka isian a di formulir bulan yang sama tahun lalu, misalnya (a − tahun_lalu(a)) ÷ …."),
    ("skala(a; s)", "Nilai a menurut langkah-langkah s di lembar Skala."),
    ("nrr(s)", "Rata-rata tertimbang sebuah survei; × 25 menjadi nilai 25 sampai 100 pada skala 1–4."),
)


def write_guide(made: Book) -> None:
    """All of the sheet, protected, on one page."""
    sheet = made.sheet(READ_FIRST, WIDTHS)
    sheet.set_row(0, 26)
    sheet.write_string(0, LABEL, "Katalog: keputusan dalam lembar kerja", made.style("title"))
    about = "Dari buku ini dibuat formulir, pemeriksaan, dan rekap. Isi dari lembar kiri ke kanan."
    sheet.write_string(1, LABEL, about, made.style("subtitle"))
    row = 3
    for title, lines in (
        ("Langkah", STEPS),
        ("Lembar", _sheets()),
        ("Jenis isian", KINDS),
        ("Akumulasi: cara bulan-bulan menjadi “s.d. bulan ini”", ACCUMULATIONS),
        ("Rumus", FORMULAS),
        ("Cara mengisi", MANNERS),
    ):
        sheet.merge_range(row, LABEL, row, TEXT, title, made.style("band"))
        for line, (label, text) in enumerate(lines, start=row + 1):
            sheet.write_string(line, LABEL, label, made.style("cell_top", align="left", font_color=book.GREY))
            sheet.write_string(line, TEXT, text, made.style("cell_top", align="left"))
            sheet.set_row(line, book.row_height((label, WIDTHS[LABEL] - 2), (text, WIDTHS[TEXT] - 2)))
        row += len(lines) + 2
    sheet.fit_to_pages(1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    book.footer(sheet, "Katalog, Baca dahulu")


def _sheets() -> list[tuple[str, str]]:
    return [
        (KEPUTUSAN, "Nomor, judul dan tanggal SK; nama kantornya."),
        *((sheet.name, sheet.about) for sheet in SHEETS),
    ]
