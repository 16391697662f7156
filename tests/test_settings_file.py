"""The form over iki.toml: what each tab shows, what it writes, what it leaves as it is, and what it refuses."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import load_settings
from iki_excel.runs import settings_file
from iki_excel.runs.settings_file import BATAS, KANTOR, PEJABAT, SUREL, TABS, TARGET, WHOLE
from iki_excel.runs.starting import commented
from iki_excel.words.errors import OutputError, SettingsError
from iki_excel.words.periods import Periode
from tests import kecil
from tests.keys import uncommented

MONTH, YEAR = Periode("2019-03"), 2019
UNIT = kecil.PENGATURAN.read_text("utf-8")


class Office:
    """A folder with an iki.toml, and the form over it."""

    def __init__(self, folder: Path, catalog: Catalog) -> None:
        self.folder, self.catalog, self.path = folder, catalog, folder / "iki.toml"

    def write(self, text: str) -> None:
        self.path.write_bytes(text.encode())

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode()

    def look(self, tab: str) -> settings_file.Form:
        return settings_file.look(tab, self.folder, self.catalog, YEAR)

    def save(self, tab: str, typed: Mapping[str, str], stand: str | None = None) -> Mapping[str, str]:
        return settings_file.save(tab, typed, self.folder, self.catalog, YEAR, stand)

    def changes(self, tab: str, typed: Mapping[str, str]) -> list[str]:
        """The lines that come and go when a form without a fault is saved."""
        before = self.text
        assert self.save(tab, typed) == {}
        load_settings(self.path, self.catalog)
        lines = difflib.ndiff(before.splitlines(), self.text.splitlines())
        return [line for line in lines if line[0] in "+-"]


@pytest.fixture
def contoh(tmp_path: Path, catalog: Catalog) -> Office:
    """Kelurahan Contoh, with little more than its name."""
    office = Office(tmp_path, catalog)
    office.write(UNIT)
    return office


def started(catalog: Catalog) -> str:
    """What ``iki mulai`` writes, of an office that says what it is called."""
    text = commented(catalog, MONTH)
    for key, value in {
        "kode": ("kodeunit", "contoh"),
        "nama": ("Nama Unit", "Kelurahan Contoh"),
        "kabupaten": ("Nama Kabupaten atau Kota", "Kota Contoh"),
        "tempat": ("Nama Tempat", "Contoh"),
    }.items():
        text = text.replace(f'# {key} = "{value[0]}"', f'{key} = "{value[1]}"', 1)
    return text


@pytest.fixture
def begun(contoh: Office) -> Office:
    """The same with every key there is as a comment."""
    contoh.write(started(contoh.catalog))
    return contoh


# --- what stays as it is ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("kind", ["named", "comments", "every key"])
def test_what_is_typed_as_it_was_shown_changes_no_byte(
    contoh: Office, tab: str, ends: str, mark: str, kind: str
) -> None:
    every = uncommented(commented(contoh.catalog, MONTH))
    text = {"named": UNIT, "comments": started(contoh.catalog), "every key": every}[kind]
    contoh.write(mark + text.replace("\n", ends))
    before, form = contoh.path.stat(), contoh.look(tab)
    assert contoh.save(tab, form.values, form.stand) == {}
    assert contoh.text == mark + text.replace("\n", ends)
    assert contoh.path.stat().st_mtime_ns == before.st_mtime_ns


def test_a_tab_changes_its_own_lines_only_in_a_file_of_every_key(contoh: Office) -> None:
    contoh.write(uncommented(commented(contoh.catalog, MONTH)).replace("\n", "\r\n"))
    assert contoh.changes(BATAS, {"batas_kirim.hari": "7"}) == ["- hari = 5", "+ hari = 7"]
    assert contoh.changes(KANTOR, {"unit.nama": "Kelurahan Contoh Baru"}) == [
        '- nama = "Kelurahan Contoh"',
        '+ nama = "Kelurahan Contoh Baru"',
    ]
    assert contoh.text.count("\n") == contoh.text.count("\r\n")


def test_each_field_of_a_file_of_every_key_changes_one_line_and_back(contoh: Office) -> None:
    text = uncommented(commented(contoh.catalog, MONTH))
    contoh.write(text)
    for tab, typed in EVERY_FIELD.items():
        for key, value in typed.items():
            shown = contoh.look(tab).values[key]
            other = value if shown != value else OTHER_VALUES[key.rpartition(".")[2]]
            assert contoh.save(tab, {key: other}) == {}, key
            assert sum(a != b for a, b in zip(text.splitlines(), contoh.text.splitlines(), strict=True)) == 1, key
            assert contoh.save(tab, {key: shown}) == {}, key
            assert contoh.text == text or shown == "", key
            contoh.write(text)


OTHER_VALUES = {
    "nip": "19700101 199503 1 002",
    "pangkat": "Pembina",
    "atasan": "",
    "whatsapp": "+62 812 3456 7891",
    "pimpinan": "Lurah",
    "dari": "lain@contoh.example",
}


def test_each_field_is_saved_shown_and_taken_back(begun: Office) -> None:
    """Each becomes a line where its comment stood, and the file is as long as before."""
    for tab, typed in EVERY_FIELD.items():
        assert {*typed} == {*begun.look(tab).values}
        for key, text in typed.items():
            before = begun.text.splitlines()
            shown = begun.look(tab).values[key]
            assert begun.save(tab, {key: text}) == {}, key
            assert begun.look(tab).values[key] == text
            assert len(begun.text.splitlines()) == len(before), key
            assert sum(a != b for a, b in zip(before, begun.text.splitlines(), strict=True)) == 1, key
            assert begun.save(tab, {key: shown}) == {}, key
            assert begun.look(tab).values[key] == shown


EVERYONE = ("pimpinan", "umum", "pelayanan", "ketertiban")
EVERY_FIELD: dict[str, dict[str, str]] = {
    KANTOR: {
        "unit.kode": "baru",
        "unit.nama": "Kelurahan Baru",
        "unit.kabupaten": "Kota Baru",
        "unit.tempat": "Baru",
        "unit.mulai": "2019-02",
        "unit.pimpinan": "Lurah Contoh",
    },
    PEJABAT: {
        key: text
        for kode in EVERYONE
        for key, text in {
            f"pejabat.{kode}.nama": "Siti “Contoh”, S.Sos.",
            f"pejabat.{kode}.nip": "19700101 199503 1 001",
            f"pejabat.{kode}.pangkat": "Penata",
            f"pejabat.{kode}.sebutan": "Plt.",
            f"pejabat.{kode}.atasan": "pimpinan",
            f"pejabat.{kode}.whatsapp": "0812-3456-7890",
            f"surel.alamat.{kode}": "siti@contoh.example",
        }.items()
    },
    BATAS: {
        "batas_kirim.hari": "7",
        "batas_waktu.kinerja": "1 Maret",
        "batas_waktu.laporan.profil": "1 Maret",
        "batas_waktu.buku.profil": "1 Maret",
        "batas_waktu.tamu": "1 Maret",
        "batas_waktu.rencana": "1 Maret",
    },
    SUREL: {
        "surel.server": "mail.contoh.example",
        "surel.port": "465",
        "surel.keamanan": "tls",
        "surel.imap": "mail.contoh.example",
        "surel.imap_port": "143",
        "surel.imap_keamanan": "starttls",
        "surel.pengguna": "kantor",
        "surel.dari": "kantor@contoh.example",
        "surel.sertifikat": "contoh.pem",
        "surel.tembusan": "a@contoh.example, b@contoh.example",
    },
}


# --- where it is written ---------------------------------------------------------------------------------------------


def test_a_key_that_stands_as_a_comment_becomes_a_line_in_its_place(begun: Office) -> None:
    typed = {"pejabat.umum.nama": "Siti Contoh", "pejabat.umum.nip": "197001011995031001"}
    assert begun.changes(PEJABAT, typed | {"surel.alamat.umum": "siti@contoh.example"}) == [
        '- # nama = "Nama Pejabat, S.Sos."',
        '- # nip = "000000000000000000"',
        '+ nama = "Siti Contoh"',
        '+ nip = "197001011995031001"',
        '- # umum = "alamat@kantor.example"',
        '+ umum = "siti@contoh.example"',
    ]


def test_a_field_left_blank_becomes_a_comment_again(begun: Office) -> None:
    begun.save(TARGET, {"target.UM-1.setahun": "1.200"})
    assert begun.changes(TARGET, {"target.UM-1.setahun": ""}) == [
        "- UM-1 = { 2019 = 1200 }  # Surat dan arsip, dokumen setahun (belum ada bawaan)",
        "+ # UM-1 = { 2019 = 1200 }  # Surat dan arsip, dokumen setahun (belum ada bawaan)",
    ]


def test_a_file_without_the_section_gets_it_at_its_end(contoh: Office) -> None:
    contoh.write(UNIT.rstrip("\n"))
    assert contoh.save(PEJABAT, {"pejabat.umum.nama": "Siti", "pejabat.pelayanan.nama": "Budi"}) == {}
    assert contoh.save(BATAS, {"batas_kirim.hari": "7"}) == {}
    assert contoh.text == (
        f'{UNIT}\n[pejabat.umum]\nnama = "Siti"\n[pejabat.pelayanan]\nnama = "Budi"\n\n[batas_kirim]\nhari = 7\n'
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('pejabat.umum.nama = "Siti"  # sejak Mei\n', 'pejabat.umum.nama = "Budi"  # sejak Mei\n'),
        ('pejabat = { umum = { nama = "Siti" } } # x\n', 'pejabat = { umum = { nama = "Budi" } } # x\n'),
        ('pejabat.pelayanan.nama = "Siti"\n', 'pejabat.pelayanan.nama = "Siti"\npejabat.umum.nama = "Budi"\n'),
        ('pejabat.umum.nip = "197001011995031001"\n',
         'pejabat.umum.nip = "197001011995031001"\npejabat.umum.nama = "Budi"\n'),
    ],
)  # fmt: skip
def test_tables_in_braces_and_keys_with_points_are_changed_where_they_stand(
    contoh: Office, before: str, after: str
) -> None:
    contoh.write(before + UNIT)
    assert contoh.save(PEJABAT, {"pejabat.umum.nama": "Budi"}) == {}
    assert contoh.text == after + UNIT


def test_the_head_stays_under_the_name_that_the_file_has_for_him(contoh: Office) -> None:
    contoh.write(f'{UNIT}[pejabat.camat]\nnama = "Siti"\n')
    assert contoh.look(PEJABAT).values["pejabat.pimpinan.nama"] == "Siti"
    assert contoh.changes(PEJABAT, {"pejabat.pimpinan.nama": "Budi"}) == ['- nama = "Siti"', '+ nama = "Budi"']


def test_what_cannot_be_reached_is_told_and_stays(contoh: Office) -> None:
    text = f"{UNIT}[target]\n[target.UM-1]\ntriwulan = [30, 30, 30, 30]\n"
    contoh.write(text)
    with pytest.raises(OutputError) as told:
        contoh.save(TARGET, {"target.UM-1.setahun": "100", **dict.fromkeys(QUARTERS, "")})
    assert str(told.value) == (
        "Isian ini tertulis di iki.toml dengan cara yang tidak dapat diubah dari sini, jadi tidak ada yang disimpan. "
        "Ubah dengan penyunting teks."
    )
    assert contoh.text == text


ODD = """\
# pejabat.umum.nama = "bukan di sini"
[unit]  # kantor
kode = 'contoh'
nama = "Kelurahan # Contoh"
kabupaten = "Kota\\u0020Contoh" \t # dua spasi
tempat = \"\"\"
Contoh\"\"\"
# catatan\u2028hari = 5
  [surel]
