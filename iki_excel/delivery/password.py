"""The password of the office's account: from a variable of the environment or the keyring of the system, from no file
and no command line. The one door to keyring, which need not be installed.
"""

from __future__ import annotations

import os
from types import ModuleType

from iki_excel.decree.passwords import VARIABLE
from iki_excel.decree.surel import Surel
from iki_excel.words.errors import MailError

SERVICE = "iki-excel"
"""What the keyring calls the program."""

NO_KEYRING = (
    "Tempat sandi komputer ini (keyring) tidak dapat dipakai. Pasang pelengkapnya dengan "
    f'“pip install "iki-excel[surel]"” dan buka kuncinya, atau taruh sandi di variabel lingkungan {VARIABLE}.'
)
NO_PASSWORD = f"Sandi surel belum disimpan. Jalankan “iki surel --atur”, atau taruh di variabel lingkungan {VARIABLE}."


def password_of(account: Surel) -> str | None:
    """The password, None where nobody stored one; MailError where the keyring cannot be asked."""
    said = os.environ.get(VARIABLE)
    return as_sent(account, said) if said else _kept(account)


def needed_password(account: Surel) -> str:
    """The password; MailError where there is none."""
    password = password_of(account)
    if not password:
        raise MailError(NO_PASSWORD)
    return password


def is_from_environment() -> bool:
    """Whether the environment says it, whatever the keyring holds."""
    return bool(os.environ.get(VARIABLE))


def as_sent(account: Surel, typed: str) -> str:
    """What somebody typed or pasted as the server takes it: app passwords are shown in groups of four letters."""
    return "".join(typed.split()) if account.sandi else typed.strip()


def refuse_without_keyring(account: Surel) -> None:
    """MailError where nothing could be stored, before anybody types a password in vain."""
    _kept(account)
    try:
        is_none = _keyring().get_keyring().priority <= 0  # those that keep nothing say so
    except Exception:  # as below
        is_none = True
    if is_none:
        raise MailError(NO_KEYRING)


def store(account: Surel, password: str) -> None:
    """Put it into the keyring of the system; MailError where that does not keep it."""
    try:
        _keyring().set_password(SERVICE, _name(account), password)
    except Exception:  # each keyring is a plug-in and raises what it likes
        raise MailError(NO_KEYRING) from None
    if _kept(account) != password:  # there is one that keeps nothing and says nothing
        raise MailError(NO_KEYRING)


def _kept(account: Surel) -> str | None:
    try:
        kept: str | None = _keyring().get_password(SERVICE, _name(account))
    except Exception:  # as above
        raise MailError(NO_KEYRING) from None
    return kept


def _name(account: Surel) -> str:
    """What the keyring knows it by: whoever changes the server or the user has another password."""
    return f"{account.pengguna}@{account.keluar.host if account.keluar else ''}"


def _keyring() -> ModuleType:
    import keyring

    return keyring
