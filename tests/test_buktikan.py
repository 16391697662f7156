"""``iki buktikan``: whether a result is as it was written, each cell that was changed, and what it was made from.

The results here have two sheets of their own, ``Angka`` and ``Catatan``, besides that of the marks::

    Angka  A            B                          Catatan  A          B
    1      Isian        Nilai                      1        Dua kali   =Angka!B4*2
    2      Rapat        12
    3      Kunjungan    30,5
    4      Jumlah       =B2+B3
    5      Selesai      20 Februari 2019
    6      Kalimat      ="Jumlah "&B4
    7      Keterangan   =12 (a text)
    8      Kosong       =""
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from iki_excel import report
from iki_excel.decree.sheet_names import SIDIK
from iki_excel.language.cells import BLANK, Cell, Constant, Expression
from iki_excel.language.places import Place, a1
from iki_excel.report.sheets import Report, Sheet
from iki_excel.report.sidik import Sidik, read_sidik
from iki_excel.runs.keeping import Kept, kept_beside, kept_in
from iki_excel.runs.month import process, process_to
from iki_excel.runs.proving import prove
from iki_excel.words.folders import RECORDS
from iki_excel.workbooks.book import Book, Worksheet, write_live, write_value
from iki_excel.workbooks.comparing import Difference, compare
from iki_excel.workbooks.contents import marks_of
from iki_excel.workbooks.openxml.contents import contents_in
from tests.console import Iki, Said
from tests.forms import complete
from tests.grounds import KECIL
from tests.office import Office
from tests.packages import package, zipped
from tests.tampering import ERROR, NOTHING, YES, Edit, by_chance, edited, number, parts_of, text

WRITTEN = dt.datetime(2019, 3, 4, 9)
FORMS, RESULT = Path("input_templates"), Path("output/2019-02/IKI_2019-02_contoh.xlsx")

# --- a small result --------------------------------------------------------------------------------------------------


def nilai(row: int) -> Expression:
    """A cell of the column Nilai, as formulas say it."""
    return Cell(Place("Angka", row - 1, 1))


ANGKA = (
    ("Isian", "Nilai"), ("Rapat", 12), ("Kunjungan", 30.5), ("Jumlah", nilai(2) + nilai(3)),
    ("Selesai", dt.date(2019, 2, 20)), ("Kalimat", Constant("Jumlah ") & nilai(4)), ("Keterangan", "=12"),
    ("Kosong", BLANK & ""),
)  # fmt: skip


@dataclass(frozen=True)
class Small(Sheet):
    """A sheet of these rows."""

    title: str
    rows: tuple[tuple[str, Any], ...]
    landscape = False
    widths = (20, 20)

    @property
    def name(self) -> str:
        """What its tab says."""
        return self.title

    def write(self, made: Book, target: Worksheet) -> None:
        """Texts, numbers, days, and live formulas."""
        for row, values in enumerate(self.rows):
            for column, value in enumerate(values):
                style = "date" if isinstance(value, dt.date) else "plain"
                (write_live if isinstance(value, Expression) else write_value)(made, target, row, column, value, style)


def small_sheets(told: Report) -> list[Any]:
    return [Small("Angka", ANGKA), Small("Catatan", (("Dua kali", nilai(4) * 2),)), Sidik(told)]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an office with two forms, and its small result of February."""
    folder = tmp_path_factory.mktemp("kantor")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(report, "sheets_of", small_sheets)
        complete(FORMS, "umum", "2019-01")
        complete(FORMS, "umum", "2019-02")
        process_to(Path("output"), [FORMS], *KECIL, "2019-02", WRITTEN)
    yield folder


@pytest.fixture(scope="module")
def small(made: Path) -> bytes:
    return (made / RESULT).read_bytes()


@pytest.fixture(scope="module")
def kept(made: Path) -> Kept:
    [one] = kept_in(made / "output")
    return one


