"""Stages 2 to 4 in one call: files -> Batch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from iki_excel import bahasa, checks, findings, periods, reading, scoring
from iki_excel.answers import IDENTITY, STATES, state_counts
from iki_excel.catalog import Catalog
from iki_excel.errors import IkiError
from iki_excel.findings import GALAT, PERINGATAN, of_file
from iki_excel.reading import SET_ASIDE, USED, Read
from iki_excel.scoring import Scores
from iki_excel.settings import Settings

SAH, ADA_KESALAHAN, BELUM_MASUK = "sah", "ada kesalahan", "belum masuk"


@dataclass(frozen=True)
class Checked:
    """What reading and checking found: ``answers`` (a galat makes its cell ``salah``), ``files`` and ``temuan``.

    ``partial``: the answers of forms that had to be set aside although some of their cells could be read.
    """

    answers: pd.DataFrame
    files: pd.DataFrame
    temuan: pd.DataFrame
    partial: pd.DataFrame

    @property
    def has_errors(self) -> bool:
        """Whether anything must be mended before the numbers are complete."""
        return bool((self.temuan["tingkat"] == GALAT).any())


@dataclass(frozen=True)
class Batch:
    """Everything the consolidated workbook of one periode is made from."""

    catalog: Catalog
    settings: Settings
    periode: str
    checked: Checked
    scores: Scores

    @property
    def months(self) -> list[str]:
        """The months of the year up to the periode."""
        return periods.months_so_far(self.periode)

    @property
    def hasil(self) -> pd.DataFrame:
        """The results of the periode itself, in the order of the catalogue."""
        return self.scores.hasil[self.scores.hasil["periode"] == self.periode].reset_index(drop=True)


def check_files(places: Iterable[Path], catalog: Catalog, settings: Settings, periode: str | None = None) -> Checked:
    """Read and check; with a periode, only the months of its year so far count and what is missing is told."""
    asked_for = list(places)
    read = reading.read_files(reading.find_files(asked_for), catalog, settings)
    if periode is not None:
        read = _within(read, periods.months_so_far(periode), asked_for)
    known = read.files.loc[read.files["jabatan"] != "", IDENTITY]
    given = checks.Given(catalog, settings, periode, frozenset(known.itertuples(index=False, name=None)))
    temuan = findings.table([read.temuan, checks.run(read.answers, given)])
    marked = checks.mark_wrong(read.answers, temuan)
    checked = Checked(marked, read.files, temuan, read.partial.assign(terbaca=read.partial["angka"]))
    refuse_unless_it_adds_up(checked)
    return checked


findings.rule("di_luar_periode", PERINGATAN, "Bukan bulan yang diolah.",
              "{file} untuk {bulan}, sedangkan yang diolah {diminta}. Periksa apakah formulirnya benar, atau sebutkan "
              "bulannya dengan --periode.")  # fmt: skip


def _within(read: Read, months: list[str], asked_for: Sequence[Path]) -> Read:
    """Files of other months are set aside; what was found in them is for their own month.

    In a folder that holds many months this is as it should be; of a file that was named on its own it is told.
    """
    outside = read.files["periode"].ne("") & ~read.files["periode"].isin(months)
    files = read.files.copy()
    files.loc[outside, ["nasib", "alasan"]] = [SET_ASIDE, "di_luar_periode"]
    names = files.loc[outside, "file"]
    named = files[outside & files["file"].isin({path.as_posix() for path in asked_for})]
    title = periods.title(months)
    told = [
        of_file("di_luar_periode", f.file, periode=f.periode, bulan=bahasa.month(f.periode), diminta=title)
        for f in named.itertuples()
    ]
    return Read(
        read.answers[~read.answers["file"].isin(names)].reset_index(drop=True),
        files,
        findings.table([read.temuan[~read.temuan["file"].isin(names)]], told),
        read.partial[~read.partial["file"].isin(names)].reset_index(drop=True),
    )


def process(places: Iterable[Path], catalog: Catalog, settings: Settings, periode: str) -> Batch:
    """Read, check and score all months of the year up to the periode."""
    checked = check_files(places, catalog, settings, periode)
    months = periods.months_so_far(periode)
    scores = scoring.score(checked.answers, catalog, settings, months, [settings.unit.kode])
    return Batch(catalog, settings, periode, checked, scores)


def refuse_unless_it_adds_up(checked: Checked) -> None:
    """Files in = used + set aside, and cells asked = isi + tidak berlaku + kosong + salah; else nothing is reported."""
    files = checked.files["nasib"].value_counts()
    counts = state_counts(checked.answers)
    files_add_up = int(files.get(USED, 0)) + int(files.get(SET_ASIDE, 0)) == len(checked.files)
    cells_add_up = sum(counts[state] for state in STATES) == len(checked.answers)
    known_files = checked.answers["file"].isin(checked.files.loc[checked.files["nasib"] == USED, "file"]).all()
    if not (files_add_up and cells_add_up and known_files):
        raise IkiError(
            f"Pencocokan tidak tepat ({dict(files)}, {counts}); laporan tidak dibuat. Laporkan kepada pembuatnya."
        )


def completeness(batch: Batch) -> pd.DataFrame:
    """A row a jabatan × month so far: jabatan, periode, keadaan (sah, ada kesalahan, belum masuk), file."""
    files = batch.checked.files[batch.checked.files["alasan"] != "belum_diisi"]
    used, refused = files[files["nasib"] == USED], files[files["nasib"] == SET_ASIDE]
    file_of = {(f.periode, f.jabatan): f.file for part in (refused, used) for f in part.itertuples()}
    sound = {(f.periode, f.jabatan) for f in used.itertuples()} - _with_galat(batch.checked)
    rows = []
    for jabatan in batch.catalog.jabatan:
        for periode in batch.months:
            key = (periode, jabatan.kode)
            state = SAH if key in sound else ADA_KESALAHAN if key in file_of else BELUM_MASUK
            rows.append({"jabatan": jabatan.kode, "periode": periode, "keadaan": state, "file": file_of.get(key, "")})
    return pd.DataFrame(rows)


def _with_galat(checked: Checked) -> set[tuple[str, str]]:
    """Periode and jabatan of every form with a galat."""
    wrong = checked.temuan[checked.temuan["tingkat"] == GALAT]
    return set(wrong[["periode", "jabatan"]].itertuples(index=False, name=None))
