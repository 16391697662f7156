"""The pages to sign and to send, written beside the workbook of a month."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from iki_excel.judging.batch import Batch
from iki_excel.report import pages
from iki_excel.words.progress import Progress, untold
from iki_excel.workbooks import saving

WITHOUT_EXTRA = (
    f"Rapor PDF belum dapat dibuat, karena pembuatnya belum dipasang. Pasang dengan: pip install '{pages.EXTRA}'"
)


@dataclass(frozen=True)
class Written:
    """The pages that were written, by path their bytes.

    ``why_none``: why none was, "" where that is as it was asked; ``old``: those that stand there of one before.
    """

    contents: Mapping[Path, bytes] = field(default_factory=dict)
    why_none: str = ""
    old: tuple[Path, ...] = ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """Where they stand."""
        return tuple(self.contents)


def write_pages(
    workbook: Path, batch: Batch, waktu: dt.datetime, content: bytes, *, asked: bool, progress: Progress = untold
) -> Written:
    """Write every page that tells of a workbook beside it, named like it, where that is asked and can be done;
    OutputError where one cannot be written.
    """
    made = list(pages.pages(batch, waktu, content)) if asked and pages.is_there() else []
    written = {_beside(workbook, page.name): page.content for page in made}
    for done, (path, page) in enumerate(written.items(), start=1):
        saving.save(path, page)
        progress(done, len(written), path.name)
    return Written(
        contents=written,
        why_none="" if written or not asked else WITHOUT_EXTRA,
        old=tuple(path for path in _there(workbook) if path not in written),
    )


def _beside(workbook: Path, name: str) -> Path:
    return workbook.with_name(f"{workbook.stem}_{name}.pdf")


def _there(workbook: Path) -> list[Path]:
    """The pages that stand beside a workbook."""
    names = (pages.OF_OFFICE, f"{pages.OF_JABATAN}*")
    return sorted(path for name in names for path in workbook.parent.glob(_beside(workbook, name).name))
