"""Pengaturan: iki.toml as a form, tab by tab. What is wrong is told at its field, all at once, and nothing is saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from iki_excel.page import controls, frames
from iki_excel.page.answers import Answer, NotThere, Page, See
from iki_excel.page.asking import Asked, Place, Route
from iki_excel.page.membuka import month_of_work
from iki_excel.page.surel import Mail, state_of
from iki_excel.words.errors import IkiError, OutputError
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.decree import Catalog
    from iki_excel.page.controls import Group
    from iki_excel.runs.settings_file import Form

SAVED = {
    "ya": "Pengaturan disimpan.",
    "sama": "Tidak ada yang diubah.",
    "server": "Pengaturan disimpan. Server surel diisi menurut alamatnya.",
    "uji": "Tersampaikan: kodenya cocok. Surat kini boleh dikirim ke semua alamat.",
}
"""By what stands behind the address what is told of it."""

CHANGED = "Pengaturan baru saja diubah di tempat lain, jadi isian Anda belum disimpan. Di bawah ini keadaan yang baru."
TYPED_BEFORE = "tadi Anda ketik “{typed}”"
CLEARED_BEFORE = "tadi Anda kosongkan"
UNSAVED = "Belum ada yang disimpan; isian lain tetap seperti yang Anda ketik."

EXPLAINED = {
    "kantor": "Nama kantor dicetak di formulir dan rekap.",
    "pejabat": "Nama dan NIP dicetak di formulir dan rapor. Surel dan nomor WhatsApp dipakai untuk mengirim; boleh "
    "kosong.",
    "target": "Setahun, atau jumlah sejak Januari sampai akhir setiap triwulan. Yang abu-abu berlaku bila kosong.",
    "batas": "Yang abu-abu berlaku bila kosong.",
    "surel": "Bila formulir dan hasil dikirim dengan surel. Tanpa surel, pesan ditempel di WhatsApp.",
}


@dataclass(frozen=True)
class Told:
    """What is said on top of a form. ``links``: a field's id and a sentence; ``lines``: sentences of no field."""

    title: str
    links: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()
    ending: str = ""


@dataclass(frozen=True)
class Tab:
    """One entry of the row of tabs."""

    label: str
    address: str
    is_here: bool


def shown(asked: Asked, tab: str) -> Answer:
    """A tab as iki.toml has it now."""
    form, catalog = _look(asked.place, tab)
    return tab_page(asked, tab, form, groups_in(asked.place, tab, form, catalog))


def first_tab(_: Asked) -> Answer:
    """The one that stands first."""
    return See("/pengaturan/kantor")


def saved(asked: Asked, tab: str) -> Answer:
    """Save what was typed; with a fault nothing is saved, and all that was typed stands in the form again."""
    from iki_excel.runs.settings_file import save

    form, catalog = _look(asked.place, tab)
    typed = {key: asked.field(key) for key in form.values if key in asked.form}
    if asked.field("stand") != form.stand:
        return _changed(asked, tab, form, catalog, typed)
    filled, which = _completed(tab, typed)
    try:
        faults = save(tab, filled, asked.place.folder, catalog, _year(asked.place), form.stand)
    except OutputError as reason:
        return _refused(asked, tab, form, catalog, typed, {"": str(reason)}, 409)
    if faults:
        return _refused(asked, tab, form, catalog, typed, faults, 422)
    is_same = _look(asked.place, tab)[0].stand == form.stand
    return See(f"/pengaturan/{tab}?simpan={'sama' if is_same else which}")


def _completed(tab: str, typed: Mapping[str, str]) -> tuple[Mapping[str, str], str]:
    """What is to be saved: of mail with the server that the address says, where nobody typed one."""
    from iki_excel.decree.servers import name_for

    name = name_for(typed.get("surel.dari", "")) if tab == "surel" and not typed.get("surel.server") else ""
    return ({**typed, "surel.server": name}, "server") if name else (typed, "ya")


def _changed(asked: Asked, tab: str, form: Form, catalog: Catalog, typed: Mapping[str, str]) -> Answer:
    """Somebody else saved meanwhile: the new state, and beside it what was typed here."""
    groups = groups_in(asked.place, tab, form, catalog)
    others = [one for group in groups for one in group.every if typed.get(one.key, one.value) != one.value]
    links = tuple((one.id, f"{_called(one)}: {_typed_before(typed[one.key])}") for one in others)
    return tab_page(asked, tab, form, groups, Told(CHANGED, links), 409)


