"""Letters go out, one message after the other, each of them once. With ``delivery/connecting.py`` the door to smtplib.

A message is sent without its final dot first, and before that no server takes it: what breaks until then was certainly
not sent. From just before the dot until its answer was read it is not certain (``delivery/settling.py``).
"""

from __future__ import annotations

import datetime as dt
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from pathlib import Path

from iki_excel.decree.surel import Surel
from iki_excel.delivery import outbox
from iki_excel.delivery.answers import CONTENT, GONE_AWAY, RECIPIENT, SENDER, Answer, refusal
from iki_excel.delivery.connecting import TIMEOUT, connected
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.outbox import DITOLAK, MENGIRIM, SIAP, TERKIRIM, TIDAK_PASTI, Row
from iki_excel.words import bahasa
from iki_excel.words.errors import MailError
from iki_excel.words.frozen import frozen
from iki_excel.words.progress import Progress, untold

GO_AHEAD = 354
FINAL_DOT = b".\r\n"

BREAKS = (smtplib.SMTPException, OSError)
"""What a session raises that is over."""

WAITING = "menunggu {} detik sebelum mencoba lagi, percobaan {} dari {}"
BROKE_BEFORE = "Sambungan putus sebelum surat ini selesai dikirim, jadi pasti belum sampai. Jalankan “iki kirim” lagi."
GONE = "Berkas surat ini di kotak_keluar hilang atau diubah, jadi tidak dikirim. Jalankan “iki kirim” lagi."

Check = Callable[[Row, bytes], str]
"""Why these bytes must not go to the recipient of a letter, in a sentence; "" where they may."""


@frozen
class Patience:
    """Seconds: between two messages, before each further try of what could not be sent for now, for an answer, and
    before each further look for what may have arrived.
    """

    between: float = 1.0
    again: tuple[float, ...] = (5.0, 15.0, 60.0)
    answer: float = TIMEOUT
    arrival: tuple[float, ...] = (2.0, 5.0, 10.0)
    wait: Callable[[float], None] = time.sleep


USUAL = Patience()


@frozen
class Outgoing:
    """All that sending goes by: the journal, the folder of the frozen letters, and whose account it is.

    ``own_copy``: whether each message goes to the office's own address, too, in the same transaction: by that it can be
    seen later whether the server took it.
    """

    journal: Journal
    folder: Path
    account: Surel
    password: str = field(repr=False)
    check: Check
    waktu: dt.datetime
    own_copy: bool
    patience: Patience = USUAL
    progress: Progress = untold


class Broken(Exception):
    """The session is over; what became of the letter stands in the journal."""


def send(going: Outgoing, letters: Sequence[Row]) -> MailError | None:
    """Send these letters, in rounds, as far as they can be sent; what became of each stands in the journal.

    The error that is in the way of letters that were not sent, where it is about the account or the connection.
    """
    numbers, error = [one.nomor for one in letters], None
    rounds = (0.0, *going.patience.again)
    for attempt, pause in enumerate(rounds, start=1):
        left = outbox.to_send(going.journal, numbers)
        if not left:
            return None
        if pause:
            said = WAITING.format(bahasa.number(pause), attempt, len(rounds))
            going.progress(len(numbers) - len(left), len(numbers), said)
        going.patience.wait(pause)
        error = _round(going, left, len(numbers))
        if error is not None and not error.is_temporary:
            return error
    return error if outbox.to_send(going.journal, numbers) else None


def _round(going: Outgoing, left: Sequence[Row], total: int) -> MailError | None:
    """Each of them tried once; after a break another session takes those behind. ``total``: with what is done."""
    waiting = _told(going, left, total)
    while (first := next(waiting, None)) is not None:
        try:
            with connected(going.account, going.password, timeout=going.patience.answer) as session:
                _deliver(going, session, first)
                for one in waiting:
                    going.patience.wait(going.patience.between)
                    _deliver(going, session, one)
        except MailError as reason:
            return reason
        except Broken:
            continue
    return None


def _told(going: Outgoing, left: Sequence[Row], total: int) -> Iterator[Row]:
    for done, one in enumerate(left, start=total - len(left) + 1):
        yield one
        going.progress(done, total, one.nama)


# --- one message ------------------------------------------------------------------------------------------------------


