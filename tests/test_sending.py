"""Letters go out once each, whatever a server refuses and wherever a session breaks."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gc
import smtplib
import ssl
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from iki_excel.cli.outbox_lines import sent_lines
from iki_excel.delivery import journal, outbox, sending
from iki_excel.runs import outbox as runs
from iki_excel.words.errors import OutputError
from iki_excel.words.folders import OUTBOX
from tests.grounds import KECIL
from tests.loopback import PASSWORD, USER, Inbox, Office, mail_server
from tests.posting import ADDRESSES, IN_NO_TIME, inboxes, letter, post, states, surel
from tests.smtp_server import (
    AUTH,
    BANNER,
    BODY,
    CONNECT,
    COPY,
    CUT,
    DATA,
    DOT,
    EHLO,
    HANDSHAKE,
    MAIL,
    MOMENTS,
    QUIT,
    RCPT,
    STARTTLS,
    STORED,
    SmtpServer,
    authority,
    certificates,
    free_port,
)

ALL_SENT = [("umum", "terkirim"), ("pelayanan", "terkirim"), ("ketertiban", "terkirim")]
ALL_LEFT = [("umum", "siap"), ("pelayanan", "siap"), ("ketertiban", "siap")]
ONCE_EACH = {"umum": 1, "pelayanan": 1, "ketertiban": 1}
AT_ONCE = dataclasses.replace(IN_NO_TIME, again=())
"""No second try within a run."""


# smtplib leaves a socket to the collector where a server breaks off in the midst of a handshake
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_left_for_other_modules() -> Iterator[None]:
    yield
    with warnings.catch_warnings(action="ignore"):
        gc.collect()


@pytest.fixture
def ca(tmp_path: Path) -> Path:
    return certificates(tmp_path)


def first_is(keadaan: str) -> list[tuple[str, str]]:
    return [("umum", keadaan), *ALL_SENT[1:]]


# --- the way of a letter ----------------------------------------------------------------------------------------------


def test_each_letter_arrives_once_and_the_second_run_sends_nothing(tmp_path: Path, ca: Path) -> None:
    with SmtpServer() as server:
        first = post(tmp_path, surel(server.port, ca), mailbox=server)
        second = post(tmp_path, surel(server.port, ca), mailbox=server)
    assert (states(first.rows), first.error) == (ALL_SENT, None)
    assert second.rows == ()
    assert inboxes(server) == ONCE_EACH
    assert server.filed == [one.message_id for one in first.rows]


def test_what_arrives_is_what_lies_in_the_outbox(tmp_path: Path, ca: Path) -> None:
    dotted = letter("umum", text=".\n..titik di awal baris\n.")
    with SmtpServer() as server:
        sent = post(tmp_path, surel(server.port, ca), [dotted])
    (one,) = sent.rows
    (taken,) = server.taken
    assert (tmp_path / OUTBOX / one.file_name).read_bytes() == taken.content
    assert (taken.sender, taken.recipients) == (USER, ("umum@contoh.example", USER))
    assert taken.message["To"] == "umum@contoh.example"
    assert USER not in str(taken.message["To"])


def test_a_server_that_files_what_it_sends_gets_no_own_copy(tmp_path: Path, ca: Path) -> None:
    with SmtpServer() as server:
        post(tmp_path, surel(server.port, ca, menyimpan_terkirim=True), mailbox=server)
        post(tmp_path, surel(server.port, ca, masuk=None), [letter("umum", jenis="ingatkan")])
    assert [one.recipients for one in server.taken] == [
        ("umum@contoh.example",),
        ("pelayanan@contoh.example",),
        ("ketertiban@contoh.example",),
        ("umum@contoh.example",),
    ]


def test_a_letter_to_the_office_itself_has_one_recipient(tmp_path: Path, ca: Path) -> None:
    own = {**ADDRESSES, "umum": USER}
    with SmtpServer() as server:
        post(tmp_path, surel(server.port, ca, alamat=own), [letter("umum", alamat=USER)])
    assert [one.recipients for one in server.taken] == [(USER,)]


def test_each_state_is_on_the_disk_before_the_step_that_it_speaks_of(tmp_path: Path, ca: Path) -> None:
    seen = dict[str, str]()

    def look(moment: str) -> None:
        with journal.opened(tmp_path) as opened:
            seen[moment] = outbox.rows(opened)[0].keadaan

    with SmtpServer(on_moment=look) as server:
        post(tmp_path, surel(server.port, ca), [letter("umum")])
    del seen[BODY]  # there nobody waits for the other
    assert seen == {
        **dict.fromkeys((CONNECT, BANNER, EHLO, STARTTLS, HANDSHAKE, AUTH), "siap"),
        **dict.fromkeys((MAIL, RCPT, COPY, DATA), "mengirim"),
        **dict.fromkeys((DOT, STORED), "tidak pasti"),
        QUIT: "terkirim",
    }


def test_in_the_trial_only_the_office_itself_is_written_to(tmp_path: Path, ca: Path) -> None:
    own = {**ADDRESSES, "umum": USER.upper()}
    letters = [letter("umum", alamat=USER.upper()), letter("pelayanan")]
    with SmtpServer() as server:
        account = surel(server.port, ca, alamat=own)
        trial = post(tmp_path, account, letters, is_trial=True)
        later = post(tmp_path, account, letters)
    assert states(trial.rows) == [("umum", "terkirim"), ("pelayanan", "siap")]
    assert states(trial.tertahan) == [("pelayanan", "siap")]
    assert (states(later.rows), later.tertahan) == ([("pelayanan", "terkirim")], ())


def test_who_has_no_address_is_told_and_stops_nobody(tmp_path: Path, ca: Path) -> None:
    bad = letter("umum", alamat="umum di kantor")
    without = letter("pimpinan", alamat="", attachments=())
    with SmtpServer() as server:
        sent = post(tmp_path, surel(server.port, ca), [without, bad, letter("pelayanan")])
    assert [one.kepada.kode for one in sent.tanpa_alamat] == ["pimpinan", "umum"]
    assert states(sent.rows) == [("pelayanan", "terkirim")]


def test_two_programs_take_turns(tmp_path: Path, ca: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("iki_excel.workbooks.saving.PATIENCE", 0.1)
    told = list[str]()

    def also_send(moment: str) -> None:
        if moment == DATA and not told:
            with pytest.raises(OutputError) as refused:
                post(tmp_path, surel(server.port, ca))
            told.append(str(refused.value))

    with SmtpServer(on_moment=also_send) as server:
        post(tmp_path, surel(server.port, ca))
    assert inboxes(server) == ONCE_EACH
    assert told == [
        f"{tmp_path / OUTBOX}: sedang dipakai perintah iki lain. Tunggu sampai perintah itu selesai, lalu ulangi "
        "perintah ini. Berkas yang lama, bila ada, tetap utuh."
    ]


def test_a_pause_lies_between_messages_and_growing_ones_before_further_tries(tmp_path: Path, ca: Path) -> None:
    waited = list[float]()
    patience = dataclasses.replace(IN_NO_TIME, between=1, again=(10, 60, 180), wait=waited.append)
    with SmtpServer(refused={"pelayanan@contoh.example": "450 4.7.1 nanti"}) as server:
        post(tmp_path, surel(server.port, ca), patience=patience)
    assert waited == [0, 1, 1, 10, 60, 180]


def test_what_became_of_letters_is_told_in_plain_words(tmp_path: Path, ca: Path) -> None:
    letters = [letter("umum"), letter("pelayanan"), letter("ketertiban"), letter("pimpinan", alamat="", attachments=())]
    refused = {"umum@contoh.example": "550 5.1.1 tidak ada"}
    with SmtpServer(refused=refused, told={DOT: [CUT]}) as server:
        first = post(tmp_path, surel(server.port, ca), letters)
        trial = post(tmp_path, surel(server.port, ca), [letter("umum", jenis="hasil", attachments=())], is_trial=True)
    with SmtpServer(told={STORED: [CUT]}) as server:
        second = post(tmp_path, surel(server.port, ca), [letter("umum", jenis="ingatkan")], mailbox=server)
    assert [*sent_lines(first)] == [
        "1 surat terkirim.",
        f"Surat nomor 1 ke Kepala Subbagian Umum ditolak: {UNKNOWN} {said('550 5.1.1 tidak ada')}",
        f"Surat nomor 2 ke {KECIL.catalog['pelayanan'].nama} tidak pasti: Sambungan putus tepat sesudah isi surat "
        "dikirim. Tidak dikirim lagi tanpa Anda minta.",
        "Tanpa alamat surel: pimpinan. Tempel pesannya di WhatsApp, lalu catat dengan “iki kirim --diserahkan”; atau "
        "tulis alamatnya di [surel.alamat], iki.toml.",
        "Jawab yang tidak pasti dengan “iki kotak-keluar”.",
    ]
    assert [*sent_lines(trial)] == [
        "0 surat terkirim.",
        "1 surat menunggu. Masa uji: hanya alamat kantor sendiri yang disurati. Jalankan “iki surel --uji” sekali, "
        "lalu ulangi.",
    ]
    assert [*sent_lines(second)] == [
        "1 surat terkirim.",
        "Surat nomor 5 ke Kepala Subbagian Umum: Jawaban server tidak terbaca, tetapi salinannya ada di kotak surat "
        "kantor: surat ini diterima server.",
    ]


# --- what a server refuses --------------------------------------------------------------------------------------------


def said(words: str) -> str:
    return f"Kata server: “{words}”."


NOT_NOW = "Server belum mau menerima surat ini. Jalankan “iki kirim” lagi nanti."
TOO_BIG = "Surat ini terlalu besar bagi server. Serahkan berkasnya dengan cara lain."
SPAM = "Server menolak isi surat ini, mungkin karena dikira spam. Tanyakan kepada pengelola server."
SENDER = f"Server tidak mengizinkan {USER} mengirim surat ini. Periksa dari di [surel], iki.toml."
UNKNOWN = "Alamat umum@contoh.example tidak dikenal. Perbaiki di [surel], iki.toml, lalu jalankan “iki kirim” lagi."
FULL = "Kotak surat umum@contoh.example penuh. Minta dikosongkan, lalu jalankan “iki kirim” lagi."
OTHER = "Server menolak surat ke umum@contoh.example. Periksa alamatnya, atau tanyakan kepada pengelola server."


@pytest.mark.parametrize(
    ("moment", "words", "keadaan", "sentence"),
    [
        (MAIL, "550 5.7.1 bukan alamat Anda", "ditolak", SENDER),
        (MAIL, "552 5.3.4 terlalu besar", "ditolak", TOO_BIG),
        (MAIL, "451 4.3.0 sibuk", "siap", NOT_NOW),
        (RCPT, "550 5.1.1 tidak ada", "ditolak", UNKNOWN),
        (RCPT, "550 tidak ada", "ditolak", UNKNOWN),
        (RCPT, "553 nama kotak salah", "ditolak", UNKNOWN),
        (RCPT, "552 5.2.2 penuh", "ditolak", FULL),
        (RCPT, "554 5.7.1 tidak boleh", "ditolak", OTHER),
        (RCPT, "450 4.2.0 coba lagi nanti", "siap", NOT_NOW),
        (RCPT, "452 4.5.3 terlalu banyak", "siap", NOT_NOW),
        (DATA, "554 5.7.1 tidak", "ditolak", SPAM),
        (DATA, "451 4.7.1 nanti", "siap", NOT_NOW),
        (DOT, "554 5.7.1 spam", "ditolak", SPAM),
        (DOT, "552 5.3.4 terlalu besar", "ditolak", TOO_BIG),
        (DOT, "552 besar", "ditolak", TOO_BIG),
        (DOT, "451 4.7.1 nanti", "siap", NOT_NOW),
        (MAIL, "421 4.3.2 tutup", "siap", NOT_NOW),
        (RCPT, "421 4.3.2 tutup", "siap", NOT_NOW),
        (COPY, "421 4.3.2 tutup", "siap", NOT_NOW),
        (DATA, "421 4.3.2 tutup", "siap", NOT_NOW),
        (DOT, "421 4.3.2 tutup", "siap", NOT_NOW),
    ],
)
def test_a_refusal_is_told_with_the_words_of_the_server_and_the_others_go(
    tmp_path: Path, ca: Path, moment: str, words: str, keadaan: str, sentence: str
) -> None:
    with SmtpServer(told={moment: [words]}) as server:
        first = post(tmp_path, surel(server.port, ca), patience=AT_ONCE)
        assert inboxes(server) == {"pelayanan": 1, "ketertiban": 1}
        second = post(tmp_path, surel(server.port, ca), patience=AT_ONCE)
    assert (states(first.rows), first.error) == (first_is(keadaan), None)
    assert first.rows[0].jawaban == f"{sentence} {said(words)}"
    assert states(second.rows) == [("umum", "terkirim")]
    assert second.rows[0].message_id == first.rows[0].message_id
    assert inboxes(server) == ONCE_EACH


def test_an_answer_of_several_lines_is_read_to_its_end(tmp_path: Path, ca: Path) -> None:
    several = {
        MAIL: ["250-baik\n250 sekali"],
        DATA: ["354-ya\n354 isinya"],
        STORED: ["250-2.0.0 diterima\n250 nomor 7"],
    }
    with SmtpServer(told=several) as server:
        sent = post(tmp_path, surel(server.port, ca))
    assert states(sent.rows) == ALL_SENT
    assert inboxes(server) == ONCE_EACH


def test_a_letter_that_is_put_off_goes_in_the_same_run(tmp_path: Path, ca: Path) -> None:
    greylisting = {RCPT: ["450 4.7.1 nanti", "450 4.7.1 nanti", None, "450 4.7.1 nanti", None, None]}
    with SmtpServer(told=greylisting) as server:
        sent = post(tmp_path, surel(server.port, ca))
    assert (states(sent.rows), sent.error) == (ALL_SENT, None)
    assert inboxes(server) == ONCE_EACH


def test_whoever_waits_is_told_of_all_letters_also_before_a_further_try(tmp_path: Path, ca: Path) -> None:
    told = list[tuple[int, int, str]]()
    patience = dataclasses.replace(IN_NO_TIME, again=(10, 60))
    with SmtpServer(told={RCPT: [None, None, "450 4.7.1 nanti", None, None, None]}) as server:
        post(tmp_path, surel(server.port, ca), patience=patience, progress=lambda *step: told.append(step))
    assert [(done, total) for done, total, _ in told] == [(1, 3), (2, 3), (3, 3), (2, 3), (3, 3)]
    assert told[3][2] == "menunggu 10 detik sebelum mencoba lagi, percobaan 2 dari 3"


def test_a_refused_recipient_leaves_no_copy_with_the_office(tmp_path: Path, ca: Path) -> None:
    with SmtpServer(refused={"umum@contoh.example": "550 5.1.1 tidak ada"}) as server:
        post(tmp_path, surel(server.port, ca))
    assert sorted(one.recipients for one in server.taken) == [
        ("ketertiban@contoh.example", USER),
        ("pelayanan@contoh.example", USER),
    ]


def test_a_refused_copy_keeps_no_letter_back(tmp_path: Path, ca: Path) -> None:
    with SmtpServer(refused={USER: "550 5.1.1 tidak ada"}) as server:
        sent = post(tmp_path, surel(server.port, ca))
    assert states(sent.rows) == ALL_SENT
    assert [one.recipients for one in server.taken] == [
        ("umum@contoh.example",),
        ("pelayanan@contoh.example",),
        ("ketertiban@contoh.example",),
    ]


def test_an_answer_to_the_final_dot_that_is_none_leaves_it_open(tmp_path: Path, ca: Path) -> None:
    with SmtpServer(told={STORED: ["apa ini"]}) as server:
        sent = post(tmp_path, surel(server.port, ca))
    assert states(sent.rows) == first_is("tidak pasti")
    assert inboxes(server) == ONCE_EACH


def test_a_server_that_refuses_before_the_end_of_the_content_is_heard(
    tmp_path: Path, ca: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = sending._send_body

    def said_in_between(session: smtplib.SMTP, content: bytes) -> None:
        body(session, content)
        server.has_cut.wait(5)

    monkeypatch.setattr(sending, "_send_body", said_in_between)
    with SmtpServer(told={BODY: ["552 5.3.4 terlalu besar"]}) as server:
        sent = post(tmp_path, surel(server.port, ca), [letter("umum")])
    assert states(sent.rows) == [("umum", "ditolak")]
    assert sent.rows[0].jawaban == f"{TOO_BIG} {said('552 5.3.4 terlalu besar')}"


# --- what the server of aiosmtpd refuses ------------------------------------------------------------------------------


@dataclass
class Refusing(Inbox):
    """``refuses``: by step, or by the address of a recipient, what is said instead."""

    refuses: dict[str, str] = field(default_factory=dict)

    async def handle_MAIL(self, _server: Any, _session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self.refuses.get("MAIL", "250 baik")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.rcpt_tos += [] if address in self.refuses else [address]
        return self.refuses.get(address, "250 baik")

    @property
    def recipients(self) -> list[list[str]]:
        """Of each letter that it took."""
        return [one.rcpt_tos for one in self.letters]


@pytest.fixture(scope="module")
def kantor(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("kantor"))


def test_the_server_of_aiosmtpd_takes_each_letter_once(tmp_path: Path, kantor: Office) -> None:
    with mail_server(inbox := Refusing(), kantor.context()) as port:
        sent = post(tmp_path, surel(port, kantor.certificate))
        post(tmp_path, surel(port, kantor.certificate))
    assert states(sent.rows) == ALL_SENT
    assert inbox.recipients == [[f"{kode}@contoh.example", USER] for kode, _ in ALL_SENT]


@pytest.mark.parametrize(
    ("refuses", "keadaan", "jawaban"),
    [
        ({"umum@contoh.example": "550 5.1.1 tidak ada"}, "ditolak", f"{UNKNOWN} {said('550 5.1.1 tidak ada')}"),
        ({"umum@contoh.example": "450 4.7.1 nanti"}, "siap", f"{NOT_NOW} {said('450 4.7.1 nanti')}"),
    ],
)
def test_the_server_of_aiosmtpd_refuses_a_recipient(
    tmp_path: Path, kantor: Office, refuses: dict[str, str], keadaan: str, jawaban: str
) -> None:
    with mail_server(inbox := Refusing(refuses=refuses), kantor.context()) as port:
        first = post(tmp_path, surel(port, kantor.certificate))
        inbox.refuses = {}
        second = post(tmp_path, surel(port, kantor.certificate))
    assert states(first.rows) == first_is(keadaan)
    assert first.rows[0].jawaban == jawaban
    assert states(second.rows) == [("umum", "terkirim")]
    assert inbox.recipients == [[f"{kode}@contoh.example", USER] for kode in ("pelayanan", "ketertiban", "umum")]


def test_the_server_of_aiosmtpd_refuses_what_is_too_large(tmp_path: Path, kantor: Office) -> None:
    with mail_server(inbox := Refusing(), kantor.context(), data_size_limit=1000) as port:
        sent = post(tmp_path, surel(port, kantor.certificate))
    assert [(one.keadaan, one.jawaban) for one in sent.rows] == [
        ("ditolak", f"{TOO_BIG} {said('552 Error: message size exceeds fixed maximum message size')}")
    ] * 3
    assert inbox.recipients == []


# --- what stops a run -------------------------------------------------------------------------------------------------


def not_trusted(**said: Any) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority().issue_cert(said.pop("host", "localhost"), **said).configure_cert(context)
    return context


LAST_YEAR = dt.datetime(2018, 1, 1, tzinfo=dt.UTC)
STOPPING: list[Any] = [
    ({"password": "lain"}, {}, "Server localhost tidak menerima sandi untuk kantor@contoh.example. Periksa pengguna di "
     "[surel], iki.toml, lalu simpan sandi yang benar. Menyimpannya: “iki surel --atur”."),
    ({"has_starttls": False}, {}, "Server localhost port PORT tidak menawarkan TLS, jadi sandi tidak dikirim ke sana. "
     "Tulis port = 465 di [surel], iki.toml, atau tanyakan port yang aman kepada pengelola servernya."),
    ({"context": not_trusted(not_after=LAST_YEAR)}, {}, "Sertifikat server localhost sudah kedaluwarsa. Beri tahu "
     "pengelola servernya; sampai diperbarui tidak ada yang dikirim."),
    ({"context": not_trusted(host="lain.example")}, {}, "Sertifikat server localhost untuk nama lain, bukan localhost. "
     "Tulis nama server seperti yang diberikan pengelolanya."),
    ({}, {"sertifikat": None}, "Sertifikat server localhost tidak dikenal komputer ini. Bila kantor memakai sertifikat "
     "sendiri, minta berkas PEM-nya kepada pengelola server dan tulis di [surel], misalnya sertifikat = "
     '"kantor.pem".'),
    ({"told": {BANNER: ["554 tidak di sini"]}}, {}, "Server localhost port PORT tidak mau menerima sambungan dari "
     "sini. Tanyakan kepada pengelolanya server dan port untuk mengirim surel dari program."),
]  # fmt: skip


@pytest.mark.parametrize(("server_is", "account_is", "sentence"), STOPPING)
def test_what_stops_the_run_is_one_sentence_and_nothing_is_lost(
    tmp_path: Path, ca: Path, server_is: dict[str, Any], account_is: dict[str, Any], sentence: str
) -> None:
    with SmtpServer(**server_is) as server:
        first = post(tmp_path, surel(server.port, ca, **account_is))
    assert str(first.error) == sentence.replace("PORT", str(server.port))
    assert (states(first.rows), server.taken) == (ALL_LEFT, [])
    assert PASSWORD.encode() not in b"".join(server.heard)
    with SmtpServer() as better:
        second = post(tmp_path, surel(better.port, ca))
    assert (states(second.rows), second.error) == (ALL_SENT, None)
    assert [one.nomor for one in second.rows] == [one.nomor for one in first.rows]
    assert inboxes(better) == ONCE_EACH


def test_a_server_that_does_not_answer_is_tried_again_and_then_told(tmp_path: Path, ca: Path) -> None:
    port, waited = free_port(), list[float]()
    patience = dataclasses.replace(IN_NO_TIME, again=(10, 60, 180), wait=waited.append)
    first = post(tmp_path, surel(port, ca), patience=patience)
    assert states(first.rows) == ALL_LEFT
    assert waited == [0, 10, 60, 180]
    assert str(first.error) == (
        f"Server localhost port {port} menolak sambungan. Periksa nomor portnya di iki.toml, atau coba lagi nanti."
    )


def test_the_password_stands_nowhere(tmp_path: Path, ca: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with SmtpServer(told={AUTH: ["535 5.7.8 salah"], DOT: ["554 tidak"], STORED: [CUT]}) as server:
        refused = post(tmp_path, surel(server.port, ca))
        sent = post(tmp_path, surel(server.port, ca))
    left = {path.name for path in tmp_path.rglob("*") if path.is_file() and PASSWORD.encode() in path.read_bytes()}
    assert left == set()
    assert PASSWORD not in f"{refused!r} {sent!r} {refused.error} {capsys.readouterr()}"
    assert PASSWORD not in repr(outgoing_of(tmp_path))


def outgoing_of(folder: Path) -> sending.Outgoing:
    with journal.opened(folder) as opened:
        never: Callable[..., str] = lambda row, content: ""  # noqa: E731
        return sending.Outgoing(opened, folder, surel(1), PASSWORD, never, dt.datetime(2019, 2, 4), False)


# --- where a session breaks -------------------------------------------------------------------------------------------

BEFORE_ANY = (CONNECT, BANNER, EHLO, STARTTLS, HANDSHAKE, AUTH)
BEFORE_THE_DOT = (MAIL, RCPT, COPY, DATA, BODY)
BROKE = "Sambungan putus sebelum surat ini selesai dikirim, jadi pasti belum sampai. Jalankan “iki kirim” lagi."


def expected(moment: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]], dict[str, int], dict[str, int]]:
    """How the letters stand after the first run and after the second, and what lies in the mailboxes then."""
    others = {"pelayanan": 1, "ketertiban": 1}
    if moment in BEFORE_ANY:
        return ALL_LEFT, ALL_SENT, {}, ONCE_EACH
    if moment in BEFORE_THE_DOT:
        return first_is("siap"), [("umum", "terkirim")], others, ONCE_EACH
    if moment == DOT:
        return first_is("tidak pasti"), [], others, others
    return first_is("tidak pasti" if moment == STORED else "terkirim"), [], ONCE_EACH, ONCE_EACH


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_session_that_breaks_loses_nothing_and_sends_nothing_twice(
    tmp_path: Path, ca: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    after_first, after_second, in_first, in_second = expected(moment)
    with SmtpServer(told={moment: [CUT]}) as server:
        if moment == BODY:
            wait_for_the_break(monkeypatch, server)
        first = post(tmp_path, surel(server.port, ca), patience=AT_ONCE)
        assert (states(first.rows), inboxes(server)) == (after_first, in_first)
        second = post(tmp_path, surel(server.port, ca), patience=AT_ONCE, mailbox=server)
    assert (states(second.rows), inboxes(server)) == (after_second, in_second)
    assert states(second.selesai) == ([("umum", "terkirim")] if moment == STORED else [])
    if moment in BEFORE_THE_DOT:
        assert first.rows[0].jawaban == BROKE
    assert states(runs.look(tmp_path))[0] == ("umum", "tidak pasti" if moment == DOT else "terkirim")


def wait_for_the_break(monkeypatch: pytest.MonkeyPatch, server: SmtpServer) -> None:
    """The content lies in the buffers of the system while the server breaks: here the sender does not hurry on."""
    body = sending._send_body

    def send(session: smtplib.SMTP, content: bytes) -> None:
        body(session, content)
        if server.told[BODY] == []:
            server.has_cut.wait(5)

    monkeypatch.setattr(sending, "_send_body", send)


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_break_is_mended_in_the_same_run_where_it_can_be(
    tmp_path: Path, ca: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SmtpServer(told={moment: [CUT]}) as server:
        if moment == BODY:
            wait_for_the_break(monkeypatch, server)
        sent = post(tmp_path, surel(server.port, ca), mailbox=server)
    is_open = moment == DOT
    assert (states(sent.rows), sent.error) == (first_is("tidak pasti") if is_open else ALL_SENT, None)
    assert inboxes(server) == ({"pelayanan": 1, "ketertiban": 1} if is_open else ONCE_EACH)


def test_what_is_asked_for_again_goes_out_once_more_as_it_was(tmp_path: Path, ca: Path) -> None:
    with SmtpServer(told={DOT: [CUT]}) as server:
        first = post(tmp_path, surel(server.port, ca))
        runs.answer(tmp_path, [], [first.rows[0].nomor], dt.datetime(2019, 2, 5, tzinfo=dt.UTC))
        second = post(tmp_path, surel(server.port, ca), [letter("umum")])
    assert states(second.rows) == [("umum", "terkirim")]
    assert second.rows[0].message_id == first.rows[0].message_id
    assert inboxes(server) == ONCE_EACH
