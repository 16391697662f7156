"""Stage 2: files -> answers. An unusable file is a temuan, and the rest go on.

The one door to calamine. A value is accepted only where every anchor agrees: its key stands exactly once, its label
stands on the same row, and its defined name, where it survived, points to the same cell.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook

from iki_excel import answers, bahasa, findings, layout, openxml
from iki_excel.answers import KOSONG, SALAH, TIDAK_BERLAKU, Reading, plain, read, shown
from iki_excel.catalog import Catalog, Indikator
from iki_excel.findings import GALAT, PERINGATAN, of_file, rule
from iki_excel.kinds import Slot
from iki_excel.layout import Block, Identity, Layout
from iki_excel.openxml import Marks, Package, Unreadable
from iki_excel.settings import Settings

USED, SET_ASIDE = "dipakai", "disisihkan"
FILE_COLUMNS = ["file", "sha256", "versi", *answers.IDENTITY, "nasib", "alasan", "terisi", "sidik"]
"""``nasib``: dipakai or disisihkan, ``alasan`` why. ``terisi``: cells that somebody filled. ``sidik``: fingerprint of
what was typed."""

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})

rule("tidak_terbaca", GALAT, "Berkas tidak ada atau tidak boleh dibuka.",
     "{file} tidak dapat dibuka ({sebab}). Periksa nama dan tempat berkasnya.")  # fmt: skip
rule("berkas_kosong", GALAT, "Berkas 0 bita.",
     "{file} kosong sama sekali (0 bita), mungkin salinannya terputus. Minta dikirim ulang.")  # fmt: skip
rule("bukan_xlsx", GALAT, "Isi berkas bukan buku kerja .xlsx.",
     "{file} bukan buku kerja .xlsx. Buka di Excel, pilih Simpan Sebagai, jenis “Excel Workbook (.xlsx)”.")  # fmt: skip
rule("xls_lama_atau_bersandi", GALAT, "Berkas .xls lama, atau .xlsx yang diberi kata sandi.",
     "{file} adalah Excel lama (.xls) atau diberi kata sandi. Hapus kata sandinya dan simpan sebagai .xlsx.")  # fmt: skip
rule("berkas_rusak", GALAT, "Berkas terpotong atau rusak.",
     "{file} rusak atau terpotong sehingga tidak dapat dibaca. Minta dikirim ulang.")  # fmt: skip
rule("berkas_terlalu_besar", GALAT, "Berkas jauh lebih besar daripada formulir.",
     "{file} terlalu besar untuk sebuah formulir. Salin isinya ke formulir yang baru.")  # fmt: skip
rule("sedang_dibuka", PERINGATAN, "Berkas kunci: formulir sedang dibuka di Excel atau LibreOffice.",
     "{file} menandakan formulirnya sedang dibuka. Simpan dan tutup dahulu, lalu jalankan lagi.")  # fmt: skip
rule("tanpa_kode", GALAT, "Kode formulir tidak ditemukan.",
     "{file} tidak memuat Kode formulir, jadi bukan formulir IKI. Pakai formulir dari “iki template”.")  # fmt: skip
rule("kode_salah", GALAT, "Angka periksa Kode formulir tidak cocok.",
     "Kode formulir “{diketik}” tidak cocok dengan angka periksanya. Salin isinya ke formulir yang baru.")  # fmt: skip
rule("kode_ganda", GALAT, "Kode formulir ada pada dua lembar.",
     "Kode formulir “{diketik}” ada di dua lembar: {lembar}. Hapus lembar yang bukan aslinya.")  # fmt: skip
rule("kode_berbeda", GALAT, "Kode formulir yang terlihat berbeda dari catatan tersembunyi.",
     "Kode formulir yang terlihat “{diketik}” berbeda dari catatan di dalam berkas “{tersembunyi}”. "
     "Salin isinya ke formulir yang benar.")  # fmt: skip
rule("unit_lain", GALAT, "Formulir milik unit lain.",
     "{file} milik unit “{diketik}”, sedangkan yang diolah “{diminta}”. Kembalikan kepada unitnya.")  # fmt: skip
rule("jabatan_lain", GALAT, "Jabatan pada kode tidak ada dalam katalog.",
     "{file} untuk jabatan “{diketik}” yang tidak ada dalam katalog. {dekat}")  # fmt: skip
rule("versi_lain", GALAT, "Versi formulir tidak dikenal.",
     "{file} memakai versi formulir {diketik}, yang diterima: {diminta}. Salin isinya ke formulir yang baru.")  # fmt: skip
rule("lembar_hilang", GALAT, "Lembar yang harus diisi tidak ada.",
     "Lembar {lembar} tidak ditemukan di {file}. Salin isinya ke formulir yang baru.")  # fmt: skip
rule("judul_berubah", GALAT, "Baris judul kolom hilang atau berubah.",
     "Baris judul kolom di lembar {lembar} berubah ({kolom_hilang}). Salin isinya ke formulir yang baru.")  # fmt: skip
rule("jangkar_berubah", GALAT, "Kode isian, label atau nama sel tidak lagi menunjuk sel yang sama.",
     "“{label}”: {sebab}, jadi nilainya tidak dapat dipastikan dan tidak dibaca. Salin ke formulir yang baru.")  # fmt: skip
rule("belum_diisi", GALAT, "Formulir belum diisi siapa pun; dihitung belum masuk.",
     "{file} ({nama}, {bulan}) belum diisi sama sekali. Isi sel kuningnya lalu kirim.")  # fmt: skip
rule("ganda_berbeda", GALAT, "Jabatan dan periode yang sama dua kali dengan isi berbeda; keduanya tidak dipakai.",
     "{nama}, {bulan} ada dua kali dengan isi berbeda: {kedua}. Sisakan satu yang benar.")  # fmt: skip


@dataclass
class Gathered:
    """What reading collects: plain lists that become one frame each for the whole batch."""

    cells: list[tuple[Any, ...]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    temuan: list[Any] = field(default_factory=list)


@dataclass(frozen=True)
class Read:
    """``answers`` (joined with the slots' properties), ``files`` (FILE_COLUMNS, a row a file) and ``temuan``."""

    answers: pd.DataFrame
    files: pd.DataFrame
    temuan: pd.DataFrame


def find_files(places: Iterable[Path]) -> list[Path]:
    """Every spreadsheet among files and folders, each once, in the order of their names."""
    found: dict[Path, Path] = {}
    for place in places:
        inside = sorted(p for p in place.rglob("*") if p.suffix.lower() in SUFFIXES) if place.is_dir() else [place]
        for path in inside:
            if not path.is_dir() or path == place:
                found.setdefault(path.resolve(), path)
    return list(found.values())


def read_files(paths: Sequence[Path], catalog: Catalog, settings: Settings) -> Read:
    """Read every file; nothing that a file holds stops the run."""
    gathered = Gathered()
    for path in paths:
        _read_file(path, catalog, settings, gathered)
    files = _settle_duplicates(pd.DataFrame(gathered.files, columns=FILE_COLUMNS), catalog, gathered)
    table = _answers_of_used_files(gathered, files, catalog)
    return Read(table, files, findings.table([], gathered.temuan))


def _answers_of_used_files(gathered: Gathered, files: pd.DataFrame, catalog: Catalog) -> pd.DataFrame:
    table = pd.DataFrame(gathered.cells, columns=answers.COLUMNS)
    used = files.loc[files["nasib"] == USED, "file"]
    table = table[table["file"].isin(used)].reset_index(drop=True)
    table["angka"] = table["angka"].astype(float)
    return table.merge(answers.slot_table(catalog), on=["jabatan", "slot"], how="left", validate="many_to_one")


# --- one file --------------------------------------------------------------------------------------------------------


@dataclass
class Workbook:
    """One open file: its name for people, its sheets as rows of values, and what the XML adds."""

    file: str
    sheets: dict[str, list[list[Any]]]
    package: Package
    identity: Identity | None = None

    def set_aside(self, kode: str, gathered: Gathered, **known: Any) -> None:
        """Tell why this file is not used."""
        gathered.temuan.append(of_file(kode, self.file, **known))


def _read_file(path: Path, catalog: Catalog, settings: Settings, gathered: Gathered) -> None:
    file, content = path.as_posix(), b""
    record = dict.fromkeys(FILE_COLUMNS, "") | {"file": file, "nasib": SET_ASIDE, "versi": 0, "terisi": 0}
    gathered.files.append(record)
    try:
        if path.name.startswith(("~$", ".~lock.")):
            raise Unreadable("sedang_dibuka")
        content = _bytes_of(path)
        record["sha256"] = hashlib.sha256(content).hexdigest()
        workbook = _open(file, content)
    except Unreadable as reason:
        record["alasan"] = reason.kode
        gathered.temuan.append(of_file(reason.kode, file))
        return
    except OSError as reason:
        record["alasan"] = "tidak_terbaca"
        gathered.temuan.append(of_file("tidak_terbaca", file, sebab=_os_reason(reason)))
        return
    before = len(gathered.temuan)
    if not _identify(workbook, catalog, settings, gathered):
        record["alasan"] = gathered.temuan[before]["kode"]
        return
    _read_workbook(workbook, catalog, settings, gathered, record)


def _os_reason(reason: OSError) -> str:
    if isinstance(reason, FileNotFoundError):
        return "tidak ada"
    return "tidak ada izin" if isinstance(reason, PermissionError) else "gangguan cakram"


def _bytes_of(path: Path) -> bytes:
    if not path.is_file():
        raise FileNotFoundError(path)
    if path.stat().st_size > openxml.LARGEST_FILE:
        raise Unreadable("berkas_terlalu_besar")
    return path.read_bytes()


def _open(file: str, content: bytes) -> Workbook:
    package = openxml.look(content)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as opened:
            sheets = {
                name: opened.get_sheet_by_name(name).to_python(skip_empty_area=False)
                for name in opened.sheet_names
                if name in package.marks
            }
    except CalamineError:
        raise Unreadable("berkas_rusak") from None
    except BaseException as panic:  # a panic of calamine is no Exception
        if type(panic).__name__ != "PanicException":
            raise
        raise Unreadable("berkas_rusak") from None
    return Workbook(file, sheets, package)


HEAD_ROWS = 40


def _codes(workbook: Workbook) -> list[tuple[str, str]]:
    """Every Kode formulir with the sheet it stands on, hidden record included."""
    return [
        (name, value.strip())
        for name, rows in workbook.sheets.items()
        for row in rows[:HEAD_ROWS]
        for value in row
        if isinstance(value, str) and layout.KODE_FORMULIR.fullmatch(value.strip())
    ]


def _identify(workbook: Workbook, catalog: Catalog, settings: Settings, gathered: Gathered) -> bool:
    codes = _codes(workbook)
    visible = [(name, code) for name, code in codes if name.casefold() != layout.IDENTITY]
    hidden = {code.casefold() for name, code in codes if name.casefold() == layout.IDENTITY}
    main = [(name, code) for name, code in visible if f".{layout.ISIAN.lower()}." in code.casefold()]
    if not main:
        workbook.set_aside("tanpa_kode", gathered)
        return False
    name, code = main[0]
    identity, right = layout.parse_kode_formulir(code)
    problem = _code_problem(main, code, right, hidden, identity) or _owner_problem(identity, catalog, settings)
    if problem:
        kode, known = problem
        workbook.set_aside(kode, gathered, sheet=name, diketik=code, **known)
        return False
    workbook.identity = identity
    return True


def _code_problem(
    main: list[tuple[str, str]], code: str, right: bool, hidden: set[str], identity: Identity | None
) -> tuple[str, dict[str, Any]] | None:
    if len(main) > 1:
        return "kode_ganda", {"lembar": bahasa.listing(sheet for sheet, _ in main)}
    if identity is None or not right:
        return "kode_salah", {}
    if hidden and code.casefold() not in hidden:
        return "kode_berbeda", {"tersembunyi": min(hidden)}
    return None


def _owner_problem(
    identity: Identity | None, catalog: Catalog, settings: Settings
) -> tuple[str, dict[str, Any]] | None:
    assert identity is not None
    if identity.versi not in layout.ACCEPTED_VERSIONS:
        return "versi_lain", {"diketik": identity.versi, "diminta": ", ".join(map(str, layout.ACCEPTED_VERSIONS))}
    if identity.unit != settings.unit.kode:
        return "unit_lain", {"diketik": identity.unit, "diminta": settings.unit.kode}
    if identity.jabatan not in catalog:
        return "jabatan_lain", {"diketik": identity.jabatan, "dekat": bahasa.nearest(identity.jabatan, catalog.kode)}
    return None


def _read_workbook(
    workbook: Workbook, catalog: Catalog, settings: Settings, gathered: Gathered, record: dict[str, Any]
) -> None:
    identity = workbook.identity
    assert identity is not None
    jabatan = catalog[identity.jabatan]
    record |= {"versi": identity.versi, "unit": identity.unit, "periode": identity.periode, "jabatan": jabatan.kode}
    cells = _Cells(workbook, identity, Layout(jabatan), gathered)
    if not cells.read_all():
        record["alasan"] = gathered.temuan[-1]["kode"]
        return
    record["terisi"], record["sidik"] = _filled(cells.rows, settings, Layout(jabatan), identity)
    if not record["terisi"] and not cells.doubtful:
        record["alasan"] = "belum_diisi"
        return
    record["nasib"] = USED
    gathered.cells += cells.rows


def _filled(rows: list[tuple[Any, ...]], settings: Settings, map_: Layout, identity: Identity) -> tuple[int, str]:
    """How many cells somebody filled (what the template had in them does not count), and their fingerprint."""
    calendar = {slot.kode for slot in map_.jabatan.slots if slot.kalender}
    days = settings.kalender.working_days(identity.periode) if calendar else None
    position = {name: answers.COLUMNS.index(name) for name in ("slot", "angka", "diketik", "keterangan", "responden")}
    typed = [tuple(row[index] for index in position.values()) for row in rows]
    filled = sum(
        bool(diketik.strip() or keterangan.strip()) and not (slot in calendar and angka == days and not keterangan)
        for slot, angka, diketik, keterangan, _ in typed
    )
    content = sorted((slot, responden, diketik, keterangan) for slot, _, diketik, keterangan, responden in typed)
    return filled, hashlib.sha256(repr(content).encode()).hexdigest()


# --- the cells of one workbook ---------------------------------------------------------------------------------------


class _Cells:
    """Finds every slot of one workbook by its anchors, and reads it."""

    def __init__(self, workbook: Workbook, identity: Identity, map_: Layout, gathered: Gathered) -> None:
        self.workbook, self.identity, self.map, self.gathered = workbook, identity, map_, gathered
        self.rows: list[tuple[Any, ...]] = []
        self.doubtful = False
        self.names = {name: openxml.first_cell(target) for name, target in workbook.package.names.items()}

    def read_all(self) -> bool:
        """Read all sheets; False (with a temuan) where one is missing or has lost its headers."""
        for section in self.map.sections:
            sheet = self._sheet_of(layout.ISIAN)
            columns = sheet and self._columns(sheet)
            if not sheet or not columns:
                return False
            for row in section.slots:
                self._read_slot(sheet, columns, row.slot, section.indikator)
            for block, _ in section.blocks:
                if not self._read_block(block, section.indikator):
                    return False
        return True

    def _refuse(self, kode: str, sheet: str, **known: Any) -> None:
        place = {"unit": self.identity.unit, "periode": self.identity.periode, "jabatan": self.identity.jabatan}
        self.workbook.set_aside(kode, self.gathered, sheet=sheet, lembar=sheet, **place, **known)

    def _sheet_of(self, lembar: str) -> str | None:
        """The sheet that carries the code of this lembar, whatever it is called now."""
        wanted = Identity(**{**self.identity.__dict__, "lembar": lembar.lower()}).kode_formulir
        found = [
            name
            for name, code in _codes(self.workbook)
            if code.casefold() == wanted.casefold() and name.casefold() != layout.IDENTITY
        ]
        if len(found) == 1:
            return found[0]
        if found:
            self._refuse("kode_ganda", found[0], diketik=wanted, lembar=bahasa.listing(found))
        else:
            self._refuse("lembar_hilang", lembar)
        return None

    def _columns(self, sheet: str) -> dict[str, int] | None:
        """Where each header of ``Isian`` stands, found on the row of the key's header."""
        heads = [row for row in self.workbook.sheets[sheet][:HEAD_ROWS] if layout.KEY_HEADER in row]
        columns = {text: heads[0].index(text) for text in layout.HEADERS if len(heads) == 1 and text in heads[0]}
        missing = [text for text in layout.HEADERS if text not in columns or heads[0].count(text) != 1]
        if missing:
            self._refuse("judul_berubah", sheet, kolom_hilang=", ".join(missing))
            return None
        return columns

    def _read_slot(self, sheet: str, columns: dict[str, int], slot: Slot, indikator: Indikator) -> None:
        rows = self.workbook.sheets[sheet]
        key, value = columns[layout.KEY_HEADER], columns[layout.HEADERS[layout.VALUE]]
        found = [number for number, row in enumerate(rows) if row[key] == slot.kode]
        problem = self._anchor_problem(sheet, columns, slot, found)
        if problem:
            self._doubt(sheet, slot, indikator, problem, (found[0] if found else -1, value))
            return
        row = found[0]
        note = rows[row][columns[layout.HEADERS[layout.NOTE]]]
        self._add(sheet, slot, indikator, (row, value), 0, shown(note))

    def _anchor_problem(self, sheet: str, columns: dict[str, int], slot: Slot, found: list[int]) -> str | None:
        if len(found) != 1:
            return "kode isiannya tidak ada lagi" if not found else f"kode isiannya ada {len(found)} kali"
        label = self.workbook.sheets[sheet][found[0]][columns[layout.HEADERS[layout.LABEL]]]
        if plain(str(label)) != plain(slot.label):
            return f"labelnya berubah menjadi “{label}”"
        named = layout.name_of(slot.kode).casefold()
        here = (sheet, found[0], columns[layout.HEADERS[layout.VALUE]])
        if named in self.names and self.names[named] != here:
            return "nama selnya menunjuk sel lain"
        return None

    def _doubt(self, sheet: str, slot: Slot, indikator: Indikator, problem: str, at: tuple[int, int]) -> None:
        self.doubtful = True
        self._refuse("jangkar_berubah", sheet, isian=slot.kode, label=slot.label, sebab=problem)
        self._append(sheet, slot, indikator, at, 0, "", Reading(SALAH, alasan="jangkar_berubah"), "", False)

    def _add(
        self, sheet: str, slot: Slot, indikator: Indikator, at: tuple[int, int], responden: int, note: str
    ) -> None:
        value = self.workbook.sheets[sheet][at[0]][at[1]]
        marks, address = self.workbook.package.marks[sheet], _address(at)
        is_formula = address in marks.formulas
        result = _marked(marks, address) or read(value, slot.tipe, slot.satuan)
        typed = marks.errors.get(address) or shown(value)
        self._append(sheet, slot, indikator, at, responden, typed, result, note, is_formula)

    def _append(
        self, sheet: str, slot: Slot, indikator: Indikator, at: tuple[int, int], responden: int, typed: str,
        result: Reading, note: str, is_formula: bool,
    ) -> None:  # fmt: skip
        identity = self.identity
        self.rows.append((
            identity.unit, identity.periode, identity.jabatan, indikator.kode, slot.isian, slot.kode, responden, typed,
            result.angka, result.keadaan, result.alasan, result.catatan, is_formula, note, self.workbook.file, sheet,
            _address(at) if at[0] >= 0 else "", at[0], at[1],
        ))  # fmt: skip

    # --- a survey ---

    def _read_block(self, block: Block, indikator: Indikator) -> bool:
        sheet = self._sheet_of(block.sheet)
        columns = sheet and self._block_columns(sheet, block)
        if not sheet or not columns:
            return False
        rows = self.workbook.sheets[sheet]
        respondents = [n for n, row in enumerate(rows) if layout.RESPONDENT_KEY in row]
        answered = [n for n in respondents if any(_is_answer(rows[n][c]) for c in columns.values())]
        for order, row in enumerate(answered or respondents[:1], start=1):
            for slot in block.isian.slots:
                self._add(sheet, slot, indikator, (row, columns[slot.kode]), order, "")
        self._spread_not_applicable(block)
        return True

    def _block_columns(self, sheet: str, block: Block) -> dict[str, int] | None:
        """The column of each unsur: its key exactly once, its label below, the block's name where it should begin."""
        rows = self.workbook.sheets[sheet]
        keys = next((n for n, row in enumerate(rows[:HEAD_ROWS]) if layout.BLOCK_HEADER in row), None)
        if keys is None:
            self._refuse("judul_berubah", sheet, kolom_hilang=layout.BLOCK_HEADER)
            return None
        labels = rows[keys + layout.BLOCK_LABEL_ROW - layout.BLOCK_KEY_ROW]
        columns = {}
        for slot in block.isian.slots:
            found = [c for c, key in enumerate(rows[keys]) if key == slot.kode]
            if len(found) != 1 or plain(str(labels[found[0]])) != plain(slot.label):
                self._refuse("judul_berubah", sheet, kolom_hilang=slot.label)
                return None
            columns[slot.kode] = found[0]
        named = self.names.get(layout.name_of(block.isian.kode).casefold())
        first = (sheet, keys + layout.BLOCK_FIRST_ROW - layout.BLOCK_KEY_ROW, columns[block.isian.slots[0].kode])
        if named is not None and named != first:
            self._refuse("judul_berubah", sheet, kolom_hilang=f"nama {layout.name_of(block.isian.kode)}")
            return None
        return columns

    def _spread_not_applicable(self, block: Block) -> None:
        """TB with no score at all stands for the whole survey: the cells beside it are not missing."""
        state = answers.COLUMNS.index("keadaan")
        first = len(self.rows) - sum(row[answers.COLUMNS.index("isian")] == block.isian.kode for row in self.rows)
        states = {row[state] for row in self.rows[first:]}
        if TIDAK_BERLAKU in states and states <= {TIDAK_BERLAKU, KOSONG}:
            self.rows[first:] = [(*row[:state], TIDAK_BERLAKU, *row[state + 1 :]) for row in self.rows[first:]]


def _is_answer(value: Any) -> bool:
    return not (value is None or (isinstance(value, str) and not plain(value)))


def _address(at: tuple[int, int]) -> str:
    return layout.Place("", *at).a1


def _marked(marks: Marks, address: str) -> Reading | None:
    if address in marks.errors:
        return Reading(SALAH, alasan="sel_galat")
    if marks.formulas.get(address) is False:
        return Reading(SALAH, alasan="rumus_tanpa_hasil")
    return None


# --- the same form twice ---------------------------------------------------------------------------------------------


def _settle_duplicates(files: pd.DataFrame, catalog: Catalog, gathered: Gathered) -> pd.DataFrame:
    """Same jabatan and periode twice: the same content counts once, different content is used by neither."""
    used = files[files["nasib"] == USED]
    groups = used.groupby(answers.IDENTITY, sort=False)["sidik"]
    different = groups.transform("nunique") > 1
    repeated = ~different & used.duplicated(answers.IDENTITY)
    files = files.copy()
    for rows, alasan in ((different, "ganda_berbeda"), (repeated, "salinan_sama")):
        index = rows[rows].index
        files.loc[index, ["nasib", "alasan"]] = [SET_ASIDE, alasan]
    for identity, group in used[different].groupby(answers.IDENTITY, sort=False):
        gathered.temuan.append(_twice(identity, group, catalog))
    _tell_blank_forms(files, catalog, gathered)
    return files


def _known(identity: Any, catalog: Catalog) -> dict[str, Any]:
    unit, periode, jabatan = identity
    place = {"unit": unit, "periode": periode, "jabatan": jabatan}
    return {**place, "nama": catalog[jabatan].nama, "bulan": bahasa.month(periode)}


def _twice(identity: Any, group: pd.DataFrame, catalog: Catalog) -> dict[str, Any]:
    kedua = bahasa.listing(group["file"])
    return of_file("ganda_berbeda", group["file"].iloc[0], kedua=kedua, **_known(identity, catalog))


def _tell_blank_forms(files: pd.DataFrame, catalog: Catalog, gathered: Gathered) -> None:
    """One line for a form that nobody filled, unless the same form came filled as well."""
    came = set(files.loc[files["terisi"] > 0, answers.IDENTITY].itertuples(index=False, name=None))
    for record in files[files["alasan"] == "belum_diisi"].to_dict("records"):
        identity = tuple(record[name] for name in answers.IDENTITY)
        if identity not in came:
            known = _known(identity, catalog)
            gathered.temuan.append(of_file("belum_diisi", record["file"], **known))
