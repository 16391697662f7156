"""iki.toml as it stands in a folder, to be changed: read, judged as it would be, and its bytes after a change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from iki_excel.decree import Catalog
from iki_excel.decree.settings import FILE_NAME, read_settings
from iki_excel.decree.toml import Table, read
from iki_excel.words.errors import OutputError, SettingsError
from iki_excel.words.frozen import frozen
from iki_excel.workbooks import saving

UNREACHABLE = (
    f"Isian ini tertulis di {FILE_NAME} dengan cara yang tidak dapat diubah dari sini, jadi tidak ada yang disimpan. "
    "Ubah dengan penyunting teks."
)
NOT_UTF8 = f"{FILE_NAME} bukan teks UTF-8. Simpan lagi dengan pengodean UTF-8."


@frozen
class File:
    """iki.toml as it stands in a folder."""

    path: Path
    content: bytes
    text: str
    data: Mapping[str, Any]

    @property
    def stand(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def opened(folder: Path) -> File:
    """The iki.toml of a folder, nothing where there is none; SettingsError where it is no TOML."""
    path = folder / FILE_NAME
    return file_of(path, saving.read(path) or b"")


def file_of(path: Path, content: bytes) -> File:
    """A file that says this; SettingsError where that is no TOML."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise SettingsError(NOT_UTF8) from None
    return File(path, content, text, table_of(text, path).data)


def table_of(text: str, path: Path) -> Table:
    """What a text of TOML says."""
    return read(text.removeprefix("\ufeff").replace("\r\n", "\n"), str(path), SettingsError)


def refuse(data: Mapping[str, Any], file: File, catalog: Catalog) -> None:
    """SettingsError for what a file must not say."""
    read_settings(Table({**data}, FILE_NAME, SettingsError), catalog, file.path.parent)


def rewritten(file: File, change: Callable[[str], str], meant: Mapping[str, Any]) -> bytes:
    """The file after a change of its text; OutputError where it would not say what is meant."""
    mark = "\ufeff" if file.text.startswith("\ufeff") else ""
    text = change(file.text.removeprefix(mark))
    try:
        is_meant = _filled(table_of(text, file.path).data) == _filled(meant)
    except SettingsError:
        is_meant = False
    if not is_meant:
        raise OutputError(UNREACHABLE)
    return f"{mark}{text}".encode()


def _filled(data: Mapping[str, Any]) -> dict[str, Any]:
    """What it says without sections in which nothing stands."""
    return dict(_filled_items(data))


def _filled_items(data: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in data.items():
        inner = _filled(value) if isinstance(value, Mapping) else value
        if inner != {}:
            yield key, inner
