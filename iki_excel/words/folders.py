"""How the folders of an office are called, unless it says otherwise."""

from pathlib import Path

FORMS, EVIDENCE, RESULTS = "input_templates", "bukti", "output"
EXAMPLE = "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"
INBOX, OUTBOX, TEXTS, KEPT_FORMS = "kotak_masuk", "kotak_keluar", "pesan", "riwayat"
"""What came and is not sorted yet, letters as they were sent, texts to paste, forms that others took the place of."""

APART = frozenset({INBOX, OUTBOX, TEXTS, KEPT_FORMS})
"""What lies there are forms, too, but none that count."""


def of_unit(folder: Path, kode: str, *, is_one: bool) -> Path:
    """Where in one of these folders an office has its own: all of it, unless it is one of many units."""
    return folder if is_one else folder / kode


RECORDS = "catatan"
"""Beside a result, in a folder of its own: what is recorded of each run. People need not look at it."""

DATA, WHEELS = "Data IKI", "wheels"
"""Where somebody starts by double click: what the office works on, and what the program is installed from."""

DETAILS = "rincian_kesalahan.txt"
"""What went wrong in the program itself, for whoever mends it."""
