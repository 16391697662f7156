"""A month of an office on its page alone, from the empty folder on: by mouse, by keyboard, and without script. By the
built-in decree, as an office meets it; the mail goes through a server on loopback.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from iki_excel.delivery import sending
from iki_excel.words.folders import FORMS, RESULTS
from tests.browser import chromium, served, window
from tests.decree import SHEETS
from tests.grounds import DECREE
from tests.keyrings import Kept, used
from tests.loopback import PASSWORD, USER, Inbox, Office, mail_server
from tests.page_people import Person, Plain, Typist
from tests.people_by_mail import filled, last_file, letters_to, mended, told
from tests.posting import IN_NO_TIME

pytestmark = [
    pytest.mark.panjang,
    pytest.mark.decree,
    pytest.mark.filterwarnings("ignore:.* extension is not supported"),
]

CAMAT, NAMES = "Camat Contoh", {one.kode: one.nama for one in DECREE.catalog.jabatan}
ADDRESS = {kode: f"{kode.replace('_', '.')}@contoh.example" for kode in ("pimpinan", *NAMES)}
HEADINGS = {"pimpinan": CAMAT, **NAMES}
PEOPLE = dict(zip(HEADINGS, ("Satu", "Dua", "Tiga", "Empat", "Lima", "Enam", "Tujuh"), strict=True))
WRONG, TWICE = "trantib", "pmd"
"""Whose form has a mistake, and whose comes in two versions."""
CELL, OTHER = "operasi_keamanan", "koordinasi"
IN_ITS_ROW = (
    "F8 Jumlah operasi pengendalian keamanan lingkungan bulan ini Salah: Harus bilangan, bukan teks. Ketik angkanya "
    "saja, misalnya 12, atau 0 bila tidak ada. banyak operasi –"
)
MARCH, APRIL = "Maret 2019", "April 2019"
STEM = "IKI_2019-03_contoh"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


# --- somebody, and those who fill forms -------------------------------------------------------------------------------


@contextmanager
def at_the_page(browser: Any, folder: Path, kind: type[Person]) -> Iterator[Person]:
    """Somebody who double clicked in an empty folder."""
    folder.mkdir()
    with chdir(folder), served(Path()) as page, window(browser, page, java_script_enabled=kind is not Plain) as opened:
        opened.page.get_by_role("heading", name="Kantor mana yang dinilai?", exact=True).wait_for()
        yield kind(opened)
        assert (opened.said, opened.abroad) == ([], [])


@dataclass
class Returned:
    """Where forms come back to from those who fill them, under the names that phones give."""

    folder: Path
    count: int = field(default=0)

    def of(self, *contents: bytes) -> list[Path]:
        self.folder.mkdir(exist_ok=True)
        return [self._kept(content) for content in contents]

    def _kept(self, content: bytes) -> Path:
        path = self.folder / f"DOC-20190402-WA{self.count:04}.xlsx"
        self.count += 1
        path.write_bytes(content)
        return path


def answers(blanks: Mapping[str, bytes]) -> list[bytes]:
    """All forms, one of them with a mistake and one in two versions."""
    tables = {WRONG: f'{CELL} | "banyak"\n'}
    sound = [filled(blanks[kode], DECREE.catalog[kode], tables.get(kode, "")) for kode in NAMES]
    return [*sound, filled(blanks[TWICE], DECREE.catalog[TWICE], f"{OTHER} | 5\n")]


# --- what is done -----------------------------------------------------------------------------------------------------


def first_steps(person: Person) -> None:
    """The three steps of an office that begins."""
    person.types("Nama dan bulan pertama: Nama kantor", "Kecamatan Contoh")
    person.types("Nama dan bulan pertama: Tempat", "Contoh")
    person.types("Nama dan bulan pertama: Kode", "contoh")
    person.does("Lanjut: keputusan")
    person.does("Pakai keputusan ini")
    for kode, heading in HEADINGS.items():
        person.types(f"{heading}: Nama dan gelar", f"{PEOPLE[kode]} Contoh, S.E.")
        person.types(f"{heading}: Surel", ADDRESS[kode])
    person.does("Selesai, buka bulan pertama")
    person.sees("Kecamatan Contoh siap dipakai. Ubah kapan saja di Pengaturan.")


def set_up_mail(person: Person, port: int, inbox: Inbox) -> None:
    """The office's own mail, tried by a letter to itself."""
    person.does("Pengaturan")
    person.does("Surel")
    person.types("Alamat dan server: Alamat surel kantor", USER)
    person.unfolds("Server surel")
    person.types("Alamat dan server: Server", "localhost")
    person.types("Alamat dan server: Pintu (port)", str(port))
    person.types("Alamat dan server: Berkas sertifikat", "kantor.pem")
    person.does("Simpan")
    person.types("Sandi", PASSWORD)
    person.does("Simpan sandi")
    person.does("Kirim surat uji ke saya")
    (trial,) = letters_to(inbox, USER)
    person.types("Kode enam angka", re.findall("Kode: ([0-9]{6})", trial.get_content())[0])
    person.does("Periksa kode")
    person.sees("Tersampaikan: kodenya cocok. Surat kini boleh dikirim ke semua alamat.")
    person.does("Bulan")


