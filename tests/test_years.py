"""Whole years: every one of them is judged as the rules say, by pandas, by LibreOffice and on each form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel import report
from iki_excel.decree import Catalog, Jabatan, load_catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import Layout, Section, form_path
from iki_excel.judging import means
from iki_excel.judging.scoring import exported
from iki_excel.language.places import Place
from iki_excel.runs.month import process, process_to
from iki_excel.words.periods import Periode
from tests.forms import told
from tests.grounds import decree_office, targets
from tests.independent import Bilangan, Indikator, Row, Versi, capaian_of_month, compare, expected, part_of_month
from tests.office import Office
from tests.on_schedule import KINDS, KODE, MONTHS, on_schedule
from tests.random_years import JABATAN, Year
from tests.result_tables import columns
from tests.saved_cells import saved_formulas
from tests.seeds import seeds
from tests.test_look import too_long, with_numbers
from tests.test_report_formulas import unlike_spreadsheets
from tests.workbooks import opened
from tests.years import DECEMBER, Played, filled, office_of, play, year_of
from tests.years import Office as Settled

NOON = dt.datetime(2020, 1, 6, 12)

SEEDS = (2, 4, 5, 13, 16, 23, 24, 34, 37, 38, 40, 45)
"""Years that together have all that the first 48 have; ``python -m tests.years`` plays more."""

REPORTED = (0, 9, 20, 24, 38, 45, 54)
"""Years that together have all: versions, an indikator added, one retired, exceptions, an office that begins later,
surveys, checklists, TB, and every form of a target."""

FORMS = (7, 24, 38, 54)


@pytest.mark.parametrize("seed", seeds(SEEDS, 2))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


# --- the report ------------------------------------------------------------------------------------------------------


def reported(played: Played) -> Path:
    """The report of a year: formulas are short, hold no number and show no error; its means are those of the rules."""
    path = played.folder / "rekap.xlsx"
    path.write_bytes(report.build(played.batch, NOON))
    saved = {f"{sheet}!{cell}": one for (sheet, cell), one in saved_formulas(path).items()}
    assert {place: one.value for place, one in saved.items() if str(one.value).startswith("#")} == {}
    assert too_long({place: one.formula for place, one in saved.items()}) == {}
    assert with_numbers({place: one.formula for place, one in saved.items()}) == {}
    told = [mean for (mean,) in columns(opened(path, cached=True), "tblRataRata", "Rata-rata (%)")]
    means_of_months = [means.of_unit(played.batch, month).capaian for month in played.batch.months]
    assert told == [mean if mean is None else round(mean, 2) for mean in means_of_months]
    return path


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds(REPORTED, 1))
def test_the_report_of_a_random_year_is_what_spreadsheets_calculate(seed: int, office: Office, tmp_path: Path) -> None:
    path = reported(play(year_of(seed), tmp_path))
    assert unlike_spreadsheets(path, office) == []


# --- the forms -------------------------------------------------------------------------------------------------------

OF_FORM = ("realisasi_bulan", "target", "capaian")


@pytest.mark.panjang
@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds(FORMS, 1))
def test_every_form_of_a_random_year_shows_the_month_as_the_rules_say(
    seed: int, office: Office, tmp_path: Path
) -> None:
    played = play(year_of(seed), tmp_path, in_order=True)
    assert played.differences == []
    shown = [row for month in came(played) for row in on_form(played, month, office)]
    assert compare(of_months(played), shown, OF_FORM) == []
    assert any(row["capaian"] == 100 or row["realisasi_bulan"] for row in shown)


def came(played: Played) -> list[str]:
    return [month for month, typed in played.year.forms.items() if typed is not None]


def on_form(played: Played, month: str, office: Office) -> Iterator[dict[str, Any]]:
    """By indikator what a form shows of its month, calculated anew."""
    [path] = (played.folder / month).iterdir()
    cells = office.values(path)[layout.ISIAN]
    for section in Layout(played.office.catalog.at(month)[JABATAN]).sections:
        place = {"unit": "contoh", "periode": month, "jabatan": JABATAN, "indikator": section.indikator.kode}
        yield place | {name: cells.get(at.a1) for name, at in places(section).items()}


def places(section: Section) -> dict[str, Place]:
    result, reached = section.realisasi_row, section.capaian_row
    cells = (result, layout.VALUE), (reached, layout.UNIT), (reached, layout.VALUE)
    return {name: Place(layout.ISIAN, *cell) for name, cell in zip(OF_FORM, cells, strict=True)}


def of_months(played: Played) -> Iterator[Row]:
    """What each form has to show."""
    for year in played.year.tahun:
        last = year.indikator.sampai or played.batch.periode
        for row in expected(year):
            if row.periode in came(played) and row.periode <= last:
                part, capaian = part_of_month(year, row.periode), capaian_of_month(year, row)
                yield replace(row, target="target belum ada" if part is None else part, capaian=capaian)


# --- an office exactly on schedule -----------------------------------------------------------------------------------

BEST, WORST = "Sangat Baik", "Sangat Kurang"
JULY = "2019-07"


def by_month(played: Played, kode: str, name: str) -> list[Any]:
    """A column of the results of an indikator, None where nothing stands."""
    hasil = exported(played.batch.scores.hasil)
    values = hasil[hasil["indikator"] == kode][name].tolist()
    return [None if value == "" or pd.isna(value) else value for value in values]


def not_the_best(played: Played) -> set[tuple[str, str, str]]:
    """Of each predikat but the best, where it stands."""
    hasil = exported(played.batch.scores.hasil)
    return {
        (row["indikator"], row["periode"], row["predikat"])
        for row in hasil.to_dict("records")
        if row["predikat"] not in ("", BEST)
    }


@pytest.fixture(scope="module")
def schedule(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The year of an office that is exactly on schedule."""
    return play(on_schedule(), tmp_path_factory.mktemp("tepat_jadwal"), in_order=True)


