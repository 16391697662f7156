"""Read and check filled forms: the first half of ``iki periksa`` and of a month's run."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from iki_excel.decree import Catalog
from iki_excel.decree.settings import FILE_NAME, Settings
from iki_excel.forms import gathering, reading
from iki_excel.forms.gathering import Read
from iki_excel.forms.reading import Reading
from iki_excel.forms.reading.owner import OTHER_UNIT, month_in_name
from iki_excel.judging import checks, findings_table
from iki_excel.judging.answers import IDENTITY
from iki_excel.judging.batch import Checked, refuse_unless_it_adds_up
from iki_excel.judging.files import UNFILLED
from iki_excel.judging.files_table import with_set_aside, with_strangers
from iki_excel.judging.findings import of_file
from iki_excel.judging.put_right import with_put_right
from iki_excel.runs.last_year import LastYear, of_last_year
from iki_excel.words import periods
from iki_excel.words.errors import SettingsError
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.words.rules import PERINGATAN, Rule


def check_files(
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str | None = None,
    *,
    reader: Reading | None = None,
    progress: Progress = untold,
) -> Checked:
    """Read and check; with a periode, only the months of its year so far count and what is missing is told."""
    asked_for = list(places)
    if periode is not None:
        settings.refuse_before_start(Periode(periode))
    read = gathering.read_files(reading.find_files(asked_for), catalog, settings, reader, progress)
    return check_read(read, catalog, settings, periode, asked_for)


def check_read(
    read: Read,
    catalog: Catalog,
    settings: Settings,
    periode: str | None = None,
    asked_for: Sequence[Path] = (),
    units: tuple[str, ...] = (),
) -> Checked:
    """The cheap half of it: check what was read, now or before. ``asked_for``: the files that were named one by one;
    ``units``: the codes of those that are checked together by these settings, where it is not the one of theirs."""
    refuse_without_settings(read, settings)
    read = _with_strangers(read, asked_for)
    read = _without_excused_blanks(_since_start(read, settings), settings)
    before: LastYear | None = None
    if periode is not None:
        settings.refuse_before_start(Periode(periode))
        months = settings.months(Periode(periode))
        before = of_last_year(read, months, catalog, settings)
        read = _without(read, read.files["file"].isin(before.files["file"]))
        read = _within(
            _without(read, _strangers_elsewhere(read.files, months, units or (settings.unit.kode,))), months, asked_for
        )
    forms = zip(*(read.files[column] for column in IDENTITY), strict=True)
    came = frozenset((unit, month, jabatan) for unit, month, jabatan in forms if jabatan != "")
    given = checks.Given(catalog, settings, periode, came, units)
    found = findings_table.table([read.temuan, checks.run(read.answers, given)])
    in_order = findings_table.told_in_order(found, list(read.files["file"]), catalog.kode)
    marked = checks.mark_wrong(read.answers, in_order)
    temuan = with_put_right(in_order, marked, (*checks.RULES, *gathering.OF_ONE_DOCUMENT))
    partial = read.partial.assign(terbaca=read.partial["angka"])
    checked = Checked(marked, read.files, temuan, partial, written=read.written)
    checked = checked if before is None or before.files.empty else _with_last_year(checked, before, catalog)
    refuse_unless_it_adds_up(checked)
    return checked


def _with_last_year(checked: Checked, before: LastYear, catalog: Catalog) -> Checked:
    """With the forms of a year before that are used, in front of those of the year."""
    files, temuan = (
        pd.concat([earlier, own], ignore_index=True)
        for earlier, own in ((before.files, checked.files), (before.temuan, checked.temuan))
    )
    in_order = findings_table.told_in_order(temuan, list(files["file"]), catalog.kode)
    return dataclasses.replace(checked, files=files, temuan=in_order, last_year=before.answers)


def refuse_without_settings(read: Read, settings: Settings) -> None:
    """Nothing but forms of another unit, and no iki.toml: it was left behind, which is one mistake and is told once."""
    foreign = read.files["alasan"] == OTHER_UNIT.kode
    if settings.ada_berkas or not foreign.any() or (read.files["jabatan"] != "").any():
        return
    first = read.temuan[read.temuan["aturan"].eq(OTHER_UNIT)].iloc[0]
    raise SettingsError(
        f"{FILE_NAME} tidak ada di folder ini, sehingga yang diolah unit “{settings.unit.kode}”, padahal "
        f"{int(foreign.sum())} formulir yang masuk milik unit “{first['diketahui']['diketik']}”. Salin {FILE_NAME} "
        "unit itu ke folder ini, atau jalankan perintahnya di folder yang memuatnya."
    )


def _with_strangers(read: Read, asked_for: Sequence[Path]) -> Read:
    """What plainly is no form is no temuan where it only lies beside the forms; what was named on its own is told."""
    is_no_form = read.files["jenis"].ne("")
    if not is_no_form.any():
        return read
    strangers = is_no_form & ~read.files["file"].isin(_named(asked_for))
    is_told = ~read.temuan["file"].isin(read.files.loc[strangers, "file"])
    return dataclasses.replace(
        read, files=with_strangers(read.files, strangers), temuan=read.temuan[is_told].reset_index(drop=True)
    )


def _named(asked_for: Iterable[Path]) -> list[str]:
    return [path.as_posix() for path in asked_for]


BEFORE_START = Rule(
    "sebelum_mulai",
    PERINGATAN,
    arti="Bulan sebelum unit mulai.",
    pesan="{file} untuk {bulan}, sedangkan unit ini mulai {mulai}.",
    saran="Periksa apakah bulan pada formulirnya benar.",
    saran_pengolah="Bila formulirnya benar, ubah mulai di iki.toml.",
    ringkas="untuk {bulan}, sedangkan unit ini mulai {mulai}",
    contoh='Formulir Februari 2019 dari unit dengan mulai = "2019-05" di iki.toml',
)


def _since_start(read: Read, settings: Settings) -> Read:
    """Files of months in which there was no such unit yet are set aside, and told."""
    early = read.files["periode"].ne("") & ~read.files["periode"].map(settings.unit.has_begun).astype(bool)
    if settings.unit.mulai is None or not early.any():
        return read
    start = settings.unit.mulai.words
    told = [
        of_file(BEFORE_START, f.file, periode=f.periode, bulan=Periode(f.periode).words, mulai=start)
        for f in read.files[early].itertuples()
    ]
    return _set_aside(read, early, BEFORE_START, told)


def _without_excused_blanks(read: Read, settings: Settings) -> Read:
    """A blank form of a month that is excused is nobody's omission: it stays set aside, and is not told."""
    forms = zip(*(read.files[column] for column in ("file", "jabatan", "periode", "alasan")), strict=True)
    excused = [file for file, *form, why in forms if why == UNFILLED.kode and settings.is_excused(*form)]
    if not excused:
        return read
    told = read.temuan["file"].isin(excused) & (read.temuan["kode"] == UNFILLED.kode)
    return dataclasses.replace(read, temuan=read.temuan[~told].reset_index(drop=True))


