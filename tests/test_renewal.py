"""Forms that are there when ``iki template`` runs again: blank ones take what is new, and no other is touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl.comments import Comment

from iki_excel.cli import cli
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Kalender, Pejabat, Settings, Unit
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import ISIAN
from iki_excel.forms.reading import renewal
from iki_excel.forms.reading.renewal import (
    FILLED,
    MONTH_CAME,
    MONTH_CHANGED,
    OFFICE_CHANGED,
    OPEN,
    SHAPE_CHANGED,
    UNSURE,
)
from iki_excel.runs.blanks import Outcome, write_blanks
from iki_excel.words.periods import Periode
from tests import kecil
from tests.filling import fill_by_a_program
from tests.forms import edited
from tests.grounds import targets
from tests.office import Office
from tests.workbooks import opened

JANUARY, BOTH = ["2019-01"], ["2019-01", "2019-02"]
YEAR = [f"2019-{month:02d}" for month in range(1, 13)]
GANGGUAN = {"isian.gangguan": 3}
LONG_AGO = 1_500_000_000


def form_of(folder: Path, month: str, jabatan: str = "ketertiban") -> Path:
    return folder / month / layout.template_name("contoh", jabatan, month)


@pytest.fixture
def again(tmp_path: Path) -> Callable[..., Outcome]:
    """The forms of Ketertiban written into the folder of the test: those that are missing, and those that are new."""

    def run(months: list[str], settings: Settings | None = None, catalog: Catalog | None = None) -> Outcome:
        office = (catalog or kecil.catalog(), settings or kecil.settings())
        return write_blanks(*office, months, tmp_path, only=["ketertiban"])

    return run


Again = Callable[..., Outcome]


@pytest.fixture(scope="module")
def month_came(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A blank form of February, and that of January filled since: so February's would be written anew."""
    folder = tmp_path_factory.mktemp("came")
    write_blanks(kecil.catalog(), kecil.settings(), BOTH, folder, only=["ketertiban"])
    fill_by_a_program(form_of(folder, "2019-01"), GANGGUAN)
    return folder


def of_last_month(path: Path) -> object:
    rows = opened(path)[ISIAN].iter_rows(min_row=layout.FIRST_ROW + 1)
    return next(row[layout.LAST].value for row in rows if row[layout.KEY].value == "gangguan")


# --- blank ones ------------------------------------------------------------------------------------------------------


def test_a_blank_form_takes_last_months_number_once_that_came(month_came: Path, again: Again, tmp_path: Path) -> None:
    shutil.copytree(month_came, tmp_path, dirs_exist_ok=True)
    outcome = again(BOTH)
    assert outcome.renewed == {form_of(tmp_path, "2019-02"): (MONTH_CAME,)}
    assert outcome.kept == {form_of(tmp_path, "2019-01"): FILLED}
    assert of_last_month(form_of(tmp_path, "2019-02")) == 3


def test_it_takes_a_number_that_was_corrected(month_came: Path, again: Again, tmp_path: Path) -> None:
    shutil.copytree(month_came, tmp_path, dirs_exist_ok=True)
    again(BOTH)
    fill_by_a_program(form_of(tmp_path, "2019-01"), {"isian.gangguan": 5})
    assert again(BOTH).renewed == {form_of(tmp_path, "2019-02"): (MONTH_CHANGED,)}
    assert of_last_month(form_of(tmp_path, "2019-02")) == 5


@pytest.mark.parametrize(
    "changed",
    [
        {"target": targets({"KT-1": 2.0})},
        {"pejabat": {"ketertiban": Pejabat("Siti Contoh, S.Sos.", "190007071925072007", "Penata")}},
    ],
    ids=["a target", "a name"],
)
def test_it_takes_what_the_office_says_by_now(
    changed: dict[str, object], again: Again, settings: Settings, tmp_path: Path
) -> None:
    again(JANUARY)
    assert again(JANUARY, replace(settings, **changed)).renewed == {form_of(tmp_path, "2019-01"): (OFFICE_CHANGED,)}


def test_both_may_be_new(month_came: Path, again: Again, settings: Settings, tmp_path: Path) -> None:
    shutil.copytree(month_came, tmp_path, dirs_exist_ok=True)
    office = replace(settings, target=targets({"KT-1": 2.0}))
    assert again(BOTH, office).renewed == {form_of(tmp_path, "2019-02"): (MONTH_CAME, OFFICE_CHANGED)}


