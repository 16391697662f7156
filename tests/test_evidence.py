"""Evidence in ``bukti/<bulan>/<jabatan>/``: what lies there is listed, what is named and missing is told."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from iki_excel import report
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms.gathering import evidence as reading
from iki_excel.forms.gathering.evidence import CLOSED, LARGE, LINK, SPECIAL, TOO_MUCH, read_evidence
from iki_excel.judging import evidence
from iki_excel.judging.batch import Batch
from iki_excel.judging.evidence import BUKTI_COLUMNS, Bukti
from iki_excel.judging.notices import notices
from iki_excel.runs.month import process
from iki_excel.words.periods import Periode
from iki_excel.workbooks import hashing
from tests import kecil
from tests.console import Iki, sentences
from tests.forms import answers_of, complete
from tests.workbooks import opened

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars
MONTHS = [Periode("2019-01"), Periode("2019-02")]


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def laid(folder: Path, **files: str) -> Path:
    """A folder of evidence with these files, by their paths in it."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    return folder


def read(folder: Path) -> Bukti:
    return read_evidence(folder, MONTHS, kecil.catalog())


def listed(folder: Path) -> list[tuple[Any, ...]]:
    """Every file as it is listed, without its SHA-256 where there is none."""
    rows = read(folder).berkas.astype(object).itertuples(index=False, name=None)
    return [(*who, None if pd.isna(size) else size, sha or why) for *who, size, sha, why in rows]


# --- the folder ------------------------------------------------------------------------------------------------------


def test_files_are_listed_by_month_jabatan_and_name_with_their_size_and_sha256(tmp_path: Path) -> None:
    folder = laid(
        tmp_path,
        **{
            "2019-02/ketertiban/b.pdf": "bb",
            "2019-02/ketertiban/a.pdf": "a",
            "2019-02/ketertiban/A/foto/1.jpg": "111",
            "2019-02/umum/laporan.docx": "",
            "2019-01/ketertiban/c.pdf": "c",
        },
    )
    assert listed(folder) == [
        ("2019-01", "ketertiban", "c.pdf", 1, sha256("c")),
        ("2019-02", "umum", "laporan.docx", 0, sha256("")),
        ("2019-02", "ketertiban", "a.pdf", 1, sha256("a")),
        ("2019-02", "ketertiban", "b.pdf", 2, sha256("bb")),
        ("2019-02", "ketertiban", "A/foto/1.jpg", 3, sha256("111")),
    ]


@pytest.mark.parametrize("name", ["ketertiban", "KETERTIBAN", "Ketertiban", " ketertiban"])
def test_a_folder_is_of_a_jabatan_by_its_code_or_the_name_of_its_sheet(name: str, tmp_path: Path) -> None:
    assert list(read(laid(tmp_path, **{f"2019-01/{name}/a.pdf": "a"})).berkas["jabatan"]) == ["ketertiban"]


@pytest.mark.decree
def test_the_name_of_a_sheet_has_spaces_where_the_code_has_none(decree: Catalog, tmp_path: Path) -> None:
    folder = laid(tmp_path, **{"2019-01/tata usaha/a.pdf": "a", "2019-01/TATA_USAHA/b.pdf": "b"})
    assert list(read_evidence(folder, MONTHS, decree).berkas["jabatan"]) == ["tata_usaha", "tata_usaha"]


def test_other_months_are_no_part_of_it(tmp_path: Path) -> None:
    found = read(laid(tmp_path, **{"2019-03/umum/a.pdf": "a", "2018-12/entah/b.pdf": "b"}))
    assert (list(found.berkas["nama"]), found.asing) == ([], ())


