"""The marked copy of a form in which something is to be mended, with its short list."""

from __future__ import annotations

from collections.abc import Iterator

from iki_excel.delivery.chats import groups, in_the_copy, is_to_mend, what_is_asked, why_sent_back
from iki_excel.delivery.composing.kantor import Kantor, Permintaan
from iki_excel.delivery.composing.subjects import in_ascii
from iki_excel.delivery.composing.wording import how_to_answer, salutation, signature
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
    told, nothing = groups(marked), "" if is_to_mend(marked) else f" {why_sent_back(marked)}"
    yield Paragraph(f"{RECEIVED.format(minta.periode.words)}{nothing} {COPY}{COLOURED if told else ''}.")
    yield from (Items(group.title, (*group.sel, *group.lain)) for group in told)
    asked = what_is_asked(marked)
    back = f"{asked.kembali[0].upper()}{asked.kembali[1:]}, paling lambat {minta.ditunggu} atau, bila sudah lewat,"
    steps = (in_the_copy(asked, copy.name), f"{back} secepatnya: {how_to_answer(kantor)}")
    yield Items("Yang perlu dilakukan", steps, numbered=True)
    yield signature(kantor)
