"""Whether a result is as it was written, on a console and as JSON."""

from __future__ import annotations

import datetime as dt
import json
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iki_excel.decree.sheet_names import SIDIK
from iki_excel.language.places import a1, column_letters
from iki_excel.runs.proving import CHANGED, GONE, MOVED, SAME
from iki_excel.words import bahasa, plain
from iki_excel.words.errors import IkiError
from iki_excel.words.periods import Periode
from iki_excel.workbooks import comparing
from iki_excel.workbooks.contents import ERROR, NUMBER, TRUTH, has_value

if TYPE_CHECKING:
    from iki_excel.runs.keeping import Kept
    from iki_excel.runs.proving import FormNow, Proven
    from iki_excel.workbooks.comparing import Change, Difference, Shift
    from iki_excel.workbooks.contents import Content

WIDTH, MOST, DIGITS, CONTEXT = 80, 20, 10, 24
"""Letters of a line; how many cells are named; digits behind the comma; letters on each side of what differs."""

EMPTY = "kosong"
VISIBLE = {ord(" "): "␣", ord("\n"): "↵", ord("\t"): "→"}

SHORT = 12
"""Letters of a SHA-256 that tell forms apart; JSON has all of them."""

NOT_PROVEN = (
    "Yang dibandingkan isi selnya: yang diketik, rumus dan hasilnya. Tampilan (warna, format angka, yang "
    "disembunyikan), tautan, dan grafik tidak dibuktikan."
)
FORM_WORDS = {SAME: "masih sama", MOVED: "masih sama di tempat lain", CHANGED: "berubah", GONE: "tidak ditemukan"}


def proof_lines(proven: Proven, form: str) -> Iterator[str]:
    """All of it, as text or as JSON."""
    if form == "json":
        yield json.dumps(_as_data(proven), indent=2)
        return
    for line in _text(proven):
        yield plain.clean(line)


def _text(proven: Proven) -> Iterator[str]:
    yield from _wrapped(f"{proven.file}: {_verdict(proven)}")
    yield from _wrapped(_origin(proven))
    yield from _wrapped(_compared(proven))
    if proven.difference is not None:
        yield from _wrapped(NOT_PROVEN)
        yield from _difference_lines(proven.difference, proven.kept)
    yield from _form_lines(proven.forms)


def _verdict(proven: Proven) -> str:
    if proven.is_same_file:
        return "seperti ditulis, tidak satu bita pun berbeda."
    if proven.difference is None:
        return "BERUBAH sesudah ditulis: PDF bernama itu tercatat dengan SHA-256 lain."
    cells = f"{bahasa.number(proven.difference.kept)} sel"
    if proven.is_as_written:
        how = "" if proven.kept else " menurut sidik di dalamnya"
        return f"isinya seperti ditulis{how}, {cells} sama."
    return f"BERUBAH sesudah ditulis: {_counted(proven)}; {cells} sama."


def _counted(proven: Proven) -> str:
    """How much of what was changed."""
    difference = proven.difference
    assert difference is not None
    own, results, marks = _grouped(difference)
    counts = (
        (len(own), "sel diubah"),
        (len(results), "hasil rumus berubah"),
        (len(difference.added), "lembar ditambahkan"),
        (len(difference.gone), "lembar dihapus"),
        (len(difference.renamed), "lembar berganti nama"),
    )
    said = [f"{bahasa.number(many)} {what}" for many, what in counts if many]
    if difference.shifts:
        said.append("baris atau kolom bergeser")
    if marks or not (proven.kept or proven.inside):
        said.append(f"lembar {SIDIK} sendiri diubah")
    return bahasa.listing(said)


def _origin(proven: Proven) -> str:
    one = proven.identity
    return f"Ditulis {_moment(one.dibuat)} oleh {one.program}: unit {one.unit}, {_periode(one.periode)}."


def _compared(proven: Proven) -> str:
    if proven.kept is not None:
        return f"Dibandingkan dengan {proven.kept.path.as_posix()}."
    known = f" Yang tercatat ditulis {bahasa.listing(map(_moment, proven.others))}." if proven.others else ""
    return (
        f"Dibandingkan dengan lembar {SIDIK} di dalamnya saja, karena catatan penulisan ini tidak ada di folder hasil."
        f"{known} Yang berubah tanpa sengaja ketahuan; yang diubah beserta sidiknya hanya ketahuan di kantor yang "
        "menulisnya."
    )


