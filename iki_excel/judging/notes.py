"""What a jabatan says of its indikator besides numbers: why a capaian is not good yet, and what is done about it."""

from __future__ import annotations

COLUMNS = ["unit", "periode", "jabatan", "indikator", "penyebab", "tindak_lanjut", "file", "sheet", "sel"]
"""A row an indikator and form of which anything was written; ``sel`` is the first cell that holds any of it."""
