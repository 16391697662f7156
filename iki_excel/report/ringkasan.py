"""Sheet ``Ringkasan``: what the head of an office reads first, and the proof that nothing was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.decree.fields import STATE_WORDS
from iki_excel.judging import means, provisional
from iki_excel.judging.answers import state_counts
from iki_excel.judging.batch import SAH, Checked
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.judging.means import Mean
from iki_excel.judging.scoring import LENGKAP
from iki_excel.language.cells import (
    Cell,
    Count,
    CountFilled,
    CountIf,
    Expression,
    If,
    Range,
    Sum,
)
from iki_excel.language.places import Area, Place
from iki_excel.report import charts, kelengkapan, rekap
from iki_excel.report.kelengkapan import Kelengkapan
from iki_excel.report.rekap import Rekap
from iki_excel.report.sheets import Report, write_banner
from iki_excel.report.tables import Column, Shown, Table, write_shown
from iki_excel.report.temuan import Temuan
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, PERINGATAN
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Span, Worksheet

COLUMNS, COLUMN_WIDTH, COLUMN_PIXELS = 15, 7, 54
LEFT, RIGHT = 0, 9
WHOLE: Span = (0, COLUMNS - 1)
CARD_COLUMNS, BANNER_ROW, FIGURES_ROW, TABLES_HEAD = 3, 2, 3, 7
CHART_HEIGHT, CHART_ROWS = 330, 17
LABELS_HEIGHT = 27
"""Two lines of small letters."""

WEIGHTED_LABELS_HEIGHT = 40
"""Three of them."""

SOME_WEIGHTED = ", sebagian tertimbang"
"""For which a chart's title has no room."""

MEANS_LAYOUT = {"x": 0.45, "y": 0.14, "width": 0.47, "height": 0.68}
"""Where the bars are: the names of the jabatan beside them are long."""

ABOVE_LABELS = {"name_font": {**book.CHART_FONT, "rotation": 360}, "name_layout": {"x": 0.02, "y": 0.07}}
"""The name of an axis above its long labels instead of beneath them."""

SMALL = {**book.CHART_FONT, "size": 8}
GREY = {"font_color": book.GREY}
MATCHES, DIFFERS = "cocok", "TIDAK COCOK"


# --- two columns of figures ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Figure:
    """A label and its figure; of a mean, of how many it is."""

    label: str
    value: Expression | int
    look: Mapping[str, Any] = field(default_factory=dict)
    counted: str = ""


def _label(header: str, span: int, *, wraps: bool = False) -> Column[Figure]:
    return Column(header, span * COLUMN_WIDTH, lambda one: Shown(one.label, "cell", one.look), span, wraps)


def _value(header: str, style: str) -> Column[Figure]:
    return Column(header, 2 * COLUMN_WIDTH, lambda one: Shown(one.value, style), 2)


JABATAN, CAPAIAN = _label("Jabatan", 4, wraps=True), _value("Capaian (%)", "report_decimals")
COUNTED = Column[Figure]("Indikator", 2 * COLUMN_WIDTH, lambda one: Shown(one.counted, "cell_center"), 2, wraps=True)
PREDIKAT, INDIKATOR = _label("Predikat", 4), _value("Indikator", "report_whole")
FILES, CELLS, HOW_MANY = _label("", 6), _label("", 4), _value("", "report_whole")


