"""The commands for what comes in: options in, one call, lines out."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_excel.cli import clock
from iki_excel.cli.group import (
    ALL_WELL,
    DONE_WITH_ERRORS,
    READING,
    catalog_option,
    cli,
    first_reader,
    places_argument,
    readers,
    say,
    units_option,
    workers_option,
)
from iki_excel.cli.waiting import waiting
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS

if TYPE_CHECKING:
    from iki_excel.decree import Catalog
    from iki_excel.runs.office import Offices
    from iki_excel.runs.receiving.fates import Choose, Receipt

LATEST = "terbaru"
READING_MAIL = "Membaca surat"


@cli.command()
@places_argument
@click.option("--pilih", metavar=LATEST, help="Dari dua versi sebuah formulir pakai yang disimpan terakhir.")
@click.option("--surel", "from_mail", is_flag=True, help="Ambil dahulu yang tiba di kotak surat kantor.")
@units_option
@workers_option
@catalog_option
def terima(
    places: tuple[Path, ...],
    pilih: str | None,
    from_mail: bool,
    units: tuple[str, ...],
    pekerja: int | None,
    katalog: Path | None,
) -> int:
    """Pilah kiriman: setiap formulir yang terisi disalin ke bulannya, lainnya disebutkan.

    Tanpa FILE atau FOLDER yang dipilah folder kotak_masuk. Berkas asalnya tidak diubah dan tidak dihapus.
    """
    _refuse_other_choice(pilih)
    first = first_reader()
    from iki_excel.runs import office

    offices = office.load_all(katalog)
    whole = readers(first, pekerja)
    from iki_excel.cli import receipts
    from iki_excel.cli.incoming_units import receive_of_many
    from iki_excel.runs import receiving
    from iki_excel.runs.fetching import known

    broke = from_mail and _fetch(offices)
    given = [*places, Path(INBOX)] if from_mail else _places_or_inbox(places)
    if not offices.is_one:
        choose = _choose_of_many(pilih, offices)
        needs_a_person = receive_of_many(given, offices, office.chosen(offices, units), choose, whole)
        return DONE_WITH_ERRORS if needs_a_person or broke else ALL_WELL
    loaded = office.the_one(office.chosen(offices, units))
    with waiting() as line:
        choose = _choose(pilih, loaded.catalog, line.erase)
        arrivals = known.arrivals(receiving.heap(given, Path(FORMS), Path(KEPT_FORMS)), Path())
        received = receiving.take(arrivals, *loaded, choose=choose, readers=whole, progress=line.of(READING))
    is_empty_inbox = not arrivals and given == [Path(INBOX)]
    say(receipts.empty_lines() if is_empty_inbox else receipts.received_lines(received, loaded.catalog))
    return DONE_WITH_ERRORS if received.needs_a_person or broke else ALL_WELL


def _fetch(offices: Offices) -> bool:
    """What came into the mailbox lies in the folder then; whether that ended before its end."""
    from iki_excel.cli import receipts
    from iki_excel.runs import fetching

    with waiting() as line:
        fetched = fetching.fetch(Path(), offices, clock.now(), progress=line.of(READING_MAIL))
    say(receipts.fetched_lines(fetched))
    return bool(fetched.putus)


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


def _choose_of_many(pilih: str | None, offices: Offices) -> Choose:
    """The same of forms of many units: each is told by the decree of its own."""

    def choose(two: Receipt) -> str:
        office = offices[two.came.record.row["unit"]]
        say([f"{office.settings.unit.nama}:"] if pilih is None and sys.stdin and sys.stdin.isatty() else [])
        return _choose(pilih, office.catalog, lambda: None)(two)

    return choose


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
