"""A letter as data: who gets it, what it says, and which files go with it. Nothing here knows how it travels."""

from __future__ import annotations

from pathlib import Path

from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

FORMULIR, PERBAIKAN, INGATKAN, HASIL = "formulir", "perbaikan", "ingatkan", "hasil"
KINDS = (FORMULIR, PERBAIKAN, INGATKAN, HASIL)
"""What a letter is for; the words of ``iki kirim``."""


COPY = "tembusan"
"""The code of whoever gets copies, before a number."""


@frozen
class Recipient:
    """Who gets a letter. ``kode``: of the jabatan (the head's as Unit.head says), ``tembusan-1`` … for others.

    ``nama``: what the jabatan is called; ``pejabat``: the holder's name, "" where nobody says; ``alamat``: "" for one
    who has no mail.
    """

    kode: str
    nama: str
    pejabat: str = ""
    alamat: str = ""

    @property
    def is_copied(self) -> bool:
        """Whether nothing but an address is known of who gets it."""
        return self.kode.startswith(f"{COPY}-")


# --- what goes with it ------------------------------------------------------------------------------------------------

OF_ALL = ""
"""The jabatan of a file that tells of the whole office."""


@frozen
class Attachment:
    """A file that goes with a letter: its ``name`` in ASCII, its bytes, and the ``jabatan`` that it tells of (a code or
    OF_ALL). ``path``: where it lies in the office's folder.
    """

    name: str
    content: bytes
    jabatan: str
    path: Path


# --- what it says -----------------------------------------------------------------------------------------------------

FINAL, PROVISIONAL, WRONG = "final", "provisional", "wrong"
"""The tone of a banner: lengkap, sementara, or something is to be mended or is missing."""


@frozen
class Paragraph:
    """A sentence or several."""

    text: str


@frozen
class Banner:
    """The state, before anything else that is said: a title and the lines below it, in a tone."""

    title: str
    lines: tuple[str, ...]
    tone: str


@frozen
class Headline:
    """A number in large figures, and what it is."""

    number: str
    about: str


@frozen
class Items:
    """A list under a title ("" for none); ``numbered`` where it is done in this order."""

    title: str
    items: tuple[str, ...]
    numbered: bool = False


@frozen
class Bar:
    """A row of a chart: its label (``kode`` may be ""), how long its bar is as a part of the whole (None for none),
    the look of its predikat (report.bands), its number, its change, and in a word how it stands.
    """

    kode: str
    nama: str
    panjang: float | None
    rupa: int
    angka: str
    perubahan: str
    kata: str


@frozen
class Bars:
    """A chart made of table cells. ``label``: the head of its first column; ``target``: where its target stands, as a
    part of the whole; ``sejak``: the head of its column of changes, "" for none.
    """

    title: str
    label: str
    rows: tuple[Bar, ...]
    target: float
    sejak: str = ""


Block = Paragraph | Banner | Headline | Items | Bars


@frozen
class Body:
    """What a letter says, from its title to its last block."""

    title: str
    below: str
    blocks: tuple[Block, ...]


# --- the letter -------------------------------------------------------------------------------------------------------


@frozen
class Letter:
    """One message to one recipient.

    ``subject``: in ASCII. ``sebab``: why it is due, in words. ``pokok``: what it is about, a short text; a letter of
    the same unit, periode, kind and recipient that is about the same is never due again, whatever its bytes.
    """

    unit: str
    periode: Periode
    jenis: str
    kepada: Recipient
    subject: str
    body: Body
    attachments: tuple[Attachment, ...]
    sebab: str
    pokok: str
