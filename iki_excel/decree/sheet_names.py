"""What the sheets of a form and of the consolidated workbook are called, whatever catalogue they are made of.

The catalogue asks here so that none of its codes takes the name of another sheet; those who write and read the sheets
ask here too. Spreadsheet programs do not tell names apart by capital letters.
"""

from __future__ import annotations

LONGEST = 31
"""Letters of a name that every spreadsheet program takes."""

ISIAN, PETUNJUK, IKI, PERBAIKAN = "Isian", "Petunjuk", "_iki", "Perbaikan"
OF_FORM = (ISIAN, PETUNJUK, IKI, PERBAIKAN)
"""The sheets of a form besides those of its surveys."""

RINGKASAN, REKAP, TREN, KELENGKAPAN, TEMUAN = "Ringkasan", "Rekap", "Tren", "Kelengkapan", "Temuan"
TARGET, RUMUS, HITUNGAN, DATA, GRAFIK = "Target", "Rumus", "Hitungan", "Data", "Grafik"
TENTANG, SIDIK = "Tentang", "Sidik"
OF_RESULT = (RINGKASAN, REKAP, TREN, KELENGKAPAN, TEMUAN, TARGET, RUMUS, HITUNGAN, DATA, GRAFIK, TENTANG, SIDIK)
"""The sheets of the consolidated workbook besides those of the jabatan."""

LKJIP, SKP = "LKjIP", "SKP"
OF_YEAR = (LKJIP, SKP)
"""Those that it has besides where the yearly report is asked for."""

OF_EXCEL = ("History",)
"""What Excel keeps for itself: it calls a workbook with such a sheet broken."""


def is_among(name: str, names: tuple[str, ...]) -> bool:
    """Whether a spreadsheet program would take this name for one of the others."""
    return name.casefold() in {other.casefold() for other in names}


def of_survey(kode: str) -> str:
    """The sheet of a survey in a form: its code in capitals."""
    return kode.upper()


def of_jabatan(kode: str) -> str:
    """The sheet of a jabatan in the consolidated workbook: its code as words ("Tata Usaha"), short ones in capitals."""
    words = kode.replace("_", " ")
    return (words.upper() if len(words) <= 3 else words.title())[:LONGEST]
