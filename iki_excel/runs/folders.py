"""Where an office keeps its files, unless it says otherwise."""

FORMS, EVIDENCE, RESULTS = "input_templates", "bukti", "output"
EXAMPLE = "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"
