"""Whole forms are read in processes of their own: the same comes of it, whatever kills one of them."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings
from iki_excel.forms.reading import Record, find_files, read_each, reader_for
from iki_excel.forms.reading.packed import RULES, pack, unpack
from iki_excel.forms.reading.workers import Readers
from iki_excel.words.errors import IkiError
from iki_excel.words.rules import Rule
from iki_excel.workbooks import opening
from tests.deadly import ZIP
from tests.forms import complete, form
from tests.grounds import KECIL
from tests.test_opening import DEATHS, ends

DEADLY = "import sys; sys.path[:] = sys.argv[1:]; import tests.deadly; tests.deadly.main_of_forms()"
"""The real worker, but a file that says the name of a death dies of it."""

STOPPED = (
    "{} membuat program pembaca berhenti, jadi isinya tidak dibaca. Buka di Excel, simpan lagi sebagai .xlsx, lalu "
    "kirim ulang."
)


@pytest.fixture(scope="module")
def two() -> Iterator[Readers]:
    with Readers(2, DEADLY) as readers:
        yield readers


@pytest.fixture(scope="module")
def offices(catalog: Catalog, settings: Settings) -> Offices:
    return Offices.one(Office(catalog, settings))


OTHER = dataclasses.replace(
    KECIL.settings, unit=dataclasses.replace(KECIL.settings.unit, kode="baru", nama="Kelurahan Baru")
)


def read(readers: Readers, folder: Path, offices: Offices) -> list[Record]:
    return [packed.record for packed in readers.read(find_files([folder]), offices)]


def read_here(folder: Path, offices: Offices) -> list[Record]:
    (office,) = offices.values()
    with reader_for(None) as reader:
        return [record for path in find_files([folder]) for record in read_each(path, reader, *office)]


@pytest.fixture(scope="module")
def here(heap: Path, offices: Offices) -> list[Record]:
    """What is read of the heap in this process."""
    return read_here(heap, offices)


def told(records: Sequence[Record]) -> dict[str, str]:
    """By file what became of it, or the sentence that says why it is not used."""
    return {
        Path(one.row["file"]).name: one.row["nasib"] if one.row["nasib"] == "dipakai" else one.temuan[0]["pesan"]
        for one in records
    }


@pytest.fixture(scope="module")
def heap(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forms as they come: filled, blank, of a survey, wrongly filled, another's, in an archive, and what is none."""
    folder = tmp_path_factory.mktemp("heap")
    complete(folder, "umum", "2019-01", name="a")
    complete(folder, "pelayanan", "2019-02", name="b")
    form(folder, "ketertiban", "2019-01", name="blank")
    complete(folder, "umum", "2019-03", 'pegawai | "dua belas" | menyusul', name="odd")
    complete(folder, "umum", "2019-01", name="other", settings=OTHER)
    (folder / "cut.xlsx").write_bytes((folder / "a.xlsx").read_bytes()[:5_000])
    (folder / "note.pdf").write_bytes(b"%PDF-1.7")
    with zipfile.ZipFile(folder / "sent.zip", "w") as archive:
        archive.writestr("c.xlsx", (folder / "a.xlsx").read_bytes())
        archive.writestr("d.xlsx", ZIP)
    return folder


# --- a record as bytes -----------------------------------------------------------------------------------------------


def test_a_record_comes_back_as_it_was(here: list[Record]) -> None:
    assert [unpack(pack(one)) for one in here] == here
    assert [repr(unpack(pack(one))) for one in here] == [*map(repr, here)]


def test_whatever_reading_tells_of_can_be_sent() -> None:
    rooms = ("iki_excel.forms.reading", "iki_excel.workbooks", "iki_excel.decree.fields")
    modules = [module for name, module in sys.modules.items() if name.startswith(rooms)]
    assert {one for module in modules for one in vars(module).values() if isinstance(one, Rule)} == {*RULES.values()}


# --- many files ------------------------------------------------------------------------------------------------------


def test_processes_read_what_is_read_here(heap: Path, offices: Offices, two: Readers, here: list[Record]) -> None:
    assert read(two, heap, offices) == here


def test_each_file_is_told_in_the_order_of_the_paths(heap: Path, offices: Offices, two: Readers) -> None:
    said: list[tuple[int, int, str]] = []
    paths = [*reversed(find_files([heap]))]
    files = [one.file for one in two.read([*paths, heap / "~$a.xlsx", paths[0]], offices, lambda *n: said.append(n))]
    assert files == [name for path in paths for name in _named(path)]
    assert said == [(done, len(paths), path.name) for done, path in enumerate(paths, start=1)]


def _named(path: Path) -> list[str]:
    return [f"{path}/c.xlsx", f"{path}/d.xlsx"] if path.suffix == ".zip" else [str(path)]


def test_who_wants_no_more_leaves_nothing_behind(
    heap: Path, offices: Offices, two: Readers, here: list[Record]
) -> None:
    first = next(iter(two.read(find_files([heap]), offices)))
    assert first.record == here[0]
    assert read(two, heap, offices) == here


# --- many units ------------------------------------------------------------------------------------------------------


def test_a_form_is_read_by_the_unit_that_it_names(heap: Path, offices: Offices, two: Readers) -> None:
    both = Offices({**offices, "baru": Office(offices["contoh"].catalog, OTHER)})
    found = [*two.read([heap / "a.xlsx", heap / "other.xlsx"], both)]
    assert [(Path(one.file).name, one.unit) for one in found] == [("a.xlsx", "contoh"), ("other.xlsx", "baru")]
    assert [one.record.row["nasib"] for one in found] == ["dipakai", "dipakai"]


