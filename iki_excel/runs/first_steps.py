"""The first iki.toml of an office from what was typed in three steps: checked as a whole, and then written at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from iki_excel.decree import BUILT_IN, Catalog, load_catalog
from iki_excel.decree.named_unit import ASKED
from iki_excel.decree.settings import FILE_NAME
from iki_excel.runs import starting
from iki_excel.runs.catalogues import Dropped
from iki_excel.runs.settings_file import KANTOR, PEJABAT, filled_in
from iki_excel.words.errors import OutputError
from iki_excel.words.folders import INBOX
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

KATALOG = "katalog.xlsx"
"""Under which name a catalogue of an office's own is kept."""

KODE = "unit.kode"
OTHER_KODE = "Kode masih “{kode}”, padahal nama kantornya lain. Tulis kode kantor ini, misalnya “{tempat}”."
OTHER_KATALOG = (
    f"{KATALOG} sudah ada di folder ini dan isinya lain, jadi tidak ditimpa. Ganti namanya atau pindahkan, lalu ulangi."
)


@frozen
class Draft:
    """What is to be written, and by field what is wrong with it, in the two steps in which one types."""

    text: str
    kantor: Mapping[str, str]
    pejabat: Mapping[str, str]


def catalog_of(katalog: Dropped | None) -> Catalog:
    """The catalogue that was dropped, where it can be used; else the built-in one."""
    return katalog.catalog if katalog and katalog.catalog else load_catalog(BUILT_IN)


def can_write(folder: Path) -> bool:
    """Whether anything can be kept in a folder, as far as the system says before one tries."""
    return os.access(folder, os.W_OK)


def drafted(
    kantor: Mapping[str, str], pejabat: Mapping[str, str], katalog: Dropped | None, month: Periode, folder: Path
) -> Draft:
    """The iki.toml that these steps make; ``month``: the one in which it is written. Nothing is written."""
    catalog, own = catalog_of(katalog), katalog is not None and katalog.catalog is not None
    begun = starting.commented(catalog, month, KATALOG if own else None)
    named, faults = filled_in(KANTOR, own_words(kantor, catalog), begun, folder, catalog, month.year)
    faults = faults or _kode_of_another(kantor, catalog)
    if faults:
        return Draft(begun, faults, {})
    text, wrong = filled_in(PEJABAT, pejabat, named, folder, catalog, month.year)
    return Draft(text, {}, wrong)


def begin(draft: Draft, katalog: Dropped | None, folder: Path) -> None:
    """Write the catalogue of an office's own, and then its iki.toml; OutputError where there is one by now."""
    with saving.turn(folder):
        starting.refuse_begun(folder)
        if katalog is not None and katalog.catalog is not None:
            _keep(katalog, folder / KATALOG)
        saving.make_folder(folder / INBOX)
        saving.save(folder / FILE_NAME, draft.text.encode(), over=saving.NOTHING)


def _keep(katalog: Dropped, path: Path) -> None:
    there = saving.read(path)
    if there is None:
        saving.save(path, katalog.content, over=saving.NOTHING)
    elif there != katalog.content:
        raise OutputError(OTHER_KATALOG)


def own_words(kantor: Mapping[str, str], catalog: Catalog) -> Mapping[str, str]:
    """What an office says of itself where its decree does not say the same, or said it before another was chosen."""
    decree, built_in = catalog.keputusan.unit, load_catalog(BUILT_IN).keputusan.unit
    told = {f"unit.{key}": {getattr(decree, key), getattr(built_in, key)} for key in ASKED if getattr(decree, key)}
    return {key: "" if typed.strip() in told.get(key, ()) else typed for key, typed in kantor.items()}


def with_own_place(kantor: Mapping[str, str], katalog: Dropped | None) -> Mapping[str, str]:
    """The same with the place of an office that changed its name alone: "Baron" of "Kecamatan Baron"."""
    decree, nama = catalog_of(katalog).keputusan.unit, kantor.get("unit.nama", "").strip()
    place = decree.place_in(nama) if nama else decree.tempat
    is_left = kantor.get("unit.tempat", "").strip() in ("", decree.tempat)
    return {**kantor, "unit.tempat": place} if is_left and place != nama else kantor


def _kode_of_another(kantor: Mapping[str, str], catalog: Catalog) -> dict[str, str]:
    """File names would carry the code of the decree's own office, though this is another."""
    decree = catalog.keputusan.unit
    nama, kode = kantor.get("unit.nama", "").strip(), kantor.get(KODE, "").strip()
    if not decree.kode or nama in ("", decree.nama) or kode not in ("", decree.kode):
        return {}
    tempat = "".join(sign for sign in decree.place_in(nama).lower() if sign.isascii() and sign.isalnum())
    return {KODE: OTHER_KODE.format(kode=decree.kode, tempat=tempat or "contoh")}