@pytest.mark.panjang
@pytest.mark.parametrize("kind", KINDS)
def test_an_office_on_schedule_has_capaian_100_in_every_month(kind: str, schedule: Played) -> None:
    waiting = MONTHS.index(Periode(min(KINDS[kind].target["jadwal"]))) if "jadwal" in kind else 0
    assert by_month(schedule, KODE[kind], "capaian") == [None] * waiting + [100] * (12 - waiting)
    assert by_month(schedule, KODE[kind], "predikat") == [None] * waiting + [BEST] * (12 - waiting)
    statuses = ["belum_jatuh_tempo"] * waiting + ["lengkap"] * (12 - waiting)
    assert by_month(schedule, KODE[kind], "status") == statuses


def test_all_that_an_office_on_schedule_sends_is_right(schedule: Played) -> None:
    assert schedule.differences == []
    assert told(schedule.batch.checked.temuan) == []


@pytest.mark.libreoffice
def test_every_form_of_an_office_on_schedule_shows_100_or_nothing(office: Office, schedule: Played) -> None:
    shown = [row for month in came(schedule) for row in on_form(schedule, month, office)]
    assert compare(of_months(schedule), shown, OF_FORM) == []
    assert {row["capaian"] for row in shown} == {100, ""}


# --- as a new user plays it ------------------------------------------------------------------------------------------


def late(year: Year) -> Year:
    """The document of June was finished in August only, and nobody reported it before."""
    cell, forms = "dokumen.dokumen_tengah.selesai", {month: dict(form or {}) for month, form in year.forms.items()}
    forms[Periode("2019-05")][cell], forms[Periode("2019-08")][cell] = None, dt.date(2019, 8, 9)
    return replace(year, forms=forms)


def sentences(played: Played) -> list[str]:
    return [sentence for _, _, sentence in told(played.batch.checked.temuan)]


def reports(office: Settled, forms: Path, months: Sequence[str] = MONTHS[:6]) -> list[bytes]:
    """The workbooks of some months, as ``iki proses`` writes them."""
    output = forms.parent / "output"
    return [process_to(output, [forms], *office, month, NOON).path.read_bytes() for month in months]


@pytest.mark.panjang
def test_one_late_document_shows_at_its_own_indikator_and_nowhere_else(tmp_path: Path) -> None:
    played = play(late(on_schedule()), tmp_path)
    assert not_the_best(played) == {
        (KODE["dokumen"], month, WORST) for month in MONTHS if "2019-06" <= month < "2019-12"
    } | {(KODE["dokumen"], "2019-12", "Cukup")}
    assert played.differences == []


