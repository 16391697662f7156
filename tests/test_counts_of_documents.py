"""How many documents of a checklist are finished, and how many there are in the year: ``selesai`` and ``banyak``."""

from __future__ import annotations

import functools
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.decree import fingerprint
from iki_excel.decree.kinds.checklist import MOST_DOCUMENTS
from iki_excel.forms import layout
from iki_excel.forms.layout import Layout
from iki_excel.judging.batch import Batch
from iki_excel.language.places import Place
from iki_excel.words.errors import CatalogError
from iki_excel.words.periods import Periode
from tests.gnumeric import recalculated
from tests.independent import compare
from tests.office import Office
from tests.random_years import KINDS_OF_COUNTS, Year, random_year
from tests.result_tables import columns
from tests.seeds import seeds
from tests.small_catalog import HEAD, SETTINGS, changed, loaded
from tests.test_length import OF_RESULT, too_long
from tests.test_monthly import AUGUST, Forms, batch_of, column, form_of, profil, rekap, sentences
from tests.test_report_formulas import unlike_spreadsheets
from tests.test_report_of_time import shown
from tests.test_years import NOON, OF_FORM, came, of_months, on_form, reported
from tests.years import play

pytestmark = [
    pytest.mark.panjang,
    pytest.mark.filterwarnings("ignore:.* extension is not supported"),
]  # sparklines, data bars


def counting(rumus: str, hasil: float) -> str:
    return (
        HEAD
        + f"""\
rumus = "{rumus}"

[[indikator.isian]]
kode = "laporan"
jenis = "daftar_dokumen"
label = "Laporan"
mutu = true
butir = [
  {{ kode = "rekap", label = "Rekap bulanan", batas = "tiap tanggal 5" }},
  {{ kode = "profil", label = "Profil", batas = "31 Maret" }},
]

[[indikator.contoh]]
periode = "2019-03"
isian.laporan.rekap = {{ selesai = 2019-03-20, mutu = "Tidak" }}
hasil = {hasil!r}
"""
    )


FINISHED = counting("selesai(laporan)", 1)
OF_YEAR = counting("banyak(laporan)", 13)  # twelve, and the profil
PROGRESS = counting("selesai(laporan) / banyak(laporan) * 100", 100 / 13)

# --- the year by hand ------------------------------------------------------------------------------------------------

BY_HAND = [
    # what came                              selesai: bulan  s.d.   banyak: bulan  s.d.
    (rekap("01-04"),                                      1,    1,              1,   13),
    (rekap("02-06") | profil("02-20"),                    2,    3,              2,   13),  # late; early
    (rekap("TB", None),                                None,    3,           None,   12),  # not drawn up, never due
    (None,                                             None,    3,           None,   12),  # no form
    (profil("02-20"),                                     0,    3,              1,   12),  # nothing of that of May
    (rekap("06-05"),                                      1,    4,              1,   12),
    (rekap("06-20"),                                      1,    5,              1,   12),
    (None,                                             None,    5,           None,   12),  # excused: it is due still
    (rekap("09-02", "Tidak"),                             1,    6,              1,   12),  # finished, though not good
    (rekap("10-31"),                                      1,    7,              1,   12),  # finished, though late
    (rekap("11-05"),                                      1,    8,              1,   12),
    ({},                                                  0,    8,              1,   12),
]  # fmt: skip


@pytest.fixture
def year(tmp_path: Path) -> Any:
    def played(text: str) -> Batch:
        settings = replace(SETTINGS, pengecualian=(AUGUST,))
        return batch_of(tmp_path, [typed for typed, *_ in BY_HAND], text, settings)

    return played


def test_a_document_is_finished_in_time_or_not_and_a_month_counts_what_became_due_in_it(year: Any) -> None:
    batch = year(FINISHED)
    assert column(batch, "realisasi_bulan") == [row[1] for row in BY_HAND]
    assert column(batch, "realisasi") == [row[2] for row in BY_HAND]


def test_a_document_of_every_month_is_twelve_in_the_year_and_what_is_not_drawn_up_is_none(year: Any) -> None:
    batch = year(OF_YEAR)
    assert column(batch, "realisasi_bulan") == [row[3] for row in BY_HAND]
    assert column(batch, "realisasi") == [row[4] for row in BY_HAND]


