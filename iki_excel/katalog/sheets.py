"""The sheets of the Katalog workbook, as values: what each column is called, what it holds, and what belongs there.

A column's ``key`` is the key of TOML that says the same. A new key of the catalogue is one row here.
"""

from __future__ import annotations

from collections.abc import Sequence

from iki_excel.decree import ARAH, kinds, sifat
from iki_excel.decree.kinds.indikator import CAPAIAN, REALISASI
from iki_excel.katalog import columns
from iki_excel.katalog.columns import CODE, Type
from iki_excel.words import periods
from iki_excel.words.frozen import frozen

NUMBER_KEY, NUMBER_HEADING = "no", "No."
VERSI, VERSI_HEADING = "versi", "Berubah mulai"
INDIKATOR, JABATAN = "indikator", "jabatan"


@frozen
class Column:
    """One column. ``required``: every row needs it; ``of``: the sheets whose kode it names; ``grey``: we write it."""

    key: str
    heading: str
    type: Type
    width: float
    hint: str = ""
    required: bool = False
    of: tuple[str, ...] = ()
    grey: bool = False


@frozen
class Sheet:
    """One sheet with a row for each thing that it lists. ``about``: what it is for, above its table."""

    name: str
    about: str
    columns: Sequence[Column]
    frozen: int = 2
    """How many columns stay in view."""

    pages: int = 1
    """How many pages wide it prints."""

    of_version: tuple[str, ...] = ()
    """The columns that are enough where a row says only what changes; nothing where each row says all."""

    of_result: tuple[str, ...] = ()
    """The columns that are enough where a row says whose result it is."""

    unread: Sequence[Column] = ()
    """Columns of somebody else's that a copy keeps, behind ours."""

    @property
    def typed(self) -> list[Column]:
        """The columns that somebody fills."""
        return [column for column in self.columns if not column.grey and column.key != NUMBER_KEY]

    def column(self, key: str) -> Column:
        """The column of a key."""
        return next(column for column in self.columns if column.key == key)

    def index(self, key: str) -> int:
        """Where that column stands as we write it."""
        return self.columns.index(self.column(key))


ORDER = Column(NUMBER_KEY, NUMBER_HEADING, columns.ANYTHING, 5)
STATE = Column("keadaan", "Keadaan", columns.TEXT, 24, "Menjawab sendiri: ya, atau apa yang kurang.", grey=True)
OF_INDIKATOR = Column(
    INDIKATOR, "Indikator", CODE, 12, "Kode indikatornya, dari lembar Indikator.", True, of=("Indikator",)
)
OF_VERSI = Column(
    VERSI,
    VERSI_HEADING,
    columns.MONTH,
    11,
    "Hanya untuk versi baru di tengah tahun: bulannya, 2019-07.",
)
UNIT = "unit"
"""Whose an isian is that one jabatan fills for all."""

OWNER = Column(
    INDIKATOR,
    "Milik",
    CODE,
    12,
    "Kode indikatornya; kode jabatan bila dipakai beberapa indikatornya; unit bila dipakai jabatan lain.",
    True,
    of=("Indikator", "Jabatan"),
)
AKUMULASI = Column(
    "akumulasi",
    "Akumulasi",
    columns.choice(*kinds.AKUMULASI),
    12,
    "Cara bulan-bulan menjadi “s.d. bulan ini”.",
)

SIMBOL = Column("simbol", "Simbol", CODE, 8, "Huruf di rumus SK: A.")

