"""What may be wrong with a file before its cells are looked at."""

from __future__ import annotations

from iki_excel.words.rules import GALAT, Rule

NOT_FOUND = Rule(
    "berkas_tidak_ada",
    GALAT,
    arti="Berkas atau folder yang disebut tidak ada.",
    pesan="{file} tidak ditemukan.",
    saran="Periksa nama dan foldernya.",
    ringkas="tidak ditemukan",
    contoh="“iki periksa fromulir.xlsx”, padahal namanya formulir.xlsx",
)
UNREACHABLE = Rule(
    "tidak_terbaca",
    GALAT,
    arti="Cakram atau jaringan terganggu saat berkas dibaca.",
    pesan="{file} tidak dapat dibaca karena cakram atau jaringan terganggu.",
    saran="Salin ke komputer ini, lalu jalankan lagi.",
    ringkas="tidak dapat dibaca karena cakram atau jaringan terganggu",
    contoh="Formulir di flashdisk yang dicabut",
)
NOT_ALLOWED = Rule(
    "tanpa_izin",
    GALAT,
    arti="Berkas tidak boleh dibuka.",
    pesan="{file} tidak boleh dibuka.",
    saran="Tutup bila sedang dibuka di program lain, atau minta izin membacanya.",
    ringkas="tidak boleh dibuka",
    contoh="Formulir di folder orang lain",
)
LINK = Rule(
    "tautan",
    GALAT,
    arti="Tautan ke berkas lain, bukan berkasnya.",
    pesan="{file} hanya tautan ke berkas lain.",
    saran="Salin berkas aslinya ke sini.",
    ringkas="hanya tautan ke berkas lain",
    contoh="Tautan di folder input_templates yang menunjuk formulir di folder lain",
)
BROKEN_LINK = Rule(
    "tautan_putus",
    GALAT,
    arti="Tautan ke berkas yang tidak ada lagi.",
    pesan="{file} menunjuk berkas yang tidak ada lagi.",
    saran="Minta berkas aslinya.",
    ringkas="menunjuk berkas yang tidak ada lagi",
    contoh="Tautan ke formulir yang sudah dihapus",
)
FOLDER = Rule(
    "folder_bukan_berkas",
    GALAT,
    arti="Folder yang dinamai seperti berkas.",
    pesan="{file} adalah folder, bukan berkas.",
    saran="Sebutkan berkas di dalamnya.",
    ringkas="adalah folder, bukan berkas",
    contoh="Folder bernama formulir.xlsx",
)
NO_REGULAR_FILE = Rule(
    "bukan_berkas_biasa",
    GALAT,
    arti="Perangkat atau pipa, bukan berkas.",
    pesan="{file} bukan berkas biasa.",
    saran="Simpan formulirnya sebagai berkas .xlsx di folder.",
    ringkas="bukan berkas biasa",
    contoh="Pipa bernama formulir.xlsx",
)
STILL_COPIED = Rule(
    "masih_disalin",
    GALAT,
    arti="Berkas masih bertambah saat dibaca.",
    pesan="{file} masih disalin atau diunduh.",
    saran="Tunggu sampai selesai, lalu jalankan lagi.",
    ringkas="masih disalin atau diunduh",
    contoh="Formulir yang unduhannya belum selesai",
)
EMPTY_FILE = Rule(
    "berkas_kosong",
    GALAT,
    arti="Berkas 0 bita.",
    pesan="{file} kosong sama sekali (0 bita), mungkin salinannya terputus.",
    saran="Minta dikirim ulang.",
    ringkas="kosong sama sekali (0 bita)",
    contoh="Lampiran 0 bita",
)
BROKEN = Rule(
    "berkas_rusak",
    GALAT,
    arti="Berkas terpotong atau rusak.",
    pesan="{file} rusak atau terpotong sehingga tidak dapat dibaca.",
    saran="Minta dikirim ulang.",
    ringkas="rusak atau terpotong",
    contoh="Formulir yang pengirimannya terputus di tengah",
)
TOO_LARGE = Rule(
    "berkas_terlalu_besar",
    GALAT,
    arti="Berkas, lembar atau teksnya jauh lebih besar daripada formulir.",
    pesan="{file} terlalu besar untuk sebuah formulir.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="terlalu besar untuk sebuah formulir",
    contoh="Formulir yang ditempeli ratusan ribu baris data",
)
ENCRYPTED = Rule(
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
NO_WORKBOOK = Rule(
    "bukan_xlsx",
    GALAT,
    arti="Isi berkas bukan buku kerja .xlsx.",
    pesan="{file} bukan buku kerja .xlsx.",
    saran="Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.",
    ringkas="bukan buku kerja .xlsx",
    contoh="Foto yang dinamai formulir.xlsx",
)
BINARY_EXCEL = Rule(
    "berkas_xlsb",
    GALAT,
    arti="Excel biner (.xlsb).",
    pesan="{file} adalah Excel biner (.xlsb).",
    saran="Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.",
    ringkas="Excel biner (.xlsb)",
    contoh="Formulir yang disimpan sebagai “Excel Binary Workbook”",
)
OPEN_DOCUMENT = Rule(
    "berkas_ods",
    GALAT,
    arti="Lembar kerja OpenDocument (.ods).",
    pesan="{file} adalah OpenDocument (.ods).",
    saran="Buka di LibreOffice, pilih Simpan Sebagai, jenis “Excel 2007-365 (.xlsx)”.",
    ringkas="OpenDocument (.ods)",
    contoh="Formulir yang disimpan LibreOffice sebagai .ods",
)
MACROS = Rule(
    "bermakro",
    GALAT,
    arti="Buku kerja dengan makro.",
    pesan="{file} memuat makro.",
    saran="Formulir tidak memerlukannya: simpan sebagai “Excel Workbook (.xlsx)” tanpa makro.",
    ringkas="memuat makro",
    contoh="Formulir yang disimpan sebagai .xlsm",
)
BOMB = Rule(
    "bom_zip",
    GALAT,
    arti="Arsip yang mengembang jauh melebihi ukurannya.",
    pesan="{file} mengembang jauh melebihi ukurannya, tidak seperti buku kerja biasa.",
    saran="Jangan dibuka; minta dikirim ulang.",
    ringkas="mengembang jauh melebihi ukurannya",
    contoh="Berkas 1 MB yang isinya menjadi 1 GB",
)
TWICE_INSIDE = Rule(
    "isi_ganda",
    GALAT,
    arti="Arsip dengan dua bagian bernama sama.",
    pesan="{file} memuat dua bagian bernama sama, jadi isinya tidak pasti.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="memuat dua bagian bernama sama",
    contoh="Dua “xl/workbook.xml” dalam satu berkas",
)
FOREIGN_COMPRESSION = Rule(
    "kompresi_asing",
    GALAT,
    arti="Arsip yang dimampatkan dengan cara lain.",
    pesan="{file} dimampatkan dengan cara yang tidak dipakai Excel.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="dimampatkan dengan cara yang tidak dipakai Excel",
    contoh="Buku kerja yang dimampatkan ulang dengan 7-Zip",
)
OTHER_ZIP = Rule(
    "zip_lain",
    GALAT,
    arti="Arsip zip yang bukan buku kerja.",
    pesan="{file} adalah arsip zip, bukan buku kerja.",
    saran="Keluarkan formulir .xlsx dari dalamnya, lalu simpan di sini.",
    ringkas="arsip zip, bukan buku kerja",
    contoh="Formulir yang dikirim di dalam .zip",
)
FORBIDDEN_XML = Rule(
    "xml_terlarang",
    GALAT,
    arti="Bagian dalam yang tidak pernah ditulis Excel (DOCTYPE atau pengodean lain).",
    pesan="{file} memuat bagian yang tidak pernah ditulis Excel.",
    saran="Buka di Excel, simpan lagi, lalu kirim ulang.",
    ringkas="memuat bagian yang tidak pernah ditulis Excel",
    contoh="Buku kerja dengan DOCTYPE di salah satu bagiannya",
)
READER_STOPPED = Rule(
    "pembaca_berhenti",
    GALAT,
    arti="Berkas yang membuat program pembaca berhenti; berkas lain tetap dibaca.",
    pesan="{file} membuat program pembaca berhenti, jadi isinya tidak dibaca.",
    saran="Buka di Excel, simpan lagi sebagai .xlsx, lalu kirim ulang.",
    ringkas="membuat program pembaca berhenti",
    contoh="Buku kerja rusak yang menghabiskan memori",
)

BY_KODE = {
    rule.kode: rule
    for rule in (
        NOT_FOUND,
        UNREACHABLE,
        NOT_ALLOWED,
        LINK,
        BROKEN_LINK,
        FOLDER,
        NO_REGULAR_FILE,
        STILL_COPIED,
        EMPTY_FILE,
        BROKEN,
        TOO_LARGE,
        ENCRYPTED,
        OLD_EXCEL,
        WORD,
        OTHER_DOCUMENT,
        CSV,
        HTML,
        XML,
        PDF,
        NO_WORKBOOK,
        BINARY_EXCEL,
        OPEN_DOCUMENT,
        MACROS,
        BOMB,
        TWICE_INSIDE,
        FOREIGN_COMPRESSION,
        OTHER_ZIP,
        FORBIDDEN_XML,
        READER_STOPPED,
    )
}
