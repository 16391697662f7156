"""Stage 3: answers -> temuan. A check is one decorated function that selects the rows at fault; its sentence is above it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from iki_excel import bahasa, findings, formula, periods
from iki_excel.answers import ISI, KOSONG, SALAH, TIDAK_BERLAKU, by_slot
from iki_excel.catalog import Catalog, Indikator, Jabatan, Syarat
from iki_excel.findings import GALAT, PERINGATAN
from iki_excel.kinds import MEASURES
from iki_excel.settings import Settings


@dataclass(frozen=True)
class Given:
    """What checks may ask besides the answers. ``periode``: the month that is due, or None. ``came``: (unit, periode,
    jabatan) of every form that came in, used or not."""

    catalog: Catalog
    settings: Settings
    periode: str | None
    came: frozenset[tuple[str, str, str]] = frozenset()


Check = Callable[[pd.DataFrame, Given], pd.DataFrame]
CHECKS: dict[str, Check] = {}


def check(kode: str, tingkat: str, arti: str, pesan: str) -> Callable[[Check], Check]:
    """Register a check with the rule that it applies; the sentence is filled in from the rows it selects."""

    def register(function: Check) -> Check:
        findings.rule(kode, tingkat, arti, pesan)
        CHECKS[kode] = function
        return function

    return register


def run(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """All temuan of all checks; columns as findings.COLUMNS and PLACE."""
    parts = []
    for kode, function in CHECKS.items():
        rows = function(answers, given)
        if len(rows):
            parts.append(findings.at_rows(kode, _with_words(rows)))
    return findings.table(parts)


def _with_words(rows: pd.DataFrame) -> pd.DataFrame:
    """The bounds and numbers of the rows as people write them, for the sentences."""
    words = {f"{name}_kata": [bahasa.number(v, 10) for v in rows[name]] for name in ("angka", "minimum", "maksimum")}
    return rows.assign(**words)


def mark_wrong(answers: pd.DataFrame, temuan: pd.DataFrame) -> pd.DataFrame:
    """Answers where a cell with a galat is ``salah``: a number that contradicts another is not computed with."""
    places = temuan.loc[(temuan["tingkat"] == GALAT) & (temuan["sel"] != ""), ["file", "sheet", "sel", "kode"]]
    first = places.drop_duplicates(["file", "sheet", "sel"])
    marked = answers.merge(first, on=["file", "sheet", "sel"], how="left", validate="many_to_one")
    wrong = marked["kode"].notna() & (marked["keadaan"] == ISI)
    marked.loc[wrong, "alasan"] = marked.loc[wrong, "kode"]
    marked.loc[wrong, "keadaan"] = SALAH
    marked["angka"] = marked["angka"].where(marked["keadaan"] == ISI)
    return marked.drop(columns="kode")


# --- what is missing -------------------------------------------------------------------------------------------------


@check("belum_masuk", GALAT, "Formulir sebuah jabatan untuk sebuah bulan belum ada.",
       "{nama}, {bulan}: formulir belum masuk. Minta diisi dan dikirim.")  # fmt: skip
def not_submitted(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Every jabatan for every month of the year so far, except what came in (even unusable: that has its own temuan)."""
    if given.periode is None:
        return pd.DataFrame()
    unit = given.settings.unit.kode
    rows = [
        {"unit": unit, "periode": periode, "jabatan": j.kode, "nama": j.nama, "bulan": bahasa.month(periode)}
        for periode in periods.months_so_far(given.periode)
        for j in given.catalog.jabatan
        if (unit, periode, j.kode) not in given.came
    ]
    blank: dict[str, Any] = {"file": "", "sheet": "", "sel": "", "slot": "", "baris": -1, "kolom": -1}
    return pd.DataFrame(rows).assign(**blank, angka=np.nan, minimum=np.nan, maksimum=np.nan)


@check("kosong", GALAT, "Isian wajib dibiarkan kosong.",
       "“{label}” masih kosong. Isi angkanya: 0 atau nihil bila tidak ada, TB bila tidak berlaku.")  # fmt: skip
