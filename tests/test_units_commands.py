"""The commands of an iki.toml that tells of many units: forms out, forms in, letters out; each unit gets its own."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from iki_excel.cli import cli, clock
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings
from iki_excel.decree.unit import Unit
from iki_excel.delivery import journal, outbox
from iki_excel.delivery.letters import Letter
from iki_excel.runs import outbox as runs
from iki_excel.runs.results import workbook_of
from iki_excel.runs.units.blanks import write_all
from iki_excel.workbooks.opening import Reader
from tests import kecil
from tests.console import Iki
from tests.forms import blank, complete
from tests.kiriman import saved_at
from tests.posting import NOW, letter, surel
from tests.test_attachments import frozen, row_of

UNITS = """\
kode;nama;kabupaten;tempat
satu;Kelurahan Satu;Kota Contoh;Satu
dua;Kelurahan Dua;Kota Contoh;Dua
"""
MARCH = "2019-03"
FORMS, INBOX = Path("input_templates"), Path("kotak_masuk")


def settings_of(kode: str) -> Settings:
    """What one of these units goes by."""
    name = kode.capitalize()
    unit = Unit(kode, f"Kelurahan {name}", "Kota Contoh", name, folder=kode)
    return dataclasses.replace(kecil.settings(), unit=unit, surel=surel(1))


def offices(*kodes: str) -> Offices:
    return Offices({kode: Office(kecil.catalog(), settings_of(kode)) for kode in kodes})


@pytest.fixture
def kabupaten(iki: Iki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iki:
    """A folder of two units on 8 April 2019."""
    (tmp_path / "iki.toml").write_text('unit = "unit.csv"', "utf-8")
    (tmp_path / "unit.csv").write_text(UNITS, "utf-8")
    monkeypatch.setattr(clock, "today", lambda: dt.date(2019, 4, 8))
    monkeypatch.setattr(clock, "now", lambda: dt.datetime(2019, 4, 8, 2, tzinfo=dt.UTC))
    return lambda *arguments: iki(*arguments, *kecil.OPTION)


def lying(*folders: Path) -> list[str]:
    """The workbooks in some folders."""
    return sorted(path.as_posix() for folder in folders for path in folder.rglob("*.xlsx"))


def form(kode: str, jabatan: str = "ketertiban") -> Path:
    return FORMS / kode / MARCH / f"IKI_{MARCH}_{kode}_{jabatan}.xlsx"


# --- iki template -----------------------------------------------------------------------------------------------------


def test_each_unit_gets_its_blank_forms_in_a_folder_of_its_own(kabupaten: Iki) -> None:
    assert kabupaten("template", "--jabatan", "ketertiban") == (
        0,
        "Bulan yang ditulis formulirnya: Maret 2019 (sampai tanggal 10 yang ditulis bulan sebelumnya).\n"
        "2 formulir Maret 2019 dari 2 unit (satu dan dua) ditulis di input_templates,\n"
        "  satu folder setiap unit.\n",
        "",
    )
    assert lying(FORMS) == [form("dua").as_posix(), form("satu").as_posix()]
    complete(form("dua").parent, "ketertiban", MARCH, name=form("dua").stem, settings=settings_of("dua"))
    assert kabupaten("template", "--jabatan", "ketertiban", "--periode", MARCH, "--unit", "dua").out == (
        "0 formulir Maret 2019 dari 1 unit (dua) ditulis di input_templates, satu folder\n"
        "  setiap unit.\n"
        "1 formulir tidak ditulis ulang karena sudah diisi:\n"
        "  input_templates/dua/2019-03/IKI_2019-03_dua_ketertiban.xlsx\n"
    )


def test_a_unit_that_begins_later_is_named_and_gets_no_form(kabupaten: Iki) -> None:
    Path("unit.csv").write_text(f"{UNITS}".replace("tempat", "tempat;mulai").replace(";Dua\n", ";Dua;2019-05\n"))
    assert kabupaten("template", "--jabatan", "ketertiban", "--periode", MARCH).out == (
        "1 formulir Maret 2019 dari 1 unit (satu) ditulis di input_templates, satu folder\n"
        "  setiap unit.\n"
        "Belum mulai, jadi tidak ditulisi formulir: Kelurahan Dua (mulai Mei 2019).\n"
    )
    assert kabupaten("template", "--periode", MARCH, "--unit", "dua").err == (
        "Maret 2019: belum ada unit yang mulai. Pilih bulan lain, atau ubah mulai dalam daftar unit.\n"
    )


@pytest.mark.panjang
def test_forms_that_several_processes_write_are_the_same(tmp_path: Path) -> None:
    both, alone = offices("satu", "dua"), tmp_path / "sendiri"
    write_all(both, [MARCH], tmp_path / "bersama", pekerja=2)
    write_all(both, [MARCH], alone, pekerja=1)
    for path in sorted(alone.rglob("*.xlsx")):
        assert path.read_bytes() == (tmp_path / "bersama" / path.relative_to(alone)).read_bytes()


# --- iki periksa ------------------------------------------------------------------------------------------------------


def test_what_is_wrong_is_told_unit_by_unit(kabupaten: Iki) -> None:
    for kode, month in (("satu", "2019-02"), ("satu", MARCH), ("dua", "2019-02"), ("dua", MARCH)):
        folder = FORMS / kode / month
        complete(folder, "ketertiban", month, "gangguan | banyak\n", name=f"{month} {kode}", settings=settings_of(kode))
    told = kabupaten("periksa").out.splitlines()
    assert [line for line in told if line.startswith("input_templates")] == [
        "input_templates/satu/2019-02/2019-02 satu.xlsx",
        "input_templates/satu/2019-03/2019-03 satu.xlsx",
        "input_templates/dua/2019-02/2019-02 dua.xlsx",
        "input_templates/dua/2019-03/2019-03 dua.xlsx",
    ]


# --- iki terima -------------------------------------------------------------------------------------------------------


def test_a_heap_of_forms_goes_to_the_months_of_each_unit(kabupaten: Iki) -> None:
    for kode in ("satu", "dua", "asing"):
        complete(INBOX, "ketertiban", MARCH, name=f"dari {kode}", settings=settings_of(kode))
    said = kabupaten("terima")
    assert (said.status, said.out) == (
        1,
        "Kelurahan Satu (satu)\n"
        "Masuk:\n"
        "  Maret 2019, Kepala Seksi Ketertiban: kotak_masuk/dari satu.xlsx\n"
        "Kelurahan Dua (dua)\n"
        "Masuk:\n"
        "  Maret 2019, Kepala Seksi Ketertiban: kotak_masuk/dari dua.xlsx\n"
        "Dibiarkan, dan perlu dilihat:\n"
        "  kotak_masuk/dari asing.xlsx\n"
        "    dari asing.xlsx milik unit “asing”, yang tidak ada dalam daftar unit.\n"
        "      Periksa kodenya, atau tambahkan unitnya ke daftar unit.\n"
        "3 berkas: 2 masuk, 1 dibiarkan.\n"
        "Berikutnya: iki periksa --periode 2019-03.\n"
        "Belum masuk Maret 2019: 4 formulir dari 2 unit.\n",
    )
    assert lying(FORMS) == [form("dua").as_posix(), form("satu").as_posix()]
    assert form("satu").read_bytes() == (INBOX / "dari satu.xlsx").read_bytes()


@pytest.mark.panjang
def test_what_gives_way_is_kept_with_its_unit_and_other_units_are_left_alone(kabupaten: Iki) -> None:
    complete(form("dua").parent, "ketertiban", MARCH, name=form("dua").stem, settings=settings_of("dua"))
    for kode, typed in (("dua", "gangguan | 3\n"), ("satu", "")):
        complete(INBOX, "ketertiban", MARCH, typed, name=f"dari {kode}", settings=settings_of(kode))
    for path, day in ((form("dua"), 2), (INBOX / "dari dua.xlsx", 3)):
        path.write_bytes(saved_at(path.read_bytes(), f"2019-04-0{day} 08:00"))
        came = dt.datetime(2019, 4, day, 2, tzinfo=dt.UTC).timestamp()
        os.utime(path, (came, came))
    said = kabupaten("terima", "--pilih", "terbaru", "--unit", "dua")
    assert said.out == (
        "Kelurahan Dua (dua)\n"
        "Dipilih, menggantikan yang sudah masuk:\n"
        "  Maret 2019, Kepala Seksi Ketertiban: kotak_masuk/dari dua.xlsx\n"
        "    semula: riwayat/dua/2019-03/IKI_2019-03_dua_ketertiban_20190402-090000.xlsx\n"
        "1 formulir milik unit lain dalam daftar dibiarkan.\n"
        "1 berkas: 1 dipilih.\n"
        "Berikutnya: iki periksa --periode 2019-03.\n"
        "Belum masuk Maret 2019: 2 formulir dari 1 unit.\n"
    )
    assert [path.rpartition("/")[0] for path in lying(Path("riwayat"))] == ["riwayat/dua/2019-03"]
    assert lying(FORMS) == [form("dua").as_posix()]


# --- iki kirim --------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_letters_of_all_units_are_proposed_at_once_each_text_in_the_folder_of_its_unit(kabupaten: Iki) -> None:
    kabupaten("template", "--jabatan", "ketertiban", "--periode", MARCH)
    said = kabupaten("kirim", "--periode", MARCH, "--jabatan", "ketertiban", "--formulir")
    assert (said.status, said.out.partition("Perhatikan")[0]) == (
        1,
        "2 surat perlu dikirim dari 2 unit (satu dan dua) (Maret 2019):\n"
        "\n"
        "Kelurahan Satu (satu)\n"
        "\n"
        "  1. Kepala Seksi Ketertiban, lewat WhatsApp atau tangan\n"
        "     formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019\n"
        "     pesannya: pesan/satu/2019-03/ketertiban.txt\n"
        "     + input_templates/satu/2019-03/IKI_2019-03_satu_ketertiban.xlsx\n"
        "\n"
        "Kelurahan Dua (dua)\n"
        "\n"
        "  2. Kepala Seksi Ketertiban, lewat WhatsApp atau tangan\n"
        "     formulir Maret 2019 untuk diisi, ditunggu sampai 5 April 2019\n"
        "     pesannya: pesan/dua/2019-03/ketertiban.txt\n"
        "     + input_templates/dua/2019-03/IKI_2019-03_dua_ketertiban.xlsx\n"
        "\n"
        "Formulir Maret 2019 yang belum masuk: 2 dari 2 unit (satu dan dua).\n",
    )
    assert sorted(path.as_posix() for path in Path("pesan").rglob("*.txt")) == [
        "pesan/dua/2019-03/ketertiban.txt",
        "pesan/satu/2019-03/ketertiban.txt",
    ]


@pytest.mark.panjang
def test_what_was_told_of_one_unit_is_still_due_of_the_other(kabupaten: Iki, iki: Iki) -> None:
    kabupaten("template", "--jabatan", "ketertiban", "--periode", MARCH)
    asked = ("kirim", "--periode", MARCH, "--jabatan", "ketertiban", "--formulir")
    assert kabupaten(*asked, "--unit", "satu", "--diserahkan", "--ya").out.splitlines()[-1] == (
        "1 pesan dicatat sudah diserahkan sendiri."
    )
    again = kabupaten(*asked, "--diserahkan", "--ya").out
    assert again.startswith("1 surat perlu dikirim dari 1 unit (dua) (Maret 2019):\n")
    assert iki("kotak-keluar", "--unit", "dua").out == (
        "No.  Keadaan     Bulan     Surat     Kepada\n"
        "2    diserahkan  Mar 2019  formulir  Kepala Seksi Ketertiban\n"
        "     8 April 2019 pukul 09.00 WIB.\n"
        "1 diserahkan sendiri.\n"
    )


def test_letters_of_another_unit_are_neither_closed_nor_taken_for_needed(tmp_path: Path) -> None:
    with journal.opened(tmp_path) as opened:
        for kode in ("satu", "dua"):
            told = dataclasses.replace(letter("umum", attachments=()), unit=kode)
            outbox.freeze(opened, tmp_path, told, runs.sender_of(settings_of(kode)), runs.TELLING, NOW)
        nothing = outbox.Needed(frozenset({"2019-01"}), frozenset(), frozenset(), frozenset(), unit="dua")
        assert [one.unit for one in outbox.close_others(opened, nothing, NOW)] == ["dua"]


@pytest.mark.parametrize(
    ("whose", "why"),
    [
        ("satu", ""),
        ("dua", "Lampiran IKI.xlsx tidak dapat dipastikan milik siapa, jadi surat ini tidak dikirim."),
    ],
)
def test_a_letter_of_one_unit_never_carries_the_form_of_another(tmp_path: Path, whose: str, why: str) -> None:
    content = blank("umum", "2019-01", settings_of(whose))
    assert reasons(tmp_path, carrying("satu", content)) == [why]


def test_a_letter_of_a_unit_that_is_no_longer_listed_does_not_go(tmp_path: Path) -> None:
    assert reasons(tmp_path, carrying("tiga", b"")) == [
        "Unit “tiga” tidak ada dalam daftar unit di iki.toml, jadi surat ini tidak dikirim."
    ]


def carrying(kode: str, content: bytes) -> Letter:
    """A letter of a unit with a file."""
    file = dataclasses.replace(letter("umum").attachments[0], name="IKI.xlsx", content=content)
    return dataclasses.replace(letter("umum", attachments=(file,)), unit=kode)


def reasons(folder: Path, *letters: Letter) -> list[str]:
    """Why each must not go, as the program looks at it before it sends."""
    with Reader() as reader:
        check = runs.checked_by_each(folder, offices("satu", "dua"), reader)
        return [check(row_of(one), frozen(one)) for one in letters]


# --- one of many ------------------------------------------------------------------------------------------------------

FOR_ONE = "iki.toml memuat 2 unit, sedangkan perintah ini untuk satu. Sebutkan kodenya, misalnya --unit satu.\n"


@pytest.mark.parametrize("arguments", [["migrasi", "x.xlsx"], ["kenapa", "KT-1", "x"], ["buka"]])
def test_a_command_for_one_office_asks_which(kabupaten: Iki, arguments: Sequence[str]) -> None:
    Path("x").mkdir()
    assert kabupaten(*arguments) == (2, "", FOR_ONE)


def test_a_result_of_one_of_many_lies_in_the_folder_of_its_kabupaten() -> None:
    lies = [
        workbook_of(Path("output"), MARCH, Unit("satu", "Kelurahan Satu", kabupaten, "Satu"), is_one=is_one).as_posix()
        for kabupaten, is_one in (("Kota Contoh", False), ("Kab. “Çontoh”/2", False), ("…", False), ("Kota", True))
    ]
    assert lies == [
        "output/2019-03/Kota_Contoh/IKI_2019-03_satu.xlsx",
        "output/2019-03/Kab_Contoh_2/IKI_2019-03_satu.xlsx",
        "output/2019-03/lain/IKI_2019-03_satu.xlsx",
        "output/2019-03/IKI_2019-03_satu.xlsx",
    ]


def test_the_page_is_for_one_office_and_says_which_commands_are_for_many(
    kabupaten: Iki, iki: Iki, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: object())
    assert iki() == (
        2,
        "",
        "Halaman ini untuk satu kantor, sedangkan iki.toml memuat banyak unit. Pakai perintah iki template, iki "
        "terima, iki periksa, iki proses, dan iki kirim; tambahkan --unit KODE untuk sebagian unit saja.\n",
    )


def test_every_command_that_forms_and_letters_go_through_takes_units() -> None:
    takes = {name for name, command in cli.commands.items() for part in command.params if "--unit" in part.opts}
    assert takes >= {"template", "terima", "kirim", "kotak-keluar", "migrasi", "kenapa", "buka"}
