"""What the console says of the office's account."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from iki_excel.cli.reasons import WIDTH
from iki_excel.decree.passwords import VARIABLE
from iki_excel.decree.surel import Server, Surel
from iki_excel.runs.account import FROM_ENVIRONMENT, FROM_KEYRING, NOWHERE, Known
from iki_excel.words import bahasa, moments

LABEL = 13
MOST_NAMES = 4
"""So many jabatan without an address are named."""

WORDS_OF_PASSWORD = {
    FROM_ENVIRONMENT: f"ada, dari variabel lingkungan {VARIABLE}",
    FROM_KEYRING: "ada, di tempat sandi komputer ini",
    NOWHERE: "belum ada",
}


def account_lines(known: Known) -> Iterator[str]:
    """The account in plain words, and what comes next."""
    account = known.account
    told = (
        ("Server", _server(account.keluar)),
        ("Pengguna", account.pengguna or "belum ditulis"),
        ("Dari", account.dari or "belum ditulis"),
        ("Kotak surat", _server(account.masuk)),
        ("Alamat", _addresses(known)),
        ("Tembusan", f"{len(account.tembusan)} alamat"),
        ("Sandi", WORDS_OF_PASSWORD[known.sandi]),
        ("Keadaan", _state(known)),
    )
    for label, said in told:
        yield from _wrapped(f"{label:<{LABEL}}{said}", LABEL)
    yield ""
    yield from _wrapped(f"Berikutnya: {next_step(known)}", 2)


def _wrapped(line: str, margin: int) -> list[str]:
    return textwrap.wrap(line, WIDTH, subsequent_indent=" " * margin, break_on_hyphens=False)


def next_step(known: Known) -> str:
    """What whoever runs this is to do now."""
    if known.account.lacking:
        return known.account.lacking
    if known.catatan:
        return known.catatan
    if not known.sandi:
        return "jalankan “iki surel --atur” untuk menyimpan sandi."
    if not known.dibaca:
        return "jalankan “iki surel --uji” untuk mengirim surat uji ke alamat kantor sendiri."
    if known.tanpa_alamat:
        where = "iki.toml" if known.is_one else "unit/<kode>.toml"
        return f"tulis alamat yang belum ada di [surel.alamat], {where}; tanpa alamat hanya ada teks untuk ditempel."
    return "surel siap dipakai; jalankan “iki kirim”."


def stored_lines(account: Surel) -> Iterator[str]:
    """That the server took the password, and that it is kept."""
    host = account.keluar.host if account.keluar else ""
    yield f"Server {host} menerima sandi {account.pengguna}; sandinya disimpan di tempat sandi komputer ini."


def tried_lines(account: Surel) -> Iterator[str]:
    """That the trial is over."""
    yield f"Surat uji terbaca kembali di {account.dari}. Surat kini boleh dikirim ke semua alamat di iki.toml."


def _server(server: Server | None) -> str:
    return f"{server.host}, port {server.port} ({server.keamanan})" if server else "tidak ada"


def _addresses(known: Known) -> str:
    counted = f"{known.jabatan - len(known.tanpa_alamat)} dari {known.jabatan} jabatan"
    return f"{counted}; belum: {bahasa.some(known.tanpa_alamat, MOST_NAMES)}" if known.tanpa_alamat else counted


def _state(known: Known) -> str:
    if known.dibaca:
        return f"siap: surat uji terbaca {moments.words(known.dibaca)}"
    return "masa uji: surat hanya dikirim ke alamat kantor sendiri"