def empty(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Required cells; an unsur nobody answered is one temuan, so is a whole survey; a blank answer is none."""
    blank = answers["keadaan"] == KOSONG
    cells = answers[blank & answers["wajib"].astype(bool) & (answers["responden"] == 0)]
    blocks = answers[answers["responden"] > 0]
    silent = blocks.groupby(["file", "slot"])["keadaan"].transform(lambda states: (states == KOSONG).all())
    blocks = blocks[silent.astype(bool)].drop_duplicates(["file", "slot"])
    asked = {(j.kode, i.kode): len(i.slots) for j in given.catalog.jabatan for i in j.isian if i.blok}
    whole = [asked[key] for key in zip(blocks["jabatan"], blocks["isian"], strict=True)]
    nobody = blocks.groupby(["file", "isian"])["slot"].transform("size") == whole
    return pd.concat([cells, blocks[~nobody], blocks[nobody].drop_duplicates(["file", "isian"])])


@check("mutu_kosong", GALAT, "Dokumen selesai tetapi mutunya belum dijawab.",
       "“{label}” masih kosong padahal tanggal selesainya sudah diisi. Pilih Ya atau Tidak.")  # fmt: skip
def quality_missing(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A date without its quality."""
    rows = _with_leader(answers)
    return rows[(rows["keadaan"] == KOSONG) & (rows["keadaan_leader"] == ISI)]


@check("mutu_tanpa_selesai", GALAT, "Dokumen berkualitas baik tetapi tanggal selesainya tidak ada.",
       "“{label}” diisi {diketik} tetapi tanggal selesainya kosong. Isi tanggalnya, atau kosongkan mutunya.")  # fmt: skip
def quality_without_date(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A quality without its date."""
    rows = _with_leader(answers)
    return rows[(rows["keadaan"] == ISI) & rows["keadaan_leader"].isin([KOSONG, TIDAK_BERLAKU])]


def _with_leader(answers: pd.DataFrame) -> pd.DataFrame:
    leaders = answers[["file", "slot", "keadaan"]].rename(columns={"slot": "leader", "keadaan": "keadaan_leader"})
    followers = answers[answers["leader"].notna()]
    return followers.merge(leaders[leaders["leader"].isin(followers["leader"])], on=["file", "leader"], how="left")


# --- what was typed --------------------------------------------------------------------------------------------------


def _reason(kode: str, arti: str, pesan: str) -> None:
    """A check for one reason why reading could not take what was typed."""

    @check(kode, GALAT, arti, pesan)
    def refused(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
        return answers[(answers["keadaan"] == SALAH) & (answers["alasan"] == kode)]


_reason("bukan_bilangan", "Teks atau nilai lain di sel bilangan.",
        "“{label}” berisi “{diketik}”, padahal harus bilangan. Ketik angkanya saja, misalnya 12.")  # fmt: skip
_reason("angka_bersatuan", "Angka yang ditulis bersama satuannya.",
        "“{label}” berisi “{diketik}”. Apakah maksudnya angkanya saja? Ketik tanpa satuan; satuannya sudah {satuan}.")  # fmt: skip
_reason("angka_meragukan", "Angka teks yang dapat dibaca dua cara, misalnya 1.234.",
        "“{label}” berisi teks “{diketik}” yang dapat berarti ribuan atau pecahan. Ketik ulang tanpa titik ribuan.")  # fmt: skip
_reason("tanda_tanya", "Tanda seperti “-” yang tidak jelas artinya.",
        "“{label}” berisi “{diketik}”. Apakah maksudnya nol (ketik 0) atau tidak berlaku (ketik TB)?")  # fmt: skip
_reason("tanggal_di_bilangan", "Tanggal atau jam di sel bilangan.",
        "“{label}” berisi tanggal atau jam ({diketik}), padahal harus bilangan. Ubah format selnya ke Umum, ketik ulang.")  # fmt: skip
_reason("bukan_tanggal", "Bukan tanggal di sel tanggal.",
        "“{label}” berisi “{diketik}”, padahal harus tanggal. Ketik misalnya 28 Februari 2019.")  # fmt: skip
_reason("tanggal_meragukan", "Tanggal teks yang hari dan bulannya dapat tertukar.",
        "“{label}” berisi teks “{diketik}” yang hari dan bulannya dapat tertukar. Ketik nama bulannya: 4 Januari 2019.")  # fmt: skip
_reason("bukan_ya_tidak", "Selain Ya atau Tidak.",
        "“{label}” berisi “{diketik}”, padahal harus Ya atau Tidak. Pilih dari daftar di selnya.")  # fmt: skip
_reason("sel_galat", "Sel menampilkan galat Excel.",
        "“{label}” berisi galat {diketik}. Ganti rumusnya dengan angka.")  # fmt: skip
_reason("rumus_tanpa_hasil", "Rumus yang hasilnya tidak tersimpan.",
        "“{label}” berisi rumus tanpa hasil tersimpan. Buka di Excel, simpan lagi, atau ketik angkanya.")  # fmt: skip


@check("rumus", PERINGATAN, "Sel isian berisi rumus; hasilnya dipakai.",
       "“{label}” berisi rumus; yang dipakai hasilnya, {diketik}. Lebih aman mengetik angkanya.")  # fmt: skip
def formula_in_cell(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A formula whose cached value was taken."""
    return answers[answers["rumus"].astype(bool) & (answers["keadaan"] == ISI)]


# --- numbers ---------------------------------------------------------------------------------------------------------


def _numbers(answers: pd.DataFrame) -> pd.DataFrame:
    return answers[(answers["keadaan"] == ISI) & (answers["tipe"] == "bilangan")]


@check("pecahan", GALAT, "Pecahan di isian yang harus bilangan bulat.",
       "“{label}” berisi {angka_kata}, padahal harus bilangan bulat. Maksudnya ribuan? Ketik tanpa titik dan koma.")  # fmt: skip
def fraction(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A fraction where whole things are counted."""
    rows = _numbers(answers)
    return rows[rows["bulat"].astype(bool) & (rows["angka"] % 1 != 0)]


@check("negatif", GALAT, "Bilangan negatif.",
       "“{label}” berisi {angka_kata}, padahal tidak boleh negatif. Ketik angkanya tanpa tanda minus.")  # fmt: skip
def negative(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Below zero where zero is the least."""
    rows = _numbers(answers)
    return rows[(rows["angka"] < 0) & (rows["minimum"] >= 0)]


@check("di_luar_batas", GALAT, "Bilangan di luar batas isian.",
       "“{label}” berisi {angka_kata}, di luar batas {batas_kata}. Periksa lagi angkanya.")  # fmt: skip
def out_of_bounds(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Outside the isian's own bounds (a negative number has its own check)."""
    rows = _numbers(answers)
    below = (rows["angka"] < rows["minimum"]) & ~((rows["angka"] < 0) & (rows["minimum"] >= 0))
    rows = rows[below | (rows["angka"] > rows["maksimum"])]
    return rows.assign(
        batas_kata=[_bounds(low, high) for low, high in zip(rows["minimum"], rows["maksimum"], strict=True)]
    )


def _bounds(low: float, high: float) -> str:
    if np.isnan(high):
        return f"{bahasa.number(low)} ke atas"
    return f"{bahasa.number(low)} sampai {bahasa.number(high)}" if low == low else f"sampai {bahasa.number(high)}"


@check("skor_salah", GALAT, "Skor survei selain 1, 2, 3, 4.",
       "Responden baris {baris_kata}, “{label}” berisi {diketik}, padahal skor hanya 1, 2, 3 atau 4. Perbaiki atau kosongkan.")  # fmt: skip
def score_out_of_range(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A survey score outside of 1 to 4, or between them."""
    rows = answers[(answers["keadaan"] == ISI) & (answers["tipe"] == "skor")]
    rows = rows[~rows["angka"].isin([1.0, 2.0, 3.0, 4.0])]
    return rows.assign(baris_kata=rows["baris"] + 1)


@check("syarat", GALAT, "Syarat antara dua isian tidak dipenuhi.",
       "“{label}”: {bandingan} tidak benar. {pesan_syarat}")  # fmt: skip
def condition_broken(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """The catalogue's own conditions on the figures of one month; told at the first figure that the condition names."""
    parts = [
        _broken(answers, jabatan, indikator, syarat)
        for jabatan in given.catalog.jabatan
        for indikator in jabatan.indikator
        for syarat in indikator.syarat
    ]
    return pd.concat(parts) if parts else pd.DataFrame()


def _broken(answers: pd.DataFrame, jabatan: Jabatan, indikator: Indikator, syarat: Syarat) -> pd.DataFrame:
    rows = answers[(answers["jabatan"] == jabatan.kode) & (answers["indikator"] == indikator.kode)]
    rows = rows[(rows["keadaan"] == ISI) & (rows["tipe"] == "bilangan")]
    columns = _columns(rows, indikator)
    if not len(rows) or not columns:
        return rows.iloc[:0]
    holds = formula.evaluate(syarat.rumus, columns, {}, MEASURES).value
    files = np.array(sorted(rows["file"].unique()))
    told = syarat.rumus.names[0] if syarat.rumus.names[0] in indikator.isian_by_kode else indikator.slots[0].kode
    at_fault = rows[rows["file"].isin(files[holds == 0]) & (rows["slot"] == told)]
    position = {file: n for n, file in enumerate(files)}
    compared = [_compared(syarat, columns, position[file]) for file in at_fault["file"]]
    return at_fault.assign(bandingan=compared, pesan_syarat=syarat.pesan)


def _columns(rows: pd.DataFrame, indikator: Indikator) -> dict[str, np.ndarray]:
    """The numbers of an indikator by name, a place a file in the order of their names."""
    wide = rows.pivot(index="file", columns="slot", values="angka").sort_index()
    columns = {kode: wide[kode].to_numpy() for kode in wide}
    for slot in indikator.slots:
        columns.setdefault(slot.kode, np.full(len(wide), np.nan))
    for part in indikator.hitung:
        columns[part.kode] = formula.evaluate(part.rumus, columns, {}, MEASURES).value
    return columns


def _compared(syarat: Syarat, columns: dict[str, np.ndarray], at: int) -> str:
    numbers = {name: bahasa.number(float(columns[name][at]), 10) for name in syarat.rumus.names}
    return formula.words(syarat.rumus, numbers, MEASURES)


@check("hari_kerja_berbeda", PERINGATAN, "Hari kerja tidak sama dengan kalender.",
       "“{label}” berisi {angka_kata}, sedangkan menurut kalender {kalender_kata}. Jelaskan di kolom keterangan bila benar.")  # fmt: skip
def working_days_differ(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Working days unlike the office's calendar."""
    rows = _numbers(answers)
    rows = rows[rows["kalender"].astype(bool)]
    days = rows["periode"].map({p: given.settings.kalender.working_days(p) for p in rows["periode"].unique()})
    rows = rows.assign(kalender_kata=days)
    return rows[rows["angka"] != days]


FAR = 3.0
LEAST_DIFFERENCE = 10.0
MONTHS_TO_COMPARE = 2


@check("jauh_berbeda", PERINGATAN, "Angka jauh dari bulan-bulan sebelumnya.",
       "“{label}” berisi {angka_kata}, jauh dari bulan-bulan sebelumnya ({rentang}). Periksa; jelaskan di keterangan bila benar.")  # fmt: skip
def far_from_earlier(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Over three times the largest or under a third of the smallest of at least two earlier months, and 10 away."""
    rows = _numbers(answers).sort_values("periode", kind="stable")
    earlier = rows.groupby(["unit", "jabatan", "slot"], sort=False)["angka"]
    shifted = rows.assign(before=earlier.shift()).groupby(["unit", "jabatan", "slot"], sort=False)["before"]
    low, high = shifted.cummin(), shifted.cummax()
    above = (rows["angka"] > FAR * high) & (rows["angka"] - high >= LEAST_DIFFERENCE)
    below = (rows["angka"] < low / FAR) & (low - rows["angka"] >= LEAST_DIFFERENCE)
    far = (above | below) & (earlier.cumcount() >= MONTHS_TO_COMPARE)
    words = [f"{bahasa.number(a)} sampai {bahasa.number(b)}" for a, b in zip(low[far], high[far], strict=True)]
    return rows[far].assign(rentang=words)


# --- dates -----------------------------------------------------------------------------------------------------------


def _dates(answers: pd.DataFrame) -> pd.DataFrame:
    rows = answers[(answers["keadaan"] == ISI) & (answers["tipe"] == "tanggal")]
    first = {p: bahasa.serial(dt.date(int(p[:4]) - 1, 1, 1)) for p in rows["periode"].unique()}
    last = {p: bahasa.serial(periods.last_day(p)) for p in rows["periode"].unique()}
    return rows.assign(
        paling_awal=rows["periode"].map(first),
        paling_akhir=rows["periode"].map(last),
        awal_kata=[bahasa.date(bahasa.from_serial(first[p])) for p in rows["periode"]],
        akhir_kata=[bahasa.date(bahasa.from_serial(last[p])) for p in rows["periode"]],
    )


@check("tanggal_di_luar", GALAT, "Tanggal selesai di luar masa yang wajar.",
       "“{label}” berisi {diketik}, padahal harus antara {awal_kata} dan {akhir_kata}. Periksa hari, bulan dan tahunnya.")  # fmt: skip
def date_out_of_range(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Finished before last year, or after the end of the month that is reported."""
    rows = _dates(answers)
    return rows[(rows["angka"] < rows["paling_awal"]) | (rows["angka"] > rows["paling_akhir"])]


@check("hari_bulan_tertukar", PERINGATAN, "Hari dan bulan mungkin tertukar.",
       "“{label}” berisi {diketik}; bila hari dan bulannya tertukar menjadi {tukar_kata}, yang jatuh di bulan laporan. Periksa.")  # fmt: skip
def day_month_swapped(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A date of another month that would lie in the month reported if day and month were swapped."""
    rows = _dates(answers)
    swapped = [_swapped(day) for day in rows["angka"]]
    months = rows["periode"].to_list()
    lies = [
        s is not None and f"{s:%Y-%m}" == p and f"{bahasa.from_serial(d):%Y-%m}" != p
        for s, p, d in zip(swapped, months, rows["angka"], strict=True)
    ]
    return rows.assign(tukar_kata=[bahasa.date(s) if s else "" for s in swapped])[np.array(lies, dtype=bool)]


def _swapped(days: float) -> dt.date | None:
    day = bahasa.from_serial(days)
    return day.replace(month=day.day, day=day.month) if day.day <= 12 and day.day != day.month else None


@check("tanggal_berubah", PERINGATAN, "Tanggal selesai sebuah dokumen berbeda dari yang dilaporkan sebelumnya.",
       "“{label}” berisi {diketik}, sebelumnya dilaporkan {sebelumnya}. Yang dipakai yang terakhir; periksa.")  # fmt: skip
def date_changed(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A document that an earlier month of the same year finished on another day."""
    rows = _dates(answers).sort_values("periode", kind="stable")
    rows["tahun"] = rows["periode"].str[:4]
    rows["before"] = rows.groupby(["unit", "jabatan", "slot", "tahun"], sort=False)["angka"].shift()
    changed = rows[rows["before"].notna() & (rows["before"] != rows["angka"])]
    return changed.assign(sebelumnya=[bahasa.date(bahasa.from_serial(d)) for d in changed["before"]])


@check("lewat_batas", PERINGATAN, "Batas waktu dokumen lewat dan tanggal selesainya belum dilaporkan.",
       "“{label}”: batas waktunya {batas_kata} sudah lewat dan tanggal selesainya belum pernah diisi. Isi bila sudah selesai.")  # fmt: skip
def deadline_passed(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """A document due by the end of the month, with no date in this month or an earlier one of the year."""
    rows = answers[(answers["tipe"] == "tanggal")].sort_values("periode", kind="stable")
    slots = {(j.kode, s.kode): s for j in given.catalog.jabatan for s in j.slots if s.batas}
    known = zip(rows["jabatan"], rows["slot"], rows["periode"], strict=True)
    deadlines = [given.settings.deadline(slots[jabatan, slot], periode) for jabatan, slot, periode in known]
    ends = [periods.last_day(periode) for periode in rows["periode"]]
    rows = rows.assign(batas_kata=[bahasa.date(d) for d in deadlines], tahun=rows["periode"].str[:4])
    rows["lewat"] = [deadline <= end for deadline, end in zip(deadlines, ends, strict=True)]
    rows["ada"] = rows["keadaan"] != KOSONG
    ever = rows.groupby(["unit", "jabatan", "slot", "tahun"], sort=False)["ada"].cummax()
    return rows[rows["lewat"] & ~ever.astype(bool)]


# --- surveys ---------------------------------------------------------------------------------------------------------

CHI_SQUARE, PROPORTION, PRECISION = 3.841, 0.5, 0.05


def least_sample(population: Any) -> Any:
    """The sample that a survey of this population needs (Krejcie and Morgan 1970; PermenPANRB 14/2017)."""
    spread = CHI_SQUARE * PROPORTION * (1 - PROPORTION)
    size = spread * population / (PRECISION**2 * (population - 1) + spread)
    return np.floor(size + 0.5)


@check("sampel_kurang", PERINGATAN, "Responden survei kurang dari sampel minimal.",
       "“{label}”: {responden_kata} responden dari {angka_kata} penerima layanan; sampel minimal {minimal_kata} "
       "(Krejcie–Morgan). Tambah responden bila masih dapat.")  # fmt: skip
def sample_too_small(answers: pd.DataFrame, given: Given) -> pd.DataFrame:
    """Fewer respondents than Krejcie and Morgan ask for, where the population is told."""
    surveys = {(j.kode, i.populasi): i.kode for j in given.catalog.jabatan for i in j.isian if i.populasi}
    rows = _numbers(answers)
    rows = rows[rows["angka"] >= 1]
    keys = list(zip(rows["jabatan"], rows["slot"], strict=True))
    rows = rows.assign(survei=[surveys.get(key, "") for key in keys])
    rows = rows[rows["survei"] != ""]
    blocks = by_slot(answers)
    counts = blocks[blocks["tipe"] == "skor"].groupby(["file", "isian"])["banyak"].max()
    asked = pd.MultiIndex.from_frame(rows[["file", "survei"]])
    given_answers = counts.reindex(asked).to_numpy()
    needed = least_sample(rows["angka"].to_numpy())
    rows = rows.assign(responden_kata=given_answers, minimal_kata=needed)
    rows = rows[(given_answers > 0) & (given_answers < needed)]
    return rows.astype({"responden_kata": int, "minimal_kata": int})
