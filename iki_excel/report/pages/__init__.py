"""Pages to sign and to send, as PDF: one a jabatan, and one of the office for a telephone.

Figures -> frozen dataclasses -> JSON -> a template of typst -> bytes. What the dataclasses hold is all that is printed;
the templates say only how it looks. What a page says is what the workbook says, from the same results and sentences.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from iki_excel.judging import arrival, message
from iki_excel.judging.batch import Batch
from iki_excel.judging.message import Message
from iki_excel.report.pages import code
from iki_excel.report.pages.printed import printed
from iki_excel.report.pages.rapor import Rapor, rapor_of
from iki_excel.report.pages.ringkasan import Ringkasan, ringkasan_of
from iki_excel.report.pages.typesetting import EXTRA, is_there, typeset
from iki_excel.report.sheets import Report
from iki_excel.words.frozen import frozen

__all__ = ["EXTRA", "OF_JABATAN", "OF_OFFICE", "Page", "Told", "is_there", "pages", "told_by"]

OF_OFFICE, OF_JABATAN = "ringkasan", "rapor_"
"""What a page is called behind the name of its workbook; that of a jabatan, with its code behind that."""


@frozen
class Page:
    """A page: what its file is called behind the periode and the unit, without its ending, and its bytes."""

    name: str
    content: bytes


@frozen
class Told:
    """What the pages of a workbook say, before anything is typeset; ``rapor``: by the code of the jabatan, in their
    order; ``sidik``: the SHA-256 of the workbook.
    """

    message: Message
    ringkasan: Ringkasan
    rapor: Mapping[str, Rapor]
    sidik: str


def told_by(batch: Batch, waktu: dt.datetime, workbook: bytes) -> Told:
    """What the pages say that go with a consolidated workbook; nothing of it needs the extra."""
    report, told = Report(batch, waktu), message.message_of(batch, arrival.sentence(batch, waktu))
    foot = printed(report, workbook)
    whose = (one for one in batch.catalog.jabatan if report.told_of(one))
    rapor = {jabatan.kode: rapor_of(report, told, jabatan, foot) for jabatan in whose}
    return Told(told, ringkasan_of(report, told, foot), rapor, foot.sidik)


def pages(batch: Batch, waktu: dt.datetime, workbook: bytes) -> Iterator[Page]:
    """The pages that go with a consolidated workbook, the office's first, then each jabatan's in their order."""
    told = told_by(batch, waktu, workbook)
    qr = code.qr(told.sidik)
    yield Page(OF_OFFICE, _set(told.ringkasan, "ringkasan", qr))
    for kode, page in told.rapor.items():
        yield Page(f"{OF_JABATAN}{kode}", _set(page, "rapor", qr))


def _set(page: Rapor | Ringkasan, template: str, qr: str) -> bytes:
    return typeset(template, asdict(page), qr)
