"""The same form twice, and forms that nobody filled."""

from __future__ import annotations

from typing import Any

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.judging.answers import IDENTITY
from iki_excel.judging.files import DIFFERENT, REPLACED, SAME_COPY, SET_ASIDE, UNFILLED, USED
from iki_excel.judging.findings import of_file
from iki_excel.words import bahasa


def settle(files: pd.DataFrame) -> pd.DataFrame:
    """Same jabatan and periode twice: the same content counts once, different content is used by neither.

    A form that was sent back to be mended takes the place of the one that it was made from.
    """
    files = _without_replaced(files)
    used = files[files["nasib"] == USED]
    different = used.groupby(IDENTITY, sort=False)["sidik"].transform("nunique") > 1
    repeated = ~different & used.duplicated(IDENTITY)
    settled = files.copy()
    for rows, alasan in ((different, DIFFERENT), (repeated, SAME_COPY)):
        settled.loc[rows[rows].index, ["nasib", "alasan"]] = [SET_ASIDE, alasan]
    return settled


def _without_replaced(files: pd.DataFrame) -> pd.DataFrame:
    mended = files[(files["nasib"] == USED) & (files["menggantikan"] != "")]
    replaced = {(sha256, *who) for sha256, *who in mended[["menggantikan", *IDENTITY]].itertuples(index=False)}
    own = list(files[["sha256", *IDENTITY]].itertuples(index=False, name=None))
    settled = files.copy()
    settled.loc[[row in replaced for row in own], ["nasib", "alasan"]] = [SET_ASIDE, REPLACED]
    return settled


def temuan_of(files: pd.DataFrame, catalog: Catalog) -> list[dict[str, Any]]:
    """One temuan for all different copies of a form, one for a form that nobody filled (unless it came filled, too)."""
    told = []
    for identity, group in files[files["alasan"] == DIFFERENT].groupby(IDENTITY, sort=False):
        names = list(group["file"])
        told.append(
            of_file(DIFFERENT, names[0], berkas=bahasa.listing(names), banyak=len(names), **_known(identity, catalog))
        )
    came = set(files.loc[files["terisi"] > 0, IDENTITY].itertuples(index=False, name=None))
    for file, *identity in files.loc[files["alasan"] == UNFILLED, ["file", *IDENTITY]].itertuples(index=False):
        if tuple(identity) not in came:
            told.append(of_file(UNFILLED, file, **_known(identity, catalog)))
    return told


def _known(identity: Any, catalog: Catalog) -> dict[str, Any]:
    unit, periode, jabatan = identity
    place = {"unit": unit, "periode": periode, "jabatan": jabatan}
    return {**place, "nama": catalog[jabatan].nama, "bulan": bahasa.month(periode)}