def test_what_is_hidden_or_of_a_moment_is_left_out(tmp_path: Path) -> None:
    names = [
        ".rahasia",
        "~$surat.docx",
        ".~lock.a.xlsx#",
        "Thumbs.db",
        "desktop.ini",
        "x.tmp",
        "x.part",
        "y.crdownload",
        "z.docx~",
    ]
    hidden = {f"2019-01/umum/{name}": "x" for name in [*names, ".git/a", "__MACOSX/a"]}
    found = read(laid(tmp_path, **hidden, **{".DS_Store": "x", "2019-01/.x": "x"}))
    assert (list(found.berkas["nama"]), found.asing) == ([], ())


def test_what_belongs_to_nobody_is_told_with_what_may_be_meant(tmp_path: Path) -> None:
    folder = laid(
        tmp_path / "bukti",
        **{
            "2019-01/ketertibn/a.pdf": "a",
            "2019-01/foto.jpg": "a",
            "2019-01/zzz/a.pdf": "a",
            "2019-1/umum/a.pdf": "a",
            "Maret 2019/umum/a.pdf": "a",
            "arsip/a.pdf": "a",
            "daftar.txt": "a",
        },
    )
    assert [path.removeprefix(f"{folder.as_posix()}/") for path in read(folder).asing] == [
        "2019-01/foto.jpg (di luar folder jabatan)",
        "2019-01/ketertibn (maksudnya ketertiban?)",
        "2019-01/zzz",
        "2019-1 (maksudnya 2019-01?)",
        "Maret 2019 (maksudnya 2019-03?)",
        "arsip",
        "daftar.txt (di luar folder jabatan)",
    ]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes as Unix has them")
def test_no_link_is_followed_and_nothing_is_waited_for(tmp_path: Path) -> None:
    secret = laid(tmp_path / "elsewhere", **{"secret.pdf": "secret"})
    folder = laid(tmp_path / "bukti", **{"2019-01/umum/a.pdf": "a"})
    place = folder / "2019-01" / "umum"
    (place / "tautan.pdf").symlink_to(secret / "secret.pdf")
    (place / "luar").symlink_to(secret, target_is_directory=True)
    (folder / "2019-01" / "ketertiban").symlink_to(secret, target_is_directory=True)
    os.mkfifo(place / "pipa")
    assert listed(folder) == [
        ("2019-01", "umum", "a.pdf", 1, sha256("a")),
        ("2019-01", "umum", "luar", None, LINK),
        ("2019-01", "umum", "pipa", None, SPECIAL),
        ("2019-01", "umum", "tautan.pdf", None, LINK),
    ]
    assert [path.rpartition("/")[2] for path in read(folder).asing] == ["ketertiban (di luar folder jabatan)"]


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = laid(tmp_path, **{"2019-01/umum/a.pdf": "a", "2019-01/umum/b.pdf": "b", "2019-01/umum/x/c.pdf": "c"})
    scandir, opening = os.scandir, os.open

    def refuse(call: Any, name: str) -> Any:
        def ask(path: Any, *further: Any) -> Any:
            if Path(path).name == name:
                raise PermissionError(13, "refused")
            return call(path, *further)

        return ask

    monkeypatch.setattr(os, "scandir", refuse(scandir, "x"))
    monkeypatch.setattr(os, "open", refuse(opening, "a.pdf"))
    assert listed(folder) == [
        ("2019-01", "umum", "a.pdf", None, CLOSED),
        ("2019-01", "umum", "b.pdf", 1, sha256("b")),
        ("2019-01", "umum", "x", None, CLOSED),
    ]


def test_what_is_large_is_listed_without_a_sha256(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashing, "LARGEST", 4)
    monkeypatch.setattr(reading, "LARGEST_TOGETHER", 5)
    sizes = {"a": 3, "b": 5, "c": 4, "d": 2}
    folder = laid(tmp_path, **{f"2019-01/umum/{name}": "x" * size for name, size in sizes.items()})
    assert listed(folder) == [
        ("2019-01", "umum", "a", 3, sha256("xxx")),
        ("2019-01", "umum", "b", 5, LARGE),
        ("2019-01", "umum", "c", 4, TOO_MUCH),
        ("2019-01", "umum", "d", 2, sha256("xx")),
    ]


