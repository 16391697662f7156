"""What a sheet says it is: its Kode formulir with check digits, and the file name that goes with it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from iki_excel.words.errors import PeriodError
from iki_excel.words.periods import Periode


@dataclass(frozen=True)
class Identity:
    """What a sheet says it is; written as a Kode formulir such as ``IKI.1.ngronggot.pmd.2019-03.isian.36``."""

    versi: int
    unit: str
    jabatan: str
    periode: str
    lembar: str

    @property
    def kode_formulir(self) -> str:
        """The visible code with its two check digits."""
        body = f"IKI.{self.versi}.{self.unit}.{self.jabatan}.{self.periode}.{self.lembar}"
        return f"{body}.{_check_digits(body)}"


KODE_FORMULIR = re.compile(
    r"IKI\.(?P<versi>\d{1,4})\.(?P<unit>[a-z0-9]+)\.(?P<jabatan>[a-z0-9_]+)\.(?P<periode>\d{4}-\d{2})"
    r"\.(?P<lembar>[a-z0-9_]+)\.(?P<cek>\d{2})",
    re.IGNORECASE | re.ASCII,
)


CHECK_MODULUS, CHECK_FACTOR = 97, 5


def _check_digits(body: str) -> str:
    """Two digits that no change of one character keeps, nor two characters that change places.

    5 is a primitive root of the prime 97, and no two characters of a code are 97 apart: the difference that one change
    makes is never a multiple of 97.
    """
    number = 0
    for character in body.casefold():
        number = (number * CHECK_FACTOR + ord(character)) % CHECK_MODULUS
    return f"{number:02d}"


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
    )
    return identity, identity.kode_formulir.casefold() == text.strip().casefold() and _is_periode(identity.periode)


def _is_periode(text: str) -> bool:
    try:
        return bool(Periode.month(text))
    except PeriodError:
        return False


def template_name(unit: str, jabatan: str, periode: str) -> str:
    """The file name of a template."""
    return f"IKI_{periode}_{unit}_{jabatan}.xlsx"
