"""Whose form a workbook is: what its Kode formulir says, whatever the name of the file or its folder."""

from __future__ import annotations

from iki_excel import bahasa, layout
from iki_excel.catalog import Catalog
from iki_excel.layout import Identity
from iki_excel.reading.opening import SetAside, Workbook
from iki_excel.settings import Settings


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


def _main_code(workbook: Workbook) -> tuple[str, str]:
    """The one Kode formulir of the sheet Isian, with the sheet's present name."""
    main = {(sheet, code) for sheet, code in workbook.visible_codes if _is_main(code)}
    if not main:
        raise SetAside("tanpa_kode")
    if len(main) > 1:
        sheets = sorted({sheet for sheet, _ in main})
        raise SetAside("kode_ganda", sheet=sheets[0], lembar=bahasa.listing(sheets))
    return main.pop()


def _is_main(code: str) -> bool:
    identity, _ = layout.parse_kode_formulir(code)
    return identity is not None and identity.lembar == layout.ISIAN.lower()


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
        raise SetAside("lembar_hilang", sheet=lembar, lembar=lembar)
    if len(found) > 1:
        raise SetAside("kode_ganda", sheet=found[0], lembar=bahasa.listing(found))
    return found[0]
