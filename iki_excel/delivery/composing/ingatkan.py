"""A reminder to whoever has sent nothing, with the blank form."""

from __future__ import annotations

import datetime as dt

from iki_excel.delivery.composing.kantor import Kantor, Permintaan
from iki_excel.delivery.composing.subjects import in_ascii
from iki_excel.delivery.composing.wording import attached, how_to_send, salutation, signature
from iki_excel.delivery.letters import INGATKAN, PROVISIONAL, WRONG, Attachment, Banner, Body, Letter, Paragraph

BEFORE, AFTER = "sebelum batas", "sesudah batas"
"""A reminder is due once while there is still time, and once more when the day is over."""


def letter(kantor: Kantor, minta: Permintaan, blank: Attachment, hari_ini: dt.date) -> Letter:
    """The letter that reminds of a form, as it is due on a day."""
    bulan, is_over = minta.periode.words, hari_ini > minta.batas
    return Letter(
        unit=kantor.kode,
        periode=minta.periode,
        jenis=INGATKAN,
        kepada=minta.kepada,
        subject=in_ascii(f"Pengingat: formulir IKI {bulan} belum masuk (batas {minta.ditunggu})"),
        body=_body(kantor, minta, (blank,), is_over=is_over),
        attachments=(blank,),
        sebab=f"formulir {bulan} belum masuk, batas {minta.ditunggu}{' sudah lewat' if is_over else ''}",
        pokok=AFTER if is_over else BEFORE,
    )


def _body(kantor: Kantor, minta: Permintaan, attachments: tuple[Attachment, ...], *, is_over: bool) -> Body:
    bulan = minta.periode.words
    return Body(
        f"Pengingat: formulir IKI {bulan}",
        kantor.nama,
        (
            salutation(minta.kepada),
            _state(minta, is_over=is_over),
            Paragraph(
                "Formulir kosongnya terlampir sekali lagi. Bila sudah diisi, cukup kirim yang sudah ada. Bila baru "
                "saja dikirim, abaikan pengingat ini."
            ),
            how_to_send(kantor),
            *attached(attachments),
            signature(kantor),
        ),
    )


def _state(minta: Permintaan, *, is_over: bool) -> Banner:
    asked = "Batasnya sudah lewat. Mohon dikirim secepatnya." if is_over else "Mohon dikirim sebelum hari itu berakhir."
    tone = WRONG if is_over else PROVISIONAL
    title = f"Formulir {minta.periode.words} belum kami terima"
    return Banner(title, (f"Batas kirim: {minta.ditunggu}.", asked), tone)
