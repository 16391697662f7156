"""Whose form a workbook is: what its Kode formulir says, whatever the name of the file or its folder."""

from __future__ import annotations

from collections.abc import Container
from pathlib import Path

from iki_excel.decree import Catalog, sheet_names
from iki_excel.decree.office import Office, Offices
from iki_excel.forms import layout
from iki_excel.forms.layout import Identity
from iki_excel.forms.reading.decree import other_decree
from iki_excel.forms.reading.sheets import CODE_GONE, CODE_TWICE
from iki_excel.forms.reading.workbook import SetAside, Workbook
from iki_excel.words import bahasa
from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, PERINGATAN, Rule

TO_BE_WRITTEN = "…"
"""What stands for a name that nobody knew yet begins with it."""

NO_CODE = Rule(
    "tanpa_kode",
    GALAT,
    arti="Kode formulir tidak ditemukan.",
    pesan="{file} tidak memuat Kode formulir, jadi bukan formulir isian.",
    saran="Pakai formulir yang dibagikan kantor, lalu ketik isinya di situ.",
    ringkas="tidak memuat Kode formulir, jadi bukan formulir isian",
    contoh="Buku kerja buatan sendiri dengan judul kolom yang mirip",
    saran_pengolah="Formulir ditulis dengan “iki template”.",
)
OWN_REPORT = Rule(
    "rekap_iki",
    GALAT,
    arti="Rekap dari “iki proses”, bukan formulir.",
    pesan="{file} adalah rekap hasil, bukan formulir.",
    saran="Pakai formulirnya.",
    ringkas="rekap hasil, bukan formulir",
    contoh="“iki periksa output/2019-03/IKI_2019-03_contoh.xlsx”",
)
REPORT_SHEETS = {sheet_names.RINGKASAN, sheet_names.REKAP, sheet_names.KELENGKAPAN, sheet_names.DATA}
CODE_WRONG = Rule(
    "kode_salah",
    GALAT,
    arti="Angka periksa Kode formulir tidak cocok.",
    pesan="Kode formulir “{diketik}” berubah: angka periksanya tidak cocok.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="angka periksa Kode formulirnya tidak cocok",
    contoh="Bulan pada Kode formulir di Isian!I5 diganti dengan tangan",
)
CODES_DIFFER = Rule(
    "kode_berbeda",
    GALAT,
    arti="Kode formulir yang terlihat berbeda dari catatan tersembunyi.",
    pesan="Kode formulir yang terlihat “{diketik}” berbeda dari catatan tersembunyi di berkasnya “{tersembunyi}”.",
    saran="Salin isinya ke formulir yang benar.",
    ringkas="Kode formulirnya berbeda dari catatan tersembunyi",
    contoh="Lembar Isian dari formulir Maret ditempel ke dalam formulir April",
)
OTHER_UNIT = Rule(
    "unit_lain",
    GALAT,
    arti="Formulir milik unit lain.",
    pesan="{file} milik unit “{diketik}”, sedangkan yang diolah “{diminta}”.",
    saran="Kembalikan kepada unitnya.",
    ringkas="milik unit lain",
    contoh="Formulir kantor lain di folder yang diolah",
)
UNLISTED_UNIT = Rule(
    "unit_tidak_terdaftar",
    GALAT,
    arti="Formulir milik unit yang tidak ada dalam daftar unit.",
    pesan="{file} milik unit “{diketik}”, yang tidak ada dalam daftar unit.",
    saran="Periksa kodenya, atau tambahkan unitnya ke daftar unit.",
    ringkas="milik unit yang tidak ada dalam daftar unit",
    contoh="Formulir kecamatan lain di antara formulir kecamatan-kecamatan yang terdaftar",
)
UNKNOWN_JABATAN = Rule(
    "jabatan_lain",
    GALAT,
    arti="Jabatan pada kode tidak ada dalam katalog.",
    pesan="{file} untuk jabatan “{diketik}” yang tidak ada dalam katalog.",
    saran="{dekat}",
    ringkas="jabatannya tidak ada dalam katalog",
    contoh="Formulir yang dibuat dengan katalog lain",
)
OTHER_VERSION = Rule(
    "versi_lain",
    GALAT,
    arti="Versi formulir tidak dikenal.",
    pesan="{file} memakai versi formulir {diketik}, padahal yang diterima versi {diminta}.",
    saran="Salin isinya ke formulir yang baru.",
    ringkas="versi formulirnya tidak dikenal",
    contoh="Formulir dari program iki yang lebih baru",
)
NAME_DIFFERS = Rule(
    "nama_berbeda",
    PERINGATAN,
    arti="Nama berkas menyebut formulir lain daripada kodenya.",
    pesan="{file} dinamai seperti formulir {menurut_nama}, padahal Kode formulirnya {menurut_kode}.",
    saran="Yang dipakai kodenya; periksa apakah ini formulir yang dimaksud.",
    ringkas="dinamai seperti formulir {menurut_nama}",
    contoh="IKI_2019-04_contoh_pmd.xlsx yang isinya formulir Maret 2019",
)


