"""``iki surel``: the office's account in plain words, its password, and the letter that ends its trial."""

from __future__ import annotations

import datetime as dt
import errno
import io
import os
import pty
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

from iki_excel.decree.surel import Surel
from iki_excel.delivery import journal, trials
from iki_excel.runs import account as run
from iki_excel.runs import office
from iki_excel.runs.account import Patience, Trial
from iki_excel.words.errors import MailError
from tests import kecil
from tests.console import Iki, sentences
from tests.keyrings import Broken, Kept, used
from tests.loopback import PASSWORD, USER, Inbox, Office, account, mail_server, saying
from tests.servers import Mail

ROOT = Path(__file__).parents[1]
"""A program of its own finds the keyring of the tests there."""

MOMENT = dt.datetime(2019, 4, 2, 2, 15, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def ground_of_mail(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("kantor"))


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def port(ground_of_mail: Office, inbox: Inbox) -> Iterator[int]:
    with mail_server(inbox, ground_of_mail.context()) as port:
        yield port


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.delenv("IKI_SANDI_SUREL", raising=False)
    own = Kept()
    with used(own):
        yield own


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody types at a terminal, one after the other."""
    answers: list[str] = []
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(click, "prompt", lambda _text, **_options: answers.pop(0))
    return answers


def settings(text: str, folder: Path = Path()) -> None:
    katalog, own = kecil.KATALOG.as_posix(), kecil.PENGATURAN.read_text("utf-8")
    (folder / "iki.toml").write_text(f'katalog = "{katalog}"\n{own}\n{text}', "utf-8")


def at(port: int, office: Office, more: str = "") -> str:
    """``[surel]`` of the account at the server of the test."""
    return (
        f'[surel]\nserver = "localhost"\nport = {port}\ndari = "{USER}"\nkeamanan = "starttls"\n'
        f'sertifikat = "{office.certificate.as_posix()}"\n{more}'
    )


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# --- what is known ----------------------------------------------------------------------------------------------------


def test_an_office_without_mail_is_told_what_to_write(iki: Iki, tmp_path: Path) -> None:
    settings("")
    said = iki("surel")
    assert (said.status, said.err) == (0, "")
    assert (
        said.out
        == """\
Server       tidak ada
Pengguna     belum ditulis
Dari         belum ditulis
Kotak surat  tidak ada
Alamat       0 dari 4 jabatan; belum: Pimpinan Kelurahan Contoh, Kepala
             Subbagian Umum, Kepala Seksi Pelayanan, dan Kepala Seksi Ketertiban
Tembusan     0 alamat
Sandi        belum ada
Keadaan      masa uji: surat hanya dikirim ke alamat kantor sendiri

Berikutnya: server di [surel], iki.toml, belum ditulis. Tulis nama server surel
  kantor.
"""
    )
    assert files(tmp_path) == ["iki.toml"]


WHOLE = """\
[surel]
server = "mail.kantor.example"
imap = "mail.kantor.example"
dari = "kelurahan@contoh.example"
tembusan = ["organisasi@kota.example"]
[surel.alamat]
pimpinan = "lurah@contoh.example"
umum = "umum@contoh.example"
pelayanan = "pelayanan@contoh.example"
"""


def steps(out: str) -> list[str]:
    """The lines that change on the way to an account that is ready."""
    return sentences(out)[4:]


def test_an_account_is_led_step_by_step_to_its_use(iki: Iki, kept: Kept, tmp_path: Path) -> None:
    settings(WHOLE)
    assert (
        iki("surel").out
        == """\
Server       mail.kantor.example, port 587 (starttls)
Pengguna     kelurahan@contoh.example
Dari         kelurahan@contoh.example
Kotak surat  mail.kantor.example, port 993 (tls)
Alamat       3 dari 4 jabatan; belum: Kepala Seksi Ketertiban
Tembusan     1 alamat
Sandi        belum ada
Keadaan      masa uji: surat hanya dikirim ke alamat kantor sendiri

Berikutnya: jalankan “iki surel --atur” untuk menyimpan sandi.
"""
    )
    kept.all["iki-excel", "kelurahan@contoh.example@mail.kantor.example"] = "rahasia-37"
    assert steps(iki("surel").out)[2:] == [
        "Sandi        ada, di tempat sandi komputer ini",
        "Keadaan      masa uji: surat hanya dikirim ke alamat kantor sendiri",
        "",
        "Berikutnya: jalankan “iki surel --uji” untuk mengirim surat uji ke alamat kantor sendiri.",
    ]
    with journal.opened(tmp_path) as connection:
        trials.read_back(connection, office.load(None).settings.surel, MOMENT)
    assert steps(iki("surel").out)[2:] == [
        "Sandi        ada, di tempat sandi komputer ini",
        "Keadaan      siap: surat uji terbaca 2 April 2019 pukul 09.15 WIB",
        "",
        "Berikutnya: tulis alamat yang belum ada di [surel.alamat], iki.toml; tanpa alamat hanya ada "
        "teks untuk ditempel.",
    ]
    settings(WHOLE + 'ketertiban = "ketertiban@contoh.example"\n')
    assert steps(iki("surel").out)[0] == "Alamat       4 dari 4 jabatan"
    assert steps(iki("surel").out)[5:] == ["Berikutnya: surel siap dipakai; jalankan “iki kirim”."]


def test_a_keyring_that_cannot_be_asked_is_told_as_the_next_thing(iki: Iki) -> None:
    settings(WHOLE)
    with used(Broken()):
        assert steps(iki("surel").out)[5:] == [f"Berikutnya: {NO_KEYRING}"]


NO_KEYRING = (
    "Tempat sandi komputer ini (keyring) tidak dapat dipakai. Pasang pelengkapnya dengan “pip install "
    '"iki-excel[surel]"” dan buka kuncinya, atau taruh sandi di variabel lingkungan IKI_SANDI_SUREL.'
)


def test_a_password_of_the_environment_is_told_and_not_shown(iki: Iki, monkeypatch: pytest.MonkeyPatch) -> None:
    settings(WHOLE)
    monkeypatch.setenv("IKI_SANDI_SUREL", "rahasia-37")
    said = iki("surel")
    assert steps(said.out)[2] == "Sandi        ada, dari variabel lingkungan IKI_SANDI_SUREL"
    assert "rahasia" not in said.out + said.err


# --- the password -----------------------------------------------------------------------------------------------------


def test_a_password_that_the_server_takes_is_stored(
    iki: Iki, typed: list[str], inbox: Inbox, port: int, ground_of_mail: Office, kept: Kept
) -> None:
    settings(at(port, ground_of_mail))
    typed.append(f" {PASSWORD} ")
    said = iki("surel", "--atur")
    assert said == (
        0,
        "Server localhost menerima sandi kantor@contoh.example; sandinya disimpan di tempat sandi komputer ini.\n",
        "",
    )
    assert kept.all == {("iki-excel", "kantor@contoh.example@localhost"): PASSWORD}
    assert (inbox.logins, inbox.letters) == ([(USER, PASSWORD)], [])


def test_a_password_that_the_server_refuses_is_not_stored(
    iki: Iki, typed: list[str], port: int, ground_of_mail: Office, kept: Kept, tmp_path: Path
) -> None:
    settings(at(port, ground_of_mail))
    typed.append("salah-rahasia-1")
    said = iki("surel", "--atur")
    assert said == (
        2,
        "",
        "Server localhost tidak menerima sandi untuk kantor@contoh.example. Periksa pengguna di [surel], iki.toml, "
        "lalu simpan sandi yang benar. Menyimpannya: “iki surel --atur”.\n",
    )
    assert kept.all == {}
    assert files(tmp_path) == ["iki.toml"]


def test_a_password_that_no_server_could_look_at_is_not_stored(
    iki: Iki, typed: list[str], ground_of_mail: Office, kept: Kept
) -> None:
    typed.append(PASSWORD)
    with saying(b"421 4.3.2 Service not available\r\n", closes=True) as port:
        settings(at(port, ground_of_mail))
        said = iki("surel", "--atur")
    assert said.err == (
        "Server localhost sedang tidak melayani. Coba lagi beberapa menit lagi. Sandinya belum disimpan.\n"
    )
    assert kept.all == {}


def test_no_password_is_typed_in_vain(iki: Iki, typed: list[str], port: int, ground_of_mail: Office) -> None:
    settings("")
    assert iki("surel", "--atur").err == "server di [surel], iki.toml, belum ditulis. Tulis nama server surel kantor.\n"
    settings(at(port, ground_of_mail))
    with used(Broken()):
        assert iki("surel", "--atur").err == f"{NO_KEYRING}\n"


def test_an_empty_password_is_none(iki: Iki, typed: list[str], inbox: Inbox, port: int, ground_of_mail: Office) -> None:
    settings(at(port, ground_of_mail))
    typed.append("  ")
    assert iki("surel", "--atur").err == "Sandinya kosong, jadi tidak ada yang disimpan.\n"
    assert inbox.logins == []


def test_a_password_is_asked_for_in_a_terminal_only(
    iki: Iki, monkeypatch: pytest.MonkeyPatch, port: int, ground_of_mail: Office
) -> None:
    settings(at(port, ground_of_mail))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))
    assert iki("surel", "--atur").err == (
        "“iki surel --atur” bertanya, jadi jalankan di terminal. Tanpa terminal, taruh sandi di variabel lingkungan "
        "IKI_SANDI_SUREL.\n"
    )


def test_a_terminal_does_not_show_what_is_typed(tmp_path: Path, port: int, ground_of_mail: Office) -> None:
    settings(at(port, ground_of_mail), tmp_path)
    command = [sys.executable, "-m", "iki_excel.cli", "surel", "--atur"]
    seen = in_terminal(command, tmp_path, b"salah-rahasia-1\n")
    assert "salah-rahasia" not in seen
    assert seen.replace("\r\n", "\n").startswith("Sandi kantor@contoh.example (tidak tampak saat diketik): \n")
    assert "Server localhost tidak menerima sandi untuk kantor@contoh.example." in seen


def in_terminal(command: list[str], folder: Path, typed: bytes) -> str:
    """What a terminal shows of a command into which somebody types."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(folder)
        environment = {**os.environ, "PYTHON_KEYRING_BACKEND": "tests.keyrings.Kept", "PYTHONPATH": str(ROOT)}
        os.execve(command[0], command, environment)
    shown = b""
    with os.fdopen(terminal, "r+b", buffering=0) as screen:
        pieces = until_the_end(screen)
        for piece in pieces:
            shown += piece
            if b": " in shown:
                screen.write(typed)
                break
        shown += b"".join(pieces)
    os.waitpid(process, 0)
    return shown.decode()


def until_the_end(screen: io.FileIO) -> Iterator[bytes]:
    """What comes onto a terminal until its command ends, which some systems say as an error of its reader."""
    try:
        while piece := screen.read(1024):
            yield piece
    except OSError as reason:
        if reason.errno != errno.EIO:
            raise


# --- the letter to itself, and a code ---------------------------------------------------------------------------------


def content_of(inbox: Inbox) -> bytes:
    """The last letter."""
    content = inbox.letters[-1].content
    assert isinstance(content, bytes)
    return content


def code_in(inbox: Inbox) -> str:
    found = re.search(rb"Kode: (\d{6})", content_of(inbox))
    assert found
    return found[1].decode()


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch, inbox: Inbox) -> list[str]:
    """The questions that are answered by somebody who reads the letter and types its code with a gap in it."""
    asked: list[str] = []

    def answer(text: str, **_options: object) -> str:
        asked.append(text)
        code = code_in(inbox)
        return f" {code[:3]} {code[3:]} "

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(click, "prompt", answer)
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    return asked


