"""What is wrong in a Katalog workbook is told at its cell, once, and all of it at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.katalog_books import Mistake, catalog_in, faults_in, right, with_mistakes, written

IND, ISI, BUT, HIT, SYA, TAR, CON, CAT, SKA = (
    "Indikator", "Isian", "Butir", "Hitung", "Syarat", "Target", "Contoh", "Catatan", "Skala",
)  # fmt: skip
CODE = "harus huruf kecil, angka dan garis bawah, misalnya"

MISTAKES = [
    # names that are nearly right
    Mistake("bilangan", IND, 0, "rumus", "hadr_# / hari_pns_# * 100",
            "rumus memakai “hadr_#”, yang bukan bilangan pada indikator ini. Maksudnya “hadir_#” (@Isian 0 kode)?"),
    Mistake("bilangan", HIT, 0, "rumus", "pnss_# * 20",
            "rumus memakai “pnss_#”, yang bukan bilangan pada indikator ini. Maksudnya “pns_#” (@Isian 1 kode)?"),
    Mistake("bilangan", SYA, 0, "rumus", "hadir_# <= hari_pn_#",
            "rumus memakai “hari_pn_#”, yang bukan bilangan pada indikator ini. Maksudnya “hari_pns_#” "
            "(@Hitung 0 kode)?"),
    Mistake("dokumen", IND, 0, "rumus", "memenuhi(laporn_#)",
            "“memenuhi” tidak dapat ditanyakan kepada “laporn_#”. Maksudnya “laporan_#” (@Isian 0 kode)?"),
    Mistake("bilangan", IND, 0, "jabatan", "umm",
            "jabatan “umm” tidak dikenal. Maksudnya “umum” (Jabatan!B5)?"),
    Mistake("surat", CON, 0, "isian", "surt_#",
            "contoh mengisi “surt_#” yang tidak dikenal. Maksudnya “surat_#”?"),
    Mistake("dokumen", CON, 0, "butir", "tahunn",
            "contoh “laporan_#”: tidak ada butir “tahunn”. Maksudnya “tahunan”?"),
    # last year's numbers
    Mistake("tahun lalu", IND, 0, "rumus", "tamu_# - tahun_lalu(tmu_#)",
            "rumus memakai “tmu_#”, yang bukan bilangan pada indikator ini. Maksudnya “tamu_#” (@Isian 0 kode)?"),
    Mistake("tahun lalu", IND, 0, "rumus", "tamu_# - tahun_lalu(tamu_# / tahun_lalu(tamu_#))",
            "“tahun_lalu(tamu_# / tahun_lalu(tamu_#))” memuat tahun_lalu di dalam tahun_lalu; tulis satu saja."),
    Mistake("tahun lalu", CON, 1, "isian", "tmu_#",
            "contoh mengisi “tahun_lalu(tmu_#)” yang tidak dipakai rumus. Maksudnya “tamu_#”?"),
    Mistake("tahun lalu", CON, 1, "isian", "tahun_lalu(tamu_#)",
            "kolom “Isian” berisi tahun_lalu(tamu_#). Tulis kodenya saja, tamu_#, dan “tahun lalu” di kolom “Butir”."),
    Mistake("tahun lalu", CON, 1, "butir", "thn lalu",
            "kolom “Butir” hanya untuk daftar dokumen, padahal “tamu_#” bukan. Kosongkan selnya, atau tulis “tahun "
            "lalu” "
            "bila ini angka tahun lalu."),
    Mistake("tahun lalu", CON, 1, "butir", None,
            "“tamu_#” sudah diisi (@Contoh 0 nilai). Bila ini contoh kedua, tulis 2 di kolom “Contoh ke-”; bila bukan, "
            "hapus salah satunya.", (CON, 1, "isian")),
    Mistake("surat", CON, 0, "butir", "tahun lalu",
            "contoh mengisi “tahun_lalu(surat_#)” yang tidak dipakai rumus. Hapus.",
            (CON, 0, "nilai")),
    # formulas of other languages
    Mistake("bilangan", IND, 0, "rumus", "hadir_# x hari_pns_#",
            "rumus “hadir_# x hari_pns_#” tidak dapat dibaca; “x” dipakai sebagai tanda kali; tulis * atau ×."),
    Mistake("bilangan", IND, 0, "rumus", "hadir_# / hari_pns_# * 100%",
            "rumus “hadir_# / hari_pns_# * 100%” tidak dapat dibaca; “100%” memuat tanda persen; tulis bilangannya "
            "saja, 100."),
    Mistake("surat", IND, 0, "rumus", "IF(surat_# > 1; 1; 0)",
            "rumus “IF(surat_# > 1; 1; 0)” tidak dapat dibaca; “IF” tidak ada di sini; pakai min(a; b) atau "
            "max(a; b), dan tulis yang harus benar sebagai syarat."),
    Mistake("surat", IND, 0, "rumus", "SUM(surat_#, 1)",
            "rumus “SUM(surat_#, 1)” tidak dapat dibaca; “SUM” tidak dikenal; pakai jumlah(…)."),
    Mistake("bilangan", IND, 0, "rumus", "hadir_# / hari_pns_# * 1.000",
            "rumus memuat “1.000”; tulis tanpa titik ribuan, 1000, atau dengan koma bila itu pecahan."),
    Mistake("surat", IND, 0, "rumus", "min(surat_#, 1,5)",
            "rumus memuat “1,5” di dalam fungsi; tulis 1.5 bila itu pecahan, atau 1; 5 bila itu dua bilangan."),
    Mistake("bilangan", IND, 0, "rumus", "(hadir_# / hari_pns_# * 100",
            "rumus “(hadir_# / hari_pns_# * 100” tidak dapat dibaca; periksa tanda kurung dan tanda hitungnya."),
    Mistake("bilangan", IND, 0, "rumus", "hadir_# <= hari_pns_#",
            "rumus tidak boleh berupa perbandingan; perbandingan ditulis pada “syarat”."),
    Mistake("bilangan", SYA, 0, "rumus", "hadir_# + hari_pns_#",
            "rumus pada “syarat” harus perbandingan antara isian bilangan, misalnya a <= b."),
    Mistake("bilangan", HIT, 0, "rumus", "20 * 2",
            "rumus pada “hitung” tidak memakai isian. Pakai sedikitnya satu isian."),
    Mistake("surat", IND, 0, "rumus", dt.date(2026, 4, 1),
            "kolom “Rumus” berisi tanggal 1 April 2026, yang dibuat Excel, mungkin dari “APR-1” atau “1/4”. Ketik lagi "
            "dengan tanda petik tunggal di depannya: 'APR-1"),
    # what is missing
    Mistake("surat", IND, 0, "rumus", None,
            "kolom “Rumus” masih kosong. Misalnya hadir / hari_pns * 100."),
    Mistake("surat", IND, 0, "satuan", None,
            "kolom “Satuan” masih kosong. Satuan hasilnya: %, dokumen, kegiatan."),
    Mistake("surat", IND, 0, "singkat", None, "kolom “Nama pendek” masih kosong. Untuk grafik dan pengaturan."),
    Mistake("surat", IND, 0, "jabatan", None, "kolom “Jabatan” masih kosong. Tulis kodenya, dari lembar Jabatan."),
    Mistake("surat", ISI, 0, "label", None, "kolom “Pertanyaannya” masih kosong. Seperti dibaca pengisi."),
    Mistake("surat", ISI, 0, "akumulasi", None,
            "kolom “Akumulasi” masih kosong. Cara bulan-bulan menjadi “s.d. bulan ini”."),
    Mistake("bilangan", SYA, 0, "pesan", None,
            "kolom “Yang dikatakan kepada pengisi” masih kosong. Apa yang seharusnya."),
    Mistake("dokumen", BUT, 1, "label", None,
            "kolom “Namanya” masih kosong. Seperti dibaca pengisi; untuk pilihan katanya."),
    Mistake("surat", TAR, 2, "nilai", None, "kolom “Target” masih kosong. Isi bilangannya, atau hapus barisnya."),
    Mistake("surat", CON, 0, "hasil", None,
            "kolom “Hasil” masih kosong. Hasil yang seharusnya; cukup di satu baris."),
    Mistake("surat", CAT, 0, "teks", None, "kolom “Catatan” masih kosong. Tulis catatannya, atau hapus barisnya."),
    # words that no list has
    Mistake("surat", ISI, 0, "akumulasi", "jumlh", "kolom “Akumulasi” berisi “jumlh”. Maksudnya “jumlah”?"),
    Mistake("surat", ISI, 0, "jenis", "bilangn", "kolom “Jenis” berisi “bilangn”. Maksudnya “bilangan”?"),
    Mistake("surat", IND, 0, "arah", "nai", "kolom “Arah” berisi “nai”. Maksudnya “naik”?"),
    Mistake("surat", ISI, 0, "wajib", "mungkin", "kolom “Wajib diisi” berisi “mungkin”, padahal harus Ya atau Tidak."),
    Mistake("surat", TAR, 0, "bagian", "triwulan ke satu",
            "“triwulan ke satu” tidak dikenal. Maksudnya “triwulan I”? Bulan ditulis misalnya Agustus 2019."),
    # codes
    Mistake("surat", ISI, 0, "kode", "Surat Masuk #", f"kode “Surat Masuk #” {CODE} “surat_masuk_#”."),
    Mistake("dokumen", BUT, 0, "kode", "TAHUNAN", f"kode “TAHUNAN” {CODE} “tahunan”."),
    Mistake("dokumen", BUT, 1, "kode", "tahunan",
            "kode butir “tahunan” dipakai dua kali (sudah dipakai di @Butir 0 kode). Ganti salah satunya."),
    Mistake("bilangan", ISI, 1, "label", "Kehadiran # (contoh)",
            "label isian “Kehadiran # (contoh)” dipakai dua kali (sudah dipakai di @Isian 0 label). "
            "Ganti salah satunya."),
    Mistake("dokumen", BUT, 1, "kode", dt.date(2026, 9, 1),
            "kolom “Kode” berisi tanggal 1 September 2026, yang dibuat Excel, mungkin dari “SEP-1” atau “1/9”. Ketik "
            "lagi dengan tanda petik tunggal di depannya: 'SEP-1"),
    # numbers and days
    Mistake("surat", TAR, 1, "nilai", "tiga puluh",
            "kolom “Target” berisi “tiga puluh”, padahal harus bilangan. Ketik bilangannya saja, dengan angka."),
    Mistake("surat", ISI, 0, "maksimum", "1.700",
            "kolom “Maksimum” berisi “1.700”. Bila maksudnya seribu tujuh ratus, tulis 1700; bila 1,7, tulis 1,7."),
    Mistake("surat", ISI, 0, "maksimum", -1,
            "“surat_#”: minimum lebih besar daripada maksimum. Perbaiki salah satunya.",
            (ISI, 0, "minimum")),
    Mistake("surat", ISI, 0, "maksimum", "200 surat",
            "kolom “Maksimum” berisi “200 surat”, padahal harus bilangan. Tulis bilangannya saja: 200."),
    Mistake("dokumen", BUT, 0, "batas", "31 Februari",
            "kolom “Batas waktu” berisi “31 Februari”. Tulis tanggal dan bulan, misalnya “28 Februari”; untuk dokumen "
            "setiap bulan, misalnya “tiap tanggal 5”."),
    Mistake("surat", IND, 0, "berlaku_mulai", "Maretober 2019",
            "kolom “Berlaku mulai” berisi “Maretober 2019”. Periode “Maretober 2019” tidak dikenal. Maksudnya "
            "“Maret 2019”?"),
    # examples
    Mistake("bilangan", CON, 0, "hasil", 95,
            "contoh memberi 93,6363636364, padahal tertulis hasil 95. Perbaiki rumus atau contohnya."),
    Mistake("surat", CON, 0, "nilai", "lima", "contoh “surat_#”: nilainya harus bilangan."),
    Mistake("bilangan", CON, 1, "isian", "hadir_#",
            "“hadir_#” sudah diisi (@Contoh 0 nilai). Bila ini contoh kedua, tulis 2 di kolom “Contoh ke-”; bila "
            "bukan, hapus salah satunya."),
    Mistake("survei", CON, 0, "nilai", "3 4 2",
            "contoh “skm_#”: nilainya harus baris responden, masing-masing 2 skor."),
    Mistake("survei", CON, 0, "nilai", "3 9",
            "contoh “skm_#”: skor harus 1, 2, 3 atau 4, atau “” untuk jawaban kosong."),
    Mistake("dokumen", CON, 0, "mutu", "bagus",
            "contoh “laporan_#”: mutu pada butir “tahunan” harus “Ya” atau “Tidak”."),
    Mistake("dokumen", CON, 0, "nilai", "kemarin",
            "contoh “laporan_#”: selesai pada butir “tahunan” harus tanggal seperti 2019-02-28."),
    Mistake("survei", CON, 1, "nilai", "3 9",
            "contoh “skm_#”: skor harus 1, 2, 3 atau 4, atau “” untuk jawaban kosong."),
    # rows that belong to nothing
    Mistake("surat", TAR, 0, "indikator", "S-#0",
            "indikator “S-#0” tidak dikenal. Maksudnya “S-#” (@Indikator 0 kode)?"),
    Mistake("surat", CAT, 0, "untuk", "S-#x", "indikator “S-#x” tidak dikenal. Maksudnya “S-#” (@Indikator 0 kode)?"),
    Mistake("dokumen", BUT, 1, "isian", "laporan_#x",
            "isian “laporan_#x” tidak dikenal. Maksudnya “laporan_#” (@Isian 0 kode)?"),
    Mistake("surat", TAR, 0, "versi", "2019-07",
            "“S-#” tidak punya versi yang berubah mulai 2019-07. Tambahkan barisnya di lembar Indikator."),
    # what does not go together
    Mistake("surat", TAR, 3, "bagian", "tiap bulan",
            "target ditulis dengan satu cara saja: semua baris sebuah indikator untuk hal yang sejenis.",
            (TAR, 0, "bagian")),
    Mistake("surat", ISI, 0, "pendukung", "Ya",
            "“surat_#” dipakai rumus, jadi tidak boleh ditandai pendukung. Hapus tanda itu."),
    Mistake("bilangan", IND, 0, "rumus", "hadir_#",
            "“hari_pns_#” tidak dipakai rumus mana pun. Pakai dalam rumus, hapus, atau tandai Ya di kolom Pendukung.",
            (HIT, 0, "kode")),
    Mistake("dokumen", ISI, 0, "maksimum", 5,
            "kolom “Maksimum” tidak dipakai di baris ini. Kosongkan selnya, atau ganti jenisnya."),
    Mistake("survei", ISI, 0, "populasi", "penduduk_#",
            "populasi “penduduk_#” tidak dikenal. Bilangan pada indikator ini: tidak ada."),
    # steps
    Mistake("skala", IND, 0, "rumus", "skala(rapat_#, nilay_#)",
            "rumus memakai skala “nilay_#”, yang tidak dikenal; maksudnya “nilai_#”?"),
    Mistake("skala", SKA, 1, "dari", 9,
            "langkah skala “nilai_#” tidak naik: dari 9, lalu dari 5. Urutkan dari yang terkecil, masing-masing "
            "sekali.",
            (SKA, 2, "dari")),
    Mistake("skala", SKA, 1, "dari", None,
            "kolom “Mulai dari” masih kosong. Dari bilangan ini sampai di bawah langkah berikutnya."),
    Mistake("skala", SKA, 2, "nilai", "tujuh",
            "kolom “Nilai” berisi “tujuh”, padahal harus bilangan. Ketik bilangannya saja, dengan angka."),
    Mistake("skala", SKA, 0, "label", None,
            "kolom “Apa yang dinilai” masih kosong. Seperti dibaca orang; cukup di langkah pertama."),
    Mistake("skala", SKA, 2, "label", "Nilai lain", "skala “nilai_#” disebut “Nilai rapat” di langkah lain. Samakan."),
    Mistake("skala", SKA, 2, "indikator", "K-#x",
            "indikator “K-#x” tidak dikenal. Maksudnya “K-#” (@Indikator 0 kode)?"),
    # results of others
    Mistake("indeks", ISI, 0, "dari", "N-#x",
            "indikator “N-#x” tidak ada di katalog ini. Maksudnya “N-#” (@Indikator 1 kode)?"),
    Mistake("indeks", ISI, 0, "dari", None,
            "kolom “Hasil dari” masih kosong. Untuk jenis indikator: kode indikatornya."),
    Mistake("indeks", ISI, 0, "ukuran", "capian", "kolom “Ukuran” berisi “capian”. Maksudnya “capaian”?"),
    Mistake("indeks", ISI, 0, "satuan", "%",
            "kolom “Satuan” tidak dipakai di baris ini. Kosongkan selnya, atau ganti jenisnya."),
    Mistake("indeks", CON, 0, "nilai", dt.date(2026, 4, 1),
            "kolom “Diisi” berisi tanggal 1 April 2026, padahal “hasil_#” bilangan. Ubah format selnya menjadi Umum, "
            "lalu ketik bilangannya."),
    Mistake("surat", IND, 0, "sifat", "arusan", "kolom “Sifat” berisi “arusan”. Maksudnya “arus”?"),
]  # fmt: skip


@pytest.mark.parametrize("block", ["bilangan", "surat", "dokumen", "survei", "skala"])
def test_each_block_without_a_mistake_is_a_catalogue(block: str, tmp_path: Path) -> None:
    assert len(catalog_in(written(tmp_path / "k.xlsx", right(block))).indikator) == 1


def test_sixty_mistakes_are_told_at_once_each_at_its_cell(tmp_path: Path) -> None:
    assert len(MISTAKES) >= 60
    rows, told = with_mistakes(MISTAKES)
    expected = [f"{cell}: {sentence}" for cell, sentence in told]
    assert sorted(faults_in(written(tmp_path / "k.xlsx", rows))) == sorted(expected)


@pytest.mark.panjang
@pytest.mark.parametrize("mistake", MISTAKES[::3], ids=lambda one: f"{one.block}-{one.sheet}-{one.key}-{one.value}")
def test_a_mistake_alone_is_told_once(mistake: Mistake, tmp_path: Path) -> None:
    rows, [(cell, sentence)] = with_mistakes([mistake])
    assert faults_in(written(tmp_path / "k.xlsx", rows)) == [f"{cell}: {sentence}"]


def test_what_contradicts_itself_over_documents_and_months_is_told_at_its_cells_all_at_once(tmp_path: Path) -> None:
    rows = right("dokumen", "dokumen", "surat", "bilangan")
    twice, one, _, other = rows["Butir"]
    twice["fakta"], one["fakta"] = "lkjip", "lkjip"
    other["fakta"] = "lkjip; lppd"
    monthly = {"indikator": "D-2", "isian": "laporan_2", "kode": "bulanan", "label": "Bulanan",
               "batas": "tiap tanggal 5", "fakta": "rekap"}  # fmt: skip
    yearly = {"indikator": "D-1", "isian": "laporan_1", "kode": "rekap", "label": "Rekap", "batas": "5 Mei",
              "fakta": "rekap"}  # fmt: skip
    rows["Butir"] += [monthly, yearly]
    rows["Indikator"] += [{"kode": "S-3", "versi": "2019-07"}]
    rows["Isian"] += [{"indikator": "S-3", "versi": "2019-07", "kode": "surat_3", "label": "Surat", "satuan": "berkas",
                       "akumulasi": "jumlah"}]  # fmt: skip
    rows["Konstanta"] = [{"kode": "hari", "label": "Hari", "satuan": "hari", "nilai": 240, "berlaku_mulai": "2019-03"}]
    rows["Indikator"][3]["rumus"] = "hadir_4 / hari_pns_4 / hari * 100"
    rows["Contoh"] = [row for row in rows["Contoh"] if row["indikator"] != "B-4"] + [
        {"indikator": "B-4", "isian": "hadir_4", "nilai": 440, "hasil": 0.42},
        {"indikator": "B-4", "isian": "pns_4", "nilai": 22},
    ]
    assert faults_in(written(tmp_path / "k.xlsx", rows)) == [
        "Indikator!K8: konstanta “hari” tidak punya nilai untuk Februari 2019, padahal B-4 memakainya pada bulan itu. "
        "Ubah masa berlakunya, atau tambahkan nilainya.",
        "Isian!H10: “surat_3” berganti satuan di antara versi-versinya. Isian yang artinya berubah memerlukan kode "
        "baru.",
        "Butir!J6: fakta “lkjip” ada pada dua butir “laporan_1”, “tahunan” dan “semester”. Sebuah daftar menyebut "
        "dokumen yang sama sekali saja: hapus salah satunya.",
        "Butir!J8: fakta “lkjip” ada pada “laporan_1.tahunan” (lkjip) dan pada “laporan_2.semester” (lkjip dan lppd), "
        "padahal formulirnya menanyakannya sekali. Samakan fakta keduanya, atau hapus pada salah satunya.",
        "Butir!J9: fakta “rekap” adalah dokumen setiap bulan pada “laporan_2.bulanan” (umum) dan dokumen setahun pada "
        "“laporan_1.rekap” (umum). Beri keduanya fakta yang berbeda, atau samakan batasnya.",
    ]