tembusan = [ # yang lain
    "a@contoh.example",
    # dari = "x@contoh.example"
    "b@contoh.example", # koma terakhir
]
[[pengecualian]]
jabatan = "umum"
periode = "2019-03"
alasan = "Jabatan kosong"
oleh = "Lurah Contoh"
# [batas_kirim]
# hari = 9
[aturan]
pita = [
  { minimal = 50, predikat = "Cukup" },
  { predikat = "Kurang" },
]
"""
"""As no program writes it."""


@pytest.mark.parametrize(
    ("tab", "typed", "lines"),
    [
        (KANTOR, {"unit.nama": "Kelurahan B"}, ['- nama = "Kelurahan # Contoh"', '+ nama = "Kelurahan B"']),
        (KANTOR, {"unit.kabupaten": "Kota B"}, [
            '- kabupaten = "Kota\\u0020Contoh" \t # dua spasi', '+ kabupaten = "Kota B" \t # dua spasi']),
        (KANTOR, {"unit.tempat": "B"}, ['- tempat = """', '+ tempat = "B"', '- Contoh"""']),
        (KANTOR, {"unit.mulai": "2019-01"}, ['+ mulai = "2019-01"']),
        (SUREL, {"surel.dari": "k@contoh.example"}, ['+ dari = "k@contoh.example"']),
        (BATAS, {"batas_kirim.hari": "7"}, ["+ ", "+ [batas_kirim]", "+ hari = 7"]),
        (PEJABAT, {"pejabat.umum.nama": "Siti"}, [
            '- # pejabat.umum.nama = "bukan di sini"', '+ pejabat.umum.nama = "Siti"']),
    ],
)  # fmt: skip
def test_a_file_as_no_program_writes_it(contoh: Office, tab: str, typed: dict[str, str], lines: list[str]) -> None:
    contoh.write(ODD)
    assert contoh.changes(tab, typed) == lines


# --- targets ---------------------------------------------------------------------------------------------------------

QUARTERS = tuple(f"target.UM-1.tw{number}" for number in range(1, 5))


def of_um1(setahun: str, *quarters: str) -> dict[str, str]:
    return {"target.UM-1.setahun": setahun, **dict(zip(QUARTERS, quarters, strict=False))}


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (of_um1("1.200"), "UM-1 = 1200"),
        (of_um1("1200", "", "", "", ""), "UM-1 = 1200"),
        (of_um1("120", "30", "60", "90", "120"), "UM-1 = { triwulan = [30, 30, 30, 30] }"),
        (of_um1("", "1.200", "1.200", "2.400", "3.000"), "UM-1 = { triwulan = [1200, 0, 1200, 600] }"),
        ({"target.KT-3.setahun": "82,5"}, "KT-3 = 82.5"),
        ({"target.KT-3.setahun": "82.5"}, "KT-3 = 82.5"),
        ({"target.KT-3.setahun": "1,234"}, "KT-3 = 1.2340"),
        ({"target.KT-3.setahun": "1.234,5"}, "KT-3 = 1234.5"),
    ],
)
def test_a_target_is_written_as_each_triwulans_own_part(contoh: Office, typed: dict[str, str], line: str) -> None:
    unit = f'{UNIT}mulai = "2019-01"\n'
    contoh.write(unit)
    assert contoh.save(TARGET, typed) == {}
    assert contoh.text == f"{unit}\n[target]\n{line}\n"
    load_settings(contoh.path, contoh.catalog)


def test_a_target_by_triwulan_is_shown_from_january(contoh: Office) -> None:
    contoh.write(f"{UNIT}[target]\nUM-1 = {{ triwulan = [1200, 0, 1200, 600] }}\nKT-3 = 82.5\n")
    values = contoh.look(TARGET).values
    assert [values[key] for key in ("target.UM-1.setahun", *QUARTERS)] == ["3.000", "1.200", "1.200", "2.400", "3.000"]
    assert values["target.KT-3.setahun"] == "82,5"
    assert "target.KT-3.tw1" not in values


OTHER = "harus dari 0 sampai 1.000.000.000.000."


@pytest.mark.parametrize(
    ("typed", "problems"),
    [
        (of_um1("1,2,0"), {"target.UM-1.setahun":
         "“1,2,0” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5."}),
        (of_um1("dua", "x"), {
            "target.UM-1.setahun": "“dua” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5.",
            "target.UM-1.tw1": "“x” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5."}),
        (of_um1("120", "30", "20", "90", "120"), {"target.UM-1.tw2":
         "20 s.d. Triwulan II kurang dari 30 s.d. Triwulan I. "
         "Tulis jumlahnya sejak Januari, yang tidak pernah turun."}),
        (of_um1("120", "30", "60", "90", "110"), {"target.UM-1.tw4":
         "110 s.d. Triwulan IV tidak sama dengan 120 setahun. Samakan keduanya."}),
        (of_um1("120", "30", "", "90", "120"), {"target.UM-1.tw2":
         "Isi keempat triwulan, atau kosongkan semuanya."}),
        (of_um1("120,5"), {"target.UM-1.setahun":
         "120,5 tidak bulat, padahal realisasinya bilangan bulat (dokumen). Bulatkan: 120 atau 121."}),
        (of_um1("9" * 400), {"target.UM-1.setahun":
         f"“{'9' * 79}…” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5."}),
        (of_um1("-3"), {"target.UM-1.setahun": f"Target “UM-1” berisi -3, padahal {OTHER}"}),
        ({"target.KT-3.setahun": "-1", "target.UM-1.setahun": "1,2,0"}, {
            "target.KT-3.setahun": f"Target “KT-3” berisi -1, padahal {OTHER}",
            "target.UM-1.setahun": "“1,2,0” bukan bilangan. Tulis angkanya saja, misalnya 1.200 atau 82,5."}),
    ],
)  # fmt: skip
def test_targets_that_are_refused(contoh: Office, typed: dict[str, str], problems: dict[str, str]) -> None:
    assert contoh.save(TARGET, typed) == problems
    assert contoh.text == UNIT


def test_a_target_written_in_another_way_is_told_and_stays_until_one_is_typed(contoh: Office) -> None:
    contoh.write(f'{UNIT}mulai = "2019-03"\n[target]\nUM-1 = {{ bulan = 10 }}  # sepuluh\n')
    form = contoh.look(TARGET)
    assert form.lain == {"target.UM-1.setahun": "10 tiap bulan"}
    assert contoh.save(TARGET, form.values) == {}
    assert contoh.changes(TARGET, {**form.values, "target.UM-1.setahun": "120"}) == [
        "- UM-1 = { bulan = 10 }  # sepuluh",
        "+ UM-1 = 120  # sepuluh",
    ]


def test_of_a_target_by_year_that_of_the_year_is_changed(contoh: Office) -> None:
    contoh.write(f"{UNIT}[target]\nUM-1 = {{ 2018 = 90, 2019 = 95 }}\n")
    assert contoh.look(TARGET).values["target.UM-1.setahun"] == "95"
    assert contoh.save(TARGET, of_um1("100")) == {}
    assert contoh.text == f"{UNIT}[target]\nUM-1 = {{ 2018 = 90, 2019 = 100 }}\n"


@pytest.mark.parametrize(
    ("mulai", "before", "typed", "after"),
    [
        ("2018-05", "UM-1 = 1200  # RKT", of_um1("1.500"), "UM-1 = { 2018 = 1200, 2019 = 1500 }  # RKT"),
        ("2018-05", "UM-1 = 1200", of_um1(""), "UM-1 = { 2018 = 1200 }"),
        ("2018-05", "", of_um1("1.500"), "UM-1 = { 2019 = 1500 }"),
        ("2019-01", "UM-1 = 1200", of_um1("1.500"), "UM-1 = 1500"),
        ("", "UM-1 = { triwulan = [1, 2, 3, 4] }", of_um1("20", "", "", "", ""),
         "UM-1 = { 2017 = { triwulan = [1, 2, 3, 4] }, 2018 = { triwulan = [1, 2, 3, 4] }, 2019 = 20 }"),
        ("2017-01", 'UM-1 = { jadwal = { 2018-08 = 2, 2019-02 = 1 } }', of_um1("20"),
         "UM-1 = { 2018 = { jadwal = { 2018-08 = 2 } }, 2019 = 20 }"),
        ("2018-05", "KT-3 = 1.2340", {"target.KT-3.setahun": "82,5"}, "KT-3 = { 2018 = 1.2340, 2019 = 82.5 }"),
        ("2018-05", "KT-3 = { dari = 80, sampai = 90 }", {"target.KT-3.setahun": "82,5"},
         "KT-3 = { 2018 = { dari = 80, sampai = 90 }, 2019 = 82.5 }"),
    ],
)  # fmt: skip
def test_the_years_before_keep_their_target(
    contoh: Office, mulai: str, before: str, typed: dict[str, str], after: str
) -> None:
    unit = UNIT + (f'mulai = "{mulai}"\n' if mulai else "")
    contoh.write(f"{unit}[target]\n{before}\n")
    earlier = load_settings(contoh.path, contoh.catalog)
    assert contoh.save(TARGET, {**contoh.look(TARGET).values, **typed}) == {}
    assert contoh.text.replace("\n\n", "\n") == f"{unit}[target]\n{after}\n"
    later, kode = load_settings(contoh.path, contoh.catalog), after[:4]
    if mulai != "2019-01" and "jadwal" not in before:
        assert later.own_target_of(kode, 2018) == earlier.own_target_of(kode, 2018)
    assert contoh.look(TARGET).values == {**contoh.look(TARGET).values, **typed}


# --- what is refused -------------------------------------------------------------------------------------------------


def test_all_that_is_wrong_is_told_at_once_by_field_and_nothing_is_saved(begun: Office) -> None:
    before = begun.text
    typed = {
        "pejabat.umum.nama": "Siti Contoh",
        "pejabat.umum.nip": "1970",
        "pejabat.pelayanan.sebutan": "Pelaksana Tugas",
        "pejabat.pelayanan.atasan": "lurah",
        "pejabat.ketertiban.whatsapp": "0351-321",
        "surel.alamat.ketertiban": "budi@",
    }
    assert begun.save(PEJABAT, typed) == {
        "pejabat.umum.nip": "NIP “1970” harus 18 angka.",
        "pejabat.pelayanan.sebutan": "Sebutan “Pelaksana Tugas” harus satu baris teks biasa, paling banyak 10 huruf.",
        "pejabat.pelayanan.atasan": "“lurah” tidak dikenal. Yang dikenal: pimpinan, umum, pelayanan, ketertiban.",
        "pejabat.ketertiban.whatsapp": "Nomor WhatsApp berisi “0351-321”. Itu bukan nomor ponsel, yang "
        'berawalan 08 atau 628; tulis misalnya "0812-0000-0000".',
        "surel.alamat.ketertiban": "Alamat surel berisi “budi@”. Itu bukan alamat surel yang lengkap; tulis misalnya "
        '"alamat@kantor.example".',
    }
    assert begun.text == before


def test_mail_that_is_refused(contoh: Office) -> None:
    typed = {"surel.server": "outlook.office365.com", "surel.port": "abc", "surel.keamanan": "tidak"}
    assert contoh.save(SUREL, typed) == {
        "surel.server": "Server “outlook.office365.com” milik Microsoft, yang tidak lagi menerima sandi untuk mengirim "
        "surel dari program. Kosongkan isian ini; tanpa server, surat siap kirim dibuat untuk dibuka dengan Outlook.",
        "surel.port": 'Berisi "abc", padahal harus bilangan bulat.',
        "surel.keamanan": "Berisi “tidak”. Yang dikenal: starttls, tls.",
    }


def test_days_that_are_refused(contoh: Office) -> None:
    assert contoh.save(BATAS, {"batas_kirim.hari": "40", "batas_waktu.tamu": "Maret"}) == {
        "batas_kirim.hari": "Tanggal berisi 40, padahal harus tanggal 1 sampai 31 bulan berikutnya.",
        "batas_waktu.tamu": "Berisi “Maret”. Tulis tanggal dan bulan, misalnya “28 Februari”.",
    }


def test_a_day_of_many_digits_is_refused_like_any_other(contoh: Office) -> None:
    assert contoh.save(BATAS, {"batas_kirim.hari": "9" * 20, "batas_waktu.tamu": f"{'9' * 20} Maret"}) == {
        "batas_kirim.hari": "Tanggal berisi 99999999999999999999, padahal harus tanggal 1 sampai 31 bulan berikutnya.",
        "batas_waktu.tamu": "Berisi “99999999999999999999 Maret”. Tulis tanggal dan bulan, misalnya “28 Februari”.",
    }


def test_an_office_must_say_what_it_is_called(contoh: Office) -> None:
    contoh.write(commented(contoh.catalog, MONTH))
    assert contoh.save(KANTOR, {"unit.kode": "contoh", "unit.nama": "Kelurahan Contoh", "unit.tempat": ""}) == {
        "unit.kabupaten": "Isi kabupaten atau kota kantor ini.",
        "unit.tempat": "Isi tempat kantor ini.",
    }


def test_a_file_that_was_wrong_before_is_mended_or_told_of(contoh: Office) -> None:
    contoh.write(f'{UNIT}[pejabat.umum]\nnip = "1970"\n')
    assert contoh.save(BATAS, {"batas_kirim.hari": "7"}) == {
        WHOLE: "Pengaturan yang tersimpan sudah keliru sebelumnya; betulkan dulu. iki.toml, [pejabat], [umum]: nip "
        "“1970” harus 18 angka dalam tanda kutip."
    }
    assert contoh.changes(PEJABAT, {"pejabat.umum.nip": "197001011995031001"}) == [
        '- nip = "1970"',
        '+ nip = "197001011995031001"',
    ]


def test_a_circle_is_told_of_one_who_closes_it(contoh: Office) -> None:
    typed = {"pejabat.umum.atasan": "pelayanan", "pejabat.pelayanan.atasan": "umum"}
    assert contoh.save(PEJABAT, typed) == {
        "pejabat.umum.atasan": "Atasan berputar: umum → pelayanan → umum. Perbaiki atasan salah satunya."
    }


def test_what_changed_meanwhile_is_not_overwritten(contoh: Office) -> None:
    form = contoh.look(BATAS)
    contoh.write(f"{UNIT}# dari penyunting teks\n")
    with pytest.raises(OutputError) as told:
        contoh.save(BATAS, {"batas_kirim.hari": "7"}, form.stand)
    assert str(told.value) == (
        "Pengaturan baru saja diubah di tempat lain. Buka halaman ini lagi, lalu ulangi isian Anda."
    )
    assert contoh.text == f"{UNIT}# dari penyunting teks\n"


def test_a_file_that_is_no_toml_is_told_of(contoh: Office) -> None:
    contoh.write("[unit\n")
    with pytest.raises(SettingsError):
        contoh.look(KANTOR)


def test_what_staff_type_stays_one_value(contoh: Office) -> None:
    assert contoh.save(PEJABAT, {"pejabat.umum.nama": 'Si"ti\\\n[unit]\nkode = "x"'}) == {}
    assert contoh.look(PEJABAT).values["pejabat.umum.nama"] == 'Si"ti\\ [unit] kode = "x"'
    assert load_settings(contoh.path, contoh.catalog).unit.kode == "contoh"
