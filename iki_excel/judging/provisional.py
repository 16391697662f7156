"""SEMENTARA: whether a periode still waits for forms, and for which, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, SAH, Batch
from iki_excel.judging.looking_back import missing_of_last_year
from iki_excel.words import bahasa, periods
from iki_excel.words.periods import Periode

SEMENTARA, BERES = "SEMENTARA", "Beres"
MEND = "perlu diperbaiki"


def banner(batch: Batch) -> str:
    """Which forms are waited for, in the order of the catalogue; "" where all of the months so far are there."""
    forms = batch.expected_forms
    awaited = forms[forms["keadaan"] != SAH]
    if awaited.empty:
        return ""
    own, now = (rows["periode"].isin(batch.periode.months) for rows in (forms, awaited))
    sound = int((forms.loc[own, "keadaan"] == SAH).sum())
    said = f"{sound} dari {int(own.sum())} formulir {batch.periode.words} sah"
    if not own.any():
        said = f"{batch.periode.words} tidak menanyakan apa-apa"
    if len(batch.periode.months) > 1:  # each of its months is named
        return f"{SEMENTARA}: {said}; {'; '.join(_of_months(batch, awaited))}."
    parts = ([f"belum: {_named(batch, awaited[now])}"] if now.any() else []) + _of_months(batch, awaited[~now])
    return f"{SEMENTARA}: {said}{'; ' if now.any() else ', tetapi '}{'; '.join(parts)}."


def conclusion(batch: Batch) -> str:
    """The last word on a periode: what it waits for, or that all is there; "" where none was asked, or where what is to
    be mended, or is not there, is of last year.
    """
    own = batch.expected_forms["periode"].isin(batch.periode.months)
    told = banner(batch)
    if told or not own.any() or batch.checked.has_errors or missing_of_last_year(batch):
        return told
    return f"{BERES}: {batch.periode.words} lengkap, {int(own.sum())} dari {int(own.sum())} formulir sah."


def banner_of(batch: Batch, jabatan: str) -> str:
    """Which forms of a jabatan are waited for, and whose besides for its indeks; "" where all so far are there."""
    forms = batch.expected_forms
    own = forms[forms["jabatan"] == jabatan]
    now = own["periode"] == batch.periode
    clauses = [*_clauses(own[now], "bulan ini"), *_clauses(own[~now]), *_of_parts(batch, jabatan)]
    return f"{SEMENTARA}: {'; '.join(clauses)}." if clauses else ""


# --- of all jabatan ---------------------------------------------------------------------------------------------------


def _named(batch: Batch, awaited: pd.DataFrame) -> str:
    """ "Tata Usaha (2 sel perlu diperbaiki), PMD (belum masuk)"."""
    return ", ".join(
        f"{batch.catalog[form.jabatan].sheet} ({_why(form.keadaan, form.sel, form.lain)})"
        for form in awaited.itertuples()
    )


def _why(keadaan: str, cells: int, others: int) -> str:
    if keadaan == BELUM_MASUK:
        return BELUM_MASUK
    return f"{_counted(cells, others)} {MEND}" if cells else f"formulirnya {MEND}"


def _counted(cells: int, others: int) -> str:
    """ "2 sel", "2 sel dan 1 hal lain"."""
    return f"{cells} sel dan {others} hal lain" if others else f"{cells} sel"


def _of_months(batch: Batch, awaited: pd.DataFrame) -> list[str]:
    """The same month by month; those that wait for the same are told together."""
    months: dict[str, list[Periode]] = {}
    for periode, forms in awaited.groupby("periode"):
        months.setdefault(_named(batch, forms), []).append(Periode(str(periode)))
    return [f"{periods.listed(of)}: {named}" for named, of in months.items()]


# --- of one jabatan ---------------------------------------------------------------------------------------------------


def _of_parts(batch: Batch, jabatan: str) -> Iterator[str]:
    """Which other jabatan its indeks wait for."""
    told = batch.hasil[batch.hasil["jabatan"] == jabatan]
    versions = (batch.catalog.versions[row.indikator][row.versi] for row in told.itertuples() if row.berlaku)
    parts = {isian.dari for one in versions for isian in one.isian if isian.dari}
    forms = batch.expected_forms
    awaited = {*forms.loc[forms["keadaan"] != SAH, "jabatan"]} - {jabatan}
    waits_for = {batch.catalog.indikator[kode][0].kode for kode in parts} & awaited
    if waits_for:
        named = [one.sheet for one in batch.catalog.jabatan if one.kode in waits_for]
        yield f"menunggu formulir {bahasa.listing(named)}"


def _clauses(forms: pd.DataFrame, when: str = "") -> Iterator[str]:
    """What is missing, and what has to be mended; of which months, where ``when`` does not say it."""
    missing, wrong = (forms[forms["keadaan"] == state] for state in (BELUM_MASUK, ADA_KESALAHAN))
    whole, cells = wrong[wrong["sel"] == 0], wrong[wrong["sel"] > 0]
    if len(missing):
        yield f"formulir {when or _months(missing)} {BELUM_MASUK}"
    if len(whole):
        yield f"formulir {when or _months(whole)} {MEND}"
    if len(cells):
        others = int(cells["lain"].sum())
        form = "di formulir" if others else "formulir"
        yield f"{_counted(int(cells['sel'].sum()), others)} {form} {when or _months(cells)} {MEND}"


def _months(forms: pd.DataFrame) -> str:
    months: Sequence[Periode] = [Periode(periode) for periode in forms["periode"]]
    return periods.listed(months)
