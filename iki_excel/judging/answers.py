"""The one table of what people typed: its columns.

A row is a cell that could be filled: who and when (unit, periode, jabatan, indikator), what is asked (isian, slot and
the slot's own properties), what was typed (diketik), what it counts as (angka, keadaan), and where it stands.
"""

IDENTITY = ["unit", "periode", "jabatan"]
COLUMNS = [
    *IDENTITY, "indikator", "isian", "slot", "responden", "diketik", "angka", "keadaan", "alasan", "catatan", "jam",
    "rumus",
    "keterangan", "bukti", "bulan_lalu", "file", "sheet", "sel", "baris", "kolom",
]  # fmt: skip
"""``responden``: 0, or the row of a survey. ``alasan``: the kode of the rule where keadaan is salah. ``jam``: the hours
after midnight that a date was stored with. ``rumus``: the cell holds a formula. ``bukti``: what is named as its proof.
``bulan_lalu``: last month's number that stands beside it. ``baris`` and ``kolom`` count from zero."""