def changed_in_july() -> Indikator:
    """What adds up over the year counts one thing more."""
    versi = KINDS["setahun"].versi
    later = replace(versi, formula=("+", "setahun", "baru"), isian=(*versi.isian, Bilangan("baru")), mulai=JULY)
    return Indikator(KODE["setahun"], (versi, later), satuan="satuan")


def with_baru(year: Year) -> Year:
    """Of the new thing nothing is counted, so that the office stays on schedule."""
    forms = {month: {**(form or {}), **({"baru": 0} if month >= JULY else {})} for month, form in year.forms.items()}
    return replace(year, forms=forms)


@pytest.mark.panjang
def test_a_decree_that_changes_in_july_is_played_without_a_word(tmp_path: Path) -> None:
    before = play(late(on_schedule()), tmp_path / "lama")
    after = play(late(with_baru(on_schedule({"setahun": changed_in_july()}))), tmp_path / "baru")
    assert after.differences == []
    assert sentences(after) == sentences(before)
    assert not_the_best(after) == not_the_best(before)
    assert by_month(after, KODE["setahun"], "realisasi") == [10 * month for month in range(1, 13)]
    rows = [exported(one.batch.scores.hasil).query("periode < @JULY").to_csv() for one in (before, after)]
    assert rows[0] == rows[1]


def added_in_july() -> Indikator:
    """What was not asked for before."""
    return Indikator("UM-99", (Versi("tambahan", (Bilangan("tambahan"),), mulai=JULY),), satuan="satuan")


def retired_in_june() -> Indikator:
    return Indikator(KODE["bulan"], (KINDS["bulan"].versi,), "2019-06", satuan="satuan")


@pytest.mark.panjang
def test_what_is_decreed_for_july_leaves_the_reports_of_january_to_june_byte_by_byte(
    schedule: Played, tmp_path: Path
) -> None:
    later = on_schedule({"setahun": changed_in_july(), "tambahan": added_in_july(), "bulan": retired_in_june()})
    before, after = (reports(one, schedule.folder) for one in (schedule.office, office_of(later, tmp_path)))
    assert before == after


@pytest.mark.panjang
def test_an_indikator_is_on_schedule_from_the_month_in_which_it_was_added(tmp_path: Path) -> None:
    added = replace(KINDS["setahun"].versi, mulai="2019-03")
    played = play(on_schedule({"setahun": Indikator(KODE["setahun"], (added,), satuan="satuan")}), tmp_path)
    assert played.differences == []
    assert told(played.batch.checked.temuan) == []
    assert by_month(played, KODE["setahun"], "periode") == [*MONTHS[2:]]
    assert by_month(played, KODE["setahun"], "capaian") == [100] * 10


@pytest.mark.panjang
def test_a_retired_indikator_stays_with_its_last_month(tmp_path: Path) -> None:
    played = play(on_schedule({"bulan": retired_in_june()}), tmp_path)
    assert played.differences == []
    assert told(played.batch.checked.temuan) == []
    assert by_month(played, KODE["bulan"], "realisasi") == [7, 14, 21, 28, 35, 42] + [42] * 6
    assert by_month(played, KODE["bulan"], "capaian") == [100] * 12
    assert by_month(played, KODE["bulan"], "realisasi_bulan") == [7] * 6 + [None] * 6


def test_other_words_for_the_same_change_no_result(schedule: Played, tmp_path: Path) -> None:
    year = on_schedule()
    reworded = replace(year, katalog_toml=year.katalog_toml.replace("Bunyi", "Kata lain untuk").replace("Isian", "Apa"))
    assert reworded.katalog_toml != year.katalog_toml
    batch = process([schedule.folder], *office_of(reworded, tmp_path), DECEMBER)
    assert told(batch.checked.temuan) == []
    assert exported(batch.scores.hasil).equals(exported(schedule.batch.scores.hasil))


