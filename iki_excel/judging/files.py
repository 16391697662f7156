"""What became of every file: the columns of the table of files, and the words for their fate."""

from __future__ import annotations

from iki_excel.judging import answers

USED, SET_ASIDE = "dipakai", "disisihkan"
UNFILLED, SAME_COPY, DIFFERENT, REPLACED = "belum_diisi", "salinan_sama", "ganda_berbeda", "digantikan"

FILE_COLUMNS = ["file", "sha256", "versi", *answers.IDENTITY, "nasib", "alasan", "terisi", "sidik", "menggantikan"]
"""``nasib``: dipakai or disisihkan, ``alasan`` why. ``terisi``: cells that somebody filled. ``sidik``: fingerprint of
what was typed. ``menggantikan``: the SHA-256 of the file that a mended form takes the place of."""
