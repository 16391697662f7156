"""Sheet ``Ringkasan``: the page of the head of an office: the state, the message, who is low and high, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.judging import achievement, arrival, means
from iki_excel.judging.means import Mean
from iki_excel.judging.message import PROVISIONAL, Message, OfJabatan, Standing
from iki_excel.language.cells import Cell, Constant, Count, Expression, Sum
from iki_excel.language.places import Place
from iki_excel.language.rounding import round_half_away
from iki_excel.report import charts, grafik, rekap
from iki_excel.report.grafik import Grafik
from iki_excel.report.hitungan import Hitungan
from iki_excel.report.parts import fill, wrapped, write_lines, write_ruled, write_section
from iki_excel.report.predikat import BEST, WORST, Look, looks_of
from iki_excel.report.rekap import Record, Rekap
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.tables import Link, Shown, write_shown
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

PHONE = (56, 164, 62, 60)
"""The columns that fill the screen of a phone, in pixels: the message stands in them alone."""

GAP, BESIDE = 16, (60,) * 9
KODE, NAME, CAPAIAN, CHANGE = range(4)
LAST = CHANGE
CHART_COLUMN = len(PHONE) + 1
LAST_OF_PAGE = CHART_COLUMN + len(BESIDE) - 1
CHART_WIDTH, BAR_HEIGHT, LEAST_HEIGHT, MONTHS_HEIGHT = 540, 22, 380, 200
ABOVE_BARS, BELOW_BARS = 54, 8
"""Pixels of the title and of the ends of the scale, and of the room below the last bar."""
LETTERS_OF_TITLE, LETTERS_OF_BANNER, LETTERS_OF_NAME = 32, 46, 24
LETTERS_OF_SENTENCE, LETTERS_IN_BOLD = 54, 50
SENTENCE_HEIGHT = 16
HIGHEST, HIGHEST_OF_MONTHS = 130, 140
DIRECTIVES, DIRECTIVE_HEIGHT = 8, 34.0
SINCE = "± bln lalu"
ONE_DECIMAL = '[>0]"▲ "#,##0.0_0;[<0]"▼ "#,##0.0_0;"= "0_0'


@frozen
class Ringkasan(Sheet):
    """The sheet ``Ringkasan``."""

    report: Report
    message: Message
    rekap: Rekap
    hitungan: Hitungan
    grafik: Grafik
    name = sheet_names.RINGKASAN
    tab_colour = book.TEAL
    landscape = False
    widths = tuple(width_of(pixels) for pixels in (*PHONE, GAP, *BESIDE))

    def write(self, made: Book, target: Worksheet) -> None:
        """The message in the columns of a phone, two charts beside it, and room for what the head decides."""
        self.report.title(made, target, self._title)
        target.write_string(1, 0, f"{self.report.batch.periode.words} · {self.report.made_at}", made.style("note"))
        row = self._write_state(made, target)
        row = self._write_mean(made, target, row)
        row = self._write_sentences(made, target, row)
        worst, best = self.message.terendah, self.message.terbaik
        row = self._write_standings(made, target, row, self.message.worst_title, worst)
        row = self._write_standings(made, target, row, self.message.best_title, best)
        row = self._write_jabatan(made, target, row)
        row = self._write_doors(made, target, row)
        self._insert_charts(made, target)
        row = self._write_directives(made, target, max(row, self._rows_of_charts(target)))
        target.hide_row_col_headers()
        target.print_area(0, 0, row - 1, LAST_OF_PAGE)
        target.fit_to_pages(1, 1)

    # --- the message -------------------------------------------------------------------------------------------------

    def _write_state(self, made: Book, target: Worksheet) -> int:
        state = self.message.keadaan
        lines = [line for text in (state.judul, *state.baris) for line in wrapped(text, LETTERS_OF_BANNER)]
        return write_lines(made, target, 2, lines, "complete" if state.is_final else "provisional", LAST)

    def _write_mean(self, made: Book, target: Worksheet, row: int) -> int:
        """The one number, and what it is of."""
        mean = self.message.rata_rata
        if mean.capaian is None:
            for below, line in enumerate(wrapped(self.message.mean_sentence, LETTERS_OF_SENTENCE), start=row):
                book.write_value(made, target, below, 0, line, "plain")
            return below + 1
        every = f" dari {mean.every}" if mean.counted != mean.every else ""
        counted = Count(self.rekap.all_of(rekap.IN_MEAN))
        words = Constant(f"{mean.name} capaian ") & counted & f"{every} indikator"
        write_shown(made, target, row, 0, Shown(words, "plain", {"font_color": book.INK}))
        write_shown(made, target, row, CAPAIAN, Shown(self.rekap.mean_of(mean), "headline"))
        book.write_value(made, target, row, CHANGE, "dari 100", "note", align="right")
        target.set_row(row, 30)
        if mean.share:
            book.write_value(made, target, row + 1, 0, mean.share.capitalize(), "note")
        return row + (2 if mean.share else 1)

    def _write_sentences(self, made: Book, target: Worksheet, row: int) -> int:
        """How many reached the target, what changed, and who is late."""
        message = self.message
        if message.complete:
            reached = self.rekap.all_of(rekap.REACHED)
            live = Sum(reached) & " dari " & Count(reached) & " indikator sudah mencapai target."
            write_shown(made, target, row, 0, Shown(live, "plain", {"font_color": book.INK}))
            target.set_row(row, SENTENCE_HEIGHT)
            row += 1
        row = self._write_sentence(made, target, row, message.change_sentence)
        is_late = bool(arrival.late(self.report.batch, self.report.waktu))
        return self._write_sentence(made, target, row, message.terlambat, is_late=is_late)

    def _write_sentence(self, made: Book, target: Worksheet, row: int, text: str, *, is_late: bool = False) -> int:
        """In lines of the page, of which fewer letters in bold fill one; the row below them."""
        look: dict[str, Any] = {"font_color": book.BAD, "bold": True} if is_late else {}
        lines = wrapped(text, LETTERS_IN_BOLD if is_late else LETTERS_OF_SENTENCE) if text else []
        for below, line in enumerate(lines, start=row):
            book.write_value(made, target, below, 0, line, "plain", **look)
            target.set_row(below, SENTENCE_HEIGHT)
        return row + len(lines)

    # --- tables ------------------------------------------------------------------------------------------------------

    def _write_heads(self, made: Book, target: Worksheet, row: int, title: str) -> None:
        write_ruled(made, target, row, title, LAST)
        book.write_value(made, target, row, CAPAIAN, "capaian", "row_of_section")
        book.write_value(made, target, row, CHANGE, self._since, "row_of_section")

    @property
    def _since(self) -> str | None:
        """Since when things changed: the month before, or of a longer periode the last month before it."""
        if not self.report.is_of_span:
            return SINCE
        return f"± {self.message.sejak.short_words.split()[0]}" if self.message.sejak else None

    def _write_standings(
        self, made: Book, target: Worksheet, row: int, title: str, standings: Sequence[Standing]
    ) -> int:
        """A row each: its code, which leads to the rapor, its name, its capaian, and what that changed."""
        if not standings:
            return row
        self._write_heads(made, target, row, title)
        for below, one in enumerate(standings, start=row + 1):
            record = self.rekap.record(one.kode)
            write_shown(made, target, below, KODE, Shown(Link(self.report.doors.rapor[one.kode], one.kode)))
            book.write_value(made, target, below, NAME, one.singkat, "row")
            self._write_figures(made, target, below, record.cell(rekap.CAPAIAN), self._change_of(record))
            target.set_row(below, max(20.0, book.row_height((one.singkat, LETTERS_OF_NAME))))
        return row + 1 + len(standings)

    def _change_of(self, record: Record) -> Expression | None:
        return record.cell(rekap.CHANGE) if record.standing.perubahan is not None else None

    def _write_figures(
        self, made: Book, target: Worksheet, row: int, capaian: Expression | str, change: Expression | None,
        **rule: Any,
    ) -> None:  # fmt: skip
        look = {"bold": True, "align": "right", **rule}
        write_shown(made, target, row, CAPAIAN, Shown(capaian, "report_decimals", look))
        write_shown(made, target, row, CHANGE, Shown(change, "report_change", {"num_format": ONE_DECIMAL, **rule}))

    def _write_jabatan(self, made: Book, target: Worksheet, row: int) -> int:
        """Two lines each: its name and mean; its predikat, with of how many, or why there is none."""
        self._write_heads(made, target, row, "Per jabatan (rata-rata)")
        for number, one in enumerate(self.message.jabatan):
            self._write_one_jabatan(made, target, row + 1 + 2 * number, one)
        return row + 1 + 2 * len(self.message.jabatan)

    def _write_one_jabatan(self, made: Book, target: Worksheet, row: int, one: OfJabatan) -> None:
        jabatan = self.report.batch.catalog[one.kode]
        no_rule = {"bottom": 0, "text_wrap": False}
        name = Link(self.report.doors.jabatan.get(one.kode), one.sebutan)
        write_shown(made, target, row, KODE, Shown(name, "row", no_rule))
        mean = "–" if one.alasan else self.rekap.mean_of(one.rata_rata, jabatan)
        self._write_figures(made, target, row, mean, self._change_of_jabatan(row, one), bottom=0)
        self._write_predikat(made, target, row + 1, one)
        target.set_row(row, 18)

    def _change_of_jabatan(self, row: int, one: OfJabatan) -> Expression | None:
        if one.perubahan is None:
            return None
        batch = self.report.batch
        was = means.of_jabatan(batch, one.kode, self.message.sejak)
        return self.rekap.change_of(Cell(Place(self.name, row, CAPAIAN)), was, batch.catalog[one.kode])

    def _write_predikat(self, made: Book, target: Worksheet, row: int, one: OfJabatan) -> None:
        mean, look = one.rata_rata, {"text_wrap": False, "indent": 0}
        of = f"{mean.counted} dari {mean.every} indikator" + (f", {mean.share}" if mean.share else "")
        fill(made, target, row, range(NAME, LAST + 1), "row")
        if one.alasan:
            write_shown(made, target, row, KODE, Shown(one.alasan, "row_note", {**look, "font_color": book.BAD}))
        else:
            above = Cell(Place(self.name, row - 1, CAPAIAN))
            word = achievement.predikat(above, *self.hitungan.data.aturan.bands)
            write_shown(made, target, row, KODE, Shown(word & f" · {of}", "row_note", look))
        target.set_row(row, 15)

    def _write_doors(self, made: Book, target: Worksheet, row: int) -> int:
        """The other sheets, in rows high enough for a thumb."""
        write_ruled(made, target, row, "Lembar lain", LAST)
        others = [name for name in self.report.other_sheets if name != self.name]
        for number, name in enumerate(others):
            down, right = divmod(number, 2)
            link = Link(Place(name, 0, 0), name)
            write_shown(made, target, row + 1 + down, CAPAIAN if right else KODE, Shown(link, "plain"))
            target.set_row(row + 1 + down, 21)
        return row + 1 + -(-len(others) // 2)

    def _write_directives(self, made: Book, target: Worksheet, row: int) -> int:
        """Dotted lines for what whoever heads the office decides."""
        settings, catalog = self.report.batch.settings, self.report.batch.catalog
        head = settings.unit.title(settings.unit.head(catalog), catalog)
        write_section(made, target, row, f"Arahan {head}", font_size=11)
        for below in range(row + 1, row + 1 + DIRECTIVES):
            fill(made, target, below, range(LAST_OF_PAGE + 1), "dotted")
            target.set_row(below, DIRECTIVE_HEIGHT)
        return row + 1 + DIRECTIVES

    # --- charts ------------------------------------------------------------------------------------------------------

    @property
    def _title(self) -> str:
        return f"Kinerja {self.report.batch.settings.unit.nama}"

    def _top_of_charts(self, target: Worksheet) -> int:
        """Where they begin, in pixels: below a title that is longer than the columns of the message."""
        return 4 if len(self._title) <= LETTERS_OF_TITLE else int(book.height_of(target, 0)) + 4

    @cached_property
    def _bars_height(self) -> int:
        return max(LEAST_HEIGHT, ABOVE_BARS + BELOW_BARS + BAR_HEIGHT * len(self.rekap.table.records))

    def _insert_charts(self, made: Book, target: Worksheet) -> None:
        top = self._top_of_charts(target)
        target.insert_chart(0, CHART_COLUMN, self._bars(made), {
            "description": self._bars_in_words(), "object_position": 3, "y_offset": top,
        })  # fmt: skip
        if len(self.report.batch.months) > 1:
            target.insert_chart(0, CHART_COLUMN, self._months(made), {
                "description": self._months_in_words(), "object_position": 3, "y_offset": top + self._bars_height + 12,
            })  # fmt: skip

    def _rows_of_charts(self, target: Worksheet) -> int:
        """The first row that stands below all charts."""
        wanted = (
            self._top_of_charts(target)
            + self._bars_height
            + 24
            + (MONTHS_HEIGHT if len(self.report.batch.months) > 1 else 0)
        )
        row, reached = 0, 0.0
        while reached < wanted:
            reached += book.height_of(target, row)
            row += 1
        return row

    def _bars(self, made: Book) -> Any:
        """Every indikator against its target, the worst on top; a series a predikat, so that the colours follow."""
        chart = charts.of_capaian(made, "bar", self._title_of_bars())
        chart.set_x_axis({**charts.scale(HIGHEST), "minor_tick_mark": "none"})
        chart.set_y_axis({**charts.NAMES, "reverse": True, "interval_unit": 1})
        looks = looks_of(self.report)
        for word, column in self.grafik.series.items():
            chart.add_series({
                "name": word,
                "categories": charts.series_of(self.grafik.down(grafik.LABEL)),
                "values": charts.series_of(self.grafik.down(column)),
                "overlap": 100,
                "gap": 25,
                **(PROVISIONAL_BAR if word == PROVISIONAL else bar_of(word, looks[word])),
            })  # fmt: skip
        top, bottom = (pixels / self._bars_height for pixels in (ABOVE_BARS, BELOW_BARS))
        chart.set_plotarea({"layout": {"x": 0.46, "y": top, "width": 0.5, "height": 1 - top - bottom}})
        chart.set_size({"width": CHART_WIDTH, "height": self._bars_height})
        return chart

    def _title_of_bars(self) -> str:
        worst = [one.kode for one in self.message.terendah]
        until = f"capaian s.d. {self.report.batch.periode.months[-1].words}"
        return f"Terendah: {', '.join(worst)} · {until}" if worst else f"Capaian tiap indikator · {until}"

    def _bars_in_words(self) -> str:
        """The chart for whoever hears the page: its numbers, the worst first."""
        every = [f"{one.kode} {one.singkat} {_said(one)}" for one in self.message.worst_first]
        told = f"Batang capaian {len(every)} indikator terhadap target 100, terendah di atas: {'; '.join(every)}."
        return told if len(told) <= book.LONGEST_DESCRIPTION else f"{told[: book.LONGEST_DESCRIPTION - 1]}…"

    def _months(self, made: Book) -> Any:
        """The mean of the office, month by month."""
        chart = charts.of_capaian(made, "line", self._title_of_months())
        chart.set_x_axis(charts.MONTHS)
        chart.set_y_axis({**charts.scale(HIGHEST_OF_MONTHS), "minor_tick_mark": "none"})
        chart.add_series({
            "name": "Rata-rata kantor",
            "categories": charts.series_of(self.grafik.months.down(grafik.BULAN)),
            "values": charts.series_of(self.grafik.months.down(grafik.MEAN)),
            "line": {"color": BEST.bar, "width": 2.5},
            "marker": {"type": "circle", "size": 6, "fill": {"color": BEST.bar}, "border": {"color": BEST.bar}},
            "data_labels": {"value": True, "position": "below", "num_format": "0.0", "font": charts.BOLD},
        })  # fmt: skip
        chart.set_size({"width": CHART_WIDTH, "height": MONTHS_HEIGHT})
        return chart

    @cached_property
    def _means(self) -> list[tuple[str, Mean]]:
        """The months that have a mean, each with it."""
        known = self.report.mean_after.items()
        return [(month.words.split()[0], mean) for month, mean in known if mean.capaian is not None]

    def _title_of_months(self) -> str:
        """What is seen: how far it went since the month before; of a provisional one only that it is one."""
        last = self.report.batch.months[-1].words.split()[0]
        if not self.message.keadaan.is_final:
            return f"Rata-rata kantor tiap bulan ({last} sementara)"
        if len(self._means) < 2:
            return "Rata-rata kantor tiap bulan"
        (before, was), (_, now) = self._means[-2:]
        of = f" ({was.counted} → {now.counted} indikator)" if was.counted != now.counted else ""
        return f"Rata-rata kantor {_way(was, now)} sejak {before}{of}"

    def _months_in_words(self) -> str:
        told = ", ".join(f"{month} {_printed(mean.capaian)}" for month, mean in self._means)
        return f"Garis rata-rata capaian kantor tiap bulan terhadap target 100: {told or 'belum ada'}."


def _printed(capaian: float | None) -> str:
    return bahasa.fixed(capaian or 0.0, achievement.DIGITS)


def _way(was: Mean, now: Mean) -> str:
    """ "naik 8,79 poin", by the means as they are printed before they are subtracted."""
    first, last = (round_half_away(one.capaian or 0.0, achievement.DIGITS) for one in (was, now))
    change = float(last - first)
    return f"{'naik' if change > 0 else 'turun'} {_printed(abs(change))} poin" if change else "tetap"


PROVISIONAL_BAR = {
    "pattern": {"pattern": "wide_upward_diagonal", "fg_color": "#66717D", "bg_color": "#FFFFFF"},
    "border": {"color": "#66717D", "width": 0.75},
    "data_labels": {
        "value": True, "position": "inside_base", "num_format": '#,##0.0"  sementara";-#,##0.0"  sementara";',
        "font": {**book.CHART_FONT, "italic": True}, "fill": {"color": "#FFFFFF"},
    },
}  # fmt: skip


def bar_of(word: str, look: Look) -> dict[str, Any]:
    """The bars of one predikat: number and word stand in them, of the worst, which are short, behind them."""
    told = word.replace('"', "'")
    ink = {"font": {**charts.BOLD, "color": look.bar if look == WORST else "#FFFFFF"}}
    labels = {"value": True, "num_format": f'#,##0.0"  {told}";-#,##0.0"  {told}";',
              "position": "outside_end" if look == WORST else "inside_base", **ink}  # fmt: skip
    return {"fill": {"color": look.bar}, "data_labels": labels}


def _said(one: Standing) -> str:
    """ "33,33 (Sangat Kurang)", "50,00 (sementara)", "– (belum masuk)"."""
    capaian = "–" if one.capaian is None else bahasa.fixed(one.capaian, achievement.DIGITS)
    return f"{capaian} ({one.predikat or one.alasan})"
