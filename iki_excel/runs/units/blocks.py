"""Units that are judged alike: by the same decree, targets, calendar and rules, from the same month on."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from iki_excel.decree.fingerprint import mark_of
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings
from iki_excel.words.frozen import frozen

MOST_UNITS = 100
"""So many are judged in one go: tables are large enough to be quick, and small beside what else is in memory."""


@frozen
class Block:
    """Some units that one office's settings judge, by their kode; who holds a jabatan may be another in each."""

    offices: Offices

    @property
    def kodes(self) -> tuple[str, ...]:
        """The units, in the order of their list."""
        return tuple(self.offices)

    @property
    def office(self) -> Office:
        """The decree and the settings that judge all of them."""
        return next(iter(self.offices.values()))


def blocks_of(offices: Offices, most: int = MOST_UNITS) -> Iterator[Block]:
    """All units, each in one block, with those that are judged as it is."""
    alike: dict[Hashable, list[str]] = {}
    marks: dict[tuple[int, ...], str] = {}
    for kode, office in offices.items():
        alike.setdefault(_judged_by(office, marks), []).append(kode)
    for kodes in alike.values():
        for some in _batched(kodes, most):
            yield Block(Offices({kode: offices[kode] for kode in some}, offices.is_one))


def _batched(kodes: list[str], most: int) -> Iterator[list[str]]:
    return (kodes[start : start + most] for start in range(0, len(kodes), most))


def _judged_by(office: Office, marks: dict[tuple[int, ...], str]) -> Hashable:
    """What two units have in common that are judged alike; what thousands of them share is marked once."""
    said = _judging(office.settings)
    same = tuple(map(id, said))
    if same not in marks:
        marks[same] = mark_of(said)
    return id(office.catalog), office.settings.unit.mulai, marks[same]


def _judging(settings: Settings) -> tuple[object, ...]:
    own = settings
    return own.target, own.batas_waktu, own.kalender, own.aturan, own.batas_kirim, own.pengecualian