def _deliver(going: Outgoing, session: smtplib.SMTP, one: Row) -> None:
    """One letter in one transaction; Broken where the session is over after it."""
    content = outbox.content_of(going.folder, one)
    why = GONE if content is None else going.check(one, content)
    if content is None or why:
        outbox.mark(going.journal, one, DITOLAK, going.waktu, why)
        return
    one = outbox.mark(going.journal, one, MENGIRIM, going.waktu)
    try:
        answer = _offer(going, session, one, content)
        if answer is None:
            _send_body(session, content)
    except BREAKS:
        _back(going, one)
        raise Broken from None
    except BaseException:  # somebody stops it: no server takes what has no final dot
        _back(going, one)
        raise
    if answer is None:
        _finish(going, session, outbox.mark(going.journal, one, TIDAK_PASTI, going.waktu))
    else:
        _refused(going, session, one, answer)


def _offer(going: Outgoing, session: smtplib.SMTP, one: Row, content: bytes) -> Answer | None:
    """Sender, recipient and the question whether the content may come; the first answer that is no yes."""
    dari, size = going.account.dari, [f"size={len(content)}"] if session.has_extn("size") else []
    asked: Sequence[tuple[str, Callable[[], tuple[int, bytes]]]] = (
        (SENDER, lambda: session.mail(dari, size)),
        (RECIPIENT, lambda: session.rcpt(one.alamat)),
        (RECIPIENT, lambda: _copy(going, session, one)),
    )
    for of, ask in asked:
        answer = Answer(of, *ask())
        if not answer.is_yes:
            return answer
    answer = Answer(CONTENT, *session.docmd("DATA"))
    return None if answer.code == GO_AHEAD else answer


def _copy(going: Outgoing, session: smtplib.SMTP, one: Row) -> tuple[int, bytes]:
    """The office's own address as one more recipient. Where that is refused the letter goes all the same."""
    if not going.own_copy or going.account.is_own(one.alamat):
        return 250, b""
    answer = Answer(RECIPIENT, *session.rcpt(going.account.dari))
    return (answer.code, answer.words) if answer.ends_session else (250, b"")


def _send_body(session: smtplib.SMTP, content: bytes) -> None:
    """All but the final dot, which is to leave at once: one that waits for company is undecided in a break."""
    assert session.sock is not None
    session.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    session.send(re.sub(rb"(?m)^\.", b"..", content))


def _finish(going: Outgoing, session: smtplib.SMTP, one: Row) -> None:
    """The final dot, and the answer to it. A dot that could not be sent is none: no server takes a part of it."""
    early = _word_before_the_dot(session)
    if early is not None:
        _note(going, one, early)
        raise Broken
    try:
        session.send(FINAL_DOT)
    except BREAKS:
        _back(going, one)
        raise Broken from None
    try:
        answer = Answer(CONTENT, *session.getreply())
    except BREAKS:
        raise Broken from None
    _answered(going, session, one, answer)


def _answered(going: Outgoing, session: smtplib.SMTP, one: Row, answer: Answer) -> None:
    """What the answer to the final dot says; one that says neither yes nor no leaves it as uncertain as before."""
    if answer.is_yes:
        outbox.mark(going.journal, one, TERKIRIM, going.waktu)
    elif answer.is_temporary or answer.is_no:
        _refused(going, session, one, answer)
    else:
        raise Broken


def _word_before_the_dot(session: smtplib.SMTP) -> Answer | None:
    """What the server says though nobody asked, or that it is gone; None where it waits for the dot, as it should."""
    sock = session.sock
    assert sock is not None
    timeout = sock.gettimeout()
    sock.settimeout(0)
    try:
        said = re.match(rb"(\d{3})[ -]?(.*)", sock.recv(1000))
    except (BlockingIOError, ssl.SSLWantReadError):
        return None
    except OSError:
        return GONE_AWAY
    finally:
        sock.settimeout(timeout)
    return Answer(CONTENT, int(said[1]), said[2]) if said else GONE_AWAY


# --- what becomes of it -----------------------------------------------------------------------------------------------


def _back(going: Outgoing, one: Row) -> None:
    outbox.mark(going.journal, one, SIAP, going.waktu, BROKE_BEFORE)


def _note(going: Outgoing, one: Row, answer: Answer) -> None:
    if answer.is_gone:
        _back(going, one)
        return
    keadaan = DITOLAK if answer.is_no else SIAP
    outbox.mark(going.journal, one, keadaan, going.waktu, refusal(answer, one.alamat, going.account.dari))


def _refused(going: Outgoing, session: smtplib.SMTP, one: Row, answer: Answer) -> None:
    """Note what was said, and let the session forget the letter."""
    _note(going, one, answer)
    if answer.ends_session:
        raise Broken
    try:
        forgot, _ = session.rset()
    except BREAKS:
        raise Broken from None
    if forgot != 250:
        raise Broken