@pytest.fixture
def at_office(iki: Iki, made: Path, tmp_path: Path) -> Iki:
    """Commands in a copy of that folder."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return iki


@pytest.fixture
def buktikan(at_office: Iki) -> Any:
    """What is said there of a file, up to its forms, and the status."""

    def run(content: bytes) -> tuple[int, list[str]]:
        Path("kiriman.xlsx").write_bytes(content)
        said = at_office("buktikan", "kiriman.xlsx")
        assert said.err == ""
        return said.status, said.out.partition("\nDibuat dari")[0].splitlines()

    return run


def named(difference: Difference) -> list[str]:
    return [f"{change.sheet}!{a1(*change.address)}" for change in difference.changes]


def kept_name() -> str:
    [path] = (RESULT.parent / RECORDS).glob("*.sidik.json")
    return path.as_posix()


WHEN = ["Ditulis 4 Maret 2019 pukul 09.00 oleh iki-excel 0.2.0: unit contoh, Februari", "2019."]
LIMITS = [
    "Yang dibandingkan isi selnya: yang diketik, rumus dan hasilnya. Tampilan (warna,",
    "format angka, yang disembunyikan), tautan, dan grafik tidak dibuktikan.",
]
ALONE = [
    "Dibandingkan dengan lembar Sidik di dalamnya saja, karena catatan penulisan ini",
    "tidak ada di folder hasil. Yang berubah tanpa sengaja ketahuan; yang diubah",
    "beserta sidiknya hanya ketahuan di kantor yang menulisnya.",
]


def against_kept() -> list[str]:
    return [*WHEN, "Dibandingkan dengan", f"{kept_name()}.", *LIMITS]


# --- as it was written -----------------------------------------------------------------------------------------------


def test_the_very_file_is_as_written_under_whatever_name(at_office: Iki, kept: Kept) -> None:
    shutil.copy(RESULT, "salinan dari surel.xlsx")
    january, february = (form.sha256[:12] for form in kept.manifest.forms)
    assert at_office("buktikan", "salinan dari surel.xlsx") == Said(
        0,
        "salinan dari surel.xlsx: seperti ditulis, tidak satu bita pun berbeda.\n"
        "Ditulis 4 Maret 2019 pukul 09.00 oleh iki-excel 0.2.0: unit contoh, Februari\n"
        "2019.\n"
        f"Dibandingkan dengan\n{kept_name()}.\n"
        "\n"
        "Dibuat dari 2 formulir: semuanya masih sama.\n"
        "  input_templates:\n"
        f"    {january}  umum_2019-01.xlsx\n"
        f"    {february}  umum_2019-02.xlsx\n",
        "",
    )


def test_what_was_only_saved_again_is_as_written_too(buktikan: Any, small: bytes, kept: Kept) -> None:
    many = sum(map(len, kept.sheets.values()))
    status, said = buktikan(edited(small, {}))
    assert (status, said) == (0, [f"kiriman.xlsx: isinya seperti ditulis, {many} sel sama.", *against_kept()])


def test_where_nothing_is_kept_it_proves_itself_and_says_what_that_is_worth(buktikan: Any, small: bytes) -> None:
    shutil.rmtree("output")
    assert buktikan(small) == (
        0,
        ["kiriman.xlsx: isinya seperti ditulis menurut sidik di dalamnya, 18 sel sama.", *WHEN, *ALONE, *LIMITS],
    )


def test_a_sha256_that_is_read_from_a_page_stands_for_its_file(at_office: Iki, kept: Kept) -> None:
    said = at_office("buktikan", kept.berkas[RESULT.name].upper())
    assert said.out.splitlines()[0] == f"{RESULT.name}: seperti ditulis, tidak satu bita pun berbeda."
    assert at_office("buktikan", "0" * 64) == Said(
        2,
        "",
        "Tidak ada berkas dengan SHA-256 itu yang tercatat di output. Periksa ketikannya, atau sebutkan berkasnya.\n",
    )


def test_a_pdf_is_proven_by_its_own_hash(at_office: Iki, small: bytes, kept: Kept) -> None:
    written = report.Written(small, contents_in(small), kept.manifest)
    path, content = kept_beside(RESULT, written, {"Rapor Umum.pdf": b"%PDF-1.7 asli"})
    path.write_bytes(content)
    for name, content in (("rapor.pdf", b"%PDF-1.7 asli"), ("Rapor Umum.pdf", b"%PDF-1.7 lain")):
        Path(name).write_bytes(content)
    Path("lain.pdf").write_bytes(b"%PDF-1.7 entah")
    said = [at_office("buktikan", name) for name in ("rapor.pdf", "Rapor Umum.pdf", "lain.pdf")]
    assert [(one.status, (one.out + one.err).splitlines()[0]) for one in said] == [
        (0, "rapor.pdf: seperti ditulis, tidak satu bita pun berbeda."),
        (1, "Rapor Umum.pdf: BERUBAH sesudah ditulis: PDF bernama itu tercatat dengan SHA-256"),
        (
            2,
            "lain.pdf: PDF ini tidak tercatat di output, jadi tidak dapat dibuktikan. Jalankan di folder kantor yang "
            "membuatnya, atau sebutkan folder hasilnya dengan --hasil.",
        ),
    ]


# --- what was changed ------------------------------------------------------------------------------------------------

CHANGED: Edit = {
    "Angka!A1": text("Isian "),
    "Angka!A2": NOTHING,
    "Angka!B2": text("12"),
    "Angka!A3": YES,
    "Angka!B3": number(31, "30+1"),
    "Angka!B4": number(99.25, "B2+B3"),
    "Angka!B5": number(43517),
    "Angka!B6": text("Jumlah 42.5", '"Jumlah "&42.5'),
    "Angka!B7": ERROR,
    "Catatan!B1": number(85),
}


def test_each_cell_is_named_with_what_it_was_and_what_it_is(buktikan: Any, small: bytes, kept: Kept) -> None:
    same = sum(map(len, kept.sheets.values())) - 10
    assert buktikan(edited(small, CHANGED)) == (
        1,
        [
            "kiriman.xlsx: BERUBAH sesudah ditulis: 9 sel diubah dan 1 hasil rumus berubah;",
            f"{same} sel sama.",
            *against_kept(),
            "",
            "Yang diubah:",
            "  Angka!A1: dahulu “Isian”, kini “Isian␣”.",
            "  Angka!A2: dahulu “Rapat”, kini kosong.",
            "  Angka!B2: dahulu 12, kini “12”.",
            "  Angka!A3: dahulu “Kunjungan”, kini BENAR.",
            "  Angka!B3: isinya diganti rumus =30+1; dahulu 30,5, kini 31.",
            "  Angka!B5: dahulu 20 Februari 2019, kini 21 Februari 2019.",
            '  Angka!B6: rumusnya diubah menjadi ="Jumlah "&42.5; hasilnya tetap “Jumlah',
            "    42.5”.",
            "  Angka!B7: dahulu “=12”, kini #N/A.",
            "  Catatan!B1: rumusnya diganti isian; tetap 85.",
            "",
            "Rumusnya tetap, hasilnya berubah:",
            "  Angka!B4: dahulu 42,5, kini 99,25.",
        ],
    )


def test_where_nothing_is_kept_only_what_it_is_now_is_known(buktikan: Any, small: bytes) -> None:
    shutil.rmtree("output")
    status, said = buktikan(edited(small, {"Angka!B2": number(13), "Angka!B4": number(43.5, "B2+B3")}))
    assert (status, said[:2], said[9:]) == (
        1,
        ["kiriman.xlsx: BERUBAH sesudah ditulis: 1 sel diubah dan 1 hasil rumus berubah;", "16 sel sama."],
        ["", "Yang diubah:", "  Angka!B2: kini 13.", "", "Rumusnya tetap, hasilnya berubah:", "  Angka!B4: kini 43,5."],
    )


def test_all_of_it_is_data_too(at_office: Iki, small: bytes) -> None:
    Path("kiriman.xlsx").write_bytes(edited(small, {"Angka!B4": number(1, "B2")}))
    told = json.loads(at_office("buktikan", "kiriman.xlsx", "--format=json").out)
    assert told["berubah"] == [
        {
            "lembar": "Angka",
            "sel": "B4",
            "apa": "rumus_diubah",
            "dahulu_di": "Angka!B4",
            "dahulu": "42.5",
            "kini": "1.0",
            "rumus_kini": "B2",
        }
    ]
    assert [form["keadaan"] for form in told["formulir"]] == ["sama", "sama"]
    assert {key: told[key] for key in ("seperti_ditulis", "bita_sama", "unit", "periode", "dibuat")} == {
        "seperti_ditulis": False,
        "bita_sama": False,
        "unit": "contoh",
        "periode": "2019-02",
        "dibuat": "2019-03-04T09:00",
    }


def test_two_cells_that_changed_places_are_two_changes(small: bytes, kept: Kept) -> None:
    swapped = edited(small, {"Angka!B2": number(30.5), "Angka!B3": number(12)})
    assert named(compare(kept.sheets, contents_in(swapped))) == ["Angka!B2", "Angka!B3"]


@pytest.fixture(scope="module")
def whole(made: Path) -> report.Written:
    """All sheets of a result."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(made)
        return report.write(process([FORMS], *KECIL, "2019-02"), WRITTEN)


