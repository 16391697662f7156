"""The same form twice, and forms that nobody filled."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.judging.answers import IDENTITY
from iki_excel.judging.files import REPLACED, SAME_COPY, UNFILLED, USED, with_set_aside
from iki_excel.judging.findings import of_file
from iki_excel.words import bahasa
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT, Rule

DIFFERENT = Rule(
    "ganda_berbeda",
    GALAT,
    arti="Jabatan dan periode yang sama dua kali dengan isi berbeda; tidak satu pun dipakai.",
    pesan="{nama}, {bulan}, ada {banyak} kali dengan isi berbeda: {berkas}.",
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


def temuan_of(files: pd.DataFrame, catalog: Catalog) -> list[dict[str, Any]]:
    """One temuan for all different copies of a form, one for a form that nobody filled (unless it came filled, too)."""
    told = []
    for identity, group in files[files["alasan"] == DIFFERENT.kode].groupby(IDENTITY, sort=False):
        names = list(group["file"])
        told.append(
            of_file(DIFFERENT, names[0], berkas=bahasa.listing(names), banyak=len(names), **_known(identity, catalog))
        )
    came = set(files.loc[files["terisi"] > 0, IDENTITY].itertuples(index=False, name=None))
    for file, *identity in files.loc[files["alasan"] == UNFILLED.kode, ["file", *IDENTITY]].itertuples(index=False):
        if tuple(identity) not in came:
            told.append(of_file(UNFILLED, file, **_known(identity, catalog)))
    return told


def _known(identity: Any, catalog: Catalog) -> dict[str, Any]:
    unit, periode, jabatan = identity
    place = {"unit": unit, "periode": periode, "jabatan": jabatan}
    return {**place, "nama": catalog[jabatan].nama, "bulan": Periode(periode).words}
