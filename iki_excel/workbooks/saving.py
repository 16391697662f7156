"""The one door for every file that is written: whole or not at all, one run at a time in a folder, stale parts removed.

A file is built in memory, written beside its place, flushed, and moved into place: the old one is whole until then.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import hashlib
import io
import os
import re
import secrets
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from xml.parsers import expat

from iki_excel.words.errors import OutputError

if TYPE_CHECKING:
    from filelock import BaseFileLock

PART = ".iki-tmp"
"""How the name of every file ends that is not yet in its place."""


# --- a file ----------------------------------------------------------------------------------------------------------


class NotReplaced(OutputError):
    """The old file stays: it is in use, or it is no longer the one that was to be replaced."""


NOTHING = ""
"""Stands for the SHA-256 of what stands in a place that is free."""


def save(path: Path, content: bytes, over: str | None = None, moment: dt.datetime | None = None) -> None:
    """Write a file beside its place, flush it, and move it into place: the old file stays whole until then.

    ``over``: the SHA-256 of the only file that may be replaced (NOTHING for none); NotReplaced where another one came
    to stand there. ``moment``: the time that the file has once it is in its place, as if it had been written then.
    """
    with aside(path, over, moment) as part, written_at(path), part.open("xb") as file:
        file.write(content)


@contextlib.contextmanager
def aside(path: Path, over: str | None = None, moment: dt.datetime | None = None) -> Iterator[Path]:
    """Where a file is to be written that takes its place when the block ends; ``over`` and ``moment`` as for ``save``.

    Where the block fails nothing is left of it, nor are folders that were made for it.
    """
    _refuse_names(path)
    beside = path.with_name(f".{path.name[:40]}.{secrets.token_hex(4)}{PART}")
    made = _missing(path.parent)
    try:
        with written_at(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
        with written_at(path):
            _flush(beside)
        if moment is not None:
            set_time(beside, moment)
        with _told(path, IN_USE, NotReplaced):  # the folder takes files: it is the old one that may not be replaced
            _refuse_what_is_no_file(path)
            _refuse_another_file(path, over)
            beside.replace(path)
        made = []
        _flush_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        _remove_empty(made)


def written_at(path: Path) -> contextlib.AbstractContextManager[None]:
    """Says as an OutputError what is in the way of writing a file, wherever its bytes are on the way to this place."""
    return _told(path, NO_RIGHT)


def save_workbook(path: Path, content: bytes, over: str | None = None) -> None:
    """Save a workbook after opening it again in memory."""
    if not _is_whole(content):
        raise OutputError(f"{path}: buku kerja yang dibuat rusak. Jalankan perintah ini sekali lagi.")
    save(path, content, over)


def make_folder(folder: Path) -> None:
    """A folder that may be there already; OutputError where it cannot be made."""
    _refuse_names(folder)
    with _told(folder, NO_RIGHT):
        folder.mkdir(parents=True, exist_ok=True)


def remove(path: Path, only: str) -> None:
    """Take a file away that is kept elsewhere; NotReplaced where it is in use, or no longer has this SHA-256."""
    with _told(path, IN_USE, NotReplaced):
        _refuse_another_file(path, only)
        path.unlink()


def read(path: Path) -> bytes | None:
    """What stands in the place of a file; None where nothing does."""
    with _told(path, UNREADABLE):
        return path.read_bytes() if os.path.isfile(path) else None


def set_time(path: Path, moment: dt.datetime) -> None:
    """Give a file the time of a moment, as if it had been written then."""
    with _told(path, NO_RIGHT):
        os.utime(path, (moment.timestamp(), moment.timestamp()))


def _missing(folder: Path) -> list[Path]:
    """A folder and those around it, as far as they are not there yet; the innermost first."""
    return [part for part in (folder, *folder.parents) if not os.path.isdir(part)]


def _remove_empty(folders: Iterable[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):  # it is not empty
            folder.rmdir()


def _refuse_what_is_no_file(path: Path) -> None:
    """A folder, and a device or pipe, which would be replaced by a file without a word."""
    if os.path.isdir(path):
        raise IsADirectoryError(errno.EISDIR, "")
    if os.path.exists(path) and not os.path.isfile(path):
        raise OutputError(f"{path}: bukan berkas biasa. Pilih nama lain.")


def _refuse_another_file(path: Path, over: str | None) -> None:
    if over is not None and _hash_of(path) != over:
        raise NotReplaced(f"{path}: {CHANGED}. {OLD_IS_WHOLE}")


def _hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if os.path.lexists(path) else NOTHING


def _flush(path: Path) -> None:
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _flush_folder(folder: Path) -> None:
    """Make the move itself outlast a power cut; Windows has no such thing, and the file is whole either way."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _is_whole(content: bytes) -> bool:
    """Whether every part has its checksum and every part of XML can be read to its end."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                part = archive.read(name)
                if name.endswith((".xml", ".rels", ".vml")):
                    expat.ParserCreate().Parse(part, True)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError):
        return False
    return True


# --- a turn ----------------------------------------------------------------------------------------------------------

LOCK = ".iki-excel.lock"
PATIENCE = 60.0
"""Seconds that a run waits for another one in the same folder."""


@contextlib.contextmanager
def turn(*folders: Path) -> Iterator[None]:
    """A whole run that writes in these folders: others wait for their turn there.

    What a killed run left there is removed, and so is a folder made for a run that then failed and wrote nothing.
    """
    for folder in folders:
        _refuse_names(folder)
    by_place = {os.path.realpath(folder): folder for folder in folders}
    with contextlib.ExitStack() as held:
        for _, folder in sorted(by_place.items()):  # all runs in one order, so that no two wait for each other
            held.enter_context(_turn_in(folder))
        yield


@contextlib.contextmanager
def _turn_in(folder: Path) -> Iterator[None]:
    made, lock = _missing(folder), None
    try:
        lock = _locked(folder)
        if lock:
            _remove_stale_parts(folder)
        yield
        made = []
    finally:
        if lock:
            _free(lock)
        _remove_empty(made)


CANNOT_LOCK = frozenset({errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOLCK})


def _locked(folder: Path) -> BaseFileLock | None:
    """The lock of a folder; None where a disk has no locks, and where a file is in the way: saving says which."""
    from filelock import FileLock, Timeout  # a worker knows this module, and locks nothing

    shown = folder if folder.name else folder.absolute()
    # the system's own lock, which a killed process loses; 0o666: another user of the folder must be able to wait
    lock = FileLock(folder / LOCK, timeout=PATIENCE, mode=0o666, fallback_to_soft=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise OutputError(f"{shown}: {BUSY}. {OLD_IS_WHOLE}") from None
    except (FileExistsError, NotADirectoryError, NotImplementedError):
        return None
    except OSError as reason:
        if reason.errno in CANNOT_LOCK:
            return None
        raise OutputError(_sentence(shown, reason, NO_RIGHT)) from None
    return lock


def _free(lock: BaseFileLock) -> None:
    """Remove the lock file and then unlock it: whoever waits on a removed one notices, and makes a new one."""
    with contextlib.suppress(OSError):  # Windows removes no open file; there filelock does it once it is closed
        os.unlink(lock.lock_file)
    with contextlib.suppress(OSError):
        lock.release()


def _remove_stale_parts(folder: Path) -> None:
    """What killed runs left in the folder, in its folders of a month, in those of a kabupaten there, and where these
    have their records.
    """
    for within in ("", "*/", "*/*/", "*/*/*/"):
        for part in folder.glob(f"{within}.*{PART}"):
            with contextlib.suppress(OSError):
                part.unlink()


# --- names -----------------------------------------------------------------------------------------------------------

FORBIDDEN = re.compile(r'[<>:"|?*\\]')
CONTROL = re.compile(r"[\x00-\x1f]")
RESERVED = re.compile(r"(CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[1-9¹²³]) *(?:\.|$)", re.IGNORECASE)


def _refuse_names(path: Path) -> None:
    """Names of a file and of folders still to be made that Windows refuses, on every system: folders are shared.

    os.path, because the questions of Path fail for a name that is too long.
    """
    for part in (path, *path.parents):
        why = "" if os.path.isdir(part) else _why_not_on_windows(part.name)
        if why:
            raise OutputError(
                f"{path}: nama “{part.name}” tidak dapat dipakai di Windows karena {why}. Ganti nama itu."
            )


def _why_not_on_windows(name: str) -> str:
    if CONTROL.search(name):
        return "memuat karakter kendali"
    if sign := FORBIDDEN.search(name):
        return f"memuat tanda {sign[0]}"
    if name != ".." and name.endswith((".", " ")):
        return "diakhiri titik atau spasi"
    reserved = RESERVED.match(name)
    return f"{reserved[1].upper()} adalah nama milik Windows sendiri" if reserved else ""


# --- sentences -------------------------------------------------------------------------------------------------------

OLD_IS_WHOLE = "Berkas yang lama, bila ada, tetap utuh."
BUSY = "sedang dipakai perintah iki lain. Tunggu sampai perintah itu selesai, lalu ulangi perintah ini"
IN_USE = "tidak boleh ditulis. Tutup berkas itu bila sedang dibuka di Excel, atau pilih folder lain"
CHANGED = "baru saja diubah orang lain. Jalankan perintah ini sekali lagi"
NO_RIGHT = "tidak boleh ditulis karena Anda tidak berhak menulis di folder itu. Pilih folder lain"
IN_THE_WAY = "melewati sebuah berkas yang bukan folder. Pilih folder lain"
FULL = "tidak dapat ditulis karena cakram penuh. Kosongkan ruang atau pilih tempat lain"
QUOTA = "tidak dapat ditulis karena jatah ruang Anda habis. Kosongkan ruang atau pilih tempat lain"
TOO_BIG = "terlalu besar untuk cakram itu. Pilih tempat lain"
UNREADABLE = "tidak boleh dibaca. Tutup berkas itu bila sedang dibuka di program lain, atau pilih folder lain"
READ_ONLY = "ada di cakram yang hanya dapat dibaca. Pilih folder lain"
TOO_LONG = "namanya terlalu panjang. Pendekkan nama berkas atau foldernya"
BAD_NAME = "namanya tidak dapat dipakai di sini. Ganti nama berkas atau foldernya"
GONE = "tidak dapat ditulis karena foldernya hilang. Jalankan perintah ini sekali lagi"
NETWORK = "ada di jaringan yang terputus. Periksa sambungannya, atau pilih folder di komputer ini"
REASONS: Mapping[int, str] = {
    errno.EISDIR: "adalah folder. Pindahkan folder itu atau pilih tempat lain",
    errno.ENOTDIR: IN_THE_WAY,
    errno.EEXIST: IN_THE_WAY,
    errno.EBUSY: IN_USE,
    errno.ETXTBSY: IN_USE,
    errno.ENOSPC: FULL,
    errno.EDQUOT: QUOTA,
    errno.EFBIG: TOO_BIG,
    errno.EROFS: READ_ONLY,
    errno.ENAMETOOLONG: TOO_LONG,
    errno.EILSEQ: BAD_NAME,
    errno.ENOENT: GONE,
    **dict.fromkeys((errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.EHOSTUNREACH, errno.ENETDOWN,
                     errno.ENETUNREACH, errno.ENOTCONN, errno.ECONNRESET, errno.ECONNABORTED), NETWORK),
}  # fmt: skip
WINDOWS_REASONS: Mapping[int, str] = {
    **dict.fromkeys((32, 33), IN_USE),  # sharing and lock violation
    19: READ_ONLY,
    **dict.fromkeys((39, 112), FULL),
    206: TOO_LONG,
    **dict.fromkeys((123, 161), BAD_NAME),
    **dict.fromkeys((51, 53, 54, 55, 59, 64, 67, 121, 1231, 1232), NETWORK),
}
"""By the error numbers of Windows, of which Python tells several apart no more (19, 33 and 5 are all EACCES)."""


@contextlib.contextmanager
def _told(path: Path, denied: str, error: type[OutputError] = OutputError) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise error(_sentence(path, reason, denied)) from None


def _sentence(path: Path, reason: OSError, denied: str) -> str:
    """Why a file or folder cannot be written; ``denied``: what it means here that it may not be."""
    why = WINDOWS_REASONS.get(getattr(reason, "winerror", None) or 0)
    if why is None and isinstance(reason, PermissionError):
        why = denied
    unknown = f"tidak dapat ditulis (galat sistem {reason.errno}). Periksa ruang dan hak tulisnya"
    return f"{path}: {why or REASONS.get(reason.errno or 0, unknown)}. {OLD_IS_WHOLE}"
