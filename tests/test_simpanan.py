"""What was read before is not read again; what is kept of it is never believed over the file, and never in the way."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

import iki_excel
from iki_excel.decree import Catalog
from iki_excel.decree.office import Office, Offices
from iki_excel.forms.reading import Record, find_files, workers
from iki_excel.forms.reading.workers import Readers
from iki_excel.forms.reading.workers.known import Known, remember
from iki_excel.workbooks import simpanan
from iki_excel.workbooks.opening import Sheets
from iki_excel.workbooks.opening.inside import open_content
from iki_excel.workbooks.openxml import Package
from iki_excel.workbooks.simpanan import Simpanan
from tests.forms import complete
from tests.grounds import KECIL

OTHER = dataclasses.replace(
    KECIL.settings, unit=dataclasses.replace(KECIL.settings.unit, kode="baru", nama="Kelurahan Baru")
)
BOTH = Offices({"contoh": Office(KECIL.catalog, KECIL.settings), "baru": Office(KECIL.catalog, OTHER)})

REFUSES_ALL = "import sys; sys.path[:] = sys.argv[1:]; import tests.deadly; tests.deadly.main_that_opens_nothing()"
"""A worker that can tell only of what is known."""


class Opens:
    """Opens workbooks, and counts them."""

    def __init__(self, *, is_refusing: bool = False) -> None:
        self.is_refusing, self.opened = is_refusing, 0

    def open(self, content: bytes) -> tuple[Sheets, Package]:
        self.opened += 1
        return open_content(content)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "simpanan" / simpanan.FILE_NAME


@pytest.fixture
def forms(tmp_path: Path) -> Path:
    """Two forms of one unit, one of another."""
    folder = tmp_path / "forms"
    complete(folder, "umum", "2019-01", name="a")
    complete(folder, "pelayanan", "2019-02", name="b")
    complete(folder, "umum", "2019-01", name="c", settings=OTHER)
    return folder


def look(
    place: Path | None, folder: Path, offices: Offices = BOTH, *, is_refusing: bool = False
) -> tuple[list[Record], int]:
    """What is told of all files of a folder, and how many workbooks were opened for it."""
    opens, known, kept = Opens(is_refusing=is_refusing), Known(offices, place), Simpanan(place)
    found = [known.answer(path, opens) for path in find_files([folder])]
    for one in found:
        remember(one, kept)
    kept.save()
    return [packed.record for one in found for packed in one.records], opens.opened


# --- what is read again ----------------------------------------------------------------------------------------------


def test_what_was_read_before_is_told_without_opening_it(place: Path, forms: Path) -> None:
    cold = look(None, forms)
    assert look(place, forms) == cold == (cold[0], 3)
    assert look(place, forms) == (cold[0], 0)


def test_a_form_of_which_a_byte_changed_is_read_again(place: Path, forms: Path) -> None:
    look(place, forms)
    before = (forms / "a.xlsx").stat()
    complete(forms, "umum", "2019-01", "pegawai | 7", name="a")
    os.utime(forms / "a.xlsx", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(place, forms) == (look(None, forms)[0], 1)


def test_another_name_is_another_file(place: Path, forms: Path) -> None:
    look(place, forms)
    (forms / "a.xlsx").rename(forms / "IKI_2019-04_contoh_umum.xlsx")
    assert look(place, forms) == (look(None, forms)[0], 1)


def test_when_a_file_arrived_is_asked_of_the_disk(place: Path, forms: Path) -> None:
    look(place, forms)
    os.utime(forms / "a.xlsx", (1_554_000_000, 1_554_000_000))
    records, opened = look(place, forms)
    assert (records[0].row["tiba"], opened) == ("2019-03-31T02:40:00", 0)
    assert records == look(None, forms)[0]


def otherwise_worded(catalog: Catalog) -> Catalog:
    first, *others = catalog.jabatan
    return dataclasses.replace(catalog, jabatan=(dataclasses.replace(first, nama=f"{first.nama} II"), *others))


def in_another_order(catalog: Catalog) -> Catalog:
    return dataclasses.replace(catalog, jabatan=catalog.jabatan[::-1])


@pytest.mark.parametrize("changed", [otherwise_worded, in_another_order])
def test_forms_of_a_unit_whose_decree_changed_are_read_again(
    place: Path, forms: Path, changed: Callable[[Catalog], Catalog]
) -> None:
    look(place, forms)
    offices = Offices({**BOTH, "baru": Office(changed(KECIL.catalog), OTHER)})
    assert look(place, forms, offices) == (look(None, forms, offices)[0], 1)


def test_what_an_office_decides_for_itself_changes_nothing_that_is_read(place: Path, forms: Path) -> None:
    look(place, forms)
    later = dataclasses.replace(OTHER, batas_kirim=9)
    assert look(place, forms, Offices({**BOTH, "baru": Office(KECIL.catalog, later)}))[1] == 0


def test_a_form_of_a_unit_that_is_listed_no_more_is_read_again(place: Path, forms: Path) -> None:
    look(place, forms)
    fewer = Offices({"contoh": BOTH["contoh"]})
    assert look(place, forms, fewer) == (look(None, forms, fewer)[0], 1)
    assert look(place, forms, fewer)[1] == 0
    assert look(place, forms, BOTH) == (look(None, forms)[0], 1)


def test_another_version_of_the_program_reads_all_again(
    place: Path, forms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look(place, forms)
    monkeypatch.setattr(iki_excel, "__version__", "9.9")
    simpanan._program.cache_clear()
    assert look(place, forms)[1] == 3
    simpanan._program.cache_clear()


def test_what_stops_a_reader_is_not_kept(place: Path, forms: Path) -> None:
    assert [look(place, forms, is_refusing=True)[1], look(place, forms)[1]] == [3, 3]


def test_an_archive_is_known_as_a_whole(place: Path, forms: Path) -> None:
    archive = forms / "sent.zip"
    with zipfile.ZipFile(archive, "w") as written:
        for name in ("a.xlsx", "b.xlsx"):
            path = forms / name
            written.write(path, name)
            path.unlink()
    cold = look(None, forms)
    assert [look(place, forms), look(place, forms)] == [cold, (cold[0], 0)]
    os.utime(archive, (1_554_000_000, 1_554_000_000))
    assert look(place, forms) == (look(None, forms)[0], 2)


# --- what is kept is never in the way --------------------------------------------------------------------------------


def cut_short(place: Path) -> None:
    place.write_bytes(place.read_bytes()[:5000])


def overwritten(place: Path) -> None:
    content = bytearray(place.read_bytes())
    content[200:] = b"\xff" * (len(content) - 200)
    place.write_bytes(content)


def no_database(place: Path) -> None:
    place.write_bytes(b"Ini bukan basis data." * 200)


def empty(place: Path) -> None:
    place.write_bytes(b"")


def deleted(place: Path) -> None:
    place.unlink()


def rows_changed(place: Path) -> None:
    with closing(sqlite3.connect(place)) as kept, kept:
        kept.execute("UPDATE simpanan SET isi = CAST(replace(CAST(isi AS TEXT), '2019', '2018') AS BLOB)")


def rows_exchanged(place: Path) -> None:
    with closing(sqlite3.connect(place)) as kept, kept:
        ((_, content), (other, _)) = kept.execute("SELECT kunci, isi FROM simpanan ORDER BY kunci LIMIT 2")
        kept.execute("UPDATE simpanan SET isi = ? WHERE kunci = ?", (content, other))
        kept.execute("DELETE FROM simpanan WHERE kunci NOT IN (?)", (other,))


def of_another_form(place: Path) -> None:
    with closing(sqlite3.connect(place)) as kept, kept:
        kept.execute("DROP TABLE simpanan")
        kept.execute("CREATE TABLE simpanan (isi TEXT)")
        kept.execute("PRAGMA user_version = 7")


DAMAGES = [cut_short, overwritten, no_database, empty, deleted, rows_changed, rows_exchanged, of_another_form]


@pytest.mark.parametrize("damaged", DAMAGES)
def test_what_is_damaged_is_not_believed_and_built_anew(
    place: Path, forms: Path, damaged: Callable[[Path], None]
) -> None:
    cold = look(place, forms)
    damaged(place)
    assert look(place, forms) == cold
    assert look(place, forms) == (cold[0], 0)


def test_while_another_program_holds_it_all_is_read(place: Path, forms: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simpanan, "PATIENCE", 0.01)
    cold = look(place, forms)
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert look(place, forms) == cold
    assert look(place, forms) == (cold[0], 0)


def test_where_it_cannot_be_written_all_is_read(tmp_path: Path, forms: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    place = tmp_path / "file" / simpanan.FILE_NAME
    assert [look(place, forms)[1], look(place, forms)[1]] == [3, 3]


def test_two_runs_at_once_keep_what_both_read(place: Path) -> None:
    one, other = Simpanan(place), Simpanan(place)
    for number in range(20):
        one.keep(b"a%d" % number, b"one")
        other.keep(b"b%d" % number, b"other")
        one.save()
        assert one.get(b"a%d" % number) == simpanan.Kept(b"one", is_noted=True)
        other.save()
    assert [kept and kept.content for kept in map(Simpanan(place).get, (b"a0", b"b19"))] == [b"one", b"other"]


def test_what_was_not_used_for_longest_goes_first(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simpanan, "MOST_BYTES", 2**20)
    kept, today = Simpanan(place), simpanan.SECONDS_OF_DAY * 20_000
    for day in range(40):
        monkeypatch.setattr(simpanan.time, "time", lambda day=day: today + day * simpanan.SECONDS_OF_DAY)
        kept.keep(b"%d" % day, bytes([day]) * 100_000)
        kept.note(b"0")
        kept.save()
    there = [day for day in range(40) if kept.get(b"%d" % day)]
    assert there == [0, *range(there[1], 40)]
    assert 5 <= len(there) <= 10
    assert place.stat().st_size < 2**20 + 2 * 100_000


def test_only_its_owner_may_read_it(place: Path, forms: Path) -> None:
    look(place, forms)
    assert [oct(one.stat().st_mode & 0o777) for one in (place.parent, place)] == ["0o700", "0o600"]


# --- where it is -----------------------------------------------------------------------------------------------------


def test_it_lies_in_the_cache_of_the_user_or_where_somebody_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(simpanan.VARIABLE, str(tmp_path))
    assert simpanan.place() == tmp_path / "simpanan.sqlite"
    monkeypatch.setenv(simpanan.VARIABLE, "")
    assert simpanan.place() is None
    monkeypatch.delenv(simpanan.VARIABLE)
    found = simpanan.place()
    assert found is not None and found.parts[-2:] in (("iki-excel", "simpanan.sqlite"), ("Cache", "simpanan.sqlite"))


# --- by the workers --------------------------------------------------------------------------------------------------


@pytest.fixture
def keeping(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where few files are worth it."""
    monkeypatch.setenv(simpanan.VARIABLE, str(place.parent))
    monkeypatch.setattr(workers, "WORTH_KEEPING", 1)
    yield


@pytest.mark.usefixtures("keeping")
def test_workers_tell_of_what_others_read(forms: Path) -> None:
    said = []
    for program in (workers.START, REFUSES_ALL):
        with Readers(1, program, simpanan=True) as readers:
            said.append([*readers.read(find_files([forms]), BOTH)])
    assert said[0] == said[1]
    assert [one.record for one in said[0]] == look(None, forms)[0]


@pytest.mark.usefixtures("keeping")
def test_who_does_without_reads_all_and_leaves_nothing(forms: Path, place: Path) -> None:
    with Readers(1) as readers:
        assert len([*readers.read(find_files([forms]), BOTH)]) == 3
    assert not place.exists()
