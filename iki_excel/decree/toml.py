"""Reading a table of TOML: every key is asked for by name and type, and what nobody asked for is refused by name."""

from __future__ import annotations

import datetime as dt
import keyword
import math
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError

LONGEST_KODE = 60
"""Letters; of three of them a defined name is made, of which Excel takes 255."""

REQUIRED: Any = object()
Default = TypeVar("Default")

TYPE_NAMES = {
    str: "teks dalam tanda kutip",
    int: "bilangan bulat",
    float: "bilangan",
    bool: "true atau false",
    list: "daftar dalam kurung siku [ ]",
    dict: "bagian (tabel)",
    dt.date: "tanggal tanpa tanda kutip, misalnya 2019-01-31",
}


def load(path: Path, error: type[IkiError]) -> Table:
    """The whole TOML file as a Table; one sentence where it cannot be read."""
    try:
        return Table(tomllib.loads(path.read_text("utf-8-sig")), str(path), error)
    except OSError as reason:
        raise error(f"{path}: tidak dapat dibaca ({_why(reason)}).") from None
    except UnicodeDecodeError:
        raise error(f"{path}: bukan teks UTF-8. Simpan lagi dengan pengodean UTF-8.") from None
    except (tomllib.TOMLDecodeError, RecursionError) as reason:
        raise error(
            f"{path}: bukan TOML yang benar{_line_of(reason)}. "
            "Periksa tanda kutip, tanda kurung, tanda = dan kunci yang tertulis dua kali."
        ) from None


def _why(reason: OSError) -> str:
    reasons = {FileNotFoundError: "tidak ada", PermissionError: "tidak ada izin", IsADirectoryError: "berupa folder"}
    return reasons.get(type(reason), "gangguan cakram")


def _line_of(reason: Exception) -> str:
    """Where tomllib, in English, says that it stopped."""
    if "at end of document" in str(reason):
        return " pada akhir berkas"
    match = re.search(r"at line (\d+), column (\d+)", str(reason))
    return f" pada baris {match[1]}, kolom {match[2]}" if match else ""


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
        if not _fits(value, kind):
            raise self.refuse(f"kunci “{key}” berisi {_written(value)}, padahal harus {TYPE_NAMES[kind]}.")
        return float(value) if kind is float else value

    def text(self, key: str, default: Default = REQUIRED) -> str | Default:
        """A text, stripped; an empty one is refused where the key is required."""
        value: str | Default = self.take(key, str, default)
        if not isinstance(value, str):
            return value
        text = value.strip()
        if not text and default is REQUIRED:
            raise self.refuse(f"kunci “{key}” masih kosong. Isi teksnya.")
        return text

    def texts(self, key: str, default: Any = REQUIRED) -> tuple[str, ...]:
        """A list of texts."""
        values = self.take(key, list, default)
        if not all(isinstance(value, str) for value in values):
            raise self.refuse(f"kunci “{key}” harus daftar teks dalam tanda kutip.")
        return tuple(value.strip() for value in values)

    def kode(self) -> str:
        """The table's own ``kode``, fit to be a name in formulas, in workbooks and in file names."""
        kode = self.text("kode")
        if not re.fullmatch(r"[a-z][a-z0-9_]*", kode):
            raise self.refuse(f"kode “{kode}” harus huruf kecil, angka dan garis bawah, misalnya “tata_usaha”.")
        if len(kode) > LONGEST_KODE:
            raise self.refuse(f"kode “{kode[:20]}…” terlalu panjang: paling banyak {LONGEST_KODE} huruf.")
        if keyword.iskeyword(kode):
            raise self.refuse(f"kode “{kode}” tidak dapat dipakai dalam rumus. Pakai kode lain, misalnya “{kode}_1”.")
        return kode

    def choice(self, key: str, options: Sequence[str], default: Any = REQUIRED) -> str:
        """A text that is one of the options; the default where the key is absent."""
        value = self.text(key, default)
        if key in self.data and value not in options:
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


def _fits(value: Any, kind: type) -> bool:
    if kind is float:
        return type(value) in (int, float) and math.isfinite(value)
    return type(value) is kind


def _written(value: Any) -> str:
    """A value about as it stands in the file."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return f'"{value}"'
        case list():
            return "daftar"
        case dict():
            return "bagian"
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value)