def forms_by_mail(person: Person, inbox: Inbox) -> dict[str, bytes]:
    """The blank forms go out; each is taken from the mailbox of whoever fills it."""
    person.does("Buat 6 formulir")
    person.sees(f"6 formulir {MARCH} dibuat.")
    person.does("Kirim 6 formulir kosong")
    person.does("Lanjut: 6 surat")
    person.does("Ya, kirim 6 surat")
    person.sees("6 surat terkirim: diterima server surat. Lihat Kotak keluar")
    return {kode: last_file(inbox, ADDRESS[kode]) for kode in NAMES}


def take_forms(person: Person, returned: Returned, blanks: Mapping[str, bytes]) -> None:
    """All come back; of the one that came twice the later one is chosen, and of the other the mistake is looked at."""
    person.sends(returned.of(*answers(blanks)))
    person.does(f"Pakai yang baru PMD, {MARCH}")
    person.does("Bulan")
    assert person.next_act() == "Kirim perbaikan ke 1 orang"
    person.does("Trantib")
    assert " ".join(person.page.locator("tr.salah").inner_text().split()) == IN_ITS_ROW
    person.does(MARCH)


def send_back_and_take(person: Person, inbox: Inbox, returned: Returned) -> None:
    """The form with the mistake goes back to be mended, and comes."""
    person.does("Kirim perbaikan ke 1 orang")
    person.does("Lanjut: 1 surat")
    person.does("Ya, kirim 1 surat")
    person.sees("1 surat terkirim: diterima server surat. Lihat Kotak keluar")
    person.drops(returned.of(mended(last_file(inbox, ADDRESS[WRONG]), CELL, 3)))
    person.sees(f"Trantib, {MARCH}: perbaikan masuk, yang lama disimpan.")


def make_recap(person: Person) -> None:
    """Made, and one of its numbers looked into."""
    person.does("Buat rekap")
    person.sees(f"Rekap {MARCH} sudah dibuat.")
    person.does("SEK-3 Dokumen tepat waktu dan baik")
    person.sees("Kenapa SEK-3 bernilai 0 %?")
    person.does(f"Hasil {MARCH}")


def send_results(person: Person) -> None:
    """All of it to the head, and to each the own part."""
    person.does("Kirim hasil ke 7 orang…")
    person.does("Ya, kirim 7 surat")
    person.sees("7 surat terkirim: diterima server surat. Lihat Kotak keluar")


def go_on_and_end(person: Person) -> None:
    """The next month is there, and the work of the day is over."""
    person.does("Buka bulan berikut")
    assert person.next_act() == "Buat 6 formulir"
    person.does("Selesai")
    person.does("Ya, tutup")
    person.sees("IKI sudah ditutup.")