def test_a_thousand_changes_of_single_cells_are_all_named(whole: report.Written) -> None:
    for seed in range(4):
        changes: dict[str, str] = {}
        for one in by_chance(whole.content, seed, but=SIDIK):
            changes.setdefault(one.place, one.written)
            if len(changes) == 250:
                break
        difference = compare(whole.manifest.sheets, without_marks(edited(whole.content, changes)))
        assert (sorted(named(difference)), difference.shifts) == (sorted(changes), [])


def without_marks(content: bytes) -> Any:
    return {name: cells for name, cells in contents_in(content).items() if name != SIDIK}


@pytest.mark.panjang
def test_each_of_a_hundred_and_fifty_changes_alone_is_named_alone(whole: report.Written) -> None:
    for place, written in islice(by_chance(whole.content, 7, but=SIDIK), 150):
        difference = compare(whole.manifest.sheets, without_marks(edited(whole.content, {place: written})))
        assert (named(difference), difference.shifts, difference.gone) == ([place], [], []), written


# --- sheets, rows and columns ----------------------------------------------------------------------------------------


def test_a_row_that_was_inserted_is_told_as_one_and_what_was_changed_besides(small: bytes, kept: Kept) -> None:
    """Formulas say other addresses then, and are not compared by their texts."""
    before = contents_in(small)
    moved = {
        (row + (row >= 2), column): content._replace(formula=content.formula and content.formula.replace("B3", "B4"))
        for (row, column), content in before["Angka"].items()
    }
    changed = {**before, "Angka": {**moved, (2, 0): before["Angka"][1, 0], (5, 1): before["Angka"][1, 1]}}
    difference = compare(kept.sheets, changed)
    assert [dataclasses.astuple(shift) for shift in difference.shifts] == [("Angka", "baris", 3, 1)]
    assert [(change.sheet, a1(*change.address), change.what) for change in difference.changes] == [
        ("Angka", "A3", "sel_baru"),
        ("Angka", "B6", "nilai"),
    ]
    assert not difference.compares_formulas


