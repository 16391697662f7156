"""Who sent a form: noted by what it holds, told on Kelengkapan, and said where it is not whom one expects."""

from __future__ import annotations

import datetime as dt
import hashlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.decree.surel import Surel
from iki_excel.delivery import journal
from iki_excel.delivery.incoming import known_senders, senders
from iki_excel.delivery.marks import note_sender
from iki_excel.judging.senders import SAH, TIDAK_DIKETAHUI, TIDAK_LOLOS, Sender
from iki_excel.runs.month import process_to
from tests import kecil
from tests.console import Iki, sentences
from tests.forms import complete, form
from tests.test_kelengkapan import below, shown
from tests.times import at

NOON = dt.datetime(2019, 4, 10, 12)
ADDRESSES = {"umum": "Umum@contoh.example", "ketertiban": "ketertiban@contoh.example"}

pytestmark = pytest.mark.filterwarnings("ignore:.* extension is not supported")  # data bars and sparklines


def note(connection: sqlite3.Connection, sha256: str, sender: Sender) -> None:
    note_sender(connection, sha256, sender.dari, sender.putusan, sender.message_id, sender.tiba)


class Office:
    """A folder with the forms of March, and what its journal says of who sent them."""

    def __init__(self, folder: Path, catalog: Catalog, settings: Settings) -> None:
        self.folder, self.catalog, self.settings = folder, catalog, settings
        march = folder / "input_templates" / "2019-03"
        at(complete(march, "umum", "2019-03", name="umum"), "2019-04-01 07:30")
        at(complete(march, "ketertiban", "2019-03", name="ketertiban"), "2019-04-02 10:00")
        at(form(march, "pelayanan", "2019-03", name="pelayanan"), "2019-04-01 08:00")

    def came(self, **sent: Sender) -> None:
        """Note who sent the form of each jabatan."""
        with journal.opened(self.folder) as connection:
            for jabatan, sender in sent.items():
                content = (self.folder / "input_templates" / "2019-03" / f"{jabatan}.xlsx").read_bytes()
                note(connection, hashlib.sha256(content).hexdigest(), sender)

    def rekap(self, periode: str = "2019-03", hasil: str = "hasil") -> Path:
        own = replace(self.settings, surel=Surel(dari="kantor@contoh.example", alamat=ADDRESSES))
        to, forms = self.folder / hasil, [self.folder / "input_templates"]
        return process_to(to, forms, self.catalog, own, periode, NOON, kantor=self.folder).path


@pytest.fixture
def office(tmp_path: Path, catalog: Catalog, settings: Settings) -> Office:
    return Office(tmp_path, catalog, settings)


# --- noted ------------------------------------------------------------------------------------------------------------


def test_a_sender_is_known_by_what_he_sent(tmp_path: Path) -> None:
    first = Sender("umum@contoh.example", SAH, "<1@contoh.example>", "2019-04-01T00:30:00")
    with journal.opened(tmp_path) as connection:
        note(connection, "a" * 64, first)
        note(connection, "b" * 64, Sender(""))
        note(connection, "a" * 64, Sender("lain@contoh.example", SAH, "<2@contoh.example>", "2019-04-02T00:30:00"))
        assert senders(connection) == {"a" * 64: first, "b" * 64: Sender("", TIDAK_DIKETAHUI, "", "")}
    assert known_senders(tmp_path) == {"a" * 64: first, "b" * 64: Sender("")}


def test_where_nothing_came_by_mail_nobody_is_known_and_no_journal_is_made(tmp_path: Path) -> None:
    assert known_senders(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("sender", "said", "verdict"),
    [
        (Sender("a@contoh.example", SAH), "a@contoh.example", "sah"),
        (Sender("a@contoh.example", TIDAK_LOLOS), "a@contoh.example", "tidak lolos"),
        (Sender("a@contoh.example", TIDAK_DIKETAHUI), "a@contoh.example", "tidak dapat dipastikan"),
        (Sender("a@contoh.example", "kata lain"), "a@contoh.example", "tidak dapat dipastikan"),
        (Sender(""), "tidak diketahui", "tidak dapat dipastikan"),
        (Sender("a\x1b[31m@contoh.example"), "a�[31m@contoh.example", "tidak dapat dipastikan"),
    ],
)
def test_a_sender_in_words(sender: Sender, said: str, verdict: str) -> None:
    assert (sender.said, sender.verdict) == (said, verdict)


# --- told -------------------------------------------------------------------------------------------------------------


