"""The forms that go back to be mended: a marked copy of each, in the folder for those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from iki_excel.decree import Jabatan
from iki_excel.judging.batch import Batch
from iki_excel.runs.mending import Copy, write_marked
from iki_excel.words.folders import MARKED
from iki_excel.words.periods import Periode


@dataclass(frozen=True)
class Faulty:
    """A form that came with something to mend: the copy that goes back, and the SHA-256 of what came."""

    jabatan: Jabatan
    month: Periode
    copy: Copy
    sha256: str


def copies_of(
    batch: Batch, forms: Sequence[tuple[str, Periode]], folder: Path
) -> tuple[list[Faulty], list[tuple[str, Periode]]]:
    """The copies of these forms (jabatan and month), which are written; and those of which none can be made."""
    files = _files_of(batch.checked.files, forms)
    returned = write_marked(batch.checked, batch.catalog, batch.settings, folder / MARKED, only=[*files])
    made = [_faulty(batch, copy, files) for copy in returned.copies]
    done = {(one.jabatan.kode, one.month) for one in made}
    return made, [form for form in forms if form not in done]


def _files_of(files: pd.DataFrame, forms: Sequence[tuple[str, Periode]]) -> dict[str, str]:
    """Their files, each with its SHA-256."""
    own = [(kode, month) in forms for kode, month in zip(files["jabatan"], files["periode"], strict=True)]
    return dict(zip(files.loc[own, "file"], files.loc[own, "sha256"], strict=True))


def _faulty(batch: Batch, copy: Copy, files: dict[str, str]) -> Faulty:
    month = Periode(copy.marked.periode)
    return Faulty(batch.catalog.at(month)[copy.marked.jabatan], month, copy, files[copy.marked.file])
