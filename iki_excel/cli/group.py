"""The group of all commands, and the options that several of them share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iki_excel import __version__
from iki_excel.cli.indonesian import IndonesianGroup
from iki_excel.words.errors import IkiError

if TYPE_CHECKING:
    import subprocess

    from iki_excel.decree.office import Offices
    from iki_excel.forms.reading.workers import Readers

ALL_WELL, DONE_WITH_ERRORS = 0, 1
READING = "Membaca berkas"
EXAMPLES = "misalnya “Maret 2019”, maret, atau 3/2019"

Command = Callable[..., Any]


@click.group(cls=IndonesianGroup, subcommand_metavar="[PERINTAH] [ARGUMEN]...", invoke_without_command=True)
@click.version_option(__version__, "--versi", message="iki-excel %(version)s", help="Tampilkan versi program.")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Indikator Kinerja Individu (IKI) dengan lembar kerja: formulir, pemeriksaan, perhitungan, dan rekap.

    Tanpa perintah dibuka halaman di peramban.
    """
    if ctx.invoked_subcommand is None:
        from iki_excel.cli import halaman

        halaman.open_page(ctx)


def catalog_option(function: Command) -> Command:
    """The catalogue that is used instead of the office's."""
    return click.option(
        "--katalog",
        "katalog",
        metavar="FILE|FOLDER",
        type=click.Path(path_type=Path),
        help="Katalog pengganti: buku kerja atau folder TOML.",
    )(function)


def unit_option(function: Command) -> Command:
    """The one unit of many that a command is for."""
    return click.option("--unit", metavar="KODE", help="Unitnya, bila iki.toml memuat banyak unit.")(function)


def units_option(function: Command) -> Command:
    """The units of many that a command is for; without it all."""
    return click.option(
        "--unit", "units", multiple=True, metavar="KODE", help="Hanya unit ini, dari banyak unit; boleh diulang."
    )(function)


def _workers(ctx: click.Context, option: click.Parameter, said: str | None) -> int | None:
    """How many somebody said; IkiError for what is no such number."""
    if said is not None and not (said.isascii() and said.isdecimal() and int(said)):
        raise IkiError(f"Pilihan “--pekerja” berisi “{said}”, padahal harus bilangan bulat mulai 1.")
    return None if said is None else int(said)


def workers_option(function: Command) -> Command:
    """In how many processes the work is done."""
    return click.option(
        "--pekerja",
        callback=_workers,
        metavar="N",
        help="Banyaknya proses yang membaca dan mengolah; bawaan sebanyak inti komputer, satu bila berkasnya sedikit.",
    )(function)


def simpanan_option(function: Command) -> Command:
    """Whether it is kept what was read, so that it is not read again."""
    return click.option(
        "--tanpa-simpanan",
        "simpanan",
        flag_value=False,
        default=True,
        help="Baca semua berkas dari awal; jangan pakai dan jangan tulis simpanan hasil bacaan.",
    )(function)


def cluster_option(function: Command) -> Command:
    """The cluster whose computers read the forms."""
    return click.option(
        "--klaster",
        metavar="ALAMAT|lokal",
        help="Klaster Dask yang membaca banyak unit, misalnya tcp://192.168.1.10:8786, atau lokal.",
    )(function)


def first_reader() -> subprocess.Popen[bytes]:
    """A process that reads forms until the command ends; it starts before all else that the command needs is loaded."""
    from iki_excel.forms.starting import started

    return click.get_current_context().with_resource(started())


def readers(first: subprocess.Popen[bytes], pekerja: int | None, *, simpanan: bool = False) -> Readers:
    """Processes that read forms until the command ends, and the first of them."""
    from iki_excel.forms.reading.workers import Readers

    return click.get_current_context().with_resource(Readers(pekerja, simpanan=simpanan, started=first))


def readers_of(
    first: subprocess.Popen[bytes], places: Iterable[Path], offices: Offices, pekerja: int | None, *, simpanan: bool
) -> Readers:
    """The same, which begin at once with what lies at these places."""
    from iki_excel.forms.reading import find_files

    begun = readers(first, pekerja, simpanan=simpanan)
    begun.begin(find_files(places), offices)
    return begun


def places_argument(function: Command) -> Command:
    """Files and folders."""
    return click.argument("places", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(path_type=Path))(function)


def say(lines: Iterable[str], *, err: bool = False) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line, err=err)
