"""``iki kotak-keluar``: what became of letters, and what a person says of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import click

from iki_excel.cli.commands import EXAMPLES
from iki_excel.cli.group import ALL_WELL, DONE_WITH_ERRORS, cli, say
from iki_excel.words import periods
from iki_excel.words.errors import IkiError
from iki_excel.words.periods import Periode

NOMOR = "NOMOR"


@cli.command("kotak-keluar")
@click.option("--periode", metavar="BULAN", help=f"Hanya surat bulan ini, {EXAMPLES}.")
@click.option("--sampai", multiple=True, metavar=NOMOR, help="Surat yang tidak pasti ini sudah sampai; boleh diulang.")
@click.option(
    "--kirim-lagi", multiple=True, metavar=NOMOR, help="Surat yang tidak pasti ini dikirim lagi; boleh diulang."
)
def kotak_keluar(periode: str | None, sampai: tuple[str, ...], kirim_lagi: tuple[str, ...]) -> int:
    """Tampilkan setiap surat: terkirim, ditolak, siap, atau tidak pasti.

    Surat yang tidak pasti tidak dikirim lagi sebelum Anda menjawab: sudah sampai, atau kirim lagi.
    """
    from iki_excel.cli import outbox_lines
    from iki_excel.runs import outbox

    now, folder = dt.datetime.now(dt.UTC), Path()
    chosen = None if periode is None else _periode(periode, now.year)
    answered = outbox.answer(folder, _numbers(sampai), _numbers(kirim_lagi), now) if sampai or kirim_lagi else []
    rows = outbox.look(folder, chosen)
    say(outbox_lines.answered_lines(answered))
    say(outbox_lines.outbox_lines(rows))
    return DONE_WITH_ERRORS if any(one.keadaan in outbox.FOR_A_PERSON for one in rows) else ALL_WELL


def _periode(text: str, year: int) -> Periode:
    return periods.said_span(text, year) or periods.said(text, year)


def _numbers(texts: Iterable[str]) -> list[int]:
    for text in texts:
        if not (text.isascii() and text.isdecimal() and len(text) < 10):
            raise IkiError(f"Nomor “{text}” tidak dikenal. Tulis angkanya saja, misalnya 12; lihat “iki kotak-keluar”.")
    return [int(text) for text in texts]
