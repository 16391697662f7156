"""The signature block of a form and of a sheet of results."""

from __future__ import annotations

import datetime as dt

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Pejabat, Settings
from iki_excel.words import bahasa

NO_NAME = "……………………………………"
"""Where a name is written by hand."""


def signature_lines(settings: Settings, jabatan_nama: str, pejabat: Pejabat, day: dt.date) -> list[tuple[str, str]]:
    """The signature block, a line each with its style: place and date, jabatan, space, name, pangkat, NIP."""
    name = pejabat.nama or f"({NO_NAME})"
    nip = f"NIP {bahasa.nip(pejabat.nip)}" if pejabat.nip else "NIP ………………………………"
    return [
        (f"{settings.unit.tempat}, {bahasa.date(day)}", "plain"),
        (f"{pejabat.sebutan} {jabatan_nama}".strip(), "plain"),
        ("", "plain"),
        ("", "plain"),
        ("", "plain"),
        (name, "bold"),
        *([(pejabat.pangkat, "plain")] if pejabat.pangkat else []),
        (nip, "plain"),
    ]


def countersignature(settings: Settings, catalog: Catalog, jabatan: str, day: dt.date) -> list[tuple[str, str]]:
    """The signature block of whoever answers for a jabatan besides its holder; nothing where that is nobody else."""
    above = settings.superior(jabatan, catalog)
    official = settings.official(above)
    if above == jabatan or official.is_same_person(settings.official(jabatan)):
        return []
    _, *lines = signature_lines(settings, settings.unit.title(above, catalog), official, day)
    return [("Mengetahui,", "plain"), *lines]
