"""What became of every file: the columns of the table of files, and the words for their fate."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from iki_excel.judging import answers
from iki_excel.words.rules import GALAT, Rule

USED, SET_ASIDE = "dipakai", "disisihkan"

FILE_COLUMNS = [
    "file", "sha256", "versi", *answers.IDENTITY, "nasib", "alasan", "alasan_kata", "terisi", "sidik", "menggantikan",
    "belum_ditanya",
]  # fmt: skip
"""``nasib``: dipakai or disisihkan, ``alasan`` why (a kode) and ``alasan_kata`` in words. ``terisi``: cells that
somebody filled. ``sidik``: fingerprint of what was typed. ``menggantikan``: the SHA-256 of the file that a mended form
takes the place of. ``belum_ditanya``: the codes of what its month asks and the form, made before, does not."""


class Reason(NamedTuple):
    """Why a file is not used although nothing is wrong with it."""

    kode: str
    arti: str


SAME_COPY = Reason("salinan_sama", "Salinan dengan isi yang sama.")
REPLACED = Reason("digantikan", "Sudah digantikan salinan perbaikannya.")
UNFILLED = Rule(
    "belum_diisi",
    GALAT,
    arti="Formulir belum diisi siapa pun; dihitung belum masuk.",
    pesan="Formulir {nama}, {bulan}, belum diisi sama sekali.",
    saran="Isi sel kuningnya lalu kirim.",
    ringkas="belum diisi sama sekali",
    contoh="Formulir kosong dari “iki template” dikirim kembali tanpa satu isian pun",
)


def set_aside(why: Rule | Reason) -> dict[str, str]:
    """What the table of files says of a file that is not used."""
    return {"nasib": SET_ASIDE, "alasan": why.kode, "alasan_kata": why.arti}


def with_set_aside(files: pd.DataFrame, rows: pd.Series | pd.Index, why: Rule | Reason) -> pd.DataFrame:
    """The table of files, where some rows (a mask, or their index) are not used."""
    fate, told = set_aside(why), files.copy()
    told.loc[rows, [*fate]] = [*fate.values()]
    return told
