"""Papers of an office of another kind: nothing in them is about the office of the built-in decree."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from iki_excel.cli import cli
from iki_excel.decree import BUILT_IN, load_catalog
from iki_excel.decree.settings import load_settings
from iki_excel.runs.starting import commented
from iki_excel.words.periods import Periode
from tests import clinic
from tests.keys import uncommented
from tests.small_catalog import SMALL, changed, loaded, written

OF_THE_BUILT_IN = re.compile(
    r"ngronggot|nganjuk|kecamatan|kelurahan|lurah|camat|sekretaris|trantib|musrenbang|lkjip|lppd|renstra|anjab|"
    r"tidak memuat target|\b(?:desa|kasi|kasubbag|subbag|pmd|iki|indikator kinerja individu)\b(?![._ ](?:toml|2))",
    re.IGNORECASE,
)
"""Words of the built-in decree, of its office and of its papers; the settings, a Kode formulir and a command may be so
named."""

TOLD_BY_THE_PROGRAM = re.compile(
    r"“iki (?:template|proses|periksa|migrasi|mulai|buktikan|surel|terima|kirim)[^”]*”|iki proses --periode [\d-]+|"
    r"IKI\.3-|IKI_2019|_iki|iki\.toml|iki-excel"
)
"""What the program calls itself, its commands and its files."""

SCORES = [[4, 3], [3, 4], [2, 3]]
TYPED = {
    "poli": {"baru": 30, "ulang": 12, "sesuai": 45, "pasien": 50},
    "gizi": {"laporan.rencana.selesai": "2019-01-30", "laporan.rencana.mutu": "Ya", "puas": SCORES},
}
WRONG = {
    "poli": {"baru": "banyak", "sesuai": 60, "pasien": 50},
    "gizi": {"laporan.bulanan.selesai": "2019-09-30", "puas": [[7, 3], ["x", 4]]},
}


def run(*arguments: str) -> str:
    """What a command says, on both ways out."""
    return str(CliRunner().invoke(cli, arguments, catch_exceptions=False).output)


def a_month(folder: Path) -> list[str]:
    """What the office is told through two months: the first filled rightly, the second with mistakes."""
    said = [run("mulai", "--katalog", "katalog"), run("template", "--periode", "2019-01..2019-03")]
    for month, typed in (("2019-01", TYPED), ("2019-02", WRONG)):
        for jabatan, values in typed.items():
            clinic.fill(folder / "input_templates" / month / f"IKI_{month}_pkmcontoh_{jabatan}.xlsx", values)
    (folder / "input_templates" / "catatan.xlsx").write_bytes(b"PK")
    said += [run("periksa", "--periode", "2019-03"), run("periksa", "--tandai"), run("katalog")]
    for month in ("2019-01", "2019-02"):
        said.append(run("proses", "--periode", month, "--waktu", "2019-04-02T09:00", "--ekspor", f"{month}.csv"))
    said.append(run("migrasi", "input_templates/2019-02/IKI_2019-02_pkmcontoh_poli.xlsx"))
    return said


def leaks(texts: Iterator[str] | list[str]) -> list[str]:
    """Every text that says what only the built-in decree may say."""
    return sorted({text for text in texts if OF_THE_BUILT_IN.search(TOLD_BY_THE_PROGRAM.sub("", text))})


def papers_in(folder: Path) -> Iterator[Path]:
    yield from (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "catatan.xlsx")


@pytest.mark.panjang
def test_a_month_of_a_puskesmas_says_nothing_of_another_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    clinic.write_catalog(tmp_path / "katalog")
    said = a_month(tmp_path)
    papers = [*papers_in(tmp_path)]
    kinds = {path.parent.relative_to(tmp_path).parts[:1] for path in papers}
    assert kinds == {(), ("katalog",), ("input_templates",), ("perbaikan",), ("output",), ("migrasi",)}
    assert [(path.name, found) for path in papers if (found := leaks(clinic.texts(path)))] == []
    assert leaks(said) == []
    assert said[:2] == [
        "iki.toml ditulis. Isi nama pejabat dan target, lalu jalankan “iki template”.\n"
        "Berkas bukti dukung, bila ada, disimpan di bukti/TAHUN-BULAN/KODE-JABATAN.\n"
        "Kiriman yang datang disimpan di kotak_masuk, lalu dipilah dengan “iki terima”.\n",
        "6 formulir Januari 2019 sampai Maret 2019 ditulis di input_templates.\n",
    ]


@pytest.mark.decree
def test_the_words_that_are_looked_for_stand_in_papers_of_the_built_in_decree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("mulai")
    run("template", "--periode", "2019-01", "--jabatan", "program_keuangan")
    run("proses", "--periode", "2019-01", "--waktu", "2019-04-02T09:00")
    found = {path.suffix: leaks(clinic.texts(path)) for path in papers_in(tmp_path)}
    assert all(found[suffix] for suffix in (".toml", ".xlsx"))
    every = "\n".join(text for texts in found.values() for text in texts)
    for word in ("Kecamatan Ngronggot", "Indikator Kinerja Individu", "Camat", "Sekretaris", "LKjIP"):
        assert word in every


# --- what iki mulai writes ------------------------------------------------------------------------------------------

MONTH = Periode("2019-11")


def sections(text: str) -> list[str]:
    return re.findall(r"^\[([a-z_]+)", text, re.MULTILINE)


def test_mulai_writes_nothing_of_documents_and_calendar_for_a_catalogue_without_them(tmp_path: Path) -> None:
    text = commented(loaded(tmp_path, SMALL), MONTH)
    assert sections(text) == [
        "unit",
        "pejabat",
        "pejabat",
        "target",
        "batas_kirim",
        "aturan",
        "aturan",
        "surel",
        "surel",
    ]
    assert "okumen" not in text


def test_mulai_shows_only_the_targets_that_its_indikator_may_have(tmp_path: Path) -> None:
    ratio = changed('"rapat + kunjungan"', '"rapat / kunjungan * 100"', changed("hasil = 5", "hasil = 66.67"))
    ratio = changed('satuan = "kegiatan"\nrumus', 'satuan = "%"\nrumus', ratio)
    text = commented(loaded(tmp_path, ratio), MONTH)
    assert text[text.index("# Target setiap") : text.index("[target]")].splitlines() == [
        "# Target setiap indikator; tanpa target tidak ada capaian. Yang dinilai adalah bagian yang jatuh tempo.",
        "# - 120: kapan saja.",
        "# - { tetap = 120 }: 120 di bulan mana pun.",
        "# - { dari = 80, sampai = 90 }: capaian 100 bila realisasi di antara keduanya.",
        "# - { 2019 = 90, 2020 = 95 }: satu target setiap tahun, dengan salah satu cara di atas.",
    ]


def test_mulai_has_the_calendar_where_an_isian_is_filled_from_it(tmp_path: Path) -> None:
    calendar = changed('label = "Jumlah rapat"', 'label = "Hari kerja"\nkalender = true\nmaksimum = 31')
    assert "kalender" in sections(commented(loaded(tmp_path, calendar), MONTH))


def test_mulai_names_the_office_of_the_decree(tmp_path: Path) -> None:
    catalog = load_catalog(clinic.write_catalog(tmp_path / "katalog"))
    text = commented(catalog, MONTH)
    assert text.startswith("# Pengaturan iki-excel. Semua baris boleh dihapus")
    assert '# nama = "Puskesmas Contoh"\n' in text
    assert '# pimpinan = "Kepala Puskesmas Contoh"\n' in text
    (tmp_path / "iki.toml").write_text(uncommented(text), "utf-8")
    assert load_settings(tmp_path / "iki.toml", catalog).unit.kode == "pkmcontoh"


def test_mulai_counts_a_document_of_every_month_twelve_times(tmp_path: Path) -> None:
    text = commented(load_catalog(clinic.write_catalog(tmp_path / "katalog")), MONTH)
    assert "# GZ-1 = 13  # Laporan gizi, laporan (bawaan: semua yang jatuh tempo)\n" in text


def test_mulai_asks_only_for_what_the_decree_does_not_say(tmp_path: Path) -> None:
    said = '[unit]\nnama = "Kelurahan Contoh"\ntempat = "Contoh"\n'
    text = commented(load_catalog(written(tmp_path, pmd=SMALL, keputusan=said)), MONTH)
    assert text.startswith("# Pengaturan iki-excel. Isi bagian [unit]")
    assert '# kode = "kodeunit"\n# nama = "Kelurahan Contoh"\n# kabupaten = "Nama Kabupaten atau Kota"\n' in text


def test_a_copy_of_the_built_in_decree_without_its_unit_asks_for_one(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "katalog")
    path = tmp_path / "katalog" / "keputusan.toml"
    path.write_text(path.read_text("utf-8").partition("# Kantornya.")[0], "utf-8")
    assert load_catalog(tmp_path / "katalog").keputusan.unit.missing == ["kode", "nama", "kabupaten", "tempat"]
