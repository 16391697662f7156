"""How a month stands, as its page shows it: cards, rekap, what waits, the year, and what is read again."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path
from typing import Any

import pytest

from iki_excel.decree.settings import load_settings
from iki_excel.delivery import journal, outbox
from iki_excel.delivery.letters import FORMULIR, HASIL, PERBAIKAN
from iki_excel.forms import reading
from iki_excel.forms.layout import form_path
from iki_excel.runs.mailing import Asked, propose
from iki_excel.runs.month import process_to
from iki_excel.runs.monthly import cards
from iki_excel.runs.monthly.kept import Kept, seen
from iki_excel.runs.monthly.state import MonthState, state_of
from iki_excel.runs.monthly.year import year_strip
from iki_excel.runs.office import Office
from iki_excel.runs.outbox import hand_over, look
from iki_excel.words.errors import SettingsError
from iki_excel.words.folders import FORMS, INBOX, KEPT_FORMS, RESULTS
from iki_excel.words.moments import WIB
from iki_excel.words.periods import Periode
from tests import kecil
from tests.forms import blank, complete, edited
from tests.times import at

MARCH, APRIL_3, APRIL_9 = Periode("2019-03"), dt.date(2019, 4, 3), dt.date(2019, 4, 9)
WAKTU = dt.datetime(2019, 4, 4, 9, 15, tzinfo=WIB)
EXCUSED = """
[[pengecualian]]
jabatan = "ketertiban"
periode = "2019-03"
alasan = "Jabatan kosong"
oleh = "Lurah Contoh"

