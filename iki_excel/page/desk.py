"""One tab of Pengaturan, read once for a page, and the page that shows it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from iki_excel.page import controls, frames
from iki_excel.page.answers import NotThere, Page
from iki_excel.page.asking import Asked
from iki_excel.page.controls import Group, Told
from iki_excel.page.handing_over import warnings_of
from iki_excel.page.membuka import month_after
from iki_excel.words.errors import SettingsError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from iki_excel.decree import Catalog
    from iki_excel.page.surel import Mail
    from iki_excel.runs.office import Office
    from iki_excel.runs.settings_file import Form

SAVED = {
    "ya": "Pengaturan disimpan.",
    "sama": "Tidak ada yang diubah.",
    "server": "Pengaturan disimpan. Server surel diisi menurut alamatnya.",
    "uji": "Tersampaikan: kodenya cocok. Surat kini boleh dikirim ke semua alamat.",
}
"""By what stands behind the address what is told of it."""

YEAR = "tahun"
"""The field, and what stands behind the address: whose targets are shown."""

SOON = dt.timedelta(days=31)
"""From December on the targets of the year that follows can be typed."""

WRONG_BEFORE = "Pengaturan yang tersimpan keliru"

EXPLAINED = {
    "kantor": "Nama kantor dicetak di formulir dan rekap.",
    "pejabat": "Nama dan NIP dicetak di formulir dan rapor. Surel dan nomor WhatsApp dipakai untuk mengirim; boleh "
    "kosong.",
    "target": "Setahun, atau jumlah sejak Januari sampai akhir setiap triwulan. Yang abu-abu berlaku bila kosong. "
    "Target tahun lain tidak berubah.",
    "batas": "Yang abu-abu berlaku bila kosong. Hari libur daerah dan hari kerja tidak diisi di sini; keduanya "
    "tertulis di bagian kalender pada iki.toml.",
    "surel": "Bila formulir dan hasil dikirim dengan surel. Tanpa surel, pesan ditempel di WhatsApp.",
}
TEMPLATES = {"target": "pengaturan_target.html", "surel": "pengaturan_surel.html"}
PLAIN_TEMPLATE = "pengaturan_isian.html"


@frozen
class Desk:
    """A tab as iki.toml has it. ``kantor``: what the fields of the office hold; ``office``: None while iki.toml is
    wrong, and ``wrong`` then says why; ``year``: whose targets are shown, of ``years``, the last of which goes on;
    ``usual``: the year that is shown where nobody asks for another.
    """

    asked: Asked
    tab: str
    form: Form
    kantor: Mapping[str, str]
    catalog: Catalog
    office: Office | None
    wrong: str
    year: int
    years: range
    usual: int


@frozen
class Tab:
    """One entry of the row of tabs."""

    label: str
    address: str
    is_here: bool


def desk_of(asked: Asked, tab: str) -> Desk:
    """Read a tab; NotThere for one that there is not, SettingsError where iki.toml cannot be read at all."""
    from iki_excel.runs import office as offices
    from iki_excel.runs.settings_file import KANTOR, TABS, look

    if tab not in TABS:
        raise NotThere
    folder, today = asked.place.folder, asked.place.today()
    office, wrong = _office(asked)
    catalog = office.catalog if office else offices.catalog_of(None, folder)
    usual, years = _years(office, today)
    year = next((one for one in years if str(one) == (asked.field(YEAR) or asked.query.get(YEAR))), usual)
    form = look(tab, folder, catalog, year)
    kantor = form if tab == KANTOR else look(KANTOR, folder, catalog, year)
    return Desk(asked, tab, form, kantor.values, catalog, office, wrong, year, years, usual)


def _years(office: Office | None, today: dt.date) -> tuple[int, range]:
    """The year of the month of work; and those that an office has targets of: since it began, or since some years where
    it does not say, up to that which begins soon, so that its targets can be told before its first forms are made.
    """
    from iki_excel.runs.settings_target import YEARS_KEPT

    mulai = office.settings.unit.mulai if office else None
    usual = month_after(today, mulai).year
    last = max(usual, (today + SOON).year)
    return usual, range(mulai.year if mulai else usual - YEARS_KEPT, last + 1)


def _office(asked: Asked) -> tuple[Office | None, str]:
    """Settings that are wrong can be shown and mended all the same."""
    try:
        return asked.office(), ""
    except SettingsError as reason:
        return None, str(reason)


def groups_on(desk: Desk, typed: Mapping[str, str] | None = None) -> tuple[Group, ...]:
    """The fields of a tab; with what was ``typed`` in place of what iki.toml has."""
    from iki_excel.page.settings_controls import groups_of, unit_of

    form = replace(desk.form, values={**desk.form.values, **(typed or {})})
    unit = unit_of(form.values if desk.tab == "kantor" else desk.kantor, desk.catalog)
    return groups_of(desk.tab, form, desk.catalog, unit, Periode.of_day(desk.asked.place.today()))


def tab_page(
    desk: Desk, groups: tuple[Group, ...], mail: Mail | None, told: Told | None = None, status: int = 200
) -> Page:
    """One tab with what is told of it; while iki.toml is wrong nothing stands around it, as nobody knows the office."""
    from iki_excel.page.settings_controls import TITLES

    tab = desk.tab
    data = {
        "tab": tab,
        "heading": TITLES[tab],
        "tabs": tuple(Tab(label, f"/pengaturan/{name}", name == tab) for name, label in TITLES.items()),
        "groups": groups,
        "parts": controls.parts(groups),
        "stand": desk.form.stand,
        "semula": json.dumps({key: value for key, value in desk.form.values.items() if value}),
        "told": told or (Told(WRONG_BEFORE, (), (desk.wrong,)) if desk.wrong else None),
        "news": SAVED.get(desk.asked.query.get("simpan", ""), ""),
        "warnings": warnings_of(desk.asked, desk.catalog),
        "explained": EXPLAINED[tab],
        "year": desk.year,
        "others": [(f"Target {one}", f"/pengaturan/target?{YEAR}={one}") for one in desk.years if one != desk.year],
        "mail": mail,
    }
    return Page(
        TEMPLATES.get(tab, PLAIN_TEMPLATE),
        f"{TITLES[tab]}, Pengaturan",
        data,
        "iki surel" if tab == "surel" else "",
        frames.PENGATURAN,
        status=status,
        is_bare=bool(desk.wrong),
    )
