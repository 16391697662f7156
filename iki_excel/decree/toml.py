"""Reading a table of TOML: every key is asked for by name and type, and what nobody asked for is refused by name."""

from __future__ import annotations

import datetime as dt
import keyword
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from iki_excel.decree import slips, toml_lines, written_numbers
from iki_excel.decree.placed import FILES, Faults, Manner, Placed
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


STAND_INS: dict[type, Any] = {str: "", int: 0, float: 0.0, bool: False, list: [], dict: {}, dt.date: None}
"""What stands for a value that is missing or wrong, where reading goes on to tell the rest."""


def is_kode(kode: str) -> bool:
    """Whether it can be the code of something that formulas name."""
    return bool(CODE.fullmatch(kode)) and len(kode) <= LONGEST_KODE and not keyword.iskeyword(kode)


def code_from(words: str) -> str:
    """A code that one could make of words: "Surat Masuk" as "surat_masuk"; "" where nothing is left."""
    letters = re.sub("[^a-z0-9]+", "_", words.casefold()).strip("_")
    return re.sub("^[0-9_]+", "", letters)[:LONGEST_KODE]


class Written(float):
    """A number with a point, and the text that it was written as."""

    text: str

    def __new__(cls, text: str) -> Written:
        """The number that is written so."""
        number = super().__new__(cls, text)
        number.text = text
        return number