def test_of_very_many_files_only_the_first_are_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FILES", 2)
    folder = laid(tmp_path, **{f"2019-01/umum/{name}": name for name in "abc"})
    assert ([row[2] for row in listed(folder)], read(folder).terpotong) == (["a", "b"], True)


def test_whoever_waits_is_told_after_every_file(tmp_path: Path) -> None:
    seen: list[tuple[int, int, str]] = []
    folder = laid(tmp_path, **{"2019-01/umum/a.pdf": "a", "2019-02/umum/b.pdf": "b"})
    read_evidence(folder, MONTHS, kecil.catalog(), lambda *told: seen.append(told))
    assert seen == [(1, 2, "a.pdf"), (2, 2, "b.pdf")]


def test_without_the_folder_there_is_nothing(tmp_path: Path) -> None:
    found = read(tmp_path / "bukti")
    assert (found.folder, list(found.berkas.columns), len(found.berkas)) == ("", BUKTI_COLUMNS, 0)


# --- what forms name -------------------------------------------------------------------------------------------------

UMUM = """
                       | 2019-01
surat                  | 38
arsip                  | 0
hadir                  | TB
pegawai                | banyak
hari_kerja             | 22
laporan.profil.selesai | 2019-01-20
laporan.profil.mutu    | Ya
"""


def naming(table: pd.DataFrame, named: Mapping[str, str]) -> pd.DataFrame:
    """Answers that name evidence, by slot."""
    return table.assign(bukti=table["slot"].map(named).fillna(""))


def test_numbers_and_dates_above_zero_may_have_evidence_and_nothing_else(catalog: Catalog) -> None:
    table = naming(answers_of("umum", UMUM), {"surat": " agenda.pdf ", "arsip": "nihil.pdf"})
    assert evidence.of_isian(table).to_dict("split")["data"] == [
        ["2019-01", "umum", "agenda.pdf", "Isian!F8"],
        ["2019-01", "umum", "", "Isian!F25"],
    ]


def test_a_survey_is_one_isian_whichever_of_its_rows_has_the_evidence() -> None:
    table = answers_of("pelayanan", "| 2019-01\npenerima_layanan | 0", surveys={"2019-01": "4 4 4\n3 3 3"})
    first = table["responden"].eq(1)
    assert evidence.of_isian(table.assign(bukti="")).shape[0] == 1
    told = evidence.of_isian(table.assign(bukti=first.map({True: "lembar survei.zip", False: ""})))
    assert told.to_dict("split")["data"] == [["2019-01", "pelayanan", "lembar survei.zip", "lembar KEPUASAN"]]


def test_a_survey_without_a_score_is_none() -> None:
    table = answers_of("pelayanan", "| 2019-01", surveys={"2019-01": "TB . ."})
    assert evidence.of_isian(table).empty


def files(*rows: tuple[str, str, str]) -> pd.DataFrame:
    return pd.DataFrame([(*row, 1, "0" * 64, "") for row in rows], columns=BUKTI_COLUMNS)


def test_by_jabatan_it_is_counted_how_much_names_evidence_and_what_lies_there(catalog: Catalog) -> None:
    table = naming(answers_of("umum", UMUM), {"surat": "agenda.pdf"})
    there = files(("2019-01", "umum", "agenda.pdf"), ("2019-01", "ketertiban", "a.jpg"), ("2019-02", "umum", "b.jpg"))
    assert evidence.shares(table, there, catalog).to_dict("split")["data"] == [
        ["umum", 2, 1, 2],
        ["pelayanan", 0, 0, 0],
        ["ketertiban", 0, 0, 1],
    ]


