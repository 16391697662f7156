"""The whole story through the command line: blank forms, filled by LibreOffice, checked, and made into one workbook."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import layout, writing
from iki_excel.runs.example import figures
from tests.decree import COUNTS, INDIKATOR, JABATAN, PAGES, YEAR
from tests.filling import fill, of_the_example
from tests.office import Office
from tests.story_data import DATA, fill_by_office, settings_of_the_example

pytestmark = pytest.mark.decree

RESULT = "IKI_2019-03_ngronggot.xlsx"
WAKTU = "2019-04-02T09:00"


@dataclass(frozen=True)
class Said:
    status: int
    out: str
    err: str


def iki(folder: Path, *args: str, **environment: str) -> Said:
    """Run a command in a folder, as from a shell."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "iki_excel.cli", *args],
        cwd=folder,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@dataclass(frozen=True)
class Story:
    """Filled forms in a folder with its iki.toml, and what the commands said of them."""

    folder: Path
    checked: Said
    processed: Said

    @property
    def hasil(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.export)))

    @property
    def export(self) -> str:
        return (self.folder / "hasil.csv").read_text("utf-8")

    @property
    def march(self) -> dict[str, dict[str, str]]:
        return {row["indikator"]: row for row in self.hasil if row["periode"] == "2019-03"}


def told(folder: Path, forms: str) -> Story:
    checked = iki(folder, "periksa", forms, "--periode", "2019-03", "--format", "json")
    options = ("--periode", "2019-03", "--ke", "output", "--ekspor", "hasil.csv", "--waktu", WAKTU)
    return Story(folder, checked, iki(folder, "proses", forms, *options))


