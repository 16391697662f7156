"""``iki surel``: the account that sends the office's mail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from iki_excel.cli import clock
from iki_excel.cli.group import catalog_option, cli, say
from iki_excel.cli.waiting import waiting
from iki_excel.words.errors import IkiError

if TYPE_CHECKING:
    from iki_excel.decree.surel import Surel

WAITING = "Menunggu surat uji, kali"


@cli.command("surel")
@click.option("--atur", is_flag=True, help="Tanyakan sandi, coba masuk ke server, lalu simpan di komputer ini.")
@click.option("--uji", is_flag=True, help="Kirim satu surat ke alamat kantor sendiri, dan lihat apakah sampai.")
@catalog_option
def surel(atur: bool, uji: bool, katalog: Path | None) -> None:
    """Tampilkan surel kantor: server, alamat, sandi, dan langkah berikutnya.

    Sampai surat dari --uji terbaca kembali, surat hanya dikirim ke alamat kantor sendiri.
    """
    from iki_excel.cli import account_lines
    from iki_excel.runs import account, office
    from iki_excel.runs.outbox import account_of

    offices = office.load_all(katalog)
    own = account_of(offices)
    if atur:
        account.set_password(own, lambda: _password(own))
        say(account_lines.stored_lines(own))
    if uji:
        _try_out(own)
        say(account_lines.tried_lines(own))
    if not (atur or uji):
        catalog, settings = next(iter(offices.values()))
        known = account.look(settings, catalog) if offices.is_one else account.look_at_all(offices)
        say(account_lines.account_lines(known))


def _try_out(own: Surel) -> None:
    from iki_excel.runs import account

    trial = account.Trial.new(clock.now(), lambda: _code(own))
    if own.masuk is None:
        _refuse_without_terminal("--uji", "Tanpa terminal, tulis dahulu imap di [surel], iki.toml.")
    with waiting() as line:
        account.try_out(own, trial, progress=line.of(WAITING))


def _password(own: Surel) -> str:
    """What is typed; it is not shown."""
    from iki_excel.decree.passwords import VARIABLE

    _refuse_without_terminal("--atur", f"Tanpa terminal, taruh sandi di variabel lingkungan {VARIABLE}.")
    said: str = click.prompt(
        f"Sandi {own.pengguna} (tidak tampak saat diketik)", hide_input=True, default="", show_default=False
    )
    return said


def _code(own: Surel) -> str:
    said: str = click.prompt(f"Surat uji dikirim ke {own.dari}. Ketik kode enam angka di dalamnya")
    return said


def _refuse_without_terminal(option: str, otherwise: str) -> None:
    if not sys.stdin.isatty():
        raise IkiError(f"“iki surel {option}” bertanya, jadi jalankan di terminal. {otherwise}")
