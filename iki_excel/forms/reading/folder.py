"""What lies in folders: which files are looked at, and which are passed over without a word."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from iki_excel.forms.layout import FORM_NAME
from iki_excel.words.folders import APART, FORMS
from iki_excel.words.rules import PERINGATAN, Rule
from iki_excel.workbooks import saving

LOCKS = ("~$", ".~lock.")
COMPANION = ".keputusan.json"
"""How the name of what goes beside an exported table ends."""

SIDIK = ".sidik.json"
"""How the name of what is kept of a result ends."""

RECORD = ".riwayat.json"
"""How the name of what is recorded beside a rekap ends."""

SURAT = ".surat.json"
"""How the name of what letters say of a result ends."""

SPREADSHEET = re.compile(r"\.(?:xlsx|xlsm|xlsb|xls|ods|csv)(?![a-z0-9])", re.IGNORECASE)
AT_ITS_END = re.compile(rf"{SPREADSHEET.pattern}[ _-]?(?:\(\d+\))?$", re.IGNORECASE)

OF_SYSTEMS = re.compile(r"\._.*|\.ds_store|\.localized|icon\r|(?:eh)?thumbs\.db|desktop\.ini", re.IGNORECASE)
OF_OURS = (".toml", ".sqlite", ".parquet", COMPANION, RECORD, SIDIK, SURAT, saving.PART)
"""How the names end of what this program asks for beside forms, and leaves there: settings, catalogues, results and
their tables."""
FOLDERS_OF_SYSTEMS = re.compile(r"\..*|__macosx|__pycache__|\$recycle\.bin|system volume information", re.IGNORECASE)
"""A hidden folder, too, is no place where somebody keeps forms: a program does its own things there."""


OPEN_ELSEWHERE = Rule(
    "sedang_dibuka",
    PERINGATAN,
    arti="Berkas kunci: formulir sedang dibuka di Excel atau LibreOffice.",
    pesan="{file} menandakan formulirnya sedang dibuka.",
    saran="Simpan dan tutup dahulu, lalu ulangi.",
    ringkas="menandakan formulirnya sedang dibuka",
    contoh="~$IKI_2019-03_contoh_pmd.xlsx di folder yang diolah",
)


def find_files(places: Iterable[Path]) -> list[Path]:
    """Every file among files and in folders, each once, in the order of their names.

    In a folder what systems and this program keep for themselves is passed over; so is, in the folder of an office,
    what came and is not sorted, and what others took the place of. What is named itself never is.
    """
    found: dict[Path, Path] = {}
    for place in places:
        # os.path, because Path asks no question about a name that is too long
        inside = sorted(_files_below(place)) if os.path.isdir(place) else [place]
        for folder, paths in groupby(inside, attrgetter("parent")):
            real = folder.resolve()  # of the folder alone: a link is not the file it points to
            for path in paths:
                found.setdefault(real / path.name, path)
    return list(found.values())


def _files_below(folder: Path) -> Iterator[Path]:
    """A link to a folder is a file here: where it leads is no part of this one."""
    for here, folders, files in os.walk(folder):
        links = {name for name in folders if os.path.islink(os.path.join(here, name))}
        apart = APART if FORMS in folders else ()
        own = (name for name in folders if name not in links and name not in apart)
        folders[:] = [name for name in own if not FOLDERS_OF_SYSTEMS.fullmatch(name)]
        yield from (Path(here, name) for name in [*files, *links] if not _is_passed_over(name, files))


def _is_passed_over(name: str, beside: Collection[str]) -> bool:
    if is_lock(name):
        return not SPREADSHEET.search(name)  # of a letter that is open, nobody wants to know
    is_ours = name == saving.LOCK or name.lower().endswith(OF_OURS) or _is_export(name, beside)
    return is_ours or bool(OF_SYSTEMS.fullmatch(name))


def _is_export(name: str, beside: Collection[str]) -> bool:
    """A table of results that this program wrote: its companion lies beside it."""
    return name.endswith(".csv") and f"{name.removesuffix('.csv')}{COMPANION}" in beside


def is_kept_by_systems(inside: str) -> bool:
    """The same of a file in an archive, by its path there."""
    *folders, name = inside.split("/")
    return bool(OF_SYSTEMS.fullmatch(name)) or is_lock(name) or any(map(FOLDERS_OF_SYSTEMS.fullmatch, folders))


def is_lock(name: str) -> bool:
    """Whether a file only marks that another one is open."""
    return name.startswith(LOCKS)


def is_open_elsewhere(path: Path) -> bool:
    """Whether a file beside it says that Excel or LibreOffice has it open."""
    return any(path.with_name(name).exists() for name in (f"~${path.name}", f".~lock.{path.name}#"))


def is_called_a_spreadsheet(name: str) -> bool:
    """Whether a name ends as that of a spreadsheet, or of a second download of one."""
    return bool(AT_ITS_END.search(name))


def speaks_of_a_form(name: str) -> bool:
    """Whether a name says that the file is, or was, or will be a spreadsheet or a form."""
    return bool(SPREADSHEET.search(name) or FORM_NAME.match(name))
