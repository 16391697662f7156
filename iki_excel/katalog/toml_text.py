"""A catalogue as TOML: a file for each jabatan, and one for the decree itself. The one door to tomli_w."""

from __future__ import annotations

from typing import Any

import tomli_w

from iki_excel.decree import Source
from iki_excel.decree.keputusan import FILE_NAME


def files_of(source: Source) -> dict[str, str]:
    """By name of the file its text."""
    files = {f"{table.data['kode']}.toml": _text(table.data) for table in source.jabatan}
    return files | ({FILE_NAME: _text(source.keputusan.data)} if source.keputusan.data else {})


def _text(said: dict[str, Any]) -> str:
    return tomli_w.dumps(_plain(said), multiline_strings=True)


def _plain(value: Any) -> Any:
    """A value as the writer knows it; a whole number that a cell holds as a fraction stays one."""
    match value:
        case dict():
            return {key: _plain(one) for key, one in value.items()}
        case list():
            return [_plain(one) for one in value]
        case float():
            return int(value) if value.is_integer() and abs(value) < 1e15 else float(value)
    return value
