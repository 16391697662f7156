"""The same form twice, and forms that nobody filled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.judging.answers import IDENTITY
from iki_excel.judging.files import REPLACED, SAME_COPY, UNFILLED, USED, with_set_aside
from iki_excel.judging.findings import of_file
from iki_excel.language.places import Place
from iki_excel.words import bahasa, moments
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, Rule

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
    different = used.groupby(IDENTITY, sort=False)["sidik"].transform("nunique") > 1
    repeated = ~different & used.duplicated(IDENTITY)
    files = with_set_aside(files, different[different].index, DIFFERENT)
    return with_set_aside(files, repeated[repeated].index, SAME_COPY)


def _without_replaced(files: pd.DataFrame) -> pd.DataFrame:
    mended = files[(files["nasib"] == USED) & (files["menggantikan"] != "")]
    replaced = {(sha256, *who) for sha256, *who in mended[["menggantikan", *IDENTITY]].itertuples(index=False)}
    own = list(files[["sha256", *IDENTITY]].itertuples(index=False, name=None))
    return with_set_aside(files, files.index[[row in replaced for row in own]], REPLACED)


def temuan_of(files: pd.DataFrame, cells: pd.DataFrame, catalog: Catalog) -> list[dict[str, Any]]:
    """One temuan for all different copies of a form, one for a form that nobody filled (unless it came filled, too).

    ``cells``: what stands in all forms (answers.COLUMNS).
    """
    told = []
    for identity, group in files[files["alasan"] == DIFFERENT.kode].groupby(IDENTITY, sort=False):
        names, berkas = list(group["file"]), bahasa.listing(_told_with_time(group))
        beda, known = differences(cells, names), _known(identity, catalog)
        told.append(of_file(DIFFERENT, names[0], berkas=berkas, banyak=len(names), beda=beda, **known))
    came = set(files.loc[files["terisi"] > 0, IDENTITY].itertuples(index=False, name=None))
    for file, *identity in files.loc[files["alasan"] == UNFILLED.kode, ["file", *IDENTITY]].itertuples(index=False):
        if tuple(identity) not in came:
            told.append(of_file(UNFILLED, file, **_known(identity, catalog)))
    return told


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
    return [f"{place.sheet}!{place.sel} {said}" for place, said in _differing(own, "diketik", files)]


def _notes(own: pd.DataFrame, files: Sequence[str]) -> Iterator[str]:
    """The keterangan beside the cells; that of a survey, which all its cells have, once."""
    for place, said in _differing(own[own["responden"] == 0], "keterangan", files):
        yield f"keterangan di samping {Place(place.sheet, place.baris, place.kolom).address} {said}"
    surveys = own[own["responden"] > 0].drop_duplicates(["file", "isian"])
    for place, said in _differing(surveys.assign(slot=surveys["isian"], responden=0), "keterangan", files):
        yield f"keterangan survei {place.sheet} {said}"


def _differing(own: pd.DataFrame, column: str, files: Sequence[str]) -> Iterator[tuple[Any, str]]:
    """Where it stands and what all files have there, of every cell in which they differ."""
    first = own.drop_duplicates(["slot", "responden"]).set_index(["slot", "responden"])
    stripped = own.assign(isi=own[column].str.strip())
    wide = stripped.pivot(index=["slot", "responden"], columns="file", values="isi").reindex(columns=[*files])
    wide = wide.reindex(first.index).fillna("")
    differ = wide.nunique(axis=1) > 1
    for place, values in zip(first[differ].itertuples(), wide[differ].itertuples(index=False), strict=True):
        yield place, " / ".join(bahasa.brief(value, LONGEST_VALUE) or "kosong" for value in values)
