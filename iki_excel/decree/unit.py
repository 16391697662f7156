"""The office as iki.toml tells of it: its name and its first month, its officials, and the months that are excused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from iki_excel.decree import Catalog
from iki_excel.decree.keputusan import FILE_NAME, TEMPAT, refuse_other_gaps
from iki_excel.decree.named_unit import NamedUnit, read_named, tell_of_misnamed
from iki_excel.decree.one_line import tell_of_example, tell_of_long
from iki_excel.decree.toml import Table
from iki_excel.decree.whatsapp import EXAMPLE as WHATSAPP_EXAMPLE
from iki_excel.decree.whatsapp import digits_of, tell_of_number
from iki_excel.words import bahasa, periods, plain
from iki_excel.words.errors import PeriodError
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode

PIMPINAN, CAMAT = "pimpinan", "camat"
"""What the head of an office is called in iki.toml; an office of the first decree may go on to say the second."""

LONGEST_SEBUTAN, LONGEST_REASON = 10, 200
"""Letters: of them footers and rows of a table are made."""


@frozen
class Unit(NamedUnit):
    """The office whose officials are measured. ``mulai``: its first month; ``pimpinan``: the jabatan that heads it, a
    code or a nama of the catalogue or in other words, "" where the catalogue is to say it. ``provinsi``: where many
    units are looked at together. ``folder``: where in each folder for forms its own lie; "" for all of it, else the
    kode of one of many units.
    """

    mulai: Periode | None = None
    pimpinan: str = ""
    provinsi: str = ""
    folder: str = field(default="", compare=False)

    def has_begun(self, month: str) -> bool:
        """Whether there was this office in a month."""
        return self.mulai is None or month >= self.mulai

    def head(self, catalog: Catalog) -> str:
        """The code of its head: that of a jabatan of the catalogue, or PIMPINAN where the head is not measured.

        What the office says goes before what the catalogue says, and in words that are the nama of no jabatan it says
        that the head is not measured.
        """
        named = (self.pimpinan,) if self.pimpinan else (catalog.pimpinan, PIMPINAN, CAMAT)
        return next((kode for said in named if (kode := self.measured(said, catalog))), PIMPINAN)

    def measured(self, said: str, catalog: Catalog) -> str:
        """The code of the jabatan of the catalogue that a code or a nama means, in any capitals; "" where none is."""
        if said in catalog:
            return said
        nama = _as_called(said.replace(TEMPAT, self.tempat))
        return next((jabatan.kode for jabatan in catalog.jabatan if _as_called(jabatan.nama) == nama), "")

    def title(self, kode: str, catalog: Catalog) -> str:
        """What a jabatan is called, also that of a head who is not measured."""
        if kode in catalog:
            return catalog[kode].nama
        said = self.pimpinan or catalog.pimpinan
        return said.replace(TEMPAT, self.tempat) or f"Pimpinan {self.nama}"


def _as_called(nama: str) -> str:
    return plain.as_seen(nama).casefold()


@frozen
class Pejabat:
    """Who holds a jabatan; empty where iki.toml does not say.

    ``sebutan`` ("Plt."): how, before the jabatan. ``atasan``: the jabatan that countersigns, "" for the head.
    ``whatsapp``: the digits of a number, "6281234567890"; the address of mail stands in ``surel.alamat``.
    """

    nama: str = ""
    nip: str = ""
    pangkat: str = ""
    sebutan: str = ""
    atasan: str = ""
    whatsapp: str = ""

    @property
    def disebut(self) -> str:
        """The name as one is told of it: "Nama Contoh (Plt.)"; "" where nobody says who it is."""
        return f"{self.nama} ({self.sebutan})" if self.nama and self.sebutan else self.nama

    def is_same_person(self, other: Pejabat) -> bool:
        """Whether two jabatan are held by one person, as far as iki.toml says who that is."""
        return self.nip == other.nip if self.nip and other.nip else bool(self.nama) and self.nama == other.nama


@frozen
class Pengecualian:
    """Months of a jabatan whose forms are not missing: why, and who decided it."""

    jabatan: str
    periode: str
    alasan: str
    oleh: str

    @property
    def months(self) -> list[Periode]:
        """The months, in order."""
        return periods.written_range(self.periode)


PIMPINAN_EXAMPLE = "Jabatan Pimpinan"
PEJABAT_EXAMPLE = Pejabat("Nama Pejabat, S.Sos.", "0" * 18, "Penata", whatsapp=WHATSAPP_EXAMPLE)
"""What ``iki mulai`` writes to be replaced; it is never printed."""


# --- the unit --------------------------------------------------------------------------------------------------------


def read_unit(table: Table, catalog: Catalog) -> Unit:
    """``[unit]``; what it leaves out is what the decree says of the office that it is for."""
    named = read_named(table, catalog.keputusan.unit)
    mulai, pimpinan = _month(table, table.text("mulai", None)), table.text("pimpinan", "")
    provinsi = table.text("provinsi", "")
    table.done()
    tell_of_misnamed(table, named)
    tell_of_long(table, "pimpinan", pimpinan)
    tell_of_long(table, "provinsi", provinsi)
    tell_of_example(table, "pimpinan", pimpinan, PIMPINAN_EXAMPLE, "jabatan pimpinan yang sebenarnya")
    unit = Unit(named.kode, named.nama, named.kabupaten, named.tempat, mulai, pimpinan, provinsi)
    _refuse_pimpinan(unit, table, catalog)
    return unit


def _refuse_pimpinan(unit: Unit, table: Table, catalog: Catalog) -> None:
    """A head in words of his own is one who is not measured, which no jabatan may be called."""
    refuse_other_gaps(table, unit.pimpinan)
    if unit.pimpinan and PIMPINAN in catalog and not unit.measured(unit.pimpinan, catalog):
        raise table.refuse(
            f"pimpinan “{unit.pimpinan}” tidak dapat dipakai, karena katalog menilai jabatan “{PIMPINAN}”. "
            f'Tulis pimpinan = "{PIMPINAN}", atau hapus baris itu.'
        )


def refuse_unnamed(unit: Unit, table: Table) -> None:
    """SettingsError for an office that nobody says the name of; ``table``: the whole file."""
    if unit.missing:
        raise table.refuse(
            f"{bahasa.listing(unit.missing)} di [unit] belum ditulis. Tulis di iki.toml (“iki mulai” menulis "
            f"contohnya), atau di [unit] {FILE_NAME} bila katalognya untuk satu kantor."
        )


def _month(table: Table, mulai: str | None) -> Periode | None:
    try:
        return None if mulai is None else Periode.month(mulai)
    except PeriodError as reason:
        raise table.refuse(f"mulai: {reason}") from None


# --- officials -------------------------------------------------------------------------------------------------------


def read_officials(table: Table, unit: Unit, catalog: Catalog) -> dict[str, Pejabat]:
    """``[pejabat.…]`` by the code of the jabatan, that of the head as :meth:`Unit.head` says."""
    head, officials, said = unit.head(catalog), dict[str, Pejabat](), dict[str, str]()
    for key in table.data:
        kode = known_kode(table, key, head, catalog)
        if kode in officials:
            raise table.refuse(f"“{said[kode]}” dan “{key}” adalah orang yang sama. Hapus salah satunya.")
        officials[kode], said[kode] = _official(table.table(key), head, catalog), key
    for kode in officials:
        _refuse_circle(table, kode, officials, head)
    return officials


def known_kode(table: Table, key: str, head: str, catalog: Catalog) -> str:
    """The code of a jabatan; whatever the head is called, its own."""
    if key in catalog:
        return key
    if key in (PIMPINAN, CAMAT):
        return head
    raise table.refuse(f"“{key}” tidak dikenal. {bahasa.nearest(key, [PIMPINAN, *catalog.kode])}")


def _official(table: Table, head: str, catalog: Catalog) -> Pejabat:
    nama, nip, pangkat = table.text("nama", ""), table.text("nip", ""), table.text("pangkat", "")
    sebutan, atasan = table.text("sebutan", ""), table.text("atasan", "")
    whatsapp = table.text("whatsapp", "")
    table.done()
    tell_of_long(table, "nama", nama)
    tell_of_long(table, "pangkat", pangkat)
    tell_of_long(table, "sebutan", sebutan, LONGEST_SEBUTAN)
    tell_of_number(table, "whatsapp", whatsapp)
    digits = "".join(nip.split())
    if nip and not (len(digits) == 18 and digits.isascii() and digits.isdecimal()):
        raise table.refuse(f"nip “{nip}” harus 18 angka dalam tanda kutip.")
    tell_of_example(table, "nama", nama, PEJABAT_EXAMPLE.nama, "nama pejabatnya")
    tell_of_example(table, "nip", digits, PEJABAT_EXAMPLE.nip, "NIP pejabatnya")
    if atasan:
        atasan = known_kode(Table({}, f"{table.where}, atasan", table.error), atasan, head, catalog)
    return Pejabat(nama, digits, pangkat, sebutan, atasan, digits_of(whatsapp))


def _refuse_circle(table: Table, kode: str, officials: Mapping[str, Pejabat], head: str) -> None:
    """Who countersigns for whom comes to an end: at somebody who is his own atasan, as the head is unless he says."""
    way = [kode]
    while True:
        above = officials.get(way[-1], Pejabat()).atasan or head
        if above == way[-1]:
            return
        if above in way:
            circle = " → ".join([*way[way.index(above) :], above])
            raise table.refuse(f"atasan berputar: {circle}. Perbaiki atasan salah satunya.")
        way.append(above)


# --- months that are excused -----------------------------------------------------------------------------------------


def read_excused(table: Table, unit: Unit, catalog: Catalog) -> tuple[Pengecualian, ...]:
    """``[[pengecualian]]`` of the whole file; no month of a jabatan is excused twice."""
    if isinstance(table.data.get("pengecualian"), dict):
        raise table.refuse("pengecualian ditulis dengan kurung siku rangkap: [[pengecualian]].")
    excused, seen = list[Pengecualian](), set[tuple[str, str]]()
    for part in table.tables("pengecualian", []):
        one = _excused(part, unit, catalog)
        for month in one.months:
            if (one.jabatan, month) in seen:
                raise part.refuse(f"{one.jabatan}, {month.words}, sudah dikecualikan di atasnya. Hapus salah satunya.")
            seen.add((one.jabatan, month))
        excused.append(one)
    return tuple(excused)


def _excused(table: Table, unit: Unit, catalog: Catalog) -> Pengecualian:
    one = Pengecualian(
        jabatan=table.choice("jabatan", catalog.kode),
        periode=table.text("periode"),
        alasan=table.text("alasan"),
        oleh=table.text("oleh"),
    )
    table.done()
    tell_of_long(table, "alasan", one.alasan, LONGEST_REASON)
    tell_of_long(table, "oleh", one.oleh)
    tell_of_example(table, "oleh", one.oleh, PEJABAT_EXAMPLE.nama, "nama yang memutuskan")
    try:
        first = one.months[0]
    except PeriodError as reason:
        raise table.refuse(str(reason)) from None
    if not unit.has_begun(first):
        assert unit.mulai is not None
        raise table.refuse(f"{first.words} sebelum unit mulai, {unit.mulai.words}. Perbaiki periode atau [unit] mulai.")
    return one
