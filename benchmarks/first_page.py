"""How soon the page is there: from the start of the program to the first page in a browser's hands, as ratios.

``import flask``: a Python that loads flask and ends, as the least that any such page could take. ``link``: until a
browser is told where to go; ``first page``: until it has that page; ``month``: until the page of the month is there,
with all loaded that is loaded behind the first one.

Run: python benchmarks/first_page.py [rounds]
"""

from __future__ import annotations

import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

from iki_excel.decree import load_catalog
from iki_excel.runs import starting
from iki_excel.words.periods import Periode

SERVED = """
import datetime as dt, sys; from pathlib import Path
from iki_excel.page.asking import Place
from iki_excel.page.serving import serve
place = Place(Path(), lambda: dt.date(2019, 4, 3), lambda: dt.datetime(2019, 4, 3))
serve(place, lambda link: print(link, flush=True), Path(sys.argv[1]))
"""
LOADING = b"<h1>Membuka IKI"


@contextlib.contextmanager
def started(folder: Path, profile: Path) -> Iterator[subprocess.Popen[str]]:
    """The program of an office's folder, which says the link instead of opening a browser."""
    command = [sys.executable, "-c", SERVED, str(profile)]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def page_seconds(folder: Path, profile: Path) -> tuple[float, float, float]:
    """Seconds from the start to the link, to the first page, and to the page of the month."""
    begun = time.perf_counter()
    with started(folder, profile) as process:
        assert process.stdout is not None
        link = process.stdout.readline().strip()
        told = time.perf_counter() - begun
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), cookies)
        page = browser.open(link).read()
        first = time.perf_counter() - begun
        while LOADING in page:
            page = browser.open(f"{link.partition('/masuk')[0]}/").read()
        return told, first, time.perf_counter() - begun


def flask_seconds() -> float:
    """Seconds of a Python that loads flask and ends."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import flask"], check=True)
    return time.perf_counter() - begun


def main(rounds: int = 10) -> None:
    """Print the medians and the ratios to ``import flask``, all measured side by side in each round."""
    names = ("import flask", "link", "first page", "month")
    with tempfile.TemporaryDirectory() as name:
        folder, profile = Path(name, "kantor"), Path(name, "profil")
        folder.mkdir()
        text = starting.commented(load_catalog(), Periode("2019-03"), None)
        (folder / "iki.toml").write_text(text, "utf-8")
        taken = [(flask_seconds(), *page_seconds(folder, profile)) for _ in range(rounds)]
    for at, what in enumerate(names):
        ratios = [one[at] / one[0] for one in taken]
        seconds = statistics.median(one[at] for one in taken)
        print(f"{what:14} {seconds:7.3f} s   median {statistics.median(ratios):5.2f} × import flask")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
