"""``iki proses --ekspor``: the tables of an office as SQLite and as Parquet, the same rows and, again, bytes."""

from __future__ import annotations

import hashlib
import resource
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from pyarrow import parquet

from iki_excel import __version__
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.judging.batch import Batch
from iki_excel.runs import exporting
from iki_excel.runs.batches import process
from iki_excel.runs.exporting import as_parquet, as_sqlite
from iki_excel.words.errors import OutputError
from iki_excel.workbooks import saving
from tests import kecil
from tests.console import Iki
from tests.forms import complete
from tests.small_catalog import SETTINGS, changed, filled, loaded
from tests.times import at

RANGE = changed('rumus = "rapat', 'target = { dari = 5, sampai = 10 }\nrumus = "rapat')
Units = Callable[[str], dict[str, pd.DataFrame]]
TABLES = ("hasil", "jawaban", "temuan", "berkas", "keterangan")


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Batch]:
    """January of an office of one jabatan: a target that is a range, and a number that is written as a word."""
    folder = tmp_path_factory.mktemp("kantor")
    catalog = loaded(folder, RANGE)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        at(filled(Path(), catalog, "2019-01", {"rapat": 4, "kunjungan": "+ tujuh"}), "2019-01-27 09:00")
        yield process([Path()], catalog, SETTINGS, "2019-01")


def export(batch: Batch, path: Path) -> Path:
    with exporting.opened(path) as export:
        export.append(exporting.tables_of(batch))
    return path


