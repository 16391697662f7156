"""What is told of a message that carries what cannot be taken: which one, what, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from iki_excel.delivery.attached import Attached, Opened
from iki_excel.delivery.mailbox import LARGEST_MESSAGE, Incoming
from iki_excel.runs.fetching.ours import Glance
from iki_excel.words import bahasa, moments

MEGABYTE = 2**20
LONGEST = 60
"""Letters of a name."""

LOOK = "Buka sendiri di kotak surat"


def when(incoming: Incoming) -> str:
    """ "2 April 2019 pukul 09.15 WIB"."""
    return moments.words(moments.kept(incoming.tiba))


def _whose(message: Opened, incoming: Incoming) -> str:
    return f"surat dari {message.dari or 'pengirim tanpa alamat'}, {when(incoming)}"


def _brief(name: str) -> str:
    return bahasa.brief(name, LONGEST)


def closed(message: Opened, incoming: Incoming) -> Iterator[str]:
    """A sentence for each thing in it that nobody can look into."""
    for name, why in message.told:
        what = f"lampiran “{_brief(name)}”" if name else "isinya"
        yield f"Dalam {_whose(message, incoming)}, {what} {why}."


def not_taken(file: Attached, seen: Glance, message: Opened, incoming: Incoming) -> str:
    """A file that may have been meant as a form."""
    name = f"lampiran “{_brief(file.name)}”" if file.name else "sebuah lampiran tanpa nama"
    return f"Dalam {_whose(message, incoming)}, {name} tidak diambil: {seen.why}. {LOOK} bila itu formulir."


def too_large(incoming: Incoming) -> str:
    """A message that was not fetched."""
    return (
        f"Surat yang tiba {when(incoming)} lebih dari {LARGEST_MESSAGE // MEGABYTE} MB, jadi tidak diambil. {LOOK} "
        "bila ada formulir di dalamnya."
    )
