"""SEMENTARA: whether a periode still waits for forms, and for which, in one sentence or a line each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from iki_excel.judging.batch import ADA_KESALAHAN, BELUM_MASUK, SAH, Batch, FormState
from iki_excel.judging.looking_back import missing_named, missing_of_last_year
from iki_excel.words import bahasa, periods
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT

SEMENTARA, LENGKAP, BERES = "SEMENTARA", "LENGKAP", "Beres"
MEND = "perlu diperbaiki"


def banner(batch: Batch) -> str:
    """Which forms are waited for, in the order of the catalogue; "" where all of the months so far are there."""
    now, earlier = _awaited(batch)
    parts = ([f"belum: {_named(batch, now)}"] if now else []) + _of_months(batch, earlier)
    if not parts:
        return ""
    is_of_span = len(batch.periode.months) > 1
    return f"{SEMENTARA}: {counted(batch)}{'; ' if now or is_of_span else ', tetapi '}{'; '.join(parts)}."


def counted(batch: Batch) -> str:
    """How many of the forms of the periode are sound: "5 dari 6 formulir Maret 2019 sah"."""
    sah, asked = sound_of(batch)
    if asked:
        return f"{sah} dari {asked} formulir {batch.periode.words} sah"
    every = _of_periode(batch, batch.every_form)
    return f"{batch.periode.words} {'dikecualikan' if len(every) else 'tidak menanyakan apa-apa'}"


def sound_of(batch: Batch) -> tuple[int, int]:
    """How many of the forms of the periode are sound, and how many were asked for."""
    own = _of_periode(batch, batch.every_expected)
    return sum(form.keadaan == SAH for form in own), len(own)


def awaited_lines(batch: Batch) -> list[str]:
    """What a periode waits for, a line each, in the order of the catalogue; none where it is final. Of earlier months
    it says whose forms, for the list of a year would be long."""
    now, earlier = _awaited(batch)
    of_now = [f"{batch.catalog[one.jabatan].sheet}: {_why_itself(one)}" for one in now]
    last_year = [f"formulir tahun lalu: {named}" for named in missing_named(batch)]
    others = _mistakes_beside(batch)
    beside = [f"{others} hal lain perlu diperbaiki, lihat Temuan"] if others else []
    return [*of_now, *_of_months(batch, earlier, _whose), *last_year, *beside]


def awaited_of(batch: Batch, jabatan: str) -> list[tuple[Periode, str]]:
    """What is waited for of one jabatan itself, a month and why: "formulir belum masuk"."""
    own = (form for form in batch.every_expected if form.jabatan == jabatan and form.keadaan != SAH)
    return [(form.periode, _why_itself(form)) for form in own]


def _mistakes_beside(batch: Batch) -> int:
    """How many galat are told that are of none of the forms that are waited for."""
    galat = batch.checked.told[batch.checked.told["tingkat"] == GALAT]
    forms = {(one.jabatan, one.periode) for rows in _awaited(batch) for one in rows}
    return sum(form not in forms for form in zip(galat["jabatan"], galat["periode"], strict=True))


def _awaited(batch: Batch) -> tuple[list[FormState], list[FormState]]:
    """The forms that are waited for: those of the month itself, and all others; of a longer periode each of its months
    is among the others, as it is to be named.
    """
    return _of_now(batch, [form for form in batch.every_expected if form.keadaan != SAH])


def _of_now(batch: Batch, forms: Sequence[FormState]) -> tuple[list[FormState], list[FormState]]:
    now, others = ([one for one in forms if (one.periode == batch.periode) is is_now] for is_now in (True, False))
    return now, others


def _of_periode(batch: Batch, forms: Sequence[FormState]) -> list[FormState]:
    return [form for form in forms if form.periode in batch.periode.months]


def conclusion(batch: Batch) -> str:
    """The last word on a periode: what it waits for, or that all is there; "" where none was asked, or where what is to
    be mended, or is not there, is of last year.
    """
    own = len(_of_periode(batch, batch.every_expected))
    if not own or not is_final(batch):
        return banner(batch)
    return f"{BERES}: {batch.periode.words} lengkap, {own} dari {own} formulir sah."


def is_final(batch: Batch) -> bool:
    """Whether nothing is waited for, of this year or of the one before, and nothing is to be mended."""
    return not banner(batch) and not batch.checked.has_errors and not missing_of_last_year(batch)


def banner_of(batch: Batch, jabatan: str) -> str:
    """Which forms of a jabatan are waited for, and whose besides for its indeks; "" where all so far are there."""
    now, others = _of_now(batch, [form for form in batch.every_expected if form.jabatan == jabatan])
    clauses = [*_clauses(now, "bulan ini"), *_clauses(others), *_of_parts(batch, jabatan)]
    return f"{SEMENTARA}: {'; '.join(clauses)}." if clauses else ""


# --- of all jabatan ---------------------------------------------------------------------------------------------------


def _named(batch: Batch, awaited: Sequence[FormState]) -> str:
    """ "Tata Usaha (2 sel perlu diperbaiki), PMD (belum masuk)"."""
    return ", ".join(
        f"{batch.catalog[form.jabatan].sheet} ({_why(form.keadaan, form.sel, form.lain)})" for form in awaited
    )


def _why(keadaan: str, cells: int, others: int) -> str:
    if keadaan == BELUM_MASUK:
        return BELUM_MASUK
    return f"{_counted(cells, others)} {MEND}" if cells else f"formulirnya {MEND}"


def _why_itself(form: FormState) -> str:
    """The same where it is not said in brackets: "formulir belum masuk"."""
    if form.keadaan == BELUM_MASUK:
        return f"formulir {BELUM_MASUK}"
    return _why(form.keadaan, form.sel, form.lain) if form.sel else f"formulir {MEND}"


def _counted(cells: int, others: int) -> str:
    """ "2 sel", "2 sel dan 1 hal lain"."""
    return f"{cells} sel dan {others} hal lain" if others else f"{cells} sel"


def _whose(batch: Batch, awaited: Sequence[FormState]) -> str:
    """ "Tata Usaha, PMD"."""
    return ", ".join(batch.catalog[form.jabatan].sheet for form in awaited)


def _of_months(
    batch: Batch, awaited: Sequence[FormState], named: Callable[[Batch, Sequence[FormState]], str] = _named
) -> list[str]:
    """The same month by month; those that wait for the same are told together."""
    months: dict[str, list[Periode]] = {}
    for periode in sorted({form.periode for form in awaited}):
        forms = [form for form in awaited if form.periode == periode]
        months.setdefault(named(batch, forms), []).append(periode)
    return [f"{periods.listed(of)}: {those}" for those, of in months.items()]


# --- of one jabatan ---------------------------------------------------------------------------------------------------


def _of_parts(batch: Batch, jabatan: str) -> Iterator[str]:
    """Which other jabatan its indeks wait for."""
    rows = zip(*(batch.hasil[column] for column in ("jabatan", "indikator", "versi", "berlaku")), strict=True)
    valid = [
        batch.catalog.versions[kode][versi] for whose, kode, versi, berlaku in rows if berlaku and whose == jabatan
    ]
    parts = {isian.dari for one in valid for isian in one.isian if isian.dari}
    awaited = {form.jabatan for form in batch.every_expected if form.keadaan != SAH} - {jabatan}
    waits_for = {batch.catalog.indikator[kode][0].kode for kode in parts} & awaited
    if waits_for:
        named = [one.sheet for one in batch.catalog.jabatan if one.kode in waits_for]
        yield f"menunggu formulir {bahasa.listing(named)}"


def _clauses(forms: Sequence[FormState], when: str = "") -> Iterator[str]:
    """What is missing, and what has to be mended; of which months, where ``when`` does not say it."""
    missing, wrong = ([one for one in forms if one.keadaan == state] for state in (BELUM_MASUK, ADA_KESALAHAN))
    whole, cells = [one for one in wrong if not one.sel], [one for one in wrong if one.sel]
    if missing:
        yield f"formulir {when or _months(missing)} {BELUM_MASUK}"
    if whole:
        yield f"formulir {when or _months(whole)} {MEND}"
    if cells:
        others = sum(one.lain for one in cells)
        form = "di formulir" if others else "formulir"
        yield f"{_counted(sum(one.sel for one in cells), others)} {form} {when or _months(cells)} {MEND}"


def _months(forms: Sequence[FormState]) -> str:
    return periods.listed([form.periode for form in forms])
