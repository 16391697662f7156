"""Sheet ``Ringkasan``: the page of whoever leads many units: the state, the message, who is low and high."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from iki_excel.judging.arrival import TERLAMBAT
from iki_excel.judging.batch import BELUM_MASUK, DIKECUALIKAN, SAH
from iki_excel.judging.message import FINAL_BELOW, NOT_FINAL, PROVISIONAL
from iki_excel.judging.provisional import LENGKAP, SEMENTARA
from iki_excel.language.cells import BLANK, Average, Cell, Constant, Count, IfError, Sum, SumIf
from iki_excel.language.places import Place
from iki_excel.report import charts
from iki_excel.report.gabungan import grafik
from iki_excel.report.gabungan.grafik import Grafik, Record
from iki_excel.report.gabungan.rollup import RINGKASAN, Rollup
from iki_excel.report.parts import wrapped, write_lines, write_ruled
from iki_excel.report.ringkasan import (
    BESIDE,
    CHART_COLUMN,
    CHART_WIDTH,
    GAP,
    HIGHEST,
    LAST,
    LETTERS_OF_SENTENCE,
    PHONE,
    PROVISIONAL_BAR,
    bar_of,
)
from iki_excel.report.sheets import Sheet, made_at
from iki_excel.report.tables import Link, Shown, write_shown
from iki_excel.words import bahasa, periods
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet, width_of

MOST, MOST_AWAITED = 3, 8
KODE, NAME, CAPAIAN, OF = range(4)
BAR_HEIGHT, LEAST_HEIGHT, ABOVE_BARS, BELOW_BARS = 24, 320, 72, 8
NO_MEAN = "Belum ada unit yang lengkap, jadi belum ada rata-rata."
LETTERS_OF_NAME, LETTERS_OF_BANNER = 24, 50


@frozen
class Ringkasan(Sheet):
    """The sheet ``Ringkasan``; ``others``: the sheets that it leads to; ``remarks``: what is told nowhere in it."""

    rollup: Rollup
    grafik: Grafik
    others: Sequence[str]
    remarks: Sequence[str] = ()
    name = RINGKASAN
    tab_colour = book.TEAL
    landscape = False
    widths = tuple(width_of(pixels) for pixels in (*PHONE, GAP, *BESIDE))

    def write(self, made: Book, target: Worksheet) -> None:
        """The message in the columns of a phone, and one chart beside it."""
        rollup = self.rollup
        rollup.title(made, target, f"Kinerja {rollup.whose}")
        target.write_string(1, 0, f"{rollup.gabungan.periode.words} · {made_at(rollup.waktu)}", made.style("note"))
        row = self._write_state(made, target)
        row = self._write_mean(made, target, row)
        row = self._write_sentences(made, target, row)
        row = self._write_standings(made, target, row)
        row = self._write_regions(made, target, row)
        row = self._write_doors(made, target, row)
        target.insert_chart(1, CHART_COLUMN, self._chart(made), {
            "description": self._in_words(), "object_position": 3, "y_offset": 6,
        })  # fmt: skip
        target.hide_row_col_headers()
        target.fit_to_pages(1, 1)

    # --- the state ---------------------------------------------------------------------------------------------------

    @cached_property
    def expected(self) -> pd.DataFrame:
        """The forms that should be there."""
        forms = self.rollup.gabungan.forms
        return forms[forms["keadaan"] != DIKECUALIKAN]

    def _of_periode(self, forms: pd.DataFrame) -> pd.DataFrame:
        return forms[forms["periode"].isin(self.rollup.gabungan.periode.months)]

    def _write_state(self, made: Book, target: Worksheet) -> int:
        own = self._of_periode(self.expected)
        sah, every = (bahasa.number(many) for many in (int((own["keadaan"] == SAH).sum()), len(own)))
        counted = f"{sah} dari {every} formulir sah"
        is_final = bool(self.rollup.units["lengkap"].all())
        state = f"{LENGKAP if is_final else SEMENTARA}: {counted}"
        told = [FINAL_BELOW] if is_final else [NOT_FINAL, *(f"– {line}" for line in self._awaited())]
        lines = [line for text in (state, *told) for line in wrapped(text, LETTERS_OF_BANNER)]
        return write_lines(made, target, 2, lines, "complete" if is_final else "provisional", LAST)

    def _awaited(self) -> Iterator[str]:
        """What is waited for of each unit, those first that lack most; of many only how many there are."""
        forms = self.expected[self.expected["keadaan"] != SAH]
        now = self._of_periode(forms)
        by_unit = now["unit"].astype(object).value_counts(sort=True)
        names = dict(zip(self.rollup.units["unit"], self.rollup.units["nama"], strict=True))
        for unit, many in by_unit.head(MOST_AWAITED).items():
            yield f"{names.get(unit, unit)}: {many} formulir"
        if len(by_unit) > MOST_AWAITED:
            rest = by_unit.iloc[MOST_AWAITED:]
            yield f"{bahasa.number(len(rest))} unit lain: {bahasa.number(int(rest.sum()))} formulir"
        earlier = forms.drop(now.index)
        if len(earlier):
            months = sorted({Periode(str(month)) for month in earlier["periode"]})
            units = earlier["unit"].nunique()
            yield f"{periods.listed(months)}: {bahasa.number(len(earlier))} formulir dari {bahasa.number(units)} unit"
        others = self.rollup.units.loc[~self.rollup.units["lengkap"], "unit"]
        beside = int((~others.isin(forms["unit"].astype(object))).sum())
        if beside:
            yield f"{bahasa.number(beside)} unit: hal lain perlu diperbaiki, lihat buku kerjanya"

    # --- the message -------------------------------------------------------------------------------------------------

    def _write_mean(self, made: Book, target: Worksheet, row: int) -> int:
        """The one number, and of how many units it is."""
        if not self.grafik.complete:
            book.write_value(made, target, row, 0, NO_MEAN, "plain")
            return row + 1
        ikut = self.grafik.all_of(grafik.IKUT)
        words = Constant("Rata-rata capaian ") & Count(ikut) & f" dari {len(self.rollup.units)} unit"
        write_shown(made, target, row, 0, Shown(words, "plain", {"font_color": book.INK}))
        write_shown(made, target, row, CAPAIAN, Shown(Average(ikut), "headline"))
        book.write_value(made, target, row, OF, "dari 100", "note", align="right")
        target.set_row(row, 30)
        return row + 1

    def _write_sentences(self, made: Book, target: Worksheet, row: int) -> int:
        if self.grafik.complete:
            reached = self.grafik.all_of(grafik.REACHED)
            live = Sum(reached) & " dari " & Count(reached) & " unit rata-ratanya mencapai target."
            write_shown(made, target, row, 0, Shown(live, "plain", {"font_color": book.INK}))
            row += 1
        for said in (*self._lateness(), *self.remarks):
            for line in wrapped(said, LETTERS_OF_SENTENCE):
                book.write_value(made, target, row, 0, line, "plain")
                row += 1
        return row

    def _lateness(self) -> Iterator[str]:
        """How many forms of the periode came late, and how many did not come."""
        own = self._of_periode(self.expected)
        for what, word in (("Terlambat", TERLAMBAT), ("Belum masuk", BELUM_MASUK)):
            rows = own[own["kiriman"] == word]
            if len(rows):
                yield f"{what}: {bahasa.number(len(rows))} formulir dari {bahasa.number(rows['unit'].nunique())} unit."

    # --- tables ------------------------------------------------------------------------------------------------------

    def _write_heads(self, made: Book, target: Worksheet, row: int, title: str, of: str) -> None:
        write_ruled(made, target, row, title, LAST)
        book.write_value(made, target, row, CAPAIAN, "capaian", "row_of_section")
        book.write_value(made, target, row, OF, of, "row_of_section")

    def _write_standings(self, made: Book, target: Worksheet, row: int) -> int:
        """The lowest and the highest, of which none is among both."""
        complete = self.grafik.complete
        most = min(MOST, len(complete) // 2) or len(complete)
        for word, several in (("terendah", complete[:most]), ("tertinggi", complete[::-1][:most])):
            if several and len(complete) > 1:
                title = f"{bahasa.spelled(len(several)).capitalize()} unit {word}"
                row = self._write_few(made, target, row, title, several)
        return row

    def _write_few(self, made: Book, target: Worksheet, row: int, title: str, several: Sequence[Record]) -> int:
        """A row a unit: its code, which leads to the map, its name, its mean, and of how many indikator that is."""
        self._write_heads(made, target, row, title, "indikator")
        for below, one in enumerate(several, start=row + 1):
            told = one.there.told
            write_shown(
                made,
                target,
                below,
                KODE,
                Shown(self.rollup.name_of(one.unit), "row", {"shrink": True, "text_wrap": False}),
            )
            book.write_value(made, target, below, NAME, told.nama, "row")
            write_shown(made, target, below, CAPAIAN, Shown(one.cell(grafik.RATA), "report_decimals", {"bold": True}))
            book.write_value(made, target, below, OF, f"{told.ikut} dari {told.dari}", "row_note", align="right")
            target.set_row(below, max(20.0, book.row_height((told.nama, LETTERS_OF_NAME))))
        return row + 1 + len(several)

    def _write_regions(self, made: Book, target: Worksheet, row: int) -> int:
        """The mean of the complete units of each place, where there are several."""
        region = self.grafik.region
        if not region or not self.grafik.complete:
            return row
        self._write_heads(made, target, row, f"Rata-rata tiap {region}", "unit")
        places = self.rollup.units.groupby(region, sort=True).size()
        for below, (place, many) in enumerate(places.items(), start=row + 1):
            self._write_region(made, target, below, str(place), int(many))
        return row + 1 + len(places)

    def _write_region(self, made: Book, target: Worksheet, row: int, place: str, many: int) -> None:
        where = self.grafik.all_of(grafik.WILAYAH)
        book.write_value(made, target, row, KODE, place, "row", text_wrap=False)
        book.write_value(made, target, row, NAME, None, "row")
        named = Cell(Place(self.name, row, KODE))
        complete = SumIf(where, named, self.grafik.all_of(grafik.SATU))
        mean = IfError(SumIf(where, named, self.grafik.all_of(grafik.IKUT)) / complete, BLANK)
        write_shown(made, target, row, CAPAIAN, Shown(mean, "report_decimals", {"bold": True}))
        of = complete & f" dari {many}"
        write_shown(made, target, row, OF, Shown(of, "row_note", {"align": "right"}))

    def _write_doors(self, made: Book, target: Worksheet, row: int) -> int:
        """The other sheets, in rows high enough for a thumb."""
        write_ruled(made, target, row, "Lembar lain", LAST)
        for number, name in enumerate(self.others):
            down, right = divmod(number, 2)
            link = Link(Place(name, 0, 0), name)
            write_shown(made, target, row + 1 + down, CAPAIAN if right else KODE, Shown(link, "plain"))
            target.set_row(row + 1 + down, 21)
        return row + 1 + -(-len(self.others) // 2)

    # --- the chart ---------------------------------------------------------------------------------------------------

    def _chart(self, made: Book) -> Any:
        return self._bars(made) if self.grafik.has_bars else self._shares(made)

    def _bars(self, made: Book) -> Any:
        """Every unit against the target, the lowest on top; a series a predikat, so that the colours follow."""
        height = max(LEAST_HEIGHT, ABOVE_BARS + BELOW_BARS + BAR_HEIGHT * len(self.grafik.table.records))
        chart = charts.of_capaian(made, "bar", self._title_of_bars())
        chart.set_x_axis({**charts.scale(HIGHEST), "minor_tick_mark": "none"})
        chart.set_y_axis({**charts.NAMES, "reverse": True, "interval_unit": 1})
        labels = charts.series_of(self.grafik.table.down(grafik.LABEL))
        for word, column in self.grafik.series.items():
            look = self.rollup.looks.get(word)
            drawn = bar_of(word, look) if look else PROVISIONAL_BAR
            values = charts.series_of(self.grafik.table.down(column))
            chart.add_series({"name": word, "categories": labels, "values": values, "overlap": 100, "gap": 25, **drawn})
        top, bottom = ABOVE_BARS / height, BELOW_BARS / height
        chart.set_plotarea({"layout": {"x": 0.4, "y": top, "width": 0.56, "height": 1 - top - bottom}})
        chart.set_size({"width": CHART_WIDTH, "height": height})
        return chart

    def _title_of_bars(self) -> str:
        lowest = [str(one.there.told.nama) for one in self.grafik.complete[:MOST]]
        until = f"capaian s.d. {self.rollup.gabungan.periode.months[-1].words}"
        return f"Terendah: {', '.join(lowest)} · {until}" if lowest else f"Tiap unit · {until}"

    def _shares(self, made: Book) -> Any:
        """How many units reached each predikat, and how many are not complete yet."""
        chart = charts.of_capaian(made, "bar", self._title_of_shares())
        chart.set_x_axis(charts.NO_SCALE)
        chart.set_y_axis({**charts.NAMES, "reverse": True, "interval_unit": 1})
        shares = self.grafik.shares
        grey = {"fill": {"color": "#FFFFFF"}, "border": {"color": book.GREY}}
        points = [{"fill": {"color": look.bar}} for look in self.rollup.looks.values()]
        chart.add_series({
            "name": grafik.MANY.header,
            "categories": charts.series_of(shares.down(grafik.WORD)),
            "values": charts.series_of(shares.down(grafik.MANY)),
            "points": [*points, grey, grey],
            "gap": 30,
            "data_labels": {**charts.AT_END, "num_format": '#,##0" unit"'},
        })  # fmt: skip
        chart.set_size({"width": CHART_WIDTH, "height": LEAST_HEIGHT})
        return chart

    @cached_property
    def _counts(self) -> dict[str, int]:
        """How many units have which predikat of their mean, or are not complete."""
        words = [self.grafik.predikat_of(one) for one in self.grafik.table.records]
        return {word: words.count(word) for word in (*self.rollup.looks, PROVISIONAL) if word in words}

    def _title_of_shares(self) -> str:
        most = max(self._counts, key=lambda word: self._counts[word], default=PROVISIONAL)
        many, every = (bahasa.number(one) for one in (self._counts.get(most, 0), len(self.rollup.units)))
        until = self.rollup.gabungan.periode.months[-1].words
        return f"{many} dari {every} unit {most} · rata-rata capaian s.d. {until}"

    def _in_words(self) -> str:
        if self.grafik.has_bars:
            every = [f"{one.there.told.nama} {bahasa.fixed(one.there.told.rata_rata, 2)} "
                     f"({self.grafik.predikat_of(one)})" for one in self.grafik.table.records]  # fmt: skip
            told = f"Batang rata-rata capaian tiap unit terhadap target 100, terendah di atas: {'; '.join(every)}."
        else:
            counts = "; ".join(f"{word} {many}" for word, many in self._counts.items())
            told = f"Batang banyak unit tiap predikat: {counts}."
        return told if len(told) <= book.LONGEST_DESCRIPTION else f"{told[: book.LONGEST_DESCRIPTION - 1]}…"
