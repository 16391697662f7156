"""``iki mulai --pasang``: a folder to double click, for somebody who knows no command line.

The program is installed into the profile of whoever clicks, never into the folder, which may be shared, moved or lie in
OneDrive. What the office works on lies in a folder of its own beside the starters: that is what is kept, copied and
moved to a newer version, and nothing of the program is among it.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from pathlib import Path

from iki_excel import __version__
from iki_excel.words.folders import DATA, WHEELS
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving

BATCH, SHELL, COMMAND = "Mulai IKI.bat", "Mulai IKI.sh", "Mulai IKI.command"
DESKTOP, READ_FIRST = "Mulai IKI.desktop", "BACA DULU.txt"

FROM: Mapping[str, str] = {
    READ_FIRST: READ_FIRST,
    BATCH: BATCH,
    COMMAND: SHELL,  # what Finder opens in its Terminal is the same shell
    DESKTOP: DESKTOP,
    SHELL: SHELL,
}
"""What is written, and from which text."""

OF_WINDOWS = frozenset({BATCH, READ_FIRST})
"""Lines end as Windows wants it: cmd loses its labels else, and an old Notepad all lines."""

TO_BE_RUN = frozenset({SHELL, COMMAND, DESKTOP})


@frozen
class Installed:
    """The folder, and the names of what was written there. ``wheels``: how many files the program itself lies in."""

    folder: Path
    written: tuple[str, ...]
    wheels: int


def install(folder: Path, version: str = __version__, wheels: Path = Path(WHEELS)) -> Installed:
    """Write the starters into a folder, and beside them the wheels where there are any; OutputError where it cannot.

    Starters of an earlier version are replaced; what the office has in its own folder is not looked at.
    """
    with saving.turn(folder):
        for name in FROM:
            _write(folder / name, starter(name, version))
        if wheels.resolve() != (folder / WHEELS).resolve():
            _copy_wheels(wheels, folder / WHEELS)
    return Installed(folder, tuple(FROM), len(list((folder / WHEELS).glob("*.whl"))))


def starter(name: str, version: str = __version__) -> bytes:
    """What one of the files has in it."""
    text = (resources.files("iki_excel.runs") / "pasang" / FROM[name]).read_text("utf-8")
    text = text.replace("@VERSION@", version).replace("@DATA@", DATA)
    return text.replace("\n", "\r\n" if name in OF_WINDOWS else "\n").encode("ascii")


def _write(path: Path, content: bytes) -> None:
    saving.save(path, content)
    if path.name in TO_BE_RUN:
        path.chmod(0o755)


def _copy_wheels(wheels: Path, to: Path) -> None:
    for wheel in sorted(wheels.glob("*.whl")):
        saving.save(to / wheel.name, wheel.read_bytes())
