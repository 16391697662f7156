"""The rows of a sheet that is written as usual: judged piece by piece, and what was judged before is known again.

The forms of a jabatan have most of their rows in common, byte by byte, and what is found in a row depends on nothing
else. A piece ends where a row with cells ends, which no text can say. So the whole fits the pattern of all rows exactly
where each of its pieces does: no sheet is taken that would not be taken as a whole.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from operator import lt
from typing import NamedTuple

from iki_excel.workbooks.openxml.bounds import LONGEST_TEXT
from iki_excel.workbooks.openxml.marks import YES
from iki_excel.workbooks.openxml.xml import USUAL_TEXT

LETTERS = b"ABCDEFGHIJKLMNOPQRST"
ATTRIBUTES = rb'(?: [A-Za-z][A-Za-z0-9:.]*+="[^"<>&\x00-\x1f]*+")*+'
STYLE = rb'(?: s="[0-9]++")?+'
NUMBER = rb"-?+[0-9]{1,20}+(?:\.[0-9]{1,20}+)?+(?:E-?+[0-9]{1,2}+)?+"
ERROR_NAME = rb"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)"
FORMULA = rb"(?:<f" + ATTRIBUTES + rb"(?: ?+/>|>" + USUAL_TEXT + rb"</f>))?+"


def _value(inside: bytes) -> bytes:
    return rb"(?:<v(?: ?+/>|>(?:" + inside + rb")?+</v>))?+</c>"


CONTENTS = (
    rb' t="s"><v>[0-9]{1,9}+</v></c>',
    rb'(?: t="(?:n|s|b|str|inlineStr)")?+ ?+/>',
    rb'(?: t="n")?+>' + FORMULA + _value(NUMBER),
    rb' t="str">' + FORMULA + _value(USUAL_TEXT),
    rb' t="inlineStr"><is><t(?: xml:space="preserve")?+>' + USUAL_TEXT + rb"</t></is></c>",
    rb' t="b">' + FORMULA + _value(rb"[01]"),
    rb' t="e">' + FORMULA + _value(ERROR_NAME),
)
CELL = STYLE + rb"(?:" + rb"|".join(CONTENTS) + rb")"
CELLS = b"".join(rb'(?:<c r="%c\1"%b)?+' % (letter, CELL) for letter in LETTERS)
"""At most one cell a column, in their order, each in the row that it stands in."""


@functools.cache
def _all_rows() -> re.Pattern[bytes]:
    """All rows, cell by cell: made by the process that reads, as making it costs more than reading a form."""
    return re.compile(rb'(?:<row r="([1-9][0-9]{0,3})"' + ATTRIBUTES + rb" ?+(?:/>|>" + CELLS + rb"</row>))*")


ROW = re.compile(rb'<row r="([0-9]++)"([^<>]*+)>')
ERROR = re.compile(
    rb'<c r="([A-Z][0-9]++)"[^<>]*+(?<= t="e")>(?:<f[^<>]*+>(?:(?<!/>)[^<]*+</f>)?+)?+(?:<v>([^<]*+)</v>)?+'
)
FORMULA_CELL = re.compile(
    rb'<c r="([A-Z][0-9]++)"([^<>]*+)><f([^<>]*+)>(?:(?<!/>)([^<]*+)</f>)?+(<v[^<>]*+>)?+([^<]*+)'
)
IS_TEXT = b' t="str"'
ESCAPE = b"_x"
"""How a sign begins that stands for another."""

HIDDEN = rb' hidden="(?:' + "|".join(sorted(YES)).encode() + rb')"'
IS_HIDDEN = re.compile(HIDDEN)
HIDDEN_ROW = re.compile(rb'<row r="([0-9]++)"[^<>]*?' + HIDDEN + rb"[^<>]*+(?<!/)>(.*?)</row>", re.DOTALL)
CONTENT = re.compile(rb"<(?:v|f|is)[ />]")

CELL_STYLE = re.compile(rb' s="([0-9]++)"')
OF_RARE_DAY = re.compile(rb' s="([0-9]++)"(?: t="n")?+>(?:<f[^<>]*+>(?:(?<!/>)[^<]*+</f>)?+)?+<v>(?:-|[0-9]{7}|[^<]*E)')
"""The style of a cell with a number below zero or of seven digits, which is no day."""

END = b"</row>"
ROW_TAG = re.compile(rb'(<row r="[0-9]++")[^<>]*?(/?>)')
NO_VALUE = re.compile(rb'<c r="[A-Z][0-9]++"' + STYLE + rb'(?: t="[A-Za-z]++")?+ ?+/>|<f[^<>]*+(?:(?<=/)>|>[^<]*+</f>)')
"""A cell without content, and a formula: calamine passes over both."""


class Unusual(Exception):
    """The sheet is written in an unusual way."""


Linked = tuple[str, bytes, bytes]
"""A formula that may be shared with other cells, or refer to another file: its address, its attributes, its text."""


class Rows(NamedTuple):
    """What is found in rows: their ``numbers`` from one, and each different ``attributes`` of a row.

    ``stored``: of each formula, in order, whether its result is; ``empty_texts``: where that is an empty text;
    ``linked``: those that must be looked at together; ``of_formulas``: each different attributes of one. ``errors``: of
    their cells, in order. ``hidden``: the numbers from zero of hidden rows with content.
    ``styles``: those of the cells; ``of_rare_days``: of those with a number that is no day. ``cells``: how many of them
    may have content. ``xml``: the same rows without what is no value.
    """

    numbers: Sequence[int]
    attributes: AbstractSet[bytes]
    stored: Mapping[str, bool]
    empty_texts: AbstractSet[str]
    linked: Sequence[Linked]
    of_formulas: AbstractSet[bytes]
    errors: Mapping[str, str]
    hidden: AbstractSet[int]
    styles: AbstractSet[int]
    of_rare_days: AbstractSet[bytes]
    cells: int
    xml: bytes


def rows_in(body: bytes) -> Rows:
    """All that is found within the tags around the rows; Unusual where they are not written as usual."""
    *rows, rest = body.split(END)
    if len(body) > LONGEST_TEXT < max(len(rest), *map(len, rows)):
        raise Unusual
    found = _together([*_looked_up(_pieces(rows)), judged(rest)])
    if not all(map(lt, found.numbers, found.numbers[1:])):
        raise Unusual
    return found


MANY_ROWS, IN_A_PIECE = 256, 16
"""From so many rows on, as the sheet of a survey has, so many of them are a piece: most are blank in every form."""


def _pieces(rows: Sequence[bytes]) -> list[bytes]:
    """Rows without their end, as pieces with it."""
    if len(rows) < MANY_ROWS:
        return [row + END for row in rows]
    return [END.join(rows[first : first + IN_A_PIECE]) + END for first in range(0, len(rows), IN_A_PIECE)]


def _together(pieces: Sequence[Rows]) -> Rows:
    (
        numbers, attributes, stored, empty_texts, linked, of_formulas, errors, hidden, styles, of_rare_days, cells, xml
    ) = zip(*pieces, strict=True)  # fmt: skip
    one_after_another = itertools.chain.from_iterable
    return Rows(
        [*one_after_another(numbers)],
        frozenset().union(*attributes),
        dict(one_after_another(of_piece.items() for of_piece in stored)),
        frozenset().union(*empty_texts),
        [*one_after_another(linked)],
        frozenset().union(*of_formulas),
        dict(one_after_another(of_piece.items() for of_piece in errors)),
        frozenset().union(*hidden),
        frozenset().union(*styles),
        frozenset().union(*of_rare_days),
        sum(cells),
        b"".join(xml),
    )


def judged(rows: bytes) -> Rows:
    """All that is found in rows that follow each other, whatever stands around them; Unusual where they are unusual."""
    if ESCAPE in rows or not _all_rows().fullmatch(rows):
        raise Unusual
    tags = ROW.findall(rows)
    attributes = frozenset(attributes for _, attributes in tags)
    formulas = FORMULA_CELL.findall(rows) if b"<f" in rows else ()
    results = {cell[0].decode(): _result(*cell) for cell in formulas}
    return Rows(
        tuple(int(number) for number, _ in tags),
        attributes,
        {address: result is not None for address, result in results.items()},
        frozenset(address for address, result in results.items() if result == b""),
        tuple(
            (address.decode(), of_formula, formula)
            for address, _, of_formula, formula, *_ in formulas
            if not formula or b"[" in formula or b"shared" in of_formula
        ),
        frozenset(of_formula for _, _, of_formula, *_ in formulas),
        _errors(rows),
        _hidden(rows) if any(map(IS_HIDDEN.search, attributes)) else frozenset(),
        frozenset(map(int, {*CELL_STYLE.findall(rows)})),
        frozenset(OF_RARE_DAY.findall(rows)),
        rows.count(b"</c>"),
        NO_VALUE.sub(b"", ROW_TAG.sub(rb"\1\2", rows)),
    )


def _result(_: bytes, of_cell: bytes, __: bytes, ___: bytes, opened: bytes, value: bytes) -> bytes | None:
    """The result of a formula that is stored with it; an empty one is none, unless it is a text."""
    return value if value or (opened and IS_TEXT in of_cell) else None


def _hidden(rows: bytes) -> frozenset[int]:
    """The hidden rows with content."""
    return frozenset(int(number) - 1 for number, cells in HIDDEN_ROW.findall(rows) if CONTENT.search(cells))


def _errors(rows: bytes) -> dict[str, str]:
    found = ERROR.findall(rows) if b' t="e"' in rows else []
    return {address.decode(): value.decode() for address, value in found if value}


# --- what was judged before -------------------------------------------------------------------------------------------

KEPT_BYTES = 16 * 2**20
"""About so much room is given to what was judged last, and as much to what was judged before that."""

BYTES_OF_A_PIECE, TIMES_ITS_LENGTH = 1_000, 4
ONE_BY_ONE = 256
"""How many new pieces of a sheet are judged each for itself, to be known again; more are judged together, sooner."""


class _Known:
    """Pieces by their bytes. Those that were met lately stay, and the others are forgotten in two turns."""

    def __init__(self) -> None:
        self.new: dict[bytes, Rows] = {}
        self.old: dict[bytes, Rows] = {}
        self.size = 0

    def get(self, piece: bytes) -> Rows | None:
        found = self.new.get(piece)
        if found is None and (found := self.old.get(piece)) is not None:
            self.keep(piece, found)
        return found

    def keep(self, piece: bytes, found: Rows) -> Rows:
        if self.size > KEPT_BYTES:
            self.old, self.new, self.size = self.new, {}, 0
        self.new[piece] = found
        self.size += BYTES_OF_A_PIECE + TIMES_ITS_LENGTH * len(piece)
        return found


KNOWN = _Known()


def _looked_up(pieces: Iterable[bytes]) -> Iterable[Rows]:
    """What is found in each piece, or in several that follow each other."""
    unknown: list[bytes] = []
    left = ONE_BY_ONE
    for piece in pieces:
        found = KNOWN.get(piece)
        if found is None and left:
            left, found = left - 1, KNOWN.keep(piece, judged(piece))
        if found is None:
            unknown.append(piece)
            continue
        if unknown:
            yield judged(b"".join(unknown))
            unknown = []
        yield found
    if unknown:
        yield judged(b"".join(unknown))
