"""The password of the account: from the environment or the keyring of the system, and nowhere else."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null

from iki_excel.decree.surel import Server, Surel
from iki_excel.delivery.password import needed_password, password_of, refuse_without_keyring, store
from iki_excel.words.errors import MailError
from tests.keyrings import Broken, Kept, used

ACCOUNT = Surel(keluar=Server("mail.kantor.example", 587, "starttls"), pengguna="kantor", dari="kantor@contoh.example")
NO_KEYRING = (
    "Tempat sandi komputer ini (keyring) tidak dapat dipakai. Pasang pelengkapnya dengan “pip install "
    '"iki-excel[surel]"” dan buka kuncinya, atau taruh sandi di variabel lingkungan IKI_SANDI_SUREL.'
)


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.delenv("IKI_SANDI_SUREL", raising=False)
    own = Kept()
    with used(own):
        yield own


def refusal(account: Surel = ACCOUNT, password: str = "rahasia-37") -> str:
    with pytest.raises(MailError) as caught:
        store(account, password)
    assert password not in f"{caught.value!r}"
    return str(caught.value)


def test_what_was_stored_is_the_password_of_this_user_at_this_server(kept: Kept) -> None:
    store(ACCOUNT, "rahasia-37")
    assert kept.all == {("iki-excel", "kantor@mail.kantor.example"): "rahasia-37"}
    assert (password_of(ACCOUNT), needed_password(ACCOUNT)) == ("rahasia-37", "rahasia-37")


def test_another_server_has_another_password() -> None:
    store(ACCOUNT, "rahasia-37")
    assert password_of(Surel(keluar=Server("smtp.kantor.example", 587, "starttls"), pengguna="kantor")) is None


def test_the_environment_goes_before_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    store(ACCOUNT, "rahasia-37")
    monkeypatch.setenv("IKI_SANDI_SUREL", "dari-lingkungan")
    assert password_of(ACCOUNT) == "dari-lingkungan"


def test_where_nobody_stored_one_it_is_asked_for() -> None:
    assert password_of(ACCOUNT) is None
    with pytest.raises(MailError) as caught:
        needed_password(ACCOUNT)
    assert str(caught.value) == (
        "Sandi surel belum disimpan. Jalankan “iki surel --atur”, atau taruh di variabel lingkungan IKI_SANDI_SUREL."
    )


@pytest.mark.parametrize("backend", [fail.Keyring, Broken, null.Keyring])
def test_a_keyring_that_keeps_nothing_is_told(backend: type[KeyringBackend]) -> None:
    keyring.set_keyring(backend())
    assert refusal() == NO_KEYRING
    with pytest.raises(MailError) as caught:
        refuse_without_keyring(ACCOUNT)
    assert str(caught.value) == NO_KEYRING


def test_where_the_extra_is_not_installed_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    assert refusal() == NO_KEYRING
    with pytest.raises(MailError) as caught:
        password_of(ACCOUNT)
    assert str(caught.value) == NO_KEYRING


def test_the_environment_needs_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    monkeypatch.setenv("IKI_SANDI_SUREL", "dari-lingkungan")
    assert needed_password(ACCOUNT) == "dari-lingkungan"


def test_an_app_password_is_taken_without_the_gaps_it_is_shown_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IKI_SANDI_SUREL", " abcd efgh\n")
    assert password_of(ACCOUNT) == "abcd efgh"
    assert password_of(dataclasses.replace(ACCOUNT, sandi="Gmail memerlukan sandi aplikasi.")) == "abcdefgh"
