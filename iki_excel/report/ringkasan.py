"""Sheet ``Ringkasan``: what the camat reads first, and the proof that nothing was lost."""

from __future__ import annotations

from typing import Any

from iki_excel.judging.answers import state_counts
from iki_excel.judging.batch import SAH
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.judging.scoring import LENGKAP, STATUS_WORDS
from iki_excel.language.places import a1
from iki_excel.report import charts, places
from iki_excel.report.kelengkapan import FILE_FATE, FILE_NAME
from iki_excel.report.places import KELENGKAPAN_FIRST, REKAP_CAPAIAN, REKAP_JABATAN, REKAP_PREDIKAT, REKAP_SD, RINGKASAN
from iki_excel.report.sheets import Report, row_height, sheet
from iki_excel.report.temuan import TINGKAT_COLUMN
from iki_excel.words import bahasa
from iki_excel.words.rules import GALAT, PERINGATAN
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Span, Worksheet

COLUMNS, COLUMN_WIDTH, COLUMN_PIXELS = 15, 7, 54
LEFT, LEFT_VALUE, RIGHT, RIGHT_VALUE = (0, 5), (6, 7), (9, 12), (13, 14)
WHOLE: Span = (0, COLUMNS - 1)
CARD_COLUMNS = 3
FIGURES_ROW, TABLES_ROW = 3, 7
CHART_HEIGHT, CHART_ROWS = 330, 17
SMALL = {**book.CHART_FONT, "size": 8}


@sheet(10, RINGKASAN, (COLUMN_WIDTH,) * COLUMNS)
def write_ringkasan(report: Report, target: Worksheet) -> None:
    """Headline figures, mean capaian per jabatan, predikat counts, what is missing, and the reconciliation."""
    report.title(target, "Ringkasan kinerja")
    _write_figures(report, target)
    below = TABLES_ROW + max(len(report.batch.catalog.jabatan), len(report.batch.settings.aturan.pita) + 1) + 2
    _write_means(report, target, below)
    _write_bands(report, target, below)
    row = _write_missing(report, target, below + CHART_ROWS)
    _write_reconciliation(report, target, row + 1)


# --- headline figures ------------------------------------------------------------------------------------------------


def _files_area(report: Report, column: int) -> str:
    first = report.places.files_first
    last = first + max(len(report.batch.checked.files), 1) - 1
    return places.area(places.KELENGKAPAN, first, column, last, column)


def _states_area(report: Report) -> str:
    batch, first = report.batch, KELENGKAPAN_FIRST
    last = first + len(batch.catalog.jabatan) - 1
    return places.area(places.KELENGKAPAN, first, 1, last, len(batch.months))


def _tingkat_area(report: Report) -> str:
    first, column = places.TEMUAN_FIRST, TINGKAT_COLUMN
    last = first + max(len(report.batch.checked.temuan), 1) - 1
    return places.area(places.TEMUAN, first, column, last, column)


def _write_figures(report: Report, target: Worksheet) -> None:
    hasil, tingkat = report.batch.hasil, report.batch.checked.temuan["tingkat"]
    full, where = report.completeness, report.places
    levels = _tingkat_area(report)
    figures: tuple[tuple[str, str, Any], ...] = (
        (
            "Rata-rata capaian (%)",
            f'=IFERROR(AVERAGE({where.rekap_column(REKAP_CAPAIAN)}),"")',
            hasil["capaian"].mean(),
        ),
        (
            f"Indikator terhitung dari {len(hasil)}",
            f"=COUNT({where.rekap_column(REKAP_SD)})",
            int(hasil["realisasi"].notna().sum()),
        ),
        (
            f"Formulir sah dari {len(full)}",
            f'=COUNTIF({_states_area(report)},"{SAH}")',
            int((full["keadaan"] == SAH).sum()),
        ),
        ("Kesalahan", f'=COUNTIF({levels},"{GALAT}")', int((tingkat == GALAT).sum())),
        ("Peringatan", f'=COUNTIF({levels},"{PERINGATAN}")', int((tingkat == PERINGATAN).sum())),
    )
    target.set_row(FIGURES_ROW, 34)
    target.set_row(FIGURES_ROW + 1, 18)
    for number, (label, text, value) in enumerate(figures):
        span = (number * CARD_COLUMNS, number * CARD_COLUMNS + CARD_COLUMNS - 1)
        look = {"num_format": "#,##0.00" if number == 0 else "0"}
        _write_computed(report, target, FIGURES_ROW, span, text, value, "figure", **look)
        book.write_span(report.book, target, FIGURES_ROW + 1, span, label, "figure_label")


