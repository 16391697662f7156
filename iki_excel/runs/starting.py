"""``iki mulai``: an iki.toml in which every key there is stands as a comment, with its default."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.fields import Slot
from iki_excel.decree.settings import FILE_NAME, PIMPINAN, Aturan, Kalender, Unit
from iki_excel.runs.office import catalog_of
from iki_excel.words import bahasa
from iki_excel.words.errors import OutputError
from iki_excel.workbooks import saving

HEAD = """\
# Pengaturan iki-excel. Semua baris boleh dihapus: yang tidak ditulis memakai nilai bawaan.
# Hapus tanda # di depan baris yang ingin diubah."""

BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Started:
    """The settings that were written."""

    path: Path


def write_settings(katalog: Path | None, folder: Path = Path()) -> Started:
    """Write iki.toml into a folder; OutputError where there is one."""
    path = folder / FILE_NAME
    with saving.turn(folder):
        if path.exists():
            raise OutputError(f"{path} sudah ada di folder ini dan tidak ditimpa. Ubah isinya dengan penyunting teks.")
        saving.save(path, commented(catalog_of(katalog)).encode())
    return Started(path)


def commented(catalog: Catalog) -> str:
    """The text of an iki.toml in which every key stands as a comment with its default."""
    parts = (_unit(), _officials(catalog), _targets(catalog), _deadlines(catalog), _calendar(), _rules(catalog))
    return "\n\n".join((HEAD, *("\n".join(part) for part in parts))) + "\n"


def _unit() -> Iterator[str]:
    default = Unit()
    yield "# Kantor yang dinilai. Kode dipakai pada nama berkas dan Kode formulir."
    yield "[unit]"
    yield f'# kode = "{default.kode}"'
    yield f'# nama = "{default.nama}"'
    yield f'# kabupaten = "{default.kabupaten}"'
    yield f'# tempat = "{default.tempat}"'


def _officials(catalog: Catalog) -> Iterator[str]:
    yield "# Pejabat untuk tanda tangan. NIP 18 angka dalam tanda kutip."
    for kode in dict.fromkeys((PIMPINAN, *catalog.kode)):  # the head may be measured too
        yield f"[pejabat.{kode}]"
        yield '# nama = "Nama Pejabat, S.Sos."'
        yield '# nip = "000000000000000000"'
        yield '# pangkat = "Penata"'


def _targets(catalog: Catalog) -> Iterator[str]:
    yield "# Target setiap indikator. Keputusan tidak memuat target; tanpa target tidak ada capaian."
    yield "[target]"
    for kode, (_, indikator) in catalog.indikator.items():
        note = "belum ada bawaan" if indikator.target is None else "bawaan"
        said = " ".join(f"{indikator.singkat}, {indikator.satuan} ({note})".split())
        yield f"# {_key(kode)} = {_number(indikator.target or 0.0)}  # {said}"


def _deadlines(catalog: Catalog) -> Iterator[str]:
    documents = [slot for jabatan in catalog.jabatan for slot in jabatan.slots if slot.batas]
    example = f', misalnya {documents[0].kode_dokumen} = "28 Februari"' if documents else ""
    yield f"# Batas waktu dokumen. Dapat juga per daftar{example}."
    yield "[batas_waktu]"
    for kode, (month, day) in sorted(_briefly(documents).items()):
        yield f'# {kode} = "{day} {bahasa.MONTHS[month - 1]}"'


def _briefly(documents: Sequence[Slot]) -> dict[str, tuple[int, int]]:
    """Deadlines by document; by document of a checklist where the lists do not agree on it."""
    days = [(slot, slot.batas) for slot in documents if slot.batas]
    agreed: dict[str, set[tuple[int, int]]] = {}
    for slot, day in days:
        agreed.setdefault(slot.butir, set()).add(day)
    return {(slot.kode_dokumen if len(agreed[slot.butir]) > 1 else slot.butir): day for slot, day in days}


def _calendar() -> Iterator[str]:
    default = Kalender()
    yield "# Hari kerja: 5 (Senin–Jumat) atau 6 (Senin–Sabtu), tanpa libur nasional dan cuti bersama."
    yield "[kalender]"
    yield f"# hari_seminggu = {default.hari_seminggu}"
    yield "# libur_tambahan = [2019-04-10]"
    yield "# Hari kerja yang ditetapkan untuk sebuah bulan."
    yield "[kalender.hari_kerja]"
    yield "# 2019-03 = 20"


def _rules(catalog: Catalog) -> Iterator[str]:
    default = Aturan()
    kode, (_, indikator) = next(iter(catalog.indikator.items()))
    yield "# Aturan capaian dan predikat. batas_capaian = 0 berarti tanpa batas."
    yield "[aturan]"
    yield f"# batas_capaian = {_number(default.batas_capaian or 0.0)}"
    yield "# pita = ["
    for limit, word in default.pita:
        lowest = "" if limit is None else f"minimal = {_number(limit)}, "
        yield f'#   {{ {lowest}predikat = "{word}" }},'
    yield "# ]"
    yield "# Arah: naik (makin besar makin baik) atau turun."
    yield "[aturan.arah]"
    yield f'# {_key(kode)} = "{indikator.arah}"'


def _key(kode: str) -> str:
    """A code of an indikator, which may be any text, as a key of TOML."""
    return kode if BARE_KEY.fullmatch(kode) else json.dumps(kode, ensure_ascii=False)


def _number(value: float) -> str:
    """A number of TOML, to its last digit."""
    return str(int(value)) if value.is_integer() else repr(value)
