"""Every formula of the consolidated workbook: its cached value is what LibreOffice calculates, and it leads to Data."""

from __future__ import annotations

import atexit
import datetime as dt
import functools
import random
import re
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase
from typing import Any

import numpy as np
import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import get_column_letter
from openpyxl.workbook import Workbook

from iki_excel import report
from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.fields import STATES
from iki_excel.decree.kinds import Slot
from iki_excel.decree.settings import Aturan
from iki_excel.forms import layout, writing
from iki_excel.judging import answers, answers_table, findings_table, scoring
from iki_excel.judging.batch import Batch, Checked
from iki_excel.judging.files import FILE_COLUMNS, USED
from iki_excel.judging.message import message_of
from iki_excel.language.places import Place
from iki_excel.runs.example import figures
from iki_excel.runs.month import process
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from tests import contoh
from tests.decree import INDIKATOR
from tests.filling import of_the_example
from tests.gnumeric import need_gnumeric, recalculated
from tests.grounds import DECREE, decree_office, targets
from tests.office import Office
from tests.result_tables import by_first, records
from tests.saved_cells import Saved, saved_cells, saved_formulas, saved_values
from tests.seeds import seeds
from tests.typed_in import named_places, typed_in

pytestmark = pytest.mark.decree

NOON = dt.datetime(2019, 6, 4, 12)
Forms = Mapping[tuple[str, str], Mapping[str, Any]]
Cell = tuple[str, str]
"""A sheet, and an address on it."""
NOTHING = Saved(None, "")


@dataclass(frozen=True)
class Story:
    """A batch and its workbook on disk."""

    batch: Batch
    path: Path


# --- the batches -----------------------------------------------------------------------------------------------------


