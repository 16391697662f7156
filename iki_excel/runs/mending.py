"""``iki periksa``: what was found in filled forms and, where it is asked for, marked copies of them to be mended."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.delivery.chats import chat_text, texts_without_copy
from iki_excel.forms import layout
from iki_excel.forms.reading import Reading
from iki_excel.forms.returning import Marked, forms_to_mark, mark
from iki_excel.judging.batch import Checked
from iki_excel.runs.checking import check_files
from iki_excel.words.errors import OutputError
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving


@frozen
class Copy:
    """A marked copy: what it marks, where it is, or would be, and the text to send with it."""

    marked: Marked
    path: Path
    text: str


@frozen
class Returned:
    """The copies that were written into a folder, and what may be said of files of which none could be made."""

    folder: Path
    copies: list[Copy]
    without_copy: list[str]


@frozen
class Mending:
    """What was found, and what goes back: None where no copies were asked for, or where ``error`` says why not.

    ``catatan``: what whoever runs this is to know of the settings.
    """

    checked: Checked
    catatan: tuple[str, ...] = ()
    returned: Returned | None = None
    error: OutputError | None = None


def check_and_mark(
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str | None = None,
    folder: Path | None = None,
    *,
    reader: Reading | None = None,
    progress: Progress = untold,
    copies: Progress = untold,
) -> Mending:
    """Check what stands at these places; with a folder, write the marked copies into it.

    ``progress`` is told of files that are read, ``copies`` of copies that are written.
    """
    checked = check_files(places, catalog, settings, periode, reader=reader, progress=progress)
    if folder is None:
        return Mending(checked, settings.catatan)
    try:
        return Mending(checked, settings.catatan, write_marked(checked, catalog, settings, folder, copies))
    except OutputError as reason:  # what was found is worth telling all the same
        return Mending(checked, settings.catatan, error=reason)


def write_marked(
    checked: Checked,
    catalog: Catalog,
    settings: Settings,
    folder: Path,
    progress: Progress = untold,
    *,
    only: Collection[str] | None = None,
) -> Returned:
    """Write a marked copy into the folder for every form (of ``only``) with temuan whose cells could be read."""
    total, copies = len(_forms(checked, only)), list[Copy]()
    if total:
        with saving.turn(folder):
            for copy in marked_copies(checked, catalog, settings, folder, only=only):
                saving.save_workbook(copy.path, copy.marked.content)
                copies.append(copy)
                progress(len(copies), total, copy.path.name)
    return Returned(folder, copies, texts_without_copy(checked, [one.marked for one in copies]))


def marked_copies(
    checked: Checked, catalog: Catalog, settings: Settings, folder: Path, *, only: Collection[str] | None = None
) -> Iterator[Copy]:
    """The same copies, each with the place that is free for it, and not written."""
    taken = {Path(file).resolve() for file in checked.files["file"]}
    for file, cells in _forms(checked, only):
        copy = _copy(mark(file, cells, checked, catalog, settings), catalog, settings, folder, taken)
        taken.add(copy.path.resolve())
        yield copy


def _forms(checked: Checked, only: Collection[str] | None) -> list[tuple[str, pd.DataFrame]]:
    return [(file, cells) for file, cells in forms_to_mark(checked) if only is None or file in only]


def _copy(marked: Marked, catalog: Catalog, settings: Settings, folder: Path, taken: set[Path]) -> Copy:
    name = layout.template_name(settings.unit.kode, marked.jabatan, marked.periode)
    path = _free_path(folder, name, marked.content, taken)
    return Copy(marked, path, chat_text(marked, path.name, catalog))


def copy_name(name: str) -> str:
    """What the marked copy of the form of this name is called."""
    return f"{Path(name).stem}_perbaikan.xlsx"


def _free_path(folder: Path, name: str, content: bytes, taken: set[Path]) -> Path:
    """A name that is nobody's: never that of a file that came, nor of an earlier copy that somebody may have mended."""
    stem = Path(copy_name(name)).stem
    number = 1
    while True:
        path = folder / (f"{stem}.xlsx" if number == 1 else f"{stem}_{number}.xlsx")
        if path.resolve() not in taken and (not path.exists() or _holds(path, content)):
            return path
        number += 1


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except OSError:  # whatever it is, it is not ours to write over
        return False