def test_rows_and_columns_that_are_gone_are_told_as_such(small: bytes, kept: Kept) -> None:
    before = contents_in(small)
    without_row = {(row - (row > 2), column): one for (row, column), one in before["Angka"].items() if row != 2}
    without_column = {(row, 0): one for (row, column), one in before["Angka"].items() if column}
    for cells, shift, gone in (
        (without_row, ("Angka", "baris", 3, -1), ["Angka!A3", "Angka!B3"]),
        (without_column, ("Angka", "kolom", 0, -1), [f"Angka!A{row}" for row in range(1, 9)]),
    ):
        difference = compare(kept.sheets, {**before, "Angka": cells})
        told = [dataclasses.astuple(one) for one in difference.shifts]
        assert (told, named(difference)) == ([(shift[0], shift[1], shift[2] - (shift[1] == "baris"), -1)], gone)


def test_a_sheet_under_a_new_name_one_more_and_one_less_are_told(small: bytes, kept: Kept) -> None:
    before = contents_in(small)
    renamed = {"Nilai" if name == "Angka" else name: cells for name, cells in before.items()}
    catatan = {at: one._replace(formula=one.formula and "Nilai!B4*2") for at, one in before["Catatan"].items()}
    difference = compare(kept.sheets, {**renamed, "Catatan": catatan, "Baru": {(0, 0): before["Angka"][0, 0]}})
    assert (difference.renamed, difference.added, difference.gone, difference.changes) == (
        {"Angka": "Nilai"}, ["Baru"], [], [],
    )  # fmt: skip
    del before["Catatan"]
    assert compare(kept.sheets, before).gone == ["Catatan"]


@pytest.mark.libreoffice
def test_what_libreoffice_does_to_a_result_is_told(buktikan: Any, office: Office, tmp_path: Path, small: bytes) -> None:
    """Calculated anew and saved: nothing. A row above the numbers; another number with all that hangs on it."""
    (tmp_path / "asli.xlsx").write_bytes(small)
    again, inserted, other = (tmp_path / f"{name}.xlsx" for name in ("lagi", "baris", "angka"))
    office.recalculate(tmp_path / "asli.xlsx", again)
    office.edit(tmp_path / "asli.xlsx", inserted, [{"do": "insert_rows", "sheet": "Angka", "row": 2, "count": 2}])
    office.edit(tmp_path / "asli.xlsx", other, [{"do": "set", "sheet": "Angka", "cell": "B2", "value": 13}])
    assert buktikan(again.read_bytes())[0] == 0
    assert buktikan(inserted.read_bytes())[1][-4:] == [
        "Lembar, baris, dan kolom:",
        "  Angka: 2 baris disisipkan di atas baris 4.",
        "  Karena ada yang bergeser, teks rumus tidak dibandingkan: hanya apakah masih",
        "    rumus, dan hasilnya.",
    ]
    assert buktikan(other.read_bytes())[1][-7:] == [
        "Yang diubah:",
        "  Angka!B2: dahulu 12, kini 13.",
        "",
        "Rumusnya tetap, hasilnya berubah:",
        "  Angka!B4: dahulu 42,5, kini 43,5.",
        "  Angka!B6: dahulu “Jumlah 42.5”, kini “Jumlah 43,5”.",
        "  Catatan!B1: dahulu 85, kini 87.",
    ]


