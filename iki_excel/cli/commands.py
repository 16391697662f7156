"""The commands: options in, one call, one sentence out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from iki_excel import __version__
from iki_excel.cli.indonesian import IndonesianGroup
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError
from iki_excel.words.periods import Periode

if TYPE_CHECKING:
    from iki_excel.decree import Catalog
    from iki_excel.decree.settings import Settings
    from iki_excel.judging.batch import Checked

ALL_WELL, DONE_WITH_ERRORS = 0, 1
INPUT, OUTPUT, EXAMPLE = "input_templates", "output", "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"


# --- options that several commands share -----------------------------------------------------------------------------

Command = Callable[..., Any]


def _catalog_option(function: Command) -> Command:
    return click.option(
        "--katalog", "katalog", metavar="FOLDER", type=click.Path(path_type=Path), help="Folder katalog pengganti."
    )(function)


def _places_argument(function: Command) -> Command:
    return click.argument("places", nargs=-1, metavar="[FILE|FOLDER]...", type=click.Path(path_type=Path))(function)


def _load(katalog: Path | None) -> tuple[Catalog, Settings]:
    from iki_excel.decree import BUILT_IN, load_catalog
    from iki_excel.decree.settings import FILE_NAME, load_settings

    catalog = load_catalog(katalog or BUILT_IN)
    path = Path(FILE_NAME)
    return catalog, load_settings(path if path.exists() else None, catalog)


def _places_or_default(places: tuple[Path, ...]) -> list[Path]:
    if places:
        return list(places)
    if not Path(INPUT).is_dir():
        raise IkiError(
            f"Folder {INPUT} tidak ada di sini. Sebutkan berkas atau foldernya, atau jalankan “iki template”."
        )
    return [Path(INPUT)]


def _time(text: str | None) -> dt.datetime:
    if text is None:
        return dt.datetime.now().replace(second=0, microsecond=0)
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise IkiError(f"Waktu “{text}” tidak dikenal. Tulis misalnya 2019-04-02T09:00.") from None


# --- commands --------------------------------------------------------------------------------------------------------


@click.group(cls=IndonesianGroup, subcommand_metavar="PERINTAH [ARGUMEN]...")
@click.version_option(__version__, "--versi", message="iki-excel %(version)s", help="Tampilkan versi program.")
def cli() -> None:
    """Indikator Kinerja Individu (IKI) dengan lembar kerja: formulir, pemeriksaan, perhitungan, dan rekap."""


@cli.command()
@_catalog_option
def mulai(katalog: Path | None) -> None:
    """Tulis iki.toml berisi semua pengaturan dengan penjelasannya."""
    from iki_excel.decree import BUILT_IN, load_catalog
    from iki_excel.decree.settings import FILE_NAME
    from iki_excel.runs.starting import commented
    from iki_excel.workbooks import saving

    path = Path(FILE_NAME)
    with saving.turn(path.parent):
        if path.exists():
            raise IkiError(f"{path} sudah ada di folder ini dan tidak ditimpa. Ubah isinya dengan penyunting teks.")
        saving.save(path, commented(load_catalog(katalog or BUILT_IN)).encode())
    click.echo(f"{path} ditulis. Isi nama pejabat dan target, lalu jalankan “iki template”.")


@cli.command()
@click.option("--periode", required=True, metavar="2019-03", help="Bulan, atau rentang seperti 2019-01..2019-12.")
@click.option("--jabatan", multiple=True, metavar="KODE", help="Hanya jabatan ini; boleh diulang.")
@click.option("--ke", type=click.Path(path_type=Path), default=INPUT, metavar="FOLDER", help=f"Tujuan, bawaan {INPUT}.")
@click.option("--timpa", is_flag=True, help="Timpa formulir yang belum diisi siapa pun.")
@_catalog_option
def template(periode: str, jabatan: tuple[str, ...], ke: Path, timpa: bool, katalog: Path | None) -> None:
    """Tulis formulir kosong setiap jabatan untuk sebuah bulan."""
    from iki_excel.runs.blanks import write_blanks
    from iki_excel.words import periods

    months = periods.parse_range(periode)
    catalog, settings = _load(katalog)
    for kode in jabatan:
        if kode not in catalog:
            raise IkiError(f"Jabatan “{kode}” tidak dikenal. {bahasa.nearest(kode, catalog.kode)}")
    outcome = write_blanks(catalog, settings, months, ke, only=jabatan, overwrite=timpa)
    click.echo(f"{len(outcome.written)} formulir {periods.title(months)} ditulis di {ke.as_posix()}.")
    for paths, why in ((outcome.kept, "sudah ada"), (outcome.filled, "sudah diisi")):
        if paths:
            click.echo(f"{len(paths)} formulir tidak ditimpa karena {why}:")
            click.echo("\n".join(f"  {path.as_posix()}" for path in paths))


@cli.command()
@_places_argument
@click.option("--periode", metavar="2019-03", help="Bulan yang diolah; yang belum masuk ikut diberitahukan.")
@click.option("--format", "form", default="teks", metavar="teks|csv|json", help="Bentuk keluaran, bawaan teks.")
@click.option("--tandai", is_flag=True, help="Tulis salinan bertanda untuk dikirim kembali, dan pesannya.")
@click.option("--ke", type=click.Path(path_type=Path), metavar="FOLDER", help=f"Tujuan salinan, bawaan {MARKED}.")
@_catalog_option
def periksa(
    places: tuple[Path, ...], periode: str | None, form: str, tandai: bool, ke: Path | None, katalog: Path | None
) -> int:
    """Baca dan periksa formulir yang sudah diisi; berkas aslinya tidak diubah.

    Tanpa FILE atau FOLDER yang dibaca folder input_templates.
    """
    from iki_excel.cli import saying
    from iki_excel.delivery import messages
    from iki_excel.runs.checking import check_files

    if form not in messages.FORMATS:
        raise IkiError(f"Bentuk keluaran “{form}” tidak dikenal. {bahasa.nearest(form, messages.FORMATS)}")
    if ke and not tandai:
        raise IkiError("Pilihan “--ke” hanya dipakai bersama “--tandai”. Lihat “iki periksa --help”.")
    due = Periode.month(periode) if periode else None
    catalog, settings = _load(katalog)
    checked = check_files(_places_or_default(places), catalog, settings, due)
    said = messages.temuan_as(form, checked.temuan)
    if said:
        click.echo(said)
    click.echo(saying.summary(checked), err=form != "teks")
    if tandai:
        _mark(checked, catalog, settings, ke or Path(MARKED), err=form != "teks")
    return DONE_WITH_ERRORS if checked.has_errors else ALL_WELL


def _mark(checked: Checked, catalog: Catalog, settings: Settings, folder: Path, *, err: bool) -> None:
    """Write the marked copies, and say what may be pasted into a chat."""
    from iki_excel.delivery.chats import chat_text, texts_without_copy
    from iki_excel.forms.returning import write_marked

    marked = write_marked(checked, catalog, settings, folder)
    written = f" ditulis di {folder.as_posix()}. Pesan untuk ditempel di percakapan:" if marked else "."
    click.echo(f"{len(marked)} salinan bertanda{written}", err=err)
    for text in [*(chat_text(one, catalog) for one in marked), *texts_without_copy(checked, marked)]:
        click.echo(f"\n{text}", err=err)


@cli.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--ke", type=click.Path(path_type=Path), default=MIGRATED, metavar="FOLDER", help=f"Tujuan, bawaan {MIGRATED}."
)
@_catalog_option
def migrasi(file: Path, ke: Path, katalog: Path | None) -> int:
    """Pindahkan isi formulir lama atau rusak ke formulir yang baru."""
    from iki_excel.cli.saying import migrated_lines
    from iki_excel.runs.migrating import migrate

    catalog, settings = _load(katalog)
    migrated = migrate(file, catalog, settings, ke)
    for line in migrated_lines(migrated):
        click.echo(line)
    return ALL_WELL if migrated.is_complete else DONE_WITH_ERRORS


@cli.command()
@_places_argument
@click.option("--periode", required=True, metavar="2019-03", help="Bulan yang diolah, bersama bulan-bulan sebelumnya.")
@click.option(
    "--ke", type=click.Path(path_type=Path), default=OUTPUT, metavar="FOLDER", help=f"Tujuan, bawaan {OUTPUT}."
)
@click.option(
    "--ekspor", type=click.Path(path_type=Path), metavar="FILE.csv", help="Tulis juga tabel hasil sebagai CSV."
)
@click.option("--waktu", metavar="2019-04-02T09:00", help="Waktu yang dicetak, bawaan sekarang.")
@_catalog_option
def proses(
    places: tuple[Path, ...], periode: str, ke: Path, ekspor: Path | None, waktu: str | None, katalog: Path | None
) -> int:
    """Olah semua formulir sampai bulan itu menjadi satu buku kerja rekap.

    Tanpa FILE atau FOLDER yang diolah folder input_templates.
    """
    from iki_excel.cli import saying
    from iki_excel.runs.month import process_to

    due, printed = Periode.month(periode), _time(waktu)
    catalog, settings = _load(katalog)
    path, batch = process_to(ke, _places_or_default(places), catalog, settings, due, printed, ekspor)
    click.echo(saying.summary(batch.checked))
    if len(batch.checked.temuan):
        click.echo("Rinciannya di lembar Temuan, atau jalankan “iki periksa”.")
    click.echo(f"Rekap ditulis di {path.as_posix()}.")
    return DONE_WITH_ERRORS if batch.checked.has_errors else ALL_WELL


@cli.command()
@click.option(
    "--ke", type=click.Path(path_type=Path), default=EXAMPLE, metavar="FOLDER", help=f"Folder baru, bawaan {EXAMPLE}."
)
def contoh(ke: Path) -> int:
    """Buat contoh lengkap: formulir tiga bulan yang terisi, dan rekapnya."""
    from iki_excel.runs.example import write_example

    path, batch = write_example(ke)
    used = len(batch.checked.files)
    click.echo(f"Contoh selesai: {used} formulir terisi di {ke.as_posix()}/{INPUT}, rekapnya {path.as_posix()}.")
    click.echo("Buka rekap itu, mulai dari lembar Ringkasan, lalu Rekap dan lembar tiap jabatan. Semua angka rekaan.")
    return DONE_WITH_ERRORS if batch.checked.has_errors else ALL_WELL


@cli.command()
@click.argument("kode", required=False, metavar="[KODE]")
def jelaskan(kode: str | None) -> None:
    """Jelaskan sebuah kode temuan: artinya, contohnya, dan yang perlu dilakukan.

    Tanpa KODE ditampilkan semuanya.
    """
    from iki_excel.cli import saying
    from iki_excel.runs import explaining

    lines = saying.explained_lines(explaining.explain(kode)) if kode else saying.rule_lines(explaining.GROUPS)
    for line in lines:
        click.echo(line)


@cli.command("katalog")
@_catalog_option
def katalog_command(katalog: Path | None) -> None:
    """Tampilkan semua jabatan dan indikator dengan rumusnya dalam kata."""
    from iki_excel.cli.saying import catalog_as_text
    from iki_excel.decree import BUILT_IN, load_catalog

    click.echo(catalog_as_text(load_catalog(katalog or BUILT_IN)))