def _moment(text: str) -> str:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return f"“{text}”"
    return f"{bahasa.date(moment.date())} pukul {moment:%H.%M}"


def _periode(text: str) -> str:
    try:
        return Periode(text).words
    except IkiError:
        return f"“{text}”"


# --- what was changed -------------------------------------------------------------------------------------------------

Groups = tuple[list["Change"], list["Change"], list["Change"]]


def _grouped(difference: Difference) -> Groups:
    """Cells that somebody changed, formulas that only come to something else, and cells of the sheet of marks."""
    marks = [one for one in difference.changes if one.sheet == SIDIK]
    others = [one for one in difference.changes if one.sheet != SIDIK]
    own = [one for one in others if one.what != comparing.RESULT]
    return own, [one for one in others if one.what == comparing.RESULT], marks


def _difference_lines(difference: Difference, kept: Kept | None) -> Iterator[str]:
    own, results, _ = _grouped(difference)
    sheets = [*_sheet_lines(difference)]
    yield from ("", "Lembar, baris, dan kolom:", *sheets) if sheets else ()
    yield from _cell_lines("Yang diubah:", own, kept)
    yield from _cell_lines("Rumusnya tetap, hasilnya berubah:", results, kept)


def _sheet_lines(difference: Difference) -> Iterator[str]:
    for name in difference.added:
        yield from _wrapped(f"{name}: lembar ini ditambahkan.", 2)
    for name in difference.gone:
        yield from _wrapped(f"{name}: lembar ini dihapus.", 2)
    for old, new in difference.renamed.items():
        yield from _wrapped(f"{old}: lembar ini berganti nama menjadi {new}.", 2)
    for shift in difference.shifts:
        yield from _wrapped(_shift(shift), 2)
    if not difference.compares_formulas:
        yield from _wrapped(
            "Karena ada yang bergeser, teks rumus tidak dibandingkan: hanya apakah masih rumus, dan hasilnya.", 2
        )


def _shift(shift: Shift) -> str:
    what = "disisipkan di atas" if shift.count > 0 else "dihapus di atas"
    if shift.what == comparing.COLUMNS:
        return (
            f"{shift.sheet}: {abs(shift.count)} kolom {what.replace('atas', 'kiri')} kolom "
            f"{column_letters(shift.before)}."
        )
    return f"{shift.sheet}: {abs(shift.count)} baris {what} baris {shift.before + 1}."


def _cell_lines(head: str, changes: Sequence[Change], kept: Kept | None) -> Iterator[str]:
    if not changes:
        return
    yield from ("", head)
    for change in changes[:MOST]:
        yield from _wrapped(_change(change, _was(change, kept)), 2)
    if len(changes) > MOST:
        yield f"  dan {bahasa.number(len(changes) - MOST)} sel lagi; --format json menyebut semuanya."


def _change(change: Change, was: str | None) -> str:
    """One cell, what it was where that is known, and what it is."""
    _, address = change.stood
    moved = "" if address == change.address else f" (dahulu {a1(*address)})"
    return f"{change.sheet}!{a1(*change.address)}{moved}: {_what(change)}{_values(change, was)}."


def _values(change: Change, was: str | None) -> str:
    now = None if change.now is None else _said(change.now.kind, change.now.value, change.now.is_day)
    if change.what == comparing.ADDED or (change.what == comparing.GONE and was is None):
        return f"dahulu kosong, kini {now}" if now else "kini kosong"
    before = None if was is None or change.was is None else _said(change.was.kind, was, _is_day(change))
    if change.was is not None and change.now is not None and has_value(change.was, change.now):
        return f"tetap {now}"
    if before == now and was is not None and change.now is not None:
        before, now = _apart(was, change.now.value)
    return f"kini {now or EMPTY}" if before is None else f"dahulu {before}, kini {now or EMPTY}"


def _is_day(change: Change) -> bool:
    return change.now is not None and change.now.is_day


def _apart(was: str, now: str) -> tuple[str, str]:
    """Two values that are said alike from a little before the first letter in which they differ."""
    first = next((place for place, (a, b) in enumerate(zip(was, now, strict=False)) if a != b), min(len(was), len(now)))
    start = max(first - CONTEXT, 0)
    shown = (f"{'…' if start else ''}{one[start : first + CONTEXT]}".translate(VISIBLE) for one in (was, now))
    before, after = (f"“{one}”" for one in shown)
    return before, after


