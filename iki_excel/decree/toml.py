"""Reading a table of TOML: every key is asked for by name and type, and what nobody asked for is refused by name."""

from __future__ import annotations

import keyword
import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

from iki_excel.decree import toml_lines, toml_values, written_numbers
from iki_excel.decree.placed import FILES, Faults, Manner, Placed
from iki_excel.words import bahasa
from iki_excel.words.errors import IkiError

CODE = re.compile("[a-z][a-z0-9_]*")
LONGEST_KODE = 60
"""Letters; of three of them a defined name is made, of which Excel takes 255."""

REQUIRED: Any = object()
Default = TypeVar("Default")


def is_kode(kode: str) -> bool:
    """Whether it can be the code of something that formulas name."""
    return bool(CODE.fullmatch(kode)) and len(kode) <= LONGEST_KODE and not keyword.iskeyword(kode)


def code_from(words: str) -> str:
    """A code that one could make of words: "Surat Masuk" as "surat_masuk"; "" where nothing is left."""
    letters = re.sub("[^a-z0-9]+", "_", words.casefold()).strip("_")
    return re.sub("^[0-9_]+", "", letters)[:LONGEST_KODE]


def load(path: Path, error: type[IkiError], faults: Faults | None = None) -> Table:
    """The whole TOML file as a Table; one sentence where it cannot be read.

    ``faults``: where what is wrong in it is kept, so that all of it is told at once; without it the first stops.
    """
    return read(_text(path, error), str(path), error, faults)


def read(text: str, where: str, error: type[IkiError], faults: Faults | None = None) -> Table:
    """The same of a text that stands, or is to stand, in a file that is called so."""
    try:
        data = tomllib.loads(text, parse_float=toml_values.Written)
        return Table(toml_lines.placed(data, text), where, error, faults)
    except (ValueError, RecursionError) as reason:  # a whole number of 5000 digits is no TOMLDecodeError
        from iki_excel.decree import slips  # imported here: there rarely is one

        slip = slips.told(text, str(reason))
        if slip:
            raise error(f"{where}, {slip}") from None
        raise error(
            f"{where}: bukan TOML yang benar{_line_of(reason)}. "
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
        return toml_values.is_misread(self.data)

    def was_told(self, key: str) -> bool:
        """Whether it was told already that nobody can read what stands under a key."""
        return isinstance(self.data, Placed) and key in self.data.misread

    def place_of(self, key: str | None = None) -> str:
        """Where a key stands, or the table itself: the file with its line, or a cell. Of what stops at once, as
        iki.toml does, the names of its tables are enough, and the line is kept with the error.
        """
        if self.faults is None or not isinstance(self.data, Placed):
            return self.where
        return self.data.place_of(key, self.where)

    def has_place(self, key: str) -> bool:
        """Whether it is known where a key stands."""
        return isinstance(self.data, Placed) and key in self.data.at

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
        return toml_values.STAND_INS[kind] if default is REQUIRED else default

    def has(self, key: str) -> bool:
        """Whether a key is there; it has then been asked for, in whatever way it is read."""
        self.asked.append(key)
        return key in self.data

    def take(self, key: str, kind: type, default: Any = REQUIRED) -> Any:
        """The value of a key, of this type; an int will do where a float is asked for."""
        return toml_values.plain(self._as_written(key, kind, default))

    def _as_written(self, key: str, kind: type, default: Any) -> Any:
        self.asked.append(key)
        if key not in self.data:
            if default is not REQUIRED:
                return default
            if self.was_told(key):
                return toml_values.STAND_INS[kind]
            misspelt = self._misspelt(key)
            if misspelt:
                self.asked.append(misspelt)
                return self._stand_in(kind, default, self.manner.unknown(misspelt, f"Maksudnya “{key}”?"), misspelt)
            if self.faults is None:
                raise self.refuse(self.manner.missing(key, toml_values.TYPE_NAMES[kind]), key)
            self._mark_faulty()
            self._missing[key] = self.manner.missing(key, toml_values.TYPE_NAMES[kind])
            return toml_values.STAND_INS[kind]
        value = self.data[key]
        if not toml_values.fits(value, kind):
            told = f"{self.manner.key(key)} berisi {toml_values.shown(value)}"
            return self._stand_in(kind, default, f"{told}, padahal harus {toml_values.asked(kind, value)}.", key)
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
        wrong = [value for value in values if not toml_values.fits(value, float)]
        if wrong:
            told = f"Di dalamnya ada {toml_values.shown(wrong[0])}, padahal harus {toml_values.asked(float, wrong[0])}"
            self.tell(f"{self.manner.key(key)} harus daftar bilangan. {told}.", key)
            return ()
        return tuple(float(self._meant(key, value)) for value in values)

    def _meant(self, key: str, value: Any) -> Any:
        readings = written_numbers.both_readings(value.text) if isinstance(value, toml_values.Written) else None
        if readings:
            self.tell(f"“{key}” berisi {value.text}. {readings}", key)
        return toml_values.plain(value)

    def text(self, key: str, default: Default = REQUIRED) -> str | Default:
        """A text, stripped; an empty one is refused where the key is required."""
        is_there = key in self.data and toml_values.fits(self.data[key], str)
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
            what = f"memuat {toml_values.shown(wrong[0])}" if wrong else "berisi daftar kosong"
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
            self.tell(self.not_among(key, options), key)
            return options[0]
        return value or (options[0] if default is REQUIRED else value)

    def not_among(self, key: str, options: Iterable[str]) -> str:
        """That a key says none of the options, and which is meant."""
        shown = [self.manner.write(option, option.replace("_", " ")) for option in options]
        return f"{self.manner.key(key)} berisi “{self.data[key]}”. {bahasa.nearest(str(self.data[key]), shown)}"

    def table(self, key: str) -> Table:
        """A table below this one; an empty one where the key is absent."""
        return self._below(self._as_written(key, dict, {}), f"[{key}]")

    def inside(self, key: str) -> Table:
        """The same, called by no other name: it is one thing with the table that it stands in."""
        return Table(self._as_written(key, dict, {}), self.where, self.error, self.faults)

    def tables(self, key: str, default: Any = REQUIRED) -> list[Table]:
        """A list of tables, each placed by its own ``kode`` where it has one."""
        values = self._as_written(key, list, default)
        if not toml_values.is_tables(values):
            self.tell(f"{self.manner.key(key)} harus daftar bagian.", key)
            return []
        return [
            self._below(value, f"{key} {value.get('kode', f'ke-{order}')}") for order, value in enumerate(values, 1)
        ]

    @property
    def lists(self) -> list[str]:
        """The keys under which lists of tables stand."""
        return [
            key
            for key, value in self.data.items()
            if isinstance(value, list) and value and toml_values.is_tables(value)
        ]

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


Made = TypeVar("Made")


def each(read: Callable[[Table], Made], tables: Iterable[Table]) -> tuple[Made, ...]:
    """What each table of a catalogue makes; nothing for one whose reading had to end."""
    found = list[Made]()
    for table in tables:
        assert table.faults is not None
        with table.faults.kept():
            found.append(read(table))
    return tuple(found)