# --- the sheet -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ringkasan:
    """The sheet ``Ringkasan``."""

    report: Report
    rekap: Rekap
    kelengkapan: Kelengkapan
    temuan: Temuan
    name = sheet_names.RINGKASAN
    landscape = False
    widths = (COLUMN_WIDTH,) * COLUMNS

    def write(self, made: Book, target: Worksheet) -> None:
        """Headline figures, mean capaian per jabatan, predikat counts, what is missing, and the reconciliation."""
        self.report.title(made, target, "Ringkasan kinerja")
        write_banner(made, target, BANNER_ROW, WHOLE, provisional.banner(self.report.batch), sum(self.widths))
        self._write_figures(made, target)
        below = max(self.means.last, self.bands.last) + 2
        self._write_means(made, target, below)
        self._write_bands(made, target, below)
        row = self._write_missing(made, target, below + CHART_ROWS)
        self._write_reconciliation(made, target, row + 1)

    # --- headline figures --------------------------------------------------------------------------------------------

    @property
    def figures(self) -> list[Figure]:
        """What is told first."""
        mean = means.of_unit(self.report.batch)
        levels, forms, every = self.temuan.levels, self.report.batch.expected_forms, len(self.rekap.table.records)
        return [
            Figure(_said(mean), self.rekap.mean_of(mean), {"num_format": "#,##0.00"}),
            Figure(f"Indikator terhitung dari {every}", Count(self.rekap.all_of(rekap.SD))),
            Figure(f"Formulir sah dari {len(forms)}", CountIf(self.kelengkapan.all_forms, SAH)),
            Figure("Kesalahan", CountIf(levels, GALAT)),
            Figure("Peringatan", CountIf(levels, PERINGATAN)),
        ]

    def _write_figures(self, made: Book, target: Worksheet) -> None:
        target.set_row(FIGURES_ROW, 34)
        is_weighted = means.of_unit(self.report.batch).is_weighted
        target.set_row(FIGURES_ROW + 1, WEIGHTED_LABELS_HEIGHT if is_weighted else LABELS_HEIGHT)
        for number, figure in enumerate(self.figures):
            span = (number * CARD_COLUMNS, number * CARD_COLUMNS + CARD_COLUMNS - 1)
            look = {"num_format": "0", **figure.look}
            write_shown(made, target, FIGURES_ROW, span, Shown(figure.value, "figure", look))
            write_shown(made, target, FIGURES_ROW + 1, span, Shown(figure.label, "figure_label"))

    # --- two tables, each with its chart -----------------------------------------------------------------------------

    @cached_property
    def _means_of_jabatan(self) -> list[Mean]:
        return [means.of_jabatan(self.report.batch, one.jabatan.kode) for one in self.rekap.jabatan]

    @property
    def _of_means(self) -> str:
        """What the means of all jabatan are called."""
        names = {mean.name for mean in self._means_of_jabatan}
        if len(names) == 1:
            return f"{names.pop()} capaian per jabatan"
        return f"Rata-rata capaian per jabatan{SOME_WEIGHTED}"

    @cached_property
    def means(self) -> Table[Figure]:
        """The mean capaian of every jabatan."""
        figures = [
            Figure(
                one.jabatan.nama,
                self.rekap.mean_of(mean, one),
                counted=", ".join(filter(None, (f"{mean.counted} dari {mean.every}", mean.share))),
            )
            for one, mean in zip(self.rekap.jabatan, self._means_of_jabatan, strict=True)
        ]
        return Table(self.name, TABLES_HEAD, (JABATAN, COUNTED, CAPAIAN), figures, LEFT)

    @cached_property
    def bands(self) -> Table[Figure]:
        """How many indikator have each predikat, and how many have none."""
        told, bands = self.rekap.all_of(rekap.PREDIKAT), self.report.batch.settings.aturan.pita
        figures = [
            Figure(word, CountIf(told, Cell(Place(self.name, row, RIGHT))))
            for row, (_, word) in enumerate(bands, start=TABLES_HEAD + 1)
        ]
        counted = Table(self.name, TABLES_HEAD, (PREDIKAT, INDIKATOR), figures, RIGHT).down(INDIKATOR)
        left = CountFilled(self.rekap.all_of(rekap.KODE)) - Sum(Range(counted))
        figures.append(Figure("belum ada predikat", left, GREY))
        return Table(self.name, TABLES_HEAD, (PREDIKAT, INDIKATOR), figures, RIGHT)

    def _write_means(self, made: Book, target: Worksheet, chart_row: int) -> None:
        heading = f"{self._of_means} (%)"
        target.write_string(TABLES_HEAD - 1, LEFT, heading, made.style("section"))
        self.means.write(made, target)
        known = [mean.capaian for mean in self._means_of_jabatan if mean.capaian is not None]
        if not known:
            why = "Belum ada capaian: belum ada indikator yang terhitung dan mempunyai target."
            target.write_string(chart_row, LEFT, why, made.style("note"))
            return
        cap = self.report.batch.settings.aturan.batas_capaian
        x = {"name": "Capaian (%)", "num_font": SMALL, **charts.scale([*known, cap or 0])}
        y = {**ABOVE_LABELS, "name": "Jabatan", "reverse": True, "crossing": "max", "num_font": SMALL}
        chart = made.chart("bar", self._of_means.removesuffix(SOME_WEIGHTED), x=x, y=y)
        chart.set_plotarea({"layout": MEANS_LAYOUT})
        _add_bars(chart, "Capaian", self.means, book.SERIES[0], "0.00")
        _insert(target, chart, chart_row, self.means)

    def _write_bands(self, made: Book, target: Worksheet, chart_row: int) -> None:
        heading = "Banyak indikator per predikat"
        target.write_string(TABLES_HEAD - 1, RIGHT, heading, made.style("section"))
        self.bands.write(made, target)
        most = self.report.batch.hasil["predikat"].value_counts().max()
        y = {"name": "Banyak indikator", **charts.scale([1.1 * most])}
        chart = made.chart("column", heading, x={"name": "Predikat", "num_font": SMALL}, y=y)
        _add_bars(chart, "Banyak indikator", self.bands, book.SERIES[1], "0;;")
        _insert(target, chart, chart_row, self.bands)

    # --- what is missing ---------------------------------------------------------------------------------------------

    def _write_missing(self, made: Book, target: Worksheet, row: int) -> int:
        target.write_string(row, 0, "Yang belum lengkap", made.style("section"))
        lines = [*_missing_forms(self.report), *_missing_results(self.report)]
        for text in lines or ["Tidak ada: semua formulir sah dan semua indikator terhitung."]:
            row += 1
            write_shown(made, target, row, WHOLE, Shown(text, "wrapped"))
            target.set_row(row, book.row_height((text, COLUMN_WIDTH * COLUMNS)))
        return row + 1

    # --- nothing was lost --------------------------------------------------------------------------------------------

    def _write_reconciliation(self, made: Book, target: Worksheet, row: int) -> None:
        target.write_string(row, 0, "Pencocokan: tidak ada yang hilang", made.style("section"))
        self._write_sum(made, target, Table(self.name, row, (FILES, HOW_MANY), self._files, LEFT))
        self._write_sum(made, target, Table(self.name, row, (CELLS, HOW_MANY), self._cells, RIGHT))

    @property
    def _files(self) -> list[Figure]:
        fates = self.kelengkapan.all_files(kelengkapan.FATE)
        part = {"indent": 3}
        return [
            Figure("Berkas masuk", CountFilled(self.kelengkapan.all_files(kelengkapan.FILE))),
            Figure(f"dipakai{_of_last_year(len(self._checked.forms_of_last_year))}", CountIf(fates, USED), part),
            Figure("disisihkan (alasannya di Kelengkapan)", CountIf(fates, SET_ASIDE), part),
        ]

    @property
    def _cells(self) -> list[Figure]:
        counted = self._checked.counted
        states = state_counts(counted).items()
        parts = [Figure(STATE_WORDS[state], number, {"indent": 3}) for state, number in states]
        of_last_year = _of_last_year(len(counted) - len(self._checked.answers))
        look = {"text_wrap": False, "shrink": True} if of_last_year else {}
        return [Figure(f"Sel yang ditanyakan{of_last_year}", len(counted), look), *parts]

    @property
    def _checked(self) -> Checked:
        return self.report.batch.checked

    def _write_sum(self, made: Book, target: Worksheet, table: Table[Figure]) -> None:
        """A whole and its parts, and whether the parts add up to it."""
        for row, figure in enumerate(table.records, start=table.first):
            table.write_record(made, target, row, figure)
        values = table.down(HOW_MANY)
        parts = Area(self.name, values.top + 1, values.left, values.bottom, values.right)
        adds_up = If(Cell(table.at(0, HOW_MANY)).equals(Sum(Range(parts))), MATCHES, DIFFERS)
        label, value = table.spans.values()
        write_shown(made, target, table.last + 1, label, Shown("Pencocokan", "cell", {"bold": True}))
        look = {"bold": True, "font_color": book.GOOD}
        write_shown(made, target, table.last + 1, value, Shown(adds_up, "cell_center", look))
        place = Area(self.name, table.last + 1, value[0], table.last + 1, value[1])
        book.colour_word(made, target, place, DIFFERS, book.BAD, book.BAD_PALE)


