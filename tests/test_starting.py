"""``iki mulai``: a file in which every key stands as a comment, and which is true once the comments are taken away."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from iki_excel.cli import cli
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Aturan, Kalender, Pejabat, Settings, Unit, load_settings
from iki_excel.runs.starting import commented
from iki_excel.words.errors import IkiError
from tests import kecil
from tests.keys import SETTING
from tests.small_catalog import SMALL, loaded


@pytest.fixture
def text(catalog: Catalog) -> str:
    return commented(catalog)


def lines_of_keys(text: str) -> list[int]:
    return [n for n, line in enumerate(text.splitlines()) if re.match(r"# [\w.-]+ = ", line)]


def with_key(text: str, number: int) -> str:
    """The text with one key made true (the bands with all of their lines)."""
    lines = text.splitlines()
    last = (
        next((n for n in range(number, len(lines)) if lines[n] == "# ]"), number)
        if lines[number][-1] == "["
        else number
    )
    return "\n".join(SETTING.sub("", line) if number <= n <= last else line for n, line in enumerate(lines))


def test_the_file_as_it_is_written_changes_nothing(text: str, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "iki.toml"
    path.write_text(text, "utf-8")
    loaded = load_settings(path, catalog)
    nobody = {kode: Pejabat() for kode in ("camat", *catalog.kode)}
    assert loaded == Settings(pejabat=nobody, aturan=loaded.aturan)
    assert (loaded.aturan.batas_capaian, loaded.aturan.pita, loaded.aturan.arah) == (120.0, Aturan().pita, {})


def test_each_key_is_accepted_once_its_comment_is_taken_away(text: str, catalog: Catalog, tmp_path: Path) -> None:
    path, keys = tmp_path / "iki.toml", lines_of_keys(text)
    assert len(keys) == 4 + 3 * 4 + 9 + 5 + 3 + 3
    for number in keys:
        path.write_text(with_key(text, number), "utf-8")
        load_settings(path, catalog)


def test_all_keys_together_are_the_defaults(text: str, catalog: Catalog, tmp_path: Path) -> None:
    path = tmp_path / "iki.toml"
    path.write_text("\n".join(SETTING.sub("", line) for line in text.splitlines()), "utf-8")
    loaded = load_settings(path, catalog)
    assert loaded.unit == Unit()
    assert set(loaded.pejabat) == {"camat", *catalog.kode}
    assert loaded.target == {kode: indikator.target or 0.0 for kode, (_, indikator) in catalog.indikator.items()}
    documents = [slot for jabatan in catalog.jabatan for slot in jabatan.slots if slot.batas]
    assert [loaded.deadline(slot, "2019-03") for slot in documents] == [
        Settings().deadline(slot, "2019-03") for slot in documents
    ]
    assert (loaded.kalender.hari_seminggu, dict(loaded.kalender.hari_kerja)) == (
        Kalender().hari_seminggu,
        {"2019-03": 20},
    )
    assert (loaded.aturan.batas_capaian, loaded.aturan.pita) == (Aturan().batas_capaian, Aturan().pita)
    assert loaded.aturan.arah == {"UM-1": "naik"}


def test_whatever_a_catalogue_calls_its_indikator_the_file_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "katalog"
    folder.mkdir()
    odd = SMALL.replace('"PMD-1"', '"PMD 1.a"').replace('"Koordinasi"', '"Koordinasi\\nx = 3"')
    odd = odd.replace('kode = "pmd"', 'kode = "camat"').replace("rumus =", "target = 1234567.5\nrumus =")
    catalog = loaded(folder, odd)
    path = tmp_path / "iki.toml"
    path.write_text("\n".join(SETTING.sub("", line) for line in commented(catalog).splitlines()), "utf-8")
    settings = load_settings(path, catalog)
    assert settings.target == {"PMD 1.a": 1234567.5}
    assert settings.aturan.arah == {"PMD 1.a": "naik"}
    assert set(settings.pejabat) == {"camat"}


def test_every_key_that_there_is_stands_in_the_file(text: str, catalog: Catalog) -> None:
    data = tomllib.loads("\n".join(SETTING.sub("", line) for line in text.splitlines()))
    assert {name: sorted(part) for name, part in data.items()} == {
        "unit": ["kabupaten", "kode", "nama", "tempat"],
        "pejabat": sorted(["camat", *catalog.kode]),
        "target": sorted(catalog.indikator),
        "batas_waktu": ["buku", "kinerja", "laporan", "rencana", "tamu"],
        "kalender": ["hari_kerja", "hari_seminggu", "libur_tambahan"],
        "aturan": ["arah", "batas_capaian", "pita"],
    }


def test_the_file_says_of_every_target_what_it_is_for(text: str, catalog: Catalog) -> None:
    for kode, (_, indikator) in catalog.indikator.items():
        value, note = ("0", "belum ada bawaan") if indikator.target is None else (f"{indikator.target:g}", "bawaan")
        assert f"# {kode} = {value}  # {indikator.singkat}, {indikator.satuan} ({note})\n" in text
    assert '# kinerja = "31 Maret"\n' in text


def test_a_document_with_two_deadlines_stands_there_twice(text: str) -> None:
    """One line for both would change one of them."""
    head = '# Batas waktu dokumen. Dapat juga per daftar, misalnya laporan.profil = "28 Februari".\n[batas_waktu]\n'
    rest = text[text.index(head) + len(head) :]
    assert rest[: rest.index("\n\n")].splitlines() == [
        '# buku.profil = "31 Desember"',
        '# kinerja = "31 Maret"',
        '# laporan.profil = "28 Februari"',
        '# rencana = "31 Desember"',
        '# tamu = "31 Maret"',
    ]


def test_mulai_writes_the_file_and_says_what_to_do_next(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    cli.main(["mulai", *kecil.OPTION], standalone_mode=False)
    assert (tmp_path / "iki.toml").read_text("utf-8") == text
    assert capsys.readouterr().out == "iki.toml ditulis. Isi nama pejabat dan target, lalu jalankan “iki template”.\n"


def test_mulai_never_overwrites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "iki.toml").write_text("[target]\nKT-3 = 650\n")
    with pytest.raises(IkiError) as refused:
        cli.main(["mulai"], standalone_mode=False)
    assert (
        str(refused.value) == "iki.toml sudah ada di folder ini dan tidak ditimpa. Ubah isinya dengan penyunting teks."
    )
    assert (tmp_path / "iki.toml").read_text() == "[target]\nKT-3 = 650\n"
