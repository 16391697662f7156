"""The pictures of the documents, taken of ``iki contoh`` and of one spoilt form.

``python -m tests.pictures`` takes them again, with LibreOffice, Chromium and poppler's pdftoppm. Look at each before it
is kept.
"""

from __future__ import annotations

import datetime as dt
import itertools
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from iki_excel.decree import load_catalog
from iki_excel.decree.settings import FILE_NAME, load_settings
from iki_excel.delivery.bodies import as_html
from iki_excel.delivery.composing import hasil
from iki_excel.delivery.composing.kantor import Kantor
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.checking import check_files
from iki_excel.runs.example import write_example
from iki_excel.runs.mailing.recipients import recipient_of
from iki_excel.runs.mending import write_marked
from iki_excel.runs.results import read_result
from tests import april
from tests.browser import chromium, served, window
from tests.chromium import QUIET
from tests.office import Office

PICTURES = Path(__file__).parents[1] / "docs" / "gambar"
DOTS = 90
"""A picture's dots per inch: a page of Folio is then as wide as the text of a page on the web."""

FOOTER = 0.06
"""The part of a page, at its end, where its footer stands."""

MARGIN = 12

Shot = tuple[str, Path, int, float]
"""A picture's name, the workbook or the PDF, the page, and how much of the page's height is shown."""


def shots(folder: Path) -> Iterator[Shot]:
    """Every picture, of what is made in the folder."""
    result = write_example(folder).processed.path
    march = folder / april.FORMS / "2019-03"
    yield "formulir-terisi", march / "IKI_2019-03_ngronggot_sekretaris.xlsx", 1, 1
    yield "formulir-skm", march / "IKI_2019-03_ngronggot_tata_usaha.xlsx", 3, 0.6
    yield "ringkasan", result, 1, 0.665
    yield "rekap", result, 2, 0.594
    yield "tren", result, 3, 1
    yield "jabatan", result, 4, 1
    yield "rapor", result.with_name(f"{result.stem}_rapor_tata_pemerintahan.pdf"), 1, 1
    yield "ringkasan-ponsel", result.with_name(f"{result.stem}_ringkasan.pdf"), 1, 0.55
    yield "surel", _letter(folder, result), 1, 0.87
    blank = april.write_blank(folder)
    yield "formulir-kosong", blank, 1, 1
    april.spoil(blank)
    marked = _marked(folder)
    yield "perbaikan", marked, 1, 1
    yield "formulir-bertanda", marked, 2, 1


AFTER_APRIL = dt.date(2019, 5, 3)
WIDE, HIGH = 1024, 720
"""The part of the pages in the browser that is shown."""


def take_pages(folder: Path) -> Iterator[Path]:
    """The month of the spoilt form in the browser, and that form."""
    catalog = load_catalog()
    settings = load_settings(folder / FILE_NAME, catalog)
    write_blanks(catalog, settings, [april.APRIL], folder / april.FORMS)
    addresses = {"halaman-bulan": "/b/2019-04", "halaman-formulir": f"/b/2019-04/formulir/{april.JABATAN}"}
    with served(folder, AFTER_APRIL) as page, chromium() as browser, window(browser, page, width=WIDE) as opened:
        for name, address in addresses.items():
            opened.go(page.base + address)
            picture = PICTURES / f"{name}.png"
            opened.page.screenshot(path=picture, full_page=True, clip={"x": 0, "y": 0, "width": WIDE, "height": HIGH})
            yield picture


def _marked(folder: Path) -> Path:
    """The marked copy of April's form."""
    catalog = load_catalog()
    settings = load_settings(folder / FILE_NAME, catalog)
    checked = check_files([folder / april.FORMS], catalog, settings)
    returned = write_marked(checked, catalog, settings, folder / "perbaikan")
    return next(one.path for one in returned.copies if one.marked.periode == april.APRIL)


def _letter(folder: Path, result: Path) -> Path:
    """The letter to the head, as a browser prints it."""
    catalog = load_catalog()
    settings = load_settings(folder / FILE_NAME, catalog)
    sendable, unit = read_result(result), settings.unit
    kantor = Kantor(unit.kode, unit.nama, unit.tempat)
    head = recipient_of(unit.head(catalog), catalog, settings)
    page, pdf = folder / "surat.html", folder / "surat.pdf"
    page.write_text(as_html(hasil.to_office(kantor, head, sendable.result, sendable.attachments).body), "utf-8")
    command = ["chromium", *QUIET, f"--user-data-dir={folder / 'profil'}", f"--print-to-pdf={pdf}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True)
    return pdf


def take(office: Office, shot: Shot, folder: Path) -> Path:
    """One picture, cut to what is printed on its page."""
    name, workbook, page, part = shot
    is_sheet = workbook.suffix != ".pdf"
    pdf = office.pdf(workbook, folder / f"{name}.pdf") if is_sheet else workbook
    left, top, right, bottom = _printed(pdf, page, min(part, 1 - FOOTER) if is_sheet else part)
    picture = PICTURES / f"{name}.png"
    picture.write_bytes(_drawn(pdf, page, "-png", "-x", left, "-y", top, "-W", right - left, "-H", bottom - top))
    return picture


def _printed(pdf: Path, page: int, part: float) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is printed in so much of the page, with a margin, in dots."""
    head, size, _, dots = _drawn(pdf, page, "-gray").split(b"\n", 3)
    assert head == b"P5"
    width, height = map(int, size.split())
    inked = np.frombuffer(dots, np.uint8).reshape(height, width) < 250
    end = int(height * part)
    inked[end:] = False
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return (
        max(int(columns[0]) - MARGIN, 0),
        max(int(rows[0]) - MARGIN, 0),
        min(int(columns[-1]) + MARGIN, width),
        min(int(rows[-1]) + MARGIN, end),
    )


def _drawn(pdf: Path, page: int, *options: object) -> bytes:
    where = ("-f", page, "-l", page, "-r", DOTS)
    return subprocess.run(["pdftoppm", *map(str, (*where, *options)), pdf], check=True, stdout=subprocess.PIPE).stdout


def main() -> None:
    """Take every picture, and say how large each is."""
    with tempfile.TemporaryDirectory() as folder, Office() as office:
        example = Path(folder) / "contoh"
        for picture in itertools.chain(
            (take(office, shot, Path(folder)) for shot in shots(example)), take_pages(example)
        ):
            print(f"{picture.stat().st_size:>7}  {picture.name}", flush=True)


if __name__ == "__main__":
    main()
