"""What became of every file: the columns of the table of files, and the words for their fate."""

from __future__ import annotations

from typing import NamedTuple

from iki_excel.judging.answers import IDENTITY
from iki_excel.words.rules import GALAT, Rule

USED, SET_ASIDE = "dipakai", "disisihkan"

FILE_COLUMNS = [
    "file", "arsip", "sha256", "versi", *IDENTITY, "nasib", "alasan", "alasan_kata", "jenis", "terisi", "sidik",
    "disimpan", "tiba", "menggantikan", "belum_ditanya", "pejabat",
]  # fmt: skip
"""``arsip``: the archive that the file came in, ``file`` then begins with it. ``nasib``: dipakai or disisihkan,
``alasan`` why (a kode) and ``alasan_kata`` in words. ``jenis``: what a file is, in a word, that plainly is no form.
``terisi``: cells that somebody filled. ``sidik``: fingerprint of what was typed. ``disimpan``: when it was last saved,
as its document says. ``tiba``: when it arrived (moments.kept): the time of the file, in an archive that which the
archive has for it; "" where nobody knows. ``menggantikan``: the SHA-256 of the file whose place a mended form takes.
``belum_ditanya``: the codes of what its month asks and the form, made before, does not. ``pejabat``: whose name is
printed on top of the form, "" where none is."""


class Reason(NamedTuple):
    """Why a file is not used although nothing is wrong with it."""

    kode: str
    arti: str


NO_FORM = Reason("bukan_formulir", "Bukan formulir: {jenis}.")
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
