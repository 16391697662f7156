"""What would be said where nobody sees it: a program that was double clicked has no console, so the browser tells.

The sentence stands in a small file in the office's folder, or, where that may not be written, in the user's own; it is
opened in the browser, and goes away once the page opens again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import html
import sys
import tempfile
import traceback
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from iki_excel.words import bahasa, plain
from iki_excel.words.errors import IkiError
from iki_excel.words.folders import DETAILS
from iki_excel.workbooks import saving

FILE = "IKI tidak dapat dibuka.html"
BROKEN = (
    "Ada yang tidak beres di program ini. Berkas Anda tidak berubah. "
    f"Rinciannya, untuk yang membantu Anda, ada di {DETAILS} di samping berkas ini."
)
SHOWN = """\
<!doctype html>
<html lang="id">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>IKI tidak dapat dibuka</title>
<style>body {{ font: 1.125rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem }}</style>
<main>
<h1>IKI tidak dapat dibuka</h1>
{lines}
<p>Klik dua kali Mulai IKI untuk mencoba lagi.</p>
<p><small>{moment}. Berkas ini boleh dihapus.</small></p>
</main>
</html>
"""


def is_unseen() -> bool:
    """Whether nobody would see what is printed: pythonw has no console at all."""
    return sys.stderr is None


def tell(sentence: str, moment: dt.datetime) -> Path | None:
    """Say it in the browser; where the file stands, None where no folder takes one."""
    content = _page(sentence, moment).encode()
    for folder in _folders():
        try:
            saving.save(folder / FILE, content)
        except IkiError:
            continue
        webbrowser.open((folder / FILE).resolve().as_uri())
        return folder / FILE
    return None


def tell_broken(error: Exception, moment: dt.datetime) -> Path | None:
    """Say that the program itself went wrong, and keep the details beside for whoever is asked to help."""
    path = tell(BROKEN, moment)
    if path is not None:
        told = f"{moment:%Y-%m-%d %H:%M}\n\n{''.join(traceback.format_exception(error))}"
        saving.save(path.with_name(DETAILS), plain.clean(told).encode())
    return path


def forget(folder: Path) -> None:
    """Take the file away, as far as that can be done: what it says is no longer so."""
    with contextlib.suppress(IkiError):
        content = saving.read(folder / FILE)
        if content is not None:
            saving.remove(folder / FILE, hashlib.sha256(content).hexdigest())


def _folders() -> Iterator[Path]:
    yield from (Path(), Path.home(), Path(tempfile.gettempdir()))


def _page(sentence: str, moment: dt.datetime) -> str:
    lines = "\n".join(f"<p>{html.escape(plain.clean(line))}</p>" for line in sentence.splitlines())
    return SHOWN.format(lines=lines, moment=f"{bahasa.date(moment.date())} pukul {moment:%H.%M}")
