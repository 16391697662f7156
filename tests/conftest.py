"""What tests share: the built-in catalogue and settings, one LibreOffice and one reader for the whole run."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from iki_excel.decree import Catalog, load_catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading
from iki_excel.workbooks import gate
from iki_excel.workbooks.opening import Reader
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


class _Kept(Reader):
    """A reader whose worker goes on from one test to the next."""

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session", autouse=True)
def _one_reader() -> Iterator[None]:
    """A worker takes a tenth of a second to start, and a thousand tests read files."""
    kept, own = _Kept(), reading.Reader
    reading.Reader = lambda: kept  # type: ignore[assignment, misc]
    yield
    reading.Reader = own  # type: ignore[misc]
    Reader.__exit__(kept, None, None, None)