OTHER_MONTH = Rule(
    "di_luar_periode",
    PERINGATAN,
    arti="Bukan bulan yang diolah.",
    pesan="{file} untuk {bulan}, sedangkan yang diolah {diminta}.",
    saran="Periksa apakah bulan pada formulirnya benar.",
    saran_pengolah="Bila formulirnya benar, sebutkan bulannya dengan --periode.",
    ringkas="untuk {bulan}, sedangkan yang diolah {diminta}",
    contoh="Formulir Mei 2019 disebut pada “iki proses --periode 2019-03”",
)


def _within(read: Read, months: list[Periode], asked_for: Sequence[Path]) -> Read:
    """Files of other months are no part of the run: what lies there beside its own months changes nothing in it.

    In a folder that holds many months this is as it should be; a file that was named on its own is set aside and told.
    """
    kept = _without(read, _outside(read.files, months) & ~read.files["file"].isin(_named(asked_for)))
    outside, title = _outside(kept.files, months), periods.title(months)
    if not outside.any():
        return kept
    told = [
        of_file(OTHER_MONTH, f.file, periode=f.periode, bulan=Periode(f.periode).words, diminta=title)
        for f in kept.files[outside].itertuples()
    ]
    return _set_aside(kept, outside, OTHER_MONTH, told)


def _strangers_elsewhere(files: pd.DataFrame, months: Sequence[Periode], units: Container[str]) -> pd.Series:
    """Which strangers lie in the folder of another month, or are called after one: no part of the run, either."""
    called = [month_in_name(Path(file), units) for file in files["file"]]
    is_elsewhere = [month is not None and month not in months for month in called]
    return files["jenis"].ne("") & pd.Series(is_elsewhere, index=files.index, dtype=bool)


def _outside(files: pd.DataFrame, months: Sequence[Periode]) -> pd.Series:
    """Which files are of other months, but for those that are told already."""
    is_told = files["alasan"] == BEFORE_START.kode
    return files["periode"].ne("") & ~files["periode"].isin(months) & ~is_told


def _without(read: Read, chosen: pd.Series) -> Read:
    """As if some files were not there."""
    if not chosen.any():
        return read
    names = read.files.loc[chosen, "file"]
    answers, temuan, partial = (
        table[~table["file"].isin(names)].reset_index(drop=True) for table in (read.answers, read.temuan, read.partial)
    )
    files = read.files[~chosen].reset_index(drop=True)
    return dataclasses.replace(read, files=files, answers=answers, temuan=temuan, partial=partial)


def _set_aside(read: Read, chosen: pd.Series, rule: Rule, told: list[dict[str, Any]]) -> Read:
    """Some files set aside by a rule: their cells, and what was found in them, are for their own month."""
    names = read.files.loc[chosen, "file"]
    return dataclasses.replace(
        read,
        answers=read.answers[~read.answers["file"].isin(names)].reset_index(drop=True),
        files=with_set_aside(read.files, read.files.index[chosen], rule),
        temuan=findings_table.table([read.temuan[~read.temuan["file"].isin(names)]], told),
        partial=read.partial[~read.partial["file"].isin(names)].reset_index(drop=True),
    )
