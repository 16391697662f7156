"""What stands in the cells of a workbook, and a short mark of it by which a change is seen.

A mark is the same after another program has calculated and saved the workbook: it knows a number to twelve digits, the
result of a formula without the sign between its digits, which follows the reader's country, and the text of a formula
without what programs write differently.
"""

from __future__ import annotations

import binascii
import functools
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from iki_excel.language.places import column_letters, column_number

TEXT, NUMBER, TRUTH, ERROR = "t", "n", "b", "e"
ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"})
"""What cells show that hold an error."""

DIGITS = 12
"""So many digits of a number count: programs agree in fifteen but for the last ones."""
NEARLY = (1.0, 1 - 1e-14, 1 + 1e-14)
"""A number between two of twelve digits is spelled as either of them once it is calculated anew."""
NOTHING = 1e-12
"""Below it the result of a formula is what is left of a difference of equals."""

LINE_ENDS = re.compile(r"\r\n?")
BETWEEN_DIGITS = re.compile(r"(?<=\d)[.,\u00a0\u202f](?=\d)")


class Content(NamedTuple):
    """What a cell holds: its ``kind``, its ``value`` as text, and its ``formula``.

    A number is spelled as Python reads it, a truth as 1 or 0. ``formula``: without its equals sign; None where none is,
    and "" where the file does not tell it at this cell. ``is_day``: a number that is shown as a day.
    """

    kind: str
    value: str
    formula: str | None = None
    is_day: bool = False


Address = tuple[int, int]
"""Row and column, counted from zero."""
Cells = Mapping[Address, Content]
Sheets = Mapping[str, Cells]


class Mark(NamedTuple):
    """What is kept of a cell: its kind, and short hashes of its value and of the text of its formula.

    ``formula``: None where the cell holds none.
    """

    kind: str
    value: str
    formula: str | None = None

    @property
    def text(self) -> str:
        """The mark as it is written, and read by :func:`read_mark`."""
        return f"{self.kind}{self.value}" if self.formula is None else f"={self.kind}{self.value}{self.formula}"


Marks = Mapping[Address, Mark]

OF_VALUE, OF_FORMULA = 8, 6
"""Letters of a hash; each is nearly six bits."""
ONLY_LETTERS = bytes.maketrans(b"+/", b"Zz")
"""In the place of the two signs of Base64: a mark is one word, to whoever looks for words."""
WRITTEN = re.compile(
    rf"(?:([{TEXT}{NUMBER}{TRUTH}{ERROR}])([^\W_]{{{OF_VALUE}}})"
    rf"|=([{TEXT}{NUMBER}{TRUTH}{ERROR}])([^\W_]{{{OF_VALUE}}})([^\W_]{{{OF_FORMULA}}}))",
    re.ASCII,
)


def read_mark(text: str) -> Mark | None:
    """The mark that is written so; None where none is."""
    found = WRITTEN.fullmatch(text)
    if found is None:
        return None
    return Mark(found[1], found[2]) if found[1] else Mark(found[3], found[4], found[5])


@functools.lru_cache(maxsize=2**16)
def mark_of(content: Content) -> Mark:
    """The mark of what a cell holds; many cells hold the same."""
    value = _short(f"{content.kind}{next(_spellings(content))}", OF_VALUE)
    return Mark(content.kind, value, None if content.formula is None else formula_mark(content.formula))


def marks_of(cells: Cells) -> dict[Address, Mark]:
    """The mark of every cell."""
    return {address: mark_of(content) for address, content in cells.items()}


def formula_mark(formula: str) -> str:
    """The short hash of the text of a formula."""
    return _short(comparable(formula), OF_FORMULA)


def has_value(mark: Mark, content: Content) -> bool:
    """Whether a cell still shows what was kept of it."""
    if mark.kind != content.kind:
        return False
    return any(mark.value == _short(f"{content.kind}{one}", OF_VALUE) for one in _spellings(content))


@functools.lru_cache(maxsize=2**16)
def _short(text: str, letters: int) -> str:
    digest = hashlib.sha256(text.encode("utf-8", "replace")).digest()
    return binascii.b2a_base64(digest).translate(ONLY_LETTERS).decode()[:letters]


def _spellings(content: Content) -> Iterator[str]:
    """How a value is spelled for its hash; the first is as it is."""
    if content.kind == NUMBER:
        yield from _spelled(float(content.value), is_computed=content.formula is not None)
    else:
        text = LINE_ENDS.sub("\n", content.value)
        yield text if content.formula is None else BETWEEN_DIGITS.sub("·", text)


def _spelled(number: float, *, is_computed: bool) -> Iterator[str]:
    if not number or (is_computed and abs(number) < NOTHING):
        yield "0"
        return
    told: list[str] = []
    for near in NEARLY:
        text = f"{number * near:.{DIGITS}g}"
        if text not in told:
            told.append(text)
            yield text


# --- formulas ---------------------------------------------------------------------------------------------------------

QUOTED = re.compile(r'("(?:[^"]|"")*")')
WRITTEN_DIFFERENTLY = re.compile(r"[\s$']|_xlfn\.|_xlws\.")
ADDRESS = re.compile(r"('(?:[^']|'')*'!)|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w.(!])", re.ASCII)
REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([\w.]+))!")


def comparable(formula: str) -> str:
    """A formula without what programs write differently: spaces, the $ of addresses, quotes around names of sheets."""
    if WRITTEN_DIFFERENTLY.search(formula) is None:
        return formula
    return _outside_texts(formula, lambda piece: WRITTEN_DIFFERENTLY.sub("", piece))


def with_sheets(formula: str, called: Mapping[str, str]) -> str:
    """A formula with other names of sheets: ``called``, by the name that it says."""

    def rename(found: re.Match[str]) -> str:
        name = (found[1] or found[2]).replace("''", "'")
        return "'{}'!".format(called.get(name, name).replace("'", "''"))

    return _outside_texts(formula, lambda piece: REFERENCE.sub(rename, piece))


def shifted(formula: str, rows: int, columns: int) -> str:
    """A formula as it is said so many rows and columns further on: addresses without $ go along."""

    def move(found: re.Match[str]) -> str:
        if found[1]:
            return found[0]
        column = column_number(found[3]) + (0 if found[2] else columns)
        row = int(found[5]) + (0 if found[4] else rows)
        return f"{found[2]}{column_letters(column)}{found[4]}{row}" if column >= 0 and row > 0 else "#REF!"

    return _outside_texts(formula, lambda piece: ADDRESS.sub(move, piece))


def _outside_texts(formula: str, change: Callable[[str], str]) -> str:
    if '"' not in formula:
        return change(formula)
    pieces = QUOTED.split(formula)
    return "".join(piece if place % 2 else change(piece) for place, piece in enumerate(pieces))
