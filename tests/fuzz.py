"""Filled forms spoilt at random, and small workbooks whose XML means something else: ``python -m tests.fuzz 2000 1``.

Whatever comes back, nothing but answers and temuan may come out of a form, and the two ways to look at a sheet must
agree. Of a workbook that is accepted, openpyxl and LibreOffice must see in every cell what we read. The script takes a
count and a seed, and prints how often each outcome occurred, again and again while it runs; what fails or differs is
kept as a file.
"""

from __future__ import annotations

import functools
import io
import itertools
import random
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import NamedTuple

from iki_excel.decree import load_catalog
from iki_excel.runs.checking import check_files
from iki_excel.workbooks import zipped
from iki_excel.workbooks.gate import Unreadable
from iki_excel.workbooks.openxml import Marks
from iki_excel.workbooks.openxml.any_sheet import look_at_any_sheet
from iki_excel.workbooks.openxml.styles import MOMENT, PLAIN, Styles
from iki_excel.workbooks.openxml.usual_sheet import look_at_usual_sheet
from tests import other_readers
from tests.forms import complete
from tests.grounds import DECREE
from tests.meanings import changed, small_workbooks
from tests.office import Office, available
from tests.other_readers import Sheets

DATA = Path(__file__).with_name("data")
SEEDS = (("trantib", "2019-01"), ("sekretaris", "2019-03"), ("tata_usaha", "2019-02"))
BY_LIBREOFFICE = ("2019-02/IKI_2019-02_ngronggot_pmd.xlsx", "2019-01/IKI_2019-01_ngronggot_tata_usaha.xlsx")
TOKENS = (
    b'r="XFD1048576"', b'r="A0"', b't="e"', b't="s"', b't="b"', b't="d"', b"<f>1+1</f>", b'count="4294967295"', b"\x00",
    b"&x;", b"]]>", b"<v>", b"</v>", b"<c>", b"</row>", b"<row>", b"1e999", b"nan", b"-1", b"99999999999999999999",
    b"\xff\xfe", b"<!DOCTYPE x>", b'encoding="utf-16"', b"#DIV/0!", b"<mergeCell ref='A1:XFD9'/>",
)  # fmt: skip