def test_the_documents_of_the_year_are_those_that_are_due_once_it_is_over(year: Any) -> None:
    assert column(year(OF_YEAR), "realisasi")[-1] == 12 == 1 + 11  # Profil, and all months but March


def test_progress_is_of_all_documents_and_has_no_value_while_none_is_due(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [rekap("TB", None), rekap("02-05"), None], PROGRESS)
    assert column(batch, "status") == ["belum_jatuh_tempo", "lengkap", "sebagian"]
    assert column(batch, "realisasi") == [None, pytest.approx(100 / 12), pytest.approx(100 / 12)]


def test_a_wrong_entry_is_no_number(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [rekap("01-05"), rekap("entah"), rekap("03-05")], PROGRESS)
    assert column(batch, "status") == ["lengkap", "salah_isi", "salah_isi"]


def test_an_office_counts_the_documents_since_it_began(tmp_path: Path) -> None:
    settings = replace(SETTINGS, unit=replace(SETTINGS.unit, mulai=Periode("2019-11")))
    months: Forms = [*[None] * 10, rekap("11-05"), rekap("12-05")]
    assert column(batch_of(tmp_path, months, OF_YEAR, settings), "realisasi") == [2, 2]  # Profil was due in March


def test_what_was_due_before_the_office_began_counts_where_it_is_finished_all_the_same(tmp_path: Path) -> None:
    settings = replace(SETTINGS, unit=replace(SETTINGS.unit, mulai=Periode("2019-11")))
    months: Forms = [*[None] * 10, rekap("11-05") | profil("11-20"), rekap("12-05")]
    assert column(batch_of(tmp_path, months, OF_YEAR, settings), "realisasi") == [3, 3]


def test_where_nothing_is_drawn_up_it_does_not_apply(tmp_path: Path) -> None:
    text = changed('  { kode = "rekap", label = "Rekap bulanan", batas = "tiap tanggal 5" },\n', "", OF_YEAR)
    text = changed("isian.laporan.rekap", "isian.laporan.profil", changed("hasil = 13", "hasil = 1", text))
    batch = batch_of(tmp_path, [profil("TB", None)], text)
    assert column(batch, "status") == ["tidak_berlaku"]


def test_the_target_of_finished_documents_is_those_that_are_due(tmp_path: Path) -> None:
    """As of those that meet: what is not due yet is no debt."""
    batch = batch_of(tmp_path, [rekap("01-20"), rekap("02-05")], FINISHED)
    assert batch.catalog.indikator["PMD-1"][1].sifat == "dokumen"
    assert column(batch, "target") == [1, 2]
    assert column(batch, "capaian") == [100, 100]


def test_all_documents_of_the_year_are_so_many_at_any_time(tmp_path: Path) -> None:
    for number, text in enumerate((OF_YEAR, PROGRESS)):
        (tmp_path / str(number)).mkdir()
        assert loaded(tmp_path / str(number), text).indikator["PMD-1"][1].sifat == "keadaan"


def test_a_share_of_all_documents_of_the_year_grows_and_may_have_a_schedule(tmp_path: Path) -> None:
    target = 'target = { jadwal = { "2019-02" = 10, "2019-12" = 90 } }'
    text = changed('satuan = "kegiatan"\n', f'satuan = "%"\n{target}\n', PROGRESS)
    batch = batch_of(tmp_path, [rekap("01-04"), rekap("02-05")], text)
    assert column(batch, "target") == [None, 10]
    assert column(batch, "realisasi") == [pytest.approx(100 / 13), pytest.approx(200 / 13)]
    assert column(batch, "status") == ["belum_jatuh_tempo", "lengkap"]


# --- spreadsheets ----------------------------------------------------------------------------------------------------


@pytest.mark.libreoffice
@pytest.mark.parametrize(("text", "at"), seeds([(FINISHED, 1), (OF_YEAR, 3)], 1), ids=["selesai", "banyak"])
def test_a_form_shows_what_became_due_in_its_month(
    text: str, at: int, year: Any, office: Office, tmp_path: Path
) -> None:
    [section] = Layout(year(text).catalog["pmd"]).sections
    result = Place(layout.ISIAN, section.realisasi_row, layout.VALUE).a1
    for month, row in zip(Periode("2019").months, BY_HAND, strict=True):
        if row[0] is not None:
            shown = office.values(form_of(month, tmp_path))[layout.ISIAN][result]
            assert (month, shown) == (month, "" if row[at] is None else row[at])


