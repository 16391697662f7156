"""The outbox: a row a letter in the journal, and the letter itself, frozen, as a file in a folder.

A letter is in one state at any time, and every change of it is on the disk before the next step is taken. What is sent
are the bytes of the file, never a letter that is built again.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import fields, replace
from email.parser import BytesHeaderParser
from email.policy import SMTP
from pathlib import Path

from iki_excel.delivery import mime
from iki_excel.delivery.journal import Journal
from iki_excel.delivery.letters import COPY, HASIL, PERBAIKAN, Letter
from iki_excel.delivery.mime import Sender, Telling
from iki_excel.words import moments
from iki_excel.words.errors import OutputError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.workbooks import saving

SIAP, MENGIRIM, TERKIRIM = "siap", "mengirim", "terkirim"
DITOLAK, TIDAK_PASTI, DISERAHKAN, DIGANTI = "ditolak", "tidak pasti", "diserahkan", "diganti"
STATES = (SIAP, MENGIRIM, TERKIRIM, DITOLAK, TIDAK_PASTI, DISERAHKAN, DIGANTI)
"""siap: can be sent. mengirim: is being sent, its final dot is not. tidak pasti: from just before the final dot until
the answer to it was read. diserahkan: a person handed it over. diganti: it is over, and never sent: a newer letter took
its place, or it is needed no more.
"""

TOLD = (MENGIRIM, TERKIRIM, TIDAK_PASTI, DISERAHKAN)
"""Letters that reached their recipient, or may have: what they are about is not due again."""

MAY_CHANGE_BACK = (HASIL, PERBAIKAN)

REPLACEABLE = (SIAP, DITOLAK)
"""Letters that certainly never arrived, and that a newer one may take the place of."""


LONGEST_HEAD = 4_000
"""Bytes in which the headers of a letter of ours end."""

NEEDED_NO_MORE = "Tidak diperlukan lagi."


@frozen
class Row:
    """A letter in the outbox.

    ``kepada``, ``nama``, ``alamat``: the recipient's code, what the jabatan is called, and the address. ``lampiran``:
    the names of the files, a line each. ``sidik``: the SHA-256 of the frozen bytes, "" where there are none.
    ``jawaban``: what was last said of it. ``diminta``: when a person asked for it by name; ``pernah``: 1 where it may
    have arrived before that. Moments in UTC.
    """

    nomor: int
    unit: str
    periode: str
    jenis: str
    kepada: str
    nama: str
    alamat: str
    perihal: str
    lampiran: str
    pokok: str
    sidik: str
    message_id: str
    keadaan: str
    jawaban: str
    diminta: str
    pernah: int
    dibuat: str
    diubah: str

    @property
    def files(self) -> list[str]:
        """The names of the files that go with it."""
        return self.lampiran.splitlines()

    @property
    def called(self) -> str:
        """What its frozen bytes are called, but for the number."""
        return f"{self.periode}_{self.jenis}_{self.kepada}.eml"

    @property
    def file_name(self) -> str:
        """What its frozen bytes are called."""
        return f"{self.nomor:04d}_{self.called}"


COLUMNS = ", ".join(field.name for field in fields(Row))


# --- asking -----------------------------------------------------------------------------------------------------------


def rows(journal: Journal, periode: str | None = None) -> list[Row]:
    """All letters, or those of a periode, in the order in which they were written."""
    found = journal.execute(
        f"SELECT {COLUMNS} FROM surat WHERE ? IS NULL OR periode = ? ORDER BY nomor", (periode, periode)
    )
    return [Row(*one) for one in found]


def row(journal: Journal, nomor: int) -> Row | None:
    """The letter of a number."""
    found = journal.execute(f"SELECT {COLUMNS} FROM surat WHERE nomor = ?", (nomor,)).fetchone()
    return Row(*found) if found else None


def current(journal: Journal, one: Row) -> Row:
    """A letter as it stands now."""
    return _again(journal, one.nomor)


def _again(journal: Journal, nomor: int) -> Row:
    found = row(journal, nomor)
    assert found is not None
    return found


def is_told(journal: Journal, unit: str, periode: Periode, jenis: str, kepada: str, pokok: str) -> bool:
    """Whether the recipient was written to about this, or may have been."""
    return told_by(journal, unit, periode, jenis, kepada, pokok) is not None


def told_by(journal: Journal, unit: str, periode: Periode, jenis: str, kepada: str, pokok: str) -> Row | None:
    """The last letter by which the recipient was, or may have been, told of this.

    Of what may change back only the last word counts: whoever was told 7, then 10, is to be told that it is 7 again.
    """
    told = sorted((one for one in _of(journal, unit, periode, jenis, kepada) if one.keadaan in TOLD), key=_when)
    counts = told[-1:] if jenis in MAY_CHANGE_BACK else told
    return next((one for one in reversed(counts) if one.pokok == pokok), None)


def _when(one: Row) -> tuple[str, int]:
    return one.diubah, one.nomor


def to_send(journal: Journal, numbers: Iterable[int]) -> list[Row]:
    """Those of these letters that can be sent."""
    found = (row(journal, nomor) for nomor in numbers)
    return [one for one in found if one is not None and one.keadaan == SIAP]


def _of(journal: Journal, unit: str, periode: Periode, jenis: str, kepada: str) -> list[Row]:
    found = journal.execute(
        f"SELECT {COLUMNS} FROM surat WHERE unit = ? AND periode = ? AND jenis = ? AND kepada = ? ORDER BY nomor",
        (unit, periode, jenis, kepada),
    )
    return [Row(*one) for one in found]


# --- marking ----------------------------------------------------------------------------------------------------------


def mark(journal: Journal, one: Row, keadaan: str, waktu: dt.datetime, jawaban: str = "") -> Row:
    """The letter in another state, on the disk when this returns; OutputError where it is no longer in its own."""
    marked = replace(one, keadaan=keadaan, jawaban=jawaban, diubah=moments.kept(waktu))
    changed = journal.execute(
        "UPDATE surat SET keadaan = ?, jawaban = ?, diubah = ? WHERE nomor = ? AND keadaan = ?",
        (keadaan, jawaban, marked.diubah, one.nomor, one.keadaan),
    )
    if changed.rowcount != 1:
        raise OutputError(f"Surat nomor {one.nomor} baru saja diurus perintah iki lain. Jalankan perintah ini lagi.")
    return marked  # without asking the journal: between this and the final dot there is to be as little as can be


def ask_again(journal: Journal, one: Row, waktu: dt.datetime, jawaban: str) -> Row:
    """The letter as one that a person asked to be sent again, as it is and with the ID that it has."""
    asked = replace(one, diminta=moments.kept(waktu), pernah=int(one.pernah or one.keadaan in TOLD))
    journal.execute(
        "UPDATE surat SET diminta = ?, pernah = ? WHERE nomor = ?", (asked.diminta, asked.pernah, one.nomor)
    )
    journal.execute("DELETE FROM salinan WHERE nomor = ?", (one.nomor,))  # another copy comes
    return mark(journal, asked, SIAP, waktu, jawaban)


def asked_by_name(journal: Journal, one: Row, waktu: dt.datetime) -> Row:
    """The letter as one that a person asked for: it waits until it left, whatever is due by then."""
    journal.execute("UPDATE surat SET diminta = ? WHERE nomor = ?", (moments.kept(waktu), one.nomor))
    return _again(journal, one.nomor)


def asked_again(journal: Journal) -> list[Row]:
    """The letters that a person asked for and that did not leave since."""
    return [one for one in rows(journal) if one.keadaan == SIAP and one.diminta]


@frozen
class Needed:
    """What is needed of some periode. ``due``: periode, kind and recipient of the letters that are due; ``awaited``:
    periode and jabatan of the forms that are still to come; ``copies``: who gets copies of results. ``unit``: the one
    of many that this is said of; "" where there is no other.
    """

    periode: frozenset[str]
    due: frozenset[tuple[str, str, str]]
    awaited: frozenset[tuple[str, str]]
    copies: frozenset[str]
    unit: str = ""

    def looks_at(self, one: Row) -> bool:
        """Whether it is said of a letter at all."""
        return one.periode in self.periode and self.unit in ("", one.unit)

    def has(self, one: Row) -> bool:
        """Whether a letter that never arrived may still be needed. Results wait until somebody sends them again."""
        if one.jenis == HASIL:
            return not one.kepada.startswith(f"{COPY}-") or one.kepada in self.copies
        if (one.periode, one.jenis, one.kepada) in self.due:
            return True
        is_overtaken = any((one.periode, one.kepada) == (periode, kepada) for periode, _, kepada in self.due)
        return (one.periode, one.kepada) in self.awaited and not is_overtaken


def close_others(journal: Journal, needed: Needed, waktu: dt.datetime) -> list[Row]:
    """Letters that never arrived and are needed no more; what a person asked for and can still go stays."""
    asked = {one.nomor for one in asked_again(journal)}
    waiting = (one for one in rows(journal) if one.keadaan in REPLACEABLE and one.nomor not in asked)
    over = [one for one in waiting if needed.looks_at(one) and not needed.has(one)]
    return [mark(journal, one, DIGANTI, waktu, NEEDED_NO_MORE) for one in over]


# --- freezing ---------------------------------------------------------------------------------------------------------


def freeze(journal: Journal, folder: Path, letter: Letter, sender: Sender, telling: Telling, waktu: dt.datetime) -> Row:
    """The row of a letter that can be sent, and its bytes in the folder.

    A letter that lies there already is taken as it lies there. Older ones to the same recipient, of the same periode
    and kind, that never arrived are replaced.
    """
    earlier = _of(journal, letter.unit, letter.periode, letter.jenis, letter.kepada.kode)
    ready = _lying(earlier, mime.message_id(letter, sender, telling))
    if ready is not None and is_whole(folder, ready):
        ready = _ready_again(journal, ready, waktu)
        return _alone(journal, earlier, ready, waktu)
    content = mime.in_bytes(letter, sender, telling, waktu)
    told = _told(letter, sender, telling, waktu) | {"sidik": _sidik(content)}
    made = _write(journal, ready, told, _next_number(journal, folder))
    saving.save(folder / made.file_name, content)  # behind its row: what lies there and has none was sent by another
    return _alone(journal, earlier, made, waktu)


def _ready_again(journal: Journal, one: Row, waktu: dt.datetime) -> Row:
    """One that went before, and between which and now something else was told, is to go once more."""
    if one.keadaan == SIAP:
        return one
    return ask_again(journal, one, waktu, "") if one.keadaan in TOLD else mark(journal, one, SIAP, waktu)


def hand_over(
    journal: Journal, folder: Path, letter: Letter, sender: Sender, telling: Telling, waktu: dt.datetime
) -> Row:
    """Note that a person gave a letter to its recipient by hand; it is not due again."""
    earlier = _of(journal, letter.unit, letter.periode, letter.jenis, letter.kepada.kode)
    lying = _lying(earlier, mime.message_id(letter, sender, telling))
    if lying is None:
        told = _told(letter, sender, telling, waktu) | {"keadaan": DISERAHKAN}
        made = _write(journal, None, told, _next_number(journal, folder))
    else:
        made = mark(journal, lying, DISERAHKAN, waktu)
    return _alone(journal, earlier, made, waktu)


def content_of(folder: Path, one: Row) -> bytes | None:
    """The frozen bytes of a letter; None where they are gone or are no longer what was frozen."""
    content = saving.read(folder / one.file_name)
    return content if content is not None and _sidik(content) == one.sidik else None


def is_whole(folder: Path, one: Row) -> bool:
    """Whether the bytes lie there that were frozen."""
    return content_of(folder, one) is not None


def _lying(earlier: Iterable[Row], message_id: str) -> Row | None:
    """The row that is this very letter."""
    return next((one for one in earlier if one.message_id == message_id), None)


def _told(letter: Letter, sender: Sender, telling: Telling, waktu: dt.datetime) -> dict[str, str]:
    """What the row of a letter says of it, by column."""
    return {
        "unit": letter.unit,
        "periode": letter.periode,
        "jenis": letter.jenis,
        "kepada": letter.kepada.kode,
        "nama": letter.kepada.nama,
        "alamat": letter.kepada.alamat,
        "perihal": letter.subject,
        "lampiran": "\n".join(one.name for one in letter.attachments),
        "pokok": letter.pokok,
        "sidik": "",
        "message_id": mime.message_id(letter, sender, telling),
        "keadaan": SIAP,
        "jawaban": "",
        "diubah": moments.kept(waktu),
    }


def _write(journal: Journal, ready: Row | None, told: dict[str, str], number: int) -> Row:
    """A new row of this number, or the one of a letter whose bytes are gone, which are frozen once more."""
    if ready is not None:
        names = ", ".join(f"{name} = :{name}" for name in told)
        journal.execute(f"UPDATE surat SET {names} WHERE nomor = :nomor", told | {"nomor": str(ready.nomor)})
        return _again(journal, ready.nomor)
    told = told | {"nomor": str(number), "dibuat": told["diubah"]}
    names, values = ", ".join(told), ", ".join(f":{name}" for name in told)
    journal.execute(f"INSERT INTO surat ({names}) VALUES ({values})", told)
    return _again(journal, number)


def _next_number(journal: Journal, folder: Path) -> int:
    """One that no letter has, nor any that lies in the folder: an older journal that was put back knows fewer."""
    lying = (re.match(r"(\d+)_", path.name) for path in folder.glob("*.eml"))
    numbers = [*(one.nomor for one in rows(journal)), *(int(found[1]) for found in lying if found)]
    return max(numbers, default=0) + 1


def unknown_in(journal: Journal, folder: Path) -> set[str]:
    """How letters are called, but for their numbers, that lie in the folder and that the journal does not know."""
    known = {one.message_id for one in rows(journal)}
    unknown = (path for path in folder.glob("*.eml") if _message_id_in(path) not in known)
    return {path.name.partition("_")[2] for path in unknown}


def _message_id_in(path: Path) -> str:
    """Its headers are at its beginning; one that cannot be read is none."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        head = file.read(LONGEST_HEAD).partition(b"\r\n\r\n")[0]
        return str(BytesHeaderParser(policy=SMTP).parsebytes(head).get("Message-ID", ""))
    return ""


def _sidik(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _alone(journal: Journal, earlier: Iterable[Row], kept: Row, waktu: dt.datetime) -> Row:
    for one in earlier:
        if one.nomor != kept.nomor and one.keadaan in REPLACEABLE:
            mark(journal, one, DIGANTI, waktu, f"Diganti surat nomor {kept.nomor}.")
    return kept