def identify(workbook: Workbook, offices: Offices) -> tuple[Identity, Office]:
    """The identity of a form, and the office that it is read by; SetAside where it is doubtful or of no office."""
    sheet, code = _main_code(workbook)
    identity, right = layout.parse_kode_formulir(code)
    if identity is None or not right:
        raise SetAside(CODE_WRONG, sheet, diketik=code)
    hidden = workbook.hidden_codes
    if hidden and code.casefold() not in {other.casefold() for other in hidden}:
        raise SetAside(CODES_DIFFER, sheet, diketik=code, tersembunyi=hidden[0])
    if identity.unit not in offices:
        raise _of_no_office(identity.unit, sheet, offices)
    catalog, _ = office = offices[identity.unit]
    if identity.jabatan not in catalog and identity.sidik:
        raise other_decree(workbook, identity, catalog)
    if identity.jabatan not in catalog:
        dekat = bahasa.nearest(identity.jabatan, catalog.kode)
        raise SetAside(UNKNOWN_JABATAN, sheet, diketik=identity.jabatan, dekat=dekat)
    return identity, office


def _of_no_office(unit: str, sheet: str, offices: Offices) -> SetAside:
    if offices.is_one:
        return SetAside(OTHER_UNIT, sheet, diketik=unit, diminta=next(iter(offices)))
    return SetAside(UNLISTED_UNIT, sheet, diketik=unit)


def hidden_owner(workbook: Workbook, offices: Offices) -> dict[str, str]:
    """Whose form it is by its hidden record alone, enough to know that it came; nothing where that is doubtful."""
    identity, right = layout.parse_kode_formulir(workbook.hidden_codes[0] if len(workbook.hidden_codes) == 1 else "")
    office = offices.get(identity.unit) if identity and right else None
    if identity is None or office is None or identity.jabatan not in office.catalog:
        return {}
    return {"unit": identity.unit, "periode": identity.periode, "jabatan": identity.jabatan}


def other_form_in_name(path: Path, identity: Identity, catalog: Catalog) -> str | None:
    """The form that the file's name or folder speaks of, in words, where that is another one."""
    match = layout.FORM_NAME.match(path.stem)
    month = _as_periode(match["periode"] if match else path.parent.name) or identity.periode
    named = match["jabatan"].lower() if match else identity.jabatan
    jabatan = max((kode for kode in catalog.kode if _is_name_of(named, kode)), key=len, default=identity.jabatan)
    if (jabatan, month) == (identity.jabatan, identity.periode):
        return None
    return form_words(catalog[jabatan].nama, month)


def month_in_name(path: Path, units: Container[str]) -> Periode | None:
    """The month that a file's name, else its folder's, speaks of; None for a form that is named as another unit's."""
    match = layout.FORM_NAME.match(path.stem)
    if match and match["unit"].lower() not in units:
        return None
    return _as_periode(match["periode"] if match else path.parent.name)


def _is_name_of(named: str, kode: str) -> bool:
    return named == kode or named.startswith(f"{kode}_")


def _as_periode(text: str) -> Periode | None:
    try:
        return Periode.month(text)
    except PeriodError:
        return None


def form_words(nama: str, periode: str) -> str:
    """A form as people speak of it."""
    return f"{nama}, {Periode(periode).words}"


def _main_code(workbook: Workbook) -> tuple[str, str]:
    """The one Kode formulir of the sheet Isian, with the sheet's present name."""
    main = {(sheet, code) for sheet, code in workbook.visible_codes if _is_main(code)}
    if not main and workbook.hidden_codes:
        raise SetAside(CODE_GONE, lembar=layout.ISIAN)
    if not main:
        raise SetAside(OWN_REPORT if set(workbook.sheets) >= REPORT_SHEETS else NO_CODE)
    if len(main) > 1:
        sheets = sorted({sheet for sheet, _ in main})
        raise SetAside(CODE_TWICE, sheets[0], lembar=bahasa.listing(sheets))
    return main.pop()


def _is_main(code: str) -> bool:
    identity, _ = layout.parse_kode_formulir(code)
    return identity is not None and identity.lembar == layout.ISIAN.lower()


def refuse_other_version(identity: Identity) -> None:
    """Only forms of a version that can still be read."""
    if identity.versi not in layout.ACCEPTED_VERSIONS:
        accepted = bahasa.listing(map(str, layout.ACCEPTED_VERSIONS))
        raise SetAside(OTHER_VERSION, layout.ISIAN, diketik=identity.versi, diminta=accepted)


def name_written(workbook: Workbook, identity: Identity) -> str:
    """Whose name is printed on a form, in the row of its Kode formulir; "" where none is, or it is of another shape."""
    if layout.arrangement_of(identity.versi) is not layout.NOW:
        return ""
    found = workbook.rows_of_code(layout.ISIAN)
    heads = (row[layout.NUMBER] for code, row in found if layout.parse_kode_formulir(code)[0] == identity)
    said = next((text for text in heads if isinstance(text, str)), "")
    name = " ".join(said.partition("\nNIP ")[0].split())
    return "" if name.startswith(TO_BE_WRITTEN) else name