def _called(one: controls.Control) -> str:
    return one.label if one.whose in ("", one.label) else f"{one.label}, {one.whose}"


def _typed_before(typed: str) -> str:
    return TYPED_BEFORE.format(typed=typed) if typed else CLEARED_BEFORE


def _refused(
    asked: Asked,
    tab: str,
    form: Form,
    catalog: Catalog,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    status: int,
) -> Answer:
    with_typed = replace(form, values={**form.values, **typed})
    groups = controls.with_faults(groups_in(asked.place, tab, with_typed, catalog), faults)
    return tab_page(asked, tab, form, groups, told_of(groups, faults), status)


def told_of(groups: tuple[Group, ...], faults: Mapping[str, str]) -> Told:
    """All that is wrong with a form, on top of it, with links to its fields."""
    links = tuple((one.id, one.told) for one in controls.wrong(groups))
    lines = tuple(controls.unshown(faults, groups))
    title = f"{len(links)} isian perlu dibetulkan" if links else "Belum disimpan"
    return Told(title, links, lines, UNSAVED)


# --- the page ---------------------------------------------------------------------------------------------------------


def mail_page(asked: Asked, mail: Mail, told: Told) -> Page:
    """The tab of mail with a password or a code that is wrong."""
    form, catalog = _look(asked.place, "surel")
    return tab_page(asked, "surel", form, groups_in(asked.place, "surel", form, catalog), told, 422, mail)


def tab_page(
    asked: Asked,
    tab: str,
    form: Form,
    groups: tuple[Group, ...],
    told: Told | None = None,
    status: int = 200,
    mail: Mail | None = None,
) -> Page:
    """One tab with what is told of it; while iki.toml is wrong nothing stands around it, as nobody knows the office."""
    from iki_excel.page.settings_controls import TITLES

    tabs = tuple(Tab(label, f"/pengaturan/{name}", name == tab) for name, label in TITLES.items())
    wrong = _wrong_before(asked.place)
    data = {
        "tab": tab,
        "tabs": tabs,
        "groups": groups,
        "parts": controls.parts(groups),
        "stand": form.stand,
        "told": told or (Told("Pengaturan yang tersimpan keliru", (), (wrong,)) if wrong else None),
        "news": SAVED.get(asked.query.get("simpan", ""), ""),
        "explained": EXPLAINED[tab],
        "year": _year(asked.place),
        "mail": mail or (state_of(asked) if tab == "surel" and not wrong else None),
    }
    title = f"{TITLES[tab]}, Pengaturan"
    command = "iki surel" if tab == "surel" else ""
    return Page(
        f"pengaturan_{_template(tab)}.html", title, data, command, frames.PENGATURAN, "", status, "", bool(wrong)
    )


def _template(tab: str) -> str:
    return tab if tab in ("target", "surel") else "isian"


def _wrong_before(place: Place) -> str:
    try:
        place.office()
    except IkiError as reason:
        return str(reason)
    return ""


def _look(place: Place, tab: str) -> tuple[Form, Catalog]:
    from iki_excel.runs import office
    from iki_excel.runs.settings_file import TABS, look

    if tab not in TABS:
        raise NotThere
    catalog = office.catalog_of(None, place.folder)
    return look(tab, place.folder, catalog, _year(place)), catalog


def groups_in(place: Place, tab: str, form: Form, catalog: Catalog) -> tuple[Group, ...]:
    """The fields of a tab."""
    from iki_excel.page.settings_controls import groups_of, unit_of

    unit = unit_of((form if tab == "kantor" else _look(place, "kantor")[0]).values, catalog)
    return groups_of(tab, form, catalog, unit, Periode.of_day(place.today()))


def _year(place: Place) -> int:
    """The one of the month of work, of which a year's targets are shown until its last month is done."""
    try:
        return month_of_work(place).year
    except IkiError:
        return Periode.of_day(place.today()).previous.year


ROUTES = (
    Route("GET", "/pengaturan", first_tab),
    Route("GET", "/pengaturan/<tab>", shown),
    Route("POST", "/pengaturan/<tab>", saved),
)
