"""What a form says of a cell while it is filled, other programs calculating it, and what the checker says of that cell.

What the form calls ya is accepted, what it calls periksa is told, what it calls kosong is blank: of every value, as
programs write it, in every kind of cell. One form holds them all; a survey speaks of all of its cells at once, and so
is tried with one value after the other.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.fields import ISI, KOSONG, TIDAK_BERLAKU
from iki_excel.decree.kinds import Slot
from iki_excel.forms import layout, writing
from iki_excel.forms.layout import ISIAN, Layout
from iki_excel.judging.batch import Checked
from iki_excel.language.places import Place
from iki_excel.runs.checking import check_files
from iki_excel.words.rules import GALAT
from tests.any_values import (
    PERIODE,
    Value,
    of_day,
    of_number,
    of_other,
    of_text,
    parts_in,
    parts_of,
    put_values,
)
from tests.forms import blank as form_of
from tests.gnumeric import need_gnumeric, recalculated
from tests.grounds import KECIL
from tests.office import Office
from tests.small_catalog import HEAD, SETTINGS, loaded

pytestmark = pytest.mark.libreoffice

# --- every value ------------------------------------------------------------------------------------------------------


def of_computed(value: float | str) -> Value:
    """What a formula gives that other programs can calculate again."""
    if isinstance(value, str):
        return Value(f' t="str"><f>"{value}"</f><v>{value}</v></c>', text=value)
    return of_number(value, f"<f>{value!r}</f>")


NUMBERS = [0, 1, 3, 12, 3.5, 12.4, 0.05, -3, -0.0, 60, 43500, 43158, 43159, 43555, 43556, 43525.7, 43555.9,
           2958466, 1e13, 1e308]  # fmt: skip
TEXTS = ["", " ", "\u200b", "\u00a0", "TB", "tb", " TB ", "TB\u00a0", "t.b.", "Tidak  berlaku", "nihil", " Nihil ",
         "ni\u200bhil", "Ya", "YA", " ya", "Tidak", "tidak ", "Ｙａ", "-", "?", "n/a", "12", "4", " 7", "１２", "١٢",
         "1.234", "1,5", "1.250,5", "12 orang", "5%", "½", "1e3", "0x10", "1_000", "nan", "TRUE", "_x0007_", "#N/A",
         "Ada", " tidak  ada", "WTP", "wtp\u00a0", "wdp", "3", "01", "12/3", "28-2",
         "28 Februari 2019", "2019-02-28", "2019-02-30", "31/1/2019", "4/1/2019", "Maret", "=1+1", "'5"]  # fmt: skip
DAYS = [dt.date(2019, 2, 28), dt.date(2019, 3, 12), dt.date(2020, 1, 1)]
"""In a number cell these stand as numbers of days of the year or the next: what somebody gets who types 12/3."""
ERRORS = ["#DIV/0!", "#N/A", "#NAME?", "#NUM!", "#REF!", "#VALUE!"]
EVERY: list[Value] = [
    Value("/>"),
    *map(of_number, NUMBERS),
    *map(of_text, TEXTS),
    *(of_computed(value) for value in (0, 12, 3.5, "TB", "12", "nihil", "Ya", " ")),
    *map(of_day, DAYS),
    *(of_other("e", error) for error in ERRORS),
]
TRUTHS = [of_other("b", "0"), of_other("b", "1")]
"""LibreOffice knows none: in a cell with the format of a number it shows 0 and 1, and calculates with them."""

# --- a form that holds them all ---------------------------------------------------------------------------------------

NUMBER = """
[[indikator.isian]]
kode = "{kode}"
label = "{kode}"
satuan = "buah"
akumulasi = "jumlah"
"""
WORDS = {
    "ada": 'jenis = "ya_tidak"\nkata = ["Ada", "Tidak ada"]',
    "bolehkah": 'jenis = "ya_tidak"\nwajib = false',
    "opini": 'jenis = "pilihan"\npilihan = [{ kata = "WTP", nilai = 4 }, { kata = "WDP", nilai = 0 }]',
    "level": 'jenis = "pilihan"\npilihan = [{ kata = "1", nilai = 1 }, { kata = "3", nilai = 3 }, '
             '{ kata = "12", nilai = 12 }]',
    "triwulan": 'jenis = "pilihan"\npilihan = [{ kata = "12/3", nilai = 1 }, { kata = "28-2", nilai = 2 }]',
}  # fmt: skip
"""Kinds of words by the kode of their isian."""
WORD = """
[[indikator.isian]]
kode = "{kode}"
label = "{kode}"
pendukung = true
"""
CHECKLIST = """
[[indikator.isian]]
kode = "{kode}"
jenis = "daftar_dokumen"
label = "{kode}"
mutu = true
pendukung = true
butir = [{butir}]
"""
EXAMPLE = """
[[indikator.contoh]]
isian = { utama = 1 }
hasil = 1
"""
DOCUMENTS = 15
BESIDE = {
    "date": of_number(43536),
    "tb": of_text("TB"),
    "blank": Value("/>"),
    "text_date": of_text("28 Februari 2019"),
    "no_date": of_text("Maret"),
    "no_day": of_number(3),
}
"""What stands as the date of a document whose quality is tried."""


class Asked(NamedTuple):
    """A catalogue, and the parts of its form, which is written once for all that is tried in it."""

    catalog: Catalog
    parts: Mapping[str, bytes]


def asked(folder: Path, cells: str) -> Asked:
    """One number that must be filled, and these cells."""
    catalog = loaded(folder, f'{HEAD}rumus = "utama"\n{NUMBER.format(kode="utama")}{cells}{EXAMPLE}')
    return Asked(catalog, parts_in(writing.build(catalog["pmd"], PERIODE, SETTINGS)))


def cells_of(values: int) -> str:
    """As many numbers that must be filled, numbers that may be blank, numbers with decimals, and words of each kind."""
    kinds = {"wajib": "", "boleh": "wajib = false", "pecahan": "bulat = false"}
    numbers = "".join(
        NUMBER.format(kode=f"{kind}{n}") + f"pendukung = true\n{more}\n"
        for kind, more in kinds.items()
        for n in range(values)
    )
    words = "".join(WORD.format(kode=f"{kind}{n}") + f"{more}\n" for kind, more in WORDS.items() for n in range(values))
    return numbers + words


def documents_of(values: int) -> str:
    """As many documents."""
    return "".join(
        CHECKLIST.format(kode=f"daftar{n}", butir=", ".join(_document(m) for m in range(n, min(n + DOCUMENTS, values))))
        for n in range(0, values, DOCUMENTS)
    )


def _document(number: int) -> str:
    return f'{{ kode = "d{number}", label = "Dokumen {number}", batas = "31 Desember" }}'


def placed(slots: Sequence[Slot], values: Sequence[Value], beside: Value | None = None) -> Iterator[tuple[str, Value]]:
    """By slot the value that it gets: each kind of cell one after the other; ``beside``: in place of all dates."""
    seen: dict[str, int] = defaultdict(int)
    for slot in slots:
        kind = slot.tipe if slot.is_of_document else slot.kode.rstrip("0123456789")
        yield slot.kode, beside if beside and slot.batas else values[seen[kind] % len(values)]
        seen[kind] += 1


Program = Callable[[Path], Mapping[str, Mapping[str, Any]]]
"""What calculates a form anew: by sheet and address what its cells show."""


def refuse_contradictions(
    form: Asked, program: Program, values: Sequence[Value], path: Path, beside: Value | None = None
) -> None:
    """Fill this form with these values, calculate and check it, and compare cell by cell."""
    jabatan = form.catalog["pmd"]
    rows = Layout(jabatan).slot_rows
    typed = dict(placed(jabatan.slots, values, beside))
    cells = {(ISIAN, rows[kode].at(layout.VALUE).a1): value for kode, value in typed.items()}
    put_values(form.parts, cells, path)
    shown, checked = program(path)[ISIAN], check_files([path], form.catalog, SETTINGS)
    said = {kode: str(shown[row.at(layout.STATE).a1]) for kode, row in rows.items()}
    found = {
        kode: (typed[kode].xml, word, *findings(checked, Place(ISIAN, rows[kode].row, layout.VALUE)))
        for kode, word in said.items()
    }
    assert {kode: one for kode, one in found.items() if not agrees(*one[1:])} == {}
    if str(shown["B2"]) == "Siap dikirim: YA":
        assert GALAT not in set(checked.temuan["tingkat"])


def findings(checked: Checked, place: Place) -> tuple[str, set[str]]:
    """What the checker takes a cell for, and the tingkat of what it says there."""
    answers, temuan = checked.answers, checked.temuan
    (state,) = answers[(answers["sheet"] == place.sheet) & (answers["sel"] == place.a1)]["keadaan"]
    at = temuan[(temuan["sheet"] == place.sheet) & (temuan["sel"] == place.a1)]
    return state, set(at["tingkat"])


ACCEPTED = {"ya", "periksa: jauh?"}
BLANK = {"kosong", "tidak wajib", "belum", "sudah"}
SAYS_NOTHING = {"di atas", "periksa: tanggal?"}
"""Another cell is told, or the number may be a day: where it is shown as one, the checker refuses it."""


def agrees(word: str, state: str, tingkat: set[str]) -> bool:
    """Whether what the form says and what the checker says are the same."""
    if word in ACCEPTED:
        return GALAT not in tingkat and state in (ISI, TIDAK_BERLAKU, KOSONG)
    if word in BLANK:
        return state == KOSONG
    return word in SAYS_NOTHING or (word == "periksa" and bool(tingkat))


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """What a date stands beside, and nothing else: the form of everything takes a program a minute."""
    return asked(tmp_path_factory.mktemp("dokumen"), documents_of(len(EVERY)))


FORMS = 8
"""Every value is tried, a part of them in a form: what a form costs grows with the square of its rows."""


@pytest.mark.panjang
@pytest.mark.parametrize("part", range(FORMS))
def test_form_and_checker_say_the_same_of_every_value_in_every_kind_of_cell(
    part: int, office: Office, tmp_path: Path
) -> None:
    values = EVERY[part::FORMS]
    form = asked(tmp_path, cells_of(len(values)) + documents_of(len(values)))
    refuse_contradictions(form, office.values, values, tmp_path / "form.xlsx")


@pytest.mark.panjang
@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_form_and_checker_say_the_same_of_every_quality_beside_any_date(
    beside: Value, documents: Asked, office: Office, tmp_path: Path
) -> None:
    refuse_contradictions(documents, office.values, EVERY, tmp_path / "form.xlsx", beside)


OF_GNUMERIC = [*(value for value in EVERY[::3] if value.day is None), *TRUTHS]
"""A third of what LibreOffice is asked; of a day as text it reads the year."""


@pytest.mark.panjang
@pytest.mark.parametrize("part", range(FORMS // 2))
def test_gnumeric_says_the_same_of_truths_too(part: int, tmp_path: Path) -> None:
    need_gnumeric()
    values = OF_GNUMERIC[part :: FORMS // 2]
    form = asked(tmp_path, cells_of(len(values)) + documents_of(len(values)))
    refuse_contradictions(form, recalculated, values, tmp_path / "form.xlsx")


@pytest.mark.panjang
def test_so_it_does_where_a_document_does_not_apply(documents: Asked, tmp_path: Path) -> None:
    need_gnumeric()
    refuse_contradictions(documents, recalculated, OF_GNUMERIC, tmp_path / "form.xlsx", BESIDE["tb"])


# --- a survey ---------------------------------------------------------------------------------------------------------

AROUND = {"among_scores": of_number(4), "beside_tb": of_text("TB")}
"""What stands in the cells beside the one that is tried."""
FEW = {
    "a_score": (of_number(3), of_number(4)),
    "no_score": (of_number(5), of_number(4)),
    "a_score_as_text": (of_text("3"), of_number(4)),
    "tb_beside_tb": (of_text("TB"), of_text("TB")),
    "spaces": (of_text(" "), of_number(4)),
}


def refuse_contradiction_in_survey(program: Program, value: Value, around: Value, path: Path) -> None:
    """A survey of two respondents: the value in its second cell, and the same around it."""
    places = [Place("KEPUASAN", row, column) for row in (8, 9) for column in (2, 3, 4)]
    cells = {("KEPUASAN", place.a1): around for place in places}
    cells["KEPUASAN", places[1].a1] = value
    put_values(parts_of("pelayanan"), {(ISIAN, "F13"): of_text("TB"), **cells}, path)
    shown, checked = program(path), check_files([path], *KECIL)
    word, told = str(shown["KEPUASAN"]["C2"]), checked.temuan[checked.temuan["sheet"] == "KEPUASAN"]
    tingkat, kodes = set(told["tingkat"]), set(told["kode"])
    if word == "ya":
        assert GALAT not in tingkat, (value, kodes)
    elif word == "kosong":
        assert kodes & {"survei_kosong", "unsur_kosong"}, (value, kodes)
    else:
        assert word == "periksa" and tingkat, (value, word, kodes)


@pytest.mark.parametrize(("value", "around"), FEW.values(), ids=FEW)
def test_form_and_checker_say_the_same_of_a_survey(value: Value, around: Value, office: Office, tmp_path: Path) -> None:
    refuse_contradiction_in_survey(office.values, value, around, tmp_path / "form.xlsx")


@pytest.mark.panjang
@pytest.mark.parametrize("around", AROUND.values(), ids=AROUND)
def test_form_and_checker_say_the_same_of_many_values_in_a_survey(
    around: Value, office: Office, tmp_path: Path
) -> None:
    for value in EVERY[::3]:
        refuse_contradiction_in_survey(office.values, value, around, tmp_path / "form.xlsx")


# --- 12/3 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kode", ["gangguan", "beras"])
def test_a_day_that_is_typed_into_the_cell_of_a_number_stays_a_number_and_is_asked_about(
    kode: str, office: Office, tmp_path: Path
) -> None:
    blank, path = tmp_path / "blank.xlsx", tmp_path / "form.xlsx"
    blank.write_bytes(form_of("ketertiban", PERIODE))
    office.fill(blank, path, names={layout.name_of(kode): {"typed": "12/3/2019"}})
    row = Layout(KECIL.catalog["ketertiban"]).slot_rows[kode]
    shown, checked = office.values(path)[ISIAN], check_files([path], *KECIL)
    assert (shown[row.at(layout.VALUE).a1], shown[row.at(layout.STATE).a1]) == (43536, "periksa: tanggal?")
    assert set(checked.temuan[checked.temuan["isian"] == kode]["kode"]) == {"seperti_tanggal"}
