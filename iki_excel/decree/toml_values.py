"""What values of TOML are called, what stands in for a wrong one, and how one is shown to whoever wrote it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from iki_excel.decree import written_numbers
from iki_excel.decree.placed import Placed

BEYOND_COUNTING = 1e300
"""Whole numbers of TOML have no end, and one of 400 digits is no float."""

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


class Written(float):
    """A number with a point, and the text that it was written as."""

    text: str

    def __new__(cls, text: str) -> Written:
        """The number that is written so."""
        number = super().__new__(cls, text)
        number.text = text
        return number


def is_misread(value: Any) -> bool:
    """Whether it holds what nobody could read, anywhere in it."""
    match value:
        case Placed():
            return bool(value.misread) or any(map(is_misread, value.values()))
        case list():
            return any(map(is_misread, value))
    return False


def is_tables(values: Sequence[Any]) -> bool:
    """Whether it is a list of tables and nothing else."""
    return all(isinstance(value, dict) for value in values)


def fits(value: Any, kind: type) -> bool:
    """Whether a value is of a type; an int is a float too, where it can be counted with."""
    if kind is float:
        return type(value) in (int, float, Written) and -BEYOND_COUNTING < value < BEYOND_COUNTING
    return isinstance(value, dict) if kind is dict else type(value) is kind


def asked(kind: type, value: Any) -> str:
    """The kind that was asked for, and what to type where a text holds the number."""
    number = written_numbers.number_in(value) if kind in (int, float) and isinstance(value, str) else None
    return f"{TYPE_NAMES[kind]} tanpa tanda kutip. {number.removesuffix('.')}" if number else TYPE_NAMES[kind]


def plain(value: Any) -> Any:
    """A value without the texts that its numbers were written as."""
    match value:
        case Written():
            return float(value)
        case list():
            return [plain(one) for one in value]
        case dict():
            return {key: plain(one) for key, one in value.items()}
    return value


def shown(value: Any) -> str:
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
