"""The same form twice, and forms that nobody filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.forms.layout.notes import LABELS
from iki_excel.forms.reading.record import UNASKED_COLUMNS, Record
from iki_excel.judging import answers, findings, notes
from iki_excel.judging.answers import IDENTITY
from iki_excel.judging.files import FILE_COLUMNS, REPLACED, SAME_COPY, UNFILLED, USED
from iki_excel.judging.files_table import with_set_aside
from iki_excel.judging.findings import of_file
from iki_excel.language.places import Place
from iki_excel.words import bahasa, moments
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, Rule
from iki_excel.workbooks.openxml import first_cell

DIFFERENT = Rule(
    "ganda_berbeda",
    GALAT,
    arti="Jabatan dan periode yang sama dua kali dengan isi berbeda; tidak satu pun dipakai.",
    pesan="{nama}, {bulan}, ada {banyak} kali dengan isi berbeda: {berkas}. Yang berbeda: {beda}.",
    saran="Sisakan satu yang benar.",
    ringkas="ada {banyak} kali dengan isi berbeda",
    contoh="Dua formulir Kepala Seksi Ketentraman dan Ketertiban, Maret 2019, yang satu berisi 12, yang lain 15",
)


def settle(files: pd.DataFrame) -> pd.DataFrame:
    """Same jabatan and periode twice: the same content counts once, different content is used by neither.

    A form that was sent back to be mended takes the place of the one that it was made from.
    """
    files = _without_replaced(files)
    used = files[files["nasib"] == USED]
    if not used.duplicated(IDENTITY).any():
        return files
    different = used.groupby(IDENTITY, sort=False)["sidik"].transform("nunique") > 1
    repeated = ~different & used.duplicated(IDENTITY)
    files = with_set_aside(files, different[different].index, DIFFERENT)
    return with_set_aside(files, repeated[repeated].index, SAME_COPY)


def in_versions(records: Sequence[Record]) -> list[list[Record]]:
    """Of every form that is there with different contents its versions (of copies one), by when they were saved."""
    files = settle(pd.DataFrame([record.row for record in records], columns=FILE_COLUMNS))
    by_file = {record.row["file"]: record for record in records}
    differ = files[files["alasan"] == DIFFERENT.kode].assign(
        saved=lambda own: own["disimpan"].where(own["disimpan"] != "", own["tiba"])
    )
    several = differ.sort_values(["saved", "file"]).drop_duplicates([*IDENTITY, "sidik"])
    return [[by_file[file] for file in group["file"]] for _, group in several.groupby(IDENTITY, sort=False)]


def _without_replaced(files: pd.DataFrame) -> pd.DataFrame:
    mended = files[(files["nasib"] == USED) & (files["menggantikan"] != "")]
    if mended.empty:
        return files
    replaced = {(sha256, *who) for sha256, *who in mended[["menggantikan", *IDENTITY]].itertuples(index=False)}
    own = list(files[["sha256", *IDENTITY]].itertuples(index=False, name=None))
    return with_set_aside(files, files.index[[row in replaced for row in own]], REPLACED)


def temuan_of(
    files: pd.DataFrame, cells: pd.DataFrame, unasked: pd.DataFrame, catalog: Catalog
) -> list[dict[str, Any]]:
    """One temuan for all different copies of a form, one for a form that nobody filled (unless it came filled, too).

    ``cells``, ``unasked``: what stands in all forms (answers.COLUMNS, UNASKED_COLUMNS).
    """
    why = {*files["alasan"].to_numpy()}
    different = _temuan_of_different(files, cells, unasked, catalog) if DIFFERENT.kode in why else []
    return [*different, *(_temuan_of_unfilled(files, catalog) if UNFILLED.kode in why else [])]


def _temuan_of_different(
    files: pd.DataFrame, cells: pd.DataFrame, unasked: pd.DataFrame, catalog: Catalog
) -> Iterator[dict[str, Any]]:
    every = pd.concat([cells, unasked[answers.COLUMNS]])
    for identity, group in files[files["alasan"] == DIFFERENT.kode].groupby(IDENTITY, sort=False):
        names, berkas = list(group["file"]), bahasa.listing(_told_with_time(group))
        beda, known = differences(every, names), _known(identity, catalog)
        yield of_file(DIFFERENT, names[0], berkas=berkas, banyak=len(names), beda=beda, **known)


def _temuan_of_unfilled(files: pd.DataFrame, catalog: Catalog) -> Iterator[dict[str, Any]]:
    came = set(files.loc[files["terisi"] > 0, IDENTITY].itertuples(index=False, name=None))
    for file, *identity in files.loc[files["alasan"] == UNFILLED.kode, ["file", *IDENTITY]].itertuples(index=False):
        if tuple(identity) not in came:
            yield of_file(UNFILLED, file, **_known(identity, catalog))


def _known(identity: Any, catalog: Catalog) -> dict[str, Any]:
    unit, periode, jabatan = identity
    place = {"unit": unit, "periode": periode, "jabatan": jabatan}
    return {**place, "nama": catalog[jabatan].nama, "bulan": Periode(periode).words}


# --- copies that differ -----------------------------------------------------------------------------------------------

MOST_CELLS, LONGEST_VALUE = 5, 30


def _told_with_time(group: pd.DataFrame) -> list[str]:
    """The files, the one that was saved last with its time, as long as every one says when that was."""
    newest = group["disimpan"].max()
    is_sure = group["disimpan"].ne("").all() and (group["disimpan"] == newest).sum() == 1
    return [
        f"{f.file} (disimpan paling akhir, {moments.words(newest)})" if is_sure and f.disimpan == newest else f.file
        for f in group.itertuples()
    ]


def differences(cells: pd.DataFrame, files: Sequence[str]) -> str:
    """The first cells that differ between files, each with what stands in every one of them, in this order."""
    own = cells[cells["file"].isin(files)]
    told = [*_values(own, files), *_notes(own, files)]
    further = len(told) - MOST_CELLS
    return "; ".join(told[:MOST_CELLS]) + (f"; dan {further} sel lain" if further > 0 else "")


def _values(own: pd.DataFrame, files: Sequence[str]) -> list[str]:
    return [f"{place.sheet}!{place.sel} {_said(values)}" for place, values in _differing(own, "diketik", files)]


def _notes(own: pd.DataFrame, files: Sequence[str]) -> Iterator[str]:
    """The keterangan beside the cells; that of a survey, which all its cells have, once."""
    for place, values in _differing(own[own["responden"] == 0], "keterangan", files):
        yield f"keterangan di samping {_place(place).address} {_said(values)}"
    for place, values in _differing(_of_surveys(own), "keterangan", files):
        yield f"keterangan survei {place.sheet} {_said(values)}"


def _of_surveys(own: pd.DataFrame) -> pd.DataFrame:
    """A row a survey, with what all of its cells have."""
    surveys = own[own["responden"] > 0].drop_duplicates(["file", "isian"])
    return surveys.assign(slot=surveys["isian"], responden=0)


def _place(row: Any) -> Place:
    return Place(row.sheet, row.baris, row.kolom)


def _said(values: Sequence[str]) -> str:
    return " / ".join(bahasa.brief(value, LONGEST_VALUE) or "kosong" for value in values)


def _differing(
    own: pd.DataFrame, column: str, files: Sequence[str], keys: Sequence[str] = ("slot", "responden")
) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Where it stands and what all files have there, of every cell in which they differ; ``keys``: what makes a cell
    the same in all of them."""
    first = own.drop_duplicates([*keys]).set_index([*keys])
    stripped = own.assign(isi=own[column].str.strip())
    wide = stripped.pivot(index=[*keys], columns="file", values="isi").reindex(columns=[*files])
    wide = wide.reindex(first.index).astype(object).fillna("")
    differ = wide.nunique(axis=1) > 1
    for place, values in zip(first[differ].itertuples(), wide[differ].itertuples(index=False), strict=True):
        yield place, tuple(values)


