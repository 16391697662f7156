"""From the bytes of a message to what it carries: whatever may be a form, or a zip of forms, by its content alone.

Any message can be opened, however broken or hostile: what cannot be read is told, and nothing is raised.
"""

from __future__ import annotations

import binascii
import email
import email.errors
import email.header
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from itertools import takewhile

from iki_excel.delivery import verdicts
from iki_excel.words import plain
from iki_excel.words.frozen import frozen
from iki_excel.workbooks.content import CLOSED_ARCHIVE, OLD_EXCEL, WITH_PASSWORD, refuse_by_content
from iki_excel.workbooks.gate import HEAD, Unreadable

DEEPEST, MOST_PARTS = 20, 500
MOST_MARKS = 400
"""How often a message may say that something begins within it: each costs the reader of the whole."""
NESTING = re.compile(rb"boundary\s*\*?\d*\*?\s*=|message/rfc822", re.IGNORECASE)
LONGEST_NAME = 200

TNEF = b"\x78\x9f\x3e\x22"
FROM_OUTLOOK = (
    "bungkusan Outlook (winmail.dat) yang tidak dapat dibuka di sini. Minta formulirnya dikirim lagi sebagai lampiran "
    "biasa"
)
SEALED = "terbungkus tanda tangan atau sandi surel (S/MIME). Minta formulirnya dikirim lagi sebagai lampiran biasa"
TOO_NESTED = "bersusun terlalu banyak. Buka sendiri di kotak surat bila ada formulir di dalamnya"
IN_MAIL = re.compile(
    rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:received|from|mime-version|return-path):", re.IGNORECASE
)
"""A message that was attached as a file of whatever name."""
OWN = re.compile(r"<iki\.[0-9a-f]{40}@[^<>\s]+>")
"""The Message-ID of a letter of ours: what comes back within a refusal or a forward was never filled by anybody."""
UUENCODED = re.compile(rb"begin [0-7]{3,4} (.+)")
BASE64 = re.compile(r"[A-Za-z0-9+/]+=*")
CLOSED = (WITH_PASSWORD, OLD_EXCEL, CLOSED_ARCHIVE)
"""What cannot be read and may yet be a form, or have one in it."""


@frozen
class Attached:
    """A file in a message: its name as it was sent, "" where it has none, and its bytes."""

    name: str
    content: bytes


@frozen
class Opened:
    """A message. ``dari``: the one address that it says it is from, else ""; ``putusan``: what the server says of that
    (verdicts). ``files``: what may be a form or a zip, none of a letter of ours; ``told``: names, and why what bears
    them cannot be looked into; ``others``: how many further files there are, none of which can be a form.
    """

    dari: str
    putusan: str
    message_id: str
    files: tuple[Attached, ...] = ()
    told: tuple[tuple[str, str], ...] = ()
    others: int = 0


@dataclass
class _Found:
    """What was found so far."""

    files: list[Attached] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    others: int = 0
    parts: int = 0


def opened(content: bytes) -> Opened:
    """What a message carries, and who it is from."""
    message, found = _head(content), _Found()
    if len(NESTING.findall(content)) > MOST_MARKS:
        found.told.append(("", TOO_NESTED))
    else:
        _look_into(content, found, 0)
    return Opened(
        dari=verdicts.sender(message),
        putusan=verdicts.verdict(message),
        message_id=_message_id(message),
        files=tuple(found.files),
        told=tuple(found.told),
        others=found.others,
    )


def _head(content: bytes) -> Message:
    """The message without what it carries: that may be of any kind and size."""
    head = re.split(rb"\r?\n\r?\n", content[:500_000], maxsplit=1)[0]
    return email.message_from_bytes(head + b"\n\n", policy=email.policy.compat32)


def _message_id(message: Message) -> str:
    said = " ".join(str(message.get("Message-ID", "")).split())
    return plain.clean(said)[:LONGEST_NAME]


# --- parts ------------------------------------------------------------------------------------------------------------


def _look_into(content: bytes, found: _Found, depth: int) -> None:
    try:
        message = email.message_from_bytes(content, policy=email.policy.compat32)
    except (RecursionError, ValueError, LookupError, email.errors.MessageError):
        found.told.append(("", TOO_NESTED))
        return
    _walk(message, found, depth)


