"""What there is in the built-in decree: the one place of its numbers, for the tests that are about it."""

from __future__ import annotations

from tests.grounds import DECREE

JABATAN = ["sekretaris", "tata_usaha", "program_keuangan", "tata_pemerintahan", "trantib", "pmd"]
"""As the decree orders them."""

NAMA = ["Sekretaris", "Tata Usaha", "Program Keuangan", "Tata Pemerintahan", "Trantib", "PMD"]
"""Their sheets in the result."""

INDIKATOR = {"SEK": 4, "TU": 7, "PEK": 4, "PEM": 3, "TRA": 2, "PMD": 4}
"""How many each has, by the letters of their codes."""

UNIT = DECREE.settings.unit.kode
