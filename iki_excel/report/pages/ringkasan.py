"""The page of the office for a telephone: the message first, then how each jabatan and each indikator stands."""

from __future__ import annotations

from iki_excel.judging.message import PERSEN, Message, OfJabatan, Standing
from iki_excel.report import bands
from iki_excel.report.pages import figures
from iki_excel.report.pages.printed import Printed
from iki_excel.report.pages.rapor import NOT_BANDED
from iki_excel.report.sheets import Report
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

SCALE = 125.0
"""The capaian at which a bar is full; the target stands at 100 of it."""


@frozen
class Batang:
    """An indikator or a jabatan with the bar of its capaian: ``panjang`` as a part of its full length, None for none.

    ``rupa``: the look of its predikat, NOT_BANDED where it has none and ``kata`` says why.
    """

    kode: str
    nama: str
    capaian: str
    perubahan: str
    kata: str
    rupa: int
    panjang: float | None


@frozen
class Daftar:
    """Some indikator under a heading."""

    judul: str
    baris: tuple[Batang, ...]


@frozen
class Ringkasan:
    """All that is printed on the page of the office."""

    judul: str
    kantor: str
    dibuat: str
    is_final: bool
    keadaan: str
    menunggu: tuple[str, ...]
    angka: str
    tentang_angka: str
    kalimat: tuple[str, ...]
    daftar: tuple[Daftar, ...]
    sejak: str
    jabatan: tuple[Batang, ...]
    indikator: tuple[Batang, ...]
    target_pada: float
    catatan: str
    kaki: str
    sidik: str


def ringkasan_of(report: Report, told: Message, foot: Printed) -> Ringkasan:
    """The page of the office."""
    looks, unit = bands.looks(report.batch.settings.aturan), report.batch.settings.unit
    lists = ((told.worst_title, told.terendah), (told.best_title, told.terbaik))
    return Ringkasan(
        judul=f"Ringkasan kinerja {unit.nama}",
        kantor=unit.nama,
        dibuat=f"Kinerja s.d. {told.periode.words} · {foot.dibuat}",
        is_final=told.keadaan.is_final,
        keadaan=told.keadaan.judul,
        menunggu=told.keadaan.baris,
        angka="" if told.capaian is None else figures.capaian(told.capaian),
        tentang_angka=_about_mean(told),
        kalimat=tuple(told.sentences),
        daftar=tuple(Daftar(title, tuple(_of_indikator(one, looks) for one in some)) for title, some in lists if some),
        sejak=f"± {told.sejak.short_words.split()[0]}" if told.sejak else "",
        jabatan=tuple(_of_jabatan(one, looks) for one in told.jabatan),
        indikator=tuple(_of_indikator(one, looks) for one in told.worst_first),
        target_pada=PERSEN / SCALE,
        catatan=_remark(told),
        kaki=foot.kaki,
        sidik=foot.sidik_pendek,
    )


def _about_mean(told: Message) -> str:
    """What stands beside the mean in large figures; all of it where there is none."""
    if told.capaian is None:
        return told.mean_sentence
    of = told.rata_rata.of_how_many
    return f"{of[0].lower()}{of[1:]}, target {bahasa.number(PERSEN)}"


def _remark(told: Message) -> str:
    """How the bars are to be read."""
    provisional = [one for one in told.indikator if not one.is_complete and one.capaian is not None]
    said = "Miring dan bergaris putus: sementara. " if provisional else ""
    return f"{said}Rinciannya di buku kerja rekap dan rapor tiap jabatan."


def _of_indikator(one: Standing, looks: dict[str, int]) -> Batang:
    return _bar(one, one.singkat, one.predikat or one.alasan, looks)


def _of_jabatan(one: OfJabatan, looks: dict[str, int]) -> Batang:
    mean = one.rata_rata
    return _bar(one, one.sebutan, one.alasan or f"{one.predikat} · {mean.counted} dari {mean.every}", looks)


def _bar(one: Standing | OfJabatan, nama: str, kata: str, looks: dict[str, int]) -> Batang:
    return Batang(
        kode=one.kode,
        nama=nama,
        capaian=figures.capaian(one.capaian),
        perubahan=figures.change(one.perubahan),
        kata=kata,
        rupa=looks.get(one.predikat, NOT_BANDED),
        panjang=_length(one.capaian),
    )


def _length(capaian: float | None) -> float | None:
    return None if capaian is None else min(capaian / SCALE, 1.0)