def test_a_letter_whose_code_was_typed_ends_the_trial(
    iki: Iki, reading: list[str], inbox: Inbox, port: int, ground_of_mail: Office, tmp_path: Path
) -> None:
    settings(at(port, ground_of_mail))
    assert iki("surel", "--uji") == (
        0,
        "Surat uji terbaca kembali di kantor@contoh.example. Surat kini boleh dikirim ke semua alamat di iki.toml.\n",
        "",
    )
    assert reading == ["Surat uji dikirim ke kantor@contoh.example. Ketik kode enam angka di dalamnya"]
    assert [(one.mail_from, one.rcpt_tos) for one in inbox.letters] == [(USER, [USER])]
    with journal.opened(tmp_path) as connection:
        assert not trials.is_trial(connection, office.load(None).settings.surel)
    assert [PASSWORD.encode() in path.read_bytes() for path in tmp_path.iterdir()] == [False, False]


def test_three_wrong_codes_leave_it_in_trial(
    iki: Iki, typed: list[str], monkeypatch: pytest.MonkeyPatch, port: int, ground_of_mail: Office, tmp_path: Path
) -> None:
    settings(at(port, ground_of_mail))
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    typed.extend(["satu", "12345", "1234567"])
    assert iki("surel", "--uji") == (
        2,
        "",
        "Kode itu bukan yang ada di surat uji terakhir, jadi surel masih dalam masa uji. Lihat kotak surat "
        "kantor@contoh.example, juga folder Spam, lalu jalankan “iki surel --uji” lagi.\n",
    )
    assert (typed, files(tmp_path)) == ([], ["iki.toml"])


