"""Texts that staff typed, and names of their files, in cells, CSV files, JSON and on any console."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import iki_excel
from iki_excel.delivery import messages
from iki_excel.judging.checks.numbers import NEGATIVE
from iki_excel.judging.findings import of_file
from iki_excel.judging.findings_table import table
from iki_excel.language.places import Place
from iki_excel.words import plain
from tests import kecil
from tests.forms import complete
from tests.result_tables import records
from tests.test_report_formulas import opened

# --- CSV -------------------------------------------------------------------------------------------------------------

DANGEROUS = ["=1+1", "+62 812", "-5", "@surat", "\t=1", "=HYPERLINK(\"http://x\",\"y\")", "-"]  # fmt: skip
HARMLESS = ["surat", "'=1", " =1", "1-2", "007", "“a”, b", "dua\nbaris", ""]


def read_back(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_like_a_formula_has_an_apostrophe_in_csv(text: str) -> None:
    assert read_back(plain.csv(pd.DataFrame({"a": [text], "b": ["x"]}))) == [{"a": f"'{text}", "b": "x"}]


@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_text_stays_as_it_is_in_csv(text: str) -> None:
    assert read_back(plain.csv(pd.DataFrame({"a": [text], "b": ["x"]}))) == [{"a": text, "b": "x"}]


@pytest.mark.parametrize(("text", "written"), [("\r=1", "'\n=1"), ("a\r=1", "a\n=1"), ("a\r\n=1", "a\n=1")])
def test_no_text_ends_a_row_of_csv(text: str, written: str) -> None:
    assert read_back(plain.csv(pd.DataFrame({"a": [text], "b": ["x"]}))) == [{"a": written, "b": "x"}]


def test_a_number_never_has_an_apostrophe_in_csv() -> None:
    table = pd.DataFrame({"teks": ["-1", None, "a"], "angka": [-1.5, float("nan"), 2], "bulat": [-1, 0, 1]})
    mixed = pd.Series([-1, "-1", None], dtype=object)
    assert plain.csv(table.assign(campur=mixed)) == (
        "teks,angka,bulat,campur\n'-1,-1.5,-1,-1\n,,0,'-1\na,2.0,1,\n"
    )  # fmt: skip


def test_temuan_are_safe_in_every_form() -> None:
    known = {"label": "a", "angka_kata": "-\x1b[31m"}
    found = of_file(NEGATIVE, "=a\udcff.xlsx", Place("+Isian", 1, 1), isian="surat", **known)
    temuan = table([], [found])
    told = "“a” berisi -�[31m, padahal tidak boleh negatif. Ketik angkanya tanpa tanda minus."
    row = {"file": "=a�.xlsx", "sheet": "+Isian", "sel": "B2", "isian": "surat", "kode": "negatif", "tingkat": "galat",
           "pesan": told}  # fmt: skip
    assert read_back(messages.temuan_as("csv", temuan)) == [{**row, "file": "'=a�.xlsx", "sheet": "'+Isian"}]
    assert json.loads(messages.temuan_as("json", temuan)) == [row]
    assert messages.temuan_as("teks", temuan) == f"=a�.xlsx\n  galat  +Isian!B2  {told}"


# --- consoles --------------------------------------------------------------------------------------------------------

SIGNS = "“a” ‘b’ – — − … → × ÷ ≥ ≤ ✓ é \udcff"


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "“a” ‘b’ – — − … → × ÷ ≥ ≤ ✓ é ?"),
        ("cp1252", "“a” ‘b’ – — - … -> × ÷ >= <= ? é ?"),
        ("cp437", "\"a\" 'b' - - - ... -> x ÷ ≥ ≤ ? é ?"),
        ("latin-1", "\"a\" 'b' - - - ... -> × ÷ >= <= ? é ?"),
        ("ascii", "\"a\" 'b' - - - ... -> x / >= <= ? ? ?"),
    ],
)
def test_a_console_shows_what_it_can(encoding: str, shown: str) -> None:
    console = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict", write_through=True)
    plain.make_patient(console)
    console.write(SIGNS)
    assert console.buffer.getvalue().decode(encoding) == shown  # type: ignore[attr-defined]


def test_a_program_without_a_console_is_left_alone() -> None:
    written = io.StringIO()
    plain.make_patient(None)
    plain.make_patient(written)
    written.write(SIGNS)
    assert written.getvalue() == SIGNS


def run(folder: Path, *arguments: str, encoding: str = "utf-8", before: str = "") -> tuple[int, bytes, bytes]:
    """The status of a command in a process of its own, and the bytes it said."""
    command = [sys.executable, "-c", f"{before}\nfrom iki_excel.cli import main; main()", *arguments]
    root = str(Path(iki_excel.__file__).parents[1])
    console = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "PYTHONPATH": root}
    done = subprocess.run(command, capture_output=True, cwd=folder, env={**os.environ, **console}, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(("encoding", "marks"), [("cp437", '""'), ("latin-1", '""'), ("cp1252", "“”"), ("ascii", "“”")])
def test_a_refusal_is_readable_on_any_console(tmp_path: Path, encoding: str, marks: str) -> None:
    left, right = marks
    said = f"Perintah {left}prose{right} tidak dikenal. Maksudnya {left}proses{right}?\n"
    written = "utf-8" if encoding == "ascii" else encoding  # click takes a console of ASCII for one of UTF-8
    assert run(tmp_path, "prose", encoding=encoding) == (2, b"", said.encode(written))


@pytest.mark.decree
def test_every_sign_of_the_catalogue_has_a_place_on_an_old_console(tmp_path: Path) -> None:
    status, out, err = run(tmp_path, "katalog", encoding="cp437")
    assert (status, err) == (0, b"")
    assert b"?" not in out
    assert "Jumlah kehadiran tepat waktu seluruh PNS bulan ini ÷ (Jumlah PNS x hari kerja) x 100" in out.decode("cp437")


def test_without_a_console_a_command_still_runs(tmp_path: Path) -> None:
    assert run(tmp_path, "mulai", before="import sys; sys.stdout = sys.stderr = None") == (0, b"", b"")
    assert (tmp_path / "iki.toml").exists()


def test_output_that_goes_to_a_full_disk_is_told(tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "iki_excel.cli", "katalog"]
        root = Path(iki_excel.__file__).parents[1]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", cwd=root, check=False)
    told = "Keluaran tidak dapat ditulis (galat sistem 28). Periksa ruang dan hak tulisnya.\n"
    assert (done.returncode, done.stderr) == (2, told)


def test_a_name_of_a_file_that_is_too_long_is_told(tmp_path: Path) -> None:
    name = "x" * 300
    (tmp_path / "iki.toml").write_text("", "utf-8")
    status, out, err = run(tmp_path, "periksa", name)
    assert (status, err) == (1, b"")
    assert out.decode().splitlines() == [
        name,
        f"  galat  {name} tidak dapat dibaca karena cakram atau jaringan terganggu. Salin ke komputer ini, lalu "
        "ulangi.",
        "1 berkas: 0 dipakai, 1 disisihkan. 1 kesalahan, 0 peringatan.",
    ]


# --- file names that are no text -------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_file_name_that_is_no_text_is_read_told_and_reported(tmp_path: Path) -> None:
    folder = tmp_path / "input_templates"
    folder.mkdir()
    kecil.move_into(tmp_path)
    shutil.move(complete(tmp_path, "ketertiban", "2019-01"), os.fsencode(folder) + b"/\xff\x1b.xlsx")
    (folder / "=1+1.xlsx").write_bytes(b"")
    (folder / "\udcfe.xlsx").write_bytes(b"")
    empty = "kosong sama sekali, mungkin salinannya terputus. Minta dikirim ulang."
    status, out, err = run(tmp_path, "periksa", *kecil.OPTION)
    assert (status, err) == (1, b"")
    assert out.decode().splitlines() == [
        "input_templates/=1+1.xlsx",
        f"  galat  =1+1.xlsx {empty}",
        "input_templates/�.xlsx",
        f"  galat  �.xlsx {empty}",
        "3 berkas: 1 dipakai, 2 disisihkan. 2 kesalahan, 0 peringatan.",
    ]
    status, out, err = run(tmp_path, "proses", "--periode=2019-01", *kecil.OPTION)
    assert (status, err) == (1, b"")
    assert out.decode().splitlines()[0] == "3 berkas: 1 dipakai, 2 disisihkan. 4 kesalahan, 0 peringatan."
    report = opened(tmp_path / "output" / "2019-01" / "IKI_2019-01_contoh.xlsx")
    listed = [cell for cell in report["Kelengkapan"]["A"] if str(cell.value).endswith(".xlsx")]
    assert [cell.value for cell in listed] == ["=1+1.xlsx", "�.xlsx", "��.xlsx"]
    assert [(cell.data_type, cell.quotePrefix) for cell in listed] == [("s", True), ("s", False), ("s", False)]
    assert {row["Berkas"] for row in records(report, "tblData")} == {"input_templates/��.xlsx", None}
    status, out, err = run(tmp_path, "buktikan", "output/2019-01/IKI_2019-01_contoh.xlsx")
    assert (status, err) == (0, b"")
    *_, told, place, form = out.decode().splitlines()
    assert (told, place) == ("Dibuat dari 1 formulir: semuanya masih sama di tempat lain.", "  input_templates:")
    assert form.endswith("  ��.xlsx")
