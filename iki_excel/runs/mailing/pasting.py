"""Letters as files for a person: texts to paste into a chat, and drafts for a mail program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from iki_excel.decree.settings import Settings
from iki_excel.delivery import mime, pasting
from iki_excel.delivery.letters import Letter
from iki_excel.runs.outbox import TELLING, sender_of
from iki_excel.words.folders import TEXTS
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving


@frozen
class Pasted:
    """The texts and the drafts that were written, and the folder that they are in."""

    folder: Path
    texts: tuple[Path, ...]
    drafts: tuple[Path, ...] = ()


def paste(
    letters: Sequence[Letter],
    folder: Path,
    settings: Settings,
    *,
    drafts: bool = False,
    all_of: Collection[str] = (),
) -> Pasted:
    """Write the text of every letter of an office into ``folder/pesan/<periode>/``, and with ``drafts`` each as a mail
    that a mail program opens to be sent. ``all_of``: the months of which these are all that are due: their texts of
    before that nobody is waiting for are there no more.
    """
    into = folder / TEXTS / settings.unit.folder
    texts = {into / place: text.encode() for place, text in pasting.texts(letters).items()}
    written = dict(_drafts(letters, into, settings)) if drafts else {}
    with saving.turn(into):
        for path in _earlier(into, all_of):
            if path not in texts:
                path.unlink(missing_ok=True)
        for path, content in (texts | written).items():
            saving.save(path, content)
    return Pasted(_shared(letters, into), tuple(texts), tuple(written))


def _earlier(into: Path, months: Collection[str]) -> list[Path]:
    """The texts of before of these months, as far as they are ours: they begin as a chat's title does."""
    found = [path for month in months for path in sorted((into / month).glob("*.txt"))]
    return [path for path in found if (saving.read(path) or b"").startswith(b"*")]


def text_of(letter: Letter, settings: Settings, folder: Path) -> Path:
    """Where the text of a letter of an office stands."""
    return folder / TEXTS / settings.unit.folder / letter.periode / f"{letter.kepada.kode}.txt"


def _drafts(letters: Sequence[Letter], into: Path, settings: Settings) -> Iterator[tuple[Path, bytes]]:
    """Each draft with its place; of several to one jabatan in a month the later ones have a number."""
    count = Counter[tuple[str, str]]()
    for letter in letters:
        whose = (letter.periode, letter.kepada.kode)
        count[whose] += 1
        number = f"-{count[whose]}" if count[whose] > 1 else ""
        name = f"{letter.kepada.kode}{number}.eml"
        yield into / letter.periode / name, mime.draft(letter, sender_of(settings), TELLING)


def _shared(letters: Sequence[Letter], into: Path) -> Path:
    """The folder that all of them are in: that of their month where it is one."""
    months = {letter.periode for letter in letters}
    return into / months.pop() if len(months) == 1 else into
