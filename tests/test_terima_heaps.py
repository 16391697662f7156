"""``iki terima`` over random heaps: nothing is lost, the right version stands, and a second run changes nothing."""

from __future__ import annotations

import functools
import io
import os
import random
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.office import Offices
from iki_excel.decree.settings import Settings
from iki_excel.forms.gathering.duplicates import DIFFERING_COLUMNS
from iki_excel.forms.layout import form_path
from iki_excel.forms.reading import record
from iki_excel.forms.reading.record import Record
from iki_excel.forms.reading.workbook import open_workbook
from iki_excel.judging import answers
from iki_excel.runs.receiving import Arrival, Received, fates, heap, recognising, take
from iki_excel.words import folders
from tests.kiriman import content, seen
from tests.story_data import DATA, settings_of_the_example

HEAPS, PARTS = 160, 4
FORMS = [(jabatan, month) for jabatan in ("umum", "ketertiban") for month in ("2018-12", "2019-01", "2019-02")]
STRANGERS = ("foto", "pdf", "bersandi", "teks", "excel lama", "apa pun", "kosong", "url")
NAMES = (
    "DOC-2019-{}.sheet",
    "formulir {}",
    "IKI_2019-01_contoh_umum ({}).xlsx",
    "{}.zip",
    "unduhan/{}.bin",
    "x/y/{}.XLSX",
)
INBOX = Path("kotak_masuk")


class Version(NamedTuple):
    """A version of a form: what it is (tests/kiriman), when it was saved, and which version it was made from."""

    what: str
    saved: str
    made_from: str = ""


def versions(jabatan: str, month: str) -> list[Version]:
    """Two that differ; one with a mistake, its correction, which has another one, and that of this."""
    faulty = f'{jabatan} {month} "tujuh"'
    first = f'perbaikan "delapan" dari {faulty}'
    return [
        Version(f"{jabatan} {month} 5 disimpan 2019-01-30 08:00", "2019-01-30"),
        Version(f"{jabatan} {month} 6 disimpan 2019-02-02 20:00", "2019-02-02 20"),
        Version(faulty, "2019-02-01"),
        Version(first, "2019-02-02", faulty),
        Version(f"perbaikan 9 dari {first}", "2019-02-03", first),
    ]


class Heap:
    """Files that came, and what stood in the months before them, of one seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.numbers = iter(range(1000))
        self.came: dict[tuple[str, str], set[Version]] = {form: set() for form in FORMS}
        self.files: dict[str, bytes] = {}
        self.stood: dict[str, bytes] = {}
        for form in FORMS:
            self._form(*form)
        for _ in range(self.chance.randrange(4)):
            self._lay(content(self.chance.choice(STRANGERS)))
        self._pack()

    def write(self) -> None:
        """Lay it into the present folder, each file with a time of its own."""
        for name, told in {**self.files, **self.stood}.items():
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(told)
            moment = 1_549_000_000 + self.chance.randrange(10**6)
            os.utime(path, (moment, moment))

    def right(self, form: tuple[str, str]) -> set[bytes]:
        """What may stand in its place: the version saved last of those that nobody mended; b"" for nothing."""
        own = self.came[form]
        mended = {version.made_from for version in own}
        tips = [version for version in own if version.what not in mended]
        return {content(max(tips, key=lambda tip: tip.saved).what)} if tips else {b"", content(self._blank(form))}

    def _form(self, jabatan: str, month: str) -> None:
        form, chance = (jabatan, month), self.chance
        for version in versions(*form):
            if chance.random() < 0.25:
                self.came[form].add(version)
                for _ in range(chance.choice((1, 1, 2))):
                    self._lay(content(version.what))
        if chance.random() < 0.3:
            self._lay(content(self._blank(form)))
        if chance.random() < 0.4:
            self._stand(form)

    def _stand(self, form: tuple[str, str]) -> None:
        """Something stood in its month: a blank form, or a version, under its right name or another one."""
        right = form_path(Path("input_templates"), "contoh", *form)
        version = self.chance.choice([None, *versions(*form)])
        name = right if self.chance.random() < 0.7 else right.with_name(f"{form[0]} (1).xlsx")
        if version:
            self.came[form].add(version)
        self.stood[name.as_posix()] = content(version.what if version else self._blank(form))

    def _blank(self, form: tuple[str, str]) -> str:
        return "kosong {} {}".format(*form)

    def _lay(self, told: bytes) -> None:
        self.files[f"{INBOX}/{self.chance.choice(NAMES).format(next(self.numbers))}"] = told

    def _pack(self) -> None:
        """Some of it came in a zip."""
        packed = [name for name in self.files if self.chance.random() < 0.2]
        if packed:
            written = io.BytesIO()
            with zipfile.ZipFile(written, "w") as archive:
                for name in packed:
                    archive.writestr(zipfile.ZipInfo(Path(name).name, (2019, 2, 4, 7, 30, 0)), self.files.pop(name))
            self.files[f"{INBOX}/kiriman.zip"] = written.getvalue()


FILE = answers.COLUMNS.index("file")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The same bytes are read once, however often and under whatever name they come; nobody looks at what differs, and
    nobody waits for the disk."""
    known: dict[str, Record] = {}

    def once(one: Record, workbook: Any, offices: Offices) -> None:
        mark = one.row["sha256"]
        if mark not in known:
            read_into(one, workbook, offices)
            known[mark] = one
            return
        before = known[mark]
        own = {name: one.row[name] for name in ("file", "arsip", "tiba")}
        one.row.update(before.row | own)
        one.cells.extend((*cell[:FILE], own["file"], *cell[FILE + 1 :]) for cell in before.cells)

    read_into = record._read_into
    monkeypatch.setattr(record, "_read_into", once)
    monkeypatch.setattr(record, "open_workbook", functools.cache(lambda content, _: open_workbook(content, _)))
    monkeypatch.setattr(recognising, "differing_cells", lambda *_: pd.DataFrame(columns=DIFFERING_COLUMNS))
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.chdir(tmp_path)