def _what(change: Change) -> str:
    formula = f" ={bahasa.brief(change.now.formula)}" if change.now is not None and change.now.formula else ""
    return {
        comparing.UNDONE: "rumusnya diganti isian; ",
        comparing.DONE: f"isinya diganti rumus{formula}; ",
        comparing.FORMULA: f"rumusnya diubah menjadi{formula}; hasilnya ",
    }.get(change.what, "")


def _was(change: Change, kept: Kept | None) -> str | None:
    """What stood there; None where nobody knows."""
    sheet, address = change.stood
    return kept.values.get(sheet, {}).get(address) if kept and change.was else None


def _said(kind: str, value: str, is_day: bool) -> str:
    if kind == TRUTH:
        return "BENAR" if value == "1" else "SALAH"
    if kind == NUMBER:
        return _number(float(value), is_day)
    return value if kind == ERROR else f"“{bahasa.brief(value)}”"


def _number(value: float, is_day: bool) -> str:
    try:
        return bahasa.date(bahasa.from_serial(value)) if is_day else bahasa.number(value, DIGITS)
    except (ValueError, OverflowError):
        return repr(value)


# --- the forms --------------------------------------------------------------------------------------------------------


def _form_lines(forms: Sequence[FormNow]) -> Iterator[str]:
    yield ""
    if not forms:
        yield "Ditulis tanpa satu formulir pun."
        return
    counts = Counter(one.keadaan for one in forms)
    said = [f"{counts[state]} {words}" for state, words in FORM_WORDS.items() if counts[state]]
    told = f"semuanya {FORM_WORDS[forms[0].keadaan]}" if len(counts) == 1 else bahasa.listing(said)
    yield f"Dibuat dari {len(forms)} formulir: {told}."
    for folder, inside in groupby(forms, lambda one: Path(one.kini or one.berkas).parent.as_posix()):
        yield from _wrapped(f"{folder}:", 2)
        for one in inside:
            state = "" if len(counts) == 1 else _state(one)
            yield from _wrapped(f"{one.sha256[:SHORT]}  {Path(one.kini or one.berkas).name}{state}", 4)


def _state(one: FormNow) -> str:
    """What became of a form where it is not the same."""
    if one.keadaan == SAME:
        return ""
    return f": {FORM_WORDS[one.keadaan]}{f', dahulu {one.berkas}' if one.keadaan == MOVED else ''}"


# --- as data ----------------------------------------------------------------------------------------------------------


def _as_data(proven: Proven) -> dict[str, Any]:
    compared = proven.kept.path.as_posix() if proven.kept else f"lembar {SIDIK}"
    return {
        "file": proven.file,
        "sha256": proven.sha256,
        "seperti_ditulis": proven.is_as_written,
        "bita_sama": proven.is_same_file,
        "dibandingkan_dengan": compared,
        **vars(proven.identity),
        **(_changes_as_data(proven.difference, proven.kept) if proven.difference else {}),
        "formulir": [vars(one) for one in proven.forms],
    }


def _changes_as_data(difference: Difference, kept: Kept | None) -> dict[str, Any]:
    shifts = [{"lembar": one.sheet, "apa": one.what, "di": one.before + 1, "banyak": one.count}
              for one in difference.shifts]  # fmt: skip
    return {
        "sel_sama": difference.kept,
        "lembar_ditambahkan": [*difference.added],
        "lembar_dihapus": [*difference.gone],
        "lembar_berganti_nama": dict(difference.renamed),
        "bergeser": shifts,
        "rumus_dibandingkan": difference.compares_formulas,
        "berubah": [_change_as_data(one, kept) for one in difference.changes],
    }


def _change_as_data(change: Change, kept: Kept | None) -> dict[str, Any]:
    sheet, address = change.stood
    return {
        "lembar": change.sheet,
        "sel": a1(*change.address),
        "apa": change.what,
        "dahulu_di": f"{sheet}!{a1(*address)}",
        "dahulu": _was(change, kept),
        "kini": _now(change.now),
        "rumus_kini": change.now.formula if change.now else None,
    }


def _now(content: Content | None) -> str | None:
    return None if content is None else content.value


def _wrapped(text: str, margin: int = 0) -> list[str]:
    """Lines of a sentence; a path and an address stay whole."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * margin,
        subsequent_indent=" " * (margin + 2 if margin else 0),
        break_on_hyphens=False,
        break_long_words=False,
    )
