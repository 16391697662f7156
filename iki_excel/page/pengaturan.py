"""Pengaturan: iki.toml as a form, tab by tab. What is wrong is told at its field, all at once, and nothing is saved."""

from __future__ import annotations

import json
from collections.abc import Mapping

from iki_excel.page import controls
from iki_excel.page.answers import Answer, See
from iki_excel.page.asking import Asked, Route
from iki_excel.page.controls import Control, Told, told_of
from iki_excel.page.desk import YEAR, Desk, desk_of, groups_on, tab_page
from iki_excel.page.handing_over import changing_hands
from iki_excel.page.surel import mail_on
from iki_excel.words.errors import OutputError

CHANGED = "Pengaturan baru saja diubah di tempat lain, jadi isian Anda belum disimpan. Di bawah ini keadaan yang baru."
TYPED_BEFORE = "tadi Anda ketik “{typed}”"
CLEARED_BEFORE = "tadi Anda kosongkan"


def first_tab(_: Asked) -> Answer:
    """The one that stands first."""
    return See("/pengaturan/kantor")


def shown(asked: Asked, tab: str) -> Answer:
    """A tab as iki.toml has it now."""
    desk = desk_of(asked, tab)
    return tab_page(desk, groups_on(desk), mail_on(desk))


def saved(asked: Asked, tab: str) -> Answer:
    """Save what was typed; with a fault nothing is saved, and all that was typed stands in the form again."""
    from iki_excel.runs.settings_file import look, save

    desk = desk_of(asked, tab)
    folder, catalog, stand = asked.place.folder, desk.catalog, desk.form.stand
    typed = {key: asked.field(key) for key in desk.form.values if key in asked.form}
    if asked.field("stand") != stand:
        return _changed(desk, typed)
    filled, which = _completed(tab, typed)
    hands = changing_hands(asked, desk.office, filled, desk.form.values)
    try:
        faults = save(tab, filled, folder, catalog, desk.year, stand, desk.years[-1])
    except OutputError as reason:
        return _refused(desk, typed, {"": str(reason)}, 409)
    if faults:
        return _refused(desk, typed, faults, 422)
    is_same = look(tab, folder, catalog, desk.year).stand == stand
    of_year = f"&{YEAR}={desk.year}" if tab == "target" and desk.year != desk.usual else ""
    return See(f"/pengaturan/{tab}?simpan={'sama' if is_same else f'{which}{hands}'}{of_year}")


def _completed(tab: str, typed: Mapping[str, str]) -> tuple[Mapping[str, str], str]:
    """What is to be saved: of mail with the server that the address says, where nobody typed one."""
    from iki_excel.decree.servers import name_for

    name = name_for(typed.get("surel.dari", "")) if tab == "surel" and not typed.get("surel.server") else ""
    return ({**typed, "surel.server": name}, "server") if name else (typed, "ya")


def _changed(desk: Desk, typed: Mapping[str, str]) -> Answer:
    """Somebody else saved meanwhile: the new state, and beside it what was changed here of what the form showed."""
    groups, shown_then = groups_on(desk), _shown_then(desk)
    every = [one for group in groups for one in group.every if one.key in typed]
    others = [one for one in every if typed[one.key] not in (one.value, shown_then.get(one.key, one.value))]
    links = tuple((one.id, f"{_called(one)}: {_typed_before(typed[one.key])}") for one in others)
    return tab_page(desk, groups, mail_on(desk), Told(CHANGED, links), 409)


def _shown_then(desk: Desk) -> Mapping[str, str]:
    """What stood in the fields before anybody typed, as the form itself says it; nothing where it does not."""
    try:
        said = json.loads(desk.asked.field("semula"))
    except ValueError:
        return {}
    return {**dict.fromkeys(desk.form.values, ""), **said} if isinstance(said, dict) else {}


def _called(one: Control) -> str:
    return one.label if one.whose in ("", one.label) else f"{one.label}, {one.whose}"


def _typed_before(typed: str) -> str:
    return TYPED_BEFORE.format(typed=typed) if typed else CLEARED_BEFORE


def _refused(desk: Desk, typed: Mapping[str, str], faults: Mapping[str, str], status: int) -> Answer:
    groups = controls.with_faults(groups_on(desk, typed), faults)
    return tab_page(desk, groups, mail_on(desk), told_of(groups, faults), status)


ROUTES = (
    Route("GET", "/pengaturan", first_tab),
    Route("GET", "/pengaturan/<tab>", shown),
    Route("POST", "/pengaturan/<tab>", saved),
)
