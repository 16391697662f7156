"""Where an office keeps its files, unless it says otherwise."""

FORMS, RESULTS = "input_templates", "output"
EXAMPLE = "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"
