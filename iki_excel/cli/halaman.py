"""``iki`` without a command: the page in the browser."""

from __future__ import annotations

import contextlib
import importlib.util
import re
import sys
import webbrowser
from pathlib import Path

import click

from iki_excel.cli import clock, unseen
from iki_excel.cli.group import say
from iki_excel.words.errors import IkiError

NEEDED = ("flask", "waitress", "tomlkit")
HOW_TO_GET = 'Halaman IKI belum terpasang. Pasang dengan: pip install "iki-excel[halaman]"'
SETTINGS = "iki.toml"
MAY_NAME_MANY = re.compile(r"""^\s*(["']?unit["']?\s*=|\[\[)""", re.MULTILINE)
FOR_ONE = (
    "Halaman ini untuk satu kantor, sedangkan iki.toml memuat banyak unit. Pakai perintah iki template, iki terima, "
    "iki periksa, iki proses, dan iki kirim; tambahkan --unit KODE untuk sebagian unit saja."
)
OPENED = "IKI dibuka di peramban. Menutupnya: tekan Selesai di halaman itu, atau Ctrl+C di sini."
NO_BROWSER = (
    "Peramban tidak dapat dibuka. Pilih dahulu peramban bawaan di pengaturan komputer, misalnya Edge atau Chrome."
)
CANNOT_OPEN = "Peramban tidak dapat dibuka dari sini. Buka tautan ini sendiri, sekali pakai dan dalam satu menit:"


def open_page(ctx: click.Context) -> None:
    """Open the page of this folder; where what serves it is not installed, say how to get it, and help."""
    if not all(importlib.util.find_spec(name) for name in NEEDED):
        if unseen.is_unseen():
            raise IkiError(HOW_TO_GET)
        say([HOW_TO_GET, "", ctx.get_help()])
        return
    _refuse_many(Path())
    from iki_excel.page.asking import Place
    from iki_excel.page.serving import serve

    serve(Place(Path(), clock.today, clock.printed), _open)


def _refuse_many(folder: Path) -> None:
    """IkiError where iki.toml tells of many units. The page is to be there at once: what reads the file is loaded only
    where that may be so; of one that cannot be read the page tells.
    """
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if not MAY_NAME_MANY.search((folder / SETTINGS).read_text("utf-8-sig")):
            return
        from iki_excel.runs import office

        if office.has_many_units(folder):
            raise IkiError(FOR_ONE)


def _open(link: str) -> None:
    """Told where a browser is missing only on a console: a link let anybody in who reads it."""
    if webbrowser.open(link):
        unseen.forget(Path())
        say([OPENED] if _has_console() else [])
    elif unseen.is_unseen():
        raise IkiError(NO_BROWSER)
    elif _has_console():
        say([CANNOT_OPEN, link])


def _has_console() -> bool:
    """Whether anybody would see what is printed; pythonw has no console."""
    return sys.stdout is not None and sys.stdout.isatty()
