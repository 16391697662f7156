"""The forms under tests/data: blank by iki, filled and saved by LibreOffice.

``python -m tests.story_data`` makes them anew.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import FILE_NAME, Settings, load_settings
from iki_excel.forms import layout
from iki_excel.runs.blanks import write_blanks
from iki_excel.runs.example import figures
from tests.filling import of_the_example
from tests.office import Office

DATA = Path(__file__).with_name("data")
OLD_DATA = Path(__file__).parent / "data_lama"
"""The last month as an earlier program wrote its forms, filled and saved by LibreOffice; never written again."""
SECOND_DATA = Path(__file__).parent / "data_versi_2"
"""The same as a later one wrote them; and those of Kelurahan Contoh, one of them blank. Never written again, either."""


def fill_by_office(office: Office, catalog: Catalog, blank: Path, filled: Path, periode: str) -> None:
    """Fill the forms of one month with the figures of the example, as LibreOffice does it, into another folder."""
    for jabatan in catalog.jabatan:
        name = layout.template_name("ngronggot", jabatan.kode, periode)
        typed = of_the_example(jabatan, periode)
        blocks = {key: value for key, value in typed.items() if isinstance(value, list)}
        names = {key: value for key, value in typed.items() if key not in blocks}
        (filled / periode).mkdir(parents=True, exist_ok=True)
        office.fill(blank / periode / name, filled / periode / name, names=names, blocks=blocks)


def settings_of_the_example(folder: Path, catalog: Catalog) -> Settings:
    """The settings of ``iki contoh``, also written into the folder as iki.toml."""
    path = folder / FILE_NAME
    path.write_text(figures.SETTINGS, "utf-8")
    return load_settings(path, catalog)


def main() -> None:
    """Write the set anew. Each month's blank forms know the filled ones of the months before."""
    catalog = load_catalog()
    with Office() as office, tempfile.TemporaryDirectory() as folder:
        blank, filled = Path(folder) / "blank", Path(folder) / "filled"
        settings = settings_of_the_example(Path(folder), catalog)
        for periode in figures.MONTHS:
            write_blanks(catalog, settings, [periode], filled)
            shutil.move(filled / periode, blank / periode)
            fill_by_office(office, catalog, blank, filled, periode)
            shutil.rmtree(DATA / periode, ignore_errors=True)
            shutil.copytree(filled / periode, DATA / periode)


if __name__ == "__main__":
    main()
