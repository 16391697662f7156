"""What tests share: the small catalogue and its settings, one LibreOffice and one reader for the whole run.

A test is about Kelurahan Contoh (tests/kecil) unless it says otherwise. A module that is about the built-in decree says
``pytestmark = pytest.mark.decree``, and ``catalog`` and ``settings`` are then the decree's; a single test asks for
``decree`` and carries the mark. Whatever changes in the decree turns no other test red: ``pytest -m "not decree"``.
"""

from __future__ import annotations

import functools
import gc
import os
import ssl
import sys
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path

import pytest

from iki_excel import cli
from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading
from iki_excel.forms.reading import workers
from iki_excel.forms.reading.workers import Readers
from iki_excel.katalog import reading as katalog_reading
from iki_excel.workbooks import gate, simpanan
from iki_excel.workbooks.opening import Reader
from tests.console import Iki, Said
from tests.damaging import Edits
from tests.editing import Editor
from tests.grounds import DECREE, KECIL, Ground
from tests.office import Office, available
from tests.servers import Mail, need_servers

gc.set_threshold(100_000, 50, 50)
"""The catalogues that are kept are looked through by each collection, which takes a tenth of the time otherwise."""


@pytest.fixture(scope="module")
def ground(request: pytest.FixtureRequest) -> Ground:
    return DECREE if request.node.get_closest_marker("decree") else KECIL


@pytest.fixture(scope="module")
def catalog(ground: Ground) -> Catalog:
    return ground.catalog


@pytest.fixture(scope="module")
def settings(ground: Ground) -> Settings:
    return ground.settings


@pytest.fixture(scope="session")
def decree() -> Catalog:
    return DECREE.catalog


@pytest.fixture(scope="session")
def office() -> Iterator[Office]:
    reason = available()
    if reason and os.environ.get("IKI_LIBREOFFICE") == "wajib":
        pytest.fail(f"LibreOffice is required here: {reason}")
    if reason:
        pytest.skip(f"without LibreOffice: {reason}")
    with Office() as started:
        yield started


@pytest.fixture(scope="session")
def mail() -> Iterator[Mail]:
    """A real Postfix and a real Dovecot for the whole run; accounts are made by whoever needs them."""
    need_servers()
    with Mail() as started:
        yield started


@pytest.fixture(params=["openpyxl", pytest.param("LibreOffice", marks=pytest.mark.libreoffice)])
def editor(request: pytest.FixtureRequest) -> Edits:
    """What edits forms: what stands in for LibreOffice, and LibreOffice."""
    edits: Edits = Editor() if request.param == "openpyxl" else request.getfixturevalue("office")
    return edits


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that looks cut short is looked at once more, here without waiting."""
    monkeypatch.setattr(gate, "COPY_PAUSE", 0)


@pytest.fixture(scope="session", autouse=True)
def _no_simpanan() -> Iterator[None]:
    """No test knows what was read before, nor does it leave anything with whoever runs it; a test of that asks for a
    place of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(simpanan.VARIABLE, "")
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_reader() -> Iterator[None]:
    """A worker takes a tenth of a second to start, and a thousand tests read files."""
    whole = ExitStack()
    readers_once = functools.cache(lambda: whole.enter_context(Readers(1)))
    with whole, Reader() as kept, pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "Reader", lambda: nullcontext(kept))
        patch.setattr(katalog_reading, "Reader", lambda: nullcontext(kept))
        patch.setattr(workers, "Readers", lambda *_, **__: nullcontext(readers_once()))
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_authorities_of_the_system() -> Iterator[None]:
    """All servers here are certified by an authority of their own; to read those of the system takes longer than all
    else that a letter is sent by."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl.SSLContext, "load_default_certs", lambda *_: None)
        yield


@pytest.fixture
def iki(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iki:
    """Run a command in a fresh folder."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["iki", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run