def in_sqlite(path: Path) -> dict[str, pd.DataFrame]:
    """Every table, as pandas reads it."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: pd.read_sql(f"SELECT * FROM {name}", connection) for name in names}


def in_parquet(path: Path) -> dict[str, pd.DataFrame]:
    return {name: pd.read_parquet(as_parquet.place_of(path, name)) for name in TABLES}


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """The rows of a table, with None for nothing."""
    return [tuple(row) for row in table.astype(object).where(table.notna(), None).itertuples(index=False)]


@pytest.fixture(scope="module")
def database(batch: Batch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(batch, tmp_path_factory.mktemp("ekspor") / "hasil.sqlite")


# --- what stands in them ---------------------------------------------------------------------------------------------


def test_one_file_holds_results_answers_temuan_and_files(database: Path, batch: Batch) -> None:
    told = in_sqlite(database)
    assert tuple(told) == TABLES
    whose = ("contoh", "2019-01", "pmd")
    assert rows(told["hasil"]) == [
        (*whose, "PMD-1", "kegiatan", None, None, None, None, "", "salah_isi", None, "5–10"),
    ]
    assert rows(told["jawaban"]) == [
        (*whose, "PMD-1", "rapat", "rapat", 0, "Jumlah rapat", "kegiatan", "bilangan", "4", 4, "isi", "", "", 0, "", "",
         None, "2019-01.xlsx", "Isian", "F8"),
        (*whose, "PMD-1", "kunjungan", "kunjungan", 0, "Jumlah kunjungan", "kegiatan", "bilangan", "+ tujuh", None,
         "salah", "bukan_bilangan", "", 0, "", "", None, "2019-01.xlsx", "Isian", "F9"),
    ]  # fmt: skip
    assert rows(told["temuan"]) == [
        (*whose, "2019-01.xlsx", "Isian", "F9", "kunjungan", "bukan_bilangan", "galat",
         "“Jumlah kunjungan” berisi “+ tujuh”, padahal harus bilangan. Ketik angkanya saja, misalnya 12, atau 0 bila "
         "tidak ada."),
    ]  # fmt: skip
    sha256 = hashlib.sha256(Path("2019-01.xlsx").read_bytes()).hexdigest()
    assert rows(told["berkas"].drop(columns=["sidik", "disimpan"])) == [
        (*whose, "2019-01.xlsx", "", sha256, 3, "dipakai", "", "", "", 2, "2019-01-27T02:00:00", "", "", ""),
    ]


def test_it_says_by_which_program_and_decree_it_was_made_and_what_each_column_means(
    database: Path, batch: Batch
) -> None:
    keterangan = in_sqlite(database)["keterangan"]
    meanings = keterangan["kunci"].str.startswith("kolom.")
    assert rows(keterangan[~meanings]) == [
        ("", "program", f"iki-excel {__version__}"),
        ("contoh", "nama", "Kelurahan Contoh"),
        ("contoh", "periode", "2019-01"),
        ("contoh", "keputusan.nomor", ""),
        ("contoh", "keputusan.tentang", ""),
        ("contoh", "keputusan.tanggal", None),
        ("contoh", "keputusan.tahun", None),
        ("contoh", "keputusan.berlaku_mulai", None),
        ("contoh", "sidik.2019-01", fingerprint(batch.catalog)),
    ]
    columns = [f"kolom.{name}.{column}" for name, table in in_sqlite(database).items() for column in table]
    assert list(keterangan.loc[meanings, "kunci"]) == columns
    assert keterangan.loc[meanings, "nilai"].str.fullmatch(r"\S.+\.").all()


def test_columns_have_plain_types_and_rows_are_found_by_unit_and_month(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        types = [row[0] for row in connection.execute("SELECT DISTINCT type FROM pragma_table_info('jawaban')")]
        indexes = [row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'index'")]
    assert types == ["TEXT", "INTEGER", "REAL"]
    assert indexes == [
        *(f"CREATE INDEX {name}_unit_periode ON {name} (unit, periode)" for name in TABLES[:4]),
        "CREATE INDEX keterangan_unit ON keterangan (unit)",
    ]


def test_parquet_holds_the_same_in_a_file_a_table(batch: Batch, database: Path, tmp_path: Path) -> None:
    path = export(batch, tmp_path / "maret.parquet")
    assert sorted(one.name for one in tmp_path.iterdir()) == [
        "maret.parquet",
        "maret_berkas.parquet",
        "maret_jawaban.parquet",
        "maret_keterangan.parquet",
        "maret_temuan.parquet",
    ]
    expected = {name: rows(table) for name, table in in_sqlite(database).items()}
    assert {name: rows(table) for name, table in in_parquet(path).items()} == expected
    said = {key: value for key, value in parquet.read_metadata(path).metadata.items() if key != b"ARROW:schema"}
    assert said == {b"program": f"iki-excel {__version__}".encode(), b"sidik": fingerprint(batch.catalog).encode()}
    types = {field.name: str(field.type) for field in parquet.read_schema(tmp_path / "maret_jawaban.parquet")}
    assert (types["diketik"], types["angka"], types["responden"]) == ("string", "double", "int64")


def test_a_text_that_no_database_takes_is_made_clean(batch: Batch, tmp_path: Path) -> None:
    answers = batch.checked.answers.assign(diketik="dua\x00\ud800")
    export(replace(batch, checked=replace(batch.checked, answers=answers)), tmp_path / "hasil.sqlite")
    assert list(in_sqlite(tmp_path / "hasil.sqlite")["jawaban"]["diketik"]) == ["dua\ufffd\ufffd"] * 2


def test_what_units_have_in_common_is_said_of_each_of_them(batch: Batch) -> None:
    both = replace(batch, units=("a", "b"))
    keterangan = exporting.tables_of(both, {"a": "Kelurahan A", "b": "Kelurahan B"})["keterangan"]
    is_told = keterangan["kunci"].isin(["nama", "sidik.2019-01"])
    assert rows(keterangan[is_told]) == [
        ("a", "nama", "Kelurahan A"),
        ("a", "sidik.2019-01", fingerprint(batch.catalog)),
        ("b", "nama", "Kelurahan B"),
        ("b", "sidik.2019-01", fingerprint(batch.catalog)),
    ]


# --- blocks ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def units(batch: Batch) -> Units:
    """The tables of some units that are alike but for their kode, in one block."""
    one = exporting.tables_of(batch)
    return lambda kode: {
        name: pd.concat([table.assign(unit=unit) for unit in kode], ignore_index=True) for name, table in one.items()
    }


def bytes_of(folder: Path, suffix: str, *blocks: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    folder.mkdir()
    with exporting.opened(folder / f"hasil{suffix}") as export:
        for block in blocks:
            export.append(block)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("suffix", [".csv", ".sqlite", ".parquet"])
def test_however_units_are_cut_into_blocks_the_bytes_are_the_same(
    suffix: str, units: Units, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_parquet, "ROWS", 3)
    whole = bytes_of(tmp_path / "a", suffix, units("abc"))
    assert bytes_of(tmp_path / "b", suffix, *map(units, "abc")) == whole
    assert bytes_of(tmp_path / "c", suffix, units("a"), units("bc")) == whole
    assert bytes_of(tmp_path / "d", suffix, units("bac")) != whole


def test_at_several_places_each_export_is_as_at_one_alone(units: Units, tmp_path: Path) -> None:
    alone = {
        suffix: bytes_of(tmp_path / suffix, suffix, units("ab"))[f"hasil{suffix}"] for suffix in (".csv", ".sqlite")
    }
    places = [tmp_path / "hasil.sqlite", tmp_path / "lain" / "rekap.sqlite", tmp_path / "hasil.csv"]
    with exporting.opened(*places) as export:
        for kode in "ab":
            export.append(units(kode))
    assert [place.read_bytes() for place in places] == [alone[place.suffix] for place in places]


def test_a_run_that_fails_leaves_nothing_at_any_of_several_places(units: Units, tmp_path: Path) -> None:
    places = [tmp_path / "hasil.sqlite", tmp_path / "lain" / "rekap.sqlite"]
    with pytest.raises(KeyboardInterrupt), exporting.opened(*places) as export:
        export.append(units("a"))
        raise KeyboardInterrupt
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("suffix", [".csv", ".sqlite", ".parquet"])
def test_a_run_that_fails_leaves_the_old_export_and_nothing_else(suffix: str, batch: Batch, tmp_path: Path) -> None:
    old = tmp_path / f"hasil{suffix}"
    old.write_bytes(b"lama")
    with pytest.raises(KeyboardInterrupt), exporting.opened(old) as export:
        export.append(exporting.tables_of(batch))
        raise KeyboardInterrupt
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [(old.name, b"lama")]


def test_a_full_disk_is_told_of_sqlite_as_of_any_file(
    batch: Batch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(as_sqlite, "PRAGMAS", f"{as_sqlite.PRAGMAS}; PRAGMA max_page_count = 6")
    path = tmp_path / "hasil.sqlite"
    with pytest.raises(OutputError) as refused:
        export(batch, path)
    assert str(refused.value) == f"{path}: {saving.FULL}. {saving.OLD_IS_WHOLE}"
    assert [*tmp_path.iterdir()] == []


@pytest.fixture
def no_byte_more() -> Iterator[None]:
    """No file may grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.usefixtures("no_byte_more")
