"""Sheet ``Ringkasan``: what the camat reads first, and the proof that nothing was lost."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from iki_excel import bahasa, book
from iki_excel.answers import state_counts
from iki_excel.batch import SAH, completeness
from iki_excel.findings import GALAT, PERINGATAN
from iki_excel.reading import SET_ASIDE, USED
from iki_excel.report import places
from iki_excel.report.kelengkapan import FILE_FATE, FILE_NAME
from iki_excel.report.places import KELENGKAPAN_FIRST, REKAP_CAPAIAN, REKAP_JABATAN, REKAP_PREDIKAT, REKAP_SD, RINGKASAN
from iki_excel.report.sheets import Report, sheet
from iki_excel.report.temuan import TINGKAT_COLUMN
from iki_excel.scoring import STATUS_WORDS

WIDTHS = (50, 17, 4, 17, 14, 14, 10)
FIGURE_COLUMNS = (0, 1, 3, 4, 5)
FIGURES_ROW, TABLES_ROW, CHARTS_ROW = 3, 7, 16


@sheet(10, RINGKASAN, WIDTHS)
def write_ringkasan(report: Report, target: Worksheet) -> None:
    """Headline figures, mean capaian per jabatan, predikat counts, what is missing, and the reconciliation."""
    report.title(target, "Ringkasan kinerja")
    _write_figures(report, target)
    _write_means(report, target)
    _write_bands(report, target)
    row = CHARTS_ROW + 18
    row = _write_missing(report, target, row)
    _write_reconciliation(report, target, row + 1)


def _files_area(report: Report, column: int) -> str:
    first = report.places.files_first
    last = first + max(len(report.batch.checked.files), 1) - 1
    return places.area(places.KELENGKAPAN, first, column, last, column)


def _write_figures(report: Report, target: Worksheet) -> None:
    batch, where = report.batch, report.places
    hasil, temuan = batch.hasil, batch.checked.temuan
    full = completeness(batch)
    states = places.area(
        places.KELENGKAPAN, KELENGKAPAN_FIRST, 1, KELENGKAPAN_FIRST + len(batch.catalog.jabatan) - 1, len(batch.months)
    )
    tingkat = places.area(
        places.TEMUAN,
        places.TEMUAN_FIRST,
        TINGKAT_COLUMN,
        places.TEMUAN_FIRST + max(len(temuan), 1) - 1,
        TINGKAT_COLUMN,
    )
    mean = hasil["capaian"].mean()
    figures: tuple[tuple[str, str, Any, str], ...] = (
        ("Rata-rata capaian (%)", f'=IFERROR(AVERAGE({where.rekap_column(REKAP_CAPAIAN)}),"")', mean, "#,##0.00"),
        (
            f"Indikator terhitung dari {len(hasil)}",
            f"=COUNT({where.rekap_column(REKAP_SD)})",
            int(hasil["realisasi"].notna().sum()),
            "0",
        ),
        (
            f"Formulir sah dari {len(full)}",
            f'=COUNTIF({states},"{SAH}")',
            int((full["keadaan"] == SAH).sum()),
            "0",
        ),
        ("Kesalahan", f'=COUNTIF({tingkat},"{GALAT}")', int((temuan["tingkat"] == GALAT).sum()), "0"),
        ("Peringatan", f'=COUNTIF({tingkat},"{PERINGATAN}")', int((temuan["tingkat"] == PERINGATAN).sum()), "0"),
    )
    target.set_row(FIGURES_ROW, 34)
    target.set_row(FIGURES_ROW + 1, 28)
    for column, (label, text, value, shown) in zip(FIGURE_COLUMNS, figures, strict=True):
        book.write_formula(report.book, target, FIGURES_ROW, column, text, value, "figure", num_format=shown)
        book.write_value(report.book, target, FIGURES_ROW + 1, column, label, "figure_label")


def _write_means(report: Report, target: Worksheet) -> None:
    made, hasil = report.book, report.batch.hasil
    target.write_string(TABLES_ROW - 1, 0, "Rata-rata capaian per jabatan (%)", made.style("section"))
    book.write_table(made, target, TABLES_ROW, 0, ("Jabatan", "Capaian (%)"), [], ())
    means = hasil.groupby("jabatan")["capaian"].mean()
    names, values = (report.places.rekap_column(column) for column in (REKAP_JABATAN, REKAP_CAPAIAN))
    for number, jabatan in enumerate(report.batch.catalog.jabatan, start=1):
        row = TABLES_ROW + number
        book.write_value(made, target, row, 0, jabatan.nama, "cell")
        target.set_row(row, book.wrapped_height(jabatan.nama, WIDTHS[0]))
        cell = xl_rowcol_to_cell(row, 0)
        text = f'=IFERROR(AVERAGEIF({names},{cell},{values}),"")'
        book.write_formula(made, target, row, 1, text, means[jabatan.kode], "decimals")
    if means.notna().any():
        last = TABLES_ROW + len(report.batch.catalog.jabatan)
        chart = made.chart("bar", "Rata-rata capaian per jabatan", x="Capaian (%)", y="Jabatan")
        _add_series(chart, (TABLES_ROW + 1, 0, last, 0), (TABLES_ROW + 1, 1, last, 1), book.SERIES[0])
        chart.set_y_axis(
            {"reverse": True, "crossing": "max", "num_font": {"name": book.FONT, "size": 8}, "name": "Jabatan"}
        )
        chart.set_x_axis(_percent_axis(report))
        target.insert_chart(CHARTS_ROW, 0, chart, {"object_position": 2, "x_offset": 2})
        chart.set_size({"width": 470, "height": 330})


def _percent_axis(report: Report) -> dict[str, Any]:
    font = {"name": book.FONT, "size": 9}
    top = report.batch.settings.aturan.batas_capaian
    return {"name": "Capaian (%)", "min": 0, **({"max": top} if top else {}), "num_font": font, "name_font": font,
            "num_format": "0", "major_gridlines": {"visible": True, "line": {"color": book.LINE}}}  # fmt: skip


def _add_series(chart: Any, names: tuple[int, ...], values: tuple[int, ...], colour: str) -> None:
    chart.add_series(
        {
            "name": "Capaian" if colour == book.SERIES[0] else "Banyak indikator",
            "categories": [RINGKASAN, *names],
            "values": [RINGKASAN, *values],
            "fill": {"color": colour},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "#,##0.##", "font": {"name": book.FONT, "size": 9}},
        }
    )
    chart.set_legend({"none": True})


def _write_bands(report: Report, target: Worksheet) -> None:
    made, hasil = report.book, report.batch.hasil
    words = [word for _, word in report.batch.settings.aturan.pita]
    column = 3
    target.write_string(TABLES_ROW - 1, column, "Banyak indikator per predikat", made.style("section"))
    target.merge_range(TABLES_ROW, column, TABLES_ROW, column + 1, "Predikat", made.style("head"))
    target.write_string(TABLES_ROW, column + 2, "Indikator", made.style("head"))
    counts = hasil["predikat"].value_counts()
    area = report.places.rekap_column(REKAP_PREDIKAT)
    for number, word in enumerate(words, start=1):
        row = TABLES_ROW + number
        target.merge_range(row, column, row, column + 1, word, made.style("cell"))
        text = f"=COUNTIF({area},{xl_rowcol_to_cell(row, column)})"
        book.write_formula(made, target, row, column + 2, text, int(counts.get(word, 0)), "number")
    row = TABLES_ROW + len(words) + 1
    target.merge_range(row, column, row, column + 1, "belum ada predikat", made.style("cell", font_color=book.GREY))
    first, last = (xl_rowcol_to_cell(r, column + 2) for r in (TABLES_ROW + 1, row - 1))
    left = int((hasil["predikat"] == "").sum())
    book.write_formula(made, target, row, column + 2, f"={len(hasil)}-SUM({first}:{last})", left, "number")
    chart = made.chart("column", "Banyak indikator per predikat", x="Predikat", y="Banyak indikator")
    _add_series(
        chart, (TABLES_ROW + 1, column, row, column), (TABLES_ROW + 1, column + 2, row, column + 2), book.SERIES[1]
    )
    chart.set_size({"width": 470, "height": 330})
    target.insert_chart(CHARTS_ROW, column, chart, {"object_position": 2, "x_offset": 40})


def _write_missing(report: Report, target: Worksheet, row: int) -> int:
    made, hasil = report.book, report.batch.hasil
    target.write_string(row, 0, "Yang belum lengkap", made.style("section"))
    full = completeness(report.batch)
    lines = [
        (report.batch.catalog[part.jabatan].nama, bahasa.month(part.periode), part.keadaan)
        for part in full[full["keadaan"] != SAH].itertuples()
    ]
    incomplete = hasil[~hasil["status"].isin(("lengkap",))]
    lines += [
        (report.batch.catalog[part.jabatan].nama, part.indikator, STATUS_WORDS[part.status])
        for part in incomplete.itertuples()
    ]
    row += 1
    for nama, what, why in lines or [("Tidak ada: semua formulir sah dan semua indikator terhitung.", "", "")]:
        text = f"{nama}: {what}, {why}" if what else nama
        target.write_string(row, 0, text, made.style("plain"))
        row += 1
    return row


def _write_reconciliation(report: Report, target: Worksheet, row: int) -> None:
    made, checked = report.book, report.batch.checked
    target.write_string(row, 0, "Pencocokan: tidak ada yang hilang", made.style("section"))
    fates = checked.files["nasib"].value_counts()
    fate_area, name_area = _files_area(report, FILE_FATE), _files_area(report, FILE_NAME)
    files = (
        ("Berkas masuk", f"=COUNTA({name_area})", len(checked.files)),
        ("  dipakai", f'=COUNTIF({fate_area},"{USED}")', int(fates.get(USED, 0))),
        (
            "  disisihkan (alasannya di Kelengkapan)",
            f'=COUNTIF({fate_area},"{SET_ASIDE}")',
            int(fates.get(SET_ASIDE, 0)),
        ),
    )
    row += 1
    for label, text, value in files:
        book.write_value(made, target, row, 0, label, "cell")
        book.write_formula(made, target, row, 1, text, value, "number")
        row += 1
    row = _write_check(report, target, row, 3)
    counts = state_counts(checked.answers)
    cells = [("Sel yang ditanyakan", len(checked.answers)), ("  isi", counts["isi"]), ("  kosong", counts["kosong"]),
             ("  tidak berlaku", counts["tidak_berlaku"]), ("  salah", counts["salah"])]  # fmt: skip
    for label, number in cells:
        book.write_value(made, target, row, 0, label, "cell")
        book.write_value(made, target, row, 1, number, "number")
        row += 1
    _write_check(report, target, row, 5)


def _write_check(report: Report, target: Worksheet, row: int, parts: int) -> int:
    """Whether the first of the rows above is the sum of the others."""
    total = xl_rowcol_to_cell(row - parts, 1)
    first, last = xl_rowcol_to_cell(row - parts + 1, 1), xl_rowcol_to_cell(row - 1, 1)
    book.write_value(report.book, target, row, 0, "Pencocokan", "cell", bold=True)
    text = f'=IF({total}=SUM({first}:{last}),"cocok","TIDAK COCOK")'
    book.write_formula(report.book, target, row, 1, text, "cocok", "cell_center", bold=True, font_color=book.GOOD)
    return row + 2
