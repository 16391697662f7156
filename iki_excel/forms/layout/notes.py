"""Below all indikator: of each, why its capaian is not good yet and what is done about it; nobody has to fill it."""

from __future__ import annotations

from iki_excel.decree.sheet_names import ISIAN
from iki_excel.forms.layout.columns import EVIDENCE, VALUE
from iki_excel.language.places import Area, Place
from iki_excel.words.frozen import frozen

TITLE = "Bila capaian belum baik: sebab dan langkah berikutnya (boleh kosong)"
REASON, NEXT_STEP = "penyebab", "tindak_lanjut"
LABELS = {REASON: "Penyebab", NEXT_STEP: "Tindak lanjut"}
"""What is asked, each on a row of its own, in this order."""
LONGEST = 500


@frozen
class NoteRow:
    """One line of text: of which indikator, what of it, and its row."""

    indikator: str
    asked: str
    row: int

    @property
    def key(self) -> str:
        """What stands in the hidden column of keys; no isian has such a code."""
        return f"{self.asked} {self.indikator}"

    @property
    def label(self) -> str:
        """What stands before the text."""
        return LABELS[self.asked]

    @property
    def place(self) -> Place:
        """The cell of the text."""
        return Place(ISIAN, self.row, VALUE)

    @property
    def area(self) -> Area:
        """The cells that it takes the room of."""
        return Area(ISIAN, self.row, VALUE, self.row, EVIDENCE)


def note_rows(indikator: tuple[str, ...], title_row: int) -> tuple[NoteRow, ...]:
    """Those of these indikator, below the row of their title."""
    asked = [(kode, what) for kode in indikator for what in LABELS]
    return tuple(NoteRow(kode, what, row) for row, (kode, what) in enumerate(asked, start=title_row + 1))
