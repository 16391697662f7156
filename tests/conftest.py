"""What tests share: the built-in catalogue and settings, and one LibreOffice for the whole run."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

import pytest

from iki_excel import gate, reading
from iki_excel.catalog import Catalog, load_catalog
from iki_excel.opening import Reader
from iki_excel.settings import Settings
from tests.office import Office, available


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def settings() -> Settings:
    return Settings()


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    reason = available()
    if reason and os.environ.get("IKI_LIBREOFFICE") == "wajib":
        pytest.fail(f"LibreOffice is required here: {reason}")
    if reason:
        pytest.skip(f"without LibreOffice: {reason}")
    with Office() as started:
        yield started


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that looks cut short is looked at once more, here without waiting."""
    monkeypatch.setattr(gate, "COPY_PAUSE", 0)


@pytest.fixture(scope="session")
def _one_reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture(autouse=True)
def _shared_reader(_one_reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    """Starting a worker costs a tenth of a second, so all tests of this process share a real one."""
    monkeypatch.setattr(reading, "Reader", lambda: contextlib.nullcontext(_one_reader))
