"""Blank forms into a folder, with what earlier months tell beside their cells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings, Unit
from iki_excel.forms import layout
from iki_excel.forms.layout import ISIAN
from iki_excel.runs.blanks import Outcome, write_blanks
from iki_excel.words.errors import IkiError, OutputError
from iki_excel.workbooks.opening import Reader
from tests.filling import fill
from tests.workbooks import opened

KETERTIBAN, UMUM = "IKI_2019-01_contoh_ketertiban.xlsx", "IKI_2019-01_contoh_umum.xlsx"
JANUARY = ["2019-01"]


def written(outcome: Outcome, folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in outcome.written]


def last_month(path: Path, kode: str) -> object:
    rows = opened(path)[ISIAN].iter_rows(min_row=layout.FIRST_ROW + 1)
    return next(row[layout.LAST].value for row in rows if row[layout.KEY].value == kode)


def test_each_month_has_a_folder_with_a_form_for_each_jabatan(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    outcome = write_blanks(catalog, settings, ["2019-01", "2019-02"], tmp_path / "forms")
    names = [f"{p}/{layout.template_name('contoh', k, p)}" for p in ("2019-01", "2019-02") for k in catalog.kode]
    assert written(outcome, tmp_path / "forms") == names
    assert sorted(path.relative_to(tmp_path / "forms").as_posix() for path in tmp_path.rglob("*.xlsx")) == sorted(names)
    assert (outcome.renewed, outcome.same, outcome.kept) == ({}, [], {})


def test_only_the_jabatan_asked_for_get_a_form(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    outcome = write_blanks(catalog, settings, JANUARY, tmp_path, only=["umum", "ketertiban"])
    assert written(outcome, tmp_path) == [f"2019-01/{UMUM}", f"2019-01/{KETERTIBAN}"]


def test_the_office_gives_the_forms_their_name(catalog: Catalog, tmp_path: Path) -> None:
    other = Settings(unit=Unit("kademangan", "Kecamatan Kademangan", "Kota Probolinggo", "Kademangan"))
    outcome = write_blanks(catalog, other, JANUARY, tmp_path, only=["ketertiban"])
    assert written(outcome, tmp_path) == ["2019-01/IKI_2019-01_kademangan_ketertiban.xlsx"]


def test_a_file_where_the_folder_should_be_is_told_and_left_alone(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "forms").write_text("a list")
    with pytest.raises(OutputError) as refused:
        write_blanks(catalog, settings, JANUARY, tmp_path / "forms", only=["ketertiban"])
    path = tmp_path / "forms" / "2019-01" / KETERTIBAN
    assert str(refused.value) == (
        f"{path}: melewati sebuah berkas yang bukan folder. Pilih folder lain. Berkas yang lama, bila ada, tetap utuh."
    )
    assert (tmp_path / "forms").read_text() == "a list"


# --- last month ------------------------------------------------------------------------------------------------------


def test_what_cannot_be_read_last_month_is_left_out_without_a_word(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    write_blanks(catalog, settings, JANUARY, tmp_path, only=["ketertiban"])
    (tmp_path / "2019-01" / "rusak.xlsx").write_bytes(b"PK\x03\x04")
    fill(tmp_path / "2019-01" / KETERTIBAN, {"isian.gangguan": 3, "isian.tahun_lalu": "dua"})
    write_blanks(catalog, settings, ["2019-02"], tmp_path, only=["ketertiban"])
    form = tmp_path / "2019-02" / "IKI_2019-02_contoh_ketertiban.xlsx"
    assert (last_month(form, "gangguan"), last_month(form, "tahun_lalu")) == (3, None)


def test_only_the_month_just_before_is_shown_for_a_number(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    write_blanks(catalog, settings, JANUARY, tmp_path, only=["ketertiban"])
    fill(tmp_path / "2019-01" / KETERTIBAN, {"isian.gangguan": 3})
    write_blanks(catalog, settings, ["2019-03"], tmp_path, only=["ketertiban"])
    assert last_month(tmp_path / "2019-03" / "IKI_2019-03_contoh_ketertiban.xlsx", "gangguan") is None


@pytest.mark.parametrize(("typed", "shown"), [(dt.date(2019, 4, 9), None), ("TB", "TB"), (None, dt.date(2019, 1, 20))])
def test_of_a_document_the_latest_entry_is_shown_tb_too_and_none_that_is_wrong(
    typed: object, shown: object, catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    name, kode = "IKI_{}_contoh_umum.xlsx".format, "laporan.profil.selesai"
    write_blanks(catalog, settings, ["2019-01", "2019-02"], tmp_path, only=["umum"])
    fill(tmp_path / "2019-01" / name("2019-01"), {f"isian.{kode}": dt.date(2019, 1, 20), "isian.surat": 38})
    fill(tmp_path / "2019-02" / name("2019-02"), {f"isian.{kode}": typed, "isian.surat": 40})
    write_blanks(catalog, settings, ["2019-03"], tmp_path, only=["umum"])
    last = last_month(tmp_path / "2019-03" / name("2019-03"), kode)
    assert (last.date() if isinstance(last, dt.datetime) else last) == shown


def test_a_year_of_forms_knows_the_months_that_are_already_filled(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    name = "IKI_{}_contoh_umum.xlsx".format
    kode = "laporan.profil.selesai"
    write_blanks(catalog, settings, JANUARY, tmp_path, only=["umum"])
    typed = {f"isian.{kode}": dt.date(2019, 1, 20), "isian.surat": 38}
    fill(tmp_path / "2019-01" / name("2019-01"), typed)
    months = [f"2019-{month:02d}" for month in range(1, 13)]
    outcome = write_blanks(catalog, settings, months, tmp_path, only=["umum"])
    assert (len(outcome.written), [*outcome.kept]) == (11, [tmp_path / "2019-01" / name("2019-01")])
    shown = [last_month(tmp_path / month / name(month), kode) for month in months[1:]]
    assert shown == [dt.datetime(2019, 1, 20)] * 11
    numbers = [last_month(tmp_path / month / name(month), "surat") for month in months[1:]]
    assert numbers == [38] + [None] * 10


def test_a_form_of_january_shows_the_numbers_of_december_beside_it_and_no_document_of_that_year(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    name = "IKI_{}_contoh_umum.xlsx".format
    kode = "laporan.profil.selesai"
    write_blanks(catalog, settings, ["2018-12"], tmp_path, only=["umum"])
    typed = {f"isian.{kode}": dt.date(2018, 12, 20), "isian.surat": 37}
    fill(tmp_path / "2018-12" / name("2018-12"), typed)
    months = ["2018-12", "2019-01", "2019-02"]
    outcome = write_blanks(catalog, settings, months, tmp_path, only=["umum"])
    assert outcome.written == [tmp_path / month / name(month) for month in months[1:]]
    numbers = [last_month(path, "surat") for path in outcome.written]
    documents = [last_month(path, kode) for path in outcome.written]
    assert (numbers, documents) == ([37, None], [None, None])


def test_a_document_finished_again_shows_its_latest_date(catalog: Catalog, settings: Settings, tmp_path: Path) -> None:
    name = "IKI_{}_contoh_umum.xlsx".format
    for month, day in ((1, dt.date(2019, 1, 20)), (2, dt.date(2019, 2, 12))):
        periode = f"2019-{month:02d}"
        write_blanks(catalog, settings, [periode], tmp_path, only=["umum"])
        fill(tmp_path / periode / name(periode), {"isian.laporan.profil.selesai": day})
    write_blanks(catalog, settings, ["2019-03"], tmp_path, only=["umum"])
    shown = last_month(tmp_path / "2019-03" / name("2019-03"), "laporan.profil.selesai")
    assert shown == dt.datetime(2019, 2, 12)


def test_whoever_waits_is_told_after_every_form_also_of_one_that_was_kept(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    write_blanks(catalog, settings, JANUARY, tmp_path, only=["umum"])
    seen: list[tuple[int, int, str]] = []
    write_blanks(
        catalog,
        settings,
        ["2019-01", "2019-02"],
        tmp_path,
        only=["umum", "ketertiban"],
        progress=lambda *told: seen.append(told),
    )
    names = [f"IKI_{month}_contoh_{kode}.xlsx" for month in ("2019-01", "2019-02") for kode in ("umum", "ketertiban")]
    assert seen == [(done, 4, name) for done, name in enumerate(names, start=1)]


def test_a_jabatan_that_is_not_in_the_catalogue_writes_nothing(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    with pytest.raises(IkiError) as refused:
        write_blanks(catalog, settings, JANUARY, tmp_path / "forms", only=["umum", "umumm"])
    assert str(refused.value) == "Jabatan “umumm” tidak dikenal. Maksudnya “umum”?"
    assert not (tmp_path / "forms").exists()


def test_a_reader_that_was_passed_in_reads_what_stands_there(
    catalog: Catalog, settings: Settings, tmp_path: Path
) -> None:
    write_blanks(catalog, settings, JANUARY, tmp_path, only=["umum"])
    with Reader() as reader:
        outcome = write_blanks(catalog, settings, JANUARY, tmp_path, only=["umum"], reader=reader)
        assert reader._worker is not None and reader._worker.poll() is None
    assert outcome.same == [tmp_path / "2019-01" / UMUM]