@pytest.fixture(scope="module")
def kept(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Story:
    """The story of the forms under tests/data, which LibreOffice saved."""
    folder = tmp_path_factory.mktemp("kept")
    settings_of_the_example(folder, catalog)
    shutil.copytree(DATA, folder / "terisi")
    return told(folder, "terisi")


@pytest.fixture(scope="module")
def fresh(catalog: Catalog, office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The story from the very first command on, filled month by month by LibreOffice."""
    folder = tmp_path_factory.mktemp("fresh")
    settings_of_the_example(folder, catalog)
    for periode, month in zip(figures.MONTHS, ("Januari", "Februari", "Maret"), strict=True):
        written = iki(folder, "template", "--periode", periode, "--ke", "terisi")
        assert written == Said(0, f"{len(JABATAN)} formulir {month} 2019 ditulis di terisi.\n", "")
        (folder / "kosong").mkdir(exist_ok=True)
        shutil.move(folder / "terisi" / periode, folder / "kosong" / periode)
        fill_by_office(office, catalog, folder / "kosong", folder / "terisi", periode)
    yield told(folder, "terisi")


# --- what the commands say -------------------------------------------------------------------------------------------

TEMUAN = [
    {
        "file": "terisi/2019-03/IKI_2019-03_ngronggot_pmd.xlsx",
        "sheet": "Isian",
        "sel": "F17",
        "isian": "musrenbang_peserta",
        "kode": "jauh_berbeda",
        "tingkat": "peringatan",
        "pesan": "“Jumlah peserta Musrenbang desa bulan ini” berisi 0, jauh dari bulan-bulan sebelumnya (286 sampai "
        "312). Periksa; bila memang benar, jelaskan di kolom keterangan.",
    }
]


def assert_is_the_whole_story(story: Story) -> None:
    assert (story.checked.status, story.checked.err) == (0, COUNTS)
    assert json.loads(story.checked.out) == TEMUAN
    details = (
        "Rinciannya di lembar Temuan, atau jalankan “iki periksa”.\nBeres: Maret 2019 lengkap, 6 dari 6 formulir sah.\n"
        f"Rekap ditulis di output/2019-03/{RESULT}.\n"
        f"{PAGES.format('2019-03')}\n"
    )
    assert story.processed == Said(0, f"{COUNTS}{details}", "")
    with zipfile.ZipFile(story.folder / "output" / "2019-03" / RESULT) as archive:
        assert archive.testzip() is None
        assert sum(name.startswith("xl/charts/chart") for name in archive.namelist()) >= 6


@pytest.mark.libreoffice
@pytest.mark.panjang
def test_forms_filled_by_libreoffice_go_through_all_commands(fresh: Story) -> None:
    assert_is_the_whole_story(fresh)


def test_the_forms_that_were_kept_go_through_all_commands(kept: Story) -> None:
    assert_is_the_whole_story(kept)


def test_the_forms_that_were_kept_are_small_ones_saved_by_libreoffice(catalog: Catalog) -> None:
    paths = sorted(path for path in DATA.rglob("*.xlsx"))
    names = [layout.template_name("ngronggot", kode, periode) for periode in figures.MONTHS for kode in catalog.kode]
    assert sorted(path.name for path in paths) == sorted(names)
    for path in paths:
        assert path.stat().st_size < 60_000
        with zipfile.ZipFile(path) as archive:
            assert b"<Application>LibreOffice" in archive.read("docProps/app.xml")


# --- the results -----------------------------------------------------------------------------------------------------

MARCH = """\
SEK-1  95.23   95.53   100   100  95.53   Sangat Baik  lengkap
SEK-2  88.97   88.97   100   100  88.97   Baik         lengkap
SEK-3  100.00  75.00   100   100  75.00   Cukup        lengkap
SEK-4  97.92   96.21   100   100  96.21   Sangat Baik  lengkap
TU-1   244.00  671.00  2800  700  95.86   Sangat Baik  lengkap
TU-2   6.00    10.00   16    8    120.00  Sangat Baik  lengkap
TU-3   82.02   81.19   85    85   95.52   Sangat Baik  lengkap
TU-4   15.00   15.00   18    18   83.33   Baik         lengkap
TU-5   13.00   13.00   14    14   92.86   Sangat Baik  lengkap
TU-6   11.00   28.00   120   30   93.33   Sangat Baik  lengkap
TU-7   1.00    3.00    12    3    100.00  Sangat Baik  lengkap
PEK-1  –       1.00    3     1    100.00  Sangat Baik  lengkap
PEK-2  1.00    2.00    3     3    66.67   Cukup        lengkap
PEK-3  –       2.00    5     3    66.67   Cukup        lengkap
PEK-4  53.00   141.00  600   150  94.00   Sangat Baik  lengkap
PEM-1  11.00   11.00   12    12   91.67   Sangat Baik  lengkap
PEM-2  28.00   98.00   400   100  98.00   Sangat Baik  lengkap
PEM-3  100.00  95.06   100   100  95.06   Sangat Baik  lengkap
TRA-1  3.00    7.00    28    8    87.50   Baik         lengkap
TRA-2  28.57   16.67   20    20   83.33   Baik         lengkap
PMD-1  3.00    7.00    32    8    87.50   Baik         lengkap
PMD-2  3.00    6.00    26    7    85.71   Baik         lengkap
PMD-3  0.00    598.00  650   650  92.00   Sangat Baik  lengkap
PMD-4  2.00    2.00    4     –    –       –            belum_jatuh_tempo"""


def decimals(text: str) -> str:
    return f"{float(text):.2f}" if text else "–"


def whole(text: str) -> str:
    return f"{float(text):.0f}" if text else "–"


def test_the_results_of_march_are_these(kept: Story) -> None:
    lines = [
        f"{row['indikator']:<7}{decimals(row['realisasi_bulan']):<8}{decimals(row['realisasi']):<8}"
        f"{whole(row['target_tahun']):<6}{whole(row['target']):<5}"
        f"{decimals(row['capaian']):<8}{row['predikat'] or '–':<13}{row['status']}"
        for row in kept.march.values()
    ]
    assert "\n".join(lines) == MARCH


def test_the_export_has_a_row_for_each_indikator_and_month(kept: Story, catalog: Catalog) -> None:
    assert kept.export.splitlines()[0] == (
        "unit,periode,jabatan,indikator,satuan,realisasi_bulan,realisasi,target,capaian,predikat,status,target_tahun"
    )
    rows = [(row["unit"], row["periode"], row["jabatan"], row["indikator"], row["satuan"]) for row in kept.hasil]
    assert rows == [
        ("ngronggot", periode, jabatan.kode, indikator.kode, indikator.satuan)
        for periode in figures.MONTHS
        for jabatan in catalog.jabatan
        for indikator in jabatan.indikator
    ]
    assert len(rows) == len(figures.MONTHS) * len(INDIKATOR)


def by_hand(catalog: Catalog) -> dict[str, tuple[float | None, float]]:
    """Of every indikator the realisasi of March and of January to March, from the figures that were typed."""
    scores = [of_the_example(catalog["tata_usaha"], periode)["isian.skm"] for periode in figures.MONTHS]
    finances = [
        (6 + 11 + 9 + 10, 6 + 12 + 10 + 10),
        (7 + 14 + 12 + 11, 8 + 14 + 12 + 12),
        (9 + 14 + 12 + 12, 9 + 15 + 12 + 12),
    ]
    return {
        "SEK-1": (419 / (22 * 20) * 100, (462 + 401 + 419) / (22 * 22 + 22 * 19 + 22 * 20) * 100),
        "SEK-2": (121 / 136 * 100, 121 / 136 * 100),
        "SEK-3": (2 / 2 * 100, 3 / 4 * 100),  # LPPD and RKT in March; LKjIP was late, DPA/RKA early
        "SEK-4": (47 / 48 * 100, sum(good for good, _ in finances) / sum(every for _, every in finances) * 100),
        "TU-1": (181 + 16 + 47, 168 + 14 + 42 + 154 + 11 + 38 + 181 + 16 + 47),
        "TU-2": (3 + 3, 2 + 2 + 0 + 0 + 3 + 3),
        "TU-3": (skm(scores[2]), skm([row for month in scores for row in month])),
        "TU-4": (15, 15),
        "TU-5": (13, 13),
        "TU-6": (11, 9 + 8 + 11),
        "TU-7": (1, 1 + 1 + 1),
        "PEK-1": (None, 1),
        "PEK-2": (1, 2),
        "PEK-3": (None, 2),
        "PEK-4": (47 + 6, 38 + 4 + 44 + 2 + 47 + 6),
        "PEM-1": (1 + 3 + 5 + 2, 1 + 3 + 5 + 2),
        "PEM-2": (26 + 2, 26 + 2 + 39 + 3 + 26 + 2),
        "PEM-3": ((13 + 13 + 1) / (13 + 13 + 1) * 100, (12 + 11 + 1 + 13 + 12 + 1 + 13 + 13 + 1) / (3 * 27) * 100),
        "TRA-1": (3, 2 + 2 + 3),
        "TRA-2": ((5 - 3) / 7 * 100, (4 + 3 + 5 - 3 - 3 - 3) / (6 + 5 + 7) * 100),
        "PMD-1": (3, 2 + 2 + 3),
        "PMD-2": (2 + 1, 1 + 0 + 1 + 1 + 2 + 1),
        "PMD-3": (0, 312 + 286 + 0),
        "PMD-4": (2, 2),
    }


def skm(rows: list[list[int]]) -> float:
    """Nilai SKM of a pile of answers: the mean of the unsur's means, times 25."""
    means = [sum(scores) / len(scores) for scores in zip(*rows, strict=True)]
    return round(sum(means) / len(means) * 25, 2)


def assert_is_plain_arithmetic(story: Story, catalog: Catalog) -> None:
    found = {
        kode: (float(row["realisasi_bulan"]) if row["realisasi_bulan"] else None, float(row["realisasi"]))
        for kode, row in story.march.items()
    }
    assert found == {kode: pytest.approx(numbers) for kode, numbers in by_hand(catalog).items()}
    due = [row for row in story.march.values() if row["status"] == "lengkap"]
    assert len(due) == len(INDIKATOR) - 1
    for row in due:
        assert float(row["capaian"]) == pytest.approx(min(float(row["realisasi"]) / float(row["target"]) * 100, 120))


@pytest.mark.libreoffice
@pytest.mark.panjang
def test_what_libreoffice_filled_is_computed_as_by_hand(fresh: Story, catalog: Catalog) -> None:
    assert_is_plain_arithmetic(fresh, catalog)


def test_what_was_kept_is_computed_as_by_hand(kept: Story, catalog: Catalog) -> None:
    assert_is_plain_arithmetic(kept, catalog)


@pytest.mark.libreoffice
@pytest.mark.panjang
def test_forms_filled_now_give_the_results_of_those_that_were_kept(fresh: Story, kept: Story) -> None:
    assert fresh.export == kept.export


# --- a whole year ----------------------------------------------------------------------------------------------------


def year_figures(catalog: Catalog, settings: Settings, kode: str, periode: str) -> dict[str, Any]:
    """The example's months over and over, attendance as the calendar allows, documents only when they came."""
    repeated = figures.MONTHS[(int(periode[5:]) - 1) % len(figures.MONTHS)]
    typed = of_the_example(catalog[kode], repeated)
    if periode not in figures.MONTHS:
        typed = {name: value for name, value in typed.items() if name.count(".") == 1}
    if kode == "sekretaris":
        days = settings.kalender.working_days(periode)
        typed |= {"isian.hari_kerja": days, "isian.hadir_tepat_waktu": 21 * days}
    return typed


@pytest.fixture(scope="module")
def year(catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all forms of a year."""
    folder = tmp_path_factory.mktemp("year")
    settings = settings_of_the_example(folder, catalog)
    for periode in (f"2019-{month:02d}" for month in range(1, 13)):
        (folder / "input_templates" / periode).mkdir(parents=True)
        for jabatan in catalog.jabatan:
            path = folder / "input_templates" / periode / layout.template_name("ngronggot", jabatan.kode, periode)
            path.write_bytes(writing.build(jabatan, periode, settings))
            fill(path, year_figures(catalog, settings, jabatan.kode, periode))
    return folder


@pytest.mark.panjang
def test_a_full_year_is_small_enough_to_mail_and_the_same_bytes_again(year: Path) -> None:
    made = []
    for seed in ("1", "2"):
        said = iki(year, "proses", "--periode", "2019-12", "--waktu", "2020-01-02T09:00", PYTHONHASHSEED=seed)
        counts, *_, rekap, pages = said.out.splitlines()
        assert (said.status, said.err) == (0, "")
        assert counts.startswith(f"{YEAR} berkas: {YEAR} dipakai, 0 disisihkan. 0 kesalahan, ")
        assert rekap == "Rekap ditulis di output/2019-12/IKI_2019-12_ngronggot.xlsx."
        assert pages == PAGES.format("2019-12")
        written = sorted(path for path in (year / "output").rglob("*") if path.is_file())
        made.append({path.name: path.read_bytes() for path in written})
        shutil.rmtree(year / "output")
    sizes = {name: len(content) for name, content in made[0].items() if not name.endswith(".json")}
    assert sizes.pop("IKI_2019-12_ngronggot.xlsx") < 1_000_000
    assert max(sizes.values()) < 200_000
    assert made[0] == made[1]
