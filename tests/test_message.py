"""The message of a month: the state, the mean, what changed, who is worst and best, and how each jabatan stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import Pengecualian, Settings
from iki_excel.judging.means import Mean
from iki_excel.judging.message import Keadaan, Message, Standing, keadaan_of, keadaan_of_jabatan, message_of
from iki_excel.runs.month import process
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from tests import small_catalog
from tests.forms import complete, form
from tests.grounds import targets
from tests.small_catalog import SETTINGS, SMALL, filled, written
from tests.test_bobot import FULL, OTHER, WEIGHTED
from tests.test_bobot import loaded as weighted
from tests.test_bobot import processed as weighing
from tests.test_last_year import filled as last_year_filled
from tests.test_last_year import loaded as of_two_years
from tests.test_last_year import without

KETERTIBAN = "tahun_lalu | 4\ntahun_ini | 3\nberas | 2\ngangguan | "
TARGETS = {"UM-1": 48, "KT-1": 24, "KT-3": 4}


def said(message: Message) -> list[str]:
    """All of it as one reads it."""
    return [
        message.keadaan.judul,
        *message.keadaan.baris,
        message.mean_sentence,
        *message.sentences,
        *_list(message.worst_title, message.terendah),
        *_list(message.best_title, message.terbaik),
        *(
            f"{one.sebutan} | {_number(one.capaian)} | {one.predikat} | {_number(one.perubahan)} | {one.alasan} | "
            f"{one.rata_rata.counted} dari {one.rata_rata.every}"
            for one in message.jabatan
        ),
    ]


def _list(title: str, several: Sequence[Standing]) -> Iterator[str]:
    if several:
        yield title
        yield from (f"{one.kode} | {_number(one.capaian)} | {_number(one.perubahan)}" for one in several)


def _number(value: float | None) -> str:
    return "–" if value is None else bahasa.fixed(value, 2)


def each(message: Message) -> list[str]:
    """All indikator, the worst first."""
    return [f"{one.kode} | {_number(one.capaian)} | {one.predikat or one.alasan}" for one in message.worst_first]


@pytest.fixture
def office(settings: Settings) -> Settings:
    """The invented office with a few targets of its own."""
    return replace(settings, target=targets(TARGETS))


# --- whole messages ---------------------------------------------------------------------------------------------------


def test_a_complete_month_after_another(catalog: Catalog, office: Settings, tmp_path: Path) -> None:
    for month, letters, disturbances in (("2019-01", 1, 3), ("2019-02", 9, 5)):
        complete(tmp_path, "umum", month, f"surat | {letters}\n")
        complete(tmp_path, "pelayanan", month)
        form(tmp_path, "ketertiban", month, f"{KETERTIBAN}{disturbances}")
    message = message_of(process([tmp_path], catalog, office, "2019-02"), "Terlambat: Umum.")
    assert said(message) == [
        "LENGKAP: 3 dari 3 formulir Februari 2019 sah",
        "Angka di bawah sudah final.",
        "Rata-rata capaian 6 dari 9 indikator: 45,81; target 100.",
        "2 dari 6 indikator sudah mencapai target.",
        "Sejak Januari: 2 naik, 1 turun, 2 tetap.",
        "Terlambat: Umum.",
        "Tiga yang perlu perhatian",
        "UM-4 | 0,00 | –",
        "KT-1 | 0,00 | -50,00",
        "UM-2 | 4,88 | 0,33",
        "Tiga terbaik",
        "UM-1 | 120,00 | 70,00",
        "UM-3 | 100,00 | 0,00",
        "KT-3 | 50,00 | 0,00",
        "Umum | 56,22 | Kurang | – |  | 4 dari 4",
        "Pelayanan | – |  | – | belum ada | 0 dari 2",
        "Ketertiban | 25,00 | Sangat Kurang | -25,00 |  | 2 dari 3",
    ]


def test_a_month_that_waits(catalog: Catalog, office: Settings, tmp_path: Path) -> None:
    complete(tmp_path, "umum", "2019-01")
    form(tmp_path, "ketertiban", "2019-01", f"{KETERTIBAN}3 kejadian")
    complete(tmp_path, "umum", "2019-02")
    form(tmp_path, "ketertiban", "2019-02", f"{KETERTIBAN}-1")
    message = message_of(process([tmp_path], catalog, office, "2019-02"))
    assert said(message) == [
        "SEMENTARA: 1 dari 3 formulir Februari 2019 sah",
        "Belum final. Yang masih ditunggu:",
        "– Pelayanan: formulir belum masuk",
        "– Ketertiban: 1 sel perlu diperbaiki",
        "– Januari 2019: Pelayanan, Ketertiban",
        "Rata-rata capaian 5 dari 9 indikator: 40,98; target 100.",
        "1 dari 5 indikator sudah mencapai target.",
        "Sejak Januari: 1 naik, 0 turun, 3 tetap.",
        "Tiga yang perlu perhatian",
        "UM-4 | 0,00 | –",
        "UM-2 | 4,88 | 0,33",
        "UM-1 | 50,00 | 0,00",
        "Dua terbaik",
        "UM-3 | 100,00 | 0,00",
        "KT-3 | 50,00 | 0,00",
        "Umum | 38,72 | Sangat Kurang | – |  | 4 dari 4",
        "Pelayanan | – |  | – | belum masuk | 0 dari 2",
        "Ketertiban | – |  | – | perlu diperbaiki | 1 dari 3",
    ]
    assert each(message) == [
        "UM-4 | 0,00 | Sangat Kurang",
        "UM-2 | 4,88 | Sangat Kurang",
        "UM-1 | 50,00 | Sangat Kurang",
        "KT-3 | 50,00 | Sangat Kurang",
        "UM-3 | 100,00 | Sangat Baik",
        "PL-1 | – | belum masuk",
        "PL-2 | – | belum masuk",
        "KT-1 | – | perlu diperbaiki",
        "KT-2 | – | tanpa target",
    ]


def test_nothing_came_in(catalog: Catalog, office: Settings, tmp_path: Path) -> None:
    message = message_of(process([tmp_path], catalog, office, "2019-02"))
    assert said(message) == [
        "SEMENTARA: 0 dari 3 formulir Februari 2019 sah",
        "Belum final. Yang masih ditunggu:",
        "– Umum: formulir belum masuk",
        "– Pelayanan: formulir belum masuk",
        "– Ketertiban: formulir belum masuk",
        "– Januari 2019: Umum, Pelayanan, Ketertiban",
        "Belum ada rata-rata: belum ada indikator yang lengkap dan mempunyai target.",
        "Umum | – |  | – | belum masuk | 0 dari 4",
        "Pelayanan | – |  | – | belum masuk | 0 dari 2",
        "Ketertiban | – |  | – | belum masuk | 0 dari 3",
    ]


def test_of_weights_it_says_how_much_they_are(tmp_path: Path) -> None:
    batch = weighing(tmp_path / "f", weighted(tmp_path / "k", pmd=WEIGHTED, umum=OTHER), {**FULL, "p_2": None})
    assert said(message_of(batch)) == [
        "SEMENTARA: 1 dari 2 formulir Januari 2019 sah",
        "Belum final. Yang masih ditunggu:",
        "– PMD: 1 sel perlu diperbaiki",
        "Rata-rata tertimbang capaian 4 dari 5 indikator, bobot 170 dari 200: 67,06; target 100.",
        "1 dari 4 indikator sudah mencapai target.",
        "Dua yang perlu perhatian",
        "P-3 | 0,00 | –",
        "U-2 | 40,00 | –",
        "Dua terbaik",
        "P-1 | 100,00 | –",
        "U-1 | 80,00 | –",
        "PMD | – |  | – | perlu diperbaiki | 2 dari 3",
        "Umum | 64,00 | Kurang | – |  | 2 dari 2",
    ]


# --- what is compared with what ---------------------------------------------------------------------------------------


def of_ten_a_month(folder: Path) -> Catalog:
    """A catalogue of one indikator, with a target of 10 kegiatan a month."""
    (folder / "katalog").mkdir()
    text = small_catalog.changed('rumus = "rapat + kunjungan"', 'rumus = "rapat + kunjungan"\ntarget = 120', SMALL)
    return load_catalog(written(folder / "katalog", pmd=text))


def of_one(folder: Path, rapat: Mapping[str, Any], periode: str, settings: Settings = SETTINGS) -> Message:
    """What an office with that one indikator comes to."""
    catalog = of_ten_a_month(folder)
    for month, value in rapat.items():
        filled(folder, catalog, month, {"rapat": value, "kunjungan": 0})
    return message_of(process([folder], catalog, settings, periode))


FOUR = {"2019-01": 5, "2019-02": 10, "2019-03": 15, "2019-04": 2}


def test_an_office_with_one_indikator(tmp_path: Path) -> None:
    assert said(of_one(tmp_path, FOUR, "2019-04")) == [
        "LENGKAP: 1 dari 1 formulir April 2019 sah",
        "Angka di bawah sudah final.",
        "Rata-rata capaian 1 indikator: 80,00; target 100.",
        "0 dari 1 indikator sudah mencapai target.",
        "Sejak Maret: 0 naik, 1 turun, 0 tetap.",
        "Satu yang perlu perhatian",
        "PMD-1 | 80,00 | -20,00",
        "PMD | 80,00 | Baik | -20,00 |  | 1 dari 1",
    ]


def test_a_triwulan_is_held_against_the_month_before_it(tmp_path: Path) -> None:
    message = of_one(tmp_path, {**FOUR, "2019-05": 3, "2019-06": 10}, "2019-TW2")
    assert said(message) == [
        "LENGKAP: 3 dari 3 formulir Triwulan II 2019 sah",
        "Angka di bawah sudah final.",
        "Rata-rata capaian 1 indikator: 75,00; target 100.",
        "0 dari 1 indikator sudah mencapai target.",
        "Sejak Maret: 0 naik, 1 turun, 0 tetap.",
        "Satu yang perlu perhatian",
        "PMD-1 | 75,00 | -25,00",
        "PMD | 75,00 | Cukup | -25,00 |  | 1 dari 1",
    ]


@pytest.mark.parametrize("periode", ["2019-01", "2019-TW1"])
def test_what_begins_with_the_year_is_held_against_nothing(periode: str, tmp_path: Path) -> None:
    message = of_one(tmp_path, FOUR, periode)
    assert (message.sejak, message.change_sentence, message.jabatan[0].perubahan) == (None, "", None)


def test_an_office_is_not_held_against_what_was_before_it(tmp_path: Path) -> None:
    young = replace(SETTINGS, unit=replace(SETTINGS.unit, mulai=Periode("2019-03")))
    assert of_one(tmp_path, {"2019-03": 15}, "2019-03", young).sejak is None


# --- the state --------------------------------------------------------------------------------------------------------


def test_a_file_that_nobody_can_read_keeps_a_month_from_being_final(tmp_path: Path) -> None:
    (tmp_path / "rusak.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    assert of_one(tmp_path, {"2019-01": 5}, "2019-01").keadaan == Keadaan(
        "SEMENTARA",
        "SEMENTARA: 1 dari 1 formulir Januari 2019 sah",
        ("Belum final. Yang masih ditunggu:", "– 1 hal lain perlu diperbaiki, lihat Temuan"),
    )


def test_a_month_of_which_everybody_is_excused_is_final(tmp_path: Path) -> None:
    excused = replace(SETTINGS, pengecualian=(Pengecualian("pmd", "2019-02", "Banjir.", "Camat"),))
    message = of_one(tmp_path, {"2019-01": 5}, "2019-02", excused)
    assert message.keadaan.judul == "LENGKAP: Februari 2019 dikecualikan"


def test_what_last_year_is_wanted_for_is_waited_for(tmp_path: Path) -> None:
    catalog = of_two_years(tmp_path / "katalog")
    batch = process(last_year_filled(tmp_path / "f", catalog, without("2018-02")), catalog, SETTINGS, "2019-03")
    assert keadaan_of(batch) == Keadaan(
        "SEMENTARA",
        "SEMENTARA: 1 dari 1 formulir Maret 2019 sah",
        ("Belum final. Yang masih ditunggu:", "– formulir tahun lalu: Kepala Seksi PMD Februari 2018"),
    )
    assert keadaan_of_jabatan(batch, "pmd").judul == (
        "SEMENTARA: formulir tahun lalu (Kepala Seksi PMD Februari 2018) tidak ada."
    )


def test_a_jabatan_says_why_its_numbers_are_final(tmp_path: Path) -> None:
    excused = replace(SETTINGS, pengecualian=(Pengecualian("pmd", "2019-02", "Banjir.", "Camat"),))
    catalog = of_ten_a_month(tmp_path)
    filled(tmp_path, catalog, "2019-01", {"rapat": 5, "kunjungan": 0})
    batches = [process([tmp_path], catalog, excused, periode) for periode in ("2019-01", "2019-02", "2019-TW1")]
    assert [keadaan_of_jabatan(batch, "pmd").judul for batch in batches] == [
        "LENGKAP: formulir bulan ini sah. Angka di bawah sudah final.",
        "LENGKAP: formulir bulan ini dikecualikan. Angka di bawah sudah final.",
        "SEMENTARA: formulir Maret 2019 belum masuk.",
    ]


# --- ranks ------------------------------------------------------------------------------------------------------------


def ranked(*capaian: float) -> Message:
    """A message of which only the indikator matter: A, B, C, …"""
    every = tuple(
        Standing(kode, kode, "umum", value, "Baik", None, "", True)
        for kode, value in zip("ABCDEFGH", capaian, strict=False)
    )
    return Message(Periode("2019-01"), Keadaan("LENGKAP", "", ()), Mean(None, 0, 0), every, (), None)


@pytest.mark.parametrize(
    ("capaian", "terendah", "terbaik"),
    [
        ((), "", ""),
        ((50,), "A", ""),
        ((50, 40), "B", "A"),
        ((50, 40, 60), "BA", "C"),
        ((50, 40, 60, 70), "BA", "DC"),
        ((50, 40, 60, 70, 80), "BAC", "ED"),
        ((50, 40, 60, 70, 80, 90), "BAC", "FED"),
        ((50, 40, 60, 70, 80, 90, 65), "BAC", "FED"),
        ((50, 50, 50, 50, 50, 50), "ABC", "FED"),  # equal ones by the order of the catalogue
        ((50, 100, 99.99, 110, 120), "AC", "ED"),  # who reached the target calls for no attention
        ((100, 100, 110, 120), "AB", "DC"),
    ],
)
def test_nobody_is_among_the_worst_and_the_best(capaian: tuple[float, ...], terendah: str, terbaik: str) -> None:
    message = ranked(*capaian)
    assert ["".join(one.kode for one in several) for several in (message.terendah, message.terbaik)] == [
        terendah,
        terbaik,
    ]


def test_the_titles_count_and_do_not_alarm() -> None:
    assert [(one.worst_title, one.best_title) for one in (ranked(50, 110), ranked(100, 110, 120, 101))] == [
        ("Satu yang perlu perhatian", "Satu terbaik"),
        ("Dua terendah", "Dua terbaik"),
    ]


def test_what_ended_is_in_no_rank() -> None:
    message = ranked(50, 60, 70)
    ended = replace(message, indikator=(replace(message.indikator[0], berlaku=False), *message.indikator[1:]))
    assert [one.kode for one in ended.ranked] == ["B", "C"]
