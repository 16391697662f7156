"""The commands as a user types them: exit statuses, whole sentences, Indonesian only."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from iki_excel import cli
from iki_excel.cli import clock
from iki_excel.judging.scoring import HASIL_COLUMNS
from iki_excel.runs import office
from iki_excel.runs.checking import check_files
from iki_excel.words.periods import Periode
from tests import kecil
from tests.console import Iki, Said
from tests.decree import COUNTS, FORMS, PAGES
from tests.forms import complete, edited, form
from tests.grounds import DECREE
from tests.seeds import seeds

COMMANDS = (
    "mulai", "template", "terima", "periksa", "migrasi", "proses", "buka", "kirim", "kotak-keluar", "surel",
    "kenapa", "buktikan", "contoh", "jelaskan", "katalog",
)  # fmt: skip
MARCH = "--periode=2019-03"


def filled(folder: Path = Path("input_templates"), *, months: Sequence[str] = ("2019-01",)) -> Path:
    """Forms of Kelurahan Contoh for these months, with nothing wrong in them."""
    for month in months:
        for jabatan in ("umum", "pelayanan", "ketertiban"):
            complete(folder, jabatan, month)
    return folder


@pytest.fixture
def kantor(iki: Iki, tmp_path: Path) -> Iki:
    """The same in a folder of Kelurahan Contoh."""
    kecil.move_into(tmp_path)
    return lambda *arguments: iki(*arguments, *kecil.OPTION)


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Let it be another day."""
    return lambda day: monkeypatch.setattr(clock, "today", lambda: dt.date.fromisoformat(day))


def refused(said: Said) -> str:
    """The one line of a command that could not run."""
    assert (said.status, said.out) == (2, "")
    assert said.err.endswith("\n")
    assert said.err.count("\n") == 1
    return said.err.rstrip("\n")


OWN_CATALOGUE = """\
kode = "kebersihan"
nama = "Petugas Kebersihan"
tugas = ["Menyapu."]

[[indikator]]
kode = "BER-1"
singkat = "Halaman disapu"
kinerja = "Halaman bersih"
indikator = "Persentase hari halaman disapu"
penjelasan = "Hari disapu dibagi hari kerja"
sumber_data = ["Buku piket"]
satuan = "%"
rumus = "disapu / hari * 100"

[[indikator.isian]]
kode = "disapu"
jenis = "bilangan"
label = "Jumlah hari halaman disapu"
satuan = "hari"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "hari"
jenis = "bilangan"
label = "Jumlah hari seluruhnya"
satuan = "hari"
akumulasi = "jumlah"

[[indikator.contoh]]
isian = { disapu = 10, hari = 20 }
hasil = 50
"""


@pytest.fixture
def own_catalogue(tmp_path: Path) -> str:
    """A folder with a catalogue of one jabatan."""
    folder = tmp_path / "sendiri"
    folder.mkdir()
    (folder / "kebersihan.toml").write_text(OWN_CATALOGUE, encoding="utf-8")
    return str(folder)


# --- help ------------------------------------------------------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(usage|options?|commands?|arguments?|show|message|exit|required|default|error|file name)\b", re.I
)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_indonesian(iki: Iki, command: str) -> None:
    said = iki(*filter(None, [command]), "--help")
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(f"Pemakaian: iki {command}".rstrip())
    assert ENGLISH.findall(said.out) == []


def test_the_help_of_proses_says_everything(iki: Iki) -> None:
    assert iki("proses", "--help").out == (
        "Pemakaian: iki proses [PILIHAN] [FILE|FOLDER]...\n"
        "\n"
        "  Olah semua formulir sampai bulan itu menjadi satu buku kerja rekap.\n"
        "\n"
        "  Bila iki.toml memuat banyak unit, ditulis satu buku kerja setiap unit dan\n"
        "  satu rekap gabungan.\n"
        "\n"
        "  Tanpa FILE atau FOLDER yang diolah folder input_templates. Tanpa --periode\n"
        "  yang diolah bulan terbaru yang sudah diisi formulirnya; sampai tanggal 10\n"
        "  paling baru bulan sebelumnya.\n"
        "\n"
        "Pilihan:\n"
        "  --periode BULAN            Bulan yang diolah, bersama bulan-bulan\n"
        "                             sebelumnya; misalnya “Maret 2019”, maret, atau\n"
        "                             3/2019; atau triwulan, semester, tahun seperti\n"
        "                             2019-TW1, 2019-S1, 2019.\n"
        "  --ke FOLDER                Tujuan, bawaan output.\n"
        "  --ekspor FILE              Tulis juga tabelnya: hasil.csv, atau bersama\n"
        "                             semua isian dan temuan hasil.sqlite atau\n"
        "                             hasil.parquet.\n"
        "  --pemisah koma|titik-koma  Pemisah CSV itu; titik-koma untuk Excel\n"
        "                             Indonesia.\n"
        "  --rapor / --tanpa-rapor    Tulis juga rapor dan ringkasan sebagai PDF;\n"
        "                             bawaan ya, bila pembuatnya terpasang.\n"
        "  --lkjip                    Tambahkan lembar LKjIP dan SKP: bahan laporan\n"
        "                             setahun dan penilaian pegawai.\n"
        "  --hanya-rekap              Dari banyak unit tulis hanya rekap gabungannya.\n"
        "  --waktu 2019-04-02T09:00   Waktu yang dicetak, bawaan sekarang.\n"
        "  --unit KODE                Hanya unit ini, dari banyak unit; boleh diulang.\n"
        "  --pekerja N                Banyaknya proses yang membaca dan mengolah;\n"
        "                             bawaan sebanyak inti komputer, satu bila\n"
        "                             berkasnya sedikit.\n"
        "  --tanpa-simpanan           Baca semua berkas dari awal; jangan pakai dan\n"
        "                             jangan tulis simpanan hasil bacaan.\n"
        "  --klaster ALAMAT|lokal     Klaster Dask yang membaca banyak unit, misalnya\n"
        "                             tcp://192.168.1.10:8786, atau lokal.\n"
        "  --katalog FILE|FOLDER      Katalog pengganti: buku kerja atau folder TOML.\n"
        "  --help                     Tampilkan bantuan ini.\n"
    )


