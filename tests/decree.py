"""What there is in the built-in decree, in one place, for the tests that are about it."""

from __future__ import annotations

from tests.grounds import DECREE

UNIT = DECREE.settings.unit.kode

JABATAN = {
    "sekretaris": "Sekretaris Kecamatan",
    "tata_usaha": "Kepala Sub Bagian Tata Usaha",
    "program_keuangan": "Kepala Sub Bagian Program, Evaluasi dan Keuangan",
    "tata_pemerintahan": "Kepala Seksi Tata Pemerintahan",
    "trantib": "Kepala Seksi Ketentraman dan Ketertiban",
    "pmd": "Kepala Seksi Pemberdayaan Masyarakat Desa",
}
"""The codes and names, in the order of the decree."""

SHEETS = ["Sekretaris", "Tata Usaha", "Program Keuangan", "Tata Pemerintahan", "Trantib", "PMD"]
"""Their sheets in the result."""

INDIKATOR = [
    "SEK-1", "SEK-2", "SEK-3", "SEK-4",
    "TU-1", "TU-2", "TU-3", "TU-4", "TU-5", "TU-6", "TU-7",
    "PEK-1", "PEK-2", "PEK-3", "PEK-4",
    "PEM-1", "PEM-2", "PEM-3",
    "TRA-1", "TRA-2",
    "PMD-1", "PMD-2", "PMD-3", "PMD-4",
]  # fmt: skip

WITH_DECIMALS = ["SEK-1", "SEK-2", "SEK-3", "SEK-4", "TU-3", "PEM-3", "TRA-2"]
"""Those that divide or average."""

TARGETS = dict.fromkeys(("SEK-1", "SEK-2", "SEK-3", "SEK-4", "PEM-3"), 100)
"""Those that have a target of their own."""

DEFAULTS = ["SEK-1", "SEK-2", "SEK-3", "SEK-4", "PEK-1", "PEK-2", "PEK-3", "PEM-3"]
"""Those that have a target without an office setting one: 100 %, or the documents due."""

SYARAT = 9
"""How many conditions on the figures of a month it has."""

FORMS = 3 * len(JABATAN)
"""How many forms there are of the three months of ``iki contoh``."""

COUNTS = f"{FORMS} berkas: {FORMS} dipakai, 0 disisihkan. 0 kesalahan, 1 peringatan.\n"
"""What is said of them."""

FIRST, LAST = 5, 4 + len(INDIKATOR)
"""The first and the last row of the indikator on Rekap and on Tren."""

FIRST_MEAN, LAST_MEAN = 9, 8 + len(JABATAN)
"""The rows of the jabatan on Ringkasan."""

YEAR = 12 * len(JABATAN)
"""How many forms there are of a whole year."""

PAGES = f"{len(JABATAN) + 1} PDF (ringkasan, dan rapor tiap jabatan) ditulis di output/{{}}."
"""What is said of the pages of a month."""
