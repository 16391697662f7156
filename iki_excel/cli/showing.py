"""``iki buka``: the result of a month, shown by the program that opens such files."""

from __future__ import annotations

from pathlib import Path

import click

from iki_excel.cli import clock
from iki_excel.cli.group import EXAMPLES, READING, catalog_option, cli, say, unit_option
from iki_excel.cli.waiting import waiting
from iki_excel.words.folders import FORMS, RESULTS, of_unit


@cli.command()
@click.option("--periode", metavar="BULAN", help=f"Bulan yang dibuka; {EXAMPLES}.")
@click.option("--folder", is_flag=True, help="Buka foldernya, bukan buku kerjanya.")
@unit_option
@catalog_option
def buka(periode: str | None, folder: bool, unit: str | None, katalog: Path | None) -> None:
    """Buka buku kerja rekap sebuah bulan di Excel atau program lembar kerja lain.

    Tanpa --periode bulan yang sama dengan “iki proses”.
    """
    from iki_excel.runs import current_month, office, results, showing

    offices = office.load_all(katalog, only=[unit] if unit else ())
    catalog, settings = office.the_one(offices)
    forms = of_unit(Path(FORMS), settings.unit.kode, is_one=offices.is_one)
    with waiting() as line:
        chosen = current_month.to_process(periode, [forms], catalog, settings, clock.today(), line.of(READING))
    month = chosen.months[-1]
    path = results.written(results.workbook_of(Path(RESULTS), month, settings.unit, is_one=offices.is_one), month)
    shown = path.parent if folder else path
    showing.show(shown)
    say([f"{shown.relative_to(RESULTS).as_posix()} dibuka."])
