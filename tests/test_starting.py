"""``iki mulai``: a file in which every key stands as a comment, and which is true once the comments are taken away."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import tomllib
from pathlib import Path

import pytest

from iki_excel.cli import cli, commands
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Aturan, Kalender, Pejabat, Pengecualian, Settings, Unit, load_settings
from iki_excel.decree.surel import Server, Surel
from iki_excel.decree.targets import Target
from iki_excel.runs import office
from iki_excel.runs.starting import commented
from iki_excel.words.errors import IkiError, SettingsError
from iki_excel.words.periods import Periode
from tests import kecil
from tests.grounds import decree_office
from tests.keys import REAL, SETTING, filled_in, uncommented
from tests.small_catalog import SMALL, changed, loaded

NOTHING = Target("angka", 0.0)

MONTH = Periode("2026-11")
"""In which the file is written."""


@pytest.fixture
def text(catalog: Catalog) -> str:
    return commented(catalog, MONTH)


def lines_of_keys(text: str) -> list[int]:
    """The keys, and of a section that may come several times its head."""
    lines = re.sub(r"(?<=\]\])(?:\n.+)+", lambda keys: "\n" * keys[0].count("\n"), text).splitlines()
    return [n for n, line in enumerate(lines) if re.match(r"# (?:[\w.-]+ = |\[\[)", line)]


def named(text: str) -> str:
    """The text of an office that says what it is called."""
    for key in ("kode", "nama", "kabupaten", "tempat"):
        text = text.replace(f"# {key} = ", f"{key} = ", 1)
    return text


ENDS = {"[": "# ]", "]": ""}
"""By the sign at the end of the first of several lines that belong together what the last of them is."""


def with_key(text: str, number: int) -> str:
    """The text with one key made true (with all lines of the bands, or of a section that may come several times)."""
    lines = text.splitlines()
    end = ENDS.get(lines[number][-1])
    last = next((n for n in range(number, len(lines)) if lines[n] == end), number)
    return "\n".join(SETTING.sub("", line) if number <= n <= last else line for n, line in enumerate(lines))


@pytest.mark.decree
def test_the_file_as_it_is_written_changes_nothing(decree: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "iki.toml"
    path.write_text(commented(decree, MONTH), "utf-8")
    loaded = load_settings(path, decree)
    nobody = {kode: Pejabat() for kode in ("pimpinan", *decree.kode)}
    assert loaded == decree_office(pejabat=nobody, aturan=loaded.aturan)
    assert (loaded.aturan.batas_capaian, loaded.aturan.pita, loaded.aturan.arah) == (120.0, Aturan().pita, {})


def test_each_key_is_accepted_once_its_comment_is_taken_away(text: str, catalog: Catalog, tmp_path: Path) -> None:
    path, keys = tmp_path / "iki.toml", lines_of_keys(text)
    assert len(keys) == 1 + 6 + 6 * 4 + 1 + 9 + 5 + 1 + 3 + 4 + 10 + 4
    for number in keys:
        path.write_text(with_key(named(filled_in(text)), number), "utf-8")
        load_settings(path, catalog)


def test_all_keys_together_are_the_defaults_once_the_examples_are_replaced(
    text: str, catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "iki.toml"
    path.write_text(uncommented(text), "utf-8")
    loaded = load_settings(path, catalog)
    assert loaded.unit == Unit("contoh", "Kelurahan Contoh", "Kota Contoh", "Contoh", MONTH, "Lurah Contoh")
    assert loaded.pengecualian == (Pengecualian("umum", "2026-11", "Jabatan kosong", "Siti Contoh, S.Sos."),)
    assert set(loaded.pejabat) == {"pimpinan", *catalog.kode}
    assert loaded.target == {
        **{kode: indikator.target or NOTHING for kode, (_, indikator) in catalog.indikator.items()},
        "PL-2": Target("angka", 2.0),
    }
    documents = [slot for jabatan in catalog.jabatan for slot in jabatan.slots if slot.batas]
    assert [loaded.deadline(slot, "2019-03") for slot in documents] == [
        Settings().deadline(slot, "2019-03") for slot in documents
    ]
    assert (loaded.kalender.hari_seminggu, dict(loaded.kalender.hari_kerja)) == (
        Kalender().hari_seminggu,
        {"2026-03": 20},
    )
    assert loaded.batas_kirim == Settings().batas_kirim
    assert (loaded.aturan.batas_capaian, loaded.aturan.pita) == (Aturan().batas_capaian, Aturan().pita)
    assert loaded.aturan.arah == {"UM-1": "naik"}
    assert loaded.surel == Surel(
        keluar=Server("mail.kantor.example", 587, "starttls"),
        masuk=Server("mail.kantor.example", 993, "tls"),
        pengguna="kantor@contoh.example",
        dari="kantor@contoh.example",
        sertifikat=tmp_path / "kantor.pem",
        alamat=dict.fromkeys(("pimpinan", *catalog.kode), "kantor@contoh.example"),
    )


def test_whatever_a_catalogue_calls_its_indikator_the_file_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "katalog"
    folder.mkdir()
    odd = SMALL.replace('"PMD-1"', '"PMD 1.a"').replace('"Koordinasi"', '"Koordinasi\\nx = 3"')
    odd = odd.replace('kode = "pmd"', 'kode = "camat"').replace("rumus =", "target = 1234567\nrumus =")
    catalog = loaded(folder, odd)
    path = tmp_path / "iki.toml"
    path.write_text(uncommented(commented(catalog, MONTH)), "utf-8")
    settings = load_settings(path, catalog)
    assert settings.target == {"PMD 1.a": Target("angka", 1234567.0)}
    assert settings.aturan.arah == {"PMD 1.a": "naik"}
    assert set(settings.pejabat) == {"camat"}


def test_every_key_that_there_is_stands_in_the_file(text: str, catalog: Catalog) -> None:
    data = tomllib.loads(SETTING.sub("", text))
    assert data.pop("katalog") == "katalog.xlsx"
    assert sorted(data["pejabat"]["umum"]) == ["atasan", "nama", "nip", "pangkat", "sebutan", "whatsapp"]
    [exception] = data.pop("pengecualian")
    assert sorted(exception) == ["alasan", "jabatan", "oleh", "periode"]
    assert {name: sorted(part) for name, part in data.items()} == {
        "unit": ["kabupaten", "kode", "mulai", "nama", "pimpinan", "tempat"],
        "pejabat": sorted(["pimpinan", *catalog.kode]),
        "target": sorted(catalog.indikator),
        "batas_waktu": ["buku", "kinerja", "laporan", "rencana", "tamu"],
        "batas_kirim": ["hari"],
        "kalender": ["hari_kerja", "hari_seminggu", "libur_tambahan"],
        "aturan": ["arah", "batas_capaian", "pita", "target_nol"],
        "surel": [
            "alamat",
            "dari",
            "imap",
            "imap_keamanan",
            "imap_port",
            "keamanan",
            "pengguna",
            "port",
            "sertifikat",
            "server",
            "tembusan",
        ],
    }


def targets_of(text: str) -> list[str]:
    """The lines of the section of targets."""
    rest = text[text.index("[target]\n") + len("[target]\n") :]
    return rest[: rest.index("\n\n")].splitlines()


def test_the_file_says_of_every_target_what_it_is_for(text: str) -> None:
    assert targets_of(text) == [
        "# UM-1 = 0  # Surat dan arsip, dokumen setahun (belum ada bawaan)",
        "# UM-2 = 100  # Kehadiran tepat waktu, % (bawaan)",
        "# UM-3 = 100  # Sarana dalam keadaan baik, % (bawaan)",
        "# UM-4 = 100  # Laporan tepat waktu dan baik, % (bawaan)",
        "# PL-1 = 0  # Kepuasan warga, nilai (belum ada bawaan)",
        "# PL-2 = 2  # Buku pelayanan tepat waktu, buku (bawaan: semua yang jatuh tempo)",
        "# KT-1 = 0  # Gangguan ketertiban, kejadian setahun (belum ada bawaan)",
        "# KT-2 = 0  # Penurunan pelanggaran, % (belum ada bawaan)",
        "# KT-3 = 0  # Cadangan beras, ton (belum ada bawaan)",
    ]
    assert '# kinerja = "31 Maret"\n' in text


def test_the_file_explains_each_form_of_a_target_in_a_line(text: str) -> None:
    head = text[text.index("# Target setiap") : text.index("[target]")]
    assert head.splitlines() == [
        "# Target setiap indikator; tanpa target tidak ada capaian. Yang dinilai adalah bagian yang jatuh tempo.",
        "# - 120: untuk setahun bila dijumlahkan dari bulan ke bulan; paling banyak sekian dokumen; selain itu kapan "
        "saja.",
        "# - { bulan = 10 }: 10 setiap bulan.",
        "# - { triwulan = [30, 30, 30, 30] }: satu bilangan setiap triwulan.",
        "# - { semester = [60, 60] }: satu bilangan setiap semester.",
        '# - { jadwal = { "2026-08" = 2 } }: 2 lagi mulai Agustus 2026, untuk yang terjadi sekali atau dua kali '
        "setahun.",
        "# - { tetap = 120 }: 120 di bulan mana pun.",
        "# - { dari = 80, sampai = 90 }: capaian 100 bila realisasi di antara keduanya.",
        "# - { 2026 = 90, 2027 = 95 }: satu target setiap tahun, dengan salah satu cara di atas.",
    ]


@pytest.mark.parametrize(
    "target",
    [
        "12",
        "{ bulan = 10 }",
        "{ triwulan = [3, 4, 5, 6] }",
        "{ semester = [60, 61] }",
        '{ jadwal = { "2019-02" = 1, "2019-08" = 2 } }',
        "{ tetap = 7 }",
        "{ dari = 80, sampai = 90 }",
        "{ 2019 = 90, 2020 = { bulan = 10 } }",
    ],
)
def test_a_default_of_any_form_is_written_as_the_catalogue_has_it(target: str, tmp_path: Path) -> None:
    catalog = loaded(tmp_path, changed("rumus =", f"target = {target}\nrumus ="))
    unit = "kegiatan setahun" if target == "12" else "kegiatan"
    assert targets_of(commented(catalog, MONTH)) == [f"# PMD-1 = {target}  # Koordinasi, {unit} (bawaan)"]


def test_what_happens_once_or_twice_a_year_begins_with_a_schedule(tmp_path: Path) -> None:
    catalog = loaded(tmp_path, changed("rumus =", "jarang = true\nrumus ="))
    expected = '# PMD-1 = { jadwal = { "2026-08" = 0 } }  # Koordinasi, kegiatan (belum ada bawaan)'
    assert targets_of(commented(catalog, MONTH)) == [expected]


@pytest.mark.decree
def test_the_decree_has_three_that_happen_once_or_twice_a_year(decree: Catalog) -> None:
    schedules = [line for line in targets_of(commented(decree, MONTH)) if "jadwal" in line]
    assert [line.split()[1] for line in schedules] == ["TU-2", "PMD-3", "PMD-4"]


def test_what_no_target_can_be_set_for_says_why(tmp_path: Path) -> None:
    text = changed('"rapat + kunjungan"', '"rapat + kunjungan + 1"', changed("hasil = 5", "hasil = 6"))
    assert targets_of(commented(loaded(tmp_path, text), MONTH)) == [
        '# PMD-1: belum dapat diberi target; katalog harus menyebut sifat = "arus" atau "keadaan".'
    ]


def test_a_document_with_two_deadlines_stands_there_twice(text: str) -> None:
    """One line for both would change one of them."""
    head = '# Batas waktu dokumen. Dapat juga per daftar, misalnya laporan.profil = "28 Februari".\n[batas_waktu]\n'
    rest = text[text.index(head) + len(head) :]
    assert rest[: rest.index("\n\n")].splitlines() == [
        '# buku.profil = "31 Desember"',
        '# kinerja = "31 Maret"',
        '# laporan.profil = "28 Februari"',
        '# rencana = "31 Desember"',
        '# tamu = "31 Maret"',
    ]


def test_mulai_writes_the_file_and_says_what_to_do_next(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(commands, "_time", lambda _: dt.datetime(2026, 11, 25, 9))
    cli.main(["mulai", *kecil.OPTION], standalone_mode=False)
    written = (tmp_path / "iki.toml").read_text("utf-8")
    katalog = kecil.KATALOG.as_posix()
    assert written == text.replace('\n# katalog = "katalog.xlsx"\n', f'\nkatalog = "{katalog}"\n')
    assert capsys.readouterr().out == (
        "iki.toml ditulis. Isi bagian [unit], nama pejabat dan target, lalu jalankan “iki template”.\n"
        "Berkas bukti dukung, bila ada, disimpan di bukti/TAHUN-BULAN/KODE-JABATAN.\n"
        "Kiriman yang datang disimpan di kotak_masuk, lalu dipilah dengan “iki terima”.\n"
    )
    assert [*(tmp_path / "kotak_masuk").iterdir()] == []


def test_mulai_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "iki.toml").write_text("[target]\nKT-3 = 650\n")
    with pytest.raises(IkiError) as refused:
        cli.main(["mulai"], standalone_mode=False)
    assert (
        str(refused.value) == "iki.toml sudah ada di folder ini dan tidak ditimpa. Ubah isinya dengan penyunting teks."
    )
    assert (tmp_path / "iki.toml").read_text() == "[target]\nKT-3 = 650\n"


# --- another catalogue -----------------------------------------------------------------------------------------------


def test_what_is_written_for_another_catalogue_says_what_is_still_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(kecil.KATALOG, tmp_path / "keputusan kita")
    cli.main(["mulai", "--katalog", "keputusan kita"], standalone_mode=False)
    written = Path("iki.toml").read_text("utf-8")
    assert '\nkatalog = "keputusan kita"\n' in written
    assert not re.search("ngronggot|nganjuk|camat", written, re.IGNORECASE)
    with pytest.raises(SettingsError) as asked:
        office.load(None)
    assert str(asked.value) == (
        "iki.toml: kode, nama, kabupaten, dan tempat di [unit] belum ditulis. Tulis di iki.toml (“iki mulai” menulis "
        "contohnya), atau di [unit] keputusan.toml bila katalognya untuk satu kantor."
    )
    Path("iki.toml").write_text(uncommented(written), "utf-8")
    catalog, settings = office.load(None)
    assert (catalog.kode, settings.unit.nama) == (["umum", "pelayanan", "ketertiban"], "Kelurahan Contoh")


@pytest.mark.parametrize(
    ("example", "sentence"),
    [
        ("Nama Pejabat, S.Sos.", "iki.toml, [pejabat], [pimpinan]: nama “Nama Pejabat, S.Sos.” masih contoh dari “iki "
                                 "mulai”. Ketik nama pejabatnya, atau hapus baris itu."),
        ("000000000000000000", "iki.toml, [pejabat], [pimpinan]: nip “000000000000000000” masih contoh dari “iki "
                               "mulai”. Ketik NIP pejabatnya, atau hapus baris itu."),
        ("kodeunit", "iki.toml, [unit]: kode “kodeunit” masih contoh dari “iki mulai”. Ketik kode yang sebenarnya, "
                     "atau hapus baris itu."),
        ("Nama Unit", "iki.toml, [unit]: nama “Nama Unit” masih contoh dari “iki mulai”. Ketik nama yang sebenarnya, "
                      "atau hapus baris itu."),
        ("Nama Tempat", "iki.toml, [unit]: tempat “Nama Tempat” masih contoh dari “iki mulai”. Ketik tempat yang "
                        "sebenarnya, atau hapus baris itu."),
        ("Nama Kabupaten atau Kota", "iki.toml, [unit]: kabupaten “Nama Kabupaten atau Kota” masih contoh dari "
                                     "“iki mulai”. Ketik kabupaten atau kota yang sebenarnya, atau hapus baris itu."),
        ("0812-0000-0000", "iki.toml, [pejabat], [pimpinan]: whatsapp “0812-0000-0000” masih contoh dari “iki mulai”. "
                           "Ketik nomornya, atau hapus baris itu."),
        ("Jabatan Pimpinan", "iki.toml, [unit]: pimpinan “Jabatan Pimpinan” masih contoh dari “iki mulai”. Ketik "
                             "jabatan pimpinan yang sebenarnya, atau hapus baris itu."),
    ],
)  # fmt: skip
def test_an_example_that_nobody_replaced_is_never_printed(
    example: str, sentence: str, text: str, catalog: Catalog, tmp_path: Path
) -> None:
    path = tmp_path / "iki.toml"
    path.write_text(uncommented(text).replace(f'"{REAL[example]}"', f'"{example}"', 1), "utf-8")
    with pytest.raises(SettingsError) as refused:
        load_settings(path, catalog)
    assert str(refused.value) == f"{tmp_path}/{sentence}"
