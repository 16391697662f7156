"""What was typed before: a whole form that repeats the month before, and a survey that repeats an earlier one.

The same numbers twice may be true. They are asked about where it takes more than chance, and nobody explains them.
"""

from __future__ import annotations

import pandas as pd

from iki_excel.decree.fields import ISI, NUMBER, OF_DOCUMENTS, SCORE
from iki_excel.judging.checks.check import Answers, Given, unexplained
from iki_excel.words.periods import Periode
from iki_excel.words.rules import PERINGATAN, Rule

LEAST_NUMBERS = 4
"""So many different numbers from 2 on, repeated in their places, are no chance; nothing, one and their like are."""
LEAST_RESPONDENTS, LEAST_ANSWERS = 5, 3
"""So many respondents, with so many different answers among them: all may find everything good in every month."""

FORM_REPEATED = Rule(
    "isi_berulang",
    PERINGATAN,
    arti="Semua isian, sedikitnya empat angka berlainan, sama dengan bulan sebelumnya.",
    pesan="Semua isian sama persis dengan {bulan_lalu_kata}.",
    saran="Periksa apakah formulir {bulan_kata} sudah diisi; bila memang sama, jelaskan di kolom keterangan.",
    ringkas="semua isian sama persis dengan {bulan_lalu_kata}",
    contoh="Formulir Maret yang semua angkanya masih angka Februari",
)
SURVEY_REPEATED = Rule(
    "survei_berulang",
    PERINGATAN,
    arti="Survei sedikitnya lima responden yang sama persis dengan survei sebelumnya.",
    pesan="Skor {banyak_kata} responden sama persis dengan {bulan_lalu_kata}.",
    saran="Ketik survei {bulan_kata}; bila memang survei yang sama, jelaskan di kolom keterangan.",
    ringkas="skor {banyak_kata} responden sama persis dengan {bulan_lalu_kata}",
    contoh="Lembar SKM bulan Maret berisi skor yang sama dengan Februari",
)

OWNER = ["unit", "jabatan"]
FORM = [*OWNER, "bulan"]
CELL = [*FORM, "slot", "responden"]


def _is_of_one_month(answers: pd.DataFrame) -> bool:
    """Whether there is no earlier month that could be repeated, as where one form is looked at as soon as it comes."""
    return bool(answers["periode"].nunique() < 2)


def form_repeated(checked: Answers, given: Given) -> pd.DataFrame:
    """Every form whose filled cells, those of the survey too, are those of the month before; at its first number.

    Working days do not count, which the template fills in, nor a document that was told before and is not told again.
    """
    answers = checked.table
    if _is_of_one_month(answers):
        return answers[:0]
    cells = _typed(answers)
    both = _beside_the_month_before(cells)
    both["besar"] = both["angka"].where((both["tipe"] == NUMBER.nama) & (both["angka"] > 1))
    forms = both.groupby(FORM).agg(sama=("sama", "all"), besar=("besar", "nunique"))
    repeated = forms.index[forms["sama"] & (forms["besar"] >= LEAST_NUMBERS)]
    numbers = cells[(cells["tipe"] == NUMBER.nama) & (cells["isi"] != "")].drop_duplicates(FORM)
    found = numbers[pd.MultiIndex.from_frame(numbers[FORM]).isin(repeated)]
    return _with_months(answers.loc[found.index], found["bulan"] - 1)


def _beside_the_month_before(cells: pd.DataFrame) -> pd.DataFrame:
    """What was typed, with what stood there a month before; ``sama`` where it says the same, and nothing new beside."""
    before = cells.assign(bulan=cells["bulan"] + 1)[[*CELL, "isi", "keterangan", "tipe"]]
    both = cells.merge(before, on=CELL, how="outer", suffixes=("", "_dahulu"), indicator=True)
    says_nothing_new = (both["keterangan"] == "") | (both["keterangan"] == both["keterangan_dahulu"])
    both["sama"] = (both["isi"] == both["isi_dahulu"]) & says_nothing_new
    is_told_already = (both["_merge"] == "right_only") & both["tipe_dahulu"].isin(OF_DOCUMENTS)
    return both[~is_told_already]


def _typed(answers: pd.DataFrame) -> pd.DataFrame:
    """What people typed: ``isi`` as it counts, ``bulan`` a number that rises by one from month to month."""
    rows = answers[~answers["kalender"].astype(bool)]
    isi = rows["angka"].astype(str).where(rows["keadaan"] == ISI, rows["diketik"].str.strip().str.casefold())
    keterangan = rows["keterangan"].str.strip()
    rows = rows.assign(isi=isi, keterangan=keterangan, bulan=_number_of(rows["periode"]))
    return rows[(isi != "") | (keterangan != "")]


def survey_repeated(checked: Answers, given: Given) -> pd.DataFrame:
    """Every survey whose respondents answered as those of an earlier month, in whatever order; at its first score.

    That of a form which repeats the month before is told with it.
    """
    answers = checked.table
    if _is_of_one_month(answers):
        return answers[:0]
    scores = answers[(answers["tipe"] == SCORE.nama) & (answers["keadaan"] == ISI)]
    surveys = _surveys(scores).sort_values("periode", kind="stable")
    surveys["dahulu"] = surveys.groupby([*OWNER, "isian", "jumlah", "banyak"], sort=False)["periode"].shift()
    repeated = surveys[surveys["dahulu"].notna()]
    if repeated.empty:
        return answers[:0]
    repeated = repeated[~repeated["file"].isin(form_repeated(checked, given)["file"])]
    first = unexplained(scores.drop_duplicates(["file", "isian"])).reset_index()
    found = first.merge(repeated[["file", "isian", "dahulu", "banyak"]], on=["file", "isian"]).set_index("index")
    rows = answers.loc[found.index].assign(banyak_kata=found["banyak"])
    return _with_months(rows, _number_of(found["dahulu"]))


def _surveys(scores: pd.DataFrame) -> pd.DataFrame:
    """A row a survey that says enough: ``jumlah`` of a number for the answers of each respondent, and how many."""
    keys = ["file", *OWNER, "periode", "isian"]
    wide = scores.pivot(index=[*keys, "responden"], columns="slot", values="angka")
    answered = pd.util.hash_pandas_object(wide, index=False).rename("jawaban").reset_index()
    surveys = answered.groupby(keys)["jawaban"].agg(jumlah="sum", banyak="size", berlainan="nunique").reset_index()
    is_enough = (surveys["banyak"] >= LEAST_RESPONDENTS) & (surveys["berlainan"] >= LEAST_ANSWERS)
    return surveys[is_enough]


def _number_of(periode: pd.Series) -> pd.Series:
    """Months as numbers that rise by one."""
    return periode.str[:4].astype(int) * 12 + periode.str[5:7].astype(int)


def _with_months(rows: pd.DataFrame, before: pd.Series) -> pd.DataFrame:
    """The rows with both months in words."""
    earlier = [Periode(f"{(month - 1) // 12}-{(month - 1) % 12 + 1:02d}").words for month in before]
    return rows.assign(bulan_kata=[Periode(month).words for month in rows["periode"]], bulan_lalu_kata=earlier)
