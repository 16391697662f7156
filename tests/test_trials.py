"""Trial mode: whose account is still in it, and the letter to the office itself that ends it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from iki_excel.decree.surel import Server, Surel
from iki_excel.delivery import journal
from iki_excel.delivery.trials import is_trial, read_back, read_back_at, trial_letter

MOMENT = dt.datetime(2019, 4, 2, 2, 15, tzinfo=dt.UTC)
ACCOUNT = Surel(keluar=Server("mail.kantor.example", 587, "starttls"), pengguna="kantor", dari="kantor@contoh.example")


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with journal.opened(tmp_path) as connection:
        yield connection


def test_an_account_is_in_trial_until_its_letter_was_read_back(connection: sqlite3.Connection) -> None:
    assert (is_trial(connection, ACCOUNT), read_back_at(connection, ACCOUNT)) == (True, "")
    read_back(connection, ACCOUNT, MOMENT)
    assert (is_trial(connection, ACCOUNT), read_back_at(connection, ACCOUNT)) == (False, "2019-04-02T02:15:00")
    read_back(connection, ACCOUNT, MOMENT + dt.timedelta(days=1))
    assert read_back_at(connection, ACCOUNT) == "2019-04-03T02:15:00"


@pytest.mark.parametrize(
    "changed",
    [
        {"keluar": Server("smtp.kantor.example", 587, "starttls")},
        {"keluar": Server("mail.kantor.example", 465, "tls")},
        {"pengguna": "lain"},
        {"dari": "lain@contoh.example"},
        {"keluar": None},
        {"dari": ""},
    ],
)
def test_another_server_user_or_address_is_in_trial_again(
    changed: dict[str, object], connection: sqlite3.Connection
) -> None:
    read_back(connection, ACCOUNT, MOMENT)
    assert is_trial(connection, dataclasses.replace(ACCOUNT, **changed))
    assert not is_trial(connection, ACCOUNT)


@pytest.mark.parametrize(
    "changed", [{"alamat": {"umum": "umum@contoh.example"}}, {"tembusan": ("a@kota.example",)}, {"masuk": None}]
)
def test_who_is_written_to_does_not_matter(changed: dict[str, object], connection: sqlite3.Connection) -> None:
    read_back(connection, ACCOUNT, MOMENT)
    assert not is_trial(connection, dataclasses.replace(ACCOUNT, **changed))


def test_an_account_that_cannot_send_is_in_trial_whatever_was_noted(connection: sqlite3.Connection) -> None:
    read_back(connection, Surel(), MOMENT)
    assert is_trial(connection, Surel())


def test_the_letter_is_from_the_office_to_itself_with_a_code_where_somebody_has_to_read_it() -> None:
    assert (
        trial_letter(ACCOUNT, "a1b2", MOMENT, "012345").as_string().replace("\r\n", "\n")
        == """\
Subject: Uji surel iki-excel
From: kantor@contoh.example
To: kantor@contoh.example
Date: Tue, 02 Apr 2019 09:15:00 +0700
Message-ID: <iki.uji.a1b2@contoh.example>
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: quoted-printable
MIME-Version: 1.0

Surat ini dikirim iki-excel kepada kantor sendiri, untuk menguji surel.

Kode: 012345

Ketik kode itu di jendela atau halaman yang memintanya.
"""
    )
    assert trial_letter(ACCOUNT, "a1b2", MOMENT).get_content() == (
        "Surat ini dikirim iki-excel kepada kantor sendiri, untuk menguji surel.\n\n"
        "Surat ini tidak perlu dijawab, dan boleh dihapus.\n"
    )