JABATAN_SHEET = Sheet(
    "Jabatan",
    "Satu baris satu jabatan yang dinilai. Dari setiap baris dibuat satu formulir.",
    (
        ORDER,
        Column("kode", "Kode", CODE, 18, "Huruf kecil, angka, garis bawah: sekretaris, tata_usaha.", True),
        Column("nama", "Nama jabatan", columns.TEXT, 52, "Seperti dalam SK.", True),
        Column("urutan", "Urutan di rekap", columns.WHOLE, 10, "Bilangan bulat; boleh kosong."),
        STATE,
    ),
)
URAIAN_SHEET = Sheet(
    "Uraian",
    "Tugas dan fungsi setiap jabatan menurut SK; satu baris satu butir. Dicetak di lembar Petunjuk formulir.",
    (
        ORDER,
        Column(JABATAN, "Jabatan", CODE, 18, "Kode jabatan, dari lembar Jabatan.", True, of=("Jabatan",)),
        Column("jenis", "Tugas atau fungsi", columns.choice("tugas", "fungsi"), 12, required=True),
        Column("teks", "Bunyinya", columns.TEXT, 90, "Satu butir, tanpa hurufnya (a, b, c).", True),
        STATE,
    ),
)
INDIKATOR_SHEET = Sheet(
    "Indikator",
    "Satu baris satu indikator. Rumusnya memakai kode dari lembar Isian dan Hitung.",
    (
        ORDER,
        Column("kode", "Kode", CODE, 10, "Kode yang dilihat orang, misalnya SEK-1.", True),
        Column(JABATAN, "Jabatan", CODE, 16, "Kode jabatan, dari lembar Jabatan.", True, of=("Jabatan",)),
        OF_VERSI,
        Column("singkat", "Nama pendek", columns.TEXT, 26, "Untuk grafik dan pengaturan.", True),
        Column("kinerja", "Kinerja", columns.TEXT, 34, "Menurut SK.", True),
        Column("indikator", "Bunyi indikator", columns.TEXT, 40, "Menurut SK.", True),
        Column("penjelasan", "Penjelasan / formulasi", columns.TEXT, 40, "Menurut SK; boleh beberapa baris.", True),
        Column("sumber_data", "Sumber data", columns.LINES, 24, "Satu baris satu sumber (Alt+Enter).", True),
        Column("satuan", "Satuan", columns.TEXT, 11, "Satuan hasilnya: %, dokumen, kegiatan.", True),
        Column("rumus", "Rumus", columns.FORMULA, 40, "Misalnya hadir / hari_pns * 100.", True),
        Column("periode", "Ditanyakan per", columns.choice(*periods.LENGTHS), 12, "Kosong = bulan."),
        Column("arah", "Arah", columns.choice(*ARAH), 10, "Kosong = naik: makin besar makin baik."),
        Column(
            "sifat",
            "Sifat",
            columns.choice(sifat.ARUS, sifat.KEADAAN),
            10,
            "Hanya bila diminta oleh pemeriksaan.",
        ),
        Column("bobot", "Bobot", columns.NUMBER, 9, "Semua atau tidak satu pun; berjumlah 100."),
        Column("penanggung_jawab", "Penanggung jawab data", columns.TEXT, 24, "Siapa yang menjawab untuk datanya."),
        Column("mendukung", "Mendukung", columns.TEXTS, 34, "IKU atau sasaran yang didukung; satu baris satu."),
        Column("jarang", "Jarang", columns.YES_NO, 9, "Ya bila hanya 1–2 kali setahun."),
        Column("berlaku_mulai", "Berlaku mulai", columns.MONTH, 11, "Bulan pertamanya; kosong = sejak semula."),
        Column("berlaku_sampai", "Berlaku sampai", columns.MONTH, 11, "Bulan terakhirnya; kosong = seterusnya."),
        Column("tanpa", "Tanpa", columns.CODES, 12, "Versi: bagian yang dihapus, misalnya syarat."),
        Column("kata", "Rumus dalam kata", columns.TEXT, 44, "Menurut rumus saat ditulis.", grey=True),
        Column("hasil_contoh", "Hasil contoh", columns.TEXT, 14, "Contoh pertama, saat ditulis.", grey=True),
        STATE,
    ),
    pages=2,
    of_version=("kode", VERSI),
)
ISIAN_SHEET = Sheet(
    "Isian",
    "Satu baris satu hal yang ditanyakan di formulir.",
    (
        ORDER,
        Column("kode", "Kode", CODE, 22, "Nama dalam rumus: huruf kecil, angka, garis bawah.", True),
        OWNER,
        OF_VERSI,
        SIMBOL,
        Column("jenis", "Jenis", columns.choice(*kinds.KINDS), 15, "Kosong = bilangan."),
        Column("label", "Pertanyaannya", columns.TEXT, 48, "Seperti dibaca pengisi.", True),
        Column("satuan", "Satuan", columns.TEXT, 12, "Untuk bilangan."),
        AKUMULASI,
        Column("petunjuk", "Petunjuk", columns.TEXT, 48, "Apa yang dihitung dan apa yang tidak."),
        Column("wajib", "Wajib diisi", columns.YES_NO, 9, "Kosong = Ya."),
        Column("bulat", "Bilangan bulat", columns.YES_NO, 9, "Tidak bila pecahan diterima."),
        Column("minimum", "Minimum", columns.NUMBER, 10, "Kosong = 0."),
        Column("maksimum", "Maksimum", columns.NUMBER, 10, "Kosong = tanpa batas."),
        Column("kalender", "Hari kerja", columns.YES_NO, 9, "Ya: terisi dari kalender."),
        Column("berlanjut", "Biasanya tetap", columns.YES_NO, 10, "Ya: angka bulan lalu diajukan."),
        Column("diisi", "Diisi oleh", CODE, 14, "Untuk milik unit: kode jabatan yang mengisinya.", of=("Jabatan",)),
        Column("dari", "Hasil dari", CODE, 12, "Untuk jenis indikator: kode indikatornya.", of=("Indikator",)),
        Column("ukuran", "Ukuran", columns.choice(CAPAIAN, REALISASI), 11, "Untuk jenis indikator: yang mana darinya."),
        Column("pendukung", "Pendukung", columns.YES_NO, 10, "Ya bila tidak dipakai rumus."),
        Column("kata", "Dua kata", columns.WORDS, 16, "Untuk ya tidak, bila lain: Ada, Tidak ada."),
        Column("mutu", "Ditanya mutunya", columns.YES_NO, 10, "Untuk daftar dokumen."),
        Column("kata_mutu", "Kata mutunya", columns.TEXT, 16, "Kosong = berkualitas baik; misalnya dengan benar."),
        Column("skala", "Skala skor", columns.SPAN, 9, "Untuk survei: 1–5; kosong = 1–4."),
        Column("profil", "Profil unsur", columns.choice(*kinds.PROFILES), 20, "Untuk survei, bila unsurnya baku."),
        Column("populasi", "Populasi", CODE, 18, "Untuk survei: kode isian banyaknya penerima layanan."),
        STATE,
    ),
    pages=2,
    of_result=("kode", INDIKATOR, "dari", "ukuran"),
)
BUTIR_SHEET = Sheet(
    "Butir",
    "Isi dari isian yang berbutir: dokumen dalam daftar dokumen, unsur dalam survei, kata dalam pilihan.",
    (
        ORDER,
        Column("kode", "Kode", CODE, 18, "Dokumen dan unsur: huruf kecil, angka, garis bawah."),
        OWNER,
        OF_VERSI,
        Column("isian", "Isian", CODE, 22, "Kode isiannya, dari lembar Isian.", True, of=("Isian",)),
        Column("label", "Namanya", columns.TEXT, 40, "Seperti dibaca pengisi; untuk pilihan katanya.", True),
        Column("nilai", "Nilai", columns.NUMBER, 9, "Pilihan: nilai kata itu."),
        Column("bobot", "Bobot", columns.NUMBER, 9, "Unsur: bobotnya, bila tidak semua sama."),
        Column("batas", "Batas waktu", columns.DAY, 20, "Dokumen: 28 Februari, atau tiap tanggal 5."),
        Column("fakta", "Fakta", columns.CODES, 18, "Dokumen: kode bersama bila disebut di daftar lain juga."),
        STATE,
    ),
)
SKALA_SHEET = Sheet(
    "Skala",
    "Langkah-langkah nilai, misalnya di bawah 1 rapat 0, mulai 1 rapat 4, mulai 5 rapat 7; satu baris satu langkah.",
    (
        ORDER,
        Column("kode", "Kode", CODE, 20, "Nama dalam rumus; sama di semua langkahnya.", True),
        OF_INDIKATOR,
        OF_VERSI,
        Column("label", "Apa yang dinilai", columns.TEXT, 40, "Seperti dibaca orang; cukup di langkah pertama."),
        Column("dari", "Mulai dari", columns.NUMBER, 12, "Dari bilangan ini sampai di bawah langkah berikutnya.", True),
        Column("nilai", "Nilai", columns.NUMBER, 12, "Nilai langkah itu.", True),
        STATE,
    ),
)
HITUNG_SHEET = Sheet(
    "Hitung",
    "Nama untuk hasil hitungan sebulan, yang baru kemudian diakumulasi.",
    (
        ORDER,
        Column("kode", "Kode", CODE, 20, "Nama dalam rumus dan syarat.", True),
        OF_INDIKATOR,
        OF_VERSI,
        SIMBOL,
        Column("label", "Apa yang dihitung", columns.TEXT, 40, "Seperti dibaca pengisi.", True),
        Column("satuan", "Satuan", columns.TEXT, 14, "", True),
        Column("rumus", "Rumus", columns.FORMULA, 40, "Dari isian bilangan: jumlah_pns * hari_kerja.", True),
        Column("akumulasi", "Akumulasi", AKUMULASI.type, 12, AKUMULASI.hint, True),
        STATE,
    ),
)
SYARAT_SHEET = Sheet(
    "Syarat",
    "Yang harus benar antara angka-angka sebulan; bila tidak, pengisi diberi tahu.",
    (
        ORDER,
        OF_INDIKATOR,
        OF_VERSI,
        Column("rumus", "Harus benar", columns.FORMULA, 40, "Satu perbandingan: hadir <= hari_pns.", True),
        Column("pesan", "Yang dikatakan kepada pengisi", columns.TEXT, 70, "Apa yang seharusnya.", True),
        STATE,
    ),
)
KONSTANTA_SHEET = Sheet(
    "Konstanta",
    "Bilangan yang ditetapkan keputusan, misalnya 240 hari efektif; dipakai rumus dengan kodenya.",
    (
        ORDER,
        Column("kode", "Kode", CODE, 20, "Nama dalam rumus.", True),
        Column("label", "Apa bilangan ini", columns.TEXT, 40, "Seperti dibaca orang.", True),
        Column("nilai", "Nilai", columns.NUMBER, 14, "Bilangannya.", True),
        Column("satuan", "Satuan", columns.TEXT, 14, "", True),
        Column("berlaku_mulai", "Berlaku mulai", columns.MONTH, 11, "Bulan pertamanya; kosong = sejak semula."),
        Column("berlaku_sampai", "Berlaku sampai", columns.MONTH, 11, "Kosong = sampai nilai berikutnya."),
        STATE,
    ),
)
TARGET_SHEET = Sheet(
    "Target",
    "Target bawaan setiap indikator; boleh kosong semua. Yang ditulis di iki.toml menang.",
    (
        ORDER,
        OF_INDIKATOR,
        OF_VERSI,
        Column(
            "bagian",
            "Untuk",
            columns.TEXT,
            22,
            "Kosong = setahun (rasio: kapan saja). Atau: tiap bulan, tetap, Triwulan I, Semester II, Agustus 2019, "
            "dari, sampai.",
        ),
        Column("tahun", "Tahun", columns.WHOLE, 8, "Hanya bila targetnya lain setiap tahun."),
        Column("nilai", "Target", columns.AMOUNT, 12, "Bilangan, atau kata pilihannya.", True),
        STATE,
    ),
)
LAST_YEAR = "tahun lalu"
"""Stands where an example has last year's number of an isian."""