def test_a_password_and_a_letter_in_one_go(
    iki: Iki, monkeypatch: pytest.MonkeyPatch, inbox: Inbox, port: int, ground_of_mail: Office, kept: Kept
) -> None:
    settings(at(port, ground_of_mail))
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr(
        click, "prompt", lambda _text, hide_input=False, **_options: PASSWORD if hide_input else code_in(inbox)
    )
    assert iki("surel", "--atur", "--uji").status == 0
    assert list(kept.all.values()) == [PASSWORD]


def test_a_letter_is_not_sent_without_a_password(iki: Iki, typed: list[str], port: int, ground_of_mail: Office) -> None:
    settings(at(port, ground_of_mail))
    assert iki("surel", "--uji").err == (
        "Sandi surel belum disimpan. Jalankan “iki surel --atur”, atau taruh di variabel lingkungan IKI_SANDI_SUREL.\n"
    )


def test_a_code_is_asked_for_in_a_terminal_only(
    iki: Iki, monkeypatch: pytest.MonkeyPatch, inbox: Inbox, port: int, ground_of_mail: Office
) -> None:
    settings(at(port, ground_of_mail))
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(isatty=lambda: False))
    assert iki("surel", "--uji").err == (
        "“iki surel --uji” bertanya, jadi jalankan di terminal. Tanpa terminal, tulis dahulu imap di [surel], "
        "iki.toml.\n"
    )
    assert inbox.letters == []


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (
            "554 5.7.1 Spam",
            "Server localhost menolak isi surat uji. Tanyakan sebabnya kepada pengelola server.\n",
        ),
        ("421 4.3.0 Closing", "Server localhost menolak isi surat uji. Tanyakan sebabnya kepada pengelola server.\n"),
    ],
)
def test_a_letter_that_the_server_does_not_take(
    answer: str, sentence: str, iki: Iki, reading: list[str], inbox: Inbox, port: int, ground_of_mail: Office
) -> None:
    settings(at(port, ground_of_mail))
    inbox.data_answer = answer
    assert iki("surel", "--uji") == (2, "", sentence)