def test_it_takes_the_shape_that_the_program_gives_it_by_now(
    again: Again, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(JANUARY)
    monkeypatch.setattr(writing, "GUIDE_WIDTHS", (3, 4, 5))
    assert again(JANUARY).renewed == {form_of(tmp_path, "2019-01"): (SHAPE_CHANGED,)}


def test_what_would_be_the_same_is_left_alone_with_its_time(again: Again, tmp_path: Path) -> None:
    again(BOTH)
    paths = [form_of(tmp_path, month) for month in BOTH]
    for path in paths:
        os.utime(path, (LONG_AGO, LONG_AGO))
    outcome = again(BOTH)
    assert (outcome.written, outcome.renewed, outcome.same, outcome.kept) == ([], {}, paths, {})
    assert [path.stat().st_mtime for path in paths] == [LONG_AGO] * 2


def test_a_blank_form_that_another_program_only_saved_takes_last_months_number_too(
    again: Again, tmp_path: Path
) -> None:
    again(BOTH)
    edited(form_of(tmp_path, "2019-02"), lambda workbook: None)
    assert again(["2019-02"]).same == [form_of(tmp_path, "2019-02")]
    fill_by_a_program(form_of(tmp_path, "2019-01"), GANGGUAN)
    assert again(["2019-02"]).renewed == {form_of(tmp_path, "2019-02"): (MONTH_CAME,)}


@pytest.mark.libreoffice
def test_also_after_a_real_office_saved_it(again: Again, office: Office, tmp_path: Path) -> None:
    again(BOTH)
    blank = form_of(tmp_path, "2019-02")
    office.recalculate(blank, tmp_path / "saved.xlsx").replace(blank)
    assert again(["2019-02"]).same == [blank]
    fill_by_a_program(form_of(tmp_path, "2019-01"), GANGGUAN)
    assert again(["2019-02"]).renewed == {blank: (MONTH_CAME,)}


# --- all others ------------------------------------------------------------------------------------------------------


def typed(address: str, value: object, sheet: str = ISIAN) -> Callable[[Path], object]:
    """What types into a cell of a form."""
    return lambda path: edited(path, lambda workbook: workbook[sheet].__setitem__(address, value))


def remarked(path: Path) -> None:
    edited(path, lambda workbook: setattr(workbook[ISIAN]["F8"], "comment", Comment("tanya dahulu", "Kasi")))


def with_a_sheet(path: Path) -> None:
    edited(path, lambda workbook: workbook.create_sheet("Catatan"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda path: fill_by_a_program(path, {"isian.gangguan": 0}), FILLED),
        (lambda path: fill_by_a_program(path, {"isian.gangguan": "TB"}), FILLED),
        (typed("J8", "menunggu data"), FILLED),
        (typed("M8", 15), UNSURE),
        (typed("F40", "Budi"), UNSURE),
        (typed("H8", 12), UNSURE),
        (typed("B4", "Nama:  Budi"), UNSURE),
        (typed("C5", "sudah dicek", layout.PETUNJUK), UNSURE),
        (remarked, UNSURE),
        (with_a_sheet, UNSURE),
        (lambda path: path.write_bytes(b"PK\x03\x04 cut off"), UNSURE),
        (lambda path: path.write_bytes(b"not even a workbook"), UNSURE),
    ],
    ids=[
        "a zero", "TB", "a keterangan", "a number beside its cell", "a name at the signature", "a number of last month",
        "the name of the pejabat", "a word in Petunjuk", "a remark", "a sheet", "cut off", "no workbook",
    ],
)  # fmt: skip
def test_what_somebody_made_his_own_stays_to_the_last_byte(
    change: Callable[[Path], object], why: str, month_came: Path, again: Again, tmp_path: Path
) -> None:
    shutil.copytree(month_came, tmp_path, dirs_exist_ok=True)
    form = form_of(tmp_path, "2019-02")
    change(form)
    before = form.read_bytes()
    assert again(["2019-02"]).kept == {form: why}
    assert form.read_bytes() == before


