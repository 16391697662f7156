"""Sheet ``Tentang``: what made this workbook, of which decree and files, what changed, and what its inks mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import field
from importlib.metadata import version
from typing import Any

from iki_excel import __version__
from iki_excel.decree import sheet_names
from iki_excel.decree.fingerprint import fingerprint
from iki_excel.judging.files import SET_ASIDE, USED
from iki_excel.language.places import Place
from iki_excel.report.parts import wrapped, write_ruled
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.tables import Link, Shown, write_shown
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import book
from iki_excel.workbooks.book import Book, Worksheet

LIBRARIES = ("pandas", "python-calamine", "xlsxwriter", "holidays")
LETTERS = 100
NOT_SKP = "Menurut capaian saja: bukti untuk predikat kinerja pegawai menurut PermenPANRB 6/2022, bukan predikat itu."
INKS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Biru", "diketik di formulir, atau ditetapkan di iki.toml dan katalog", {"font_color": book.TYPED}),
    ("Hitam", "dihitung di lembar itu", {}),
    ("Hijau", "dari lembar lain", {"font_color": book.LINKED}),
    ("Garis bawah", "membuka lembar lain di buku kerja ini", {"font_color": book.LINK, "underline": 1}),
)
ABOUT = {
    sheet_names.RINGKASAN: "satu halaman untuk pimpinan",
    sheet_names.REKAP: "semua indikator, satu baris satu indikator",
    sheet_names.TREN: "setiap indikator tiap bulan, satu skala",
    sheet_names.LKJIP: "bahan laporan kinerja setahun, dengan tahun lalu",
    sheet_names.SKP: "bahan SKP tiap pejabat, untuk disalin",
    sheet_names.KELENGKAPAN: "formulir dan berkas yang masuk, dan nasibnya",
    sheet_names.TEMUAN: "yang perlu diperbaiki dan dilihat",
    sheet_names.TARGET: "bagian target yang sudah jatuh tempo, dan caranya",
    sheet_names.RUMUS: "aturan, dan setiap rumus dengan angkanya",
    sheet_names.HITUNGAN: "setiap indikator tiap bulan: realisasi, target, capaian",
    sheet_names.DATA: "setiap isian dengan berkas dan selnya",
    sheet_names.GRAFIK: "yang digambar di Ringkasan",
    sheet_names.SIDIK: "untuk “iki buktikan”: sidik setiap sel",
}
OF_JABATAN = "rapor jabatan, untuk ditandatangani"


@frozen
class Fact:
    """A label and what is said; ``look``: of the label; ``to``: where it leads."""

    label: str
    text: str
    look: dict[str, Any] = field(default_factory=dict)
    to: Place | None = None


@frozen
class Tentang(Sheet):
    """The sheet ``Tentang``."""

    report: Report
    name = sheet_names.TENTANG
    landscape = False
    widths = (18.0, 92.0)

    def write(self, made: Book, target: Worksheet) -> None:
        """Every part, one below the other."""
        self.report.title(made, target, "Tentang buku kerja ini")
        row = 2
        for title, facts in (
            ("Dibuat", self._made()),
            ("Perubahan sejak rekap sebelumnya", self._changes()),
            ("Keputusan", self._decree()),
            ("Isi", self._contents()),
            ("Warna huruf", (Fact(*ink) for ink in INKS)),
            ("Predikat", [Fact("Artinya", NOT_SKP)]),
        ):
            row = self._write_part(made, target, row, title, [*facts])
        target.fit_to_pages(1, 1)

    def _write_part(self, made: Book, target: Worksheet, row: int, title: str, facts: Sequence[Fact]) -> int:
        if not facts:
            return row
        write_ruled(made, target, row, title, 1)
        row += 1
        for fact in facts:
            label = Shown(Link(fact.to, fact.label) if fact.to else fact.label, "plain", fact.look)
            write_shown(made, target, row, 0, label)
            for below, line in enumerate(wrapped(fact.text, LETTERS), start=row):
                book.write_value(made, target, below, 1, line, "plain")
                target.set_row(below, 16)
            row = below + 1
        return row

    # --- the parts ---------------------------------------------------------------------------------------------------

    def _made(self) -> Iterator[Fact]:
        waktu, fates = self.report.waktu, self.report.batch.checked.files["nasib"]
        used, aside = (int((fates == fate).sum()) for fate in (USED, SET_ASIDE))
        yield Fact("Waktu", f"{bahasa.date(waktu.date())} pukul {waktu:%H.%M}")
        yield Fact(
            "Perintah",
            f"iki proses --periode {self.report.batch.periode}{' --lkjip' if self.report.lkjip is not None else ''}",
        )
        yield Fact("Program", f"iki-excel {__version__}")
        yield Fact("Pustaka", ", ".join(f"{name} {version(name)}" for name in LIBRARIES))
        yield Fact(
            "Berkas", f"{used + aside} berkas masuk: {used} dipakai, {aside} disisihkan. Rinciannya di Kelengkapan."
        )

    def _changes(self) -> Iterator[Fact]:
        riwayat = self.report.batch.riwayat
        for number, line in enumerate(riwayat.lines):
            yield Fact("" if number else riwayat.name, line)

    def _decree(self) -> Iterator[Fact]:
        """Which decree it is, and the fingerprint of what it asks and computes in this month."""
        catalog = self.report.batch.catalog
        one, month = catalog.keputusan, catalog.at(self.report.batch.periode)
        told = [
            ("Nomor", one.nomor),
            ("Tentang", one.tentang),
            ("Tanggal", bahasa.date(one.tanggal) if one.tanggal else ""),
            ("Tahun", str(one.tahun or "")),
            ("Berlaku mulai", one.berlaku_mulai.words if one.berlaku_mulai else ""),
            *(("Dasar hukum" if number == 1 else "", text) for number, text in enumerate(one.dasar_hukum, start=1)),
            ("Sidik", fingerprint(month)),
        ]
        yield from (Fact(label, text) for label, text in told if text)

    def _contents(self) -> Iterator[Fact]:
        for name in self.report.sheet_order:
            if name != self.name:
                yield Fact(name, ABOUT.get(name, OF_JABATAN), to=Place(name, 0, 0))
