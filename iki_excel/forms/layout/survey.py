"""The sheet of a survey: a hidden key row, a column a slot, a row a respondent."""

from __future__ import annotations

from iki_excel.decree import sheet_names
from iki_excel.decree.kinds import Isian, Slot
from iki_excel.language.places import Area, Place
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

RESPONDENT_UNIT = "responden"
POINTS_TO = ": isi di lembar "
"""What stands between a survey and its sheet on the row of Isian that points to it."""

RESPONDENTS, EARLIER_RESPONDENTS = 1000, 400
"""How many rows there are for respondents; and how many there were on forms made before there was room for more."""
BLOCK_TITLE_ROW, BLOCK_RESULT_ROW, BLOCK_CODE_ROW, BLOCK_INSTRUCTION_ROW = range(4)
BLOCK_KEY_ROW, BLOCK_COUNT_ROW, BLOCK_MEAN_ROW, BLOCK_LABEL_ROW, BLOCK_FIRST_ROW = range(4, 9)
BLOCK_NUMBER_COLUMN, BLOCK_FIRST_COLUMN = 1, 2
BLOCK_HOW_UNTIL, BLOCK_LEAST_END = 6, 7
BLOCK_ROW_LABELS = {BLOCK_COUNT_ROW: "Banyak jawaban", BLOCK_MEAN_ROW: "NRR per unsur", BLOCK_LABEL_ROW: "Responden"}
RESPONDENT_KEY = "responden"


@frozen
class Block:
    """The sheet of one survey: its name, its columns, its rows."""

    isian: Isian

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return sheet_names.of_survey(self.isian.kode)

    @property
    def pointer(self) -> str:
        """What its row on ``Isian`` says."""
        return f"{self.isian.label}{POINTS_TO}{self.sheet}"

    @property
    def last_row(self) -> int:
        """The row of the last respondent."""
        return BLOCK_FIRST_ROW + RESPONDENTS - 1

    @property
    def last_column(self) -> int:
        """The column of the last slot."""
        return BLOCK_FIRST_COLUMN + len(self.isian.slots) - 1

    @property
    def end_column(self) -> int:
        """The last column that the sheet has: that of the last slot, or of what stands above them."""
        return max(self.last_column, BLOCK_LEAST_END)

    @property
    def columns(self) -> list[tuple[Slot, int]]:
        """Its slots with their columns."""
        return [(slot, BLOCK_FIRST_COLUMN + n) for n, slot in enumerate(self.isian.slots)]

    @property
    def area(self) -> Area:
        """All cells to fill."""
        return Area(self.sheet, BLOCK_FIRST_ROW, BLOCK_FIRST_COLUMN, self.last_row, self.last_column)

    @property
    def state_place(self) -> Place:
        """The cell of its sheet that says how it is."""
        return self._of_result(1)

    @property
    def nilai_place(self) -> Place:
        """The cell of what it comes to; its word is in the one before."""
        return self._of_result(3)

    @property
    def mutu_place(self) -> Place:
        """The cell of what that is called."""
        return self._of_result(5)

    def _of_result(self, behind: int) -> Place:
        return Place(self.sheet, BLOCK_RESULT_ROW, BLOCK_NUMBER_COLUMN + behind)

    @property
    def how_area(self) -> Area:
        """The cells over which it is said how to fill it: as wide as a phone."""
        return Area(self.sheet, BLOCK_INSTRUCTION_ROW, BLOCK_NUMBER_COLUMN, BLOCK_INSTRUCTION_ROW, BLOCK_HOW_UNTIL)

    @property
    def counts(self) -> Area:
        """How many answers each slot has."""
        return Area(self.sheet, BLOCK_COUNT_ROW, BLOCK_FIRST_COLUMN, BLOCK_COUNT_ROW, self.last_column)

    @property
    def means(self) -> Area:
        """The mean of each slot's answers."""
        return Area(self.sheet, BLOCK_MEAN_ROW, BLOCK_FIRST_COLUMN, BLOCK_MEAN_ROW, self.last_column)

    def column_area(self, column: int) -> Area:
        """All answers to one slot."""
        return Area(self.sheet, BLOCK_FIRST_ROW, column, self.last_row, column)


def head_of(slot: Slot) -> str:
    """What stands above the answers to an unsur: its name and, where it has one, its weight."""
    return slot.label if slot.bobot is None else f"{slot.label} (bobot {bahasa.number(slot.bobot * 100)}%)"


def room_of(last: float) -> int:
    """For how many respondents a form was made whose last row has this number."""
    return EARLIER_RESPONDENTS if last <= EARLIER_RESPONDENTS else RESPONDENTS
