"""A file of ours, shown by whatever program this computer opens such files with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from iki_excel.words.errors import IkiError

NO_PROGRAM = (
    "{nama} tidak dapat dibuka dari sini: tidak ada program yang mau membukanya. Simpan salinannya, atau buka sendiri "
    "dari folder {folder}."
)
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")
ANSWER_SECONDS = 3.0
"""So long is waited for word that nothing can open a file: a program that opened it may stay until it is closed."""


def show(path: Path) -> None:
    """Open a file, or a folder, before whoever sits at this computer; IkiError where nothing here can."""
    if not _opened(path):
        raise IkiError(NO_PROGRAM.format(nama=path.name, folder=path.parent.as_posix()))


def _opened(path: Path) -> bool:
    if sys.platform == "win32":
        return _by_windows(path)
    command = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    return command is not None and _has_screen() and _by_command(command, path)


def _by_windows(path: Path) -> bool:
    """False where no program is known for such files."""
    try:
        os.startfile(path.resolve())  # type: ignore[attr-defined, unused-ignore]
    except OSError:
        return False
    return True


def _has_screen() -> bool:
    """Without one, as over a line, xdg-open would look for a browser of texts."""
    return sys.platform == "darwin" or any(os.environ.get(name) for name in SCREENS)


def _by_command(command: str, path: Path) -> bool:
    nobody = subprocess.DEVNULL
    running = subprocess.Popen(
        [command, str(path.resolve())], stdin=nobody, stdout=nobody, stderr=nobody, start_new_session=True
    )
    until_closed = threading.Thread(target=running.wait, daemon=True)
    until_closed.start()
    until_closed.join(ANSWER_SECONDS)
    return running.returncode in (None, 0)
