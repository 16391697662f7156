"""Where an office keeps its files, unless it says otherwise."""

from iki_excel.words.folders import FORMS as FORMS
from iki_excel.words.folders import INBOX as INBOX
from iki_excel.words.folders import KEPT_FORMS as KEPT_FORMS
from iki_excel.words.folders import OUTBOX as OUTBOX
from iki_excel.words.folders import TEXTS as TEXTS

EVIDENCE, RESULTS = "bukti", "output"
EXAMPLE = "contoh"
MARKED, MIGRATED = "perbaikan", "migrasi"

RECORDS = "catatan"
"""Beside a result, in a folder of its own: what is recorded of each run. People need not look at it."""
