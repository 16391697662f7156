"""``iki mulai``: the settings of an office, or a folder to double click."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_excel.cli import clock
from iki_excel.cli.group import catalog_option, cli, say
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import DATA, WHEELS
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.runs.installing import Installed

NOT_BOTH = "Pilihan “--katalog” tidak dipakai bersama “--pasang”. Katalognya dipilih di halaman yang kemudian terbuka."


@cli.command()
@catalog_option
@click.option(
    "--pasang",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Tulis folder yang dimulai dengan klik dua kali, tanpa mengetik perintah.",
)
def mulai(katalog: Path | None, pasang: Path | None) -> None:
    """Tulis iki.toml berisi semua pengaturan dengan penjelasannya."""
    from iki_excel.cli import saying
    from iki_excel.runs import installing, starting

    if pasang is None:
        say(saying.started_lines(starting.write_settings(katalog, Periode.of_day(clock.today()))))
    elif katalog is not None:
        raise IkiError(NOT_BOTH)
    else:
        say(installed_lines(installing.install(pasang)))


def installed_lines(installed: Installed) -> Iterator[str]:
    """What to double click, and what is still missing for that."""
    yield f"{installed.folder} siap: klik dua kali “Mulai IKI” di dalamnya. Berkas kantor akan ada di {DATA} di situ."
    if not installed.wheels:
        yield f"Programnya belum ada di situ: letakkan folder {WHEELS} dari paket rilis di sampingnya."
