"""Opens the page that ``iki`` started, as a browser would, with nothing but Python.

``python tests/first_page.py FILE``: FILE is where the browser that it told writes the link.

For a program that was just installed: its pages, and every file that they ask for, must be there.
"""

from __future__ import annotations

import re
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

LONGEST = 60
"""Seconds until the link must be there."""

HEADINGS = ("Membuka IKI…", "Kantor mana yang dinilai?")
"""Of the first page, and of the first of the first steps."""


def main(written: Path) -> None:
    """See the pages of a new office, and close it."""
    address, _, key = _link(written).partition("/masuk")
    browser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
    )
    try:
        for path, heading in zip((f"/masuk{key}", "/mulai/kantor"), HEADINGS, strict=True):
            text = browser.open(address + path).read().decode()
            assert f"<h1>{heading}</h1>" in text, text
            for file in re.findall(r'(?:href|src)="(/static/[^"]+)"', text):
                assert browser.open(address + file).read(), file
    finally:
        browser.open(urllib.request.Request(f"{address}/tutup", b"", {"Origin": address})).close()


def _link(written: Path) -> str:
    """What the browser was told to open."""
    until = time.monotonic() + LONGEST
    while not (written.exists() and written.read_text().startswith("http")):
        assert time.monotonic() < until, "no link"
        time.sleep(0.1)
    return written.read_text().strip()


main(Path(sys.argv[1]))
