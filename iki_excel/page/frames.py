"""What stands around every page: whose it is, where one can go, and which command does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iki_excel.page.answers import Page
from iki_excel.page.asking import Place
from iki_excel.page.membuka import month_after
from iki_excel.page.memory import Memory
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

if TYPE_CHECKING:
    from iki_excel.runs.office import Office

BULAN, KOTAK_MASUK, HASIL, KOTAK_KELUAR, PENGATURAN, SELESAI = (
    "Bulan", "Kotak masuk", "Hasil", "Kotak keluar", "Pengaturan", "Selesai",
)  # fmt: skip


@frozen
class Entry:
    """One entry of the navigation; ``count``: how much waits there, 0 for nothing."""

    label: str
    address: str
    is_here: bool = False
    count: int = 0


@frozen
class Frame:
    """``kantor``: the name of the office, "" where nothing of it is to be said; ``entries``: none then."""

    kantor: str = ""
    entries: tuple[Entry, ...] = ()
    perintah: str = ""
    hari_ini: str = ""
    folder: str = ""
    ends: Entry | None = None


def frame_of(place: Place, memory: Memory, page: Page) -> Frame:
    """The frame of a page of an office; SettingsError, CatalogError."""
    if not place.has_settings():
        return Frame(folder=place.name)
    today, office = place.today(), memory.kept.office(place.folder)
    month = page.month or month_after(today, office.settings.unit.mulai)
    counts = _counts(place, office, memory) if page.month or page.here == KOTAK_KELUAR else {}
    entries = tuple(
        Entry(label, address, label == page.here, counts.get(label, 0)) for label, address in _addresses(month)
    )
    ends = Entry(SELESAI, "/selesai", page.here == SELESAI)
    return Frame(office.settings.unit.nama, entries, page.perintah, bahasa.date(today), place.name, ends)


def _counts(place: Place, office: Office, memory: Memory) -> dict[str, int]:
    """What came and is not in its month yet, and the letters that need a person. Only pages of a month and that of the
    letters look: they read the folder anyway.
    """
    from iki_excel.runs import outbox
    from iki_excel.runs.monthly.inbox import undecided

    return {
        KOTAK_MASUK: undecided(place.folder, office, memory.kept),
        KOTAK_KELUAR: len(outbox.for_a_person(place.folder)),
    }


def _addresses(month: str) -> tuple[tuple[str, str], ...]:
    return (
        (BULAN, f"/b/{month}"),
        (KOTAK_MASUK, "/kotak-masuk"),
        (HASIL, f"/b/{month}/hasil"),
        (KOTAK_KELUAR, "/kotak-keluar"),
        (PENGATURAN, "/pengaturan/kantor"),
    )