def test_working_days_that_somebody_typed_over_stay(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    form = form_of(tmp_path, "2019-01", "umum")
    write_blanks(catalog, settings, JANUARY, tmp_path, only=["umum"])
    fill_by_a_program(form, {"isian.hari_kerja": 20})
    office = replace(settings, target=targets({"UM-1": 24.0}))
    assert write_blanks(catalog, office, JANUARY, tmp_path, only=["umum"]).kept == {form: UNSURE}


def test_working_days_that_the_office_counts_in_another_way_are_new(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    form = form_of(tmp_path, "2019-01", "umum")
    write_blanks(catalog, settings, JANUARY, tmp_path, only=["umum"])
    office = replace(settings, kalender=Kalender(hari_seminggu=6))
    assert write_blanks(catalog, office, JANUARY, tmp_path, only=["umum"]).renewed == {form: (OFFICE_CHANGED,)}


def test_a_form_of_somebody_else_under_this_name_stays(again: Again, catalog: Catalog, tmp_path: Path) -> None:
    other = Settings(unit=Unit("kademangan", "Kecamatan Kademangan", "Kota Probolinggo", "Kademangan"))
    foreign = {
        "2019-01": writing.build(catalog["ketertiban"], "2019-01", other),
        "2019-02": writing.build(catalog["ketertiban"], "2019-03", kecil.settings()),
        "2019-03": writing.build(catalog["umum"], "2019-03", kecil.settings()),
    }
    for month, content in foreign.items():
        form_of(tmp_path, month).parent.mkdir()
        form_of(tmp_path, month).write_bytes(content)
    assert again([*foreign]).kept == {form_of(tmp_path, month): UNSURE for month in foreign}


def test_a_copy_that_went_back_to_be_mended_stays(again: Again, catalog: Catalog, tmp_path: Path) -> None:
    again(JANUARY)
    template = writing.Template(catalog["ketertiban"], Periode("2019-01"), kecil.settings(), {}, replaces="0" * 64)
    made = writing.new_book(template)
    writing.write_form(made, template)
    form_of(tmp_path, "2019-01").write_bytes(made.to_bytes())
    assert again(JANUARY).kept == {form_of(tmp_path, "2019-01"): UNSURE}


@pytest.mark.parametrize("lock", ["~${}", ".~lock.{}#"])
def test_a_form_that_is_open_stays(lock: str, again: Again, settings: Settings, tmp_path: Path) -> None:
    again(JANUARY)
    form = form_of(tmp_path, "2019-01")
    form.with_name(lock.format(form.name)).touch()
    assert again(JANUARY).same == [form]
    assert again(JANUARY, replace(settings, target=targets({"KT-1": 2.0}))).kept == {form: OPEN}


def test_a_form_that_is_filled_while_this_runs_stays(
    again: Again, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again(JANUARY)
    form, office = form_of(tmp_path, "2019-01"), replace(settings, target=targets({"KT-1": 2.0}))
    look_at = renewal.look_at

    def and_then_fill(*asked: object) -> renewal.Existing:
        seen = look_at(*asked)  # type: ignore[arg-type]
        fill_by_a_program(form, GANGGUAN)
        return seen

    monkeypatch.setattr("iki_excel.runs.blanks.look_at", and_then_fill)
    assert again(JANUARY, office).kept == {form: OPEN}
    assert next(iter(opened(form)[ISIAN]["F8":"F8"]))[0].value == 3


def test_a_form_that_got_another_name_is_let_alone_and_a_blank_one_takes_its_place(
    again: Again, tmp_path: Path
) -> None:
    again(JANUARY)
    form = form_of(tmp_path, "2019-01")
    fill_by_a_program(form, GANGGUAN)
    renamed = form.rename(form.with_name("Ketertiban Januari.xlsx"))
    before = renamed.read_bytes()
    assert again(JANUARY).written == [form]
    assert renamed.read_bytes() == before


# --- a year ----------------------------------------------------------------------------------------------------------


def test_of_a_year_only_those_are_written_anew_that_say_something_else(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    write_blanks(catalog, settings, YEAR, tmp_path, only=["umum"])
    fill_by_a_program(form_of(tmp_path, "2019-01", "umum"), {"isian.surat": 38})
    outcome = write_blanks(catalog, settings, YEAR, tmp_path, only=["umum"])
    assert outcome.renewed == {form_of(tmp_path, "2019-02", "umum"): (MONTH_CAME,)}
    assert outcome.same == [form_of(tmp_path, month, "umum") for month in YEAR[2:]]


def test_the_command_says_how_many_were_written_anew_and_why_and_names_what_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    kecil.move_into(tmp_path)
    months = ["template", *kecil.OPTION, "--periode", "2019-01..2019-03"]
    command = [*months, "--jabatan", "ketertiban", "--jabatan", "umum"]
    folder = tmp_path / "input_templates"
    cli.main(command, standalone_mode=False)
    assert capsys.readouterr().out == "6 formulir Januari 2019 sampai Maret 2019 ditulis di input_templates.\n"
    fill_by_a_program(form_of(folder, "2019-01"), GANGGUAN)
    form_of(folder, "2019-03", "umum").write_bytes(b"PK\x03\x04")
    with (tmp_path / "iki.toml").open("a") as settings:
        settings.write('\n[pejabat.umum]\nnama = "Siti Contoh, S.Sos."\n')
    cli.main(command, standalone_mode=False)
    assert capsys.readouterr().out == (
        "0 formulir Januari 2019 sampai Maret 2019 ditulis di input_templates.\n"
        "3 formulir kosong ditulis ulang: pengaturan berubah (2) dan Bulan lalu terisi (1).\n"
        "1 formulir kosong sudah ada dan tidak berubah.\n"
        "1 formulir tidak ditulis ulang karena sudah diisi:\n"
        "  input_templates/2019-01/IKI_2019-01_contoh_ketertiban.xlsx\n"
        "1 formulir tidak ditulis ulang karena tidak pasti masih kosong; bila memang kosong, hapus berkasnya lalu "
        "jalankan perintah ini lagi:\n"
        "  input_templates/2019-03/IKI_2019-03_contoh_umum.xlsx\n"
    )
    fill_by_a_program(form_of(folder, "2019-01", "umum"), {"isian.surat": 38})
    form_of(folder, "2019-03").with_name("~$IKI_2019-03_contoh_ketertiban.xlsx").touch()
    fill_by_a_program(form_of(folder, "2019-02"), {"isian.gangguan": 4})
    cli.main([*months, "--jabatan", "ketertiban"], standalone_mode=False)
    assert capsys.readouterr().out.splitlines()[-2:] == [
        "1 formulir tidak ditulis ulang karena sedang dibuka; tutup dahulu, lalu jalankan perintah ini lagi:",
        "  input_templates/2019-03/IKI_2019-03_contoh_ketertiban.xlsx",
    ]