[pejabat.umum]
nama = "Budi Contoh, S.E."
"""


class Place:
    """The folder of Kelurahan Contoh, and March in it."""

    def __init__(self, folder: Path) -> None:
        kecil.move_into(folder)
        self.folder, self.kept = folder, Kept()

    @property
    def office(self) -> Office:
        return Office(kecil.catalog(), load_settings(self.folder / "iki.toml", kecil.catalog()))

    def write(self) -> None:
        for kode in kecil.catalog().kode:
            self.path(kode).parent.mkdir(parents=True, exist_ok=True)
            self.path(kode).write_bytes(blank(kode, MARCH))

    def path(self, kode: str) -> Path:
        return form_path(self.folder / FORMS, kecil.UNIT, kode, MARCH)

    def came(self, kode: str, table: str = "", survey: str = "", when: str = "2019-04-02 08:00") -> Path:
        path = self.path(kode)
        complete(path.parent, kode, MARCH, table, survey, name=path.stem)
        return at(path, when)

    def all_came(self) -> None:
        for kode in kecil.catalog().kode:
            self.came(kode)

    def state(self, today: dt.date = APRIL_3) -> MonthState:
        return state_of(self.folder, self.office, MARCH, today, kept=self.kept)

    def said(self, today: dt.date = APRIL_3) -> list[tuple[str, str, str]]:
        return [(one.kode, one.keadaan, one.kalimat) for one in self.state(today).cards]

    def hand_over(self, jenis: str, waktu: dt.datetime = WAKTU) -> None:
        asked = Asked((MARCH,), (jenis,), named=(MARCH,), by_itself=False)
        letters = propose(asked, self.office, self.folder, waktu.date()).letters
        hand_over(letters, self.folder, self.office.settings, waktu)

    def process(self) -> None:
        process_to(self.folder / RESULTS, [self.folder / FORMS], *self.office, MARCH, WAKTU.replace(tzinfo=None))

    def told(self, kode: str, today: dt.date = APRIL_3) -> list[str]:
        (card,) = (one for one in self.state(today).cards if one.kode == kode)
        return [one.kalimat for one in card.told]


@pytest.fixture
def kantor(tmp_path: Path) -> Place:
    return Place(tmp_path)


# --- the cards --------------------------------------------------------------------------------------------------------


def test_a_month_without_forms_has_a_card_for_each_jabatan(kantor: Place) -> None:
    assert kantor.said() == [
        ("umum", "Belum dibuat", "Formulir kosong Maret 2019 belum dibuat."),
        ("pelayanan", "Belum dibuat", "Formulir kosong Maret 2019 belum dibuat."),
        ("ketertiban", "Belum dibuat", "Formulir kosong Maret 2019 belum dibuat."),
    ]
    assert kantor.state().kalimat == "0 dari 3 formulir sah · batas kirim 5 April 2019 (2 hari lagi)"


def test_a_blank_form_is_awaited_to_the_end_of_its_day_and_then_late(kantor: Place) -> None:
    kantor.write()
    assert kantor.said()[0] == ("umum", "Belum masuk", "Batas kirim 5 April 2019 (2 hari lagi).")
    assert kantor.said(dt.date(2019, 4, 5))[0] == ("umum", "Belum masuk", "Batas kirim 5 April 2019 (hari ini).")
    assert kantor.said(APRIL_9)[0] == ("umum", "Terlambat", "Lewat 4 hari dari batas 5 April 2019.")
    assert kantor.state(APRIL_9).kalimat == "0 dari 3 formulir sah · batas kirim 5 April 2019 (lewat 4 hari)"


def test_a_card_names_the_cells_at_fault_apart_from_the_blank_ones_and_those_to_look_at(kantor: Place) -> None:
    kantor.write()
    kantor.came("umum", 'surat | "tujuh"\npegawai |\n')
    kantor.came("pelayanan", survey="4 9 4\n7 4 4")
    kantor.came("ketertiban", when="2019-04-07 23:00")
    assert kantor.said(APRIL_9) == [
        ("umum", "Perlu perbaikan", "1 isian salah: F8. 1 isian wajib masih kosong: F14. 2 perlu dilihat."),
        ("pelayanan", "Perlu perbaikan", "2 isian salah: KEPUASAN!D9 dan KEPUASAN!C10. 1 perlu dilihat."),
        ("ketertiban", "Sah", "Masuk 7 April 2019, terlambat 2 hari."),
    ]
    umum = kantor.state(APRIL_9).cards[0]
    assert ([one.a1 for one in umum.salah], [one.a1 for one in umum.lihat]) == (["F8", "F14"], ["F25", "F27"])
    assert (umum.nama, umum.file, umum.is_markable) == (
        "Kepala Subbagian Umum", kantor.path("umum").as_posix(), True,
    )  # fmt: skip


def test_a_form_that_is_excused_is_not_counted(kantor: Place) -> None:
    with (kantor.folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(EXCUSED)
    kantor.write()
    kantor.came("umum")
    assert kantor.said()[2] == ("ketertiban", "Dikecualikan", "Tidak ditunggu: Jabatan kosong.")
    assert kantor.state().kalimat == "1 dari 2 formulir sah · batas kirim 5 April 2019 (2 hari lagi)"
    assert [one.pejabat for one in kantor.state().cards] == ["Budi Contoh, S.E.", "", ""]


def test_a_form_whose_sheet_is_gone_cannot_be_read_and_says_why(kantor: Place) -> None:
    kantor.write()
    at(edited(kantor.came("pelayanan"), lambda book: book.remove(book["KEPUASAN"])), "2019-04-02 08:00")
    why = "Tidak dapat dibaca: lembarnya tidak ditemukan (KEPUASAN)."
    assert kantor.said()[1] == ("pelayanan", "Tidak terbaca", why)
    assert kantor.state().cards[1].is_markable


def test_two_forms_of_a_month_that_differ_are_two_versions(kantor: Place) -> None:
    kantor.write()
    kantor.came("umum", "surat | 5\n")
    complete(kantor.path("umum").parent, "umum", MARCH, "surat | 6\n", name="umum baru")
    assert kantor.said()[0] == ("umum", "Dua versi", "Ada dua versi dengan isi berbeda. Pilih salah satu.")


def test_what_waits_to_be_sorted_is_recognised_and_stays(kantor: Place) -> None:
    kantor.write()
    kantor.came("umum", "surat | 5\n")
    inbox = kantor.folder / INBOX
    complete(inbox, "umum", MARCH, "surat | 6\n", name="umum baru")
    complete(inbox, "ketertiban", MARCH, name="tertib")
    complete(inbox, "ketertiban", "2019-02", name="tertib lama")
    state = kantor.state()
    assert [one.keadaan for one in state.cards] == ["Dua versi", "Belum masuk", "Belum masuk"]
    assert [Path(one.file).name for one in state.versi] == ["umum baru.xlsx"]
    assert [Path(one.file).name for one in state.menunggu] == ["tertib.xlsx"]
    assert sorted(path.name for path in inbox.iterdir()) == ["tertib lama.xlsx", "tertib.xlsx", "umum baru.xlsx"]
    assert not (kantor.folder / KEPT_FORMS).exists()


def test_a_month_before_the_office_began_is_refused(kantor: Place) -> None:
    settings = kantor.folder / "iki.toml"
    settings.write_text(settings.read_text().replace("[unit]", '[unit]\nmulai = "2019-05"'))
    with pytest.raises(SettingsError, match=r"^Maret 2019 sebelum Kelurahan Contoh mulai, Mei 2019"):
        kantor.state()


# --- what was told ----------------------------------------------------------------------------------------------------


def test_a_card_says_what_was_told_about_this_very_content_and_only_what_is_known(kantor: Place) -> None:
    kantor.write()
    kantor.hand_over(FORMULIR)
    kantor.came("umum", 'surat | "tujuh"\n')
    kantor.hand_over(PERBAIKAN)
    given = "Formulir kosong: Anda catat sudah disampaikan 4 April 2019 pukul 09.15 WIB."
    told = "Perbaikan: Anda catat sudah disampaikan 4 April 2019 pukul 09.15 WIB."
    assert (kantor.told("umum"), kantor.told("pelayanan")) == ([given, told], [given])
    kantor.came("umum", 'surat | "delapan"\n')
    assert kantor.told("umum") == [given]
    assert kantor.state().cards[0].is_to_mend
    kantor.came("umum", 'surat | "tujuh"\n')


IN_A_STATE = {
    outbox.TERKIRIM: ("Perbaikan: diterima server surat 4 April 2019 pukul 09.15 WIB.", False),
    outbox.TIDAK_PASTI: ("Perbaikan: tidak pasti sampai, lihat Kotak keluar.", False),
    outbox.DITOLAK: ("Perbaikan: ditolak server surat, lihat Kotak keluar.", True),
    outbox.SIAP: ("Perbaikan: siap dikirim.", True),
}


def test_a_letter_is_told_in_the_state_that_it_is_in(kantor: Place) -> None:
    kantor.write()
    kantor.came("umum", 'surat | "tujuh"\n')
    kantor.hand_over(PERBAIKAN)
    (row,) = look(kantor.folder)
    seen_in = {}
    for keadaan in IN_A_STATE:
        with journal.opened(kantor.folder) as opened:
            row = outbox.mark(opened, row, keadaan, WAKTU)
        (said,) = kantor.told("umum")
        seen_in[keadaan] = (said, kantor.state().cards[0].is_to_mend)
    assert seen_in == IN_A_STATE


# --- the rekap --------------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_a_rekap_is_final_or_not_older_than_a_form_or_not_sent_or_not(kantor: Place) -> None:
    kantor.write()
    kantor.came("umum", "surat | 5\n")
    assert kantor.state().rekap is None
    kantor.process()
    assert of_rekap(kantor) == {"is_final": False, "is_older": False, "is_sent": False}
    kantor.hand_over(HASIL)
    assert of_rekap(kantor) == {"is_final": False, "is_older": False, "is_sent": True}
    kantor.came("pelayanan")
    assert of_rekap(kantor) == {"is_final": False, "is_older": True, "is_sent": True}
    kantor.process()
    assert of_rekap(kantor) == {"is_final": False, "is_older": False, "is_sent": False}


def test_a_rekap_that_somebody_changed_is_to_be_made_again(kantor: Place) -> None:
    kantor.write()
    kantor.came("umum")
    kantor.process()
    path = kantor.folder / RESULTS / MARCH / "IKI_2019-03_contoh.xlsx"
    path.write_bytes(path.read_bytes() + b" ")
    assert of_rekap(kantor) == {"is_final": False, "is_older": True, "is_sent": False}


def of_rekap(kantor: Place) -> dict[str, bool]:
    rekap = kantor.state().rekap
    assert rekap is not None
    return {"is_final": rekap.is_final, "is_older": rekap.is_older, "is_sent": rekap.is_sent}


# --- the year ---------------------------------------------------------------------------------------------------------


def test_the_year_is_told_by_names_and_journal_alone(kantor: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = kantor.folder / "iki.toml"
    settings.write_text(settings.read_text().replace("[unit]", '[unit]\nmulai = "2019-02"'))
    kantor.write()
    kantor.came("umum")
    kantor.process()
    kantor.hand_over(HASIL)
    (kantor.folder / FORMS / "2019-04").mkdir()
    rekap = kantor.folder / RESULTS / "2019-02" / "IKI_2019-02_contoh.xlsx"
    rekap.parent.mkdir()
    rekap.write_bytes(b"")
    office = kantor.office
    monkeypatch.setattr(Path, "read_bytes", None)
    months = year_strip(kantor.folder, office, 2019, APRIL_9)
    assert [one.keadaan for one in months[:5]] == ["sebelum mulai", "rekap ada", "terkirim", "berjalan", "belum"]
    assert [one.month for one in months if one.is_now] == ["2019-04"]
    assert len(months) == 12


# --- what is kept -----------------------------------------------------------------------------------------------------


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read."""
    names: list[str] = []
    each = reading.read_each

    def told(path: Path, *others: Any) -> Any:
        names.append(path.name)
        return each(path, *others)

    monkeypatch.setattr(reading, "read_each", told)
    return names


