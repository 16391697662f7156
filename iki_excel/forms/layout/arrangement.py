"""How the sheet Isian is arranged: as it is written now, and as the forms of earlier versions are.

All code speaks of columns as they are now. A form of an earlier version has the same rows below its head, and other
columns and another head: what stands where in it is said here, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping

from iki_excel.decree import Jabatan, Keputusan
from iki_excel.decree.sheet_names import ISIAN
from iki_excel.forms.layout import columns as at
from iki_excel.language.places import Place
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

TEMPLATE_VERSION = 3
ACCEPTED_VERSIONS = (1, 2, 3)
"""The first version says nothing of the decree it was made from, and is read by the one of its month. Those before the
third have a head of six rows and the columns of EARLIER."""

OwnColumns = Mapping[int, frozenset[int]]
"""By row of the template the columns that are the form's own, or are to be filled."""


@frozen
class Arrangement:
    """Where the head of Isian stands, and its columns.

    ``headers``: by column what stands above it, in the order of the form; ``placed``: where a column stood, of those
    that stand elsewhere now. ``unit``: the cell of the office's name. ``own_head``: which cells above the first
    indikator are the form's own. ``jabatan``: what stands before its name. ``has_notes``: whether it asks for a
    penyebab and a tindak lanjut.
    """

    headers: Mapping[int, str]
    placed: Mapping[int, int]
    header_row: int
    ready_row: int
    unit: Place
    own_head: OwnColumns
    has_notes: bool

    @property
    def rows_below_header(self) -> int:
        """How many rows stand between the headers and the first indikator."""
        return at.FIRST_ROW - self.header_row - 1

    def as_written(self, place: Place) -> Place:
        """The cell of a form of this arrangement that is now at this place."""
        return Place(place.sheet, place.row, self.placed.get(place.column, place.column))

    def head(self, jabatan: Jabatan, title: str, periode: str) -> dict[Place, str]:
        """What stands locked above the first indikator, by cell; unit and pejabat are the office's."""
        month = Periode(periode).words
        said = _head_now(jabatan, title, month) if self is NOW else _head_earlier(jabatan, title, month)
        return {Place(ISIAN, row, column): text for (row, column), text in said.items()}


def _head_now(jabatan: Jabatan, title: str, month: str) -> dict[tuple[int, int], str]:
    return {
        (at.TITLE_ROW, at.NUMBER): f"{title} {month}",
        (at.JABATAN_ROW, at.NUMBER): jabatan.nama,
        (at.JABATAN_ROW, at.LAST): at.PERIODE_LABEL,
        (at.JABATAN_ROW, at.UNIT): month,
        (at.PEJABAT_ROW, at.LAST): at.CODE_LABEL,
        (at.HOW_ROW, at.NUMBER): at.HOW,
    }


def _head_earlier(jabatan: Jabatan, title: str, month: str) -> dict[tuple[int, int], str]:
    return {
        (0, at.NUMBER): title,
        (2, at.NUMBER): f"Jabatan:  {jabatan.nama}",
        (2, at.LAST): at.PERIODE_LABEL,
        (2, at.VALUE): month,
        (3, at.LAST): at.CODE_LABEL,
    }


NOW = Arrangement(
    headers=dict(enumerate(at.HEADERS)),
    placed={},
    header_row=at.HEADER_ROW,
    ready_row=at.READY_ROW,
    unit=Place(ISIAN, at.TITLE_ROW, at.LAST),
    own_head={
        at.TITLE_ROW: frozenset({at.NUMBER, at.LAST, at.EVIDENCE}),
        at.READY_ROW: frozenset({at.NUMBER, *at.COUNTS}),
        at.HEADER_ROW: frozenset(range(len(at.HEADERS))),
        at.JABATAN_ROW: frozenset({at.NUMBER, at.LAST, at.UNIT}),
        at.PEJABAT_ROW: frozenset({at.NUMBER, at.LAST, at.UNIT}),
        at.HOW_ROW: frozenset({at.NUMBER}),
    },
    has_notes=True,
)
"""In the last column of the first row a form that went back has the way to its list."""

EARLIER = Arrangement(
    headers={
        at.KEY: at.KEY_HEADER,
        at.NUMBER: "No.",
        at.LABEL: "Isian",
        at.UNIT: "Satuan / batas waktu",
        at.LAST: "Bulan lalu",
        at.VALUE: "Isian bulan ini",
        at.STATE: "Keadaan",
        at.NOTE: "Keterangan / bukti dukung",
    },
    placed={at.UNIT: 3, at.LAST: 4, at.NOTE: 7, at.COUNTED: 10, at.BROKEN: 11,
            **dict(zip(at.HELPERS, (8, 9), strict=True)),
            **{column: column - 1 for column in range(at.YEAR_HELPERS[0], 60)}},
    header_row=5,
    ready_row=4,
    unit=Place(ISIAN, 1, at.NUMBER),
    own_head={
        0: frozenset({at.NUMBER, at.NOTE}),
        1: frozenset({at.NUMBER}),
        2: frozenset({at.NUMBER, at.LAST, at.VALUE}),
        3: frozenset({at.NUMBER, at.LAST, at.VALUE}),
        4: frozenset({at.NUMBER, *at.COUNTS}),
        5: frozenset({at.KEY, at.NUMBER, at.LABEL, at.UNIT, at.LAST, at.VALUE, at.STATE, at.NOTE}),
    },
    has_notes=False,
)  # fmt: skip


def arrangement_of(versi: int) -> Arrangement:
    """That of the forms of a version."""
    return NOW if versi >= TEMPLATE_VERSION else EARLIER


def title_of(keputusan: Keputusan, versi: int = TEMPLATE_VERSION) -> str:
    """What a form calls itself, without its month."""
    earlier = f"Isian {keputusan.kepanjangan} ({keputusan.singkatan})"
    return f"Formulir {keputusan.singkatan}" if versi >= TEMPLATE_VERSION else earlier


def usual_title(versi: int = TEMPLATE_VERSION) -> str:
    """The title of a form whose record says none."""
    return title_of(Keputusan(), versi)