def load(path: Path, error: type[IkiError], faults: Faults | None = None) -> Table:
    """The whole TOML file as a Table; one sentence where it cannot be read.

    ``faults``: where what is wrong in it is kept, so that all of it is told at once; without it the first stops.
    """
    text = _text(path, error)
    try:
        data = tomllib.loads(text, parse_float=Written)
        return Table(toml_lines.placed(data, text) if faults else data, str(path), error, faults)
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
    """A table of TOML, or of the sheets that say the same, with the place it stands at and the keys asked for.

    ``where``: the file, then the names of the tables down to this one. ``faults``: where what is refused is kept; then
    a wrong value is told, and something of its type stands in for it, so that reading goes on.
    """

    is_faulty = False
    """Whether it was told that something is wrong in it or below it, so that what it says is partly made up."""

    def __init__(
        self,
        data: dict[str, Any],
        where: str,
        error: type[IkiError],
        faults: Faults | None = None,
        above: Table | None = None,
    ) -> None:
        self.data = data
        self.where = where
        self.error = error
        self.faults = faults
        self.above = above
        self.asked: list[str] = []
        self._missing: dict[str, str] = {}

    @property
    def manner(self) -> Manner:
        """How what is missing or to be written is said: of keys of a file, or of columns of a sheet."""
        return self.data.manner if isinstance(self.data, Placed) else FILES

    @property
    def is_misread(self) -> bool:
        """Whether it, or a part of it, says what nobody wrote: of what was written it was told before."""
        return _is_misread(self.data)

    def was_told(self, key: str) -> bool:
        """Whether it was told already that nobody can read what stands under a key."""
        return isinstance(self.data, Placed) and key in self.data.misread

    def place_of(self, key: str | None = None) -> str:
        """Where a key stands, or the table itself: the file with its line, or a cell."""
        return self.data.place_of(key, self.where) if isinstance(self.data, Placed) else self.where

    def cell_of(self, key: str) -> str:
        """The cell of a key, in brackets behind what is said of it; "" where it stands in no sheet."""
        return self.data.cell_of(key) if isinstance(self.data, Placed) else ""

    def refuse(self, sentence: str, key: str | None = None) -> IkiError:
        """The error with the place in front, that of a key where one is named; the caller raises it."""
        self._mark_faulty()
        found = self.error(f"{self.place_of(key)}: {sentence}")
        found.place = self.data.stands(key) if isinstance(self.data, Placed) else None
        found.sentence = sentence
        return found

    def tell(self, sentence: str, key: str | None = None) -> None:
        """Keep the error, where errors are kept; else raise it."""
        if self.faults is None:
            raise self.refuse(sentence, key)
        self.faults.keep(self.refuse(sentence, key))

    def _mark_faulty(self) -> None:
        self.is_faulty = True
        if self.above:
            self.above._mark_faulty()

    def _stand_in(self, kind: type, default: Any, sentence: str, key: str) -> Any:
        """What goes on being read in the place of a wrong value, which is told."""
        self.tell(sentence, key)
        return STAND_INS[kind] if default is REQUIRED else default

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
            if default is not REQUIRED:
                return default
            if self.was_told(key):
                return STAND_INS[kind]
            misspelt = self._misspelt(key)
            if misspelt:
                self.asked.append(misspelt)
                return self._stand_in(kind, default, self.manner.unknown(misspelt, f"Maksudnya “{key}”?"), misspelt)
            if self.faults is None:
                raise self.refuse(self.manner.missing(key, TYPE_NAMES[kind]), key)
            self._mark_faulty()
            self._missing[key] = self.manner.missing(key, TYPE_NAMES[kind])
            return STAND_INS[kind]
        value = self.data[key]
        if not _fits(value, kind):
            sentence = f"{self.manner.key(key)} berisi {_written(value)}, padahal harus {_asked(kind, value)}."
            return self._stand_in(kind, default, sentence, key)
        return float(value) if kind is float and type(value) is int else value

    def _misspelt(self, key: str) -> str | None:
        """The key that somebody wrote for a missing one."""
        others = [one for one in self.data if one not in self.asked]
        return next((one for one in others if bahasa.is_nearly(one, key)), None)

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
            self.tell(f"{self.manner.key(key)} harus daftar bilangan. {told}.", key)
            return ()
        return tuple(float(self._meant(key, value)) for value in values)

    def _meant(self, key: str, value: Any) -> Any:
        readings = written_numbers.both_readings(value.text) if isinstance(value, Written) else None
        if readings:
            self.tell(f"“{key}” berisi {value.text}. {readings}", key)
        return _plain(value)

    def text(self, key: str, default: Default = REQUIRED) -> str | Default:
        """A text, stripped; an empty one is refused where the key is required."""
        is_there = key in self.data and _fits(self.data[key], str)
        value: str | Default = self.take(key, str, default)
        if not isinstance(value, str):
            return value
        text = value.strip()
        if is_there and not text and default is REQUIRED:
            self.tell(f"{self.manner.key(key)} masih kosong. Isi teksnya.", key)
        return text

    def texts(self, key: str, default: Any = REQUIRED) -> tuple[str, ...]:
        """A list of texts."""
        values = self.take(key, list, default)
        if not all(isinstance(value, str) for value in values):
            self.tell(f"{self.manner.key(key)} harus daftar teks dalam tanda kutip.", key)
            return ()
        return tuple(value.strip() for value in values)

    def kode(self) -> str:
        """The table's own ``kode``, fit to be a name in formulas, in workbooks and in file names."""
        kode = self.text("kode")
        if kode:
            self._tell_of_kode(kode)
        return kode

    def _tell_of_kode(self, kode: str) -> None:
        if not CODE.fullmatch(kode):
            example = code_from(kode) or "tata_usaha"
            self.tell(f"kode “{kode}” harus huruf kecil, angka dan garis bawah, misalnya “{example}”.", "kode")
        elif len(kode) > LONGEST_KODE:
            self.tell(f"kode “{kode[:20]}…” terlalu panjang: paling banyak {LONGEST_KODE} huruf.", "kode")
        elif keyword.iskeyword(kode):
            self.tell(f"kode “{kode}” tidak dapat dipakai dalam rumus. Pakai kode lain, misalnya “{kode}_1”.", "kode")

    def codes(self, key: str) -> tuple[str, ...]:
        """One code or a list of several, each once and in order; none where the key is absent."""
        if not self.has(key):
            return ()
        said = self.data[key]
        found = said if isinstance(said, list) else [said]
        wrong = [one for one in found if not (isinstance(one, str) and CODE.fullmatch(one))]
        if wrong or not found:
            what = f"memuat {_written(wrong[0])}" if wrong else "berisi daftar kosong"
            self.tell(f"{self.manner.key(key)} {what}, padahal harus kode dari {self.manner.codes(key)}.", key)
            return ()
        twice = [one for one in found if found.count(one) > 1]
        if twice:
            self.tell(f"{self.manner.key(key)} memuat “{twice[0]}” dua kali. Hapus salah satunya.", key)
        return tuple(sorted({*found}))

    def choice(self, key: str, options: Sequence[str], default: Any = REQUIRED) -> str:
        """A text that is one of the options; the default where the key is absent."""
        value = self.text(key, default)
        if key in self.data and value and value not in options:
            self.tell(f"{self.manner.key(key)} berisi “{value}”. {bahasa.nearest(value, options)}", key)
            return options[0]
        return value or (options[0] if default is REQUIRED else value)

    def table(self, key: str) -> Table:
        """A table below this one; an empty one where the key is absent."""
        return self._below(self._as_written(key, dict, {}), f"[{key}]")

    def inside(self, key: str) -> Table:
        """The same, called by no other name: it is one thing with the table that it stands in."""
        return Table(self._as_written(key, dict, {}), self.where, self.error, self.faults)

    def tables(self, key: str, default: Any = REQUIRED) -> list[Table]:
        """A list of tables, each placed by its own ``kode`` where it has one."""
        values = self._as_written(key, list, default)
        if not _is_tables(values):
            self.tell(f"{self.manner.key(key)} harus daftar bagian.", key)
            return []
        return [
            self._below(value, f"{key} {value.get('kode', f'ke-{order}')}") for order, value in enumerate(values, 1)
        ]

    @property
    def lists(self) -> list[str]:
        """The keys under which lists of tables stand."""
        return [key for key, value in self.data.items() if isinstance(value, list) and value and _is_tables(value)]

    def _below(self, data: dict[str, Any], name: str) -> Table:
        return Table(data, f"{self.where}, {name}", self.error, self.faults, self)

    def done(self) -> None:
        """Refuse every key that nobody asked for, with the nearest right one, and what is missing.

        Where something is missing, it may be what was meant by a key that nobody knows: then that is one thing to tell.
        """
        unknown = [key for key in self.data if key not in self.asked]
        for key in unknown:
            meant = bahasa.nearest(key, self.asked)
            if self._missing and not bahasa.near(key, self.asked):
                meant = f"Yang belum ada: {bahasa.listing(self._missing)}."
            self.tell(self.manner.unknown(key, meant), key)
        if not unknown:
            for key, sentence in self._missing.items():
                self.tell(sentence, key)


def _is_misread(value: Any) -> bool:
    match value:
        case Placed():
            return bool(value.misread) or any(map(_is_misread, value.values()))
        case list():
            return any(map(_is_misread, value))
    return False


def _is_tables(values: Sequence[Any]) -> bool:
    return all(isinstance(value, dict) for value in values)


def _fits(value: Any, kind: type) -> bool:
    if kind is float:
        return type(value) in (int, float, Written) and -BEYOND_COUNTING < value < BEYOND_COUNTING
    return isinstance(value, dict) if kind is dict else type(value) is kind


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


Made = TypeVar("Made")


def each(read: Callable[[Table], Made], tables: Iterable[Table]) -> tuple[Made, ...]:
    """What each table of a catalogue makes; nothing for one whose reading had to end."""
    found = list[Made]()
    for table in tables:
        assert table.faults is not None
        with table.faults.kept():
            found.append(read(table))
    return tuple(found)