def test_without_a_command_and_without_the_page_it_is_said_how_to_get_it_then_the_help(
    iki: Iki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    said = iki()
    assert (said.status, said.err) == (0, "")
    assert said.out.startswith(
        'Halaman IKI belum terpasang. Pasang dengan: pip install "iki-excel[halaman]"\n\n'
        "Pemakaian: iki [PILIHAN] [PERINTAH] [ARGUMEN]...\n"
    )
    assert [line.split()[0] for line in said.out.partition("Perintah:\n")[2].splitlines() if line[2:3] != " "] == [
        *COMMANDS
    ]


def test_without_a_command_the_page_is_opened(iki: Iki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    served: list[Path] = []
    monkeypatch.setattr("iki_excel.page.serving.serve", lambda place, _: served.append(place.folder.resolve()))
    said = iki()
    assert (said, served) == ((0, "", ""), [tmp_path])


@pytest.mark.parametrize("arguments", [["--help"], ["proses", "--help"], ["--versi"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; from iki_excel import cli\n"
        f"sys.argv = ['iki', *{arguments!r}]\n"
        "try: cli.main()\n"
        "except SystemExit as end: status = end.code\n"
        "heavy = {'pandas', 'numpy', 'xlsxwriter', 'openpyxl', 'holidays', 'python_calamine'} & set(sys.modules)\n"
        "print('LOADED', sorted(heavy), status)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout.splitlines()[-1] == "LOADED [] 0"


def test_python_m_iki_excel_is_the_same_command(tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error", "-m", "iki_excel.cli", "--versi"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, check=True)
    assert done.stdout == f"iki-excel {cli.__version__}\n"


# --- what cannot run -------------------------------------------------------------------------------------------------

REFUSALS = [
    (["prose"], "Perintah “prose” tidak dikenal. Maksudnya “proses”?"),
    (
        ["unggah"],
        "Perintah “unggah” tidak dikenal. Yang dikenal: mulai, template, terima, periksa, migrasi, proses, buka, "
        "kirim, kotak-keluar, surel, kenapa, buktikan, contoh, jelaskan, katalog.",
    ),
    (["--hulp"], "Pilihan “--hulp” tidak dikenal. Maksudnya “--help”? Lihat “iki --help”."),
    (["proses", "--pekerja", "0"], "Pilihan “--pekerja” berisi “0”, padahal harus bilangan bulat mulai 1."),
    (["proses", "--bulan", "3"], "Pilihan “--bulan” tidak dikenal. Lihat “iki proses --help”."),
    (
        ["proses", "--period=2019-03"],
        "Pilihan “--period” tidak dikenal. Maksudnya “--periode”? Lihat “iki proses --help”.",
    ),
    (["template", "--periode"], "Pilihan “--periode” memerlukan nilai. Lihat “iki template --help”."),
    (["periksa", "--tandai=ya"], "Pilihan “--tandai” tidak memakai nilai. Lihat “iki periksa --help”."),
    (["migrasi"], "Sebutkan FILE. Lihat “iki migrasi --help”."),
    (["migrasi", "hilang.xlsx"], "hilang.xlsx tidak ditemukan. Periksa nama dan foldernya."),
    (
        ["periksa", ".", "--ke=kembali"],
        "Pilihan “--ke” hanya dipakai bersama “--tandai”. Lihat “iki periksa --help”.",
    ),
    (["mulai", "sekarang"], "“sekarang” tidak diperlukan. Lihat “iki mulai --help”."),
    (["template", "a", "b", "c", MARCH], "“a”, “b”, dan “c” tidak diperlukan. Lihat “iki template --help”."),
    (
        ["proses", ".", "--periode=kapan"],
        "Periode “kapan” tidak dikenal. Tulis misalnya “Maret 2019”, 3/2019, atau 2019-03.",
    ),
    (
        ["periksa", ".", "--periode=2019-13"],
        "Periode “2019-13” tidak dikenal. Tulis misalnya “Maret 2019”, 3/2019, atau 2019-03.",
    ),
    (["template", "--periode=Febuari 2019"], "Periode “Febuari 2019” tidak dikenal. Maksudnya “Februari 2019”?"),
    (
        ["proses", ".", "--periode=Januari..Maret 2019"],
        "“Januari..Maret 2019” adalah rentang, padahal yang diolah satu bulan. Sebutkan yang terakhir: “Maret 2019”.",
    ),
    (
        ["template", "--periode", "Maret", "2019"],
        '“Maret 2019” terbaca terpisah. Beri tanda kutip: iki template --periode "Maret 2019".',
    ),
    (
        ["template", "--periode", "Januari", "..", "Maret", "2019"],
        '“Januari .. Maret 2019” terbaca terpisah. Beri tanda kutip: iki template --periode "Januari .. Maret 2019".',
    ),
    (
        ["proses", "--periode", "Maret", "2019", "masuk"],
        '“Maret 2019” terbaca terpisah. Beri tanda kutip: iki proses --periode "Maret 2019".',
    ),
    (["proses", "2019-03"], '“2019-03” adalah bulan. Tulis: iki proses --periode "2019-03".'),
    (["template", "Maret", "2019"], '“Maret 2019” adalah bulan. Tulis: iki template --periode "Maret 2019".'),
    (
        ["template", "--periode=2019-03..2019-01"],
        "Rentang “2019-03..2019-01” terbalik. Tulis bulan yang lebih awal di depan: 2019-01..2019-03.",
    ),
    (["periksa", ".", "--format=xml"], "Bentuk keluaran “xml” tidak dikenal. Yang dikenal: teks, csv, json."),
    (
        ["proses", ".", MARCH, "--waktu=kapan"],
        "Waktu “kapan” tidak dikenal. Tulis misalnya 2019-04-02T09:00.",
    ),
    (
        ["proses", MARCH],
        "Folder input_templates tidak ada di sini. Sebutkan berkas atau foldernya, atau jalankan “iki template”.",
    ),
    (
        ["periksa"],
        "Folder input_templates tidak ada di sini. Sebutkan berkas atau foldernya, atau jalankan “iki template”.",
    ),
    (
        ["katalog", "--katalog=kosong"],
        "kosong: katalog ini tidak ada. Periksa nama folder atau berkasnya.",
    ),
]


@pytest.mark.parametrize(("arguments", "sentence"), REFUSALS, ids=[" ".join(a) for a, _ in REFUSALS])
def test_what_cannot_run_says_why_in_one_line(iki: Iki, arguments: list[str], sentence: str) -> None:
    assert refused(iki(*arguments)) == sentence


@pytest.mark.parametrize(
    ("jabatan", "sentence"),
    [
        ("umumm", "Jabatan “umumm” tidak dikenal. Maksudnya “umum”?"),
        ("lurah", "Jabatan “lurah” tidak dikenal. Yang dikenal: umum, pelayanan, ketertiban."),
    ],
)
def test_a_jabatan_that_is_not_in_the_catalogue_is_told(kantor: Iki, jabatan: str, sentence: str) -> None:
    assert refused(kantor("template", MARCH, f"--jabatan={jabatan}")) == sentence


def test_a_wrong_iki_toml_is_refused_by_name(kantor: Iki) -> None:
    Path("iki.toml").write_text("[unitt]\nnama = 'x'\n", encoding="utf-8")
    assert refused(kantor("template", MARCH)) == "iki.toml: kunci “unitt” tidak dikenal. Maksudnya “unit”?"
    Path("iki.toml").write_text("[target]\nUM-2 = 'seratus'\n", encoding="utf-8")
    assert refused(kantor("template", MARCH)) == (
        'iki.toml, [target]: kunci “UM-2” berisi "seratus", padahal harus bilangan.'
    )


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (["template", MARCH, *kecil.OPTION], "jalan/2019-03/IKI_2019-03_contoh_umum.xlsx"),
        (["proses", MARCH, *kecil.OPTION], "jalan/2019-03/IKI_2019-03_contoh.xlsx"),
        (["contoh"], "jalan/iki.toml"),
    ],
    ids=["template", "proses", "contoh"],
)
def test_a_file_in_the_way_is_told(iki: Iki, tmp_path: Path, arguments: list[str], written: str) -> None:
    kecil.move_into(tmp_path)
    Path("jalan").write_text("", encoding="utf-8")
    Path("input_templates").mkdir()
    assert refused(iki(*arguments, "--ke=jalan")) == (
        f"{written}: melewati sebuah berkas yang bukan folder. Pilih folder lain. "
        "Berkas yang lama, bila ada, tetap utuh."
    )
    assert Path("jalan").read_text(encoding="utf-8") == ""


def test_contoh_does_not_touch_a_folder_in_use(iki: Iki) -> None:
    Path("contoh").mkdir()
    Path("contoh/surat.txt").write_text("penting", encoding="utf-8")
    assert refused(iki("contoh")) == (
        "Folder contoh sudah ada isinya. Pilih folder lain dengan --ke, atau hapus folder itu."
    )
    assert os.listdir("contoh") == ["surat.txt"]


def test_mulai_writes_settings_once(iki: Iki) -> None:
    said = iki("mulai")
    assert said == Said(
        0,
        "iki.toml ditulis. Isi nama pejabat dan target, lalu jalankan “iki template”.\n"
        "Berkas bukti dukung, bila ada, disimpan di bukti/TAHUN-BULAN/KODE-JABATAN.\n"
        "Kiriman yang datang disimpan di kotak_masuk, lalu dipilah dengan “iki terima”.\n",
        "",
    )
    assert refused(iki("mulai")) == (
        "iki.toml sudah ada di folder ini dan tidak ditimpa. Ubah isinya dengan penyunting teks."
    )


# --- what runs -------------------------------------------------------------------------------------------------------


def test_template_says_of_which_month_it_wrote_where_nobody_did(kantor: Iki, on: Callable[[str], None]) -> None:
    on("2019-04-10")
    arguments = ("template", "--jabatan=ketertiban")
    assert kantor(*arguments).out == (
        "Bulan yang ditulis formulirnya: Maret 2019 (sampai tanggal 10 yang ditulis bulan sebelumnya).\n"
        "1 formulir Maret 2019 ditulis di input_templates.\n"
    )
    assert kantor(*arguments).out == (
        "Bulan yang ditulis formulirnya: April 2019 (formulir Maret 2019 sudah ada).\n"
        "1 formulir April 2019 ditulis di input_templates.\n"
    )
    assert kantor(*arguments, "--periode=jan..feb").out == (
        "Bulan yang ditulis formulirnya: Januari 2019 sampai Februari 2019 (tahun ini).\n"
        "2 formulir Januari 2019 sampai Februari 2019 ditulis di input_templates.\n"
    )


def test_proses_says_which_month_it_took_where_nobody_did(kantor: Iki) -> None:
    form(Path("input_templates/2019-01"), "ketertiban", "2019-01")
    form(Path("input_templates/2019-02"), "ketertiban", "2019-02")
    for arguments, month, why in (
        ("--waktu=2019-03-04T09:00", "Februari", "formulir terbaru yang sudah waktunya"),
        ("--waktu=2019-02-10T09:00", "Januari", "formulir terbaru yang sudah waktunya"),
        ("--periode=jan", "Januari", "formulir Januari terbaru yang sudah waktunya"),
    ):
        shutil.rmtree("output", ignore_errors=True)
        lines = kantor("proses", arguments).out.splitlines()
        number = {"Januari": "01", "Februari": "02"}[month]
        assert (lines[0], lines[-2]) == (
            f"Bulan yang diolah: {month} 2019 ({why}).",
            f"Rekap ditulis di output/2019-{number}/IKI_2019-{number}_contoh.xlsx.",
        )


def test_periksa_says_which_month_it_took_beside_what_a_machine_reads(kantor: Iki) -> None:
    form(Path("input_templates/2019-01"), "ketertiban", "2019-01")
    said = kantor("periksa", "--periode=januari", "--format=json")
    assert {found["kode"] for found in json.loads(said.out)} == {"belum_masuk", "belum_diisi"}
    assert said.err.splitlines()[0] == (
        "Bulan yang diolah: Januari 2019 (formulir Januari terbaru yang sudah waktunya)."
    )
    assert kantor("periksa").out.splitlines()[0] == "input_templates/2019-01/ketertiban_2019-01.xlsx"


def test_template_writes_keeps_and_names(kantor: Iki) -> None:
    said = kantor("template", "--periode=2019-03..2019-04", "--jabatan=ketertiban", "--ke=formulir")
    assert said == Said(0, "2 formulir Maret 2019 sampai April 2019 ditulis di formulir.\n", "")
    said = kantor("template", MARCH, "--jabatan=ketertiban", "--ke=formulir")
    assert said.out == ("0 formulir Maret 2019 ditulis di formulir.\n1 formulir kosong sudah ada dan tidak berubah.\n")


@pytest.mark.decree
def test_the_example_is_all_well(iki: Iki) -> None:
    said = iki("contoh")
    assert said == Said(
        0,
        f"Contoh selesai: {FORMS} formulir terisi di contoh/input_templates, rekapnya "
        "contoh/output/2019-03/IKI_2019-03_ngronggot.xlsx.\n"
        "Buka rekap itu, mulai dari lembar Ringkasan, lalu Rekap dan lembar tiap jabatan. Semua angka rekaan.\n",
        "",
    )
    os.chdir("contoh")
    said = iki("proses", MARCH, "--waktu=2019-04-02T09:00")
    assert said == Said(
        0,
        f"{COUNTS}Rinciannya di lembar Temuan, atau jalankan “iki periksa”.\n"
        "Beres: Maret 2019 lengkap, 6 dari 6 formulir sah.\n"
        "Rekap ke-2; tidak ada angka yang berubah.\n"
        "Yang sebelumnya disimpan sebagai IKI_2019-03_ngronggot.ke-1.xlsx.\n"
        "Rekap ditulis di output/2019-03/IKI_2019-03_ngronggot.xlsx.\n"
        f"{PAGES.format('2019-03')}\n",
        "",
    )
    (warned,) = check_files([Path("input_templates")], *office.load(None), Periode("2019-03")).temuan["pesan"]
    said = iki("periksa", MARCH)
    assert said == Said(
        0,
        f"input_templates/2019-03/IKI_2019-03_ngronggot_pmd.xlsx\n  peringatan  Isian!F17  {warned}\n{COUNTS}",
        "",
    )


def test_an_empty_folder_is_done_with_errors_and_still_reported(kantor: Iki) -> None:
    Path("input_templates").mkdir()
    said = kantor("proses", "--periode=2019-01")
    assert said == Said(
        1,
        "0 berkas: 0 dipakai, 0 disisihkan. 3 kesalahan, 0 peringatan.\n"
        "Rinciannya di lembar Temuan, atau jalankan “iki periksa”.\n"
        "SEMENTARA: 0 dari 3 formulir Januari 2019 sah; belum: Umum (belum masuk),\n"
        "  Pelayanan (belum masuk), Ketertiban (belum masuk).\n"
        "Rekap ditulis di output/2019-01/IKI_2019-01_contoh.xlsx.\n"
        "4 PDF (ringkasan, dan rapor tiap jabatan) ditulis di output/2019-01.\n",
        "",
    )
    assert Path("output/2019-01/IKI_2019-01_contoh.xlsx").stat().st_size > 10_000


def test_what_was_set_aside_is_named_with_why_in_the_order_of_the_catalogue_and_no_line_is_wide(kantor: Iki) -> None:
    folder = Path("input_templates/formulir_yang_dikirim_lewat_surel")
    for number in range(12):
        complete(folder, "umum", "2019-01", name=f"salinan_{number:02}")
    form(folder, "ketertiban", "2019-01", name="a")
    complete(folder, "pelayanan", "2019-01", "penerima_layanan | 3", name="b")
    complete(folder, "pelayanan", "2019-01", "penerima_layanan | 4", name="c")
    Path("input_templates/foto.jpg").write_bytes(b"\xff\xd8\xff\xe0foto")
    said = kantor("proses", "--periode=2019-01").out
    kiriman = "input_templates/formulir_yang_dikirim_lewat_surel"
    assert said.splitlines()[1:4] == [
        "1 berkas disisihkan karena bukan formulir: foto.jpg (gambar).",
        "Disisihkan:",
        "  Salinan dengan isi yang sama:",
    ]
    lines = " ".join(said.split())
    assert lines[lines.index("Disisihkan:") : lines.index(" Rincian")] == (
        "Disisihkan: Salinan dengan isi yang sama: "
        + ", ".join(f"{kiriman}/salinan_{number:02}.xlsx" for number in range(1, 11))
        + f", dan 1 lagi. Jabatan dan periode yang sama dua kali dengan isi berbeda; tidak satu pun dipakai: "
        f"{kiriman}/b.xlsx, {kiriman}/c.xlsx. Formulir belum diisi siapa pun; dihitung belum masuk: {kiriman}/a.xlsx."
    )
    assert max(map(len, said.splitlines())) <= 80


def test_a_file_that_does_not_exist_is_a_temuan(kantor: Iki) -> None:
    said = kantor("periksa", "tidak_ada.xlsx")
    assert (said.status, said.err) == (1, "")
    assert said.out.splitlines()[0] == "tidak_ada.xlsx"
    assert said.out.splitlines()[-1] == "1 berkas: 0 dipakai, 1 disisihkan. 1 kesalahan, 0 peringatan."


def test_the_same_inputs_and_waktu_give_the_same_bytes(kantor: Iki) -> None:
    written = Path("output/2019-03/IKI_2019-03_contoh.xlsx")
    filled(months=("2019-01", "2019-02", "2019-03"))
    contents = []
    for waktu in ("2019-04-02T09:00", "2019-04-02T09:00", "2019-04-02T09:01"):
        kantor("proses", MARCH, f"--waktu={waktu}")
        contents.append(written.read_bytes())
    assert contents[0] == contents[1]
    assert contents[1] != contents[2]


def test_tandai_writes_copies_and_says_what_to_send_with_them(kantor: Iki) -> None:
    form(Path("input_templates"), "ketertiban", "2019-03", 'gangguan | 3\ntahun_ini | "2 kasus"')
    Path("input_templates/foto.xlsx").write_bytes(b"%PDF-1.7")
    said = kantor("periksa", "--tandai")
    assert (said.status, said.err) == (1, "")
    assert said.out.partition("2 berkas: ")[2] == (
        "1 dipakai, 1 disisihkan. 3 kesalahan, 0 peringatan.\n"
        "1 salinan bertanda ditulis di perbaikan. Pesan untuk ditempel di percakapan:\n"
        "\n"
        "Kepala Seksi Ketertiban, Maret 2019: 3 sel perlu diperbaiki: Isian!F12, F17, yaitu Jumlah "
        "pelanggaran pada bulan yang sama tahun lalu dan Cadangan beras pada akhir bulan: masih kosong; Isian!F13, "
        "Jumlah pelanggaran bulan ini (“2 kasus”): angkanya ditulis bersama satuan. Buka lembar Perbaikan di "
        "IKI_2019-03_contoh_ketertiban_perbaikan.xlsx, betulkan sel yang merah, simpan, lalu kirim kembali.\n"
        "\n"
        "foto.xlsx adalah PDF dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan cetakannya.\n"
    )
    assert os.listdir("perbaikan") == ["IKI_2019-03_contoh_ketertiban_perbaikan.xlsx"]


def test_tandai_leaves_json_as_it_is_and_writes_where_it_is_told(kantor: Iki) -> None:
    form(Path("input_templates"), "ketertiban", "2019-03", "gangguan | 3")
    said = kantor("periksa", "--tandai", "--ke=kembali", "--format=json")
    assert [found["sel"] for found in json.loads(said.out)] == ["F12", "F13", "F17"]
    assert said.err.splitlines()[1] == "1 salinan bertanda ditulis di kembali. Pesan untuk ditempel di percakapan:"
    assert os.listdir("kembali") == ["IKI_2019-03_contoh_ketertiban_perbaikan.xlsx"]


def test_what_was_found_is_said_even_where_no_copy_can_be_written(kantor: Iki) -> None:
    form(Path("input_templates"), "ketertiban", "2019-03", "gangguan | 3")
    Path("perbaikan").write_text("bukan folder")
    said = kantor("periksa", "--tandai")
    assert said.status == 2
    assert said.out.endswith("1 berkas: 1 dipakai, 0 disisihkan. 1 kesalahan, 0 peringatan.\n")
    assert said.err.startswith("perbaikan")
    assert said.err.count("\n") == 1


def test_tandai_with_nothing_to_mark_writes_nothing(kantor: Iki) -> None:
    said = kantor("periksa", str(filled()), "--tandai")
    assert said.out.splitlines()[-1] == "0 salinan bertanda."
    assert sorted(os.listdir()) == ["iki.toml", "input_templates"]


def test_migrasi_writes_a_fresh_form_and_lists_what_it_carried(kantor: Iki) -> None:
    complete(Path(), "ketertiban", "2019-03", "gangguan | 3 | sprin 12\nberas | TB | belum ada gudang", name="lama")
    said = kantor("migrasi", "lama.xlsx")
    assert said == Said(
        0,
        "4 sel dipindahkan ke migrasi/IKI_2019-03_contoh_ketertiban.xlsx:\n"
        "  Isian!F8  Jumlah gangguan ketertiban bulan ini: 3 (keterangan: sprin 12)\n"
        "  Isian!F12  Jumlah pelanggaran pada bulan yang sama tahun lalu: 1\n"
        "  Isian!F13  Jumlah pelanggaran bulan ini: 1\n"
        "  Isian!F17  Cadangan beras pada akhir bulan: TB (keterangan: belum ada gudang)\n"
        "0 sel tidak dapat dipindahkan.\n",
        "",
    )
    assert refused(kantor("migrasi", "lama.xlsx")) == (
        "migrasi/IKI_2019-03_contoh_ketertiban.xlsx sudah ada dan tidak ditimpa. Pilih folder lain dengan --ke."
    )


def test_migrasi_says_by_its_status_that_something_was_left(kantor: Iki) -> None:
    path = complete(Path(), "ketertiban", "2019-03", name="lama")
    edited(path, lambda workbook: setattr(workbook["Isian"]["C8"], "value", "Jumlah razia"))
    said = kantor("migrasi", "lama.xlsx", "--ke=baru")
    assert (said.status, said.err) == (1, "")
    assert "1 sel tidak dapat dipindahkan:\n  Isian!F8  Jumlah gangguan" in said.out


def test_a_file_of_another_month_that_was_named_is_told(kantor: Iki) -> None:
    complete(Path(), "ketertiban", "2019-03", name="kiriman")
    said = kantor("periksa", "kiriman.xlsx", "--periode=2019-02")
    assert "\n".join(said.out.splitlines()[-3:-1]) == (
        "kiriman.xlsx\n"
        "  peringatan  kiriman.xlsx untuk Maret 2019, sedangkan yang diolah Januari 2019 sampai Februari 2019. Periksa "
        "apakah bulan pada formulirnya benar."
    )


# --- machine-readable ------------------------------------------------------------------------------------------------


def with_mistakes() -> Path:
    """A folder with a form that has two mistakes, one with a warning, and what is no form."""
    folder = Path("campur")
    form(folder, "ketertiban", "2019-01", "gangguan | 3 orang\ntahun_lalu | 4\nberas | 1.5\ntahun_ini | -2")
    complete(folder, "umum", "2019-01", "hari_kerja | 21")
    (folder / "foto.xlsx").write_bytes(b"%PDF-1.7")
    return folder


def test_json_is_a_list_of_temuan_and_nothing_else(kantor: Iki) -> None:
    said = kantor("periksa", str(with_mistakes()), "--periode=2019-01", "--format=json")
    found = json.loads(said.out)
    assert (said.status, said.err) == (1, "3 berkas: 2 dipakai, 1 disisihkan. 4 kesalahan, 1 peringatan.\n")
    assert {tuple(one) for one in found} == {("file", "sheet", "sel", "isian", "kode", "tingkat", "pesan")}
    assert all(type(value) is str for one in found for value in one.values())
    told = [(one["file"], one["sheet"], one["sel"], one["isian"], one["kode"], one["tingkat"]) for one in found]
    form_, other = "campur/ketertiban_2019-01.xlsx", "campur/umum_2019-01.xlsx"
    assert sorted(told) == [
        ("", "", "", "", "belum_masuk", "galat"),
        ("campur/foto.xlsx", "", "", "", "berkas_pdf", "galat"),
        (form_, "Isian", "F13", "tahun_ini", "negatif", "galat"),
        (form_, "Isian", "F8", "gangguan", "angka_bersatuan", "galat"),
        (other, "Isian", "F15", "hari_kerja", "hari_kerja_berbeda", "peringatan"),
    ]


def test_json_and_csv_of_no_temuan(kantor: Iki) -> None:
    assert kantor("periksa", str(filled()), "--format=json").out == "[]\n"
    assert kantor("periksa", "input_templates", "--format=csv").out == "file,sheet,sel,isian,kode,tingkat,pesan\n"


def test_csv_holds_the_same_temuan_as_json(kantor: Iki) -> None:
    as_json = kantor("periksa", str(with_mistakes()), "--format=json").out
    as_csv = kantor("periksa", "campur", "--format=csv").out
    assert list(csv.DictReader(io.StringIO(as_csv))) == json.loads(as_json)


def test_ekspor_is_the_table_of_results(kantor: Iki) -> None:
    months = ("2019-01", "2019-02", "2019-03")
    filled(months=months)
    for month, hadir in zip(months, (90, 80, 90), strict=True):
        complete(Path("input_templates"), "umum", month, f"hadir | {hadir}\npegawai | 5")
    said = kantor("proses", MARCH, "--ekspor=hasil.csv")
    content = Path("hasil.csv").read_bytes()
    assert b"\r" not in content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"))))
    header = (
        "unit,periode,jabatan,indikator,satuan,realisasi_bulan,realisasi,target,capaian,predikat,status,target_tahun"
    )
    assert (content.splitlines()[0].decode(), list(rows[0])) == (header, HASIL_COLUMNS)
    assert [(row["unit"], row["periode"], row["indikator"]) for row in rows] == [
        ("contoh", month, kode) for month in months for kode in kecil.catalog().indikator
    ]
    assert list(rows[19].values()) == [
        "contoh", "2019-03", "umum", "UM-2", "%", "90.0", "85.24590163934425", "100.0", "85.24590163934425", "Baik",
        "lengkap", "100.0",
    ]  # fmt: skip
    assert said.status == 0


def test_an_export_for_an_indonesian_excel_has_semicolons_decimal_commas_and_a_mark_of_its_letters(kantor: Iki) -> None:
    filled()
    complete(Path("input_templates"), "umum", "2019-01", "hadir | 90\npegawai | 5")
    assert kantor("proses", "--periode=2019-01", "--ekspor=hasil.csv", "--pemisah=titik-koma").err == ""
    content = Path("hasil.csv").read_bytes()
    assert content.startswith("\ufeffunit;periode;jabatan;".encode())
    assert content.decode("utf-8-sig").splitlines()[2] == (
        "contoh;2019-01;umum;UM-2;%;81,81818181818183;81,81818181818183;100,0;81,81818181818183;Baik;lengkap;100,0"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["--ekspor=hasil.csv", "--pemisah=titik koma"],
            "Pemisah “titik koma” tidak dikenal. Maksudnya “titik-koma”?",
        ),
        (
            ["--pemisah=koma"],
            "Pilihan “--pemisah” hanya dipakai bersama “--ekspor FILE.csv”. Lihat “iki proses --help”.",
        ),
        (
            ["--ekspor=hasil.sqlite", "--pemisah=koma"],
            "Pilihan “--pemisah” hanya dipakai bersama “--ekspor FILE.csv”. Lihat “iki proses --help”.",
        ),
    ],
)
def test_another_separator_or_one_without_an_export_is_refused(
    kantor: Iki, arguments: list[str], sentence: str
) -> None:
    filled()
    assert refused(kantor("proses", "--periode=2019-01", *arguments)) == sentence


@pytest.mark.parametrize(
    "name", ["", ".", "iki.toml", "hasil", "hasil.xlsx", ".csv", "input_templates", "hasil.csv.txt"]
)
def test_an_export_takes_the_place_of_nothing_but_a_table(kantor: Iki, name: str) -> None:
    settings = Path("iki.toml").read_bytes()
    filled()
    sentence = "Berkas ekspor harus berakhiran .csv, .sqlite, atau .parquet, misalnya hasil.csv."
    assert refused(kantor("proses", "--periode=2019-01", "--ekspor", name)) == sentence
    assert sorted(os.listdir()) == ["iki.toml", "input_templates"]
    assert Path("iki.toml").read_bytes() == settings


def test_an_export_does_not_take_the_place_of_the_journal(kantor: Iki) -> None:
    Path("jejak.sqlite").write_bytes(b"surat")
    filled()
    assert refused(kantor("proses", "--periode=2019-01", "--ekspor=JEJAK.sqlite")) == (
        "JEJAK.sqlite adalah catatan surat kantor, bukan berkas ekspor. Pilih nama lain, misalnya hasil.sqlite."
    )
    assert Path("jejak.sqlite").read_bytes() == b"surat"


def test_an_export_is_no_folder_and_its_end_may_be_in_capitals(kantor: Iki) -> None:
    filled()
    Path("tabel.csv").mkdir()
    assert refused(kantor("proses", "--periode=2019-01", "--ekspor=tabel.csv")) == (
        f"Berkas ekspor tabel.csv adalah folder. Sebutkan berkasnya, misalnya {Path('tabel.csv/hasil.csv')}."
    )
    assert kantor("proses", "--periode=2019-01", "--ekspor=HASIL.CSV").err == ""
    assert Path("HASIL.CSV").read_text("utf-8").startswith("unit,periode,")


# --- another catalogue, another console ------------------------------------------------------------------------------


def test_an_own_catalogue_is_used_everywhere(iki: Iki, own_catalogue: str) -> None:
    katalog = f"--katalog={own_catalogue}"
    kecil.move_into(Path())
    assert iki("katalog", katalog).out == (
        "Petugas Kebersihan (kebersihan, sidik 3ddceb)\n"
        "  BER-1  Persentase hari halaman disapu (%)\n"
        "         = Jumlah hari halaman disapu ÷ Jumlah hari seluruhnya × 100\n"
    )
    assert iki("template", MARCH, katalog).out == "1 formulir Maret 2019 ditulis di input_templates.\n"
    said = iki("periksa", katalog)
    assert (said.status, said.out.splitlines()[0]) == (
        1,
        "input_templates/2019-03/IKI_2019-03_contoh_kebersihan.xlsx",
    )
    said = iki("proses", MARCH, katalog, "--ekspor=hasil.csv")
    assert (said.status, said.out.splitlines()[-2]) == (
        1,
        "Rekap ditulis di output/2019-03/IKI_2019-03_contoh.xlsx.",
    )
    assert Path("hasil.csv").read_text(encoding="utf-8").splitlines()[1:] == [
        f"contoh,2019-{month},kebersihan,BER-1,%,,,,,,belum_masuk," for month in ("01", "02", "03")
    ]
    Path("iki.toml").unlink()
    assert iki("mulai", katalog).status == 0
    assert "# BER-1 = 0" in Path("iki.toml").read_text(encoding="utf-8")


def test_jelaskan_says_what_a_kode_means_and_what_to_do(iki: Iki) -> None:
    assert iki("jelaskan", "tanda_tanya") == Said(
        0,
        "tanda_tanya (galat, harus diperbaiki)\n"
        "Artinya: Tanda seperti “-” yang tidak jelas artinya.\n"
        "Contohnya: Isian!F8 berisi “-”.\n"
        "Yang perlu dilakukan: Apakah maksudnya nol (ketik 0) atau tidak berlaku (ketik TB)?\n",
        "",
    )


@pytest.mark.parametrize("periode", [(), (MARCH,)])
def test_a_folder_whose_name_was_mistyped_makes_no_empty_result(kantor: Iki, periode: tuple[str, ...]) -> None:
    filled()
    assert refused(kantor("proses", "inptu_templates", *periode)) == (
        "inptu_templates tidak ditemukan, jadi tidak ada yang diolah. Periksa nama berkas atau foldernya."
    )
    assert not Path("output").exists()


def test_jelaskan_names_the_nearest_kode(iki: Iki) -> None:
    assert refused(iki("jelaskan", "kosongg")) == "Kode temuan “kosongg” tidak dikenal. Maksudnya “kosong”?"


def test_jelaskan_lists_every_rule_on_a_line(iki: Iki) -> None:
    assert iki("jelaskan") == Said(0, EVERY_RULE, "")


EVERY_RULE = """\
Berkas
  berkas_tidak_ada          galat       Berkas atau folder yang disebut tidak ada.
  tidak_terbaca             galat       Cakram atau jaringan terganggu saat berkas dibaca.
  tanpa_izin                galat       Berkas tidak boleh dibuka.
  tautan                    galat       Tautan ke berkas lain, bukan berkasnya.
  tautan_putus              galat       Tautan ke berkas yang tidak ada lagi.
  folder_bukan_berkas       galat       Folder yang dinamai seperti berkas.
  bukan_berkas_biasa        galat       Perangkat atau pipa, bukan berkas.
  masih_disalin             galat       Berkas masih bertambah saat dibaca.
  sedang_dibuka             peringatan  Berkas kunci: formulir sedang dibuka di Excel atau LibreOffice.
  berkas_kosong             galat       Berkas yang tidak berisi apa pun.
  berkas_rusak              galat       Berkas terpotong atau rusak.
  berkas_terlalu_besar      galat       Berkas, lembar, gambar atau teksnya jauh lebih besar daripada formulir.
  pembaca_berhenti          galat       Berkas yang membuat program pembaca berhenti; berkas lain tetap dibaca.

Berkas yang isinya tidak dapat dipakai
  bersandi                  galat       Berkas diberi kata sandi.
  bermakro                  galat       Buku kerja dengan makro.
  xls_lama                  galat       Excel lama (.xls), apa pun nama berkasnya.
  berkas_xlsb               galat       Excel biner (.xlsb).
  xlsx_ketat                galat       Buku kerja “Strict Open XML”, yang tidak dibaca sama oleh semua program.
  berkas_ods                galat       Lembar kerja OpenDocument (.ods).
  berkas_csv                galat       Berkas teks bersekat koma atau titik koma.
  berkas_html               galat       Halaman web yang dinamai seperti Excel.
  berkas_xml                galat       Berkas XML yang dinamai seperti Excel.
  berkas_pdf                galat       Berkas PDF.
  berkas_gambar             galat       Gambar atau foto.
  berkas_word               galat       Dokumen Word.
  berkas_dokumen            galat       Dokumen lain: presentasi, gambar atau teks OpenDocument.
  zip_lain                  galat       Arsip zip yang bukan buku kerja.
  arsip_tertutup            peringatan  Arsip yang isinya tidak dapat dibaca di sini.
  pintasan                  peringatan  Pintasan ke berkas atau situs lain, bukan berkasnya.
  pintasan_daring           peringatan  Pintasan ke lembar kerja daring, bukan berkasnya.
  bukan_xlsx                galat       Isi berkas bukan buku kerja .xlsx.
  bom_zip                   galat       Arsip yang mengembang jauh melebihi ukurannya.
  nama_bagian               galat       Arsip dengan nama bagian yang hanya ditemukan oleh sebagian program.
  isi_ganda                 galat       Arsip dengan dua bagian bernama sama.
  kompresi_asing            galat       Arsip yang dimampatkan dengan cara lain.
  xml_terlarang             galat       Bagian yang tidak pernah ditulis Excel, atau yang dibaca lain oleh program lain.

Formulir siapa dan bulan mana
  belum_masuk               galat       Formulir sebuah jabatan untuk sebuah bulan belum ada.
  belum_diisi               galat       Formulir belum diisi siapa pun; dihitung belum masuk.
  ganda_berbeda             galat       Jabatan dan periode yang sama dua kali dengan isi berbeda; tidak satu pun dipakai.
  di_luar_periode           peringatan  Bukan bulan yang diolah.
  sebelum_mulai             peringatan  Bulan sebelum unit mulai.
  nama_berbeda              peringatan  Nama berkas menyebut formulir lain daripada kodenya.
  tanpa_kode                galat       Kode formulir tidak ditemukan.
  rekap_iki                 galat       Rekap dari “iki proses”, bukan formulir.
  kode_hilang               galat       Formulir yang Kode formulirnya dihapus atau berubah.
  kode_ganda                galat       Kode formulir ada lebih dari satu.
  kode_salah                galat       Angka periksa Kode formulir tidak cocok.
  kode_berbeda              galat       Kode formulir yang terlihat berbeda dari catatan tersembunyi.
  unit_lain                 galat       Formulir milik unit lain.
  unit_tidak_terdaftar      galat       Formulir milik unit yang tidak ada dalam daftar unit.
  jabatan_lain              galat       Jabatan pada kode tidak ada dalam katalog.
  versi_lain                galat       Versi formulir tidak dikenal.
  keputusan_lain            galat       Formulir yang dibuat dari keputusan lain daripada yang dipakai; tidak dibaca.
  keputusan_lama            galat       Formulir dari sebelum keputusannya berubah; ada isian yang belum ditanyakan.
  jabatan_tak_berlaku       galat       Jabatan yang pada bulan itu tidak punya indikator yang berlaku atau ditanyakan.
  periode_berbeda           galat       Periode yang tertulis berbeda dari Kode formulirnya.

Lembar dan susunannya
  lembar_hilang             galat       Lembar yang harus diisi tidak ada.
  lembar_berganti_nama      peringatan  Lembar formulir berganti nama; tetap dibaca.
  lembar_lain               peringatan  Lembar yang bukan bagian formulir; tidak dibaca.
  catatan_hilang            peringatan  Lembar formulir disalin ke buku kerja lain; tetap dibaca.
  judul_berubah             galat       Baris judul kolom hilang atau berubah.
  sel_terkunci_berubah      peringatan  Teks di sel terkunci berubah; nilainya tetap dibaca.
  baris_disisipkan          peringatan  Baris yang disisipkan di antara baris formulir; isian lain tetap dibaca.
  baris_dihapus             peringatan  Baris formulir yang bukan isian dihapus; isian tetap dibaca.
  baris_berpindah           peringatan  Baris formulir berpindah atau diurutkan.
  baris_tersembunyi         peringatan  Baris isian tersembunyi; nilainya tetap dibaca.
  kolom_disisipkan          peringatan  Kolom yang disisipkan; isian tetap dibaca.
  kolom_berpindah           peringatan  Kolom formulir berpindah; isian tetap dibaca.
  kolom_tersembunyi         peringatan  Kolom isian tersembunyi; nilainya tetap dibaca.
  sel_digabung              peringatan  Sel terkunci digabung; isian tetap dibaca.
  jangkar_berubah           galat       Kode isian, label atau nama sel tidak lagi menunjuk sel yang sama.
  rumus_ditimpa             galat       Rumus di kolom isian hilang atau tertimpa, mungkin isiannya bergeser atau diurutkan.
  sel_di_luar               peringatan  Isi di luar sel yang diisi, misalnya di sampingnya; tidak dibaca.
  skor_di_luar              galat       Skor di kolom yang tidak dimiliki survei; surveinya tidak dibaca.
  uraian_panjang            peringatan  Penyebab atau tindak lanjut lebih dari 500 huruf.

Isian yang kosong
  kosong                    galat       Isian wajib dibiarkan kosong, atau rumusnya menghasilkan teks kosong.
  belum_dipilih             galat       Isian wajib yang dipilih dari daftar belum dipilih.
  tertinggal                galat       Isian yang belum diketik ulang di formulir penggantinya.
  mutu_kosong               galat       Dokumen selesai tetapi mutunya belum dijawab.
  mutu_tanpa_selesai        galat       Dokumen bermutu tetapi tanpa tanggal selesai.
  lewat_batas               peringatan  Batas waktu dokumen lewat dan tanggal selesainya belum dilaporkan.

Isian yang tidak dapat dibaca
  bukan_bilangan            galat       Teks atau nilai lain di sel bilangan.
  angka_bersatuan           galat       Angka yang ditulis bersama satuannya.
  angka_meragukan           galat       Angka teks yang dapat dibaca dua cara, misalnya 1.234.
  angka_terlalu_besar       galat       Bilangan lebih dari satu triliun.
  tanda_tanya               galat       Tanda seperti “-” yang tidak jelas artinya.
  tanggal_di_bilangan       galat       Tanggal atau jam di sel bilangan.
  bukan_tanggal             galat       Bukan tanggal di sel tanggal.
  tanggal_meragukan         galat       Tanggal teks yang hari dan bulannya dapat tertukar.
  bukan_ya_tidak            galat       Selain Ya atau Tidak.
  bukan_pilihan             galat       Kata yang tidak ada di daftar pilihan selnya.
  teks_panjang              galat       Teks panjang di sel isian.
  huruf_kendali             galat       Huruf kendali yang tidak terlihat di sel isian.
  sel_galat                 galat       Sel menampilkan galat Excel.
  rumus_tanpa_hasil         galat       Rumus yang hasilnya tidak tersimpan.
  rumus_luar                galat       Rumus yang mengambil angka dari berkas lain.
  isian_digabung            galat       Sel isian yang digabung dengan sel lain.

Angka dan tanggal yang tidak wajar
  pecahan                   galat       Pecahan di isian yang harus bilangan bulat.
  negatif                   galat       Bilangan negatif.
  di_luar_batas             galat       Bilangan di luar batas isian.
  syarat                    galat       Syarat antara dua isian tidak dipenuhi.
  tb_sendiri                galat       TB di satu dari dua isian yang berpasangan, sedangkan pasangannya berisi angka.
  hari_kerja_berbeda        peringatan  Hari kerja tidak sama dengan kalender.
  jauh_berbeda              peringatan  Angka jauh dari bulan-bulan sebelumnya.
  isi_berulang              peringatan  Semua isian, sedikitnya empat angka berlainan, sama dengan bulan sebelumnya.
  seperti_tanggal           peringatan  Bilangan yang mungkin sebuah tanggal: yang diketik 12/3, misalnya, dihitung Excel sebagai 43536.
  rumus                     peringatan  Sel isian berisi rumus; hasilnya dipakai.
  dibaca_lain               peringatan  Isian yang dapat dibaca, tetapi tidak diketik seperti yang diminta, misalnya angka yang berupa teks.
  hanya_spasi               peringatan  Sel isian yang hanya berisi spasi atau huruf yang tidak terlihat; dibaca kosong.
  tanggal_di_luar           galat       Tanggal selesai di luar masa yang wajar.
  hari_bulan_tertukar       peringatan  Hari dan bulan mungkin tertukar.
  tanggal_berjam            peringatan  Tanggal dengan jam dekat tengah malam, yang mungkin digeser program lain dan menentukan penilaian.
  tanggal_berubah           peringatan  Tanggal selesai sebuah dokumen berbeda dari yang dilaporkan sebelumnya.
  fakta_berbeda             peringatan  Dokumen yang sama selesai pada hari yang berbeda menurut formulir jabatan lain.
  fakta_dua_kali            galat       Formulir lama yang menanyakan dokumen yang sama di dua sel, dan kedua isinya berbeda.

Survei
  survei_kosong             galat       Survei tanpa satu jawaban pun.
  unsur_kosong              galat       Unsur survei yang tidak dijawab seorang responden pun.
  skor_salah                galat       Skor survei selain 1, 2, 3, 4, atau di luar skala surveinya.
  tb_bersama_skor           galat       Survei yang sel pertamanya TB (tidak ada survei), padahal ada skornya.
  baris_sisipan             galat       Skor di baris yang bukan baris responden.
  responden_melebihi_baris  galat       Skor di bawah baris responden yang terakhir, padahal semua baris responden terisi.
  responden_terlalu_banyak  galat       Lebih dari 1.000 responden.
  skor_tertinggal           peringatan  Skor yang belum diketik ulang di formulir penggantinya; survei dihitung tanpanya.
  sampel_kurang             peringatan  Responden survei kurang dari sampel minimal.
  survei_berulang           peringatan  Survei sedikitnya lima responden yang sama persis dengan survei sebelumnya.

Keterangan
  tb_tanpa_keterangan       peringatan  TB tanpa alasan di kolom keterangan.
  keterangan_panjang        peringatan  Keterangan lebih dari 500 huruf.
  keterangan_kendali        peringatan  Huruf kendali yang tidak terlihat di kolom keterangan.

Selengkapnya tentang sebuah kode: iki jelaskan KODE
"""  # noqa: E501


@pytest.mark.decree
def test_katalog_lists_every_indikator(iki: Iki) -> None:
    lines = iki("katalog").out.splitlines()
    codes = [line.split()[0] for line in lines if re.match(r"  [A-Z]{2,3}-\d", line)]
    assert codes == list(DECREE.catalog.indikator)
    assert lines[:3] == [
        "Sekretaris Kecamatan (sekretaris, sidik 5446bf)",
        "  SEK-1  Persentase kehadiran PNS lingkup Kecamatan Ngronggot (%)",
        "         = Jumlah kehadiran tepat waktu seluruh PNS bulan ini ÷ (Jumlah PNS × hari kerja) × 100",
    ]


@pytest.mark.parametrize("encoding", seeds(["cp437", "cp1252"], 1))
@pytest.mark.parametrize("arguments", [["katalog"], ["periksa", "--format=csv"], ["prose"]], ids=lambda a: a[0])
def test_an_old_console_never_stops_a_command(tmp_path: Path, encoding: str, arguments: list[str]) -> None:
    (tmp_path / "input_templates").mkdir()
    (tmp_path / "input_templates" / "“laporan” ✓.xlsx").write_bytes(b"")
    done = subprocess.run(
        [sys.executable, "-m", "iki_excel.cli", *arguments],
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": f"{encoding}:strict"},
        check=False,
    )
    assert done.returncode == {"katalog": 0, "periksa": 1, "prose": 2}[arguments[0]]
    assert b"Traceback" not in done.stderr


@pytest.mark.decree
def test_a_reader_that_has_seen_enough_gets_no_traceback(tmp_path: Path) -> None:
    command = f"{sys.executable} -m iki_excel.cli katalog | head -n 1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, encoding="utf-8", cwd=tmp_path, check=True)
    assert (done.stdout, done.stderr) == ("Sekretaris Kecamatan (sekretaris, sidik 5446bf)\n", "")
