"""From the rows of the sheets to the tables that the loader reads, each value with its cell.

What a table of TOML nests stands here in rows that name what they belong to. A row that names nothing that is there is
told at its cell, with the nearest right name.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iki_excel.decree import Source
from iki_excel.decree.kinds import KINDS
from iki_excel.decree.kinds.number import NUMBER
from iki_excel.decree.placed import Faults, Placed
from iki_excel.decree.toml import Table
from iki_excel.katalog import target_rows
from iki_excel.katalog.columns import Misread
from iki_excel.katalog.example_rows import example_of
from iki_excel.katalog.read_rows import ReadRow
from iki_excel.katalog.rows import EMPTIED, ITEMS
from iki_excel.katalog.sheets import (
    BUTIR_SHEET,
    CATATAN_SHEET,
    CONTOH_SHEET,
    HITUNG_SHEET,
    INDIKATOR_SHEET,
    ISIAN_SHEET,
    JABATAN_SHEET,
    KEPUTUSAN,
    KONSTANTA_SHEET,
    SKALA_SHEET,
    SYARAT_SHEET,
    TARGET_SHEET,
    UNIT,
    URAIAN_SHEET,
    VERSI,
    Sheet,
)
from iki_excel.katalog.wording import CELLS, UNIT_CELLS
from iki_excel.words import bahasa
from iki_excel.words.errors import CatalogError

ReadRows = Mapping[str, Sequence[ReadRow]]
"""By the name of a sheet; of Keputusan one row."""

ONLY_OF_VERSIONS = "kolom “Tanpa” hanya untuk baris versi, yang “Berubah mulai”-nya terisi. Kosongkan selnya."

Whose = tuple[str, str]
"""The kode of an indikator, and the first month of one of its versions ("" for none)."""


def source_of(rows: ReadRows, faults: Faults, named: str) -> Source:
    """The tables of a workbook; what belongs to nothing is kept in the faults."""
    made = _Making(faults, named, _keputusan(rows[KEPUTUSAN]))
    made.jabatan = made.by_kode(rows[JABATAN_SHEET.name])
    made.add_all_indikator(rows[INDIKATOR_SHEET.name])
    for sheet, add in (
        (URAIAN_SHEET, made.add_uraian),
        (ISIAN_SHEET, made.add_isian),
        (BUTIR_SHEET, made.add_butir),
        (HITUNG_SHEET, functools.partial(made.add_part, "hitung")),
        (SYARAT_SHEET, functools.partial(made.add_part, "syarat")),
        (CATATAN_SHEET, made.add_catatan),
    ):
        for row in rows[sheet.name]:
            add(row)
    made.add_skala(rows[SKALA_SHEET.name])
    made.add_targets(rows[TARGET_SHEET.name])
    made.add_examples(rows[CONTOH_SHEET.name])
    made.excuse_what_lacks()
    if not rows[JABATAN_SHEET.name] and not faults.told:
        faults.keep(CatalogError(f"{named}: lembar Jabatan masih kosong. Isi satu baris untuk setiap jabatan."))
    tables = [Table(one, named, CatalogError, faults) for one in made.jabatan.values()]
    for row in rows[KONSTANTA_SHEET.name]:
        made.keputusan.setdefault("konstanta", []).append(row.table())
    return Source(tables, Table(made.keputusan, named, CatalogError, faults), faults, named)


def _keputusan(rows: Sequence[ReadRow]) -> Placed:
    """The table of the decree itself, with one for its office."""
    if not rows:
        return Placed.at_cells({}, None, {}, CELLS)
    said = rows[0].table()
    own = {key.removeprefix(OF_UNIT): said.pop(key) for key in [*said] if key.startswith(OF_UNIT)}
    if own:
        at = {key.removeprefix(OF_UNIT): place for key, place in said.at.items() if key.startswith(OF_UNIT)}
        said["unit"] = Placed.at_cells(own, said.place, at, UNIT_CELLS)
    return said


OF_UNIT = "unit."


@dataclass
class _Making:
    """The tables as far as they are made."""

    faults: Faults
    named: str
    keputusan: Placed
    jabatan: dict[str, Placed] = field(default_factory=dict)
    indikator: dict[Whose, Placed] = field(default_factory=dict)
    isian: dict[tuple[Whose, str], Placed] = field(default_factory=dict)
    unsure: set[str] = field(default_factory=set)
    """The sheets of which a row has no kode that can be read, or one that another has too: what seems to be missing
    may be meant by it, and is not told a second time."""

    lost_parts: set[str] = field(default_factory=set)
    """What the rows are of an indikator that nobody knows: an indikator that lacks it may be meant."""

    def excuse_what_lacks(self) -> None:
        """Neither an indikator nor an isian is blamed for the want of rows that were told already."""
        for table in self.indikator.values():
            table.misread |= {part for part in self.lost_parts if not table.get(part)}
        for owner in (*self.indikator.values(), *self.jabatan.values(), self.keputusan):
            whole = [one for one in owner.get("isian", []) if not _lacks_items(one)]
            if len(whole) < len(owner.get("isian", [])):
                owner["isian"] = whole
                owner.misread |= {"isian"}

    def tell(self, row: ReadRow, sentence: str, key: str) -> None:
        """Keep what is wrong with a cell of a row."""
        Table(row.table(), self.named, CatalogError, self.faults).tell(sentence, key)

    def with_kode(self, row: ReadRow, sheet: Sheet, known: Collection[str]) -> Placed:
        """The table of a row that others name by its kode, of which is told at once where there is none."""
        table = row.table()
        if "kode" not in row.said and "kode" not in row.misread:
            self.tell(row, table.manner.missing("kode", ""), "kode")
            table.misread |= {"kode"}
        if "kode" in table.misread or row.said["kode"] in known:
            self.unsure.add(sheet.name)
        return table

    def by_kode(self, rows: Sequence[ReadRow]) -> dict[str, Placed]:
        """The jabatan in their order; one whose kode is there already stands under a key of its own."""
        found: dict[str, Placed] = {}
        for order, row in enumerate(rows):
            kode = row.said.get("kode", "")
            table = self.with_kode(row, JABATAN_SHEET, found)
            table |= {"tugas": [], "indikator": []}
            found[kode if kode and kode not in found else f"{kode} {order}"] = table
        _keep_order([*found.values()])
        return found

    def add_all_indikator(self, rows: Sequence[ReadRow]) -> None:
        """Every indikator; a jabatan without one may be meant by a row that names none that is there."""
        lost = [row for row in rows if not self.add_indikator(row)]
        for table in self.jabatan.values():
            if lost and not table["indikator"]:
                table.misread |= {"indikator"}

    def add_indikator(self, row: ReadRow) -> bool:
        """An indikator below its jabatan, or a version below its indikator; whether there is one."""
        kode, month, jabatan = (row.said.get(key, "") for key in ("kode", VERSI, "jabatan"))
        if month:
            self._add_version(row, kode, month)
            return True
        table = self.with_kode(row, INDIKATOR_SHEET, [one for one, _ in self.indikator])
        table.pop("jabatan", None)
        if table.pop("tanpa", None):
            self.tell(row, ONLY_OF_VERSIONS, "tanpa")
        if "kode" in table.misread or (kode, "") in self.indikator:
            table.misread |= {"isian", "contoh"}
        self.indikator.setdefault((kode, ""), table)
        if jabatan in self.jabatan:
            self.jabatan[jabatan]["indikator"].append(table)
            return True
        self._tell_unknown(row, "jabatan", jabatan, self.jabatan, JABATAN_SHEET)
        return False

    def _add_version(self, row: ReadRow, kode: str, month: str) -> None:
        base, table = self.indikator.get((kode, "")), row.table("kode", "jabatan", VERSI, "tanpa")
        if base is None:
            told = "Baris indikatornya sendiri, tanpa “Berubah mulai”, harus ada di atasnya."
            self.tell(row, f"indikator “{kode}” belum ada. {told}", "kode")
            return
        jabatan = row.said.get("jabatan")
        of_jabatan = self.jabatan[jabatan]["indikator"] if jabatan in self.jabatan else []
        if jabatan and not any(one is base for one in of_jabatan):
            self.tell(row, f"indikator “{kode}” milik jabatan lain di baris pertamanya. Samakan jabatannya.", "jabatan")
        if table.get("berlaku_mulai", month) != month:
            told = "pada baris versi bulannya ditulis di kolom “Berubah mulai” saja. Kosongkan sel ini."
            self.tell(row, told, "berlaku_mulai")
        table["berlaku_mulai"] = month
        emptied = row.said.get("tanpa", [])
        for key in [emptied] if isinstance(emptied, str) else emptied:
            if key in EMPTIED:
                table[key] = []
            else:
                self.tell(row, f"“{key}” tidak dikenal. {bahasa.nearest(key, EMPTIED)}", "tanpa")
        base.setdefault("versi", []).append(table)
        self.indikator[kode, month] = table

    def _tell_unknown(
        self, row: ReadRow, what: str, said: str, known: Mapping[Any, Placed], sheet: Sheet, key: str = ""
    ) -> None:
        """That a row names what is not there, with the nearest name and its cell."""
        by_name = {table.get("kode", ""): table for table in known.values()}
        near, at = bahasa.near(said, by_name), key or what
        if at in row.misread or (said and sheet.name in self.unsure):
            return
        if not said:
            told = f"kolom “{what.capitalize()}” masih kosong. Tulis kodenya, dari lembar {sheet.name}."
        elif near is None:
            told = f"{what} “{said}” tidak ada di lembar {sheet.name}. {bahasa.nearest(said, [*filter(None, by_name)])}"
        else:
            told = f"{what} “{said}” tidak dikenal. Maksudnya “{near}”{by_name[near].cell_of('kode')}?"
        self.tell(row, told, at)

    def owner(self, row: ReadRow, part: str, key: str = "indikator") -> Placed | None:
        """The indikator, or its version, that a row names; None where there is none, which is told.

        ``part``: what the row is of it. The indikator that may be meant is not blamed for the want of it.
        """
        kode, month = row.said.get(key, ""), row.said.get(VERSI, "")
        found = self.indikator.get((kode, month))
        if found is None and (kode, "") in self.indikator:
            told = f"“{kode}” tidak punya versi yang berubah mulai {month}. Tambahkan barisnya di lembar Indikator."
            self.tell(row, told, VERSI)
        elif found is None:
            bases = {of: table for (of, versi), table in self.indikator.items() if not versi}
            self._tell_unknown(row, "indikator", kode, bases, INDIKATOR_SHEET, key)
            near = bahasa.near(kode, bases)
            if near:
                bases[near].misread |= {part}
            else:
                self.lost_parts.add(part)
        return found

    def shared_owner(self, whose: Whose) -> Placed | None:
        """Whose an isian is that several indikator use: a jabatan, or the decree; None for that of an indikator."""
        kode, month = whose
        if month or whose in self.indikator:
            return None
        return self.keputusan if kode == UNIT else self.jabatan.get(kode)

    def add_uraian(self, row: ReadRow) -> None:
        """A duty or a function of a jabatan."""
        kode, jenis = row.said.get("jabatan", ""), row.said.get("jenis", "tugas")
        if kode not in self.jabatan:
            self._tell_unknown(row, "jabatan", kode, self.jabatan, JABATAN_SHEET)
        elif jenis not in ("tugas", "fungsi"):
            self.tell(row, f"“{jenis}” tidak dikenal. {bahasa.nearest(jenis, ['tugas', 'fungsi'])}", "jenis")
        elif "teks" not in row.said:
            self.tell(row, "kolom “Bunyinya” masih kosong. Tulis bunyinya, atau hapus barisnya.", "teks")
        else:
            self.jabatan[kode].setdefault(jenis, []).append(row.said["teks"])

    def add_isian(self, row: ReadRow) -> None:
        """An isian below its indikator, with room for its parts."""
        whose = (row.said.get("indikator", ""), row.said.get(VERSI, ""))
        owner = self.shared_owner(whose) or self.owner(row, "isian")
        table = self.with_kode(row, ISIAN_SHEET, [kode for of, kode in self.isian if of == whose])
        for key in ("indikator", VERSI):
            table.pop(key, None)
        self.isian.setdefault((whose, row.said.get("kode", "")), table)
        if owner is not None:
            owner.setdefault("isian", []).append(table)
        if table.get("jenis") == "daftar_dokumen":
            table["butir"] = []

    def add_butir(self, row: ReadRow) -> None:
        """A document, an unsur … below its isian."""
        whose = (row.said.get("indikator", ""), row.said.get(VERSI, ""))
        if self.shared_owner(whose) is None and self.owner(row, "isian") is None:
            self._excuse(lambda of, kode: kode == row.said.get("isian"))
            return
        own = {kode: table for (of, kode), table in self.isian.items() if of == whose}
        kode = row.said.get("isian", "")
        if kode not in own:
            self._tell_unknown(row, "isian", kode, own, ISIAN_SHEET)
            self._excuse(lambda of, _: of == whose)
            return
        jenis = own[kode].get("jenis", NUMBER.nama)
        items = ITEMS.get(jenis)
        if jenis not in KINDS:
            return  # of which it is told where the isian stands
        if items is None:
            self.tell(
                row, f"isian “{kode}” tidak berbutir. Ganti jenisnya di lembar Isian, atau hapus baris ini.", "isian"
            )
            return
        item = row.table("indikator", VERSI, "isian")
        if items == "pilihan" and "label" in item:
            item["kata"] = item.pop("label")
            item.move("kata", row.at["label"])
        own[kode].setdefault(items, []).append(item)

    def _excuse(self, may_be_meant: Callable[[Whose, str], bool]) -> None:
        """No isian that a lost row of parts may be meant for is blamed for the want of it."""
        for (of, kode), table in self.isian.items():
            if may_be_meant(of, kode):
                table.misread |= {*ITEMS.values()}

    def add_part(self, key: str, row: ReadRow) -> None:
        """A computed name or a condition below its indikator."""
        owner = self.owner(row, key)
        if owner is not None:
            owner.setdefault(key, []).append(row.table("indikator", VERSI))

    def add_skala(self, rows: Sequence[ReadRow]) -> None:
        """The skala of each indikator, a row for each step of it."""
        for group in _grouped(rows, "indikator", VERSI, "kode"):
            owner = self.owner(group[0], "skala")
            if owner is not None:
                owner.setdefault("skala", []).append(self._skala(group))

    def _skala(self, group: Sequence[ReadRow]) -> Placed:
        called = [row for row in group if "label" in row.said]
        for row in called[1:]:
            if row.said["label"] != called[0].said["label"]:
                kode, label = row.said.get("kode", ""), called[0].said["label"]
                self.tell(row, f"skala “{kode}” disebut “{label}” di langkah lain. Samakan.", "label")
        first = (called or group)[0].table("indikator", VERSI, "dari", "nilai")
        first["langkah"] = [row.table("indikator", VERSI, "kode", "label") for row in group]
        first.move("langkah", group[0].place)
        return first

    def add_targets(self, rows: Sequence[ReadRow]) -> None:
        """The target of each indikator, from all of its rows."""
        groups = [(self.owner(group[0], "target"), group) for group in _grouped(rows, "indikator", VERSI)]
        is_any_lost = any(owner is None for owner, _ in groups)
        for owner, group in groups:
            parts = [(row, part) for row in group if (part := target_rows.told_part(row, self.tell))]
            if owner is None or len(parts) < len(group):
                continue
            first = group[0]
            try:
                target = target_rows.by_year([(row.said.get("tahun"), part) for row, part in parts])
                owner["target"] = (
                    Placed.at_cells(target, first.at["nilai"], {}, CELLS) if isinstance(target, dict) else target
                )
            except target_rows.Incomplete as reason:
                if not is_any_lost:  # else a row that names another indikator may be the missing one
                    self.tell(first, reason.sentence, "bagian")
            except Misread as reason:
                self.tell(first, reason.sentence, "bagian")
            owner.move("target", first.at["nilai"])

    def add_examples(self, rows: Sequence[ReadRow]) -> None:
        """Each example from its rows: one for each isian, each document, each respondent."""
        for group in _grouped(rows, "indikator", VERSI, "contoh"):
            owner = self.owner(group[0], "contoh")
            if owner is not None:
                made = example_of(group, self._jenis, self.tell)
                owner.setdefault("contoh", []).append(made)

    def _jenis(self, row: ReadRow, kode: str) -> str:
        """The jenis of an isian that a row names, of the version or of the indikator of the row; "" for none."""
        own, base = ((row.said.get("indikator", ""), month) for month in (row.said.get(VERSI, ""), ""))
        shared = (table for (whose, one), table in self.isian.items() if one == kode and self.shared_owner(whose))
        table = self.isian.get((own, kode)) or self.isian.get((base, kode)) or next(shared, None)
        jenis = table.get("jenis", NUMBER.nama) if table else ""
        return jenis if jenis in KINDS else ""

    def add_catatan(self, row: ReadRow) -> None:
        """A note below an indikator or a jabatan."""
        kode, month = row.said.get("untuk", ""), row.said.get(VERSI, "")
        owner = self.jabatan[kode] if kode in self.jabatan and not month else self.owner(row, "catatan", "untuk")
        if owner is None:
            return
        if "teks" in row.said:
            owner.setdefault("catatan", []).append(row.said["teks"])
        else:
            self.tell(row, "kolom “Catatan” masih kosong. Tulis catatannya, atau hapus barisnya.", "teks")


def _lacks_items(isian: Placed) -> bool:
    """Whether the rows of its parts were told of, so that there is no knowing what it is."""
    items = ITEMS.get(isian.get("jenis", ""))
    return items is not None and not isian.get(items) and not isian.misread.isdisjoint(("kode", items))


def _keep_order(jabatan: Sequence[Placed]) -> None:
    """Where no row says which comes first, the order of the rows does; nothing where that of the kode is the same."""
    codes = [table.get("kode", "") for table in jabatan]
    if codes != sorted(codes) and not any("urutan" in table or "urutan" in table.misread for table in jabatan):
        for order, table in enumerate(jabatan, start=1):
            table["urutan"] = order


def _grouped(rows: Sequence[ReadRow], *keys: str) -> Iterator[list[ReadRow]]:
    """The rows that say the same under these keys, in the order of the first of each."""
    groups: dict[tuple[Any, ...], list[ReadRow]] = {}
    for row in rows:
        said = tuple(row.said.get(key, 1 if key == "contoh" else "") for key in keys)
        groups.setdefault(said, []).append(row)
    yield from groups.values()
