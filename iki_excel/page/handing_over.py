"""What Pengaturan says of a new name while months of that jabatan are not finished: they would change hands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from iki_excel.page.answers import NotThere
from iki_excel.page.asking import Asked, month_of
from iki_excel.words import bahasa

if TYPE_CHECKING:
    from iki_excel.decree import Catalog
    from iki_excel.runs.office import Office

FIELD = "ganti"
MOST_MONTHS = 4

CHANGES_HANDS = (
    "{siapa}: formulir {bulan} sudah masuk dan hasilnya belum dikirim, jadi rapornya memakai nama yang baru. Bila itu "
    "masih milik pejabat yang lama, isi lagi nama yang lama, selesaikan dan kirim dulu hasilnya, lalu ganti namanya."
)


def changing_hands(asked: Asked, office: Office | None, typed: Mapping[str, str], before: Mapping[str, str]) -> str:
    """What goes behind the address of the tab where saving what was typed gives unfinished months to somebody else; ""
    for none. To be asked before it is saved: then all that was read is still known.
    """
    if office is None:
        return ""
    told = [
        one for kode in office.catalog.kode if _is_other(kode, typed, before) and (one := _open(kode, asked, office))
    ]
    return f"&{urlencode({FIELD: ' '.join(told)})}" if told else ""


def _is_other(kode: str, typed: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether another person follows: neither the first name that is typed, nor other spaces in the same one."""
    key = f"pejabat.{kode}.nama"
    old, new = (" ".join(said.get(key, "").split()) for said in (before, typed))
    return key in typed and bool(old and new) and old != new


def _open(kode: str, asked: Asked, office: Office) -> str:
    from iki_excel.runs.monthly.hands import unfinished_of

    months = unfinished_of(kode, asked.place.folder, office, asked.memory.kept)
    return ",".join((kode, *months)) if months else ""


def warnings_of(asked: Asked, catalog: Catalog) -> list[str]:
    """The sentences of what stands behind an address; of what nobody knows nothing is said."""
    return [*_warnings(asked.query.get(FIELD, ""), catalog)]


def _warnings(told: str, catalog: Catalog) -> Iterator[str]:
    for one in told.split():
        kode, *months = one.split(",")
        if kode not in catalog or not months:
            continue
        try:
            words = [month_of(month).words for month in months]
        except NotThere:
            continue
        yield CHANGES_HANDS.format(siapa=catalog[kode].sheet, bulan=bahasa.some(words, MOST_MONTHS))
