"""Many units looked at together: what is known of each, of their results and their forms, a table each.

A block of units is told by :func:`part_of`, all of them by :func:`joined`. Results are compared where decrees agree on
an indikator: where what it asks and how that is computed have one fingerprint (``sidik``), whatever it is called.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from pandas.api.types import union_categoricals

from iki_excel.decree.fields import KOSONG, TIDAK_BERLAKU
from iki_excel.decree.fingerprint import fingerprint, of_indikator
from iki_excel.decree.settings import Aturan
from iki_excel.decree.unit import Unit
from iki_excel.judging import arrival
from iki_excel.judging.answers_table import by_slot
from iki_excel.judging.batch import DIKECUALIKAN, FORM, SAH, Batch
from iki_excel.judging.scoring.status import BELUM_JATUH_TEMPO, LENGKAP
from iki_excel.words.frozen import frozen
from iki_excel.words.periods import Periode
from iki_excel.words.rules import GALAT

MOST_SLOTS = 50_000
"""So many typed numbers are held at most; of more a sheet would be no help."""

SETTLED = (LENGKAP, BELUM_JATUH_TEMPO, TIDAK_BERLAKU)
"""Nobody has to do anything about a result that is so."""

UNIT_COLUMNS = ["unit", "nama", "kabupaten", "provinsi", "mulai", "keputusan", "sidik", "buku",
                "lengkap", "rata_rata", "ikut", "dari", "berbobot"]  # fmt: skip
INDIKATOR_COLUMNS = ["sidik", "kode", "singkat", "jabatan", "nama_jabatan", "satuan", "keputusan", "urutan"]
RESULT_COLUMNS = ["unit", "sidik", "indikator", "jabatan", "periode", "realisasi", "target", "capaian", "predikat",
                  "status"]  # fmt: skip
FORM_COLUMNS = [*FORM, "keadaan", "sel", "kiriman"]
FINDING_COLUMNS = ["unit", "kode", "tingkat", "arti", "banyak"]
FILE_COLUMNS = ["unit", "nasib", "banyak"]
SLOT_COLUMNS = [*FORM, "indikator", "label", "diketik", "angka", "satuan", "keadaan", "file", "sheet", "sel"]


@frozen
class Gabungan:
    """Some units together, or all of them, in one periode; their aturan is that of the first.

    ``units`` (UNIT_COLUMNS): keputusan is the number of its decree and sidik the fingerprint of that in the periode;
    buku the path of its own workbook, "" where there is none; lengkap whether nothing of it is waited for; rata_rata
    its mean capaian, of ``ikut`` of ``dari`` indikator, and berbobot whether these weigh.
    ``indikator`` (INDIKATOR_COLUMNS): a row a sidik; keputusan is the fingerprint of the first decree that has it.
    ``hasil`` (RESULT_COLUMNS): of every month so far, and of the periode; predikat is "" where it is not complete.
    ``forms`` (FORM_COLUMNS), ``temuan`` (FINDING_COLUMNS, as they are told), ``berkas`` (FILE_COLUMNS).
    ``slots`` (SLOT_COLUMNS): what was typed, by slot; None where that is more than MOST_SLOTS.
    """

    periode: Periode
    months: tuple[Periode, ...]
    aturan: Aturan
    units: pd.DataFrame
    indikator: pd.DataFrame
    hasil: pd.DataFrame
    forms: pd.DataFrame
    temuan: pd.DataFrame
    berkas: pd.DataFrame
    slots: pd.DataFrame | None


def part_of(
    batch: Batch, units: Sequence[Unit], workbooks: Mapping[str, str] | None = None, *, with_slots: bool = True
) -> Gabungan:
    """What a batch tells of its units. ``workbooks``: by the code of a unit where its own workbook lies, seen from the
    roll-up; ``with_slots``: whether what was typed may be held.
    """
    marks = _marks(batch)
    forms, hasil = _forms(batch), _results(batch, marks)
    slots = _slots(batch) if with_slots else None
    return Gabungan(
        periode=batch.periode,
        months=tuple(batch.months),
        aturan=batch.settings.aturan,
        units=_units(batch, units, workbooks or {}, forms),
        indikator=_indikator(batch, marks),
        hasil=hasil,
        forms=forms,
        temuan=_findings(batch),
        berkas=_files(batch),
        slots=slots if slots is not None and len(slots) <= MOST_SLOTS else None,
    )


def joined(parts: Iterable[Gabungan]) -> Gabungan:
    """All units of some blocks, by provinsi, kabupaten and kode; the blocks may come one after the other."""
    every = _with_slots_while_few(parts)
    units = _concat([one.units for one in every]).sort_values(["provinsi", "kabupaten", "unit"], kind="stable")
    indikator = _concat([one.indikator for one in every]).drop_duplicates("sidik", ignore_index=True)
    slots = [one.slots for one in every if one.slots is not None]
    return Gabungan(
        periode=every[0].periode,
        months=max((one.months for one in every), key=len),
        aturan=every[0].aturan,
        units=units.reset_index(drop=True),
        indikator=indikator.sort_values("urutan", kind="stable", ignore_index=True),
        hasil=_concat([one.hasil for one in every]),
        forms=_concat([one.forms for one in every]),
        temuan=_concat([one.temuan for one in every]),
        berkas=_concat([one.berkas for one in every]),
        slots=_concat(slots) if len(slots) == len(every) else None,
    )


def _with_slots_while_few(parts: Iterable[Gabungan]) -> list[Gabungan]:
    """The parts; without what was typed from where on it is too much, and then without all of it."""
    kept: list[Gabungan] = []
    held = 0
    for part in parts:
        held += MOST_SLOTS + 1 if part.slots is None else len(part.slots)
        if held <= MOST_SLOTS:
            kept.append(part)
            continue
        if kept and kept[-1].slots is not None:
            kept = [replace(one, slots=None) for one in kept]
        kept.append(replace(part, slots=None))
    return kept


def _concat(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Tables one below the other; what stands for texts by number goes on to do so."""
    if len(frames) == 1:
        return frames[0]
    coded = [name for name, kind in frames[0].dtypes.items() if isinstance(kind, pd.CategoricalDtype)]
    plain = pd.concat([frame.drop(columns=coded) for frame in frames], ignore_index=True)
    unions = {str(name): union_categoricals([frame[name] for frame in frames]) for name in coded}
    return plain.assign(**unions)[list(frames[0].columns)]


