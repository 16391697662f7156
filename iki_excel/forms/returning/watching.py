"""How far each entry is: a live formula beside it on the sheet Perbaikan, and the condition under which it is done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from iki_excel.forms.returning.entries import MEND, SETTLED
from iki_excel.forms.writing import Template, live
from iki_excel.forms.writing.live import Live

MAY_STAY, CHANGED = "boleh dibiarkan", "diubah"


@dataclass(frozen=True)
class Watch:
    """``state`` says on the sheet Perbaikan how an entry is; ``done``: an Excel condition without "="."""

    state: Live
    done: str


def watches_of(template: Template, entries: pd.DataFrame) -> list[Watch | None]:
    """A watch for each entry; None for one that asks for nothing, or is about no cell."""
    asks = (entry if entry["tujuan"] and entry["kelompok"] != SETTLED else None for entry in entries.to_dict("records"))
    return [_watch(template, entry) if entry else None for entry in asks]


def _watch(template: Template, entry: dict[str, Any]) -> Watch:
    cell = entry["tujuan"].reference
    if entry["kelompok"] != MEND:
        changed = live.is_changed(cell, entry["nilai"])
        return Watch(Live(f'=IF({changed},"{CHANGED}","{MAY_STAY}")', MAY_STAY), changed)
    if entry["baris_survei"] and not entry["kosong"]:
        state = live.score_state(cell, entry["nilai"], may_be_blank=entry["dipindahkan"])
        return Watch(state, f'{state.text[1:]}="{live.DONE}"')
    place, state = live.state_at(template, entry["slot"])
    if entry["dipindahkan"]:
        return Watch(Live(f"={place.reference}", state.cached), live.is_done(template, entry["slot"]))
    text = f'=IF(ISBLANK({cell}),"{live.EMPTY}",{place.reference})'  # blank is never right where something was left
    return Watch(Live(text, live.EMPTY), f"AND(NOT(ISBLANK({cell})),{live.is_done(template, entry['slot'])})")
