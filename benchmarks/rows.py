"""Every figure: its name, what it is, its goal, and what measures it."""

from __future__ import annotations

from benchmarks import country, dying, many, rollup, whole_process
from benchmarks.figure import Goal, Row

NONE = Goal(0, "berkas")

ROWS = (
    Row("bantuan", "iki --help, terhadap import click", Goal(1.5), whole_process.help_to_click),
    Row("bulan", "sebulan 6 formulir, terhadap import pandas, xlsxwriter", Goal(2.5), whole_process.month_to_imports),
    Row("tahun", "setahun 72 formulir, terhadap skrip pemrogram kantor", Goal(0.7), whole_process.year_to_script),
    Row("baca", "5.000 formulir dibaca dua pekerja, terhadap calamine saja", Goal(1.8), many.reading),
    Row("nilai", "sampai rekap dan tabel hasilnya, terhadap calamine saja", Goal(2.5), many.scoring),
    Row("ulang_baca", "jalan kedua tanpa perubahan: formulir yang dibaca", NONE, many.read_again),
    Row("ulang", "jalan kedua tanpa perubahan: berapa kali lebih cepat", Goal(5, at_least=True), many.second_run),
    Row("memori", "sebulan senegara: memori semua proses bersama", Goal(1024, "MiB"), country.peak),
    Row("eksponen", "sebulan senegara: pangkat waktu terhadap banyak berkas", Goal(1.05, ""), country.exponent),
    Row("sekali", "berkas yang dibuka lagi", NONE, country.opened_again),
    Row("jawaban", "memori sebuah jawaban", Goal(300, "bita"), country.an_answer),
    Row("dibunuh", "pekerja dibunuh: berkas yang hilang karenanya", NONE, dying.worker_killed),
    Row("mematikan", "formulir yang mematikan pekerjanya: berkas lain yang hilang", NONE, dying.deadly_form),
    Row("rekap", "rekap 660 unit × 24 indikator × 12 bulan ditulis", Goal(8, "s"), rollup.seconds),
    Row("rekap_memori", "memori untuk menulisnya", Goal(100, "MiB"), rollup.growth),
    Row("rekap_surel", "salinannya untuk surel", Goal(7, "MB"), rollup.mailed),
)