def _write_computed(
    report: Report, target: Worksheet, row: int, span: Span, text: str, value: Any, style: str, **extra: Any
) -> None:
    """A formula in a span of columns."""
    book.write_span(report.book, target, row, span, None, style, **extra)
    book.write_formula(report.book, target, row, span[0], text, value, style, **extra)


# --- two tables, each with its chart ---------------------------------------------------------------------------------


def _write_means(report: Report, target: Worksheet, chart_row: int) -> None:
    made, hasil = report.book, report.batch.hasil
    target.write_string(TABLES_ROW - 1, 0, "Rata-rata capaian per jabatan (%)", made.style("section"))
    book.write_span(made, target, TABLES_ROW, LEFT, "Jabatan", "head")
    book.write_span(made, target, TABLES_ROW, LEFT_VALUE, "Capaian (%)", "head")
    means = hasil.groupby("jabatan")["capaian"].mean()
    names, values = (report.places.rekap_column(column) for column in (REKAP_JABATAN, REKAP_CAPAIAN))
    jabatan = report.batch.catalog.jabatan
    for row, one in enumerate(jabatan, start=TABLES_ROW + 1):
        book.write_span(made, target, row, LEFT, one.nama, "cell")
        target.set_row(row, row_height((one.nama, COLUMN_WIDTH * 6)))
        text = f'=IFERROR(AVERAGEIF({names},{a1(row, 0)},{values}),"")'
        _write_computed(report, target, row, LEFT_VALUE, text, means[one.kode], "report_decimals")
    if means.isna().all():
        why = "Belum ada capaian: belum ada indikator yang terhitung dan mempunyai target."
        target.write_string(chart_row, 0, why, made.style("note"))
        return
    cap = report.batch.settings.aturan.batas_capaian
    x = {"name": "Capaian (%)", "num_font": SMALL, **charts.scale([*means, cap or 0])}
    y = {"name": "Jabatan", "reverse": True, "crossing": "max", "num_font": SMALL}
    chart = made.chart("bar", "Rata-rata capaian per jabatan", x=x, y=y)
    rows = (TABLES_ROW + 1, TABLES_ROW + len(jabatan))
    _add_bars(chart, "Capaian", rows, LEFT[0], LEFT_VALUE[0], book.SERIES[0], "0.00")
    _insert(target, chart, chart_row, LEFT[0], LEFT_VALUE[1])


def _write_bands(report: Report, target: Worksheet, chart_row: int) -> None:
    made, hasil = report.book, report.batch.hasil
    target.write_string(TABLES_ROW - 1, RIGHT[0], "Banyak indikator per predikat", made.style("section"))
    book.write_span(made, target, TABLES_ROW, RIGHT, "Predikat", "head")
    book.write_span(made, target, TABLES_ROW, RIGHT_VALUE, "Indikator", "head")
    counts = hasil["predikat"].value_counts()
    area, row = report.places.rekap_column(REKAP_PREDIKAT), TABLES_ROW
    for _, word in report.batch.settings.aturan.pita:
        row += 1
        book.write_span(made, target, row, RIGHT, word, "cell")
        text = f"=COUNTIF({area},{a1(row, RIGHT[0])})"
        _write_computed(report, target, row, RIGHT_VALUE, text, int(counts.get(word, 0)), "report_whole")
    first, last = (a1(r, RIGHT_VALUE[0]) for r in (TABLES_ROW + 1, row))
    row += 1
    left = int((hasil["predikat"] == "").sum())
    book.write_span(made, target, row, RIGHT, "belum ada predikat", "cell", font_color=book.GREY)
    text = f"={len(hasil)}-SUM({first}:{last})"
    _write_computed(report, target, row, RIGHT_VALUE, text, left, "report_whole")
    y = {"name": "Banyak indikator", **charts.scale([1.1 * max(*counts, left)])}
    chart = made.chart("column", "Banyak indikator per predikat", x={"name": "Predikat", "num_font": SMALL}, y=y)
    _add_bars(chart, "Banyak indikator", (TABLES_ROW + 1, row), RIGHT[0], RIGHT_VALUE[0], book.SERIES[1], "0;;")
    _insert(target, chart, chart_row, RIGHT[0], RIGHT_VALUE[1])


