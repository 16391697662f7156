"""iki.toml as a form shows it, tab by tab, and the file again with what was typed.

Whether what was typed can stand is said by the reading that iki.toml has anyway: the file is read as it would be, and
what it refuses is told of the field that is to blame. A form with a fault saves nothing.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

from iki_excel.decree import Catalog, Indikator
from iki_excel.decree.named_unit import ASKED
from iki_excel.decree.settings import FILE_NAME
from iki_excel.runs import settings_target, settings_text
from iki_excel.runs.settings_fields import (
    BATAS,
    KANTOR,
    PEJABAT,
    SUREL,
    TABS,
    TARGET,
    Field,
    at,
    fields,
    first_year,
    target_default,
    target_path,
)
from iki_excel.runs.settings_text import KeyPath
from iki_excel.runs.settings_toml import UNREACHABLE, File, file_of, opened, refuse, rewritten, table_of
from iki_excel.runs.settings_words import of_field
from iki_excel.words.errors import OutputError, SettingsError
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving

__all__ = [
    "BATAS",
    "KANTOR",
    "PEJABAT",
    "SUREL",
    "TABS",
    "TARGET",
    "WHOLE",
    "File",
    "Form",
    "filled_in",
    "look",
    "opened",
    "refuse",
    "rewritten",
    "save",
]

WHOLE = ""
"""The key of a problem that is no field's: the file was wrong before."""

CHANGED = "Pengaturan baru saja diubah di tempat lain. Buka halaman ini lagi, lalu ulangi isian Anda."
WRONG_BEFORE = "Pengaturan yang tersimpan sudah keliru sebelumnya; betulkan dulu."


@frozen
class Form:
    """A tab as it is. ``values`` and ``bawaan`` by the key of a field; ``lain``: by the key of the whole target what it
    says where it is written in a way that has no fields; ``stand``: what the file was, to be given back with what was
    typed.
    """

    tab: str
    values: Mapping[str, str]
    bawaan: Mapping[str, str]
    lain: Mapping[str, str]
    stand: str


@frozen
class _Change:
    """A value that a field, or the fields of one target, make: None takes it away."""

    key: str
    place: KeyPath
    value: str | None


@frozen
class _Typed:
    """What a form comes to: what it would change, and what is wrong in its fields themselves."""

    changes: tuple[_Change, ...]
    problems: Mapping[str, str] = field(default_factory=dict)


def look(tab: str, folder: Path, catalog: Catalog, year: int) -> Form:
    """A tab of the form over the iki.toml of a folder; SettingsError where it is no TOML.

    What stands there as a comment is blank. ``year``: whose targets are shown.
    """
    file = opened(folder)
    if tab == TARGET:
        return _targets(file, catalog, year)
    there = fields(tab, file.data, catalog)
    values = {one.key: one.shown(at(file.data, one.path)) for one in there}
    return Form(tab, values, {one.key: one.bawaan for one in there}, {}, file.stand)


def _targets(file: File, catalog: Catalog, year: int) -> Form:
    values, bawaan, lain = dict[str, str](), dict[str, str](), dict[str, str]()
    for kode, (_, indikator) in catalog.indikator.items():
        written = at(file.data, target_path(file.data, kode, year))
        shown = settings_target.shown(written, indikator)
        if shown is None:
            lain[target_key(kode)] = settings_target.in_words(written, indikator)
            shown = dict.fromkeys(settings_target.parts_of(indikator), "")
        values |= {f"target.{kode}.{part}": text for part, text in shown.items()}
        bawaan[target_key(kode)] = target_default(indikator, year)
    return Form(TARGET, values, bawaan, lain, file.stand)


def target_key(kode: str) -> str:
    """The key of the field that stands for a whole target."""
    return f"target.{kode}.{settings_target.SETAHUN}"


def save(
    tab: str,
    typed: Mapping[str, str],
    folder: Path,
    catalog: Catalog,
    year: int,
    stand: str | None = None,
    last: int | None = None,
) -> Mapping[str, str]:
    """Write what was typed into the iki.toml of a folder; a sentence for each field that is wrong, and then nothing.

    A field that is not among ``typed`` stays as it is, and so does one that is typed as it was shown. OutputError where
    the file cannot be written, or is another than the one that was shown (``stand``). ``year``: whose targets they are;
    ``last``: the last that has begun, where that is another.
    """
    with saving.turn(folder):
        file = opened(folder)
        if stand not in (None, file.stand):
            raise OutputError(CHANGED)
        said, problems = _checked(tab, typed, file, catalog, range(year, (last or year) + 1))
        if not problems and said.changes:
            saving.save(file.path, _written(said.changes, file), over=file.stand)
        return problems


def filled_in(
    tab: str, typed: Mapping[str, str], text: str, folder: Path, catalog: Catalog, year: int
) -> tuple[str, Mapping[str, str]]:
    """The text of an iki.toml that is to stand in a folder, with what was typed; and what is wrong, then as it was."""
    file = file_of(folder / FILE_NAME, text.encode())
    said, problems = _checked(tab, typed, file, catalog, range(year, year + 1))
    return (text if problems else _written(said.changes, file).decode()), problems


def _checked(
    tab: str, typed: Mapping[str, str], file: File, catalog: Catalog, years: range
) -> tuple[_Typed, Mapping[str, str]]:
    said = _read_form(tab, {key: " ".join(text.split()) for key, text in typed.items()}, file, catalog, years)
    is_unnamed = tab == KANTOR and said.problems
    return said, said.problems if is_unnamed else {**_refused(said.changes, file, catalog), **said.problems}


