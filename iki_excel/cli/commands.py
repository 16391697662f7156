"""The commands: options in, one call, lines out."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_excel.cli import clock, many
from iki_excel.cli.group import (
    ALL_WELL,
    DONE_WITH_ERRORS,
    EXAMPLES,
    READING,
    catalog_option,
    cli,
    cluster_option,
    first_reader,
    places_argument,
    readers_of,
    say,
    simpanan_option,
    unit_option,
    units_option,
    workers_option,
)
from iki_excel.cli.waiting import waiting
from iki_excel.words import bahasa, plain
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import EVIDENCE, EXAMPLE, FORMS, MARKED, MIGRATED, RESULTS, of_unit

if TYPE_CHECKING:
    from iki_excel.decree.office import Office

CSV = ".csv"
FILLING = "Mengisi formulir bulan"
WRITING_COPIES, WRITING_SHEETS = "Menulis salinan", "Menulis lembar"
FOR_MANY = "Pilihan “{}” dipakai bila iki.toml memuat banyak unit."
SPANS = "atau triwulan, semester, tahun seperti 2019-TW1, 2019-S1, 2019"


# --- what is asked for ------------------------------------------------------------------------------------------------


def _places_or_default(places: tuple[Path, ...]) -> list[Path]:
    if not places and not Path(FORMS).is_dir():
        raise IkiError(
            f"Folder {FORMS} tidak ada di sini. Sebutkan berkas atau foldernya, atau jalankan “iki template”."
        )
    return list(places) or [Path(FORMS)]


def _own_place(office: Office) -> list[Path]:
    """Where one of many units has its forms; where it has no folder of its own, they lie among the others."""
    own = of_unit(Path(FORMS), office.settings.unit.kode, is_one=False)
    return [own if own.is_dir() else Path(FORMS)]


def _refuse_nothing_there(places: Iterable[Path]) -> None:
    """A month without any form may be processed, a name that was mistyped may not: its result would be empty."""
    if not any(os.path.lexists(place) for place in places):
        named = bahasa.listing(map(str, places))
        raise IkiError(f"{named} tidak ditemukan, jadi tidak ada yang diolah. Periksa nama berkas atau foldernya.")


def _time(text: str | None) -> dt.datetime:
    if text is None:
        return clock.printed()
    try:
        return dt.datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise IkiError(f"Waktu “{text}” tidak dikenal. Tulis misalnya 2019-04-02T09:00.") from None


def _refuse_no_export(path: Path | None) -> None:
    if path is not None:
        from iki_excel.runs import exporting

        exporting.refuse_unless_possible(path)


def _separated(named: str | None, export: Path | None) -> plain.Separated:
    """How the export is written."""
    if named is None:
        return plain.COMMA
    if export is None or export.suffix.lower() != CSV:
        raise IkiError("Pilihan “--pemisah” hanya dipakai bersama “--ekspor FILE.csv”. Lihat “iki proses --help”.")
    if named not in plain.SEPARATED:
        raise IkiError(f"Pemisah “{named}” tidak dikenal. {bahasa.nearest(named, plain.SEPARATED)}")
    return plain.SEPARATED[named]


# --- commands --------------------------------------------------------------------------------------------------------


@cli.command()
@places_argument
@click.option(
    "--periode",
    metavar="BULAN",
    help=f"Bulan yang diolah, yang belum masuk ikut diberitahukan; {EXAMPLES}; {SPANS}.",
)
@click.option("--format", "form", default="teks", metavar="teks|csv|json", help="Bentuk keluaran, bawaan teks.")
@click.option("--tandai", is_flag=True, help="Tulis salinan bertanda untuk dikirim kembali, dan pesannya.")
@click.option("--ke", type=click.Path(path_type=Path), metavar="FOLDER", help=f"Tujuan salinan, bawaan {MARKED}.")
@units_option
@workers_option
@simpanan_option
@cluster_option
@catalog_option
def periksa(
    places: tuple[Path, ...],
    periode: str | None,
    form: str,
    tandai: bool,
    ke: Path | None,
    units: tuple[str, ...],
    pekerja: int | None,
    simpanan: bool,
    klaster: str | None,
    katalog: Path | None,
) -> int:
    """Baca dan periksa formulir yang sudah diisi; berkas aslinya tidak diubah.

    Tanpa FILE atau FOLDER yang dibaca folder input_templates.
    """
    if ke and not tandai:
        raise IkiError("Pilihan “--ke” hanya dipakai bersama “--tandai”. Lihat “iki periksa --help”.")
    first = first_reader() if klaster is None else None
    from iki_excel.runs import office

    offices = office.load_all(katalog)
    chosen_units = office.chosen(offices, units)
    given, due, marked = _places_or_default(places), None, (ke or Path(MARKED)) if tandai else None
    if not offices.is_one:
        asked = many.Asked(given, offices, chosen_units, pekerja, simpanan, first, klaster)
        return many.check(asked, periode, marked, form)
    if first is None:
        raise IkiError(FOR_MANY.format("--klaster"))
    catalog, settings = office.the_one(offices)
    whole = readers_of(first, given, offices, pekerja, simpanan=simpanan)
    from iki_excel.cli import saying
    from iki_excel.runs import current_month, mending

    form = saying.known_format(form)
    if periode is not None:
        with waiting() as line:
            chosen = current_month.to_process(periode, given, catalog, settings, clock.today(), line.of(READING))
        say(saying.to_process_lines(chosen), err=form != "teks")
        due = chosen.months[-1]
    with waiting() as line:
        read, copies = line.of(READING), line.of(WRITING_COPIES)
        done = mending.check_and_mark(given, catalog, settings, due, marked, reader=whole, progress=read, copies=copies)
    say(saying.temuan_lines(done.checked, form))
    say(saying.mending_lines(done), err=form != "teks")
    if done.error:
        raise done.error
    return DONE_WITH_ERRORS if done.checked.has_errors else ALL_WELL


@cli.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--ke", type=click.Path(path_type=Path), default=MIGRATED, metavar="FOLDER", help=f"Tujuan, bawaan {MIGRATED}."
)
@unit_option
@catalog_option
def migrasi(file: Path, ke: Path, unit: str | None, katalog: Path | None) -> int:
    """Pindahkan isi formulir lama atau rusak ke formulir yang baru."""
    from iki_excel.cli import saying
    from iki_excel.runs import migrating, office

    migrated = migrating.migrate(file, *office.load(katalog, unit=unit), ke)
    say(saying.migrated_lines(migrated))
    return ALL_WELL if migrated.is_complete else DONE_WITH_ERRORS


@cli.command()
@places_argument
@click.option(
    "--periode",
    metavar="BULAN",
    help=f"Bulan yang diolah, bersama bulan-bulan sebelumnya; {EXAMPLES}; {SPANS}.",
)
@click.option(
    "--ke", type=click.Path(path_type=Path), default=RESULTS, metavar="FOLDER", help=f"Tujuan, bawaan {RESULTS}."
)
@click.option(
    "--ekspor",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Tulis juga tabelnya: hasil.csv, atau bersama semua isian dan temuan hasil.sqlite atau hasil.parquet.",
)
@click.option("--pemisah", metavar="koma|titik-koma", help="Pemisah CSV itu; titik-koma untuk Excel Indonesia.")
@click.option(
    "--rapor/--tanpa-rapor",
    default=True,
    help="Tulis juga rapor dan ringkasan sebagai PDF; bawaan ya, bila pembuatnya terpasang.",
)
@click.option(
    "--lkjip", is_flag=True, help="Tambahkan lembar LKjIP dan SKP: bahan laporan setahun dan penilaian pegawai."
)
@click.option("--hanya-rekap", is_flag=True, help="Dari banyak unit tulis hanya rekap gabungannya.")
@click.option("--waktu", metavar="2019-04-02T09:00", help="Waktu yang dicetak, bawaan sekarang.")
@units_option
@workers_option
@simpanan_option
@cluster_option
@catalog_option
def proses(
    places: tuple[Path, ...],
    periode: str | None,
    ke: Path,
    ekspor: Path | None,
    pemisah: str | None,
    rapor: bool,
    lkjip: bool,
    hanya_rekap: bool,
    waktu: str | None,
    units: tuple[str, ...],
    pekerja: int | None,
    simpanan: bool,
    klaster: str | None,
    katalog: Path | None,
) -> int:
    """Olah semua formulir sampai bulan itu menjadi satu buku kerja rekap.

    Bila iki.toml memuat banyak unit, ditulis satu buku kerja setiap unit dan satu rekap gabungan.

    Tanpa FILE atau FOLDER yang diolah folder input_templates. Tanpa --periode yang diolah bulan terbaru yang sudah
    diisi formulirnya; sampai tanggal 10 paling baru bulan sebelumnya.
    """
    _refuse_no_export(ekspor)
    separated = _separated(pemisah, ekspor)
    given, printed = _places_or_default(places), _time(waktu)
    _refuse_nothing_there(given)
    first = first_reader() if klaster is None else None
    from iki_excel.runs import office

    offices = office.load_all(katalog)
    chosen_units = office.chosen(offices, units)
    if not offices.is_one:
        wanted = many.Said(ke, periode, printed, ekspor, separated, hanya_rekap, rapor, lkjip)
        return many.process(many.Asked(given, offices, chosen_units, pekerja, simpanan, first, klaster), wanted)
    if hanya_rekap:
        raise IkiError(FOR_MANY.format("--hanya-rekap"))
    if first is None:
        raise IkiError(FOR_MANY.format("--klaster"))
    catalog, settings = office.the_one(offices)
    whole = readers_of(first, given, offices, pekerja, simpanan=simpanan)
    from iki_excel.cli import saying
    from iki_excel.runs import current_month, month

    with waiting() as line:
        chosen = current_month.to_process(periode, given, catalog, settings, printed.date(), line.of(READING))
    say(saying.to_process_lines(chosen))
    with waiting() as line:
        processed = month.process_to(
            ke,
            given,
            catalog,
            settings,
            chosen.months[-1],
            printed,
            ekspor,
            rapor=rapor,
            lkjip=lkjip,
            separated=separated,
            bukti=Path(EVIDENCE),
            reader=whole,
            progress=line.of(READING),
            sheets=line.of(WRITING_SHEETS),
        )
    say(saying.processed_lines(processed))
    if processed.pages.error:
        raise processed.pages.error
    return DONE_WITH_ERRORS if processed.batch.checked.has_errors else ALL_WELL


@cli.command()
@click.argument("kode", metavar="KODE")
@places_argument
@click.option("--periode", metavar="BULAN", help=f"Bulan yang dijelaskan; {EXAMPLES}; {SPANS}.")
@click.option("--format", "form", default="teks", metavar="teks|json", help="Bentuk keluaran, bawaan teks.")
@unit_option
@catalog_option
def kenapa(
    kode: str, places: tuple[Path, ...], periode: str | None, form: str, unit: str | None, katalog: Path | None
) -> None:
    """Jelaskan hasil sebuah indikator: rumus dengan angkanya, target, dan setiap sel asalnya.

    Tanpa FILE atau FOLDER yang dibaca folder input_templates. Tanpa --periode bulan yang sama dengan “iki proses”.
    """
    from iki_excel.cli import reasons as told
    from iki_excel.cli import saying
    from iki_excel.runs import current_month, office, reasons

    form, given = told.known_format(form), _places_or_default(places)
    _refuse_nothing_there(given)
    offices = office.load_all(katalog, only=[unit] if unit else ())
    catalog, settings = own = office.the_one(offices)
    given = given if places or offices.is_one else _own_place(own)
    with waiting() as line:
        chosen = current_month.to_process(periode, given, catalog, settings, clock.today(), line.of(READING))
    say(saying.to_process_lines(chosen), err=form != "teks")
    with waiting() as line:
        reason = reasons.why(kode, given, catalog, settings, chosen.months[-1], progress=line.of(READING))
    say(told.reason_lines(reason, form))


@cli.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--hasil",
    type=click.Path(path_type=Path),
    default=RESULTS,
    metavar="FOLDER",
    help=f"Folder hasil “iki proses”, bawaan {RESULTS}.",
)
@click.option("--format", "form", default="teks", metavar="teks|json", help="Bentuk keluaran, bawaan teks.")
def buktikan(file: Path, hasil: Path, form: str) -> int:
    """Buktikan bahwa sebuah rekap atau PDF masih seperti ditulis: sebutkan setiap sel yang berubah.

    FILE boleh juga SHA-256 yang tercetak di sebuah rapor. Disebut pula formulir asalnya, dan apakah masih sama.
    """
    from iki_excel.cli import proofs, reasons
    from iki_excel.runs import proving

    form = reasons.known_format(form)
    proven = proving.prove(file, hasil, [Path(FORMS)])
    say(proofs.proof_lines(proven, form))
    return ALL_WELL if proven.is_as_written else DONE_WITH_ERRORS


@cli.command()
@click.option(
    "--ke", type=click.Path(path_type=Path), default=EXAMPLE, metavar="FOLDER", help=f"Folder baru, bawaan {EXAMPLE}."
)
def contoh(ke: Path) -> int:
    """Buat contoh lengkap: formulir tiga bulan yang terisi, dan rekapnya."""
    from iki_excel.cli import saying
    from iki_excel.runs import example

    with waiting() as line:
        made = example.write_example(ke, months=line.of(FILLING), sheets=line.of(WRITING_SHEETS))
    say(saying.example_lines(made))
    if made.processed.pages.error:
        raise made.processed.pages.error
    return DONE_WITH_ERRORS if made.processed.batch.checked.has_errors else ALL_WELL


@cli.command()
@click.argument("kode", required=False, metavar="[KODE]")
def jelaskan(kode: str | None) -> None:
    """Jelaskan sebuah kode temuan: artinya, contohnya, dan yang perlu dilakukan.

    Tanpa KODE ditampilkan semuanya.
    """
    from iki_excel.cli import saying
    from iki_excel.runs import explaining

    say(saying.explained_lines(explaining.explain(kode)) if kode else saying.rule_lines(explaining.GROUPS))


@cli.command("katalog")
@catalog_option
@click.option(
    "--ke",
    type=click.Path(path_type=Path),
    metavar="FILE|FOLDER",
    help="Tulis katalog itu sebagai buku kerja, atau sebagai folder TOML.",
)
@click.option("--kosong", is_flag=True, help="Tulis katalog baru dengan contoh setiap jenis isian; bersama --ke.")
@click.option("--periksa", "only_check", is_flag=True, help="Hanya periksa: sebutkan semua yang perlu diperbaiki.")
@click.option("--tandai", is_flag=True, help="Tulis juga salinan buku kerjanya dengan sel yang salah ditandai.")
def katalog_command(katalog: Path | None, ke: Path | None, kosong: bool, only_check: bool, tandai: bool) -> int:
    """Tampilkan, periksa, atau tulis ulang katalog: keputusan sebagai buku kerja atau folder TOML."""
    from iki_excel.cli import saying
    from iki_excel.runs import catalogues

    if kosong and (ke is None or katalog is not None):
        raise IkiError("Pilihan “--kosong” dipakai bersama “--ke”, misalnya iki katalog --kosong --ke katalog.xlsx.")
    looked = catalogues.look(katalog, ke, begin=kosong, mark=tandai)
    say(saying.looked_lines(looked, show=not (only_check or tandai)))
    return DONE_WITH_ERRORS if looked.faults else ALL_WELL
