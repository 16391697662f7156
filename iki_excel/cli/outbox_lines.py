"""The outbox in plain words, as wide as a console."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from iki_excel.delivery.outbox import DIGANTI, DISERAHKAN, DITOLAK, MENGIRIM, SIAP, TERKIRIM, TIDAK_PASTI, Row
from iki_excel.runs.outbox import Sent
from iki_excel.words import bahasa, moments, plain
from iki_excel.words.periods import Periode

WIDTH = 80
TRIAL = "Masa uji: hanya alamat kantor sendiri yang disurati. Jalankan “iki surel --uji” sekali, lalu ulangi."
EMPTY = "Belum ada surat di kotak keluar."
HEADS = ("No.", "Keadaan", "Bulan", "Surat", "Kepada")

MEANINGS = {
    TIDAK_PASTI: "Sambungan putus tepat sesudah isi surat dikirim. Tidak dikirim lagi tanpa Anda minta.",
    MENGIRIM: "Sedang dikirim, atau terhenti sebelum isinya sampai; “iki kirim” berikutnya mengurusnya.",
}
"""What is said of a letter in a state, where nothing more was noted."""

COUNTED = {
    TIDAK_PASTI: "tidak pasti",
    DITOLAK: "ditolak",
    SIAP: "siap dikirim",
    MENGIRIM: "sedang dikirim",
    TERKIRIM: "terkirim",
    DISERAHKAN: "diserahkan sendiri",
    DIGANTI: "tidak berlaku lagi",
}


def outbox_lines(rows: Sequence[Row]) -> Iterator[str]:
    """All letters, below each that did not simply go what is to be known of it; at last how many there are of each."""
    if not rows:
        yield EMPTY
        return
    cells = [_cells(one, is_one=len({row.unit for row in rows}) == 1) for one in rows]
    widths = [max(map(len, column)) for column in zip(HEADS, *cells, strict=True)]
    yield _line(HEADS, widths)
    for one, own in zip(rows, cells, strict=True):
        yield _line(own, widths)
        yield from _about(one)
    yield from textwrap.wrap(f"{bahasa.listing(_counts(rows))}.", WIDTH)


def sent_lines(sent: Sent) -> Iterator[str]:
    """What became of letters that were to be sent: how many went, then whatever did not simply go, and why."""
    yield f"{len(sent.of(TERKIRIM))} surat terkirim."
    held = [one.nomor for one in sent.tertahan]
    for one in sent.rows:
        told = one.jawaban or MEANINGS.get(one.keadaan, "")
        if one.keadaan != TERKIRIM and one.nomor not in held and told:
            yield plain.clean(f"Surat nomor {one.nomor} ke {one.nama} {one.keadaan}: {told}")
    for one in sent.selesai:
        if one.keadaan == TERKIRIM:
            yield plain.clean(f"Surat nomor {one.nomor} ke {one.nama}: {one.jawaban}")
    if held:
        yield f"{len(held)} surat menunggu. {TRIAL}"
    if sent.tanpa_alamat:
        names = bahasa.listing(plain.clean(one.kepada.nama) for one in sent.tanpa_alamat)
        yield (
            f"Tanpa alamat surel: {names}. Tempel pesannya di WhatsApp, lalu catat dengan “iki kirim --diserahkan”; "
            "atau tulis alamatnya di [surel.alamat], iki.toml."
        )
    if sent.of(TIDAK_PASTI):
        yield "Jawab yang tidak pasti dengan “iki kotak-keluar”."


def answered_lines(rows: Iterable[Row]) -> Iterator[str]:
    """What was noted of letters that a person told of."""
    for one in rows:
        whose = f"Surat nomor {one.nomor} ke {plain.clean(one.nama)}"
        if one.keadaan == TERKIRIM:
            yield f"{whose} dicatat sudah sampai."
        elif one.keadaan == DISERAHKAN:
            yield f"{whose} dicatat sudah Anda sampaikan sendiri."
        elif one.keadaan == DIGANTI:
            yield f"{whose} diusulkan lagi oleh “iki kirim” bila masih perlu."
        else:
            yield f"{whose} dikirim lagi pada “iki kirim” berikutnya."


def _cells(one: Row, *, is_one: bool) -> tuple[str, ...]:
    """``is_one``: no other unit's letters are told of."""
    whom = one.nama if is_one else f"{one.unit}, {one.nama}"
    return (str(one.nomor), one.keadaan, _when(Periode(one.periode)), one.jenis, plain.clean(whom))


def _when(periode: Periode) -> str:
    return periode.short_words if len(periode.months) == 1 else periode.words


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    *narrow, last = cells
    front = "  ".join(f"{cell:{width}}" for cell, width in zip(narrow, widths, strict=False))
    return f"{front}  {bahasa.brief(last, WIDTH - len(front) - 2)}"


def _about(one: Row) -> Iterator[str]:
    when = moments.words(one.diubah)
    told = one.jawaban or MEANINGS.get(one.keadaan, "")
    if one.alamat and one.keadaan != DIGANTI:
        yield f"     {plain.clean(one.alamat)}"
    if one.keadaan in (TERKIRIM, DISERAHKAN):
        told = f"{when}. {told}".strip()
    yield from textwrap.wrap(plain.clean(told), WIDTH, initial_indent="     ", subsequent_indent="     ")
    if one.keadaan == TIDAK_PASTI:
        yield f"     Sudah sampai: iki kotak-keluar --sampai {one.nomor}"
        yield f"     Belum sampai: iki kotak-keluar --kirim-lagi {one.nomor}"


def _counts(rows: Sequence[Row]) -> Iterator[str]:
    for keadaan, words in COUNTED.items():
        count = sum(one.keadaan == keadaan for one in rows)
        if count:
            yield f"{count} {words}"