COUNTING = [2, 5, 11]
"""Random years in which several kinds of counts stand beside each other, with documents of every month."""


SEEDS = (0, 1, 2, 6, 9, 11, 16, 19)
"""Random years that together have all that the first twenty have."""


@functools.cache
def year_of(seed: int) -> Year:
    return random_year(random.Random(seed), KINDS_OF_COUNTS)


@pytest.mark.parametrize("seed", seeds(SEEDS, 2))
def test_a_random_year_is_judged_as_the_rules_say(seed: int, tmp_path: Path) -> None:
    assert play(year_of(seed), tmp_path).differences == []


@pytest.mark.libreoffice
@pytest.mark.parametrize("seed", seeds(COUNTING, 0))
def test_forms_and_report_of_a_random_year_are_what_spreadsheets_calculate(
    seed: int, office: Office, tmp_path: Path
) -> None:
    played = play(year_of(seed), tmp_path, in_order=True)
    path = reported(played)
    assert unlike_spreadsheets(path, office) == []
    shown = [row for month in came(played) for row in on_form(played, month, office)]
    assert compare(of_months(played), shown, OF_FORM) == []


# --- many documents --------------------------------------------------------------------------------------------------

SHARED = "memenuhi(daftar_dokumen_perencanaan_seksi) / banyak(daftar_dokumen_perencanaan_seksi) * 100"


def many(count: int) -> str:
    """As many documents with mutu as told, in one list and, as the same facts and without mutu, in another."""

    def items(prefix: str) -> str:
        return "".join(
            f'  {{ kode = "{prefix}{n}", label = "Dokumen {n}", fakta = "f{n}", batas = "28 Februari" }},\n'
            for n in range(1, count + 1)
        )

    first = HEAD + f"""\
rumus = "{SHARED}"

[[indikator.isian]]
kode = "daftar_dokumen_perencanaan_seksi"
jenis = "daftar_dokumen"
label = "Dokumen perencanaan"
mutu = true
butir = [
{items("d")}]

[[indikator.contoh]]
isian.daftar_dokumen_perencanaan_seksi.d1 = {{ selesai = 2019-02-20, mutu = "Ya" }}
hasil = {100 / count!r}

"""  # fmt: skip
    second = changed(SHARED, "selesai(lain)", first[first.index("[[indikator]]") :])
    second = (
        second.replace("daftar_dokumen_perencanaan_seksi", "lain").replace('"d', '"e').replace("lain.d1", "lain.e1")
    )
    second = changed('"eaftar_dokumen"', '"daftar_dokumen"', second)
    second = changed('"PMD-1"', '"PMD-2"', changed("mutu = true\n", "", second)).replace(', mutu = "Ya"', "")
    return first + changed(f"hasil = {100 / count!r}", "hasil = 1", changed('"Dokumen perencanaan"', '"Lain"', second))