def test_only_what_changed_is_read_again(kantor: Place, read: list[str]) -> None:
    kantor.write()
    kantor.came("umum", "surat | 5\n")
    office = kantor.office
    first = read_by(kantor, office, read)
    assert first == [f"IKI_2019-03_contoh_{kode}.xlsx" for kode in ("ketertiban", "pelayanan", "umum")]
    assert read_by(kantor, office, read) == []
    kantor.came("umum", 'surat | "tujuh"\n')
    assert read_by(kantor, office, read) == ["IKI_2019-03_contoh_umum.xlsx"]
    assert kantor.state().cards[0].keadaan == cards.PERLU_PERBAIKAN
    at(kantor.path("umum"), "2019-04-03 10:00")
    assert read_by(kantor, office, read) == ["IKI_2019-03_contoh_umum.xlsx"]
    kantor.path("umum").unlink()
    assert read_by(kantor, office, read) == []
    assert kantor.state().cards[0].keadaan == cards.BELUM_DIBUAT


def test_a_file_of_the_same_length_and_time_in_the_place_of_another_is_seen(tmp_path: Path) -> None:
    path, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    for one, held in ((path, b"satu"), (other, b"dua!")):
        one.write_bytes(held)
        at(one, "2019-04-02 08:00")
    before = seen([path])
    other.replace(path)
    assert seen([path]) != before


