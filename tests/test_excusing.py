"""A form that nobody waits for: how iki.toml says so, what is refused, and how it is taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from iki_excel.runs import office
from iki_excel.runs.excusing import excusal_of, excuse, wait_again
from iki_excel.words.errors import OutputError
from iki_excel.words.periods import Periode
from tests.page_office import office_in

MARCH = Periode("2019-03")
VACANT = {"alasan": "Jabatan kosong ", "oleh": "Lurah Contoh"}
ENTRY = """
[[pengecualian]]
jabatan = "umum"
periode = "2019-03"
alasan = "Jabatan kosong"
oleh = "Lurah Contoh"
"""


class Kantor:
    """Kelurahan Contoh, and what its iki.toml says."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.path = office_in(folder), folder / "iki.toml"
        self.before = self.text

    @property
    def text(self) -> str:
        return self.path.read_bytes().decode("utf-8")

    def write(self, more: str) -> None:
        self.path.write_bytes((self.before + more).encode())

    def excuse(self, typed: dict[str, str], kode: str = "umum") -> dict[str, str]:
        return {**excuse(kode, MARCH, typed, self.folder, office.load(None, self.folder))}

    def excused(self, month: str = "2019-03") -> bool:
        return excusal_of(office.load(None, self.folder), "umum", Periode(month)) is not None


@pytest.fixture
def kantor(tmp_path: Path) -> Kantor:
    return Kantor(tmp_path)


def test_it_is_one_entry_at_the_end_and_comes_out_again_without_a_trace(kantor: Kantor) -> None:
    assert kantor.excuse(VACANT) == {} and kantor.text == kantor.before + ENTRY and kantor.excused()
    assert kantor.excuse({"alasan": "Cuti", "oleh": "Lain"}) == {} and kantor.text == kantor.before + ENTRY
    wait_again("umum", MARCH, kantor.folder)
    assert kantor.text == kantor.before
    wait_again("umum", MARCH, kantor.folder)
    assert kantor.text == kantor.before


def test_comments_other_entries_and_ends_of_lines_stay(kantor: Kantor) -> None:
    other = ENTRY.replace("umum", "pelayanan")
    before = (
        f"{kantor.before}{other}# rapat 2 April\n{ENTRY}# surat tugas\n\n[batas_kirim]\nhari = 7  # minggu pertama\n"
    )
    kantor.path.write_bytes(before.replace("\n", "\r\n").encode())
    wait_again("umum", MARCH, kantor.folder)
    assert kantor.text.replace("\r\n", "\n") == before.replace(ENTRY, "")
    assert kantor.text.count("\n") == kantor.text.count("\r\n")
    assert kantor.excuse(VACANT) == {} and kantor.text.replace("\r\n", "\n") == before.replace(ENTRY, "") + ENTRY


@pytest.mark.parametrize(
    ("periode", "left"),
    [
        ("2019-02..2019-05", ["2019-02", "2019-04..2019-05"]),
        ("2019-03..2019-04", ["2019-04"]),
        ("2019-01..2019-03", ["2019-01..2019-02"]),
    ],
)
def test_of_several_months_the_others_stay(kantor: Kantor, periode: str, left: list[str]) -> None:
    kantor.write(ENTRY.replace("2019-03", periode))
    wait_again("umum", MARCH, kantor.folder)
    assert kantor.text == kantor.before + "".join(ENTRY.replace("2019-03", span) for span in left)
    assert not kantor.excused() and kantor.excused(left[0][:7])


def test_what_is_wrong_is_told_of_its_field_and_nothing_is_written(kantor: Kantor) -> None:
    assert kantor.excuse({"alasan": " ", "oleh": ""}) == {
        "alasan": "Tulis alasannya, misalnya: Jabatan kosong.",
        "oleh": "Tulis siapa yang memutuskan.",
    }
    long = "x" * 300
    assert kantor.excuse({"alasan": long, "oleh": "Nama Pejabat, S.Sos."}) == {
        "alasan": f"Alasan “{'x' * 79}…” harus satu baris teks biasa, paling banyak 200 huruf.",
        "oleh": "Oleh “Nama Pejabat, S.Sos.” masih contoh. Ketik nama yang memutuskan, atau kosongkan isian ini.",
    }
    assert kantor.text == kantor.before


def test_a_file_that_cannot_be_changed_so_stays(kantor: Kantor) -> None:
    more = 'pengecualian = [{ jabatan = "umum", periode = "2019-03", alasan = "Cuti", oleh = "Lurah" }]\n'
    kantor.path.write_text(more + kantor.before, "utf-8")
    with pytest.raises(OutputError):
        wait_again("umum", MARCH, kantor.folder)
    with pytest.raises(OutputError):
        kantor.excuse(VACANT, "pelayanan")
    assert kantor.text == more + kantor.before