def _add_bars(chart: Any, name: str, rows: Span, names: int, values: int, colour: str, shown: str) -> None:
    chart.add_series(
        {
            "name": name,
            "categories": [RINGKASAN, rows[0], names, rows[1], names],
            "values": [RINGKASAN, rows[0], values, rows[1], values],
            "fill": {"color": colour},
            "gap": 60,
            "data_labels": {"value": True, "num_format": shown, "font": book.CHART_FONT},
        }
    )
    chart.set_legend({"none": True})


def _insert(target: Worksheet, chart: Any, row: int, first: int, last: int) -> None:
    chart.set_size({"width": (last - first + 1) * COLUMN_PIXELS - 3, "height": CHART_HEIGHT})
    target.insert_chart(row, first, chart, {"object_position": 2})


# --- what is missing -------------------------------------------------------------------------------------------------


def _write_missing(report: Report, target: Worksheet, row: int) -> int:
    target.write_string(row, 0, "Yang belum lengkap", report.book.style("section"))
    lines = [*_missing_forms(report), *_missing_results(report)]
    for text in lines or ["Tidak ada: semua formulir sah dan semua indikator terhitung."]:
        row += 1
        book.write_span(report.book, target, row, WHOLE, text, "wrapped")
        target.set_row(row, row_height((text, COLUMN_WIDTH * COLUMNS)))
    return row + 1


def _missing_forms(report: Report) -> list[str]:
    """A line for each jabatan and keadaan with its months."""
    full, catalog = report.completeness, report.batch.catalog
    groups = full[full["keadaan"] != SAH].groupby(["jabatan", "keadaan"], sort=False)["periode"]
    return [
        f"{catalog[jabatan].nama}: {bahasa.listing(bahasa.month(p) for p in periode)} {keadaan}."
        for (jabatan, keadaan), periode in groups
    ]


def _missing_results(report: Report) -> list[str]:
    """A line for each status with its indikator."""
    hasil = report.batch.hasil
    groups = hasil[hasil["status"] != LENGKAP].groupby("status", sort=False)["indikator"]
    return [f"Indikator {STATUS_WORDS[status]}: {bahasa.listing(kode)}." for status, kode in groups]


# --- nothing was lost ------------------------------------------------------------------------------------------------


def _write_reconciliation(report: Report, target: Worksheet, row: int) -> None:
    checked, where = report.batch.checked, _files_area(report, FILE_FATE)
    target.write_string(row, 0, "Pencocokan: tidak ada yang hilang", report.book.style("section"))
    fates, counts = checked.files["nasib"].value_counts(), state_counts(checked.answers)
    files = [
        ("Berkas masuk", f"=COUNTA({_files_area(report, FILE_NAME)})", len(checked.files)),
        ("dipakai", f'=COUNTIF({where},"{USED}")', int(fates.get(USED, 0))),
        ("disisihkan (alasannya di Kelengkapan)", f'=COUNTIF({where},"{SET_ASIDE}")', int(fates.get(SET_ASIDE, 0))),
    ]
    cells = [("Sel yang ditanyakan", "", len(checked.answers))]
    cells += [(state.replace("_", " "), "", number) for state, number in counts.items()]
    _write_sum(report, target, row + 1, LEFT, LEFT_VALUE, files)
    _write_sum(report, target, row + 1, RIGHT, RIGHT_VALUE, cells)


def _write_sum(
    report: Report, target: Worksheet, row: int, label: Span, value: Span, lines: list[tuple[str, str, int]]
) -> None:
    """A whole and its parts, and whether the parts add up to it."""
    made, first = report.book, row
    for text, formula_text, number in lines:
        book.write_span(made, target, row, label, text, "cell", indent=1 if row == first else 3)
        book.write_span(made, target, row, value, number, "report_whole")
        if formula_text:
            book.write_formula(made, target, row, value[0], formula_text, number, "report_whole")
        row += 1
    total, start, end = (a1(r, value[0]) for r in (first, first + 1, row - 1))
    book.write_span(made, target, row, label, "Pencocokan", "cell", bold=True)
    text = f'=IF({total}=SUM({start}:{end}),"cocok","TIDAK COCOK")'
    adds_up = lines[0][2] == sum(number for _, _, number in lines[1:])
    said, ink = ("cocok", book.GOOD) if adds_up else ("TIDAK COCOK", book.BAD)
    _write_computed(report, target, row, value, text, said, "cell_center", bold=True, font_color=ink)
