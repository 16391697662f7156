"""Read and check filled forms: the first half of ``iki periksa`` and of a month's run."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from iki_excel.decree import Catalog
from iki_excel.decree.settings import Settings
from iki_excel.forms import reading
from iki_excel.forms.reading import Read
from iki_excel.judging import checks, findings
from iki_excel.judging.answers import IDENTITY
from iki_excel.judging.batch import Checked, refuse_unless_it_adds_up
from iki_excel.judging.files import set_aside
from iki_excel.judging.findings import of_file
from iki_excel.judging.put_right import with_put_right
from iki_excel.words import periods
from iki_excel.words.periods import Periode
from iki_excel.words.progress import Progress, untold
from iki_excel.words.rules import PERINGATAN, Rule
from iki_excel.workbooks.opening import Reader


def check_files(
    places: Iterable[Path],
    catalog: Catalog,
    settings: Settings,
    periode: str | None = None,
    *,
    reader: Reader | None = None,
    progress: Progress = untold,
) -> Checked:
    """Read and check; with a periode, only the months of its year so far count and what is missing is told."""
    asked_for = list(places)
    read = reading.read_files(reading.find_files(asked_for), catalog, settings, reader, progress)
    return check_read(read, catalog, settings, periode, asked_for)


def check_read(
    read: Read, catalog: Catalog, settings: Settings, periode: str | None = None, asked_for: Sequence[Path] = ()
) -> Checked:
    """The cheap half of it: check what was read, now or before. ``asked_for``: the files that were named one by one."""
    if periode is not None:
        read = _within(read, Periode(periode).so_far, asked_for)
    known = read.files.loc[read.files["jabatan"] != "", IDENTITY]
    given = checks.Given(catalog, settings, periode, frozenset(known.itertuples(index=False, name=None)))
    found = findings.table([read.temuan, checks.run(read.answers, given)])
    in_order = findings.told_in_order(found, list(read.files["file"]), catalog.kode)
    marked = checks.mark_wrong(read.answers, in_order)
    temuan = with_put_right(in_order, marked, (*checks.RULES, *reading.REFUSALS))
    checked = Checked(marked, read.files, temuan, read.partial.assign(terbaca=read.partial["angka"]))
    refuse_unless_it_adds_up(checked)
    return checked


OTHER_MONTH = Rule(
    "di_luar_periode",
    PERINGATAN,
    arti="Bukan bulan yang diolah.",
    pesan="{file} untuk {bulan}, sedangkan yang diolah {diminta}.",
    saran="Periksa apakah formulirnya benar, atau sebutkan bulannya dengan --periode.",
    ringkas="untuk {bulan}, sedangkan yang diolah {diminta}",
    contoh="Formulir Mei 2019 disebut pada “iki proses --periode 2019-03”",
)


def _within(read: Read, months: list[Periode], asked_for: Sequence[Path]) -> Read:
    """Files of other months are set aside; what was found in them is for their own month.

    In a folder that holds many months this is as it should be; of a file that was named on its own it is told.
    """
    outside = read.files["periode"].ne("") & ~read.files["periode"].isin(months)
    files = read.files.copy()
    fate = set_aside(OTHER_MONTH)
    files.loc[outside, [*fate]] = [*fate.values()]
    names = files.loc[outside, "file"]
    named = files[outside & files["file"].isin({path.as_posix() for path in asked_for})]
    title = periods.title(months)
    told = [
        of_file(OTHER_MONTH, f.file, periode=f.periode, bulan=Periode(f.periode).words, diminta=title)
        for f in named.itertuples()
    ]
    return Read(
        read.answers[~read.answers["file"].isin(names)].reset_index(drop=True),
        files,
        findings.table([read.temuan[~read.temuan["file"].isin(names)]], told),
        read.partial[~read.partial["file"].isin(names)].reset_index(drop=True),
    )
