"""Reading a table of TOML: every key is asked for by name and type, and what nobody asked for is refused by name."""

from __future__ import annotations

import datetime as dt
import keyword
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from iki_excel.decree import slips, written_numbers
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError

CODE = re.compile("[a-z][a-z0-9_]*")
LONGEST_KODE = 60
"""Letters; of three of them a defined name is made, of which Excel takes 255."""

BEYOND_COUNTING = 1e300
"""Whole numbers of TOML have no end, and one of 400 digits is no float."""

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


class Written(float):
    """A number with a point, and the text that it was written as."""

    text: str

    def __new__(cls, text: str) -> Written:
        """The number that is written so."""
        number = super().__new__(cls, text)
        number.text = text
        return number


def load(path: Path, error: type[IkiError]) -> Table:
    """The whole TOML file as a Table; one sentence where it cannot be read."""
    text = _text(path, error)
    try:
        return Table(tomllib.loads(text, parse_float=Written), str(path), error)
    except (ValueError, RecursionError) as reason:  # a whole number of 5000 digits is no TOMLDecodeError
        slip = slips.told(text, str(reason))
        if slip:
            raise error(f"{path}, {slip}") from None
        raise error(
            f"{path}: bukan TOML yang benar{_line_of(reason)}. "
            "Periksa tanda kutip, tanda kurung, tanda = dan kunci yang tertulis dua kali."
        ) from None


def _text(path: Path, error: type[IkiError]) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as reason:
        raise error(f"{path}: tidak dapat dibaca ({_why(reason)}).") from None
    except UnicodeDecodeError:
        raise error(f"{path}: bukan teks UTF-8. Simpan lagi dengan pengodean UTF-8.") from None


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

    def has(self, key: str) -> bool:
        """Whether a key is there; it has then been asked for, in whatever way it is read."""
        self.asked.append(key)
        return key in self.data

    def take(self, key: str, kind: type, default: Any = REQUIRED) -> Any:
        """The value of a key, of this type; an int will do where a float is asked for."""
        return _plain(self._as_written(key, kind, default))

    def _as_written(self, key: str, kind: type, default: Any) -> Any:
        self.asked.append(key)
        if key not in self.data:
            if default is REQUIRED:
                raise self.refuse(f"kunci “{key}” tidak ada. Tambahkan {key} = … ({TYPE_NAMES[kind]}).")
            return default
        value = self.data[key]
        if not _fits(value, kind):
            raise self.refuse(f"kunci “{key}” berisi {_written(value)}, padahal harus {_asked(kind, value)}.")
        return float(value) if kind is float and type(value) is int else value

    def number(self, key: str, default: Default = REQUIRED) -> float | Default:
        """A number that an office typed; one that reads like thousands is refused with both readings."""
        value: float | Default = self._meant(key, self._as_written(key, float, default))
        return value

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of such numbers."""
        values = self._as_written(key, list, REQUIRED)
        wrong = [value for value in values if not _fits(value, float)]
        if wrong:
            told = f"Di dalamnya ada {_written(wrong[0])}, padahal harus {_asked(float, wrong[0])}"
            raise self.refuse(f"kunci “{key}” harus daftar bilangan. {told}.")
        return tuple(float(self._meant(key, value)) for value in values)

    def _meant(self, key: str, value: Any) -> Any:
        readings = written_numbers.both_readings(value.text) if isinstance(value, Written) else None
        if readings:
            raise self.refuse(f"“{key}” berisi {value.text}. {readings}")
        return _plain(value)

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
        if not CODE.fullmatch(kode):
            raise self.refuse(f"kode “{kode}” harus huruf kecil, angka dan garis bawah, misalnya “tata_usaha”.")
        if len(kode) > LONGEST_KODE:
            raise self.refuse(f"kode “{kode[:20]}…” terlalu panjang: paling banyak {LONGEST_KODE} huruf.")
        if keyword.iskeyword(kode):
            raise self.refuse(f"kode “{kode}” tidak dapat dipakai dalam rumus. Pakai kode lain, misalnya “{kode}_1”.")
        return kode

    def codes(self, key: str) -> tuple[str, ...]:
        """One code or a list of several, each once and in order; none where the key is absent."""
        if not self.has(key):
            return ()
        said = self.data[key]
        found = said if isinstance(said, list) else [said]
        wrong = [one for one in found if not (isinstance(one, str) and CODE.fullmatch(one))]
        if wrong or not found:
            what = f"memuat {_written(wrong[0])}" if wrong else "berisi daftar kosong"
            raise self.refuse(
                f"kunci “{key}” {what}, padahal harus kode dari huruf kecil, angka dan garis bawah, misalnya "
                f'{key} = "lkjip"; beberapa ditulis sebagai daftar, misalnya {key} = ["renja", "rkt"].'
            )
        twice = [one for one in found if found.count(one) > 1]
        if twice:
            raise self.refuse(f"kunci “{key}” memuat “{twice[0]}” dua kali. Hapus salah satunya.")
        return tuple(sorted(found))

    def choice(self, key: str, options: Sequence[str], default: Any = REQUIRED) -> str:
        """A text that is one of the options; the default where the key is absent."""
        value = self.text(key, default)
        if key in self.data and value not in options:
            raise self.refuse(f"kunci “{key}” berisi “{value}”. {bahasa.nearest(value, options)}")
        return value

    def table(self, key: str) -> Table:
        """A table below this one; an empty one where the key is absent."""
        return Table(self._as_written(key, dict, {}), f"{self.where}, [{key}]", self.error)

    def tables(self, key: str, default: Any = REQUIRED) -> list[Table]:
        """A list of tables, each placed by its own ``kode`` where it has one."""
        values = self._as_written(key, list, default)
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
        return type(value) in (int, float, Written) and -BEYOND_COUNTING < value < BEYOND_COUNTING
    return type(value) is kind


def _asked(kind: type, value: Any) -> str:
    """The kind that was asked for, and what to type where a text holds the number."""
    number = written_numbers.number_in(value) if kind in (int, float) and isinstance(value, str) else None
    return f"{TYPE_NAMES[kind]} tanpa tanda kutip. {number.removesuffix('.')}" if number else TYPE_NAMES[kind]


def _plain(value: Any) -> Any:
    """A value without the texts that its numbers were written as."""
    match value:
        case Written():
            return float(value)
        case list():
            return [_plain(one) for one in value]
        case dict():
            return {key: _plain(one) for key, one in value.items()}
    return value


def _written(value: Any) -> str:
    """A value about as it stands in the file."""
    match value:
        case bool():
            return "true" if value else "false"
        case Written():
            return value.text
        case str():
            return f'"{value}"'
        case list():
            return "daftar"
        case dict():
            return "bagian"
        case dt.date() | dt.time():
            return value.isoformat()
    return str(value)
