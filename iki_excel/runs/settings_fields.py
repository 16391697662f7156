"""The fields of a form over iki.toml, by tab: how each is called, where in the file it stands, and its default."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from iki_excel.decree import Catalog, Indikator, batas_waktu, targets
from iki_excel.decree.named_unit import ASKED
from iki_excel.decree.servers import IMAP_PORT, PORT
from iki_excel.decree.settings import BATAS_KIRIM, Unit
from iki_excel.decree.sifat import DOKUMEN
from iki_excel.decree.unit import CAMAT, PIMPINAN
from iki_excel.runs.settings_text import KeyPath, as_text, as_texts
from iki_excel.words import bahasa
from iki_excel.words.frozen import frozen

KANTOR, PEJABAT, TARGET, BATAS, SUREL = "kantor", "pejabat", "target", "batas", "surel"
TABS = (KANTOR, PEJABAT, TARGET, BATAS, SUREL)

TEKS, BULAT, DAFTAR, NIP = "teks", "bulat", "daftar", "nip"
"""What a value is: a text, a whole number, a list of texts, or an NIP, which is shown in its groups."""


ALL_THAT_ARE_DUE = "semua yang jatuh tempo"
MONTH = re.compile(r"\d{4}-\d\d", re.ASCII)


@frozen
class Field:
    """One field. ``key``: its name in the form; ``bawaan``: what counts while it is blank, "" where nothing does."""

    key: str
    path: KeyPath
    jenis: str = TEKS
    bawaan: str = ""

    def shown(self, value: Any) -> str:
        """A value of iki.toml as it stands in the field."""
        if value is None:
            return ""
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return bahasa.nip(str(value)) if self.jenis == NIP else str(value)

    def as_toml(self, typed: str) -> str:
        """What was typed as iki.toml has it; what is no number is left to its reading to refuse."""
        if self.jenis == BULAT and typed.isascii() and typed.isdecimal():
            return str(int(typed))
        if self.jenis == DAFTAR:
            return as_texts([one for part in typed.replace(";", ",").split(",") if (one := part.strip())])
        return as_text("".join(typed.split()) if self.jenis == NIP else typed)


def fields(tab: str, data: Mapping[str, Any], catalog: Catalog) -> tuple[Field, ...]:
    """The fields of a tab but those of targets; ``data``: what iki.toml says as it is, right or wrong."""
    match tab:
        case "kantor":
            return tuple(_office(catalog))
        case "pejabat":
            return tuple(_officials(data, catalog))
        case "batas":
            return tuple(_deadlines(data, catalog))
        case "surel":
            return tuple(_mail())
    return ()


def _office(catalog: Catalog) -> Iterator[Field]:
    for key in ASKED:
        yield Field(f"unit.{key}", ("unit", key), bawaan=getattr(catalog.keputusan.unit, key))
    yield Field("unit.mulai", ("unit", "mulai"))
    yield Field("unit.pimpinan", ("unit", "pimpinan"), bawaan=catalog.pimpinan)


def everyone(data: Mapping[str, Any], catalog: Catalog) -> tuple[str, ...]:
    """The codes of all who sign: the head, and every jabatan."""
    return tuple(dict.fromkeys((_head(data, catalog), *catalog.kode)))


def _head(data: Mapping[str, Any], catalog: Catalog) -> str:
    tempat, pimpinan = at(data, ("unit", "tempat")), at(data, ("unit", "pimpinan"))
    return Unit(tempat=str(tempat or catalog.keputusan.unit.tempat), pimpinan=str(pimpinan or "")).head(catalog)


def _officials(data: Mapping[str, Any], catalog: Catalog) -> Iterator[Field]:
    head = _head(data, catalog)
    for kode in everyone(data, catalog):
        written = _as_called(at(data, (PEJABAT,)), kode, head)
        for key in ("nama", "nip", "pangkat", "sebutan", "atasan", "whatsapp"):
            bawaan = head if key == "atasan" else ""
            yield Field(f"pejabat.{kode}.{key}", (PEJABAT, written, key), NIP if key == "nip" else TEKS, bawaan)
        called = _as_called(at(data, (SUREL, "alamat")), kode, head)
        yield Field(f"surel.alamat.{kode}", (SUREL, "alamat", called))


def _as_called(section: Any, kode: str, head: str) -> str:
    """How a section calls a jabatan: the head may stand there by other names than its code."""
    names = (kode, PIMPINAN, CAMAT) if kode == head else (kode,)
    return next((name for name in names if isinstance(section, Mapping) and name in section), kode)


def _deadlines(data: Mapping[str, Any], catalog: Catalog) -> Iterator[Field]:
    yield Field("batas_kirim.hari", ("batas_kirim", "hari"), BULAT, str(BATAS_KIRIM))
    section = at(data, ("batas_waktu",)) or {}
    for kode in _documents(section, catalog):
        parted = ("batas_waktu", *kode.split(".", 1))
        path = ("batas_waktu", kode) if kode in section else parted
        days = {batas_waktu.words(slot.batas) for slot in catalog.dated(kode) if slot.batas}
        yield Field(f"batas_waktu.{kode}", path, bawaan=days.pop() if len(days) == 1 else "")


def _documents(section: Mapping[str, Any], catalog: Catalog) -> Sequence[str]:
    """Each document once, those of one list where the lists do not agree on its day, or the file names one."""
    found = list[str]()
    for kode in catalog.dokumen:
        dated = catalog.dated(kode)
        alone = len({slot.batas for slot in catalog.dated(dated[0].butir)}) > 1
        is_said = at(section, (kode,)) is not None or at(section, tuple(kode.split(".", 1))) is not None
        if is_said or alone == ("." in kode):
            found.append(kode)
    return sorted(found)


def _mail() -> Iterator[Field]:
    of = {"port": (BULAT, str(PORT)), "imap_port": (BULAT, str(IMAP_PORT)), "tembusan": (DAFTAR, "")}
    keys = "server port keamanan imap imap_port imap_keamanan pengguna dari sertifikat tembusan"
    for key in keys.split():
        jenis, bawaan = of.get(key, (TEKS, ""))
        yield Field(f"surel.{key}", (SUREL, key), jenis, bawaan)


# --- targets ---------------------------------------------------------------------------------------------------------


def target_path(data: Mapping[str, Any], kode: str, year: int) -> KeyPath:
    """Where the target of a year stands: below its year, where iki.toml tells the years of an indikator apart."""
    written = at(data, (TARGET, kode))
    is_by_year = isinstance(written, Mapping) and any(name.isdecimal() for name in written)
    return (TARGET, kode, str(year)) if is_by_year else (TARGET, kode)


def first_year(data: Mapping[str, Any]) -> int | None:
    """The year in which the office began; None where it says none that can be read."""
    mulai = at(data, ("unit", "mulai"))
    return int(mulai[:4]) if isinstance(mulai, str) and MONTH.fullmatch(mulai) else None


def target_default(indikator: Indikator, year: int) -> str:
    """What counts in a year while no target is typed, in words: the catalogue's own, of documents all that are due."""
    target = targets.in_year(indikator.target, year)
    if target is None:
        return ALL_THAT_ARE_DUE if indikator.sifat == DOKUMEN else ""
    sifat = indikator.sifat or ""
    return target.words(sifat, indikator.pilihan.said) if indikator.pilihan else target.words(sifat)


def at(data: Any, path: KeyPath) -> Any:
    """What stands there; None where nothing does."""
    for name in path:
        data = data.get(name) if isinstance(data, Mapping) else None
    return data