def test_every_file_is_told_with_its_sender_where_any_is_known(office: Office) -> None:
    office.came(
        umum=Sender("umum@contoh.example", SAH), pelayanan=Sender("=cmd|' /C calc'!A0@contoh.example", TIDAK_LOLOS)
    )
    rows = shown(office.rekap(), "Kelengkapan")
    heads, *files = below(rows, "Berkas", 4)
    assert heads == [
        "Berkas", "Bulan", "Jabatan", "Nasib", "Masuk", "Pukul (WIB)", "Kiriman", "SHA-256", "Pengirim",
        "Diperiksa server", "Alasan",
    ]  # fmt: skip
    assert [[row[0], *row[8:]] for row in files] == [
        ["umum.xlsx", "umum@contoh.example", "sah"],
        [
            "pelayanan.xlsx", "=cmd|' /C calc'!A0@contoh.example", "tidak lolos",
            "Formulir belum diisi siapa pun; dihitung belum masuk.",
        ],
        ["ketertiban.xlsx"],
    ]  # fmt: skip


def lines(rekap: Path) -> list[str]:
    """What stands above the tables, below the sums."""
    rows = shown(rekap, "Kelengkapan")[4:]
    return [row[0] for row in rows[: rows.index(["Formulir"])] if row]


def test_a_form_of_the_jabatan_itself_is_not_worth_a_word(office: Office) -> None:
    office.came(umum=Sender("umum@contoh.example", SAH), ketertiban=Sender("ketertiban@contoh.example"))
    assert lines(office.rekap()) == ["Terlambat: Pelayanan."]


def test_the_office_may_forward_what_it_got_by_another_way(office: Office) -> None:
    office.came(umum=Sender("kantor@contoh.example", SAH))
    assert lines(office.rekap()) == ["Terlambat: Pelayanan."]


def test_a_form_from_another_address_is_said_above_the_tables(office: Office) -> None:
    office.came(umum=Sender("x@rumah.example", SAH), ketertiban=Sender("ketertiban@contoh.example", TIDAK_LOLOS))
    assert lines(office.rekap()) == [
        "Terlambat: Pelayanan.",
        "Perhatikan: formulir Umum dikirim dari x@rumah.example, bukan alamatnya di iki.toml. Tanyakan kepada "
        "pejabatnya.",
        "Perhatikan: formulir Ketertiban dikirim dari ketertiban@contoh.example, tidak lolos pemeriksaan server. "
        "Tanyakan kepada pejabatnya.",
    ]


def test_both_doubts_are_one_sentence_and_a_sender_without_an_address_another(office: Office) -> None:
    office.came(umum=Sender("x@rumah.example", TIDAK_LOLOS), ketertiban=Sender(""))
    assert lines(office.rekap()) == [
        "Terlambat: Pelayanan.",
        "Perhatikan: formulir Umum dikirim dari x@rumah.example, bukan alamatnya di iki.toml dan tidak lolos "
        "pemeriksaan server. Tanyakan kepada pejabatnya.",
        "Perhatikan: formulir Ketertiban dikirim tanpa alamat pengirim yang dapat dibaca. Tanyakan kepada pejabatnya.",
    ]


def test_only_forms_that_are_used_and_of_jabatan_with_an_address_are_compared(office: Office) -> None:
    office.came(pelayanan=Sender("x@rumah.example", TIDAK_LOLOS))
    assert lines(office.rekap()) == ["Terlambat: Pelayanan."]


def test_of_a_longer_periode_the_month_is_said_too(office: Office) -> None:
    office.came(umum=Sender("x@rumah.example", SAH))
    assert lines(office.rekap("2019-TW1"))[-1] == (
        "Perhatikan: formulir Umum Maret 2019 dikirim dari x@rumah.example, bukan alamatnya di iki.toml. "
        "Tanyakan kepada pejabatnya."
    )


def test_a_journal_that_knows_no_sender_changes_no_byte(office: Office) -> None:
    without = office.rekap().read_bytes()
    with journal.opened(office.folder):
        pass
    assert office.rekap(hasil="lain").read_bytes() == without


def test_whoever_processes_a_month_is_told(iki: Iki, office: Office, tmp_path: Path) -> None:
    kecil.move_into(tmp_path)
    with (tmp_path / "iki.toml").open("a", encoding="utf-8") as file:
        file.write('\n[surel.alamat]\numum = "umum@contoh.example"\n')
    command = ("proses", "--periode=2019-03", "--waktu=2019-04-10T12:00", "--tanpa-rapor", *kecil.OPTION)
    said = iki(*command)
    assert "dikirim dari" not in said.out
    assert not (tmp_path / journal.FILE_NAME).exists()
    office.came(umum=Sender("x@rumah.example", SAH))
    assert [line for line in sentences(iki(*command).out) if "dikirim dari" in line] == [
        "Perhatikan: formulir Umum dikirim dari x@rumah.example, bukan alamatnya di iki.toml. Tanyakan kepada "
        "pejabatnya."
    ]