# --- the units --------------------------------------------------------------------------------------------------------


def _units(batch: Batch, units: Sequence[Unit], workbooks: Mapping[str, str], forms: pd.DataFrame) -> pd.DataFrame:
    told = pd.DataFrame(
        [(one.kode, one.nama, one.kabupaten, one.provinsi, one.mulai or "") for one in units],
        columns=UNIT_COLUMNS[:5],
    )
    kode = told["unit"]
    decree = batch.catalog.at(batch.periode)
    named = {"keputusan": batch.catalog.keputusan.nomor, "sidik": fingerprint(decree)}
    buku = [workbooks.get(one, "") for one in kode]
    own = _means(batch).reindex(kode)
    counts = {name: own[name].fillna(0).astype(int).to_numpy() for name in ("ikut", "dari")}
    told = told.assign(**named, buku=buku, lengkap=~kode.isin(_awaited(batch, forms)))
    berbobot = own["berbobot"].eq(True).to_numpy()
    return told.assign(rata_rata=own["rata_rata"].to_numpy(), **counts, berbobot=berbobot)[UNIT_COLUMNS]


def _awaited(batch: Batch, forms: pd.DataFrame) -> set[str]:
    """The units of which a form, a mistake or a number is waited for."""
    hasil, temuan = batch.hasil, batch.checked.temuan
    return {
        *forms.loc[~forms["keadaan"].isin([SAH, DIKECUALIKAN]), "unit"],
        *hasil.loc[~hasil["status"].isin(SETTLED), "unit"],
        *temuan.loc[temuan["tingkat"] == GALAT, "unit"],
    }