def fresh_folder() -> Path:
    """A folder that lasts as long as the tests run."""
    folder = Path(tempfile.mkdtemp(prefix="iki-report-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@functools.cache
def example() -> Story:
    """What ``iki contoh`` makes."""
    made = contoh.example().processed
    return Story(made.batch, made.path)


def write_forms(folder: Path, catalog: Catalog, forms: Forms) -> Path:
    """Forms filled by their defined names; a name that ends in ``.keterangan`` is the note beside that cell."""
    for (periode, jabatan), typed in forms.items():
        path = folder / periode / layout.template_name("ngronggot", jabatan, periode)
        path.parent.mkdir(parents=True, exist_ok=True)
        form = writing.build(catalog[jabatan], periode, DECREE.settings, {})
        path.write_bytes(typed_in(form, dict(_typed_at(named_places(form), typed))))
    return folder


def _typed_at(places: Mapping[str, Place], typed: Mapping[str, Any]) -> Iterator[tuple[Place, Any]]:
    for name, value in typed.items():
        kode = name.removesuffix(".keterangan")
        sheet, row, column = places[layout.name_of(kode)]
        first = column if kode == name else layout.NOTE
        for down, line in enumerate(value if isinstance(value, list) else [[value]]):
            yield from ((Place(sheet, row + down, first + right), one) for right, one in enumerate(line))


def usual(jabatan: str, periode: str) -> dict[str, Any]:
    """The example's figures of the month; after March those of March without documents."""
    catalog = load_catalog()
    known = periode if periode in figures.MONTHS else figures.MONTHS[-1]
    typed = {name.removeprefix("isian."): v for name, v in of_the_example(catalog[jabatan], known).items()}
    if periode != known:
        typed = {kode: value for kode, value in typed.items() if not isinstance(value, dt.date) and value != "Ya"}
    return typed


DOCUMENTS = "perencanaan_laporan"
HARD: dict[str, dict[str, dict[str, Any] | None]] = {
    "sekretaris": {
        "2019-01": {"jumlah_pns": "TB", f"{DOCUMENTS}.dpa_rka.mutu": "Tidak"},
        "2019-02": None,
        "2019-03": {
            "sarpras_baik": None,
            "panjar_jumlah": "12 orang",
            f"{DOCUMENTS}.lkjip.selesai": dt.date(2019, 2, 20),
            f"{DOCUMENTS}.lkjip.mutu": "Ya",
            f"{DOCUMENTS}.renstra.selesai": "TB",
        },
        "2019-04": {
            **dict.fromkeys(("sarpras_baik", "sarpras_seluruh"), 0),
            f"{DOCUMENTS}.lkjip.selesai": dt.date(2019, 4, 5),
            f"{DOCUMENTS}.lkjip.mutu": "Ya",
        },
        "2019-05": {
            f"{DOCUMENTS}.dpa_rka.selesai": "TB",
            f"{DOCUMENTS}.lppd.selesai": dt.date(2019, 5, 2),
            f"{DOCUMENTS}.lppd.mutu": "Tidak",
        },
    },
    "tata_usaha": {
        "2019-01": {},
        "2019-02": {"skm": [["TB"] * 7], "penerima_layanan": "TB", "surat": "1.250"},
        "2019-03": {"skm": [[None] * 7] * 60, "dokumen_sop": None},
        "2019-04": {"skm": [[5, 4, 4, 4, 4, 4, 4], [3, 3, None, 3, 3, 3, 3]], "evaluasi": "TB"},
        "2019-05": {"anjab": None, "dokumen_sop": "TB", "surat.keterangan": "=1+1"},
    },
    "program_keuangan": {
        "2019-01": {},
        "2019-02": {"inventarisasi_barang": -3},
        "2019-03": {
            "perencanaan.rka.selesai": dt.date(2019, 3, 1),
            "pelaporan.lkjip.selesai": "TB",
            **{f"akip.{d}.selesai": "TB" for d in ("iku", "iki", "perjanjian_kinerja", "rencana_aksi")},
        },
        "2019-04": None,
        "2019-05": {"administrasi_keuangan": "TB", "perencanaan.renstra.selesai": "TB"},
    },
    "tata_pemerintahan": {
        "2019-01": {"profil_kecamatan": "TB"},
        "2019-02": {
            f"{name}_{part}": 0 for name in ("kelahiran", "ktp_kk", "kewarganegaraan") for part in ("jumlah", "tepat")
        },
        "2019-03": None,
        "2019-04": {"banner": None},
        "2019-05": None,
    },
    "trantib": {
        "2019-01": {"kriminalitas_tahun_lalu": 2, "kriminalitas_tahun_ini": 9},
        "2019-02": dict.fromkeys(("kriminalitas_tahun_lalu", "kriminalitas_tahun_ini", "pelanggaran_tahun_lalu"), 0),
        "2019-03": {"operasi_keamanan": 6},
        "2019-04": {"operasi_keamanan": "-"},
        "2019-05": {"pelanggaran_tahun_lalu": "TB"},
    },
}

STRICT = decree_office(
    target=targets({"TRA-2": 20.0, "TU-7": 2.0, "TU-1": 250.0, "PMD-1": 4.0, "SEK-2": 30.0}),
    aturan=Aturan(
        None, ((80.0, "Tinggi"), (50.0, "Sedang"), (None, "Rendah")), {"TRA-2": "turun", "TU-7": "turun"}, False
    ),
)
NO_TARGETS = decree_office(target=targets(dict.fromkeys(load_catalog().indikator, 0.0)))


@functools.cache
def hard_folder() -> Path:
    """Forms with everything that can be missing, wrong, absent, late, double or zero."""
    catalog, folder = load_catalog(), fresh_folder() / "masuk"
    months = {(p, j): typed for j, by_month in HARD.items() for p, typed in by_month.items()}
    write_forms(folder, catalog, {(p, j): usual(j, p) | typed for (p, j), typed in months.items() if typed is not None})
    write_forms(folder / "kedua", catalog, {("2019-03", "trantib"): usual("trantib", "2019-03")})
    write_forms(folder, catalog, {("2019-05", "pmd"): {}})
    same = layout.template_name("ngronggot", "tata_usaha", "2019-01")
    (folder / "kedua" / "2019-01").mkdir()
    shutil.copy(folder / "2019-01" / same, folder / "kedua" / "2019-01" / same)
    (folder / "rusak.xlsx").write_bytes(b"PK\x03\x04 terpotong")
    return folder


@functools.cache
def hard(kind: str = "bawaan") -> Story:
    """The hard batch under one of three sets of rules."""
    settings = {"bawaan": DECREE.settings, "ketat": STRICT, "tanpa target": NO_TARGETS}[kind]
    return built(process([hard_folder()], load_catalog(), settings, "2019-05"))


@functools.cache
def empty() -> Story:
    """Nothing came in."""
    folder = fresh_folder() / "kosong"
    folder.mkdir()
    return built(process([folder], load_catalog(), DECREE.settings, "2019-03"))


def built(batch: Batch) -> Story:
    """Write the consolidated workbook of a batch."""
    folder = fresh_folder()
    path = folder / "rekap.xlsx"
    path.write_bytes(report.build(batch, NOON))
    return Story(batch, path)


def opened(path: Path, *, cached: bool = False) -> Workbook:
    """The workbook with its formulas, or with their cached values."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # openpyxl knows no sparklines
        return load_workbook(path, data_only=cached)


opened_once = functools.cache(opened)
"""The workbook of a story, which is written once, for tests of this module, which only look at it."""


# --- answers by chance -----------------------------------------------------------------------------------------------


@functools.cache
def by_chance(seed: int, periode: str = "") -> Story:
    """A batch of answers in every state, without files: what no office would send, but all could."""
    chance, catalog = random.Random(seed), load_catalog()
    months = Periode(periode or f"2019-{chance.randint(1, 6):02d}").so_far
    settings = chance.choice([DECREE.settings, STRICT, NO_TARGETS])
    forms = [(p, j.kode) for j in catalog.jabatan for p in months if chance.random() > 0.2]
    rows = [row for periode, jabatan in forms for row in _answers(chance, catalog, periode, jabatan)]
    table = pd.DataFrame(rows, columns=answers.COLUMNS).astype({"angka": float})
    table = answers_table.with_slots(table, catalog)
    known = {
        "sha256": "ab" * 32,
        "versi": 1,
        "unit": "ngronggot",
        "nasib": USED,
        "alasan": "",
        "alasan_kata": "",
        "terisi": 1,
        "tiba": "2019-04-01T03:00:00",
        "sidik": "",
    }
    files = [{"file": f"{p}/{j}.xlsx", "periode": p, "jabatan": j, **known} for p, j in forms]
    checked = Checked(table, pd.DataFrame(files, columns=FILE_COLUMNS), findings_table.table([]), table.head(0))
    scores = scoring.score(table, catalog, settings, months, ["ngronggot"])
    return built(Batch(catalog, settings, months[-1], checked, scores))


def _answers(chance: random.Random, catalog: Catalog, periode: str, jabatan: str) -> Iterator[tuple[Any, ...]]:
    spoilt = chance.choice([0.0, 0.2, 0.6])
    whole_survey_absent = chance.random() < spoilt
    for indikator in catalog[jabatan].indikator:
        for slot in (slot for slot in indikator.slots if slot.kode not in catalog[jabatan].homes):
            for respondent in range(1, 4) if slot.blok else (0,):
                absent = slot.blok and whole_survey_absent
                state = "tidak_berlaku" if absent else _state(chance, slot, spoilt)
                angka = _number(chance, slot, periode) if state == "isi" else np.nan
                place = ("", "", 0.0, False, "", "", np.nan, f"{periode}/{jabatan}.xlsx", "Isian", "F9", 8, 5)
                yield ("ngronggot", periode, jabatan, indikator.kode, slot.isian, slot.kode, respondent,
                       f"{angka:g}", angka, state, *place)  # fmt: skip


def _state(chance: random.Random, slot: Slot, spoilt: float) -> str:
    if chance.random() < (0.5 if slot.tipe in ("tanggal", "ya_tidak") else spoilt / 3):
        return "kosong"
    if chance.random() < spoilt / 3:
        return "salah"
    return "tidak_berlaku" if chance.random() < spoilt / 2 and not slot.blok else "isi"


def _number(chance: random.Random, slot: Slot, periode: str) -> float:
    if slot.tipe == "tanggal":
        return float(bahasa.serial(Periode(periode).last_day) - chance.randint(0, 90))
    if slot.tipe == "ya_tidak":
        return float(chance.random() < 0.6)
    return float(chance.randint(1, 4) if slot.tipe == "skor" else chance.choice([0, *range(1, 40)]))


def year() -> Story:
    """A full year of answers by chance."""
    return by_chance(2, "2019-12")


# --- cached values, and what other programs calculate ----------------------------------------------------------------


def formulas(path: Path) -> dict[Cell, str]:
    """Every formula by sheet and cell."""
    return {place: cell.formula for place, cell in saved_formulas(path).items()}


def differences(path: Path, live: Mapping[str, Mapping[str, Any]]) -> list[tuple[str, str, Any, Any]]:
    """Formula cells whose cached value is not what another program calculates: sheet, cell, cached, calculated."""
    found = []
    for (sheet, cell), saved in saved_formulas(path).items():
        kept, calculated = _plain(saved.value), _plain(live.get(sheet, {}).get(cell))
        if not _same(kept, calculated):
            found.append((sheet, cell, kept, calculated))
    return found


def unlike_spreadsheets(path: Path, office: Office) -> list[tuple[str, str, Any, Any]]:
    """The same of LibreOffice and of Gnumeric."""
    need_gnumeric()
    return [*differences(path, office.values(path)), *differences(path, recalculated(path))]


def _plain(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return bahasa.serial(value.date())
    return None if value == "" else value


def _same(kept: Any, calculated: Any) -> bool:
    if isinstance(kept, int | float) and isinstance(calculated, int | float):
        return kept == pytest.approx(calculated, rel=1e-9, abs=1e-12)
    return bool(kept == calculated)


STORIES: dict[str, Callable[[], Story]] = {
    "sulit": hard,
    "contoh": example,
    "sulit, aturan sendiri": lambda: hard("ketat"),
    "sulit, tanpa target": lambda: hard("tanpa target"),
    "kosong": empty,
    "setahun": year,
    **{f"acak {seed}": functools.partial(by_chance, seed) for seed in (4, 6, 7, 31)},
}
every_story = pytest.mark.parametrize("story", seeds([*STORIES.values()], 1), ids=STORIES)


@pytest.mark.libreoffice
@every_story
def test_cached_values_are_what_libreoffice_calculates(office: Office, story: Callable[[], Story]) -> None:
    path = story().path
    assert differences(path, office.values(path)) == []


@every_story
def test_what_changed_is_live_and_what_the_message_says(story: Callable[[], Story]) -> None:
    """Of each jabatan on Ringkasan: its name, then what its mean is more than it was."""
    batch, cells = story().batch, saved_cells(story().path)["Ringkasan"]
    first = next(row for row in range(1, 99) if cells.get(f"A{row}", NOTHING).value == "Per jabatan (rata-rata)")
    for number, one in enumerate(message_of(batch).jabatan):
        cell = cells.get(f"D{first + 1 + 2 * number}", NOTHING)
        if one.perubahan is None:
            assert cell.value is None
        else:
            assert cell.formula.startswith("=ROUND(")
            assert cell.value == pytest.approx(one.perubahan)


@every_story
def test_cached_values_are_what_gnumeric_calculates(story: Callable[[], Story]) -> None:
    need_gnumeric()
    path = story().path
    assert differences(path, recalculated(path)) == []


# --- short, and without anything that programs compute differently ---------------------------------------------------

LONGEST = 120
PORTABLE = re.compile(r"=(?!.*(?:\bN|SUMPRODUCT)\()(?!.*LOOKUP\([^,]*,[^,]*/).*")
"""A plain formula, whose functions evaluate no array and take a blank cell everywhere alike."""


@every_story
def test_a_formula_is_short_and_evaluates_no_array(story: Callable[[], Story]) -> None:
    known = formulas(story().path).values()
    assert [text for text in known if len(text) > LONGEST or not PORTABLE.fullmatch(text)] == []


def test_a_formula_that_would_be_longer_is_told_in_steps_beside_it() -> None:
    """The ratio of eight isian of SEK-4, once the rows of Data have three digits."""
    data = opened(year().path)["Data"]
    last = next(cell.column for cell in data[4] if cell.value is None)
    steps = [cell for row in data.iter_rows(min_row=5, min_col=last) for cell in row if cell.value is not None]
    assert {data[f"A{cell.row}"].value for cell in steps} == {"SEK-4"}
    assert {str(cell.value)[:5] for cell in steps} == {"=SUM("}


# --- what is shown is what was scored --------------------------------------------------------------------------------


REASONS = {words.partition(" (")[0] for words in scoring.STATUS_WORDS.values()}
REASONS |= {"sementara", "perlu diperbaiki", "tanpa target"}


def shown_in_rekap(story: Story) -> list[tuple[Any, ...]]:
    """By indikator the realisasi of the month and s.d., capaian and predikat (why there is none counts as none)."""
    heads = ("Kode", "Bulan ini", "S.d. bulan ini", "Capaian (%)", "Predikat")
    rows = [[_plain(row[head]) for head in heads] for row in records(opened(story.path, cached=True), "tblRekap")]
    return [(*numbers, None if predikat in REASONS else predikat) for *numbers, predikat in rows]


@pytest.mark.parametrize("seed", seeds(range(100, 104), 1))
def test_rekap_shows_what_was_scored(seed: int) -> None:
    story = by_chance(seed)
    columns = ["indikator", "realisasi_bulan", "realisasi", "capaian", "predikat"]
    scored = story.batch.hasil[columns].itertuples(index=False, name=None)
    wanted = [tuple(None if pd.isna(value) or value == "" else value for value in row) for row in scored]
    shown = shown_in_rekap(story)
    strays = [pair for pair in zip(shown, wanted, strict=True) if not all(map(_same, *pair))]
    assert strays == []
    assert any(row[2] is not None for row in shown)


@every_story
def test_data_shows_the_result_of_every_month(story: Callable[[], Story]) -> None:
    told = story()
    months = {Periode(periode).words: periode for periode in told.batch.months}
    shown = {}
    for row in records(opened(told.path, cached=True), "tblData"):
        shown[row["Kode"], months[row["Bulan"]]] = tuple(_plain(row[head]) for head in ("Realisasi", "Realisasi s.d."))
    hasil = told.batch.scores.hasil
    for row in hasil.to_dict("records"):
        wanted = [None if pd.isna(row[name]) else row[name] for name in ("realisasi_bulan", "realisasi")]
        assert all(map(_same, shown[row["indikator"], row["periode"]], wanted)), row


def test_the_hard_batch_is_hard() -> None:
    """It holds every status, every state and every fate."""
    batch = hard().batch
    assert set(batch.scores.hasil["status"]) == {*scoring.STATUS_WORDS}
    assert set(batch.checked.answers["keadaan"]) == set(STATES)
    fates = batch.checked.files["alasan"].value_counts().to_dict()
    assert fates == {"": 20, "ganda_berbeda": 2, "salinan_sama": 1, "belum_diisi": 1, "berkas_rusak": 1}
    assert batch.scores.hasil["realisasi"].min() < 0


# --- nothing computed is typed in, and everything leads to Data ------------------------------------------------------

REFERENCE = re.compile(r"(?:(?P<sheet>'[^']+'|[A-Za-z_]\w*)!)?(?P<cells>\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)")


def pointed_at(sheet: str, formula: str, names: Mapping[str, str]) -> Iterator[Cell]:
    """Every cell that a formula names, ranges cell by cell; ``names``: what the workbook calls by a name."""
    text = re.sub(r'"[^"]*"', "", formula)
    text = re.sub(r"(?<![\w!.$'])[a-z][a-z_0-9]*(?!\w|\()", lambda found: names[found[0]], text)
    for found in REFERENCE.finditer(text):
        where = (found["sheet"] or sheet).strip("'")
        left, top, right, bottom = range_boundaries(found["cells"].replace("$", ""))
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                yield where, f"{get_column_letter(column)}{row}"


def names_in(path: Path) -> dict[str, str]:
    """What a workbook calls by a name."""
    defined = opened_once(path).defined_names
    return {name: defined[name].attr_text for name in defined}


def led_to(known: Mapping[Cell, str], names: Mapping[str, str]) -> Callable[[Cell], set[Cell]]:
    """Says of a formula the cells without one that it leads to; what each of them points at is looked up once."""
    pointed = functools.cache(lambda cell: {*pointed_at(cell[0], known[cell], names)})

    def sources(start: Cell) -> set[Cell]:
        waiting, seen, ends = [start], set[Cell](), set[Cell]()
        while waiting:
            cell = waiting.pop()
            if cell in seen:
                continue
            seen.add(cell)
            if cell in known:
                waiting += pointed(cell) - seen
            else:
                ends.add(cell)
        return ends

    return sources


def of_facts(kode: str) -> set[str]:
    """The isian of other indikator at whose cells an indikator's own facts are asked."""
    jabatan, indikator = load_catalog().indikator[kode]
    own = {slot.kode for slot in indikator.slots}
    return {home for slot, home in jabatan.homes.items() if slot in own} - own


def test_every_realisasi_leads_to_its_own_rows_of_data_and_to_those_of_its_facts() -> None:
    story = example()
    sources = led_to(formulas(story.path), names_in(story.path))
    data = saved_values(story.path)["Data"]
    kode_isian = next(address[:-1] for address, text in data.items() if text == "Kode isian")
    strays = {}
    for number, kode in enumerate(story.batch.catalog.indikator):
        ends = sources(("Rekap", f"G{5 + number}"))
        rows = {int(cell.lstrip(ascii_uppercase)) for sheet, cell in ends if sheet == "Data"}
        elsewhere = {sheet for sheet, _ in ends} - {"Data", "Rumus"}
        others = {data[f"{kode_isian}{row}"] for row in rows if data[f"A{row}"] != kode}
        if elsewhere or not rows or others != of_facts(kode):
            strays[kode] = sorted(ends)
    assert strays == {}


def test_every_formula_leads_to_data_or_to_what_the_office_and_the_decree_say() -> None:
    """But for what says again why an indikator has no predikat, which is no number."""
    path = example().path
    known = formulas(path)
    sources = led_to(known, names_in(path))
    shown = [place for place, cell in saved_formulas(path).items() if cell.value not in (None, "")]
    roots = {"Data", "Rumus", "Kelengkapan", "Temuan", "Target", "Hitungan"}
    loose = [known[cell] for cell in shown if not {sheet for sheet, _ in sources(cell)} & roots]
    assert loose == ["=Rekap!$D$28", '=IF(Rekap!$D$28="","",Rekap!$D$28)']


COMPUTED = {
    "tblRekap": ("Capaian (%)", "Selisih (poin)", "± bulan lalu", "S.d. bulan ini", "Bulan ini", "Urutan", "Kunci urut",
                 "Target s.d. bulan ini", "Target setahun", "Ikut rata-rata", "Ikut rata-rata lalu", "Mencapai target",
                 "Gerak"),
    "tblHitungan": ("Bulan ini", "S.d. bulan ini", "Sebelum dibatasi", "Capaian s.d.", "Target bulan itu",
                    "Capaian bulan itu", "Ikut rata-rata", "Bobot × capaian"),
    "tblGrafik": ("Baris", "Capaian (%)", "Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang", "Sementara"),
    "tblRapor_sekretaris": ("Target setahun", "Target s.d. bulan ini", "Bulan ini", "S.d. bulan ini", "Capaian (%)"),
}  # fmt: skip


@pytest.mark.parametrize("story", [example, hard], ids=["contoh", "sulit"])
def test_no_computed_number_is_typed_in(story: Any) -> None:
    book = opened_once(story().path)
    typed = [
        (name, head, row[head])
        for name, heads in COMPUTED.items()
        for row in records(book, name)
        for head in heads
        if isinstance(row[head], int | float)
    ]
    assert typed == []


def test_means_and_sentences_are_formulas() -> None:
    sheet = opened_once(example().path)["Ringkasan"]
    assert [sheet[cell].value for cell in ("A5", "C5", "A6", "C11", "D11", "C19", "A20")] == [
        '="Rata-rata capaian "&COUNT(Rekap!$P$5:$P$28)&" dari 24 indikator"',
        '=IFERROR(AVERAGE(Rekap!$P$5:$P$28),"")',
        '=SUM(Rekap!$R$5:$R$28)&" dari "&COUNT(Rekap!$R$5:$R$28)&" indikator sudah mencapai target."',
        "=Rekap!$C$17",
        "=Rekap!$F$17",
        '=IFERROR(AVERAGE(Rekap!$P$5:$P$8),"")',
        '=IF(ISNUMBER(C19),LOOKUP(ROUND(C19,desimal),pita_batas,pita_kata),"")&" · 4 dari 4 indikator"',
    ]


# --- nothing came in -------------------------------------------------------------------------------------------------


def chart_texts(path: Path) -> dict[str, str]:
    """The XML of every chart."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/chart")}


def test_an_empty_folder_gives_charts_that_show_nothing_rather_than_nothing_done() -> None:
    story = empty()
    assert story.batch.checked.has_errors
    assert set(story.batch.hasil["status"]) == {"belum_masuk"}
    charts = chart_texts(story.path)
    assert len(charts) == 2 + len(INDIKATOR)
    values = re.compile(r"<c:val>.*?</c:val>", re.DOTALL)
    assert [name for name, text in charts.items() if any("<c:pt " in one for one in values.findall(text))] == []
    assert by_first(opened(story.path, cached=True), "tblRekap", "Kode", "Predikat")["SEK-1"] == "belum masuk"