def test_all_is_read_again_when_the_settings_say_something_else(kantor: Place, read: list[str]) -> None:
    kantor.write()
    read_by(kantor, kantor.office, read)
    with (kantor.folder / "iki.toml").open("a", encoding="utf-8") as settings:
        settings.write(EXCUSED)
    assert len(read_by(kantor, kantor.office, read)) == 3


def test_the_office_is_read_again_when_its_settings_or_its_catalogue_changed(kantor: Place) -> None:
    shutil.copytree(kecil.KATALOG, kantor.folder / "katalog")
    settings = kantor.folder / "iki.toml"
    settings.write_text(f'katalog = "katalog"\n{settings.read_text()}')
    first = kantor.kept.office(kantor.folder)
    assert kantor.kept.office(kantor.folder) is first
    changed = kantor.folder / "katalog" / "umum.toml"
    changed.write_text(changed.read_text().replace("Kepala Subbagian Umum", "Kepala Subbagian Tata Usaha"))
    second = kantor.kept.office(kantor.folder)
    assert second.catalog["umum"].nama == "Kepala Subbagian Tata Usaha"
    settings.write_text(settings.read_text().replace("Kelurahan Contoh", "Kelurahan Misal"))
    assert kantor.kept.office(kantor.folder).settings.unit.nama == "Kelurahan Misal"


def read_by(kantor: Place, office: Office, read: list[str]) -> list[str]:
    read.clear()
    state_of(kantor.folder, office, MARCH, APRIL_3, kept=kantor.kept)
    return sorted(read)