def _of_last_year(number: int) -> str:
    """How many of them are of a year before; nothing where none is."""
    return f" ({number} dari tahun lalu)" if number else ""


def _said(mean: Mean) -> str:
    """What the mean of the unit is, and of how many indikator."""
    share = f", {mean.share}" if mean.share else ""
    return f"{mean.name} {mean.counted} dari {mean.every} indikator{share} (%)"


# --- charts ----------------------------------------------------------------------------------------------------------


def _add_bars(chart: Any, name: str, table: Table[Figure], colour: str, shown: str) -> None:
    labels, values = (table.down(table.columns[number]) for number in (0, -1))
    chart.add_series(
        {
            "name": name,
            "categories": charts.series_of(labels),
            "values": charts.series_of(values),
            "fill": {"color": colour},
            "gap": 60,
            "data_labels": {"value": True, "num_format": shown, "font": book.CHART_FONT},
        }
    )
    chart.set_legend({"none": True})


def _insert(target: Worksheet, chart: Any, row: int, table: Table[Figure]) -> None:
    """As wide as the table that it draws."""
    _, left, _, right = table.corners
    chart.set_size({"width": (right - left + 1) * COLUMN_PIXELS - 3, "height": CHART_HEIGHT})
    target.insert_chart(row, left, chart, {"object_position": 2})


# --- what is missing -------------------------------------------------------------------------------------------------


def _missing_forms(report: Report) -> Sequence[str]:
    """A line for each jabatan and keadaan with its months."""
    full, catalog = report.batch.expected_forms, report.batch.catalog
    groups = full[full["keadaan"] != SAH].groupby(["jabatan", "keadaan"], sort=False)["periode"]
    return [
        f"{catalog[jabatan].nama}: {bahasa.listing(Periode(p).words for p in periode)} {keadaan}."
        for (jabatan, keadaan), periode in groups
    ]


def _missing_results(report: Report) -> Sequence[str]:
    """A line for each status with its indikator."""
    hasil = report.batch.hasil
    groups = hasil[hasil["status"] != LENGKAP].groupby("status_kata", sort=False)["indikator"]
    return [f"Indikator {status}: {bahasa.listing(kode)}." for status, kode in groups]