def test_a_forgotten_catalogue_is_told_with_every_form_and_scores_nothing(schedule: Played) -> None:
    """The decree that the application has stands in for it."""
    batch = process([schedule.folder], load_catalog(), Settings(unit=schedule.office.settings.unit), DECEMBER)
    assert set(batch.checked.files["alasan"]) == {"keputusan_lain"}
    assert batch.checked.has_errors
    [first, *_] = [sentence for _, kode, sentence in told(batch.checked.temuan) if kode == "keputusan_lain"]
    assert first.endswith(
        "sedangkan yang dipakai tidak memuat jabatan “umum”. Minta formulir yang baru kepada kantor, lalu "
        "pindahkan isinya ke situ."
    )
    assert exported(batch.scores.hasil)["realisasi"].isna().all()


def test_an_office_that_begins_in_november_is_on_schedule_from_its_first_month_on(tmp_path: Path) -> None:
    played = play(on_schedule(mulai="2019-11"), tmp_path)
    assert played.differences == []
    assert told(played.batch.checked.temuan) == []
    assert played.batch.months == ["2019-11", "2019-12"]
    assert not_the_best(played) == set()
    assert by_month(played, KODE["setahun"], "target") == [10, 20]
    assert by_month(played, KODE["dokumen"], "status") == ["belum_jatuh_tempo", "lengkap"]


# --- the decree's own indikator --------------------------------------------------------------------------------------

LATE = "lkjip"
"""It is due on 28 February, and comes in March."""

NUMBERS = {"kriminalitas_tahun_lalu": 2, "pelanggaran_tahun_lalu": 2}
YEARLY = {
    "TU-1": 36, "TU-2": 24, "PEK-4": 24, "PEM-2": 24, "PMD-2": 24,
    **dict.fromkeys(["TU-6", "TU-7", "TRA-1", "PMD-1", "PMD-3", "PMD-4"], 12),
    "TU-3": 100, "TU-4": 1, "TU-5": 1, "PEM-1": 4, "TRA-2": 50,
}  # fmt: skip
"""Of every isian 1 a month, so that 12 of it are a year's."""


def typed_on_schedule(jabatan: Jabatan, month: Periode, settings: Settings) -> dict[str, Any]:
    """1 of everything, everybody present, every document on its last day but for one."""
    typed: dict[str, Any] = {slot.kode: NUMBERS.get(slot.kode, 1) for slot in jabatan.slots if slot.wajib}
    typed |= {"hari_kerja": None, "hadir_tepat_waktu": settings.kalender.working_days(month), "skm": [[4] * 7] * 80}
    for slot in (slot for slot in jabatan.slots if slot.batas):
        due = settings.deadline(slot, month)
        day = dt.date(2019, 3, 15) if f".{LATE}." in slot.kode else due
        typed[slot.kode] = day if day.month == month.last_day.month else None
    mutu = {slot.kode: "Ya" if typed.get(slot.leader) else None for slot in jabatan.slots if slot.leader}
    return typed | mutu


@pytest.mark.decree
@pytest.mark.panjang
def test_a_year_of_the_decree_on_schedule_is_the_best_but_for_what_has_the_late_document(
    decree: Catalog, tmp_path: Path
) -> None:
    settings = decree_office(target=targets(YEARLY))
    for month in MONTHS:
        for jabatan in decree.jabatan:
            path = form_path(tmp_path, settings.unit.kode, jabatan.kode, month)
            path.parent.mkdir(exist_ok=True)
            typed = typed_on_schedule(jabatan, month, settings)
            path.write_bytes(filled(writing.build(jabatan, month, settings), jabatan, typed))
    batch = process([tmp_path], decree, settings, DECEMBER)
    assert not batch.checked.has_errors
    hasil = exported(batch.scores.hasil)
    below = set(hasil[~hasil["predikat"].isin(["", BEST])]["indikator"])
    waiting = set(hasil[hasil["status"] == "belum_jatuh_tempo"]["indikator"])
    assert below == {"SEK-3", "PEK-2", "PEK-3"}
    assert waiting == {"SEK-3", "PEK-1", "PEK-2", "PEK-3"}
    assert set(hasil["status"]) == {"lengkap", "belum_jatuh_tempo"}
    assert set(hasil[~hasil["indikator"].isin(below)]["capaian"].dropna()) == {100}
