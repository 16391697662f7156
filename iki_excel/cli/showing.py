"""``iki buka``: the result of a month, shown by the program that opens such files."""

from __future__ import annotations

from pathlib import Path

import click

from iki_excel.cli import clock
from iki_excel.cli.group import EXAMPLES, READING, catalog_option, cli, say, unit_option
from iki_excel.cli.waiting import waiting
from iki_excel.words.folders import FORMS, RESULTS


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

    kode, (catalog, settings) = unit, office.load(katalog, unit=unit)
    with waiting() as line:
        chosen = current_month.to_process(periode, [Path(FORMS)], catalog, settings, clock.today(), line.of(READING))
    path = results.workbook_of(Path(), chosen.months[-1], settings.unit.kode)
    shown = path.parent if folder else path
    showing.show(shown)
    say([f"{shown.relative_to(RESULTS).as_posix()} dibuka."])
