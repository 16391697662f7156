"""The results: to the office all of them, to whoever holds a jabatan the own ones only."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from iki_excel.delivery.bodies import as_text
from iki_excel.delivery.composing.kantor import Kantor
from iki_excel.delivery.composing.subjects import in_ascii
from iki_excel.delivery.composing.wording import attached, salutation, signature
from iki_excel.delivery.letters import (
    FINAL,
    HASIL,
    OF_ALL,
    PROVISIONAL,
    Attachment,
    Banner,
    Bar,
    Bars,
    Block,
    Body,
    Headline,
    Items,
    Letter,
    Paragraph,
    Recipient,
)
from iki_excel.delivery.results import Capaian, Ditunggu, Result
from iki_excel.judging.provisional import SEMENTARA
from iki_excel.judging.riwayat import Riwayat
from iki_excel.report.pages.ringkasan import Batang
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

OF_INDIKATOR, OF_JABATAN = "Indikator", "Jabatan"
ALL_OF_THEM = re.compile(r"\b(\d+) dari \1\b")
NAMED = 3
"""So many forms that are waited for are named where somebody is asked for them; the state names all of them."""
CHANGES = 5
"""So many numbers that changed are told."""
TO_DO, SOON = "Yang perlu dilakukan", "secepatnya"


def to_office(
    kantor: Kantor, kepada: Recipient, result: Result, files: Iterable[Attachment], own: Capaian | None = None
) -> Letter:
    """All of a result, to whoever answers for all: of the ``files`` those that tell of the whole office and, where
    they hold a jabatan that is measured themselves, of their ``own``.
    """
    whose, bulan = {OF_ALL, *([own.kode] if own else [])}, result.periode.words
    mine = tuple(one for one in files if one.jabatan in whose)
    said = tuple(_of_office(result))
    return _letter(
        _Told(kantor, kepada, result, result.riwayat, result.jabatan, mine),
        subject=f"IKI {kantor.singkat} {bulan}: {_in_short(result)}",
        title=f"{kantor.nama}: kinerja {bulan}",
        said=(*said, *_to_do(result, own, mine)),
        always=(*said, *_to_do(result, own and _as_in_time(own), mine)),
        state=result.ringkasan.keadaan,
    )


def _in_short(result: Result) -> str:
    """The state as a subject says it; that all forms of the month are there would sound final where it is not."""
    told = result.ringkasan
    if told.is_final:
        return ", ".join(filter(None, (told.angka, "lengkap")))
    counted = told.keadaan.replace(f" {result.periode.words} sah", "").replace(": ", ", ", 1)
    return SEMENTARA if ALL_OF_THEM.search(counted) else counted


def to_jabatan(kantor: Kantor, kepada: Recipient, result: Result, own: Capaian, files: Iterable[Attachment]) -> Letter:
    """What a result says of one jabatan, to its holder: of the ``files`` those that tell of it and of nobody else.

    Its subject says no number, as a telephone shows it to whoever stands near.
    """
    mine, bulan = tuple(one for one in files if one.jabatan == own.kode), result.periode.words
    changed = result.riwayat.of({one.kode for one in own.indikator})
    return _letter(
        _Told(kantor, kepada, result, changed, (own,), mine),
        subject=f"Rapor IKI {bulan}: {own.sebutan}, {'lengkap' if own.is_final else 'SEMENTARA'}",
        title=f"Rapor kinerja {own.sebutan}, {bulan}",
        said=(*_of_jabatan(result, own), *_to_do(result, own, mine)),
        always=(*_of_jabatan(result, own), *_to_do(result, _as_in_time(own), mine)),
        state=_first_sentence(own.keadaan)[0],
    )


def _as_in_time(own: Capaian) -> Capaian:
    """The same before any day was over: that a day went by makes no result a new one."""
    return replace(own, ditunggu=tuple(replace(one, lewat=False) for one in own.ditunggu))


@frozen
class _Told:
    """Who tells whom of which result, what changed in that, of which jabatan in it, and with which files."""

    kantor: Kantor
    kepada: Recipient
    result: Result
    riwayat: Riwayat
    jabatan: tuple[Capaian, ...]
    attachments: tuple[Attachment, ...]


def _letter(
    told: _Told, *, subject: str, title: str, said: tuple[Block, ...], always: tuple[Block, ...], state: str
) -> Letter:
    """``always``: what is ``said``, but for what the day on which it was made has a part in."""
    replaced, files = told.riwayat.replacing(CHANGES), attached(told.attachments)
    begins = (*([Paragraph(replaced)] if replaced else ()), salutation(told.kepada))
    return Letter(
        unit=told.kantor.kode,
        periode=told.result.periode,
        jenis=HASIL,
        kepada=told.kepada,
        subject=in_ascii(subject),
        body=Body(title, told.result.ringkasan.dibuat, (*begins, *said, *files, signature(told.kantor))),
        attachments=told.attachments,
        sebab=f"hasil {state}",
        pokok=_mark(Body(title, "", (*always, *files)), told.jabatan),
    )


def _mark(said: Body, jabatan: Iterable[Capaian]) -> str:
    """What a letter and the pages with it say, but for when they were made, what they replace, whom they address and
    who signs: that makes no result a new one.
    """
    return hashlib.sha256("\n".join([as_text(said), *(one.sidik_angka for one in jabatan)]).encode()).hexdigest()


# --- of the whole office ----------------------------------------------------------------------------------------------


def _of_office(result: Result) -> Iterator[Block]:
    told = result.ringkasan
    yield Banner(told.keadaan, told.menunggu, FINAL if told.is_final else PROVISIONAL)
    yield _headline(told.angka, told.tentang_angka)
    if told.kalimat:
        yield Items("", told.kalimat)
    for daftar in told.daftar:
        yield _bars(daftar.judul, OF_INDIKATOR, daftar.baris, result)
    if told.jabatan:
        rows = (replace(_bar(one), kode="") for one in told.jabatan)
        yield Bars("Per jabatan", OF_JABATAN, tuple(rows), told.target_pada)


def _headline(number: str, about: str) -> Block:
    return Headline(number, about) if number else Paragraph(about)


def _bars(title: str, label: str, rows: Iterable[Batang], result: Result) -> Bars:
    told = result.ringkasan
    return Bars(title, label, tuple(map(_bar, rows)), told.target_pada, told.sejak)


def _bar(one: Batang) -> Bar:
    return Bar(one.kode, one.nama, one.panjang, one.rupa, one.capaian, one.perubahan, one.kata)


# --- of one jabatan ---------------------------------------------------------------------------------------------------


def _of_jabatan(result: Result, own: Capaian) -> Iterator[Block]:
    title, rest = _first_sentence(own.keadaan)
    yield Banner(title, (rest,) if rest else (), FINAL if own.is_final else PROVISIONAL)
    yield _headline(own.angka, own.tentang)
    if own.indikator:
        yield _bars("Indikator, dari yang terendah", OF_INDIKATOR, own.indikator, result)


def _first_sentence(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(". ")
    return first.rstrip("."), rest


def _to_do(result: Result, own: Capaian | None, files: Iterable[Attachment]) -> Iterator[Items]:
    """What whoever holds a jabatan is asked to do; nothing of who holds none."""
    if own is None:
        return
    asked = tuple(_asked(result, own, has_rapor=any(one.jabatan == own.kode for one in files)))
    if asked:
        yield Items(TO_DO, asked, numbered=True)


def _asked(result: Result, own: Capaian, *, has_rapor: bool) -> Iterator[str]:
    for batas, awaited in _by_last_day(own.ditunggu).items():
        few = len(awaited) <= NAMED
        which = "; ".join(awaited) if few else f"{len(awaited)} formulir, seperti tertulis di atas"
        by_when = f"paling lambat {bahasa.date(batas)}; bila tanggal itu sudah lewat, secepatnya" if batas else SOON
        yield f"Kirim yang masih ditunggu ({which}) {by_when}."
    if own.tanpa_catatan:
        yield _note(result, own, has_rapor=has_rapor)
    if own.is_final and has_rapor:
        yield "Periksa rapor terlampir; bila sudah sesuai, tanda tangani dan teruskan kepada atasan."


def _by_last_day(awaited: Iterable[Ditunggu]) -> dict[dt.date | None, list[str]]:
    """The forms that are waited for by their last day; None for those of which it was over already."""
    forms: dict[dt.date | None, list[str]] = {}
    for one in awaited:
        forms.setdefault(None if one.lewat else one.batas, []).append(one.formulir)
    return forms


def _note(result: Result, own: Capaian, *, has_rapor: bool) -> str:
    on_form = f"di bagian bawah lembar Isian formulir {result.periode.months[-1].words}, lalu kirim formulirnya lagi"
    where = (
        f"di tabel Catatan pada rapor sebelum ditandatangani, atau {on_form}" if has_rapor and own.is_final else on_form
    )
    which = bahasa.listing(own.tanpa_catatan)
    return f"Tulis penyebab dan tindak lanjut {which} (capaiannya di bawah {own.baik}) {where}."