@pytest.mark.libreoffice
def test_a_whole_result_that_libreoffice_saved_is_as_written(
    office: Office, tmp_path: Path, whole: report.Written
) -> None:
    (tmp_path / "asli.xlsx").write_bytes(whole.content)
    saved = office.recalculate(tmp_path / "asli.xlsx", tmp_path / "lagi.xlsx").read_bytes()
    assert compare(whole.manifest.sheets, without_marks(saved)).is_none


# --- the sheet of marks ----------------------------------------------------------------------------------------------


def forged(content: bytes, edits: Edit) -> bytes:
    """A workbook in which cells were changed together with the marks in it, as somebody may who knows how."""
    changed = edited(content, edits)
    inside = read_sidik(contents_in(content)[SIDIK])
    assert inside is not None
    sheets = {name: marks_of(cells) for name, cells in contents_in(changed).items() if name != SIDIK}
    manifest = dataclasses.replace(inside.manifest, sheets=sheets)
    texts = {(line.lembar, line.baris): line.text for line in manifest.lines} | {inside.told: manifest.sidik}
    marks = contents_in(changed)[SIDIK]
    new = {
        f"{SIDIK}!{a1(row, 2)}": text(texts[key])
        for (row, column), one in marks.items()
        if column == 2 and (key := _key(marks, row, one.value)) in texts and texts[key] != one.value
    }
    return edited(changed, new)


def _key(marks: Any, row: int, told: str) -> Any:
    baris = marks.get((row, 1))
    return (marks[row, 0].value, int(float(baris.value))) if baris and baris.kind == "n" else told


def test_marks_that_were_changed_with_their_cell_are_caught_by_what_is_kept(buktikan: Any, small: bytes) -> None:
    status, said = buktikan(forged(small, {"Angka!B2": number(13)}))
    assert (status, said[0], said[-2:]) == (
        1,
        "kiriman.xlsx: BERUBAH sesudah ditulis: 1 sel diubah dan lembar Sidik sendiri",
        ["Yang diubah:", "  Angka!B2: dahulu 12, kini 13."],
    )


def test_where_nothing_is_kept_such_marks_are_believed_and_that_is_said(buktikan: Any, small: bytes) -> None:
    shutil.rmtree("output")
    status, said = buktikan(forged(small, {"Angka!B2": number(13)}))
    assert (status, said[0], said[3:6]) == (
        0,
        "kiriman.xlsx: isinya seperti ditulis menurut sidik di dalamnya, 18 sel sama.",
        ALONE,
    )


def test_a_mark_alone_that_was_changed_no_longer_agrees_with_the_mark_over_all(buktikan: Any, small: bytes) -> None:
    shutil.rmtree("output")
    assert first_sentence(buktikan(edited(small, {f"{SIDIK}!C8": text("contohan")}))) == (
        1,
        "kiriman.xlsx: BERUBAH sesudah ditulis: lembar Sidik sendiri diubah; 18 sel sama.",
    )


def first_sentence(said: tuple[int, list[str]]) -> tuple[int, str]:
    return said[0], " ".join(said[1]).partition(" Ditulis")[0]


def without_sheet(content: bytes, name: str) -> bytes:
    """The workbook without a sheet, whose part nothing names any more."""
    parts = parts_of(content)
    listed = re.sub(rf'<sheet name="{name}"[^>]*>', "", parts["xl/workbook.xml"].decode())
    return zipped(parts | {"xl/workbook.xml": re.sub("<definedNames>.*</definedNames>", "", listed).encode()})


