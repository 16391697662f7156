"""Whether a form arrived in time: by the time of its file, and the day of the next month that the office set."""

from __future__ import annotations

import datetime as dt
import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Pengecualian, Settings
from iki_excel.judging import arrival
from iki_excel.judging.batch import Batch
from iki_excel.runs.month import process
from iki_excel.words import moments
from tests.forms import complete, form
from tests.times import at

Came = Callable[..., Batch]


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound form of every jabatan and each of two months, and one of March with other numbers."""
    folder = tmp_path_factory.mktemp("formulir")
    for month in ("2019-02", "2019-03"):
        for jabatan in ("umum", "pelayanan", "ketertiban"):
            complete(folder, jabatan, month)
    complete(folder, "ketertiban", "2019-03", "gangguan | 7", name="lain")
    form(folder, "ketertiban", "2019-03", name="kosong")
    return folder


@pytest.fixture
def came(forms: Path, tmp_path: Path, catalog: Catalog, settings: Settings) -> Came:
    """The month of forms that came as a table says: ``name in the folder | form | moment``."""

    def processed(table: str, periode: str = "2019-03", own: Settings = settings) -> Batch:
        for line in table.strip().splitlines():
            name, of, moment = (part.strip() for part in line.split("|"))
            shutil.copy(forms / f"{of}.xlsx", tmp_path / f"{name}.xlsx")
            at(tmp_path / f"{name}.xlsx", moment)
        return process([tmp_path], catalog, own, periode)

    return processed


def shown(batch: Batch, month: str = "2019-03") -> list[tuple[str, str, str]]:
    """Of a month who came when, and whether that was in time."""
    table = arrival.of_forms(batch)
    return [(f.jabatan, moments.words(f.tiba), f.kiriman) for f in table[table["periode"] == month].itertuples()]


def sentence(batch: Batch, today: str = "2019-04-10") -> str:
    return arrival.sentence(batch, dt.datetime.fromisoformat(f"{today} 09:00"))


# --- in time, late, or not there --------------------------------------------------------------------------------------


def test_a_form_is_in_time_to_the_end_of_the_fifth_of_the_next_month(came: Came) -> None:
    batch = came("""
        a | umum_2019-03      | 2019-04-05 23:59
        b | pelayanan_2019-03 | 2019-04-06 00:00
    """)
    assert shown(batch) == [
        ("umum", "5 April 2019 pukul 23.59 WIB", "tepat waktu"),
        ("pelayanan", "6 April 2019 pukul 00.00 WIB", "terlambat"),
        ("ketertiban", "", "belum masuk"),
    ]


def test_the_day_is_that_of_wib_whatever_clock_the_computer_goes_by(
    came: Came, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "America/New_York")
    batch = came("a | umum_2019-03 | 2019-04-06 00:01")
    assert shown(batch)[0] == ("umum", "6 April 2019 pukul 00.01 WIB", "terlambat")


@pytest.mark.parametrize(
    ("hari", "month", "day"),
    [
        (5, "2019-03", "2019-04-05"),
        (5, "2019-12", "2020-01-05"),
        (1, "2019-08", "2019-09-01"),
        (31, "2019-01", "2019-02-28"),
    ],
)
def test_the_last_day_lies_in_the_next_month_a_sunday_too(hari: int, month: str, day: str) -> None:
    assert Settings(batas_kirim=hari).due_day(month).isoformat() == day


def test_an_excused_form_is_not_late_unless_it_came(came: Came, settings: Settings) -> None:
    excused = tuple(Pengecualian(who, "2019-03", "Jabatan kosong", "Lurah") for who in ("pelayanan", "ketertiban"))
    batch = came(
        """
        a | umum_2019-03      | 2019-04-01 08:00
        b | pelayanan_2019-03 | 2019-04-09 08:00
        """,
        own=replace(settings, pengecualian=excused),
    )
    assert [kiriman for *_, kiriman in shown(batch)] == ["tepat waktu", "terlambat", "dikecualikan"]
    assert sentence(batch) == "Terlambat: Pelayanan."


def test_what_was_asked_of_nobody_is_said_of_nobody(came: Came, catalog: Catalog, settings: Settings) -> None:
    excused = tuple(Pengecualian(kode, "2019-03", "Libur", "Lurah") for kode in catalog.kode)
    assert sentence(came("a | umum_2019-02 | 2019-03-01 08:00", own=replace(settings, pengecualian=excused))) == ""


# --- several files of one form ----------------------------------------------------------------------------------------


def test_of_equal_copies_the_first_that_came_counts(came: Came) -> None:
    batch = came("""
        formulir 1 | ketertiban_2019-03 | 2019-04-09 08:00
        formulir 2 | ketertiban_2019-03 | 2019-04-03 08:00
    """)
    assert shown(batch)[-1] == ("ketertiban", "3 April 2019 pukul 08.00 WIB", "tepat waktu")


def test_a_form_that_nobody_filled_did_not_come(came: Came) -> None:
    batch = came("""
        a | kosong             | 2019-04-01 08:00
        b | ketertiban_2019-03 | 2019-04-09 08:00
    """)
    assert shown(batch)[-1] == ("ketertiban", "9 April 2019 pukul 08.00 WIB", "terlambat")


def test_where_none_of_several_can_be_used_something_came_with_the_first(came: Came) -> None:
    batch = came("""
        a | ketertiban_2019-03 | 2019-04-09 08:00
        b | lain               | 2019-04-04 08:00
    """)
    assert set(batch.checked.files["alasan"]) == {"ganda_berbeda"}
    assert shown(batch)[-1] == ("ketertiban", "4 April 2019 pukul 08.00 WIB", "tepat waktu")


# --- in a zip ---------------------------------------------------------------------------------------------------------


def zip_with(forms: Path, moment: tuple[int, ...]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.xlsx", moment), (forms / "umum_2019-03.xlsx").read_bytes())  # type: ignore[arg-type]
    return written.getvalue()


@pytest.mark.parametrize(
    ("moment", "tiba"),
    [
        ((2019, 4, 5, 23, 59, 58), "5 April 2019 pukul 23.59 WIB"),
        ((1980, 1, 1, 0, 0, 0), "8 April 2019 pukul 10.00 WIB"),  # what a program writes that keeps no time
        ((2019, 0, 0, 0, 0, 0), "8 April 2019 pukul 10.00 WIB"),
    ],
)
def test_a_form_in_a_zip_has_the_time_that_unpacking_gives_it(
    forms: Path, came: Came, tmp_path: Path, moment: tuple[int, ...], tiba: str
) -> None:
    (tmp_path / "kiriman.zip").write_bytes(zip_with(forms, moment))
    at(tmp_path / "kiriman.zip", "2019-04-08 10:00")
    batch = came("b | pelayanan_2019-03 | 2019-04-02 08:00")
    assert shown(batch)[0][:2] == ("umum", tiba)


# --- who is late, in a sentence ---------------------------------------------------------------------------------------

LATE_AND_MISSING = """
    a | umum_2019-03      | 2019-04-01 08:00
    b | pelayanan_2019-03 | 2019-04-06 08:00
