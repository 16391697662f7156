"""The kept pages: where they are, how they are written anew, and what differs from them."""

from __future__ import annotations

import difflib
import shutil
from pathlib import Path

from tests.golden.pages import Pages, pages_of
from tests.golden.workbooks import WORKBOOKS, made

HERE = Path(__file__).parent
RENEW = "python -m tests.golden"


def renew() -> None:
    """Write the pages of every workbook anew; sheets that are no more go."""
    for workbook in WORKBOOKS:
        shutil.rmtree(HERE / workbook, ignore_errors=True)
        (HERE / workbook).mkdir()
        for sheet, page in pages_of(made(workbook)).items():
            _path(workbook, sheet).write_text(page, "utf-8", newline="\n")


def kept(workbook: str) -> Pages:
    """The pages as they are kept."""
    return {path.stem: path.read_text("utf-8") for path in sorted((HERE / workbook).glob("*.txt"))}


def changes(before: Pages, now: Pages) -> str:
    """What differs, as a diff of every page; nothing where all is the same."""
    return "".join(_change(sheet, before.get(sheet, ""), now.get(sheet, "")) for sheet in {**before, **now})


def _change(sheet: str, before: str, now: str) -> str:
    old, new = before.splitlines(keepends=True), now.splitlines(keepends=True)
    return "".join(difflib.unified_diff(old, new, f"{sheet} (kept)", f"{sheet} (now)", n=1))


def _path(workbook: str, sheet: str) -> Path:
    return HERE / workbook / f"{sheet}.txt"
