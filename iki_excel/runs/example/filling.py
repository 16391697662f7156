"""The forms of the example as they came in: with what their clerks typed, and the time that they came at."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from iki_excel.forms import writing
from iki_excel.runs.blanks import templates
from iki_excel.runs.example.figures import arrival, figures
from iki_excel.runs.office import Office
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving
from iki_excel.workbooks.opening import Reader


def write_filled(office: Office, periode: Periode, folder: Path, reader: Reader) -> None:
    """Write the forms of a month; those of the months before it stand in the same folder."""
    for path, template in templates(office, [periode], office.catalog.kode, folder, reader):
        jabatan = template.jabatan
        saving.save_workbook(path, writing.written(replace(template, typed=figures(jabatan, periode))))
        saving.set_time(path, arrival(jabatan.kode, periode))
