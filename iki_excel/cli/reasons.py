"""Why a result is what it is, on a console and as JSON."""

from __future__ import annotations

import dataclasses
import json
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING

from iki_excel.decree.fields import ISI, STATE_WORDS
from iki_excel.words import bahasa, plain
from iki_excel.words.errors import IkiError

if TYPE_CHECKING:
    from iki_excel.report.kenapa import Angka, Kenapa, Sumber

FORMATS = ("teks", "json")
WIDTH = 80
LABEL = 12


def known_format(form: str) -> str:
    """The form in which a result may be explained; IkiError for any other."""
    if form not in FORMATS:
        raise IkiError(f"Bentuk keluaran “{form}” tidak dikenal. {bahasa.nearest(form, FORMATS)}")
    return form


def reason_lines(reason: Kenapa, form: str) -> Iterator[str]:
    """All of it, in one of FORMATS."""
    if form == "json":
        yield json.dumps(dataclasses.asdict(reason), indent=2)
        return
    for line in _text(reason):
        yield plain.clean(line)


def _text(reason: Kenapa) -> Iterator[str]:
    yield from textwrap.wrap(f"{reason.kode}  {reason.indikator}", WIDTH)
    yield f"{reason.jabatan}, s.d. {reason.periode.words}"
    yield ""
    for label, said in _headline(reason):
        yield from _labelled(label, said)
    if reason.kekurangan:
        yield from ("", "Yang perlu diperbaiki:")
        for sentence in reason.kekurangan:
            yield from textwrap.wrap(f"- {sentence}", WIDTH, subsequent_indent="  ")
    files = [*dict.fromkeys(source.berkas for number in reason.angka for source in number.sumber if source.berkas)]
    yield from ("", "Angka dan selnya:")
    for number in reason.angka:
        yield from _number_lines(number, files)
    yield from ("", "Berkas:") if files else ()
    for order, file in enumerate(files, start=1):
        yield f"  [{order}] {file}"


def _headline(reason: Kenapa) -> Iterator[tuple[str, str]]:
    """Each thing that is told of the result itself, with its label."""
    yield "Rumus", reason.rumus
    if reason.hitungan:
        yield "Hitungan", reason.hitungan
    yield "Realisasi", _realisasi(reason)
    yield "Target", reason.cara_target
    if reason.cara_capaian:
        yield "Capaian", reason.cara_capaian
    if reason.predikat:
        yield "Predikat", reason.predikat
    yield "Keadaan", reason.keadaan


def _realisasi(reason: Kenapa) -> str:
    own = f" ({reason.periode.words} saja: {reason.disebut_bulan})" if reason.disebut_bulan else ""
    return f"{reason.disebut or 'belum ada'}{own}"


def _labelled(label: str, said: str) -> list[str]:
    return textwrap.wrap(said, WIDTH, initial_indent=f"{label:<{LABEL}}", subsequent_indent=" " * LABEL)


def _number_lines(number: Angka, files: list[str]) -> Iterator[str]:
    """A number, and behind it its cells; of a document only those in which something stands."""
    batas = f" (batas waktu {number.batas})" if number.batas else ""
    so_far = f": {number.disebut}" if number.disebut else ""
    yield from _indented(f"{number.label}{batas}{so_far}", 2)
    if number.dihitung:
        yield from _indented(f"= {number.dihitung}", 4)
    if number.dari:
        yield from _indented(f"{number.ukuran} {number.dari}, {number.keadaan}; lihat iki kenapa {number.dari}", 4)
    told = [source for source in number.sumber if source.diketik.strip() or not number.dokumen]
    for source in told:
        where = f"  {source.lembar}!{source.sel} [{files.index(source.berkas) + 1}]" if source.berkas else ""
        yield from _indented(f"{source.periode.words:<15} {_said(source)}{where}", 4)


def _said(source: Sumber) -> str:
    """What counts of a cell, and what was typed where that is something else."""
    batas = f" (batas waktu {source.batas})" if source.batas else ""
    if source.jawaban:
        return f"{source.disebut} ({source.diketik}){_left_out(source)}"
    typed, said = bahasa.brief(source.diketik), source.disebut or source.keadaan
    also = f" (diketik “{typed}”)" if not _says_the_same(typed, said) else ""
    return f"{said}{also}{batas}{_left_out(source)}"


def _left_out(source: Sumber) -> str:
    """That a number is no part of what all months come to."""
    if source.dihitung:
        return ""
    return f", {source.keadaan if source.keadaan != STATE_WORDS[ISI] else 'tidak dihitung'}"


def _says_the_same(typed: str, said: str) -> bool:
    """Whether what was typed adds nothing to what it counts as."""
    return typed in ("", said) or typed == said.replace(".", "").replace(",", ".") or said.startswith(f"{typed},")


def _indented(text: str, margin: int) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=" " * margin, subsequent_indent=" " * (margin + 2))
