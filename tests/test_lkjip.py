"""What the yearly report and the appraisal of officials say of each indikator: tables, and one sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.decree import Catalog, Indikator
from iki_excel.decree.settings import Pengecualian, Settings
from iki_excel.judging import lkjip
from iki_excel.judging.batch import Batch
from iki_excel.judging.lkjip import LKJIP_COLUMNS, SKP_COLUMNS
from iki_excel.runs import lkjip as runs
from iki_excel.runs.month import process
from iki_excel.words.periods import Periode
from tests.forms import complete, rounded
from tests.grounds import targets

DECEMBER = Periode("2019-12")
FORMS = {
    "2018-12": "gangguan | 8\ntahun_lalu | 4\ntahun_ini | 5\nberas | 2.5",
    "2019-12": "gangguan | 6\ntahun_lalu | 4\ntahun_ini | 6\nberas | 2.75",
}


@pytest.fixture(scope="module")
def office(settings: Settings) -> Settings:
    """One that is there since December 2018, and of which the months between the two forms are excused."""
    excused = (Pengecualian("ketertiban", "2019-01..2019-11", "Kosong", "Lurah"),)
    unit = replace(settings.unit, mulai=Periode("2018-12"))
    return replace(settings, unit=unit, pengecualian=excused, target=targets({"KT-1": 72.0, "KT-3": 2.5}))


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    for month, table in FORMS.items():
        complete(folder, "ketertiban", month, table)
    return folder


@pytest.fixture(scope="module")
def batch(forms: Path, catalog: Catalog, office: Settings) -> Batch:
    return process([forms], catalog, office, DECEMBER)


def of_ketertiban(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    rows = table[table["jabatan"] == "ketertiban"][list(columns)].itertuples(index=False, name=None)
    return [tuple(rounded(value) if isinstance(value, float) else value for value in row) for row in rows]


# --- the tables ------------------------------------------------------------------------------------------------------


def test_every_indikator_has_a_row_with_its_target_result_and_sentence(batch: Batch) -> None:
    table = lkjip.of_year(batch)
    assert (list(table.columns), list(table["kode"])) == (LKJIP_COLUMNS, [*batch.catalog.indikator])
    assert of_ketertiban(table, "kode", "satuan", "target", "realisasi", "capaian", "kalimat") == [
        ("KT-1", "kejadian", 72.0, 6.0, 100.0,
         "Realisasi 6 kejadian dari target 6 kejadian s.d. Desember 2019 (setahun 72 kejadian); capaian 100% "
         "(sangat baik)."),
        ("KT-2", "%", None, -50.0, None,
         "Realisasi -50%; target belum ditetapkan, jadi belum ada capaian."),
        ("KT-3", "ton", 2.5, 2.75, 110.0,
         "Realisasi 2,75 ton dari target 2,5 ton; capaian 110% (sangat baik)."),
    ]  # fmt: skip


def test_last_years_results_come_from_last_years_forms(batch: Batch, forms: Path) -> None:
    table = runs.of_year(batch, [forms])
    assert of_ketertiban(table, "kode", "realisasi", "realisasi_lalu", "perubahan") == [
        ("KT-1", 6.0, 8.0, -25.0),
        ("KT-2", -50.0, -25.0, -100.0),
        ("KT-3", 2.75, 2.5, 10.0),
    ]


def test_before_the_office_began_there_is_no_last_year(forms: Path, catalog: Catalog, office: Settings) -> None:
    late = replace(office, unit=replace(office.unit, mulai=Periode("2019-01")))
    table = runs.of_year(process([forms], catalog, late, DECEMBER), [forms])
    assert of_ketertiban(table, "realisasi_lalu", "perubahan") == [(None, None)] * 3


def test_what_was_incomplete_or_nothing_last_year_is_compared_with_nothing(batch: Batch) -> None:
    before = batch.hasil.assign(status=lambda rows: rows["status"].mask(rows["indikator"] == "KT-2", "sebagian"))
    before["realisasi"] = before["realisasi"].mask(before["indikator"] == "KT-1", 0.0)
    assert of_ketertiban(lkjip.of_year(batch, before), "realisasi_lalu", "perubahan") == [
        (0.0, None),
        (None, None),
        (2.75, 0.0),
    ]


def test_for_the_skp_every_indikator_has_its_aspect_and_its_numbers_in_words(batch: Batch) -> None:
    table = lkjip.of_officials(batch)
    assert list(table.columns) == SKP_COLUMNS
    assert dict(zip(table["kode"], table["aspek"], strict=True)) == {
        "UM-1": "kuantitas", "UM-2": "kualitas", "UM-3": "kualitas", "UM-4": "waktu",
        "PL-1": "kualitas", "PL-2": "waktu",
        "KT-1": "kuantitas", "KT-2": "kualitas", "KT-3": "kuantitas",
    }  # fmt: skip
    kinerja = batch.catalog.indikator["KT-1"][1].kinerja
    assert of_ketertiban(table, "kode", "rencana", "target", "realisasi")[0] == (
        "KT-1",
        kinerja,
        "72 kejadian",
        "6 kejadian",
    )


# --- the sentence ----------------------------------------------------------------------------------------------------

COMPLETE = {
    "status": "lengkap", "status_kata": "lengkap", "realisasi": 2684.0, "target": 2800.0, "target_tahun": 2800.0,
    "capaian": 95.857, "predikat": "Sangat Baik", "rentang": "", "berlubang": False,
}  # fmt: skip
NOTHING = float("nan")


@pytest.fixture(scope="module")
def surat(catalog: Catalog) -> Indikator:
    return replace(catalog.indikator["UM-1"][1], satuan="dokumen")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "Realisasi 2.684 dokumen dari target 2.800 dokumen; capaian 95,86% (sangat baik)."),
        ({"target": 700.0},
         "Realisasi 2.684 dokumen dari target 700 dokumen s.d. Desember 2019 (setahun 2.800 dokumen); capaian 95,86% "
         "(sangat baik)."),
        ({"status": "sebagian", "predikat": ""},
         "Realisasi 2.684 dokumen (sementara) dari target 2.800 dokumen; capaian 95,86%."),
        ({"berlubang": True},
         "Realisasi 2.684 dokumen (sementara) dari target 2.800 dokumen; capaian 95,86% (sangat baik)."),
        ({"rentang": "80 sampai 90"},
         "Realisasi 2.684 dokumen dari target 80 sampai 90 dokumen; capaian 95,86% (sangat baik)."),
        ({"target": NOTHING, "target_tahun": NOTHING, "capaian": NOTHING, "predikat": ""},
         "Realisasi 2.684 dokumen; target belum ditetapkan, jadi belum ada capaian."),
        ({"capaian": NOTHING, "predikat": ""},
         "Realisasi 2.684 dokumen dari target 2.800 dokumen; capaian tidak dapat dihitung."),
        ({"status": "belum_jatuh_tempo", "target": NOTHING, "capaian": NOTHING, "predikat": ""},
         "Realisasi 2.684 dokumen; target 2.800 dokumen belum jatuh tempo."),
        ({"status": "belum_jatuh_tempo", "realisasi": NOTHING}, "Target belum jatuh tempo."),
        ({"status": "tidak_berlaku", "realisasi": NOTHING}, "Indikator ini tidak berlaku pada Desember 2019."),
        ({"status": "belum_masuk", "status_kata": "belum masuk", "realisasi": NOTHING},
         "Realisasi belum ada: belum masuk."),
        ({"status": "salah_isi", "status_kata": "salah isi (ada isian yang perlu diperbaiki)", "realisasi": NOTHING},
         "Realisasi belum ada: salah isi (ada isian yang perlu diperbaiki)."),
    ],
)  # fmt: skip
def test_a_result_is_said_in_one_sentence_with_what_it_lacks(
    changed: Mapping[str, Any], said: str, surat: Indikator
) -> None:
    assert lkjip.sentence(surat, {**COMPLETE, **changed}, DECEMBER) == said
