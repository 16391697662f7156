"""What is kept of a result in the folder of results: a small JSON, by which a copy of it is proven later."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from iki_excel.decree import sheet_names
from iki_excel.forms.reading.folder import SIDIK
from iki_excel.language.places import a1
from iki_excel.report import Written
from iki_excel.report.manifest import Form, Identity, Manifest
from iki_excel.words.folders import RECORDS
from iki_excel.words.frozen import frozen
from iki_excel.workbooks.contents import Address, Mark, Marks, marks_of, read_mark
from iki_excel.workbooks.openxml import first_cell

LARGEST = 64 * 2**20
"""Bytes that are read of what was kept."""


@frozen
class Kept:
    """What was kept of a result, and where. ``berkas``: by name the SHA-256 of each file, the workbook's first.

    ``sheets``: the marks of all its sheets; ``values``: what stood in their cells, as text.
    """

    path: Path
    manifest: Manifest
    berkas: Mapping[str, str]
    sheets: Mapping[str, Marks]
    values: Mapping[str, Mapping[Address, str]]

    def name_of(self, sha256: str) -> str | None:
        """What the file is called that has this SHA-256; None where none has."""
        return next((name for name, known in self.berkas.items() if known == sha256), None)


def kept_beside(path: Path, written: Written, beside: Mapping[str, bytes] | None = None) -> tuple[Path, bytes]:
    """What is kept of a workbook and where; ``beside``: by name the bytes of what is handed out with it.

    Its name has the first letters of the mark over all: no run takes the place of what another left.
    """
    files = {path.name: written.content, **(beside or {})}
    told = {
        **vars(written.manifest.identity),
        "sidik": written.manifest.sidik,
        "berkas": {name: hashlib.sha256(content).hexdigest() for name, content in files.items()},
        "formulir": [vars(form) for form in written.manifest.forms],
        "lembar": dict(_told(written)),
    }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return path.parent / RECORDS / f"{path.stem}_{written.manifest.sidik[:8]}{SIDIK}", f"{text}\n".encode()


def _told(written: Written) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """By sheet and address the mark of each cell and what stands there; the sheet of marks says the others' again."""
    for name, cells in written.cells.items():
        if name == sheet_names.SIDIK:
            yield name, {a1(*at): [mark.text] for at, mark in marks_of(cells).items()}
        else:
            marks = written.manifest.sheets[name]
            yield name, {a1(*at): [mark.text, cells[at].value] for at, mark in marks.items()}


# --- reading it again -------------------------------------------------------------------------------------------------


def kept_in(folder: Path, *needles: str, names: str = "*") -> list[Kept]:
    """All that was kept below a folder and says each of these; what is no longer whole is passed over. ``names``: what
    its files are called, as a pattern without the suffix.
    """
    found = []
    for path in sorted(folder.rglob(f"{names}{SIDIK}")):
        text = _text(path)
        kept = _read(path, text) if all(needle in text for needle in needles) else None
        if kept is not None:
            found.append(kept)
    return found


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST).decode()
    except (OSError, UnicodeDecodeError):
        return ""


def _read(path: Path, text: str) -> Kept | None:
    """What a file says; None where it says anything else than what was kept, or another mark over all of it."""
    try:
        told = json.loads(text)
        identity = Identity(*(str(told[name]) for name in Identity.__match_args__))
        forms = tuple(Form(str(one["berkas"]), str(one["sha256"])) for one in told["formulir"])
        sheets = {name: dict(_marks(cells)) for name, cells in told["lembar"].items()}
        values = {name: dict(_values(cells)) for name, cells in told["lembar"].items()}
        berkas = {str(name): str(sha256) for name, sha256 in told["berkas"].items()}
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    of_results = {name: marks for name, marks in sheets.items() if name != sheet_names.SIDIK}
    manifest = Manifest(identity, forms, of_results)
    return Kept(path, manifest, berkas, sheets, values) if manifest.sidik == told.get("sidik") else None


def _marks(cells: Mapping[str, Any]) -> Iterator[tuple[Address, Mark]]:
    for address, (text, *_) in cells.items():
        mark = read_mark(text)
        if mark is None:
            raise ValueError(text)
        yield _address(address), mark


def _values(cells: Mapping[str, Any]) -> Iterator[tuple[Address, str]]:
    for address, (_, *value) in cells.items():
        if value:
            yield _address(address), str(value[0])


def _address(text: str) -> Address:
    place = first_cell(f"A!{text}")
    if place is None:
        raise ValueError(text)
    return place.row, place.column
