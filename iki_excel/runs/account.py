"""``iki surel``: the office's account as it is, its password, and the letter to itself that ends its trial."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from iki_excel.decree import Catalog
from iki_excel.decree.office import Office, Offices
from iki_excel.decree.settings import Settings
from iki_excel.decree.surel import Surel
from iki_excel.delivery import journal, password, trials
from iki_excel.delivery.connecting import connected, send_to_office
from iki_excel.delivery.mailbox import Mailbox
from iki_excel.words.errors import MailError, PasswordRefused
from iki_excel.words.frozen import frozen
from iki_excel.words.moments import UNTOLD
from iki_excel.words.progress import Progress, untold

FROM_ENVIRONMENT, FROM_KEYRING, NOWHERE = "lingkungan", "keyring", ""
MOST_CODES = 3
"""So often a code may be typed."""


@frozen
class Known:
    """An account, and what is known about it.

    ``jabatan``: how many there are, the head among them; ``tanpa_alamat``: what those without an address are called.
    ``sandi``: where its password comes from (FROM_ENVIRONMENT, FROM_KEYRING, NOWHERE); ``catatan``: why the keyring
    cannot be asked, "" where it can. ``dibaca``: when a letter to itself was read back (words.moments), UNTOLD
    if never. ``is_one``: whether it is the account of an office by itself, and not of many units.
    """

    account: Surel
    jabatan: int
    tanpa_alamat: Sequence[str]
    sandi: str
    catatan: str
    dibaca: str
    is_one: bool = True


def look(settings: Settings, catalog: Catalog, folder: Path = Path()) -> Known:
    """The account of an office as it is now; nothing is asked of its server."""
    everyone = _everyone(Office(catalog, settings))
    without = [name for kode, name in everyone.items() if kode not in settings.surel.alamat]
    sandi, catatan = _password(settings.surel)
    return Known(settings.surel, len(everyone), without, sandi, catatan, _read_back_at(settings.surel, folder))


def look_at_all(offices: Offices, folder: Path = Path()) -> Known:
    """The same of the account of many units."""
    catalog, settings = next(iter(offices.values()))
    first = look(settings, catalog, folder)
    each = {kode: _everyone(office) for kode, office in offices.items()}
    without = [
        f"{name} {offices[unit].settings.unit.nama}"
        for unit, everyone in each.items()
        for kode, name in everyone.items()
        if kode not in offices[unit].settings.surel.alamat
    ]
    return replace(first, jabatan=sum(map(len, each.values())), tanpa_alamat=without, is_one=False)


def _everyone(office: Office) -> dict[str, str]:
    """What each is called who may be written to, by code."""
    catalog, unit = office.catalog, office.settings.unit
    return {kode: unit.title(kode, catalog) for kode in (unit.head(catalog), *catalog.kode)}


def _password(account: Surel) -> tuple[str, str]:
    if password.is_from_environment():
        return FROM_ENVIRONMENT, ""
    try:
        return (FROM_KEYRING if password.password_of(account) else NOWHERE), ""
    except MailError as reason:
        return NOWHERE, str(reason)


def _read_back_at(account: Surel, folder: Path) -> str:
    if account.lacking or not (folder / journal.FILE_NAME).exists():  # looking at an account makes no file
        return UNTOLD
    with journal.opened(folder) as connection:
        return trials.read_back_at(connection, account)


# --- the password -----------------------------------------------------------------------------------------------------


def set_password(account: Surel, ask: Callable[[], str]) -> None:
    """Ask for the password, try whether the server takes it, and store it; MailError. No letter is sent."""
    refuse_lacking(account)
    password.refuse_without_keyring(account)
    typed = password.as_sent(account, ask())
    if not typed:
        raise MailError("Sandinya kosong, jadi tidak ada yang disimpan.")
    try:
        with connected(account, typed):
            pass
    except PasswordRefused:
        raise
    except MailError as reason:
        raise MailError(f"{reason} Sandinya belum disimpan.") from None
    password.store(account, typed)


def refuse_lacking(account: Surel) -> None:
    """MailError for an account that cannot send yet."""
    if account.lacking:
        raise MailError(account.lacking)


# --- the letter to itself ---------------------------------------------------------------------------------------------


class Holding(Protocol):
    """A mailbox that can be asked whether it holds a message."""

    def holds(self, message_id: str) -> bool:
        """Whether a message of this Message-ID lies in it."""


Opening = Callable[[Surel, str], AbstractContextManager[Holding]]


@frozen
class Patience:
    """How often the mailbox is looked into for a letter, and the seconds between: two minutes altogether."""

    tries: int = 40
    pause: float = 3.0
    wait: Callable[[float], None] = time.sleep


@frozen
class Trial:
    """A letter to itself: the ``token`` of its Message-ID, the ``code`` in it where there is no mailbox to look into,
    and how that code is asked for.
    """

    token: str
    code: str
    ask: Callable[[], str]
    moment: dt.datetime

    @classmethod
    def new(cls, moment: dt.datetime, ask: Callable[[], str]) -> Trial:
        """One that nobody can guess."""
        return cls(secrets.token_hex(10), f"{secrets.randbelow(1_000_000):06d}", ask, moment)

    def is_code(self, typed: str) -> bool:
        """Whether it is the code of its letter, however it is grouped."""
        return secrets.compare_digest("".join(typed.split()).encode(), self.code.encode())


def try_out(
    account: Surel,
    trial: Trial,
    folder: Path = Path(),
    patience: Patience | None = None,
    opening: Opening = Mailbox,
    progress: Progress = untold,
) -> None:
    """Send a letter to the office itself and see it arrive: then its trial is over; MailError where it does not.

    ``progress`` is told of each look into the mailbox.
    """
    refuse_lacking(account)
    secret = password.needed_password(account)
    if account.masuk is None:
        _send(account, secret, trial, trial.code)
        _ask_for_code(account, trial)
    else:
        with opening(account, secret) as mailbox:  # before the letter: it would be in vain without
            message_id = _send(account, secret, trial)
            _wait_for(mailbox, message_id, account, patience or Patience(), progress)
    end_trial(account, trial.moment, folder)


def send_code(account: Surel, trial: Trial) -> None:
    """Send the letter with its code to the office itself and do not wait; MailError."""
    refuse_lacking(account)
    _send(account, password.needed_password(account), trial, trial.code)


def end_trial(account: Surel, moment: dt.datetime, folder: Path = Path()) -> None:
    """Note that a letter to itself was read back: from now on it writes to everybody."""
    with journal.opened(folder) as connection:
        trials.read_back(connection, account, moment)


def _send(account: Surel, secret: str, trial: Trial, code: str = "") -> str:
    letter = trials.trial_letter(account, trial.token, trial.moment, code)
    with connected(account, secret) as session:
        send_to_office(session, account, letter)
    return str(letter["Message-ID"])


def _ask_for_code(account: Surel, trial: Trial) -> None:
    for _ in range(MOST_CODES):
        if trial.is_code(trial.ask()):
            return
    raise MailError(
        f"Kode itu bukan yang ada di surat uji terakhir, jadi surel masih dalam masa uji. Lihat kotak surat "
        f"{account.dari}, juga folder Spam, lalu jalankan “iki surel --uji” lagi."
    )


def _wait_for(mailbox: Holding, message_id: str, account: Surel, patience: Patience, progress: Progress) -> None:
    for number in range(patience.tries):
        progress(number + 1, patience.tries, account.dari)
        if mailbox.holds(message_id):
            return
        patience.wait(patience.pause)
    raise MailError(
        f"Server menerima surat uji, tetapi surat itu belum tampak di kotak surat {account.dari} setelah dua menit. "
        "Lihat folder Spam dan alamatnya, lalu jalankan “iki surel --uji” lagi; sampai terbaca, surel dalam masa uji."
    )
