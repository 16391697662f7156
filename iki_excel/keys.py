"""Reading a table of TOML: every key is asked for by name and type, and what nobody asked for is refused by name."""

from __future__ import annotations

import datetime as dt
import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from iki_excel import bahasa
from iki_excel.errors import IkiError

REQUIRED: Any = object()

TYPE_NAMES = {
    str: "teks dalam tanda kutip",
    int: "bilangan bulat",
    float: "bilangan",
    bool: "true atau false",
    list: "daftar dalam kurung siku [ ]",
    dict: "bagian (tabel)",
    dt.date: "tanggal seperti 2019-02-28",
}


def load(path: Path, error: type[IkiError]) -> Table:
    """The whole TOML file as a Table; one sentence where it cannot be read."""
    try:
        return Table(tomllib.loads(path.read_text("utf-8-sig")), str(path), error)
    except OSError as reason:
        raise error(f"{path}: tidak dapat dibaca ({reason.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise error(f"{path}: bukan TOML yang benar ({reason}). Periksa baris itu.") from None


class Table:
    """A table of TOML, with the place it stands at (for sentences) and the keys that were asked for."""

    def __init__(self, data: dict[str, Any], where: str, error: type[IkiError]) -> None:
        self.data = data
        self.where = where
        self.error = error
        self.asked: list[str] = []

    def refuse(self, sentence: str) -> IkiError:
        """The error with the place in front; the caller raises it."""
        return self.error(f"{self.where}: {sentence}")

    def take(self, key: str, kind: type, default: Any = REQUIRED) -> Any:
        """The value of a key, of this type; an int will do where a float is asked for."""
        self.asked.append(key)
        if key not in self.data:
            if default is REQUIRED:
                raise self.refuse(f"kunci “{key}” tidak ada. Tambahkan {key} = … ({TYPE_NAMES[kind]}).")
            return default
        value = self.data[key]
        fits = type(value) is kind or (kind is float and type(value) is int)
        if not fits or (kind is float and not math.isfinite(value)):
            raise self.refuse(f"kunci “{key}” berisi {value!r}, padahal harus {TYPE_NAMES[kind]}.")
        return float(value) if kind is float else value

    def text(self, key: str, default: Any = REQUIRED) -> str:
        """A text, stripped; an empty one is refused where the key is required."""
        value = self.take(key, str, default)
        if isinstance(value, str):
            value = value.strip()
            if not value and default is REQUIRED:
                raise self.refuse(f"kunci “{key}” masih kosong. Isi teksnya.")
        return value

    def texts(self, key: str, default: Any = REQUIRED) -> tuple[str, ...]:
        """A list of texts."""
        values = self.take(key, list, default)
        if not all(isinstance(value, str) for value in values):
            raise self.refuse(f"kunci “{key}” harus daftar teks dalam tanda kutip.")
        return tuple(value.strip() for value in values)

    def choice(self, key: str, options: Sequence[str], default: Any = REQUIRED) -> str:
        """A text that is one of the options."""
        value = self.text(key, default)
        if value not in options:
            raise self.refuse(f"kunci “{key}” berisi “{value}”. {bahasa.nearest(value, options)}")
        return value

    def table(self, key: str) -> Table:
        """A table below this one; an empty one where the key is absent."""
        return Table(self.take(key, dict, {}), f"{self.where}, [{key}]", self.error)

    def tables(self, key: str, default: Any = REQUIRED) -> list[Table]:
        """A list of tables, each placed by its own ``kode`` where it has one."""
        values = self.take(key, list, default)
        if not all(isinstance(value, dict) for value in values):
            raise self.refuse(f"kunci “{key}” harus daftar bagian.")
        return [
            Table(value, f"{self.where}, {key} {value.get('kode', f'ke-{order}')}", self.error)
            for order, value in enumerate(values, start=1)
        ]

    def done(self) -> None:
        """Refuse the first key that nobody asked for, with the nearest right one."""
        for key in self.data:
            if key not in self.asked:
                raise self.refuse(f"kunci “{key}” tidak dikenal. {bahasa.nearest(key, self.asked)}")