def test_forms_without_that_column_name_nothing(catalog: Catalog) -> None:
    table = answers_of("umum", UMUM)
    assert (evidence.are_named(table), evidence.shares(table, files(), catalog)["bernama"].sum()) == (False, 0)


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("agenda.pdf", []),
        ("AGENDA.PDF", []),
        ("foto/1.jpg", []),
        ("1.jpg", []),
        (r"bukti\2019-01\umum\foto\1.jpg", []),
        ("SK dan SPJ, final.pdf", []),
        ("agenda.pdf; SK dan SPJ, final.pdf dan 1.jpg", []),
        ("hilang.pdf", ["hilang.pdf"]),
        ("agenda.pdf dan hilang.docx", ["hilang.docx"]),
        ("satu.pdf, dua.JPG\ntiga.xlsx & empat.png", ["satu.pdf", "dua.JPG", "tiga.xlsx", "empat.png"]),
        ("Surat Tugas No. 12.b.pdf", ["Surat Tugas No. 12.b.pdf"]),
        ("folder/sub/hilang.pdf", ["hilang.pdf"]),
        ("SK Camat No. 12/2019; Rp1.000.000", []),
        ("https://drive.example/agenda-lama.pdf, www.example.id/a.pdf", []),
        ("lemari arsip nomor 3", []),
        ("laporan.pdfx", []),
    ],
)
def test_what_ends_as_the_name_of_a_file_and_is_not_there_is_told(text: str, absent: list[str]) -> None:
    table = naming(answers_of("umum", UMUM), {"surat": text})
    there = [("2019-01", "umum", name) for name in ("agenda.pdf", "foto/1.jpg", "SK dan SPJ, final.pdf")]
    assert list(evidence.absent(table, files(*there))["nama"]) == absent


def test_a_file_of_another_month_or_jabatan_is_not_there_and_is_told_once(catalog: Catalog) -> None:
    named = {"surat": "a.pdf", "laporan.profil.selesai": "a.pdf"}
    there = files(("2019-02", "umum", "a.pdf"), ("2019-01", "ketertiban", "a.pdf"))
    told = evidence.absent(naming(answers_of("umum", UMUM), named), there)
    assert told.to_dict("split")["data"] == [["2019-01", "umum", "a.pdf", "Isian!F8 dan Isian!F25"]]


# --- the result ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def batch(tmp_path_factory: pytest.TempPathFactory) -> Batch:
    """A month of Ketertiban, with evidence of which some is named, and some of it is not there."""
    folder = tmp_path_factory.mktemp("office")
    complete(folder / "masuk", "ketertiban", "2019-01", "gangguan | 3\ntahun_lalu | 0")
    laid(folder / "bukti", **{"2019-01/ketertiban/=1+1.jpg": "a", "2019-01/ketertibn/b.pdf": "b"})
    done = process([folder / "masuk"], kecil.catalog(), kecil.settings(), "2019-01", bukti=folder / "bukti")
    answers = naming(done.checked.answers, {"gangguan": "=1+1.jpg; surat tugas.pdf"})
    told = dataclasses.replace(done.bukti, folder="bukti", asing=("bukti/2019-01/ketertibn (maksudnya ketertiban?)",))
    return dataclasses.replace(done, bukti=told, checked=dataclasses.replace(done.checked, answers=answers))


def below_title(content: bytes) -> list[tuple[Any, ...]]:
    """What stands on Kelengkapan from the title of the evidence on."""
    rows = [tuple(row[:5]) for row in opened(content, cached=True)["Kelengkapan"].iter_rows(values_only=True)]
    titles = [number for number, row in enumerate(rows) if row[0] == "Bukti dukung"]
    return [row for row in rows[titles[0] :] if any(row)] if titles else []


PRINTED = dt.datetime(2019, 2, 1, 9)