def _flip(content: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _drop(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randint(1, 200) :]


def _repeat(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at : at + chance.randint(1, 400)] * chance.randint(2, 20) + content[at:]


def _insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(TOKENS) + content[at:]


def _retype(content: bytes, chance: random.Random) -> bytes:
    """A digit somewhere becomes another number."""
    digits = [at for at, byte in enumerate(content) if 48 <= byte <= 57]
    if not digits:
        return _insert(content, chance)
    at = chance.choice(digits)
    return content[:at] + chance.choice((b"0", b"9", b"-7", b"99999", b"1048577", b"1e308")) + content[at + 1 :]


Spoil = Callable[[bytes, random.Random], bytes]
ON_ZIP: tuple[Spoil, ...] = (_flip, _cut, _drop, _repeat)
ON_PART: tuple[Spoil, ...] = (_flip, _cut, _drop, _repeat, _insert, _insert, _retype, _retype)


def _with_part_spoilt(content: bytes, chance: random.Random) -> bytes:
    source, written = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    chosen = chance.choice([name for name in source.namelist() if name.startswith(("xl/", "_rels", "[Content"))])
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            part = source.read(name)
            archive.writestr(name, chance.choice(ON_PART)(part, chance) if name == chosen else part)
    return written.getvalue()


def spoilt_forms(count: int, seed: int, folder: Path) -> Iterator[bytes]:
    """So many spoilt workbooks, the same for the same seed."""
    chance = random.Random(seed)
    whole = [complete(folder, jabatan, periode).read_bytes() for jabatan, periode in SEEDS]
    whole += [(DATA / name).read_bytes() for name in BY_LIBREOFFICE]
    for number in range(count):
        content = whole[number % len(whole)]
        if chance.random() < 0.3:
            yield chance.choice(ON_ZIP)(content, chance)
        else:
            yield _with_part_spoilt(content, chance)


def _hundreds(contents: Iterator[bytes]) -> Iterator[list[bytes]]:
    while together := list(itertools.islice(contents, 100)):
        yield together


def outcomes(count: int, seed: int, folder: Path) -> Iterator[Counter[str]]:
    """How often a spoilt form was used, or set aside for which reason, as it grows; read a hundred at a time."""
    catalog, settings, told = load_catalog(), DECREE.settings, Counter[str]()
    for together in _hundreds(spoilt_forms(count, seed, folder)):
        paths = [folder / f"{number}.xlsx" for number in range(len(together))]
        for path, content in zip(paths, together, strict=True):
            path.write_bytes(content)
        checked = check_files(paths, catalog, settings)
        told.update(alasan or "dipakai" for alasan in checked.files["alasan"])
        told["dua cara berbeda"] += sum(not all(map(agree, _sheets(content))) for content in together)
        yield told


# --- the two ways to look at a sheet ----------------------------------------------------------------------------------


STYLES = Styles((PLAIN,) * 13 + (MOMENT,) * 7 + (PLAIN,) * 40)
"""More of them than any of the forms has."""


def told_by_any(xml: bytes) -> Marks | None:
    """What the look at any sheet finds; None where it refuses."""
    try:
        return look_at_any_sheet(xml, STYLES).marks
    except (Unreadable, ValueError, LookupError):
        return None


def told_by_usual(xml: bytes) -> Marks | None:
    """What the look at usual sheets finds, or in its stead the other one; None where they refuse."""
    try:
        found = look_at_usual_sheet(xml, STYLES)
    except (Unreadable, ValueError, LookupError):
        return None
    return found.marks if found else told_by_any(xml)


@functools.lru_cache(maxsize=64)  # most sheets of a spoilt workbook are whole
def agree(xml: bytes) -> bool:
    """Whether both find the same."""
    return told_by_usual(xml) == told_by_any(xml)


def _sheets(content: bytes) -> Iterator[bytes]:
    """Every sheet that can be taken out of a spoilt workbook."""
    try:
        archive = zipped.open_zip(content)
        for name in archive.entries:
            if name.startswith("xl/worksheets/sheet"):
                yield archive.part(name)
    except Unreadable:
        return


# --- what other programs see ------------------------------------------------------------------------------------------


class Accepted(NamedTuple):
    """A workbook that came to pass, with what we read in it."""

    content: bytes
    read: Sheets
    marks: dict[str, Marks]


def mutants(seed: int) -> Iterator[bytes]:
    """Small workbooks without end, changed in what they mean or spoilt as the forms are; the same for the same seed."""
    chance, whole = random.Random(seed), small_workbooks()
    for number in itertools.count():
        content = whole[number % len(whole)]
        how = chance.randrange(20)
        if how == 0:
            yield chance.choice(ON_ZIP)(content, chance)
        elif how < 4:
            yield _with_part_spoilt(content, chance)
        else:
            yield changed(content, chance, chance.choice((1, 1, 1, 2, 2, 3)))


def accepted(contents: Iterable[bytes], told: Counter[str]) -> Iterator[Accepted]:
    """Those that are read; the others are counted by why they are not."""
    for content in contents:
        try:
            read, marks = other_readers.ours(content)
        except Unreadable as reason:
            told[reason.rule.kode] += 1
        else:
            told["dibaca"] += 1
            yield Accepted(content, read, marks)


def differences(one: Accepted, office: Office | None, path: Path) -> list[str]:
    """Where other programs see something else; LibreOffice, which reads from a path, is asked where it is given."""
    found = other_readers.unlike_openpyxl(one.content, one.read)
    if office is not None:
        path.write_bytes(one.content)
        found += other_readers.unlike_libreoffice(path, one.read, one.marks, office)
    return found


# --- for hours --------------------------------------------------------------------------------------------------------


def main(count: int = 2000, seed: int = 1) -> None:
    """Print how often each outcome occurred, keep what failed or differed: so many forms, then so many workbooks."""
    with tempfile.TemporaryDirectory() as name:
        told: Counter[str] = Counter()
        for told in outcomes_or_kept(count, seed, Path(name)):
            if told.total() % 2000 < 100:
                print(f"{told.total()} of {count}: {dict(told.most_common())}", flush=True)
        _print(told)
    with tempfile.TemporaryDirectory() as name, nullcontext() if available() else Office() as office:
        _print(_compared(count, seed, office, Path(name) / "mutant.xlsx"))


def _compared(count: int, seed: int, office: Office | None, path: Path) -> Counter[str]:
    """The outcomes of so many accepted workbooks; each difference is printed, and its workbook kept."""
    told: Counter[str] = Counter()
    for number, one in enumerate(itertools.islice(accepted(mutants(seed), told), count), start=1):
        for found in differences(one, office, path):
            told["berbeda"] += 1
            print(f"kept: {_keep(one.content, f'{seed}-{number}.xlsx')}: {found}", flush=True)
        if number % 500 == 0:
            print(f"{number} of {count} compared: {dict(told.most_common())}", flush=True)
    return told


def _print(told: Counter[str]) -> None:
    for outcome, times in told.most_common():
        print(f"{times:7} {outcome}", flush=True)


def _keep(content: bytes, name: str) -> Path:
    kept = Path(tempfile.gettempdir()) / f"iki-fuzz-{name}"
    kept.write_bytes(content)
    return kept


def outcomes_or_kept(count: int, seed: int, folder: Path) -> Iterator[Counter[str]]:
    """The outcomes; where an error comes out, each file alone is tried and the faulty one kept."""
    try:
        yield from outcomes(count, seed, folder)
    except BaseException:
        for path in sorted(folder.glob("[0-9]*.xlsx")):
            try:
                check_files([path], load_catalog(), DECREE.settings)
            except BaseException:
                print(f"kept: {_keep(path.read_bytes(), f'{seed}-{path.name}')}", flush=True)
        raise


if __name__ == "__main__":
    main(*(int(text) for text in sys.argv[1:3]))