"""


def test_who_came_late_or_not_at_all_is_named_in_the_order_of_the_catalogue(came: Came) -> None:
    batch = came(LATE_AND_MISSING)
    assert sentence(batch) == "Terlambat: Pelayanan, Ketertiban."
    assert [one.jabatan for one in arrival.late(batch, dt.datetime(2019, 4, 10))] == ["pelayanan", "ketertiban"]


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2019-04-02", "Ditunggu sampai 5 April 2019: Pelayanan, Ketertiban."),
        ("2019-04-05", "Ditunggu sampai 5 April 2019: Pelayanan, Ketertiban."),
        ("2019-04-06", "Terlambat: Pelayanan, Ketertiban."),
    ],
)
def test_what_is_not_due_yet_is_not_late(came: Came, today: str, said: str) -> None:
    assert sentence(came("a | umum_2019-03 | 2019-04-01 08:00"), today) == said


def test_all_came_in_time(came: Came) -> None:
    batch = came("""
        a | umum_2019-03       | 2019-04-01 08:00
        b | pelayanan_2019-03  | 2019-04-01 08:00
        c | ketertiban_2019-03 | 2019-04-01 08:00
        d | ketertiban_2019-02 | 2019-04-01 08:00
    """)
    assert sentence(batch) == "Semua formulir Maret 2019 sudah masuk; tidak ada yang terlambat."


def test_of_a_triwulan_each_is_told_with_its_months(came: Came) -> None:
    batch = came(
        """
        a | umum_2019-02       | 2019-03-06 08:00
        b | umum_2019-03       | 2019-04-01 08:00
        c | ketertiban_2019-02 | 2019-03-01 08:00
        """,
        periode="2019-TW1",
    )
    assert sentence(batch, "2019-04-03") == (
        "Terlambat: Umum (Januari dan Februari 2019), Pelayanan (Januari dan Februari 2019), "
        "Ketertiban (Januari 2019). Ditunggu sampai 5 April 2019: Pelayanan (Maret 2019), Ketertiban (Maret 2019)."
    )
