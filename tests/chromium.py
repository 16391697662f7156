"""A real browser that shows pages in frames of a width, and tells how wide what they hold became."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--window-size=1000,1000", "--dump-dom",
]  # fmt: skip
MEASURED = """<script>
onload = () => { document.title = JSON.stringify([...document.querySelectorAll("iframe")].map(
  frame => [frame.title, frame.width, frame.contentDocument.documentElement.scrollWidth].map(String))) }
</script>"""


def scroll_widths(pages: Mapping[str, str], widths: Sequence[int], folder: Path) -> list[tuple[str, int, int]]:
    """Of each page and width how wide it became: wider than the frame is what has to be scrolled sideways."""
    browser = shutil.which("chromium")
    if browser is None:
        pytest.skip("without Chromium")
    frames = (
        f'<iframe title="{name}" width="{width}" height="400" style="border:0" srcdoc="{html.escape(page)}"></iframe>'
        for name, page in pages.items()
        for width in widths
    )
    wrapper = folder / "bingkai.html"
    wrapper.write_text(f'<meta charset="utf-8"><title></title>{MEASURED}{"".join(frames)}', "utf-8")
    command = [browser, *QUIET, f"--user-data-dir={folder / 'profil'}", wrapper.as_uri()]
    dom = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout
    [told] = re.findall(r"<title>(.*?)</title>", dom.partition("<iframe")[0])
    return [(name, int(width), int(became)) for name, width, became in json.loads(html.unescape(told))]