# --- two versions, cell by cell ---------------------------------------------------------------------------------------

DIFFERING_COLUMNS = ["sel", "label", "dulu", "baru"]
"""``sel``: the Place of a cell; ``dulu`` and ``baru``: what was typed in it in either version, "" for nothing."""

DULU, BARU = "dulu", "baru"


def differing_cells(dulu: Record, baru: Record, catalog: Catalog) -> pd.DataFrame:
    """All that somebody typed otherwise in one of two versions of a form: a row a cell (DIFFERING_COLUMNS).

    With the keterangan and the bukti beside a cell, and what was written of an indikator. Of a form that could be read
    only in part there is what could be read.
    """
    both = {DULU: dulu, BARU: baru}
    told = [*_typed_otherwise(both, _labels(both, catalog)), *_written_otherwise(both)]
    return pd.DataFrame(told, columns=DIFFERING_COLUMNS)


Differing = tuple[Place, str, str, str]

TYPED, NOTE, PROOF, SURVEY_NOTE = "{label}", "Keterangan: {label}", "Bukti: {label}", "Keterangan survei"
"""How a row is called for what was typed in a cell, and for what stands beside it."""


def _labels(both: Mapping[str, Record], catalog: Catalog) -> dict[str, str]:
    """How each slot is called, those that the month does not ask any more among them."""
    row = both[BARU].row
    valid = catalog.at(row["periode"])
    asked = valid[row["jabatan"]].asked if row["jabatan"] in valid else ()
    unasked = (dict(zip(UNASKED_COLUMNS, cell, strict=True)) for one in both.values() for cell in one.unasked)
    return {cell["slot"]: str(cell["label"]) for cell in unasked} | {slot.kode: slot.label for slot in asked}