def _means(batch: Batch) -> pd.DataFrame:
    """By unit the mean of what has a predikat, as judging.means has that of one: by weights where all weigh."""
    hasil, versions = batch.hasil, batch.catalog.versions
    weights = {(kode, n): one.bobot for kode, of in versions.items() for n, one in enumerate(of)}
    bobot = pd.Series([weights[key] for key in zip(hasil["indikator"], hasil["versi"], strict=True)], dtype=float)
    is_in, capaian = (hasil["predikat"] != "").to_numpy(), hasil["capaian"].to_numpy(dtype=float)
    summed = pd.DataFrame({
        "unit": hasil["unit"],
        "ikut": is_in,
        "dari": 1,
        "tanpa": bobot.isna(),
        "bobot": np.where(is_in, bobot, 0.0),
        "kali": np.where(is_in, bobot * capaian, 0.0),
        "capaian": np.where(is_in, capaian, 0.0),
    }).groupby("unit").sum()  # fmt: skip
    weighs = summed["tanpa"] == 0
    mean = np.where(weighs, summed["kali"] / summed["bobot"], summed["capaian"] / summed["ikut"])
    return summed.assign(rata_rata=mean, berbobot=weighs)


# --- what they came to ------------------------------------------------------------------------------------------------


def _marks(batch: Batch) -> dict[tuple[str, int], str]:
    """The sidik of every version of every indikator."""
    return {(kode, n): of_indikator(one) for kode, of in batch.catalog.versions.items() for n, one in enumerate(of)}


def _indikator(batch: Batch, marks: Mapping[tuple[str, int], str]) -> pd.DataFrame:
    decree = fingerprint(batch.catalog.at(batch.periode))
    rows = []
    for kode, versions in batch.catalog.versions.items():
        jabatan = batch.catalog.indikator[kode][0]
        rows += [
            (marks[kode, n], kode, one.singkat, jabatan.kode, jabatan.nama, one.satuan, decree)
            for n, one in enumerate(versions)
        ]
    table = pd.DataFrame(rows, columns=INDIKATOR_COLUMNS[:-1])
    return table.assign(urutan=range(len(table)))


def _results(batch: Batch, marks: Mapping[tuple[str, int], str]) -> pd.DataFrame:
    hasil = batch.scores.hasil
    sidik = [marks[key] for key in zip(hasil["indikator"], hasil["versi"], strict=True)]
    return _coded(hasil.assign(sidik=sidik)[RESULT_COLUMNS], but=("realisasi", "target", "capaian"))


def _forms(batch: Batch) -> pd.DataFrame:
    kiriman = arrival.of_forms(batch)["kiriman"].to_numpy()
    return _coded(batch.forms.assign(kiriman=kiriman)[FORM_COLUMNS], but=("sel",))


def _coded(table: pd.DataFrame, but: Iterable[str]) -> pd.DataFrame:
    """With a number for each of its texts, which are few and stand often."""
    return table.astype(dict.fromkeys(table.columns.difference(list(but)), "category"))


def _findings(batch: Batch) -> pd.DataFrame:
    told = batch.checked.told
    kinds = told.assign(arti=[rule.arti for rule in told["aturan"]])
    return kinds.groupby(FINDING_COLUMNS[:-1], sort=False).size().reset_index(name="banyak")


def _files(batch: Batch) -> pd.DataFrame:
    return batch.checked.files.groupby(FILE_COLUMNS[:-1], sort=False).size().reset_index(name="banyak")


def _slots(batch: Batch) -> pd.DataFrame:
    answers = batch.checked.answers
    numbers = {kode: number for number, kode in enumerate(answers["unit"].unique())}
    slots = by_slot(answers)
    told = slots.loc[slots["keadaan"] != KOSONG, SLOT_COLUMNS]
    return told.iloc[told["unit"].map(numbers).argsort(kind="stable")].reset_index(drop=True)
