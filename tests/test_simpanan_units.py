"""What was judged of many units before is not judged again for the same roll-up, whose bytes are those of the first."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel.decree.office import Office, Offices
from iki_excel.forms.reading import workers
from iki_excel.forms.reading.packed import arrived_at
from iki_excel.forms.reading.workers import Packed, Readers
from iki_excel.judging.gabungan import Gabungan
from iki_excel.runs import office
from iki_excel.runs.units import columns, month
from iki_excel.runs.units.blocks import Block
from iki_excel.runs.units.done import BlockDone
from iki_excel.runs.units.known import TABLES
from iki_excel.runs.units.month import ProcessedUnits, Wanted, process_units
from iki_excel.runs.units.reading import read_units
from iki_excel.words.periods import Periode
from iki_excel.workbooks import simpanan
from tests.console import Iki
from tests.test_many_units import tree

JANUARY = Periode("2019-01")
Forms = dict[str, list[Packed]]


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tree(tmp_path_factory.mktemp("kabupaten"))


@pytest.fixture(scope="module")
def offices(kantor: Path) -> Offices:
    return office.load_all(None, kantor)


@pytest.fixture(scope="module")
def forms(kantor: Path, offices: Offices) -> Forms:
    with pytest.MonkeyPatch.context() as patch, Readers(1) as readers:
        patch.chdir(kantor)
        return read_units([Path("input_templates")], offices, readers)


@dataclass(frozen=True)
class Run:
    """One run: what became of it, the bytes of all that it wrote, and how many blocks were judged for it."""

    done: ProcessedUnits
    written: dict[str, bytes]
    judged: int


@pytest.fixture
def run(tmp_path: Path, offices: Offices, forms: Forms, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Make the roll-up, of these forms and offices unless others are given."""
    monkeypatch.setenv(simpanan.VARIABLE, str(tmp_path / "simpanan"))
    monkeypatch.setattr(workers, "WORTH_KEEPING", 1)
    judged, judge = [], month.block_told

    def counted(wanted: Wanted, task: Any) -> BlockDone | None:
        judged.append(task)
        return judge(wanted, task)

    monkeypatch.setattr(month, "block_told", counted)

    def made(forms: Forms = forms, offices: Offices = offices, periode: Periode = JANUARY, **more: Any) -> Run:
        judged.clear()
        wanted = Wanted(tmp_path / "output", periode, dt.datetime(2019, 2, 4), only_rollup=True)
        done = process_units(forms, offices, wanted, **{"keeps": True} | more)
        written = {path.name: path.read_bytes() for path in done.folder.iterdir() if path.suffix != ".kunci"}
        return Run(done, written, len(judged))

    return made


BLOCKS = 3
"""Two units of one decree are judged by two targets, and one by another."""


def test_the_same_roll_up_comes_without_judging_anything(run: Callable[..., Run]) -> None:
    cold = run(keeps=False)
    assert [run(), run(), cold.judged] == [cold, replace(cold, judged=0), BLOCKS]


def in_time(forms: Forms, offices: Offices) -> dict[str, Any]:
    """One form of Mawar came in time."""
    first, *others = forms["mawar"]
    early = replace(first, content=arrived_at(first.content, "2019-02-01T00:00:00"))
    return {"forms": {**forms, "mawar": [early, *others]}}


def fewer(forms: Forms, offices: Offices) -> dict[str, Any]:
    """One form of Mawar is gone."""
    return {"forms": {**forms, "mawar": forms["mawar"][1:]}}


def renamed(forms: Forms, offices: Offices) -> dict[str, Any]:
    """Mawar is called otherwise."""
    catalog, settings = offices["mawar"]
    settings = replace(settings, unit=replace(settings.unit, nama="Kelurahan Mawar Merah"))
    return {"offices": Offices({**offices, "mawar": Office(catalog, settings)})}


@pytest.mark.panjang
@pytest.mark.parametrize("changed", [in_time, fewer, renamed])
def test_a_block_of_which_anything_changed_is_judged_again_and_the_others_are_not(
    run: Callable[..., Run], forms: Forms, offices: Offices, changed: Callable[[Forms, Offices], dict[str, Any]]
) -> None:
    first, now = run(), changed(forms, offices)
    again = run(**now)
    cold = run(**now, keeps=False)
    assert (again.written, again.done, again.judged) == (cold.written, cold.done, 1)
    assert again.written != first.written


