"""What letters of several kinds say in the same words: whom they address, how a form is filled and sent, who signs."""

from __future__ import annotations

from iki_excel.delivery.composing.kantor import Kantor
from iki_excel.delivery.letters import Attachment, Items, Paragraph, Recipient

ON_A_PHONE = (
    "Di ponsel: unduh berkasnya, buka dengan Google Sheets atau Excel, isi sel kuning, lalu simpan tetap sebagai .xlsx."
)


def salutation(kepada: Recipient) -> Paragraph:
    """Who is addressed: the holder by name where somebody says it, with the jabatan; who gets a copy is not known."""
    named = ", ".join(filter(None, (kepada.pejabat, kepada.nama)))
    return Paragraph(f"Yth. {'Bapak/Ibu' if kepada.is_copied else named}")


def how_to_send(kantor: Kantor) -> Items:
    """How a form is filled on a telephone, and how it comes back: two lines."""
    return Items("Cara mengisi dan mengirim", (ON_A_PHONE, f"Kirim kembali: {how_to_answer(kantor)}"))


def how_to_answer(kantor: Kantor) -> str:
    """How a file comes back; who has no mail answers where the message came from."""
    to = f", atau kirim ke {kantor.alamat}" if kantor.alamat else ""
    return f"balas pesan ini dengan berkasnya terlampir{to}. Nama berkas boleh apa saja."


def attached(attachments: tuple[Attachment, ...]) -> tuple[Items, ...]:
    """What goes with a letter, by name; nothing where nothing does."""
    return (Items("Terlampir", tuple(one.name for one in attachments)),) if attachments else ()


def signature(kantor: Kantor) -> Paragraph:
    """Who signs."""
    return Paragraph(f"Terima kasih. {kantor.nama}")