def _typed_otherwise(both: Mapping[str, Record], labels: Mapping[str, str]) -> Iterator[Differing]:
    cells = pd.concat([_cells(record).assign(file=name) for name, record in both.items()])
    cells = cells.drop_duplicates(["file", "slot", "responden"])
    single, surveys = cells[cells["responden"] == 0], _of_surveys(cells)
    columns = ((TYPED, cells, "diketik"), (NOTE, single, "keterangan"), (PROOF, single, "bukti"),
               (SURVEY_NOTE, surveys, "keterangan"))  # fmt: skip
    long = pd.concat([own.assign(apa=apa, isi=own[column]) for apa, own, column in columns])
    for row, (dulu, baru) in _differing(long, "isi", (DULU, BARU), ("apa", "slot", "responden")):
        apa, slot, responden = row.Index
        label = f"Responden {responden}: {labels.get(slot, slot)}" if responden else labels.get(slot, slot)
        yield _place(row), apa.format(label=label), dulu, baru


def _cells(record: Record) -> pd.DataFrame:
    unasked = [cell[: len(answers.COLUMNS)] for cell in record.unasked]
    return pd.DataFrame([*record.cells, *unasked], columns=answers.COLUMNS).astype({"keterangan": str, "bukti": str})


def _written_otherwise(both: Mapping[str, Record]) -> Iterator[Differing]:
    """Of each indikator why it is not good yet, and what is done about it."""
    written = [{one.indikator: one for one in _notes_of(both[name])} for name in (DULU, BARU)]
    for kode in {**written[0], **written[1]}:
        rows = [of_version.get(kode) for of_version in written]
        for column, label in LABELS.items():
            dulu, baru = (getattr(row, column, "") for row in rows)
            if dulu != baru:
                yield _first_place(rows), f"{label} {kode}", dulu, baru


def _notes_of(record: Record) -> Iterator[Any]:
    yield from pd.DataFrame(record.notes, columns=notes.COLUMNS).itertuples()


def _first_place(rows: Iterable[Any]) -> Place:
    found = next(row for row in rows if row is not None)
    cell = first_cell(f"A!{found.sel}")
    return Place(found.sheet, cell.row, cell.column) if cell else findings.whole(found.sheet)