CLICKS, INTO_FIELDS, DROPS = 31, 23, 1
"""As measured; into every field that is typed into is clicked once besides."""
KEYS = 410
"""400 were measured, of which most lead to what is pressed; what is typed into fields is not counted."""
MOST = {
    Person: {"klik": CLICKS + INTO_FIELDS, "tombol": 0, "jatuhkan": DROPS},
    Typist: {"klik": 0, "tombol": KEYS, "jatuhkan": 0},
}


@pytest.mark.parametrize("kind", MOST, ids=["mouse", "keyboard"])
def test_a_month_from_the_empty_folder_to_the_sent_mail(
    kind: type[Person], browser: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "USUAL", IN_NO_TIME)
    folder, ground, inbox = tmp_path / "Kecamatan Contoh", Office(tmp_path), Inbox()
    returned = Returned(tmp_path / "Unduhan")
    with mail_server(inbox, ground.context()) as port, used(Kept()), at_the_page(browser, folder, kind) as person:
        shutil.copy(ground.certificate, folder)
        first_steps(person)
        set_up_mail(person, port, inbox)
        take_forms(person, returned, forms_by_mail(person, inbox))
        send_back_and_take(person, inbox, returned)
        make_recap(person)
        send_results(person)
        go_on_and_end(person)
    assert {kode: told(letters_to(inbox, address)) for kode, address in ADDRESS.items()} == everybody_got()
    assert sum(len(one.rcpt_tos) for one in inbox.letters) == 1 + sum(map(len, everybody_got().values()))
    assert all(person.count(one) <= bound for one, bound in MOST[kind].items())
    assert person.count("ketik") == INTO_FIELDS


def everybody_got() -> dict[str, list[str]]:
    """The letters of each, once: the blank form, the marked copy where something was wrong, and the own part alone."""
    got = {
        kode: [
            f"Formulir IKI {MARCH}: {sheet}, ditunggu sampai 5 April 2019 | {STEM}_{kode}.xlsx",
            f"Rapor IKI {MARCH}: {sheet}, lengkap | {STEM}_rapor_{kode}.pdf",
        ]
        for kode, sheet in zip(NAMES, SHEETS, strict=True)
    }
    got[WRONG].insert(1, f"Perlu diperbaiki: formulir IKI {MARCH}, 1 sel | {STEM}_{WRONG}_perbaikan.xlsx")
    whole = f"IKI Contoh {MARCH}: 50,83, lengkap | {STEM}.xlsx {STEM}_ringkasan.pdf"
    return {"pimpinan": [whole], **got}


# --- without script, and without mail ---------------------------------------------------------------------------------

WITHOUT_SCRIPT = 26
"""As measured."""


def test_a_month_without_script_and_without_mail(browser: Any, tmp_path: Path) -> None:
    folder, returned = tmp_path / "Kecamatan Contoh", Returned(tmp_path / "Unduhan")
    with at_the_page(browser, folder, Plain) as person:
        person.does("Lanjut: keputusan")
        person.does("Pakai keputusan ini")
        person.does("Lewati dulu")
        person.does("Buat 6 formulir")
        person.does("Kirim 6 formulir kosong")
        person.unfolds("Semua sudah disampaikan?")
        person.does("Semua sudah saya sampaikan")
        person.sees("6 pesan dicatat sudah Anda sampaikan. Keliru? Urungkan di Kotak keluar")
        blanks = {
            kode: (folder / FORMS / "2019-03" / f"IKI_2019-03_ngronggot_{kode}.xlsx").read_bytes() for kode in NAMES
        }
        take_forms(person, returned, blanks)
        person.does("Kirim perbaikan ke 1 orang")
        with person.page.expect_download() as kept:
            person.page.get_by_role("link", name="perbaikan.xlsx").first.click()
        person.does("Sudah saya sampaikan")
        person.sends(returned.of(mended(Path(kept.value.path()).read_bytes(), CELL, 3)))
        make_recap(person)
        person.does("Kirim hasil ke 7 orang…")
        person.unfolds("Semua sudah disampaikan?")
        person.does("Semua sudah saya sampaikan")
        go_on_and_end(person)
    assert len([*(folder / RESULTS / "2019-03").glob("*.pdf")]) == 7
    assert person.count("klik") <= WITHOUT_SCRIPT
