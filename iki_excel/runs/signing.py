"""The pages to sign and to send, written beside the workbook of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from pathlib import Path

from iki_excel.judging.batch import Batch
from iki_excel.report import pages
from iki_excel.words.errors import OutputError
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving

WITHOUT_EXTRA = (
    f"Rapor PDF belum dapat dibuat, karena pembuatnya belum dipasang. Pasang dengan: pip install '{pages.EXTRA}'"
)


@frozen
class Written:
    """The pages that were written, by path their bytes.

    ``why_none``: why none was, "" where that is as it was asked; ``old``: those that stand there of one before;
    ``error``: what was in the way of a page, of which the others are written.
    """

    contents: Mapping[Path, bytes] = field(default_factory=dict)
    why_none: str = ""
    old: tuple[Path, ...] = ()
    error: OutputError | None = None

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where they stand."""
        return tuple(self.contents)


def write_pages(
    workbook: Path, batch: Batch, waktu: dt.datetime, content: bytes, *, asked: bool, progress: Progress = untold
) -> Written:
    """Write every page that tells of a workbook beside it, named like it, where that is asked and can be done."""
    if not asked or not pages.is_there():
        return Written(why_none=WITHOUT_EXTRA if asked else "", old=tuple(_there(workbook)))
    try:
        made = {_beside(workbook, page.name): page.content for page in pages.pages(batch, waktu, content)}
    except OutputError as reason:
        return Written(old=tuple(_there(workbook)), error=reason)
    errors = _save_each(made, progress)
    written = {path: content for path, content in made.items() if path not in errors}
    old = tuple(path for path in _there(workbook) if path not in written)
    return Written(written, old=old, error=next(iter(errors.values()), None))


def _save_each(made: Mapping[Path, bytes], progress: Progress) -> dict[Path, OutputError]:
    """Save what can be saved; by file what was in its way, as a viewer in which an earlier one is open."""
    errors: dict[Path, OutputError] = {}
    for done, (path, content) in enumerate(made.items(), start=1):
        try:
            saving.save(path, content)
        except OutputError as reason:
            errors[path] = reason
        progress(done, len(made), path.name)
    return errors


def _beside(workbook: Path, name: str) -> Path:
    return workbook.with_name(f"{workbook.stem}_{name}.pdf")


def _there(workbook: Path) -> list[Path]:
    """The pages that stand beside a workbook."""
    names = (pages.OF_OFFICE, f"{pages.OF_JABATAN}*")
    return sorted(path for name in names for path in workbook.parent.glob(_beside(workbook, name).name))
