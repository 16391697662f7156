"""The page Kenapa: why a number is what it is, from its formula down to the cell and the file that it was typed in."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from iki_excel.page import frames
from iki_excel.page.answers import Answer, NotThere, Page
from iki_excel.page.asking import Asked, Route, month_of
from iki_excel.page.sebelum_mulai import before_start
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from iki_excel.report.kenapa import Angka, Kenapa, Sumber
    from iki_excel.runs.monthly.state import MonthState
    from iki_excel.runs.reasons import Explained, Origin
    from iki_excel.words.periods import Periode

SHOWN_DIGITS = 12
"""Of the SHA-256 of a form, as everywhere else."""

OF_MONTH = re.compile(r"(?: pada)? bulan ini\b")
"""How the label of a cell ends on a form, where it is about that month; what is told here is of all months so far."""

ROUNDING = "pembulatan desimal ("
"""How the words of a formula, which can be read again, begin to round."""

SINCE = "{apa} berubah sejak rekap {bulan} dibuat: yang dijelaskan di sini sudah angka yang baru."
NO_REKAP = "Rekap {bulan} belum dibuat: yang dijelaskan di sini hitungan sampai saat ini."
DOCUMENTS = "Dokumen yang dilaporkan"


@frozen
class Step:
    """A number of the formula as it is told: its name, what is to be known of it, and what it comes to. ``address``:
    of the indikator that it comes from.
    """

    label: str
    remark: str
    said: str
    address: str = ""


@frozen
class Cell:
    """A cell that a number came from. ``address``: where its form can be had; "" where none came."""

    label: str
    month: str
    counts_as: str
    typed: str
    written: str
    place: str
    file: str
    address: str
    sidik: str


@frozen
class Table:
    """Cells of one number, by month; or those of all documents, with names of their own, and in one column what was
    typed and what it counts as, which seldom differ.
    """

    title: str
    cells: tuple[Cell, ...]
    has_names: bool = False


def shown(asked: Asked, periode: str, indikator: str) -> Answer:
    """An indikator of a month, as the forms that are there now make it."""
    from iki_excel.runs.monthly.kept import seen
    from iki_excel.runs.monthly.state import state_of
    from iki_excel.runs.reasons import explained
    from iki_excel.words.folders import FORMS

    month, place, kept = month_of(periode), asked.place, asked.memory.kept
    office = asked.office()
    if (refused := before_start(office, month)) is not None:
        return refused
    state = state_of(place.folder, office, month, place.today(), kept=kept)
    batch = state.batch
    if batch is None or indikator not in {*batch.hasil["indikator"]}:
        raise NotThere
    now = seen([place.folder / FORMS])
    told = kept.once(("kenapa", str(place.folder), month, indikator), now, lambda: explained(batch, indikator))
    command = f"iki kenapa {indikator} --periode {month}"
    return Page("kenapa.html", _title(told.kenapa), _data(told, state), command, frames.HASIL, month)


def _title(why: Kenapa) -> str:
    return f"Kenapa {why.kode} bernilai {why.disebut}?" if why.disebut else f"Kenapa {why.kode} belum bernilai?"


def _data(told: Explained, state: MonthState) -> dict[str, object]:
    why, month = told.kenapa, state.month
    documents = [one for one in why.angka if one.dokumen]
    return {
        "month": month,
        "why": why,
        "sentence": _sentence(why, month),
        "note": _note(state),
        "gaps": told.kekurangan,
        "rumus": rounded_said(so_far(why.rumus)),
        "reckoned": "" if _is_the_number(why) else rounded_said(why.hitungan),
        "steps": [_step(one, month) for one in why.angka if one.disebut or one.dihitung or not one.dokumen],
        "tables": [*_tables(why.angka, told.origins), *_of_documents(documents, told.origins)],
        "unreported": bahasa.listing(_unreported(documents)),
        "neighbours": [(one, f"/b/{month}/kenapa/{one}") if one else None for one in (told.before, told.after)],
    }


def _sentence(why: Kenapa, month: Periode) -> tuple[str, ...]:
    """The number, its target, its capaian and its predikat, in the pieces that are told by turns usual and strong."""
    until = f"s.d. {month.words}, {_target(why.cara_target)}"
    number = ("", why.disebut, f" {until}") if why.disebut else (f"Belum ada angka {until}",)
    ends = f"{f', {why.predikat}' if why.predikat else ''}. Status: {why.keadaan}."
    if why.capaian is None:
        return (*number[:-1], f"{number[-1]}{ends}")
    return (*number[:-1], f"{number[-1]}, jadi capaian ", bahasa.number(why.capaian), ends)


def _target(way: str) -> str:
    """What a target comes to, without how."""
    return f"target {way.rpartition(' = ')[2]}"


def _note(state: MonthState) -> str:
    """How what is told here stands to the recap, where that says something else."""
    if state.rekap is None:
        return NO_REKAP.format(bulan=state.month.words)
    changed = state.rekap.berubah.capitalize()
    return SINCE.format(apa=changed, bulan=state.month.words) if changed else ""


def so_far(text: str) -> str:
    """A label of a form where it is told of all months so far."""
    return OF_MONTH.sub("", text)


def _is_the_number(why: Kenapa) -> bool:
    """Whether its reckoning is nothing but the number itself, which stands there anyway."""
    return why.disebut.partition(" ")[0] == why.hitungan


def rounded_said(text: str) -> str:
    """A formula with its rounding as people say it: "a × 25, dibulatkan 2 desimal" for "… (a × 25; 2)"."""
    before, is_there, rest = text.partition(ROUNDING)
    if not is_there:
        return text
    end = _end_of_call(rest)
    if end == len(rest):
        return text
    inner, _, digits = rest[:end].rpartition("; ")
    said, after = rounded_said(inner), rounded_said(rest[end + 1 :])
    rounded = f"{said}, dibulatkan {digits} desimal"
    return f"{before}({rounded}){after}" if before or after else rounded


def _end_of_call(text: str) -> int:
    """Where the parenthesis closes that was open before a text."""
    depth = 1
    for at, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if not depth:
            return at
    return len(text)


# --- the numbers of the formula ---------------------------------------------------------------------------------------


def _step(one: Angka, month: Periode) -> Step:
    address = f"/b/{month}/kenapa/{one.dari}" if one.dari else ""
    return Step(so_far(one.label), _remark(one), one.disebut or "belum ada", address)


def _remark(one: Angka) -> str:
    if one.dihitung:
        return f"= {rounded_said(so_far(one.dihitung))}"
    if one.dari:
        return f"{one.ukuran} {one.dari}, {one.keadaan}"
    return f"batas waktu {one.batas}" if one.batas else ""


# --- the cells behind them --------------------------------------------------------------------------------------------


def _tables(numbers: Iterable[Angka], origins: Mapping[str, Origin]) -> Iterator[Table]:
    for one in numbers:
        if one.sumber and not one.dokumen:
            yield Table(so_far(one.label), tuple(_cell(source, one, origins) for source in one.sumber))


def _of_documents(documents: Sequence[Angka], origins: Mapping[str, Origin]) -> Iterator[Table]:
    """Of documents, of which most months say nothing, only the cells in which something stands."""
    cells = tuple(_cell(source, one, origins) for one in documents for source in one.sumber if source.diketik.strip())
    if cells:
        yield Table(DOCUMENTS, cells, has_names=True)


def _unreported(documents: Iterable[Angka]) -> list[str]:
    """The documents of which nobody has told anything yet."""
    dated = (one for one in documents if one.batas)
    return [one.label.partition(" – ")[0] for one in dated if not any(each.diketik.strip() for each in one.sumber)]


def _cell(source: Sumber, number: Angka, origins: Mapping[str, Origin]) -> Cell:
    origin = origins.get(source.berkas)
    return Cell(
        label=number.label,
        month=source.periode.words,
        counts_as=_counts_as(source),
        typed=_typed(source),
        written=_written(source),
        place=f"{source.lembar} {source.sel}" if source.sel else "",
        file=origin.name if origin else Path(source.berkas).name,
        address=f"/b/{origin.periode}/berkas/formulir/{origin.jabatan}" if origin else "",
        sidik=origin.sha256[:SHOWN_DIGITS] if origin else "",
    )


def _counts_as(source: Sumber) -> str:
    """The number that a cell counts as; the state of it, or of its form, where it counts as none."""
    said = source.disebut or source.keadaan
    return said if source.dihitung else f"{said}, tidak dihitung"


def _typed(source: Sumber) -> str:
    """What was typed; of a survey how many answers there are."""
    return f"{source.jawaban} jawaban" if source.jawaban else bahasa.brief(source.diketik)


def _written(source: Sumber) -> str:
    """Both in one, where they say the same."""
    typed, counts = _typed(source), _counts_as(source)
    return counts if typed in ("", source.disebut) else f"{counts} (diketik “{typed}”)"


ROUTES = (Route("GET", "/b/<periode>/kenapa/<indikator>", shown),)