def under(found: dict[str, tuple[bytes, int]], *folders: str) -> dict[str, tuple[bytes, int]]:
    return {name: told for name, told in found.items() if name.startswith(folders)}


def mistakes(heap: Heap, before: dict[str, tuple[bytes, int]], received: Received) -> Iterator[str]:
    """What is not as it has to be after a heap was taken."""
    after = seen()
    if under(after, "kotak_masuk") != under(before, "kotak_masuk"):
        yield "a source changed"
    there = under(after, "input_templates", "riwayat")
    blank = {content(f"kosong {jabatan} {month}") for jabatan, month in FORMS}
    lost = [name for name, told in under(before, "input_templates").items() if told not in there.values()]
    yield from (f"{name} is lost" for name in lost if before[name][0] not in blank)
    for form in FORMS:
        right = form_path(Path("input_templates"), "contoh", *form)
        filled = [told for name, (told, _) in there.items() if name.startswith(right.parent.as_posix())]
        own = [told for told in filled if told in {content(version.what) for version in versions(*form)}]
        if not set(own or [b""]) <= heap.right(form):
            yield f"{form}: another version stands there"
    if any(one.fate in (fates.GAGAL, fates.DUA_VERSI) for one in received.receipts):
        yield "something was left over"


def taken(catalog: Catalog, settings: Settings, **how: Any) -> Received:
    """All that lies there, taken."""
    return take([*map(Arrival, heap([INBOX], Path(folders.FORMS), Path(folders.KEPT_FORMS)))], catalog, settings, **how)


def all_mistakes(seeds: Iterable[int], catalog: Catalog, settings: Settings) -> list[tuple[int, str]]:
    """What went wrong with which heap, taken without and with a choice, and each of this twice."""
    take = functools.partial(taken, catalog, settings)
    found = []
    for seed in seeds:
        heap = Heap(seed)
        heap.write()
        before, told = seen(), []
        for choose in (fates.leave, fates.latest):
            received = take(choose=choose)
            after = seen()
            take(choose=choose)
            told += [] if seen() == after else [f"a second run changed something ({choose.__name__})"]
        found += [(seed, one) for one in (*told, *mistakes(heap, before, received))]
        for folder in Path().iterdir():
            shutil.rmtree(folder)
    return found


@pytest.mark.panjang
@pytest.mark.parametrize("part", range(PARTS))
def test_of_random_heaps_nothing_is_lost_and_the_right_version_stands(
    quick: None, catalog: Catalog, settings: Settings, part: int
) -> None:
    assert all_mistakes(range(part, HEAPS, PARTS), catalog, settings) == []


@pytest.mark.panjang
def test_so_it_is_of_heaps_that_are_read_each_time(
    catalog: Catalog, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert all_mistakes(range(HEAPS, HEAPS + 5), catalog, settings) == []


@pytest.mark.decree
def test_a_heap_of_forms_that_libreoffice_saved_is_sorted_and_read_as_before(
    decree: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings, forms = settings_of_the_example(tmp_path, decree), sorted(DATA.rglob("*.xlsx"))
    for number, path in enumerate(random.Random(12).sample(forms, len(forms))):
        heaped = INBOX / f"{number % 4}" / f"DOC-{number}.{'sheet' if number % 2 else 'zip'}"
        heaped.parent.mkdir(parents=True, exist_ok=True)
        heaped.write_bytes(path.read_bytes())
    received = taken(decree, settings)
    assert {one.fate for one in received.receipts} == {fates.MASUK}
    there = {name.removeprefix("input_templates/"): told for name, (told, _) in under(seen(), "input").items()}
    assert there == {path.relative_to(DATA).as_posix(): path.read_bytes() for path in forms}
