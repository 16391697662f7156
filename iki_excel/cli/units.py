"""What the console says of many units: each by its name where there are a few, and counted where there are more."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from iki_excel.cli.reasons import WIDTH
from iki_excel.cli.saying import WHY_KEPT, renewed_lines, unasked_lines
from iki_excel.words import bahasa, periods
from iki_excel.words.errors import OutputError

if TYPE_CHECKING:
    from iki_excel.decree.unit import Unit
    from iki_excel.judging.batch import Checked
    from iki_excel.judging.found import Found
    from iki_excel.runs.units.blanks import Outcomes
    from iki_excel.runs.units.month import ProcessedUnits

MOST_NAMED = 5
"""So many units, or files, are named; of more it is said how many they are."""


def blanks_lines(outcomes: Outcomes) -> Iterator[str]:
    """How many forms were written of which units, and which blank ones were written anew or were not."""
    whole = outcomes.as_one
    told = f"{bahasa.number(len(whole.written))} formulir {periods.title(outcomes.months)} dari"
    where = f"ditulis di {outcomes.folder.as_posix()}, satu folder setiap unit."
    yield from _wrapped(f"{told} {counted([*outcomes.of_units])} {where}")
    yield from renewed_lines(whole.renewed)
    if whole.same:
        yield f"{bahasa.number(len(whole.same))} formulir kosong sudah ada dan tidak berubah."
    yield from _kept_lines(whole.kept)
    yield from unasked_lines(whole.unasked)
    yield from _waiting_lines(outcomes.waiting)


def processed_lines(processed: ProcessedUnits, nobody: Checked) -> Iterator[str]:
    """How much was found in how many units, what is not complete, and where everything is."""
    yield from _wrapped(_found_line([one.found for one in processed.units], len(processed.units)))
    waiting = [one.kode for one in processed.units if one.found.kesalahan]
    if waiting:
        yield from _wrapped(f"Belum lengkap, atau perlu diperbaiki: {counted(waiting)}. Rinciannya: “iki periksa”.")
    if processed.unasked:
        yield from _wrapped(f"Tidak ditanyai apa pun di masa ini: {counted(processed.unasked)}.")
    yield from _nobody_lines(nobody)
    yield from _workbook_lines(processed)
    if processed.path is not None:
        yield f"Rekap gabungan ditulis di {processed.path.as_posix()}."
    if processed.database is not None:
        yield f"Setiap sel yang diketik ada di {processed.database.as_posix()}."


def _found_line(found: Sequence[Found], units: int) -> str:
    files, used = sum(one.berkas for one in found), sum(one.dipakai for one in found)
    wrong, odd = sum(one.kesalahan for one in found), sum(one.peringatan for one in found)
    told = f"{bahasa.number(units)} unit, {bahasa.number(files)} berkas: {bahasa.number(used)} dipakai."
    return f"{told} {bahasa.number(wrong)} kesalahan, {bahasa.number(odd)} peringatan."


def _nobody_lines(nobody: Checked) -> Iterator[str]:
    """What is of no unit that is known, each with its sentence."""
    told = list(nobody.temuan["pesan"])
    if told:
        yield from _wrapped(f"{bahasa.number(len(told))} berkas bukan dari unit yang terdaftar:")
        for sentence in told[:MOST_NAMED]:
            yield from _wrapped(sentence, 2)
        yield from further_lines(len(told) - MOST_NAMED)


def _workbook_lines(processed: ProcessedUnits) -> Iterator[str]:
    written = [one for one in processed.units if one.path is not None]
    same = sum(one.is_same for one in written)
    if written:
        where = processed.folder.as_posix()
        kept = f" ({bahasa.number(same)} tetap sama)" if same else ""
        yield from _wrapped(
            f"{bahasa.number(len(written))} buku kerja unit di {where}{kept}, satu folder setiap kabupaten."
        )
        yield from {one.why_no_pages: None for one in written if one.why_no_pages}


def refuse_unwritten(processed: ProcessedUnits) -> None:
    """OutputError with why what could not be written was not, unit by unit; all else is there."""
    errors = [f"{one.kode}: {one.error}" for one in processed.units if one.error]
    if errors:
        further = [f"Dan {bahasa.number(len(errors) - MOST_NAMED)} unit lagi."] if len(errors) > MOST_NAMED else []
        raise OutputError("\n".join([*errors[:MOST_NAMED], *further]))


def counted(kodes: Sequence[str]) -> str:
    """ "3 unit (a, b dan c)", "20 unit"."""
    named = f" ({bahasa.listing(kodes)})" if len(kodes) <= MOST_NAMED else ""
    return f"{bahasa.number(len(kodes))} unit{named}"


def _kept_lines(kept: Mapping[Path, str]) -> Iterator[str]:
    for why, words in WHY_KEPT.items():
        paths = [path for path, one in kept.items() if one == why]
        if paths:
            yield f"{bahasa.number(len(paths))} formulir tidak ditulis ulang karena {words}:"
            yield from (f"  {path.as_posix()}" for path in paths[:MOST_NAMED])
            yield from further_lines(len(paths) - MOST_NAMED)


def further_lines(further: int) -> Iterator[str]:
    """That there are more than were named."""
    if further > 0:
        yield f"  dan {bahasa.number(further)} lagi"


def _waiting_lines(waiting: Sequence[Unit]) -> Iterator[str]:
    if waiting:
        named = [f"{unit.nama} (mulai {unit.mulai.words})" for unit in waiting[:MOST_NAMED] if unit.mulai]
        others = [f"{bahasa.number(len(waiting) - MOST_NAMED)} unit lain"] if len(waiting) > MOST_NAMED else []
        yield from _wrapped(f"Belum mulai, jadi tidak ditulisi formulir: {bahasa.listing([*named, *others])}.")


def _wrapped(text: str, margin: int = 0) -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=" " * margin,
        subsequent_indent=" " * (margin + 2),
        break_on_hyphens=False,
        break_long_words=False,
    )
