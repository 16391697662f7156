"""Pages to sign and to send, as PDF: one a jabatan, and one of the office for a telephone.

Figures -> frozen dataclasses -> JSON -> a template of typst -> bytes. What the dataclasses hold is all that is printed;
the templates say only how it looks. What a page says is what the workbook says, from the same results and sentences.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from iki_excel.judging import arrival, message
from iki_excel.judging.batch import Batch
from iki_excel.report.pages import code
from iki_excel.report.pages.printed import printed
from iki_excel.report.pages.rapor import Rapor, rapor_of
from iki_excel.report.pages.ringkasan import Ringkasan, ringkasan_of
from iki_excel.report.pages.typesetting import EXTRA, is_there, typeset
from iki_excel.report.sheets import Report

__all__ = ["EXTRA", "OF_JABATAN", "OF_OFFICE", "Page", "is_there", "pages"]

OF_OFFICE, OF_JABATAN = "ringkasan", "rapor_"
"""What a page is called behind the name of its workbook; that of a jabatan, with its code behind that."""


@dataclass(frozen=True)
class Page:
    """A page: what its file is called behind the periode and the unit, without its ending, and its bytes."""

    name: str
    content: bytes


def pages(batch: Batch, waktu: dt.datetime, workbook: bytes) -> Iterator[Page]:
    """The pages that go with a consolidated workbook, the office's first, then each jabatan's in their order."""
    report, told = Report(batch, waktu), message.message_of(batch, arrival.sentence(batch, waktu))
    foot = printed(report, workbook)
    qr = code.qr(foot.sidik)
    yield Page(OF_OFFICE, _set(ringkasan_of(report, told, foot), "ringkasan", qr))
    for jabatan in (one for one in batch.catalog.jabatan if report.told_of(one)):
        page = rapor_of(report, told, jabatan, foot)
        yield Page(f"{OF_JABATAN}{jabatan.kode}", _set(page, "rapor", qr))


def _set(page: Rapor | Ringkasan, template: str, qr: str) -> bytes:
    return typeset(template, asdict(page), qr)
