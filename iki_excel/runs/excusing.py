"""A month of a jabatan whose form nobody waits for: one ``[[pengecualian]]`` in iki.toml, and it is gone again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from iki_excel.decree.unit import Pengecualian
from iki_excel.runs import settings_text
from iki_excel.runs.office import Office
from iki_excel.runs.settings_file import WHOLE, WRONG_BEFORE
from iki_excel.runs.settings_text import as_text
from iki_excel.runs.settings_toml import File, opened, refuse, rewritten
from iki_excel.runs.settings_words import in_a_form
from iki_excel.words.errors import SettingsError
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

SECTION = "pengecualian"
ALASAN, OLEH = "alasan", "oleh"
ASKED = {ALASAN: "Tulis alasannya, misalnya: Jabatan kosong.", OLEH: "Tulis siapa yang memutuskan."}

Entry = Mapping[str, Any]
"""One ``[[pengecualian]]`` as iki.toml says it."""


def excusal_of(office: Office, kode: str, month: Periode) -> Pengecualian | None:
    """What excuses a jabatan in a month; None where nothing does."""
    every = office.settings.pengecualian
    return next((one for one in every if one.jabatan == kode and month in one.months), None)


def excuse(kode: str, month: Periode, typed: Mapping[str, str], folder: Path, office: Office) -> Mapping[str, str]:
    """Wait no longer for the form of a month; a sentence for each field (ALASAN, OLEH) that is wrong, and then nothing.

    One that is excused already stays as it is. OutputError where iki.toml cannot be written.
    """
    said = {key: " ".join(typed.get(key, "").split()) for key in ASKED}
    blank = {key: sentence for key, sentence in ASKED.items() if not said[key]}
    with saving.turn(folder):
        file = opened(folder)
        if blank or any(_covers(one, kode, month) for one in _entries(file)):
            return blank
        entry = {"jabatan": kode, "periode": str(month), **said}
        problems = _problems(entry, file, office)
        if not problems:
            _save(file, [], [entry])
        return problems


def wait_again(kode: str, month: Periode, folder: Path) -> None:
    """Wait for the form of a month again; the other months of the same entry stay excused."""
    with saving.turn(folder):
        file = opened(folder)
        gone = [one for one in _entries(file) if _covers(one, kode, month)]
        if gone:
            _save(file, gone, [{**one, "periode": span} for one in gone for span in _spans_without(one, month)])


def _entries(file: File) -> Sequence[Entry]:
    entries: Sequence[Entry] = file.data.get(SECTION, [])
    return entries


def _covers(entry: Entry, kode: str, month: Periode) -> bool:
    return entry["jabatan"] == kode and month in Pengecualian(kode, entry["periode"], "", "").months


def _spans_without(entry: Entry, month: Periode) -> list[str]:
    """What is left of its months: those before, and those behind."""
    months = Pengecualian(entry["jabatan"], entry["periode"], "", "").months
    parts = ([one for one in months if one < month], [one for one in months if one > month])
    return [part[0] if len(part) == 1 else f"{part[0]}..{part[-1]}" for part in parts if part]


def _save(file: File, gone: Sequence[Entry], come: Sequence[Entry]) -> None:
    def change(text: str) -> str:
        for one in gone:
            text = settings_text.without_entry(text, SECTION, one)
        for one in come:
            text = settings_text.with_entry(text, SECTION, {key: as_text(str(value)) for key, value in one.items()})
        return text

    saving.save(file.path, rewritten(file, change, _data(file, gone, come)), over=file.stand)


def _data(file: File, gone: Sequence[Entry], come: Sequence[Entry]) -> dict[str, Any]:
    """What the file says then; without a section in which nothing stands."""
    left = [*(one for one in _entries(file) if one not in gone), *come]
    others = {key: value for key, value in file.data.items() if key != SECTION}
    return {**others, SECTION: left} if left else others


def _problems(entry: Entry, file: File, office: Office) -> Mapping[str, str]:
    """What the reading of iki.toml refuses: of the field without whose text it would not."""
    reason = _refusal(entry, file, office)
    if reason is None:
        return {}
    blamed = [key for key in ASKED if str(_refusal({**entry, key: "-"}, file, office)) != str(reason)]
    if not blamed:
        return {WHOLE: f"{WRONG_BEFORE} {reason}"}
    later = _problems({**entry, blamed[0]: "-"}, file, office)
    return {blamed[0]: in_a_form(reason.sentence or str(reason)), **later}


def _refusal(entry: Entry, file: File, office: Office) -> SettingsError | None:
    try:
        refuse(_data(file, [], [entry]), file, office.catalog)
    except SettingsError as reason:
        return reason
    return None
