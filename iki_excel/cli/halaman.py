"""``iki`` without a command: the page in the browser."""

from __future__ import annotations

import importlib.util
import sys
import webbrowser
from pathlib import Path

import click

from iki_excel.cli import clock, unseen
from iki_excel.cli.group import say
from iki_excel.words.errors import IkiError

NEEDED = ("flask", "waitress", "tomlkit")
HOW_TO_GET = 'Halaman IKI belum terpasang. Pasang dengan: pip install "iki-excel[halaman]"'
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
    from iki_excel.page.asking import Place
    from iki_excel.page.serving import serve

    serve(Place(Path(), clock.today, clock.printed), _open)


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