CONTOH_SHEET = Sheet(
    "Contoh",
    "Isian yang diberikan dan hasil yang seharusnya: setiap indikator memerlukan sedikitnya satu contoh.",
    (
        ORDER,
        OF_INDIKATOR,
        OF_VERSI,
        Column("contoh", "Contoh ke-", columns.WHOLE, 9, "Kosong = 1.", False),
        Column("isian", "Isian", CODE, 24, "Kode isiannya.", False, of=("Isian",)),
        Column("butir", "Butir", CODE, 18, f"Dokumennya; “{LAST_YEAR}” bila isiannya di dalam tahun_lalu(…).", False),
        Column("nilai", "Diisi", columns.ANYTHING, 20, "Bilangan, tanggal selesai, atau skor satu responden: 3 4 - 4."),
        Column("mutu", "Mutu", columns.choice("Ya", "Tidak"), 9, "Ya atau Tidak, bila ditanya."),
        Column("periode", "Bulan", columns.MONTH, 11, "Bulan yang dihitung; cukup di satu baris."),
        Column("hasil", "Hasil", columns.NUMBER, 14, "Hasil yang seharusnya; cukup di satu baris."),
        STATE,
    ),
    frozen=2,
)
CATATAN_SHEET = Sheet(
    "Catatan",
    "Setiap tafsir dan keraguan tentang SK, dicetak di lembar Rumus setiap rekap.",
    (
        ORDER,
        Column("untuk", "Untuk", CODE, 16, "Kode indikator atau kode jabatan.", True),
        OF_VERSI,
        Column("teks", "Catatan", columns.TEXT, 100, "", True),
        STATE,
    ),
)