# --- the letter to itself, and the mailbox ----------------------------------------------------------------------------


class Box:
    """A mailbox in which the letter lies from a certain look on; None for never."""

    def __init__(self, inbox: Inbox, arrives: int | None) -> None:
        self.inbox, self.arrives, self.asked = inbox, arrives, list[str]()

    def holds(self, message_id: str) -> bool:
        self.asked.append(message_id)
        assert message_id.encode() in content_of(self.inbox)
        return self.arrives is not None and len(self.asked) >= self.arrives


def with_mailbox(port: int, office: Office) -> Surel:
    return account(port, office.certificate, masuk=account(993, None, "tls").keluar)


def try_out(box: Box, port: int, office: Office, folder: Path) -> list[float]:
    """Wait for the letter; how long each pause was meant to be."""
    waited: list[float] = []
    trial = Trial("a1b2", "012345", lambda: "", MOMENT)
    patience = Patience(wait=waited.append)
    run.try_out(with_mailbox(port, office), trial, folder, patience, lambda _account, _password: nullcontext(box))
    return waited


def test_a_letter_that_arrives_ends_the_trial(
    monkeypatch: pytest.MonkeyPatch, inbox: Inbox, port: int, ground_of_mail: Office, tmp_path: Path
) -> None:
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    box = Box(inbox, arrives=3)
    assert try_out(box, port, ground_of_mail, tmp_path) == [3.0, 3.0]
    assert box.asked == ["<iki.uji.a1b2@contoh.example>"] * 3
    assert b"Kode" not in content_of(inbox)
    with journal.opened(tmp_path) as connection:
        assert trials.read_back_at(connection, with_mailbox(port, ground_of_mail)) == "2019-04-02T02:15:00"


