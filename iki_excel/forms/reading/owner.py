"""Whose form a workbook is: what its Kode formulir says, whatever the name of the file or its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout
from iki_excel.forms.layout import Identity
from iki_excel.forms.reading.workbook import SetAside, Workbook
from iki_excel.words import bahasa, periods
from iki_excel.words.errors import PeriodError


def identify(workbook: Workbook, catalog: Catalog, settings: Settings) -> Identity:
    """The identity of a form of this unit and catalogue; SetAside where it is doubtful or another's."""
    sheet, code = _main_code(workbook)
    identity, right = layout.parse_kode_formulir(code)
    if identity is None or not right:
        raise SetAside("kode_salah", sheet=sheet, diketik=code)
    hidden = workbook.hidden_codes
    if hidden and code.casefold() not in {other.casefold() for other in hidden}:
        raise SetAside("kode_berbeda", sheet=sheet, diketik=code, tersembunyi=hidden[0])
    if identity.unit != settings.unit.kode:
        raise SetAside("unit_lain", sheet=sheet, diketik=identity.unit, diminta=settings.unit.kode)
    if identity.jabatan not in catalog:
        dekat = bahasa.nearest(identity.jabatan, catalog.kode)
        raise SetAside("jabatan_lain", sheet=sheet, diketik=identity.jabatan, dekat=dekat)
    return identity


FORM_NAME = re.compile(r"IKI_(?P<periode>\d{4}-\d{2})_(?P<unit>[a-z0-9]+)_(?P<jabatan>[a-z0-9_]+)", re.IGNORECASE)
"""How the file of a form is named; what follows the jabatan, as in "pmd (2)", may have been added by anybody."""


def other_form_in_name(path: Path, identity: Identity, catalog: Catalog) -> str | None:
    """The form that the file's name or folder speaks of, in words, where that is another one."""
    match = FORM_NAME.match(path.stem)
    month = _as_periode(match["periode"] if match else path.parent.name) or identity.periode
    named = match["jabatan"].lower() if match else identity.jabatan
    jabatan = max((kode for kode in catalog.kode if _is_name_of(named, kode)), key=len, default=identity.jabatan)
    if (jabatan, month) == (identity.jabatan, identity.periode):
        return None
    return form_words(catalog[jabatan].nama, month)


def _is_name_of(named: str, kode: str) -> bool:
    return named == kode or named.startswith(f"{kode}_")


def _as_periode(text: str) -> str | None:
    try:
        return periods.parse(text)
    except PeriodError:
        return None


def form_words(nama: str, periode: str) -> str:
    """A form as people speak of it."""
    return f"{nama}, {bahasa.month(periode)}"


def _main_code(workbook: Workbook) -> tuple[str, str]:
    """The one Kode formulir of the sheet Isian, with the sheet's present name."""
    main = {(sheet, code) for sheet, code in workbook.visible_codes if _is_main(code)}
    if not main:
        raise SetAside("kode_hilang", lembar=layout.ISIAN) if workbook.hidden_codes else SetAside("tanpa_kode")
    if len(main) > 1:
        sheets = sorted({sheet for sheet, _ in main})
        raise SetAside("kode_ganda", sheet=sheets[0], lembar=bahasa.listing(sheets))
    return main.pop()


def _is_main(code: str) -> bool:
    identity, _ = layout.parse_kode_formulir(code)
    return identity is not None and identity.lembar == layout.ISIAN.lower()


def sheets_of(workbook: Workbook, identity: Identity, lembar: Iterable[str]) -> dict[str, str]:
    """The present name of each sheet to fill."""
    return {name: sheet_of(workbook, identity, name) for name in lembar}


def refuse_other_version(identity: Identity) -> None:
    """Only forms of a version that can still be read."""
    if identity.versi not in layout.ACCEPTED_VERSIONS:
        accepted = bahasa.listing(map(str, layout.ACCEPTED_VERSIONS))
        raise SetAside("versi_lain", sheet=layout.ISIAN, diketik=identity.versi, diminta=accepted)


def sheet_of(workbook: Workbook, identity: Identity, lembar: str) -> str:
    """The sheet that carries the Kode formulir of this lembar, whatever it is called now."""
    wanted = Identity(identity.versi, identity.unit, identity.jabatan, identity.periode, lembar.lower()).kode_formulir
    found = sorted({sheet for sheet, code in workbook.visible_codes if code.casefold() == wanted.casefold()})
    if not found:
        is_there = lembar.casefold() in map(str.casefold, workbook.sheets)
        raise SetAside("kode_hilang" if is_there else "lembar_hilang", sheet=lembar, lembar=lembar)
    if len(found) > 1:
        raise SetAside("kode_ganda", sheet=found[0], lembar=bahasa.listing(found))
    return found[0]