SHEETS: tuple[Sheet, ...] = (
    JABATAN_SHEET, URAIAN_SHEET, INDIKATOR_SHEET, ISIAN_SHEET, BUTIR_SHEET, SKALA_SHEET, HITUNG_SHEET,
    SYARAT_SHEET, KONSTANTA_SHEET, TARGET_SHEET, CONTOH_SHEET, CATATAN_SHEET,
)  # fmt: skip
"""Those that are tables, in their order."""

READ_FIRST, KEPUTUSAN, PERBAIKAN = "Baca dahulu", "Keputusan", "Perbaikan"
ABOUT_KEPUTUSAN = "Keputusan (SK) yang menetapkan indikator. Semua boleh kosong; isinya dicetak di lembar Rumus."


@frozen
class Entry:
    """One line of the sheet Keputusan."""

    key: str
    heading: str
    type: Type
    hint: str


ENTRIES: tuple[Entry, ...] = (
    Entry("nomor", "Nomor SK", columns.TEXT, "Misalnya 188/12/411.518/2019."),
    Entry("tentang", "Tentang", columns.TEXT, "Judul SK."),
    Entry("tanggal", "Tanggal ditetapkan", columns.DATE, "Misalnya 2019-01-31."),
    Entry("tahun", "Tahun", columns.WHOLE, "Tahun yang diatur, empat angka."),
    Entry("berlaku_mulai", "Mulai berlaku", columns.MONTH, "Bulan, misalnya 2019-01."),
    Entry("pimpinan", "Pimpinan kantor", columns.TEXT, "Kode sebuah jabatan, atau kata-kata seperti Camat {tempat}."),
    Entry("dasar_hukum", "Dasar hukum", columns.LINES, "Satu baris satu peraturan (Alt+Enter)."),
    Entry("unit.kode", "Kode kantor", CODE, "Huruf kecil dan angka, untuk nama berkas, misalnya ngronggot."),
    Entry("unit.nama", "Nama kantor", columns.TEXT, "Seperti dicetak. Kosong bila katalog ini untuk beberapa kantor."),
    Entry("unit.kabupaten", "Kabupaten atau kota", columns.TEXT, "Misalnya Kabupaten Nganjuk."),
    Entry("unit.tempat", "Tempat", columns.TEXT, "Tempat penandatanganan."),
    Entry("singkatan", "Singkatan", columns.TEXT, "Kosong = IKI; misalnya IKU."),
    Entry("kepanjangan", "Kepanjangan", columns.TEXT, "Kosong = Indikator Kinerja Individu."),
    Entry("kata_kinerja", "Kata untuk kinerja", columns.TEXT, "Kosong = Kinerja; misalnya Sasaran Strategis."),
)
