"""Many units looked at together: what a block of them tells, and what all blocks come to."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fingerprint import of_indikator
from iki_excel.decree.settings import Settings, Unit
from iki_excel.judging import gabungan, means, scoring
from iki_excel.judging.batch import Batch, Checked
from iki_excel.judging.gabungan import Gabungan, joined, part_of
from iki_excel.runs.month import process
from tests import kecil
from tests.forms import complete
from tests.grounds import targets
from tests.small_catalog import written

FEBRUARY = "2019-02"
BARU, LAMA, LAIN = (
    Unit(kode, f"Kelurahan {kode.title()}", kabupaten, kode.title())
    for kode, kabupaten in (("baru", "Kota B"), ("lama", "Kota A"), ("lain", "Kota A"))
)
KETERTIBAN = (kecil.KATALOG / "ketertiban.toml").read_text("utf-8")
OTHERWISE = KETERTIBAN.replace('rumus = "beras"', 'rumus = "beras * 1000"').replace("hasil = 2.75", "hasil = 2750")


def of_text(folder: Path, text: str) -> Catalog:
    folder.mkdir()
    return load_catalog(written(folder, ketertiban=text))


def batch_of(folder: Path, unit: Unit, catalog: Catalog, forms: dict[str, str]) -> Batch:
    """What a unit filled in by month."""
    settings = Settings(unit=unit, target=targets({"KT-1": 12, "KT-3": 2}))
    for month, table in forms.items():
        complete(folder / unit.kode, "ketertiban", month, table, settings=settings)
    (folder / unit.kode).mkdir(exist_ok=True)
    return process([folder / unit.kode], catalog, settings, FEBRUARY)


@pytest.fixture(scope="module")
def batches(tmp_path_factory: pytest.TempPathFactory) -> list[Batch]:
    """One that is complete, one whose February did not come, and one with another decree."""
    folder = tmp_path_factory.mktemp("unit")
    catalog, other = of_text(folder / "sk", KETERTIBAN), of_text(folder / "sk_lain", OTHERWISE)
    full = {"2019-01": "gangguan | 1\nberas | 2", FEBRUARY: "gangguan | 0\nberas | 1"}
    return [
        batch_of(folder, BARU, catalog, full),
        batch_of(folder, LAMA, catalog, {"2019-01": "gangguan | 2\nberas | 3"}),
        batch_of(folder, LAIN, other, {}),
    ]


@pytest.fixture(scope="module")
def all_units(batches: list[Batch]) -> Gabungan:
    parts = (part_of(batch, [batch.settings.unit], {"baru": "Kota B/IKI_baru.xlsx"}) for batch in batches)
    return joined(parts)


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    found = table[list(columns)].astype(object).itertuples(index=False, name=None)
    return [
        tuple(None if one != one else round(one, 2) if isinstance(one, float) else one for one in row) for row in found
    ]


def test_units_stand_by_kabupaten_with_their_mean_and_whether_anything_is_waited_for(all_units: Gabungan) -> None:
    columns = ("unit", "nama", "kabupaten", "buku", "lengkap", "rata_rata", "ikut", "dari")
    assert rows(all_units.units, *columns) == [
        ("lain", "Kelurahan Lain", "Kota A", "", False, None, 0, 3),
        ("lama", "Kelurahan Lama", "Kota A", "", False, None, 0, 3),
        ("baru", "Kelurahan Baru", "Kota B", "Kota B/IKI_baru.xlsx", True, 85.0, 2, 3),
    ]


def test_the_mean_is_that_of_the_workbook_of_a_unit(batches: list[Batch], all_units: Gabungan) -> None:
    by_unit = all_units.units.set_index("unit")
    told = [(by_unit.loc[one.settings.unit.kode, "rata_rata"], means.of_unit(one)) for one in batches]
    assert [(None if mean != mean else mean) for mean, _ in told] == [of_one.capaian for _, of_one in told]


def test_weights_count_in_the_mean_as_in_the_workbook_of_a_unit(batches: list[Batch]) -> None:
    (jabatan,) = batches[0].catalog.jabatan
    weighed = tuple(replace(one, bobot=float(n)) for n, one in zip((30, 50, 20), jabatan.indikator, strict=True))
    catalog = replace(batches[0].catalog, jabatan=(replace(jabatan, indikator=weighed),))
    batch = replace(batches[0], catalog=catalog)
    told = part_of(batch, [BARU]).units.iloc[0]
    assert (told["rata_rata"], told["berbobot"]) == (means.of_unit(batch).capaian, True)


def test_a_result_carries_the_mark_of_what_it_is_compared_by(batches: list[Batch], all_units: Gabungan) -> None:
    first, other = ({one.kode: of_indikator(one) for one in batches[n].catalog.jabatan[0].indikator} for n in (0, 2))
    assert [first[kode] == other[kode] for kode in ("KT-1", "KT-2", "KT-3")] == [True, True, False]
    told = all_units.indikator
    assert rows(told, "sidik", "kode") == [
        (first["KT-1"], "KT-1"),
        (first["KT-2"], "KT-2"),
        (first["KT-3"], "KT-3"),
        (other["KT-3"], "KT-3"),
    ]
    of_february = all_units.hasil[all_units.hasil["periode"] == FEBRUARY]
    assert rows(of_february, "unit", "indikator", "capaian", "predikat", "status") == [
        ("baru", "KT-1", 120.0, "Sangat Baik", "lengkap"),
        ("baru", "KT-2", None, "", "lengkap"),
        ("baru", "KT-3", 50.0, "Sangat Kurang", "lengkap"),
        ("lama", "KT-1", 100.0, "", "sebagian"),
        ("lama", "KT-2", None, "", "sebagian"),
        ("lama", "KT-3", 120.0, "", "sebagian"),
        ("lain", "KT-1", None, "", "belum_masuk"),
        ("lain", "KT-2", None, "", "belum_masuk"),
        ("lain", "KT-3", None, "", "belum_masuk"),
    ]


def test_what_an_office_sets_for_itself_does_not_part_what_is_compared(batches: list[Batch]) -> None:
    one = batches[0].catalog.jabatan[0].indikator[0]
    same = replace(one, target=None, bobot=30.0, singkat="Lain katanya", jarang=True)
    assert of_indikator(same) == of_indikator(one)
    assert of_indikator(replace(one, arah="naik")) != of_indikator(one)


def test_forms_are_told_unit_by_unit(all_units: Gabungan) -> None:
    assert rows(all_units.forms, "unit", "jabatan", "periode", "keadaan") == [
        ("baru", "ketertiban", "2019-01", "sah"),
        ("baru", "ketertiban", "2019-02", "sah"),
        ("lama", "ketertiban", "2019-01", "sah"),
        ("lama", "ketertiban", "2019-02", "belum masuk"),
        ("lain", "ketertiban", "2019-01", "belum masuk"),
        ("lain", "ketertiban", "2019-02", "belum masuk"),
    ]


def test_temuan_and_files_are_counted_by_unit(all_units: Gabungan) -> None:
    assert rows(all_units.temuan, "unit", "kode", "tingkat", "banyak") == [
        ("lama", "belum_masuk", "galat", 1),
        ("lain", "belum_masuk", "galat", 2),
    ]
    assert rows(all_units.berkas, "unit", "nasib", "banyak") == [("baru", "dipakai", 2), ("lama", "dipakai", 1)]


def test_what_was_typed_stands_with_its_cell_while_it_is_not_too_much(
    batches: list[Batch], all_units: Gabungan, monkeypatch: pytest.MonkeyPatch
) -> None:
    slots = all_units.slots
    assert slots is not None
    beras = slots[slots["label"] == "Cadangan beras pada akhir bulan"]
    assert rows(beras, "unit", "periode", "indikator", "diketik", "angka", "sheet", "sel") == [
        ("baru", "2019-01", "KT-3", "2", 2.0, "Isian", "F17"),
        ("baru", "2019-02", "KT-3", "1", 1.0, "Isian", "F17"),
        ("lama", "2019-01", "KT-3", "3", 3.0, "Isian", "F17"),
    ]
    monkeypatch.setattr(gabungan, "MOST_SLOTS", len(slots) - 1)
    assert joined(part_of(batch, [batch.settings.unit]) for batch in batches).slots is None
    monkeypatch.setattr(gabungan, "MOST_SLOTS", len(slots))
    assert joined(part_of(batch, [batch.settings.unit]) for batch in batches).slots is not None


def test_a_block_of_several_units_tells_what_each_of_them_would(batches: list[Batch]) -> None:
    """Units with equal settings are read, checked and scored together."""
    several, units = batches[:2], [BARU, LAMA]
    tables = ("answers", "files", "temuan", "partial")
    checked = Checked(
        *(pd.concat([getattr(one.checked, name) for one in several], ignore_index=True) for name in tables)
    )
    kode = [one.kode for one in units]
    catalog, settings = several[0].catalog, several[0].settings
    scores = scoring.score(checked.counted, catalog, settings, several[0].months, kode)
    block = joined([part_of(replace(several[0], checked=checked, scores=scores, units=tuple(kode)), units)])
    apart = joined([part_of(one, [one.settings.unit]) for one in several])
    for name in ("units", "indikator", "hasil", "forms", "temuan", "berkas", "slots"):
        one, other = getattr(block, name), getattr(apart, name)
        order = [*one.columns[:2]]
        one, other = (
            table.astype(object).sort_values(order, kind="stable", ignore_index=True) for table in (one, other)
        )
        pd.testing.assert_frame_equal(one, other, check_dtype=False)
