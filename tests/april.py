"""The form of the documents: Trantib's of April, blank after three months of ``iki contoh``, then full of faults."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from pathlib import Path

from iki_excel.decree import load_catalog
from iki_excel.decree.settings import FILE_NAME, load_settings
from iki_excel.forms.layout import template_name
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.example import figures
from tests.filling import fill, of_the_example

APRIL = "2019-04"
JABATAN = "trantib"
FORMS = "input_templates"

TYPED = {"isian.operasi_keamanan": "3 kali", "isian.kriminalitas_tahun_lalu": 5, "isian.kriminalitas_tahun_ini": 40}
"""A number with its unit, one unlike all earlier ones, and (pelanggaran_tahun_lalu) one left blank."""


def write_months(folder: Path) -> None:
    """The settings and Trantib's forms of the months before, as ``iki contoh`` fills them."""
    shutil.copytree(_months(), folder, dirs_exist_ok=True)


@functools.cache
def _months() -> Path:
    """These in a folder that lasts as long as whoever asks for them: several do."""
    folder = Path(tempfile.mkdtemp(prefix="iki-april-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / FILE_NAME).write_text(figures.SETTINGS, "utf-8")
    catalog = load_catalog()
    settings = load_settings(folder / FILE_NAME, catalog)
    for periode in figures.MONTHS:
        [path] = write_blanks(catalog, settings, [periode], folder / FORMS, only=[JABATAN]).written
        fill(path, of_the_example(catalog[JABATAN], periode))
    return folder


def write_blank(folder: Path) -> Path:
    """April's form, in which nothing is typed."""
    catalog = load_catalog()
    settings = load_settings(folder / FILE_NAME, catalog)
    write_blanks(catalog, settings, [APRIL], folder / FORMS, only=[JABATAN])
    return folder / FORMS / APRIL / template_name(settings.unit.kode, JABATAN, APRIL)


def spoil(path: Path) -> None:
    """Type into April's form what somebody in a hurry might."""
    fill(path, TYPED)
