"""What an office is called: the section [unit], in iki.toml and in a keputusan.toml that is one office's own."""

from __future__ import annotations

from iki_excel.decree.one_line import tell_of_example, tell_of_long
from iki_excel.decree.toml import Table
from iki_excel.words.frozen import frozen

LONGEST_KODE = 30
"""Letters: of it file names are made."""

ASKED = {"kode": "kode", "nama": "nama", "kabupaten": "kabupaten atau kota", "tempat": "tempat"}
"""What an office must say of itself, or its decree of it, each as it is called."""


@frozen
class NamedUnit:
    """An office by name; empty where nobody says it."""

    kode: str = ""
    nama: str = ""
    kabupaten: str = ""
    tempat: str = ""

    @property
    def missing(self) -> list[str]:
        """What is not said of it."""
        return [key for key in ASKED if not getattr(self, key)]

    def place_in(self, nama: str) -> str:
        """The place of an office that is called so, where this one's is the end of its own name.

        "Ngronggot" of "Kecamatan Ngronggot" makes "Baron" of "Kecamatan Baron".
        """
        if not self.tempat or not self.nama.endswith(self.tempat):
            return self.tempat
        return nama.removeprefix(self.nama.removesuffix(self.tempat))


EXAMPLE = NamedUnit("kodeunit", "Nama Unit", "Nama Kabupaten atau Kota", "Nama Tempat")
"""What ``iki mulai`` writes to be replaced; it is never printed."""


def read_named(table: Table, said: NamedUnit) -> NamedUnit:
    """What a section says; key by key what was said before it, where it says nothing."""
    nama = table.text("nama", said.nama) or said.nama
    place = said.place_in(nama)
    return NamedUnit(
        kode=table.text("kode", said.kode),
        nama=nama,
        kabupaten=table.text("kabupaten", said.kabupaten) or said.kabupaten,
        tempat=table.text("tempat", place) or place,
    )


def tell_of_misnamed(table: Table, named: NamedUnit) -> None:
    """What of it cannot be a name of an office."""
    if "kode" in table.data:
        _tell_of_kode(table, named.kode)
    for key, what in ASKED.items():
        tell_of_long(table, key, getattr(named, key))
        tell_of_example(table, key, getattr(named, key), getattr(EXAMPLE, key), f"{what} yang sebenarnya")


def _tell_of_kode(table: Table, kode: str) -> None:
    if not (kode.isascii() and kode.isalnum() and kode == kode.lower()):
        table.tell(f"kode “{kode}” harus huruf kecil dan angka saja, misalnya “contoh”.", "kode")
    elif len(kode) > LONGEST_KODE:
        table.tell(f"kode “{kode[:20]}…” terlalu panjang: paling banyak {LONGEST_KODE} huruf.", "kode")