def test_a_disk_that_takes_no_more_is_told_of_parquet_as_of_any_file(batch: Batch, tmp_path: Path) -> None:
    path = tmp_path / "hasil.parquet"
    with pytest.raises(OutputError) as refused:
        export(batch, path)
    assert str(refused.value) == f"{path}: {saving.TOO_BIG}. {saving.OLD_IS_WHOLE}"
    assert [*tmp_path.iterdir()] == []


# --- the command -----------------------------------------------------------------------------------------------------


PROSES = ("proses", "--periode=2019-01", "--waktu=2019-02-04T09:00", "--tanpa-rapor", *kecil.OPTION)


@pytest.mark.panjang
def test_the_command_writes_both_and_passes_them_over_when_they_lie_among_forms(iki: Iki) -> None:
    kecil.move_into(Path())
    forms = [complete(Path("input_templates"), kode, "2019-01") for kode in ("umum", "pelayanan", "ketertiban")]
    assert iki(*PROSES, "--ekspor=input_templates/hasil.SQLITE").err == ""
    assert iki(*PROSES, "--ekspor=input_templates/hasil.parquet").err == ""
    told = in_sqlite(Path("input_templates/hasil.SQLITE"))
    again = in_parquet(Path("input_templates/hasil.parquet"))
    assert {name: rows(table) for name, table in again.items()} == {name: rows(told[name]) for name in TABLES}
    assert list(again["berkas"]["file"]) == [path.as_posix() for path in forms]


def test_without_the_extra_one_sentence_says_how_to_get_it(iki: Iki, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("input_templates").mkdir()
    monkeypatch.setattr(as_parquet, "is_there", lambda: False)
    said = iki(*PROSES, "--ekspor=hasil.parquet")
    assert (said.status, said.out, said.err) == (
        2,
        "",
        "Ekspor .parquet belum dapat ditulis, karena pembuatnya belum dipasang. Pasang dengan: pip install "
        "'iki-excel[parquet]', atau pilih akhiran .sqlite.\n",
    )
    assert [*Path().iterdir()] == [Path("input_templates")]
