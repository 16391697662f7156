"""Which month a command works on where nobody said one, or not its year; what day it is, is said by the test."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading
from iki_excel.runs import current_month
from iki_excel.runs.current_month import Chosen
from iki_excel.words.errors import IkiError, PeriodError
from tests.forms import blank, complete, form
from tests.test_folder import zip_of


def chosen(taken: Chosen) -> tuple[list[str], str]:
    return [str(month) for month in taken.months], taken.why


class Office:
    """An office with a folder of forms, of which only the names matter here."""

    def __init__(self, folder: Path, catalog: Catalog, settings: Settings) -> None:
        self.folder, self.catalog, self.settings = folder, catalog, settings

    def named(self, *names: str) -> Office:
        for name in names:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(b"")
        return self

    def blank(self, *months: str) -> Office:
        """With a form of each month that nobody has touched."""
        for month in months:
            path = self.named(*of_months(month)).folder / of_months(month)[0]
            path.write_bytes(blank("umum", month))
        return self

    def filled(self, *months: str) -> Office:
        """With a form of each month that somebody filled, beside the blank ones."""
        for month in months:
            complete(self.folder / month, "ketertiban", month, name=f"IKI_{month}_contoh_ketertiban")
        return self

    def to_process(self, today: str, said: str | None = None) -> tuple[list[str], str]:
        day = dt.date.fromisoformat(today)
        return chosen(current_month.to_process(said, [self.folder], self.catalog, self.settings, day))

    def to_write(self, today: str, said: str | None = None, *only: str) -> tuple[list[str], str]:
        day = dt.date.fromisoformat(today)
        return chosen(current_month.to_write(said, self.folder, self.catalog, self.settings, day, only))


@pytest.fixture
def office(tmp_path: Path, catalog: Catalog, settings: Settings) -> Office:
    return Office(tmp_path, catalog, settings)


def of_months(*months: str) -> list[str]:
    return [f"{month}/IKI_{month}_contoh_umum.xlsx" for month in months]


DUE, FILLED = "formulir terbaru yang sudah waktunya", "formulir terbaru yang sudah diisi"

# --- to process -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "month"),
    [
        ("2019-04-11", "2019-04"), ("2019-04-30", "2019-04"), ("2019-04-10", "2019-03"), ("2019-04-01", "2019-03"),
        ("2019-03-11", "2019-03"), ("2019-03-10", "2019-02"), ("2024-07-01", "2019-12"),
    ],
)  # fmt: skip
def test_of_a_year_of_forms_the_latest_is_taken_whose_time_has_come(office: Office, today: str, month: str) -> None:
    office.named(*of_months(*(f"2019-{number:02d}" for number in range(1, 13))))
    assert office.to_process(today) == ([month], DUE)


@pytest.mark.parametrize("today", ["2019-04-05", "2019-04-20", "2020-01-01"])
def test_the_latest_forms_are_taken_where_later_months_have_none(office: Office, today: str) -> None:
    assert office.named(*of_months("2019-01", "2019-02")).to_process(today) == (["2019-02"], DUE)


def test_forms_of_later_months_only_are_taken_from_the_first_on(office: Office) -> None:
    office.named(*of_months("2019-05", "2019-04"))
    assert office.to_process("2019-04-05") == (["2019-04"], "formulir yang ada baru untuk bulan berikutnya")


@pytest.mark.parametrize(("today", "month"), [("2019-01-10", "2018-12"), ("2019-01-11", "2019-01")])
def test_without_a_form_the_calendar_decides(office: Office, today: str, month: str) -> None:
    assert office.to_process(today) == ([month], "menurut kalender, sebab belum ada formulir")


def test_where_only_forms_of_another_unit_lie_nobody_says_that_there_is_none(office: Office) -> None:
    office.named("2019-05/IKI_2019-05_lain_umum.xlsx")
    assert office.to_process("2019-06-20") == (["2019-06"], "menurut kalender, sebab formulir unit ini belum ada")


@pytest.mark.parametrize(
    "name",
    ["IKI_2019-03_contoh_umum.xlsx", "IKI_2019-03_contoh_umum (1).xlsx", "iki_2019-03_CONTOH_umum.xlsx",
     "2019-03/dari pak lurah.xlsx", "2019-01/IKI_2019-03_contoh_umum.xlsx"],
)  # fmt: skip
def test_the_name_of_a_file_or_of_its_folder_tells_the_month(office: Office, name: str) -> None:
    assert office.named(name).to_process("2019-12-31") == (["2019-03"], DUE)


def test_forms_of_other_units_and_what_is_no_form_tell_no_month(office: Office) -> None:
    office.named("2019-05/IKI_2019-05_lain_umum.xlsx", "2019-06/surat.docx", *of_months("2019-03"))
    assert office.to_process("2019-12-31") == (["2019-03"], DUE)


def test_where_no_name_tells_the_month_the_forms_are_asked(office: Office) -> None:
    form(office.folder, "ketertiban", "2019-03", name="dari pak lurah")
    (office.folder / "foto.xlsx").write_bytes(b"%PDF-1.7")
    assert office.to_process("2019-12-31") == (["2019-03"], DUE)


# --- blank forms of months to come ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "month", "why"),
    [
        ("2019-12-20", "2019-11", FILLED),
        ("2020-01-20", "2019-11", FILLED),
        ("2019-11-05", "2019-10", FILLED),
        ("2019-09-20", "2019-09", DUE),
    ],
)
def test_the_latest_month_is_taken_of_which_somebody_filled_a_form(
    office: Office, today: str, month: str, why: str
) -> None:
    office.blank("2019-09", "2019-10", "2019-11", "2019-12", "2020-01").filled("2019-10", "2019-11")
    assert office.to_process(today) == ([month], why)


def test_what_only_stands_in_the_folder_of_a_month_does_not_fill_it(office: Office) -> None:
    office.blank("2019-03").filled("2019-02").named("2019-03/foto.xlsx")
    complete(office.folder / "2019-03", "ketertiban", "2019-02", name="IKI_2019-03_contoh_ketertiban")
    assert office.to_process("2019-03-20") == (["2019-02"], FILLED)


@pytest.mark.parametrize("name", ["2019-04/DOC-20190402-WA0012.sheet", "2019-04/kiriman.zip", "kiriman"])
def test_a_form_is_seen_whatever_its_name_and_what_is_none_is_not(office: Office, name: str) -> None:
    sent = complete(office.folder, "ketertiban", "2019-04", name="x")
    office.named(name, "2019-05/foto.jpg", "2019-05/surat.docx")
    content = sent.read_bytes()
    (office.folder / name).write_bytes(zip_of({"a.xlsx": content}) if name.endswith(".zip") else content)
    sent.unlink()
    assert office.to_process("2019-12-31") == (["2019-04"], FILLED)


def test_no_more_forms_are_read_than_it_takes_to_see_one_that_is_filled(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.filled("2019-01", "2019-02").blank("2019-02", "2019-03", "2019-04")
    read_each, seen = reading.read_each, list[str]()
    monkeypatch.setattr(reading, "read_each", lambda path, *given: seen.append(path.name) or read_each(path, *given))
    assert office.to_process("2019-03-20") == (["2019-02"], FILLED)
    assert seen == ["IKI_2019-03_contoh_umum.xlsx", "IKI_2019-02_contoh_ketertiban.xlsx"]


# --- a month that is said ---------------------------------------------------------------------------------------------


def test_a_month_that_is_said_with_its_year_is_taken_without_a_word(office: Office) -> None:
    office.named(*of_months("2018-05"))
    assert office.to_process("2024-04-05", "Maret 2019") == (["2019-03"], "")
    assert office.to_write("2024-04-05", "Januari..Maret 2019") == (["2019-01", "2019-02", "2019-03"], "")


@pytest.mark.parametrize(
    ("today", "forms", "said", "month", "why"),
    [
        ("2024-04-05", ["2019-03"], "maret", "2019-03", "formulir Maret terbaru yang sudah waktunya"),
        ("2024-04-05", ["2018-03", "2019-03"], "maret", "2019-03", "formulir Maret terbaru yang sudah waktunya"),
        ("2019-02-05", ["2018-12", "2019-01"], "des", "2018-12", "formulir Desember terbaru yang sudah waktunya"),
        ("2019-12-05", ["2019-12", "2020-12"], "des", "2019-12", "formulir Desember terbaru yang sudah waktunya"),
        ("2019-11-30", ["2018-11", "2019-12"], "des", "2019-12", "formulir Desember terbaru"),
        ("2024-04-05", ["2019-03"], "april", "2019-04", "tahun formulir terbaru yang sudah waktunya"),
        ("2019-12-20", ["2019-01", "2020-01"], "des", "2019-12", "tahun formulir terbaru yang sudah waktunya"),
        ("2019-12-20", ["2020-01"], "feb", "2020-02", "tahun formulir terbaru"),
    ],
)
def test_a_month_said_without_its_year_is_the_latest_that_has_forms_and_has_begun_else_of_the_latest_year(
    office: Office, today: str, forms: list[str], said: str, month: str, why: str
) -> None:
    assert office.named(*of_months(*forms)).to_process(today, said) == ([month], why)


def test_a_month_said_without_its_year_is_of_this_year_where_there_is_no_form(office: Office) -> None:
    assert office.to_process("2019-04-05", "maret") == (["2019-03"], "tahun ini")
    office.named(*of_months("2018-03"))
    assert office.to_write("2019-04-05", "mar..apr") == (["2019-03", "2019-04"], "tahun ini")


def test_a_range_cannot_be_processed(office: Office) -> None:
    with pytest.raises(PeriodError) as caught:
        office.to_process("2019-04-05", "Januari..Maret")
    assert str(caught.value) == (
        "“Januari..Maret” adalah rentang, padahal yang diolah satu bulan. Sebutkan yang terakhir: “Maret 2019”."
    )


# --- to write ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "month", "why"),
    [
        ("2019-04-01", "2019-03", "sampai tanggal 10 yang ditulis bulan sebelumnya"),
        ("2019-01-10", "2018-12", "sampai tanggal 10 yang ditulis bulan sebelumnya"),
        ("2019-04-11", "2019-04", "bulan ini"),
    ],
)
def test_until_the_10th_the_forms_of_the_month_before_are_written(
    office: Office, today: str, month: str, why: str
) -> None:
    assert office.to_write(today) == ([month], why)


def test_where_all_forms_of_the_month_before_exist_those_of_this_month_are_written(office: Office) -> None:
    office.named(*of_months("2019-03"))
    assert office.to_write("2019-04-05", None, "umum") == (["2019-04"], "formulir Maret 2019 sudah ada")
    assert office.to_write("2019-04-05") == (["2019-03"], "sampai tanggal 10 yang ditulis bulan sebelumnya")


def test_an_unknown_jabatan_is_refused_before_a_month_is_chosen(office: Office) -> None:
    with pytest.raises(IkiError) as caught:
        office.to_write("2019-04-05", None, "umumm")
    assert str(caught.value) == "Jabatan “umumm” tidak dikenal. Maksudnya “umum”?"
