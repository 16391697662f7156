"""The commands for what comes in: options in, one call, lines out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_excel.cli.group import ALL_WELL, DONE_WITH_ERRORS, READING, catalog_option, cli, places_argument, say
from iki_excel.cli.waiting import waiting
from iki_excel.runs.folders import INBOX
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError

if TYPE_CHECKING:
    from iki_excel.decree import Catalog
    from iki_excel.runs.receiving.fates import Choose, Receipt

LATEST = "terbaru"


@cli.command()
@places_argument
@click.option("--pilih", metavar=LATEST, help="Dari dua versi sebuah formulir pakai yang disimpan terakhir.")
@catalog_option
def terima(places: tuple[Path, ...], pilih: str | None, katalog: Path | None) -> int:
    """Pilah kiriman: setiap formulir yang terisi disalin ke bulannya, lainnya disebutkan.

    Tanpa FILE atau FOLDER yang dipilah folder kotak_masuk. Berkas asalnya tidak diubah dan tidak dihapus.
    """
    from iki_excel.cli import receipts
    from iki_excel.runs import office, receiving

    given = _places_or_inbox(places)
    _refuse_other_choice(pilih)
    catalog, settings = office.load(katalog)
    with waiting() as line:
        choose = _choose(pilih, catalog, line.erase)
        received = receiving.receive(given, catalog, settings, choose=choose, progress=line.of(READING))
    say(receipts.received_lines(received, catalog))
    return DONE_WITH_ERRORS if received.needs_a_person else ALL_WELL


def _places_or_inbox(places: tuple[Path, ...]) -> list[Path]:
    if not places and not Path(INBOX).is_dir():
        raise IkiError(
            f"Folder {INBOX} tidak ada di sini. Sebutkan berkas atau foldernya, atau buat folder itu dan simpan "
            "kirimannya di sana."
        )
    return list(places) or [Path(INBOX)]


def _refuse_other_choice(pilih: str | None) -> None:
    if pilih not in (None, LATEST):
        raise IkiError(f"Pilihan “{pilih}” tidak dikenal. {bahasa.nearest(pilih or '', [LATEST])}")


def _choose(pilih: str | None, catalog: Catalog, erase: Callable[[], None]) -> Choose:
    """What decides between two versions: what was asked for, whoever sits at a terminal, or nobody."""
    from iki_excel.runs.receiving import fates

    if pilih == LATEST:
        return fates.latest
    return _asked(catalog, erase) if sys.stdin is not None and sys.stdin.isatty() else fates.leave


def _asked(catalog: Catalog, erase: Callable[[], None]) -> Choose:
    from iki_excel.cli import receipts

    def ask(two: Receipt) -> str:
        erase()
        say(receipts.question_lines(two, catalog))
        while True:
            answer = str(click.prompt(receipts.QUESTION, default=receipts.LEAVE, show_default=False)).strip()
            if answer in receipts.ANSWERS:
                return receipts.ANSWERS[answer]

    return ask
