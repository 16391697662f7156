"""The page of one jabatan, to be signed: who, what for, how far each indikator is from its target, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iki_excel.decree import Jabatan
from iki_excel.decree.signature import NO_NAME, countersignature, signature_lines
from iki_excel.judging import message
from iki_excel.judging.message import Keadaan, Message, OfJabatan, Standing
from iki_excel.report import bands
from iki_excel.report.pages import figures
from iki_excel.report.pages.printed import Printed
from iki_excel.report.rapor import COLUMNS
from iki_excel.report.sheets import Report, Told, are_weighted
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

PEJABAT_SIGN, ATASAN_SIGN = "^", "#"
"""Where an electronic signature goes: BSrE looks for these signs in the text of a page."""

BY_DEFAULT = "*"
NOT_BANDED = -1


@frozen
class Catatan:
    """Why an indikator is where it is, and what is done about it, in the words of whoever answers for it."""

    kode: str
    penyebab: str = ""
    tindak_lanjut: str = ""


@frozen
class Baris:
    """An indikator as it is printed. ``rupa``: the look of its predikat, NOT_BANDED where it has none and ``predikat``
    says why; ``tiap_bulan``: its capaian s.d. after each month, None where it was not complete; ``uraian``: that in
    words; ``di_bawah``: what stands in small letters below its name.
    """

    kode: str
    nama: str
    di_bawah: str
    satuan: str
    setahun: str
    target: str
    bulan: str
    sd: str
    capaian: str
    predikat: str
    rupa: int
    tiap_bulan: tuple[float | None, ...]
    uraian: str


@frozen
class Tanda:
    """A signature: the lines above it, the sign where an electronic one goes, the name, and the lines below it."""

    atas: tuple[str, ...]
    tanda: str
    nama: str
    bawah: tuple[str, ...]


@frozen
class Rapor:
    """All that is printed on the page of a jabatan."""

    judul: str
    kantor: str
    is_final: bool
    keadaan: str
    identitas: tuple[tuple[str, str], ...]
    tugas: tuple[tuple[str, str], ...]
    judul_tabel: str
    kepala: tuple[str, ...]
    baris: tuple[Baris, ...]
    rata_rata: str
    keterangan: tuple[str, ...]
    judul_catatan: str
    catatan: tuple[Catatan, ...]
    tanpa_catatan: str
    tanda: tuple[Tanda, ...]
    kaki: str
    sidik: str


def rapor_of(report: Report, told: Message, jabatan: Jabatan, foot: Printed) -> Rapor:
    """The page of a jabatan."""
    state = message.keadaan_of_jabatan(report.batch, jabatan.kode)
    standings = {one.kode: one for one in told.indikator}
    rows = tuple(_row(report, one, standings[one.indikator.kode]) for one in report.told_of(jabatan))
    [own] = (one for one in told.jabatan if one.kode == jabatan.kode)
    notes, aturan = _notes(rows, report.reasons), report.batch.settings.aturan
    enough = bands.good_enough(aturan)
    return Rapor(
        judul=f"Rapor kinerja: {jabatan.nama}",
        kantor=_office(report),
        is_final=state.is_final,
        keadaan=_state(state),
        identitas=_identity(report, jabatan),
        tugas=tuple(bahasa.lettered(jabatan.tugas)),
        judul_tabel=f"Capaian s.d. {report.batch.periode.words}",
        kepala=tuple(report.said(column.header) for column in COLUMNS),
        baris=rows,
        rata_rata=_mean(own),
        keterangan=tuple(_remarks(report, jabatan, rows)),
        judul_catatan=f"Catatan untuk yang di bawah {enough}",
        catatan=notes,
        tanpa_catatan=_why_no_notes(rows, enough),
        tanda=_signatures(report, jabatan),
        kaki=foot.kaki,
        sidik=foot.sidik_pendek,
    )


def _office(report: Report) -> str:
    unit, periode = report.batch.settings.unit, report.batch.periode
    until = f"{periode.words}, s.d. {periode.months[-1].words}" if report.is_of_span else f"s.d. {periode.words}"
    return f"{unit.nama}, {unit.kabupaten} · {until}"


def _state(state: Keadaan) -> str:
    return " ".join([state.judul, *state.baris])


def _identity(report: Report, jabatan: Jabatan) -> tuple[tuple[str, str], ...]:
    """Who holds the jabatan, and who is above."""
    settings, catalog = report.batch.settings, report.batch.catalog
    pejabat, above = settings.official(jabatan.kode), settings.superior(jabatan.kode, catalog)
    superior = "" if above == jabatan.kode else settings.unit.title(above, catalog)
    held = f"{settings.official(above).sebutan} {superior}".strip()
    return (
        ("Nama", pejabat.nama or NO_NAME),
        ("Atasan", held or figures.NONE),
        ("NIP", bahasa.nip(pejabat.nip) or NO_NAME),
        ("Pangkat", pejabat.pangkat or figures.NONE),
    )


def _mean(own: OfJabatan) -> str:
    if own.capaian is None:
        return f"Rata-rata capaian: {figures.NONE} ({own.alasan})"
    return f"{own.rata_rata.of_how_many}: {figures.capaian(own.capaian)} ({own.predikat})"


# --- the table --------------------------------------------------------------------------------------------------------


def _row(report: Report, told: Told, standing: Standing) -> Baris:
    indikator, result = told.indikator, report.results[told.indikator.kode, report.batch.periode]
    tells_of_span = result["berlaku"] or (report.is_of_span and told.periode in report.batch.periode.months)
    mark = "" if report.sets_target(indikator.kode) or report.target_of(indikator) is None else BY_DEFAULT
    months = _each_month(report, indikator.kode)
    return Baris(
        kode=indikator.kode,
        nama=indikator.singkat,
        di_bawah=report.said_below(told),
        satuan=indikator.satuan,
        setahun=_marked(figures.target(report, indikator, "target_tahun"), mark),
        target=figures.target(report, indikator, "target"),
        bulan=figures.realisasi(indikator, result["realisasi_bulan"]) if tells_of_span else figures.NONE,
        sd=figures.realisasi(indikator, result["realisasi"]),
        capaian=figures.capaian(standing.capaian),
        predikat=standing.predikat or standing.alasan,
        rupa=bands.looks(report.batch.settings.aturan).get(standing.predikat, NOT_BANDED),
        tiap_bulan=tuple(months.values()),
        uraian=_in_words(months),
    )


def _marked(number: str, mark: str) -> str:
    return number if number == figures.NONE else f"{number}{mark}"


def _each_month(report: Report, kode: str) -> dict[Periode, float | None]:
    """Its capaian after each month of the year in which it was complete."""
    rows = {month: report.results.get((kode, month)) for month in report.batch.months}
    return {month: float(row["capaian"]) if row and row["predikat"] else None for month, row in rows.items()}


def _in_words(months: Mapping[Periode, float | None]) -> str:
    said = "; ".join(f"{month.short_words.split()[0]} {figures.capaian(value)}" for month, value in months.items())
    return f"Capaian s.d. tiap bulan terhadap target 100: {said}."


# --- below the table --------------------------------------------------------------------------------------------------


def _remarks(report: Report, jabatan: Jabatan, rows: Sequence[Baris]) -> list[str]:
    """How the table is to be read."""
    said = [
        f"Garis putus: target (100). Predikat menurut pita capaian: {bands.legend(report.batch.settings.aturan)}; "
        "bukan predikat SKP."
    ]
    if any(row.rupa == NOT_BANDED for row in rows):
        said.append("Yang belum lengkap atau tanpa target tidak berpredikat dan tidak ikut dalam rata-rata.")
    if any(row.setahun.endswith(BY_DEFAULT) for row in rows):
        said.append(f"{BY_DEFAULT} Target bawaan katalog, belum ditetapkan kantor ini.")
    if are_weighted(report.told_of(jabatan)):
        said.append("Rata-rata ditimbang menurut bobotnya.")
    return said


def _notes(rows: Sequence[Baris], typed: Mapping[str, tuple[str, str]]) -> tuple[Catatan, ...]:
    """What was written, and room to write for whatever is below the look of what is good enough."""
    asked = (row.kode for row in rows if row.rupa > bands.SECOND or row.kode in typed)
    return tuple(Catatan(kode, *typed.get(kode, ())) for kode in asked)


def _why_no_notes(rows: Sequence[Baris], enough: str) -> str:
    if all(row.rupa == NOT_BANDED for row in rows):
        return "Belum ada indikator yang lengkap dan mempunyai target."
    return f"Tidak ada: tidak satu pun yang lengkap di bawah {enough}."


def _signatures(report: Report, jabatan: Jabatan) -> tuple[Tanda, ...]:
    """On the left whoever is above, where that is somebody else; on the right the holder."""
    settings, day = report.batch.settings, report.waktu.date()
    above = countersignature(settings, report.batch.catalog, jabatan.kode, day)
    own = signature_lines(settings, jabatan.nama, settings.official(jabatan.kode), day)
    signed = ((above, ATASAN_SIGN), (own, PEJABAT_SIGN))
    return tuple(_signature([text for text, _ in lines], sign) for lines, sign in signed if lines)


def _signature(lines: Sequence[str], sign: str) -> Tanda:
    """The lines of a block, which leaves room for a signature by lines that are blank."""
    room = lines.index("")
    name, *below = [line for line in lines[room:] if line]
    return Tanda(tuple(lines[:room]), sign, name, tuple(below))
