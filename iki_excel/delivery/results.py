"""What letters and the page in the browser say of a result, kept as data when it is written: nothing is computed again
when they go out, or when somebody looks.

Of the page of a jabatan only what these need: who holds it, and their number, stay on the page.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping

from iki_excel.delivery.letters import OF_ALL
from iki_excel.judging import provisional
from iki_excel.judging.asal import Asal, asal_of
from iki_excel.judging.batch import Batch
from iki_excel.judging.message import NO_MEAN, OfJabatan
from iki_excel.judging.riwayat import Riwayat
from iki_excel.report import bands, pages
from iki_excel.report.pages import Told
from iki_excel.report.pages.rapor import NOT_BANDED, Baris, Catatan, Rapor
from iki_excel.report.pages.ringkasan import Batang, Ringkasan
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Berkas:
    """A file that was written with a result: its name, the SHA-256 of its bytes, and the jabatan that it tells of."""

    nama: str
    sha256: str
    jabatan: str


@frozen
class Ditunggu:
    """A form that is waited for, and why; ``batas``: its last day, ``lewat``: whether that was over when the result was
    made.
    """

    formulir: str
    batas: dt.date
    lewat: bool


@frozen
class Angka:
    """An indikator as its page has it; ``predikat`` says why there is none where ``rupa`` is NOT_BANDED."""

    kode: str
    nama: str
    sd: str
    satuan: str
    target: str
    capaian: str
    predikat: str
    rupa: int

    @property
    def is_complete(self) -> bool:
        """Whether it has a predikat, and a part in the mean."""
        return self.rupa != NOT_BANDED


@frozen
class Capaian:
    """How a jabatan stands. ``keadaan``: the sentence of its state; ``angka``: its mean, "" where it has none, and
    ``tentang`` says what it is or why there is none.

    ``indikator``: the worst first; ``angka_angka``: the same in the order of its page; ``ditunggu``: its own forms that
    are waited for; ``tanpa_catatan``: the codes of those below ``baik`` of which nobody wrote why, or what is done.
    ``sidik_angka``: a SHA-256 of every number and word of its page, but for when that was made and who signs it.
    """

    kode: str
    nama: str
    sebutan: str
    is_final: bool
    keadaan: str
    angka: str
    tentang: str
    indikator: tuple[Batang, ...]
    angka_angka: tuple[Angka, ...]
    ditunggu: tuple[Ditunggu, ...]
    tanpa_catatan: tuple[str, ...]
    baik: str
    sidik_angka: str


@frozen
class Result:
    """A result, as far as letters tell of it. ``riwayat``: which of several it is; ``berkas``: the workbook first, then
    the pages that were made with it; ``asal``: what it was made of. ``sah`` of the forms of its periode are sound, of
    ``diminta`` that were asked for.
    """

    unit: str
    periode: Periode
    riwayat: Riwayat
    berkas: tuple[Berkas, ...]
    ringkasan: Ringkasan
    jabatan: tuple[Capaian, ...]
    sah: int
    diminta: int
    asal: Asal

    @property
    def every(self) -> tuple[Angka, ...]:
        """All indikator that it tells of."""
        return tuple(one for jabatan in self.jabatan for one in jabatan.angka_angka)

    @property
    def complete(self) -> int:
        """How many of them the mean is made of."""
        return sum(one.is_complete for one in self.every)

    def of(self, kode: str) -> Capaian | None:
        """How a jabatan stands; None for one of which nothing is told."""
        return next((one for one in self.jabatan if one.kode == kode), None)


def result_of(batch: Batch, waktu: dt.datetime, workbook: tuple[str, bytes], beside: Mapping[str, bytes]) -> Result:
    """What letters say of a workbook (its name and its bytes); ``beside``: by name the bytes of its pages."""
    name, content = workbook
    told, unit = pages.told_by(batch, waktu, content), batch.settings.unit.kode
    stem = name.removesuffix(".xlsx")
    whose = {f"{stem}_{pages.OF_JABATAN}{kode}.pdf": kode for kode in told.rapor}
    files = {name: content, **beside}
    sah, diminta = provisional.sound_of(batch)
    return Result(
        unit=unit,
        periode=batch.periode,
        riwayat=batch.riwayat,
        berkas=tuple(Berkas(one, hashlib.sha256(files[one]).hexdigest(), whose.get(one, OF_ALL)) for one in files),
        ringkasan=told.ringkasan,
        jabatan=tuple(_of_jabatan(batch, told, one, waktu) for one in told.message.jabatan if one.kode in told.rapor),
        sah=sah,
        diminta=diminta,
        asal=asal_of(batch),
    )


def _of_jabatan(batch: Batch, told: Told, own: OfJabatan, waktu: dt.datetime) -> Capaian:
    rapor, aturan = told.rapor[own.kode], batch.settings.aturan
    [bar] = (one for one in told.ringkasan.jabatan if one.kode == own.kode)
    codes, awaited = {row.kode for row in rapor.baris}, tuple(_awaited(batch, own.kode, waktu.date()))
    return Capaian(
        kode=own.kode,
        nama=own.nama,
        sebutan=own.sebutan,
        is_final=rapor.is_final,
        keadaan=rapor.keadaan,
        angka="" if own.capaian is None else bar.capaian,
        tentang=_about(own, awaited),
        indikator=tuple(one for one in told.ringkasan.indikator if one.kode in codes),
        angka_angka=tuple(_number(row) for row in rapor.baris),
        ditunggu=awaited,
        tanpa_catatan=tuple(one.kode for one in rapor.catatan if _is_open(one, rapor)),
        baik=bands.good_enough(aturan),
        sidik_angka=_mark_of(rapor),
    )


def _number(row: Baris) -> Angka:
    return Angka(row.kode, row.nama, row.sd, row.satuan, row.target, row.capaian, row.predikat, row.rupa)


def _awaited(batch: Batch, kode: str, made_on: dt.date) -> Iterator[Ditunggu]:
    for month, why in provisional.awaited_of(batch, kode):
        due_day = batch.settings.due_day(month)
        yield Ditunggu(f"{month.words}: {why}", due_day, made_on > due_day)


def _mark_of(rapor: Rapor) -> str:
    """Also of an indikator without a target, of which a letter tells no number, the page has one."""
    says = (rapor.keadaan, rapor.baris, rapor.rata_rata, rapor.catatan)
    return hashlib.sha256(repr(says).encode()).hexdigest()


def _about(own: OfJabatan, awaited: tuple[Ditunggu, ...]) -> str:
    """What stands beside the mean of a jabatan; all of it where there is none."""
    if own.capaian is None:
        return f"Belum ada rata-rata: formulir {own.alasan}." if awaited else NO_MEAN
    of = own.rata_rata.of_how_many
    return f"{of[0].lower()}{of[1:]}: {own.predikat}"


def _is_open(note: Catatan, rapor: Rapor) -> bool:
    """Whether a note is asked for, and is not all there."""
    is_asked = any(row.kode == note.kode and row.rupa > bands.SECOND for row in rapor.baris)
    return is_asked and not (note.penyebab and note.tindak_lanjut)
