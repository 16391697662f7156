"""The keys that the loaders of TOML ask for, recorded while they read, each with its type and its default."""

from __future__ import annotations

import ast
import datetime as dt
import functools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import iki_excel.decree
from iki_excel.decree import Catalog, keputusan, load_catalog
from iki_excel.decree.settings import load_settings
from iki_excel.decree.toml import REQUIRED, Table

METHODS = ("take", "number", "numbers", "text", "texts", "kode", "codes", "choice", "table", "tables")
"""The ways to ask a Table for a key."""

OPEN = {
    "pejabat": "‹jabatan›",
    "target": "‹kode indikator›",
    "target.‹kode indikator›.jadwal": "‹bulan›",
    "batas_waktu": "‹dokumen›",
    "kalender.hari_kerja": "‹bulan›",
    "aturan.arah": "‹kode indikator›",
    "surel.alamat": "‹jabatan›",
}
"""The sections of iki.toml of which the keys are names that the office or its catalogue chose."""

OF_A_YEAR = "‹tahun›"
"""What stands for a key that is a year."""

ALTERNATIVES = ("target.‹kode indikator›",)
"""The sections in which one key or another stands, and none has to."""

SETTING = re.compile(r'^# (?=(?:[\w.-]+|".*") = |\[\[\w+\]\]$|\]$|  \{)', re.MULTILINE)
"""The comment sign in front of a setting that ``iki mulai`` wrote: a key with its value, the head of a section that may
come several times, or a line of the bands.
"""

REAL = {
    "Nama Pejabat, S.Sos.": "Siti Contoh, S.Sos.",
    "000000000000000000": "197001011995031001",
    "kodeunit": "contoh",
    "Nama Unit": "Kelurahan Contoh",
    "Nama Kabupaten atau Kota": "Kota Contoh",
    "Nama Tempat": "Contoh",
    "Jabatan Pimpinan": "Lurah Contoh",
    "alamat@kantor.example": "kantor@contoh.example",
    "0812-0000-0000": "0812-3456-7890",
}
"""By what ``iki mulai`` writes to be replaced what somebody may have typed there."""


def filled_in(text: str) -> str:
    """The settings that ``iki mulai`` wrote with every example replaced."""
    for example, real in REAL.items():
        text = text.replace(f'"{example}"', f'"{real}"')
    return text


def uncommented(text: str) -> str:
    """The same with every setting made true."""
    return SETTING.sub("", filled_in(text))


@dataclass(frozen=True)
class Key:
    """A key as a document shows it: its name, what may stand there, and what counts where it is left out."""

    nama: str
    isi: str
    bawaan: str


@dataclass(frozen=True)
class _Asked:
    """One question to a table: by which method, and with which arguments."""

    table: Table
    method: str
    arguments: tuple[Any, ...]


def of_catalog(folder: Path) -> dict[str, list[Key]]:
    """The keys of every section that a catalogue has; an isian's section ends in its jenis."""
    with _recorded() as asked:
        load_catalog(folder)
    return _by_section(asked)


def of_settings(path: Path, catalog: Catalog) -> dict[str, list[Key]]:
    """The keys of every section of an iki.toml; its open sections have one key for all."""
    with _recorded() as asked:
        load_settings(path, catalog)
    return _by_section(asked)


def written_in_the_loaders() -> set[str]:
    """Every key that stands as a text in a loader, whether or not it was ever asked for."""
    folder = Path(iki_excel.decree.__file__).parent
    trees = (ast.parse(path.read_text("utf-8")) for path in folder.rglob("*.py") if path.name != "toml.py")
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {key for call in calls for key in _literal_key(call)}


def _literal_key(call: ast.Call) -> Iterator[str]:
    match call:
        case ast.Call(func=ast.Attribute(attr="kode"), args=[]):
            yield "kode"
        case ast.Call(func=ast.Name(id="month_in"), args=[_, ast.Constant(value=str(key))]):
            yield key
        case ast.Call(func=ast.Name(id="_amount"), args=[_, ast.Constant(value=str(key)), _]):
            yield key
        case ast.Call(func=ast.Attribute(attr=method), args=[ast.Constant(value=str(key)), *_]) if method in METHODS:
            yield key


