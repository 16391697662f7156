"""What tests of letters stand on: who writes, to whom, and of which month; all of it invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from iki_excel.delivery.composing.kantor import Kantor, Permintaan
from iki_excel.delivery.letters import Attachment, Letter, Recipient
from iki_excel.words.periods import Periode

KANTOR = Kantor("contoh", "Kelurahan Contoh", "Contoh", "iki@contoh.example")
WITHOUT_MAIL = Kantor("contoh", "Kelurahan Contoh", "Contoh")
UMUM = Recipient("umum", "Plt. Kepala Subbagian Umum", "Budi Contoh, S.E.", "umum@contoh.example")
KETERTIBAN = Recipient("ketertiban", "Kepala Seksi Ketertiban", "", "ketertiban@contoh.example")
PIMPINAN = Recipient("pimpinan", "Pimpinan Kelurahan Contoh", "Siti Contoh, M.Si.", "pimpinan@contoh.example")
MARCH = Periode("2019-03")
BATAS = dt.date(2019, 4, 5)
MINTA = Permintaan(UMUM, "Umum", MARCH, BATAS)


def attachment(name: str, jabatan: str = "umum") -> Attachment:
    """A file that only its name and its jabatan matter of."""
    return Attachment(name, b"isi", jabatan, Path("input_templates", name))


BLANK = attachment("IKI_2019-03_contoh_umum.xlsx")


def subjects(letters: list[Letter]) -> list[str]:
    """What stands in their headers."""
    return [letter.subject for letter in letters]
