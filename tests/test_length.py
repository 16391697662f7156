"""A formula of a form has at most 255 letters, as some programs take no more, and one of a result what one looks at."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from iki_excel import report
from iki_excel.decree import Catalog, Jabatan
from iki_excel.decree.settings import MOST_BANDS, Aturan, Settings, Unit
from iki_excel.forms import writing
from iki_excel.runs.month import process
from tests.grounds import DECREE, KECIL, Ground
from tests.small_catalog import HEAD, loaded

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # sparklines, data bars

OF_FORM, OF_RESULT = 255, 120
PERIODE = "2019-12"

# --- what is longest -------------------------------------------------------------------------------------------------

NUMBERS = HEAD + """\
rumus = "jumlah_hari_yang_dihadiri / jumlah_hari_yang_seharusnya * 100"

[[indikator.isian]]
kode = "jumlah_hari_yang_dihadiri"
label = "Jumlah hari yang dihadiri"
satuan = "hari"
akumulasi = "jumlah"
bulat = true
minimum = 1000000.125
maksimum = 9000000.125

[[indikator.isian]]
kode = "jumlah_hari_yang_seharusnya"
label = "Jumlah hari yang seharusnya"
satuan = "hari"
akumulasi = "jumlah"

[[indikator.isian]]
kode = "jumlah_hari_yang_diizinkan"
label = "Jumlah hari yang diizinkan"
satuan = "hari"
akumulasi = "terakhir"
pendukung = true

[[indikator.syarat]]
rumus = "jumlah_hari_yang_dihadiri <= jumlah_hari_yang_seharusnya"
pesan = "Hari yang dihadiri tidak boleh melebihi yang seharusnya. Periksa keduanya."

[[indikator.syarat]]
rumus = "jumlah_hari_yang_dihadiri + jumlah_hari_yang_diizinkan <= jumlah_hari_yang_seharusnya * 2"
pesan = "Hari yang dihadiri dan diizinkan terlalu banyak. Periksa ketiganya."

[[indikator.syarat]]
rumus = "jumlah_hari_yang_dihadiri * 2 >= jumlah_hari_yang_diizinkan"
pesan = "Hari yang diizinkan terlalu banyak. Periksa keduanya."

[[indikator.contoh]]
isian.jumlah_hari_yang_dihadiri = 2000000
isian.jumlah_hari_yang_seharusnya = 4000000
isian.jumlah_hari_yang_diizinkan = 5
hasil = 50

[[indikator]]
kode = "PMD-2"
singkat = "Kepuasan"
kinerja = "Meningkatnya kepuasan"
indikator = "Nilai kepuasan"
penjelasan = "Hasil survei"
sumber_data = ["Survei"]
satuan = "nilai"
rumus = "nrr(survei_kepuasan_warga_se_kabupa) * 25"

[[indikator.isian]]
kode = "survei_kepuasan_warga_se_kabupa"
jenis = "survei"
label = "Survei kepuasan warga"
unsur = [
""" + "".join(f'  {{ kode = "u{n}", label = "Unsur {n}" }},\n' for n in range(1, 15)) + """\
]

[[indikator.contoh]]
isian.survei_kepuasan_warga_se_kabupa = [[4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4]]
hasil = 100

[[indikator]]
kode = "PMD-3"
singkat = "Dokumen"
kinerja = "Tersusunnya dokumen"
indikator = "Persentase dokumen"
penjelasan = "Lima belas dokumen"
sumber_data = ["Seksi PMD"]
satuan = "%"
rumus = "memenuhi(daftar_dokumen_perencanaan) / jatuh_tempo(daftar_dokumen_perencanaan) * 100"

[[indikator.isian]]
kode = "daftar_dokumen_perencanaan"
jenis = "daftar_dokumen"
label = "Dokumen perencanaan"
mutu = true
butir = [
""" + "".join(f'  {{ kode = "d{n}", label = "Dokumen {n}", batas = "28 Februari" }},\n' for n in range(1, 16)) + """\
]

[[indikator.contoh]]
periode = "2019-03"
isian.daftar_dokumen_perencanaan.d1 = { selesai = 2019-02-20, mutu = "Ya" }
hasil = 6.666666666666667
"""  # fmt: skip

BANDS = (*((90.25 - n * 10, f"Predikat {n} yang panjang") for n in range(MOST_BANDS - 1)), (None, "Yang paling rendah"))
SETTINGS = Settings(unit=Unit("contoh", "Kelurahan Contoh"), aturan=Aturan(120.0, BANDS, {"PMD-1": "turun"}, False))


@pytest.fixture(scope="module")
def longest(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return loaded(tmp_path_factory.mktemp("katalog"), NUMBERS)


# --- what is too long ------------------------------------------------------------------------------------------------


def formulas(content: bytes) -> dict[str, str]:
    """By place every formula of a workbook: of cells, of validations, of conditional formats."""
    found: dict[str, str] = {}
    for sheet in load_workbook(io.BytesIO(content)):
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
        found |= {f"{sheet.title}!{cell.coordinate}": str(cell.value) for cell in cells}
        rules = sheet.data_validations.dataValidation
        found |= {f"{sheet.title}!{rule.sqref} diketik": f"={rule.formula1}" for rule in rules}
        for area in sheet.conditional_formatting:
            texts = [text for rule in area.rules for text in rule.formula]
            found |= {f"{sheet.title}!{area.sqref} warna {n}": f"={text}" for n, text in enumerate(texts)}
    return found


def too_long(content: bytes, longest: int = OF_FORM) -> dict[str, str]:
    known = formulas(content)
    assert len(known) > 20
    return {place: text for place, text in known.items() if len(text) > longest}


GROUNDS = [pytest.param(KECIL, id="kecil"), pytest.param(DECREE, id="keputusan", marks=pytest.mark.decree)]


@pytest.mark.panjang
@pytest.mark.parametrize("ground", GROUNDS)
def test_no_formula_of_a_form_is_too_long(ground: Ground) -> None:
    assert [too_long(form(jabatan, ground.settings)) for jabatan in ground.catalog.jabatan] == [{}] * len(
        ground.catalog.jabatan
    )


def form(jabatan: Jabatan, settings: Settings) -> bytes:
    return writing.build(jabatan, PERIODE, settings)


@pytest.mark.panjang
def test_no_formula_is_too_long_on_a_form_of_long_names_many_conditions_and_many_documents(longest: Catalog) -> None:
    assert too_long(form(longest["pmd"], SETTINGS)) == {}


@pytest.mark.panjang
@pytest.mark.parametrize("ground", GROUNDS)
def test_no_formula_of_the_result_is_too_long_with_as_many_predikat_as_there_may_be(
    ground: Ground, tmp_path: Path
) -> None:
    batch = process([tmp_path], ground.catalog, SETTINGS, PERIODE)
    assert too_long(report.build(batch, dt.datetime(2020, 1, 2)), OF_RESULT) == {}


@pytest.mark.panjang
def test_no_formula_of_the_result_is_too_long_with_long_names(longest: Catalog, tmp_path: Path) -> None:
    batch = process([tmp_path], longest, SETTINGS, PERIODE)
    assert too_long(report.build(batch, dt.datetime(2020, 1, 2)), OF_RESULT) == {}
