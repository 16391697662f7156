"""What became of letters, in sentences for the page Bulan, each with where to go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from iki_excel.page.jobs import News
from iki_excel.page.letter_cards import MAIL, OUTBOX, why_refused
from iki_excel.words import bahasa, plain
from iki_excel.words.errors import MailError
from iki_excel.words.staff import for_staff

if TYPE_CHECKING:
    from iki_excel.delivery.outbox import Row
    from iki_excel.runs.mailing import Posted

MOST_NAMED = 4
NO_SERVER = "Server surat kantor belum dapat dipakai."


def posted_news(posted: Posted) -> Iterator[str | News]:
    """What was sent, what is uncertain, what was refused and what still waits; then what is to be known besides."""
    sent = posted.sent
    taken = [*sent.of("terkirim")]
    if taken:
        yield News(f"{len(taken)} surat terkirim: diterima server surat.", "Lihat Kotak keluar", OUTBOX)
    unsure = sent.of("tidak pasti")
    if unsure:
        yield News(f"{len(unsure)} surat tidak pasti sampai: {_named(unsure)}.", "Putuskan", _at(unsure[0]))
    for one in sent.of("ditolak"):
        yield News(plain.clean(f"Surat ke {one.nama} ditolak. {why_refused(one)}"), "Urus surat ini", _at(one))
    waiting = [one for one in sent.of("siap") if one not in sent.tertahan]
    if waiting:
        yield News(f"{len(waiting)} surat belum terkirim: {_named(waiting)}.", "Lihat Kotak keluar", _at(waiting[0]))
    if sent.tertahan:
        yield News(f"{len(sent.tertahan)} surat menunggu surat uji: {_named(sent.tertahan)}.", "Kirim surat uji", MAIL)
    if sent.error is not None:
        yield not_posted(sent.error)
    yield from filter(None, map(for_staff, posted.remarks))


def not_posted(error: MailError) -> News:
    """What is in the way of all letters."""
    return News(for_staff(str(error)) or NO_SERVER, "Buka Pengaturan, Surel", MAIL)


def stopped_news(rows: Iterable[Row]) -> Iterator[str | News]:
    """How far it came before somebody stopped it."""
    sent = sum(one.keadaan == "terkirim" for one in rows)
    yield News(f"Dihentikan. {sent} surat sudah terkirim; sisanya belum.", "Lihat Kotak keluar", OUTBOX)


def _named(rows: Iterable[Row]) -> str:
    return bahasa.some((plain.clean(one.nama) for one in rows), MOST_NAMED)


def _at(one: Row) -> str:
    return f"{OUTBOX}#surat-{one.nomor}"
