"""What a sheet says it is: its Kode formulir with check digits, and the file name that goes with it."""

from __future__ import annotations

import functools
import re
from pathlib import Path

from iki_excel.words.errors import PeriodError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode


@frozen
class Identity:
    """What a sheet says it is; written as a Kode formulir such as ``IKI.2-a1b2c3.ngronggot.pmd.2019-03.isian.36``.

    ``sidik``: the first digits of the fingerprint of what it asks; "" in forms of version 1.
    """

    versi: int
    unit: str
    jabatan: str
    periode: str
    lembar: str
    sidik: str = ""

    @property
    def kode_formulir(self) -> str:
        """The visible code with its two check digits."""
        versi = f"{self.versi}-{self.sidik}" if self.sidik else f"{self.versi}"
        body = f"IKI.{versi}.{self.unit}.{self.jabatan}.{self.periode}.{self.lembar}"
        return f"{body}.{_check_digits(self.versi, body)}"


KODE_FORMULIR = re.compile(
    r"IKI\.(?P<versi>\d{1,4})(?:-(?P<sidik>[0-9a-f]{6}))?\.(?P<unit>[a-z0-9]+)\.(?P<jabatan>[a-z0-9_]+)"
    r"\.(?P<periode>\d{4}-\d{2})\.(?P<lembar>[a-z0-9_]+)\.(?P<cek>\d{2})",
    re.IGNORECASE | re.ASCII,
)


CHECK_MODULUS, CHECK_FACTOR = 97, 10
FIRST_VERSION, FACTOR_OF_FIRST = 1, 5


def _check_digits(versi: int, body: str) -> str:
    """Two digits that no change of one character keeps, nor two characters that change places, they among them.

    With them the whole code, its characters taken as the digits of one number, is divisible by the prime 97. 10 is a
    primitive root of it, and no two characters of a code are 97 apart: what a change adds is never a multiple of 97.
    """
    if versi == FIRST_VERSION:
        return f"{_remainder(body, FACTOR_OF_FIRST):02d}"
    return f"{-_remainder(f'{body}.00', CHECK_FACTOR) % CHECK_MODULUS:02d}"


def _remainder(text: str, factor: int) -> int:
    number = 0
    for character in text.casefold():
        number = (number * factor + ord(character)) % CHECK_MODULUS
    return number


@functools.lru_cache(maxsize=16)  # each is asked for several times in its form
def parse_kode_formulir(text: str) -> tuple[Identity | None, bool]:
    """The identity in a text and whether its check digits are right; (None, False) where there is no code."""
    match = KODE_FORMULIR.fullmatch(text.strip())
    if not match:
        return None, False
    identity = Identity(
        versi=int(match["versi"]),
        unit=match["unit"].lower(),
        jabatan=match["jabatan"].lower(),
        periode=match["periode"],
        lembar=match["lembar"].lower(),
        sidik=(match["sidik"] or "").lower(),
    )
    is_same = identity.kode_formulir.casefold() == text.strip().casefold()
    has_its_parts = (identity.versi == FIRST_VERSION) == (identity.sidik == "")
    return identity, is_same and has_its_parts and _is_periode(identity.periode)


def _is_periode(text: str) -> bool:
    try:
        return bool(Periode.month(text))
    except PeriodError:
        return False


FORM_NAME = re.compile(r"IKI_(?P<periode>\d{4}-\d{2})_(?P<unit>[a-z0-9]+)_(?P<jabatan>[a-z0-9_]+)", re.IGNORECASE)
"""How the file of a form is named; what follows the jabatan, as in "pmd (2)", may have been added by anybody."""


def template_name(unit: str, jabatan: str, periode: str) -> str:
    """The file name of a template."""
    return f"IKI_{periode}_{unit}_{jabatan}.xlsx"


def form_path(folder: Path, unit: str, jabatan: str, periode: str) -> Path:
    """Where the blank form of a jabatan for a month stands."""
    return folder / periode / template_name(unit, jabatan, periode)
