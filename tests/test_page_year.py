"""A year of an office on its page: how often somebody clicks who has nothing but good forms."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from iki_excel.delivery import sending
from iki_excel.page.loading import load_heavy
from iki_excel.words.folders import FORMS
from iki_excel.words.periods import Periode
from tests import kecil
from tests.browser import Served, chromium, served, window
from tests.loopback import PASSWORD, USER, Inbox, Office, mail_server
from tests.page_mail import end_trial
from tests.page_office import office_in
from tests.page_people import Person
from tests.people_by_mail import filled, letters_to
from tests.posting import IN_NO_TIME

pytestmark = [pytest.mark.panjang, pytest.mark.filterwarnings("ignore:.* extension is not supported")]

MONTHS = Periode("2019").months[:3]
"""The first of them is as no other: the forms of the year are made in it. All later ones are alike."""
JABATAN = ("umum", "pelayanan", "ketertiban")
ADDRESS = {kode: f"{kode}@contoh.example" for kode in ("pimpinan", *JABATAN)}
MAIL = """mulai = "2019-01"

[surel]
server = "localhost"
port = {port}
dari = "{user}"
sertifikat = "kantor.pem"

[surel.alamat]
"""
MOST = 60
"""Clicks in a year, each double click among them; 49 were counted over all twelve months."""


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def folder(tmp_path: Path, inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An office whose mail was tried, and which begins its first year."""
    monkeypatch.setattr(sending, "USUAL", IN_NO_TIME)
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    office, server = office_in(tmp_path / "Kelurahan Contoh"), Office(tmp_path)
    shutil.copy(server.certificate, office)
    with mail_server(inbox, server.context()) as port:
        with (office / "iki.toml").open("a", encoding="utf-8") as settings:
            settings.write(MAIL.format(port=port, user=USER))
            settings.writelines(f'{kode} = "{address}"\n' for kode, address in ADDRESS.items())
        end_trial(office)
        yield office


def test_a_year_takes_at_most_sixty_clicks(folder: Path, inbox: Inbox) -> None:
    load_heavy()
    with chromium() as browser, chdir(folder), served(Path()) as page, window(browser, page, entered=False) as opened:
        person, clicks = Person(opened), []
        for month in MONTHS:
            double_click(person, page, month)
            if month == MONTHS[0]:
                person.does("Buat formulir setahun")
            person.drops(returned(folder, month))
            person.does("Buat rekap")
            person.does("Kirim hasil ke 4 orang…")
            person.does("Ya, kirim 4 surat")
            person.sees("4 surat terkirim: diterima server surat. Lihat Kotak keluar")
            clicks.append(person.count("klik") - sum(clicks))
        states = person.page.locator("nav.tahun li span").all_inner_texts()
        assert (opened.said, opened.abroad) == ([], [])
    assert states[:4] == [*["terkirim"] * len(MONTHS), "berjalan"]
    assert {kode: len(letters_to(inbox, address)) for kode, address in ADDRESS.items()} == dict.fromkeys(ADDRESS, 3)
    assert (person.count("jatuhkan"), person.count("tombol"), person.count("ketik")) == (3, 0, 0)
    first, second, third = clicks
    assert second == third and first + 11 * third <= MOST


def double_click(person: Person, page: Served, month: Periode) -> None:
    """IKI is opened on the third day of the month that follows."""
    following = month.following
    page.today = dt.date(following.year, following.month_number, 3)
    person.window.go(page.link())
    person.page.get_by_role("heading", name=month.words, exact=True).wait_for()
    person.acts.append("klik dua kali ikon IKI")


def returned(folder: Path, month: Periode) -> list[Path]:
    """The good forms of a month, under the names that phones give."""
    downloads = folder.parent / "Unduhan" / month
    downloads.mkdir(parents=True)
    for number, kode in enumerate(JABATAN):
        blank = (folder / FORMS / month / f"IKI_{month}_contoh_{kode}.xlsx").read_bytes()
        (downloads / f"DOC-WA{number:04}.xlsx").write_bytes(filled(blank, kecil.catalog()[kode]))
    return sorted(downloads.iterdir())
