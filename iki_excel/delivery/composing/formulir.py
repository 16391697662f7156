"""The blank form of a month, to whoever fills it."""

from __future__ import annotations

from iki_excel.delivery.composing.kantor import Kantor, Permintaan
from iki_excel.delivery.composing.subjects import in_ascii
from iki_excel.delivery.composing.wording import attached, how_to_send, salutation, signature
from iki_excel.delivery.letters import FORMULIR, Attachment, Body, Letter, Paragraph

POKOK = "formulir kosong"
"""A blank form goes out once for a month."""


def letter(kantor: Kantor, minta: Permintaan, blank: Attachment) -> Letter:
    """The letter that brings a blank form."""
    bulan = minta.periode.words
    return Letter(
        unit=kantor.kode,
        periode=minta.periode,
        jenis=FORMULIR,
        kepada=minta.kepada,
        subject=in_ascii(f"Formulir IKI {bulan}: {minta.sebutan}, ditunggu sampai {minta.ditunggu}"),
        body=_body(kantor, minta, (blank,)),
        attachments=(blank,),
        sebab=f"formulir {bulan} untuk diisi, ditunggu sampai {minta.ditunggu}",
        pokok=POKOK,
    )


def _body(kantor: Kantor, minta: Permintaan, attachments: tuple[Attachment, ...]) -> Body:
    bulan = minta.periode.words
    return Body(
        f"Formulir IKI {bulan}",
        kantor.nama,
        (
            salutation(minta.kepada),
            Paragraph(
                f"Bersama ini formulir IKI {bulan} untuk diisi. Mohon dikirim kembali paling lambat {minta.ditunggu}."
            ),
            how_to_send(kantor),
            *attached(attachments),
            signature(kantor),
        ),
    )
