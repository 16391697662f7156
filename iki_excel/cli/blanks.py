"""``iki template``: the blank forms of an office, or of each of many units."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_excel.cli import clock
from iki_excel.cli.group import EXAMPLES, catalog_option, cli, say, units_option, workers_option
from iki_excel.cli.waiting import waiting
from iki_excel.words.folders import FORMS

if TYPE_CHECKING:
    from iki_excel.decree.office import Offices

WRITING_FORMS, WRITING_OF_UNITS = "Menulis formulir", "Menulis formulir unit"


@cli.command()
@click.option(
    "--periode", metavar="BULAN", help=f"Bulannya, {EXAMPLES}; atau rentang seperti “Januari..Desember 2019”."
)
@click.option("--jabatan", multiple=True, metavar="KODE", help="Hanya jabatan ini; boleh diulang.")
@click.option("--ke", type=click.Path(path_type=Path), default=FORMS, metavar="FOLDER", help=f"Tujuan, bawaan {FORMS}.")
@units_option
@workers_option
@catalog_option
def template(
    periode: str | None,
    jabatan: tuple[str, ...],
    ke: Path,
    units: tuple[str, ...],
    pekerja: int | None,
    katalog: Path | None,
) -> None:
    """Tulis formulir kosong setiap jabatan untuk sebuah bulan.

    Formulir yang masih kosong ditulis ulang bila kini lain, misalnya karena bulan lalu terisi; yang sudah diisi tidak
    pernah. Tanpa --periode sampai tanggal 10 ditulis bulan sebelumnya, kecuali formulirnya sudah ada.
    """
    from iki_excel.cli import saying
    from iki_excel.runs import blanks, current_month, office

    offices = office.load_all(katalog, only=units)
    if not offices.is_one:
        _blanks_of_many(periode, jabatan, ke, offices, pekerja)
        return
    catalog, settings = office.the_one(offices)
    chosen = current_month.to_write(periode, ke, catalog, settings, clock.today(), jabatan)
    say(saying.to_write_lines(chosen))
    with waiting() as line:
        told = line.of(WRITING_FORMS)
        outcome = blanks.write_blanks(catalog, settings, chosen.months, ke, only=jabatan, progress=told)
    say(saying.blanks_lines(outcome))


def _blanks_of_many(
    periode: str | None, jabatan: tuple[str, ...], ke: Path, offices: Offices, pekerja: int | None
) -> None:
    from iki_excel.cli import saying
    from iki_excel.cli import units as told
    from iki_excel.runs import current_month
    from iki_excel.runs.units import blanks

    chosen = current_month.to_write_for_all(periode, ke, offices, clock.today(), jabatan)
    say(saying.to_write_lines(chosen))
    with waiting() as line:
        progress = line.of(WRITING_OF_UNITS)
        outcomes = blanks.write_all(offices, chosen.months, ke, only=jabatan, pekerja=pekerja, progress=progress)
    say(told.blanks_lines(outcomes))