@pytest.mark.panjang
def test_another_month_is_judged_for_itself(run: Callable[..., Run]) -> None:
    run()
    assert [run(periode=Periode("2019-02")).judged, run(periode=Periode("2019-02")).judged] == [BLOCKS, 0]


@pytest.mark.panjang
def test_the_database_beside_it_stands_as_it_was_written(
    run: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(month, "MOST_SLOTS", 0)
    cold = run()
    database = cold.done.database
    assert database is not None and cold.judged == BLOCKS
    assert run() == replace(cold, judged=0)
    database.write_bytes(database.read_bytes().replace(b"Mawar", b"Nawar"))
    assert run() == cold
    database.unlink()
    assert run() == cold


@pytest.mark.panjang
def test_tables_that_are_asked_for_are_judged_again(run: Callable[..., Run], tmp_path: Path) -> None:
    first = run(export=tmp_path / "hasil.csv")
    written = (tmp_path / "hasil.csv").read_bytes()
    assert run().judged == 0
    assert (run(export=tmp_path / "hasil.csv"), (tmp_path / "hasil.csv").read_bytes()) == (first, written)


def test_a_database_that_is_asked_for_stands_as_it_was_written(run: Callable[..., Run], tmp_path: Path) -> None:
    asked = tmp_path / "hasil.sqlite"
    first, written = run(export=asked), asked.read_bytes()
    assert first.judged == BLOCKS
    assert (run(export=asked), asked.read_bytes()) == (replace(first, judged=0), written)
    asked.write_bytes(written.replace(b"Mawar", b"Nawar"))
    assert (run(export=asked), asked.read_bytes()) == (first, written)


# --- tables as they were ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def parts(forms: Forms, offices: Offices) -> list[Gabungan]:
    """Of Mawar, and of a Puskesmas that sent nothing."""
    wanted, parts = Wanted(Path("output"), JANUARY, dt.datetime(2019, 2, 4), only_rollup=True), []
    for kode in ("mawar", "pkm"):
        done = month.block_told(wanted, (Block(Offices({kode: offices[kode]})), forms.get(kode, [])))
        assert done is not None
        parts.append(done.part)
    return parts


@pytest.mark.parametrize("name", TABLES)
def test_a_table_comes_back_to_the_last_bit(parts: list[Gabungan], name: str) -> None:
    for part in parts:
        table = getattr(part, name)
        again = columns.table_of(columns.said(table))
        pd.testing.assert_frame_equal(again, table, check_exact=True)
        assert [_values(again[column]) for column in again] == [_values(table[column]) for column in table]


def _values(column: pd.Series) -> list[tuple[type, str]]:
    values = column.cat.categories if isinstance(column.dtype, pd.CategoricalDtype) else column
    return [(type(value), repr(value)) for value in values]


@pytest.mark.parametrize(
    "table",
    [
        pd.DataFrame({"a": [dt.datetime(2019, 1, 1)]}),
        pd.DataFrame({"a": ["x", JANUARY]}),
        pd.DataFrame({"a": ["x", None]}),
        pd.DataFrame({"a": [1, 2]}, index=[1, 2]),
    ],
    ids=["a time", "a text and a month", "a gap among texts", "rows with names"],
)
def test_what_could_come_back_otherwise_is_not_kept(table: pd.DataFrame) -> None:
    with pytest.raises(ValueError):
        columns.said(table)


# --- as whole runs ---------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_second_command_says_and_writes_the_same(
    kantor: Path, iki: Iki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(kantor, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv(simpanan.VARIABLE, str(tmp_path.parent / "simpanan"))
    monkeypatch.setattr(workers, "WORTH_KEEPING", 1)
    command = ("proses", "--periode", "2019-01", "--hanya-rekap", "--waktu", "2019-02-04T09:00")
    rollup = tmp_path / "output" / "2019-01" / "IKI_2019-01_rekap.xlsx"
    without = iki(*command, "--tanpa-simpanan"), rollup.read_bytes()
    assert not (tmp_path.parent / "simpanan").exists()
    assert [(iki(*command), rollup.read_bytes()), (iki(*command), rollup.read_bytes())] == [without, without]
    assert [iki("periksa"), iki("periksa")] == [iki("periksa", "--tanpa-simpanan")] * 2
