"""How much a workbook may hold: far more than any form, far less than what harms a reader."""

from __future__ import annotations

MOST_SHEETS = 100
MOST_NAMES = 5_000
MOST_CELLS = 100_000
"""Cells with content, of all sheets; empty styled ones cost nothing."""

MOST_ROWS = 100_000
"""Rows of a sheet that are written out, empty ones too."""

LARGEST_AREA = 500_000
"""Cells from A1 to the last with content, of all sheets: a reader makes room for each of them."""

MOST_STRINGS = 200_000
MOST_MERGES = 10_000
LARGEST_PARTS = 16 * 2**20
MOST_TAGS = 8 * MOST_CELLS
"""Tags of the parts that are read, counted where these are larger than :data:`TAGS_COUNT_FROM` together: a cell with a
formula has six of them, its row has two."""

TAGS_COUNT_FROM = 3 * MOST_TAGS
LONGEST_RUN = 400_000
"""Bytes of one tag, or of the text up to the next."""

LONGEST_TEXT = 32_767
"""Characters of one cell, as in Excel."""

LARGEST_TEXT = 10_000_000
"""Characters of all cells, a shared string counted each time it is used."""

LONGEST_NAME, LONGEST_TARGET = 255, 8_192
"""Characters of the name of a sheet or a cell, and of what the name of a cell means."""

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