def test_the_sheet_says_how_much_has_evidence_which_files_there_are_and_which_are_not(batch: Batch) -> None:
    title, _, *rows = below_title(report.build(batch, PRINTED))
    assert (title[0], rows) == (
        "Bukti dukung",
        [
            ("Jabatan", "Di atas nol", "Ada bukti", "Bagian", "Berkas"),
            ("Kepala Subbagian Umum", 0, 0, None, 0),
            ("Kepala Seksi Pelayanan", 0, 0, None, 0),
            ("Kepala Seksi Ketertiban", 3, 1, pytest.approx(1 / 3), 1),
            ("Berkas", "Bulan", "Jabatan", "Ukuran (bita)", "SHA-256"),
            ("=1+1.jpg", "Jan 2019", "Ketertiban", 1, sha256("a")),
            ("surat tugas.pdf", "Jan 2019", "Ketertiban", None,
             "disebut di formulir (Isian!F8), berkasnya tidak ada di bukti/2019-01/ketertiban"),
        ],
    )  # fmt: skip


def test_names_stay_texts_and_nothing_is_merged_or_small(batch: Batch) -> None:
    sheet = opened(report.build(batch, PRINTED))["Kelengkapan"]
    (title,) = (cell.row for cell in sheet["A"] if cell.value == "Bukti dukung")
    (name,) = (cell for cell in sheet["A"] if cell.value == "=1+1.jpg")
    assert (name.data_type, name.hyperlink, name.quotePrefix) == ("s", None, True)
    assert [area for area in sheet.merged_cells.ranges if area.max_row >= title] == []
    below = [cell for row in sheet.iter_rows(min_row=title) for cell in row if cell.value is not None]
    assert [cell.coordinate for cell in below if cell.font.sz < 9] == []


def test_the_same_files_give_the_same_bytes(batch: Batch) -> None:
    assert report.build(batch, PRINTED) == report.build(batch, PRINTED)


def test_without_a_folder_names_are_counted_and_not_looked_for(batch: Batch) -> None:
    shown = below_title(report.build(dataclasses.replace(batch, bukti=Bukti()), PRINTED))
    assert [row[0] for row in shown[2:]] == [
        "Jabatan", "Kepala Subbagian Umum", "Kepala Seksi Pelayanan", "Kepala Seksi Ketertiban",
    ]  # fmt: skip


def test_an_office_without_evidence_has_no_such_table(batch: Batch) -> None:
    answers = batch.checked.answers.assign(bukti="")
    checked = dataclasses.replace(batch.checked, answers=answers)
    assert below_title(report.build(dataclasses.replace(batch, checked=checked, bukti=Bukti()), PRINTED)) == []


def test_what_belongs_to_nobody_is_said_once_with_the_way_out(batch: Batch) -> None:
    assert notices(batch)[-1:] == [
        "bukti/2019-01/ketertibn (maksudnya ketertiban?) tidak dikenal, jadi tidak didaftar sebagai bukti dukung. "
        "Simpan di folder bulan dan kode jabatannya, misalnya bukti/2019-01/umum."
    ]


def test_proses_looks_into_the_folder_bukti(iki: Iki, settings: Settings) -> None:
    kecil.move_into(Path())
    complete(Path("input_templates"), "ketertiban", "2019-01")
    laid(Path("bukti"), **{"2019-01/ketertiban/a.pdf": "a", "2019-01/b.pdf": "b"})
    said = iki("proses", *kecil.OPTION, "--periode=2019-01", "--waktu=2019-02-01T09:00")
    assert [line for line in sentences(said.out) if line.startswith("Perhatikan: bukti")] == [
        "Perhatikan: bukti/2019-01/b.pdf (di luar folder jabatan) tidak dikenal, jadi tidak didaftar sebagai bukti "
        "dukung. Simpan di folder bulan dan kode jabatannya, misalnya bukti/2019-01/umum."
    ]
    shown = below_title(Path("output/2019-01/IKI_2019-01_contoh.xlsx").read_bytes())
    assert shown[-1] == ("a.pdf", "Jan 2019", "Ketertiban", 1, sha256("a"))
