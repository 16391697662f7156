"""A month of an office on its page alone: by mouse, by keyboard, and without script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path
from typing import Any

import pytest

from iki_excel.words.folders import FORMS, RESULTS
from tests import kiriman
from tests.browser import chromium, served, window
from tests.page_people import Person, Plain, Typist
from tests.page_states import NAME, SOUND, folder_of

pytestmark = pytest.mark.panjang

WRONG = 'umum 2019-03 "banyak"'
MENDED = f"perbaikan 7 dari {WRONG}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@contextmanager
def at_the_page(browser: Any, place: Path, kind: type[Person]) -> Iterator[Person]:
    """Somebody who double clicked, in an office that is set up and has done nothing yet."""
    folder = shutil.copytree(folder_of("kosong"), place / NAME)
    with chdir(folder), served(Path()) as page, window(browser, page, java_script_enabled=kind is not Plain) as opened:
        opened.page.get_by_role("heading", name="Maret 2019", exact=True).wait_for()
        yield kind(opened)
        assert (opened.said, opened.abroad) == ([], [])


def returned(place: Path, *whats: str) -> list[Path]:
    """Forms that came back, under the names that phones give."""
    folder = place / "Unduhan"
    folder.mkdir(exist_ok=True)
    paths = [folder / f"DOC-2019040{number}-WA.xlsx" for number in range(len(whats))]
    for path, what in zip(paths, whats, strict=True):
        path.write_bytes(kiriman.content(what))
    return paths


def a_month(person: Person, place: Path) -> None:
    """From no form to the recap, with one that is wrong at first."""
    assert person.next_act() == "Buat 3 formulir"
    person.does("Buat 3 formulir")
    person.sees("3 formulir Maret 2019 dibuat.")
    person.drops(returned(place, WRONG, *SOUND[1:]))
    person.sees("Pelayanan, Maret 2019: masuk.")
    assert person.next_act() == "Kirim perbaikan ke 1 orang"
    person.sends(returned(place, MENDED))
    person.sees("Umum, Maret 2019: perbaikan masuk, yang lama disimpan.")
    person.does("Buat rekap")
    person.sees("Rekap Maret 2019 sudah dibuat.")
    assert person.next_act() == "Lihat hasil, lalu kirim"


@pytest.mark.parametrize(
    ("kind", "klik", "tombol", "jatuhkan"), [(Person, 3, 0, 1), (Typist, 0, 52, 0), (Plain, 6, 0, 0)]
)
def test_a_month_from_no_form_to_the_recap(
    kind: type[Person], klik: int, tombol: int, jatuhkan: int, browser: Any, tmp_path: Path
) -> None:
    with at_the_page(browser, tmp_path, kind) as person:
        a_month(person, tmp_path)
        assert [person.count(one) for one in ("klik", "tombol", "jatuhkan")] == [klik, tombol, jatuhkan]
    assert len([*(tmp_path / NAME / FORMS).rglob("*.xlsx")]) == 3
    assert len([*(tmp_path / NAME / RESULTS / "2019-03").glob("*contoh.xlsx")]) == 1