@pytest.mark.panjang
@pytest.mark.libreoffice
def test_a_checklist_of_as_many_documents_as_there_may_be_works_everywhere(tmp_path: Path, office: Office) -> None:
    typed: dict[str, Any] = {}
    for n in range(1, MOST_DOCUMENTS + 1):
        document = f"daftar_dokumen_perencanaan_seksi.d{n}"
        typed |= {f"{document}.selesai": Periode("2019-02").last_day, f"{document}.mutu": "Ya" if n > 10 else "Tidak"}
    batch = batch_of(tmp_path, [{}, typed], many(MOST_DOCUMENTS))
    assert column(batch, "realisasi")[2:] == [75, 40]
    form, path = form_of("2019-02", tmp_path), tmp_path / "rekap.xlsx"
    path.write_bytes(report.build(batch, NOON))
    assert too_long(path.read_bytes(), OF_RESULT) == {}
    assert too_long(form.read_bytes()) == {}
    assert unlike_spreadsheets(path, office) == []
    for calculated in (office.values(form), recalculated(form)):
        results = [
            Place(layout.ISIAN, one.realisasi_row, layout.VALUE) for one in Layout(batch.catalog["pmd"]).sections
        ]
        assert [calculated[layout.ISIAN][at.a1] for at in results] == [75, 40]


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ({}, [100, 1]),
        ({"d1.mutu": None}, ["", 1]),
        ({"d6.selesai": "entah"}, ["", ""]),
        ({"d6.mutu": "Ya"}, ["", 1]),
    ],
    ids=["all_answered", "a_mutu_is_missing", "a_day_is_none", "a_mutu_without_a_day"],
)
def test_a_list_whose_facts_are_asked_elsewhere_waits_for_them(
    typed: dict[str, Any], shown: list[Any], tmp_path: Path, office: Office
) -> None:
    said = {"d1.selesai": Periode("2019-01").last_day, "d1.mutu": "Ya"} | typed
    cells = {f"daftar_dokumen_perencanaan_seksi.{cell}": value for cell, value in said.items()}
    batch = batch_of(tmp_path, [cells], many(6))
    calculated = office.values(form_of("2019-01", tmp_path))[layout.ISIAN]
    results = [Place(layout.ISIAN, one.realisasi_row, layout.VALUE) for one in Layout(batch.catalog["pmd"]).sections]
    assert [calculated[at.a1] for at in results] == shown
    assert column(batch, "realisasi_bulan") == [value if value != "" else None for value in shown]


def test_more_documents_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, many(MOST_DOCUMENTS + 1))
    assert str(caught.value).endswith(
        f"daftar dokumen berisi {MOST_DOCUMENTS + 1} butir, paling banyak {MOST_DOCUMENTS}. Pecah menjadi dua."
    )


# --- the word of the quality -----------------------------------------------------------------------------------------

IN_OTHER_WORDS = changed("mutu = true", 'mutu = true\nkata_mutu = "dengan benar"', FINISHED)


def test_the_question_on_the_quality_has_its_own_words_wherever_it_is_asked_or_told(tmp_path: Path) -> None:
    batch = batch_of(tmp_path, [rekap("01-05", None)], IN_OTHER_WORDS)
    assert sentences(batch) == [
        "“Rekap bulanan – dengan benar” belum dijawab, padahal tanggal selesainya sudah diisi. Pilih Ya atau Tidak."
    ]
    [isian] = batch.catalog["pmd"].isian
    assert isian.slots[1].label == "Rekap bulanan – dengan benar"
    assert isian.slots[1].petunjuk == "Pilih Ya bila dokumen yang selesai itu dengan benar, Tidak bila belum."
    form = load_workbook(form_of("2019-01", tmp_path))
    assert "Rekap bulanan – dengan benar" in [cell.value for [cell] in form[layout.ISIAN]["C8:C12"]]
    guide = {row[1].value: row[2].value for row in form[layout.PETUNJUK].iter_rows()}
    assert guide["Isian: Laporan"] == "Dari setiap dokumen yang selesai ditanyakan: dengan benar, Ya atau Tidak."
    workbook = shown(batch, tmp_path)
    assert columns(workbook, "tblData", "Isian") == [
        ("Rekap bulanan – tanggal selesai",),
        ("Rekap bulanan – dengan benar",),
        ("Profil – tanggal selesai",),
        ("Profil – dengan benar",),
    ]
    told = [cell.value for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert [text for text in told if "berkualitas baik" in str(text)] == []


def test_other_words_ask_the_same(tmp_path: Path) -> None:
    (tmp_path / "lain").mkdir()
    one, other = loaded(tmp_path, FINISHED), loaded(tmp_path / "lain", IN_OTHER_WORDS)
    assert fingerprint.fingerprint(one) == fingerprint.fingerprint(other)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("mutu = true", 'kata_mutu = "dengan benar"',
         "kunci “kata_mutu” hanya berarti bila mutu ditanyakan. Tambahkan mutu = true, atau hapus."),
        ("mutu = true", f'mutu = true\nkata_mutu = "{"benar " * 11}"',
         "kunci “kata_mutu” berisi 65 huruf, paling banyak 60. Pendekkan."),
    ],
    ids=["without_mutu", "too_long"],
)  # fmt: skip
def test_a_word_that_cannot_be_is_refused(old: str, new: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(CatalogError) as caught:
        loaded(tmp_path, changed(old, new, FINISHED))
    assert str(caught.value).endswith(sentence)
