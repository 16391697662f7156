"""How the folders of an office are called that reading must know, too."""

FORMS = "input_templates"
INBOX, OUTBOX, TEXTS, KEPT_FORMS = "kotak_masuk", "kotak_keluar", "pesan", "riwayat"
"""What came and is not sorted yet, letters as they were sent, texts to paste, forms that others took the place of."""

APART = frozenset({INBOX, OUTBOX, TEXTS, KEPT_FORMS})
"""What lies there are forms, too, but none that count."""
