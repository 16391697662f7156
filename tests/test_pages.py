"""The pages to sign and to send: what stands on them, that each is one page that can be read aloud, and that what
people typed stays text."""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from iki_excel.cli.saying import processed_lines
from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.settings import Aturan, Pejabat
from iki_excel.judging import notes
from iki_excel.judging.batch import Batch
from iki_excel.report import bands
from iki_excel.report.pages import pages, typesetting
from iki_excel.report.pages.figures import by_format, change
from iki_excel.report.pages.letters import printable
from iki_excel.runs.month import Processed, process, process_to
from iki_excel.runs.signing import write_pages
from tests import pdfs
from tests.forms import complete, form
from tests.grounds import KECIL, targets
from tests.result_tables import columns
from tests.times import all_at, at
from tests.workbooks import opened

NOON = dt.datetime(2019, 3, 4, 12)
WORKBOOK = b"what stands in for a workbook"
SIDIK = hashlib.sha256(WORKBOOK).hexdigest()
FOOT = [
    "IKI Kelurahan Contoh, Februari 2019 · dibuat 4 Maret 2019 12.00",
    f"Sidik buku kerja rekap (SHA-256), selengkapnya di kode QR: {SIDIK[:4]} {SIDIK[4:8]} {SIDIK[8:12]} …",
]
HEADS = (
    "Kode Indikator kinerja Satuan Target setahun Target s.d. bulan ini Bulan ini S.d. bulan ini Capaian (%) Predikat "
    "Capaian tiap bulan"
)
BANDS = [
    "Garis putus: target (100). Predikat menurut pita capaian: 91 Sangat Baik, 76 Baik, 66 Cukup, 51 Kurang, di "
    "bawahnya Sangat Kurang; bukan",
    "predikat SKP.",
]
OFFICE = replace(
    KECIL.settings,
    target=targets({"UM-1": 48, "KT-1": 24}),
    pejabat={
        "umum": Pejabat("Budi Contoh, S.E.", "198001012005011001", "Penata", "Plt."),
        "pimpinan": Pejabat("Siti Contoh, M.Si.", "197001011995012002", "Pembina"),
    },
)
WORDS = [word for _, word in OFFICE.aturan.pita]
TYPED = {"UM-2": ("Mesin absen rusak.", "Diperbaiki bulan ini.")}


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months of which only Ketertiban has something to mend, and came late."""
    folder = tmp_path_factory.mktemp("formulir")
    for month, letters, disturbances in (("2019-01", 1, "3"), ("2019-02", 9, "3 kasus")):
        complete(folder, "umum", month, f"surat | {letters}\n")
        complete(folder, "pelayanan", month)
        all_at(folder.glob(f"*{month}*"), f"{month}-27 09:00")
        late = form(folder, "ketertiban", month, f"tahun_lalu | 4\ntahun_ini | 3\nberas | 2\ngangguan | {disturbances}")
        at(late, "2019-04-01 09:00")
    return folder


@pytest.fixture(scope="module")
def done(forms: Path, tmp_path_factory: pytest.TempPathFactory) -> Processed:
    """What came of them, with pages."""
    folder = tmp_path_factory.mktemp("hasil")
    return process_to(folder, [forms], KECIL.catalog, OFFICE, "2019-02", NOON, rapor=True)


@pytest.fixture(scope="module")
def batch(done: Processed) -> Batch:
    """The same, and what the form of Umum says of its indikator."""
    checked = done.batch.checked
    file = next(name for name in checked.files["file"] if name.endswith("umum_2019-02.xlsx"))
    rows = [("contoh", "2019-02", "umum", kode, *said, file, "Isian", "F40") for kode, said in TYPED.items()]
    written = pd.DataFrame(rows, columns=notes.COLUMNS)
    return replace(done.batch, checked=replace(checked, written=written))


def made(batch: Batch) -> dict[str, bytes]:
    return {page.name: page.content for page in pages(batch, NOON, WORKBOOK)}


@pytest.fixture(scope="module")
def printed(batch: Batch) -> dict[str, bytes]:
    return made(batch)


# --- what stands on them ----------------------------------------------------------------------------------------------


def test_the_page_of_a_jabatan_is_read_from_top_to_bottom(printed: dict[str, bytes]) -> None:
    assert pdfs.lines(printed["rapor_umum"]) == [
        "Rapor kinerja: Kepala Subbagian Umum",
        "Kelurahan Contoh, Kota Contoh · s.d. Februari 2019",
        "LENGKAP: formulir bulan ini sah. Angka di bawah sudah final.",
        "Nama Budi Contoh, S.E. Atasan Pimpinan Kelurahan Contoh",
        "NIP 19800101 200501 1 001 Pangkat Penata",
        "Tugas",
        "a. Mengelola surat, pegawai dan sarana kelurahan;",
        "b. Menyusun laporan kelurahan.",
        "Capaian s.d. Februari 2019",
        HEADS,
        "UM-1 Surat dan arsip dokumen 48 8 10 12 120,00 Sangat Baik",
        "UM-2 Kehadiran tepat waktu % 100* 100 5,26 4,88 4,88 Sangat Kurang",
        "UM-3 Sarana dalam keadaan baik % 100* 100 100,00 100,00 100,00 Sangat Baik",
        "UM-4 Laporan tepat waktu dan baik % 100* 100 0,00 0,00 0,00 Sangat Kurang",
        "Rata-rata capaian 4 indikator: 56,22 (Kurang)",
        *BANDS,
        "* Target bawaan katalog, belum ditetapkan kantor ini.",
        "Catatan untuk yang di bawah Baik",
        "Kode Penyebab Tindak lanjut",
        "UM-2 Mesin absen rusak. Diperbaiki bulan ini.",
        "UM-4",
        "Mengetahui,",
        "Pimpinan Kelurahan Contoh",
        "#",
        "Siti Contoh, M.Si.",
        "Pembina",
        "NIP 19700101 199501 2 002",
        "Contoh, 4 Maret 2019",
        "Plt. Kepala Subbagian Umum",
        "^",
        "Budi Contoh, S.E.",
        "Penata",
        "NIP 19800101 200501 1 001",
        *FOOT,
    ]


def test_a_jabatan_that_is_waited_for_has_no_mean(printed: dict[str, bytes]) -> None:
    assert pdfs.lines(printed["rapor_ketertiban"]) == [
        "Rapor kinerja: Kepala Seksi Ketertiban",
        "Kelurahan Contoh, Kota Contoh · s.d. Februari 2019",
        "SEMENTARA: 1 sel formulir bulan ini perlu diperbaiki.",
        "Nama …………………………………… Atasan Pimpinan Kelurahan Contoh",
        "NIP …………………………………… Pangkat –",
        "Tugas",
        "a. Menjaga ketertiban kelurahan.",
        "Capaian s.d. Februari 2019",
        HEADS,
        "KT-1 Gangguan ketertiban kejadian 24 4 – – – perlu diperbaiki",
        "KT-2 Penurunan pelanggaran % – – 25,00 25,00 – tanpa target",
        "KT-3 Cadangan beras ton – – 2 2 – tanpa target",
        "Rata-rata capaian: – (perlu diperbaiki)",
        *BANDS,
        "Yang belum lengkap atau tanpa target tidak berpredikat dan tidak ikut dalam rata-rata.",
        "Catatan untuk yang di bawah Baik",
        "Belum ada indikator yang lengkap dan mempunyai target.",
        "Mengetahui,",
        "Pimpinan Kelurahan Contoh",
        "#",
        "Siti Contoh, M.Si.",
        "Pembina",
        "NIP 19700101 199501 2 002",
        "Contoh, 4 Maret 2019",
        "Kepala Seksi Ketertiban",
        "^",
        "(……………………………………)",
        "NIP ………………………………",
        *FOOT,
    ]


def test_the_page_of_the_office_begins_with_its_state(printed: dict[str, bytes]) -> None:
    assert pdfs.lines(printed["ringkasan"])[:-5] == [
        "Kelurahan Contoh",
        "Kinerja s.d. Februari 2019 · dibuat 4 Maret",
        "2019 12.00",
        "SEMENTARA: 2 dari 3 formulir Februari",
        "2019 sah",
        "Belum final. Yang masih ditunggu:",
        "– Ketertiban: 1 sel perlu diperbaiki",
        "56,22",
        "rata-rata capaian 4 dari 9",
        "indikator, target 100",
        "2 dari 4 indikator sudah mencapai target.",
        "Sejak Januari: 2 naik, 0 turun, 1 tetap.",
        "Terlambat: Ketertiban.",
        "Dua yang perlu perhatian",
        "Kode Indikator capaian ± Jan",
        "UM-4 Laporan tepat waktu",
        "dan baik",
        "Sangat Kurang",
        "0,00 –",
        "UM-2 Kehadiran tepat",
        "waktu",
        "Sangat Kurang",
        "4,88 ▲ 0,33",
        "Dua terbaik",
        "Kode Indikator capaian ± Jan",
        "UM-1 Surat dan arsip",
        "Sangat Baik",
        "120,00 ▲ 70,00",
        "UM-3 Sarana dalam",
        "keadaan baik",
        "Sangat Baik",
        "100,00 = 0",
        "Per jabatan",
        "Jabatan garis: target capaian",
        "Umum",
        "Kurang · 4 dari 4 56,22",
        "Pelayanan",
        "belum ada –",
        "Ketertiban",
        "perlu diperbaiki –",
        "Semua indikator",
        "Terendah dahulu capaian",
        "UM-4 Laporan tepat waktu dan",
        "baik 0,00",
        "UM-2 Kehadiran tepat waktu 4,88",
        "UM-3 Sarana dalam keadaan",
        "baik 100,00",
        "UM-1 Surat dan arsip 120,00",
        "PL-1 Kepuasan warga (tanpa",
        "target) –",
        "PL-2 Buku pelayanan tepat",
        "waktu (belum jatuh tempo) –",
        "KT-1 Gangguan ketertiban",
        "(perlu diperbaiki) –",
        "KT-2 Penurunan pelanggaran",
        "(tanpa target) –",
        "KT-3 Cadangan beras (tanpa",
        "target) –",
        "Rinciannya di buku kerja rekap dan rapor tiap jabatan.",
    ]


def test_a_small_chart_is_told_in_words(printed: dict[str, bytes]) -> None:
    assert pdfs.alternatives(printed["rapor_umum"]) == [
        "Capaian s.d. tiap bulan terhadap target 100: Jan 50,00; Feb 120,00.",
        "Capaian s.d. tiap bulan terhadap target 100: Jan 4,55; Feb 4,88.",
        "Capaian s.d. tiap bulan terhadap target 100: Jan 100,00; Feb 100,00.",
        "Capaian s.d. tiap bulan terhadap target 100: Jan –; Feb 0,00.",
        "Kode QR berisi sidik SHA-256 buku kerja rekap",
    ]


def test_numbers_are_those_of_the_workbook(done: Processed) -> None:
    of_rekap = [
        (kode, f"{capaian:.2f} {predikat}".replace(".", ","))
        for kode, capaian, predikat in columns(
            opened(done.path, cached=True), "tblRekap", "Kode", "Capaian (%)", "Predikat"
        )
        if predikat in WORDS
    ]
    told = [
        line.split(maxsplit=1) for path in done.pages.paths for line in pdfs.lines(path.read_bytes()) if " " in line
    ]
    rapor = {kode: rest for kode, rest in told if any(rest.endswith(word) for word in WORDS)}
    assert [(kode, rapor[kode].endswith(said)) for kode, said in of_rekap] == [
        (f"UM-{number}", True) for number in range(1, 5)
    ]


def test_the_code_is_of_the_workbook_that_was_written(done: Processed) -> None:
    digits = hashlib.sha256(done.path.read_bytes()).hexdigest()
    said = f"kode QR: {digits[:4]} {digits[4:8]} {digits[8:12]} …"
    assert [said in pdfs.text(path.read_bytes()) for path in done.pages.paths] == [True] * 4


# --- what kind of documents they are ----------------------------------------------------------------------------------


def test_each_is_one_page(printed: dict[str, bytes]) -> None:
    sizes = {name: pdfs.size(content) for name, content in printed.items()}
    ringkasan = sizes.pop("ringkasan")
    assert (len(ringkasan), ringkasan[0][0]) == (1, 90)
    assert [*sizes.values()] == [[(215, 330)]] * 3


def test_they_can_be_read_aloud(printed: dict[str, bytes]) -> None:
    assert {name: pdfs.about(content) for name, content in printed.items()} == {
        name: {"title": title, "lang": "id-ID", "tagged": True, "ua": "1", "dates": False}
        for name, title in (
            ("ringkasan", "Ringkasan kinerja Kelurahan Contoh"),
            *(
                (f"rapor_{kode}", f"Rapor kinerja: {nama}, Kelurahan Contoh, Kota Contoh · s.d. Februari 2019")
                for kode, nama in ((one.kode, one.nama) for one in KECIL.catalog.jabatan)
            ),
        )
    }
    assert pdfs.tags(printed["rapor_umum"]) == [
        "Document",
        "H1",
        "P",
        "Strong",
        "Div",
        "Span",
        "H2",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "THead",
        "TR",
        "TH",
        "TBody",
        "TD",
        "Figure",
    ]


def test_they_are_small_and_hold_no_font_of_the_machine(printed: dict[str, bytes]) -> None:
    assert all(len(content) < 200_000 for content in printed.values())
    assert set().union(*map(pdfs.fonts, printed.values())) == {
        "LiberationSans",
        "LiberationSans-Bold",
        "LiberationSans-Italic",
    }


def test_made_twice_they_are_the_same_bytes(batch: Batch, printed: dict[str, bytes]) -> None:
    assert made(batch) == printed


# --- names that are long, or that mean something to a program ---------------------------------------------------------

HOSTILE = (
    '#import "x": *', "*tebal* _miring_ `kode`", "\\ \"kutip\" 'satu'", "<label> @acuan $x^2$ ~ --", "[x](y) // sisa",
    "= judul", "- butir", "#panic()", "#sys.inputs", "/* x */",
)  # fmt: skip
LONG = (
    "Penyelenggaraan pembinaan, pengawasan, dan evaluasi kegiatan pemberdayaan masyarakat desa serta kelurahan di "
    "wilayah kecamatan secara terpadu dan berkelanjutan"
)


def with_umum(change: Callable[[Jabatan], Jabatan]) -> Catalog:
    umum, *others = KECIL.catalog.jabatan
    return replace(KECIL.catalog, jabatan=(change(umum), *others))


def test_what_people_typed_is_printed_as_it_stands(batch: Batch) -> None:
    def named(umum: Jabatan) -> Jabatan:
        own = tuple(replace(one, singkat=name, satuan=name) for one, name in zip(umum.indikator, HOSTILE, strict=False))
        return replace(umum, nama=HOSTILE[0], tugas=HOSTILE, indikator=own)

    official = {"umum": Pejabat("\n".join(HOSTILE[1:3]), "", HOSTILE[3], "#x")}
    hostile = replace(batch, catalog=with_umum(named), settings=replace(OFFICE, pejabat=official))
    content = made(hostile)["rapor_umum"]
    assert [line for line in pdfs.lines(content) if line[1:3] == ". "] == [
        f"{letter}. {text}" for letter, text in zip("abcdefghij", HOSTILE, strict=True)
    ]
    assert f"Nama {' '.join(HOSTILE[1:3])} Atasan" in pdfs.text(content)
    assert f"#x {HOSTILE[0]}" in pdfs.lines(content)


def test_ten_indikator_and_fifteen_long_tugas_are_one_page(forms: Path) -> None:
    def long(umum: Jabatan) -> Jabatan:
        own = [replace(one, singkat=LONG[:60]) for one in umum.indikator]
        more = [replace(own[1], kode=f"UM-{number}") for number in range(5, 11)]
        return replace(umum, nama=LONG[:100], tugas=(LONG,) * 15, indikator=(*own, *more))

    content = made(process([forms], with_umum(long), OFFICE, "2019-02"))["rapor_umum"]
    assert pdfs.size(content) == [(215, 330)]
    text = pdfs.text(content)
    assert text.count(LONG) == 15
    assert [f"UM-{number} " in text for number in range(1, 11)] == [True] * 10


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Budi  Contoh\n, S.E.", "Budi Contoh , S.E."),
        ("e\u0301", "é"),
        ("Sari 😀 中", "Sari □ □"),
        ("a\x00b\u202ec\u200bd", "a□b□cd"),
        ("▲ ▼ – … · ≤ ×", "▲ ▼ – … · ≤ ×"),
        ("Panjang" * 6, f"{'Panjang' * 3}P\u200b{('Panjang' * 6)[22:]}"),
        (["a\nb", {"c": ("d\te", 1.5, None)}], ["a b", {"c": ["d e", 1.5, None]}]),
    ],
)
def test_what_no_letter_is_for_becomes_a_box(typed: object, shown: object) -> None:
    assert printable(typed) == shown


# --- numbers and words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number_format", "said"),
    [
        (1386, "#,##0_0", "1.386"), (88.444, "#,##0.00_0", "88,44"), (5, "#,##0.00", "5,00"), (5.5, "General_0", "5,5"),
        (0.12345, "#,##0.00##_0", "0,1235"), (2, "#,##0.00##_0", "2,00"), (10, '#,##0" (bawaan)"_0', "10"),
        (-1234.5, "#,##0.00", "-1.234,50"), (0.995, "#,##0.00", "1,00"),
    ],
)  # fmt: skip
def test_a_number_is_printed_as_the_workbook_shows_it(value: float, number_format: str, said: str) -> None:
    assert by_format(value, number_format) == said


def test_a_change_has_its_sign() -> None:
    assert [change(value) for value in (1.5, -0.25, 0.0, None)] == ["▲ 1,50", "▼ 0,25", "= 0", "–"]


def test_bands_of_an_office_have_the_five_looks_that_lie_apart() -> None:
    three = Aturan(pita=((80, "Tinggi"), (50, "Sedang"), (None, "Rendah")))
    assert (bands.looks(three), bands.good_enough(three)) == ({"Tinggi": 0, "Sedang": 2, "Rendah": 4}, "Tinggi")
    assert bands.legend(three) == "80 Tinggi, 50 Sedang, di bawahnya Rendah"
    assert bands.good_enough(Aturan()) == "Baik"
    assert bands.looks(Aturan(pita=((None, "Selesai"),))) == {"Selesai": 0}


# --- whether they can be made -----------------------------------------------------------------------------------------


REKAP = "Rekap ditulis di hasil/2019-02/IKI_2019-02_contoh.xlsx."


def last_lines(done: Processed) -> list[str]:
    """What the console says at the end, without the folder of the test."""
    said = [*processed_lines(done)]
    return [line.replace(done.path.parent.as_posix(), "hasil/2019-02") for line in said[-2:]]


def written(folder: Path, batch: Batch, *, asked: bool = True) -> Processed:
    """The pages alone, beside a workbook that is not written again."""
    path = folder / "IKI_2019-02_contoh.xlsx"
    return Processed(path, batch, write_pages(path, batch, NOON, WORKBOOK, asked=asked))


def test_they_stand_beside_the_workbook(done: Processed) -> None:
    assert [path.name for path in sorted(done.path.parent.iterdir())] == [
        "IKI_2019-02_contoh.xlsx",
        "IKI_2019-02_contoh_rapor_ketertiban.pdf",
        "IKI_2019-02_contoh_rapor_pelayanan.pdf",
        "IKI_2019-02_contoh_rapor_umum.pdf",
        "IKI_2019-02_contoh_ringkasan.pdf",
        "catatan",
    ]
    assert last_lines(done) == [REKAP, "4 PDF (ringkasan, dan rapor tiap jabatan) ditulis di hasil/2019-02."]


@pytest.mark.parametrize("lacking", ["typst", "segno"])
def test_without_the_extra_one_sentence_says_how_to_get_it(
    lacking: str, batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, lacking, None)
    done = written(tmp_path, batch)
    assert [*tmp_path.iterdir()] == []
    assert last_lines(done) == [
        REKAP,
        "Rapor PDF belum dapat dibuat, karena pembuatnya belum dipasang. Pasang dengan: pip install 'iki-excel[pdf]'",
    ]


def test_one_that_cannot_be_written_keeps_none_of_the_others(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "IKI_2019-02_contoh_rapor_umum.pdf").mkdir()
    done = written(tmp_path, batch)
    assert [path.name.rpartition("_")[2] for path in done.pages.paths] == [
        "ringkasan.pdf",
        "pelayanan.pdf",
        "ketertiban.pdf",
    ]
    assert str(done.pages.error).startswith(f"{tmp_path}/IKI_2019-02_contoh_rapor_umum.pdf: ")


def test_a_page_that_cannot_be_set_is_one_sentence(
    batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ringkasan.typ").write_text('#assert(false, message: "tidak muat")')
    monkeypatch.setattr(typesetting, "TEMPLATES", tmp_path)
    assert str(written(tmp_path, batch).pages.error) == (
        "Halaman PDF ringkasan tidak dapat disusun (assertion failed: tidak muat). Rekapnya sudah ditulis; jalankan "
        "dengan --tanpa-rapor, dan laporkan kepada pembuatnya."
    )


def test_pages_of_an_earlier_workbook_are_told(batch: Batch, tmp_path: Path) -> None:
    assert len(written(tmp_path, batch).pages.paths) == 4
    assert last_lines(written(tmp_path, batch, asked=False)) == [
        REKAP,
        "Perhatikan: 4 PDF di hasil/2019-02 dari rekap sebelumnya. Hapus, atau buat lagi.",
    ]
