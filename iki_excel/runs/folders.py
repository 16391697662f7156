"""Where an office keeps its files, unless it says otherwise."""

FORMS, EVIDENCE, RESULTS = "input_templates", "bukti", "output"
EXAMPLE = "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"

RECORDS = "catatan"
"""Beside a result, in a folder of its own: what is recorded of each run. People need not look at it."""