def _walk(part: Message, found: _Found, depth: int) -> None:
    """Every leaf, in the order of the message."""
    found.parts += 1
    if depth > DEEPEST or found.parts > MOST_PARTS:
        if ("", TOO_NESTED) not in found.told:
            found.told.append(("", TOO_NESTED))
        return
    if OWN.fullmatch(_message_id(part)):
        return
    if part.is_multipart() and not _is_encoded_message(part):
        for one in part.get_payload():
            if isinstance(one, Message):
                _walk(one, found, depth + 1)
        return
    _judge(_name(part), _bytes(part), part.get_content_type(), found, depth)


def _is_encoded_message(part: Message) -> bool:
    """A forwarded message in base64, which nobody should send and some programs do."""
    return part.get_content_maintype() == "message" and _encoding(part) == "base64"


def _encoding(part: Message) -> str:
    return str(part.get("Content-Transfer-Encoding", "")).strip().casefold()


def _judge(name: str, content: bytes, kind: str, found: _Found, depth: int) -> None:
    """What a leaf is, by its bytes; its kind only says what text is not looked at as a file."""
    if not content:
        return
    if content.startswith(TNEF):
        found.told.append((name, FROM_OUTLOOK))
    elif kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        found.told.append((name, SEALED))
    elif _may_be_ours(content):
        found.files.append(Attached(name, content))
    elif not kind.startswith("text/") and IN_MAIL.match(content[:HEAD]):
        _look_into(content, found, depth + 1)
    else:
        uuencoded = [*_uuencoded(content)] if kind == "text/plain" else []
        found.files += [one for one in uuencoded if _may_be_ours(one.content)]
        found.others += bool(name) or not kind.startswith("text/")


def _may_be_ours(content: bytes) -> bool:
    """A zip, a workbook is one, or what comes from an old Excel, or under a password."""
    try:
        refuse_by_content(content)
    except Unreadable as reason:
        return reason.rule in CLOSED
    return True


def _uuencoded(text: bytes) -> Iterator[Attached]:
    """Files in the text itself, as old programs send them."""
    name, pieces = "", list[bytes]()
    for line in text.splitlines():
        begins = UUENCODED.fullmatch(line)
        if begins:
            name, pieces = begins[1].decode("utf-8", "replace").strip(), []
        elif name and line == b"end":
            yield Attached(plain.clean(name)[:LONGEST_NAME], b"".join(pieces))
            name = ""
        elif name:
            try:
                pieces.append(binascii.a2b_uu(line))
            except binascii.Error:  # a text that only began like one
                name = ""


# --- a leaf -----------------------------------------------------------------------------------------------------------


def _bytes(part: Message) -> bytes:
    """What a leaf holds, as far as it can be decoded."""
    try:
        if _is_encoded_message(part):
            inner = part.get_payload(0)
            return _of_base64(str(inner.get_payload()) if isinstance(inner, Message) else "")
        if _encoding(part) == "base64":
            return _of_base64(str(part.get_payload()))
        content = part.get_payload(decode=True)
    except Exception:  # the reader of mail raises whatever broken encodings make it raise
        return b""
    return content if isinstance(content, bytes) else b""


def _of_base64(text: str) -> bytes:
    """What lists and gateways write below a file is no part of it; of a broken end what is whole is kept."""
    lines = (stripped for line in text.splitlines() if (stripped := line.strip()))
    signs = "".join(takewhile(BASE64.fullmatch, lines)).rstrip("=")
    return binascii.a2b_base64(f"{signs[: len(signs) - (len(signs) % 4 == 1)]}==")


def _name(part: Message) -> str:
    """How a leaf is called, in whichever of the ways of saying it; "" where in none that can be read."""
    try:
        _mend_letters(part)
        said = part.get_filename() or ""
        return plain.clean(_decoded(str(said)))[:LONGEST_NAME].strip()
    except Exception:  # as above
        return ""


def _mend_letters(part: Message) -> None:
    """Letters of eight bits, which do not belong into a header: the reader of mail would replace each byte of them."""
    for name, value in [*part.raw_items()]:
        if name.casefold() in ("content-disposition", "content-type"):
            part.replace_header(name, _of_eight_bits(str(value)))


def _decoded(said: str) -> str:
    """Encoded words (RFC 2047), which do not belong into a name and are often there."""
    if "=?" in said:
        pieces = email.header.decode_header(re.sub(r"\?=\s+=\?", "?==?", said))
        said = "".join(_in_letters(piece, charset) for piece, charset in pieces)
    return _of_eight_bits(said)


def _of_eight_bits(said: str) -> str:
    raw = said.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _in_letters(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(charset or "utf-8", "replace")
    except LookupError:
        return piece.decode("utf-8", "replace")