def test_a_result_without_its_marks_is_known_by_its_cells(buktikan: Any, small: bytes, kept: Kept) -> None:
    status, said = buktikan(without_sheet(edited(small, {"Angka!B2": number(13)}), SIDIK))
    assert (status, said) == (
        1,
        [
            "kiriman.xlsx: BERUBAH sesudah ditulis: 1 sel diubah dan 1 lembar dihapus; 17 sel",
            "sama.",
            *against_kept(),
            "",
            "Lembar, baris, dan kolom:",
            "  Sidik: lembar ini dihapus.",
            "",
            "Yang diubah:",
            "  Angka!B2: dahulu 12, kini 13.",
        ],
    )


def test_what_is_no_result_is_told_in_a_sentence(at_office: Iki, small: bytes, tmp_path: Path) -> None:
    Path("potong.xlsx").write_bytes(small[:4000])
    Path("lain.xlsx").write_bytes(package('<row r="1"><c r="A1"><v>1</v></c></row>'))
    Path("foto.xlsx").write_bytes(b"\x89PNG\r\n")
    said = [at_office("buktikan", name) for name in ("potong.xlsx", "lain.xlsx", "foto.xlsx", "tiada.xlsx")]
    assert [(one.status, one.out, one.err) for one in said] == [
        (2, "", "potong.xlsx rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang.\n"),
        (
            2,
            "",
            "lain.xlsx: bukan rekap yang dapat dibuktikan, karena tidak ada lembar Sidik di dalamnya dan tidak ada "
            "yang seperti itu di output. Sebutkan buku kerja yang ditulis “iki proses”.\n",
        ),
        (2, "", "foto.xlsx adalah gambar dan tidak dapat dibaca angkanya. Kirim formulir .xlsx-nya, bukan fotonya.\n"),
        (2, "", "tiada.xlsx tidak ditemukan. Periksa nama dan foldernya.\n"),
    ]


# --- the forms -------------------------------------------------------------------------------------------------------


def test_forms_that_were_changed_moved_or_are_gone_are_told(at_office: Iki, kept: Kept) -> None:
    january, february = (form.sha256[:12] for form in kept.manifest.forms)
    (FORMS / "umum_2019-01.xlsx").rename(FORMS / "januari.xlsx")
    (FORMS / "umum_2019-02.xlsx").write_bytes(b"lain")
    assert at_office("buktikan", str(RESULT)).out.partition("\n\n")[2] == (
        "Dibuat dari 2 formulir: 1 masih sama di tempat lain dan 1 berubah.\n"
        "  input_templates:\n"
        f"    {january}  januari.xlsx: masih sama di tempat lain, dahulu\n"
        "      input_templates/umum_2019-01.xlsx\n"
        f"    {february}  umum_2019-02.xlsx: berubah\n"
    )
    shutil.rmtree(FORMS)
    assert at_office("buktikan", str(RESULT)).out.partition("\n\n")[2].splitlines()[0] == (
        "Dibuat dari 2 formulir: semuanya tidak ditemukan."
    )


def test_a_place_that_only_the_mailed_file_names_is_not_looked_at(
    at_office: Iki, small: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It may lead anywhere, to another computer too."""
    shutil.rmtree("output")
    Path("rahasia.xlsx").write_bytes(b"rahasia")
    forms = {f"{SIDIK}!D{row}": text("rahasia.xlsx") for row in (9, 10)}
    Path("kiriman.xlsx").write_bytes(forged(edited(small, forms), {}))
    proven = prove(Path("kiriman.xlsx"), Path("output"), [])
    assert [(form.berkas, form.keadaan) for form in proven.forms] == [("rahasia.xlsx", "tidak_ada")] * 2


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_marks_of_what_is_written_are_those_of_what_is_read(small: bytes, kept: Kept, whole: report.Written) -> None:
    for content, manifest in ((small, kept.manifest), (whole.content, whole.manifest)):
        read = contents_in(content)
        inside = read_sidik(read[SIDIK])
        assert inside is not None
        assert (inside.is_sound, inside.manifest) == (True, manifest)
        assert {name: marks_of(cells) for name, cells in read.items() if name != SIDIK} == manifest.sheets


def test_every_run_keeps_its_own_and_a_damaged_one_is_passed_over(made: Path, tmp_path: Path, kept: Kept) -> None:
    shutil.copytree(made / "output", tmp_path, dirs_exist_ok=True)
    text_ = kept.path.read_text("utf-8")
    for name, damaged in (
        ("potong", text_[:500]),
        ("diubah", text_.replace('"Rapat"', '"Rapat"', 1).replace("n", "t", 90)),
    ):
        (tmp_path / f"{name}.sidik.json").write_text(damaged, "utf-8")
    assert [one.manifest for one in kept_in(tmp_path)] == [kept.manifest]
