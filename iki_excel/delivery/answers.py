"""What a server answers, as an office understands it: what it means, what to do, and the server's own words behind."""

from __future__ import annotations

import re

from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

ENHANCED = re.compile(r"\b[245]\.(\d{1,3}\.\d{1,3})\b")
"""The code behind the code, which says why (RFC 3463)."""

CLOSING = 421
"""With this a server ends the session, whatever it was asked."""

NO_SUCH_MAILBOX, MAILBOX_NAME = 550, 553
TOO_MUCH = 552
FULL, TOO_BIG = ("2.2",), ("2.3", "3.4")
UNKNOWN = ("1.1", "1.2", "1.3", "1.6", "1.10", "2.1", "4.4")
LONGEST_WORDS = 160


@frozen
class Answer:
    """A code of three digits and the words behind it, as they came. ``of``: what was asked, a step of STEPS."""

    of: str
    code: int
    words: bytes

    @property
    def is_yes(self) -> bool:
        """Whether it was done as asked."""
        return 200 <= self.code < 300

    @property
    def is_temporary(self) -> bool:
        """Whether the same may be taken later."""
        return 400 <= self.code < 500

    @property
    def is_no(self) -> bool:
        """Whether the same will never be taken."""
        return 500 <= self.code < 600

    @property
    def is_gone(self) -> bool:
        """Whether there was none, as the server is gone."""
        return self.code < 0

    @property
    def ends_session(self) -> bool:
        """Whether nothing more can be asked in this session."""
        return self.code == CLOSING


SENDER, RECIPIENT, CONTENT = "pengirim", "penerima", "isi"
STEPS = (SENDER, RECIPIENT, CONTENT)

GONE_AWAY = Answer(CONTENT, -1, b"")


def refusal(answer: Answer, alamat: str, dari: str) -> str:
    """Why a letter was not taken, in a sentence or two, and how the server said it."""
    return f"{_why(answer, alamat, dari)} Kata server: “{_quoted(answer)}”."


def _why(answer: Answer, alamat: str, dari: str) -> str:
    reason = ENHANCED.search(_text(answer))
    kind = reason[1] if reason else ""
    if kind in FULL:
        return f"Kotak surat {alamat} penuh. Minta dikosongkan, lalu jalankan “iki kirim” lagi."
    if answer.is_temporary:
        return "Server belum mau menerima surat ini. Jalankan “iki kirim” lagi nanti."
    if kind in TOO_BIG or answer.code == TOO_MUCH:
        return "Surat ini terlalu besar bagi server. Serahkan berkasnya dengan cara lain."
    if answer.of == SENDER:
        return f"Server tidak mengizinkan {dari} mengirim surat ini. Periksa dari di [surel], iki.toml."
    if answer.of == RECIPIENT and (kind in UNKNOWN or (not kind and answer.code in (NO_SUCH_MAILBOX, MAILBOX_NAME))):
        return f"Alamat {alamat} tidak dikenal. Perbaiki di [surel], iki.toml, lalu jalankan “iki kirim” lagi."
    if answer.of == RECIPIENT:
        return f"Server menolak surat ke {alamat}. Periksa alamatnya, atau tanyakan kepada pengelola server."
    return "Server menolak isi surat ini, mungkin karena dikira spam. Tanyakan kepada pengelola server."


def _quoted(answer: Answer) -> str:
    return bahasa.brief(f"{answer.code} {_text(answer)}", LONGEST_WORDS)


def _text(answer: Answer) -> str:
    """Without what is not seen and changes how the rest is shown."""
    words = answer.words.decode("utf-8", "replace")
    return "".join(sign for sign in words if sign.isprintable() or sign.isspace())