# --- recording -------------------------------------------------------------------------------------------------------


@contextmanager
def _recorded() -> Iterator[list[_Asked]]:
    """Every question that is put to a table meanwhile; not those that one way of asking puts to another."""
    asked: list[_Asked] = []
    within = [0]

    def recording(name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def ask(table: Table, *arguments: Any) -> Any:
            if not within[0]:
                asked.append(_Asked(table, name, arguments or ("kode",)))
            within[0] += 1
            try:
                return method(table, *arguments)
            finally:
                within[0] -= 1

        return ask

    with pytest.MonkeyPatch.context() as patch:
        for name in METHODS:
            patch.setattr(Table, name, recording(name, getattr(Table, name)))
        yield asked


def _by_section(asked: list[_Asked]) -> dict[str, list[Key]]:
    sections: dict[str, dict[str, Key]] = {}
    for question in asked:
        path = _path(question.table)
        has_none = path in (*OPEN, *ALTERNATIVES) or question.arguments[0] in OPEN
        bawaan = NONE if has_none else _bawaan(question)
        key = Key(OPEN.get(path) or _named(question.arguments[0]), _isi(question), bawaan)
        sections.setdefault(path + _jenis(question.table, asked), {}).setdefault(key.nama, key)
    return {section: list(keys.values()) for section, keys in sections.items()}


def _named(key: str) -> str:
    return OF_A_YEAR if re.fullmatch("[0-9]{4}", key) else key


def _path(table: Table) -> str:
    """Where a table stands, by the names of the sections: ``indikator.isian.butir``."""
    file, *parts = table.where.split(", ")
    names = [part.split()[0].strip("[]") for part in parts]
    if Path(file).name == keputusan.FILE_NAME:
        return ".".join(["keputusan", *names])
    if names[:1] == ["isian"]:  # one that several indikator use is written like any other
        names = ["indikator", *names]
    chosen = {"pejabat": "‹jabatan›", "target": "‹kode indikator›"}
    return ".".join(chosen.get(names[0], name) if n == 1 else name for n, name in enumerate(names))


def _jenis(table: Table, asked: list[_Asked]) -> str:
    """What is added to the section of a table that was asked for its jenis."""
    for question in asked:
        if question.table is table and question.arguments[0] == "jenis":
            return f" {table.data.get('jenis', question.arguments[2])}"
    return ""


# --- in words --------------------------------------------------------------------------------------------------------

NONE = "–"
TYPES = {
    str: "teks",
    int: "bilangan bulat",
    float: "bilangan",
    bool: "`true` atau `false`",
    list: "daftar",
    dict: "bagian",
    dt.date: "tanggal",
}
WORDS = {
    "number": "bilangan",
    "numbers": "daftar bilangan",
    "text": "teks",
    "texts": "daftar teks",
    "kode": "kode",
    "codes": "kode, atau daftar kode",
    "table": "bagian",
    "tables": "daftar bagian",
}


def _isi(question: _Asked) -> str:
    match question:
        case _Asked(method="take", arguments=(_, kind, *_)):
            return TYPES[kind]
        case _Asked(method="choice", arguments=(_, options, *_)):
            return " atau ".join(f"`{option}`" for option in options)
    return WORDS[question.method]


def _bawaan(question: _Asked) -> str:
    if question.method in ("table", "codes"):
        return NONE
    place = 2 if question.method in ("take", "choice") else 1
    default = question.arguments[place] if len(question.arguments) > place else REQUIRED
    if default is REQUIRED:
        return "**wajib**"
    match default:
        case None | "" | []:
            return NONE
        case bool():
            return f"`{str(default).lower()}`"
        case float():
            return f"`{default:g}`"
        case list():
            return f"`{json.dumps(default)}`"
        case str():
            return f'`"{default}"`'
    return f"`{default}`"