def test_a_letter_that_does_not_arrive_within_two_minutes_leaves_it_in_trial(
    monkeypatch: pytest.MonkeyPatch, inbox: Inbox, port: int, ground_of_mail: Office, tmp_path: Path
) -> None:
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)
    with pytest.raises(MailError) as caught:
        try_out(Box(inbox, arrives=None), port, ground_of_mail, tmp_path)
    assert str(caught.value) == (
        "Server menerima surat uji, tetapi surat itu belum tampak di kotak surat kantor@contoh.example setelah dua "
        "menit. Lihat folder Spam dan alamatnya, lalu jalankan “iki surel --uji” lagi; sampai terbaca, surel "
        "dalam masa uji."
    )
    assert Patience().tries * Patience().pause == 120
    assert files(tmp_path) == []


def test_no_letter_is_sent_where_the_mailbox_cannot_be_opened(
    monkeypatch: pytest.MonkeyPatch, inbox: Inbox, port: int, ground_of_mail: Office, tmp_path: Path
) -> None:
    monkeypatch.setenv("IKI_SANDI_SUREL", PASSWORD)

    @contextmanager
    def locked(_account: Surel, _password: str) -> Iterator[Box]:
        raise MailError("Kotak surat terkunci.")
        yield Box(inbox, None)

    trial = Trial("a1b2", "012345", lambda: "", MOMENT)
    with pytest.raises(MailError, match=r"Kotak surat terkunci\."):
        run.try_out(with_mailbox(port, ground_of_mail), trial, tmp_path, opening=locked)
    assert inbox.letters == []


# --- real servers -----------------------------------------------------------------------------------------------------


@pytest.mark.panjang
def test_through_a_real_postfix_and_a_real_dovecot(
    mail: Mail, iki: Iki, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    owner = mail.account("uji-surel")
    own = mail.surel(owner)
    assert own.keluar is not None and own.masuk is not None
    settings(
        f'[surel]\nserver = "{own.keluar.host}"\nport = {own.keluar.port}\nkeamanan = "{own.keluar.keamanan}"\n'
        f'imap = "{own.masuk.host}"\nimap_port = {own.masuk.port}\nimap_keamanan = "{own.masuk.keamanan}"\n'
        f'pengguna = "{own.pengguna}"\ndari = "{own.dari}"\nsertifikat = "{own.sertifikat}"\n'
    )
    monkeypatch.setenv("IKI_SANDI_SUREL", owner.password)
    assert iki("surel", "--uji") == (
        0,
        f"Surat uji terbaca kembali di {own.dari}. Surat kini boleh dikirim ke semua alamat di iki.toml.\n",
        "",
    )
    assert [str(letter["Subject"]) for letter in mail.inbox(owner)] == ["Uji surel iki-excel"]
