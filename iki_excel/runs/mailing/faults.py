"""The forms that go back to be mended: a marked copy of each, in the folder for those."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from iki_excel.decree import Jabatan
from iki_excel.delivery.letters import PERBAIKAN, Letter
from iki_excel.judging.batch import Batch
from iki_excel.runs.mending import Copy, marked_copies, write_marked
from iki_excel.words.folders import MARKED
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving


@frozen
class Faulty:
    """A form that came with something to mend: the copy that goes back, and the SHA-256 of what came."""

    jabatan: Jabatan
    month: Periode
    copy: Copy
    sha256: str


def copies_of(
    batch: Batch, forms: Sequence[tuple[str, Periode]], folder: Path, *, is_written: bool = True
) -> tuple[list[Faulty], list[tuple[str, Periode]]]:
    """The copies of these forms (jabatan and month), and those of which none can be made. ``is_written``: whether the
    copies are written there, too.
    """
    files = _files_of(batch.checked.files, forms)
    office = (batch.checked, batch.catalog, batch.settings, folder / MARKED / batch.settings.unit.folder)
    copies = write_marked(*office, only=[*files]).copies if is_written else marked_copies(*office, only=[*files])
    made = [_faulty(batch, copy, files) for copy in copies]
    done = {(one.jabatan.kode, one.month) for one in made}
    return made, [form for form in forms if form not in done]


def _files_of(files: pd.DataFrame, forms: Sequence[tuple[str, Periode]]) -> dict[str, str]:
    """Their files, each with its SHA-256."""
    own = [(kode, month) in forms for kode, month in zip(files["jabatan"], files["periode"], strict=True)]
    return dict(zip(files.loc[own, "file"], files.loc[own, "sha256"], strict=True))


def _faulty(batch: Batch, copy: Copy, files: dict[str, str]) -> Faulty:
    month = Periode(copy.marked.periode)
    return Faulty(batch.catalog.at(month)[copy.marked.jabatan], month, copy, files[copy.marked.file])


def keep_copies(letters: Iterable[Letter], folder: Path) -> None:
    """Write the marked copies that go with letters, each where it was said to be."""
    copies = [copy for letter in letters if letter.jenis == PERBAIKAN for copy in letter.attachments]
    if copies:
        with saving.turn(folder / MARKED):
            for copy in copies:
                saving.save_workbook(copy.path, copy.content)
