"""Who is written to: each jabatan at the address that iki.toml has for it, and whoever else gets results."""

from __future__ import annotations

from collections.abc import Iterator

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.delivery.letters import COPY, Recipient


def recipient_of(kode: str, catalog: Catalog, settings: Settings) -> Recipient:
    """The holder of a jabatan, also of the head's where that is not measured."""
    official = settings.official(kode)
    nama = " ".join(filter(None, (official.sebutan, settings.unit.title(kode, catalog))))
    return Recipient(kode, nama, official.nama, settings.surel.alamat.get(kode, ""))


def of_results(catalog: Catalog, settings: Settings) -> Iterator[Recipient]:
    """Who gets the result of the whole office: its head, and the addresses of tembusan."""
    yield recipient_of(settings.unit.head(catalog), catalog, settings)
    for number, alamat in enumerate(settings.surel.tembusan, start=1):
        yield Recipient(f"{COPY}-{number}", "Tembusan", alamat=alamat)