# --- what was typed --------------------------------------------------------------------------------------------------


def _read_form(tab: str, typed: Mapping[str, str], file: File, catalog: Catalog, years: range) -> _Typed:
    if tab == TARGET:
        return _typed_targets(typed, file, catalog, years)
    there = fields(tab, file.data, catalog)
    problems = _unnamed(typed, file, there) if tab == KANTOR else {}
    return _Typed(tuple(_change(one, typed[one.key]) for one in there if _is_other(one, typed, file)), problems)


def _unnamed(typed: Mapping[str, str], file: File, there: tuple[Field, ...]) -> dict[str, str]:
    """What an office must say of itself where its decree does not, and the form leaves blank."""
    asked = {f"unit.{key}": what for key, what in ASKED.items()}
    return {
        one.key: f"Isi {asked[one.key]} kantor ini."
        for one in there
        if one.key in asked and not one.bawaan and not typed.get(one.key, one.shown(at(file.data, one.path)))
    }


def _is_other(one: Field, typed: Mapping[str, str], file: File) -> bool:
    return one.key in typed and typed[one.key] != " ".join(one.shown(at(file.data, one.path)).split())


def _change(one: Field, typed: str) -> _Change:
    return _Change(one.key, one.path, one.as_toml(typed) if typed else None)


def _typed_targets(typed: Mapping[str, str], file: File, catalog: Catalog, years: range) -> _Typed:
    changes, problems = list[_Change](), dict[str, str]()
    for kode, (_, indikator) in catalog.indikator.items():
        place = target_path(file.data, kode, years[0])
        before = settings_target.shown(at(file.data, place), indikator)
        blank = dict.fromkeys(settings_target.parts_of(indikator), "")
        now = {part: typed.get(f"target.{kode}.{part}", text) for part, text in (before or blank).items()}
        if now == (before or blank):
            continue
        wrong = settings_target.problems(now, indikator)
        problems |= {f"target.{kode}.{part}": sentence for part, sentence in wrong.items()}
        if not wrong:
            changes.append(_Change(target_key(kode), place, _of_year(now, indikator, place, file, years)))
    return _Typed(tuple(changes), problems)


def _of_year(
    typed: settings_target.Parts, indikator: Indikator, place: KeyPath, file: File, years: range
) -> str | None:
    """What is typed is the target of the year that is shown, whatever the others had."""
    value = settings_target.as_toml(typed, indikator)
    is_by_year = place[-1] == str(years[0])
    return value if is_by_year else settings_target.of_year(value, at(file.data, place), years, first_year(file.data))


# --- what iki.toml's own reading says ---------------------------------------------------------------------------------


def _refused(changes: tuple[_Change, ...], file: File, catalog: Catalog) -> dict[str, str]:
    """By field what is refused of a file with these changes: one after the other is taken out until nothing is."""
    problems, left = dict[str, str](), changes
    while left and (reason := _refusal(left, file, catalog)):
        blamed = _blamed(left, reason, file, catalog)
        if blamed is None:
            return {WHOLE: f"{WRONG_BEFORE} {reason}", **problems}
        problems[blamed.key] = of_field(reason.sentence or str(reason), blamed.place)
        left = _but(blamed, left)
    return problems


def _blamed(changes: tuple[_Change, ...], reason: SettingsError, file: File, catalog: Catalog) -> _Change | None:
    """The change without which it is not said, of several the one that it names; None where it is said anyway."""
    found = [one for one in changes if str(_refusal(_but(one, changes), file, catalog)) != str(reason)]
    if found:
        return next((one for one in found if one.place[-1] in str(reason)), found[0])
    ends = (changes[:size] for size in range(len(changes) + 1))
    size = next((len(some) for some in ends if _refusal(some, file, catalog)), 0)
    return changes[size - 1] if size else None


def _but(one: _Change, changes: tuple[_Change, ...]) -> tuple[_Change, ...]:
    return tuple(other for other in changes if other != one)


def _refusal(changes: tuple[_Change, ...], file: File, catalog: Catalog) -> SettingsError | None:
    """What the reading first refuses of the file with these changes; None where nothing."""
    try:
        refuse(_with(changes, file.data), file, catalog)
    except SettingsError as reason:
        return reason
    return None


def _with(changes: tuple[_Change, ...], data: Mapping[str, Any]) -> dict[str, Any]:
    """What the file would say."""
    found: dict[str, Any] = copy.deepcopy({**data})
    for one in changes:
        *outer, key = one.place
        inner = found
        for name in outer:
            inner = inner.setdefault(name, {})
            if not isinstance(inner, dict):
                raise OutputError(UNREACHABLE)
        inner.pop(key, None)
        if one.value is not None:
            inner[key] = table_of(f"nilai = {one.value}", Path(FILE_NAME)).data["nilai"]
        elif len(outer) > 1 and not inner:  # the last year of a target
            del at(found, tuple(outer[:-1]))[outer[-1]]
    return found


# --- the file again --------------------------------------------------------------------------------------------------


def _written(changes: tuple[_Change, ...], file: File) -> bytes:
    """The file with the changes; OutputError where it would not say them, or something else than it did."""
    by_place = {one.place: one.value for one in changes}
    return rewritten(file, lambda text: settings_text.changed(text, by_place), _with(changes, file.data))
