"""The columns of the sheet Isian, and its rows above the first indikator."""

from __future__ import annotations

KEY_HEADER, BLOCK_HEADER = "kode isian", "kode unsur"
HEADERS = (KEY_HEADER, "No.", "Isian", "dihitung", "syarat", "Isi di sini", "Keadaan", "Bulan lalu",
           "Satuan / batas waktu", "Keterangan", "Bukti dukung")  # fmt: skip
KEY, NUMBER, LABEL, COUNTED, BROKEN, VALUE, STATE, LAST, UNIT, NOTE, EVIDENCE = range(11)
"""The values stand in the column in which they stood in every form before, and each on the row that it had: an address
that somebody was told once stays right. What stands hidden between label and value is COUNTED, what an isian counts as
in formulas (nihil is 0), and BROKEN, how many conditions told at it are broken; on the row of a realisasi COUNTED says
how many of its isian are blank or doubtful, on the row of a computed name what it is before an error is hidden."""
PIXELS = (0, 42, 184, 0, 0, 108, 76, 92, 112, 150, 150)
"""On a phone 360 pixels wide the cell to fill ends at its edge: 26 of them are the numbers of the rows."""
WIDTHS = tuple((pixels - 5) / 7 if pixels else 0 for pixels in PIXELS)
"""As Excel counts them, in digits."""

HELPERS = (11, 12)
"""Hidden columns behind the last one, for what formulas need on the way: on the row of a slot the parts of its isian, a
column a nama (of a document whether it became due in the month, and whether it then meets what is asked), on the row of
a survey how many of its cells hold anything and how many a score, on READY_ROW how many isian are blank and how many
are doubtful."""
YEAR_HELPERS, BEFORE_HELPERS = (13, 14), (15, 16)
"""Hidden, too: what the parts of an isian come to at the end of the month, and at the end of the month before."""
HINT = 17
"""Hidden, too: the word of a number that is allowed, and may be wrong all the same."""
COUNTS = HELPERS
"""Of them, of what is counted on the row of a survey and on READY_ROW."""
PART_COLUMNS = (*zip(HELPERS, YEAR_HELPERS, BEFORE_HELPERS, strict=True), (18, 19, 20), (21, 22, 23))
"""By the number of a nama of parts the columns of the three; those of the third and fourth only where there are so
many."""
WEIGHTED_FROM = HINT + 1
"""On the row of a survey with weights, from here on how much each unsur weighs in it."""
HIDDEN = (*HELPERS, *YEAR_HELPERS, *BEFORE_HELPERS, HINT)
"""The hidden columns behind the last one that every form has."""

TITLE_ROW, READY_ROW, HEADER_ROW, JABATAN_ROW, PEJABAT_ROW, HOW_ROW = range(6)
"""The first three stay in view."""
FIRST_ROW = HOW_ROW + 1

PERIODE_LABEL, CODE_LABEL = "Periode", "Kode formulir"
HOW = "Tidak bisa diketik? Tekan “Aktifkan Pengeditan” di atas.\nKuning: isi. Nihil: 0. Tidak berlaku: TB."
