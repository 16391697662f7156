"""``iki kirim`` is killed at each moment of a session, as a program of its own: what the next one then does."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from iki_excel.cli import clock
from iki_excel.delivery import journal, outbox, sending, trials
from iki_excel.forms.layout import template_name
from iki_excel.runs import office
from tests import kecil
from tests.console import Iki
from tests.forms import blank
from tests.loopback import PASSWORD, USER
from tests.posting import IN_NO_TIME
from tests.smtp_server import (
    AUTH,
    BANNER,
    CONNECT,
    COPY,
    EHLO,
    HANDSHAKE,
    MOMENTS,
    QUIT,
    STARTTLS,
    SmtpServer,
    certificates,
)

# the server of the tests leaves a socket to the collector where a program dies in the midst of a handshake
pytestmark = [pytest.mark.panjang, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_left_for_other_modules() -> Iterator[None]:
    yield
    with warnings.catch_warnings(action="ignore"):
        gc.collect()


ONCE_A_SESSION = (CONNECT, BANNER, EHLO, STARTTLS, HANDSHAKE, AUTH, QUIT)
REACHED = [moment for moment in MOMENTS if moment != COPY]  # without a mailbox the office gets no copy
MONTH = "2099-01"
JABATAN = ("umum", "pelayanan", "ketertiban")
SETTINGS = """
mulai = "{month}"

[surel]
server = "localhost"
port = {port}
dari = "{user}"
sertifikat = "{certificate}"

[surel.alamat]
umum = "umum@contoh.example"
pelayanan = "pelayanan@contoh.example"
ketertiban = "ketertiban@contoh.example"
"""


@pytest.mark.parametrize("moment", REACHED)
def test_whenever_it_is_killed_each_letter_arrives_once(
    moment: str, iki: Iki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    monkeypatch.setattr(sending, "USUAL", IN_NO_TIME)
    with SmtpServer() as server:
        prepare(tmp_path, server)
        assert killed_at(moment, server) == -signal.SIGKILL
        send(iki)
        for nomor in uncertain():
            iki("kotak-keluar", answer_for(nomor, server), str(nomor))
        send(iki)
    assert Counter(address for one in server.taken for address in one.recipients) == {
        f"{kode}@contoh.example": 1 for kode in JABATAN
    }
    assert {keadaan for _, keadaan, _ in letters()} == {"terkirim"}


def prepare(folder: Path, server: SmtpServer) -> None:
    """Kelurahan Contoh with blank forms of a month to come, past its trial."""
    kecil.move_into(folder)
    with (folder / "iki.toml").open("a", encoding="utf-8") as settings:
        told = {"month": MONTH, "port": server.port, "user": USER, "certificate": certificates(folder).name}
        settings.write(SETTINGS.format(**told))
    for jabatan in JABATAN:
        path = folder / "input_templates" / MONTH / template_name(kecil.UNIT, jabatan, MONTH)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(blank(jabatan, MONTH))
    with journal.opened(folder) as opened:
        trials.read_back(opened, office.load(kecil.KATALOG, folder).settings.surel, clock.now())


def killed_at(moment: str, server: SmtpServer) -> int:
    """How the program ended that was killed when the server came to this moment (of the second letter)."""
    command = [sys.executable, "-m", "iki_excel.cli", "kirim", "--periode", MONTH, "--ya", *kecil.OPTION]
    left = [1 if moment in ONCE_A_SESSION else 2]
    running = subprocess.Popen(
        command, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}, stdout=subprocess.DEVNULL
    )

    def kill(now: str) -> None:
        left[0] -= now == moment
        if left[0] == 0 and now == moment:
            running.kill()
            running.wait()

    server.on_moment = kill
    status = running.wait(60)
    server.on_moment = lambda now: None
    return status


def send(iki: Iki) -> None:
    said = iki("kirim", "--periode", MONTH, "--ya", *kecil.OPTION)
    assert said.err == ""


def letters() -> list[tuple[int, str, str]]:
    with journal.opened(Path()) as opened:
        return [(one.nomor, one.keadaan, one.message_id) for one in outbox.rows(opened)]


def uncertain() -> list[int]:
    return [nomor for nomor, keadaan, _ in letters() if keadaan == "tidak pasti"]


def answer_for(nomor: int, server: SmtpServer) -> str:
    """What a person says who asks the recipient."""
    [message_id] = [known for number, _, known in letters() if number == nomor]
    arrived: list[Any] = [one for one in server.taken if one.message["Message-ID"] == message_id]
    return "--sampai" if arrived else "--kirim-lagi"
