"""The marked copy of a form in which something is to be mended, with its short list."""

from __future__ import annotations

from collections.abc import Iterator

from iki_excel.delivery.chats import groups, is_to_mend, what_to_do, why_sent_back
from iki_excel.delivery.composing.kantor import Kantor, Permintaan
from iki_excel.delivery.composing.subjects import in_ascii
from iki_excel.delivery.composing.wording import salutation, send_back, signature
from iki_excel.delivery.letters import PERBAIKAN, Attachment, Block, Body, Items, Letter, Paragraph
from iki_excel.forms.returning import Marked

RECEIVED = "Terima kasih, formulir {} sudah kami terima."
COPY, COLOURED = "Salinannya terlampir", ", dengan sel yang diberi warna dan penjelasannya"


def letter(kantor: Kantor, minta: Permintaan, marked: Marked, copy: Attachment, sha256: str) -> Letter:
    """The letter that brings back a form. ``copy``: the marked one; ``sha256``: of the form that came, which is gone
    through once.
    """
    bulan, first = minta.periode.words, next(iter(groups(marked)), None)
    how_much = f", {first.berapa}" if first else ""
    asked = "Perlu diperbaiki" if is_to_mend(marked) else "Harap diperiksa"
    return Letter(
        unit=kantor.kode,
        periode=minta.periode,
        jenis=PERBAIKAN,
        kepada=minta.kepada,
        subject=in_ascii(f"{asked}: formulir IKI {bulan}{how_much}"),
        body=Body(f"{asked}: formulir IKI {bulan}", kantor.nama, tuple(_blocks(kantor, minta, marked, copy))),
        attachments=(copy,),
        sebab=first.title if first else why_sent_back(marked).rstrip("."),
        pokok=sha256,
    )


def _blocks(kantor: Kantor, minta: Permintaan, marked: Marked, copy: Attachment) -> Iterator[Block]:
    yield salutation(minta.kepada)
    asked, nothing = groups(marked), "" if is_to_mend(marked) else f" {why_sent_back(marked)}"
    yield Paragraph(f"{RECEIVED.format(minta.periode.words)}{nothing} {COPY}{COLOURED if asked else ''}.")
    yield from (Items(group.title, (*group.sel, *group.lain)) for group in asked)
    must_come = is_to_mend(marked) or marked.asks_more
    please = "Mohon" if must_come else "Bila ada yang diubah, mohon"
    by_when = f"{please} kembali paling lambat {minta.ditunggu}; bila tanggal itu sudah lewat, secepatnya."
    yield Items("Yang perlu dilakukan", (what_to_do(marked, copy.name), send_back(kantor), by_when), numbered=True)
    yield signature(kantor)