def test_a_form_of_a_unit_that_is_not_listed_is_told(heap: Path, offices: Offices, two: Readers) -> None:
    listed = Offices(offices.by_kode)
    (found,) = [one.record for one in two.read([heap / "other.xlsx"], listed)]
    assert told([found]) == {
        "other.xlsx": "other.xlsx milik unit “baru”, yang tidak ada dalam daftar unit. Periksa kodenya, atau tambahkan "
        "unitnya ke daftar unit."
    }


# --- what dies -------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
@pytest.mark.parametrize("death", DEATHS)
def test_a_form_that_kills_its_reader_costs_itself_alone(
    death: str, heap: Path, offices: Offices, tmp_path: Path
) -> None:
    for name in ("a", "b", "d", "e"):
        (tmp_path / f"{name}.xlsx").write_bytes((heap / "a.xlsx").read_bytes())
    (tmp_path / "c.xlsx").write_bytes(ZIP + death.encode())
    with Readers(1, DEADLY, longest=2 if death == "loop" else 20) as readers:
        found = read(readers, tmp_path, offices)
    assert told(found) == {
        "a.xlsx": "dipakai",
        "b.xlsx": "dipakai",
        "c.xlsx": STOPPED.format("c.xlsx"),
        "d.xlsx": "dipakai",
        "e.xlsx": "dipakai",
    }
    assert found[2].row["sha256"] == hashlib.sha256(ZIP + death.encode()).hexdigest()


def test_what_kills_its_reader_in_an_archive_costs_no_other_file_in_it(
    heap: Path, offices: Offices, two: Readers, tmp_path: Path
) -> None:
    with zipfile.ZipFile(tmp_path / "sent.zip", "w") as archive:
        archive.writestr("a.xlsx", (heap / "a.xlsx").read_bytes())
        archive.writestr("b.xlsx", ZIP + b"abort")
        archive.writestr("c.xlsx", (heap / "b.xlsx").read_bytes())
    assert told(read(two, tmp_path, offices)) == {
        "a.xlsx": "dipakai",
        "b.xlsx": STOPPED.format("b.xlsx"),
        "c.xlsx": "dipakai",
    }


@pytest.mark.panjang
@pytest.mark.parametrize("moment", [0, 3])
def test_a_reader_that_is_killed_costs_nothing(moment: int, heap: Path, offices: Offices, here: list[Record]) -> None:
    found = []
    with Readers(2, DEADLY) as readers:
        for number, packed in enumerate(readers.read(find_files([heap]), offices)):
            if number == moment:
                os.kill(pids(readers)[0], signal.SIGKILL)
            found.append(packed.record)
    assert found == here


def pids(readers: Readers) -> list[int]:
    return [process._worker.pid for process in readers._processes if process._worker]


def test_a_reader_that_cannot_start_stops_the_run_with_a_sentence(heap: Path, offices: Offices) -> None:
    with Readers(1, "raise SystemExit(3)") as readers, pytest.raises(IkiError) as stopped:
        read(readers, heap, offices)
    assert str(stopped.value) == "Program pembaca tidak dapat dijalankan. Pasang iki lagi, atau izinkan di antivirus."


# --- processes -------------------------------------------------------------------------------------------------------


def test_a_reader_needs_no_pandas() -> None:
    script = "import sys, iki_excel.forms.reading.workers.__main__; print({'numpy', 'pandas'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert done.stdout == "set()\n"


def test_nothing_is_left_after_the_last_file(heap: Path, offices: Offices) -> None:
    with Readers(1, DEADLY) as readers:
        read(readers, heap, offices)
        (pid,) = pids(readers)
    assert ends(pid)


ROOT = Path(opening.__file__).parents[3]
SCRIPT = f"""
import os, signal
from pathlib import Path
from iki_excel.decree.office import Offices
from iki_excel.forms.reading.workers import Readers
signal.signal(signal.SIGINT, signal.default_int_handler)  # which a test started in the background would not have
with Readers(2, {DEADLY!r}) as readers:
    found = readers.read([Path("FOLDER/a.xlsx"), Path("FOLDER/loop.xlsx"), Path("FOLDER/b.xlsx")], Offices({{}}))
    next(found)
    print(*[process._worker.pid for process in readers._processes], flush=True)
"""


@pytest.fixture
def endless(tmp_path: Path, heap: Path) -> str:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xlsx").write_bytes((heap / "a.xlsx").read_bytes())
    (tmp_path / "loop.xlsx").write_bytes(ZIP + b"loop")
    return SCRIPT.replace("FOLDER", str(tmp_path))


@pytest.mark.panjang
def test_readers_end_when_the_other_side_is_killed(endless: str) -> None:
    """The one that is at a file without an end is ended by its own alarm, which is far off for a test."""
    script = endless.replace("FOLDER/loop.xlsx", "FOLDER/a.xlsx") + "    os.kill(os.getpid(), 9)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False, timeout=30)
    assert done.returncode == -signal.SIGKILL
    assert any(map(ends, map(int, done.stdout.split())))


@pytest.mark.panjang
def test_ctrl_c_ends_all_while_a_file_never_ends(endless: str) -> None:
    command = [sys.executable, "-c", endless + "    [*found]"]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        workers = [*map(int, running.stdout.readline().split())]
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(timeout=60) == -signal.SIGINT
        assert running.stderr.read().endswith(b"KeyboardInterrupt\n")
    assert all(map(ends, workers))
